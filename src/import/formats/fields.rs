//! Reads one `key: value` line of a header. Never a value of more than one line.

use super::{Field, Fields};
use crate::base::span::Span;
use crate::import::words::Words;

/// The longest name of a field, in characters.
const LONGEST_KEY: usize = 30;

/// A line cut at its first `mark`: the name and where the value stands. `None` where it does not look like a field.
pub(super) fn cut(text: &str, line: Span, mark: char) -> Option<(&str, Span)> {
    let all = line.of(text);
    let (name, _) = all.split_once(mark)?;
    let key = name.trim();
    let like_a_name = |c: char| c.is_alphanumeric() || matches!(c, '_' | '-' | ' ' | '.');
    if key.is_empty() || key.chars().count() > LONGEST_KEY || !key.chars().all(like_a_name) {
        return None;
    }
    let value = Span::new(line.start + name.len() + mark.len_utf8(), line.end).trimmed(text);
    Some((key, value))
}

/// Keeps the value of a known field; the first of several wins. Says whether the name is known.
pub(super) fn keep(fields: &mut Fields, text: &str, name: &str, value: Span, words: &Words) -> bool {
    let Some(key) = words.key(name) else {
        return false;
    };
    let span = unquoted(text, value);
    let written = span.of(text);
    if !written.is_empty() {
        fields.entry(key).or_insert_with(|| Field { value: written.to_owned(), span });
    }
    true
}

/// The span without one pair of quotation marks around it.
fn unquoted(text: &str, span: Span) -> Span {
    let value = span.of(text);
    let pair = [('"', '"'), ('\'', '\'')];
    let quoted = pair
        .iter()
        .any(|(open, close)| value.len() > 1 && value.starts_with(*open) && value.ends_with(*close));
    if quoted { Span::new(span.start + 1, span.end - 1).trimmed(text) } else { span }
}
