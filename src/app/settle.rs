//! Brings what depends on the size and on the article up to date after an event. Never takes a wish.

use chrono::Datelike as _;

use crate::app::acts::picking::ask_details;
use crate::app::command::Command;
use crate::app::context::Context;
use crate::app::effect::{Ask, Effect, Effects};
use crate::app::keymap::Scope;
use crate::app::layout::{PAGE_MARGIN, Pane, layout};
use crate::app::model::{Model, View};
use crate::app::panes::changes::Ground;
use crate::app::panes::initiatives::Initiative;
use crate::app::panes::reading::{minutes, words};
use crate::app::panes::side::Making;
use crate::app::panes::timeline::BESIDE_TITLE;
use crate::app::panes::typeset::typeset;
use crate::app::role::Role;
use crate::app::styled::{Line, flowed, folded};
use crate::lang::packs;
use crate::model::view::ArticlePage;
use crate::store::library::Seen;
use crate::text::address::checked;
use crate::text::links::host;
use crate::text::wrap::Measure;

/// Brings everything up to date and asks for what is missing.
pub fn settle(model: &mut Model, context: &Context<'_>, effects: &mut Effects) {
    place_all(model, context);
    ask_summaries(model, effects);
    ask_details(model, effects);
    note_reading(model, effects);
}

/// The same after a change of the size, which is no reading.
pub fn resettle(model: &mut Model, context: &Context<'_>, effects: &mut Effects) {
    place_all(model, context);
    ask_summaries(model, effects);
    ask_details(model, effects);
}

fn place_all(model: &mut Model, context: &Context<'_>) {
    model.timeline.set_today(context.today);
    place(model);
    set_text(model, context);
    make_side(model, context);
    make_pages(model, context);
}

/// Lays the panes out.
fn place(model: &mut Model) {
    let old = model.layout;
    model.layout = layout(model.size, model.wish());
    let height = model.height(Pane::Timeline);
    let columns = model.layout.timeline.map_or(0, |area| area.width.saturating_sub(BESIDE_TITLE));
    model.timeline.fit(height, usize::from(columns));
    if old.body != model.layout.body {
        model.timeline.settle(height);
        let height = model.height(Pane::Side);
        model.side.settle(height);
    }
}

/// Sets the text anew where the article or the width has changed.
pub fn set_text(model: &mut Model, context: &Context<'_>) {
    let columns = usize::from(model.frame().text.width).max(1);
    model.reading.reset(columns, |page| {
        let hyphenation = packs().get(page.article.lang).and_then(|pack| pack.hyphenation.as_deref());
        typeset(&page.article, &about(page, context, columns), Measure { columns, hyphenation })
    });
}

/// The lines about an article: date and what it rests on, outlet, language, time it takes.
fn about(page: &ArticlePage, context: &Context<'_>, columns: usize) -> Vec<String> {
    let Context { texts, signs, .. } = *context;
    let article = &page.article;
    let mut facts = Vec::new();
    match &article.date {
        Some(dated) => {
            let evidence = texts.get(&format!("evidence.{}", dated.evidence.word())).to_owned();
            facts.push(format!("{}, {evidence}", texts.day(dated.day)));
        }
        None => facts.push(texts.get("date.undated").to_owned()),
    }
    facts.extend(article.outlet.clone());
    facts.push(texts.in_lang(article.lang));
    if let Some(came) = page.revised {
        let day = texts.short_day(context.day_of(came), article.day().map(|day| day.year()));
        let key = context.keymap.keys_of(Command::Changes, &[Scope::Text, Scope::Any]).unwrap_or_default();
        facts.push(texts.with("changes.told", &[("day", &day), ("key", &key)]));
    }
    let original = article.url.as_deref().and_then(checked).map(|address| host(&address).to_owned());
    facts.extend(original.filter(|host| article.outlet.as_ref() != Some(host)));
    facts.push(texts.count("minutes", minutes(words(article))));
    // One that is longer than a line goes on in the next: no word of it is lost.
    let facts: Vec<(Role, String)> = facts
        .iter()
        .flat_map(|fact| folded(fact, columns, usize::MAX, ""))
        .map(|fact| (Role::Dim, fact))
        .collect();
    let separator = format!(" {} ", signs.get("separator"));
    flowed(&facts, &separator, columns, signs.get("ellipsis")).iter().map(Line::text).collect()
}

/// Makes the side pane anew where the article or the width has changed, and lets it follow the text.
fn make_side(model: &mut Model, context: &Context<'_>) {
    let columns = model.side_columns();
    let made = Some((model.reading.version(), columns));
    let height = model.height(Pane::Side);
    if model.side_made != made {
        let making = Making { texts: context.texts, signs: context.signs, columns, today: context.today };
        model.side.build(model.reading.page(), model.reading.initiatives(), making);
        model.side_made = made;
        if let Some(own) = pinned(model) {
            model.side.follow(own, height);
        }
        model.side.settle(height);
    }
    if model.side.pinned.is_some() {
        return;
    }
    if let Some(initiative) = model.reading.selected().and_then(|m| model.reading.initiative_of(m)) {
        model.side.follow(initiative, height);
    }
}

/// The initiative of this article that the pane is to stay on.
fn pinned(model: &Model) -> Option<usize> {
    let (thread, page) = (model.side.pinned.as_ref()?, model.reading.page()?);
    let is_it = |initiative: &Initiative| initiative.card(page).is_some_and(|card| card.id == *thread);
    model.reading.initiatives().iter().position(is_it)
}

/// Makes the page of an initiative anew where the width has changed.
fn make_pages(model: &mut Model, context: &Context<'_>) {
    let columns = usize::from(model.layout.body.width.saturating_sub(2 * PAGE_MARGIN)).max(1);
    let text = usize::from(model.frame().text.width).max(1);
    let height = usize::from(model.layout.body.height).max(1);
    let Model { views, reading, size, .. } = model;
    for view in views {
        let making = Making { texts: context.texts, signs: context.signs, columns, today: context.today };
        match view {
            View::Thread(view) => view.make(making),
            View::Changes(view) => {
                let came = view.revised().came;
                let same = context.day_of(came.0) == context.day_of(came.1);
                let day = |time| {
                    let day = context.texts.day(context.day_of(time));
                    if same { format!("{day}, {}", context.clock_of(time)) } else { day }
                };
                let ground = Ground {
                    page: reading.page(),
                    initiatives: reading.initiatives(),
                    version: reading.version(),
                    days: (&day(came.0), &day(came.1)),
                };
                view.make(ground, Making { columns: text, ..making });
            }
            View::Figures(page) => page.make(making, height),
            View::Picker(picker) => picker.fit(size.columns),
            View::Bookmarks(list) => list.reveal(making, height),
            View::Help(_) | View::Menu(_) | View::Note(_) | View::Ledger(_) => {}
        }
    }
}

fn ask_summaries(model: &mut Model, effects: &mut Effects) {
    if model.awaited.summaries.is_some() || model.layout.timeline.is_none() {
        return;
    }
    let missing = model.timeline.missing(model.height(Pane::Timeline));
    if !missing.is_empty() {
        model.awaited.summaries = Some(model.requests.ask(Ask::Summaries(missing), effects));
    }
}

/// Tells the library where the reader is. An article counts as read when its end was in sight.
fn note_reading(model: &mut Model, effects: &mut Effects) {
    let Some(row) = model.reading.row().filter(|_| model.focus == Pane::Text && model.awaited.page.is_none())
    else {
        return;
    };
    let height = model.text_height();
    let position = if model.reading.top(height) == 0 { 0 } else { model.reading.anchor().byte };
    let was_read = matches!(model.noted, Some((noted, _, Seen::Read)) if noted == row);
    let seen = if was_read || model.reading.at_end(height) { Seen::Read } else { Seen::Glanced };
    if model.noted == Some((row, position, seen)) {
        return;
    }
    if model.noted.is_none_or(|(noted, _, _)| noted != row) {
        effects.push(Effect::Keep { key: "reader.last".to_owned(), value: row.0.to_string() });
    }
    let newly = seen == Seen::Read && !was_read;
    if newly {
        model.timeline.set_read(row, true);
    }
    effects.push(Effect::Note { row, position, seen: if newly { Seen::Read } else { Seen::Glanced } });
    model.noted = Some((row, position, seen));
}
