//! One or two numbers with their unit: "7", "20–30 million dollars", "from 7 to 29 percent". Never a word in code.

use crate::extract::figures::unit::{Unit, unit_at};
use crate::extract::phrases::Reading;
use crate::extract::phrases::number::{Number, number_at};
use crate::text::tokens::TokenKind;

/// An amount at some place.
#[derive(Clone, Debug)]
pub(crate) struct Amount {
    pub(crate) first: Number,
    /// The upper end of a range, and the token where its number begins.
    pub(crate) second: Option<Number>,
    pub(crate) unit: Option<Unit>,
    /// The token after the numbers and what stands with them.
    pub(crate) end: usize,
}

/// The amount that begins with the number at `at`; a word of ranges may stand at `at - 1`.
pub(crate) fn amount_at(reading: &Reading<'_>, at: usize, first: usize, limit: usize) -> Option<Amount> {
    let number = number_at(reading, at).filter(|number| number.end <= limit)?;
    let ids = &reading.phrases.ids;
    let opened = at > first && reading.is(at - 1, ids.range_from);
    let range = if opened { opened_range(reading, number, limit) } else { None };
    let range = range.or_else(|| dashed(reading, number, limit)).or_else(|| glued(reading, number, limit));
    let Some((first, second)) = range else {
        let unit = unit_at(reading, number.end, limit);
        let end = unit.as_ref().map_or(number.end, |unit| unit.end);
        return Some(Amount { first: number, second: None, unit, end });
    };
    if second.value <= first.value && !opened && reading.phrases.ids.range_first != ids.range_from {
        // "3-2" is a score, no range.
        return None;
    }
    let unit = unit_at(reading, second.end, limit);
    let end = unit.as_ref().map_or(second.end, |unit| unit.end);
    let first = scaled(first, &second);
    Some(Amount { first, second: Some(second), unit, end })
}

/// "20–30 million": the word that multiplies the second number multiplies the first one too.
fn scaled(first: Number, second: &Number) -> Number {
    if first.scale > 1.0 || second.scale <= 1.0 || first.value > second.value / second.scale {
        return first;
    }
    Number { value: first.value * second.scale, scale: second.scale, ..first }
}

/// "from 7 to 29", "from 7 percent to 29 percent", the first word passed already.
fn opened_range(reading: &Reading<'_>, number: Number, limit: usize) -> Option<(Number, Number)> {
    let ids = &reading.phrases.ids;
    let mut place = number.end;
    if !reading.is(place, ids.range_to) {
        place = unit_at(reading, place, limit)?.end;
    }
    let (to, _) = reading.sense(place, ids.range_to)?;
    let second = number_at(reading, to).filter(|second| second.end <= limit)?;
    Some((number, second))
}

/// "7–29" and "7-29".
fn dashed(reading: &Reading<'_>, number: Number, limit: usize) -> Option<(Number, Number)> {
    let dash = reading.is_mark(number.end, &["-", "–", "—", "−", "‑", "‐", "..."]);
    let glued = reading.token(number.end + 1).is_some_and(|token| token.glued);
    let place = if dash { number.end + 1 } else { number.end };
    let apart = dash || glued || reading.token(place).is_some_and(|token| token.glued);
    if !apart {
        return None;
    }
    let second = number_at(reading, place).filter(|second| second.end <= limit)?;
    Some((number, second))
}

/// "7-ден 29 пайызға дейін": the first number or its unit has an ending of its own.
fn glued(reading: &Reading<'_>, number: Number, limit: usize) -> Option<(Number, Number)> {
    let ids = &reading.phrases.ids;
    let mut place = number.end;
    let ended = place.checked_sub(1).is_some_and(|last| reading.is(last, ids.range_first));
    if !ended {
        let token = reading.token(place).filter(|token| token.kind == TokenKind::Word)?;
        let _ = token;
        place = reading.is(place, ids.range_first).then_some(place + 1)?;
    }
    let second = number_at(reading, place).filter(|second| second.end <= limit)?;
    // The word that closes such a range stands within a few words.
    let closed = (second.end..limit.min(second.end + 4)).any(|at| reading.is(at, ids.range_end));
    closed.then_some((number, second))
}
