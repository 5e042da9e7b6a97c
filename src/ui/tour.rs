//! Draws the step of the tour over the last rows of the panes. Never decides which.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::app::model::Model;
use crate::app::role::Role;
use crate::app::styled::{Line, folded, keyed};
use crate::app::tour::{STEPS, here};
use crate::ui::canvas::{clear, put_line};
use crate::ui::look::Look;

/// Draws it, where there is one.
pub fn draw(model: &Model, look: &Look<'_>, buffer: &mut Buffer) {
    let Some((number, command)) = here(model) else {
        return;
    };
    let body = model.layout.body;
    let key = look.keymap.keys_of(command, model.scopes()).unwrap_or_default();
    let name = format!("tour.{}", command.name());
    let text = look.texts.with(&name, &[("key", &key)]);
    let (n, all) = (number.to_string(), STEPS.len().to_string());
    let aside = look.texts.with("tour.aside", &[("n", &n), ("all", &all)]);
    let columns = usize::from(body.width.saturating_sub(4)).max(1);
    let row = |text: &str, role: Role| {
        let rows = folded(text, columns, 2, look.signs.get("ellipsis"));
        rows.iter().map(|row| keyed(row, &[&key, "Esc", "?"], role)).collect::<Vec<Line>>()
    };
    let lines = [row(&text, Role::Text), row(&aside, Role::Dim)].concat();
    let height = u16::try_from(lines.len()).unwrap_or(0).min(body.height);
    let area = Rect { y: body.bottom() - height, height, ..body };
    let ground = look.style(Role::Selected);
    clear(buffer, area, look.style(Role::Ground).patch(ground));
    for (line, y) in lines.iter().zip(area.y..area.bottom()) {
        put_line(buffer, area.x + 2, y, area.right(), line, look, ground);
    }
}
