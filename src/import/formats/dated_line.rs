//! A first line that begins with the word for "date" and an ISO date, the text after it on the same line.
//! Never a date in any other form.

use super::{Field, Fields, Parts};
use crate::base::span::Span;
use crate::base::when::PartialDate;
use crate::import::words::{Key, Words};

pub(super) fn read(text: &str, words: &Words) -> Option<Vec<Parts>> {
    let start = text.len() - text.trim_start().len();
    let rest = Span::new(start, text.len()).of(text);
    let word_end = rest.find(|c: char| !c.is_alphanumeric() && c != '_')?;
    let name = rest.get(..word_end)?;
    if words.key(name) != Some(Key::Date) {
        return None;
    }
    let gap = rest.get(word_end..)?;
    let date_start = start + word_end + (gap.len() - gap.trim_start_matches([' ', '\t', '\u{a0}']).len());
    let span = Span::new(date_start, date_start + "2025-10-07".len());
    let value = span.of(text);
    if !matches!(value.parse(), Ok(PartialDate::Day(_))) {
        return None;
    }
    // More digits would make it a different number.
    if text.get(span.end..).is_some_and(|after| after.starts_with(|c: char| c.is_ascii_digit())) {
        return None;
    }
    let fields = Fields::from([(Key::Date, Field { value: value.to_owned(), span })]);
    let header = Span::new(start, span.end);
    Some(vec![Parts { header, body: Span::new(span.end, text.len()), fields }])
}
