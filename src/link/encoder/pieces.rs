//! What of the network depends on one word piece alone, computed once and kept for a while. Never grows
//! beyond a fixed number of pieces.

use std::collections::HashMap;

use crate::link::encoder::gemm::Rounded;
use crate::link::encoder::half::Half;
use crate::link::encoder::layers::{CHANNELS, Layers, SLOTS};
use crate::link::encoder::rows::{Rows, WIDTH};

/// How many pieces are kept, at 13 kB each.
const KEPT: usize = 3_072;
/// How many are computed together.
const TOGETHER: usize = 64;
/// Numbers of one piece: row, branch channels, and what both convolutions make of it at each place.
const SIZE: usize = WIDTH + 3 * CHANNELS + 2 * SLOTS * CHANNELS;

/// One piece as the convolutions see it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Piece<'a> {
    /// Its row of the table.
    pub(super) row: &'a [Half],
    /// Its channels, branch after branch.
    pub(super) channels: &'a [Half],
    /// First convolution of its channels, place after place.
    pub(super) first: &'a [Half],
    /// Second convolution of its channels.
    pub(super) second: &'a [Half],
}

/// Pieces that were used lately.
#[derive(Debug, Default)]
pub(super) struct Kept {
    places: HashMap<u32, usize>,
    owners: Vec<u32>,
    used: Vec<u32>,
    numbers: Vec<Half>,
    round: u32,
}

impl Kept {
    /// Makes sure that all these pieces are there, at most [`KEPT`] different ones.
    pub(super) fn load(&mut self, wanted: &[u32], rows: &Rows, layers: &Layers) {
        self.round = self.round.wrapping_add(1);
        let mut missing: Vec<u32> = Vec::new();
        for piece in wanted {
            match self.places.get(piece).and_then(|place| self.used.get_mut(*place)) {
                Some(used) => *used = self.round,
                None => missing.push(*piece),
            }
        }
        missing.sort_unstable();
        missing.dedup();
        let mut free = self.free(missing.len()).into_iter();
        for group in missing.chunks(TOGETHER) {
            let numbers = compute(group, rows, layers);
            for (piece, numbers) in group.iter().zip(numbers.chunks_exact(SIZE)) {
                self.keep(*piece, free.next(), numbers);
            }
        }
    }

    /// One piece that was loaded.
    pub(super) fn get(&self, piece: u32) -> Option<Piece<'_>> {
        let place = *self.places.get(&piece)?;
        let numbers = self.numbers.get(place * SIZE..(place + 1) * SIZE)?;
        let (row, rest) = numbers.split_at_checked(WIDTH)?;
        let (channels, rest) = rest.split_at_checked(3 * CHANNELS)?;
        let (first, second) = rest.split_at_checked(SLOTS * CHANNELS)?;
        Some(Piece { row, channels, first, second })
    }

    /// Places that may be overwritten: those used longest ago, as far as new ones do not fit.
    fn free(&self, wanted: usize) -> Vec<usize> {
        let over = (self.owners.len() + wanted).saturating_sub(KEPT);
        if over == 0 {
            return Vec::new();
        }
        let mut old: Vec<(u32, usize)> = self.used.iter().copied().zip(0..).collect();
        old.sort_unstable_by_key(|(used, place)| (std::cmp::Reverse(self.round.wrapping_sub(*used)), *place));
        old.into_iter().take(over).filter(|(used, _)| *used != self.round).map(|(_, place)| place).collect()
    }

    fn keep(&mut self, piece: u32, free: Option<usize>, numbers: &[f32]) {
        let place = free.unwrap_or(self.owners.len());
        if let (Some(owner), Some(used)) = (self.owners.get_mut(place), self.used.get_mut(place)) {
            self.places.remove(owner);
            (*owner, *used) = (piece, self.round);
            let own = self.numbers.get_mut(place * SIZE..(place + 1) * SIZE);
            let to = own.unwrap_or_default().iter_mut();
            to.zip(numbers).for_each(|(to, from)| *to = Half::of(*from));
        } else {
            self.owners.push(piece);
            self.used.push(self.round);
            self.numbers.extend(numbers.iter().copied().map(Half::of));
        }
        self.places.insert(piece, place);
    }
}

/// All numbers of a few pieces.
fn compute(pieces: &[u32], rows: &Rows, layers: &Layers) -> Vec<f32> {
    let mut table = vec![0.0; pieces.len() * WIDTH];
    for (piece, row) in pieces.iter().zip(table.chunks_exact_mut(WIDTH)) {
        rows.row(usize::try_from(*piece).unwrap_or(usize::MAX), row);
    }
    let rounded = Rounded::new(table.chunks_exact(WIDTH));
    let mut channels = vec![0.0; pieces.len() * 3 * CHANNELS];
    for (number, branch) in layers.branches.iter().enumerate() {
        let own = product(&branch.entry, &rounded, pieces.len());
        for (to, from) in channels.chunks_exact_mut(3 * CHANNELS).zip(own.chunks_exact(CHANNELS)) {
            to.iter_mut().skip(number * CHANNELS).zip(from).for_each(|(to, from)| *to = *from);
        }
    }
    for line in channels.chunks_exact_mut(3 * CHANNELS) {
        line.iter_mut().zip(&layers.entry_bias).for_each(|(x, bias)| *x += bias);
        normalise(line);
        let tuned = line.iter_mut().zip(&layers.entry_gain).zip(&layers.entry_shift);
        tuned.for_each(|((x, gain), shift)| *x = *x * gain + shift);
    }
    let mut products = Vec::new();
    for (number, branch) in layers.branches.iter().enumerate() {
        let rounded = Rounded::new(channels.chunks_exact(CHANNELS).skip(number).step_by(3));
        let [first, second] =
            [&branch.first, &branch.second].map(|layer| product(layer, &rounded, pieces.len()));
        products.push((branch.first.width(), first, second));
    }
    let mut all = Vec::with_capacity(pieces.len() * SIZE);
    for (at, (row, channels)) in
        table.chunks_exact(WIDTH).zip(channels.chunks_exact(3 * CHANNELS)).enumerate()
    {
        all.extend_from_slice(row);
        all.extend_from_slice(channels);
        let line =
            |width: usize, of: &[f32]| of.get(at * width..(at + 1) * width).unwrap_or_default().to_vec();
        all.extend(products.iter().flat_map(|(width, first, _)| line(*width, first)));
        all.extend(products.iter().flat_map(|(width, _, second)| line(*width, second)));
    }
    all
}

fn product(layer: &crate::link::encoder::gemm::Packed, rows: &Rounded, count: usize) -> Vec<f32> {
    let mut out = vec![0.0; count * layer.width()];
    layer.add_product(rows, &mut out);
    out
}

/// Moves and scales the numbers to mean 0 and variance 1.
#[inline(always)]
#[allow(clippy::cast_precision_loss, reason = "a few hundred numbers")]
pub(super) fn normalise(line: &mut [f32]) {
    let count = line.len().max(1) as f32;
    let mean = sum(line, |x| x) / count;
    for x in line.iter_mut() {
        *x -= mean;
    }
    let variance = sum(line, |x| x * x) / count;
    let scale = 1.0 / (variance + 1e-12).sqrt();
    for x in line.iter_mut() {
        *x *= scale;
    }
}

/// The sum of something of each number, in sixteen parts, so that several are added at once.
#[inline(always)]
fn sum(line: &[f32], of: impl Fn(f32) -> f32) -> f32 {
    let mut parts = [0.0; 16];
    let (chunks, rest) = line.as_chunks::<16>();
    for chunk in chunks {
        parts.iter_mut().zip(chunk).for_each(|(part, x)| *part += of(*x));
    }
    parts.iter().sum::<f32>() + rest.iter().map(|x| of(*x)).sum::<f32>()
}
