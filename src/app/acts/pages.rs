//! Pages over the panes: one initiative, all initiatives. Never moves what is under them.

use crate::app::acts::moving::{self, distance, sheet, times};
use crate::app::acts::{correcting, only, opening};
use crate::app::command::Command;
use crate::app::context::Context;
use crate::app::effect::{Ask, Effects, RequestId};
use crate::app::layout::Pane;
use crate::app::model::{Model, Pairing, Prompt, View};
use crate::app::panes::initiatives::thread_of;
use crate::app::panes::ledger::Ledger;
use crate::app::panes::reading::Target;
use crate::app::panes::side::Item as SideItem;
use crate::app::panes::thread::{Item, ThreadView};
use crate::app::status::Tone;
use crate::base::id::ThreadId;
use crate::model::view::{ThreadPage, ThreadRow};

/// Rows of the table's head.
pub const LEDGER_HEAD: usize = 2;

/// Opens the page of the initiative one is on.
pub fn open_thread(model: &mut Model, context: &Context<'_>, effects: &mut Effects) {
    let related = match model.side.item() {
        Some(SideItem::Related(..)) if model.focus == Pane::Side => related(model),
        _ => None,
    };
    match related.or_else(|| chosen_thread(model)) {
        Some(id) => show_thread(model, id, effects),
        None => model.status.tell(Tone::Plain, context.texts.get("status.no_initiative")),
    }
}

/// The initiative of the chosen mention; from the side pane, of the one that one is on there.
pub fn chosen_thread(model: &mut Model) -> Option<ThreadId> {
    if model.focus == Pane::Side {
        moving::text_follows(model);
    }
    let mention = model.reading.selected()?;
    thread_of(model.reading.page()?, mention).cloned()
}

/// The related initiative one is on in the side pane.
#[must_use]
pub fn related(model: &Model) -> Option<ThreadId> {
    let Some(SideItem::Related(initiative, place)) = model.side.item() else {
        return None;
    };
    let card = model.reading.initiatives().get(initiative)?.card(model.reading.page()?)?;
    card.related.get(place).map(|(related, _)| related.thread.clone())
}

/// Opens the page of an initiative.
pub fn show_thread(model: &mut Model, id: ThreadId, effects: &mut Effects) {
    model.views.push(View::Thread(Box::new(ThreadView::new(id.clone()))));
    model.awaited.thread = Some(model.requests.ask(Ask::Thread(id), effects));
}

/// Opens the page of all initiatives.
pub fn show_ledger(model: &mut Model, effects: &mut Effects) {
    model.views.push(View::Ledger(Box::default()));
    model.awaited.threads = Some(model.requests.ask(Ask::Threads, effects));
}

/// Asks anew for what the pages show.
pub fn again(model: &mut Model, effects: &mut Effects) {
    let threads: Vec<ThreadId> = model
        .views
        .iter()
        .filter_map(|view| if let View::Thread(view) = view { Some(view.id.clone()) } else { None })
        .collect();
    if let Some(id) = threads.into_iter().next_back() {
        model.awaited.thread = Some(model.requests.ask(Ask::Thread(id), effects));
    }
    if model.views.iter().any(|view| matches!(view, View::Figures(_))) {
        model.awaited.tracked = Some(model.requests.ask(Ask::Tracked, effects));
    }
    if ledger(model).is_some() {
        model.awaited.threads = Some(model.requests.ask(Ask::Threads, effects));
    }
}

/// Takes the page of an initiative.
pub fn thread_came(model: &mut Model, id: RequestId, page: Option<Box<ThreadPage>>) {
    if model.awaited.thread.take_if(|own| *own == id).is_none() {
        return;
    }
    if let Some(View::Thread(view)) =
        model.views.iter_mut().rev().find(|view| matches!(view, View::Thread(_)))
    {
        view.put(page);
    }
}

/// Takes all initiatives.
pub fn threads_came(model: &mut Model, id: RequestId, rows: Vec<ThreadRow>, context: &Context<'_>) {
    if model.awaited.threads.take_if(|own| *own == id).is_none() {
        return;
    }
    let height = ledger_height(model);
    if let Some(ledger) = ledger(model) {
        ledger.load(rows, context.texts, context.today);
        ledger.reveal(height);
    }
}

/// The table, where it is open.
#[must_use]
pub fn ledger(model: &mut Model) -> Option<&mut Ledger> {
    model.views.iter_mut().rev().find_map(|view| match view {
        View::Ledger(ledger) => Some(ledger.as_mut()),
        _ => None,
    })
}

/// Rows of the table.
#[must_use]
pub fn ledger_height(model: &Model) -> usize {
    let body = usize::from(model.layout.body.height);
    body.saturating_sub(LEDGER_HEAD + ledger_foot(body)).max(1)
}

/// Rows under a table in a body of so many rows, where more is told of the initiative one is on.
#[must_use]
pub const fn ledger_foot(body: usize) -> usize {
    match body {
        16.. => 5,
        8.. => 2,
        _ => 0,
    }
}

/// On the page of an initiative. Says whether the command was for it.
pub fn thread(
    model: &mut Model,
    command: Command,
    count: Option<usize>,
    context: &Context<'_>,
    effects: &mut Effects,
) -> bool {
    let height = usize::from(model.layout.body.height).max(1);
    let Some(View::Thread(view)) = model.views.last_mut() else {
        return false;
    };
    let times = times(count);
    match command {
        Command::FollowNext | Command::NextParagraph | Command::NextInitiative => {
            view.cards.step(times, height);
        }
        Command::FollowPrevious | Command::PreviousParagraph | Command::PreviousInitiative => {
            view.cards.step(-times, height);
        }
        Command::Close | Command::Cancel | Command::Quit | Command::Back => drop(model.views.pop()),
        Command::Open => open_item(model, effects),
        Command::SameThread => {
            if let Some(page) = view.page().cloned() {
                only::show(model, &page, context, effects);
            }
        }
        _ => return sheet(&mut view.cards, command, count, height),
    }
    true
}

/// Opens what one is on on the page of an initiative.
fn open_item(model: &mut Model, effects: &mut Effects) {
    let Some(View::Thread(view)) = model.views.last() else {
        return;
    };
    let (Some(item), Some(page)) = (view.here(), view.page()) else {
        return;
    };
    match item {
        Item::Mention(index) => {
            if let Some(mention) = page.card.mentions.get(index) {
                let (row, target) = (mention.row, Target::Mention(mention.mention.clone()));
                opening::jump(model, row, target, effects);
            }
        }
        Item::Own(index) => {
            let goal = page.bookmarks.get(index).and_then(|bookmark| {
                let near = page.card.mentions.iter().find(|mention| mention.article == bookmark.article)?;
                Some((near.row, Target::Span(bookmark.place.span()?)))
            });
            if let Some((row, target)) = goal {
                opening::jump(model, row, target, effects);
            }
        }
        Item::Related(index) => {
            if let Some((related, _)) = page.card.related.get(index) {
                let id = related.thread.clone();
                show_thread(model, id, effects);
            }
        }
    }
}

/// In the table. Says whether the command was for it.
pub fn table(
    model: &mut Model,
    command: Command,
    count: Option<usize>,
    context: &Context<'_>,
    effects: &mut Effects,
) -> bool {
    let height = ledger_height(model);
    let Some(View::Ledger(ledger)) = model.views.last_mut() else {
        return false;
    };
    match command {
        Command::First => ledger.select(0, height),
        Command::Last => ledger.select(usize::MAX, height),
        Command::Sort => ledger.sort_next(),
        Command::Reverse => ledger.reversed = !ledger.reversed,
        Command::Due => ledger.due_next(),
        Command::SameThread => {
            if let Some(id) = ledger.here().map(|row| row.id.clone()) {
                only::ask(model, id, effects);
            }
            return true;
        }
        Command::Narrow | Command::Find => model.prompt = Some(Prompt::Narrow),
        Command::Open | Command::Thread => {
            open_row(model, effects);
        }
        Command::Cancel | Command::Close if !ledger.typed.is_empty() => ledger.typed.clear(),
        Command::Close | Command::Cancel | Command::Quit | Command::Back | Command::Ledger => {
            model.views.pop();
            return true;
        }
        _ => match distance(command, count, height) {
            Some(by) => ledger.step(by, height),
            None => return false,
        },
    }
    arrange(model, context);
    true
}

/// Opens the initiative one is on in the table. Says whether there is one.
pub fn open_row(model: &mut Model, effects: &mut Effects) -> bool {
    let here = ledger(model).and_then(|ledger| ledger.here()).map(|row| row.id.clone());
    let merging = ledger(model).and_then(|ledger| ledger.merging.take());
    if let (Some((one, _)), Some(other)) = (merging, here.clone()) {
        model.views.pop();
        correcting::ask_other(model, Pairing::Merge(one), other, effects);
        return true;
    }
    here.map(|id| show_thread(model, id, effects)).is_some()
}

/// Narrows and sorts the table anew.
pub fn arrange(model: &mut Model, context: &Context<'_>) {
    let height = ledger_height(model);
    if let Some(ledger) = ledger(model) {
        ledger.arrange(context.texts, context.today);
        ledger.reveal(height);
    }
}
