//! Draws the page of bookmarks. Never scrolls it.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

use crate::app::layout::{Layout, PAGE_MARGIN};
use crate::app::panes::bookmarks::{Bookmarks, Order, Shelf};
use crate::app::panes::side::Making;
use crate::app::role::Role;
use crate::app::styled::{cut, folded};
use crate::text::width;
use crate::ui::canvas::{put, put_line, tint};
use crate::ui::look::Look;

/// Draws the page in place of the panes.
pub fn draw(list: &Bookmarks, look: &Look<'_>, layout: &Layout, buffer: &mut Buffer) {
    head(list, look, layout.head, buffer);
    let area = layout.body;
    let inside = Rect { x: area.x + PAGE_MARGIN, width: area.width.saturating_sub(2 * PAGE_MARGIN), ..area };
    if list.rows().is_empty() {
        nothing(list, look, inside, buffer);
    }
    let columns = usize::from(inside.width).max(1);
    let making = Making { texts: look.texts, signs: look.signs, columns, today: look.today };
    let mut top = inside.y;
    for (index, lines) in list.shown(making, usize::from(inside.height)) {
        let is_here = index == list.selected();
        let ground = if is_here { look.style(Role::Selected) } else { Style::new() };
        for (line, y) in lines.iter().zip(top..inside.bottom()) {
            if is_here && !line.parts.is_empty() {
                tint(buffer, Rect { y, height: 1, ..area }, ground);
            }
            put_line(buffer, inside.x, y, inside.right(), line, look, ground);
        }
        if is_here {
            let sign = look.signs.get("pointer");
            put(buffer, area.x, top, area.right(), sign, look.style(Role::Key).patch(ground));
        }
        top = top.saturating_add(u16::try_from(lines.len()).unwrap_or(u16::MAX));
    }
}

/// Why the list is empty, and what fills it.
fn nothing(list: &Bookmarks, look: &Look<'_>, area: Rect, buffer: &mut Buffer) {
    let keys: &[&str] = match list.shelf {
        _ if !list.is_loaded() => &["page.loading"],
        _ if list.is_narrowed() => &["find.none"],
        Shelf::Kept => &["bookmarks_list.empty", "bookmarks_list.empty_hint"],
        Shelf::Open => &["bookmarks_list.open_empty"],
        Shelf::Trash => &["bookmarks_list.trash_empty"],
    };
    let columns = usize::from(area.width).max(1);
    let lines = keys.iter().flat_map(|key| folded(look.texts.get(key), columns, 3, ""));
    for (line, y) in lines.zip(area.y..area.bottom()) {
        put(buffer, area.x, y, area.right(), &line, look.style(Role::Dim));
    }
}

/// The three lists, the present one with how many it has; then its order and what they must meet.
fn head(list: &Bookmarks, look: &Look<'_>, area: Rect, buffer: &mut Buffer) {
    let right = area.right().saturating_sub(1);
    let count = look.texts.number(u64::try_from(list.rows().len()).unwrap_or(0));
    let shelves = [Shelf::Kept, Shelf::Open, Shelf::Trash];
    let name = |shelf: Shelf| look.texts.get(shelf.key());
    let all: usize = shelves.iter().map(|shelf| width::of(name(*shelf)) + 2).sum();
    let facts = facts(list, look).join(&look.separator());
    let room = usize::from(right.saturating_sub(area.x + PAGE_MARGIN));
    let has_room = all + count.len() + width::of(&facts) <= room;
    let mut x = area.x + PAGE_MARGIN;
    for shelf in shelves.into_iter().filter(|shelf| has_room || *shelf == list.shelf) {
        let is_here = shelf == list.shelf;
        let role = if is_here { Role::Focus } else { Role::Faint };
        x = put(buffer, x, area.y, right, name(shelf), look.style(role));
        if is_here {
            x = put(buffer, x + 1, area.y, right, &count, look.style(Role::Faint));
        }
        x += 2;
    }
    let facts = cut(&facts, usize::from(right.saturating_sub(x)), look.signs.get("ellipsis"));
    put(buffer, x, area.y, right, &facts, look.style(Role::Key));
}

/// In which order they are, and what they must meet.
fn facts(list: &Bookmarks, look: &Look<'_>) -> Vec<String> {
    let told = [
        (list.order == Order::Article, "bookmarks_list.by_article"),
        (list.reversed, "bookmarks_list.last_first"),
        (list.thread.is_some(), "bookmarks_list.of_thread"),
        (list.article.is_some(), "bookmarks_list.of_article"),
    ];
    let mut facts: Vec<String> = Vec::new();
    for (_, key) in told.into_iter().filter(|(is_so, _)| *is_so) {
        facts.push(look.texts.get(key).to_owned());
    }
    if !list.typed.is_empty() {
        facts.push(list.typed.text().to_owned());
    }
    facts
}
