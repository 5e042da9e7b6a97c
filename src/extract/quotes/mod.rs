//! Words of others in a text, in marks or retold, with their speaker. Never a word of a language.

mod direct;
mod indirect;
mod marks;
mod people;

use crate::base::span::Span;
use crate::extract::phrases::Reading;
use crate::model::extraction::Quotation;
use direct::direct;
use indirect::{indirect, is_marked};
use people::{People, Who};

/// Words of somebody, before it is known whom "he" means.
#[derive(Clone, Debug)]
pub(crate) struct Told {
    span: Span,
    who: Option<Who>,
    direct: bool,
}

/// All quotations of a text, in order; `blocks` are its paragraphs, each holding whole sentences of the reading.
#[must_use]
pub fn find(reading: &Reading<'_>, blocks: &[Span]) -> Vec<Quotation> {
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
    let mut last: Option<String> = None;
    let resolved = found.into_iter().map(|told| {
        let speaker = told.who.and_then(|who| people.resolve(reading, &who, last.as_deref()));
        last = speaker.clone().or(last.take());
        Quotation { span: told.span, speaker, direct: told.direct }
    });
    resolved.collect()
}
