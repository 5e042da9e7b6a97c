//! The reader's data of a library in memory.

use std::collections::BTreeMap;
use std::convert::Infallible;
use std::path::PathBuf;

use chrono::{DateTime, Utc};

use super::data::{Data, Kept};
use crate::base::id::{ArticleId, BookmarkId, RevisionId};
use crate::base::said::Said;
use crate::model::bookmark::{Bookmark, Place};
use crate::model::view::Row;
use crate::store::change::{self, Change, Corrected, Entry, Key, Record, Shelf, Step, Way};
use crate::store::error::{Error, Result};
use crate::store::library::Seen;

impl Shelf for Data {
    type Error = Infallible;

    fn get(&self, key: &Key) -> std::result::Result<Option<Record>, Infallible> {
        Ok(match key {
            Key::Bookmark(id) => {
                self.bookmarks.get(id).map(|kept| Record::Bookmark(Box::new(kept.bookmark.clone())))
            }
            Key::Read(article) => self.read.contains(article).then_some(Record::Read),
            Key::Date(article) => self.dates.get(article).copied().map(Record::Date),
            Key::Correction(id) => self.corrections.get(id).cloned().map(Record::Correction),
        })
    }

    fn set(&mut self, key: &Key, record: Option<&Record>) -> std::result::Result<(), Infallible> {
        match (key, record) {
            (Key::Bookmark(id), Some(Record::Bookmark(bookmark))) => {
                let placed = change::placed(bookmark);
                let last = self.bookmarks.values().map(|kept| kept.seq).max().unwrap_or(0);
                let seq = self.bookmarks.get(id).map_or(last + 1, |kept| kept.seq);
                self.bookmarks.insert(id.clone(), Kept { bookmark: (**bookmark).clone(), placed, seq });
            }
            (Key::Bookmark(id), _) => drop(self.bookmarks.remove(id)),
            (Key::Read(article), Some(_)) => drop(self.read.insert(article.clone())),
            (Key::Read(article), None) => drop(self.read.remove(article)),
            (Key::Date(article), Some(Record::Date(day))) => drop(self.dates.insert(article.clone(), *day)),
            (Key::Date(article), _) => drop(self.dates.remove(article)),
            (Key::Correction(id), Some(Record::Correction(corrected))) => {
                self.corrections.insert(id.clone(), corrected.clone());
            }
            (Key::Correction(id), _) => drop(self.corrections.remove(id)),
        }
        Ok(())
    }

    fn trashed(&self) -> std::result::Result<Vec<BookmarkId>, Infallible> {
        let trashed = self.bookmarks.iter().filter(|(_, kept)| kept.bookmark.trashed.is_some());
        Ok(trashed.map(|(id, _)| id.clone()).collect())
    }
}

/// Bookmarks without an article, with the one that has or had the text they were made in.
pub(super) fn waiting(data: &Data) -> Vec<(BookmarkId, ArticleId)> {
    let without = data.bookmarks.values().filter(|kept| data.row_of(&kept.bookmark.article).is_none());
    let found = without.filter_map(|kept| {
        let revision = &kept.bookmark.anchor.revision;
        let (_, held) = data.rows().find(|(_, held)| held.text(revision).is_some())?;
        Some((kept.bookmark.id.clone(), held.article.id.clone()))
    });
    found.collect()
}

/// Gives bookmarks to articles.
pub(super) fn adopt(data: &mut Data, waiting: Vec<(BookmarkId, ArticleId)>) -> usize {
    let count = waiting.len();
    for (id, article) in waiting {
        if let Some(kept) = data.bookmarks.get_mut(&id) {
            kept.bookmark.article = article;
            kept.placed = None;
        }
    }
    count
}

/// Makes one change.
pub(super) fn change(data: &mut Data, change: Change, at: DateTime<Utc>) -> Step {
    let lasting = change == Change::EmptyTrash;
    let Ok(entry) = change::plan(data, change, at);
    for edit in &entry.edits {
        let Ok(()) = data.set(&edit.key, edit.after.as_ref());
    }
    let step = change::step(&entry);
    if lasting || entry.edits.is_empty() {
        return step;
    }
    let done = data.journal.len() - data.undone;
    data.journal.truncate(done);
    data.undone = 0;
    data.journal.push(entry);
    step
}

/// Undoes the last step.
pub(super) fn undo(data: &mut Data) -> Result<Option<Step>> {
    let done = data.journal.len() - data.undone;
    let Some(at) = done.checked_sub(1) else {
        return Ok(None);
    };
    walk(data, at, Way::Back)
}

/// Does the step that was undone last again.
pub(super) fn redo(data: &mut Data) -> Result<Option<Step>> {
    if data.undone == 0 {
        return Ok(None);
    }
    let at = data.journal.len() - data.undone;
    walk(data, at, Way::Forth)
}

fn walk(data: &mut Data, at: usize, way: Way) -> Result<Option<Step>> {
    let Some(entry): Option<Entry> = data.journal.get(at).cloned() else {
        return Ok(None);
    };
    let Ok(went) = change::walk(data, &entry, way);
    match (went, way) {
        (true, Way::Back) => data.undone += 1,
        (true, Way::Forth) => data.undone -= 1,
        (false, Way::Back) => drop(data.journal.remove(at)),
        (false, Way::Forth) => {
            data.journal.remove(at);
            data.undone -= 1;
        }
    }
    if went {
        return Ok(Some(change::step(&entry)));
    }
    Err(Error::Conflict { path: PathBuf::new(), what: Said::text(change::OVERTAKEN) })
}

/// Bookmarks whose place was not looked for in the present text of their article.
pub(super) fn unplaced(data: &Data) -> Vec<Bookmark> {
    let present: BTreeMap<_, _> =
        data.articles.iter().map(|held| (&held.article.id, &held.article.revision)).collect();
    let open = |kept: &&Kept| {
        let revision = present.get(&kept.bookmark.article);
        revision.is_some_and(|revision| kept.placed.as_ref() != Some(*revision))
    };
    data.bookmarks.values().filter(open).map(|kept| kept.bookmark.clone()).collect()
}

/// Notes where bookmarks stand in a text.
pub(super) fn place(data: &mut Data, revision: &RevisionId, places: &[(BookmarkId, Place)]) {
    for (id, place) in places {
        if let Some(kept) = data.bookmarks.get_mut(id) {
            kept.bookmark.place = *place;
            kept.placed = Some(revision.clone());
        }
    }
}

/// All tags with the number of their bookmarks.
pub(super) fn tags(data: &Data) -> Vec<(String, usize)> {
    let mut all = BTreeMap::new();
    for kept in data.bookmarks.values().filter(|kept| kept.bookmark.trashed.is_none()) {
        for tag in &kept.bookmark.tags {
            *all.entry(tag.clone()).or_default() += 1;
        }
    }
    all.into_iter().collect()
}

/// Corrections in order of time.
pub(super) fn corrections(data: &Data) -> Vec<Corrected> {
    let mut all: Vec<_> = data.corrections.values().cloned().collect();
    all.sort_by(|one, other| (one.at, &one.id).cmp(&(other.at, &other.id)));
    all
}

/// Notes where the reader is.
pub(super) fn note_reading(data: &mut Data, row: Row, position: usize, seen: Seen) {
    let Some(article) = data.held(row).map(|held| &held.article) else {
        return;
    };
    let (id, revision) = (article.id.clone(), article.revision.clone());
    if seen == Seen::Read {
        data.read.insert(id.clone());
    }
    data.positions.insert(id, (revision, position));
}
