//! Short names of initiatives, nominative, in the article's language. Never longer than a dozen words.

use crate::extract::analysis::{Chunk, Word};
use crate::extract::clause::View;
use crate::extract::fields::kind;
use crate::extract::fields::nominative::nominative_of;
use crate::extract::lexicon::Classes;
use crate::extract::tags::Tags;
use crate::extract::target::Target;
use crate::model::mention::Kind;
use crate::model::morphology::{Order, Side};

/// Words that a label may have.
const LONGEST: usize = 12;
/// Words of a clause that may stand whole before its deed.
const CLAUSE: usize = 6;

/// The label of a target: its noun phrase where that names it, else deed and object.
pub(crate) fn label(view: View<'_>, text: &str, target: &Target) -> String {
    let words = match target.chunk {
        // "Он будет освобождён": who it is was named before, so that only the deed tells anything.
        Some(chunk) if only_points(view, chunk) => plain(view, text, target.from, target.to),
        Some(chunk) if is_office(view, target, chunk) => of_office(view, text, chunk),
        Some(chunk)
            if target.act.is_some_and(|act| chunk.end <= act) && view.lexicon.order == Order::VerbObject =>
        {
            of_chunk(view, text, chunk, subject_end(view, target, chunk))
        }
        _ if tells_deed(view, target) => deed(view, text, target),
        Some(chunk) if concerns(view, target, chunk) => of_people(view, text, target),
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

/// One past what may complete a subject: up to its verb, where no case shows what belongs to which.
fn subject_end(view: View<'_>, target: &Target, chunk: Chunk) -> usize {
    let caseless = view.is_caseless();
    let verb = target
        .act
        .filter(|_| caseless)
        .map(|act| view.word(act).and_then(|word| word.group).map_or(act, |(first, _)| first));
    verb.unwrap_or(chunk.end).max(chunk.end)
}

/// Without a quotation mark whose other half is not there.
fn whole_marks(words: &str) -> String {
    let count = |marks: &[char]| words.chars().filter(|letter| marks.contains(letter)).count();
    let (straight, open, close) = (count(&['"']), count(&['“', '«', '„']), count(&['”', '»']));
    let halves = straight % 2 == 1 || open != close;
    if halves {
        words.chars().filter(|letter| !matches!(letter, '"' | '“' | '”' | '«' | '»' | '„')).collect()
    } else {
        words.to_owned()
    }
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
    listed && target.act.is_some_and(|act| act >= target.from && telling(act))
}

/// Whether a phrase is about people, who are not the thing itself.
fn is_people(view: View<'_>, chunk: Chunk) -> bool {
    let grammar = view.grammar;
    view.is(chunk.head, Tags::PRONOUN)
        || view.is_class(chunk.head, grammar.people.or(grammar.title).or(grammar.group_noun))
}

/// Whether people stand before what they will do or get: "drivers would pay a levy".
fn concerns(view: View<'_>, target: &Target, chunk: Chunk) -> bool {
    let before = target.act.is_some_and(|act| chunk.end <= act);
    let people = view.is_class(chunk.head, view.grammar.people) || view.is(chunk.head, Tags::PRONOUN);
    view.lexicon.order == Order::VerbObject && before && people
}

/// What people will do or get: the object of their verb, or else verb and all.
fn of_people(view: View<'_>, text: &str, target: &Target) -> String {
    let act = target.act.unwrap_or(target.from);
    let main = |at: &usize| view.is(*at, Tags::VERB) && !view.is(*at, Tags::AUXILIARY);
    let verb = (act..target.to).find(main).unwrap_or(act);
    let object = view.sentence.chunks_from(verb + 1).next().filter(|chunk| {
        let names = kind::telling_noun(view, **chunk).is_some() && !is_people(view, **chunk);
        chunk.start <= verb + 2 && chunk.end <= target.to && chunk.preposition.is_none() && names
    });
    object.map_or_else(
        || plain(view, text, verb, target.to.min(verb + LONGEST)),
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

/// The deed with its object, times at the end left out; where the deed comes last, in the nominative.
fn deed(view: View<'_>, text: &str, target: &Target) -> String {
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
        let reading = word.readings.iter().find(|reading| reading.tags.all(Tags::VERB | Tags::INFINITIVE))?;
        view.lexicon.nominative(&word.fold, *reading)
    });
    let first = last.filter(|act| *act == target.from).map_or(target.from, |act| with_object(view, act));
    match (last, form) {
        (Some(act), Some(form)) if act > first => {
            let from = first.max((act + 1).saturating_sub(LONGEST));
            format!("{} {form}", plain(view, text, from, act))
        }
        _ => plain(view, text, target.from, target.to),
    }
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

/// The noun phrase from the noun that tells what it is, in the nominative, with what completes it.
fn of_chunk(view: View<'_>, text: &str, chunk: Chunk, to: usize) -> String {
    let changes = view.is_class(chunk.head, view.grammar.act_noun)
        && view.grammar.bringing != Classes::default()
        && !view.is_class(chunk.head, view.grammar.bringing);
    let noun = match kind::telling_noun(view, chunk) {
        // Where the head comes last, what stands before it only tells which one it is.
        Some(_) if view.lexicon.order == Order::ObjectVerb => chunk.head,
        Some(noun) if !changes && (kind::of_word(view, noun).is_some() || noun == chunk.head) => noun,
        _ => chunk.head,
    };
    let start = first_modifier(view, chunk, noun);
    let own_end = if chunk.end > noun { chunk.end } else { noun + 1 };
    let end = if view.lexicon.order == Order::ObjectVerb {
        // Where the head comes last, what follows it completes nothing.
        own_end.min(start + LONGEST)
    } else {
        let own_end = own_end.min(start + LONGEST);
        completed(view, own_end, own_end.max(view.end(noun).min(to)).min(start + LONGEST), noun)
    };
    let oblique = noun != chunk.head || !chunk.cases.any(Tags::NOMINATIVE | Tags::ACCUSATIVE);
    let mut out = nominative_of(view, text, start, noun, oblique && chunk.cases != Tags::NONE);
    let end = told_end(view, start, end).max(noun + 1);
    let mut noun = noun;
    if let Some(second) = joined_noun(view, noun, end) {
        out.push(' ');
        out.push_str(&one_line(view.sentence.span_of(noun + 1, noun + 2).of(text)));
        out.push(' ');
        out.push_str(&nominative_of(view, text, noun + 2, second, oblique));
        noun = second;
    }
    let rest = view.sentence.span_of(noun + 1, end);
    if end > noun + 1 {
        let gap = view.sentence.span_of(noun, noun + 1).end < rest.start;
        if gap {
            out.push(' ');
        }
        out.push_str(&one_line(rest.of(text)));
    }
    out
}

/// A second noun joined to the first in a case that neither shares with the dictionary: "накоплению и анализу данных".
fn joined_noun(view: View<'_>, noun: usize, end: usize) -> Option<usize> {
    let cases = |at: usize| view.word(at).map_or(Tags::NONE, |word| word.tags.and(Tags::CASES));
    let own = cases(noun);
    let direct = Tags::NOMINATIVE | Tags::ACCUSATIVE;
    let shown = view.lexicon.noun_head == Side::First && !own.any(direct) && own != Tags::NONE;
    if !shown || !view.is(noun + 1, Tags::COORDINATOR) {
        return None;
    }
    let second = (noun + 2..end).find(|at| {
        view.is(*at, Tags::NOUN) && !view.is(*at, Tags::ADJECTIVE) || !view.is(*at, Tags::MODIFIERS)
    })?;
    (view.is(second, Tags::NOUN) && cases(second).any(own) && !cases(second).any(direct)).then_some(second)
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

/// One past the phrases that complete a name from `from` on: those with prepositions or joined to it, and the deed
/// that a noun leads to ("agreement to merge the ports"); a time, a verb or a clause ends it.
fn completed(view: View<'_>, from: usize, to: usize, noun: usize) -> usize {
    let led = kind::of_word(view, noun);
    let leads = !matches!(led, Some(Kind::Event | Kind::Institution | Kind::Infrastructure));
    let mut end = from;
    while end < to {
        let joins = |at: usize| {
            let whole = view.word(at).and_then(|word| word.part_of).unwrap_or(at);
            view.is(whole, Tags::PREPOSITION | Tags::COORDINATOR)
        };
        let aims = if view.is_class(end, view.grammar.to) { end + 1 } else { end };
        // "A law banning foreign agents" too, not only "a plan to ban them".
        let deed = view.is(aims, Tags::INFINITIVE | Tags::BASE | Tags::GERUND)
            && !view.is(aims, Tags::NOUN | Tags::ADJECTIVE)
            && (aims > end || view.is(aims, Tags::INFINITIVE | Tags::GERUND));
        if deed && leads && end == from {
            let Some(object) = view.sentence.chunks_from(aims + 1).next() else { break };
            let near = object.preposition.is_none() && object.start <= aims + 2 && object.end <= to;
            if !near || view.is(object.head, Tags::PRONOUN) {
                break;
            }
            end = object.end;
            continue;
        }
        let Some(next) = view.sentence.chunks_from(end).next().filter(|next| next.end <= to) else { break };
        let told = !view.is_class(next.head, view.grammar.time)
            && !view.is(next.head, Tags::PRONOUN)
            && !(next.start..next.end).any(|at| view.is(at, Tags::RELATIVE));
        if next.start == end || !told || !(end..next.start).all(joins) {
            break;
        }
        end = next.end;
    }
    end
}

/// Leaves out an adverbial that follows the name: a time, a verb.
fn cut_at_verb(view: View<'_>, from: usize, to: usize) -> usize {
    let cut = (from..to).find(|at| {
        view.is(*at, Tags::VERB | Tags::ADVERB | Tags::DIGITS) && !view.is(*at, Tags::NOUN)
            || view.is_class(*at, view.grammar.time)
    });
    let end = cut.unwrap_or(to);
    let loose = |at: usize| {
        let joint = view.word(at).and_then(|word| word.part_of).unwrap_or(at);
        let light =
            Tags::PREPOSITION | Tags::COORDINATOR | Tags::ADJECTIVE | Tags::NUMERAL | Tags::DETERMINER;
        view.is(joint, light) && !view.is(joint, Tags::NOUN)
    };
    let kept = (from..end).rev().find(|at| !loose(*at)).map_or(from, |at| at + 1);
    if cut.is_some() { kept } else { end }
}

/// The first of the modifiers right before a noun, articles and pronouns left out.
fn first_modifier(view: View<'_>, chunk: Chunk, noun: usize) -> usize {
    // Where modifiers come first, whole clauses may stand before the noun.
    if view.lexicon.order == Order::ObjectVerb {
        let start = chunk.start.max((noun + 1).saturating_sub(LONGEST)).min(noun);
        return past_loose(view, start, noun);
    }
    let mut start = noun;
    // "В рамках ОТГ специального центра": what the phrase begins with is not what it tells.
    let from = if noun > chunk.head { chunk.head + 1 } else { chunk.start };
    // "300 charging stations": the first words of an entry of several belong to its noun.
    let belongs = |at: usize| view.word(at).is_some_and(|word| word.part_of == Some(noun));
    let modifies = |at: usize| view.is(at, Tags::MODIFIERS | Tags::NOUN | Tags::COORDINATOR | Tags::ADVERB);
    // "£11m": the sign belongs to its number.
    let sign = |at: usize| view.word(at).is_some_and(Word::is_money);
    while start > from && (modifies(start - 1) || belongs(start - 1) || sign(start - 1)) {
        // "Overhaul of the tax code": where heads come last, nouns before them belong to them.
        let own = view.lexicon.noun_head == Side::Last;
        if !own
            && noun != chunk.head
            && view.is(start - 1, Tags::NOUN)
            && !view.is(start - 1, Tags::ADJECTIVE | Tags::CAPITAL)
        {
            break;
        }
        start -= 1;
    }
    while start < noun && view.is(start, Tags::DETERMINER | Tags::PRONOUN | Tags::COORDINATOR) {
        start += 1;
    }
    start
}

/// Past what opens a phrase without naming anything: a participle cut off from its clause, a time, a pointing word.
fn past_loose(view: View<'_>, mut start: usize, noun: usize) -> usize {
    let time = |at: usize| view.is_class(at, view.grammar.time) && view.is(at, Tags::POSSESSIVE);
    while start < noun {
        let participle = view.is(start, Tags::PARTICIPLE) && !view.is(start, Tags::NOUN);
        let points = view.is(start, Tags::DETERMINER) && !view.is(start, Tags::NUMERAL);
        let adverb = view.is(start, Tags::ADVERB) && !view.is(start, Tags::MODIFIERS | Tags::NOUN);
        if participle || points || adverb {
            start += 1;
        } else if view.is(start, Tags::DIGITS) && start + 2 <= noun && time(start + 1) {
            start += 2;
        } else {
            break;
        }
    }
    start
}

fn plain(view: View<'_>, text: &str, from: usize, to: usize) -> String {
    let to = told_end(view, from, to.min(from + LONGEST));
    one_line(view.sentence.span_of(from, to).of(text))
}

/// One past the last word that does not wait for another: not a preposition, an "and", an adjective without its noun.
fn told_end(view: View<'_>, from: usize, to: usize) -> usize {
    if view.lexicon.order != Order::VerbObject {
        return to;
    }
    let cased = view.lexicon.noun_head == Side::First;
    let waits = |at: usize| {
        let Some(word) = view.word(at) else { return false };
        let joins = word.tags.any(Tags::PREPOSITION | Tags::COORDINATOR | Tags::SUBORDINATOR)
            && word.part_of.is_none()
            && !word.tags.any(Tags::NOUN | Tags::VERB | Tags::ADVERB);
        let after_preposition = at > from && view.is(at - 1, Tags::PREPOSITION | Tags::DETERMINER);
        let modifies = cased
            && word.tags.any(Tags::ADJECTIVE | Tags::DETERMINER)
            && !word.tags.any(Tags::NOUN | Tags::PRONOUN | Tags::SHORT | Tags::INSTRUMENTAL | Tags::DIGITS);
        joins
            || modifies && (after_preposition || word.tags.any(Tags::DETERMINER))
            || &*word.fold == "("
            || word.is_comma()
    };
    let mut end = to;
    while end > from + 1 && waits(end - 1) {
        end -= 1;
    }
    end
}

/// A name without the ending of an English possessive, on one line.
pub(crate) fn bare(text: &str) -> String {
    one_line(text).trim_end_matches("'s").trim_end_matches("’s").to_owned()
}

pub(crate) fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
