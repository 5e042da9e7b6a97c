//! The mouse: click, drag and wheel where the pointer is. Never needed for anything.

use crate::app::acts::{menu, moving, opening, over, selecting};
use crate::app::context::Context;
use crate::app::effect::{Effect, Effects};
use crate::app::event::{Mouse, MouseDeed};
use crate::app::layout::{Edge, Pane};
use crate::app::model::{Model, View};
use crate::app::panes::selection::Selection;
use crate::app::update::WIDTHS;
use crate::passage::select::Unit;
use crate::text::wrap::shown;

/// Rows that one turn of the wheel moves.
pub const WHEEL: isize = 3;

/// Milliseconds within which a second click belongs to the first.
const SOON: i64 = 400;

/// Takes what the mouse did.
pub fn point(model: &mut Model, mouse: Mouse, context: &Context<'_>, effects: &mut Effects) {
    if matches!(model.views.last(), Some(View::Menu(_))) {
        menu::point(model, mouse, context, effects);
        return;
    }
    if !model.views.is_empty() {
        over::point(model, mouse, context, effects);
        return;
    }
    if hold_edge(model, mouse, effects) {
        return;
    }
    let Some(pane) = model.layout.at(mouse.column, mouse.row) else {
        return;
    };
    match mouse.deed {
        MouseDeed::WheelDown => wheel(model, pane, WHEEL),
        MouseDeed::WheelUp => wheel(model, pane, -WHEEL),
        MouseDeed::Press => {
            model.status.message = None;
            model.pressed = Some(pane);
            let clicks = clicks(model, mouse, context);
            press(model, pane, mouse, clicks, effects);
        }
        MouseDeed::Menu => {
            model.status.message = None;
            go_there(model, pane, mouse, effects);
            menu::open(model, mouse, Some(pane));
        }
        MouseDeed::Drag if model.pressed == Some(Pane::Text) => drag(model, mouse),
        MouseDeed::Release => model.pressed = None,
        MouseDeed::Drag => {}
    }
}

/// Takes hold of a line between panes, moves it, lets go of it. Says whether the mouse was at one.
fn hold_edge(model: &mut Model, mouse: Mouse, effects: &mut Effects) -> bool {
    match (mouse.deed, model.held) {
        (MouseDeed::Press, _) => model.held = model.layout.edge_at(mouse.column, mouse.row),
        (MouseDeed::Drag, Some(Edge::Timeline)) => model.widths.timeline = Some(mouse.column),
        (MouseDeed::Drag, Some(Edge::Side)) => {
            model.widths.side = Some(model.size.columns.saturating_sub(mouse.column + 1));
        }
        (MouseDeed::Release, Some(_)) => {
            model.held = None;
            effects.push(Effect::Keep { key: WIDTHS.to_owned(), value: model.widths.written() });
            return true;
        }
        _ => return false,
    }
    model.held.is_some()
}

/// Goes to what the pointer is on, where that is not selected text; never opens it.
fn go_there(model: &mut Model, pane: Pane, mouse: Mouse, effects: &mut Effects) {
    let chosen = model.reading.selection.map(|selection| selection.span(model.reading.text()));
    let inside = pane == Pane::Text
        && chosen.zip(byte_at(model, mouse)).is_some_and(|(span, byte)| span.contains(byte));
    if inside {
        return;
    }
    // A press on what one is on already would open it.
    if model.focus == pane && pane != Pane::Text {
        model.focus = Pane::Text;
    }
    press(model, pane, mouse, 1, effects);
}

fn wheel(model: &mut Model, pane: Pane, by: isize) {
    let height = model.height(pane);
    match pane {
        Pane::Timeline => model.timeline.scroll(by, height),
        Pane::Text => model.reading.scroll(by, height),
        Pane::Side => model.side.scroll(by, height),
    }
}

/// How many times the button went down at this very place, each soon after the other: once, twice, three times.
fn clicks(model: &mut Model, mouse: Mouse, context: &Context<'_>) -> u8 {
    let again = model.clicked.filter(|(at, column, row, _)| {
        let since = (context.now - *at).num_milliseconds();
        (0..SOON).contains(&since) && (*column, *row) == (mouse.column, mouse.row)
    });
    let count = again.map_or(1, |(.., count)| count % 3 + 1);
    model.clicked = Some((context.now, mouse.column, mouse.row, count));
    count
}

fn press(model: &mut Model, pane: Pane, mouse: Mouse, clicks: u8, effects: &mut Effects) {
    let Some(area) = model.layout.pane(pane) else {
        return;
    };
    let row = usize::from(mouse.row.saturating_sub(area.y));
    let was = model.focus;
    model.enter(pane);
    let height = model.height(pane);
    match pane {
        Pane::Timeline => {
            if let Some(index) = model.timeline.entry_at(model.timeline.top() + row) {
                if was == pane && index == model.timeline.selected() {
                    opening::chosen(model, effects);
                } else {
                    model.timeline.select(index, height);
                    opening::preview(model, effects);
                }
            }
        }
        Pane::Text => {
            model.reading.selection = None;
            if let Some(byte) = byte_at(model, mouse) {
                model.reading.look_at_byte(byte);
                match clicks {
                    2 => drop(selecting::take_object(model, Unit::Word, byte)),
                    3 => drop(selecting::take_object(model, Unit::Paragraph, byte)),
                    _ => {}
                }
            }
        }
        Pane::Side => {
            if let Some(item) = model.side.item_on(model.side.top() + row) {
                let again = was == pane && item == model.side.selected();
                model.side.select(item, height);
                moving::text_follows(model);
                if again {
                    moving::open_item(model, effects);
                }
            }
        }
    }
}

/// Selects from where the button went down to where the pointer is.
fn drag(model: &mut Model, mouse: Mouse) {
    let Some(byte) = byte_at(model, mouse) else {
        return;
    };
    let anchor = model.reading.selection.map_or(model.reading.eye(), |selection| selection.anchor);
    model.reading.selection = Some(Selection { anchor, cursor: byte });
}

/// The letter under the pointer.
fn byte_at(model: &Model, mouse: Mouse) -> Option<usize> {
    let frame = model.frame();
    let height = model.text_height();
    let row = model.reading.top(height) + usize::from(mouse.row.checked_sub(frame.text.y)?);
    let set = model.reading.set().rows().get(row)?;
    if !model.reading.set().is_text(row) {
        return None;
    }
    let mut column = usize::from(mouse.column.saturating_sub(frame.text.x + set.indent));
    let mut last = set.span.start;
    for cluster in shown(model.reading.text(), set.span) {
        last = cluster.start;
        let wide = usize::from(cluster.width);
        if column < wide {
            break;
        }
        column -= wide;
    }
    Some(last)
}
