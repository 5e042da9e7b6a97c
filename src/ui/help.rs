//! Draws the keys of the place one is in. Never a key by itself.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

use crate::app::panes::help::{BETWEEN, Help, outer, sheet};
use crate::app::panes::side::Making;
use crate::app::role::Role;
use crate::text::width;
use crate::ui::canvas::{put, put_line};
use crate::ui::look::Look;
use crate::ui::root::boxed_at;

/// Draws the help over the panes.
pub fn draw(help: &Help, look: &Look<'_>, area: Rect, buffer: &mut Buffer) {
    let inside = boxed_at(look.texts.get("help.title"), look, outer(area), buffer);
    let columns = usize::from(inside.width);
    let making = Making { texts: look.texts, signs: look.signs, columns, today: look.today };
    let sheet = sheet(help, look.keymap, making, area);
    let height = usize::from(inside.height);
    let top = help.top.min(sheet.height().saturating_sub(height));
    let below = sheet.height().saturating_sub(top + height);
    if below > 0 && inside.bottom() < area.bottom() {
        let more = format!(" {} ", look.texts.count("more", below));
        let start = inside.right().saturating_sub(u16::try_from(width::of(&more)).unwrap_or(0));
        let style = look.style(Role::Key).patch(look.style(Role::Overlay));
        put(buffer, start, inside.bottom(), inside.right(), &more, style);
    }
    let step = u16::try_from(sheet.width + BETWEEN).unwrap_or(u16::MAX);
    let mut x = inside.x;
    for lines in &sheet.columns {
        for (line, y) in lines.iter().skip(top).zip(inside.y..inside.bottom()) {
            put_line(buffer, x, y, inside.right(), line, look, Style::new());
        }
        x = x.saturating_add(step);
    }
}
