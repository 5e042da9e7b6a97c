//! Text selected by hand: two ends that move by letter, word and paragraph. Never leaves the article's body.

use unicode_segmentation::UnicodeSegmentation as _;

use crate::base::span::Span;

/// Selected text: the end that stays and the letter that moves, both included.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Selection {
    /// First byte of the letter where it began.
    pub anchor: usize,
    /// First byte of the letter one is on.
    pub cursor: usize,
}

impl Selection {
    /// A selection of this span, the cursor on its last letter.
    #[must_use]
    pub fn of(text: &str, span: Span) -> Self {
        let last = span.of(text).grapheme_indices(true).next_back().map_or(0, |(at, _)| at);
        Self { anchor: span.start, cursor: span.start + last }
    }

    /// The selected span, whole letters, without white space at its ends.
    #[must_use]
    pub fn span(self, text: &str) -> Span {
        let (start, last) = (self.anchor.min(self.cursor), self.anchor.max(self.cursor));
        let letter = text.get(last..).and_then(|rest| rest.graphemes(true).next()).map_or(0, str::len);
        Span::new(start, last + letter).trimmed(text)
    }

    /// The other end moves from now on.
    pub const fn swap(&mut self) {
        std::mem::swap(&mut self.anchor, &mut self.cursor);
    }
}

/// The letter after the one at `at`.
#[must_use]
pub fn letter_on(text: &str, at: usize) -> usize {
    let rest = text.get(at..).unwrap_or_default();
    rest.grapheme_indices(true).nth(1).map_or(at, |(next, _)| at + next)
}

/// The letter before the one at `at`.
#[must_use]
pub fn letter_back(text: &str, at: usize) -> usize {
    let before = text.get(..at).unwrap_or_default();
    before.grapheme_indices(true).next_back().map_or(at, |(last, _)| last)
}

/// The last letter of the word after `at`, or of this one where `at` is inside it.
#[must_use]
pub fn word_on(text: &str, at: usize) -> usize {
    let next = letter_on(text, at);
    let rest = text.get(next..).unwrap_or_default();
    let word = rest.unicode_word_indices().next();
    word.map_or(at, |(start, word)| letter_back(text, next + start + word.len()))
}

/// The first letter of the word before `at`, or of this one where `at` is inside it.
#[must_use]
pub fn word_back(text: &str, at: usize) -> usize {
    let from = text.floor_char_boundary(at.saturating_sub(2_000));
    let before = text.get(from..at).unwrap_or_default();
    before.unicode_word_indices().next_back().map_or(from, |(start, _)| from + start)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_letter_under_the_cursor_is_selected() {
        let text = "один два";
        let selection = Selection { anchor: 0, cursor: 2 };
        assert_eq!(selection.span(text).of(text), "од");
        let backward = Selection { anchor: 2, cursor: 0 };
        assert_eq!(backward.span(text), selection.span(text));
        assert_eq!(Selection::of(text, Span::new(0, 8)).span(text).of(text), "один");
    }

    #[test]
    fn words_are_stepped_over_in_any_script() {
        let text = "Қазақстан: один, два";
        let end = word_on(text, 0);
        assert_eq!(text.get(..letter_on(text, end)), Some("Қазақстан"));
        let end = word_on(text, end);
        assert_eq!(text.get(..letter_on(text, end)), Some("Қазақстан: один"));
        assert_eq!(word_back(text, end), text.find("один").unwrap());
        assert_eq!(word_back(text, text.find("один").unwrap()), 0);
        assert_eq!(word_on(text, text.len()), text.len());
        assert_eq!(letter_on(text, text.len()), text.len());
        assert_eq!(letter_back(text, 0), 0);
    }
}
