//! Recognises lines that are no part of an article: counters, credits of photos, buttons. Never a word in code.

use crate::import::lines::count;
use crate::import::words::words;

/// A line that begins like furniture may be this long, in characters.
const LONGEST: usize = 200;

/// What the line is, where it is no part of the article.
pub(super) fn is_furniture(line: &str) -> bool {
    let line = line.trim();
    let bare = line.trim_matches(|c: char| !c.is_alphanumeric() && c != '©').to_lowercase();
    if bare.is_empty() {
        return true;
    }
    let words = words();
    if words.whole.contains(bare.as_str()) || is_counter(&bare) || is_address(line) || line.starts_with("![")
    {
        return true;
    }
    if count(line) > LONGEST {
        return false;
    }
    let label = bare.split_once(':').map(|(label, _)| label.trim());
    label.is_some_and(|label| words.labels.contains(label))
        || words.starts.iter().any(|start| begins(&bare, start))
}

/// Whether `line` begins with `start` as whole words.
fn begins(line: &str, start: &str) -> bool {
    line.strip_prefix(start).is_some_and(|rest| {
        !start.ends_with(char::is_alphanumeric) || !rest.starts_with(char::is_alphanumeric)
    })
}

/// "6401", "6 401", "12 просмотров", "16:22", "👁 512".
fn is_counter(bare: &str) -> bool {
    let number = |c: char| c.is_ascii_digit() || matches!(c, ' ' | '\u{a0}' | ',' | '.' | ':' | '|');
    let word = bare.trim_matches(number);
    if word.len() == bare.len() {
        return false;
    }
    word.is_empty() || words().counters.contains(word)
}

/// A web or mail address alone on its line.
fn is_address(line: &str) -> bool {
    let one = !line.contains(char::is_whitespace);
    one && (line.starts_with("http://") || line.starts_with("https://") || line.starts_with("www."))
}
