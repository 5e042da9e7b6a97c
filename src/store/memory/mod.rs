//! A library in memory with the behaviour of the real one: for tests, and a check on the real one.

mod data;
mod find;
mod intake;
mod reader;
mod view;

use std::ops::ControlFlow;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use chrono::{DateTime, Utc};

use crate::base::id::{ArticleId, BookmarkId, RevisionId, ThreadId};
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
use crate::store::library::{About, Library, Seen, Side};

/// A library that lives as long as its handles.
#[derive(Clone, Debug, Default)]
pub struct MemoryLibrary {
    data: Arc<Mutex<data::Data>>,
    /// Number of writes by this handle.
    own: u64,
}

impl MemoryLibrary {
    /// An empty library.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    fn read(&self) -> MutexGuard<'_, data::Data> {
        self.data.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn write<T>(&mut self, act: impl FnOnce(&mut data::Data) -> T) -> T {
        self.own += 1;
        let mut data = self.read();
        data.writes += 1;
        act(&mut data)
    }
}

impl Library for MemoryLibrary {
    fn another(&self) -> Result<Box<dyn Library>> {
        Ok(Box::new(Self { data: Arc::clone(&self.data), own: 0 }))
    }

    fn about(&self) -> Result<About> {
        let data = self.read();
        let bookmarks = data.bookmarks.values().filter(|kept| kept.bookmark.trashed.is_none()).count();
        Ok(About { articles: data.articles.len(), bookmarks, ..About::default() })
    }

    fn stamp(&self) -> Result<u64> {
        Ok(self.read().writes - self.own)
    }

    fn source(&self, path: &str) -> Result<Option<Stamp>> {
        Ok(self.read().files.get(path).cloned())
    }

    fn put_articles(&mut self, batch: &[Incoming], at: DateTime<Utc>) -> Result<Vec<Put>> {
        Ok(self.write(|data| batch.iter().map(|one| intake::put(data, one, at)).collect()))
    }

    fn note_source(&mut self, path: &str, stamp: &Stamp) -> Result<()> {
        self.write(|data| data.files.insert(path.to_owned(), stamp.clone()));
        Ok(())
    }

    fn unsearched(&self, version: &str, limit: usize) -> Result<Vec<Row>> {
        Ok(intake::unsearched(&self.read(), version, limit))
    }

    fn put_findings(&mut self, batch: &[Findings]) -> Result<()> {
        self.write(|data| batch.iter().for_each(|one| intake::put_findings(data, one)));
        Ok(())
    }

    fn each_features(&self, take: &mut dyn FnMut(Features) -> ControlFlow<()>) -> Result<()> {
        let all = intake::features(&self.read());
        let _ = all.into_iter().try_for_each(take);
        Ok(())
    }

    fn linking(&self) -> Result<Linking> {
        Ok(self.read().linking.clone())
    }

    fn put_linking(&mut self, linking: &Linking) -> Result<()> {
        self.write(|data| intake::put_linking(data, linking));
        Ok(())
    }

    fn timeline(&self) -> Result<Vec<TimelineEntry>> {
        Ok(view::timeline(&self.read()))
    }

    fn summaries(&self, rows: &[Row]) -> Result<Vec<ArticleSummary>> {
        let data = self.read();
        Ok(rows.iter().filter_map(|row| view::summary(&data, *row)).collect())
    }

    fn page(&self, row: Row) -> Result<Option<ArticlePage>> {
        Ok(view::page(&self.read(), row))
    }

    fn row_of(&self, article: &ArticleId) -> Result<Option<Row>> {
        Ok(self.read().row_of(article))
    }

    fn tracked(&self) -> Result<Vec<Tracked>> {
        Ok(view::tracked(&self.read()))
    }

    fn arrived(&self, after: Option<u64>) -> Result<Arrived> {
        Ok(view::arrived(&self.read(), after))
    }

    fn revisions(&self, row: Row) -> Result<Vec<Revision>> {
        Ok(self.read().held(row).map(intake::revisions).unwrap_or_default())
    }

    fn text(&self, row: Row, revision: &RevisionId) -> Result<Option<String>> {
        Ok(self.read().held(row).and_then(|held| held.text(revision)).map(str::to_owned))
    }

    fn thread(&self, thread: &ThreadId) -> Result<Option<ThreadPage>> {
        Ok(view::thread(&self.read(), thread))
    }

    fn threads(&self) -> Result<Vec<ThreadRow>> {
        Ok(view::threads(&self.read()))
    }

    fn search(&self, query: &Query, order: Order) -> Result<Vec<Row>> {
        Ok(find::search(&self.read(), query, order))
    }

    fn snippets(&self, query: &Query, rows: &[Row]) -> Result<Vec<Snippet>> {
        Ok(find::snippets(&self.read(), query, rows))
    }

    fn titles(&self, typed: &str, limit: usize) -> Result<Vec<Hit<Row>>> {
        Ok(find::titles(&self.read(), typed, limit))
    }

    fn change(&mut self, change: Change, at: DateTime<Utc>) -> Result<Step> {
        Ok(self.write(|data| reader::change(data, change, at)))
    }

    fn undo(&mut self) -> Result<Option<Step>> {
        self.write(reader::undo)
    }

    fn redo(&mut self) -> Result<Option<Step>> {
        self.write(reader::redo)
    }

    fn bookmarks(&self, side: Side) -> Result<Vec<BookmarkRow>> {
        Ok(view::bookmarks(&self.read(), side))
    }

    fn unplaced(&self) -> Result<Vec<Bookmark>> {
        Ok(reader::unplaced(&self.read()))
    }

    fn adopt(&mut self) -> Result<usize> {
        let waiting = reader::waiting(&self.read());
        if waiting.is_empty() {
            return Ok(0);
        }
        Ok(self.write(|data| reader::adopt(data, waiting)))
    }

    fn note_credits(&mut self, credits: &[Credit]) -> Result<()> {
        let named = credits.iter().map(|credit| (credit.article.clone(), credit.clone()));
        self.write(|data| data.credits.extend(named));
        Ok(())
    }

    fn place(&mut self, revision: &RevisionId, places: &[(BookmarkId, Place)]) -> Result<()> {
        self.write(|data| reader::place(data, revision, places));
        Ok(())
    }

    fn tags(&self) -> Result<Vec<(String, usize)>> {
        Ok(reader::tags(&self.read()))
    }

    fn corrections(&self) -> Result<Vec<Corrected>> {
        Ok(reader::corrections(&self.read()))
    }

    fn note_reading(&mut self, row: Row, position: usize, seen: Seen) -> Result<()> {
        self.write(|data| reader::note_reading(data, row, position, seen));
        Ok(())
    }

    fn setting(&self, key: &str) -> Result<Option<String>> {
        Ok(self.read().settings.get(key).cloned())
    }

    fn set_setting(&mut self, key: &str, value: Option<&str>) -> Result<()> {
        self.write(|data| match value {
            Some(value) => data.settings.insert(key.to_owned(), value.to_owned()),
            None => data.settings.remove(key),
        });
        Ok(())
    }
}
