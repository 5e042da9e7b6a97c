//! Finding in the article: words are typed, all places marked, one goes from place to place. Never looks elsewhere.

use crate::app::acts::typing::edit_line;
use crate::app::context::Context;
use crate::app::key::{Code, Held, Key};
use crate::app::layout::Pane;
use crate::app::model::{Model, Prompt};
use crate::app::panes::finds::Finds;
use crate::app::panes::reading::Target;
use crate::app::panes::typed::Typed;
use crate::app::status::Tone;

/// Begins to find in the article.
pub fn find(model: &mut Model, context: &Context<'_>) {
    match model.spot() {
        Some(spot) => {
            model.enter(Pane::Text);
            model.prompt = Some(Prompt::Find(spot));
            model.reading.finds = Some(Finds::default());
        }
        None => model.status.tell(Tone::Plain, context.texts.get("status.no_article")),
    }
}

/// A key while words to find are typed.
pub fn press(model: &mut Model, key: Key, context: &Context<'_>) {
    match (key.code, key.held) {
        (Code::Esc, _) | (Code::Char('c'), Held::Ctrl) => leave_find(model),
        (Code::Enter, _) => {
            model.prompt = None;
            let nothing = model.reading.finds.as_ref().is_none_or(|finds| finds.places.is_empty());
            if nothing {
                model.reading.finds = None;
                model.status.tell(Tone::Plain, context.texts.get("find.none"));
            }
        }
        (Code::Backspace, _) if model.reading.finds.as_ref().is_none_or(|f| f.typed.is_empty()) => {
            leave_find(model);
        }
        (Code::Tab, _) => {
            if let Some(finds) = &mut model.reading.finds {
                finds.forms = !finds.forms;
            }
            typed(model, |_| {});
        }
        (Code::Down, _) => step_find(model, 1, context),
        (Code::Up, _) => step_find(model, -1, context),
        _ => typed(model, |own| {
            edit_line(own, key);
        }),
    }
}

fn leave_find(model: &mut Model) {
    model.reading.finds = None;
    if let Some(Prompt::Find(spot)) = model.prompt.take() {
        let height = model.text_height();
        model.reading.go(&Target::Place(spot.anchor, spot.mention), height);
        model.enter(spot.focus);
    }
}

/// Changes what is typed, looks again and shows the nearest place after the one where it began.
pub fn typed(model: &mut Model, change: impl FnOnce(&mut Typed)) {
    let Some(Prompt::Find(spot)) = &model.prompt else {
        return;
    };
    let from = spot.anchor.byte;
    let Some(mut finds) = model.reading.finds.take() else {
        return;
    };
    change(&mut finds.typed);
    if let Some(page) = model.reading.page() {
        if finds.forms {
            finds.look_for_forms(&page.article, from);
        } else {
            finds.look(&page.article.text, page.article.body().map(|block| block.span), from);
        }
    }
    let place = finds.place();
    model.reading.finds = Some(finds);
    if let Some(place) = place {
        let height = model.text_height();
        model.reading.reveal(place, height);
    }
}

/// Goes to the next or previous place.
pub fn step_find(model: &mut Model, by: isize, context: &Context<'_>) {
    let height = model.text_height();
    let Some(finds) = &mut model.reading.finds else {
        return;
    };
    let round = finds.step(by);
    if let Some(place) = finds.place() {
        model.reading.look_at_span(place, height);
    }
    if round {
        model.status.tell(Tone::Plain, context.texts.get("find.wrapped"));
    }
}
