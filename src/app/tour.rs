//! Five keys shown one after another to who opens the reader for the first time. Never shown twice.

use crate::app::command::Command;
use crate::app::effect::{Effect, Effects};
use crate::app::model::Model;

/// The setting that says the tour is over.
pub const SETTING: &str = "reader.tour";

/// What is shown, in order: each until it is used.
pub const STEPS: [Command; 5] =
    [Command::Open, Command::NextInitiative, Command::FollowNext, Command::Back, Command::Bookmark];

/// The step that is shown now, with its number from 1.
#[must_use]
pub fn here(model: &Model) -> Option<(usize, Command)> {
    let step = model.tour?;
    let shown = !model.is_empty() && model.timeline.count() > 0 && model.views.is_empty();
    STEPS.get(step).filter(|_| shown).map(|command| (step + 1, *command))
}

/// Begins, where it is not over already.
pub fn begin(model: &mut Model, value: Option<&str>) {
    model.tour = value.is_none().then_some(0);
}

/// Notes that a command was used.
pub fn used(model: &mut Model, command: Command, effects: &mut Effects) {
    let Some((number, wanted)) = here(model) else {
        return;
    };
    if wanted == command {
        model.tour = Some(number);
        if number == STEPS.len() {
            end(model, effects);
        }
    }
}

/// Ends it for good. Says whether there was one.
pub fn end(model: &mut Model, effects: &mut Effects) -> bool {
    let was = model.tour.take().is_some();
    if was {
        effects.push(Effect::Keep { key: SETTING.to_owned(), value: "over".to_owned() });
    }
    was
}
