//! Looking for commands, titles and articles, and narrowing the timeline. Never looks into the library itself.

use crate::app::acts::{opening, typing};
use crate::app::command::Command;
use crate::app::context::Context;
use crate::app::effect::{Ask, Effects, RequestId};
use crate::app::event::Found;
use crate::app::key::{Code, Held, Key};
use crate::app::keymap::{Scope, keymap};
use crate::app::layout::Pane;
use crate::app::model::{Model, Searching, View};
use crate::app::panes::picker::{Item, Kind, Picker};
use crate::app::panes::reading::Target;
use crate::app::panes::typed::Typed;
use crate::app::topic::told;
use crate::app::update::run;
use crate::model::view::Row;
use crate::search::fuzzy::{Fuzzy, Hit};
use crate::search::query::Order;

/// The most titles and commands shown.
const MOST: usize = 200;

/// Opens a list.
pub fn open(model: &mut Model, kind: Kind, context: &Context<'_>, effects: &mut Effects) {
    model.views.push(View::Picker(Box::new(Picker::new(kind, model.scopes()))));
    look(model, context, effects);
}

/// Opens the search of the library with words typed before.
pub fn open_with(model: &mut Model, typed: String, context: &Context<'_>, effects: &mut Effects) {
    let mut picker = Picker::new(Kind::Library, model.scopes());
    *picker.typed_mut() = Typed::new(typed);
    model.views.push(View::Picker(Box::new(picker)));
    look(model, context, effects);
}

/// Rows that the list has.
#[must_use]
pub fn height(model: &Model) -> usize {
    usize::from(model.layout.body.height).saturating_sub(2).max(1)
}

fn picker(model: &mut Model) -> Option<&mut Picker> {
    if let Some(View::Picker(picker)) = model.views.last_mut() { Some(picker) } else { None }
}

/// A key in a list: moves, opens, leaves, or is typed.
pub fn press(model: &mut Model, key: Key, context: &Context<'_>, effects: &mut Effects) {
    let height = height(model);
    let page = isize::try_from(height / 2).unwrap_or(1);
    let Some(picker) = picker(model) else {
        return;
    };
    match (key.code, key.held) {
        (Code::Esc, _) | (Code::Char('c'), Held::Ctrl) => drop(model.views.pop()),
        (Code::Enter, _) => choose(model, context, effects),
        (Code::Down, _) | (Code::Char('n' | 'j' | 'т' | 'о'), Held::Ctrl) | (Code::Tab, Held::Nothing) => {
            picker.step(1, height);
        }
        (Code::Up | Code::Tab, _) | (Code::Char('p' | 'k' | 'з' | 'л'), Held::Ctrl) => {
            picker.step(-1, height);
        }
        (Code::PageDown, _) => picker.step(page, height),
        (Code::PageUp, _) => picker.step(-page, height),
        _ => {
            if typing::edit_line(picker.typed_mut(), key) {
                look(model, context, effects);
            }
        }
    }
}

/// Takes pasted words.
pub fn paste(model: &mut Model, line: &str, context: &Context<'_>, effects: &mut Effects) {
    if let Some(picker) = picker(model) {
        typing::put_line(picker.typed_mut(), line);
        look(model, context, effects);
    }
}

/// Looks for what is typed.
fn look(model: &mut Model, context: &Context<'_>, effects: &mut Effects) {
    let Some(picker) = picker(model) else {
        return;
    };
    let typed = picker.typed().text().to_owned();
    match picker.kind {
        Kind::Commands => {
            let items = commands(&typed, &picker.scopes, context);
            picker.put(items);
        }
        Kind::Titles => {
            let ask = Ask::Titles(typed, MOST);
            model.awaited.titles = Some(model.requests.ask(ask, effects));
        }
        Kind::Library => {
            if typed.trim().is_empty() {
                picker.put(Vec::new());
            } else {
                let ask = Ask::Search(picker.query(), Order::Best);
                model.awaited.search = Some((model.requests.ask(ask, effects), Searching::Page));
            }
        }
    }
}

/// Commands of these places whose names fit, all where nothing is typed.
fn commands(typed: &str, scopes: &[Scope], context: &Context<'_>) -> Vec<Item> {
    let name = |command: Command| told(command, context.texts);
    // A command whose keys were taken away is still found by its name.
    let works = |command: &Command| {
        [context.keymap, keymap()].iter().any(|keymap| keymap.keys_of(*command, scopes).is_some())
    };
    let all = Command::ALL.iter().copied().filter(works);
    if typed.trim().is_empty() {
        let hit = |command: Command| Hit { key: command, title: name(command), score: 0, marks: Vec::new() };
        // What one finds by its name is seldom a step.
        let (others, steps): (Vec<Command>, Vec<Command>) = all.partition(|command| !is_step(*command));
        return others.into_iter().chain(steps).map(hit).map(Item::Command).collect();
    }
    let mut fuzzy = Fuzzy::new(typed, MOST);
    for command in all {
        fuzzy.look(command, &name(command));
    }
    fuzzy.best().into_iter().map(Item::Command).collect()
}

/// Whether a command only goes a step, or to the next of its kind.
const fn is_step(command: Command) -> bool {
    command.moves()
        || matches!(
            command,
            Command::Open
                | Command::PaneLeft
                | Command::PaneRight
                | Command::NextPane
                | Command::PreviousPane
                | Command::NextParagraph
                | Command::PreviousParagraph
                | Command::NextMonth
                | Command::PreviousMonth
                | Command::ReadOn
        )
}

/// Opens or runs what one is on.
pub fn choose(model: &mut Model, context: &Context<'_>, effects: &mut Effects) {
    let Some(item) = picker(model).and_then(|picker| picker.here().cloned()) else {
        return;
    };
    match item {
        Item::Command(hit) => {
            model.views.pop();
            run(model, hit.key, None, context, effects);
        }
        Item::Title(hit) => {
            model.views.pop();
            opening::jump(model, hit.key, Target::Kept, effects);
        }
        Item::Article(row) => {
            let query = picker(model).map(|picker| picker.query());
            let place = picker(model).and_then(|picker| picker.details(row)?.snippet.place);
            opening::jump(model, row, place.map_or(Target::Kept, Target::Span), effects);
            model.found_by = query.map(|query| (row, query));
        }
    }
}

/// Takes titles.
pub fn titles_came(model: &mut Model, id: RequestId, hits: Vec<Hit<Row>>) {
    if model.awaited.titles.take_if(|own| *own == id).is_some()
        && let Some(picker) = picker(model).filter(|picker| picker.kind == Kind::Titles)
    {
        picker.put(hits.into_iter().map(Item::Title).collect());
    }
}

/// Takes the articles that a query finds: for the list, or for the timeline.
pub fn rows_came(model: &mut Model, id: RequestId, rows: Vec<Row>, effects: &mut Effects) {
    let Some((_, searching)) = model.awaited.search.take_if(|(own, _)| *own == id) else {
        return;
    };
    match searching {
        Searching::Page => {
            if let Some(picker) = picker(model).filter(|picker| picker.kind == Kind::Library) {
                picker.put(rows.into_iter().map(Item::Article).collect());
            }
        }
        Searching::Timeline => {
            let height = model.height(Pane::Timeline);
            model.timeline.narrow(Some(rows), height);
            opening::preview(model, effects);
        }
    }
}

/// Takes what is known of some articles.
pub fn details_came(model: &mut Model, id: RequestId, found: Vec<Found>) {
    if model.awaited.details.take_if(|own| *own == id).is_some()
        && let Some(picker) = picker(model)
    {
        picker.put_details(found);
    }
}

/// Asks for what is in sight and not known yet.
pub fn ask_details(model: &mut Model, effects: &mut Effects) {
    let height = height(model);
    if model.awaited.details.is_some() {
        return;
    }
    let Some(View::Picker(picker)) = model.views.last() else {
        return;
    };
    let missing = picker.missing(height);
    if !missing.is_empty() {
        let ask = Ask::Found(picker.query(), missing);
        model.awaited.details = Some(model.requests.ask(ask, effects));
    }
}

/// Looks anew for the articles the timeline is narrowed to.
pub fn narrow_timeline(model: &mut Model, effects: &mut Effects) {
    if let Some(query) = model.timeline.query() {
        let ask = Ask::Search(query, Order::Oldest);
        model.awaited.search = Some((model.requests.ask(ask, effects), Searching::Timeline));
    } else {
        let height = model.height(Pane::Timeline);
        model.timeline.narrow(None, height);
        opening::preview(model, effects);
    }
}

/// A click on a row of the list: goes there, a second one opens it.
pub fn click(model: &mut Model, row: usize, context: &Context<'_>, effects: &mut Effects) {
    let height = height(model);
    let Some(picker) = picker(model) else {
        return;
    };
    let Some(row) = row.checked_sub(2) else {
        return;
    };
    let goal = picker.top() + row / picker.rows();
    if goal == picker.selected() {
        choose(model, context, effects);
    } else {
        picker.select(goal, height);
    }
}
