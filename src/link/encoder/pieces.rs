//! What of the network depends on one word piece alone, computed once and kept for a while. Never grows
//! beyond a fixed number of pieces.

use std::cmp::Reverse;
use std::collections::HashMap;

use foldhash::fast::FixedState;

use crate::base::problem::Problem;
use crate::link::encoder::gemm::Multiplier;
use crate::link::encoder::half::half;
use crate::link::encoder::layers::{BRANCHES, CHANNELS, Entry, Layers, SLOTS};
use crate::link::encoder::lines::{self, Bytes};
use crate::link::encoder::normal::{Moments, normalise};
use crate::link::encoder::rounded::Rounded;
use crate::link::encoder::rows::{Rows, Scale, WIDTH};
use crate::link::encoder::wide;

/// How many pieces are kept, at 7 kB each.
const KEPT: usize = 3_072;
/// How many are computed together.
const TOGETHER: usize = 64;

/// One piece as the convolutions see it.
#[derive(Clone, Debug)]
pub(super) struct Piece {
    /// Its row of the table.
    pub(super) row: [u8; WIDTH],
    pub(super) scale: Scale,
    /// Of the numbers that the row stands for.
    pub(super) moments: Moments,
    /// Its channels by branch, in 16 bits.
    pub(super) channels: [[u16; CHANNELS]; 3],
    /// What the convolutions make of its channels, with the weight of each line: branch after branch the first at each
    /// place, then the second at each place.
    pub(super) lines: [Bytes; SLOTS],
    pub(super) weights: [i16; SLOTS],
}

/// What a piece is before it is computed.
const EMPTY: Piece = Piece {
    row: [0; WIDTH],
    scale: Scale { step: 0.0, centre: 0.0 },
    moments: Moments { sum: 0.0, squares: 0.0 },
    channels: [[0; CHANNELS]; 3],
    lines: [[0; CHANNELS]; SLOTS],
    weights: [0; SLOTS],
};

/// Pieces that were used lately.
#[derive(Debug)]
pub(super) struct Kept {
    places: HashMap<u32, usize, FixedState>,
    owners: Vec<u32>,
    used: Vec<u32>,
    pieces: Vec<Piece>,
    round: u32,
}

impl Default for Kept {
    /// None yet; the memory for all of them is set aside, but none of it is touched.
    fn default() -> Self {
        Self {
            places: HashMap::default(),
            owners: Vec::new(),
            used: Vec::new(),
            pieces: Vec::with_capacity(KEPT),
            round: 0,
        }
    }
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
            let places: Vec<usize> = group.iter().map(|piece| self.place(*piece, free.next())).collect();
            for (piece, place) in group.iter().zip(&places) {
                if let Some(own) = self.pieces.get_mut(*place) {
                    own.scale = rows.decode(*piece, &mut own.row);
                }
            }
            self.compute(&places, layers, by)?;
        }
        Ok(())
    }

    /// Computes the pieces at these places, whose rows are there, but nothing else.
    fn compute(&mut self, places: &[usize], layers: &Layers, by: &mut Multiplier) -> Result<(), Problem> {
        let channels = self.channels(places, &layers.entry, by)?;
        let mut slot = 0;
        for (number, branch) in layers.branches.iter().enumerate() {
            let rows = Rounded::seven(channels.chunks_exact(CHANNELS).skip(number).step_by(BRANCHES.len()));
            let sums = branch.places.product(by, &rows)?;
            let width = branch.places.width();
            let each = sums.chunks_exact(width.max(1)).zip(rows.steps()).zip(places);
            for ((sums, step), place) in each {
                let Some(piece) = self.pieces.get_mut(*place) else { continue };
                wide::run(Fill { sums, steps: (*step, branch.places.steps()), slot, piece });
            }
            slot += width / CHANNELS;
        }
        Ok(())
    }

    /// The channels of the pieces at these places, one after another; keeps them, too.
    fn channels(
        &mut self,
        places: &[usize],
        entry: &Entry,
        by: &mut Multiplier,
    ) -> Result<Vec<f32>, Problem> {
        let own = || places.iter().filter_map(|place| self.pieces.get(*place));
        let rows =
            Rounded::exact(own().map(|piece| piece.row.as_slice()), own().map(|piece| piece.scale.step));
        let mut channels = entry.bias.repeat(places.len());
        entry.weights.add_product(by, &rows, &mut channels)?;
        for (line, place) in channels.chunks_exact_mut(entry.bias.len().max(1)).zip(places) {
            let Some(piece) = self.pieces.get_mut(*place) else { continue };
            wide::run(Enter { line, entry, piece });
        }
        Ok(channels)
    }

    /// One piece that was loaded.
    pub(super) fn get(&self, piece: u32) -> Option<&Piece> {
        self.pieces.get(*self.places.get(&piece)?)
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
    fn place(&mut self, piece: u32, free: Option<usize>) -> usize {
        let place = free.unwrap_or(self.owners.len());
        let own = self.owners.get_mut(place).zip(self.used.get_mut(place));
        if let Some((owner, used)) = own {
            self.places.remove(owner);
            (*owner, *used) = (piece, self.round);
        } else {
            self.owners.push(piece);
            self.used.push(self.round);
            self.pieces.push(EMPTY);
        }
        self.places.insert(piece, place);
        place
    }
}

/// From products to channels, as something to run.
struct Enter<'a> {
    line: &'a mut [f32],
    entry: &'a Entry,
    piece: &'a mut Piece,
}

impl pulp::NullaryFnOnce for Enter<'_> {
    type Output = ();

    #[inline(always)]
    fn call(self) {
        let Self { line, entry, piece } = self;
        let Scale { step, centre } = piece.scale;
        for (x, column) in line.iter_mut().zip(&entry.columns) {
            *x += centre * column;
        }
        normalise(line);
        let tuned = line.iter_mut().zip(&entry.gain).zip(&entry.shift);
        tuned.for_each(|((x, gain), shift)| *x = *x * gain + shift);
        for (to, x) in piece.channels.as_flattened_mut().iter_mut().zip(line) {
            *to = half(*x);
        }
        let mut row = [0.0; WIDTH];
        for (to, from) in row.iter_mut().zip(&piece.row) {
            *to = (f32::from(*from) - 64.0) * step + centre;
        }
        piece.moments = Moments::of(&row);
    }
}

/// From whole sums to lines of bytes, as something to run.
struct Fill<'a> {
    sums: &'a [i32],
    /// The step of the row, and those of the columns.
    steps: (f32, &'a [f32]),
    /// The first line that is filled.
    slot: usize,
    piece: &'a mut Piece,
}

impl pulp::NullaryFnOnce for Fill<'_> {
    type Output = ();

    #[inline(always)]
    fn call(self) {
        let Self { sums, steps: (row, columns), slot, piece } = self;
        let lines = piece.lines.iter_mut().zip(&mut piece.weights).skip(slot);
        let sums = sums.as_chunks().0.iter().zip(columns.iter().step_by(CHANNELS));
        for ((line, weight), (sums, column)) in lines.zip(sums) {
            *weight = lines::line(sums, row * column, line);
        }
    }
}
