//! Takes an event, changes the state, returns what is to be done. Only routes.

use crate::app::acts;
use crate::app::command::Command;
use crate::app::context::Context;
use crate::app::effect::{Ask, Effects, RequestId};
use crate::app::event::{Event, Reply};
use crate::app::key::Key;
use crate::app::keymap::Meaning;
use crate::app::layout::{Pane, Size, Widths};
use crate::app::model::{After, Model, Prompt, View};
use crate::app::problems;
use crate::app::settle::{resettle, settle};
use crate::app::status::Tone;
use crate::app::tour;
use crate::app::unsaved::supersede;
use crate::base::problem::Problem;

/// What is to be done first: ask where the reader left off, and for the timeline.
pub fn start(model: &mut Model, context: &Context<'_>) -> Effects {
    let mut effects = Effects::default();
    model.awaited.last = Some(model.requests.ask(Ask::Setting("reader.last".to_owned()), &mut effects));
    model.awaited.tour = Some(model.requests.ask(Ask::Setting(tour::SETTING.to_owned()), &mut effects));
    model.awaited.widths = Some(model.requests.ask(Ask::Setting(WIDTHS.to_owned()), &mut effects));
    model.awaited.visit = Some(model.requests.ask(Ask::Setting(acts::since::VISIT.to_owned()), &mut effects));
    model.awaited.timeline = Some(model.requests.ask(Ask::Timeline, &mut effects));
    acts::access::ask(model, &mut effects);
    settle(model, context, &mut effects);
    effects
}

/// The setting that keeps how wide the panes are.
pub const WIDTHS: &str = "reader.widths";

/// Takes one event.
pub fn update(model: &mut Model, event: Event, context: &Context<'_>) -> Effects {
    let mut effects = Effects::default();
    match event {
        Event::Key(key) => press(model, key, context, &mut effects),
        Event::Mouse(mouse) => {
            acts::opening::overdue(model, &mut effects);
            acts::pointing::point(model, mouse, context, &mut effects);
        }
        Event::Edited(text) => {
            if let Some(View::Note(note)) = model.views.last_mut() {
                note.replace(&text);
            }
        }
        Event::Paste(text) => acts::typing::paste(model, &text, context, &mut effects),
        Event::Resized(columns, rows) => {
            model.size = Size { columns, rows };
            resettle(model, context, &mut effects);
            return effects;
        }
        Event::Reply(id, reply) => answer(model, id, reply, context, &mut effects),
        Event::Failed(id, problem) => fail(model, id, &problem, context),
        Event::Told(problem) => model.status.tell(Tone::Bad, problems::told(&problem, context.texts)),
        Event::LibraryChanged => {
            model.awaited.timeline = Some(model.requests.ask(Ask::Timeline, &mut effects));
            acts::opening::again(model, &mut effects);
            acts::pages::again(model, &mut effects);
        }
        Event::Progress(progress) => model.status.progress = progress,
        Event::Lull => acts::opening::overdue(model, &mut effects),
    }
    settle(model, context, &mut effects);
    effects
}

/// A key: to what is being typed, else through the key table.
fn press(model: &mut Model, key: Key, context: &Context<'_>, effects: &mut Effects) {
    model.status.message = None;
    if acts::typing::press(model, key, context, effects) {
        return;
    }
    let scopes = model.scopes();
    if model.pending.keys.is_empty()
        && let Some(digit) = context.keymap.digit(key).and_then(|digit| usize::try_from(digit).ok())
        && (digit > 0 || model.pending.count.is_some())
    {
        let count = model.pending.count.unwrap_or(0).saturating_mul(10).saturating_add(digit);
        model.pending.count = Some(count.min(100_000));
        return;
    }
    model.pending.keys.push(key);
    match context.keymap.meaning(&model.pending.keys, scopes) {
        Meaning::Prefix => {}
        Meaning::Command(command) => {
            let pending = std::mem::take(&mut model.pending);
            run(model, command, pending.count, context, effects);
        }
        Meaning::Nothing => {
            let pending = std::mem::take(&mut model.pending);
            let keys = crate::app::key::spoken(&pending.keys);
            let text = context.texts.with("status.unknown_key", &[("keys", &keys)]);
            model.status.tell(Tone::Plain, text);
        }
    }
}

/// Carries out a command where one is.
pub fn run(
    model: &mut Model,
    command: Command,
    count: Option<usize>,
    context: &Context<'_>,
    effects: &mut Effects,
) {
    if !is_step(model, command) {
        acts::opening::overdue(model, effects);
    }
    tour::used(model, command, effects);
    let done = match model.views.last() {
        Some(View::Help(_)) => acts::views::help(model, command, count, context),
        Some(View::Thread(_)) => {
            acts::correcting::run(model, command, context, effects)
                || acts::pages::thread(model, command, count, context, effects)
        }
        Some(View::Bookmarks(_)) => acts::shelf::run(model, command, count, context, effects),
        Some(View::Ledger(_)) => acts::pages::table(model, command, count, context, effects),
        Some(View::Changes(_)) => acts::changes::run(model, command, count, context, effects),
        Some(View::Menu(_)) => acts::menu::run(model, command, count, context, effects),
        Some(View::Figures(_)) => acts::figures::run(model, command, count, context, effects),
        Some(View::Note(_) | View::Picker(_)) => true,
        None => {
            acts::general::run(model, command, count, context, effects)
                || match model.focus {
                    Pane::Timeline => acts::moving::timeline(model, command, count, context, effects),
                    Pane::Text => {
                        acts::selecting::run(model, command, count)
                            || acts::moving::text(model, command, count, context, effects)
                    }
                    Pane::Side => acts::moving::side(model, command, count, effects),
                }
        }
    };
    if !done {
        acts::general::anywhere(model, command, context, effects);
    }
}

/// Whether a command is a step in the timeline, which the article may follow later.
fn is_step(model: &Model, command: Command) -> bool {
    model.focus == Pane::Timeline
        && model.views.is_empty()
        && (command.moves() || matches!(command, Command::NextMonth | Command::PreviousMonth))
}

/// A reply: to whoever waits for it; nobody waits for a stale one.
fn answer(model: &mut Model, id: RequestId, reply: Reply, context: &Context<'_>, effects: &mut Effects) {
    match reply {
        Reply::Setting(value) if model.awaited.last.take_if(|own| *own == id).is_some() => {
            acts::opening::left_off(model, value.as_deref());
        }
        Reply::Setting(value) if model.awaited.tour.take_if(|own| *own == id).is_some() => {
            tour::begin(model, value.as_deref());
        }
        Reply::Setting(value) if model.awaited.widths.take_if(|own| *own == id).is_some() => {
            model.widths = value.as_deref().map(Widths::read).unwrap_or_default();
        }
        Reply::Setting(value) if model.awaited.visit.take_if(|own| *own == id).is_some() => {
            model.visit = value.and_then(|value| value.parse().ok());
        }
        Reply::Timeline(entries) if model.awaited.timeline.take_if(|own| *own == id).is_some() => {
            acts::opening::timeline(model, entries, effects);
        }
        Reply::Summaries(lines) if model.awaited.summaries.take_if(|own| *own == id).is_some() => {
            model.timeline.put_summaries(lines);
        }
        Reply::Page(page) => acts::opening::page(model, id, page, context),
        Reply::Tags(tags) if model.awaited.tags.take_if(|own| *own == id).is_some() => {
            if let Some(Prompt::Tags(tagging)) = &mut model.prompt {
                tagging.know(tags);
            }
        }
        Reply::Bookmarks(rows) if model.awaited.bookmarks.take_if(|own| *own == id).is_some() => {
            if let Some(View::Bookmarks(list)) =
                model.views.iter_mut().find(|view| matches!(view, View::Bookmarks(_)))
            {
                list.load(rows);
            }
        }
        Reply::About(about) => acts::access::came(model, id, about, context),
        Reply::Changed(step) => acts::keeping::changed(model, id, Some(&step), context, effects),
        Reply::Undone(step) | Reply::Redone(step) => {
            acts::keeping::changed(model, id, step.as_ref(), context, effects);
        }
        Reply::Thread(page) => {
            if !acts::only::came(model, id, page.as_deref(), context, effects)
                && !acts::correcting::other_came(model, id, page.as_deref(), effects)
            {
                acts::pages::thread_came(model, id, page);
            }
        }
        Reply::Threads(rows) if model.awaited.names.take_if(|own| *own == id).is_some() => {
            if let Some(list) = acts::shelf::list(model) {
                list.know(&rows);
            }
        }
        Reply::Threads(rows) => acts::pages::threads_came(model, id, rows, context),
        Reply::Tracked(all) => acts::figures::came(model, id, all),
        Reply::Rows(rows) => acts::picking::rows_came(model, id, rows, effects),
        Reply::Titles(hits) => acts::picking::titles_came(model, id, hits),
        Reply::Found(found) => acts::picking::details_came(model, id, found),
        Reply::Revised(revised) => acts::changes::came(model, id, revised, context),
        Reply::Arrived(arrived) => acts::since::came(model, id, &arrived, effects),
        Reply::Setting(_)
        | Reply::Timeline(_)
        | Reply::Summaries(_)
        | Reply::Bookmarks(_)
        | Reply::Tags(_) => {}
    }
}

fn fail(model: &mut Model, id: RequestId, problem: &Problem, context: &Context<'_>) {
    let awaited = &mut model.awaited;
    awaited.timeline.take_if(|own| *own == id);
    awaited.summaries.take_if(|own| *own == id);
    awaited.about.take_if(|own| *own == id);
    awaited.last.take_if(|own| *own == id);
    awaited.tour.take_if(|own| *own == id);
    awaited.widths.take_if(|own| *own == id);
    awaited.bookmarks.take_if(|own| *own == id);
    awaited.thread.take_if(|own| *own == id);
    awaited.threads.take_if(|own| *own == id);
    awaited.other.take_if(|(own, _)| *own == id);
    awaited.search.take_if(|(own, _)| *own == id);
    awaited.details.take_if(|own| *own == id);
    awaited.titles.take_if(|own| *own == id);
    awaited.page.take_if(|(own, _)| *own == id);
    awaited.tags.take_if(|own| *own == id);
    awaited.revised.take_if(|own| *own == id);
    awaited.names.take_if(|own| *own == id);
    awaited.only.take_if(|own| *own == id);
    awaited.tracked.take_if(|own| *own == id);
    awaited.visit.take_if(|own| *own == id);
    awaited.arrived.take_if(|own| *own == id);
    awaited.changes.retain(|(own, _)| *own != id);
    if let Some(at) = awaited.sent.iter().position(|(own, _)| *own == id) {
        let change = awaited.sent.remove(at).1;
        supersede(&mut model.unsaved, &change);
        model.unsaved.push(change);
        let text =
            context.texts.with("status.not_saved", &[("problem", &problems::told(problem, context.texts))]);
        model.status.tell(Tone::Bad, text);
        return;
    }
    model.status.tell(Tone::Bad, problems::told(problem, context.texts));
}

/// Asks for a change of the reader's data.
pub fn change(model: &mut Model, ask: Ask, after: After, effects: &mut Effects) {
    let sent = if let Ask::Change(change) = &ask { Some(change.clone()) } else { None };
    let id = model.requests.ask(ask, effects);
    model.awaited.sent.extend(sent.map(|change| (id, change)));
    model.awaited.changes.push((id, after));
}
