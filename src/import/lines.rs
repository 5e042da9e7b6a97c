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
            let one = after.chars().next().map_or(1, char::len_utf8);
            start + length + if after.starts_with("\r\n") { 2 } else { one }
        });
        Some(Span::new(start, start + length.unwrap_or(rest.len())).trimmed(text))
    })
}

/// One line that is not blank, or several of a hard-wrapped text joined to a paragraph.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Unit {
    /// Where it is.
    pub(super) span: Span,
    /// Where its last line is.
    pub(super) last: Span,
    /// Whether a blank line, or the beginning of the text, stands before it.
    pub(super) apart: bool,
}

/// The lines of `part` that are not blank.
pub(super) fn filled(text: &str, part: Span) -> Vec<Unit> {
    let mut apart = true;
    let mut filled = Vec::new();
    for span in lines(text, part) {
        if span.is_empty() {
            apart = true;
        } else {
            filled.push(Unit { span, last: span, apart });
            apart = false;
        }
    }
    filled
}

/// Makes paragraphs of lines. A line is one by itself, unless the text is hard-wrapped: then lines that go on are
/// joined.
pub(super) fn paragraphs(text: &str, lines: &[Unit]) -> Vec<Unit> {
    let Some(width) = wrap_width(text, lines) else {
        return lines.to_vec();
    };
    let mut units: Vec<Unit> = Vec::new();
    for line in lines {
        let before = units.last_mut().filter(|unit| {
            !line.apart
                && is_full(text, unit.last, line.span, width)
                && item_mark(line.span.of(text)).is_none()
        });
        match before {
            Some(unit) => {
                unit.span = unit.span.cover(line.span);
                unit.last = line.span;
            }
            None => units.push(*line),
        }
    }
    units
}

/// The widest line that a hard-wrapped text may have, in characters.
const WIDEST: usize = 110;

/// The narrowest that its widest line may be.
const NARROWEST: usize = 40;

/// Fewer line ends within paragraphs tell nothing.
const FEWEST_ENDS: usize = 3;

/// The width of a hard-wrapped text in characters; `None` where each line is a paragraph.
///
/// A text is hard-wrapped where most line ends within groups of lines come where the next word would not have
/// fitted, and most of those do not end a sentence.
fn wrap_width(text: &str, lines: &[Unit]) -> Option<usize> {
    let pairs = || {
        lines.windows(2).filter_map(|pair| match pair {
            [line, next] if !next.apart => Some((line.span, next.span)),
            _ => None,
        })
    };
    let width = pairs().map(|(line, next)| count(line.of(text)).max(count(next.of(text)))).max()?;
    if !(NARROWEST..=WIDEST).contains(&width) {
        return None;
    }
    let (mut ends, mut full, mut open) = (0_usize, 0_usize, 0_usize);
    for (line, next) in pairs() {
        ends += 1;
        full += usize::from(is_full(text, line, next, width));
        open += usize::from(!ends_sentence(line.of(text)));
    }
    (ends >= FEWEST_ENDS && full * 10 >= ends * 6 && open * 2 >= ends).then_some(width)
}

/// Whether the first word of `next` would have made the line too wide; a ragged edge is allowed for.
fn is_full(text: &str, line: Span, next: Span, width: usize) -> bool {
    let word = next.of(text).split_whitespace().next().map_or(0, count);
    (count(line.of(text)) + 1 + word) * 100 > width * 88
}

/// Whether the line ends as sentences do.
pub(super) fn ends_sentence(line: &str) -> bool {
    let closing = |c: char| matches!(c, '"' | '\'' | '»' | '”' | '’' | ')' | ']' | '“' | '*' | '_');
    line.trim_end_matches(closing).ends_with(['.', '!', '?', '…', ':', ';'])
}

/// The mark that an item of a list begins with: a bullet, a dash, or `0` for any number or letter.
pub(super) fn item_mark(line: &str) -> Option<char> {
    const BULLETS: &str = "•‣▪▫●○◦■□◆►✔✓➢\u{f0b7}·";
    let first = line.chars().next()?;
    let after = line.get(first.len_utf8()..)?;
    let spaced = |rest: &str| rest.starts_with([' ', '\t', '\u{a0}']);
    if BULLETS.contains(first) || matches!(first, '-' | '–' | '—' | '*' | '+') && spaced(after) {
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
    spaced(closed).then_some('0')
}

/// Characters of a text.
pub(super) fn count(text: &str) -> usize {
    text.chars().count()
}

/// Words of a text.
pub(super) fn word_count(text: &str) -> usize {
    text.split_whitespace().filter(|word| word.chars().any(char::is_alphanumeric)).count()
}
