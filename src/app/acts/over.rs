//! The mouse over a page or a list: the wheel moves it; a click goes to what is there, a second one opens it.

use crate::app::acts::pointing::WHEEL;
use crate::app::acts::{changes, figures, menu, pages, picking, shelf};
use crate::app::command::Command;
use crate::app::context::Context;
use crate::app::effect::Effects;
use crate::app::event::{Mouse, MouseDeed};
use crate::app::layout::{PAGE_MARGIN, frame};
use crate::app::model::{Model, View};
use crate::app::panes::cards::Cards;
use crate::app::panes::side::Making;

/// Takes what the mouse did over what lies over the panes.
pub fn point(model: &mut Model, mouse: Mouse, context: &Context<'_>, effects: &mut Effects) {
    match mouse.deed {
        MouseDeed::WheelDown => turn(model, 1),
        MouseDeed::WheelUp => turn(model, -1),
        MouseDeed::Press => {
            if click(model, mouse, context, effects) {
                open(model, context, effects);
            }
        }
        MouseDeed::Menu => {
            if !matches!(model.views.last(), Some(View::Picker(_))) {
                click(model, mouse, context, effects);
            }
            menu::open(model, mouse, None);
        }
        MouseDeed::Drag | MouseDeed::Release => {}
    }
}

/// The wheel.
fn turn(model: &mut Model, by: isize) {
    let height = usize::from(model.layout.body.height);
    let inside = height.saturating_sub(2);
    let table = pages::ledger_height(model);
    match model.views.last_mut() {
        Some(View::Help(help)) => help.top = help.top.saturating_add_signed(by * WHEEL),
        Some(View::Bookmarks(list)) => list.step(by),
        Some(View::Ledger(ledger)) => ledger.step(by, table),
        Some(View::Figures(page)) => page.cards.scroll(by * WHEEL, height),
        Some(View::Thread(view)) => view.cards.scroll(by * WHEEL, height),
        Some(View::Changes(view)) => view.cards.scroll(by * WHEEL, height),
        Some(View::Picker(picker)) => picker.step(by, inside),
        Some(View::Note(_) | View::Menu(_)) | None => {}
    }
}

/// Goes to what is under the pointer. Says whether one was on it already, so that it is to be opened.
fn click(model: &mut Model, mouse: Mouse, context: &Context<'_>, effects: &mut Effects) -> bool {
    let body = model.layout.body;
    let height = usize::from(body.height);
    let table = pages::ledger_height(model);
    let row = usize::from(mouse.row.saturating_sub(body.y));
    let columns = usize::from(body.width.saturating_sub(2 * PAGE_MARGIN)).max(1);
    let page = usize::from(mouse.column.saturating_sub(body.x + PAGE_MARGIN));
    let text = frame(model.layout.text.unwrap_or(body), model.measure, model.alone).text;
    let beside = usize::from(mouse.column.saturating_sub(text.x.saturating_sub(changes::GUTTER)));
    match model.views.last_mut() {
        Some(View::Picker(_)) => {
            picking::click(model, row, context, effects);
            false
        }
        Some(View::Bookmarks(list)) => {
            let making = Making { texts: context.texts, signs: context.signs, columns, today: context.today };
            let mut end = 0;
            let goal = list.shown(making, height).find_map(|(index, lines)| {
                end += lines.len();
                (row < end).then_some(index)
            });
            let Some(goal) = goal else { return false };
            let again = goal == list.selected();
            list.select(goal);
            again
        }
        Some(View::Ledger(ledger)) => {
            let row = row.checked_sub(pages::LEDGER_HEAD).filter(|row| *row < table);
            let Some(row) = row else { return false };
            let goal = ledger.top() + row;
            let again = goal == ledger.selected();
            ledger.select(goal, table);
            again
        }
        Some(View::Figures(own)) => on_sheet(&mut own.cards, (page, row), height),
        Some(View::Thread(view)) => on_sheet(&mut view.cards, (page, row), height),
        Some(View::Changes(view)) => on_sheet(&mut view.cards, (beside, row), height),
        Some(View::Help(_) | View::Note(_) | View::Menu(_)) | None => false,
    }
}

/// Goes to the piece of a sheet at a cell. Says whether one was on it already.
fn on_sheet<T: PartialEq + Clone>(
    cards: &mut Cards<T>,
    (column, row): (usize, usize),
    height: usize,
) -> bool {
    let Some(card) = cards.at(column, cards.top() + row) else {
        return false;
    };
    let again = card == cards.selected();
    cards.select(card, height);
    again
}

/// Opens what one is on.
fn open(model: &mut Model, context: &Context<'_>, effects: &mut Effects) {
    match model.views.last() {
        Some(View::Bookmarks(_)) => drop(shelf::run(model, Command::Open, None, context, effects)),
        Some(View::Figures(_)) => figures::open_here(model, context, effects),
        Some(View::Thread(_)) => drop(pages::thread(model, Command::Open, None, context, effects)),
        Some(View::Changes(_)) => changes::open_item(model, effects),
        _ => drop(pages::open_row(model, effects)),
    }
}
