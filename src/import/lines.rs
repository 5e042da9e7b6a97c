//! Lines and paragraphs of a text as spans, hard-wrapped lines joined. Never drops a line that holds text.

use crate::base::span::Span;

/// What ends a line.
const BREAKS: [char; 6] = ['\n', '\r', '\u{85}', '\u{2028}', '\u{2029}', '\u{c}'];

/// All lines of `part`, white space at their ends left out; a blank line is an empty span.
pub(super) fn lines(text: &str, part: Span) -> impl Iterator<Item = Span> {
    let mut at = Some(part.start);
    std::iter::from_fn(move || {
        let start = at?;
        let rest = Span::new(start, part.end).of(text);
        let length = rest.find(BREAKS);
        at = length.map(|length| {
            let after = rest.get(length..).unwrap_or_default();
            let pair = after.starts_with("\r\n");
            let one = after.chars().next().map_or(1, char::len_utf8);
            start + length + if pair { 2 } else { one }
        });
        Some(Span::new(start, start + length.unwrap_or(rest.len())).trimmed(text))
    })
}

/// One paragraph, heading or other part of a text that stands by itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Unit {
    /// Where it is.
    pub(super) span: Span,
    /// Whether a blank line, or the beginning of the text, stands before it.
    pub(super) apart: bool,
}

/// Cuts `part` into units. A line is one by itself, unless the text is hard-wrapped: then lines that go on
/// are joined.
pub(super) fn units(text: &str, part: Span) -> Vec<Unit> {
    let mut groups: Vec<Vec<Span>> = vec![Vec::new()];
    for line in lines(text, part) {
        match groups.last_mut() {
            Some(group) if !line.is_empty() => group.push(line),
            Some(group) if !group.is_empty() => groups.push(Vec::new()),
            _ => {}
        }
    }
    let width = wrap_width(text, &groups);
    let mut units = Vec::new();
    for group in groups {
        let mut apart = true;
        for line in group {
            let last = units.last_mut().filter(|_| !apart);
            match (last, width) {
                (Some(Unit { span, .. }), Some(width)) if goes_on(text, *span, line, width) => {
                    *span = span.cover(line);
                }
                _ => units.push(Unit { span: line, apart }),
            }
            apart = false;
        }
    }
    units
}

/// The widest line that a hard-wrapped text may have, in characters.
const WIDEST: usize = 110;

/// The narrowest that its widest line may be.
const NARROWEST: usize = 40;

/// The width of a hard-wrapped text in characters; `None` where each line is a paragraph.
///
/// A text is hard-wrapped where most line ends inside a group come where the next word would not have fitted
/// and most of those do not end a sentence.
fn wrap_width(text: &str, groups: &[Vec<Span>]) -> Option<usize> {
    let inner = || groups.iter().filter(|group| group.len() > 1);
    let width = inner().flatten().map(|line| count(line.of(text))).max()?;
    if !(NARROWEST..=WIDEST).contains(&width) {
        return None;
    }
    let (mut ends, mut full, mut open) = (0_usize, 0_usize, 0_usize);
    for pair in inner().flat_map(|group| group.windows(2)) {
        if let [line, next] = pair {
            ends += 1;
            full += usize::from(is_full(text, *line, *next, width));
            open += usize::from(!ends_sentence(line.of(text)));
        }
    }
    (full * 10 >= ends * 7 && open * 2 >= ends).then_some(width)
}

/// Whether `next` goes on with the paragraph that ends in the last line of `unit`.
fn goes_on(text: &str, unit: Span, next: Span, width: usize) -> bool {
    let line = lines(text, unit).last().unwrap_or(unit);
    is_full(text, line, next, width) && !starts_item(next.of(text))
}

/// Whether the first word of `next` would have made the line too wide; a ragged edge is allowed for.
fn is_full(text: &str, line: Span, next: Span, width: usize) -> bool {
    let word = next.of(text).split_whitespace().next().map_or(0, count);
    (count(line.of(text)) + 1 + word) * 100 > width * 88
}

/// Whether the line ends as sentences do.
pub(super) fn ends_sentence(line: &str) -> bool {
    let bare = line.trim_end_matches(|c: char| matches!(c, '"' | '\'' | '»' | '”' | '’' | ')' | ']' | '“'));
    bare.ends_with(['.', '!', '?', '…', ':', ';'])
}

/// Whether the line begins an item of a list.
pub(super) fn starts_item(line: &str) -> bool {
    item_mark(line).is_some()
}

/// The mark that an item of a list begins with: a bullet, a dash, or `0` for any number or letter.
pub(super) fn item_mark(line: &str) -> Option<char> {
    let first = line.chars().next()?;
    let after = line.get(first.len_utf8()..)?;
    if matches!(
        first,
        '•' | '‣'
            | '▪'
            | '▫'
            | '●'
            | '○'
            | '◦'
            | '■'
            | '□'
            | '◆'
            | '►'
            | '✔'
            | '✓'
            | '➢'
            | '\u{f0b7}'
            | '·'
    ) {
        return Some(first);
    }
    if matches!(first, '-' | '–' | '—' | '*' | '+') && after.starts_with([' ', '\t', '\u{a0}']) {
        return Some(first);
    }
    let digits = line.len() - line.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let head = match digits {
        1 | 2 => digits,
        0 if first.is_alphabetic() && after.starts_with(')') => first.len_utf8(),
        _ => return None,
    };
    let rest = line.get(head..)?;
    let closed = rest.strip_prefix(')').or_else(|| rest.strip_prefix('.'))?;
    closed.starts_with([' ', '\t', '\u{a0}']).then_some('0')
}

/// Characters of a text.
pub(super) fn count(text: &str) -> usize {
    text.chars().count()
}
