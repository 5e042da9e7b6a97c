//! Lines of text with the meaning of each piece, for panes that are laid out as they are built. Never a colour.

use crate::app::role::Role;
use crate::base::span::Span;
use crate::text::sanitise;
use crate::text::width;
use crate::text::wrap::{self, Measure, wrap};

/// A piece of a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    /// What to print; safe for the screen.
    pub text: String,
    /// What it means.
    pub role: Role,
}

/// One line.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Line {
    /// Its pieces from left to right.
    pub parts: Vec<Part>,
}

impl Line {
    /// The line with one more piece, made safe.
    #[must_use]
    pub fn with(mut self, role: Role, text: &str) -> Self {
        if !text.is_empty() {
            self.parts.push(Part { text: sanitise::line(text).into_owned(), role });
        }
        self
    }

    /// Columns of the line.
    #[must_use]
    pub fn width(&self) -> usize {
        self.parts.iter().map(|part| width::of(&part.text)).sum()
    }

    /// The text of the line.
    #[must_use]
    pub fn text(&self) -> String {
        self.parts.iter().map(|part| part.text.as_str()).collect()
    }
}

/// Breaks a text into at most `most` lines of one meaning; where that cuts it, the last line ends with
/// `ellipsis`.
#[must_use]
pub fn folded(text: &str, columns: usize, most: usize, ellipsis: &str) -> Vec<String> {
    folded_in(text, columns, most, ellipsis, None)
}

/// The same, hyphenated by these patterns.
#[must_use]
pub fn folded_in(
    text: &str,
    columns: usize,
    most: usize,
    ellipsis: &str,
    hyphenation: Option<&str>,
) -> Vec<String> {
    let safe = sanitise::line(text);
    let measure = Measure { columns, hyphenation };
    let lines = wrap(&safe, Span::new(0, safe.len()), measure);
    let shown = |line: &wrap::Line| {
        let hyphen = if line.hyphen { "-" } else { "" };
        format!("{}{hyphen}", one_blank(line.span.of(&safe)))
    };
    let mut out: Vec<String> = lines.iter().take(most).map(shown).collect();
    if lines.len() > most
        && let Some(last) = out.last_mut()
    {
        *last = shortened(last, columns, ellipsis, Left::More);
    }
    out
}

/// The text with each run of blanks as one, as `wrap` measures it.
fn one_blank(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        if !(c == ' ' && out.ends_with(' ')) {
            out.push(c);
        }
    }
    out
}

/// The text where it fits, else its beginning and `ellipsis`.
#[must_use]
pub fn cut(text: &str, columns: usize, ellipsis: &str) -> String {
    let safe = sanitise::line(text);
    if width::of(&safe) <= columns {
        return safe.into_owned();
    }
    if columns < width::of(ellipsis) {
        String::new()
    } else {
        shortened(&safe, columns, ellipsis, Left::Nothing)
    }
}

/// Whether something follows a text that is to be shortened.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Left {
    Nothing,
    More,
}

/// From so many columns on, what is shortened ends with a whole word.
const WORDS: usize = 24;

/// The beginning of a text with `ellipsis` after it: whole words, where that leaves most of what there is room for.
fn shortened(text: &str, columns: usize, ellipsis: &str, left: Left) -> String {
    let (fits, wide) = width::fitting(text, columns.saturating_sub(width::of(ellipsis)));
    let after = text.strip_prefix(fits).unwrap_or_default();
    let is_whole = columns < WORDS || after.starts_with(' ') || after.is_empty() && left == Left::More;
    let words = if is_whole { None } else { fits.rsplit_once(' ').map(|(words, _)| words) };
    let kept = words.filter(|words| width::of(words) * 3 >= wide * 2).unwrap_or(fits);
    format!("{}{ellipsis}", kept.trim_end_matches([' ', ',', ';', ':', '–', '—', '-']))
}

/// Facts one after another with separators, broken between facts; a fact longer than a line is cut.
#[must_use]
pub fn flowed(facts: &[(Role, String)], separator: &str, columns: usize, ellipsis: &str) -> Vec<Line> {
    let mut lines = vec![Line::default()];
    for (role, fact) in facts {
        let fact = cut(fact, columns, ellipsis);
        let wide = width::of(&fact);
        if let Some(last) = lines.last_mut() {
            let used = last.width();
            if used == 0 {
                *last = std::mem::take(last).with(*role, &fact);
                continue;
            }
            if used + width::of(separator) + wide <= columns {
                *last = std::mem::take(last).with(Role::Faint, separator).with(*role, &fact);
                continue;
            }
        }
        lines.push(Line::default().with(*role, &fact));
    }
    lines
}

/// A row of a sentence with the keys that it names set off, each wherever it stands as a word.
#[must_use]
pub fn keyed(row: &str, keys: &[&str], role: Role) -> Line {
    let mut line = Line::default();
    let mut rest = row;
    let found = |rest: &str| {
        let places = keys.iter().filter(|key| !key.is_empty()).filter_map(|key| {
            let stands = |(at, _): &(usize, &str)| {
                let ends = |c: Option<char>| !c.is_some_and(char::is_alphanumeric);
                let after = rest.get(at + key.len()..).unwrap_or_default();
                ends(rest.get(..*at).unwrap_or_default().chars().next_back()) && ends(after.chars().next())
            };
            rest.match_indices(key).find(stands).map(|(at, key)| (at, key.len()))
        });
        places.min()
    };
    while let Some((at, len)) = found(rest) {
        let (before, after) = rest.split_at(at);
        let (key, after) = after.split_at(len);
        line = line.with(role, before).with(Role::Key, key);
        rest = after;
    }
    line.with(role, rest)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_title_is_cut_at_its_last_line() {
        let lines = folded("Казахстан поддержал идею создания формата ОТГ+", 20, 2, "…");
        assert_eq!(lines, ["Казахстан поддержал", "идею создания…"]);
        assert_eq!(folded("short", 20, 2, "…"), ["short"]);
        assert!(folded("", 20, 2, "…").is_empty());
    }

    #[test]
    fn keys_in_a_sentence_are_set_off_where_they_are_words() {
        let line = keyed("s opens the sample, ? shows all keys", &["?", "s"], Role::Text);
        assert_eq!(line.text(), "s opens the sample, ? shows all keys");
        let keys: Vec<&str> =
            line.parts.iter().filter(|part| part.role == Role::Key).map(|part| part.text.as_str()).collect();
        assert_eq!(keys, ["s", "?"]);
        assert_eq!(keyed("no key here", &["x", ""], Role::Dim).parts.len(), 1);
    }

    #[test]
    fn cutting_respects_wide_characters() {
        assert_eq!(cut("東京大学", 5, "…"), "東京…");
        assert_eq!(cut("abc", 3, "…"), "abc");
        assert_eq!(cut("abcd", 0, "…"), "");
    }
}
