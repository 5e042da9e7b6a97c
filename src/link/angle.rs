//! How near vectors lie to each other, by their bytes. Never makes one.

/// The sum of products of two vectors.
#[must_use]
#[allow(clippy::cast_precision_loss, reason = "a few hundred products of bytes stay below 2^24")]
pub(super) fn dot(a: &[i8], b: &[i8]) -> f32 {
    let sum: i32 = a.iter().zip(b).map(|(x, y)| i32::from(*x) * i32::from(*y)).sum();
    sum as f32
}
