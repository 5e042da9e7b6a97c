//! Quantities in a text: value, range, unit, limit. Never a word of a language.

mod amount;
mod limit;
pub(crate) mod noun;
mod unit;

use chrono::NaiveDate;

use crate::base::span::Span;
use crate::base::when::{PartialDate, When};
use crate::extract::phrases::Reading;
use crate::extract::phrases::number::number_at;
use crate::model::extraction::DateMention;
use crate::model::figure::{Comparison, Figure};
use crate::text::tokens::TokenKind;
use amount::{Amount, amount_at};
use unit::{Kind, TIMES, Unit, unit_before};

/// Words of a clause on either side of a figure.
const CLAUSE: usize = 30;

/// All figures of a text, in order, not overlapping; `dates` are those that
/// [`times::find`](crate::extract::times::find) found in the same text.
#[must_use]
pub fn find(reading: &Reading<'_>, dates: &[DateMention], day: Option<NaiveDate>) -> Vec<Figure> {
    let mut found = Vec::new();
    for (span, first, last) in &reading.sentences {
        let from = dates.partition_point(|date| date.span.end <= span.start);
        let to = dates.partition_point(|date| date.span.start < span.end);
        let scene = Scene {
            reading,
            first: *first,
            last: *last,
            dates: dates.get(from..to).unwrap_or_default(),
            day,
        };
        scene.figures(&mut found);
    }
    found
}

/// A sentence in which figures are looked for.
struct Scene<'a> {
    reading: &'a Reading<'a>,
    first: usize,
    last: usize,
    dates: &'a [DateMention],
    day: Option<NaiveDate>,
}

impl Scene<'_> {
    fn figures(&self, found: &mut Vec<Figure>) {
        let mut at = self.first;
        let mut floor = self.first;
        while at < self.last {
            let Some(number) = self.number_end(at) else {
                at += 1;
                continue;
            };
            match self.figure(at, floor) {
                Some((figure, end)) => {
                    found.push(figure);
                    at = end.max(at + 1);
                    floor = at;
                }
                None => at = number,
            }
        }
    }

    /// The token after the number at `at`, if there is one.
    fn number_end(&self, at: usize) -> Option<usize> {
        let token = self.reading.token(at)?;
        let listed =
            token.kind == TokenKind::Number || self.reading.is(at, self.reading.phrases.ids.cardinal);
        if !listed {
            return None;
        }
        Some(number_at(self.reading, at).map_or(at + 1, |number| number.end.min(self.last)))
    }

    fn figure(&self, at: usize, floor: usize) -> Option<(Figure, usize)> {
        if self.is_label(at) {
            return None;
        }
        let amount = amount_at(self.reading, at, floor, self.last)?;
        if self.in_date(at, &amount) || self.is_string_of_numbers(at, &amount) {
            return None;
        }
        let (before, mut start) = match unit_before(self.reading, floor, at) {
            Some((name, place)) => (Some(name), place),
            None => (None, at),
        };
        let mut end = amount.end;
        let mut after = None;
        if amount.unit.is_none()
            && let Some((sign, next)) = limit::after(self.reading, end, self.last)
        {
            (after, end) = (Some(sign), next);
        }
        let unit = self.unit(&amount, before, end)?;
        end = end.max(unit.end);
        if after.is_none()
            && let Some((sign, next)) = limit::after(self.reading, end, self.last)
        {
            (after, end) = (Some(sign), next);
        }
        if self.is_clock(at, &amount, &unit) {
            return None;
        }
        let ids = &self.reading.phrases.ids;
        if amount.second.is_some() && start > floor && self.reading.is(start - 1, ids.range_from) {
            start -= 1;
        }
        if amount.second.is_some()
            && let Some((next, _)) = self.reading.sense(end, ids.range_end)
        {
            end = next;
        }
        let (sign, mut start) = limit::before(self.reading, floor, start);
        if unit.name == TIMES && start > floor && self.reading.is(start - 1, ids.by) {
            start -= 1;
        }
        let sign = if amount.second.is_some() { Comparison::Equal } else { after.unwrap_or(sign) };
        let span = self.reading.span(start, end);
        let figure = Figure {
            span,
            value: amount.first.value,
            value_to: amount.second.map(|second| second.value),
            as_of: if unit.kind == Kind::Time { None } else { self.as_of(span) },
            unit: unit.name,
            cmp: sign,
            measure: self.measure(start, end),
        };
        Some((figure, end))
    }

    /// The unit; none where the number stands for itself and is no amount.
    fn unit(&self, amount: &Amount, before: Option<String>, end: usize) -> Option<Unit> {
        let second = amount.second.unwrap_or(amount.first);
        if let Some(name) = before {
            return Some(Unit { name, end: second.end, kind: Kind::Measure });
        }
        let unit = match &amount.unit {
            Some(unit) => Some(unit.clone()),
            // "400 мыңнан астам студент": the limit stands between the number and what is counted.
            None if end > second.end => unit::unit_at(self.reading, end, self.last),
            None => None,
        };
        // "One" before a noun is mostly no count.
        let one = (amount.first.value - 1.0).abs() < f64::EPSILON;
        let vague = one && amount.first.digits.is_none() && amount.second.is_none();
        match unit {
            Some(unit) if unit.kind == Kind::Counted && vague => None,
            Some(unit) => Some(unit),
            None if second.scale >= 1000.0 => {
                Some(Unit { name: String::new(), end: second.end, kind: Kind::Measure })
            }
            None => None,
        }
    }

    /// Whether the number only names something: "статья 5", "No. 7".
    fn is_label(&self, at: usize) -> bool {
        let Some(before) = at.checked_sub(1).filter(|before| *before >= self.first) else { return false };
        let ids = &self.reading.phrases.ids;
        let text = self.reading.of(before);
        self.reading.is(before, ids.label)
            || matches!(text, "№" | "#" | "+" | "/" | ":")
            || text == "." && before > self.first && self.reading.is(before - 1, ids.label)
    }

    /// Whether the amount belongs to a date; lengths of time inside intervals do not.
    fn in_date(&self, at: usize, amount: &Amount) -> bool {
        let Some(place) = self.reading.token(at).map(|token| token.span) else { return false };
        let end = self.reading.span(at, amount.end).end;
        let from = self.dates.partition_point(|date| date.span.end <= place.start);
        let overlapping = self.dates.iter().skip(from).take_while(|date| date.span.start < end);
        overlapping.into_iter().any(|date| {
            let length = matches!(amount.unit, Some(Unit { kind: Kind::Time, .. }));
            let year = amount.first.digits == Some(4);
            !(length && !year && matches!(date.when, When::Lasting(_) | When::Between(..)))
        })
    }

    /// Telephone numbers, codes and tables: numbers in a row.
    fn is_string_of_numbers(&self, at: usize, amount: &Amount) -> bool {
        let is_number = |place: usize| {
            self.reading.token(place).is_some_and(|token| token.kind == TokenKind::Number)
                && (self.first..self.last).contains(&place)
        };
        let hyphen = |place: usize| self.reading.is_mark(place, &["-", "–", "/", "."]);
        let before = at.checked_sub(1).is_some_and(|place| {
            is_number(place) || hyphen(place) && place.checked_sub(1).is_some_and(is_number)
        });
        before
            || is_number(amount.end) && amount.unit.is_none()
            || hyphen(amount.end) && is_number(amount.end + 1)
    }

    /// Whether it is a time of day: "в 15 часов".
    fn is_clock(&self, at: usize, amount: &Amount, unit: &Unit) -> bool {
        let before = at.checked_sub(1).filter(|before| *before >= self.first);
        unit.kind == Kind::Time
            && unit.name == "hours"
            && amount.first.value <= 24.0
            && before.is_some_and(|before| self.reading.is(before, self.reading.phrases.ids.clock))
    }

    /// The time it holds for: the nearest date of its sentence, else the day of the article.
    fn as_of(&self, span: Span) -> Option<When> {
        let today = self.day.map(|day| When::At(PartialDate::Day(day)));
        let apart = |date: &&DateMention| {
            (date.span.end.max(span.end) - date.span.start.min(span.start)).saturating_sub(span.len())
        };
        // The nearest few are enough, and keep the time linear where dates are many.
        let near = self.dates.partition_point(|date| date.span.end <= span.start).saturating_sub(2);
        let tied = self.dates.iter().skip(near).take(4).filter(|date| date.when.days().is_some());
        let Some(date) = tied.min_by_key(apart) else { return today };
        let ends_today =
            matches!(&date.when, When::Between(_, to) if self.day.is_some() && to.last_day() == self.day);
        if ends_today { today } else { Some(date.when.clone()) }
    }

    /// The clause around the tokens `start..end`, at most [`CLAUSE`] words on either side.
    fn measure(&self, start: usize, end: usize) -> Option<Span> {
        let edge = |at: usize| {
            self.reading.is_mark(at, &[",", ";", ":", "(", ")", "\"", "«", "»", "“", "”", ".", "!", "?"])
        };
        let first = self.first.max(start.saturating_sub(CLAUSE));
        let last = self.last.min(end + CLAUSE);
        let from = (first..start).rev().find(|at| edge(*at)).map_or(first, |at| at + 1);
        let to = (end..last).find(|at| edge(*at)).unwrap_or(last);
        Some(self.reading.span(from, to)).filter(|span| !span.is_empty())
    }
}
