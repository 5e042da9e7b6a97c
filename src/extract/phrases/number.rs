//! Numbers in digits and words, ordinals too. Never says what they count.

use crate::extract::phrases::reading::Reading;
use crate::extract::phrases::value::Value;
use crate::extract::phrases::vocabulary::Class;
use crate::text::tokens::TokenKind;

/// A number in the text.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Number {
    pub(crate) value: f64,
    /// The token after it.
    pub(crate) end: usize,
    /// How many digits it has, where it is written in plain digits alone.
    pub(crate) digits: Option<usize>,
    /// What its last word multiplies by; 1 where nothing multiplies.
    pub(crate) scale: f64,
}

/// Words that one number may have.
const LONGEST: usize = 16;

/// The number that begins at `at`.
pub(crate) fn number_at(reading: &Reading<'_>, at: usize) -> Option<Number> {
    let ids = &reading.phrases.ids;
    let mut sum = Sum::default();
    let mut next = at;
    let mut digits = None;
    while next < at + LONGEST {
        // Two numbers glued by a hyphen are a range, unless the second completes the first ("twenty-five").
        let glued = next > at && reading.token(next).is_some_and(|token| token.glued);
        if reading.token(next).is_some_and(|token| token.kind == TokenKind::Number) {
            let Some(value) = digits_value(reading.of(next), &reading.phrases.decimal) else { break };
            if next > at || glued {
                break;
            }
            sum.group = Some(value);
            sum.last = 1.0;
            digits =
                Some(reading.of(next).len()).filter(|_| reading.of(next).bytes().all(|b| b.is_ascii_digit()));
            next += 1;
            if let Some((end, _)) = glued_sense(reading, next, ids.counting) {
                next = end;
            } else if let Some((end, Value::Number(scale))) = glued_sense(reading, next, ids.glued) {
                sum.multiply(scale);
                return Some(Number { value: sum.total(), end, digits: None, scale });
            }
            continue;
        }
        let Some(end) = sum.take(reading, next, next > at) else { break };
        digits = digits.filter(|_| end == next);
        next = end;
    }
    if next == at || glued_sense(reading, next, ids.ordering).is_some() {
        return None;
    }
    Some(Number { value: sum.total(), end: next, digits, scale: sum.scale })
}

fn glued_sense(reading: &Reading<'_>, at: usize, class: Class) -> Option<(usize, Value)> {
    reading.token(at).filter(|token| token.glued)?;
    reading.sense(at, class)
}

/// A number word by word.
#[derive(Clone, Copy, Debug)]
struct Sum {
    total: f64,
    group: Option<f64>,
    /// The last number word taken; the next one must be smaller.
    last: f64,
    scale: f64,
}

impl Default for Sum {
    fn default() -> Self {
        Self { total: 0.0, group: None, last: f64::INFINITY, scale: 1.0 }
    }
}

impl Sum {
    /// Takes the number word at `at`, and gives the token after it.
    fn take(&mut self, reading: &Reading<'_>, at: usize, inside: bool) -> Option<usize> {
        let ids = &reading.phrases.ids;
        if inside
            && self.group.is_some()
            && let Some((end, _)) = reading.sense(at, ids.half)
        {
            self.group = self.group.map(|group| group + 0.5);
            return Some(end);
        }
        if inside
            && self.last >= 100.0
            && let Some((end, _)) = reading.sense(at, ids.join)
            && let Some((after, Value::Number(value))) = reading.sense(end, ids.cardinal)
            && value < 100.0
        {
            self.add(value)?;
            return Some(after);
        }
        if self.group.is_some()
            && let Some((end, Value::Number(value))) = reading.sense(at, ids.multiplier)
        {
            self.multiply(value);
            return Some(end);
        }
        let (end, Value::Number(value)) = reading.sense(at, ids.cardinal)? else { return None };
        self.add(value)?;
        Some(end)
    }

    fn add(&mut self, value: f64) -> Option<()> {
        let room = if self.last >= 1000.0 {
            1000.0
        } else if self.last >= 100.0 {
            100.0
        } else if self.last >= 10.0 && self.last < 10.5 || self.last >= 20.0 {
            // Where eleven is a word of its own, ten is followed by no unit anyway.
            10.0
        } else {
            0.0
        };
        if value >= room {
            return None;
        }
        self.group = Some(self.group.unwrap_or(0.0) + value);
        self.last = value;
        Some(())
    }

    fn multiply(&mut self, value: f64) {
        let group = self.group.unwrap_or(1.0);
        if value < 1000.0 {
            self.group = Some(group * value);
        } else {
            self.total += group * value;
            self.group = None;
        }
        self.last = value;
        self.scale = self.scale.max(value);
    }

    fn total(&self) -> f64 {
        self.total + self.group.unwrap_or(0.0)
    }
}

/// The value of digits with separators; `None` for clock times and printed dates.
pub(crate) fn digits_value(text: &str, decimal: &str) -> Option<f64> {
    let plain: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    if plain.contains(':') {
        return None;
    }
    let marks: Vec<(usize, char)> = plain.char_indices().filter(|(_, c)| !c.is_ascii_digit()).collect();
    let Some((at, mark)) = marks.last().copied() else { return plain.parse().ok() };
    let tail = plain.len() - at - mark.len_utf8();
    let same = marks.iter().all(|(_, c)| *c == mark);
    let grouped = marks.windows(2).all(|pair| matches!(pair, [(a, _), (b, _)] if b - a == 4));
    let is_decimal = decimal.starts_with(mark);
    // "1,200" is a number of four digits where the comma does not part decimals.
    if same && tail == 3 && grouped && (marks.len() > 1 || !is_decimal) {
        return plain.replace(mark, "").parse().ok();
    }
    if same && marks.len() > 1 {
        return None;
    }
    let whole: String = plain.get(..at)?.chars().filter(char::is_ascii_digit).collect();
    format!("{whole}.{}", plain.get(at + mark.len_utf8()..)?).parse().ok()
}

/// The ordinal that begins at `at`, and the token after it: a word, digits with an ending, Roman digits.
pub(crate) fn ordinal_at(reading: &Reading<'_>, at: usize) -> Option<(usize, u32)> {
    let ids = &reading.phrases.ids;
    if let Some((end, Value::Ordinal(value))) = reading.sense(at, ids.ordinal) {
        return Some((end, value));
    }
    let token = reading.token(at)?;
    if token.kind == TokenKind::Number {
        let value = reading.of(at).parse().ok()?;
        let (end, _) = glued_sense(reading, at + 1, ids.ordering)?;
        return Some((end, value));
    }
    roman(reading.of(at)).map(|value| (at + 1, value))
}

/// The value of Roman digits up to 39.
fn roman(word: &str) -> Option<u32> {
    if word.is_empty() || word.len() > 7 || !word.bytes().all(|b| matches!(b, b'I' | b'V' | b'X')) {
        return None;
    }
    let value = |b: u8| match b {
        b'I' => 1,
        b'V' => 5,
        _ => 10,
    };
    // From the right, a digit smaller than one already seen is taken away.
    let (mut total, mut most) = (0_u32, 0);
    for digit in word.bytes().rev().map(value) {
        total = if digit < most { total.saturating_sub(digit) } else { total + digit };
        most = most.max(digit);
    }
    Some(total).filter(|total| (1..40).contains(total))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digits_are_read_as_the_language_writes_them() {
        for (text, decimal, value) in [
            ("4,8", ",", 4.8),
            ("4.8", ",", 4.8),
            ("1,200", ".", 1200.0),
            ("1,200", ",", 1.2),
            ("1.200.000", ",", 1_200_000.0),
            ("1,234.5", ".", 1234.5),
            ("60\u{a0}000", ",", 60000.0),
        ] {
            assert_eq!(digits_value(text, decimal), Some(value), "{text}");
        }
        assert_eq!(digits_value("16:22", ","), None);
        assert_eq!(digits_value("07.10.2025", ","), None);
    }

    #[test]
    fn roman_digits() {
        assert_eq!(roman("XII"), Some(12));
        assert_eq!(roman("IV"), Some(4));
        assert_eq!(roman("XIX"), Some(19));
        assert_eq!(roman("MIX"), None);
    }
}
