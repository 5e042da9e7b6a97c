//! Numbers moved and scaled to mean 0 and variance 1. Never divides by zero.

/// What mean and variance are made of.
#[derive(Clone, Copy, Debug)]
pub(super) struct Moments {
    pub(super) sum: f32,
    /// The sum of the squares.
    pub(super) squares: f32,
}

impl Moments {
    /// Of these numbers.
    #[inline(always)]
    pub(super) fn of(line: &[f32]) -> Self {
        Self { sum: sum(line, |x| x), squares: sum(line, |x| x * x) }
    }

    /// The mean of `count` numbers, and what a difference from it is multiplied with.
    #[inline(always)]
    #[allow(clippy::cast_precision_loss, reason = "a few hundred numbers")]
    pub(super) fn normal(self, count: usize) -> (f32, f32) {
        let count = count.max(1) as f32;
        let mean = self.sum / count;
        let variance = (self.squares / count - mean * mean).max(0.0);
        (mean, 1.0 / (variance + 1e-12).sqrt())
    }
}

/// Moves and scales the numbers to mean 0 and variance 1.
#[inline(always)]
pub(super) fn normalise(line: &mut [f32]) {
    let (mean, scale) = Moments::of(line).normal(line.len());
    for x in line.iter_mut() {
        *x = (*x - mean) * scale;
    }
}

/// The sum of something of each number, in 64 parts, so that several are added at once.
#[inline(always)]
pub(super) fn sum(line: &[f32], of: impl Fn(f32) -> f32) -> f32 {
    let mut parts = [0.0; 64];
    let (chunks, rest) = line.as_chunks::<64>();
    for chunk in chunks {
        parts.iter_mut().zip(chunk).for_each(|(part, x)| *part += of(*x));
    }
    parts.iter().sum::<f32>() + rest.iter().map(|x| of(*x)).sum::<f32>()
}
