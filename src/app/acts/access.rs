//! Whether the library can be written, told when it is opened and for as long as it cannot. Never tries to write it.

use crate::app::context::Context;
use crate::app::effect::{Ask, Effects, RequestId};
use crate::app::model::Model;
use crate::app::problems::said;
use crate::app::status::Tone;
use crate::store::library::About;

/// Asks what the library is.
pub fn ask(model: &mut Model, effects: &mut Effects) {
    model.awaited.about = Some(model.requests.ask(Ask::About, effects));
}

/// Asks anew, where it could not be written before.
pub fn again(model: &mut Model, effects: &mut Effects) {
    if model.read_only.is_some() {
        ask(model, effects);
    }
}

/// Takes what the library is; tells why it cannot be written, where that is news.
pub fn came(model: &mut Model, id: RequestId, about: About, context: &Context<'_>) {
    if model.awaited.about.take_if(|own| *own == id).is_none() {
        return;
    }
    if let Some(why) = about.read_only.as_ref().filter(|why| model.read_only.as_ref() != Some(*why)) {
        let text = context.texts.with("status.read_only_why", &[("why", &said(why, context.texts))]);
        model.status.tell(Tone::Plain, text);
    }
    model.read_only = about.read_only;
}
