//! Says what each part of a body is: date line, headline, lead, heading, paragraph, item, furniture. Never moves text.

use chrono::NaiveTime;

use crate::base::span::Span;
use crate::import::dateline::{self, Dateline};
use crate::import::furniture::{is_furniture, is_list_title};
use crate::import::lines::{Unit, count, ends_sentence, filled, item_mark, paragraphs, word_count};
use crate::import::meta::{self, Meta};
use crate::model::article::{Block, BlockKind};
use crate::text::dates::{Found, Names};

/// What the body of an article is made of.
#[derive(Clone, Debug, Default)]
pub(super) struct Body {
    /// Its blocks in order.
    pub(super) blocks: Vec<Block>,
    /// Dates printed on lines of their own near the top, that of a change last.
    pub(super) printed: Vec<Found>,
    /// The agency's dateline.
    pub(super) dateline: Option<Dateline>,
    /// The author as the top of the article gives it.
    pub(super) author: Option<Span>,
}

/// A headline is no longer than this, in characters.
const LONGEST_HEADLINE: usize = 220;

/// A heading is no longer than this, in characters.
const LONGEST_HEADING: usize = 110;

/// Only the first lines can be date lines.
const TOP: usize = 12;

/// A line of this many characters that ends a sentence begins the text.
const SENTENCE: usize = 60;

/// Reads the body that lies in `part` of `text`.
pub(super) fn read(text: &str, part: Span, names: &Names) -> Body {
    let mut body = Body::default();
    let lines = body.take_meta(text, filled(text, part), names);
    let units = paragraphs(text, &lines);
    body.tell(text, &units, names);
    body.blocks.sort_by_key(|block| block.span);
    body
}

impl Body {
    fn push(&mut self, span: Span, kind: BlockKind) {
        if !span.is_empty() {
            self.blocks.push(Block { span, kind });
        }
    }

    /// Takes date lines and bylines out of the first lines; the rest is given back.
    fn take_meta(&mut self, text: &str, lines: Vec<Unit>, names: &Names) -> Vec<Unit> {
        let mut kept = Vec::with_capacity(lines.len());
        let mut changed = Vec::new();
        let mut in_text = false;
        let mut after_meta = false;
        for (index, mut line) in lines.into_iter().enumerate() {
            let written = line.span.of(text);
            // Below the first sentence only a date with its clock time is still that of publication.
            let clocked = |found: &Meta| found.dates.iter().any(|(date, _)| date.clock.is_some());
            let found = (index < TOP).then(|| meta::read(text, line.span, names)).flatten();
            if let Some(found) = found.filter(|found| !in_text || clocked(found)) {
                self.blocks.extend(&found.blocks);
                self.author = self.author.or(found.author);
                for (date, is_change) in found.dates {
                    if is_change { &mut changed } else { &mut self.printed }.push(date);
                }
                after_meta = true;
                continue;
            }
            if after_meta && self.take_clock(written) {
                self.push(line.span, BlockKind::DateLine);
                continue;
            }
            in_text |= ends_sentence(written) && count(written) > SENTENCE;
            line.apart |= after_meta;
            after_meta = false;
            kept.push(line);
        }
        self.printed.append(&mut changed);
        kept
    }

    /// A clock time alone on the line after the date belongs to the date.
    fn take_clock(&mut self, line: &str) -> bool {
        let Some(date) = self.printed.last_mut().filter(|date| date.clock.is_none()) else {
            return false;
        };
        date.clock =
            NaiveTime::parse_from_str(line, "%H:%M").or(NaiveTime::parse_from_str(line, "%H:%M:%S")).ok();
        date.clock.is_some()
    }

    /// Says what the units are.
    fn tell(&mut self, text: &str, units: &[Unit], names: &Names) {
        let top = Top::of(text, units, &self.blocks);
        let mut leads = 0;
        let mut listing = false;
        for (index, unit) in units.iter().enumerate() {
            let line = unit.span.of(text);
            let before = index.checked_sub(1).and_then(|before| units.get(before));
            let next = units.get(index + 1);
            listing = is_list_title(line) || listing && is_entry(line, unit.apart);
            if listing || is_furniture(line) || top.kicker == Some(index) {
                self.push(unit.span, BlockKind::Furniture);
                continue;
            }
            if top.headline == Some(index) {
                self.push(without_hashes(text, unit.span), BlockKind::Headline);
                continue;
            }
            let opened = if leads < 2 { self.take_dateline(text, unit.span, names) } else { None };
            let rest = Span::new(opened.unwrap_or(unit.span.start), unit.span.end).trimmed(text);
            let kind = match () {
                () if opened.is_none() && is_item(text, before, *unit, next) => BlockKind::ListItem,
                () if leads == 0 => BlockKind::Lead,
                () if opened.is_none() && is_heading(text, before, *unit, next) => BlockKind::Heading,
                () => BlockKind::Paragraph,
            };
            leads += 1;
            self.push(without_hashes(text, rest), kind);
        }
    }

    /// Takes the dateline that the unit begins with; gives the place after it.
    fn take_dateline(&mut self, text: &str, unit: Span, names: &Names) -> Option<usize> {
        if self.dateline.is_some() {
            return None;
        }
        self.dateline = dateline::read(text, unit, names);
        let span = self.dateline.as_ref()?.span;
        self.push(span, BlockKind::DateLine);
        Some(span.end)
    }
}

/// What stands above the first paragraph.
#[derive(Clone, Copy, Debug, Default)]
struct Top {
    /// A short line above the headline: the name of a section.
    kicker: Option<usize>,
    headline: Option<usize>,
}

impl Top {
    /// The headline is the first unit that looks like one, unless that is a kicker to the next.
    fn of(text: &str, units: &[Unit], taken: &[Block]) -> Self {
        let line = |index: usize| units.get(index).map(|unit| unit.span.of(text));
        let words = |line: &&str| !is_furniture(line) && !is_list_title(line);
        let Some(first) = (0..units.len().min(TOP)).find(|index| line(*index).as_ref().is_some_and(words))
        else {
            return Self::default();
        };
        let fits = |index: usize| line(index).is_some_and(is_headline) && index + 1 < units.len();
        if !fits(first) {
            return Self::default();
        }
        let second = first + 1;
        let dated_between = || {
            let from = units.get(first).map_or(0, |unit| unit.span.end);
            let to = units.get(second).map_or(0, |unit| unit.span.start);
            taken.iter().any(|block| from <= block.span.start && block.span.end <= to)
        };
        let kicker = fits(second) && {
            let (one, two) = (line(first).unwrap_or_default(), line(second).unwrap_or_default());
            let section = word_count(one) == 1 && word_count(two) > 2 && !one.ends_with(['!', '?', '…']);
            section || is_shouted(one) && !is_shouted(two) && dated_between()
        };
        if kicker {
            return Self { kicker: Some(first), headline: Some(second) };
        }
        Self { kicker: None, headline: Some(first) }
    }
}

/// A short line without a final full stop.
fn is_headline(line: &str) -> bool {
    let letters = line.chars().any(char::is_alphabetic);
    let open = !ends_sentence(line) || line.ends_with(['?', '!', '…', '»', '"', '”']);
    letters && open && count(line) <= LONGEST_HEADLINE && item_mark(line).is_none()
}

/// Capitals only.
fn is_shouted(line: &str) -> bool {
    line.chars().any(char::is_alphabetic) && !line.chars().any(char::is_lowercase)
}

/// A short line without a final full stop, after the end of a paragraph, with something longer after it; or one
/// that Markdown marks as a heading.
fn is_heading(text: &str, before: Option<&Unit>, unit: Unit, next: Option<&Unit>) -> bool {
    let line = unit.span.of(text);
    if hashes(line).is_some() {
        return true;
    }
    let Some(next) = next.map(|next| next.span.of(text)) else {
        return false;
    };
    let starts = line.chars().find(|c| c.is_alphanumeric()).is_some_and(|c| !c.is_lowercase());
    let quoted = line.starts_with(['"', '«', '“', '—', '–', '-']) || line.ends_with(['"', '»', '”', ',']);
    let after_end = unit.apart
        || before.is_none_or(|before| {
            let line = before.span.of(text);
            ends_sentence(line) && !line.ends_with([':', ';'])
        });
    let question = line.ends_with('?') && !line.contains(": ");
    let open = !ends_sentence(line) || question;
    let longer = count(next) > count(line) || item_mark(next).is_some();
    starts && !quoted && after_end && open && count(line) <= LONGEST_HEADING && longer && !is_furniture(next)
}

/// Whether a line goes on with a list of other articles: short, not a sentence, not set apart.
fn is_entry(line: &str, apart: bool) -> bool {
    !apart && count(line) <= LONGEST_HEADLINE && (!ends_sentence(line) || line.ends_with(['?', '!']))
}

/// Whether a unit is an item of a list. A dash alone may be direct speech: it needs a colon before the list, or,
/// for all but the long dash, a neighbour with the same mark.
fn is_item(text: &str, before: Option<&Unit>, unit: Unit, next: Option<&Unit>) -> bool {
    let line = |unit: &Unit| unit.span.of(text);
    let mark = |unit: Option<&Unit>| unit.and_then(|unit| item_mark(line(unit)));
    let Some(own) = mark(Some(&unit)) else {
        return false;
    };
    let neighbour = mark(before) == Some(own) || mark(next) == Some(own);
    let announced = before.is_some_and(|before| line(before).ends_with(':'));
    let linked = before.is_some_and(|before| mark(Some(before)) == Some(own) && line(before).ends_with(';'));
    match own {
        '—' => announced || linked || line(&unit).ends_with(';'),
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

fn without_hashes(text: &str, span: Span) -> Span {
    let depth = hashes(span.of(text)).unwrap_or(0);
    Span::new(span.start + depth, span.end).trimmed(text)
}
