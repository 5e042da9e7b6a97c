//! Cuts text into words, numbers and marks with their spans. Never drops a byte of a word.

use std::str::Chars;

use crate::base::span::Span;
use crate::text::fold::{is_letter, is_unseen};

/// What a token is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum TokenKind {
    /// Letters, with hyphens, apostrophes and inner full stops (`AI-Sana`, `America’s`, `Zakon.kz`), or a
    /// number that runs into letters (`12th`, `5-летний`).
    Word,
    /// Digits with their separators: `4,8`, `60 000`, `16:22`, `07.10.2025`.
    Number,
    /// One mark.
    Mark,
}

/// One token; its span counts bytes of the text that was cut.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Token {
    /// Where.
    pub span: Span,
    /// What.
    pub kind: TokenKind,
}

/// All tokens of a text in order; white space and unseen characters between them belong to none.
///
/// ```
/// use throughline::text::tokens::tokens;
/// let text = "Около 60 000 км (4,8%) Alem.AI";
/// let words: Vec<&str> = tokens(text).map(|token| token.span.of(text)).collect();
/// assert_eq!(words, ["Около", "60 000", "км", "(", "4,8", "%", ")", "Alem.AI"]);
/// ```
#[must_use]
pub fn tokens(text: &str) -> Tokens<'_> {
    Tokens { text, at: 0 }
}

/// The words and numbers of a text, without its marks.
pub fn words(text: &str) -> impl Iterator<Item = &str> {
    tokens(text).filter(|token| token.kind != TokenKind::Mark).map(|token| token.span.of(text))
}

/// Iterator over tokens.
#[derive(Clone, Debug)]
pub struct Tokens<'a> {
    text: &'a str,
    at: usize,
}

impl Iterator for Tokens<'_> {
    type Item = Token;

    fn next(&mut self) -> Option<Token> {
        loop {
            let start = self.at;
            let c = self.after(start).next()?;
            self.at = start + c.len_utf8();
            if c.is_whitespace() || is_unseen(c) || c.is_control() {
                continue;
            }
            let (end, kind) = if is_digit(c) {
                self.number(start)
            } else if is_letter(c) {
                (self.word(start), TokenKind::Word)
            } else {
                (self.at, TokenKind::Mark)
            };
            self.at = end;
            return Some(Token { span: Span::new(start, end), kind });
        }
    }
}

impl<'a> Tokens<'a> {
    fn after(&self, offset: usize) -> Chars<'a> {
        self.text.get(offset..).unwrap_or_default().chars()
    }

    /// Where the word that begins at `start` ends.
    fn word(&self, start: usize) -> usize {
        let mut end = start;
        loop {
            let mut ahead = self.after(end);
            let Some(c) = ahead.next() else { break };
            let next = ahead.next();
            let joins = match c {
                c if is_letter(c) || is_digit(c) || is_inside(c) => true,
                '-' | '‐' | '‑' | '\'' | '’' | '&' => next.is_some_and(|n| is_letter(n) || is_digit(n)),
                '.' => self.dot_joins(start, end, next),
                _ => false,
            };
            if !joins {
                break;
            }
            end += c.len_utf8();
        }
        end
    }

    /// Whether a full stop at `end` belongs to the word: in `Zakon.kz`, `U.S.`, not in `слово.Другое`.
    fn dot_joins(&self, start: usize, end: usize, next: Option<char>) -> bool {
        let before = self.text.get(..end).unwrap_or_default();
        let mut back = before.chars().rev();
        let last = back.next().unwrap_or(' ');
        let single = end == start + last.len_utf8() || back.next().is_none_or(|c| !is_letter(c));
        match next {
            Some(n) if is_letter(n) && single && last.is_uppercase() && n.is_uppercase() => {
                self.after(end + 1 + n.len_utf8()).next().is_none_or(|c| !is_letter(c))
            }
            Some(n) if is_letter(n) || is_digit(n) => last.is_ascii_alphanumeric() || n.is_lowercase(),
            _ => single && last.is_uppercase() && before.chars().rev().nth(1) == Some('.'),
        }
    }

    /// Where the number that begins at `start` ends. A number that runs into letters is a word.
    fn number(&self, start: usize) -> (usize, TokenKind) {
        let mut end = start;
        let mut grouped = true;
        loop {
            let mut ahead = self.after(end);
            let Some(c) = ahead.next() else { break };
            let next = ahead.next();
            if is_digit(c) {
                end += c.len_utf8();
            } else if matches!(c, '.' | ',' | ':') && next.is_some_and(is_digit) {
                grouped &= c == ',';
                end += c.len_utf8();
            } else if is_gap(c) && grouped && self.group_follows(start, end, c) {
                end += c.len_utf8() + 3;
            } else {
                break;
            }
        }
        let mut ahead = self.after(end);
        let kind = match (ahead.next(), ahead.next()) {
            (Some(c), _) if is_letter(c) => TokenKind::Word,
            (Some('-' | '‐' | '‑'), Some(n)) if is_letter(n) => TokenKind::Word,
            _ => TokenKind::Number,
        };
        if kind == TokenKind::Word {
            end = self.word(end);
        }
        (end, kind)
    }

    /// Whether exactly three digits follow the gap, and the digits so far are one to three or such groups.
    fn group_follows(&self, start: usize, end: usize, gap: char) -> bool {
        let so_far = self.text.get(start..end).unwrap_or_default();
        let lead = so_far.rsplit(is_gap).next_back().unwrap_or_default();
        let mut ahead = self.after(end + gap.len_utf8());
        let three = (0..3).all(|_| ahead.next().is_some_and(is_digit));
        (1..=3).contains(&lead.len()) && three && ahead.next().is_none_or(|c| !is_digit(c))
    }
}

const fn is_digit(c: char) -> bool {
    c.is_ascii_digit()
}

fn is_inside(c: char) -> bool {
    !c.is_ascii() && (is_unseen(c) || unicode_normalization::char::is_combining_mark(c))
}

const fn is_gap(c: char) -> bool {
    matches!(c, ' ' | '\u{a0}' | '\u{202f}' | '\u{2009}')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cut(text: &str) -> Vec<&str> {
        tokens(text).map(|token| token.span.of(text)).collect()
    }

    #[test]
    fn numbers_keep_their_separators() {
        assert_eq!(cut("от 7 до 29,5% и 1 234 567"), ["от", "7", "до", "29,5", "%", "и", "1 234 567"]);
        assert_eq!(cut("в 2025 100 человек"), ["в", "2025", "100", "человек"]);
        assert_eq!(cut("07.10.2025, 16:22 6401"), ["07.10.2025", ",", "16:22", "6401"]);
        assert_eq!(cut("$1,200."), ["$", "1,200", "."]);
        assert_eq!(cut("12th 90-х"), ["12th", "90-х"]);
    }

    #[test]
    fn words_keep_their_joints() {
        assert_eq!(cut("ИИ-университет «Alem.Aі»"), ["ИИ-университет", "«", "Alem.Aі", "»"]);
        assert_eq!(cut("the U.S. said. America’s"), ["the", "U.S.", "said", ".", "America’s"]);
        assert_eq!(cut("конец.Начало Zakon.kz."), ["конец", ".", "Начало", "Zakon.kz", "."]);
        assert_eq!(cut("А. Кудрин"), ["А", ".", "Кудрин"]);
    }

    #[test]
    fn any_text_is_cut_in_order() {
        for text in ["", "\u{ad}", "9", "'-.", "1 2 3", "a\u{301}b", "٣٤", "1-", "12 345 "] {
            let mut last = 0;
            for token in tokens(text) {
                assert!(token.span.start >= last && token.span.fits(text) && !token.span.is_empty());
                last = token.span.end;
            }
        }
    }
}
