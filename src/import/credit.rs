//! Whom the text credits: the name after "сообщает" and its like. Never a list of names.

use crate::base::span::Span;
use crate::import::words::words;

/// The name that the first or last sentences of `part` credit.
pub(super) fn credited(text: &str, part: Span) -> Option<Span> {
    let words = words();
    let whole = part.of(text);
    let mut at = 0;
    for word in whole.split_inclusive(|c: char| !c.is_alphanumeric() && c != '-') {
        let start = at;
        at += word.len();
        if !word.starts_with(char::is_lowercase) {
            continue;
        }
        let rest = whole.get(start..).unwrap_or_default();
        let verb = words.credits.iter().find(|verb| {
            rest.strip_prefix(verb.as_str()).is_some_and(|after| after.starts_with(char::is_whitespace))
        });
        let name = verb.and_then(|verb| name(whole, start + verb.len()));
        if let Some(name) = name {
            return Some(name.shifted(part.start));
        }
    }
    None
}

/// The name that begins at `at`, past words such as "корреспондент".
fn name(text: &str, at: usize) -> Option<Span> {
    let words = words();
    let mut at = at;
    for _ in 0..5 {
        let rest = text.get(at..)?;
        let rest_at = at + rest.len() - rest.trim_start().len();
        let rest = text.get(rest_at..)?;
        if let Some(quoted) = quoted(rest) {
            return Some(Span::new(rest_at, rest_at).cover(quoted.shifted(rest_at)).trimmed(text))
                .map(|span| Span::new(span.start + quoted.start, span.end));
        }
        let token = rest.split(|c: char| c.is_whitespace() || c == ',' || c == ';').next()?;
        let bare = token.trim_end_matches(['.', ':', '!', '?', ')', '"', '»']);
        let lower = bare.to_lowercase();
        if words.fillers.contains(lower.as_str()) {
            at = rest_at + token.len();
            continue;
        }
        return proper(text, rest_at);
    }
    None
}

/// A name in quotation marks at the very beginning: its place without them.
fn quoted(text: &str) -> Option<Span> {
    let open = text.chars().next()?;
    let close = match open {
        '«' => '»',
        '"' => '"',
        '“' => '”',
        _ => return None,
    };
    let start = open.len_utf8();
    let length = text.get(start..)?.find(close)?;
    (1..=80).contains(&length).then(|| Span::new(start, start + length))
}

/// Words from `at` on that begin with a capital or hold a dot: at most four.
fn proper(text: &str, at: usize) -> Option<Span> {
    let mut end = at;
    let mut from = at;
    for _ in 0..4 {
        let rest = text.get(from..)?;
        let token = rest.split(char::is_whitespace).next()?;
        let bare = token.trim_end_matches(|c: char| !c.is_alphanumeric());
        let capital = bare.chars().next().is_some_and(|c| c.is_uppercase() || c.is_ascii_digit());
        let site = bare.contains('.') && bare.is_ascii();
        if bare.is_empty() || !(capital || site) {
            break;
        }
        end = from + bare.len();
        // A mark after the word ends the name.
        if token.len() > bare.len() {
            break;
        }
        let gap = text.get(end..)?;
        from = end + gap.len() - gap.trim_start().len();
    }
    (end > at).then(|| Span::new(at, end))
}
