//! By whose order or initiative something is done, at whose sitting, or between whom. Never the subject of the deed.

use super::name::name;
use super::subject::names;
use super::{Around, Asked};
use crate::extract::analysis::Chunk;
use crate::extract::clause::View;
use crate::extract::tags::Tags;
use crate::model::mention::Stage;
use crate::model::morphology::{Order, Side};

/// Words after a trigger in which whose order it follows may still be named.
const AFTER: usize = 6;

/// Whoever sets the deed going, takes it at a sitting, or agrees on it, where the clause tells.
pub(super) fn instigator(view: View<'_>, around: Around<'_>, asked: Asked) -> Option<String> {
    let hit = asked.hit;
    let start = view.start(hit.start);
    let limit = view.end(hit.head).max(hit.end) + 1;
    let before = view.sentence.chunks_before(hit.start).take_while(|chunk| chunk.start >= start);
    let after = view.sentence.chunks_from(hit.end).take_while(|chunk| chunk.end <= limit + AFTER);
    let all: Vec<Chunk> =
        before.chain(after.into_iter().take_while(|chunk| chunk.start < limit)).copied().collect();
    let led = all.iter().find_map(|chunk| led_by(view, *chunk)).and_then(|chunk| names(view, around, chunk));
    if led.is_some() {
        return led;
    }
    let passive = view.is(hit.head, Tags::PASSIVE | Tags::SHORT);
    let sitting =
        || all.iter().find_map(|chunk| at_sitting(view, *chunk)).and_then(|chunk| name(view, around, chunk));
    let between = || all.iter().find_map(|chunk| between(view, around, *chunk));
    // What is proposed at a sitting is somebody's who sits there.
    let decided = !matches!(asked.stage, Stage::Proposed | Stage::CalledFor);
    passive.then(|| between().or_else(|| sitting().filter(|_| decided))).flatten()
}

/// "По инициативе министра", "министрдің бастамасымен": whose initiative leads to the deed.
fn led_by(view: View<'_>, chunk: Chunk) -> Option<Chunk> {
    let led = |at: usize| view.is_class(at, view.grammar.led_by);
    if view.lexicon.order != Order::ObjectVerb {
        let of = chunk.preposition.is_some_and(led);
        return of.then_some(Chunk { preposition: None, cases: Tags::GENITIVE, ..chunk });
    }
    let instrumental = chunk.cases.any(Tags::INSTRUMENTAL) && !chunk.cases.any(Tags::NOMINATIVE);
    let shown = instrumental || chunk.preposition.is_some_and(led) || led(chunk.end);
    // "Президент тапсырмасы бойынша құрылған комиссия": what the order led to is told by a participle.
    let past = chunk.preposition.map_or(chunk.end, |at| at + 1);
    let other = view.is(past, Tags::PARTICIPLE) && !view.is(past, Tags::FINITE);
    if !shown || other || !view.is_class(chunk.head, view.grammar.behest) {
        return None;
    }
    // "Асан Серіковтің бастамасымен": a full name is a phrase of its own.
    let before = || {
        let before = view.sentence.chunks_before(chunk.start).next().copied();
        let whose = before.filter(|one| one.end == chunk.start && one.cases.any(Tags::GENITIVE))?;
        Some(Chunk { cases: Tags::GENITIVE, preposition: None, ..whose })
    };
    owner_of(view, chunk).or_else(|| before().filter(|_| chunk.start == chunk.head))
}

/// The owner of a noun that stands before it in its phrase, as the phrase of its own.
fn owner_of(view: View<'_>, chunk: Chunk) -> Option<Chunk> {
    let head = chunk.head.checked_sub(1).filter(|head| *head >= chunk.start)?;
    let shown = view.is(head, Tags::GENITIVE) && !view.is(head, Tags::NOMINATIVE);
    let cases = if shown { Tags::GENITIVE } else { Tags::NOMINATIVE };
    let noun = view.is(head, Tags::NOUN) && !view.is(head, Tags::MARK);
    noun.then_some(Chunk { start: chunk.start, end: head + 1, head, preposition: None, cases })
}

/// "На заседании правительства", "Сенат отырысында", "мәжілісте": the body that takes the decision.
fn at_sitting(view: View<'_>, chunk: Chunk) -> Option<Chunk> {
    let sits = chunk.cases.any(Tags::LOCATIVE) && view.is_class(chunk.head, view.grammar.sitting);
    let body = |at: usize| view.is_class(at, view.grammar.body);
    if view.lexicon.order == Order::ObjectVerb {
        if !chunk.cases.any(Tags::LOCATIVE)
            || chunk.cases.any(Tags::NOMINATIVE)
            || view.is(chunk.end, Tags::PARTICIPLE)
        {
            return None;
        }
        if body(chunk.head) {
            return Some(chunk);
        }
        return owner_of(view, chunk).filter(|owner| sits && body(owner.head));
    }
    let inside = chunk.preposition.is_some_and(|at| view.is_class(at, view.grammar.inside))
        && chunk.cases.any(Tags::LOCATIVE)
        && body(chunk.head);
    if inside && view.lexicon.noun_head == Side::First {
        return Some(Chunk { preposition: None, cases: Tags::LOCATIVE, ..chunk });
    }
    let owner = (chunk.head + 1..chunk.end).find(|at| view.is(*at, Tags::GENITIVE) && body(*at));
    let head = owner.filter(|_| sits && chunk.preposition.is_some())?;
    Some(Chunk { start: head, head, preposition: None, cases: Tags::GENITIVE, ..chunk })
}

/// "Между Чили и Перу подписано соглашение": both who agree.
fn between(view: View<'_>, around: Around<'_>, chunk: Chunk) -> Option<String> {
    let class = view.grammar.between;
    if view.lexicon.order == Order::ObjectVerb {
        let owner = owner_of(view, chunk).filter(|_| view.is_class(chunk.head, class))?;
        let both = names(view, around, owner)?;
        return both.contains(", ").then_some(both);
    }
    chunk.preposition.filter(|at| view.is_class(*at, class))?;
    let next = view.sentence.chunks_from(chunk.end).next().copied();
    let next = next.filter(|next| {
        next.start == chunk.end + 1
            && view.is(chunk.end, Tags::COORDINATOR)
            && next.preposition.is_none()
            && next.cases.any(chunk.cases)
    })?;
    let bare = |chunk: Chunk| Chunk { preposition: None, cases: Tags::INSTRUMENTAL, ..chunk };
    let (one, other) = (name(view, around, bare(chunk))?, name(view, around, bare(next))?);
    Some(format!("{one}, {other}"))
}
