//! Products of matrices in whole numbers: the weights are bytes, the other side is rounded to 14 bits a row.
//! Never gives another result on another machine: sums of whole numbers do not depend on their order.

/// Columns computed together.
const PANEL: usize = 16;
/// Largest absolute value of the rounded side: with bytes and 2048 terms, sums stay below 2^31.
const LARGEST: f32 = 8_191.0;

/// A matrix of `depth` rows and `width` columns, in panels of 16 columns, two rows next to each other.
#[derive(Debug)]
pub(super) struct Packed {
    depth: usize,
    width: usize,
    step: f32,
    panels: Vec<i16>,
}

impl Packed {
    /// Packs the matrix whose numbers `at(row, column)` gives, each times `step`. `depth` must be even and
    /// `width` a multiple of 16.
    pub(super) fn new(depth: usize, width: usize, step: f32, at: impl Fn(usize, usize) -> i8) -> Self {
        let mut panels = Vec::with_capacity(depth * width);
        for left in (0..width).step_by(PANEL) {
            for top in (0..depth).step_by(2) {
                for column in left..left + PANEL {
                    panels.push(i16::from(at(top, column)));
                    panels.push(i16::from(at(top + 1, column)));
                }
            }
        }
        Self { depth, width, step, panels }
    }

    /// Columns of the matrix.
    pub(super) const fn width(&self) -> usize {
        self.width
    }

    /// `rows` times this matrix, row by row: adds to `out`, which holds [`Self::width`] numbers a row.
    pub(super) fn add_product(&self, rows: &Rounded, out: &mut [f32]) {
        let count = rows.steps.len();
        let mut sums = vec![0_i32; count * PANEL];
        for (number, panel) in self.panels.chunks_exact((self.depth * PANEL).max(1)).enumerate() {
            multiply(&rows.whole, self.depth, panel, &mut sums);
            let lines =
                out.chunks_exact_mut(self.width.max(1)).zip(sums.as_chunks::<PANEL>().0).zip(&rows.steps);
            for ((line, sums), step) in lines {
                let scale = step * self.step;
                let place = line.iter_mut().skip(number * PANEL);
                for (to, sum) in place.zip(sums) {
                    #[allow(
                        clippy::cast_precision_loss,
                        reason = "a relative error of 2^-24 is far below the rounding"
                    )]
                    let sum = *sum as f32;
                    *to += sum * scale;
                }
            }
        }
    }
}

/// Rows of numbers rounded to 14 bits, each with its own step.
#[derive(Debug, Default)]
pub(super) struct Rounded {
    whole: Vec<i16>,
    steps: Vec<f32>,
}

impl Rounded {
    /// Rounds rows of `depth` numbers.
    pub(super) fn new<'a>(rows: impl Iterator<Item = &'a [f32]>) -> Self {
        let mut rounded = Self::default();
        for row in rows {
            let largest = row.iter().fold(0.0_f32, |most, x| most.max(x.abs()));
            let (step, inverse) =
                if largest > 0.0 { (largest / LARGEST, LARGEST / largest) } else { (0.0, 0.0) };
            #[allow(clippy::cast_possible_truncation, reason = "at most 8191 by construction")]
            rounded.whole.extend(row.iter().map(|x| (x * inverse + 0.5_f32.copysign(*x)) as i16));
            rounded.steps.push(step);
        }
        rounded
    }
}

/// Rows of `depth` numbers times one panel: 16 sums a row.
fn multiply(rows: &[i16], depth: usize, panel: &[i16], sums: &mut [i32]) {
    #[cfg(target_arch = "x86_64")]
    if let Some(wide) = pulp::x86::V3::try_new() {
        wide.vectorize(avx2::Multiply { wide, rows, depth, panel, sums });
        return;
    }
    plain(rows, depth, panel, sums);
}

fn plain(rows: &[i16], depth: usize, panel: &[i16], sums: &mut [i32]) {
    for (row, out) in rows.chunks_exact(depth.max(1)).zip(sums.as_chunks_mut::<PANEL>().0) {
        *out = [0; PANEL];
        for ([a, b], pairs) in row.as_chunks::<2>().0.iter().zip(panel.as_chunks::<{ 2 * PANEL }>().0) {
            let (a, b) = (i32::from(*a), i32::from(*b));
            for (sum, [x, y]) in out.iter_mut().zip(pairs.as_chunks::<2>().0) {
                *sum += a * i32::from(*x) + b * i32::from(*y);
            }
        }
    }
}

#[cfg(target_arch = "x86_64")]
mod avx2 {
    use std::arch::x86_64::__m256i;

    use pulp::x86::V3;

    use super::PANEL;

    /// The same product with 256-bit registers, four rows at a time.
    pub(super) struct Multiply<'a> {
        pub(super) wide: V3,
        pub(super) rows: &'a [i16],
        pub(super) depth: usize,
        pub(super) panel: &'a [i16],
        pub(super) sums: &'a mut [i32],
    }

    impl pulp::NullaryFnOnce for Multiply<'_> {
        type Output = ();

        #[inline(always)]
        fn call(self) {
            let Self { wide, rows, depth, panel, sums } = self;
            let depth = depth.max(1);
            let (fours, rest) = rows.split_at(rows.len() - rows.len() % (4 * depth));
            let (sums, left) = sums.split_at_mut(fours.len() / depth * PANEL);
            for (four, out) in fours.chunks_exact(4 * depth).zip(sums.as_chunks_mut::<{ 4 * PANEL }>().0) {
                let (ab, cd) = four.split_at(2 * depth);
                let ((a, b), (c, d)) = (ab.split_at(depth), cd.split_at(depth));
                *out = four_rows(wide, [a, b, c, d], panel);
            }
            for (row, out) in rest.chunks_exact(depth).zip(left.as_chunks_mut::<PANEL>().0) {
                *out = one_row(wide, row, panel);
            }
        }
    }

    #[inline(always)]
    fn four_rows(wide: V3, [a, b, c, d]: [&[i16]; 4], panel: &[i16]) -> [i32; 4 * PANEL] {
        let mut sums = [[wide.avx._mm256_setzero_si256(); 2]; 4];
        let rows = a.as_chunks::<2>().0.iter().zip(b.as_chunks::<2>().0);
        let rows = rows.zip(c.as_chunks::<2>().0.iter().zip(d.as_chunks::<2>().0));
        for (((a, b), (c, d)), pair) in rows.zip(panel.as_chunks::<{ 2 * PANEL }>().0) {
            let halves: [__m256i; 2] = pulp::cast(*pair);
            let [sa, sb, sc, sd] = sums;
            sums = [
                step(wide, sa, *a, halves),
                step(wide, sb, *b, halves),
                step(wide, sc, *c, halves),
                step(wide, sd, *d, halves),
            ];
        }
        pulp::cast(sums)
    }

    #[inline(always)]
    fn one_row(wide: V3, row: &[i16], panel: &[i16]) -> [i32; PANEL] {
        let mut sums = [wide.avx._mm256_setzero_si256(); 2];
        for (a, pair) in row.as_chunks::<2>().0.iter().zip(panel.as_chunks::<{ 2 * PANEL }>().0) {
            sums = step(wide, sums, *a, pulp::cast(*pair));
        }
        pulp::cast(sums)
    }

    /// Adds two rows of the panel, each times one of two numbers.
    #[inline(always)]
    fn step(wide: V3, sums: [__m256i; 2], two: [i16; 2], halves: [__m256i; 2]) -> [__m256i; 2] {
        let both = wide.avx._mm256_set1_epi32(pulp::cast(two));
        let ([one, other], [left, right]) = (sums, halves);
        [
            wide.avx2._mm256_add_epi32(one, wide.avx2._mm256_madd_epi16(both, left)),
            wide.avx2._mm256_add_epi32(other, wide.avx2._mm256_madd_epi16(both, right)),
        ]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_ways_give_the_same_sums() {
        let (depth, count) = (64, 7);
        let rows: Vec<i16> =
            (0..depth * count).map(|x| i16::try_from((x * 7919) % 16_383).unwrap() - 8191).collect();
        let panel: Vec<i16> =
            (0..depth * PANEL).map(|x| i16::try_from((x * 104_729) % 255).unwrap() - 127).collect();
        let (mut one, mut other) = (vec![0; count * PANEL], vec![0; count * PANEL]);
        multiply(&rows, depth, &panel, &mut one);
        plain(&rows, depth, &panel, &mut other);
        assert_eq!(one, other);
    }

    #[test]
    fn a_product_is_what_it_should_be() {
        let matrix = Packed::new(4, 16, 0.5, |row, column| i8::try_from(row * 16 + column).unwrap());
        let rows = Rounded::new([[1.0, 0.0, -2.0, 0.5].as_slice()].into_iter());
        let mut out = vec![1.0; 16];
        matrix.add_product(&rows, &mut out);
        for (column, value) in (0_u8..).zip(out) {
            let c = f32::from(column);
            let wanted = 1.0 + 0.5 * (c - 2.0 * (32.0 + c) + 0.5 * (48.0 + c));
            assert!((value - wanted).abs() < 0.02, "{column}: {value} {wanted}");
        }
    }
}
