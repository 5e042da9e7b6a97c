//! Finds a passage of many pages by pieces of it. Never compares it letter by letter.

use crate::passage::grams::Grams;
use crate::passage::judge::Verdict;
use crate::passage::needle::{Candidate, NEAR, Needle, likeness};
use crate::passage::resolve::choose;

/// Letters in a piece.
const PIECE: usize = 160;
/// Pieces looked for, spread evenly from the first to the last.
const PIECES: usize = 24;

/// The stretch from the first piece found to the last, where most pieces are found in order.
pub(super) fn pieces(needle: &Needle, text: &[char], grams: &Grams) -> Option<Candidate> {
    let quote = needle.quote.as_slice();
    let last = quote.len().checked_sub(PIECE)?;
    let offsets: Vec<usize> = (0..PIECES).map(|piece| last / (PIECES - 1) * piece).chain([last]).collect();
    let mut found: Vec<(usize, Candidate)> = Vec::new();
    for offset in &offsets {
        let piece = quote.get(*offset..offset + PIECE)?.to_vec();
        let before = quote.get(offset.saturating_sub(NEAR)..*offset)?;
        let after = quote.get(offset + PIECE..)?;
        let after = after.get(..NEAR).unwrap_or(after);
        let part = Needle::of(piece, before, after, needle.expected.map(|at| at + offset));
        if let Some((Verdict::Sure, place)) = choose(&part, text, grams) {
            let in_order = found.last().is_none_or(|(_, previous)| previous.to <= place.from + PIECE);
            if in_order {
                found.push((*offset, place));
            }
        }
    }
    let ((head, first), (tail, end)) = (found.first()?, found.last()?);
    let whole = *head == 0 && *tail == last;
    let from = first.from.saturating_sub(if whole { 0 } else { *head });
    let to = (end.to + if whole { 0 } else { last - *tail }).min(text.len());
    let size = to.checked_sub(from)?;
    if size > quote.len() * 2 || size * 2 < quote.len() {
        return None;
    }
    let mut candidate = Candidate::new(needle, text, from, to, 0);
    candidate.quote = likeness(offsets.len(), offsets.len() - found.len());
    Some(candidate)
}
