//! Text that is typed: notes, names, tags, words to narrow by. Never reads the key table.

use crate::app::acts::{correcting, figures, finding, keeping, pages, picking, shelf};
use crate::app::context::Context;
use crate::app::effect::{Ask, Effect, Effects};
use crate::app::key::{Code, Held, Key};
use crate::app::layout::Pane;
use crate::app::model::{After, Model, Prompt, View};
use crate::app::panes::note::Deed;
use crate::app::panes::typed::Typed;
use crate::app::update::change;
use crate::store::change::Change;

/// Gives a key to what is being typed. Says whether something is.
pub fn press(model: &mut Model, key: Key, context: &Context<'_>, effects: &mut Effects) -> bool {
    if let Some(View::Note(note)) = model.views.last_mut() {
        match note.press(key) {
            Deed::Edited => {}
            Deed::Leave => drop(model.views.pop()),
            Deed::Elsewhere => effects.push(Effect::Edit(note.text().to_owned())),
            Deed::Keep => {
                if let Some(View::Note(note)) = model.views.pop() {
                    keeping::keep_note(model, &note, context, effects);
                }
            }
        }
        return true;
    }
    if let Some(View::Picker(_)) = model.views.last() {
        picking::press(model, key, context, effects);
        return true;
    }
    match model.prompt {
        Some(Prompt::Find(_)) => finding::press(model, key, context),
        Some(Prompt::Narrow) => press_narrow(model, key, context),
        Some(Prompt::Timeline(_)) => press_timeline(model, key, effects),
        Some(Prompt::Original(_)) => press_original(model, key, effects),
        Some(Prompt::Rename(_)) => press_rename(model, key, effects),
        Some(Prompt::Bookmarks(_)) => press_bookmarks(model, key),
        Some(Prompt::Tags(_)) => press_tags(model, key, context, effects),
        Some(Prompt::EmptyTrash(_)) => press_empty_trash(model, key, effects),
        None => return false,
    }
    true
}

/// Narrows the table as words are typed.
fn press_narrow(model: &mut Model, key: Key, context: &Context<'_>) {
    if matches!(model.views.last(), Some(View::Figures(_))) {
        press_narrow_figures(model, key);
        return;
    }
    let height = pages::ledger_height(model);
    let Some(ledger) = pages::ledger(model) else {
        model.prompt = None;
        return;
    };
    match (key.code, key.held) {
        (Code::Enter, _) => model.prompt = None,
        (Code::Esc, _) | (Code::Char('c'), Held::Ctrl) => {
            ledger.typed.clear();
            model.prompt = None;
        }
        (Code::Down, _) => ledger.step(1, height),
        (Code::Up, _) => ledger.step(-1, height),
        _ => {
            edit_line(&mut ledger.typed, key);
        }
    }
    pages::arrange(model, context);
}

/// Narrows the page of figures as words are typed.
fn press_narrow_figures(model: &mut Model, key: Key) {
    let height = figures::height(model);
    let Some(page) = figures::page(model) else {
        return;
    };
    match (key.code, key.held) {
        (Code::Enter, _) => model.prompt = None,
        (Code::Esc, _) | (Code::Char('c'), Held::Ctrl) => {
            page.typed.clear();
            page.arrange();
            model.prompt = None;
        }
        (Code::Down, _) => page.cards.step(1, height),
        (Code::Up, _) => page.cards.step(-1, height),
        _ => {
            if edit_line(&mut page.typed, key) {
                page.arrange();
            }
        }
    }
}

/// Begins to narrow the timeline.
pub fn narrow_timeline(model: &mut Model) {
    model.prompt = Some(Prompt::Timeline(model.timeline.typed().clone()));
}

/// Narrows the timeline as a query is typed.
fn press_timeline(model: &mut Model, key: Key, effects: &mut Effects) {
    let height = model.height(Pane::Timeline);
    match (key.code, key.held) {
        (Code::Enter, _) => model.prompt = None,
        (Code::Esc, _) | (Code::Char('c'), Held::Ctrl) => {
            if let Some(Prompt::Timeline(before)) = model.prompt.take() {
                model.timeline.set_typed(before);
                picking::narrow_timeline(model, effects);
            }
        }
        (Code::Down, _) => model.timeline.step(1, height),
        (Code::Up, _) => model.timeline.step(-1, height),
        _ => {
            let mut typed = model.timeline.typed().clone();
            if edit_line(&mut typed, key) {
                model.timeline.set_typed(typed);
                picking::narrow_timeline(model, effects);
            }
        }
    }
}

/// Types the new name of an initiative.
fn press_rename(model: &mut Model, key: Key, effects: &mut Effects) {
    match (key.code, key.held, model.prompt.take()) {
        (Code::Enter, _, Some(Prompt::Rename(label))) => correcting::rename(model, label.text(), effects),
        (Code::Esc, ..) | (Code::Char('c'), Held::Ctrl, _) => {}
        (.., Some(Prompt::Rename(mut label))) => {
            edit_line(&mut label, key);
            model.prompt = Some(Prompt::Rename(label));
        }
        (.., prompt) => model.prompt = prompt,
    }
}

/// Narrows the list of bookmarks as words are typed.
fn press_bookmarks(model: &mut Model, key: Key) {
    let before = match &model.prompt {
        Some(Prompt::Bookmarks(before)) => before.clone(),
        _ => return,
    };
    let Some(list) = shelf::list(model) else {
        model.prompt = None;
        return;
    };
    match (key.code, key.held) {
        (Code::Enter, _) => model.prompt = None,
        (Code::Esc, _) | (Code::Char('c'), Held::Ctrl) => {
            list.typed = before;
            list.arrange();
            model.prompt = None;
        }
        (Code::Down, _) => list.step(1),
        (Code::Up, _) => list.step(-1),
        _ => {
            if edit_line(&mut list.typed, key) {
                list.arrange();
            }
        }
    }
}

/// Types the tags of a bookmark.
fn press_tags(model: &mut Model, key: Key, context: &Context<'_>, effects: &mut Effects) {
    let Some(Prompt::Tags(tagging)) = &mut model.prompt else {
        return;
    };
    match (key.code, key.held) {
        (Code::Enter, _) | (Code::Char('s' | 'ы'), Held::Ctrl) => {
            if let Some(Prompt::Tags(tagging)) = model.prompt.take() {
                keeping::keep_tags(model, &tagging, context, effects);
            }
        }
        (Code::Esc, _) | (Code::Char('c'), Held::Ctrl) => model.prompt = None,
        (Code::Tab, _) => tagging.complete(),
        _ => {
            edit_line(&mut tagging.typed, key);
        }
    }
}

/// Empties the trash, or leaves it.
fn press_empty_trash(model: &mut Model, key: Key, effects: &mut Effects) {
    match key.code {
        Code::Enter => {
            model.prompt = None;
            change(model, Ask::Change(Change::EmptyTrash), After::Tell, effects);
        }
        Code::Esc | Code::Char('q') => model.prompt = None,
        _ => {}
    }
}

/// Opens the address that is shown, or leaves it.
fn press_original(model: &mut Model, key: Key, effects: &mut Effects) {
    match (key.code, model.prompt.take()) {
        (Code::Enter, Some(Prompt::Original(address))) => effects.push(Effect::Browse(address)),
        (Code::Esc | Code::Char('q'), _) => {}
        (_, prompt) => model.prompt = prompt,
    }
}

/// The longest line that is typed or pasted, in characters: longer than any question.
const LONGEST: usize = 400;

/// Changes a line of typed text by a key. Says whether it did; a full line takes no more.
pub fn edit_line(line: &mut Typed, key: Key) -> bool {
    if key.typed().is_some() && line.text().chars().count() >= LONGEST {
        return false;
    }
    line.press(key)
}

/// Puts pasted text into a line of typed text, as much of it as has room.
pub fn put_line(line: &mut Typed, text: &str) {
    let room = LONGEST.saturating_sub(line.text().chars().count());
    let end = text.char_indices().nth(room).map_or(text.len(), |(at, _)| at);
    line.insert(text.get(..end).unwrap_or_default());
}

/// Takes pasted text where text is typed; elsewhere it means nothing.
pub fn paste(model: &mut Model, text: &str, context: &Context<'_>, effects: &mut Effects) {
    if let Some(View::Note(note)) = model.views.last_mut() {
        note.insert(text);
        return;
    }
    let line = text.lines().next().unwrap_or_default();
    match &mut model.prompt {
        Some(Prompt::Rename(label)) => put_line(label, line),
        Some(Prompt::Find(_)) => finding::typed(model, |own| put_line(own, line)),
        Some(Prompt::Narrow) if matches!(model.views.last(), Some(View::Figures(_))) => {
            if let Some(page) = figures::page(model) {
                put_line(&mut page.typed, line);
                page.arrange();
            }
        }
        Some(Prompt::Narrow) => {
            if let Some(ledger) = pages::ledger(model) {
                put_line(&mut ledger.typed, line);
            }
            pages::arrange(model, context);
        }
        Some(Prompt::Timeline(_)) => {
            let mut typed = model.timeline.typed().clone();
            put_line(&mut typed, line);
            model.timeline.set_typed(typed);
            picking::narrow_timeline(model, effects);
        }
        Some(Prompt::Bookmarks(_)) => {
            if let Some(list) = shelf::list(model) {
                put_line(&mut list.typed, line);
                list.arrange();
            }
        }
        Some(Prompt::Tags(tagging)) => put_line(&mut tagging.typed, line),
        Some(Prompt::Original(_) | Prompt::EmptyTrash(_)) => {}
        None => picking::paste(model, line, context, effects),
    }
}
