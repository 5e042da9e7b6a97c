//! Words of others in a text, in marks or retold, with their speaker. Never a word of a language.

mod direct;
mod indirect;
mod marks;
mod people;

use crate::base::span::Span;
use crate::extract::phrases::Reading;
use direct::direct;
use indirect::{indirect, is_marked};
use people::{By, Heard, People, place, spelled};

/// Somebody's words, with where the text names the speaker.
#[derive(Clone, Debug)]
struct Told {
    span: Span,
    who: Option<Heard>,
    direct: bool,
}

/// A quotation before it is known who its speaker is.
#[derive(Clone, Debug)]
pub(crate) struct Quoted {
    /// The words, without the marks.
    pub(crate) span: Span,
    /// In marks.
    pub(crate) direct: bool,
    /// What stands for the speaker.
    pub(crate) teller: Teller,
}

/// Where the text names a speaker.
#[derive(Clone, Debug, Default)]
pub(crate) struct Teller {
    /// The name or office, or the pronoun that stands for it.
    pub(crate) place: Span,
    /// What it is.
    pub(crate) sort: Sort,
    /// The verb of saying.
    pub(crate) verb: Option<Span>,
    /// The name or office as written.
    pub(crate) spelled: Option<String>,
    /// Whoever was named last before, as written.
    pub(crate) before: Option<String>,
}

/// What stands for a speaker.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Sort {
    /// A name.
    Name,
    /// An office.
    Office,
    /// A pronoun.
    Pronoun,
    /// Nothing at all.
    #[default]
    Nobody,
}

/// All quotations of a text, in order; `blocks` are its paragraphs, each holding whole sentences of the reading.
#[must_use]
pub(crate) fn find(reading: &Reading<'_>, blocks: &[Span]) -> Vec<Quoted> {
    let people = People::find(reading);
    let mut found = Vec::new();
    for block in blocks {
        let from = reading.sentences.partition_point(|(span, _, _)| span.end <= block.start);
        let to = reading.sentences.partition_point(|(span, _, _)| span.start < block.end);
        let sentences = reading.sentences.get(from..to).unwrap_or_default();
        let (Some((_, first, _)), Some((_, _, last))) = (sentences.first(), sentences.last()) else {
            continue;
        };
        let before = found.len();
        direct(reading, &people, *first, *last, &mut found);
        let marked = found.get(before..).unwrap_or_default().to_vec();
        for (_, first, last) in sentences {
            found.extend(
                indirect(reading, &people, *first, *last).filter(|one| !is_marked(&marked, one.span)),
            );
        }
    }
    found.sort_by_key(|one| (one.span.start, one.span.end));
    let quoted = found.into_iter().map(|told| Quoted {
        span: told.span,
        direct: told.direct,
        teller: told.who.map_or_else(Teller::default, |heard| teller(reading, &people, heard)),
    });
    quoted.collect()
}

fn teller(reading: &Reading<'_>, people: &People, heard: Heard) -> Teller {
    let sort = match heard.by {
        By::Name(_) => Sort::Name,
        By::Office(_) => Sort::Office,
        By::Pronoun(_) => Sort::Pronoun,
        By::Nobody(_) => Sort::Nobody,
    };
    Teller {
        place: place(reading, heard.by),
        sort,
        verb: heard.verb.map(|verb| reading.span(verb, verb + 1)),
        spelled: spelled(reading, people, heard.by),
        before: match heard.by {
            By::Pronoun(at) | By::Nobody(at) => people.last_before(at),
            By::Name(_) | By::Office(_) => None,
        },
    }
}
