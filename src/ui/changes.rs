//! Draws what the publisher has changed over the reading pane. Never compares texts.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::app::acts::changes::GUTTER;
use crate::app::model::Model;
use crate::app::panes::changes::Changes;
use crate::app::role::Role;
use crate::ui::canvas::clear;
use crate::ui::cards;
use crate::ui::look::Look;

/// Draws the view in place of the text, or of all panes where the text is not shown.
pub fn draw(view: &Changes, model: &Model, look: &Look<'_>, buffer: &mut Buffer) {
    let area = model.layout.text.unwrap_or(model.layout.body);
    clear(buffer, area, look.style(Role::Ground));
    let text = model.frame().text;
    let x = text.x.saturating_sub(GUTTER).max(area.x);
    let inside = Rect { x, width: area.right().saturating_sub(x + 1), ..area };
    cards::draw(&view.cards, look, inside, buffer);
}
