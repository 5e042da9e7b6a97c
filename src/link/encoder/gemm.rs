//! Products of matrices in whole numbers: the weights are bytes, the other side is rounded to seven bits, or to twice
//! seven. Never gives another result on another machine: sums of whole numbers do not depend on their order.
//!
//! Seven bits and not eight, because processors without a step for products of bytes add two of them in 16 bits.

use rten_gemm::{GemmExecutor, GemmInputA, GemmInputB, GemmOptions, PackedBMatrix};
use rten_tensor::NdTensorView;

use crate::base::problem::Problem;
use crate::link::encoder::half::{LINE, Pair, pairs};
use crate::link::encoder::wide;

/// What multiplies, as well as the processor can, and room for whole numbers.
pub(super) struct Multiplier {
    by: GemmExecutor<u8, i8, i32>,
    sums: Vec<i32>,
}

impl Multiplier {
    /// One for this processor.
    pub(super) fn new() -> Self {
        Self { by: GemmExecutor::default(), sums: Vec::new() }
    }
}

/// What stands for zero in a row of seven bits, and in an upper half.
const ZERO: u8 = 64;
/// Largest absolute value of a number of seven bits, and of one of twice seven.
const SEVEN: f32 = 63.0;
const TWICE: f32 = 8_191.0;

/// A matrix of weights, each times the step of its column.
pub(super) struct Packed {
    steps: Vec<f32>,
    /// The sum of each column.
    sums: Vec<i32>,
    panels: PackedBMatrix<i8>,
}

impl std::fmt::Debug for Packed {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Packed").field("width", &self.width()).finish_non_exhaustive()
    }
}

impl Packed {
    /// Packs a matrix, given row by row, with the step of each column.
    pub(super) fn new(by: &Multiplier, steps: &[f32], numbers: &[i8]) -> Result<Self, Problem> {
        let (width, depth) = (steps.len(), numbers.len() / steps.len().max(1));
        let matrix = NdTensorView::try_from_data([depth, width], numbers).map_err(|error| wrong(&error))?;
        let mut sums = vec![0; width];
        for row in numbers.chunks_exact(width.max(1)) {
            sums.iter_mut().zip(row).for_each(|(sum, number)| *sum += i32::from(*number));
        }
        Ok(Self { steps: steps.to_vec(), sums, panels: by.by.prepack_b(matrix) })
    }

    /// Columns of the matrix.
    pub(super) const fn width(&self) -> usize {
        self.sums.len()
    }

    /// `rows` times this matrix, row by row: adds to `out`, which holds [`Self::width`] numbers a row.
    pub(super) fn add_product(
        &self,
        by: &mut Multiplier,
        rows: &Rounded,
        out: &mut [f32],
    ) -> Result<(), Problem> {
        let sums = self.sums(by, rows)?;
        wide::run(Add { matrix: self, rows, sums, out });
        Ok(())
    }

    /// `rows`, of seven bits, times this matrix: the whole sums of each row, for [`Self::pack`].
    pub(super) fn product<'b>(
        &self,
        by: &'b mut Multiplier,
        rows: &Rounded,
    ) -> Result<std::slice::ChunksExact<'b, i32>, Problem> {
        Ok(self.sums(by, rows)?.chunks_exact(self.width().max(1)))
    }

    /// The sums of one row of a product as lines of pairs.
    pub(super) fn pack(&self, rows: &Rounded, row: usize, sums: &[i32], lines: &mut [[Pair; LINE]]) {
        wide::run(Pack { matrix: self, rows, row, sums, lines });
    }

    fn sums<'b>(&self, by: &'b mut Multiplier, rows: &Rounded) -> Result<&'b [i32], Problem> {
        let lines = rows.whole.len() / self.panels.rows().max(1);
        let a = NdTensorView::try_from_data([lines, self.panels.rows()], rows.whole.as_slice());
        let a = GemmInputA::Unpacked(a.map_err(|error| wrong(&error))?);
        let size = lines * self.width();
        if by.sums.len() < size {
            by.sums.resize(size, 0);
        }
        let sums = by.sums.get_mut(..size).unwrap_or_default();
        let b = GemmInputB::Packed(&self.panels);
        by.by.gemm(sums, a, b, GemmOptions::default()).map_err(|error| wrong(&error))?;
        Ok(sums)
    }
}

/// What whole sums of a row stand for, where it is rounded to seven bits or these are its upper halves.
#[inline(always)]
#[allow(clippy::cast_precision_loss, reason = "a relative error of 2^-24 is far below the rounding")]
fn numbers<'a>(
    sums: &'a [i32],
    columns: &'a [i32],
    steps: &'a [f32],
    (scale, shift): (f32, f32),
) -> impl Iterator<Item = f32> + 'a {
    sums.iter().zip(columns).zip(steps).map(move |((sum, column), step)| {
        ((sum - i32::from(ZERO) * column) as f32 * scale + *column as f32 * shift) * step
    })
}

fn wrong(error: &dyn std::fmt::Display) -> Problem {
    Problem::new(format!("a product of the sentence encoder does not fit: {error}"), "layers.bin")
}

/// Rows of numbers rounded to whole ones, each with its own step and what is added to all its numbers.
#[derive(Debug, Default)]
pub(super) struct Rounded {
    whole: Vec<u8>,
    steps: Vec<f32>,
    shifts: Vec<f32>,
}

impl Rounded {
    /// Rounds rows to seven bits.
    pub(super) fn seven<'a>(rows: impl Iterator<Item = &'a [f32]>) -> Self {
        let mut rounded = Self::default();
        for row in rows {
            let from = rounded.whole.len();
            rounded.whole.resize(from + row.len(), ZERO);
            let whole = rounded.whole.get_mut(from..).unwrap_or_default();
            rounded.steps.push(wide::run(Round { row, most: SEVEN, upper: whole, lower: &mut [] }));
            rounded.shifts.push(0.0);
        }
        rounded
    }

    /// Rounds rows of `depth` numbers to twice seven bits: the upper halves of all rows first, then the lower ones.
    pub(super) fn twice(numbers: &[f32], depth: usize) -> Self {
        let mut rounded = Self { whole: vec![ZERO; numbers.len() * 2], ..Self::default() };
        let (upper, lower) = rounded.whole.split_at_mut(numbers.len());
        let halves = upper.chunks_exact_mut(depth.max(1)).zip(lower.chunks_exact_mut(depth.max(1)));
        for (row, (upper, lower)) in numbers.chunks_exact(depth.max(1)).zip(halves) {
            rounded.steps.push(wide::run(Round { row, most: TWICE, upper, lower }));
            rounded.shifts.push(0.0);
        }
        rounded
    }

    /// Rows that are whole already, from 0 to 127, with the step of each and what 64 stands for.
    pub(super) const fn exact(whole: Vec<u8>, steps: Vec<f32>, shifts: Vec<f32>) -> Self {
        Self { whole, steps, shifts }
    }
}

/// The rounding of one row, to seven bits where no lower halves are wanted, as something to run; gives the step.
struct Round<'a> {
    row: &'a [f32],
    most: f32,
    upper: &'a mut [u8],
    lower: &'a mut [u8],
}

impl pulp::NullaryFnOnce for Round<'_> {
    type Output = f32;

    #[inline(always)]
    fn call(self) -> f32 {
        let Self { row, most, upper, lower } = self;
        let mut parts = [0.0_f32; 32];
        let (chunks, rest) = row.as_chunks::<32>();
        for chunk in chunks {
            parts.iter_mut().zip(chunk).for_each(|(part, x)| *part = larger(*part, x.abs()));
        }
        let largest = rest.iter().chain(&parts).fold(0.0_f32, |most, x| most.max(x.abs()));
        let inverse = if largest > 0.0 { most / largest } else { 0.0 };
        if lower.is_empty() {
            for (to, x) in upper.iter_mut().zip(row) {
                *to = low(whole(x * inverse) + i32::from(ZERO));
            }
        } else {
            for ((upper, lower), x) in upper.iter_mut().zip(lower).zip(row) {
                let x = whole(x * inverse);
                *upper = low((x >> 7) + i32::from(ZERO));
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
const fn whole(x: f32) -> i32 {
    const ROOM: f32 = 12_582_912.0;
    (x + ROOM).to_bits().wrapping_sub(ROOM.to_bits()).cast_signed()
}

#[inline(always)]
#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "from 0 to 127 by construction")]
const fn low(x: i32) -> u8 {
    x as u8
}

/// Sums of whole numbers turned into fractions and added, as something to run.
struct Add<'a> {
    matrix: &'a Packed,
    rows: &'a Rounded,
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
        let (upper, lower) = sums.split_at((rows.steps.len() * width).min(sums.len()));
        let weight = if lower.is_empty() { 1.0 } else { 128.0 };
        let lines = out.chunks_exact_mut(width).zip(upper.chunks_exact(width));
        for ((line, sums), (step, shift)) in lines.zip(rows.steps.iter().zip(&rows.shifts)) {
            let own = numbers(sums, &matrix.sums, &matrix.steps, (step * weight, *shift));
            line.iter_mut().zip(own).for_each(|(to, x)| *to += x);
        }
        let lines = out.chunks_exact_mut(width).zip(lower.chunks_exact(width));
        for ((line, sums), row) in lines.zip(&rows.steps) {
            for ((to, sum), step) in line.iter_mut().zip(sums).zip(&matrix.steps) {
                *to += *sum as f32 * row * step;
            }
        }
    }
}

/// Sums of whole numbers of one row turned into pairs of fractions, as something to run.
struct Pack<'a> {
    matrix: &'a Packed,
    rows: &'a Rounded,
    row: usize,
    sums: &'a [i32],
    lines: &'a mut [[Pair; LINE]],
}

impl pulp::NullaryFnOnce for Pack<'_> {
    type Output = ();

    #[inline(always)]
    fn call(self) {
        let Self { matrix, rows, row, sums, lines } = self;
        let number = |of: &[f32]| of.get(row).copied().unwrap_or_default();
        let scale = (number(&rows.steps), number(&rows.shifts));
        let parts = sums.as_chunks::<{ 2 * LINE }>().0.iter().zip(matrix.sums.as_chunks::<{ 2 * LINE }>().0);
        let parts = parts.zip(matrix.steps.as_chunks::<{ 2 * LINE }>().0);
        for (line, ((sums, columns), steps)) in lines.iter_mut().zip(parts) {
            let mut all = [0.0; 2 * LINE];
            all.iter_mut().zip(numbers(sums, columns, steps, scale)).for_each(|(to, x)| *to = x);
            line.iter_mut().zip(pairs(&all)).for_each(|(to, pair)| *to = pair);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn product(rows: &Rounded) -> Vec<f32> {
        let mut by = Multiplier::new();
        let numbers: Vec<i8> = (0..64).collect();
        let matrix = Packed::new(&by, &[0.5; 16], &numbers).unwrap();
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
        let wanted = wanted(row);
        assert!(off(&product(&Rounded::seven([row.as_slice()].into_iter())), &wanted) < 1.0);
        assert!(off(&product(&Rounded::twice(&row, row.len())), &wanted) < 0.01);
    }

    #[test]
    fn whole_rows_lose_nothing() {
        let rows = Rounded::exact(vec![0, 127, 64, 65], vec![0.25], vec![0.125]);
        let row = [0_i8, 127, 64, 65].map(|x| f32::from(x - 64) * 0.25 + 0.125);
        assert!(off(&product(&rows), &wanted(row)) < 1e-4);
    }

    #[test]
    fn largest_numbers_do_not_overflow() {
        let mut by = Multiplier::new();
        let (depth, width) = (1280, 32);
        let matrix = Packed::new(&by, &[1.0; 32], &vec![-127; depth * width]).unwrap();
        for sign in [1.0, -1.0] {
            let row = vec![sign; depth];
            let mut out = vec![0.0; width];
            matrix.add_product(&mut by, &Rounded::twice(&row, row.len()), &mut out).unwrap();
            assert!(out.iter().all(|x| (x + sign * 127.0 * 1280.0).abs() < 100.0), "{out:?}");
        }
    }
}
