//! The small menu at the pointer: opening it, choosing in it, leaving it. Never draws it.

use ratatui::layout::{Position, Rect};

use crate::app::acts::moving;
use crate::app::command::Command;
use crate::app::context::Context;
use crate::app::effect::Effects;
use crate::app::event::{Mouse, MouseDeed};
use crate::app::layout::Pane;
use crate::app::model::{Model, View};
use crate::app::panes::menu::Menu;
use crate::app::texts::Texts;
use crate::app::update::run as carry_out;
use crate::text::width;

/// What the menu offers in a pane.
fn offers(pane: Pane) -> &'static [Command] {
    match pane {
        Pane::Timeline => {
            &[Command::Open, Command::ToggleRead, Command::Changes, Command::Original, Command::Since]
        }
        Pane::Text => &[
            Command::Bookmark,
            Command::BookmarkNote,
            Command::EditTags,
            Command::Copy,
            Command::FollowNext,
            Command::FollowPrevious,
            Command::Thread,
            Command::SameThread,
            Command::Original,
        ],
        Pane::Side => &[
            Command::Open,
            Command::FollowNext,
            Command::FollowPrevious,
            Command::Thread,
            Command::SameThread,
            Command::Bookmark,
            Command::Pin,
        ],
    }
}

/// What it offers over a page or a list.
fn offers_over(view: &View) -> &'static [Command] {
    match view {
        View::Bookmarks(_) => &[
            Command::Open,
            Command::EditNote,
            Command::EditTags,
            Command::MarkKind,
            Command::Copy,
            Command::Trash,
        ],
        View::Thread(_) => {
            &[Command::Open, Command::SameThread, Command::Rename, Command::Unlink, Command::Close]
        }
        View::Ledger(_) => &[Command::Open, Command::SameThread, Command::Sort, Command::Due, Command::Close],
        View::Figures(_) | View::Changes(_) => &[Command::Open, Command::Close],
        View::Help(_) | View::Note(_) | View::Picker(_) | View::Menu(_) => &[],
    }
}

/// Opens the menu at a cell, for the pane there or for the view that lies over the panes.
pub fn open(model: &mut Model, mouse: Mouse, pane: Option<Pane>) {
    let items = match (model.views.last(), pane) {
        (Some(view), _) => offers_over(view),
        (None, Some(pane)) => offers(pane),
        (None, None) => &[],
    };
    if items.is_empty() {
        return;
    }
    let at = Position::new(mouse.column, mouse.row);
    let scopes = model.scopes().to_vec();
    model.views.push(View::Menu(Menu { at, scopes, items: items.to_vec(), selected: 0 }));
}

/// Columns of the widest row: keys, blanks, what they do.
#[must_use]
pub fn columns(menu: &Menu, context_keys: impl Fn(Command) -> String, texts: &Texts) -> u16 {
    let wide = |command: &Command| {
        let name = texts.get(&format!("command.{}", command.name())).to_owned();
        width::of(&name) + 2 + width::of(&context_keys(*command))
    };
    u16::try_from(menu.items.iter().map(wide).max().unwrap_or(0)).unwrap_or(u16::MAX)
}

/// In the menu. Says whether the command was for it: every one is, since it lies over everything.
pub fn run(
    model: &mut Model,
    command: Command,
    count: Option<usize>,
    context: &Context<'_>,
    effects: &mut Effects,
) -> bool {
    let Some(View::Menu(menu)) = model.views.last_mut() else {
        return false;
    };
    let times = moving::times(count);
    match command {
        Command::Down => menu.step(times),
        Command::Up => menu.step(-times),
        Command::Open => choose(model, context, effects),
        _ => drop(model.views.pop()),
    }
    true
}

/// Does what the cursor is on.
fn choose(model: &mut Model, context: &Context<'_>, effects: &mut Effects) {
    if let Some(View::Menu(menu)) = model.views.pop()
        && let Some(command) = menu.here()
    {
        carry_out(model, command, None, context, effects);
    }
}

/// The mouse over the menu: a click does what is there, or leaves the menu; the wheel goes through it.
pub fn point(model: &mut Model, mouse: Mouse, context: &Context<'_>, effects: &mut Effects) {
    let body = model.layout.body;
    let Some(View::Menu(menu)) = model.views.last_mut() else {
        return;
    };
    match mouse.deed {
        MouseDeed::WheelDown => menu.step(1),
        MouseDeed::WheelUp => menu.step(-1),
        MouseDeed::Press => {
            let keys = |command| context.keymap.keys_of(command, &menu.scopes).unwrap_or_default();
            let area = menu.area(columns(menu, keys, context.texts), body);
            let inside = Rect { y: area.y + 1, height: area.height.saturating_sub(2), ..area };
            if inside.contains(Position::new(mouse.column, mouse.row)) {
                menu.selected = usize::from(mouse.row - inside.y);
                choose(model, context, effects);
            } else {
                model.views.pop();
            }
        }
        MouseDeed::Menu => drop(model.views.pop()),
        MouseDeed::Drag | MouseDeed::Release => {}
    }
}
