//! A library in one SQLite file. Never lets a row of SQL out.
#![allow(clippy::disallowed_methods, reason = "a library is a file")]

mod aside;
mod backup;
mod bookmarks;
mod check;
mod codec;
mod credits;
mod fault;
mod find;
mod intake;
mod links;
mod mend;
mod near;
mod open;
mod page;
mod reader;
mod restore;
mod salvage;
mod series;
mod settings;
mod threads;
mod timeline;

use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

use chrono::{DateTime, Utc};
use rusqlite::{Connection, Transaction, TransactionBehavior};

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
use crate::store::change::{self, Change, Corrected, Step};
use crate::store::error::{Error, Result};
use crate::store::intake::{Credit, Features, Findings, Incoming, Put, Revision, Stamp};
use crate::store::library::{About, Library, Seen, Side};
pub use check::{Found, Mend, check};
pub use mend::{Mended, mend};
use open::ReadOnly;
pub use open::create_new_file;
pub use restore::restore;

/// A handle on a library file. Any number of handles, in this and other processes, may be open at once.
#[derive(Debug)]
pub struct SqliteLibrary {
    conn: Connection,
    path: PathBuf,
    read_only: Option<ReadOnly>,
}

/// How surely a write is on the disk when it is done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Safety {
    /// Survives a loss of power: the reader's own data.
    Synced,
    /// May be lost with the power, and is then made again from the articles.
    Remade,
}

impl SqliteLibrary {
    /// Opens a library; makes it, with its folder, where there is none.
    ///
    /// A library that cannot be written is opened for reading: [`About::read_only`] says why.
    ///
    /// # Errors
    ///
    /// [`Error::Foreign`] for a file of another program, [`Error::Damaged`] for one that was cut off or whose
    /// content cannot be read, [`Error::Unreachable`] where the system refuses. None of them was written to.
    pub fn open(path: &Path) -> Result<Self> {
        let path = open::real(path);
        let opened = open::open(&path)?;
        Ok(Self { conn: opened.conn, path, read_only: opened.read_only })
    }

    /// Copies the whole library into a new file, while others may go on reading and writing.
    ///
    /// # Errors
    ///
    /// [`Error::Exists`] where the file is there already; nothing is ever written over.
    pub fn backup(&self, to: &Path) -> Result<()> {
        backup::copy(&self.conn, to)
    }

    /// Makes sure that it may be written; where it could not when it was opened, tries again.
    fn writable(&mut self) -> Result<()> {
        match &self.read_only {
            Some(ReadOnly::Newer(found)) => {
                Err(Error::Newer { path: self.path.clone(), found: *found, known: open::FORM })
            }
            Some(ReadOnly::Denied(_)) => {
                self.conn = open::reconnect(&self.path)?;
                self.read_only = None;
                Ok(())
            }
            None => Ok(()),
        }
    }

    fn told(&self, error: &rusqlite::Error) -> Error {
        fault::told(&self.path, error)
    }

    /// Reads within one snapshot.
    fn read<T>(&self, act: impl FnOnce(&Connection) -> rusqlite::Result<T>) -> Result<T> {
        let within = || {
            let snapshot = self.conn.unchecked_transaction()?;
            let answer = act(&snapshot)?;
            snapshot.commit()?;
            Ok(answer)
        };
        within().map_err(|error| self.told(&error))
    }

    /// Writes wholly or not at all.
    fn write<T>(
        &mut self,
        safety: Safety,
        act: impl FnOnce(&Transaction<'_>) -> rusqlite::Result<T>,
    ) -> Result<T> {
        self.writable()?;
        let within = |conn: &mut Connection| {
            let synchronous = if safety == Safety::Synced { "full" } else { "normal" };
            conn.pragma_update(None, "synchronous", synchronous)?;
            let transaction = conn.transaction_with_behavior(TransactionBehavior::Immediate)?;
            let answer = act(&transaction)?;
            transaction.commit()?;
            Ok(answer)
        };
        within(&mut self.conn).map_err(|error| fault::told(&self.path, &error))
    }

    fn walk(&mut self, way: change::Way) -> Result<Option<Step>> {
        let went = self.write(Safety::Synced, |db| reader::walk(db, way))?;
        match went {
            reader::Went::Nowhere => Ok(None),
            reader::Went::Step(step) => Ok(Some(step)),
            reader::Went::Overtaken => {
                Err(Error::Conflict { path: self.path.clone(), what: Said::text(change::OVERTAKEN) })
            }
        }
    }
}

impl Library for SqliteLibrary {
    fn another(&self) -> Result<Box<dyn Library>> {
        Ok(Box::new(Self::open(&self.path)?))
    }

    fn about(&self) -> Result<About> {
        let (articles, bookmarks) = self.read(timeline::counts)?;
        let read_only = self.read_only.as_ref().map(|reason| match reason {
            ReadOnly::Newer(found) => Said::text("found.newer")
                .with("found", found.to_string())
                .with("known", open::FORM.to_string()),
            ReadOnly::Denied(why) => why.clone(),
        });
        Ok(About { path: self.path.clone(), articles, bookmarks, read_only })
    }

    fn stamp(&self) -> Result<u64> {
        self.conn.query_row("PRAGMA data_version", [], |row| row.get(0)).map_err(|error| self.told(&error))
    }

    fn source(&self, path: &str) -> Result<Option<Stamp>> {
        intake::source(&self.conn, path).map_err(|error| self.told(&error))
    }

    fn put_articles(&mut self, batch: &[Incoming], at: DateTime<Utc>) -> Result<Vec<Put>> {
        let lines = find::lines(batch);
        self.write(Safety::Remade, |db| {
            batch.iter().zip(&lines).map(|(one, lines)| intake::put(db, one, lines, at)).collect()
        })
    }

    fn note_source(&mut self, path: &str, stamp: &Stamp) -> Result<()> {
        self.write(Safety::Remade, |db| intake::note_source(db, path, stamp))
    }

    fn unsearched(&self, version: &str, limit: usize) -> Result<Vec<Row>> {
        self.read(|db| intake::unsearched(db, version, limit))
    }

    fn put_findings(&mut self, batch: &[Findings]) -> Result<()> {
        self.write(Safety::Remade, |db| batch.iter().try_for_each(|one| intake::put_findings(db, one)))
    }

    fn each_features(&self, take: &mut dyn FnMut(Features) -> ControlFlow<()>) -> Result<()> {
        self.read(|db| intake::each_features(db, take))
    }

    fn linking(&self) -> Result<Linking> {
        self.read(links::linking)
    }

    fn put_linking(&mut self, linking: &Linking) -> Result<()> {
        self.write(Safety::Remade, |db| links::put_linking(db, linking))
    }

    fn put_linking_in_parts(
        &mut self,
        linking: &Linking,
        told: &mut dyn FnMut(usize, usize) -> ControlFlow<()>,
    ) -> Result<ControlFlow<()>> {
        let mut writing = self.read(|db| links::Writing::begin(db, linking))?;
        while self.write(Safety::Remade, |db| writing.go_on(db))? {
            let (done, of) = writing.far();
            if told(done, of).is_break() {
                return Ok(ControlFlow::Break(()));
            }
        }
        Ok(ControlFlow::Continue(()))
    }

    fn put_keys(&mut self, batch: &[(Row, Vec<u32>)]) -> Result<()> {
        self.write(Safety::Remade, |db| near::put_keys(db, batch))
    }

    fn near(&self, keys: &[u32], limit: usize) -> Result<Vec<Row>> {
        self.read(|db| near::near(db, keys, limit))
    }

    fn features_of(&self, rows: &[Row]) -> Result<Vec<(Row, Vec<u8>)>> {
        self.read(|db| near::features_of(db, rows))
    }

    fn linking_of(&self, rows: &[Row]) -> Result<Linking> {
        self.read(|db| near::linking_of(db, rows))
    }

    fn grow_linking(&mut self, grown: &Linking, new: &[Row]) -> Result<()> {
        self.write(Safety::Remade, |db| near::grow_linking(db, grown, new))
    }

    fn rarity(&self) -> Result<Option<Vec<u8>>> {
        self.read(near::rarity)
    }

    fn put_rarity(&mut self, bytes: &[u8]) -> Result<()> {
        self.write(Safety::Remade, |db| near::put_rarity(db, bytes))
    }

    fn timeline(&self) -> Result<Vec<TimelineEntry>> {
        self.read(timeline::timeline)
    }

    fn summaries(&self, rows: &[Row]) -> Result<Vec<ArticleSummary>> {
        self.read(|db| timeline::summaries(db, rows))
    }

    fn page(&self, row: Row) -> Result<Option<ArticlePage>> {
        self.read(|db| page::page(db, row))
    }

    fn row_of(&self, article: &ArticleId) -> Result<Option<Row>> {
        self.read(|db| page::row_of(db, article))
    }

    fn revisions(&self, row: Row) -> Result<Vec<Revision>> {
        self.read(|db| page::revisions(db, row))
    }

    fn tracked(&self) -> Result<Vec<Tracked>> {
        self.read(series::tracked)
    }

    fn arrived(&self, after: Option<u64>) -> Result<Arrived> {
        self.read(|db| timeline::arrived(db, after))
    }

    fn text(&self, row: Row, revision: &RevisionId) -> Result<Option<String>> {
        self.read(|db| page::text(db, row, revision))
    }

    fn thread(&self, thread: &ThreadId) -> Result<Option<ThreadPage>> {
        self.read(|db| threads::page(db, thread))
    }

    fn threads(&self) -> Result<Vec<ThreadRow>> {
        self.read(threads::ledger)
    }

    fn search(&self, query: &Query, order: Order) -> Result<Vec<Row>> {
        self.read(|db| find::search(db, query, order))
    }

    fn snippets(&self, query: &Query, rows: &[Row]) -> Result<Vec<Snippet>> {
        self.read(|db| find::snippets(db, query, rows))
    }

    fn titles(&self, typed: &str, limit: usize) -> Result<Vec<Hit<Row>>> {
        self.read(|db| find::titles(db, typed, limit))
    }

    fn change(&mut self, change: Change, at: DateTime<Utc>) -> Result<Step> {
        self.write(Safety::Synced, |db| reader::change(db, change, at))
    }

    fn undo(&mut self) -> Result<Option<Step>> {
        self.walk(change::Way::Back)
    }

    fn redo(&mut self) -> Result<Option<Step>> {
        self.walk(change::Way::Forth)
    }

    fn bookmarks(&self, side: Side) -> Result<Vec<BookmarkRow>> {
        self.read(|db| bookmarks::bookmarks(db, side))
    }

    fn unplaced(&self) -> Result<Vec<Bookmark>> {
        self.read(bookmarks::unplaced)
    }

    fn adopt(&mut self) -> Result<usize> {
        let waiting = self.read(bookmarks::waiting)?;
        if waiting.is_empty() {
            return Ok(0);
        }
        self.write(Safety::Synced, |db| bookmarks::adopt(db, &waiting))
    }

    fn note_credits(&mut self, credits: &[Credit]) -> Result<()> {
        self.write(Safety::Synced, |db| credits::note_credits(db, credits))
    }

    fn place(&mut self, revision: &RevisionId, places: &[(BookmarkId, Place)]) -> Result<()> {
        self.write(Safety::Remade, |db| bookmarks::place(db, revision, places))
    }

    fn tags(&self) -> Result<Vec<(String, usize)>> {
        self.read(bookmarks::tags)
    }

    fn corrections(&self) -> Result<Vec<Corrected>> {
        self.read(reader::corrections)
    }

    fn note_reading(&mut self, row: Row, position: usize, seen: Seen) -> Result<()> {
        self.write(Safety::Remade, |db| settings::note_reading(db, row, position, seen))
    }

    fn setting(&self, key: &str) -> Result<Option<String>> {
        self.read(|db| settings::setting(db, key))
    }

    fn set_setting(&mut self, key: &str, value: Option<&str>) -> Result<()> {
        self.write(Safety::Remade, |db| settings::set_setting(db, key, value))
    }
}
