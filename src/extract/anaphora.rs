//! What an object that only points back stands for: "такой центр", "these instructions", "на его базе". Never looks
//! further than a few sentences.

use crate::base::span::Span;
use crate::extract::analysis::{Chunk, Word};
use crate::extract::clause::View;
use crate::extract::fields::kind;
use crate::extract::lexicon::Reading;
use crate::extract::tags::Tags;
use crate::extract::voices::Text;
use crate::model::mention::{Kind, Mention, Polarity, Stage};

/// Mentions before the one that points which it can point at.
const REACH: usize = 30;
/// Sentences between a pointer that does not repeat the noun and what it points at.
const NEAR: usize = 8;
/// Sentences between the papers about a matter and the matter, and between one of several things and all of them.
const CLOSE: usize = 3;
/// Words of an object in which a pointer is looked for.
const WORDS: usize = 12;

/// How an object points back.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Pointer {
    /// "Such a centre": at another mention of the same; the noun.
    Same(usize, Sort),
    /// "Within this organisation": at what it belongs to; the noun.
    Beside(usize),
    /// "On its basis": at what it hangs on.
    Owner,
    /// "The relevant order": at what was told right before, whatever it is.
    Matter(Chunk),
    /// "The first round": at the rounds named before; the noun.
    Part(usize),
}

/// How plainly it points.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Sort {
    /// With a word for it.
    Pointed,
    /// A noun without anything that would tell it from others: "the centre".
    Bare,
}

/// Fills in what the mentions that point back stand for; the mentions are in order of place.
pub(crate) fn point_back(text: Text<'_>, mentions: &mut [Mention]) {
    for at in 0..mentions.len() {
        let Some(one) = mentions.get(at) else { continue };
        let Some(found) = pointer(text, one.object) else { continue };
        let earlier = mentions.get(at.saturating_sub(REACH)..at).unwrap_or_default();
        let target = match found {
            (number, view, Pointer::Same(noun, sort)) => same(text, (number, view, noun), sort, earlier, one),
            (number, view, Pointer::Beside(noun)) => {
                same(text, (number, view, noun), Sort::Pointed, earlier, one)
            }
            (number, _, Pointer::Owner) => owner(text, number, earlier, one),
            (number, _, Pointer::Matter(_)) => {
                let so = |other: &&Mention| other.polarity != Polarity::Denied;
                close(text, number, earlier, one).find(so).map(|other| other.object)
            }
            (number, view, Pointer::Part(noun)) => {
                let several = |other: &&Mention| names_several(text, other.object, view, noun);
                close(text, number, earlier, one).find(several).map(|other| other.object)
            }
        };
        // "Gave the relevant order to the ministries": no word of it but these says what.
        let narrowed = match found {
            (_, view, Pointer::Matter(chunk)) => Some(view.sentence.span_of(chunk.start, chunk.end)),
            _ => None,
        };
        // What only points is of the kind of what it stands for.
        let vague = |(_, view, noun): (usize, View<'_>, usize)| kind::of_word(view, noun).is_none();
        let kind = match found {
            (number, view, Pointer::Same(noun, _) | Pointer::Matter(Chunk { head: noun, .. }))
                if vague((number, view, noun)) =>
            {
                let stands = earlier.iter().find(|other| Some(other.object) == target);
                stands.map(|other| other.kind)
            }
            _ => None,
        };
        // "Порошенко создал совет… Орган создан": who did it is told where it was first told that it is done.
        let done = |stage: Stage| matches!(stage, Stage::Done | Stage::Underway);
        let doer = match (found.2, one.actor.is_none() && done(one.stage)) {
            (Pointer::Same(..), true) => {
                let mut stands = earlier.iter().filter(|other| Some(other.object) == target);
                stands.find(|other| done(other.stage)).and_then(|other| other.actor.clone())
            }
            _ => None,
        };
        if let Some(one) = mentions.get_mut(at) {
            one.actor = one.actor.take().or(doer);
            one.kind = kind.unwrap_or(one.kind);
            one.object = narrowed.unwrap_or(one.object);
            match found.2 {
                Pointer::Same(..) | Pointer::Matter(_) | Pointer::Part(_) => one.antecedent = target,
                Pointer::Beside(_) | Pointer::Owner => one.host = target,
            }
        }
    }
}

/// The pointer within an object, with its sentence.
fn pointer(text: Text<'_>, object: Span) -> Option<(usize, View<'_>, Pointer)> {
    let (number, from) = text.place(object.start)?;
    let view = text.view(number)?;
    let inside = |at: &usize| view.word(*at).is_some_and(|word| word.span.end <= object.end);
    let words = || (from..from + WORDS).take_while(inside);
    let pointed = words().find_map(|at| {
        let chunk = view.sentence.chunk_at(at).copied()?;
        let points = view.is_class(at, view.grammar.pointing)
            && chunk.head != at
            && !is_told_apart(view, chunk, at + 1);
        // Beside the object, "in this direction" says where, not what.
        let beside = chunk.preposition.is_some() && chunk.start > from;
        let noun = (at + 1..chunk.end).find(|place| view.is(*place, Tags::NOUN))?;
        points.then_some(if beside { Pointer::Beside(noun) } else { Pointer::Same(noun, Sort::Pointed) })
    });
    let owned = || {
        words().find(|at| {
            let chunk = view.sentence.chunk_at(*at);
            view.is_class(*at, view.grammar.pointing_owner)
                && chunk.is_some_and(|one| one.preposition.is_some())
        })
    };
    let bare = || {
        let chunk = view.sentence.chunk_at(from).copied()?;
        let definite = view.is(chunk.start, Tags::DETERMINER)
            && !view.is_class(chunk.start, view.grammar.indefinite.or(view.grammar.pointing));
        let one = !view.is(chunk.head, Tags::PLURAL);
        let alone = one && chunk.end == chunk.head + 1 && chunk.head == chunk.start + 1;
        let goes_on = view.is(chunk.end, Tags::PREPOSITION | Tags::RELATIVE);
        let telling = kind::of_word(view, chunk.head).is_some() && !view.is(chunk.head, Tags::CAPITAL);
        (definite && alone && telling && !goes_on).then_some(Pointer::Same(chunk.head, Sort::Bare))
    };
    let matter = || words().find_map(|at| matter(view, from, at));
    let pointed = pointed.or_else(matter).or_else(|| part(view, from));
    pointed.or_else(|| owned().map(|_| Pointer::Owner)).or_else(bare).map(|found| (number, view, found))
}

/// The paper about what was told before that a word of an object from `from` on makes of it.
fn matter(view: View<'_>, from: usize, at: usize) -> Option<Pointer> {
    let chunk = view.sentence.chunk_at(at).copied()?;
    let points = view.is_class(at, view.grammar.matter) && at < chunk.head;
    let paper =
        || listed_stage(view, chunk.head).is_some() || kind::of_word(view, chunk.head) == Some(Kind::Law);
    // "The relevant orders" may be all that was told; "amendments to the relevant law" are not that law.
    let one = !view.is(chunk.head, Tags::PLURAL) && (chunk.preposition.is_none() || chunk.start <= from);
    let says = || (chunk.head..=chunk.end).any(|at| view.is_class(at, view.grammar.about));
    (points && one && paper() && !says()).then_some(Pointer::Matter(chunk))
}

/// One of several, told apart by nothing but its number.
fn part(view: View<'_>, from: usize) -> Option<Pointer> {
    let chunk = view.sentence.chunk_at(from).copied()?;
    let number = (chunk.start..chunk.head).find(|at| view.is_class(*at, view.grammar.ordinal))?;
    // "The second National Bank" is a bank of its own.
    let alone = number + 1 == chunk.head && !view.is(chunk.head, Tags::PLURAL | Tags::CAPITAL);
    let goes_on = view.is(chunk.end, Tags::PREPOSITION | Tags::RELATIVE | Tags::NOUN | Tags::QUOTED);
    (alone && !goes_on).then_some(Pointer::Part(chunk.head))
}

/// Whether the phrase names something of its own after the word that points.
fn is_told_apart(view: View<'_>, chunk: Chunk, from: usize) -> bool {
    (from..chunk.end).any(|at| {
        view.word(at).is_some_and(|word| {
            word.partner.is_some() || word.shape.any(Tags::CAPITAL) && !word.classes.any(view.grammar.place)
        })
    })
}

/// The earlier mention of the same noun, or else of the same sort.
fn same(
    text: Text<'_>,
    (number, view, noun): (usize, View<'_>, usize),
    sort: Sort,
    earlier: &[Mention],
    one: &Mention,
) -> Option<Span> {
    let free = || earlier.iter().rev().filter(|other| !other.span.overlaps(one.span));
    let repeats = |other: &&Mention| names(text, other.object, view, noun);
    if let Some(found) = free().find(repeats) {
        return Some(found.object);
    }
    if sort == Sort::Bare {
        return None;
    }
    let near = || {
        free().take_while(|other| text.place(other.span.start).is_some_and(|(own, _)| own + NEAR >= number))
    };
    // "These instructions" are what was ordered, "this proposal" what was proposed.
    if let Some(stage) = listed_stage(view, noun) {
        return near().find(|other| other.stage == stage).map(|other| other.object);
    }
    let grammar = view.grammar;
    let vague = grammar.carrier.or(grammar.umbrella).or(grammar.generic).or(grammar.list_noun);
    if view.is_class(noun, vague) {
        return near().next().map(|other| other.object);
    }
    let own = kind::of_word(view, noun)?;
    near()
        .find(|other| other.kind == own)
        .map(|other| other.object)
        .or_else(|| phrase(text, number, view, noun))
}

/// Earlier mentions a few sentences away at most, the last first.
fn close<'a>(
    text: Text<'a>,
    number: usize,
    earlier: &'a [Mention],
    one: &'a Mention,
) -> impl Iterator<Item = &'a Mention> {
    let free = earlier.iter().rev().filter(|other| !other.span.overlaps(one.span));
    free.take_while(move |other| text.place(other.span.start).is_some_and(|(own, _)| own + CLOSE >= number))
}

/// Whether an object is about several of what the noun names.
fn names_several(text: Text<'_>, object: Span, view: View<'_>, noun: usize) -> bool {
    let Some((number, from)) = text.place(object.start) else { return false };
    let (Some(other), Some(wanted)) = (text.view(number), view.word(noun)) else { return false };
    let inside = |at: &usize| other.word(*at).is_some_and(|word| word.span.end <= object.end);
    (from..from + WORDS).take_while(inside).any(|at| {
        let count = |at: usize| {
            other.is(at, Tags::NUMERAL | Tags::DIGITS) && !other.is_class(at, other.grammar.ordinal)
        };
        let counted = || at.checked_sub(1).is_some_and(count);
        other.is(at, Tags::NOUN)
            && (other.is(at, Tags::PLURAL) || counted())
            && other.word(at).is_some_and(|word| shares_entry(word, wanted))
    })
}

/// Whether two words are forms of one entry.
fn shares_entry(one: &Word, other: &Word) -> bool {
    one.readings.iter().any(|reading| {
        reading.entry != Reading::NO_ENTRY && other.readings.iter().any(|own| own.entry == reading.entry)
    })
}

/// The stage that a noun for a deed of speech tells: instruction, proposal.
fn listed_stage(view: View<'_>, noun: usize) -> Option<Stage> {
    let word = view.word(noun)?;
    word.readings.iter().find_map(|reading| view.lexicon.entry(*reading)?.stage)
}

/// Whether an object is about the noun in any form.
fn names(text: Text<'_>, object: Span, view: View<'_>, noun: usize) -> bool {
    let Some((number, from)) = text.place(object.start) else { return false };
    let (Some(other), Some(wanted)) = (text.view(number), view.word(noun)) else { return false };
    let mut chunks = other.sentence.chunks.iter().filter(|chunk| chunk.end > from);
    // The object, or what completes a noun for its deed: "creation of a centre".
    let about = |at: usize| {
        other.word(at).is_some_and(|word| word.tags.any(Tags::NOUN) && shares_entry(word, wanted))
    };
    chunks.next().is_some_and(|first| {
        let next = (first.head + 1..first.end).find(|at| other.is(*at, Tags::NOUN));
        about(first.head) || other.is_class(first.head, other.grammar.act_noun) && next.is_some_and(about)
    })
}

/// An earlier phrase about the same noun that says more of it.
fn phrase(text: Text<'_>, number: usize, view: View<'_>, noun: usize) -> Option<Span> {
    let wanted = view.word(noun)?;
    let same = |view: View<'_>, chunk: &&Chunk| {
        chunk.end - chunk.start >= 2
            && !(chunk.start..chunk.head).any(|at| view.is_class(at, view.grammar.pointing))
            && view.word(chunk.head).is_some_and(|word| shares_entry(word, wanted))
    };
    (number.saturating_sub(NEAR)..number).rev().find_map(|other| {
        let view = text.view(other)?;
        let chunk = view.sentence.chunks.iter().rev().find(|chunk| same(view, chunk))?;
        Some(view.sentence.span_of(chunk.start, chunk.end))
    })
}

/// The thing named last that something else can be founded on.
fn owner(text: Text<'_>, number: usize, earlier: &[Mention], one: &Mention) -> Option<Span> {
    let near = earlier.iter().rev().filter(|other| !other.object.overlaps(one.object));
    let mut near =
        near.take_while(|other| text.place(other.span.start).is_some_and(|(own, _)| own + 3 >= number));
    let firm = |other: &&Mention| {
        matches!(
            other.kind,
            Kind::Institution | Kind::Infrastructure | Kind::Programme | Kind::Event | Kind::Law
        )
    };
    near.find(firm).map(|other| other.object)
}
