//! Text without a header. Never refuses.

use super::{Fields, Parts};
use crate::base::span::Span;
use crate::import::words::Words;

#[allow(clippy::unnecessary_wraps, reason = "one row of the table of formats")]
pub(super) fn read(text: &str, _words: &Words) -> Option<Vec<Parts>> {
    let body = Span::new(0, text.len());
    Some(vec![Parts { header: Span::default(), body, fields: Fields::new() }])
}
