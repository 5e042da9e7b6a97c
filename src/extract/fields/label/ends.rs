//! Where a name ends, and its words on one line. Never what it is about.

use super::LONGEST;
use super::about::is_place;
use crate::extract::analysis::{Chunk, Word};
use crate::extract::clause::View;
use crate::extract::fields::kind;
use crate::extract::tags::Tags;
use crate::model::mention::Kind;
use crate::model::morphology::{Order, Side};

/// Without a quotation mark whose other half is not there.
pub(super) fn whole_marks(words: &str) -> String {
    let count = |marks: &[char]| words.chars().filter(|letter| marks.contains(letter)).count();
    let (straight, open, close) = (count(&['"']), count(&['“', '«', '„']), count(&['”', '»']));
    let halves = straight % 2 == 1 || open != close;
    if halves {
        words.chars().filter(|letter| !matches!(letter, '"' | '“' | '”' | '«' | '»' | '„')).collect()
    } else {
        words.to_owned()
    }
}

/// One past the phrases that complete a name from `from` on: those with prepositions or joined to it, and the deed
/// that a noun leads to ("agreement to merge the ports"); a time, a verb or a clause ends it.
pub(super) fn completed(view: View<'_>, from: usize, to: usize, noun: usize) -> usize {
    let led = kind::of_word(view, noun);
    let leads = !matches!(led, Some(Kind::Event | Kind::Institution | Kind::Infrastructure));
    let mut end = from;
    let mut placed = false;
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
        // "До конца 2027 года" is a time as well, "в Мерано 23 июля" a place.
        let has = |is: &dyn Fn(usize) -> bool| (next.start..next.end).any(is);
        let dated = has(&|at| view.is_class(at, view.grammar.time))
            && has(&|at| view.is(at, Tags::DIGITS))
            && !view.is(next.head, Tags::CAPITAL);
        let told = !view.is_class(next.head, view.grammar.time)
            && !dated
            && !view.is(next.head, Tags::PRONOUN)
            && !(next.start..next.end).any(|at| view.is(at, Tags::RELATIVE));
        // "Развитие в Грузии текстильной промышленности", "проведение 3 марта выставки роботов": after a place or a
        // day, what the noun is of.
        let genitive = |one: &Chunk| one.preposition.is_none() && one.cases.any(Tags::GENITIVE);
        let of_noun = placed && next.start == end && genitive(next) && next.head > next.start;
        let after_day = || {
            let dated = view.is_class(next.head, view.grammar.time) && view.is(next.start, Tags::DIGITS);
            let of =
                view.sentence.chunks_from(next.end).next().filter(|of| of.start == next.end && of.end <= to);
            of.filter(|of| {
                dated && next.start == end && genitive(of) && !view.is_class(of.head, view.grammar.time)
            })
        };
        if let Some(of) = after_day() {
            end = of.end;
            continue;
        }
        if next.start == end && !of_noun || !told || !(end..next.start).all(joins) {
            break;
        }
        placed = is_place(view, *next) && next.preposition.is_some();
        end = next.end;
    }
    end
}

/// Leaves out an adverbial that follows the name: a time, a verb.
pub(super) fn cut_at_verb(view: View<'_>, from: usize, to: usize) -> usize {
    let cut = (from..to).find(|at| {
        // "Начать в этом году, но…": what follows is told apart.
        let apart = view.word(*at).is_some_and(Word::is_comma)
            && view.is(*at + 1, Tags::COORDINATOR | Tags::SUBORDINATOR | Tags::RELATIVE);
        view.is(*at, Tags::VERB | Tags::ADVERB | Tags::DIGITS) && !view.is(*at, Tags::NOUN)
            || view.is_class(*at, view.grammar.time)
            || apart
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

pub(super) fn plain(view: View<'_>, text: &str, from: usize, to: usize) -> String {
    let to = told_end(view, from, to.min(from + LONGEST));
    one_line(view.sentence.span_of(from, to).of(text))
}

/// One past the last word that does not wait for another: not a preposition, an "and", an adjective without its noun.
pub(super) fn told_end(view: View<'_>, from: usize, to: usize) -> usize {
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
        // "В том (регионе)", "в трёх (районах)": what stands before a noun that is cut off.
        let counts = word.tags.any(Tags::NUMERAL) && view.is(at + 1, Tags::NOUN | Tags::ADJECTIVE);
        let before_noun = cased && at > from && view.is(at - 1, Tags::PREPOSITION);
        joins
            || before_noun && (word.tags.any(Tags::DETERMINER) || counts)
            || modifies && (after_preposition || word.tags.any(Tags::DETERMINER))
            || !cased && word.classes.any(view.grammar.to)
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
