//! Products of matrices in whole numbers: the weights are bytes, the other side is rounded to seven bits, or to twice
//! seven. Never gives another result on another machine: sums of whole numbers do not depend on their order.

use rten_gemm::{GemmExecutor, GemmInputA, GemmInputB, GemmOptions, PackedBMatrix, QuantParams};
use rten_tensor::NdTensorView;

use crate::base::problem::Problem;
use crate::link::encoder::bytes::failed;
use crate::link::encoder::rounded::Rounded;
use crate::link::encoder::wide;

/// Room for whole numbers, used by one product after another.
#[derive(Debug, Default)]
pub(super) struct Multiplier {
    sums: Vec<i32>,
}

thread_local! {
    /// What multiplies, as well as the processor can. Asking the processor takes longer than a small product.
    static BY: GemmExecutor<u8, i8, i32> = GemmExecutor::default();
}

/// A matrix of weights, each times the step of its column.
pub(super) struct Packed {
    steps: Vec<f32>,
    panels: PackedBMatrix<i8>,
}

impl std::fmt::Debug for Packed {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Packed").field("width", &self.width()).finish_non_exhaustive()
    }
}

impl Packed {
    /// Packs a matrix, given row by row, with the step of each column.
    pub(super) fn new(steps: &[f32], numbers: &[i8]) -> Result<Self, Problem> {
        let (width, depth) = (steps.len(), numbers.len() / steps.len().max(1));
        let matrix = NdTensorView::try_from_data([depth, width], numbers).map_err(|error| failed(&error))?;
        Ok(Self { steps: steps.to_vec(), panels: BY.with(|by| by.prepack_b(matrix)) })
    }

    /// Columns of the matrix.
    pub(super) const fn width(&self) -> usize {
        self.steps.len()
    }

    /// What one of a whole sum stands for in each column, where the rows have the step 1.
    pub(super) fn steps(&self) -> &[f32] {
        &self.steps
    }

    /// `rows` times this matrix, row by row: adds to `out`, which holds [`Self::width`] numbers a row.
    pub(super) fn add_product(
        &self,
        by: &mut Multiplier,
        rows: &Rounded,
        out: &mut [f32],
    ) -> Result<(), Problem> {
        let sums = self.product(by, rows)?;
        wide::run(Add { matrix: self, rows: rows.steps(), sums, out });
        Ok(())
    }

    /// `rows` times this matrix in whole numbers, row by row; lower halves after all others.
    pub(super) fn product<'b>(&self, by: &'b mut Multiplier, rows: &Rounded) -> Result<&'b [i32], Problem> {
        let zeros = rows.zeros();
        let a = NdTensorView::try_from_data([zeros.len(), self.panels.rows()], rows.whole());
        let a = GemmInputA::Unpacked(a.map_err(|error| failed(&error))?);
        let size = zeros.len() * self.width();
        if by.sums.len() < size {
            by.sums.resize(size, 0);
        }
        let sums = by.sums.get_mut(..size).unwrap_or_default();
        let options =
            GemmOptions { a_quant: Some(QuantParams { zero_point: zeros }), ..GemmOptions::default() };
        BY.with(|by| by.gemm(sums, a, GemmInputB::Packed(&self.panels), options).map(drop))
            .map_err(|error| failed(&error))?;
        Ok(sums)
    }
}

/// Sums of whole numbers turned into fractions and added, as something to run.
struct Add<'a> {
    matrix: &'a Packed,
    /// The step of each row.
    rows: &'a [f32],
    sums: &'a [i32],
    out: &'a mut [f32],
}

impl pulp::NullaryFnOnce for Add<'_> {
    type Output = ();

    #[inline(always)]
    #[allow(clippy::cast_precision_loss, reason = "a relative error of 2^-24 is far below the rounding")]
    fn call(self) {
        let Self { matrix, rows, sums, out } = self;
        let width = matrix.width().max(1);
        let (upper, lower) = sums.split_at((rows.len() * width).min(sums.len()));
        let lines = out.chunks_exact_mut(width).zip(rows);
        if lower.is_empty() {
            for ((line, row), sums) in lines.zip(upper.chunks_exact(width)) {
                for ((to, sum), step) in line.iter_mut().zip(sums).zip(&matrix.steps) {
                    *to += *sum as f32 * row * step;
                }
            }
        } else {
            let halves = upper.chunks_exact(width).zip(lower.chunks_exact(width));
            for ((line, row), (upper, lower)) in lines.zip(halves) {
                for (((to, upper), lower), step) in line.iter_mut().zip(upper).zip(lower).zip(&matrix.steps) {
                    *to += (*upper as f32 * 128.0 + *lower as f32) * row * step;
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn product(rows: &Rounded) -> Vec<f32> {
        let mut by = Multiplier::default();
        let numbers: Vec<i8> = (0..64).collect();
        let matrix = Packed::new(&[0.5; 16], &numbers).unwrap();
        let mut out = vec![1.0; 16];
        matrix.add_product(&mut by, rows, &mut out).unwrap();
        out
    }

    fn wanted(row: [f32; 4]) -> Vec<f32> {
        let sum = |column: u8| -> f32 {
            row.iter().zip((column..).step_by(16)).map(|(x, weight)| x * f32::from(weight)).sum()
        };
        (0..16).map(|column| 1.0 + 0.5 * sum(column)).collect()
    }

    fn off(found: &[f32], wanted: &[f32]) -> f32 {
        found.iter().zip(wanted).map(|(x, y)| (x - y).abs()).fold(0.0, f32::max)
    }

    #[test]
    fn a_product_is_as_exact_as_its_rows() {
        let row = [1.0, 0.3, -2.0, 0.5];
        assert!(off(&product(&Rounded::seven([row.as_slice()].into_iter())), &wanted(row)) < 1.0);
        assert!(off(&product(&Rounded::twice(&row, row.len())), &wanted(row)) < 0.01);
        let row = row.map(f32::abs);
        assert!(off(&product(&Rounded::positive(&row, row.len())), &wanted(row)) < 0.5);
    }

    #[test]
    fn whole_rows_lose_nothing() {
        let rows = Rounded::exact([[0, 127, 64, 65].as_slice()].into_iter(), [0.25].into_iter());
        let row = [0_i8, 127, 64, 65].map(|x| f32::from(x - 64) * 0.25);
        assert!(off(&product(&rows), &wanted(row)) < 1e-4);
    }

    #[test]
    fn largest_numbers_do_not_overflow() {
        let mut by = Multiplier::default();
        let (depth, width) = (1280, 32);
        let matrix = Packed::new(&[1.0; 32], &vec![-127; depth * width]).unwrap();
        for sign in [1.0, -1.0] {
            let row = vec![sign; depth];
            let mut out = vec![0.0; width];
            matrix.add_product(&mut by, &Rounded::twice(&row, row.len()), &mut out).unwrap();
            assert!(out.iter().all(|x| (x + sign * 127.0 * 1280.0).abs() < 100.0), "{out:?}");
        }
    }
}
