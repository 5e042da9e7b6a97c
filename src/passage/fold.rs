//! A text as its letters alone, each with its place, so that typography is no difference. Never folds case.
//!
//! White space, soft hyphens and zero-width characters are left out; quotation marks, apostrophes and dashes
//! are each one sign; letters stand decomposed (so that both normal forms agree), and the dots of a
//! Cyrillic `ё` are left out.

use unicode_normalization::char::{canonical_combining_class, decompose_compatible};

use crate::base::json::is_unseen;
use crate::base::span::Span;

/// What every quotation mark and apostrophe becomes.
const MARK: char = '"';
/// What every dash and hyphen becomes.
const DASH: char = '-';
/// How far back a combining mark is sorted: the limit of Unicode's stream-safe text.
const MARKS_IN_A_ROW: usize = 30;

/// The letters of a text with the bytes each of them came from.
#[derive(Debug, Default)]
pub(super) struct Folded {
    /// The letters.
    pub(super) units: Vec<char>,
    starts: Vec<u32>,
    ends: Vec<u32>,
}

impl Folded {
    /// Folds a text; of a text of more than 4 GiB, its beginning.
    pub(super) fn new(text: &str) -> Self {
        let mut folded = Self::default();
        for (start, c) in text.char_indices() {
            let Ok(end) = u32::try_from(start + c.len_utf8()) else { break };
            let start = end - u32::try_from(c.len_utf8()).unwrap_or_default();
            if is_simple(c) {
                folded.add(c, start, end);
            } else if let Some(sign) = sign(c) {
                folded.add_sign(sign, start, end);
            } else if !is_left_out(c) {
                decompose_compatible(c, |part| folded.add_part(part, start, end));
            }
        }
        folded
    }

    /// The letters from one index to another; fewer where there are no more.
    pub(super) fn slice(&self, from: usize, to: usize) -> &[char] {
        let to = to.min(self.units.len());
        self.units.get(from.min(to)..to).unwrap_or_default()
    }

    /// The bytes of the text that the letters `from..to` came from.
    pub(super) fn span(&self, from: usize, to: usize) -> Span {
        let end_of = |unit: usize| self.ends.get(unit).map_or(0, |end| *end as usize);
        match (self.starts.get(from), to.checked_sub(1)) {
            (Some(start), Some(last)) if last >= from => Span::new(*start as usize, end_of(last)),
            (Some(start), _) => Span::new(*start as usize, *start as usize),
            (None, _) => {
                let end = self.ends.last().map_or(0, |end| *end as usize);
                Span::new(end, end)
            }
        }
    }

    /// The gap of the text before letter `at`, where only what is left out stands.
    pub(super) fn gap(&self, at: usize, text: &str) -> Span {
        let start = at.checked_sub(1).and_then(|last| self.ends.get(last)).map_or(0, |end| *end as usize);
        Span::new(start, self.starts.get(at).map_or(text.len(), |start| *start as usize))
    }

    /// The first letter at or after a byte.
    pub(super) fn at(&self, byte: usize) -> usize {
        self.starts.partition_point(|start| (*start as usize) < byte)
    }

    fn add(&mut self, unit: char, start: u32, end: u32) {
        self.units.push(unit);
        self.starts.push(start);
        self.ends.push(end);
    }

    /// Signs side by side are one: `--` is a dash, `''` a quotation mark.
    fn add_sign(&mut self, sign: char, start: u32, end: u32) {
        match self.ends.last_mut() {
            Some(last) if *last == start && self.units.last() == Some(&sign) => *last = end,
            _ => self.add(sign, start, end),
        }
    }

    fn add_part(&mut self, part: char, start: u32, end: u32) {
        if let Some(sign) = sign(part) {
            return self.add_sign(sign, start, end);
        }
        let dots_of_yo = part == '\u{308}' && matches!(self.units.last(), Some('е' | 'Е'));
        if is_left_out(part) || dots_of_yo {
            return;
        }
        self.add(part, start, end);
        let class = canonical_combining_class(part);
        if class != 0 {
            self.sort_mark(class);
        }
    }

    /// Moves the last letter, a combining mark, before marks of a higher class.
    fn sort_mark(&mut self, class: u8) {
        let mut at = self.units.len().saturating_sub(1);
        for _ in 0..MARKS_IN_A_ROW {
            let Some(before) = at.checked_sub(1) else { break };
            if self.units.get(before).is_none_or(|unit| canonical_combining_class(*unit) <= class) {
                break;
            }
            self.units.swap(before, at);
            self.starts.swap(before, at);
            self.ends.swap(before, at);
            at = before;
        }
    }
}

/// Letters and signs that fold to themselves; only a short cut.
const fn is_simple(c: char) -> bool {
    match c {
        '"' | '\'' | '-' | '`' => false,
        '!'..='~' | 'А'..='И' | 'К'..='и' | 'к'..='я' => true,
        _ => false,
    }
}

const fn sign(c: char) -> Option<char> {
    match c {
        '"'
        | '\''
        | '`'
        | '´'
        | '«'
        | '»'
        | 'ʹ'..='ʼ'
        | '‘'..='‟'
        | '′'..='‷'
        | '‹'
        | '›'
        | '〝'..='〟'
        | '＂'
        | '＇' => Some(MARK),
        '-' | '‐'..='―' | '⁃' | '−' | '⸺' | '⸻' | '﹘' | '﹣' | '－' => Some(DASH),
        _ => None,
    }
}

fn is_left_out(c: char) -> bool {
    c.is_whitespace() || is_unseen(c) || matches!(c, '\u{34f}' | '\u{fe00}'..='\u{fe0f}')
}

#[cfg(test)]
mod tests {
    use unicode_normalization::UnicodeNormalization as _;

    use super::*;

    fn letters(text: &str) -> String {
        Folded::new(text).units.into_iter().collect()
    }

    #[test]
    fn typography_is_no_difference() {
        for (one, other) in [
            ("«Всё — хорошо»", "\"Все\u{a0}- хорошо\""),
            ("it’s “so”…", "it's ''so''..."),
            ("10\u{202f}000 км", "10000км"),
            ("не\u{ad}воз\u{200b}можно", "невозможно"),
            ("2020–2025", "2020--2025"),
            ("ﬁn№ 5", "fin No5"),
        ] {
            assert_eq!(letters(one), letters(other), "{one} and {other}");
        }
        assert_ne!(letters("Казахстан"), letters("казахстан"));
        assert_ne!(letters("мой"), letters("мои"));
    }

    #[test]
    fn both_normal_forms_agree() {
        let text = "Ёлка, йод, қаңтар, Đặng, é\u{327}, \u{1e69}, 한국";
        let composed: String = text.nfc().collect();
        let decomposed: String = text.nfd().collect();
        assert_eq!(letters(&composed), letters(&decomposed));
    }

    #[test]
    fn letters_know_their_bytes() {
        let text = "а « й\u{a0}» б";
        let folded = Folded::new(text);
        assert_eq!(folded.units, ['а', '"', 'и', '\u{306}', '"', 'б']);
        assert_eq!(folded.span(1, 5).of(text), "« й\u{a0}»");
        assert_eq!(folded.gap(1, text).of(text), " ");
        assert_eq!(folded.at(text.len()), 6);
        assert!(folded.span(9, 12).is_empty());
    }
}
