//! A noun phrase as a name: its noun in the nominative, with what belongs to it. Never a deed.

use super::LONGEST;
use super::ends::{completed, one_line, told_end};
use crate::extract::analysis::{Chunk, Word};
use crate::extract::clause::View;
use crate::extract::fields::kind;
use crate::extract::fields::nominative::nominative_of;
use crate::extract::lexicon::Classes;
use crate::extract::tags::Tags;
use crate::model::morphology::{Order, Side};

/// The noun phrase from the noun that tells what it is, in the nominative, with what completes it.
pub(super) fn of_chunk(view: View<'_>, text: &str, chunk: Chunk, to: usize) -> String {
    named(view, text, chunk, |noun| view.end(noun).min(to))
}

/// The noun phrase of a subject, with what completes it up to its verb: "flights between Osh and Baku".
pub(super) fn of_subject(view: View<'_>, text: &str, chunk: Chunk, to: usize) -> String {
    if view.is_caseless() { named(view, text, chunk, |_| to) } else { of_chunk(view, text, chunk, to) }
}

/// The noun phrase with what completes it, where that may reach to.
fn named(view: View<'_>, text: &str, chunk: Chunk, to: impl Fn(usize) -> usize) -> String {
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
        completed(view, own_end, own_end.max(to(noun)).min(start + LONGEST), noun)
    };
    let oblique = noun != chunk.head || !chunk.cases.any(Tags::NOMINATIVE | Tags::ACCUSATIVE);
    let mut out = nominative_of(view, text, start, noun, oblique && chunk.cases != Tags::NONE);
    let end = told_end(view, start, end).max(noun + 1);
    let mut noun = noun;
    if let Some(second) = joined_noun(view, noun, end, oblique) {
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

/// A second noun joined to the first in a case that neither shares with the dictionary: "накоплению и анализу данных",
/// or that the first is known to stand in: "(строительство) школы и сада".
fn joined_noun(view: View<'_>, noun: usize, end: usize, oblique: bool) -> Option<usize> {
    let cases = |at: usize| view.word(at).map_or(Tags::NONE, |word| word.tags.and(Tags::CASES));
    let direct = Tags::NOMINATIVE | Tags::ACCUSATIVE;
    let own = if oblique { cases(noun).without(direct) } else { cases(noun) };
    // "370 школ и садов": what is counted stays in its case.
    let counted = noun.checked_sub(1).is_some_and(|before| view.is(before, Tags::NUMERAL));
    let shown = view.lexicon.noun_head == Side::First && !own.any(direct) && own != Tags::NONE && !counted;
    if !shown || !view.is(noun + 1, Tags::COORDINATOR) {
        return None;
    }
    let second = (noun + 2..end).find(|at| {
        view.is(*at, Tags::NOUN) && !view.is(*at, Tags::ADJECTIVE) || !view.is(*at, Tags::MODIFIERS)
    })?;
    let other = |at: usize| oblique || !cases(at).any(direct);
    (view.is(second, Tags::NOUN) && cases(second).any(own) && other(second)).then_some(second)
}

/// The first of the modifiers right before a noun, articles and pronouns left out.
pub(super) fn first_modifier(view: View<'_>, chunk: Chunk, noun: usize) -> usize {
    // Where modifiers come first, whole clauses may stand before the noun.
    if view.lexicon.order == Order::ObjectVerb {
        let start = chunk.start.max((noun + 1).saturating_sub(LONGEST)).min(noun);
        return past_loose(view, with_owner(view, chunk, start), noun);
    }
    let mut start = noun;
    // "В рамках ОТГ специального центра": what the phrase begins with is not what it tells.
    let from = if noun > chunk.head { chunk.head + 1 } else { chunk.start };
    // "300 charging stations": the first words of an entry of several belong to its noun.
    let belongs = |at: usize| view.word(at).is_some_and(|word| word.part_of == Some(noun));
    let modifies = |at: usize| view.is(at, Tags::MODIFIERS | Tags::NOUN | Tags::COORDINATOR | Tags::ADVERB);
    // "£11m": the sign belongs to its number.
    let sign = |at: usize| view.word(at).is_some_and(Word::is_money);
    // "Political, economic and cultural ties": a comma between two of them.
    let comma = |at: usize| view.word(at).is_some_and(Word::is_comma) && at > from && modifies(at - 1);
    while start > from && (modifies(start - 1) || belongs(start - 1) || sign(start - 1) || comma(start - 1)) {
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

/// Where a phrase begins with what it cannot be told without: the rest of a number, whose it is, what it is joined to.
fn with_owner(view: View<'_>, chunk: Chunk, start: usize) -> usize {
    // "Жеті бүтін оннан алты": a fraction has an adjective inside.
    let number = |at: usize| view.is(at, Tags::NUMERAL);
    let inside =
        |at: usize| view.is(at, Tags::ADJECTIVE) && at.checked_sub(1).is_some_and(number) && number(at + 1);
    let numbers = (0..start).rev().take_while(|at| number(*at) || inside(*at)).last();
    if let Some(first) = numbers.filter(|first| start - first < LONGEST && (number(start) || !inside(*first)))
    {
        return first;
    }
    let possessed = view.is(chunk.head, Tags::POSSESSIVE) && !view.is(start, Tags::GENITIVE);
    let before = |end: usize| view.sentence.chunks_before(end).next().filter(|one| one.end == end).copied();
    let near = |one: &Chunk| chunk.head - one.start < LONGEST && !view.is(one.head, Tags::PRONOUN);
    // "Парламент бөлімінің бірқатар бабы".
    let owner = before(start).filter(|one| one.cases == Tags::GENITIVE && near(one));
    // "Футбол стадионы мен алаңдары".
    let joint = start.checked_sub(1).filter(|at| start == chunk.head && view.is(*at, Tags::COORDINATOR));
    let joined = || joint.and_then(before).filter(|one| view.is(one.head, Tags::POSSESSIVE) && near(one));
    let whole = owner.or_else(joined).filter(|_| possessed);
    whole.map_or(start, |one| one.start)
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
