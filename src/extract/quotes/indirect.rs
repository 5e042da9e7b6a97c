//! Words retold: "X said that …", "по его словам, …", "… деп мәлімдеді". Never words in marks.

use crate::base::span::Span;
use crate::extract::phrases::Reading;
use crate::extract::quotes::Told;
use crate::extract::quotes::direct::according;
use crate::extract::quotes::people::{By, Heard, People, Run, run_at, runs, speaker};
use crate::text::fold::fold;
use crate::text::tokens::TokenKind;

/// Words between a verb of saying and the word that opens what is said.
const NEAR: usize = 8;
/// Words of a sentence in which its speaker is looked for.
const REACH: usize = 60;
/// Fewer words retell nothing.
const SHORTEST: usize = 3;

/// What one sentence retells, given by its tokens.
pub(crate) fn indirect(reading: &Reading<'_>, people: &People, first: usize, last: usize) -> Option<Told> {
    let end =
        (first..last).rev().find(|at| !reading.is_mark(*at, &[".", "!", "?", "…"])).map_or(last, |at| at + 1);
    let (from, to, who) = that_clause(reading, people, first, end)
        .or_else(|| according_to(reading, people, first, end))
        .or_else(|| after_name(reading, first, end))
        .or_else(|| closed(reading, people, first, end))
        .or_else(|| at_the_end(reading, people, first, end))
        .or_else(|| bare(reading, people, first, end))?;
    let words = (from..to).filter(|at| reading.token(*at).is_some_and(|token| token.kind == TokenKind::Word));
    if words.take(SHORTEST).count() < SHORTEST {
        return None;
    }
    let span = reading.span(from, to);
    Some(Told { span, who, direct: false })
}

/// First token, the one after the last, and who says it.
type Retold = Option<(usize, usize, Option<Heard>)>;

/// "X said on Monday that …", "X заявил, что …".
fn that_clause(reading: &Reading<'_>, people: &People, first: usize, last: usize) -> Retold {
    let ids = &reading.phrases.ids;
    let opened = |verb: usize| {
        let near = verb + 1..last.min(verb + 1 + NEAR);
        near.into_iter().find(|at| reading.is(*at, ids.that)).map(|open| (verb, open))
    };
    let (verb, open) = (first..last).filter(|at| reading.is(*at, ids.say)).find_map(opened)?;
    let (from, _) = reading.sense(open, ids.that)?;
    let reach = first.max(verb.saturating_sub(REACH));
    Some((from, last, speaker(reading, people, first, reach, open)))
}

/// "По словам X, …" and "…, по словам X".
fn according_to(reading: &Reading<'_>, people: &People, first: usize, last: usize) -> Retold {
    let ids = &reading.phrases.ids;
    let marks = |at: usize| {
        [ids.according, ids.according_whole]
            .iter()
            .find_map(|class| reading.sense(at, *class))
            .map(|(end, _)| end)
    };
    let at = (first..last).find(|at| marks(*at).is_some())?;
    let name = according(reading, people, at, last.min(at + REACH));
    let after = (marks(at)?..last.min(at + REACH)).find(|place| reading.is_mark(*place, &[","]));
    match after {
        Some(comma) if at <= first + 1 => Some((comma + 1, last, name)),
        None if at > first + SHORTEST => {
            let to = if reading.is_mark(at - 1, &[","]) { at - 1 } else { at };
            Some((first, to, name))
        }
        // In the middle: the whole sentence is his.
        Some(_) => Some((first, last, name)),
        None => None,
    }
}

/// "X айтуынша, …": the phrase follows the speaker.
fn after_name(reading: &Reading<'_>, first: usize, last: usize) -> Retold {
    let ids = &reading.phrases.ids;
    let at = (first..last.min(first + REACH)).find(|at| reading.is(*at, ids.according_after))?;
    let (end, _) = reading.sense(at, ids.according_after)?;
    let office = (first..at).rev().find(|place| reading.is(*place, ids.title));
    let by = match (runs(reading, first, at, first).last(), office) {
        (Some(run), _) => By::Name(*run),
        (None, Some(office)) => By::Office(Run { start: office, end: at }),
        (None, None) => By::Pronoun(at),
    };
    let from = if reading.is_mark(end, &[","]) { end + 1 } else { end };
    (from < last).then_some((from, last, Some(Heard { by, verb: None })))
}

/// "… деп мәлімдеді X": what is said ends with a word of its own or a form of its verb.
fn closed(reading: &Reading<'_>, people: &People, first: usize, last: usize) -> Retold {
    let ids = &reading.phrases.ids;
    let verb = (first..last).rev().take(REACH).find(|at| reading.is(*at, ids.say))?;
    let before = verb.checked_sub(1).filter(|before| *before > first)?;
    let to = if reading.is(before, ids.closes) {
        before
    } else if reading.phrases.retold.fits(&fold(reading.of(before))) {
        verb
    } else {
        return None;
    };
    let name = speaker(reading, people, first, first.max(verb.saturating_sub(REACH)), last);
    // The speaker that opens the sentence is no part of what is said.
    let run = (first..to.min(first + NEAR)).find_map(|at| run_at(reading, at, first, to));
    let titled = (first..to.min(first + 3)).any(|at| reading.is(at, ids.title));
    let from = match run {
        Some(run) if titled || run.start <= first + 2 => run.end,
        _ => (first..to.min(first + 6)).find(|at| reading.is(*at, ids.title)).map_or(first, |at| at + 1),
    };
    let from = if reading.is_mark(from, &[",", ":"]) { from + 1 } else { from };
    Some((from, to, name))
}

/// "…, X said." and "…, заявил X.": the speaker ends the sentence.
fn at_the_end(reading: &Reading<'_>, people: &People, first: usize, last: usize) -> Retold {
    let ids = &reading.phrases.ids;
    let comma = (first..last).rev().take(NEAR + 6).find(|at| reading.is_mark(*at, &[","]))?;
    let verb = (comma + 1..last).find(|at| reading.is(*at, ids.say))?;
    // Nothing but the verb and its speaker: the verb comes first or last.
    (verb == comma + 1 || verb + 1 == last).then_some(())?;
    let name = speaker(reading, people, comma + 1, comma + 1, last)?;
    Some((first, comma, Some(name)))
}

/// "X said the road was closed".
fn bare(reading: &Reading<'_>, people: &People, first: usize, last: usize) -> Retold {
    let ids = &reading.phrases.ids;
    let verb = (first..last).find(|at| reading.is(*at, ids.say_bare))?;
    let from = verb + 1;
    let opens = reading.is(from, ids.opens) || run_at(reading, from, first, last).is_some();
    // `"…," said the mayor`: what follows the verb speaks.
    let quoted = verb > first && reading.token(verb - 1).is_some_and(|token| token.kind == TokenKind::Mark);
    if !opens || verb == first || quoted {
        return None;
    }
    let name = speaker(reading, people, first, first.max(verb.saturating_sub(REACH)), from)?;
    Some((from, last, Some(name)))
}

/// Whether a direct quotation takes up most of the span.
pub(crate) fn is_marked(found: &[Told], span: Span) -> bool {
    let covered: usize = found
        .iter()
        .rev()
        .take(6)
        .filter(|one| one.span.overlaps(span))
        .map(|one| one.span.end.min(span.end) - one.span.start.max(span.start))
        .sum();
    covered * 2 > span.len()
}
