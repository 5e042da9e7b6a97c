//! The page of figures over time: opening it, going through it, going where a value is told. Never reads a text.

use crate::app::acts::moving::{sheet, times};
use crate::app::acts::opening;
use crate::app::command::Command;
use crate::app::context::Context;
use crate::app::effect::{Ask, Effects, RequestId};
use crate::app::model::{Model, Prompt, View};
use crate::app::panes::figures::Figures;
use crate::app::panes::reading::Target;
use crate::app::status::Tone;
use crate::base::id::SeriesId;
use crate::model::view::Tracked;

/// Opens the page, at a figure where one is named.
pub fn show(model: &mut Model, goal: Option<SeriesId>, effects: &mut Effects) {
    show_with(model, goal, String::new(), effects);
}

/// Opens the page narrowed to some words.
pub fn show_with(model: &mut Model, goal: Option<SeriesId>, typed: String, effects: &mut Effects) {
    model.views.push(View::Figures(Box::new(Figures::new(goal, typed))));
    model.awaited.tracked = Some(model.requests.ask(Ask::Tracked, effects));
}

/// Takes the figures.
pub fn came(model: &mut Model, id: RequestId, all: Vec<Tracked>) {
    if model.awaited.tracked.take_if(|own| *own == id).is_some()
        && let Some(page) = page(model)
    {
        page.load(all);
    }
}

/// The page, where it is open.
#[must_use]
pub fn page(model: &mut Model) -> Option<&mut Figures> {
    model.views.iter_mut().rev().find_map(|view| match view {
        View::Figures(page) => Some(page.as_mut()),
        _ => None,
    })
}

/// Rows of the page.
#[must_use]
pub fn height(model: &Model) -> usize {
    usize::from(model.layout.body.height).max(1)
}

/// On the page. Says whether the command was for it.
pub fn run(
    model: &mut Model,
    command: Command,
    count: Option<usize>,
    context: &Context<'_>,
    effects: &mut Effects,
) -> bool {
    let height = height(model);
    let Some(View::Figures(page)) = model.views.last_mut() else {
        return false;
    };
    let times = times(count);
    match command {
        Command::NextParagraph | Command::NextInitiative => page.step_series(times, height),
        Command::PreviousParagraph | Command::PreviousInitiative => page.step_series(-times, height),
        Command::Narrow | Command::Find => model.prompt = Some(Prompt::Narrow),
        Command::Cancel | Command::Close if !page.typed.is_empty() => {
            page.typed.clear();
            page.arrange();
        }
        Command::Close | Command::Cancel | Command::Quit | Command::Back | Command::Figures => {
            model.views.pop();
        }
        Command::Open => open_here(model, context, effects),
        _ => return sheet(&mut page.cards, command, count, height),
    }
    true
}

/// Goes to the place where the value one is on is told.
pub fn open_here(model: &mut Model, context: &Context<'_>, effects: &mut Effects) {
    let goal = page(model).and_then(|page| {
        let (tracked, point) = page.here()?;
        let row = tracked.sources.get(point)?.as_ref().map(|told| told.row);
        Some((row, tracked.series.points.get(point)?.span))
    });
    match goal {
        Some((Some(row), span)) => opening::jump(model, row, Target::Span(span), effects),
        Some((None, _)) => model.status.tell(Tone::Plain, context.texts.get("text.gone")),
        None => {}
    }
}
