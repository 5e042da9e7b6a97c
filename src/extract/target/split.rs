//! Splits what names different things, and joins what does not. Never splits general calls.

use super::Target;
use crate::extract::analysis::Chunk;
use crate::extract::clause::View;
use crate::extract::fields::kind;
use crate::extract::tags::Tags;
use crate::model::morphology::Order;

/// Targets of one trigger, so that each names one thing.
pub(super) fn split(view: View<'_>, order: Order, found: Vec<Target>) -> Vec<Target> {
    let mut apart: Vec<Target> = Vec::new();
    for target in found {
        match apart.last_mut() {
            Some(last)
                if !(is_apart(view, &target)
                    && (is_apart(view, last) || is_shown(view, last) && does(view, &target))) =>
            {
                // Joined, the more telling object speaks for both.
                let telling = is_solid(view, &target) && !is_solid(view, last);
                let (act, chunk) = if telling { (target.act, target.chunk) } else { (last.act, last.chunk) };
                *last = Target { act, chunk, from: last.from.min(target.from), to: last.to.max(target.to) };
            }
            _ => apart.push(target),
        }
    }
    match order {
        Order::VerbObject => apart.into_iter().flat_map(|target| objects(view, target)).collect(),
        Order::ObjectVerb => apart,
    }
}

/// Whether what is told is a listed deed.
fn does(view: View<'_>, target: &Target) -> bool {
    target.act.is_some_and(|act| view.is_class(act, view.grammar.deed))
}

/// Whether a deed with an object of its own stands there, where no case shows: "to green the suburbs, build a dam".
fn is_shown(view: View<'_>, target: &Target) -> bool {
    let act = target
        .act
        .is_some_and(|act| view.is_class(act, view.grammar.act) && !view.is_class(act, view.grammar.vague));
    view.is_caseless() && act && target.chunk.is_some()
}

/// Whether a target says something of its own: a noun that tells what it is, under a deed.
fn is_apart(view: View<'_>, target: &Target) -> bool {
    let Some(chunk) = target.chunk else { return false };
    let Some(noun) = kind::telling_noun(view, chunk) else {
        // "Прекратить вырубку и начать посадки": what is begun is told by a verbal noun.
        // "Hire 900 nurses and build six clinics": people are no thing, what is done for them is one.
        let people = view.is_class(chunk.head, view.grammar.people)
            && target.act.is_some_and(|act| {
                view.is_class(act, view.grammar.deed.or(view.grammar.deed_weak).or(view.grammar.act_noun))
            });
        return view.lexicon.order == Order::VerbObject && (people || is_deed(view, chunk));
    };
    let deed = target.act.is_some_and(|act| view.is_class(act, view.grammar.deed));
    kind::of_word(view, noun).is_some() || kind::is_named(view, chunk) || deed
}

/// Whether a phrase is about a deed: "закрытие базы", "посадки".
fn is_deed(view: View<'_>, chunk: Chunk) -> bool {
    view.is_class(chunk.head, view.grammar.act_noun) && !view.is_class(chunk.head, view.grammar.carrier)
}

fn is_solid(view: View<'_>, target: &Target) -> bool {
    target.chunk.is_some_and(|chunk| kind::is_solid(view, chunk))
}

/// The coordinated objects of one deed, where each is a thing of its own.
fn objects(view: View<'_>, target: Target) -> Vec<Target> {
    let mut found = Vec::new();
    // "Will connect the port and the airport" tells of one link.
    let pairs = target.act.is_some_and(|act| view.is_class(act, view.grammar.pairing));
    let mut rest = target;
    for _ in 0..if pairs { 0 } else { 8 } {
        let told = |chunk: &Chunk| is_told_deed(view, *chunk);
        let firm = |chunk: &Chunk| stands_alone(view, *chunk) || told(chunk);
        let Some(chunk) = rest.chunk.filter(firm) else { break };
        let Some((cut, next)) = next_object(view, chunk, rest.to) else { break };
        found.push(Target { act: rest.act, chunk: Some(chunk), from: rest.from, to: cut });
        rest = Target { act: rest.act, chunk: Some(next), from: next.start, to: rest.to };
    }
    found.push(rest);
    found
}

/// Whether a phrase is about a deed and tells what is done: "launch of 40 projects".
fn is_told_deed(view: View<'_>, chunk: Chunk) -> bool {
    // "Ensuring of flights, construction of a port".
    let named = view.is_class(chunk.head, view.grammar.act_noun)
        || view.is(chunk.head, Tags::GERUND) && view.is_class(chunk.head, view.grammar.act);
    let deed = is_deed(view, chunk) || view.is_caseless() && named;
    deed && chunk.end > chunk.head + 1
}

/// Whether a phrase names a thing of its own: one of a firm kind, or a measure with an article or number of its own.
fn stands_alone(view: View<'_>, chunk: Chunk) -> bool {
    let counted = view.is(chunk.start, Tags::DETERMINER | Tags::NUMERAL) && chunk.start < chunk.head;
    let told = || kind::telling_noun(view, chunk).is_some_and(|noun| kind::of_word(view, noun).is_some());
    kind::is_solid(view, chunk) || (counted && told())
}

/// Where the first object ends and the next one that is a thing of its own.
fn next_object(view: View<'_>, first: Chunk, to: usize) -> Option<(usize, Chunk)> {
    let later = view.sentence.chunks_from(first.end).take_while(|chunk| chunk.end <= to);
    for chunk in later {
        let joined = (chunk.start.saturating_sub(3)..chunk.start)
            .rev()
            .take_while(|at| view.is(*at, Tags::ADVERB | Tags::PARTICLE | Tags::COORDINATOR | Tags::MARK))
            .filter(|at| {
                view.is(*at, Tags::COORDINATOR)
                    || view.word(*at).is_some_and(super::super::analysis::Word::is_comma)
            })
            .last();
        let Some(cut) = joined else { continue };
        let same = chunk.preposition.is_none() && (chunk.cases == Tags::NONE || chunk.cases.any(first.cases));
        // "A line between Osh and Naryn", "a lane on Elm Street and Oak Road": one line, one lane.
        if view.is_caseless() && (after_phrase(view, first, cut, *chunk) || is_shared(view, first, *chunk)) {
            continue;
        }
        let deeds = is_deed(view, first) && is_deed(view, *chunk);
        // "A ferry, construction of a canal and launch of a fund": each is told in full.
        let told = |chunk: Chunk| view.is_caseless() && is_told_deed(view, chunk);
        let full = told(*chunk) && (told(first) || stands_alone(view, first));
        if same && (stands_alone(view, first) && stands_alone(view, *chunk) || deeds || full) {
            return Some((cut, *chunk));
        }
    }
    None
}

/// Whether a phrase that the word at `joint` adds goes on with what a preposition began, unless it is plainly new.
fn after_phrase(view: View<'_>, first: Chunk, joint: usize, chunk: Chunk) -> bool {
    let new = view.is_class(chunk.start, view.grammar.indefinite) || view.is(chunk.start, Tags::NUMERAL);
    let before = view.sentence.chunks_before(joint).next().filter(|before| before.end == joint);
    // "The opening of a school in Osh, construction of a bridge": deeds stand side by side.
    let deed = |chunk: Chunk| is_told_deed(view, chunk);
    let new = new || deed(first) && deed(chunk) && before.is_some_and(|before| !deed(*before));
    !new && before.is_some_and(|before| before.preposition.is_some())
}

/// "A bus and tram network", "a bus lane and cycle lane": the article of the first goes with both.
fn is_shared(view: View<'_>, first: Chunk, chunk: Chunk) -> bool {
    let own = Tags::DETERMINER | Tags::NUMERAL | Tags::POSSESSIVE | Tags::CAPITAL;
    let one = view.is(chunk.head, Tags::SINGULAR) && !view.is(chunk.head, Tags::PLURAL);
    // "A tax office and bus stop": what differs in kind shares nothing.
    let apart = (kind::of_word(view, first.head), kind::of_word(view, chunk.head));
    let differ = matches!(apart, (Some(one), Some(other)) if one != other);
    view.is_class(first.start, view.grammar.indefinite) && one && !view.is(chunk.start, own) && !differ
}
