//! The doer of a passive and the owner of a noun. Never the subject.

use super::Around;
use super::name::name;
use super::somebody::is_head_somebody;
use crate::extract::analysis::{Chunk, Word};
use crate::extract::clause::View;
use crate::extract::fields::kind;
use crate::extract::rule::Hit;
use crate::extract::tags::Tags;
use crate::extract::target::modified;
use crate::model::mention::Kind;
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
pub(super) fn agent(view: View<'_>, hit: Hit, object: Option<Chunk>) -> Option<Chunk> {
    if let Some(issuer) = issuer(view, hit) {
        return Some(issuer);
    }
    let start = view.start(hit.start);
    let limit = view.end(hit.head) + 1;
    // "Will be moved and led by a general": the doer of another deed.
    let another = |chunk: &Chunk| {
        let deed = |at: usize| view.is(at, Tags::PARTICIPLE) && !view.is(at, Tags::NOUN | Tags::ADJECTIVE);
        view.is_caseless()
            && (hit.end..chunk.start)
                .any(|at| view.is(at, Tags::COORDINATOR) && (deed(at + 1) || deed(at + 2)))
    };
    let is_agent = |chunk: &&Chunk| {
        let by = chunk.preposition.is_some_and(|at| view.is_class(at, view.grammar.by));
        let bare = chunk.preposition.is_none()
            && chunk.cases.any(Tags::INSTRUMENTAL)
            && !chunk.cases.any(Tags::NOMINATIVE | Tags::ACCUSATIVE);
        let own = object.is_some_and(|object| object.head == chunk.head);
        let time = view.is_class(chunk.head, view.grammar.time);
        // "Сонымен": nobody does anything by what only points.
        let time =
            time || bare && view.is(chunk.head, Tags::PRONOUN) && view.lexicon.order == Order::ObjectVerb;
        (by || bare)
            && !own
            && !time
            && !goes_on(view, chunk)
            && !another(chunk)
            && chunk.start >= start
            && chunk.end <= limit + 6
            && is_head_somebody(view, chunk)
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

/// "Между портом и компанией", "командующий войсками": what goes with the phrase before it does nothing itself.
fn goes_on(view: View<'_>, chunk: &Chunk) -> bool {
    if chunk.start.checked_sub(1).is_some_and(|at| view.is_class(at, view.grammar.title)) {
        return true;
    }
    let joint = chunk.start.checked_sub(1).filter(|at| view.is(*at, Tags::COORDINATOR));
    let before =
        joint.and_then(|joint| view.sentence.chunks_before(joint).next().filter(|one| one.end == joint));
    before.is_some_and(|one| one.preposition.is_some())
}

/// "Указом президента назначен": who issues the act by which it is done.
fn issuer(view: View<'_>, hit: Hit) -> Option<Chunk> {
    let start = view.start(hit.start);
    let act = |chunk: &&Chunk| {
        chunk.preposition.is_none()
            && chunk.cases.any(Tags::INSTRUMENTAL)
            && !chunk.cases.any(Tags::NOMINATIVE)
            && kind::of_word(view, chunk.head) == Some(Kind::Law)
    };
    let mut before = view.sentence.chunks_before(hit.start).take_while(|chunk| chunk.start >= start);
    let found = before.find(act).or_else(|| {
        view.sentence.chunks_from(hit.end).take_while(|chunk| chunk.start < view.end(hit.head) + 1).find(act)
    })?;
    let who = [view.grammar.title, view.grammar.body, view.grammar.state];
    let head = (found.head + 1..found.end)
        .find(|at| view.is(*at, Tags::GENITIVE) && who.iter().any(|class| view.is_class(*at, *class)))?;
    // "Указом президента Имя Фамилия назначен": the name that follows is the subject's.
    let named = |at: &usize| {
        view.is(*at, Tags::CAPITAL) && view.is(*at, Tags::NOMINATIVE) && !view.is(*at, Tags::GENITIVE)
    };
    let end = (head + 1..found.end).find(named).unwrap_or(found.end);
    Some(Chunk { start: head, end, head, preposition: None, cases: Tags::GENITIVE })
}

/// The owner of a noun: the genitive in its phrase, or the possessor before it.
pub(super) fn owner(view: View<'_>, hit: Hit) -> Option<Chunk> {
    if view.lexicon.order == Order::ObjectVerb {
        return modified::owner(view, hit);
    }
    let chunk = *view.sentence.chunk_at(hit.head)?;
    let grammar = view.grammar;
    let named = |at: usize| view.is(at, Tags::CAPITAL | Tags::ACRONYM) || view.is_class(at, grammar.body);
    // "The president's decision", "farmers' demand".
    let owns = |at: usize| named(at) || view.is_class(at, grammar.title.or(grammar.group_noun));
    let possessive = (chunk.start..hit.head).rev().find(|at| view.is(*at, Tags::POSSESSIVE) && owns(*at));
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
    // "Решение Верховной рады": the capitalised adjective may look like a name.
    let plain = |at: &usize| view.is(*at, Tags::NOUN) && !view.is(*at, Tags::ADJECTIVE);
    let head =
        (first..chunk.end).find(plain).or_else(|| (first..chunk.end).find(|at| view.is(*at, Tags::NOUN)))?;
    somebody.then_some(Chunk { start: first, end: chunk.end, head, preposition: None, cases: Tags::GENITIVE })
}
