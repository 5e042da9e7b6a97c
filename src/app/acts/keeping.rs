//! Bookmarks, notes, read marks and copies. Never writes them itself.

use chrono::SecondsFormat;

use crate::app::acts::{access, opening, shelf};
use crate::app::context::Context;
use crate::app::effect::{Ask, Effect, Effects, RequestId};
use crate::app::layout::Pane;
use crate::app::model::{After, Model, Prompt, View};
use crate::app::panes::note::Note;
use crate::app::panes::tagging::Tagging;
use crate::app::status::Tone;
use crate::app::unsaved::{latest, supersede};
use crate::app::update::change;
use crate::base::id::{ArticleId, BookmarkId, digest};
use crate::base::span::Span;
use crate::model::article::Article;
use crate::model::bookmark::{Bookmark, Mark, Place};
use crate::model::view::BookmarkRow;
use crate::passage::{self, Style, Texts, cite};
use crate::store::change::{Change, Deed, Step};

/// Keeps the passage one is on; lets go of it where exactly this one is kept. A bookmark that waits to be attached
/// goes there instead.
pub fn bookmark(model: &mut Model, context: &Context<'_>, effects: &mut Effects) {
    let Some((span, old)) = here(model, context) else {
        return;
    };
    let waiting = model.attaching.take();
    let change_ = match (waiting, old, model.reading.page()) {
        (Some(waiting), _, Some(page)) => Change::Keep(vec![at_span(*waiting, &page.article, span, context)]),
        (None, Some(old), _) => Change::Trash(vec![old.id]),
        (None, None, Some(page)) => {
            Change::Keep(vec![fresh(&page.article, span, model.requests.count(), context)])
        }
        (_, _, None) => return,
    };
    model.reading.selection = None;
    change(model, Ask::Change(change_), After::Tell, effects);
}

/// A bookmark as it is when the reader says that its passage is this one.
fn at_span(bookmark: Bookmark, article: &Article, span: Span, context: &Context<'_>) -> Bookmark {
    Bookmark {
        article: article.id.clone(),
        anchor: passage::anchor(&article.text, span, &article.revision),
        place: Place::Sure { span },
        changed: context.now,
        ..bookmark
    }
}

/// Opens the tags of the passage one is on.
pub fn tags(model: &mut Model, context: &Context<'_>, effects: &mut Effects) {
    if let Some(bookmark) = own(model, context) {
        open_tags(model, bookmark, effects);
    }
}

/// Opens the tags of a bookmark.
pub fn open_tags(model: &mut Model, bookmark: Bookmark, effects: &mut Effects) {
    model.prompt = Some(Prompt::Tags(Box::new(Tagging::new(bookmark))));
    model.awaited.tags = Some(model.requests.ask(Ask::Tags, effects));
}

/// Keeps a bookmark with the tags that were typed.
pub fn keep_tags(model: &mut Model, tagging: &Tagging, context: &Context<'_>, effects: &mut Effects) {
    let changed = Bookmark { tags: tagging.tags(), changed: context.now, ..tagging.bookmark.clone() };
    model.reading.selection = None;
    change(model, Ask::Change(Change::Keep(vec![changed])), After::Tell, effects);
}

/// Gives the bookmark of the passage one is on the next kind.
pub fn kind(model: &mut Model, context: &Context<'_>, effects: &mut Effects) {
    if let Some(bookmark) = own(model, context) {
        next_kind(model, bookmark, context, effects);
    }
}

/// Gives a bookmark the next kind.
pub fn next_kind(model: &mut Model, bookmark: Bookmark, context: &Context<'_>, effects: &mut Effects) {
    let at = Mark::ALL.iter().position(|mark| *mark == bookmark.mark).unwrap_or(0);
    let mark = Mark::ALL.get((at + 1) % Mark::ALL.len()).copied().unwrap_or_default();
    let changed = Bookmark { mark, changed: context.now, ..bookmark };
    model.reading.selection = None;
    change(model, Ask::Change(Change::Keep(vec![changed])), After::Kind(mark), effects);
}

/// Confirms the place of the bookmark one is on, where it has moved.
pub fn settle(model: &mut Model, context: &Context<'_>, effects: &mut Effects) {
    let confirmed = moved(model).and_then(|(bookmark, span)| {
        let page = model.reading.page()?;
        Some(at_span(latest(&model.unsaved, bookmark.clone()), &page.article, span, context))
    });
    match confirmed {
        Some(bookmark) => change(model, Ask::Change(Change::Keep(vec![bookmark])), After::Tell, effects),
        None => model.status.tell(Tone::Plain, context.texts.get("status.nothing_moved")),
    }
}

/// The bookmark one is on that has moved, and where to.
fn moved(model: &Model) -> Option<(&Bookmark, Span)> {
    let eye = model.reading.eye();
    model.reading.page()?.bookmarks.iter().find_map(|bookmark| match bookmark.place {
        Place::Moved { span } if span.contains(eye) || span.start == eye => Some((bookmark, span)),
        _ => None,
    })
}

/// Says of the bookmark one is on that it has moved to a passage that is not the one that was kept.
pub fn reject(model: &mut Model, context: &Context<'_>, effects: &mut Effects) {
    let wrong = moved(model).map(|(bookmark, _)| bookmark.clone());
    let revision = model.reading.page().map(|page| page.article.revision.clone());
    match wrong.zip(revision) {
        Some((bookmark, revision)) => {
            change(model, Ask::Reject(Box::new(bookmark), revision), After::Reject, effects);
        }
        None => model.status.tell(Tone::Plain, context.texts.get("status.nothing_moved")),
    }
}

/// Tries again to save what could not be saved.
pub fn save_again(model: &mut Model, context: &Context<'_>, effects: &mut Effects) {
    model.leaving = false;
    let unsaved = std::mem::take(&mut model.unsaved);
    if unsaved.is_empty() {
        model.status.tell(Tone::Plain, context.texts.get("status.all_saved"));
    }
    for one in unsaved {
        change(model, Ask::Change(one), After::Tell, effects);
    }
}

/// The bookmark of the passage one is on, made where there is none: the innermost one around the eye first.
fn own(model: &mut Model, context: &Context<'_>) -> Option<Bookmark> {
    if model.reading.selection.is_none() {
        let eye = model.reading.eye();
        let around = model.reading.page().and_then(|page| {
            let here = page.bookmarks.iter().filter_map(|bookmark| Some((bookmark.place.span()?, bookmark)));
            here.filter(|(span, _)| span.contains(eye)).min_by_key(|(span, _)| span.len())
        });
        if let Some((_, bookmark)) = around {
            return Some(latest(&model.unsaved, bookmark.clone()));
        }
    }
    let (span, old) = here(model, context)?;
    let number = model.requests.count();
    let old = old.map(|old| latest(&model.unsaved, old));
    old.or_else(|| model.reading.page().map(|page| fresh(&page.article, span, number, context)))
}

/// Opens the note of the passage one is on; the bookmark is made when the note is kept.
pub fn bookmark_note(model: &mut Model, context: &Context<'_>, _: &mut Effects) {
    let Some((span, old)) = here(model, context) else {
        return;
    };
    let Some(page) = model.reading.page() else {
        return;
    };
    let old = old.map(|old| latest(&model.unsaved, old));
    let bookmark = old.unwrap_or_else(|| fresh(&page.article, span, model.requests.count(), context));
    model.views.push(View::Note(Box::new(Note::new(bookmark))));
}

/// The passage one is on, and the bookmark that keeps exactly it.
fn here(model: &mut Model, context: &Context<'_>) -> Option<(Span, Option<Bookmark>)> {
    let height = model.text_height();
    let span = model.reading.passage(height);
    let (Some(span), Some(page)) = (span, model.reading.page()) else {
        model.status.tell(Tone::Plain, context.texts.get("status.no_article"));
        return None;
    };
    let old = page.bookmarks.iter().find(|bookmark| bookmark.place.span() == Some(span));
    Some((span, old.cloned()))
}

/// A new bookmark. The number of requests so far keeps apart what a clock that was set back cannot.
fn fresh(article: &Article, span: Span, number: u64, context: &Context<'_>) -> Bookmark {
    let time = context.now.to_rfc3339_opts(SecondsFormat::Nanos, true);
    let place = format!("{}-{} {number}", span.start, span.end);
    Bookmark {
        id: BookmarkId(digest(&[article.id.as_str(), &place, &time])),
        article: article.id.clone(),
        anchor: passage::anchor(&article.text, span, &article.revision),
        place: Place::Sure { span },
        note: String::new(),
        tags: Vec::new(),
        mark: Mark::Plain,
        created: context.now,
        changed: context.now,
        trashed: None,
    }
}

/// Keeps a bookmark with its note.
pub fn keep_note(model: &mut Model, note: &Note, context: &Context<'_>, effects: &mut Effects) {
    let changed =
        Bookmark { note: note.text().trim_end().to_owned(), changed: context.now, ..note.bookmark.clone() };
    model.reading.selection = None;
    change(model, Ask::Change(Change::Keep(vec![changed])), After::Tell, effects);
}

/// Marks the article one is on read, or unread.
pub fn toggle_read(model: &mut Model, effects: &mut Effects) {
    let row = if model.focus == Pane::Timeline { model.timeline.selected_row() } else { model.reading.row() };
    let Some(row) = row else {
        return;
    };
    let entry = model.timeline.index_of(row).and_then(|index| model.timeline.entry(index));
    let read = entry.is_some_and(|entry| !entry.read);
    let article = model.reading.page().filter(|page| page.row == row).map(|page| page.article.id.clone());
    let article = article.or_else(|| model.timeline.summary(row).map(|summary| summary.id.clone()));
    if let Some(article) = article {
        model.timeline.set_read(row, read);
        change(model, Ask::Change(Change::Read { articles: vec![article], read }), After::Tell, effects);
    }
}

/// Puts the passage one is on, with its source, on the clipboard.
pub fn copy(model: &mut Model, style: Style, context: &Context<'_>, effects: &mut Effects) {
    let height = model.text_height();
    let (Some(span), Some(page)) = (model.reading.passage(height), model.reading.page()) else {
        return;
    };
    let article = &page.article;
    let row = BookmarkRow {
        bookmark: fresh(article, span, 0, context),
        row: Some(page.row),
        title: article.title.clone(),
        outlet: article.outlet.clone(),
        day: article.day(),
        url: article.url.clone(),
        lang: article.lang,
        threads: Vec::new(),
    };
    effects.push(Effect::Copy(cite(&row, style, &signs(&row, context))));
    model.reading.selection = None;
    model.status.tell(Tone::Good, context.texts.get("status.copied"));
}

/// The signs of a citation, with the day as the interface writes it.
#[must_use]
pub fn signs(row: &BookmarkRow, context: &Context<'_>) -> Texts {
    // What the interface has written is no pattern any more.
    let date = row.day.map(|day| context.texts.day(day).replace('%', "%%")).unwrap_or_default();
    Texts { date, ..Texts::default() }
}

/// A change is on the disk: says so and looks at the article anew.
pub fn changed(
    model: &mut Model,
    id: RequestId,
    step: Option<&Step>,
    context: &Context<'_>,
    effects: &mut Effects,
) {
    let Some(at) = model.awaited.changes.iter().position(|(own, _)| *own == id) else {
        return;
    };
    let (_, after) = model.awaited.changes.remove(at);
    if let Some(at) = model.awaited.sent.iter().position(|(own, _)| *own == id) {
        let (_, saved) = model.awaited.sent.remove(at);
        supersede(&mut model.unsaved, &saved);
    }
    let key = match (after, step) {
        (After::Undo, None) => "status.nothing_to_undo",
        (After::Redo, None) => "status.nothing_to_redo",
        (After::Undo, Some(_)) => "status.undone",
        (After::Redo, Some(_)) => "status.redone",
        (After::Kind(mark), _) => mark_key(mark),
        (After::Reject, _) => "status.rejected",
        (After::Tell, step) => deed_key(model, step),
    };
    let tone = if step.is_some() { Tone::Good } else { Tone::Plain };
    model.status.tell(tone, context.texts.get(key));
    if step.is_some_and(|step| matches!(step.deed, Deed::Correct | Deed::Withdraw)) {
        effects.push(Effect::Relink);
    }
    if step.is_some_and(|step| touches(step, model.reading.page().map(|page| &page.article.id))) {
        opening::again(model, effects);
    }
    if matches!(after, After::Undo | After::Redo) {
        model.awaited.timeline = Some(model.requests.ask(Ask::Timeline, effects));
    }
    shelf::ask(model, effects);
    access::again(model, effects);
}

/// The key of a kind's name in the interface texts.
#[must_use]
pub const fn mark_key(mark: Mark) -> &'static str {
    match mark {
        Mark::Plain => "mark.plain",
        Mark::Key => "mark.key",
        Mark::Question => "mark.question",
        Mark::Todo => "mark.todo",
        Mark::Quote => "mark.quote",
    }
}

fn touches(step: &Step, open: Option<&ArticleId>) -> bool {
    step.article.is_none() || step.article.as_ref() == open
}

fn deed_key(model: &Model, step: Option<&Step>) -> &'static str {
    let is_read = || {
        let row = model.timeline.selected_row().and_then(|row| model.timeline.index_of(row));
        row.and_then(|index| model.timeline.entry(index)).is_some_and(|entry| entry.read)
    };
    match step.map(|step| step.deed) {
        Some(Deed::Keep) => "status.kept",
        Some(Deed::Edit) => "status.edited",
        Some(Deed::Trash) => "status.trashed",
        Some(Deed::Restore) => "status.restored",
        Some(Deed::Read) if is_read() => "status.read",
        Some(Deed::Read) => "status.unread",
        Some(Deed::Correct) => "status.corrected",
        Some(Deed::EmptyTrash) => "status.trash_emptied",
        Some(Deed::Date | Deed::Withdraw) | None => "status.changed",
    }
}
