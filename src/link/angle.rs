//! How near vectors lie to each other, by their bytes. Never makes one.

use pulp::{Arch, NullaryFnOnce};

/// The sum of products of two vectors, with registers as wide as the processor has; the same on every processor.
#[must_use]
pub(super) fn dot(arch: Arch, a: &[i8], b: &[i8]) -> f32 {
    arch.dispatch(Products { a, b })
}

struct Products<'a> {
    a: &'a [i8],
    b: &'a [i8],
}

impl NullaryFnOnce for Products<'_> {
    type Output = f32;

    #[allow(clippy::inline_always, reason = "it is compiled once more for each width of registers")]
    #[allow(clippy::cast_precision_loss, reason = "a few hundred products of bytes stay below 2^24")]
    #[inline(always)]
    fn call(self) -> f32 {
        let sum: i32 = self.a.iter().zip(self.b).map(|(x, y)| i32::from(*x) * i32::from(*y)).sum();
        sum as f32
    }
}
