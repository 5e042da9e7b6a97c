//! Objects that stand before their verb. Never looks past the beginning of the clause.

use super::Target;
use crate::extract::analysis::{Chunk, Word};
use crate::extract::clause::View;
use crate::extract::rule::Hit;
use crate::extract::tags::Tags;

/// Words that may stand between a deed and the trigger after it.
const REACH: usize = 5;
/// Deeds that one trigger may govern.
const MOST: usize = 12;

/// The verbal nouns that the trigger governs, each with the object before it, in order of place.
pub(super) fn infinitive(view: View<'_>, hit: Hit) -> Vec<Target> {
    let Some(last) = find(view, hit.start) else { return Vec::new() };
    let mut found = vec![of_act(view, last)];
    while found.len() < MOST {
        let Some(first) = found.last() else { break };
        let Some(previous) = previous_deed(view, first.from) else { break };
        found.push(of_act(view, previous));
    }
    found.reverse();
    found
}

fn is_deed(view: View<'_>, at: usize) -> bool {
    view.word(at).is_some_and(|word| {
        word.part_of.is_none()
            && word.readings.iter().any(|reading| {
                reading.tags.all(Tags::VERB) && reading.tags.any(Tags::INFINITIVE | Tags::NOMINAL)
            })
    })
}

fn find(view: View<'_>, before: usize) -> Option<usize> {
    for at in (before.saturating_sub(REACH)..before).rev() {
        let word = view.word(at)?;
        if is_deed(view, at) {
            return Some(at);
        }
        if word.is_stop() || view.is_predicate(at) {
            return None;
        }
    }
    None
}

/// The deed before a comma or coordinator that stands right before `from`.
fn previous_deed(view: View<'_>, from: usize) -> Option<usize> {
    let mut at = from.checked_sub(1)?;
    let joins = |word: &Word| word.is_comma() || word.tags.any(Tags::COORDINATOR) || &*word.fold == ";";
    let mut joined = false;
    for _ in 0..4 {
        let word = view.word(at)?;
        if is_deed(view, at) {
            return joined.then_some(at);
        }
        if joins(word) {
            joined = true;
        } else if !word.tags.any(Tags::ADVERB | Tags::PARTICLE) && word.part_of.is_none() {
            return None;
        }
        at = at.checked_sub(1)?;
    }
    None
}

/// A deed with the noun phrase before it.
fn of_act(view: View<'_>, act: usize) -> Target {
    let inside = view.sentence.chunk_at(act).copied().filter(|chunk| chunk.start < act);
    let chunk = inside.or_else(|| object_before(view, act));
    let from = chunk.map_or(act, |chunk| chunk.start);
    Target { act: Some(act), chunk, from, to: act + 1 }
}

/// The nearest noun phrase before a place in a case that objects have.
pub(super) fn object_before(view: View<'_>, at: usize) -> Option<Chunk> {
    let start = view.start(at);
    let fits = |chunk: &&Chunk| {
        let oblique = Tags::DATIVE | Tags::LOCATIVE | Tags::ABLATIVE | Tags::INSTRUMENTAL;
        let bare = chunk.preposition.is_none();
        let case = chunk.cases == Tags::NONE || chunk.cases.any(Tags::CASES.without(oblique));
        bare && case && !view.is_class(chunk.head, view.grammar.time)
    };
    let mut before = view.sentence.chunks_before(at).take_while(|chunk| chunk.start >= start);
    before.find(fits).copied()
}

/// The noun phrase before the trigger.
pub(super) fn noun(view: View<'_>, hit: Hit) -> Vec<Target> {
    match object_before(view, first_of(view, hit)) {
        Some(chunk) => vec![of_chunk(view, chunk)],
        None => Vec::new(),
    }
}

/// The noun phrase before a postposition that names what it is about.
pub(super) fn about(view: View<'_>, hit: Hit) -> Vec<Target> {
    let start = view.start(hit.start);
    let mut before = view.sentence.chunks_before(hit.start).take_while(|chunk| chunk.start >= start);
    let found =
        before.find(|chunk| chunk.preposition.is_some_and(|at| view.is_class(at, view.grammar.about)));
    found.map(|chunk| of_chunk(view, *chunk)).into_iter().collect()
}

/// The noun phrase before the trigger, whatever its case.
pub(super) fn any(view: View<'_>, hit: Hit) -> Vec<Target> {
    let first = first_of(view, hit);
    let start = view.start(first);
    let mut before = view.sentence.chunks_before(first).take_while(|chunk| chunk.start >= start);
    before.next().map(|chunk| of_chunk(view, *chunk)).into_iter().collect()
}

/// The clause before the trigger.
pub(super) fn clause(view: View<'_>, hit: Hit) -> Vec<Target> {
    let from = view.start(hit.start);
    let verb = (from..hit.start).rev().find(|at| view.is(*at, Tags::VERB));
    let Some(verb) = verb else { return Vec::new() };
    vec![Target { act: Some(verb), chunk: object_before(view, verb), from, to: hit.start }]
}

/// The subject of the trigger: what was opened, what will take place.
pub(super) fn subject(view: View<'_>, hit: Hit) -> Vec<Target> {
    let first = first_of(view, hit);
    let start = view.start(first);
    let nominative = |chunk: &&Chunk| {
        chunk.preposition.is_none()
            && (chunk.cases == Tags::NONE || chunk.cases.any(Tags::NOMINATIVE))
            && !view.is_class(chunk.head, view.grammar.time)
    };
    let mut before = view.sentence.chunks_before(first).take_while(|chunk| chunk.start >= start);
    before.find(nominative).map(|chunk| of_chunk(view, *chunk)).into_iter().collect()
}

/// The first word of the trigger's own verb group.
fn first_of(view: View<'_>, hit: Hit) -> usize {
    view.word(hit.head).and_then(|word| word.group).map_or(hit.start, |(first, _)| first.min(hit.start))
}

fn of_chunk(view: View<'_>, chunk: Chunk) -> Target {
    let act = (chunk.start..chunk.end).rev().find(|at| view.is_class(*at, view.grammar.act_noun));
    Target { act, chunk: Some(chunk), from: chunk.start, to: chunk.end }
}
