//! What lies over the panes: help and bookmarks. Never moves what is under it.

use crate::app::acts::moving::distance;
use crate::app::acts::opening;
use crate::app::command::Command;
use crate::app::context::Context;
use crate::app::effect::{Ask, Effects};
use crate::app::model::{After, Model, View};
use crate::app::panes::bookmarks::ROWS;
use crate::app::panes::help::rows;
use crate::app::panes::note::Note;
use crate::app::panes::reading::Target;
use crate::app::update::change;
use crate::store::change::Change;

/// In the help. Says whether the command was for it.
pub fn help(model: &mut Model, command: Command, count: Option<usize>, context: &Context<'_>) -> bool {
    let height = usize::from(model.layout.body.height);
    let Some(View::Help(help)) = model.views.last_mut() else {
        return false;
    };
    let all = rows(context.keymap, &help.scopes).len();
    let last = all.saturating_sub(1);
    match command {
        Command::First => help.top = 0,
        Command::Last => help.top = last,
        Command::Close | Command::Cancel | Command::Help | Command::Quit => drop(model.views.pop()),
        _ => match distance(command, count, height) {
            Some(by) => help.top = help.top.saturating_add_signed(by).min(last),
            None => return false,
        },
    }
    true
}

/// In the list of bookmarks. Says whether the command was for it.
pub fn bookmarks(model: &mut Model, command: Command, count: Option<usize>, effects: &mut Effects) -> bool {
    let height = usize::from(model.layout.body.height).saturating_sub(2).max(1);
    let Some(View::Bookmarks(list)) = model.views.last_mut() else {
        return false;
    };
    let here = list.here().cloned();
    match command {
        Command::First => list.select(0, height),
        Command::Last => list.select(usize::MAX, height),
        Command::Close | Command::Cancel | Command::Quit | Command::Bookmarks => drop(model.views.pop()),
        Command::Open => {
            let Some(here) = here else {
                return true;
            };
            if let (Some(row), Some(span)) = (here.row, here.bookmark.place.span()) {
                model.views.pop();
                opening::jump(model, row, Target::Span(span), effects);
            }
        }
        Command::Trash => {
            if let Some(here) = here {
                change(model, Ask::Change(Change::Trash(vec![here.bookmark.id])), After::Tell, effects);
            }
        }
        Command::EditNote => {
            if let Some(here) = here {
                model.views.push(View::Note(Box::new(Note::new(here.bookmark))));
            }
        }
        _ => match distance(command, count, height) {
            Some(by) => {
                let rows = isize::try_from(ROWS).unwrap_or(1);
                let one = matches!(command, Command::Down | Command::Up);
                list.step(if one { by } else { by / rows }, height);
            }
            None => return false,
        },
    }
    true
}
