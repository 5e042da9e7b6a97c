//! Says what each part of a body is: date line, headline, lead, heading, paragraph, item, furniture. Never moves text.

use crate::base::span::Span;
use crate::import::dateline::{self, Dateline};
use crate::import::furniture::is_furniture;
use crate::import::lines::{Unit, count, ends_sentence, item_mark, units};
use crate::model::article::{Block, BlockKind};
use crate::text::dates::{Found, Names, Stated, scan};

/// What the body of an article is made of.
#[derive(Clone, Debug, Default)]
pub(super) struct Body {
    /// Its blocks in order.
    pub(super) blocks: Vec<Block>,
    /// Dates printed on lines of their own near the top.
    pub(super) printed: Vec<Found>,
    /// The agency's dateline.
    pub(super) dateline: Option<Dateline>,
}

/// A headline is no longer than this, in characters.
const LONGEST_HEADLINE: usize = 220;

/// A heading is no longer than this, in characters.
const LONGEST_HEADING: usize = 110;

/// Only the first units can be date lines.
const TOP: usize = 10;

/// Reads the body that lies in `part` of `text`.
pub(super) fn read(text: &str, part: Span, names: &Names) -> Body {
    let units = units(text, part);
    let mut body = Body::default();
    let mut top = Top::default();
    for (index, unit) in units.iter().enumerate() {
        let next = units.get(index + 1).copied();
        let line = unit.span.of(text);
        if index < TOP && !top.in_body && date_line(text, *unit, names, &mut body) {
            continue;
        }
        if is_furniture(line) {
            body.push(unit.span, BlockKind::Furniture);
            continue;
        }
        if let Some(depth) = hashes(line) {
            let kind = if top.headline || depth > 1 { BlockKind::Heading } else { BlockKind::Headline };
            top.headline |= kind == BlockKind::Headline;
            body.push(Span::new(unit.span.start + depth, unit.span.end).trimmed(text), kind);
            continue;
        }
        let before = index.checked_sub(1).and_then(|before| units.get(before)).copied();
        if index < TOP && body.dateline.is_none() {
            body.dateline = dateline::read(text, unit.span, names);
        }
        let opened =
            body.dateline.as_ref().filter(|line| line.span.start == unit.span.start).map(|line| line.span);
        let kind = match () {
            () if opened.is_some() && top.in_body => BlockKind::Paragraph,
            () if opened.is_some() => BlockKind::Lead,
            () if is_item(text, before, *unit, next) => BlockKind::ListItem,
            () if !top.in_body => top.kind(text, *unit, next),
            () if is_heading(text, *unit, next) => BlockKind::Heading,
            () => BlockKind::Paragraph,
        };
        top.in_body |= !matches!(kind, BlockKind::Headline);
        let start = opened.map_or(unit.span.start, |line| {
            body.push(line, BlockKind::DateLine);
            line.end
        });
        body.push(Span::new(start, unit.span.end).trimmed(text), kind);
    }
    body
}

impl Body {
    fn push(&mut self, span: Span, kind: BlockKind) {
        if !span.is_empty() {
            self.blocks.push(Block { span, kind });
        }
    }
}

/// How far the top of the article was read.
#[derive(Default)]
struct Top {
    headline: bool,
    in_body: bool,
}

impl Top {
    /// What a unit before the first paragraph is.
    fn kind(&mut self, text: &str, unit: Unit, next: Option<Unit>) -> BlockKind {
        let line = unit.span.of(text);
        if !self.headline && is_headline(line, next.map(|next| next.span.of(text))) {
            self.headline = true;
            return BlockKind::Headline;
        }
        BlockKind::Lead
    }
}

/// A short first line without a final full stop, before something longer or apart.
fn is_headline(line: &str, next: Option<&str>) -> bool {
    let letters = line.chars().any(char::is_alphabetic);
    let open = !ends_sentence(line) || line.ends_with(['?', '!', '…']) || line.ends_with(['»', '"', '”']);
    letters && open && count(line) <= LONGEST_HEADLINE && next.is_some()
}

/// A short line without a final full stop, apart from what stands before it, with a paragraph after it.
fn is_heading(text: &str, unit: Unit, next: Option<Unit>) -> bool {
    let line = unit.span.of(text);
    let Some(next) = next.map(|next| next.span.of(text)) else {
        return false;
    };
    let starts =
        line.chars().find(|c| c.is_alphanumeric()).is_some_and(|c| c.is_uppercase() || c.is_numeric());
    let quoted = line.starts_with(['"', '«', '“', '—', '–', '-']) || line.ends_with(['"', '»', '”', ',']);
    starts
        && !quoted
        && count(line) <= LONGEST_HEADING
        && (!ends_sentence(line) || line.ends_with('?'))
        && count(next) > count(line)
        && !is_furniture(next)
}

/// Whether a unit is an item of a list. A dash alone may be direct speech: it needs a colon before the list, or
/// for a hyphen a neighbour with the same mark.
fn is_item(text: &str, before: Option<Unit>, unit: Unit, next: Option<Unit>) -> bool {
    let mark = |unit: Option<Unit>| unit.and_then(|unit| item_mark(unit.span.of(text)));
    let Some(own) = mark(Some(unit)) else {
        return false;
    };
    let neighbour = mark(before) == Some(own) || mark(next) == Some(own);
    let announced = before.is_some_and(|before| before.span.of(text).ends_with(':'));
    match own {
        '—' => {
            announced
                || before.is_some_and(|b| b.span.of(text).ends_with(';'))
                || unit.span.of(text).ends_with(';')
        }
        '-' | '–' | '0' => announced || neighbour,
        _ => true,
    }
}

/// Number of `#` that a Markdown heading begins with.
fn hashes(line: &str) -> Option<usize> {
    let depth = line.len() - line.trim_start_matches('#').len();
    let rest = line.get(depth..)?;
    ((1..=6).contains(&depth) && rest.starts_with(' ')).then_some(depth)
}

/// Takes a unit that is a date and little else: date line and what is around it.
fn date_line(text: &str, unit: Unit, names: &Names, body: &mut Body) -> bool {
    let line = unit.span.of(text);
    if count(line) > 90 {
        return false;
    }
    let Some(found) = scan(line, names).into_iter().find(|found| matches!(found.date, Stated::Full(_)))
    else {
        return false;
    };
    let (before, after) = (line.get(..found.span.start), line.get(found.span.end..));
    let (before, after) = (before.unwrap_or_default(), after.unwrap_or_default());
    // Words around the date: a weekday, a zone, "Published", a section; a sentence has more.
    let words = before.split_whitespace().chain(after.split_whitespace());
    let wordy = words.filter(|word| word.chars().any(char::is_alphabetic)).count();
    if wordy > 3 || ends_sentence(line) {
        return false;
    }
    // What follows in digits only is a counter.
    let counter = after.trim();
    let counted = !counter.is_empty() && counter.chars().all(|c| c.is_ascii_digit() || c == ' ');
    let date_end = if counted { unit.span.start + found.span.end } else { unit.span.end };
    body.push(Span::new(unit.span.start, date_end).trimmed(text), BlockKind::DateLine);
    body.push(Span::new(date_end, unit.span.end).trimmed(text), BlockKind::Furniture);
    let span = found.span.shifted(unit.span.start);
    body.printed.push(Found { span, ..found });
    true
}
