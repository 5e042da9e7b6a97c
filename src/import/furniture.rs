//! Recognises lines that are no part of an article: counters, credits of photos, buttons. Never a word in code.

use crate::import::lines::count;
use crate::import::words::words;

/// A line that begins like furniture may be this long, in characters.
const LONGEST: usize = 200;

/// Whether the line is no part of the article.
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

/// Whether the line is the title of a list of other articles, with nothing behind its colon.
pub(super) fn is_list_title(line: &str) -> bool {
    if line.len() > LONGEST {
        return false;
    }
    let bare = line.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
    words().related.contains(bare.as_str())
}

/// Whether `line` begins with `start` as whole words.
fn begins(line: &str, start: &str) -> bool {
    line.strip_prefix(start).is_some_and(|rest| {
        !start.ends_with(char::is_alphanumeric) || !rest.starts_with(char::is_alphanumeric)
    })
}

/// "6401", "6 401", "12 просмотров", "Views: 1287", "16:22", "👁 512"; in lower case.
pub(super) fn is_counter(bare: &str) -> bool {
    let number = |c: char| {
        c.is_ascii_digit() || c.is_whitespace() || matches!(c, ',' | '.' | ':' | '|' | '+' | 'k' | 'к')
    };
    if !bare.contains(|c: char| c.is_ascii_digit()) {
        return false;
    }
    let word = bare.trim_matches(|c: char| number(c) || !c.is_alphanumeric()).replace(['.', ':'], "");
    word.is_empty() || words().counters.contains(word.as_str())
}

/// A web or mail address alone on its line.
fn is_address(line: &str) -> bool {
    let one = !line.contains(char::is_whitespace);
    one && (line.starts_with("http://") || line.starts_with("https://") || line.starts_with("www."))
}
