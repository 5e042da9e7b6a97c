//! What has come since the reader was open last. Never a clock: the library counts the texts that come.

use crate::app::acts::opening;
use crate::app::context::Context;
use crate::app::effect::{Ask, Effect, Effects, RequestId};
use crate::app::layout::Pane;
use crate::app::model::Model;
use crate::app::status::Tone;
use crate::model::view::Arrived;

/// The setting that keeps how far the library had come.
pub const VISIT: &str = "reader.visit";

/// Asks what has come since the last visit.
pub fn ask(model: &mut Model, effects: &mut Effects) {
    model.awaited.arrived = Some(model.requests.ask(Ask::Arrived(model.visit), effects));
}

/// Takes what has come, and keeps for the next visit how far the library is now.
pub fn came(model: &mut Model, id: RequestId, arrived: &Arrived, effects: &mut Effects) {
    if model.awaited.arrived.take_if(|own| *own == id).is_none() {
        return;
    }
    model.timeline.set_fresh(&arrived.rows);
    effects.push(Effect::Keep { key: VISIT.to_owned(), value: arrived.mark.to_string() });
}

/// Shows only what has come since the last visit, or all again.
pub fn toggle(model: &mut Model, context: &Context<'_>, effects: &mut Effects) {
    let height = model.height(Pane::Timeline);
    if model.timeline.is_since() {
        model.timeline.set_since(false, height);
    } else if model.timeline.fresh() == 0 {
        let key = if model.visit.is_some() { "status.nothing_new" } else { "status.first_visit" };
        model.status.tell(Tone::Plain, context.texts.get(key));
        return;
    } else {
        model.timeline.set_since(true, height);
    }
    model.enter(Pane::Timeline);
    opening::preview(model, effects);
}
