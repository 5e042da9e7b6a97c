//! The help over the panes. Never moves what is under it.

use crate::app::acts::moving::distance;
use crate::app::command::Command;
use crate::app::context::Context;
use crate::app::layout::inside;
use crate::app::model::{Model, View};
use crate::app::panes::help::{outer, sheet};
use crate::app::panes::side::Making;

/// In the help. Says whether the command was for it.
pub fn help(model: &mut Model, command: Command, count: Option<usize>, context: &Context<'_>) -> bool {
    let area = model.layout.body;
    let Some(View::Help(help)) = model.views.last_mut() else {
        return false;
    };
    let height = usize::from(inside(outer(area)).height);
    let making = Making { texts: context.texts, signs: context.signs, columns: 0, today: context.today };
    let last = sheet(help, context.keymap, making, area).height().saturating_sub(height);
    help.top = help.top.min(last);
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
