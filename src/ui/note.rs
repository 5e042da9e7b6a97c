//! Draws the editor of a note. Never edits.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use crate::app::panes::note::Note;
use crate::app::role::Role;
use crate::app::styled::folded;
use crate::base::span::Span;
use crate::text::width;
use crate::text::wrap::{Measure, shown, wrap};
use crate::ui::canvas::{put, put_cluster};
use crate::ui::look::Look;
use crate::ui::root::boxed;

/// Rows of the passage shown over the note.
const QUOTE: usize = 3;

/// Draws the editor over the panes. Says where the cursor stands.
pub fn draw(note: &Note, look: &Look<'_>, area: Rect, buffer: &mut Buffer) -> Position {
    let inside = boxed(look.texts.get("note.title"), 72, 16, look, area, buffer);
    let columns = usize::from(inside.width).max(1);
    let mut y = inside.y;
    if inside.height > 8 {
        let quote = note.bookmark.anchor.quote.split_whitespace().collect::<Vec<_>>().join(" ");
        for line in folded(&quote, columns, QUOTE, look.signs.get("ellipsis")) {
            put(buffer, inside.x, y, inside.right(), &line, look.style(Role::Dim));
            y += 1;
        }
        y += 1;
    }
    let hints = folded(look.texts.get("note.hint"), columns, usize::from(inside.height / 3).max(1), "");
    let hint = inside.bottom().saturating_sub(u16::try_from(hints.len()).unwrap_or(1));
    for (line, y) in hints.iter().zip(hint..inside.bottom()) {
        put(buffer, inside.x, y, inside.right(), line, look.style(Role::Dim));
    }
    let room = Rect::new(inside.x, y, inside.width, hint.saturating_sub(y));
    draw_text(note, look, room, buffer)
}

/// The note in lines, scrolled so far that the cursor is seen.
fn draw_text(note: &Note, look: &Look<'_>, area: Rect, buffer: &mut Buffer) -> Position {
    let rows = rows(note.text(), usize::from(area.width).saturating_sub(1).max(1));
    let here = rows.iter().rposition(|row| row.start <= note.cursor()).unwrap_or(0);
    let top = (here + 1).saturating_sub(usize::from(area.height));
    let mut cursor = Position::new(area.x, area.y);
    for (row, (y, index)) in rows.iter().skip(top).zip((area.y..area.bottom()).zip(top..)) {
        let mut x = area.x;
        for cluster in shown(note.text(), *row) {
            x += put_cluster(buffer, x, y, area.right(), &cluster, look.style(Role::Text));
        }
        if index == here {
            let before = Span::new(row.start, note.cursor().min(row.end)).of(note.text());
            let wide = u16::try_from(width::of(before)).unwrap_or(0);
            let blank = u16::from(note.cursor() > row.end);
            cursor = Position::new((area.x + wide + blank).min(area.right().saturating_sub(1)), y);
        }
    }
    cursor
}

/// The lines of a note: each line of its own, broken where it is too long.
fn rows(text: &str, columns: usize) -> Vec<Span> {
    let mut rows = Vec::new();
    let mut at = 0;
    for line in text.split('\n') {
        let span = Span::new(at, at + line.len());
        let broken = wrap(text, span, Measure { columns, hyphenation: None });
        if broken.is_empty() {
            rows.push(Span::new(at, at));
        }
        rows.extend(broken.iter().map(|line| line.span));
        at = span.end + 1;
    }
    rows
}
