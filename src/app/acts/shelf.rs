//! In the list of bookmarks: going there, narrowing, editing, the trash. Never writes a bookmark itself.

use crate::app::acts::moving::distance;
use crate::app::acts::{keeping, opening};
use crate::app::command::Command;
use crate::app::context::Context;
use crate::app::effect::{Ask, Effect, Effects};
use crate::app::layout::Pane;
use crate::app::model::{After, Model, Prompt, View};
use crate::app::panes::bookmarks::{Bookmarks, Order, ROWS, Shelf};
use crate::app::panes::note::Note;
use crate::app::panes::reading::Target;
use crate::app::status::Tone;
use crate::app::unsaved::latest;
use crate::app::update::change;
use crate::base::id::BookmarkId;
use crate::model::bookmark::Place;
use crate::model::view::BookmarkRow;
use crate::passage::{Style, cite};
use crate::store::change::Change;

/// Opens the list.
pub fn open(model: &mut Model, effects: &mut Effects) {
    model.views.push(View::Bookmarks(Bookmarks::default()));
    ask(model, effects);
}

/// Opens the list as it was left.
pub fn open_at(
    model: &mut Model,
    shelf: Shelf,
    typed: String,
    goal: Option<BookmarkId>,
    effects: &mut Effects,
) {
    model.views.push(View::Bookmarks(Bookmarks::left(shelf, typed, goal)));
    ask(model, effects);
}

/// Asks for the bookmarks of the shelf that is shown, where the list is open.
pub fn ask(model: &mut Model, effects: &mut Effects) {
    let shelf = list(model).map(|list| list.shelf);
    if let Some(shelf) = shelf {
        model.awaited.bookmarks = Some(model.requests.ask(Ask::Bookmarks(shelf.side()), effects));
    }
}

/// The list, where it is open.
pub fn list(model: &mut Model) -> Option<&mut Bookmarks> {
    model.views.iter_mut().rev().find_map(|view| match view {
        View::Bookmarks(list) => Some(list),
        _ => None,
    })
}

/// In the list. Says whether the command was for it.
pub fn run(
    model: &mut Model,
    command: Command,
    count: Option<usize>,
    context: &Context<'_>,
    effects: &mut Effects,
) -> bool {
    let height = usize::from(model.layout.body.height).max(1);
    let Some(list) = list(model) else {
        return false;
    };
    match command {
        Command::First => list.select(0),
        Command::Last => list.select(usize::MAX),
        Command::Cancel | Command::Close if list.is_narrowed() => {
            list.widen();
        }
        Command::Close | Command::Cancel | Command::Quit | Command::Bookmarks => drop(model.views.pop()),
        Command::Shelf => {
            list.shelf = list.shelf.next();
            list.load(Vec::new());
            ask(model, effects);
        }
        Command::Sort => {
            list.order = if list.order == Order::Made { Order::Article } else { Order::Made };
            list.arrange();
        }
        Command::Reverse => {
            list.reversed = !list.reversed;
            list.arrange();
        }
        Command::Narrow | Command::Find => {
            model.prompt = Some(Prompt::Bookmarks(list.typed.clone()));
            model.awaited.names = Some(model.requests.ask(Ask::Threads, effects));
        }
        Command::SameThread => same_thread(model, context),
        Command::SameArticle => {
            let own = list.here().map(|row| row.bookmark.article.clone());
            list.article = if list.article.is_some() { None } else { own };
            list.arrange();
        }
        Command::EmptyTrash => empty_trash(model, context),
        Command::Open
        | Command::Trash
        | Command::BringBack
        | Command::EditNote
        | Command::EditTags
        | Command::MarkKind
        | Command::Settle
        | Command::Reject
        | Command::Copy
        | Command::CopyMarkdown => {
            if let Some(mut here) = list.here().cloned() {
                here.bookmark = latest(&model.unsaved, here.bookmark);
                on_one(model, command, here, context, effects);
            }
        }
        _ => match distance(command, count, height) {
            Some(by) => {
                let rows = isize::try_from(ROWS).unwrap_or(1);
                let one = matches!(command, Command::Down | Command::Up);
                list.step(if one { by } else { by / rows });
            }
            None => return false,
        },
    }
    true
}

/// Does something with the bookmark the cursor is on.
fn on_one(
    model: &mut Model,
    command: Command,
    here: BookmarkRow,
    context: &Context<'_>,
    effects: &mut Effects,
) {
    let is_trashed = here.bookmark.trashed.is_some();
    match command {
        Command::Open => match (here.row, here.bookmark.place.span()) {
            (Some(row), Some(span)) if !is_trashed => {
                opening::jump(model, row, Target::Span(span), effects);
            }
            _ => {
                let key = if is_trashed { "status.in_trash" } else { "status.no_place" };
                model.status.tell(Tone::Plain, context.texts.get(key));
            }
        },
        Command::Trash if !is_trashed => {
            change(model, Ask::Change(Change::Trash(vec![here.bookmark.id])), After::Tell, effects);
        }
        Command::Trash | Command::BringBack if is_trashed => {
            change(model, Ask::Change(Change::Restore(vec![here.bookmark.id])), After::Tell, effects);
        }
        Command::EditNote => model.views.push(View::Note(Box::new(Note::new(here.bookmark)))),
        Command::EditTags => keeping::open_tags(model, here.bookmark, effects),
        Command::MarkKind => keeping::next_kind(model, here.bookmark, context, effects),
        Command::Reject if matches!(here.bookmark.place, Place::Orphan) => {
            model.status.tell(Tone::Plain, context.texts.get("status.no_place"));
        }
        Command::Settle | Command::Reject => settle(model, here, context, effects),
        Command::Copy => copy(model, &here, Style::Plain, context, effects),
        Command::CopyMarkdown => copy(model, &here, Style::Markdown, context, effects),
        _ => {}
    }
}

fn copy(model: &mut Model, row: &BookmarkRow, style: Style, context: &Context<'_>, effects: &mut Effects) {
    effects.push(Effect::Copy(cite(row, style, &keeping::signs(row, context))));
    model.status.tell(Tone::Good, context.texts.get("status.copied"));
}

/// Confirms the place of a bookmark that has moved; begins to attach one that was not found.
fn settle(model: &mut Model, here: BookmarkRow, context: &Context<'_>, effects: &mut Effects) {
    match here.bookmark.place {
        Place::Sure { .. } => model.status.tell(Tone::Plain, context.texts.get("status.settled_already")),
        Place::Moved { span } => {
            if let Some(row) = here.row {
                // The reader is to see the passage before she says that it is this one.
                opening::jump(model, row, Target::Span(span), effects);
                model.status.tell(Tone::Plain, context.texts.get("status.confirm_there"));
            }
        }
        Place::Orphan => {
            model.views.pop();
            model.attaching = Some(Box::new(here.bookmark));
            if let Some(row) = here.row {
                opening::jump(model, row, Target::Kept, effects);
            }
            model.enter(Pane::Text);
        }
    }
}

/// Shows only bookmarks of the initiative of this one, or all again.
fn same_thread(model: &mut Model, context: &Context<'_>) {
    let Some(list) = list(model) else {
        return;
    };
    let own = list.here().and_then(|row| row.threads.first().cloned());
    if list.thread.take().is_none() {
        if own.is_none() {
            model.status.tell(Tone::Plain, context.texts.get("status.in_no_initiative"));
            return;
        }
        list.thread = own;
    }
    list.arrange();
}

/// Asks whether the trash is to be emptied.
fn empty_trash(model: &mut Model, context: &Context<'_>) {
    let Some(list) = list(model) else {
        return;
    };
    if list.shelf != Shelf::Trash || list.is_narrowed() {
        model.status.tell(Tone::Plain, context.texts.get("status.not_the_trash"));
    } else if !list.rows().is_empty() {
        let count = list.rows().len();
        model.prompt = Some(Prompt::EmptyTrash(count));
    }
}
