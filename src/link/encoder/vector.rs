//! A vector small enough to keep: one byte a number. Never more exact than the comparison needs.

use serde::{Deserialize, Serialize};

/// A unit vector in bytes, or nothing where a text was not encoded.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Vector(pub Vec<i8>);

impl Vector {
    /// Rounds numbers to bytes, the largest to 127.
    #[must_use]
    pub fn of(numbers: &[f32]) -> Self {
        let largest = numbers.iter().fold(0.0_f32, |most, x| most.max(x.abs()));
        let scale = if largest > 0.0 { 127.0 / largest } else { 0.0 };
        #[allow(clippy::cast_possible_truncation, reason = "at most 127 by construction")]
        Self(numbers.iter().map(|x| (x * scale).round_ties_even() as i8).collect())
    }

    /// The numbers at length one; `None` where there are none.
    #[must_use]
    pub fn unit(&self) -> Option<Vec<f32>> {
        let length = dot(&self.0, &self.0).sqrt();
        (length > 0.0).then(|| self.0.iter().map(|x| f32::from(*x) / length).collect())
    }

    /// Cosine with another, -1 to 1; `None` where one of the two is empty.
    #[must_use]
    pub fn cosine(&self, other: &Self) -> Option<f32> {
        if self.0.is_empty() || self.0.len() != other.0.len() {
            return None;
        }
        let length = (dot(&self.0, &self.0) * dot(&other.0, &other.0)).sqrt();
        (length > 0.0).then(|| dot(&self.0, &other.0) / length)
    }
}

#[allow(clippy::cast_precision_loss, reason = "a few hundred products of bytes stay below 2^24")]
fn dot(a: &[i8], b: &[i8]) -> f32 {
    let sum: i32 = a.iter().zip(b).map(|(x, y)| i32::from(*x) * i32::from(*y)).sum();
    sum as f32
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rounding_keeps_the_angle() {
        let one = Vector::of(&[0.6, 0.8, 0.0]);
        let other = Vector::of(&[0.8, 0.6, 0.0]);
        assert!((one.cosine(&other).unwrap() - 0.96).abs() < 0.01);
        assert_eq!(one.cosine(&Vector::default()), None);
        assert_eq!(Vector::of(&[0.0; 3]).cosine(&one), None);
    }
}
