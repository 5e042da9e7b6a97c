//! Fractions in 16 bits (bfloat16): whole numbers up to 256 are exact, and sums of hundreds of others lose less than the
//! table of pieces lost already. Never calculated with: only stored.

/// The number that 16 bits stand for.
#[inline(always)]
pub(super) const fn number(half: u16) -> f32 {
    f32::from_bits((half as u32) << 16)
}

/// The nearest fraction of 16 bits.
#[inline(always)]
#[allow(clippy::cast_possible_truncation, reason = "shifted to 16 bits")]
pub(super) const fn half(x: f32) -> u16 {
    (x.to_bits().wrapping_add(0x8000) >> 16) as u16
}
