//! Reads the dash between two numbers as one with them. Never joins words.

use super::Word;
use crate::extract::tags::Tags;
use crate::text::tokens::TokenKind;

/// Makes the dash glued between two numbers a part of what they count: "2017-2021" ends no clause.
pub(super) fn join(words: &mut [Word]) {
    for at in 1..words.len().saturating_sub(1) {
        let digits = |place: usize| words.get(place).filter(|word| word.shape.any(Tags::DIGITS));
        let ends = digits(at - 1).zip(digits(at + 1)).map(|(one, other)| (one.span.end, other.span.start));
        let Some(word) = words.get_mut(at) else { continue };
        if &*word.fold == "-" && ends == Some((word.span.start, word.span.end)) {
            word.kind = TokenKind::Number;
            word.shape = Tags::DIGITS | Tags::NUMERAL;
            word.sum_up();
        }
    }
}
