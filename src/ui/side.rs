//! Draws the pane of initiatives. Never scrolls it.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

use crate::app::layout::Pane;
use crate::app::model::Model;
use crate::app::panes::side::Item;
use crate::app::role::Role;
use crate::app::styled::folded;
use crate::ui::canvas::{put, put_line, tint};
use crate::ui::look::Look;

/// Draws the pane.
pub fn draw(model: &Model, look: &Look<'_>, area: Rect, buffer: &mut Buffer) {
    let side = &model.side;
    if side.lines().is_empty() {
        if model.reading.page().is_some() {
            let columns = usize::from(area.width.saturating_sub(2));
            let is_coming = model.status.progress.as_ref().is_some_and(|progress| progress.what != "link");
            let key = if is_coming { "side.coming" } else { "side.none" };
            for (line, y) in folded(look.texts.get(key), columns, 3, "").iter().zip(area.y..area.bottom()) {
                put(buffer, area.x + 1, y, area.right(), line, look.style(Role::Dim));
            }
        }
        return;
    }
    let is_here = model.focus == Pane::Side && model.views.is_empty();
    let shows_choice = is_here || side.pinned.is_some() || model.reading.selected().is_some();
    let chosen = side.item().map(Item::initiative).filter(|_| shows_choice);
    for (y, index) in (area.y..area.bottom()).zip(side.top()..) {
        let Some(line) = side.lines().get(index) else {
            break;
        };
        let on = shows_choice && line.item == Some(side.selected());
        let in_chosen =
            line.item.and_then(|i| side.item_at(i)).map(Item::initiative) == chosen && line.item.is_some();
        let ground = if on && is_here { look.style(Role::Selected) } else { Style::new() };
        if on {
            tint(buffer, Rect::new(area.x, y, area.width, 1), ground);
        }
        if in_chosen {
            put(buffer, area.x, y, area.right(), look.signs.get("bar"), look.style(Role::Key).patch(ground));
        }
        put_line(buffer, area.x + 1, y, area.right(), &line.line, look, ground);
    }
}
