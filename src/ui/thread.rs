//! Draws the page of one initiative. Never lays it out.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::app::layout::{Layout, PAGE_MARGIN};
use crate::app::panes::thread::ThreadView;
use crate::app::role::Role;
use crate::ui::canvas::put;
use crate::ui::cards;
use crate::ui::look::Look;

/// Draws the page in place of the panes.
pub fn draw(view: &ThreadView, look: &Look<'_>, layout: &Layout, buffer: &mut Buffer) {
    let head = layout.head;
    let title = look.texts.get("thread.title");
    put(buffer, head.x + PAGE_MARGIN, head.y, head.right(), title, look.style(Role::Focus));
    let area = layout.body;
    let inside = Rect { x: area.x + PAGE_MARGIN, width: area.width.saturating_sub(PAGE_MARGIN), ..area };
    cards::draw(&view.cards, look, inside, buffer);
}
