//! Chooses where the lines of a paragraph end, over the whole of it, so that they come out even. Never looks at its
//! text.
//!
//! The least of the sums of squared gaps, after Knuth and Plass; the weights are those of `textwrap`'s optimal fit. A
//! line holds few pieces, so that trying all its beginnings takes less than a search that is linear in theory.

use crate::base::span::Span;

/// The smallest part that is never broken.
#[derive(Clone, Copy, Debug)]
pub(super) struct Piece {
    /// Where it lies in the text.
    pub(super) span: Span,
    /// Its columns.
    pub(super) width: usize,
    /// Columns of the blank after it, which a line does not end with.
    pub(super) blanks: usize,
    /// Columns of the hyphen that is shown where a line ends with it.
    pub(super) hyphen: usize,
}

/// What each line costs, so that there are few.
const LINE: usize = 1000;
/// What a hyphen at its end costs.
const HYPHEN: usize = 120;
/// What each column that a line is too wide costs.
const OVERFLOW: usize = 2500;
/// What a last line of one piece that is shorter than a quarter of the measure costs.
const SHORT: usize = 25;
/// The most pieces of a line; more there are only of characters without width.
const LOOK: usize = 1000;

/// The least cost of the pieces up to one, and where the last line begins then.
#[derive(Clone, Copy, Debug, Default)]
struct Best {
    cost: usize,
    start: usize,
}

/// The pieces of each line, for lines of so many columns. Linear in the pieces.
pub(super) fn lines(pieces: &[Piece], columns: usize) -> Vec<&[Piece]> {
    let mut sums = Vec::with_capacity(pieces.len() + 1);
    let mut best = Vec::with_capacity(pieces.len() + 1);
    sums.push(0);
    best.push(Best::default());
    let mut sum = 0;
    for (at, last) in pieces.iter().enumerate() {
        let is_end = at + 1 == pieces.len();
        best.push(least(last, at, sum, is_end, columns, (&sums, &best)));
        sum += last.width + last.blanks;
        sums.push(sum);
    }
    let mut lines = Vec::new();
    let mut end = pieces.len();
    while end > 0 {
        let start = best.get(end).map_or(0, |best| best.start).min(end - 1);
        lines.extend(pieces.get(start..end));
        end = start;
    }
    lines.reverse();
    lines
}

/// The cheapest of all lines that end with the piece at a place, with what comes before them.
fn least(
    last: &Piece,
    at: usize,
    sum: usize,
    is_end: bool,
    columns: usize,
    (sums, best): (&[usize], &[Best]),
) -> Best {
    let end = sum + last.width + last.hyphen;
    let hyphen = if last.hyphen > 0 { HYPHEN } else { 0 };
    let mut found = Best { cost: usize::MAX, start: at };
    for (back, (start, before)) in sums.iter().zip(best).enumerate().rev().take(LOOK) {
        let width = end - start;
        if width > columns && back < at {
            break;
        }
        let gap = columns.saturating_sub(width);
        let own = if width > columns {
            (width - columns) * OVERFLOW
        } else if !is_end {
            gap * gap
        } else if back == at && width * 4 < columns {
            SHORT
        } else {
            0
        };
        let cost = before.cost.saturating_add(LINE + hyphen + own);
        if cost <= found.cost {
            found = Best { cost, start: back };
        }
    }
    found
}

#[cfg(test)]
#[expect(clippy::cast_precision_loss, reason = "columns are few")]
mod tests {
    use proptest::prelude::*;
    use textwrap::core::Fragment;
    use textwrap::wrap_algorithms::{Penalties, wrap_optimal_fit};

    use super::*;

    impl Fragment for Piece {
        fn width(&self) -> f64 {
            self.width as f64
        }

        fn whitespace_width(&self) -> f64 {
            self.blanks as f64
        }

        fn penalty_width(&self) -> f64 {
            self.hyphen as f64
        }
    }

    /// What lines cost, as `textwrap` reckons.
    fn cost(lines: &[&[Piece]], columns: usize) -> usize {
        let mut all = 0;
        for (index, line) in lines.iter().enumerate() {
            let last = line.last().unwrap();
            let sum: usize = line.iter().map(|piece| piece.width + piece.blanks).sum();
            let width = sum - last.blanks + last.hyphen;
            all += LINE + if last.hyphen > 0 { HYPHEN } else { 0 };
            if width > columns {
                all += (width - columns) * OVERFLOW;
            } else if index + 1 < lines.len() {
                all += (columns - width).pow(2);
            } else if line.len() == 1 && width * 4 < columns {
                all += SHORT;
            }
        }
        all
    }

    proptest! {
        #[test]
        fn no_lines_are_better(
            raw in prop::collection::vec((1_usize..9, 0_usize..2, 0_usize..2), 1..60), columns in 10_usize..40,
        ) {
            let piece = |(width, blanks, hyphen): (usize, usize, usize)| {
                let hyphen = if blanks > 0 { 0 } else { hyphen };
                Piece { span: Span::new(0, 0), width, blanks, hyphen }
            };
            let mut pieces: Vec<Piece> = raw.into_iter().map(piece).collect();
            if let Some(last) = pieces.last_mut() {
                last.hyphen = 0;
            }
            let own = lines(&pieces, columns);
            prop_assert_eq!(own.concat().len(), pieces.len());
            let penalties = Penalties { hyphen_penalty: HYPHEN, ..Penalties::new() };
            let other = wrap_optimal_fit(&pieces, &[columns as f64], &penalties).unwrap();
            prop_assert_eq!(cost(&own, columns), cost(&other, columns));
        }
    }
}
