//! Draws the list of bookmarks. Never scrolls it.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

use crate::app::panes::bookmarks::{Bookmarks, ROWS};
use crate::app::role::Role;
use crate::app::styled::{cut, folded};
use crate::model::bookmark::Place;
use crate::model::view::BookmarkRow;
use crate::ui::canvas::{put, tint};
use crate::ui::look::Look;
use crate::ui::root::boxed;

/// Draws the list over the panes.
pub fn draw(list: &Bookmarks, look: &Look<'_>, area: Rect, buffer: &mut Buffer) {
    let title = if list.rows().is_empty() {
        look.texts.get("bookmarks_list.title").to_owned()
    } else {
        look.texts.count("bookmarks", list.rows().len())
    };
    let inside = boxed(&title, 96, u16::MAX, look, area, buffer);
    if list.rows().is_empty() && list.is_loaded() {
        for (key, y) in
            ["bookmarks_list.empty", "bookmarks_list.empty_hint"].iter().zip(inside.y..inside.bottom())
        {
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

fn draw_row(row: &BookmarkRow, is_here: bool, look: &Look<'_>, area: Rect, buffer: &mut Buffer) {
    let (x, right) = (area.x, area.right());
    let ground = if is_here { look.style(Role::Selected) } else { Style::new() };
    if is_here {
        tint(buffer, Rect { height: area.height.min(2), ..area }, ground);
    }
    let columns = usize::from(area.width.saturating_sub(3));
    let mark = look.signs.mark(row.bookmark.mark);
    put(buffer, x, area.y, right, mark, look.style(Role::Mark).patch(ground));
    let quote = row.bookmark.anchor.quote.split_whitespace().collect::<Vec<_>>().join(" ");
    if let Some(line) = folded(&quote, columns, 1, look.signs.get("ellipsis")).first() {
        put(buffer, x + 2, area.y, right, line, look.style(Role::Text).patch(ground));
    }
    if area.height < 2 {
        return;
    }
    let mut about: Vec<String> = row.outlet.iter().cloned().collect();
    about.extend(row.day.map(|day| look.texts.short_day(day, None)));
    about.push(row.title.clone());
    if row.bookmark.place == Place::Orphan {
        about.insert(0, look.texts.get("bookmarks_list.orphan").to_owned());
    }
    let note = row.bookmark.note.lines().next().unwrap_or_default();
    let (text, role) = if note.is_empty() {
        (about.join(&look.separator()), Role::Dim)
    } else {
        (format!("{note}{}{}", look.separator(), about.join(&look.separator())), Role::Mark)
    };
    let text = cut(&text, columns, look.signs.get("ellipsis"));
    put(buffer, x + 2, area.y + 1, right, &text, look.style(role).patch(ground));
}
