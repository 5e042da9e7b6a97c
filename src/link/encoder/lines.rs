//! Sums of lines of bytes, each line times its own weight, in 16 bits. Never overflows: what is too large stays at the
//! largest number there is.

use crate::link::encoder::layers::CHANNELS;

/// What one of a sum stands for.
pub(super) const STEP: f32 = 1.0 / 32.0;
/// Parts of a step in which weights are given.
const PARTS: f32 = 256.0;

/// Small whole numbers, one for each channel.
pub(super) type Bytes = [i8; CHANNELS];
/// Sums, one for each channel, in steps.
pub(super) type Sums = [i16; CHANNELS];
/// A line and what one in it stands for, in parts of a step.
pub(super) type Term<'a> = (&'a Bytes, i16);

/// Adds all terms.
#[inline(always)]
#[allow(clippy::cast_possible_truncation, reason = "upper 16 bits of 32")]
pub(super) fn add(terms: &[Term<'_>], to: &mut Sums) {
    let mut sums = *to;
    for (line, weight) in terms {
        for (sum, byte) in sums.iter_mut().zip(*line) {
            // Half of one more than there is, so that products with zero are cut off like all others.
            let byte = i32::from((i16::from(*byte) << 8) | 0x80);
            *sum = sum.saturating_add(((byte * i32::from(*weight)) >> 16) as i16);
        }
    }
    // What was cut off, half a step a product on average, less what the halves added.
    let added = terms.iter().map(|(_, weight)| i32::from(*weight)).sum::<i32>() / 256;
    let missing = (i32::try_from(terms.len()).unwrap_or(i32::MAX) - added) / 2;
    let missing = i16::try_from(missing).unwrap_or(i16::MIN);
    for (to, sum) in to.iter_mut().zip(sums) {
        *to = sum.saturating_add(missing);
    }
}

/// A number in steps.
#[inline(always)]
#[allow(clippy::cast_possible_truncation, reason = "too large a number becomes the largest there is")]
pub(super) fn steps(x: f32) -> i16 {
    (x / STEP).round_ties_even() as i16
}

/// The weight of a line in which one stands for `x`, which is not negative.
#[inline(always)]
#[allow(clippy::cast_possible_truncation, reason = "too large a number becomes the largest there is")]
pub(super) fn weight(x: f32) -> i16 {
    (x * (PARTS / STEP) + 0.5) as i16
}

/// A line of the numbers `whole * unit`, to be used with the weight that is given back.
#[inline(always)]
#[allow(
    clippy::cast_possible_truncation,
    clippy::cast_precision_loss,
    reason = "at most 127, from fewer than 2^24"
)]
pub(super) fn line(whole: &[i32; CHANNELS], unit: f32, to: &mut Bytes) -> i16 {
    const MOST: f32 = 127.0;
    let largest = whole.iter().fold(0, |most, x| x.wrapping_abs().max(most));
    let weight = (largest as f32 * unit * (PARTS / STEP / MOST)).ceil() as i16;
    let scale = unit * (PARTS / STEP) / f32::from(weight.max(1));
    for (to, x) in to.iter_mut().zip(whole) {
        *to = crate::link::encoder::rounded::whole((*x as f32 * scale).clamp(-MOST, MOST)) as i8;
    }
    weight
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sum_is_near_what_it_stands_for() {
        let mut whole = [0; CHANNELS];
        whole.iter_mut().zip(-128..).for_each(|(to, x)| *to = x * 50);
        let mut bytes = [0; CHANNELS];
        let own = line(&whole, 0.01, &mut bytes);
        let mut sums = [steps(-3.0); CHANNELS];
        add(&[(&bytes, own), (&bytes, own), (&[100; CHANNELS], weight(0.5))], &mut sums);
        for (sum, x) in sums.iter().zip(-128_i16..) {
            assert!((f32::from(*sum) * STEP - (f32::from(x) + 47.0)).abs() < 0.6, "{sum} {x}");
        }
    }

    #[test]
    fn too_large_a_sum_stays_near_the_largest() {
        let mut sums = [0; CHANNELS];
        add(&[(&[127; CHANNELS], i16::MAX); 4], &mut sums);
        assert!(sums.iter().all(|sum| *sum > i16::MAX - 300));
    }
}
