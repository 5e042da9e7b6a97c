//! Whom the text credits: the name after "сообщает" and its like. Never a list of names.

use crate::base::span::Span;
use crate::import::words::{Words, words};

/// The longest name, in words.
const LONGEST: usize = 6;

/// The name that `part` of `text` credits.
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
        let named = before(whole, start, rest, words).or_else(|| after(whole, start, rest, words));
        if let Some(name) = named.filter(|name| is_name(name.of(whole))) {
            return Some(name.shifted(part.start));
        }
    }
    None
}

/// "сообщает NAME", "according to NAME".
fn before(whole: &str, start: usize, rest: &str, words: &Words) -> Option<Span> {
    let (verb, own_form) = words.credits.iter().find(|(verb, _)| {
        rest.strip_prefix(verb.as_str()).is_some_and(|after| after.starts_with(char::is_whitespace))
    })?;
    let name = name(whole, start + verb.len(), words)?;
    let quoted = whole.get(..name.start).is_some_and(|before| before.ends_with(['«', '"', '“']));
    (*own_form || quoted || keeps_its_form(name.of(whole))).then_some(name)
}

/// ", NAME reports." at the end of a sentence.
fn after(whole: &str, start: usize, rest: &str, words: &Words) -> Option<Span> {
    let verb = rest.split(|c: char| !c.is_alphanumeric()).next()?;
    let ends = rest.get(verb.len()..).is_none_or(|after| after.is_empty() || after.starts_with(['.', '\n']));
    if !ends || !words.credits_after.contains(verb) {
        return None;
    }
    let clause = whole.get(..start)?;
    let from = clause
        .rfind([',', '.', '–', '—', '-', '”', '"', '»'])
        .map_or(0, |at| at + clause.get(at..).and_then(|mark| mark.chars().next()).map_or(1, char::len_utf8));
    let name = Span::new(from, start).trimmed(whole);
    let written = name.of(whole);
    let capital = |word: &str| word.starts_with(char::is_uppercase) || words.fillers.contains(word);
    let fits = written.split_whitespace().all(capital) && written.split_whitespace().count() <= LONGEST;
    // Without the words that are no part of the name: "the", "news agency".
    let bare = written.split_whitespace().find(|word| word.starts_with(char::is_uppercase))?;
    let start = Span::of_slice(whole, bare)?.start;
    fits.then(|| Span::new(start, name.end))
}

/// The name that begins at `at`, past words such as "корреспондент".
fn name(text: &str, at: usize, words: &Words) -> Option<Span> {
    let mut at = at;
    for _ in 0..5 {
        let rest = text.get(at..)?;
        at += rest.len() - rest.trim_start().len();
        let rest = text.get(at..)?;
        if let Some(quoted) = quoted(rest) {
            return Some(quoted.shifted(at));
        }
        let token = rest.split(|c: char| c.is_whitespace() || matches!(c, ',' | ';')).next()?;
        let bare = token.trim_matches(|c: char| !c.is_alphanumeric());
        if !words.fillers.contains(bare.to_lowercase().as_str()) {
            return proper(text, at);
        }
        at += token.len();
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

/// Words from `at` on that begin with a capital or are a site, and the longer words after a single capital one
/// up to a mark: "Комитет защиты журналистов".
fn proper(text: &str, at: usize) -> Option<Span> {
    let mut end = at;
    let mut from = at;
    let mut loose = None;
    for index in 0..LONGEST {
        let token = text.get(from..)?.split(char::is_whitespace).next()?;
        let bare = token.trim_end_matches(|c: char| !c.is_alphanumeric());
        let capital = bare.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit());
        let long = index > 0 && bare.chars().count() > 3 && bare.chars().all(char::is_alphabetic);
        match () {
            () if capital || is_site(bare) => {
                if loose.is_none() {
                    end = from + bare.len();
                }
            }
            () if long && !keeps_its_form(Span::new(at, end).of(text)) => loose = Some(from + bare.len()),
            () => break,
        }
        if token.len() > bare.len() {
            end = loose.map_or(end, |_| from + bare.len());
            break;
        }
        let gap = text.get(from + bare.len()..)?;
        from += bare.len() + gap.len() - gap.trim_start().len();
        if text.get(from..).is_none_or(str::is_empty) {
            break;
        }
    }
    (end > at).then(|| Span::new(at, end))
}

/// Whether a name looks the same in every case: capitals, Latin letters, a site.
fn keeps_its_form(name: &str) -> bool {
    let shouted =
        name.chars().filter(|c| c.is_uppercase()).count() > 1 && !name.chars().any(char::is_lowercase);
    shouted || is_site(name)
}

/// "Zakon.kz", "BAQ.KZ": a name with a domain's ending.
pub(super) fn is_site(name: &str) -> bool {
    let Some((head, ending)) = name.rsplit_once('.') else {
        return false;
    };
    let letters = head.chars().filter(|c| c.is_alphanumeric()).count() > 1;
    letters
        && !head.contains(' ')
        && (2..=6).contains(&ending.len())
        && ending.chars().all(|c| c.is_ascii_alphabetic())
}

/// More than an initial.
fn is_name(name: &str) -> bool {
    let first = name.split_whitespace().next().unwrap_or_default();
    first.chars().filter(|c| c.is_alphanumeric()).count() > 1
}
