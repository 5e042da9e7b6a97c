//! The dense network: summed features to one unit vector a text. Never looks at a piece.

use crate::base::problem::Problem;
use crate::link::encoder::gemm::{Multiplier, Packed};
use crate::link::encoder::layers::{FEATURES, Layers};
use crate::link::encoder::normal::sum;
use crate::link::encoder::rounded::Rounded;
use crate::link::encoder::rows::WIDTH;
use crate::link::encoder::wide;

/// From summed features to unit vectors, for texts of these numbers of pieces.
pub(super) fn dense(
    sums: &[f32],
    lengths: &[usize],
    layers: &Layers,
    by: &mut Multiplier,
) -> Result<Vec<Vec<f32>>, Problem> {
    let mut mean: Vec<f32> = lengths
        .iter()
        .flat_map(|pieces| layers.join_bias.iter().map(move |bias| bias * length(*pieces)))
        .collect();
    layers.join.add_product(by, &Rounded::twice(sums, FEATURES), &mut mean)?;
    for (line, pieces) in mean.chunks_exact_mut(WIDTH).zip(lengths) {
        let scale = 1.0 / length((*pieces).max(1)).sqrt();
        for x in line.iter_mut() {
            *x *= scale;
        }
    }
    let [d0, d1, d2, d3] = &layers.dense;
    let [p1, p3] = &layers.cuts;
    let mut layer = |parts: &[(&Packed, &Rounded)]| layer(parts, lengths.len(), by);
    let mean = Rounded::twice(&mean, WIDTH);
    let y0 = positive(&layer(&[(d0, &mean)])?, d0.width());
    let y1 = positive(&layer(&[(p1, &mean), (d1, &y0)])?, p1.width());
    let y2 = positive(&layer(&[(d2, &y1)])?, d2.width());
    let mut out = layer(&[(p3, &y1), (d3, &y2)])?;
    Ok(out.chunks_exact_mut(WIDTH).map(|line| wide::run(Unit { line })).collect())
}

/// The sum of products.
fn layer(parts: &[(&Packed, &Rounded)], count: usize, by: &mut Multiplier) -> Result<Vec<f32>, Problem> {
    let width = parts.first().map_or(0, |(matrix, _)| matrix.width());
    let mut out = vec![0.0; width * count];
    for (matrix, rows) in parts {
        matrix.add_product(by, rows, &mut out)?;
    }
    Ok(out)
}

/// Rows of `depth` numbers through a rectifier.
fn positive(numbers: &[f32], depth: usize) -> Rounded {
    let numbers: Vec<f32> = numbers.iter().map(|x| x.max(0.0)).collect();
    Rounded::positive(&numbers, depth)
}

/// The last step, as something to run: the hyperbolic tangent of all numbers, at length one.
struct Unit<'a> {
    line: &'a mut [f32],
}

impl pulp::NullaryFnOnce for Unit<'_> {
    type Output = Vec<f32>;

    #[inline(always)]
    fn call(self) -> Vec<f32> {
        for x in self.line.iter_mut() {
            *x = tangent(*x);
        }
        let scale = 1.0 / sum(self.line, |x| x * x).max(1e-12).sqrt();
        self.line.iter().map(|x| x * scale).collect()
    }
}

/// The hyperbolic tangent, off by less than 0.0001: Lambert's continued fraction, cut off where it reaches one.
#[inline(always)]
fn tangent(x: f32) -> f32 {
    let x = x.clamp(-4.97, 4.97);
    let y = x * x;
    let upper = x * (135_135.0 + y * (17_325.0 + y * (378.0 + y)));
    upper / (135_135.0 + y * (62_370.0 + y * (3_150.0 + y * 28.0)))
}

/// A number of pieces as one to calculate with.
#[allow(clippy::cast_precision_loss, reason = "texts are cut long before 2^24 pieces")]
pub(super) const fn length(pieces: usize) -> f32 {
    pieces as f32
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_tangent_is_near_enough() {
        for step in -1000..=1000_i16 {
            let x = f32::from(step) / 100.0;
            assert!((tangent(x) - x.tanh()).abs() < 1e-4, "{x}");
        }
    }
}
