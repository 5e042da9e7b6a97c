//! The dateline of an agency at the beginning of a paragraph: place, day, agency. Never a list of agencies.

use crate::base::span::Span;
use crate::text::dates::{Found, Names, scan};

/// A dateline, without the text after it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Dateline {
    /// All of it, the closing dash or bracket included.
    pub(super) span: Span,
    /// The date in it.
    pub(super) date: Option<Found>,
    /// The agency in it.
    pub(super) agency: Option<Span>,
    /// Whether the agency stands in brackets or slashes: it is credited and may not be the publisher.
    pub(super) bracketed: bool,
}

/// No dateline is longer, in bytes.
const LONGEST: usize = 220;

/// The dateline that `paragraph` begins with.
///
/// Known shapes: `PLACE, date. /AGENCY/`, `Place, date (AGENCY)`, `Place. Date. AGENCY -`, `PLACE –`,
/// `PLACE (AGENCY) –`, `PLACE, date — AGENCY.`, `/AGENCY/`.
pub(super) fn read(text: &str, paragraph: Span, names: &Names) -> Option<Dateline> {
    let end = text.floor_char_boundary(paragraph.end.min(paragraph.start + LONGEST));
    let head = Span::new(paragraph.start, end);
    let date = scan(head.of(text), names).into_iter().next().map(|mut found| {
        found.span = found.span.shifted(head.start);
        found
    });
    let mut reader = Reader { text, at: head.start, end, date, used: None };
    reader.dateline(paragraph)
}

struct Reader<'a> {
    text: &'a str,
    at: usize,
    end: usize,
    /// The first date ahead.
    date: Option<Found>,
    /// The date once it was passed.
    used: Option<Found>,
}

impl Reader<'_> {
    fn dateline(&mut self, paragraph: Span) -> Option<Dateline> {
        let start = self.at;
        let place = self.names(4);
        self.separators();
        if self.rest().starts_with(['(', '/']) {
            let agency = self.bracketed();
            return self.finish(start, agency, true, paragraph);
        }
        let dated = self.date();
        self.separators();
        // A second place or, after a place, the date.
        let second = self.names(4);
        self.separators();
        let dated = dated || self.date();
        self.separators();
        if self.rest().starts_with(['(', '/']) && (dated || place.is_some()) {
            let agency = self.bracketed();
            return self.finish(start, agency, true, paragraph);
        }
        let third = if dated { self.names(4) } else { None };
        self.spaces();
        if !self.dash() {
            return None;
        }
        let named = third.or(second.filter(|_| dated));
        if dated {
            if named.is_none() && place.is_some() {
                let before = self.at;
                let agency = self.agency_after_dash();
                if agency.is_none() {
                    self.at = before;
                }
                return self.finish(start, agency, false, paragraph);
            }
            return self.finish(start, named, false, paragraph);
        }
        let shouted = |span: Span| {
            let letters: Vec<char> = span.of(self.text).chars().filter(|c| c.is_alphabetic()).collect();
            letters.len() > 2 && letters.iter().all(|c| c.is_uppercase())
        };
        place.filter(|place| shouted(*place))?;
        // "ОТГ – это" is a sentence: after a dateline another one begins.
        if !self.rest().starts_with(|c: char| c.is_uppercase() || matches!(c, '"' | '«' | '“')) {
            return None;
        }
        self.finish(start, second, false, paragraph)
    }

    fn finish(
        &mut self,
        start: usize,
        agency: Option<Span>,
        bracketed: bool,
        paragraph: Span,
    ) -> Option<Dateline> {
        if bracketed {
            agency?;
            self.separators();
            self.dash();
        }
        let span = Span::new(start, self.at).trimmed(self.text);
        let rest = Span::new(self.at, paragraph.end).trimmed(self.text);
        (!rest.is_empty() && !span.is_empty()).then(|| Dateline {
            span,
            date: self.used.clone(),
            agency,
            bracketed,
        })
    }

    fn rest(&self) -> &str {
        Span::new(self.at, self.end).of(self.text)
    }

    fn spaces(&mut self) {
        let rest = self.rest();
        self.at += rest.len() - rest.trim_start().len();
    }

    fn separators(&mut self) {
        let rest = self.rest();
        let after = rest.trim_start_matches(|c: char| c.is_whitespace() || matches!(c, ',' | '.' | ';'));
        self.at += rest.len() - after.len();
    }

    fn date(&mut self) -> bool {
        match self.date.take_if(|date| date.span.start == self.at) {
            Some(date) => {
                self.at = date.span.end;
                self.used = Some(date);
                true
            }
            None => false,
        }
    }

    /// A dash with a space or the end behind it, or a colon-like mark of agencies.
    fn dash(&mut self) -> bool {
        let rest = self.rest();
        let after = rest.trim_start_matches(['-', '–', '—', '―']);
        let length = rest.len() - after.len();
        if length == 0 || !after.starts_with(char::is_whitespace) {
            return false;
        }
        self.at += length;
        self.spaces();
        true
    }

    /// Up to `most` words that begin with a capital: a place or an agency.
    fn names(&mut self, most: usize) -> Option<Span> {
        let start = self.at;
        let mut end = start;
        let mut at = start;
        for _ in 0..most {
            if self.date.as_ref().is_some_and(|date| date.span.start <= at) {
                break;
            }
            let rest = Span::new(at, self.end).of(self.text);
            let word =
                rest.split(|c: char| c.is_whitespace() || matches!(c, ',' | '(' | ')' | '/' | ';')).next()?;
            let word = word.trim_end_matches('.');
            let capital = word.chars().next().is_some_and(|c| c.is_uppercase() || c.is_ascii_digit());
            if !capital {
                break;
            }
            end = at + word.len();
            let gap = Span::new(end, self.end).of(self.text);
            if !gap.starts_with([' ', '\u{a0}']) {
                break;
            }
            at = end + gap.len() - gap.trim_start().len();
        }
        self.at = end;
        (end > start).then(|| Span::new(start, end))
    }

    /// "(PTI)", "/ТАСС/": the name inside.
    fn bracketed(&mut self) -> Option<Span> {
        let rest = self.rest();
        let open = rest.chars().next()?;
        let close = if open == '(' { ')' } else { '/' };
        let inside = rest.get(1..)?;
        let length = inside.find(close)?;
        let span = Span::new(self.at + 1, self.at + 1 + length).trimmed(self.text);
        let name = span.of(self.text);
        let fits = (1..=40).contains(&name.chars().count())
            && name.chars().next().is_some_and(char::is_uppercase)
            && name.split_whitespace().count() <= 4;
        if !fits {
            return None;
        }
        self.at += length + 2;
        Some(span)
    }

    /// "— РИА Новости. Text": names that end in a full stop right after the dash.
    fn agency_after_dash(&mut self) -> Option<Span> {
        let span = self.names(3)?;
        let rest = self.rest();
        let more = rest.strip_prefix('.')?.trim_start();
        if !more.starts_with(|c: char| c.is_uppercase() || matches!(c, '"' | '«' | '“')) {
            return None;
        }
        self.separators();
        Some(span)
    }
}
