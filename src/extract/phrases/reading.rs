//! A text cut into tokens that know their listed word. Never decides what they mean together.

use crate::base::span::Span;
use crate::extract::phrases::Phrases;
use crate::extract::phrases::value::Value;
use crate::extract::phrases::vocabulary::{Class, WordId};
use crate::text::tokens::{TokenKind, tokens};

/// A token of a sentence.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Token {
    pub(crate) span: Span,
    pub(crate) kind: TokenKind,
    pub(crate) word: WordId,
    /// Whether a hyphen or nothing at all stands between it and the token before.
    pub(crate) glued: bool,
}

/// A text with its sentences, read once for times, figures and quotations.
#[derive(Debug)]
pub struct Reading<'a> {
    pub(crate) text: &'a str,
    pub(crate) phrases: &'a Phrases,
    pub(crate) tokens: Vec<Token>,
    /// Each sentence with its first token and the one after its last.
    pub(crate) sentences: Vec<(Span, usize, usize)>,
}

impl<'a> Reading<'a> {
    /// Reads the sentences of a text; spans that do not fit it or overlap the one before are left out.
    pub(crate) fn new(text: &'a str, sentences: &[Span], phrases: &'a Phrases) -> Self {
        let mut reading = Self { text, phrases, tokens: Vec::new(), sentences: Vec::new() };
        let mut buffer = String::new();
        let mut before = 0;
        for span in sentences.iter().copied().filter(|span| span.fits(text)) {
            if span.start < before {
                continue;
            }
            before = span.end;
            let first = reading.tokens.len();
            reading.read(span, &mut buffer);
            reading.sentences.push((span, first, reading.tokens.len()));
        }
        reading
    }

    fn read(&mut self, sentence: Span, buffer: &mut String) {
        let first = self.tokens.len();
        let mut end = usize::MAX;
        for token in tokens(sentence.of(self.text)) {
            let span = token.span.shifted(sentence.start);
            if span.start == end && span.of(self.text) == "." && self.takes_stop(first, sentence.end) {
                if let Some(last) = self.tokens.last_mut() {
                    last.span.end = span.end;
                }
                continue;
            }
            end = span.end;
            match token.kind {
                TokenKind::Word => self.word(span, buffer),
                kind @ (TokenKind::Number | TokenKind::Mark) => self.push(span, kind, false, buffer),
            }
        }
    }

    /// Whether the last token is an abbreviation and the full stop after it is not the sentence's own.
    fn takes_stop(&self, first: usize, end: usize) -> bool {
        self.tokens.len() > first
            && self.tokens.last().is_some_and(|last| {
                last.span.end + 1 < end && self.phrases.vocabulary.may_have_stop(last.word)
            })
    }

    fn push(&mut self, span: Span, kind: TokenKind, glued: bool, buffer: &mut String) {
        let listed = kind != TokenKind::Number;
        let look = |buffer| self.phrases.vocabulary.look_up(span.of(self.text), buffer);
        let word = if listed { look(buffer) } else { WordId::default() };
        self.tokens.push(Token { span, kind, word, glued });
    }

    /// A word; one that is not listed but made of listed ones and digits ("mid-2026", "10-летний") is cut.
    fn word(&mut self, span: Span, buffer: &mut String) {
        let word = span.of(self.text);
        let cuts = word.starts_with(|c: char| c.is_ascii_digit()) || word.contains(is_hyphen);
        let listed = self.phrases.vocabulary.look_up(word, buffer);
        if listed != WordId::default() || !cuts || word.len() > 64 {
            self.tokens.push(Token { span, kind: TokenKind::Word, word: listed, glued: false });
            return;
        }
        let first = self.tokens.len();
        for part in parts(word) {
            let digits = part.starts_with(|c: char| c.is_ascii_digit());
            let kind = if digits { TokenKind::Number } else { TokenKind::Word };
            let place = Span::of_slice(word, part).unwrap_or_default().shifted(span.start);
            let glued = self.tokens.len() > first;
            self.push(place, kind, glued, buffer);
            let unknown = self.tokens.last().is_some_and(|last| last.word == WordId::default());
            if !digits && unknown {
                self.tokens.truncate(first);
                self.tokens.push(Token { span, kind: TokenKind::Word, word: listed, glued: false });
                return;
            }
        }
    }

    pub(crate) fn token(&self, at: usize) -> Option<&Token> {
        self.tokens.get(at)
    }

    /// The text of a token.
    pub(crate) fn of(&self, at: usize) -> &'a str {
        self.tokens.get(at).map_or("", |token| token.span.of(self.text))
    }

    pub(crate) fn is_mark(&self, at: usize, marks: &[&str]) -> bool {
        self.token(at).is_some_and(|token| token.kind == TokenKind::Mark) && marks.contains(&self.of(at))
    }

    /// The meanings of the word at `at` in a class, with the token after its last word.
    pub(crate) fn senses(&self, at: usize, class: Class) -> impl Iterator<Item = (usize, Value)> {
        let word = self.token(at).map_or(WordId::default(), |token| token.word);
        let entries = self.phrases.vocabulary.entries_with(word, class).iter();
        let entries = entries.filter(move |entry| entry.class == class);
        entries.filter_map(move |entry| {
            let fits = entry
                .rest
                .iter()
                .enumerate()
                .all(|(more, word)| self.token(at + 1 + more).is_some_and(|token| token.word == *word));
            fits.then_some((at + 1 + entry.rest.len(), entry.value))
        })
    }

    /// The longest phrase of a class that begins at `at`.
    pub(crate) fn sense(&self, at: usize, class: Class) -> Option<(usize, Value)> {
        self.senses(at, class).max_by_key(|(end, _)| *end)
    }

    pub(crate) fn is(&self, at: usize, class: Class) -> bool {
        self.sense(at, class).is_some()
    }

    /// The text span of the tokens `from..to`.
    pub(crate) fn span(&self, from: usize, to: usize) -> Span {
        match (self.token(from), to.checked_sub(1).and_then(|last| self.token(last))) {
            (Some(first), Some(last)) => Span::new(first.span.start, last.span.end),
            _ => Span::default(),
        }
    }
}

pub(crate) const fn is_hyphen(c: char) -> bool {
    matches!(c, '-' | '‐' | '‑')
}

/// The parts of a word at its hyphens and where digits meet letters.
fn parts(word: &str) -> Vec<&str> {
    let mut found = Vec::new();
    for part in word.split(is_hyphen).filter(|part| !part.is_empty()) {
        let digits = part.find(|c: char| c.is_alphabetic()).unwrap_or(part.len());
        let cut = if part.starts_with(|c: char| c.is_ascii_digit()) { digits } else { 0 };
        let (number, letters) = part.split_at(cut);
        found.extend([number, letters].into_iter().filter(|piece| !piece.is_empty()));
    }
    found
}
