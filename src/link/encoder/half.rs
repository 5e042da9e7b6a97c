//! Fractions in 16 bits (bfloat16): whole numbers up to 256 are exact, and sums of hundreds of others lose
//! less than the table of pieces lost already. Never calculated with: only stored.

/// The upper half of a fraction of 32 bits.
#[derive(Clone, Copy, Debug)]
pub(super) struct Half(u16);

impl Half {
    #[allow(clippy::cast_possible_truncation, reason = "the upper half of 32 bits")]
    /// The nearest one.
    pub(super) const fn of(number: f32) -> Self {
        Self((number.to_bits().wrapping_add(0x8000) >> 16) as u16)
    }

    /// The number it stands for.
    #[inline(always)]
    pub(super) const fn number(self) -> f32 {
        f32::from_bits((self.0 as u32) << 16)
    }
}
