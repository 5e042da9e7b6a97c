//! Runs code that was compiled for wide registers where the processor has them. Never changes a result.

/// Runs something with registers of 512 or 256 bits where there are some. All that it calls must be inlined.
pub(super) fn run<Op: pulp::NullaryFnOnce>(op: Op) -> Op::Output {
    #[cfg(target_arch = "x86_64")]
    {
        if let Some(wide) = pulp::x86::V4::try_new() {
            return wide.vectorize(op);
        }
        if let Some(wide) = pulp::x86::V3::try_new() {
            return wide.vectorize(op);
        }
    }
    op.call()
}
