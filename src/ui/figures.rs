//! Draws the page of figures over time. Never lays it out.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::app::layout::{Layout, PAGE_MARGIN};
use crate::app::panes::figures::Figures;
use crate::app::role::Role;
use crate::app::styled::folded;
use crate::ui::canvas::put;
use crate::ui::cards;
use crate::ui::look::Look;

/// Draws the page in place of the panes.
pub fn draw(page: &Figures, look: &Look<'_>, layout: &Layout, buffer: &mut Buffer) {
    let head = layout.head;
    let right = head.right().saturating_sub(1);
    let x = put(
        buffer,
        head.x + PAGE_MARGIN,
        head.y,
        right,
        look.texts.get("figures.title"),
        look.style(Role::Focus),
    );
    let mut facts = match page.count() {
        _ if !page.is_loaded() => look.texts.get("page.loading").to_owned(),
        0 => String::new(),
        count => look.texts.number(u64::try_from(count).unwrap_or(0)),
    };
    if !page.typed.is_empty() {
        facts = format!("{facts}{}“{}”", look.separator(), page.typed.text());
    }
    put(buffer, x + 1, head.y, right, &facts, look.style(Role::Faint));
    let area = layout.body;
    let inside = Rect { x: area.x + PAGE_MARGIN, width: area.width.saturating_sub(PAGE_MARGIN), ..area };
    if page.is_loaded() && page.count() == 0 {
        let key = if page.typed.is_empty() { "figures.empty" } else { "find.none" };
        let columns = usize::from(inside.width.saturating_sub(PAGE_MARGIN));
        for (line, y) in folded(look.texts.get(key), columns, 3, "").iter().zip(inside.y..inside.bottom()) {
            put(buffer, inside.x, y, inside.right(), line, look.style(Role::Dim));
        }
    }
    cards::draw(&page.cards, look, inside, buffer);
}
