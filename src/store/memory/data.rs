//! What a library in memory holds.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, NaiveDate, Utc};

use crate::base::id::{ArticleId, BookmarkId, CorrectionId, EventId, RevisionId};
use crate::model::article::{Article, Dated, Evidence};
use crate::model::bookmark::{Bookmark, Place};
use crate::model::extraction::Extraction;
use crate::model::thread::Linking;
use crate::model::view::Row;
use crate::store::change::{Corrected, Entry};
use crate::store::intake::{Credit, Stamp};

/// All of it.
#[derive(Debug, Default)]
pub(super) struct Data {
    /// The article of row `n` stands at `n - 1`.
    pub(super) articles: Vec<Held>,
    /// State of each file.
    pub(super) files: BTreeMap<String, Stamp>,
    /// Article of each part of a file.
    pub(super) sources: BTreeMap<(String, String), Row>,
    pub(super) linking: Linking,
    /// Number of each event ever seen.
    pub(super) events: BTreeMap<EventId, u32>,
    pub(super) bookmarks: BTreeMap<BookmarkId, Kept>,
    pub(super) dates: BTreeMap<ArticleId, NaiveDate>,
    pub(super) read: BTreeSet<ArticleId>,
    /// Where the reader was, and in which text.
    pub(super) positions: BTreeMap<ArticleId, (RevisionId, usize)>,
    pub(super) corrections: BTreeMap<CorrectionId, Corrected>,
    pub(super) credits: BTreeMap<ArticleId, Credit>,
    pub(super) settings: BTreeMap<String, String>,
    /// How many texts have come in.
    pub(super) arrivals: u64,
    pub(super) journal: Vec<Entry>,
    /// How many steps at the end of the journal are undone.
    pub(super) undone: usize,
    pub(super) writes: u64,
}

/// One article.
#[derive(Debug)]
pub(super) struct Held {
    pub(super) article: Article,
    /// Every text but the present one.
    pub(super) texts: Vec<(RevisionId, String)>,
    /// When each text first came in, in order of that.
    pub(super) seen: Vec<(RevisionId, DateTime<Utc>)>,
    /// Which of all texts that ever came the present one is.
    pub(super) arrival: u64,
    /// What was found, under which version and with which features.
    pub(super) found: Option<(String, Extraction, Vec<u8>)>,
    /// Title and body as a search takes them in.
    pub(super) lines: (String, String),
}

/// One bookmark and the text in which its place was looked for.
#[derive(Debug)]
pub(super) struct Kept {
    pub(super) bookmark: Bookmark,
    pub(super) placed: Option<RevisionId>,
    /// Its place in the order of making.
    pub(super) seq: usize,
}

impl Kept {
    /// The bookmark as it stands in a text: nowhere, where it was not looked for there.
    pub(super) fn within(&self, present: &RevisionId) -> Bookmark {
        let known = self.placed.as_ref() == Some(present);
        Bookmark { place: if known { self.bookmark.place } else { Place::Orphan }, ..self.bookmark.clone() }
    }
}

impl Held {
    pub(super) fn text(&self, revision: &RevisionId) -> Option<&str> {
        if self.article.revision == *revision {
            return Some(&self.article.text);
        }
        self.texts.iter().find(|(id, _)| id == revision).map(|(_, text)| text.as_str())
    }
}

impl Data {
    pub(super) fn held(&self, row: Row) -> Option<&Held> {
        self.articles.get(usize::try_from(row.0).ok()?.checked_sub(1)?)
    }

    pub(super) fn held_mut(&mut self, row: Row) -> Option<&mut Held> {
        self.articles.get_mut(usize::try_from(row.0).ok()?.checked_sub(1)?)
    }

    pub(super) fn rows(&self) -> impl Iterator<Item = (Row, &Held)> {
        (1..).map(Row).zip(&self.articles)
    }

    pub(super) fn row_of(&self, article: &ArticleId) -> Option<Row> {
        self.rows().find(|(_, held)| held.article.id == *article).map(|(row, _)| row)
    }

    /// The article with the date that the reader gave it.
    pub(super) fn dated(&self, held: &Held) -> Article {
        let mut article = held.article.clone();
        if let Some(day) = self.dates.get(&article.id) {
            let hand = Dated { day: *day, time: None, evidence: Evidence::Hand, span: None };
            article.dates.insert(0, hand.clone());
            article.date = Some(hand);
        }
        article
    }

    /// The publication day, the reader's own first.
    pub(super) fn day(&self, held: &Held) -> Option<NaiveDate> {
        self.dates.get(&held.article.id).copied().or_else(|| held.article.day())
    }
}
