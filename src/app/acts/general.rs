//! Wishes that mean the same in every pane. Never moves inside a pane.

use crate::app::acts::{
    changes, figures, finding, keeping, moving, only, opening, pages, paging, picking, selecting, shelf,
    since, typing,
};
use crate::app::command::Command;
use crate::app::context::Context;
use crate::app::effect::{Ask, Effect, Effects};
use crate::app::layout::Pane;
use crate::app::model::{After, Model, Prompt, View};
use crate::app::panes::help::Help;
use crate::app::panes::picker::Kind;
use crate::app::status::Tone;
use crate::app::tour;
use crate::app::update::change;
use crate::passage::Style;
use crate::text::address::checked;

/// The narrowest and the widest measure, in columns.
pub const MEASURE: std::ops::RangeInclusive<u16> = 30..=140;

/// Carries out a command in the reader. Says whether it was one for here.
pub fn run(
    model: &mut Model,
    command: Command,
    count: Option<usize>,
    context: &Context<'_>,
    effects: &mut Effects,
) -> bool {
    let times = moving::times(count);
    match command {
        Command::NextPane => enter_next(model, 1),
        Command::PreviousPane => enter_next(model, 2),
        Command::PaneLeft if model.reading.selection.is_none() => enter_beside(model, -1),
        Command::PaneRight if model.reading.selection.is_none() => enter_beside(model, 1),
        Command::NextInitiative => moving::initiative(model, times),
        Command::PreviousInitiative => moving::initiative(model, -times),
        Command::FollowNext => opening::follow(model, times, context, effects),
        Command::FollowPrevious => opening::follow(model, -times, context, effects),
        Command::Back => opening::back_or_forth(model, -1, context, effects),
        Command::Forward => opening::back_or_forth(model, 1, context, effects),
        Command::NextUnread => opening::unread(model, 1, context, effects),
        Command::PreviousUnread => opening::unread(model, -1, context, effects),
        Command::ToggleRead => keeping::toggle_read(model, effects),
        Command::Bookmark => keeping::bookmark(model, context, effects),
        Command::BookmarkNote => keeping::bookmark_note(model, context, effects),
        Command::Thread => pages::open_thread(model, context, effects),
        Command::Ledger => pages::show_ledger(model, effects),
        Command::Bookmarks => shelf::open(model, effects),
        Command::Select => selecting::begin(model),
        Command::EditTags => keeping::tags(model, context, effects),
        Command::MarkKind => keeping::kind(model, context, effects),
        Command::Settle => keeping::settle(model, context, effects),
        Command::Reject => keeping::reject(model, context, effects),
        Command::SameThread => only::chosen(model, context, effects),
        Command::Copy => keeping::copy(model, Style::Plain, context, effects),
        Command::CopyMarkdown => keeping::copy(model, Style::Markdown, context, effects),
        Command::Narrow if model.focus == Pane::Timeline => typing::narrow_timeline(model),
        Command::Find => finding::find(model, context),
        Command::FindNext => finding::step_find(model, times, context),
        Command::FindPrevious => finding::step_find(model, -times, context),
        Command::Changes => changes::open(model, effects),
        Command::Since => since::toggle(model, context, effects),
        Command::Pin => pin(model, context),
        Command::Pager => paging::article(model, context, effects),
        Command::Original => original(model, context),
        Command::Alone => {
            model.alone = !model.alone;
            model.focus = Pane::Text;
        }
        Command::Wider => set_measure(model, 4),
        Command::Narrower => set_measure(model, -4),
        Command::Undo => change(model, Ask::Undo, After::Undo, effects),
        Command::Redo => change(model, Ask::Redo, After::Redo, effects),
        Command::Help => open_help(model),
        Command::Cancel => cancel(model, effects),
        _ => return false,
    }
    true
}

/// Carries out a command that works over everything.
pub fn anywhere(model: &mut Model, command: Command, context: &Context<'_>, effects: &mut Effects) {
    match command {
        Command::Help => open_help(model),
        Command::Ledger => pages::show_ledger(model, effects),
        Command::Bookmarks => shelf::open(model, effects),
        Command::Figures => figures::show(model, None, effects),
        Command::Back => opening::back_or_forth(model, -1, context, effects),
        Command::Forward => opening::back_or_forth(model, 1, context, effects),
        Command::SaveAgain => keeping::save_again(model, context, effects),
        Command::Undo => change(model, Ask::Undo, After::Undo, effects),
        Command::Redo => change(model, Ask::Redo, After::Redo, effects),
        Command::Sample => effects.push(Effect::Sample),
        Command::Palette => picking::open(model, Kind::Commands, context, effects),
        Command::Search => picking::open(model, Kind::Library, context, effects),
        Command::Titles => picking::open(model, Kind::Titles, context, effects),
        Command::Redraw => effects.push(Effect::Redraw),
        Command::Suspend => effects.push(Effect::Suspend),
        Command::Quit => quit(model, context, effects),
        Command::Close => drop(model.views.pop()),
        _ => {}
    }
}

fn open_help(model: &mut Model) {
    let scopes = model.scopes().to_vec();
    model.views.push(View::Help(Help { scopes, top: 0 }));
}

fn enter_next(model: &mut Model, by: usize) {
    let here = Pane::ALL.iter().position(|pane| *pane == model.focus).unwrap_or(0);
    if let Some(pane) = Pane::ALL.get((here + by) % Pane::ALL.len()) {
        model.enter(*pane);
    }
}

fn enter_beside(model: &mut Model, by: isize) {
    let here = Pane::ALL.iter().position(|pane| *pane == model.focus).unwrap_or(0);
    if let Some(pane) = here.checked_add_signed(by).and_then(|next| Pane::ALL.get(next)) {
        model.enter(*pane);
    }
}

/// Lets the pane of initiatives stay where it is, or follow the text again.
fn pin(model: &mut Model, context: &Context<'_>) {
    let thread = model.side.item().and_then(|item| {
        let initiative = model.reading.initiatives().get(item.initiative())?;
        Some(initiative.card(model.reading.page()?)?.id.clone())
    });
    let key = match (model.side.pinned.take(), thread) {
        (Some(_), _) => "status.unpinned",
        (None, Some(thread)) => {
            model.side.pinned = Some(thread);
            "status.pinned"
        }
        (None, None) => "status.no_initiative",
    };
    model.status.tell(Tone::Plain, context.texts.get(key));
}

/// Asks whether the original is to be opened, showing where that leads.
fn original(model: &mut Model, context: &Context<'_>) {
    let url = model.reading.page().and_then(|page| page.article.url.as_deref());
    match url.map(checked) {
        Some(Some(address)) => model.prompt = Some(Prompt::Original(address)),
        Some(None) => model.status.tell(Tone::Bad, context.texts.get("status.bad_address")),
        None => model.status.tell(Tone::Plain, context.texts.get("status.no_address")),
    }
}

fn set_measure(model: &mut Model, by: i16) {
    model.measure = model.measure.saturating_add_signed(by).clamp(*MEASURE.start(), *MEASURE.end());
}

/// Ends the program; where something is not saved, only when asked again.
fn quit(model: &mut Model, context: &Context<'_>, effects: &mut Effects) {
    if model.unsaved.is_empty() || model.leaving {
        effects.push(Effect::Quit);
    } else {
        model.leaving = true;
        model.status.tell(Tone::Bad, context.texts.get("status.leave_unsaved"));
    }
}

/// Leaves the selection, else the finds, else the choice, else the text alone.
fn cancel(model: &mut Model, effects: &mut Effects) {
    if tour::end(model, effects) {
        return;
    }
    if model.reading.selection.is_none() && model.attaching.take().is_some() {
        return;
    }
    if model.reading.selection.take().is_some() || model.reading.finds.take().is_some() {
        return;
    }
    if model.focus == Pane::Timeline && model.timeline.is_narrowed() {
        model.timeline.widen();
        picking::narrow_timeline(model, effects);
    } else if model.alone {
        model.alone = false;
    } else {
        model.reading.unchoose();
    }
}
