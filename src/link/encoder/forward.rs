//! The network: word pieces to one unit vector a text. Never looks beyond the end of a text.
//!
//! Convolutions are sums of what each piece contributes to its neighbours. That contribution is kept for
//! every piece as far as it depends on the piece alone; what the first rectifier adds is nearly always zero,
//! so the second convolution adds only the few channels that are not. What is marked to be inlined is compiled
//! once more for wide registers.

use crate::base::problem::Problem;
use crate::link::encoder::gemm::{Multiplier, Packed, Rounded};
use crate::link::encoder::half;
use crate::link::encoder::layers::{BRANCHES, Branch, CHANNELS, FEATURES, Layers};
use crate::link::encoder::pieces::{Kept, Piece, normalise, sum};
use crate::link::encoder::rows::{Rows, Scale, WIDTH};
use crate::link::encoder::wide;

/// One vector of 512 numbers for each text, given by its pieces.
pub(super) fn forward(
    texts: &[Vec<u32>],
    rows: &Rows,
    layers: &Layers,
    kept: &mut Kept,
) -> Result<Vec<Vec<f32>>, Problem> {
    let mut by = Multiplier::new();
    let all: Vec<u32> = texts.iter().flatten().copied().collect();
    kept.load(&all, rows, layers, &mut by)?;
    let mut sums = Vec::with_capacity(texts.len() * FEATURES);
    for text in texts {
        let pieces: Vec<Piece<'_>> = text.iter().filter_map(|piece| kept.get(*piece)).collect();
        sums.extend(wide::run(Features { pieces: &pieces, layers }));
    }
    dense(&sums, texts, layers, &mut by)
}

/// The features of one text as something to run.
struct Features<'a> {
    pieces: &'a [Piece<'a>],
    layers: &'a Layers,
}

impl pulp::NullaryFnOnce for Features<'_> {
    type Output = Vec<f32>;

    #[inline(always)]
    fn call(self) -> Vec<f32> {
        text_features(self.pieces, self.layers)
    }
}

/// The sum over a text of the features of each place.
#[inline(always)]
fn text_features(pieces: &[Piece<'_>], layers: &Layers) -> Vec<f32> {
    let [mut first, mut second] = spread(pieces, layers);
    let mut room = Room::default();
    let all = layers.branches.iter().zip(BRANCHES).zip(first.iter_mut().zip(&mut second));
    for ((branch, run), (first, second)) in all {
        convolve(branch, run, first, second, &mut room);
    }
    let mut sum = vec![0.0; FEATURES];
    let mut line = [0.0; FEATURES];
    for (at, piece) in pieces.iter().enumerate() {
        let Scale { step, centre } = piece.scale;
        for (to, from) in line.iter_mut().zip(piece.row) {
            *to = (f32::from(*from) - 64.0) * step + centre;
        }
        let parts = line.as_chunks_mut::<CHANNELS>().0.iter_mut().skip(WIDTH / CHANNELS);
        let branches = first.iter().zip(&second).zip(piece.channels);
        for (to, ((first, second), channels)) in parts.zip(branches) {
            let (Some(first), Some(second)) = (first.get(at), second.get(at)) else { continue };
            for ((to, second), first) in to.iter_mut().zip(second).zip(first) {
                *to = second.max(0.0) + first;
            }
            half::add(channels, to);
        }
        normalise(&mut line);
        sum.iter_mut().zip(&line).for_each(|(sum, x)| *sum += *x);
    }
    let count = length(pieces.len());
    let tuned = sum.iter_mut().zip(&layers.gain).zip(&layers.shift);
    tuned.for_each(|((x, gain), shift)| *x = *x * gain + count * shift);
    sum
}

/// Lines of numbers, one for each place of a text.
type Lines = Vec<[f32; CHANNELS]>;

/// For both convolutions and each branch: the bias and what the pieces of each run contribute, before the rectifier.
/// Goes through the kept numbers of a piece in the order in which they lie in memory.
#[inline(always)]
fn spread(pieces: &[Piece<'_>], layers: &Layers) -> [[Lines; 3]; 2] {
    let filled = |bias: &[f32; CHANNELS]| vec![*bias; pieces.len()];
    let mut all = [
        layers.branches.each_ref().map(|branch| filled(&branch.first_bias)),
        layers.branches.each_ref().map(|branch| filled(&branch.second_bias)),
    ];
    for (source, piece) in pieces.iter().enumerate() {
        for (all, mut own) in all.iter_mut().zip([piece.first.iter(), piece.second.iter()]) {
            for (lines, (run, before)) in all.iter_mut().zip(BRANCHES) {
                for (at, line) in own.by_ref().take(run).enumerate() {
                    let target = (source + before).checked_sub(at).and_then(|target| lines.get_mut(target));
                    if let Some(target) = target {
                        half::add(line, target);
                    }
                }
            }
        }
    }
    all
}

/// Room for the channels that the first rectifier lets through.
struct Room {
    /// Those of one place, as row of weights and value.
    found: [(u32, f32); CHANNELS + 1],
    /// Those of all places one after another, and where each place ends.
    active: Vec<(u32, f32)>,
    ends: Vec<usize>,
    /// Those that one place of the second convolution adds.
    terms: Vec<(u32, f32)>,
}

impl Default for Room {
    fn default() -> Self {
        Self { found: [(0, 0.0); CHANNELS + 1], active: Vec::new(), ends: Vec::new(), terms: Vec::new() }
    }
}

/// Both rectifiers of a branch but the last one, and what the first one lets through added to the second convolution.
#[inline(always)]
fn convolve(
    branch: &Branch,
    (run, before): (usize, usize),
    first: &mut Lines,
    second: &mut Lines,
    room: &mut Room,
) {
    let Room { found, active, ends, terms } = room;
    active.clear();
    ends.clear();
    for line in first {
        for x in line.iter_mut() {
            *x = x.max(0.0);
        }
        let mut count = 0;
        for (from, chunk) in (0..).step_by(8).zip(line.as_chunks::<8>().0) {
            if chunk.iter().fold(0, |any, x| any | x.to_bits()) != 0 {
                // Written in any case and counted only where it is more than zero: a branch would be guessed wrongly.
                for (channel, x) in (from..).zip(chunk) {
                    if let Some(to) = found.get_mut(count) {
                        *to = (channel, *x * branch.second_step);
                    }
                    count += usize::from(*x > 0.0);
                }
            }
        }
        active.extend_from_slice(found.get(..count).unwrap_or_default());
        ends.push(active.len());
    }
    for (target, line) in second.iter_mut().enumerate() {
        terms.clear();
        for (at, row) in (0..run).zip((0..).step_by(CHANNELS)) {
            let Some(source) = (target + at).checked_sub(before) else { continue };
            let Some(end) = ends.get(source) else { continue };
            let from = source.checked_sub(1).and_then(|source| ends.get(source)).copied().unwrap_or(0);
            let own = active.get(from..*end).unwrap_or_default();
            terms.extend(own.iter().map(|(channel, value)| (row + channel, *value)));
        }
        add_rows(terms, &branch.second_rows, line);
    }
}

/// Adds rows of weights, each times a value, block by block, so that the sums stay in registers.
#[inline(always)]
fn add_rows(terms: &[(u32, f32)], weights: &[[i8; CHANNELS]], line: &mut [f32; CHANNELS]) {
    const BLOCK: usize = 128;
    for (at, block) in line.as_chunks_mut::<BLOCK>().0.iter_mut().enumerate() {
        let mut sums = *block;
        for (row, value) in terms {
            let row = usize::try_from(*row).ok().and_then(|row| weights.get(row));
            let Some(own) = row.and_then(|row| row.as_chunks::<BLOCK>().0.get(at)) else { continue };
            for (sum, weight) in sums.iter_mut().zip(own) {
                *sum += f32::from(*weight) * value;
            }
        }
        *block = sums;
    }
}

/// From summed features to unit vectors.
fn dense(
    sums: &[f32],
    texts: &[Vec<u32>],
    layers: &Layers,
    by: &mut Multiplier,
) -> Result<Vec<Vec<f32>>, Problem> {
    let mut mean: Vec<f32> = texts
        .iter()
        .flat_map(|text| layers.join_bias.iter().map(move |bias| bias * length(text.len())))
        .collect();
    layers.join.add_product(by, &Rounded::twice(sums, FEATURES), &mut mean)?;
    for (line, text) in mean.chunks_exact_mut(WIDTH).zip(texts) {
        let scale = 1.0 / length(text.len().max(1)).sqrt();
        for x in line.iter_mut() {
            *x *= scale;
        }
    }
    let [d0, d1, d2, d3] = &layers.dense;
    let [p1, p3] = &layers.cuts;
    let mut layer = |parts: &[(&Packed, &Rounded)]| layer(parts, texts.len(), by);
    let mean = Rounded::twice(&mean, WIDTH);
    let y0 = positive(layer(&[(d0, &mean)])?);
    let y0 = Rounded::twice(&y0, d0.width());
    let y1 = positive(layer(&[(p1, &mean), (d1, &y0)])?);
    let y1 = Rounded::twice(&y1, p1.width());
    let y2 = positive(layer(&[(d2, &y1)])?);
    let y2 = Rounded::twice(&y2, d2.width());
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

fn positive(mut numbers: Vec<f32>) -> Vec<f32> {
    for x in &mut numbers {
        *x = x.max(0.0);
    }
    numbers
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

#[allow(clippy::cast_precision_loss, reason = "texts are cut long before 2^24 pieces")]
const fn length(pieces: usize) -> f32 {
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
