//! Cuts text into the numbers, words and marks that dates are made of. Never decides what is a date.

use crate::base::span::Span;
use crate::text::fold::is_letter;

/// One piece of text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Piece {
    pub(super) span: Span,
    pub(super) what: What,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum What {
    /// ASCII digits: their value (capped) and count.
    Number(u32, usize),
    /// Letters, inner apostrophes and the like left out.
    Word,
    /// White space; `true` where it holds a line break.
    Gap(bool),
    /// Any other character.
    Mark(char),
}

/// All pieces of `text`, in order, without a hole.
pub(super) fn pieces(text: &str) -> Vec<Piece> {
    let mut found: Vec<Piece> = Vec::new();
    let mut chars = text.char_indices().peekable();
    while let Some((start, first)) = chars.next() {
        let mut end = start + first.len_utf8();
        let mut take = |same: &dyn Fn(char) -> bool| {
            while let Some((at, next)) = chars.next_if(|(_, c)| same(*c)) {
                end = at + next.len_utf8();
            }
        };
        let kind = if first.is_ascii_digit() {
            take(&|c| c.is_ascii_digit());
            None
        } else if is_letter(first) {
            take(&is_letter);
            Some(What::Word)
        } else if first.is_whitespace() {
            take(&char::is_whitespace);
            let broken = text.get(start..end).is_some_and(|gap| gap.contains(['\n', '\r', '\u{2028}']));
            Some(What::Gap(broken))
        } else {
            Some(What::Mark(first))
        };
        let span = Span::new(start, end);
        let number = || What::Number(span.of(text).parse().unwrap_or(u32::MAX), span.len());
        found.push(Piece { span, what: kind.unwrap_or_else(number) });
    }
    found
}
