//! The unit of a number: a measure, a length of time, or what is counted. Never a word of a language.

use crate::extract::figures::noun::noun_at;
use crate::extract::phrases::Reading;
use crate::extract::phrases::value::Value;

/// What a number counts or measures.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Unit {
    pub(crate) name: String,
    /// The token after it.
    pub(crate) end: usize,
    pub(crate) kind: Kind,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    /// A listed measure: money, percent, kilometres.
    Measure,
    /// A length of time.
    Time,
    /// Anything else.
    Counted,
}

/// The name of the unit that measures how many times.
pub(crate) const TIMES: &str = "times";

/// The unit that begins at `at`.
pub(crate) fn unit_at(reading: &Reading<'_>, at: usize, limit: usize) -> Option<Unit> {
    if at >= limit {
        return None;
    }
    let phrases = reading.phrases;
    if let Some((end, value)) = reading.sense(at, phrases.ids.measure).filter(|(end, _)| *end <= limit) {
        let name = phrases.vocabulary.name_of(value)?.to_owned();
        return Some(Unit { name, end, kind: Kind::Measure });
    }
    if let Some((end, Value::Unit(unit))) = reading.sense(at, phrases.time_unit) {
        return Some(Unit { name: unit.plural(), end, kind: Kind::Time });
    }
    noun_at(reading, at, limit).map(|(end, name)| Unit { name, end, kind: Kind::Counted })
}

/// The sign of a measure that ends right before `at`, as in "$5": its name and first token.
pub(crate) fn unit_before(reading: &Reading<'_>, first: usize, at: usize) -> Option<(String, usize)> {
    let from = first.max(at.saturating_sub(3));
    (from..at).find_map(|place| {
        let (_, value) = reading.senses(place, reading.phrases.ids.before).find(|(end, _)| *end == at)?;
        Some((reading.phrases.vocabulary.name_of(value)?.to_owned(), place))
    })
}
