//! The view of what the publisher has changed: opening it, going through it, leaving it. Never compares texts.

use crate::app::acts::moving::{distance, sheet, times};
use crate::app::acts::opening;
use crate::app::command::Command;
use crate::app::context::Context;
use crate::app::effect::{Ask, Effects, RequestId};
use crate::app::event::Revised;
use crate::app::layout::Pane;
use crate::app::model::{Model, View};
use crate::app::panes::changes::{Changes, Item};
use crate::app::panes::reading::Target;
use crate::app::status::Tone;
use crate::base::span::Span;
use crate::model::view::Row;

/// Columns that the sheet begins left of the text.
pub const GUTTER: u16 = 4;

/// Asks for the latest change of the article one is on.
pub fn open(model: &mut Model, effects: &mut Effects) {
    let chosen = model.timeline.selected_row().filter(|_| model.focus == Pane::Timeline);
    if let Some(row) = chosen.or_else(|| model.reading.row()) {
        ask(model, row, 0, effects);
    }
}

/// Asks for a change of an article, counted back from the latest.
pub fn ask(model: &mut Model, row: Row, nth: usize, effects: &mut Effects) {
    model.awaited.revised = Some(model.requests.ask(Ask::Revised(row, nth), effects));
}

/// Takes a change.
pub fn came(model: &mut Model, id: RequestId, revised: Option<Box<Revised>>, context: &Context<'_>) {
    if model.awaited.revised.take_if(|own| *own == id).is_none() {
        return;
    }
    let Some(revised) = revised else {
        model.status.tell(Tone::Plain, context.texts.get("changes.none"));
        return;
    };
    if matches!(model.views.last(), Some(View::Changes(_))) {
        model.views.pop();
    }
    model.views.push(View::Changes(Box::new(Changes::new(revised))));
}

/// Rows of the view.
#[must_use]
pub fn height(model: &Model) -> usize {
    usize::from(model.layout.text.unwrap_or(model.layout.body).height).max(1)
}

/// In the view. Says whether the command was for it.
pub fn run(
    model: &mut Model,
    command: Command,
    count: Option<usize>,
    context: &Context<'_>,
    effects: &mut Effects,
) -> bool {
    let height = height(model);
    let Some(View::Changes(view)) = model.views.last_mut() else {
        return false;
    };
    let times = times(count);
    let (row, nth, all) = (view.revised().row, view.revised().nth, view.revised().all);
    match command {
        Command::NextParagraph | Command::FindNext => view.cards.step(times, height),
        Command::PreviousParagraph | Command::FindPrevious => view.cards.step(-times, height),
        Command::Down | Command::Up | Command::First | Command::Last => {
            return sheet(&mut view.cards, command, count, height);
        }
        Command::EarlierChange | Command::LaterChange => {
            let by = if command == Command::EarlierChange { 1 } else { -1 };
            match nth.checked_add_signed(by).filter(|nth| *nth < all) {
                Some(nth) => ask(model, row, nth, effects),
                None => model.status.tell(Tone::Plain, context.texts.get("changes.no_more")),
            }
        }
        Command::Close | Command::Cancel | Command::Quit | Command::Back | Command::Changes => {
            model.views.pop();
        }
        Command::Open => open_item(model, effects),
        _ => match distance(command, count, height) {
            Some(by) => view.cards.scroll_to(by, height),
            None => return false,
        },
    }
    true
}

/// Goes to the initiative or the paragraph one is on, in the article.
pub fn open_item(model: &mut Model, effects: &mut Effects) {
    let Some(View::Changes(view)) = model.views.last() else {
        return;
    };
    let (row, is_present) = (view.revised().row, view.revised().nth == 0);
    let target = match view.cards.here() {
        Some(Item::Initiative(mention)) => {
            let page = model.reading.page().filter(|page| page.row == row);
            let mention = page.and_then(|page| page.extraction.mentions.get(*mention));
            mention.map(|mention| Target::Mention(mention.id.clone()))
        }
        Some(Item::Place(at)) if is_present => Some(Target::Span(Span::new(*at, *at + 1))),
        Some(Item::Place(_)) | None => None,
    };
    if let Some(target) = target {
        opening::jump(model, row, target, effects);
    }
}
