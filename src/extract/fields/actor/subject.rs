//! The subject of a trigger, alone or with those joined to it. Never the object of its verb.

use super::Around;
use super::name::name;
use super::somebody::{is_head_somebody, is_somebody};
use crate::extract::analysis::{Chunk, Word};
use crate::extract::clause::View;
use crate::extract::rule::Hit;
use crate::extract::tags::Tags;
use crate::extract::target::{modified, place};
use crate::model::morphology::Order;

/// Words from a form in "-ing" back to the predicate it goes with.
const ADJUNCT: usize = 30;
/// Words from a named decision to the verb that it goes with.
const FAR: usize = 16;

/// The subject of the trigger.
pub(crate) fn subject(view: View<'_>, hit: Hit) -> Option<Chunk> {
    let (first, last) = view.word(hit.head).and_then(|word| word.group).unwrap_or((hit.head, hit.head));
    if view.lexicon.order == Order::ObjectVerb {
        return modified::doer(view, first.min(hit.start));
    }
    let relative = view.start(first);
    if view.word(relative).is_some_and(|word| word.tags.any(Tags::RELATIVE) && word.part_of.is_none())
        && relative < first
    {
        let antecedent = view.sentence.chunks_before(relative).next().copied();
        let own = place::subject_left(view, first).filter(|chunk| chunk.start > relative);
        // "Фонд, который предлагал учредить Таджикистан": a thing is proposed by who stands after the verb.
        let after = || {
            let thing = antecedent.filter(|chunk| !view.is(chunk.head, Tags::CAPITAL))?;
            let right = place::subject_right(view, last + 1)?;
            (right.start > thing.end && is_head_somebody(view, &right)).then_some(right)
        };
        // "Статья, в которой он призвал": what the clause is about stands in another case than a subject does.
        let word = view.word(relative).map_or(Tags::NONE, |word| word.tags.and(Tags::CASES));
        let oblique = word != Tags::NONE && !word.any(Tags::NOMINATIVE)
            || relative.checked_sub(1).is_some_and(|at| view.is(at, Tags::PREPOSITION));
        let own = own.or_else(after);
        return if oblique {
            own.or_else(|| place::subject_right(view, last + 1))
        } else {
            own.or(antecedent)
        };
    }
    // "The council rose, approving a budget": who does it is the subject of the predicate before.
    if is_adjunct(view, hit) {
        let verb = (first.saturating_sub(ADJUNCT)..first).rev().find(|at| view.is_predicate(*at))?;
        let group = view.word(verb).and_then(|word| word.group).map_or(verb, |(from, _)| from);
        return place::subject_left(view, group);
    }
    // "Council to open school": the trigger begins with who does it.
    let within = || {
        let inside = (hit.start < first).then(|| place::subject_left(view, first)).flatten();
        inside.filter(|chunk| opens_headline(view, chunk))
    };
    let left = || place::subject_left(view, first.min(hit.start));
    place::inverted(view, hit).or_else(left).or_else(within).or_else(|| {
        let right = place::subject_right(view, last + 1)?;
        let person = view.is_class(right.head, view.grammar.title) || is_only_nominative(view, right);
        (right.start <= last + 3 && person).then_some(right)
    })
}

/// Whether a phrase names somebody even where every first word has a capital.
fn opens_headline(view: View<'_>, chunk: &Chunk) -> bool {
    let Some(head) = view.word(chunk.head) else { return false };
    let plain = head.shape.any(Tags::INITIAL) && !head.tags.any(Tags::UNKNOWN);
    let known = view.grammar.title.or(view.grammar.body).or(view.grammar.state).or(view.grammar.place);
    let known = known.or(view.grammar.people).or(view.grammar.group_noun);
    head.classes.any(known) || head.shape.any(Tags::CAPITAL | Tags::ACRONYM) && !plain
}

/// Whether the trigger is a form in "-ing" that stands beside a predicate of its own sentence.
fn is_adjunct(view: View<'_>, hit: Hit) -> bool {
    view.is_caseless()
        && view.word(hit.head).is_some_and(|word| {
            word.tags.all(Tags::VERB | Tags::GERUND) && !word.tags.any(Tags::FINITE | Tags::NOUN)
        })
}

/// "В министерстве планируют": the body in which something is done by nobody in particular.
pub(super) fn inside_body(view: View<'_>, hit: Hit) -> Option<Chunk> {
    let word = view.word(hit.head)?;
    let many = |tags: Tags| tags.any(Tags::PLURAL) && !tags.any(Tags::SINGULAR | Tags::FIRST | Tags::PASSIVE);
    let impersonal = word
        .readings
        .iter()
        .any(|reading| reading.tags.any(Tags::FINITE | Tags::SHORT) && many(reading.tags));
    let start = view.start(hit.start);
    let within = |chunk: &&Chunk| {
        chunk.preposition.is_some()
            && chunk.cases.any(Tags::LOCATIVE)
            && view.is_class(chunk.head, view.grammar.body)
    };
    let mut before = view.sentence.chunks_before(hit.start).take_while(|chunk| chunk.start >= start);
    let found = before.find(within).copied().filter(|_| impersonal)?;
    Some(Chunk { preposition: None, cases: Tags::LOCATIVE, ..found })
}

/// The subject that a predicate shares with an earlier one of its sentence: "поддержал…; предложил…".
pub(super) fn earlier_subject(view: View<'_>, hit: Hit) -> Option<Chunk> {
    let start = view.start(hit.start);
    // "…, в которой призвал": the preposition opens the clause.
    let leads =
        start.checked_sub(1).filter(|at| view.is(*at, Tags::PREPOSITION) && view.is(start, Tags::RELATIVE));
    let start = leads.unwrap_or(start);
    let shared = view
        .word(start.checked_sub(1)?)
        .is_some_and(|word| word.is_comma() || &*word.fold == ";" || word.tags.any(Tags::COORDINATOR));
    let numbers = Tags::SINGULAR | Tags::PLURAL;
    let same = |one: usize, other: usize| {
        let (a, b) = (
            view.word(one).map_or(Tags::NONE, |word| word.tags.and(numbers)),
            view.word(other).map_or(Tags::NONE, |word| word.tags.and(numbers)),
        );
        a == Tags::NONE || b == Tags::NONE || a.any(b)
    };
    // What a relative clause between them tells has a subject of its own.
    let relative = |at: usize| {
        let opener = view.start(at);
        let before = opener.checked_sub(1);
        view.is(opener, Tags::RELATIVE) || before.is_some_and(|at| view.is(at, Tags::SUBORDINATOR))
    };
    let mut earlier = (0..start).rev().filter(|at| view.is_predicate(*at) && !relative(*at));
    shared.then_some(())?;
    earlier.find_map(|verb| {
        let chunk = place::subject_left(view, verb).filter(|chunk| chunk.end <= verb)?;
        same(verb, hit.head).then_some(chunk)
    })
}

/// "Решение о переносе принял сенат", "с инициативой выступила Чехия": who stands after the verb that a named decision
/// or proposal goes with.
pub(super) fn after_noun(view: View<'_>, hit: Hit) -> Option<Chunk> {
    let shown = view.is_head_first();
    if !shown || !view.is(hit.head, Tags::NOUN) || view.is(hit.head, Tags::FINITE | Tags::SHORT) {
        return None;
    }
    let near = hit.end..hit.end + FAR;
    let mut near = near.take_while(|at| view.word(*at).is_some_and(|word| !word.is_stop()));
    let verb = near.find(|at| view.is_predicate(*at))?;
    let grammar = view.grammar;
    let giving = grammar.bring_up.or(grammar.adopt).or(grammar.give).or(grammar.speak_out);
    let gives = view.is_class(verb, giving);
    let acts = view.is(verb, Tags::FINITE) && !view.is(verb, Tags::PASSIVE | Tags::REFLEXIVE | Tags::FIRST);
    let right = place::subject_right(view, verb + 1)?;
    let near = right.start <= verb + 2 && is_head_somebody(view, &right);
    (gives && acts && near).then_some(right)
}

/// The names of coordinated subjects: "Chile and Peru" are two, "Estonia, Latvia and Lithuania" three.
pub(super) fn names(view: View<'_>, around: Around<'_>, last: Chunk) -> Option<String> {
    let mut found = vec![name(view, around, last)?];
    let mut first = last;
    while found.len() < 6 {
        let Some(between) = first.start.checked_sub(1) else { break };
        // "Oman, Qatar sign gas deal": a headline joins by a comma alone.
        let first_of_all =
            |at: usize| view.sentence.chunk_at(at.saturating_sub(1)).is_some_and(|chunk| chunk.start == 0);
        let place = |at: usize| view.is_class(at, view.grammar.place) || view.is(at, Tags::ACRONYM);
        let headline = view.word(between).is_some_and(Word::is_comma)
            && first_of_all(between)
            && place(between.saturating_sub(1))
            && place(first.head);
        let joins = view.is(between, Tags::COORDINATOR)
            || headline
            || found.len() > 1 && view.word(between).is_some_and(Word::is_comma);
        let before = view.sentence.chunks_before(between).next().copied();
        let fits = |chunk: &Chunk| {
            let nominative = chunk.cases == Tags::NONE || chunk.cases.any(Tags::NOMINATIVE);
            let inserted = (chunk.start..chunk.end).any(|at| view.is_class(at, view.grammar.insertion))
                || chunk.start.checked_sub(1).is_some_and(|at| view.is_class(at, view.grammar.insertion));
            chunk.end == between
                && chunk.preposition.is_none()
                && nominative
                && !inserted
                && is_somebody(view, chunk)
        };
        let Some(before) = before.filter(|chunk| joins && fits(chunk)) else { break };
        let Some(own) = name(view, around, before) else { break };
        // "Режиссёр и продюсер Имя Фамилия" is one.
        if found.contains(&own) {
            break;
        }
        found.push(own);
        first = before;
    }
    if found.len() > 1 && !is_somebody(view, &last) {
        found.truncate(1);
    }
    found.reverse();
    Some(found.join(", "))
}

fn is_only_nominative(view: View<'_>, chunk: Chunk) -> bool {
    view.word(chunk.head)
        .is_some_and(|word| word.tags.any(Tags::NOMINATIVE) && !word.tags.any(Tags::ACCUSATIVE))
        || (chunk.start..chunk.end).all(|at| view.is(at, Tags::CAPITAL))
}
