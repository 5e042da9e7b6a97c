//! People, bodies, places and titled works that an article names, with their acronyms. Never judges what they do.

mod acronyms;

use crate::base::span::Span;
use crate::extract::analysis::Chunk;
use crate::extract::clause::View;
use crate::extract::fields::actor::name::phrase;
use crate::extract::fields::{label, nominative};
use crate::extract::phrases::Reading;
use crate::extract::tags::Tags;
use crate::extract::voices::Text;
use crate::model::extraction::{Name, NameKind};
use acronyms::{Acronyms, capitals};

/// All names of an article, in order; none overlaps the one before.
pub(crate) fn find(text: Text<'_>, reading: &Reading<'_>, speech: &[Span]) -> Vec<Name> {
    let acronyms = Acronyms::find(text, reading);
    let mut found: Vec<(u8, Name)> = Vec::new();
    for naming in &text.people.namings {
        if let Some(person) =
            text.people.all.get(naming.person).filter(|one| !one.is_unnamed() && !naming.by_office)
        {
            found.push((0, named(naming.span, NameKind::Person, person.name.clone())));
        }
    }
    found.extend(acronyms.long_forms().map(|name| (1, name)));
    for number in 0..text.sentences.len() {
        let Some(view) = text.view(number) else { continue };
        of_sentence(text, view, &acronyms, &mut found);
    }
    // What is said in marks is no title.
    let said = |span: Span| {
        let next = speech.partition_point(|one| one.end <= span.start);
        speech.get(next) == Some(&span)
    };
    found.retain(|(_, name)| name.kind != NameKind::Work || !said(name.span));
    settle(found)
}

fn named(span: Span, kind: NameKind, canonical: String) -> Name {
    Name { span, kind, canonical, alias: None }
}

fn of_sentence(text: Text<'_>, view: View<'_>, acronyms: &Acronyms, found: &mut Vec<(u8, Name)>) {
    for chunk in &view.sentence.chunks {
        if let Some((span, canonical)) = body(text, view, *chunk) {
            let alias = acronyms.short(&canonical);
            found.push((2, Name { alias, ..named(span, NameKind::Body, canonical) }));
        }
    }
    let shouts = is_all_capitals(view);
    for (at, word) in view.sentence.words.iter().enumerate() {
        if word.part_of.is_none() && word.classes.any(view.grammar.place) && word.shape.any(Tags::CAPITAL) {
            let span = entry_span(view, at);
            let canonical = place(text, view, at, span);
            found.push((3, named(span, NameKind::Place, canonical)));
        } else if let Some(letters) = capitals(word.span.of(text.whole)).filter(|_| !shouts) {
            let alias = acronyms.long(letters);
            let body = word.classes.any(view.grammar.body);
            let listed = word.readings.iter().any(|reading| !reading.tags.any(Tags::UNKNOWN));
            if alias.is_some() || body || !listed && letters.chars().count() > 2 {
                let span = Span::new(word.span.start, word.span.start + letters.len());
                let kind = acronyms.kind(letters).unwrap_or(NameKind::Body);
                found.push((4, Name { alias, ..named(span, kind, letters.to_owned()) }));
            }
        } else if let Some(close) = word.partner.filter(|close| *close > at + 1) {
            let span = view.sentence.span_of(at + 1, close);
            let title = span.of(text.whole).starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit());
            let body = at.checked_sub(1).is_some_and(|before| view.is_class(before, view.grammar.body));
            let kind = if body { NameKind::Body } else { NameKind::Work };
            if title {
                found.push((5, named(span, kind, label::one_line(span.of(text.whole)))));
            }
        }
    }
}

/// The span and the nominative of a body named by more than its noun.
fn body(text: Text<'_>, view: View<'_>, chunk: Chunk) -> Option<(Span, String)> {
    let head = view.word(chunk.head).filter(|word| word.classes.any(view.grammar.body))?;
    let proper = |at: usize| {
        view.is(at, Tags::CAPITAL)
            && !view.is(at, Tags::INITIAL | Tags::NUMERAL | Tags::DETERMINER)
            && !view.is_class(at, view.grammar.place)
    };
    let quoted = (chunk.start..chunk.end).any(|at| view.word(at).is_some_and(|word| word.partner.is_some()));
    let one = chunk.end == chunk.start + 1;
    if !(chunk.start..chunk.end).any(proper) || one || quoted || head.shape.any(Tags::ACRONYM) {
        return None;
    }
    let first = (chunk.start..chunk.head).find(|at| view.is(*at, Tags::CAPITAL)).unwrap_or(chunk.head);
    let part = Chunk { start: first, preposition: None, ..chunk };
    Some((view.sentence.span_of(first, chunk.end), phrase(view, text.whole, part)))
}

/// The words of an entry of several words, or the word alone.
fn entry_span(view: View<'_>, at: usize) -> Span {
    let part = |place: usize| view.word(place).is_some_and(|word| word.part_of == Some(at));
    let from = (0..at).rev().take_while(|place| part(*place)).last().unwrap_or(at);
    let to = (at + 1..view.sentence.words.len()).take_while(|place| part(*place)).last().unwrap_or(at);
    view.sentence.span_of(from, to + 1)
}

fn place(text: Text<'_>, view: View<'_>, at: usize, span: Span) -> String {
    let word = view.sentence.span_of(at, at + 1);
    if word == span {
        label::bare(&nominative::nominative(view, text.whole, at, at))
    } else {
        label::bare(span.of(text.whole))
    }
}

/// A headline in capitals tells no acronyms.
fn is_all_capitals(view: View<'_>) -> bool {
    let words = || view.sentence.words.iter().filter(|word| !word.is_mark());
    let small =
        words().filter(|word| word.shape.any(Tags::CAPITAL) && !word.shape.any(Tags::ACRONYM)).count();
    let lower = words().filter(|word| !word.shape.any(Tags::CAPITAL | Tags::DIGITS)).count();
    small + lower < 2
}

/// Keeps of overlapping names the one found first by sort: people, long forms of acronyms, bodies, places.
fn settle(mut found: Vec<(u8, Name)>) -> Vec<Name> {
    found.sort_by_key(|(sort, name)| (name.span.start, *sort, std::cmp::Reverse(name.span.end)));
    let mut kept: Vec<(u8, Name)> = Vec::new();
    for (sort, name) in found {
        match kept.last() {
            Some((before, last)) if last.span.overlaps(name.span) => {
                if sort < *before {
                    kept.pop();
                    kept.push((sort, name));
                }
            }
            _ => kept.push((sort, name)),
        }
    }
    kept.into_iter().map(|(_, name)| name).collect()
}
