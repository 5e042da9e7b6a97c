//! Draws the list of bookmarks. Never scrolls it.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

use crate::app::acts::keeping::mark_key;
use crate::app::panes::bookmarks::{Bookmarks, Order, ROWS, Shelf};
use crate::app::role::Role;
use crate::app::styled::{cut, folded};
use crate::model::bookmark::{Mark, Place};
use crate::model::view::BookmarkRow;
use crate::ui::canvas::{put, tint};
use crate::ui::look::Look;
use crate::ui::root::boxed;

/// Draws the list over the panes.
pub fn draw(list: &Bookmarks, look: &Look<'_>, area: Rect, buffer: &mut Buffer) {
    let inside = boxed(&title(list, look), 96, u16::MAX, look, area, buffer);
    if list.rows().is_empty() && list.is_loaded() {
        let keys: &[&str] = match list.shelf {
            _ if list.is_narrowed() => &["find.none"],
            Shelf::Kept => &["bookmarks_list.empty", "bookmarks_list.empty_hint"],
            Shelf::Open => &["bookmarks_list.open_empty"],
            Shelf::Trash => &["bookmarks_list.trash_empty"],
        };
        for (key, y) in keys.iter().zip(inside.y..inside.bottom()) {
            put(buffer, inside.x, y, inside.right(), look.texts.get(key), look.style(Role::Dim));
        }
    }
    let shown = (usize::from(inside.height) / ROWS).max(1);
    let mut y = inside.y;
    for (index, row) in list.rows().iter().enumerate().skip(list.top()).take(shown) {
        let height = u16::try_from(ROWS).unwrap_or(1).min(inside.bottom().saturating_sub(y));
        draw_row(row, index == list.selected(), look, Rect { y, height, ..inside }, buffer);
        y += height;
    }
}

/// Which bookmarks, how many, in which order, and what they must meet.
fn title(list: &Bookmarks, look: &Look<'_>) -> String {
    let mut parts = vec![match list.shelf {
        Shelf::Kept if !list.rows().is_empty() => look.texts.count("bookmarks", list.rows().len()),
        Shelf::Kept => look.texts.get(list.shelf.key()).to_owned(),
        Shelf::Open | Shelf::Trash => {
            format!("{} {}", look.texts.get(list.shelf.key()), list.rows().len())
        }
    }];
    if list.order == Order::Article {
        parts.push(look.texts.get("bookmarks_list.by_article").to_owned());
    }
    if list.reversed {
        parts.push(look.texts.get("bookmarks_list.last_first").to_owned());
    }
    if list.thread.is_some() {
        parts.push(look.texts.get("bookmarks_list.of_thread").to_owned());
    }
    if list.article.is_some() {
        parts.push(look.texts.get("bookmarks_list.of_article").to_owned());
    }
    if !list.typed.is_empty() {
        parts.push(list.typed.text().to_owned());
    }
    parts.join(&look.separator())
}

fn draw_row(row: &BookmarkRow, is_here: bool, look: &Look<'_>, area: Rect, buffer: &mut Buffer) {
    let (x, right) = (area.x, area.right());
    let ground = if is_here { look.style(Role::Selected) } else { Style::new() };
    if is_here {
        tint(buffer, Rect { height: area.height.min(2), ..area }, ground);
    }
    let columns = usize::from(area.width.saturating_sub(3));
    let bookmark = &row.bookmark;
    let mark = look.signs.mark(bookmark.mark);
    put(buffer, x, area.y, right, mark, look.style(bookmark.mark.into()).patch(ground));
    let quote = row.bookmark.anchor.quote.split_whitespace().collect::<Vec<_>>().join(" ");
    if let Some(line) = folded(&quote, columns, 1, look.signs.get("ellipsis")).first() {
        put(buffer, x + 2, area.y, right, line, look.style(Role::Text).patch(ground));
    }
    if area.height < 2 {
        return;
    }
    let separator = look.separator();
    let mut own: Vec<String> = Vec::new();
    if bookmark.mark != Mark::Plain {
        own.push(look.texts.get(mark_key(bookmark.mark)).to_owned());
    }
    own.extend(bookmark.note.lines().next().filter(|line| !line.is_empty()).map(str::to_owned));
    own.extend(bookmark.tags.iter().map(|tag| format!("#{tag}")));
    let mut about: Vec<String> = row.outlet.iter().cloned().collect();
    about.extend(row.day.map(|day| look.texts.short_day(day, None)));
    about.push(row.title.clone());
    let state = match bookmark.place {
        Place::Sure { .. } => None,
        Place::Moved { .. } => Some("bookmarks_list.moved"),
        Place::Orphan if row.row.is_none() => Some("bookmarks_list.waiting"),
        Place::Orphan => Some("bookmarks_list.orphan"),
    };
    if let Some(key) = state {
        about.insert(0, look.texts.get(key).to_owned());
    }
    let y = area.y + 1;
    let own = cut(&own.join(&separator), columns, look.signs.get("ellipsis"));
    let mut at = put(buffer, x + 2, y, right, &own, look.style(Role::Quotation).patch(ground));
    let mut about = about.join(&separator);
    if !own.is_empty() {
        about.insert_str(0, &separator);
    }
    let room = usize::from(right.saturating_sub(at + 1));
    let about = cut(&about, room, look.signs.get("ellipsis"));
    at = put(buffer, at, y, right, &about, look.style(Role::Dim).patch(ground));
    debug_assert!(at <= right);
}
