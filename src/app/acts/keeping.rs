//! Bookmarks, notes, read marks and copies. Never writes them itself.

use chrono::SecondsFormat;

use crate::app::acts::opening;
use crate::app::context::Context;
use crate::app::effect::{Ask, Effect, Effects, RequestId};
use crate::app::layout::Pane;
use crate::app::model::{After, Model, View};
use crate::app::panes::note::Note;
use crate::app::status::Tone;
use crate::app::update::change;
use crate::base::id::{ArticleId, BookmarkId, digest};
use crate::base::span::Span;
use crate::model::article::Article;
use crate::model::bookmark::{Bookmark, Mark, Place};
use crate::passage;
use crate::store::change::{Change, Deed, Step};
use crate::store::library::Side;

/// Keeps the passage one is on; lets go of it where exactly this one is kept.
pub fn bookmark(model: &mut Model, context: &Context<'_>, effects: &mut Effects) {
    let Some((span, old)) = here(model, context) else {
        return;
    };
    let change_ = match old {
        Some(old) => Change::Trash(vec![old.id]),
        None => match model.reading.page() {
            Some(page) => Change::Keep(vec![fresh(&page.article, span, context)]),
            None => return,
        },
    };
    model.reading.selection = None;
    change(model, Ask::Change(change_), After::Tell, effects);
}

/// Opens the note of the passage one is on; the bookmark is made when the note is kept.
pub fn bookmark_note(model: &mut Model, context: &Context<'_>, _: &mut Effects) {
    let Some((span, old)) = here(model, context) else {
        return;
    };
    let Some(page) = model.reading.page() else {
        return;
    };
    let bookmark = old.unwrap_or_else(|| fresh(&page.article, span, context));
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

fn fresh(article: &Article, span: Span, context: &Context<'_>) -> Bookmark {
    let time = context.now.to_rfc3339_opts(SecondsFormat::Nanos, true);
    let place = format!("{}-{}", span.start, span.end);
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
pub fn copy(model: &mut Model, context: &Context<'_>, effects: &mut Effects) {
    let height = model.text_height();
    let (Some(span), Some(page)) = (model.reading.passage(height), model.reading.page()) else {
        return;
    };
    effects.push(Effect::Copy(citation(&page.article, span, context)));
    model.reading.selection = None;
    model.status.tell(Tone::Good, context.texts.get("status.copied"));
}

/// A passage as a quotation with its source on a line of its own.
fn citation(article: &Article, span: Span, context: &Context<'_>) -> String {
    let quote = crate::text::sanitise::lines(span.of(&article.text));
    let mut source: Vec<String> = article.outlet.iter().cloned().collect();
    source.push(article.title.clone());
    source.extend(article.day().map(|day| context.texts.day(day)));
    source.extend(article.url.clone());
    format!("“{quote}”\n— {}", crate::text::sanitise::line(&source.join(", ")))
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
    let key = match (after, step) {
        (After::Undo, None) => "status.nothing_to_undo",
        (After::Redo, None) => "status.nothing_to_redo",
        (After::Undo, Some(_)) => "status.undone",
        (After::Redo, Some(_)) => "status.redone",
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
    if after != After::Tell {
        model.awaited.timeline = Some(model.requests.ask(Ask::Timeline, effects));
    }
    if model.views.iter().any(|view| matches!(view, View::Bookmarks(_))) {
        model.awaited.bookmarks = Some(model.requests.ask(Ask::Bookmarks(Side::Kept), effects));
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
        Some(Deed::EmptyTrash | Deed::Date | Deed::Withdraw) | None => "status.changed",
    }
}
