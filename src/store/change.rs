//! Changes of the reader's data and their undoing. Never applies to what can be rebuilt.

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

use crate::base::id::{ArticleId, BookmarkId, CorrectionId, RevisionId, digest};
use crate::model::bookmark::Bookmark;
use crate::model::thread::Correction;

/// One thing the reader does to her data; one step of undo.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Change {
    /// Adds these bookmarks, or replaces those that have the same ids.
    Keep(Vec<Bookmark>),
    /// Puts bookmarks into the trash.
    Trash(Vec<BookmarkId>),
    /// Takes bookmarks out of the trash.
    Restore(Vec<BookmarkId>),
    /// Deletes for good what is in the trash. The one change that cannot be undone.
    EmptyTrash,
    /// Marks articles as read or unread by hand.
    Read {
        /// The articles.
        articles: Vec<ArticleId>,
        /// Whether they are read now.
        read: bool,
    },
    /// Dates an article by hand, or takes the hand's date away.
    Date {
        /// The article.
        article: ArticleId,
        /// The day.
        day: Option<NaiveDate>,
    },
    /// Corrects links.
    Correct(Correction),
    /// Takes a correction back.
    Withdraw(CorrectionId),
}

/// A correction with its time.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Corrected {
    /// Never given twice.
    pub id: CorrectionId,
    /// When it was made.
    pub at: DateTime<Utc>,
    /// What it says.
    pub correction: Correction,
}

/// A step that was done, undone or done again.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Step {
    /// What the step was.
    pub deed: Deed,
    /// Number of things it changed; 0 where everything was so already.
    pub changed: usize,
    /// The first article it concerned, for going there.
    pub article: Option<ArticleId>,
}

/// What kind of change a step was.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Deed {
    /// Bookmarks were added.
    Keep,
    /// Bookmarks were changed.
    Edit,
    /// Bookmarks went into the trash.
    Trash,
    /// Bookmarks came out of the trash.
    Restore,
    /// The trash was emptied.
    EmptyTrash,
    /// Articles were marked as read or unread.
    Read,
    /// An article was dated.
    Date,
    /// Links were corrected.
    Correct,
    /// A correction was taken back.
    Withdraw,
}

/// Names one piece of the reader's data.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "of", content = "id")]
pub(super) enum Key {
    Bookmark(BookmarkId),
    Read(ArticleId),
    Date(ArticleId),
    Correction(CorrectionId),
}

/// One piece of the reader's data.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "is", content = "data")]
pub(super) enum Record {
    Bookmark(Box<Bookmark>),
    Read,
    Date(NaiveDate),
    Correction(Corrected),
}

/// One piece before and after a change.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Edit {
    pub(super) key: Key,
    pub(super) before: Option<Record>,
    pub(super) after: Option<Record>,
}

/// A done step as the journal keeps it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Entry {
    pub(super) deed: Deed,
    pub(super) edits: Vec<Edit>,
}

/// Where the reader's data lies: what a change needs of a library.
pub(super) trait Shelf {
    type Error;
    fn get(&self, key: &Key) -> Result<Option<Record>, Self::Error>;
    fn set(&mut self, key: &Key, record: Option<&Record>) -> Result<(), Self::Error>;
    fn trashed(&self) -> Result<Vec<BookmarkId>, Self::Error>;
}

/// The edits that make a change, those that change nothing left out, with what kind of change it is.
pub(super) fn plan<S: Shelf>(shelf: &S, change: Change, at: DateTime<Utc>) -> Result<Entry, S::Error> {
    let mut edits: Vec<Edit> = Vec::new();
    let mut push = |key: Key, make: &dyn Fn(Option<&Record>) -> Option<Record>| {
        if let Some(again) = edits.iter_mut().find(|edit| edit.key == key) {
            again.after = make(again.after.as_ref());
            return Ok(());
        }
        let before = shelf.get(&key)?;
        let after = make(before.as_ref());
        if before != after {
            edits.push(Edit { key, before, after });
        }
        Ok(())
    };
    let mut deed = match change {
        Change::Keep(bookmarks) => {
            for bookmark in bookmarks {
                let record = Record::Bookmark(Box::new(tidy(bookmark.clone())));
                push(Key::Bookmark(bookmark.id), &|_| Some(record.clone()))?;
            }
            Deed::Keep
        }
        Change::Trash(ids) => {
            for id in ids {
                push(Key::Bookmark(id), &|was| moved(was, Some(at)))?;
            }
            Deed::Trash
        }
        Change::Restore(ids) => {
            for id in ids {
                push(Key::Bookmark(id), &|was| moved(was, None))?;
            }
            Deed::Restore
        }
        Change::EmptyTrash => {
            for id in shelf.trashed()? {
                push(Key::Bookmark(id), &|_| None)?;
            }
            Deed::EmptyTrash
        }
        Change::Read { articles, read } => {
            for article in articles {
                push(Key::Read(article), &|_| read.then_some(Record::Read))?;
            }
            Deed::Read
        }
        Change::Date { article, day } => {
            push(Key::Date(article), &|_| day.map(Record::Date))?;
            Deed::Date
        }
        Change::Correct(correction) => {
            let id = CorrectionId(digest(&[&at.to_rfc3339(), &format!("{correction:?}")]));
            let record = Record::Correction(Corrected { id: id.clone(), at, correction });
            push(Key::Correction(id), &|_| Some(record.clone()))?;
            Deed::Correct
        }
        Change::Withdraw(id) => {
            push(Key::Correction(id), &|_| None)?;
            Deed::Withdraw
        }
    };
    if deed == Deed::Keep && edits.iter().any(|edit| edit.before.is_some()) {
        deed = Deed::Edit;
    }
    Ok(Entry { deed, edits })
}

/// Which way a step goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Way {
    Back,
    Forth,
}

/// Does a step of the journal back or forth. `Ok(false)`, and nothing changed, where a piece is no longer
/// as the step left it.
pub(super) fn walk<S: Shelf>(shelf: &mut S, entry: &Entry, way: Way) -> Result<bool, S::Error> {
    for edit in &entry.edits {
        let left = match way {
            Way::Back => &edit.after,
            Way::Forth => &edit.before,
        };
        if !same(shelf.get(&edit.key)?.as_ref(), left.as_ref()) {
            return Ok(false);
        }
    }
    for edit in &entry.edits {
        let goal = match way {
            Way::Back => &edit.before,
            Way::Forth => &edit.after,
        };
        shelf.set(&edit.key, goal.as_ref())?;
    }
    Ok(true)
}

/// What a step tells about itself.
pub(super) fn step(entry: &Entry) -> Step {
    let article = entry.edits.first().and_then(|edit| {
        match (&edit.key, edit.after.as_ref().or(edit.before.as_ref())) {
            (Key::Read(article) | Key::Date(article), _) => Some(article.clone()),
            (Key::Bookmark(_), Some(Record::Bookmark(bookmark))) => Some(bookmark.article.clone()),
            _ => None,
        }
    });
    Step { deed: entry.deed, changed: entry.edits.len(), article }
}

/// Whether two states of a piece are the same to the reader: a bookmark may have been found again meanwhile.
fn same(one: Option<&Record>, other: Option<&Record>) -> bool {
    match (one, other) {
        (Some(Record::Bookmark(one)), Some(Record::Bookmark(other))) => {
            let mut one = one.clone();
            one.place = other.place;
            one == *other
        }
        _ => one == other,
    }
}

fn moved(was: Option<&Record>, trashed: Option<DateTime<Utc>>) -> Option<Record> {
    match was {
        Some(Record::Bookmark(bookmark)) if bookmark.trashed.is_some() != trashed.is_some() => {
            Some(Record::Bookmark(Box::new(Bookmark { trashed, ..(**bookmark).clone() })))
        }
        other => other.cloned(),
    }
}

fn tidy(mut bookmark: Bookmark) -> Bookmark {
    bookmark.tags.sort();
    bookmark.tags.dedup();
    bookmark
}

/// Why a step could not be undone or done again.
pub(super) const OVERTAKEN: &str = "problem.overtaken";

/// The text in which a bookmark's place was looked for, as far as the bookmark itself tells.
pub(super) fn placed(bookmark: &Bookmark) -> Option<RevisionId> {
    bookmark.place.span().map(|_| bookmark.anchor.revision.clone())
}
