//! The deed with what it is done to. Never a noun phrase alone.

use super::about::cases;
use super::ends::{completed, cut_at_verb, plain};
use super::noun::of_chunk;
use super::{CLAUSE, LONGEST};
use crate::extract::analysis::{Chunk, Word};
use crate::extract::clause::View;
use crate::extract::fields::kind;
use crate::extract::fields::nominative;
use crate::extract::tags::Tags;
use crate::extract::target::Target;
use crate::model::morphology::{Order, Side};

/// The deed with its object, times at the end left out; where the deed comes last, in the nominative.
pub(super) fn deed(view: View<'_>, text: &str, target: &Target) -> String {
    if view.lexicon.order == Order::ObjectVerb {
        return deed_last(view, text, target);
    }
    let act = target.act.unwrap_or(target.from);
    // "Не включать в реестр" is not "включать в реестр".
    let denied = act.checked_sub(1).filter(|at| {
        view.word(*at).is_some_and(|word| word.tags.all(Tags::NEGATIVE | Tags::PARTICLE))
            && view.lexicon.order == Order::VerbObject
    });
    let act = denied.unwrap_or(act);
    let own_end = target.chunk.map_or(act + 1, |chunk| chunk.end.max(act + 1)).min(target.to);
    let most = target.to.min(act + LONGEST);
    if let Some(from) = after_predicate(view, target, act) {
        return plain(view, text, from, completed(view, first_phrase(view, from, most), most, from));
    }
    if let Some(noun) = beside_finite(view, text, target, act) {
        return noun;
    }
    let end = match target.chunk {
        Some(chunk) => completed(view, with_objects(view, chunk, own_end, most), most, chunk.head),
        None if most > own_end => cut_at_verb(view, own_end, most),
        None => most,
    };
    // "Начать отопительный сезон": a verb alone tells nothing.
    let stop = || (act + 1..most).find(|at| view.word(*at).is_some_and(Word::is_stop)).unwrap_or(most);
    let end = if end <= act + 1 { stop() } else { end };
    plain(view, text, act, end)
}

/// "Подал в отставку", "освободил его от должности ректора": a finite verb names nothing, what goes with it does: the
/// first thing that it is done to, or that a preposition ties to it.
fn beside_finite(view: View<'_>, text: &str, target: &Target, act: usize) -> Option<String> {
    let finite = view.is(act, Tags::FINITE | Tags::SHORT) && !view.is(act, Tags::NOUN | Tags::INFINITIVE);
    if !finite || view.lexicon.noun_head != Side::First {
        return None;
    }
    let part = |at: &usize| view.word(*at).is_some_and(|word| word.part_of == Some(act));
    let noun = (act + 1..target.to).take_while(part).find(|at| view.is(*at, Tags::NOUN));
    if let Some(noun) = noun {
        // "Ушёл с поста лидера партии": what the post is of stands after the words of the entry.
        let own = view.sentence.chunks_from(noun + 1).next().filter(|chunk| chunk.start == noun + 1);
        let of = own.filter(|chunk| {
            let time = view.is_class(chunk.head, view.grammar.time) || view.is(chunk.start, Tags::DIGITS);
            chunk.preposition.is_none() && chunk.cases.any(Tags::GENITIVE) && !time
        });
        let name = nominative::from_oblique(view, text, noun, noun);
        return Some(of.map_or_else(
            || name.clone(),
            |chunk| {
                format!(
                    "{name} {}",
                    plain(view, text, chunk.start, chunk.end.min(target.to).max(chunk.start + 1))
                )
            },
        ));
    }
    let grammar = view.grammar;
    let thing = |chunk: &&Chunk| {
        let somebody = (chunk.start..=chunk.head).any(|at| {
            view.is_class(at, grammar.title.or(grammar.given).or(grammar.people))
                || view.is(at, Tags::CAPITAL) && view.is(at, Tags::UNKNOWN) && !view.is(at, Tags::QUOTED)
        });
        let names = kind::of_word(view, chunk.head).is_some() || view.is_class(chunk.head, grammar.act_noun);
        let direct = chunk.preposition.is_none() && chunk.cases.any(Tags::ACCUSATIVE);
        !somebody
            && !view.is(chunk.head, Tags::PRONOUN)
            && !view.is_class(chunk.head, grammar.time)
            && (direct || chunk.preposition.is_some() && names)
    };
    let chunk =
        *view.sentence.chunks_from(act + 1).take_while(|chunk| chunk.start < target.to).find(thing)?;
    Some(of_chunk(view, text, Chunk { cases: cases(view, chunk, act), ..chunk }, target.to))
}

/// Where what a predicate tells begins, its object not known apart: "elected president of the union" tells of a
/// president.
fn after_predicate(view: View<'_>, target: &Target, act: usize) -> Option<usize> {
    let caseless = view.is_caseless();
    let finite = view.is(act, Tags::FINITE) && !view.is(act, Tags::NOUN | Tags::INFINITIVE);
    let own =
        view.sentence.chunks_from(act + 1).next().filter(|chunk| {
            chunk.preposition.is_none() && chunk.start <= act + 2 && chunk.end <= target.to
        })?;
    let names = !view.is(own.head, Tags::PRONOUN) && !view.is_class(own.head, view.grammar.time);
    let from = (own.start..own.head).find(|at| !view.is(*at, Tags::DETERMINER)).unwrap_or(own.head);
    (caseless && finite && target.chunk.is_none() && names).then_some(from)
}

/// One past the noun phrase that holds the word.
fn first_phrase(view: View<'_>, at: usize, to: usize) -> usize {
    view.sentence.chunk_at(at).map_or(at + 1, |chunk| chunk.end.min(to))
}

/// The words of a target; a verbal noun that closes them in the nominative.
fn deed_last(view: View<'_>, text: &str, target: &Target) -> String {
    let last = target.act.filter(|act| act + 1 == target.to);
    let form = last.and_then(|act| {
        let word = view.word(act)?;
        let verb = Tags::VERB | Tags::INFINITIVE;
        let named = |tags: Tags| tags.all(verb) && !tags.any(Tags::NEGATIVE);
        let reading = word.readings.iter().find(|reading| named(reading.tags))?;
        view.lexicon.nominative(&word.fold, *reading)
    });
    let first = last.filter(|act| *act == target.from).map_or(target.from, |act| with_object(view, act));
    match (last, form) {
        (Some(act), Some(form)) if act > first => {
            let from = first.max((act + 1).saturating_sub(LONGEST));
            format!("{} {form}", plain(view, text, from, act))
        }
        (Some(_), Some(form)) => form,
        _ => object_alone(view, text, target).unwrap_or_else(|| plain(view, text, target.from, target.to)),
    }
}

/// The object in the nominative where nothing, or only a finite verb, follows it: "түбегін", "сессиясына қатысады".
fn object_alone(view: View<'_>, text: &str, target: &Target) -> Option<String> {
    let finite = |at: usize| view.is(at, Tags::FINITE) && !view.is(at, Tags::NOUN | Tags::ADJECTIVE);
    let end = (target.from + 1..=target.to).rev().find(|end| !finite(end - 1))?;
    let own = target.chunk.filter(|chunk| chunk.end == end);
    let near = || view.sentence.chunks_before(end).next().copied().filter(|chunk| chunk.end == end);
    let chunk = own.or_else(near).filter(|chunk| chunk.start >= target.from)?;
    let oblique = chunk.cases != Tags::NONE && !chunk.cases.any(Tags::NOMINATIVE);
    (oblique && !view.is(chunk.head, Tags::PRONOUN)).then(|| of_chunk(view, text, chunk, end))
}

/// Where a deed that stands alone begins with what it is done to: "атауын Одақ деп (өзгерту)", "отставкаға (кету)".
fn with_object(view: View<'_>, act: usize) -> usize {
    let start = view.start(act);
    let near =
        |chunk: &&Chunk| chunk.start >= start && act - chunk.start < LONGEST && chunk.preposition.is_none();
    let marked = |chunk: &Chunk| chunk.cases.any(Tags::ACCUSATIVE) && !chunk.cases.any(Tags::NOMINATIVE);
    let before = || view.sentence.chunks_before(act).take_while(near);
    let short = Some(start).filter(|start| act - start <= CLAUSE);
    let beside = || before().next().filter(|chunk| chunk.end == act).map(|chunk| chunk.start);
    let own = before().find(|chunk| marked(chunk)).map(|chunk| chunk.start);
    own.or(short).or_else(beside).unwrap_or(act)
}

/// One past the further objects right after the first: "компенсировать водителю штраф", "pay them a bonus".
fn with_objects(view: View<'_>, first: Chunk, from: usize, to: usize) -> usize {
    let oblique = |chunk: &Chunk| chunk.cases != Tags::NONE && !chunk.cases.any(Tags::NOMINATIVE);
    let mut end = from;
    let mut last = first;
    while let Some(next) = view.sentence.chunks_from(end).next().copied() {
        let second = oblique(&next) || oblique(&last) || view.is(last.head, Tags::PRONOUN);
        let bare = next.start == end && next.preposition.is_none() && next.end <= to;
        if !bare || !second || view.is_class(next.head, view.grammar.time) {
            break;
        }
        end = next.end;
        last = next;
    }
    end
}
