//! What a library can be asked and told. Never how it keeps things.

use std::ops::ControlFlow;
use std::path::PathBuf;

use chrono::{DateTime, Utc};

use crate::base::id::{ArticleId, BookmarkId, RevisionId, ThreadId};
use crate::base::said::Said;
use crate::model::bookmark::{Bookmark, Place};
use crate::model::thread::Linking;
use crate::model::view::{
    Arrived, ArticlePage, ArticleSummary, BookmarkRow, Row, ThreadPage, ThreadRow, TimelineEntry, Tracked,
};
use crate::search::fuzzy::Hit;
use crate::search::query::{Order, Query};
use crate::search::snippet::Snippet;
use crate::store::change::{Change, Corrected, Step};
use crate::store::error::Result;
use crate::store::intake::{Credit, Features, Findings, Incoming, Put, Revision, Stamp};

/// A library of articles. Synchronous; one handle a thread, as many handles as there are threads.
///
/// Nothing is ever deleted by it but the trash, when [`Change::EmptyTrash`] asks for that. Every method that
/// writes is one transaction: it happens wholly or not at all. Times are given, never taken from a clock.
///
/// # Errors
///
/// Every method fails as [`Error`](crate::store::error::Error) tells: the file cannot be reached, is busy,
/// full, damaged or only readable.
#[allow(clippy::missing_errors_doc, reason = "said once for all methods")]
pub trait Library: Send {
    /// Another handle on the same library, for another thread.
    fn another(&self) -> Result<Box<dyn Library>>;

    /// What the library is.
    fn about(&self) -> Result<About>;

    /// A number that differs whenever another handle or program has written since this handle looked last.
    fn stamp(&self) -> Result<u64>;

    // Intake.

    /// The state of a file when it was read last; where it holds several articles, that of the file.
    fn source(&self, path: &str) -> Result<Option<Stamp>>;

    /// Puts articles in, one answer each, in order.
    ///
    /// An article is known by its source, else by its text, else by its id. What is known keeps its row
    /// and its id.
    fn put_articles(&mut self, batch: &[Incoming], at: DateTime<Utc>) -> Result<Vec<Put>>;

    /// Notes the present stamp of a file whose articles are all unchanged, or which holds none.
    fn note_source(&mut self, path: &str, stamp: &Stamp) -> Result<()>;

    /// Articles whose present text was not looked at under this version, oldest rows first, at most `limit`.
    fn unsearched(&self, version: &str, limit: usize) -> Result<Vec<Row>>;

    /// Puts in what was found. Replaces what was found before.
    fn put_findings(&mut self, batch: &[Findings]) -> Result<()>;

    /// Hands out the features of every article, by row, until told to stop. Only one is in memory at a time.
    fn each_features(&self, take: &mut dyn FnMut(Features) -> ControlFlow<()>) -> Result<()>;

    /// Threads, events and series as they were put in last.
    fn linking(&self) -> Result<Linking>;

    /// Replaces threads, events and series.
    fn put_linking(&mut self, linking: &Linking) -> Result<()>;

    /// The same for many of them: writes in parts, so that others can write between two, and tells how many are
    /// written of how many. Where that breaks off, some are as they were, until linking is put in again.
    fn put_linking_in_parts(
        &mut self,
        linking: &Linking,
        told: &mut dyn FnMut(usize, usize) -> ControlFlow<()>,
    ) -> Result<ControlFlow<()>> {
        let _ = told;
        self.put_linking(linking).map(|()| ControlFlow::Continue(()))
    }

    // What lies near an article. A library that keeps no index answers that it knows nothing; all articles are
    // then linked anew.

    /// Notes the keys by which these articles are found near others.
    fn put_keys(&mut self, batch: &[(Row, Vec<u32>)]) -> Result<()> {
        let _ = batch;
        Ok(())
    }

    /// The articles that share most of these keys, rare keys counting more, best first, at most `limit`.
    fn near(&self, keys: &[u32], limit: usize) -> Result<Vec<Row>> {
        let _ = (keys, limit);
        Ok(Vec::new())
    }

    /// The features of these articles as they were put in, in their order; none for an article without.
    fn features_of(&self, rows: &[Row]) -> Result<Vec<(Row, Vec<u8>)>> {
        let _ = rows;
        Ok(Vec::new())
    }

    /// The threads, events and series that these articles take part in, each whole.
    fn linking_of(&self, rows: &[Row]) -> Result<Linking> {
        let _ = rows;
        Ok(Linking::default())
    }

    /// Puts in threads, events and series that are new or have grown by these articles; all others stay.
    fn grow_linking(&mut self, grown: &Linking, new: &[Row]) -> Result<()> {
        let _ = (grown, new);
        Ok(())
    }

    /// How much each word tells, as it was put in last.
    fn rarity(&self) -> Result<Option<Vec<u8>>> {
        Ok(None)
    }

    /// Notes how much each word tells.
    fn put_rarity(&mut self, bytes: &[u8]) -> Result<()> {
        let _ = bytes;
        Ok(())
    }

    // Reading.

    /// All articles in order of time, undated ones last.
    fn timeline(&self) -> Result<Vec<TimelineEntry>>;

    /// The lines for these rows, in their order; a row that is not there is left out.
    fn summaries(&self, rows: &[Row]) -> Result<Vec<ArticleSummary>>;

    /// One article with all that its panes need.
    fn page(&self, row: Row) -> Result<Option<ArticlePage>>;

    /// The row of an article.
    fn row_of(&self, article: &ArticleId) -> Result<Option<Row>>;

    /// The texts an article has and had, the present one first, then the latest first.
    fn revisions(&self, row: Row) -> Result<Vec<Revision>>;

    /// One text that an article has or had.
    fn text(&self, row: Row, revision: &RevisionId) -> Result<Option<String>>;

    /// What has come after a point in the library's history; with `None` only the present point.
    fn arrived(&self, after: Option<u64>) -> Result<Arrived>;

    /// Figures that are told for more than one time, with where each point is told.
    fn tracked(&self) -> Result<Vec<Tracked>>;

    /// One thread with its page; an id that is retired answers with the thread that took its place.
    fn thread(&self, thread: &ThreadId) -> Result<Option<ThreadPage>>;

    /// All threads, by first mention.
    fn threads(&self) -> Result<Vec<ThreadRow>>;

    // Finding.

    /// The articles that a query finds, in the asked order.
    fn search(&self, query: &Query, order: Order) -> Result<Vec<Row>>;

    /// Where these articles meet a query, one for each row; an empty one for a row that is not there.
    fn snippets(&self, query: &Query, rows: &[Row]) -> Result<Vec<Snippet>>;

    /// At most `limit` articles whose titles hold the typed letters in order, the best first.
    fn titles(&self, typed: &str, limit: usize) -> Result<Vec<Hit<Row>>>;

    // The reader's data.

    /// Changes the reader's data. What it says is on the disk when this returns.
    fn change(&mut self, change: Change, at: DateTime<Utc>) -> Result<Step>;

    /// Undoes the last step that was not undone; `None` where there is none.
    ///
    /// # Errors
    ///
    /// [`Error::Conflict`](crate::store::error::Error::Conflict) where another window has changed the same
    /// thing since; the step is then forgotten.
    fn undo(&mut self) -> Result<Option<Step>>;

    /// Does again the step that was undone last; `None` where there is none. Errors as [`Library::undo`].
    fn redo(&mut self) -> Result<Option<Step>>;

    /// Bookmarks that lie on the asked side, in the order in which they were made, whatever the clock said.
    fn bookmarks(&self, side: Side) -> Result<Vec<BookmarkRow>>;

    /// Bookmarks, trash included, of articles in the library whose place was not looked for in the present
    /// text: after a new revision, after an import, after an undo.
    fn unplaced(&self) -> Result<Vec<Bookmark>>;

    /// Gives bookmarks that wait for their article to the one that has, or had, the very text they were made
    /// in: the same text may have come under another id. Says how many found one. Not a step of undo.
    fn adopt(&mut self) -> Result<usize>;

    /// Notes what is known of articles that are not here, for the lists of their bookmarks.
    fn note_credits(&mut self, credits: &[Credit]) -> Result<()>;

    /// Notes where bookmarks stand in a text. Not a step of undo.
    fn place(&mut self, revision: &RevisionId, places: &[(BookmarkId, Place)]) -> Result<()>;

    /// All tags in use outside the trash with the number of their bookmarks, by tag.
    fn tags(&self) -> Result<Vec<(String, usize)>>;

    /// Corrections in order of time.
    fn corrections(&self) -> Result<Vec<Corrected>>;

    /// Notes where the reader is in an article and that she has seen it. Not a step of undo.
    fn note_reading(&mut self, row: Row, position: usize, seen: Seen) -> Result<()>;

    /// A value that the program keeps between runs.
    fn setting(&self, key: &str) -> Result<Option<String>>;

    /// Keeps a value between runs; `None` forgets it.
    fn set_setting(&mut self, key: &str, value: Option<&str>) -> Result<()>;
}

/// What a library is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct About {
    /// Its file; empty for one in memory.
    pub path: PathBuf,
    /// Number of articles.
    pub articles: usize,
    /// Number of bookmarks outside the trash.
    pub bookmarks: usize,
    /// Why it cannot be written, where it cannot.
    pub read_only: Option<Said>,
}

/// Which bookmarks are meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Side {
    /// Those kept.
    Kept,
    /// Those in the trash.
    Trash,
}

/// Whether an article counts as read by being looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Seen {
    /// It was looked into; its read mark stays as it is.
    Glanced,
    /// It counts as read.
    Read,
}
