//! Short names of initiatives, nominative, in the article's language. Never longer than a dozen words.

mod about;
mod deed;
mod ends;
mod noun;

pub(crate) use ends::{bare, one_line};

use crate::extract::analysis::Chunk;
use crate::extract::clause::View;
use crate::extract::fields::kind;
use crate::extract::fields::nominative::nominative_of;
use crate::extract::lexicon::Classes;
use crate::extract::tags::Tags;
use crate::extract::target::Target;
use crate::model::morphology::{Order, Side};
use about::with_noun;
use deed::deed;
use ends::{plain, whole_marks};
use noun::{first_modifier, of_chunk, of_subject};

/// Words that a label may have.
const LONGEST: usize = 12;

/// Words of a clause that may stand whole before its deed.
const CLAUSE: usize = 6;

/// The label of a target: its noun phrase where that names it, else deed and object.
pub(crate) fn label(view: View<'_>, text: &str, target: &Target) -> String {
    let target = &with_noun(view, target);
    if let Some(thing) = paid_for(view, target) {
        return whole_marks(&of_chunk(view, text, thing, view.end(thing.head)));
    }
    let words = match target.chunk {
        // "Он будет освобождён": who it is was named before, so that only the deed tells anything.
        Some(chunk) if only_points(view, chunk) => plain(view, text, target.from, target.to),
        Some(chunk) if is_office(view, target, chunk) => of_office(view, text, chunk),
        Some(chunk) if concerns(view, target, chunk) => of_people(view, text, target, chunk),
        Some(chunk)
            if target.act.is_some_and(|act| chunk.end <= act) && view.lexicon.order == Order::VerbObject =>
        {
            of_subject(view, text, chunk, subject_end(view, target, chunk))
        }
        _ if tells_deed(view, target) => deed(view, text, target),
        Some(chunk) if kind::telling_noun(view, chunk).is_some() => of_chunk(view, text, chunk, target.to),
        Some(chunk) if target.act.is_some_and(|act| act >= chunk.start && act < chunk.end) => {
            of_chunk(view, text, chunk, target.to)
        }
        // "Прошли специальное обучение", "struck a deal": what was done is told by its noun.
        Some(chunk) if is_inflected(view, target) && !is_people(view, chunk) => {
            of_chunk(view, text, chunk, target.to)
        }
        _ => deed(view, text, target),
    };
    whole_marks(&words).trim_matches(|c: char| c == ',' || c.is_whitespace()).to_owned()
}

/// What money goes to, named before its deed or after it: "на ремонт школ выделят 2 млрд рублей".
fn paid_for(view: View<'_>, target: &Target) -> Option<Chunk> {
    let sum = target.chunk?;
    let beside = target.from.saturating_sub(2)..target.to + 2;
    let given = target.act.into_iter().chain(beside).find(|at| view.is_class(*at, view.grammar.fund))?;
    if !(sum.start..sum.end).any(|at| view.is_class(at, view.grammar.money)) {
        return None;
    }
    let deed = |chunk: &&Chunk| {
        // "Set aside for flood defences": where no case shows, any thing after "for".
        let thing =
            view.is_caseless() && kind::completes(view, chunk) && kind::of_chunk(view, **chunk).is_some();
        let aimed =
            chunk.preposition.is_some() && (thing || view.is_class(chunk.head, view.grammar.act_noun));
        aimed && chunk.start < target.to.max(sum.end + 1)
    };
    let after = || view.sentence.chunks_from(sum.end).next().filter(deed).copied();
    kind::purpose(view, target.from.min(given)).or_else(after)
}

/// One past what may complete a subject: up to its verb.
fn subject_end(view: View<'_>, target: &Target, chunk: Chunk) -> usize {
    let ordered = view.lexicon.order == Order::VerbObject;
    let verb = target
        .act
        .filter(|_| ordered)
        .map(|act| view.word(act).and_then(|word| word.group).map_or(act, |(first, _)| first));
    verb.unwrap_or(chunk.end).max(chunk.end)
}

/// Whether a phrase is a pronoun of the third person alone, where heads come first.
fn only_points(view: View<'_>, chunk: Chunk) -> bool {
    view.lexicon.noun_head == Side::First
        && chunk.end == chunk.start + 1
        && view
            .word(chunk.head)
            .is_some_and(|word| word.tags.all(Tags::PRONOUN | Tags::THIRD) && !word.tags.any(Tags::RELATIVE))
}

/// Whether somebody is named to an office: "назначен министром транспорта" is about the minister.
fn is_office(view: View<'_>, target: &Target, chunk: Chunk) -> bool {
    let direct = target.act.is_none_or(|act| act < chunk.start || act >= chunk.end);
    direct
        && view.lexicon.noun_head == Side::First
        && view.is_class(chunk.head, view.grammar.title)
        && chunk.end > chunk.head + 1
}

/// An office with what it is of, without the name of who holds it.
fn of_office(view: View<'_>, text: &str, chunk: Chunk) -> String {
    let start = first_modifier(view, chunk, chunk.head);
    let name = |at: &usize| {
        let proper = view.is(*at, Tags::CAPITAL) && !view.is(*at, Tags::ACRONYM);
        let listed = view.is_class(*at, view.grammar.body.or(view.grammar.place));
        view.is_class(*at, view.grammar.given)
            || proper && !listed && view.is(*at, Tags::NOMINATIVE) && !view.is(*at, Tags::GENITIVE)
    };
    let end = (chunk.head + 1..chunk.end).find(name).unwrap_or(chunk.end).min(start + LONGEST);
    let mut out = nominative_of(view, text, start, chunk.head, true);
    if end > chunk.head + 1 {
        out.push(' ');
        out.push_str(&plain(view, text, chunk.head + 1, end));
    }
    out
}

/// Whether the label needs the deed, an infinitive: "снизить тариф", but "центр" alone for "создать центр".
fn tells_deed(view: View<'_>, target: &Target) -> bool {
    let listed = view.grammar.bringing != Classes::default();
    let telling = |act: usize| view.is(act, Tags::INFINITIVE) && !view.is_class(act, view.grammar.bringing);
    // "Зымыран пайдалануға дайын": where verbs come last, what stands in the nominative is nothing the deed is done to.
    let last = view.lexicon.order == Order::ObjectVerb;
    let stands = target.chunk.is_some_and(|chunk| {
        chunk.cases.any(Tags::NOMINATIVE) && target.act.is_some_and(|act| view.is(act, Tags::DATIVE))
    });
    let done_to = !(last && stands);
    listed && done_to && target.act.is_some_and(|act| act >= target.from && telling(act))
}

/// Whether a phrase is about people, who are not the thing itself.
fn is_people(view: View<'_>, chunk: Chunk) -> bool {
    let grammar = view.grammar;
    view.is(chunk.head, Tags::PRONOUN)
        || view.is_class(chunk.head, grammar.people.or(grammar.title).or(grammar.group_noun))
}

/// Whether people stand before what they will do or get, where heads come last: "drivers would pay a levy".
fn concerns(view: View<'_>, target: &Target, chunk: Chunk) -> bool {
    let before = target.act.is_some_and(|act| chunk.end <= act);
    let people = view.is_class(chunk.head, view.grammar.people) || view.is(chunk.head, Tags::PRONOUN);
    view.is_caseless() && before && people
}

/// What people will do or get: the object of their verb, or else all of it, with whom it is about.
fn of_people(view: View<'_>, text: &str, target: &Target, people: Chunk) -> String {
    let act = target.act.unwrap_or(target.from);
    let main = |at: &usize| view.is(*at, Tags::VERB) && !view.is(*at, Tags::AUXILIARY);
    let verb = (act..target.to).find(main).unwrap_or(act);
    let object = view.sentence.chunks_from(verb + 1).next().filter(|chunk| {
        let names = kind::telling_noun(view, **chunk).is_some() && !is_people(view, **chunk);
        chunk.start <= verb + 2 && chunk.end <= target.to && chunk.preposition.is_none() && names
    });
    let pronoun = view.is(people.head, Tags::PRONOUN);
    let first = (people.start..people.head).find(|at| !view.is(*at, Tags::DETERMINER)).unwrap_or(people.head);
    let from = if pronoun || verb < first { verb } else { first };
    object.map_or_else(
        || plain(view, text, from, target.to.min(from + LONGEST)),
        |chunk| of_chunk(view, text, *chunk, target.to),
    )
}

/// Whether the deed stands in a form that names nothing: not as in the dictionary.
fn is_inflected(view: View<'_>, target: &Target) -> bool {
    let Some(act) = target.act.and_then(|act| view.word(act)) else { return false };
    let dictionary = act
        .readings
        .iter()
        .any(|reading| view.lexicon.entry(*reading).is_some_and(|entry| entry.lemma == *act.fold));
    view.lexicon.order == Order::VerbObject
        && act.tags.any(Tags::FINITE | Tags::SHORT)
        && !act.tags.any(Tags::INFINITIVE | Tags::GERUND | Tags::NOUN)
        && (!dictionary || act.tags.any(Tags::PASSIVE))
}
