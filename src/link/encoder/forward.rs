//! The network: word pieces to one unit vector a text. Never looks beyond the end of a text.
//!
//! Convolutions are sums of what each piece contributes to its neighbours. That contribution is kept for
//! every piece as far as it depends on the piece alone; what the first rectifier adds is nearly always zero,
//! so the second convolution adds only the few channels that are not. What is marked to be inlined is compiled
//! once more for wide registers.

use crate::link::encoder::gemm::{Packed, Rounded};
use crate::link::encoder::half::Half;
use crate::link::encoder::layers::{BRANCHES, Branch, CHANNELS, FEATURES, Layers};
use crate::link::encoder::pieces::{Kept, Piece, normalise};
use crate::link::encoder::rows::{Rows, WIDTH};
use crate::link::encoder::wide;

/// One vector of 512 numbers for each text, given by its pieces.
pub(super) fn forward(texts: &[Vec<u32>], rows: &Rows, layers: &Layers, kept: &mut Kept) -> Vec<Vec<f32>> {
    let all: Vec<u32> = texts.iter().flatten().copied().collect();
    kept.load(&all, rows, layers);
    let mut sums = Vec::with_capacity(texts.len() * FEATURES);
    for text in texts {
        let pieces: Vec<Piece<'_>> = text.iter().filter_map(|piece| kept.get(*piece)).collect();
        sums.extend(wide::run(Features { pieces: &pieces, layers }));
    }
    dense(&sums, texts, layers)
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
    let mut features = vec![0.0; pieces.len() * FEATURES];
    for (line, piece) in features.chunks_exact_mut(FEATURES).zip(pieces) {
        line.iter_mut().zip(piece.row).for_each(|(to, from)| *to = from.number());
    }
    let mut slot = 0;
    for (number, (branch, (run, before))) in layers.branches.iter().zip(BRANCHES).enumerate() {
        let found = convolve(pieces, branch, number, slot, run, before);
        let from = WIDTH + number * CHANNELS;
        for (line, own) in features.chunks_exact_mut(FEATURES).zip(found.chunks_exact(CHANNELS)) {
            line.iter_mut().skip(from).zip(own).for_each(|(to, from)| *to = *from);
        }
        slot += run;
    }
    let mut sum = vec![0.0; FEATURES];
    for line in features.chunks_exact_mut(FEATURES) {
        normalise(line);
        sum.iter_mut().zip(line).for_each(|(sum, x)| *sum += *x);
    }
    let count = length(pieces.len());
    let tuned = sum.iter_mut().zip(&layers.gain).zip(&layers.shift);
    tuned.for_each(|((x, gain), shift)| *x = *x * gain + count * shift);
    sum
}

/// Both convolutions of one branch, with their short cuts.
#[inline(always)]
fn convolve(
    pieces: &[Piece<'_>],
    branch: &Branch,
    number: usize,
    slot: usize,
    run: usize,
    before: usize,
) -> Vec<f32> {
    let mut first = spread(pieces, &branch.first_bias, run, before, |piece| piece.first, slot);
    let mut second = spread(pieces, &branch.second_bias, run, before, |piece| piece.second, slot);
    for (at, line) in first.chunks_exact_mut(CHANNELS).enumerate() {
        for x in line.iter_mut() {
            *x = x.max(0.0);
        }
        for (channel, value) in line.iter().enumerate().filter(|(_, value)| **value > 0.0) {
            let value = value * branch.second_step;
            for place in 0..run {
                let Some(target) = (at + before).checked_sub(place) else { continue };
                let weights = (place * CHANNELS + channel) * CHANNELS;
                let weights = branch.second_rows.get(weights..weights + CHANNELS).unwrap_or_default();
                let to = second.get_mut(target * CHANNELS..(target + 1) * CHANNELS).unwrap_or_default();
                to.iter_mut().zip(weights).for_each(|(to, weight)| *to += value * weight.number());
            }
        }
    }
    let lines = second.chunks_exact_mut(CHANNELS).zip(first.chunks_exact(CHANNELS)).zip(pieces);
    for ((line, first), piece) in lines {
        let own = piece.channels.chunks_exact(CHANNELS).nth(number).unwrap_or_default();
        for ((x, first), own) in line.iter_mut().zip(first).zip(own) {
            *x = x.max(0.0) + first + own.number();
        }
    }
    second
}

/// At each place of the text: the bias and what the pieces of its run contribute.
#[inline(always)]
fn spread<'a>(
    pieces: &[Piece<'a>],
    bias: &[f32],
    run: usize,
    before: usize,
    contribution: impl Fn(&Piece<'a>) -> &'a [Half],
    slot: usize,
) -> Vec<f32> {
    let mut out: Vec<f32> = bias.repeat(pieces.len());
    for (at, line) in out.chunks_exact_mut(CHANNELS).enumerate() {
        for place in 0..run {
            let piece = (at + place).checked_sub(before).and_then(|source| pieces.get(source));
            let from = (slot + place) * CHANNELS;
            let own =
                piece.and_then(|piece| contribution(piece).get(from..from + CHANNELS)).unwrap_or_default();
            line.iter_mut().zip(own).for_each(|(to, from)| *to += from.number());
        }
    }
    out
}

/// From summed features to unit vectors.
fn dense(sums: &[f32], texts: &[Vec<u32>], layers: &Layers) -> Vec<Vec<f32>> {
    let mut mean: Vec<f32> = texts
        .iter()
        .flat_map(|text| layers.join_bias.iter().map(move |bias| bias * length(text.len())))
        .collect();
    layers.join.add_product(&Rounded::new(sums.chunks_exact(FEATURES)), &mut mean);
    for (line, text) in mean.chunks_exact_mut(WIDTH).zip(texts) {
        let scale = 1.0 / length(text.len().max(1)).sqrt();
        for x in line.iter_mut() {
            *x *= scale;
        }
    }
    let [d0, d1, d2, d3] = &layers.dense;
    let [p1, p3] = &layers.cuts;
    let mean = Rounded::new(mean.chunks_exact(WIDTH));
    let count = texts.len();
    let y0 = positive(layer(&[(d0, &mean)], count));
    let y0 = Rounded::new(y0.chunks_exact(d0.width()));
    let y1 = positive(layer(&[(p1, &mean), (d1, &y0)], count));
    let y1 = Rounded::new(y1.chunks_exact(p1.width()));
    let y2 = positive(layer(&[(d2, &y1)], count));
    let y2 = Rounded::new(y2.chunks_exact(d2.width()));
    let out = layer(&[(p3, &y1), (d3, &y2)], count);
    out.chunks_exact(WIDTH).map(unit).collect()
}

/// The sum of products.
fn layer(parts: &[(&Packed, &Rounded)], count: usize) -> Vec<f32> {
    let width = parts.first().map_or(0, |(matrix, _)| matrix.width());
    let mut out = vec![0.0; width * count];
    for (matrix, rows) in parts {
        matrix.add_product(rows, &mut out);
    }
    out
}

fn positive(mut numbers: Vec<f32>) -> Vec<f32> {
    for x in &mut numbers {
        *x = x.max(0.0);
    }
    numbers
}

fn unit(line: &[f32]) -> Vec<f32> {
    let bent: Vec<f32> = line.iter().map(|x| x.tanh()).collect();
    let scale = 1.0 / bent.iter().map(|x| x * x).sum::<f32>().max(1e-12).sqrt();
    bent.into_iter().map(|x| x * scale).collect()
}

#[allow(clippy::cast_precision_loss, reason = "texts are cut long before 2^24 pieces")]
const fn length(pieces: usize) -> f32 {
    pieces as f32
}
