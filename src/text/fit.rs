//! Chooses where the lines of a paragraph end, over the whole of it, so that they come out even: `textwrap`'s optimal
//! fit on pieces that were measured once. Never looks at its text.

use textwrap::core::Fragment;
use textwrap::wrap_algorithms::{Penalties, wrap_first_fit, wrap_optimal_fit};

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

/// A paragraph of more pieces is filled line by line: the search over the whole of it takes memory for each.
const MANY: usize = 20_000;
/// What a hyphen at the end of a line costs, in `textwrap`'s reckoning.
const HYPHEN: usize = 120;

#[expect(clippy::cast_precision_loss, reason = "columns are few")]
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

/// The pieces of each line, for lines of so many columns. Linear in the pieces.
#[expect(clippy::cast_precision_loss, reason = "columns are few")]
pub(super) fn lines(pieces: &[Piece], columns: usize) -> Vec<&[Piece]> {
    let widths = [columns as f64];
    if pieces.len() > MANY {
        return wrap_first_fit(pieces, &widths);
    }
    let penalties = Penalties { hyphen_penalty: HYPHEN, ..Penalties::new() };
    wrap_optimal_fit(pieces, &widths, &penalties).unwrap_or_else(|_| wrap_first_fit(pieces, &widths))
}
