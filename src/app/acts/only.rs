//! The timeline with the articles of one initiative alone. Never opens its page.

use crate::app::acts::{opening, pages};
use crate::app::context::Context;
use crate::app::effect::{Ask, Effects, RequestId};
use crate::app::layout::Pane;
use crate::app::model::Model;
use crate::app::panes::thread::label_in;
use crate::app::panes::timeline::Only;
use crate::app::status::Tone;
use crate::base::id::ThreadId;
use crate::model::view::ThreadPage;

/// Shows the initiative one is on alone on the timeline; where one is shown alone, shows all again.
pub fn chosen(model: &mut Model, context: &Context<'_>, effects: &mut Effects) {
    if model.timeline.only().is_some() {
        let height = model.height(Pane::Timeline);
        model.timeline.set_only(None, height);
        return;
    }
    match pages::chosen_thread(model) {
        Some(id) => ask(model, id, effects),
        None => model.status.tell(Tone::Plain, context.texts.get("status.no_initiative")),
    }
}

/// Asks for an initiative, to show it alone on the timeline.
pub fn ask(model: &mut Model, id: ThreadId, effects: &mut Effects) {
    model.awaited.only = Some(model.requests.ask(Ask::Thread(id), effects));
}

/// Takes the initiative. Says whether it was waited for.
pub fn came(
    model: &mut Model,
    id: RequestId,
    page: Option<&ThreadPage>,
    context: &Context<'_>,
    effects: &mut Effects,
) -> bool {
    if model.awaited.only.take_if(|own| *own == id).is_none() {
        return false;
    }
    if let Some(page) = page {
        show(model, page, context, effects);
    }
    true
}

/// Shows an initiative alone on the timeline and goes there.
pub fn show(model: &mut Model, page: &ThreadPage, context: &Context<'_>, effects: &mut Effects) {
    if let Some(spot) = model.spot() {
        model.jumps.leave(spot);
    }
    let name = label_in(&page.card.labels, context.texts.lang()).to_owned();
    let rows = page.card.mentions.iter().map(|mention| mention.row).collect();
    let only = Only { thread: page.card.id.clone(), name, rows };
    let height = model.height(Pane::Timeline);
    model.timeline.set_only(Some(only), height);
    model.views.clear();
    model.enter(Pane::Timeline);
    opening::preview(model, effects);
}
