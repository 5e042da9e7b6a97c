//! Rows of numbers rounded to whole ones for products. Never more than seven bits in a byte: processors without a step
//! for products of bytes add two of them in 16 bits.

use crate::link::encoder::wide;

/// What stands for zero where numbers may be negative.
const ZERO: u8 = 64;
/// Largest absolute value of a number of seven bits, of one of twice seven, and of one that is never negative.
const SEVEN: f32 = 63.0;
const TWICE: f32 = 8_127.0;
const POSITIVE: f32 = 127.0;

/// Rows of whole numbers, each row with its own step.
#[derive(Debug, Default)]
pub(super) struct Rounded {
    whole: Vec<u8>,
    /// What stands for zero, once for each row.
    zeros: Vec<u8>,
    steps: Vec<f32>,
}

impl Rounded {
    /// Rounds rows to seven bits.
    pub(super) fn seven<'a>(rows: impl Iterator<Item = &'a [f32]>) -> Self {
        let mut rounded = Self::default();
        for row in rows {
            let from = rounded.whole.len();
            rounded.whole.resize(from + row.len(), ZERO);
            let upper = rounded.whole.get_mut(from..).unwrap_or_default();
            rounded.steps.push(wide::run(Round { row, most: SEVEN, zero: ZERO, upper, lower: &mut [] }));
        }
        rounded.zeros = vec![ZERO; rounded.steps.len()];
        rounded
    }

    /// Rounds rows of `depth` numbers, none of them negative, to seven bits.
    pub(super) fn positive(numbers: &[f32], depth: usize) -> Self {
        let mut rounded = Self { whole: vec![0; numbers.len()], ..Self::default() };
        let rows = numbers.chunks_exact(depth.max(1)).zip(rounded.whole.chunks_exact_mut(depth.max(1)));
        for (row, upper) in rows {
            rounded.steps.push(wide::run(Round { row, most: POSITIVE, zero: 0, upper, lower: &mut [] }));
        }
        rounded.zeros = vec![0; rounded.steps.len()];
        rounded
    }

    /// Rounds rows of `depth` numbers to twice seven bits: the upper halves of all rows first, then the lower ones.
    pub(super) fn twice(numbers: &[f32], depth: usize) -> Self {
        let mut rounded = Self { whole: vec![0; numbers.len() * 2], ..Self::default() };
        let (upper, lower) = rounded.whole.split_at_mut(numbers.len());
        let halves = upper.chunks_exact_mut(depth.max(1)).zip(lower.chunks_exact_mut(depth.max(1)));
        for (row, (upper, lower)) in numbers.chunks_exact(depth.max(1)).zip(halves) {
            rounded.steps.push(wide::run(Round { row, most: TWICE, zero: ZERO, upper, lower }));
        }
        rounded.zeros = vec![ZERO; rounded.steps.len() * 2];
        rounded
    }

    /// Rows that are whole already, from 0 to 127 where 64 stands for zero, with the step of each.
    pub(super) fn exact<'a>(rows: impl Iterator<Item = &'a [u8]>, steps: impl Iterator<Item = f32>) -> Self {
        let mut rounded = Self { steps: steps.collect(), ..Self::default() };
        rows.for_each(|row| rounded.whole.extend_from_slice(row));
        rounded.zeros = vec![ZERO; rounded.steps.len()];
        rounded
    }

    /// All rows, one after another.
    pub(super) fn whole(&self) -> &[u8] {
        &self.whole
    }

    /// What stands for zero in each row, halves counted on their own: the same in all of them.
    pub(super) fn zeros(&self) -> &[u8] {
        &self.zeros
    }

    /// The step of each row, of its lower half where it has two.
    pub(super) fn steps(&self) -> &[f32] {
        &self.steps
    }
}

/// The rounding of one row, as something to run; gives the step.
struct Round<'a> {
    row: &'a [f32],
    most: f32,
    zero: u8,
    upper: &'a mut [u8],
    /// Where the lower halves go, if the row is rounded to twice seven bits.
    lower: &'a mut [u8],
}

impl pulp::NullaryFnOnce for Round<'_> {
    type Output = f32;

    #[inline(always)]
    fn call(self) -> f32 {
        let Self { row, most, zero, upper, lower } = self;
        let mut parts = [0.0_f32; 32];
        let (chunks, rest) = row.as_chunks::<32>();
        for chunk in chunks {
            parts.iter_mut().zip(chunk).for_each(|(part, x)| *part = larger(*part, x.abs()));
        }
        let largest = rest.iter().chain(&parts).fold(0.0_f32, |most, x| most.max(x.abs()));
        let inverse = if largest > 0.0 { most / largest } else { 0.0 };
        if lower.is_empty() {
            for (to, x) in upper.iter_mut().zip(row) {
                *to = low(whole(x * inverse) + i32::from(zero));
            }
        } else {
            for ((upper, lower), x) in upper.iter_mut().zip(lower).zip(row) {
                let x = whole(x * inverse) + i32::from(zero);
                *upper = low((x >> 7) + i32::from(zero));
                *lower = low(x & 0x7f);
            }
        }
        largest / most
    }
}

#[inline(always)]
const fn larger(a: f32, b: f32) -> f32 {
    if b > a { b } else { a }
}

/// The nearest whole number of one that is below 2^22: added to 1.5 times 2^23, only whole numbers are left.
#[inline(always)]
pub(super) const fn whole(x: f32) -> i32 {
    const ROOM: f32 = 12_582_912.0;
    (x + ROOM).to_bits().wrapping_sub(ROOM.to_bits()).cast_signed()
}

#[inline(always)]
#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "from 0 to 127 by construction")]
const fn low(x: i32) -> u8 {
    x as u8
}
