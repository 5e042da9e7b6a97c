//! The help over the panes. Never moves what is under it.

use crate::app::acts::moving::distance;
use crate::app::command::Command;
use crate::app::context::Context;
use crate::app::model::{Model, View};
use crate::app::panes::help::rows;

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
