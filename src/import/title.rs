//! The title of an article: its headline, or its first sentence made fit. Never cut inside a word.

use crate::import::lines::count;

/// A title made of a sentence is at most about this long, in characters.
const FIT: usize = 140;

/// A clause shorter than this says too little.
const LEAST: usize = 40;

/// The text on one line: runs of white space and control characters become one space.
pub(super) fn one_line(text: &str) -> String {
    let blank = |c: char| c.is_whitespace() || c.is_control();
    text.split(blank).filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
}

/// The first sentence of `paragraph`, cut at a clause or a word where it is too long.
pub(super) fn from_paragraph(paragraph: &str) -> String {
    let line = one_line(paragraph);
    let sentence = first_sentence(&line);
    if count(sentence) <= FIT {
        return sentence.trim_end_matches('.').to_owned();
    }
    let mut clause = None;
    let mut word = None;
    for (seen, (at, c)) in sentence.char_indices().enumerate() {
        if seen > FIT {
            break;
        }
        let after = sentence.get(at + c.len_utf8()..).unwrap_or_default();
        if matches!(c, ',' | ';' | ':') && after.starts_with(' ') && seen >= LEAST {
            clause = Some(at);
        }
        if c == ' ' {
            if seen >= LEAST && after.starts_with(['–', '—', '-', '(']) {
                clause = Some(at);
            }
            word = Some(at);
        }
    }
    let hard = sentence.char_indices().nth(FIT).map_or(sentence.len(), |(at, _)| at);
    let cut = clause.or(word).unwrap_or(hard);
    let kept = sentence.get(..cut).unwrap_or(sentence);
    format!(
        "{}…",
        kept.trim_end_matches(|c: char| !c.is_alphanumeric() && !matches!(c, '»' | '"' | '”' | ')'))
    )
}

/// Up to the first mark that ends a sentence before a space and a capital.
fn first_sentence(line: &str) -> &str {
    let mut from = 0;
    while let Some(found) = line.get(from..).and_then(|rest| rest.find(['.', '!', '?', '…'])) {
        let at = from + found;
        let mark = line.get(at..).and_then(|rest| rest.chars().next()).map_or(1, char::len_utf8);
        from = at + mark;
        let after = line.get(from..).unwrap_or_default();
        let closing = after.trim_start_matches(['"', '»', '”', ')']);
        let next = closing.strip_prefix(' ').and_then(|rest| rest.chars().next());
        let starts = next.is_some_and(|c| c.is_uppercase() || matches!(c, '"' | '«' | '“' | '—' | '–'));
        let word =
            line.get(..at).and_then(|before| before.rsplit([' ', '.', '(']).next()).unwrap_or_default();
        if starts && count(word) > 3 {
            return line.get(..line.len() - closing.len()).unwrap_or(line);
        }
    }
    line
}
