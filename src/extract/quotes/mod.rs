//! Words of others in a text, in marks or retold, with their speaker. Never a word of a language.

use crate::base::span::Span;
use crate::extract::phrases::Reading;
use crate::model::extraction::Quotation;

/// All quotations of a text, in order; `blocks` are its paragraphs.
#[must_use]
pub fn find(reading: &Reading<'_>, blocks: &[Span]) -> Vec<Quotation> {
    let _ = (reading, blocks);
    Vec::new()
}
