//! The doer of a passive and the owner of a noun. Never the subject.

use super::Around;
use super::name::name;
use super::somebody::is_head_somebody;
use crate::extract::analysis::{Chunk, Word};
use crate::extract::clause::View;
use crate::extract::rule::Hit;
use crate::extract::tags::Tags;
use crate::extract::target::modified;
use crate::model::morphology::{Order, Side};

/// The doers of a passive: "осуществляемый Казахстаном, Азербайджаном и Узбекистаном" names three.
pub(super) fn all_agents(view: View<'_>, around: Around<'_>, first: Chunk) -> Option<String> {
    let mut found = vec![name(view, around, first)?];
    let mut last = first;
    while found.len() < 6 {
        let after = last.end;
        let joins = view.is(after, Tags::COORDINATOR) || view.word(after).is_some_and(Word::is_comma);
        let next = view.sentence.chunks_from(after + 1).next().copied();
        let fits = |chunk: &Chunk| {
            chunk.start == after + 1
                && chunk.preposition.is_none()
                && (chunk.cases == Tags::NONE || chunk.cases.any(first.cases))
                && is_head_somebody(view, chunk)
        };
        let Some(next) = next.filter(|chunk| joins && fits(chunk)) else { break };
        let Some(own) = name(view, around, next) else { break };
        found.push(own);
        last = next;
    }
    // A comma alone joins nothing: the last two are joined by "and".
    let joined = last.start.checked_sub(1).is_some_and(|at| view.is(at, Tags::COORDINATOR));
    if !joined {
        found.truncate(1);
    }
    Some(found.join(", "))
}

/// The doer of a passive: an instrumental, or a noun phrase after "by".
pub(super) fn agent(view: View<'_>, hit: Hit) -> Option<Chunk> {
    let start = view.start(hit.start);
    let limit = view.end(hit.head) + 1;
    let is_agent = |chunk: &&Chunk| {
        let by = chunk.preposition.is_some_and(|at| view.is_class(at, view.grammar.by));
        let bare = chunk.preposition.is_none()
            && chunk.cases.any(Tags::INSTRUMENTAL)
            && !chunk.cases.any(Tags::NOMINATIVE | Tags::ACCUSATIVE);
        (by || bare) && chunk.start >= start && chunk.end <= limit + 6 && is_head_somebody(view, chunk)
    };
    view.sentence
        .chunks_from(hit.end)
        .take_while(|chunk| chunk.start < limit)
        .find(is_agent)
        .or_else(|| {
            // Where cases do not show, "by" before the verb goes with a participle of its own.
            let cased = view.lexicon.noun_head == Side::First || view.lexicon.order == Order::ObjectVerb;
            let mut before = view.sentence.chunks_before(hit.start).take_while(|chunk| chunk.start >= start);
            before.find(|chunk| cased && is_agent(chunk))
        })
        .copied()
}

/// The owner of a noun: the genitive in its phrase, or the possessor before it.
pub(super) fn owner(view: View<'_>, hit: Hit) -> Option<Chunk> {
    if view.lexicon.order == Order::ObjectVerb {
        return modified::owner(view, hit);
    }
    let chunk = *view.sentence.chunk_at(hit.head)?;
    let named =
        |at: usize| view.is(at, Tags::CAPITAL | Tags::ACRONYM) || view.is_class(at, view.grammar.body);
    let possessive = (chunk.start..hit.head).rev().find(|at| view.is(*at, Tags::POSSESSIVE) && named(*at));
    if let Some(last) = possessive {
        return Some(Chunk {
            start: chunk.start,
            end: last + 1,
            head: last,
            preposition: None,
            cases: Tags::NOMINATIVE,
        });
    }
    let first =
        (hit.head + 1..chunk.end).find(|at| view.is(*at, Tags::GENITIVE) && !view.is(*at, Tags::MARK))?;
    let somebody = (first..chunk.end).any(|at| named(at) || view.is_class(at, view.grammar.title));
    let head = (first..chunk.end).find(|at| view.is(*at, Tags::NOUN))?;
    somebody.then_some(Chunk { start: first, end: chunk.end, head, preposition: None, cases: Tags::GENITIVE })
}
