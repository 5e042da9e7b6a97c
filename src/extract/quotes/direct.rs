//! Words in quotation marks or after a dash, with their speaker. Never takes a name in marks for speech.

use crate::base::span::Span;
use crate::extract::phrases::Reading;
use crate::extract::quotes::Told;
use crate::extract::quotes::marks::{Marked, marked};
use crate::extract::quotes::people::{By, Heard, People, Run, run_at, runs, speaker};
use crate::text::tokens::TokenKind;

/// Words between a dash and a verb of saying.
const NEAR: usize = 8;
/// Fewer words in marks are a name or a single term.
const SHORTEST: usize = 3;
/// Words of a sentence in which its speaker is looked for.
const REACH: usize = 60;

/// The quotations in marks of one block, given by its tokens.
pub(crate) fn direct(
    reading: &Reading<'_>,
    people: &People,
    first: usize,
    last: usize,
    found: &mut Vec<Told>,
) {
    let before = found.len();
    for pair in marked(reading, first, last) {
        if let Some(words) = Words::of(reading, pair, first, last) {
            words.push(reading, people, found);
        }
    }
    if opens_with_dash(reading, first) {
        let words = Words {
            inside: (first + 1, last),
            block: (first, last),
            marks: Marked { open: None, close: None },
        };
        if words.pieces(reading).len() > 1 || words.author(reading).is_some() {
            words.push(reading, people, found);
        }
    } else {
        unmarked(reading, people, (first, last), before, found);
    }
}

/// Words that no mark opens: what stands before "…, – деді X" in its paragraph, from where the author's own end.
fn unmarked(
    reading: &Reading<'_>,
    people: &People,
    (first, last): (usize, usize),
    before: usize,
    found: &mut Vec<Told>,
) {
    let mut from = first;
    let mut at = first;
    while at < last {
        if !is_aside(reading, at, last) {
            at += 1;
            continue;
        }
        let to = sentence_end(reading, at + 1).min(last);
        let span = trimmed(reading, past_author(reading, from, at), at);
        let marked = found.iter().skip(before).any(|one| one.span.overlaps(span));
        let who = speaker(reading, people, at + 1, at + 1, to.min(at + REACH)).filter(Heard::is_somebody);
        if !span.is_empty() && !marked && who.is_some() {
            found.push(Told { span, who, direct: true });
        }
        from = to.max(at + 1);
        at = from;
    }
}

/// Where the words before `at` begin after the last sentence that itself says who speaks.
fn past_author(reading: &Reading<'_>, from: usize, at: usize) -> usize {
    let ids = &reading.phrases.ids;
    let classes = [ids.say, ids.according, ids.according_whole, ids.according_after];
    let tells = |first: usize, last: usize| {
        (first..last).any(|place| classes.iter().any(|class| reading.is(place, *class)))
    };
    let holding = sentence_of(reading, at).map_or(0, |(place, _, _)| place);
    let earlier = reading.sentences.get(..holding).unwrap_or_default().iter().rev();
    let own = earlier.map(|(_, first, last)| (*first, *last)).take_while(|(first, _)| *first >= from);
    own.into_iter().find(|(first, last)| tells(*first, *last)).map_or(from, |(_, last)| last)
}

/// What may be somebody's words.
#[derive(Clone, Copy, Debug)]
struct Words {
    /// Tokens between the marks.
    inside: (usize, usize),
    block: (usize, usize),
    marks: Marked,
}

impl Words {
    fn of(reading: &Reading<'_>, pair: Marked, first: usize, last: usize) -> Option<Self> {
        let start = pair.open.map_or(first, |open| open + 1);
        let end = pair.close.unwrap_or(last);
        let words = Self { inside: (start, end), block: (first, last), marks: pair };
        let is_speech = match (pair.open, pair.close) {
            (Some(open), Some(close)) => words.is_speech(reading, open, close),
            (None, Some(close)) => after_mark(reading, close, last).is_some(),
            (Some(open), None) => open == first,
            (None, None) => false,
        };
        (is_speech && start < end).then_some(words)
    }

    /// Whether a marked stretch is speech and not the name of something.
    fn is_speech(self, reading: &Reading<'_>, open: usize, close: usize) -> bool {
        let (start, end) = self.inside;
        let count = (start..end)
            .filter(|at| reading.token(*at).is_some_and(|token| token.kind == TokenKind::Word))
            .take(SHORTEST + 1)
            .count();
        let said_after = after_mark(reading, close, self.block.1).is_some();
        let opened = open == self.block.0
            || reading.is_mark(open - 1, &[":", ",", "—", "–", "-", "."])
            || sentence_start(reading, open) == open;
        if said_after && opened {
            return true;
        }
        if count < SHORTEST {
            return false;
        }
        let capital = reading.of(start).starts_with(char::is_uppercase);
        let closed = end > start && reading.is_mark(end - 1, &[".", ",", "!", "?", "…"]);
        let told = told_near(reading, open, close);
        (closed || opened) && (told || capital && count > SHORTEST) || told && !capital
    }

    /// The first token of the author's words that follow, where there are such.
    fn author(self, reading: &Reading<'_>) -> Option<usize> {
        let (start, end) = self.inside;
        (start..end).find(|at| is_aside(reading, *at, end))
    }

    /// The parts of the words between asides of the author.
    fn pieces(self, reading: &Reading<'_>) -> Vec<(usize, usize)> {
        let (start, end) = self.inside;
        let mut pieces = Vec::new();
        let mut from = start;
        let mut at = start;
        while at < end {
            if is_aside(reading, at, end) {
                pieces.push((from, at));
                let next =
                    (at + 1..end).find(|place| is_dash(reading, *place) && is_after_stop(reading, *place));
                from = next.map_or(end, |next| next + 1);
                at = from;
            } else {
                at += 1;
            }
        }
        pieces.push((from, end));
        pieces.retain(|(from, to)| from < to);
        pieces
    }

    fn push(self, reading: &Reading<'_>, people: &People, found: &mut Vec<Told>) {
        let who = Some(self.who(reading, people));
        for (from, to) in self.pieces(reading) {
            let span = trimmed(reading, from, to);
            if !span.is_empty() {
                found.push(Told { span, who, direct: true });
            }
        }
    }

    /// Who says it: named after it, inside it, before it, or in the sentence before.
    fn who(self, reading: &Reading<'_>, people: &People) -> Heard {
        let (first, last) = self.block;
        let open = self.marks.open.unwrap_or(first);
        let close = self.marks.close.unwrap_or(open);
        let after = self.marks.close.and_then(|close| after_mark(reading, close, last));
        let after = after.and_then(|(from, to)| speaker(reading, people, from, from, to));
        let aside = || {
            let aside = self.author(reading)? + 1;
            let to = sentence_end(reading, aside).min(last).min(aside + REACH);
            speaker(reading, people, aside, aside, to)
        };
        let signed = || signature(reading, self.marks.close?, last).map(Heard::name);
        let before = || {
            let start = sentence_start(reading, open);
            let from = start.max(open.saturating_sub(REACH));
            speaker(reading, people, start, from, open).or_else(|| according(reading, people, from, open))
        };
        let rest = || {
            let to = sentence_end(reading, close + 1).min(last).min(close + REACH);
            speaker(reading, people, close + 1, close + 1, to)
        };
        let sentence_before = || {
            let (start, end) = sentence_before(reading, open)?;
            speaker(reading, people, start, start.max(end.saturating_sub(REACH)), end)
        };
        after
            .or_else(aside)
            .or_else(signed)
            .or_else(before)
            .or_else(|| rest().filter(Heard::is_somebody))
            .or_else(|| sentence_before().filter(Heard::is_somebody))
            .or_else(|| sentence_after(reading, people, close, last).filter(Heard::is_somebody))
            .unwrap_or(Heard { by: By::Nobody(open), verb: None })
    }
}

/// The tokens after a closing mark in which the speaker is named: `", – said X`, `," X said`.
fn after_mark(reading: &Reading<'_>, close: usize, last: usize) -> Option<(usize, usize)> {
    let mut at = close + 1;
    while at < last && reading.is_mark(at, &[",", ".", "!", "?", "…", "—", "–", "-"]) {
        at += 1;
    }
    let end = sentence_end(reading, at).min(last).min(at + REACH);
    // The verb stands in the words right after the mark.
    let near = (at..end).take(NEAR + 4).take_while(|place| !is_mark_of_quotes(reading, *place));
    near.into_iter().any(|place| reading.is(place, reading.phrases.ids.say)).then_some((at, end))
}

/// A name alone after the closing mark: `…". Анна-Мария Серова`.
fn signature(reading: &Reading<'_>, close: usize, last: usize) -> Option<Run> {
    let mut at = close + 1;
    while at < last && reading.is_mark(at, &[",", ".", "—", "–", "-"]) {
        at += 1;
    }
    let run = run_at(reading, at, close, last).filter(|run| run.start == at && run.end - run.start >= 2)?;
    (run.end == last || run.end + 1 == last && reading.is_mark(run.end, &["."])).then_some(run)
}

/// "По словам X" before the words.
pub(crate) fn according(reading: &Reading<'_>, people: &People, from: usize, to: usize) -> Option<Heard> {
    let ids = &reading.phrases.ids;
    for at in from..to {
        if reading.is(at, ids.according_whole) {
            return Some(Heard { by: By::Pronoun(at), verb: None });
        }
        if let Some((end, _)) = reading.sense(at, ids.according) {
            let stop = (end..to).find(|place| reading.is_mark(*place, &[","])).unwrap_or(to);
            let run = runs(reading, end, stop, from).into_iter().find(|run| people.is_known(reading, *run));
            let run = run.or_else(|| (end..stop).find_map(|place| run_at(reading, place, from, stop)));
            let office = (end..stop).find(|place| reading.is(*place, ids.title));
            let by = match (run, office) {
                (Some(run), _) if run.end - run.start >= 2 || people.is_known(reading, run) => By::Name(run),
                (_, Some(office)) => By::Office(Run { start: office, end: stop }),
                (Some(run), None) => By::Name(run),
                (None, None) => By::Nobody(end),
            };
            return Some(Heard { by, verb: None });
        }
    }
    None
}

/// Whether somebody is said to speak in the sentence around the marks.
fn told_near(reading: &Reading<'_>, open: usize, close: usize) -> bool {
    let ids = &reading.phrases.ids;
    let from = sentence_start(reading, open).max(open.saturating_sub(REACH));
    let to = sentence_end(reading, close).min(close + REACH);
    let says = |at: usize| {
        [ids.say, ids.according, ids.according_whole, ids.according_after]
            .iter()
            .any(|class| reading.is(at, *class))
    };
    (from..open).chain(close + 1..to).any(says)
}

/// Whether a dash at `at` begins words of the author inside the quotation: `…, – said X`.
fn is_aside(reading: &Reading<'_>, at: usize, end: usize) -> bool {
    let comma = reading.is_mark(at, &[","]) && !is_dash(reading, at + 1);
    let dash = is_dash(reading, at) && is_after_stop(reading, at);
    if !dash || comma {
        return false;
    }
    let near = (at + 1..end.min(at + 1 + NEAR)).take_while(|place| {
        !is_dash(reading, *place) && !is_mark_of_quotes(reading, *place) && !reading.is_mark(*place, &[","])
    });
    near.into_iter().take(3).any(|place| reading.is(place, reading.phrases.ids.say))
}

fn is_after_stop(reading: &Reading<'_>, at: usize) -> bool {
    at > 0 && reading.is_mark(at - 1, &[",", ".", "!", "?", "…"])
}

fn is_dash(reading: &Reading<'_>, at: usize) -> bool {
    reading.is_mark(at, &["—", "–", "-"])
}

fn opens_with_dash(reading: &Reading<'_>, first: usize) -> bool {
    is_dash(reading, first) && reading.of(first + 1).starts_with(char::is_uppercase)
}

fn is_mark_of_quotes(reading: &Reading<'_>, at: usize) -> bool {
    reading.is_mark(at, &["\"", "«", "»", "“", "”", "„"])
}

/// The text of the tokens, without a comma or dash at its ends.
fn trimmed(reading: &Reading<'_>, mut from: usize, mut to: usize) -> Span {
    let loose = |at: usize| reading.is_mark(at, &[",", "—", "–", "-"]) || is_mark_of_quotes(reading, at);
    while from < to && reading.is_mark(from, &[",", "—", "–", "-"]) {
        from += 1;
    }
    while from < to && loose(to - 1) && !(is_mark_of_quotes(reading, to - 1) && balanced(reading, from, to)) {
        to -= 1;
    }
    if from < to { reading.span(from, to) } else { Span::default() }
}

/// Whether the last token closes a mark that was opened within the words.
fn balanced(reading: &Reading<'_>, from: usize, to: usize) -> bool {
    (from.max(to.saturating_sub(40))..to.saturating_sub(1)).any(|at| is_mark_of_quotes(reading, at))
}

/// The sentence that holds the token: its place in the list.
fn sentence_of(reading: &Reading<'_>, at: usize) -> Option<(usize, usize, usize)> {
    let place = reading.sentences.partition_point(|(_, _, last)| *last <= at);
    reading.sentences.get(place).map(|(_, first, last)| (place, *first, *last))
}

pub(crate) fn sentence_start(reading: &Reading<'_>, at: usize) -> usize {
    sentence_of(reading, at).map_or(at, |(_, first, _)| first.min(at))
}

pub(crate) fn sentence_end(reading: &Reading<'_>, at: usize) -> usize {
    sentence_of(reading, at).map_or(at, |(_, _, last)| last)
}

/// Who is named to have said it in the sentence after the one that the closing mark ends: "Об этом сообщил X."
fn sentence_after(reading: &Reading<'_>, people: &People, close: usize, last: usize) -> Option<Heard> {
    let from = sentence_end(reading, close);
    let to = sentence_end(reading, from).min(last).min(from + REACH);
    let ids = &reading.phrases.ids;
    let says = (from..to.min(from + NEAR)).any(|at| reading.is(at, ids.say));
    let own = (from..to).any(|at| reading.is(at, ids.that) || is_mark_of_quotes(reading, at));
    let ended =
        (close..from).all(|at| is_mark_of_quotes(reading, at) || reading.is_mark(at, &[".", "!", "?", "…"]));
    (says && !own && ended).then(|| speaker(reading, people, from, from, to))?
}

/// The sentence before the one that holds the token.
fn sentence_before(reading: &Reading<'_>, at: usize) -> Option<(usize, usize)> {
    let (place, _, _) = sentence_of(reading, at)?;
    let (_, first, last) = reading.sentences.get(place.checked_sub(1)?)?;
    Some((*first, *last))
}
