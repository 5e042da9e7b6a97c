//! The network: word pieces to one unit vector a text. Never computes a word piece twice while it is kept.

use crate::base::problem::Problem;
use crate::link::encoder::dense::dense;
use crate::link::encoder::features::{Features, Room};
use crate::link::encoder::gemm::Multiplier;
use crate::link::encoder::layers::{FEATURES, Layers};
use crate::link::encoder::pieces::{Kept, Piece};
use crate::link::encoder::rows::Rows;
use crate::link::encoder::wide;

/// What stays between one group of texts and the next: pieces used lately, and room that is not asked for anew.
#[derive(Debug, Default)]
pub(super) struct Desk {
    kept: Kept,
    by: Multiplier,
    room: Room,
    sums: Vec<f32>,
}

impl Desk {
    /// One vector of 512 numbers for each text, given by its pieces.
    pub(super) fn forward(
        &mut self,
        texts: &[Vec<u32>],
        rows: &Rows,
        layers: &Layers,
    ) -> Result<Vec<Vec<f32>>, Problem> {
        let Self { kept, by, room, sums } = self;
        let all: Vec<u32> = texts.iter().flatten().copied().collect();
        kept.load(&all, rows, layers, by)?;
        sums.clear();
        sums.resize(texts.len() * FEATURES, 0.0);
        for (text, to) in texts.iter().zip(sums.chunks_exact_mut(FEATURES)) {
            let pieces: Vec<&Piece> = text.iter().filter_map(|piece| kept.get(*piece)).collect();
            wide::run(Features { pieces: &pieces, layers, room, to });
        }
        let lengths: Vec<usize> = texts.iter().map(Vec::len).collect();
        dense(sums, &lengths, layers, by)
    }
}
