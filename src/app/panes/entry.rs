//! A bookmark as the list shows it: passage, note, tags, where it is from. Never draws.

use crate::app::acts::keeping::mark_key;
use crate::app::panes::side::Making;
use crate::app::role::Role;
use crate::app::styled::{Line, cut, folded};
use crate::model::bookmark::{Mark, Place};
use crate::model::view::BookmarkRow;

/// Columns before the passage: the sign of its kind.
const INSET: usize = 2;

/// Longer lines than this are hard to read.
const LONGEST: usize = 96;

/// The lines of a bookmark without the blank one after it: at most so many each of the passage and of its note.
#[must_use]
pub fn entry(row: &BookmarkRow, making: Making<'_>, most: usize) -> Vec<Line> {
    let Making { signs, columns, .. } = making;
    let bookmark = &row.bookmark;
    let room = columns.min(LONGEST).saturating_sub(INSET).max(1);
    let ellipsis = signs.get("ellipsis");
    let blank = format!("{:INSET$}", "");
    let quote = bookmark.anchor.quote.split_whitespace().collect::<Vec<_>>().join(" ");
    let mut lines = Vec::new();
    for (i, text) in folded(&quote, room, most, ellipsis).iter().enumerate() {
        let lead = if i == 0 {
            Line::default().with(bookmark.mark.into(), signs.mark(bookmark.mark)).with(Role::Text, " ")
        } else {
            Line::default().with(Role::Text, &blank)
        };
        lines.push(lead.with(Role::Text, text));
    }
    let note = bookmark.note.split_whitespace().collect::<Vec<_>>().join(" ");
    for (i, text) in folded(&note, room.saturating_sub(INSET).max(1), most, ellipsis).iter().enumerate() {
        let lead = if i == 0 { format!("{blank}{} ", signs.get("cross")) } else { format!("{blank}{blank}") };
        lines.push(Line::default().with(Role::Dim, &lead).with(Role::Quotation, text));
    }
    lines.push(about(row, making, room, &blank));
    lines
}

/// What is to be known of it, in one line: state, kind, tags, outlet, day, title.
fn about(row: &BookmarkRow, making: Making<'_>, room: usize, blank: &str) -> Line {
    let Making { texts, signs, .. } = making;
    let bookmark = &row.bookmark;
    let mut facts: Vec<(Role, String)> = Vec::new();
    let state = match bookmark.place {
        Place::Sure { .. } => None,
        Place::Moved { .. } => Some("bookmarks_list.moved"),
        Place::Orphan if row.row.is_none() => Some("bookmarks_list.waiting"),
        Place::Orphan => Some("bookmarks_list.orphan"),
    };
    facts.extend(state.map(|key| (Role::Key, texts.get(key).to_owned())));
    if bookmark.mark != Mark::Plain {
        facts.push((Role::Quotation, texts.get(mark_key(bookmark.mark)).to_owned()));
    }
    facts.extend(bookmark.tags.iter().map(|tag| (Role::Quotation, format!("#{tag}"))));
    facts.extend(row.outlet.iter().map(|outlet| (Role::Dim, outlet.clone())));
    facts.extend(row.day.map(|day| (Role::Dim, texts.short_day(day, None))));
    facts.push((Role::Dim, row.title.clone()));
    let separator = format!(" {} ", signs.get("separator"));
    let mut line = Line::default().with(Role::Text, blank);
    for (at, (role, fact)) in facts.iter().enumerate() {
        let lead = if at == 0 { "" } else { separator.as_str() };
        let left = (room + blank.len()).saturating_sub(line.width() + crate::text::width::of(lead));
        let text = cut(fact, left, signs.get("ellipsis"));
        if text.chars().count() < 2 && text != *fact {
            break;
        }
        line = line.with(Role::Dim, lead).with(*role, &text);
    }
    line
}
