//! Names what "it" or "them" stands for where it is all that a deed is done to: "will rebuild it". Never a person.

use crate::extract::analysis::Chunk;
use crate::extract::clause::View;
use crate::extract::fields::{kind, label};
use crate::extract::tags::Tags;
use crate::extract::voices::Text;
use crate::model::mention::{Mention, Polarity};

/// Sentences between the pronoun and what it stands for.
const CLOSE: usize = 2;

/// A pronoun that is all of an object.
#[derive(Clone, Copy, Debug)]
struct Pronoun {
    sentence: usize,
    at: usize,
    /// Whether it stands for several.
    several: bool,
}

/// Gives the mentions whose object is a pronoun the name, and the kind, of what it stands for; the mentions are in
/// order of place.
pub(super) fn name_what_stands(text: Text<'_>, mentions: &mut [Mention]) {
    for at in 0..mentions.len() {
        let Some(one) = mentions.get(at).filter(|one| one.antecedent.is_none()) else { continue };
        let Some(pronoun) = pronoun(text, one) else { continue };
        let earlier = mentions.get(..at).unwrap_or_default().iter().rev();
        let near = |other: &&Mention| {
            let place = text.place(other.span.start);
            place.is_some_and(|(number, _)| number + CLOSE >= pronoun.sentence)
        };
        let mut earlier = earlier.take_while(near).filter(|other| !other.span.overlaps(one.span));
        let mention = earlier
            .find(|other| other.polarity != Polarity::Denied && agrees(text, other, pronoun))
            .map(|other| (other.label.clone(), Some(other.kind), other.object));
        let found = mention.or_else(|| {
            let (view, chunk) = phrase(text, pronoun)?;
            let span = view.sentence.span_of(chunk.start, chunk.end);
            let from =
                (chunk.start..chunk.head).find(|at| !view.is(*at, Tags::DETERMINER | Tags::POSSESSIVE));
            let named = view.sentence.span_of(from.unwrap_or(chunk.head), chunk.end);
            Some((label::bare(named.of(text.whole)), kind::of_chunk(view, chunk), span))
        });
        if let (Some(one), Some((name, kind, span))) = (mentions.get_mut(at), found) {
            one.label = name;
            one.kind = kind.unwrap_or(one.kind);
            one.antecedent = Some(span);
        }
    }
}

/// The pronoun that a mention's object is, alone or right after its verb.
fn pronoun(text: Text<'_>, one: &Mention) -> Option<Pronoun> {
    let (sentence, from) = text.place(one.object.start)?;
    let view = text.view(sentence)?;
    let grammar = view.grammar;
    let points = |at: usize| view.is_class(at, grammar.it.or(grammar.them));
    let verb = view.is(from, Tags::VERB) && !view.is(from, Tags::NOUN);
    // "It will be built by June": what is done to it.
    let suffers = || {
        let first = text.place(one.span.start).filter(|(number, _)| *number == sentence)?.1;
        let passive = (from..from + 3).any(|at| view.is(at, Tags::PASSIVE));
        (points(first) && first < from && verb && passive).then_some(first)
    };
    // "Build on it a plant" has an object of its own.
    let bare = |at: &usize| points(*at) && verb && !view.is(at - 1, Tags::PREPOSITION);
    let after = || (from + 1..from + 3).find(bare);
    let at = if points(from) { from } else { after().or_else(suffers)? };
    // "Help it build a port": somebody who does something himself.
    let acts = at > from && view.is(at + 1, Tags::VERB) && !view.is(at + 1, Tags::NOUN);
    (!acts).then_some(Pronoun { sentence, at, several: view.is_class(at, grammar.them) })
}

/// Whether the object of a mention can be told of by the pronoun.
fn agrees(text: Text<'_>, other: &Mention, pronoun: Pronoun) -> bool {
    let Some((number, from)) = text.place(other.object.start) else { return false };
    let Some(view) = text.view(number) else { return false };
    // The thing itself, not the deed it is done by: "build | a port".
    let inside = |chunk: &&Chunk| {
        view.word(chunk.head).is_some_and(|head| head.span.start < other.object.end)
            && chunk.preposition.is_none_or(|at| at < from)
    };
    let chunk = view.sentence.chunks_from(from).next().filter(inside);
    chunk.is_some_and(|chunk| in_number(view, *chunk, pronoun.several) && is_thing(view, *chunk))
}

/// The thing named last before the pronoun that it agrees with, in its sentence or the one before.
fn phrase(text: Text<'_>, pronoun: Pronoun) -> Option<(View<'_>, Chunk)> {
    let view = text.view(pronoun.sentence)?;
    let fits = |view: View<'_>, chunk: &Chunk| {
        in_number(view, *chunk, pronoun.several)
            && is_thing(view, *chunk)
            && kind::of_chunk(view, *chunk).is_some()
            && chunk.preposition.is_none()
    };
    let own = view.sentence.chunks_before(pronoun.at).find(|chunk| fits(view, chunk));
    if let Some(own) = own {
        return Some((view, *own));
    }
    // Of the sentence before, what it is about comes first.
    let before = text.view(pronoun.sentence.checked_sub(1)?)?;
    before.sentence.chunks.iter().find(|chunk| fits(before, chunk)).map(|chunk| (before, *chunk))
}

fn in_number(view: View<'_>, chunk: Chunk, several: bool) -> bool {
    let plural = view.is(chunk.head, Tags::PLURAL) && !view.is(chunk.head, Tags::SINGULAR);
    plural == several
}

/// Whether a phrase is neither people nor somebody who acts, nor a time or a pronoun.
fn is_thing(view: View<'_>, chunk: Chunk) -> bool {
    let grammar = view.grammar;
    let somebody =
        grammar.people.or(grammar.title).or(grammar.group_noun).or(grammar.country).or(grammar.time);
    !view.is_class(chunk.head, somebody) && !view.is(chunk.head, Tags::PRONOUN)
}
