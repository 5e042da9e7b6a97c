//! Times in a text, resolved against the article's day: printed dates and what `times.toml` of a pack teaches.
//! Never a word of a language.

pub(crate) mod grammar;
mod meaning;
mod parse;
mod resolve;
pub(crate) mod tense;
mod time;

use chrono::NaiveDate;

use crate::base::span::Span;
use crate::base::when::{PartialDate, When};
use crate::extract::phrases::Reading;
use crate::extract::phrases::vocabulary::WordId;
use crate::model::extraction::DateMention;
use crate::text::dates::{Found, Stated, scan};
use crate::text::tokens::TokenKind;
use parse::Parser;
use resolve::resolve;
use tense::Direction;
use time::{Calendar, Part, Time};

/// All times of a text, in order, not overlapping.
///
/// Printed dates are found everywhere, others in the sentences of the reading. What is told relative to the day
/// of the article is left out where that day is not known.
#[must_use]
pub fn find(reading: &Reading<'_>, day: Option<NaiveDate>) -> Vec<DateMention> {
    let mut found = Vec::new();
    let mut parser = Parser::new(reading, day);
    let mut before = 0;
    for (span, first, last) in &reading.sentences {
        printed(reading, Span::new(before, span.start), day, &mut found);
        before = span.end;
        sentence(reading, &mut parser, (*span, *first, *last), &mut found);
    }
    printed(reading, Span::new(before, reading.text.len()), day, &mut found);
    found
}

/// The printed dates of a place that belongs to no sentence.
fn printed(reading: &Reading<'_>, place: Span, day: Option<NaiveDate>, found: &mut Vec<DateMention>) {
    for date in dates(reading, place) {
        if let Some(when) = resolve(stated(&date), day, || None) {
            found.push(DateMention { span: date.span, when });
        }
    }
}

/// Printed dates, their spans counted in the whole text.
fn dates(reading: &Reading<'_>, place: Span) -> Vec<Found> {
    let text = place.of(reading.text);
    if !text.bytes().any(|b| b.is_ascii_digit()) {
        return Vec::new();
    }
    let mut found = scan(text, &reading.phrases.dates);
    for date in &mut found {
        date.span = date.span.shifted(place.start);
    }
    found
}

fn stated(date: &Found) -> Time {
    match (date.date, date.clock) {
        (Stated::Full(PartialDate::Day(day)), Some(clock)) => Time::Clock(day, clock),
        (Stated::Full(PartialDate::Day(day)), None) => Time::Calendar(Calendar::day(day)),
        (Stated::Full(PartialDate::Month(year, month)), _) => {
            Time::Calendar(Calendar { year: Some(year), part: Part::Month(month) })
        }
        (Stated::Full(PartialDate::Year(year)), _) => Time::Calendar(Calendar::year(year)),
        (Stated::Yearless { month, day }, _) => {
            Time::Calendar(Calendar { year: None, part: Part::Day(month, day) })
        }
    }
}

fn sentence(
    reading: &Reading<'_>,
    parser: &mut Parser<'_>,
    (span, first, last): (Span, usize, usize),
    found: &mut Vec<DateMention>,
) {
    parser.turn(first, last);
    let mut at = first;
    for date in dates(reading, span) {
        while at < last && reading.token(at).is_some_and(|token| token.span.end <= date.span.start) {
            at += 1;
        }
        let mut end = at;
        while end < last && reading.token(end).is_some_and(|token| token.span.start < date.span.end) {
            end += 1;
        }
        if end > at {
            parser.dates.insert(at, (end, stated(&date)));
        }
        at = end;
    }
    let mut at = first;
    while at < last {
        let found_here = if begins(reading, at) { parser.time_at(at) } else { None };
        let Some((end, time)) = found_here else {
            at += 1;
            continue;
        };
        let around = || reading.phrases.tense.near(reading, (first, last), (at, end));
        let today = time == Time::Today && speaks_of_now(reading, (first, last), (at, end), around());
        let when = if today { Some(When::Present) } else { resolve(time, parser.day, around) };
        match when {
            Some(when) => {
                found.push(DateMention { span: reading.span(at, end), when });
                at = end;
            }
            None => at = if time == Time::Skip { end } else { at + 1 },
        }
    }
}

/// Whether a time can begin with the token: a number, a listed word, a Roman digit.
fn begins(reading: &Reading<'_>, at: usize) -> bool {
    reading.token(at).is_some_and(|token| {
        token.kind == TokenKind::Number
            || token.word != WordId::default()
            || reading.of(at).starts_with(['I', 'V', 'X'])
    })
}

/// Whether "today" means these days: the sentence tells how things stand, or what "we" do.
fn speaks_of_now(
    reading: &Reading<'_>,
    sentence: (usize, usize),
    place: (usize, usize),
    direction: Option<Direction>,
) -> bool {
    direction == Some(Direction::Present) || reading.phrases.tense.is_own(reading, sentence, place)
}
