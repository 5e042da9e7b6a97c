//! Draws the small menu at the pointer. Never chooses in it.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

use crate::app::acts::menu::columns;
use crate::app::panes::menu::Menu;
use crate::app::role::Role;
use crate::text::width;
use crate::ui::canvas::{put, tint};
use crate::ui::look::Look;
use crate::ui::root::boxed_at;

/// Draws the menu over what is there.
pub fn draw(menu: &Menu, look: &Look<'_>, body: Rect, buffer: &mut Buffer) {
    let keys = |command| look.keymap.keys_of(command, &menu.scopes).unwrap_or_default();
    let area = menu.area(columns(menu, keys, look.texts), body);
    let inside = boxed_at("", look, area, buffer);
    for ((index, command), y) in menu.items.iter().enumerate().zip(inside.y..inside.bottom()) {
        let is_here = index == menu.selected;
        let ground = if is_here { look.style(Role::Selected) } else { Style::new() };
        if is_here {
            let line = Rect::new(inside.x.saturating_sub(1), y, inside.width + 2, 1);
            tint(buffer, line.intersection(area), ground);
            let sign = look.signs.get("pointer");
            put(
                buffer,
                inside.x.saturating_sub(1),
                y,
                inside.right(),
                sign,
                look.style(Role::Focus).patch(ground),
            );
        }
        let name = look.texts.get(&format!("command.{}", command.name())).to_owned();
        let own = keys(*command);
        let start = inside.right().saturating_sub(u16::try_from(width::of(&own)).unwrap_or(0));
        put(buffer, inside.x + 1, y, start, &name, look.style(Role::Text).patch(ground));
        put(buffer, start, y, inside.right(), &own, look.style(Role::Key).patch(ground));
    }
}
