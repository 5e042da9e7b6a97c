//! Acronyms with their long forms where an article gives both: "Организация тюркских государств (ОТГ)". Never a
//! list of known ones.

use std::collections::BTreeMap;

use crate::base::span::Span;
use crate::extract::analysis::Chunk;
use crate::extract::fields::actor::name::phrase;
use crate::extract::fields::{kind, label};
use crate::extract::phrases::Reading;
use crate::extract::tags::Tags;
use crate::extract::voices::Text;
use crate::model::extraction::{Name, NameKind};
use crate::model::mention::Kind;
use crate::model::morphology::Side;
use crate::text::fold::{fold, is_capital};
use crate::text::tokens::TokenKind;

/// Letters that an acronym has at most.
const MOST: usize = 9;
/// Letters of a word that an acronym may leave out: "of", "по".
const SMALL: usize = 3;

/// The acronyms of one article.
#[derive(Clone, Debug, Default)]
pub(super) struct Acronyms {
    /// Long form by acronym, and where it stands.
    long: BTreeMap<String, (Span, String, NameKind)>,
}

impl Acronyms {
    pub(super) fn find(text: Text<'_>, reading: &Reading<'_>) -> Self {
        let mut own = Self::default();
        for at in 0..reading.tokens.len() {
            if !reading.is_mark(at, &["("]) {
                continue;
            }
            if let Some(letters) =
                capitals(reading.of(at + 1)).filter(|_| reading.is_mark(at + 2, &[")", ",", ";"]))
            {
                let first = spelled_back(reading, at, letters).map(|first| reading.span(first, at));
                let Some(span) = first.or_else(|| phrase_before(text, reading, at)) else { continue };
                own.note(text, letters, span);
            } else if let Some(letters) = at.checked_sub(1).and_then(|before| capitals(reading.of(before)))
                && let Some(close) = (at + 1..at + 14).find(|place| reading.is_mark(*place, &[")"]))
                && spelled_back(reading, close, letters) == Some(at + 1)
            {
                own.note(text, letters, reading.span(at + 1, close));
            }
        }
        own
    }

    fn note(&mut self, text: Text<'_>, letters: &str, span: Span) {
        let (canonical, body) = nominative(text, span);
        let kind = if body { NameKind::Body } else { NameKind::Work };
        self.long.entry(letters.to_owned()).or_insert((span, canonical, kind));
    }

    pub(super) fn long(&self, letters: &str) -> Option<String> {
        self.long.get(letters).map(|(_, long, _)| long.clone())
    }

    pub(super) fn kind(&self, letters: &str) -> Option<NameKind> {
        self.long.get(letters).map(|(_, _, kind)| *kind)
    }

    pub(super) fn short(&self, long: &str) -> Option<String> {
        let long = fold(long);
        self.long.iter().find(|(_, (_, known, _))| fold(known) == long).map(|(short, _)| short.clone())
    }

    /// The long forms where they stand beside their acronyms.
    pub(super) fn long_forms(&self) -> impl Iterator<Item = Name> {
        self.long.iter().map(|(short, (span, long, kind))| Name {
            span: *span,
            kind: *kind,
            canonical: long.clone(),
            alias: Some(short.clone()),
        })
    }
}

/// The capitals that a word begins with, a case ending after a hyphen left out: "ТМҰ" in "ТМҰ-ның".
pub(super) fn capitals(word: &str) -> Option<&str> {
    if word.chars().next().is_none_or(|c| !is_capital(c) && !c.is_ascii_digit()) {
        return None;
    }
    let stem = word.split(['-', '‑']).next().unwrap_or(word);
    let count = stem.chars().count();
    let upper = stem.chars().filter(|c| c.is_uppercase()).count();
    let fits = (2..=MOST).contains(&count)
        && upper >= 2
        && stem.chars().all(|c| c.is_uppercase() || c.is_ascii_digit());
    let rest = word.get(stem.len()..).unwrap_or_default();
    let numeral = stem.chars().all(|c| matches!(c, 'I' | 'V' | 'X' | 'L' | 'C' | 'D' | 'M' | 'І' | 'Х'));
    (fits && !numeral && !rest.chars().any(char::is_uppercase)).then_some(stem)
}

/// The first of the words before `end` whose initials spell the acronym.
fn spelled_back(reading: &Reading<'_>, end: usize, letters: &str) -> Option<usize> {
    let mut left: Vec<char> = fold(letters).chars().collect();
    let least = end.saturating_sub(2 * MOST);
    let mut first = None;
    for at in (least..end).rev() {
        let token = reading.token(at)?;
        let word = fold(token.span.of(reading.text));
        if token.kind == TokenKind::Mark {
            if matches!(word.as_str(), "\"" | "-" | "'" | "&") {
                continue;
            }
            return None;
        }
        let before = left.len();
        // "Of" gives no letter to "OTS" although it has one.
        let small =
            word.chars().count() <= SMALL && token.span.of(reading.text).starts_with(char::is_lowercase);
        if small && first.is_some() {
            continue;
        }
        for part in word.split('-').rev() {
            if part.chars().next().is_some_and(|initial| left.last() == Some(&initial)) {
                left.pop();
            }
        }
        if left.len() < before {
            first = Some(at);
        } else if word.chars().count() > SMALL {
            return None;
        }
        if left.is_empty() {
            return first;
        }
    }
    None
}

/// The noun phrase that ends right before the bracket, where it is written as a name.
fn phrase_before(text: Text<'_>, reading: &Reading<'_>, bracket: usize) -> Option<Span> {
    let last = reading.token(bracket.checked_sub(1)?)?;
    let (number, at) = text.place(last.span.start)?;
    let view = text.view(number)?;
    let chunk = view.sentence.chunk_at(at)?;
    let first = (chunk.start..=at).find(|place| {
        view.is(*place, Tags::CAPITAL) && !view.is(*place, Tags::INITIAL | Tags::DETERMINER)
            || view.is_class(*place, view.grammar.body)
    })?;
    (at > first).then(|| view.sentence.span_of(first, at + 1))
}

/// The words of a span with the noun they are about in the nominative, and whether that noun is for a body.
fn nominative(text: Text<'_>, span: Span) -> (String, bool) {
    let plain = (label::one_line(span.of(text.whole)), true);
    let place = text.place(span.start).zip(text.place(span.end.saturating_sub(1)));
    let Some(((number, from), (_, last))) = place.filter(|((one, _), (other, _))| one == other) else {
        return plain;
    };
    let Some(view) = text.view(number) else { return plain };
    let noun =
        |at: &usize| view.is(*at, Tags::NOUN) && view.word(*at).is_some_and(|word| word.part_of.is_none());
    let head = match text.lexicon.noun_head {
        Side::First => (from..=last).find(noun),
        Side::Last => (from..=last).rev().find(noun),
    };
    let Some(head) = head else { return plain };
    let own = view.sentence.chunk_at(head).filter(|chunk| chunk.head == head);
    let cases = own.map_or(Tags::GENITIVE, |chunk| chunk.cases);
    let part = Chunk { start: from, end: last + 1, head, preposition: None, cases };
    let body = view.is_class(head, text.grammar.body)
        || kind::of_word(view, head) == Some(Kind::Institution)
        || view.is(head, Tags::UNKNOWN);
    (phrase(view, text.whole, part), body)
}
