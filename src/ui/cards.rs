//! Draws pieces laid out on a sheet. Never lays them out.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

use crate::app::panes::cards::Cards;
use crate::app::role::Role;
use crate::ui::canvas::{put, put_line, tint};
use crate::ui::look::Look;

/// Draws the part of a sheet that is shown; its first column stands at the left of the area.
pub fn draw<T: PartialEq + Clone>(cards: &Cards<T>, look: &Look<'_>, area: Rect, buffer: &mut Buffer) {
    let top = cards.top();
    for (index, card) in cards.all().iter().enumerate() {
        let is_here = index == cards.selected() && card.item.is_some();
        let ground = if is_here { look.style(Role::Selected) } else { Style::new() };
        for (line, row) in card.lines.iter().zip(card.y..) {
            let Some(y) =
                row.checked_sub(top).and_then(|y| u16::try_from(y).ok()).filter(|y| *y < area.height)
            else {
                continue;
            };
            let x = area.x.saturating_add(u16::try_from(card.x).unwrap_or(u16::MAX));
            let width = u16::try_from(card.width).unwrap_or(u16::MAX);
            let right = x.saturating_add(width).min(area.right());
            if is_here {
                tint(buffer, Rect::new(x, area.y + y, right.saturating_sub(x), 1), ground);
                let sign = look.signs.get("bar");
                put(buffer, x.saturating_sub(1), area.y + y, right, sign, look.style(Role::Key));
            }
            put_line(buffer, x, area.y + y, right, line, look, ground);
        }
    }
}
