//! Draws the whole screen. Only routes.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::style::Style;

use crate::app::layout::{Pane, box_in, inside};
use crate::app::model::{Model, View};
use crate::app::role::Role;
use crate::app::styled::{cut, folded};
use crate::text::width;
use crate::ui::canvas::{clear, put, tint};
use crate::ui::look::Look;
use crate::ui::{
    bookmarks, changes, figures, head, help, ledger, menu, note, picker, reading, side, status, thread,
    timeline, tour, welcome,
};

/// Draws the state. Says where the cursor stands, where something is typed.
pub fn draw(model: &Model, look: &Look<'_>, buffer: &mut Buffer) -> Option<Position> {
    clear(buffer, buffer.area, look.style(Role::Ground));
    if model.size.is_too_small() || model.layout.body.is_empty() {
        let area = buffer.area;
        let lines = folded(look.texts.get("small.text"), usize::from(area.width).max(1), usize::MAX, "");
        for (line, y) in lines.iter().zip(area.top()..area.bottom()) {
            put(buffer, area.x, y, area.right(), line, look.style(Role::Text));
        }
        return None;
    }
    let first = model.views.iter().rposition(View::is_page);
    if first.is_none() {
        panes(model, look, buffer);
    }
    let mut typed = None;
    for view in model.views.iter().skip(first.unwrap_or(0)) {
        if is_box(view) {
            fade(look, buffer);
        }
        typed = over(view, model, look, buffer);
    }
    // Last, since it may need rows over the bottom line.
    status::draw(model, look, buffer).or(typed)
}

/// Whether it is a box in the middle, which nothing around it is to draw the eye from.
fn is_box(view: &View) -> bool {
    matches!(view, View::Help(_) | View::Note(_) | View::Picker(_)) && !view.is_page()
}

/// Takes the colours from all that is drawn so far.
fn fade(look: &Look<'_>, buffer: &mut Buffer) {
    let style = Style::reset().patch(look.style(Role::Ground)).patch(look.style(Role::Faint));
    tint(buffer, buffer.area, style);
}

/// Draws what lies over the panes. Says where the cursor stands, where something is typed there.
fn over(view: &View, model: &Model, look: &Look<'_>, buffer: &mut Buffer) -> Option<Position> {
    let (layout, body) = (&model.layout, model.layout.body);
    match view {
        View::Help(own) => help::draw(own, look, body, buffer),
        View::Bookmarks(own) => bookmarks::draw(own, look, layout, buffer),
        View::Thread(own) => thread::draw(own, look, layout, buffer),
        View::Menu(own) => menu::draw(own, look, body, buffer),
        View::Figures(own) => figures::draw(own, look, layout, buffer),
        View::Changes(own) => changes::draw(own, model, look, buffer),
        View::Ledger(own) => ledger::draw(own, look, layout, buffer),
        View::Note(own) => return Some(note::draw(own, look, body, buffer)),
        View::Picker(own) => return Some(picker::draw(own, look, layout, buffer)),
    }
    None
}

fn panes(model: &Model, look: &Look<'_>, buffer: &mut Buffer) {
    if model.is_empty() {
        welcome::draw(look, model.layout.body, buffer);
        return;
    }
    head::draw(model, look, buffer);
    if let Some(area) = model.layout.timeline {
        timeline::draw(model, look, area, buffer);
    }
    if let Some(area) = model.layout.text {
        reading::draw(model, look, area, buffer);
    }
    if let Some(area) = model.layout.side {
        side::draw(model, look, area, buffer);
    }
    rules(model, look, buffer);
    tour::draw(model, look, buffer);
}

/// A line between neighbouring panes.
fn rules(model: &Model, look: &Look<'_>, buffer: &mut Buffer) {
    let shown: Vec<Rect> = Pane::ALL.into_iter().filter_map(|pane| model.layout.pane(pane)).collect();
    for area in shown.iter().skip(1) {
        let x = area.x.saturating_sub(1);
        for y in model.layout.head.y..model.layout.body.bottom() {
            put(buffer, x, y, x + 1, look.signs.get("axis"), look.style(Role::Rule));
        }
    }
}

/// A box in the middle of an area, at most so wide and high. Says what is inside it.
pub fn boxed(title: &str, width: u16, height: u16, look: &Look<'_>, area: Rect, buffer: &mut Buffer) -> Rect {
    boxed_at(title, look, box_in(area, width, height), buffer)
}

/// A box that fills an area. Says what is inside it.
pub fn boxed_at(title: &str, look: &Look<'_>, outer: Rect, buffer: &mut Buffer) -> Rect {
    clear(buffer, outer, look.style(Role::Ground).patch(look.style(Role::Overlay)));
    let rule = look.style(Role::Faint).patch(look.style(Role::Overlay));
    let across = |buffer: &mut Buffer, y: u16, signs: [&str; 3]| {
        for x in outer.left()..outer.right() {
            let sign = if x == outer.left() {
                signs[0]
            } else if x + 1 == outer.right() {
                signs[2]
            } else {
                signs[1]
            };
            put(buffer, x, y, outer.right(), look.signs.get(sign), rule);
        }
    };
    if inside(outer) == outer {
        return outer;
    }
    across(buffer, outer.top(), ["corner_nw", "rule", "corner_ne"]);
    across(buffer, outer.bottom() - 1, ["corner_sw", "rule", "corner_se"]);
    for y in outer.top() + 1..outer.bottom() - 1 {
        put(buffer, outer.left(), y, outer.right(), look.signs.get("axis"), rule);
        put(buffer, outer.right() - 1, y, outer.right(), look.signs.get("axis"), rule);
    }
    if title.is_empty() {
        return inside(outer);
    }
    let title =
        format!(" {} ", cut(title, usize::from(outer.width.saturating_sub(6)), look.signs.get("ellipsis")));
    debug_assert!(width::of(&title) <= usize::from(outer.width));
    let style = look.style(Role::Focus).patch(look.style(Role::Overlay));
    put(buffer, outer.x + 2, outer.y, outer.right().saturating_sub(2), &title, style);
    inside(outer)
}
