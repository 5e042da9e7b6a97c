//! Lines above an article that give its day, its author, its counters. Never a line that says something.

use crate::base::span::Span;
use crate::base::when::PartialDate;
use crate::import::furniture::is_counter;
use crate::import::lines::count;
use crate::import::words::{Key, Words, words};
use crate::model::article::{Block, BlockKind};
use crate::text::dates::{Found, Names, Stated, scan};

/// A line about the article.
#[derive(Clone, Debug, Default)]
pub(super) struct Meta {
    /// Its parts: the date line, and furniture around it.
    pub(super) blocks: Vec<Block>,
    /// The full dates in it, each with whether it is that of a change.
    pub(super) dates: Vec<(Found, bool)>,
    /// Who wrote it.
    pub(super) author: Option<Span>,
}

/// No such line is longer, in characters.
const LONGEST: usize = 170;

/// Reads a line that holds a full date, or only the author's name, and nothing that makes a sentence.
pub(super) fn read(text: &str, line: Span, names: &Names) -> Option<Meta> {
    if count(line.of(text)) > LONGEST {
        return None;
    }
    let words = words();
    let full = |found: &Found| matches!(found.date, Stated::Full(PartialDate::Day(_)));
    let mut meta = Meta::default();
    let mut end = line.start;
    // The first part that is neither date nor place ends the date line.
    let mut cut = None;
    for found in scan(line.of(text), names).into_iter().filter(full) {
        let span = found.span.shifted(line.start);
        let mut changed = false;
        for part in segments(text, Span::new(end, span.start)) {
            // A name right before the date would make a phrase of both: "Results of 7 October".
            let joined = Span::new(part.end, span.start).of(text).trim().is_empty();
            match segment(text, part, words, names)? {
                Part::Name if joined => return None,
                Part::Change => changed = true,
                Part::Author(author) => meta.author = meta.author.or(Some(author)),
                Part::Known | Part::Name | Part::Counter | Part::Label => {}
            }
        }
        end = span.end;
        meta.dates.push((Found { span, ..found }, changed));
    }
    if meta.dates.is_empty() {
        return byline(text, line, words);
    }
    for part in segments(text, Span::new(end, line.end)) {
        match segment(text, part, words, names)? {
            Part::Author(author) => {
                meta.author = meta.author.or(Some(author));
                cut = cut.or(Some(part.start));
            }
            Part::Counter | Part::Label => cut = cut.or(Some(part.start)),
            Part::Known | Part::Name | Part::Change => {}
        }
    }
    meta.blocks = parts(text, line, end, cut.unwrap_or(line.end));
    Some(meta)
}

/// The date line up to `cut`, marks before it left out but nothing before `end`, and what is behind as furniture.
fn parts(text: &str, line: Span, end: usize, cut: usize) -> Vec<Block> {
    let edge = |c: char| c.is_whitespace() || matches!(c, '|' | '•' | '·' | ',' | '/' | '–' | '—' | '-');
    let shown = Span::new(line.start, cut).of(text).trim_end_matches(edge).len();
    let dated = Span::new(line.start, (line.start + shown).max(end)).trimmed(text);
    let rest = Span::new(cut, line.end).trimmed(text);
    let blocks = [(dated, BlockKind::DateLine), (rest, BlockKind::Furniture)];
    blocks.into_iter().filter(|(span, _)| !span.is_empty()).map(|(span, kind)| Block { span, kind }).collect()
}

/// "By Nino Abashvili, City Desk", "Author: …".
fn byline(text: &str, line: Span, words: &Words) -> Option<Meta> {
    let author = author(text, line, words)?;
    let blocks = vec![Block { span: line, kind: BlockKind::Furniture }];
    Some(Meta { blocks, author: Some(author), ..Meta::default() })
}

/// What a part of such a line is.
enum Part {
    /// A weekday, a zone, a word such as "Published".
    Known,
    /// A word such as "Updated".
    Change,
    /// A place, an outlet, a person.
    Name,
    /// "1287 views".
    Counter,
    /// "Photo: …".
    Label,
    /// The author's name.
    Author(Span),
}

/// The parts of a line between marks that separate.
fn segments(text: &str, side: Span) -> Vec<Span> {
    let whole = side.of(text);
    let mut parts = Vec::new();
    let mut start = 0;
    let mut quoted = false;
    let mut chars = whole.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        let before = whole.get(..at).and_then(|w| w.chars().next_back());
        let spaced = |c: Option<char>| c.is_none_or(char::is_whitespace);
        let next = chars.peek().map(|(_, next)| *next);
        quoted = matches!(c, '«' | '“') || quoted && !matches!(c, '»' | '”');
        let cuts = match c {
            '|' | '•' | '·' | '\t' | ';' => true,
            ',' => !quoted,
            '-' | '–' | '—' | '/' => spaced(before) && spaced(next),
            c if c.is_whitespace() => next.is_some_and(char::is_whitespace),
            _ => false,
        };
        if cuts {
            parts.push(Span::new(side.start + start, side.start + at));
            start = at + c.len_utf8();
        }
    }
    parts.push(Span::new(side.start + start, side.end));
    let edge = |c: char| c.is_whitespace() || matches!(c, '.' | '*' | '_' | '(' | ')' | '[' | ']');
    let bare = |part: Span| {
        let inside = part.of(text);
        let start = part.start + inside.len() - inside.trim_start_matches(edge).len();
        Span::new(start, start + inside.trim_matches(edge).len())
    };
    parts.into_iter().map(bare).filter(|part| !part.is_empty()).collect()
}

/// What a part is; `None` where it says something.
fn segment(text: &str, part: Span, words: &Words, names: &Names) -> Option<Part> {
    let written = part.of(text);
    let lower = written.to_lowercase();
    if !written.chars().any(char::is_alphanumeric) {
        return Some(Part::Known);
    }
    if is_counter(&lower) {
        return Some(Part::Counter);
    }
    if let Some(author) = author(text, part, words) {
        return Some(Part::Author(author));
    }
    if let Some((label, _)) = lower.split_once(':') {
        let label = label.trim();
        let stamp = words.stamps.contains(label) || words.keys.get(label) == Some(&Key::Date);
        return match () {
            () if words.changes.contains(label) => Some(Part::Change),
            () if stamp => Some(Part::Known),
            () if words.labels.contains(label) || words.keys.contains_key(label) => Some(Part::Label),
            () => None,
        };
    }
    if words.changes.contains(lower.as_str()) {
        return Some(Part::Change);
    }
    let mut proper = false;
    let mut quoted = false;
    for token in written.split_whitespace() {
        quoted |= token.starts_with(['«', '“', '"']);
        let bare = token.trim_matches(|c: char| !c.is_alphanumeric());
        let small = bare.to_lowercase();
        let stamp = words.stamps.contains(small.as_str()) || names.is_weekday(bare);
        let known = bare.is_empty() || stamp || is_zone(token);
        let name = quoted || words.fillers.contains(small.as_str()) || bare.starts_with(char::is_uppercase);
        if !known && !name {
            return None;
        }
        proper |= !known;
        quoted &= !token.ends_with(['»', '”', '"']);
    }
    (written.split_whitespace().count() <= 6).then_some(if proper { Part::Name } else { Part::Known })
}

/// "GMT", "+5", "CET", "UTC+3".
fn is_zone(token: &str) -> bool {
    let letters = token.chars().filter(|c| c.is_alphabetic()).count();
    letters <= 4
        && token
            .chars()
            .all(|c| c.is_ascii_uppercase() || c.is_ascii_digit() || matches!(c, '+' | '-' | ':' | '−'))
}

/// The author's name where the part is "by NAME" or "Author: NAME".
fn author(text: &str, part: Span, words: &Words) -> Option<Span> {
    let written = part.of(text);
    let rest = if let Some((label, rest)) = written.split_once(':') {
        (words.key(label) == Some(Key::Author)).then_some(rest)?
    } else {
        let (first, rest) = written.split_once(char::is_whitespace)?;
        words.bylines.contains(first.to_lowercase().as_str()).then_some(rest)?
    };
    let name = rest.split([',', '|', '/', '•']).next()?.trim();
    let capital = name
        .split_whitespace()
        .all(|word| word.starts_with(char::is_uppercase) || words.fillers.contains(word));
    let fits = !name.is_empty() && capital && name.split_whitespace().count() <= 5;
    fits.then(|| Span::of_slice(text, name))?
}
