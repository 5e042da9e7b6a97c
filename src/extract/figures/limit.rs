//! How a number is limited: "more than", "up to", "about". Never a word of a language.

use crate::extract::phrases::Reading;
use crate::extract::phrases::value::Value;
use crate::model::figure::Comparison;
use crate::text::fold::fold;

/// Words that a limit before a number may have.
const LONGEST: usize = 5;
/// Words in which a verb of change is looked for.
const NEAR: usize = 5;

/// The limit that ends right before `at`, fillers passed over: its sign and first token.
pub(crate) fn before(reading: &Reading<'_>, first: usize, at: usize) -> (Comparison, usize) {
    let ids = &reading.phrases.ids;
    let mut start = at;
    let mut found = None;
    // At most one filler on either side of the limit.
    for _ in 0..3 {
        let from = first.max(start.saturating_sub(LONGEST));
        let filler =
            (from..start).find(|place| reading.senses(*place, ids.filler).any(|(end, _)| end == start));
        let limit = (from..start).find_map(|place| {
            let value = reading.senses(place, ids.limit).find(|(end, _)| *end == start);
            value.map(|(_, value)| (place, value))
        });
        match (limit, filler) {
            (Some((place, Value::Limit(sign))), _) if found.is_none() => {
                if sign == Comparison::AtMost && place + 1 == start && changes(reading, place, first, place) {
                    break;
                }
                (found, start) = (Some(sign), place);
            }
            (_, Some(place)) => start = place,
            _ => break,
        }
    }
    (found.unwrap_or_default(), start)
}

/// The limit that begins right at `at`, and the token after it.
pub(crate) fn after(reading: &Reading<'_>, at: usize, limit: usize) -> Option<(Comparison, usize)> {
    let ids = &reading.phrases.ids;
    match reading.sense(at, ids.limit_after).filter(|(end, _)| *end <= limit)? {
        (end, Value::Limit(Comparison::AtMost)) if changes(reading, end, end, limit) => {
            Some((Comparison::Equal, end))
        }
        (end, Value::Limit(sign)) => Some((sign, end)),
        _ => None,
    }
}

/// Whether a word of change stands near `at` within the tokens `first..last`.
fn changes(reading: &Reading<'_>, at: usize, first: usize, last: usize) -> bool {
    let reach = first.max(at.saturating_sub(NEAR))..last.min(at + NEAR);
    reach.into_iter().any(|place| reading.phrases.nouns.changes.fits(&fold(reading.of(place))))
}
