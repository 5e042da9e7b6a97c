//! Half-open byte ranges of a text. A span never panics: a bad one reads as no text.

use serde::{Deserialize, Serialize};

/// A half-open range of bytes, `start..end`, that lies on character boundaries of its text.
///
/// ```
/// use throughline::base::span::Span;
/// let text = "ОТГ и OTS";
/// let span = Span::new(0, 6);
/// assert_eq!(span.of(text), "ОТГ");
/// assert_eq!(span.code_points(text), (0, 3));
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Span {
    /// First byte.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
}

impl Span {
    /// A span from `start` to `end`; an end before the start is moved up to it.
    #[must_use]
    pub const fn new(start: usize, end: usize) -> Self {
        Self { start, end: if end < start { start } else { end } }
    }

    /// The span of `part` inside `whole`, where `part` is a slice of it.
    #[must_use]
    pub fn of_slice(whole: &str, part: &str) -> Option<Self> {
        let start = (part.as_ptr() as usize).checked_sub(whole.as_ptr() as usize)?;
        let end = start + part.len();
        (end <= whole.len()).then_some(Self { start, end })
    }

    /// The text under this span; empty where the span does not fit the text.
    #[must_use]
    pub fn of(self, text: &str) -> &str {
        text.get(self.start..self.end).unwrap_or_default()
    }

    /// Whether the span lies inside the text and on character boundaries.
    #[must_use]
    pub fn fits(self, text: &str) -> bool {
        text.get(self.start..self.end).is_some()
    }

    /// Length in bytes.
    #[must_use]
    pub const fn len(self) -> usize {
        self.end - self.start
    }

    /// Whether there is nothing in it.
    #[must_use]
    pub const fn is_empty(self) -> bool {
        self.start == self.end
    }

    /// Whether the byte offset lies inside.
    #[must_use]
    pub const fn contains(self, offset: usize) -> bool {
        self.start <= offset && offset < self.end
    }

    /// Whether `other` lies wholly inside.
    #[must_use]
    pub const fn covers(self, other: Self) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// Whether the two share at least one byte.
    #[must_use]
    pub const fn overlaps(self, other: Self) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// The smallest span that covers both.
    #[must_use]
    pub fn cover(self, other: Self) -> Self {
        Self { start: self.start.min(other.start), end: self.end.max(other.end) }
    }

    /// The same span in a text that has `by` more bytes before it.
    #[must_use]
    pub const fn shifted(self, by: usize) -> Self {
        Self { start: self.start + by, end: self.end + by }
    }

    /// The span without white space at its ends.
    #[must_use]
    pub fn trimmed(self, text: &str) -> Self {
        let inside = self.of(text);
        let start = self.start + (inside.len() - inside.trim_start().len());
        Self::new(start, start + inside.trim().len())
    }

    /// Start and end counted in Unicode code points of `text`.
    #[must_use]
    pub fn code_points(self, text: &str) -> (usize, usize) {
        let start = text.get(..self.start).map_or(0, |before| before.chars().count());
        (start, start + self.of(text).chars().count())
    }
}

/// The nearest character boundary of `text` at or before `offset`.
#[must_use]
pub fn floor_boundary(text: &str, offset: usize) -> usize {
    text.floor_char_boundary(offset)
}

/// The nearest character boundary of `text` at or after `offset`.
#[must_use]
pub fn ceil_boundary(text: &str, offset: usize) -> usize {
    text.ceil_char_boundary(offset)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bad_span_reads_as_nothing() {
        assert_eq!(Span::new(1, 2).of("Ы"), "");
        assert_eq!(Span::new(5, 9).of("abc"), "");
        assert!(!Span::new(0, 1).fits("Ы"));
    }

    #[test]
    fn trimming_keeps_the_words() {
        let text = "a \u{a0}слово\n b";
        let span = Span::new(1, text.len() - 1).trimmed(text);
        assert_eq!(span.of(text), "слово");
    }

    #[test]
    fn slices_know_their_place() {
        let whole = "один два";
        let part = whole.split(' ').nth(1).unwrap();
        assert_eq!(Span::of_slice(whole, part).unwrap().of(whole), "два");
        assert_eq!(Span::of_slice("other", part), None);
    }
}
