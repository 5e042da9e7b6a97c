//! What of the network depends on one word piece alone, computed once and kept for a while. Never grows
//! beyond a fixed number of pieces.

use std::cmp::Reverse;
use std::collections::HashMap;

use foldhash::fast::FixedState;

use crate::base::problem::Problem;
use crate::link::encoder::gemm::{Multiplier, Rounded};
use crate::link::encoder::half::{LINE, Pair, pairs};
use crate::link::encoder::layers::{CHANNELS, Layers, SLOTS};
use crate::link::encoder::rows::{Rows, Scale, WIDTH};
use crate::link::encoder::wide;

/// How many pieces are kept, at 12 kB each.
const KEPT: usize = 3_072;
/// How many are computed and lie together.
const TOGETHER: usize = 64;
/// Lines of one piece: its channels by branch, and what each convolution makes of them at each place.
const LINES: usize = 3 + 2 * SLOTS;

/// One piece as the convolutions see it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Piece<'a> {
    /// Its row of the table.
    pub(super) row: &'a [u8; WIDTH],
    pub(super) scale: Scale,
    /// Its channels, branch after branch.
    pub(super) channels: &'a [[Pair; LINE]],
    /// First convolution of its channels, place after place.
    pub(super) first: &'a [[Pair; LINE]],
    /// Second convolution of its channels.
    pub(super) second: &'a [[Pair; LINE]],
}

/// Pieces that were used lately.
#[derive(Debug, Default)]
pub(super) struct Kept {
    places: HashMap<u32, usize, FixedState>,
    owners: Vec<u32>,
    used: Vec<u32>,
    rows: Vec<([u8; WIDTH], Scale)>,
    slabs: Vec<Vec<[Pair; LINE]>>,
    round: u32,
}

impl Kept {
    /// Makes sure that all these pieces are there, at most [`KEPT`] different ones.
    pub(super) fn load(
        &mut self,
        wanted: &[u32],
        rows: &Rows,
        layers: &Layers,
        by: &mut Multiplier,
    ) -> Result<(), Problem> {
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
            let found: Vec<_> = group.iter().map(|piece| rows.row(*piece)).collect();
            let channels = channels(&found, layers, by)?;
            let places: Vec<usize> =
                group.iter().zip(&found).map(|(piece, row)| self.place(*piece, free.next(), row)).collect();
            self.keep(&places, &channels, layers, by)?;
        }
        Ok(())
    }

    /// Keeps the channels of pieces and what both convolutions make of them.
    fn keep(
        &mut self,
        places: &[usize],
        channels: &[f32],
        layers: &Layers,
        by: &mut Multiplier,
    ) -> Result<(), Problem> {
        for (place, channels) in places.iter().zip(channels.chunks_exact(3 * CHANNELS)) {
            for (to, line) in self.lines(*place, 0).iter_mut().zip(channels.chunks_exact(CHANNELS)) {
                to.iter_mut().zip(pairs(line)).for_each(|(to, pair)| *to = pair);
            }
        }
        let mut slot = 3;
        for (number, branch) in layers.branches.iter().enumerate() {
            let own = Rounded::seven(channels.chunks_exact(CHANNELS).skip(number).step_by(3));
            for (layer, slot) in [(&branch.first, slot), (&branch.second, slot + SLOTS)] {
                for (row, (sums, place)) in layer.product(by, &own)?.zip(places).enumerate() {
                    layer.pack(&own, row, sums, self.lines(*place, slot));
                }
            }
            slot += branch.first.width() / CHANNELS;
        }
        Ok(())
    }

    /// The lines of a place from one of them on.
    fn lines(&mut self, place: usize, from: usize) -> &mut [[Pair; LINE]] {
        let slab = self.slabs.get_mut(place / TOGETHER);
        let at = place % TOGETHER * LINES;
        slab.and_then(|slab| slab.get_mut(at + from..at + LINES)).unwrap_or_default()
    }

    /// One piece that was loaded.
    pub(super) fn get(&self, piece: u32) -> Option<Piece<'_>> {
        let place = *self.places.get(&piece)?;
        let (row, scale) = self.rows.get(place)?;
        let at = place % TOGETHER * LINES;
        let lines = self.slabs.get(place / TOGETHER)?.get(at..at + LINES)?;
        let (channels, rest) = lines.split_at_checked(3)?;
        let (first, second) = rest.split_at_checked(SLOTS)?;
        Some(Piece { row, scale: *scale, channels, first, second })
    }

    /// Places that may be overwritten: those used longest ago, as far as new ones do not fit.
    fn free(&self, wanted: usize) -> Vec<usize> {
        let over = (self.owners.len() + wanted).saturating_sub(KEPT);
        if over == 0 {
            return Vec::new();
        }
        let mut old: Vec<(u32, usize)> = self.used.iter().copied().zip(0..).collect();
        old.sort_unstable_by_key(|(used, place)| (Reverse(self.round.wrapping_sub(*used)), *place));
        old.into_iter().take(over).filter(|(used, _)| *used != self.round).map(|(_, place)| place).collect()
    }

    /// The place of a new piece: a free one, else a new one.
    fn place(&mut self, piece: u32, free: Option<usize>, row: &([u8; WIDTH], Scale)) -> usize {
        let place = free.unwrap_or(self.owners.len());
        let old = (self.owners.get_mut(place), self.used.get_mut(place), self.rows.get_mut(place));
        if let (Some(owner), Some(used), Some(kept)) = old {
            self.places.remove(owner);
            (*owner, *used, *kept) = (piece, self.round, *row);
        } else {
            self.owners.push(piece);
            self.used.push(self.round);
            self.rows.push(*row);
            if place / TOGETHER == self.slabs.len() {
                self.slabs.push(vec![[0; LINE]; TOGETHER * LINES]);
            }
        }
        self.places.insert(piece, place);
        place
    }
}

/// The channels of a few pieces, one after another.
fn channels(
    rows: &[([u8; WIDTH], Scale)],
    layers: &Layers,
    by: &mut Multiplier,
) -> Result<Vec<f32>, Problem> {
    let whole: Vec<u8> = rows.iter().flat_map(|(row, _)| row).copied().collect();
    let steps = rows.iter().map(|(_, scale)| scale.step).collect();
    let centres = rows.iter().map(|(_, scale)| scale.centre).collect();
    let mut channels = layers.entry.bias.repeat(rows.len());
    layers.entry.weights.add_product(by, &Rounded::exact(whole, steps, centres), &mut channels)?;
    wide::run(Enter { channels: &mut channels, layers });
    Ok(channels)
}

/// From products to channels, as something to run.
struct Enter<'a> {
    channels: &'a mut [f32],
    layers: &'a Layers,
}

impl pulp::NullaryFnOnce for Enter<'_> {
    type Output = ();

    #[inline(always)]
    fn call(self) {
        let entry = &self.layers.entry;
        for line in self.channels.chunks_exact_mut(3 * CHANNELS) {
            normalise(line);
            let tuned = line.iter_mut().zip(&entry.gain).zip(&entry.shift);
            tuned.for_each(|((x, gain), shift)| *x = *x * gain + shift);
        }
    }
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
