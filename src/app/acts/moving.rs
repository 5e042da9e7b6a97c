//! Moving in the panes. Never opens another article but from the timeline.

use crate::app::acts::{figures, opening, pages};
use crate::app::command::Command;
use crate::app::context::Context;
use crate::app::effect::Effects;
use crate::app::layout::Pane;
use crate::app::model::Model;
use crate::app::panes::cards::Cards;
use crate::app::panes::reading::Target;
use crate::app::panes::side::Item;

/// How often a command is to be done, as a distance.
#[must_use]
pub fn times(count: Option<usize>) -> isize {
    isize::try_from(count.unwrap_or(1)).unwrap_or(1)
}

/// How far and which way a movement goes, in lines, for a pane of so many rows.
#[must_use]
pub fn distance(command: Command, count: Option<usize>, height: usize) -> Option<isize> {
    let times = times(count);
    let page = isize::try_from(height.saturating_sub(2).max(1)).unwrap_or(1);
    let half = (page / 2).max(1);
    Some(match command {
        Command::Down => times,
        Command::Up => -times,
        Command::HalfDown => half.saturating_mul(times),
        Command::HalfUp => -half.saturating_mul(times),
        Command::PageDown | Command::ReadOn => page.saturating_mul(times),
        Command::PageUp => -page.saturating_mul(times),
        _ => return None,
    })
}

/// On a sheet of pieces: to others, to its ends, so many rows. Says whether the command was for it.
pub fn sheet<T: PartialEq + Clone>(
    cards: &mut Cards<T>,
    command: Command,
    count: Option<usize>,
    height: usize,
) -> bool {
    let times = times(count);
    match command {
        Command::Down => cards.step(times, height),
        Command::Up => cards.step(-times, height),
        Command::First => cards.to_first(height),
        Command::Last => cards.to_last(height),
        _ => match distance(command, count, height) {
            Some(by) => cards.step_rows(by, height),
            None => return false,
        },
    }
    true
}

/// In the timeline. Says whether the command was for it.
pub fn timeline(
    model: &mut Model,
    command: Command,
    count: Option<usize>,
    context: &Context<'_>,
    effects: &mut Effects,
) -> bool {
    let height = model.height(Pane::Timeline);
    let times = times(count);
    match command {
        Command::Down => model.timeline.step(times, height),
        Command::Up => model.timeline.step(-times, height),
        Command::Reverse => model.timeline.turn(height),
        Command::NextMonth => model.timeline.step_month(1, height),
        Command::PreviousMonth => model.timeline.step_month(-1, height),
        Command::First => model.timeline.select(count.unwrap_or(1).saturating_sub(1), height),
        Command::Last => {
            let last = model.timeline.entries().len();
            model.timeline.select(count.unwrap_or(last).saturating_sub(1), height);
        }
        Command::Open | Command::ReadOn => {
            opening::chosen(model, effects);
            return true;
        }
        _ => match distance(command, count, height) {
            Some(by) => model.timeline.step_rows(by, height),
            None => return false,
        },
    }
    opening::preview_soon(model, context, effects);
    true
}

/// In the text. Says whether the command was for it.
pub fn text(
    model: &mut Model,
    command: Command,
    count: Option<usize>,
    context: &Context<'_>,
    effects: &mut Effects,
) -> bool {
    let height = model.text_height();
    let times = times(count);
    match command {
        Command::First => model.reading.to_start(height),
        Command::Last => model.reading.to_end(height),
        Command::NextParagraph => (0..times).for_each(|_| model.reading.step_paragraph(1, height)),
        Command::PreviousParagraph => (0..times).for_each(|_| model.reading.step_paragraph(-1, height)),
        Command::ReadOn if model.reading.at_end(height) => opening::unread(model, 1, context, effects),
        Command::Open => {
            model.reading.choose_at_eye();
            model.enter(Pane::Side);
        }
        _ => match distance(command, count, height) {
            Some(by) => model.reading.scroll(by, height),
            None => return false,
        },
    }
    true
}

/// Among the initiatives. Says whether the command was for it.
pub fn side(model: &mut Model, command: Command, count: Option<usize>, effects: &mut Effects) -> bool {
    let height = model.height(Pane::Side);
    match command {
        Command::Down => model.side.step(times(count), height),
        Command::Up => model.side.step(-times(count), height),
        Command::First => model.side.select(0, height),
        Command::Last => model.side.select(usize::MAX, height),
        Command::Open => {
            open_item(model, effects);
            return true;
        }
        Command::Fold => {
            model.side.fold();
            model.side_made = None;
        }
        _ => match distance(command, count, height) {
            Some(by) => model.side.step_lines(by, height),
            None => return false,
        },
    }
    text_follows(model);
    true
}

/// Chooses in the text what one is on among the initiatives.
pub fn text_follows(model: &mut Model) {
    let Some(initiative) =
        model.side.item().and_then(|item| model.reading.initiatives().get(item.initiative()))
    else {
        return;
    };
    let chosen = model.reading.selected().is_some_and(|mention| initiative.mentions.contains(&mention));
    if !chosen && let Some(mention) = initiative.mentions.first().copied() {
        let height = model.text_height();
        model.reading.choose(mention, height);
    }
}

/// Opens what one is on among the initiatives.
pub fn open_item(model: &mut Model, effects: &mut Effects) {
    let Some(item) = model.side.item() else {
        return;
    };
    match item {
        Item::Initiative(_) => {
            text_follows(model);
            model.enter(Pane::Text);
        }
        Item::Cross(initiative, place) => {
            let goal = model.reading.page().and_then(|page| {
                let initiative = model.reading.initiatives().get(initiative)?;
                let (cross, _) = initiative.elsewhere(page).into_iter().nth(place)?;
                Some((cross.row, Target::Mention(cross.mention.clone())))
            });
            if let Some((row, target)) = goal {
                opening::jump(model, row, target, effects);
            }
        }
        Item::Related(..) => {
            if let Some(id) = pages::related(model) {
                pages::show_thread(model, id, effects);
            }
        }
        Item::Figure(_, at) => {
            let goal =
                model.reading.page().and_then(|page| page.series.get(at)).map(|series| series.id.clone());
            figures::show(model, goal, effects);
        }
        Item::More(_) => {
            model.side.unfold_here();
            model.side_made = None;
        }
    }
}

/// Goes so many initiatives of the article on or back. From the timeline it goes into the article; where that
/// is on its way, it goes there when it has come.
pub fn initiative(model: &mut Model, by: isize) {
    if let Some((_, opening)) = &mut model.awaited.page {
        opening.target = Target::Initiative(by);
        opening.focus = Some(Pane::Text);
        return;
    }
    let height = model.text_height();
    for _ in 0..by.unsigned_abs() {
        if let Some(mention) = model.reading.next_mention(by.signum(), height) {
            model.reading.choose(mention, height);
        }
    }
    if model.focus == Pane::Timeline && model.reading.selected().is_some() {
        model.enter(Pane::Text);
        let height = model.text_height();
        if let Some(mention) = model.reading.selected() {
            model.reading.choose(mention, height);
        }
    }
}
