//! A bookmark as it travels: with what tells its article, without its row and present place.

use std::cmp::Ordering;

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

use crate::base::id::{ArticleId, BookmarkId, digest};
use crate::model::bookmark::{Anchor, Bookmark, Mark, Place};
use crate::model::lang::Lang;
use crate::model::view::BookmarkRow;

/// A bookmark outside of its library.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Kept {
    /// Never given twice.
    #[serde(default)]
    pub id: BookmarkId,
    /// Its article.
    #[serde(default)]
    pub article: Source,
    /// What finds the passage again.
    pub anchor: Anchor,
    /// The reader's words.
    #[serde(default)]
    pub note: String,
    /// Tags, sorted, each once.
    #[serde(default)]
    pub tags: Vec<String>,
    /// What kind of mark it is.
    #[serde(default)]
    pub mark: Mark,
    /// When it was made.
    pub created: DateTime<Utc>,
    /// When it was changed last.
    pub changed: DateTime<Utc>,
    /// When it was put into the trash.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub trashed: Option<DateTime<Utc>>,
}

/// What tells an article.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(default)]
pub struct Source {
    /// Its id; empty where another program wrote the text: then its address tells it.
    pub id: ArticleId,
    /// Title as last known.
    pub title: String,
    /// Outlet.
    pub outlet: Option<String>,
    /// Publication day.
    pub date: Option<NaiveDate>,
    /// Address of the original.
    pub url: Option<String>,
    /// Language.
    pub lang: Lang,
}

impl Source {
    /// By date, then title and id.
    pub(super) fn order(&self, other: &Self) -> Ordering {
        let key = |one: &Self| (one.date, one.title.clone(), one.id.clone());
        key(self).cmp(&key(other)).then_with(|| self.cmp(other))
    }
}

impl Kept {
    /// What travels of a row.
    #[must_use]
    pub fn of(row: &BookmarkRow) -> Self {
        let bookmark = &row.bookmark;
        let some = |text: &Option<String>| text.clone().filter(|text| !text.is_empty());
        Self {
            id: bookmark.id.clone(),
            article: Source {
                id: bookmark.article.clone(),
                title: row.title.clone(),
                outlet: some(&row.outlet),
                date: row.day,
                url: some(&row.url),
                lang: row.lang,
            },
            anchor: bookmark.anchor.clone(),
            note: bookmark.note.clone(),
            tags: bookmark.tags.clone(),
            mark: bookmark.mark,
            created: bookmark.created,
            changed: bookmark.changed,
            trashed: bookmark.trashed,
        }
        .tidied()
    }

    /// Whether two say the same of the reader's own: note, tags, kind and passage.
    #[must_use]
    pub fn says_the_same(&self, other: &Self) -> bool {
        let own = |one: &Self| (one.note.clone(), one.tags.clone(), one.mark, one.anchor.quote.clone());
        own(self) == own(other)
    }

    /// The bookmark, waiting for its place.
    #[must_use]
    pub fn bookmark(&self) -> Bookmark {
        Bookmark {
            id: self.id.clone(),
            article: self.article.id.clone(),
            anchor: self.anchor.clone(),
            place: Place::Orphan,
            note: self.note.clone(),
            tags: self.tags.clone(),
            mark: self.mark,
            created: self.created,
            changed: self.changed,
            trashed: self.trashed,
        }
    }

    /// The row of a list, as long as the article is not in the library.
    #[must_use]
    pub fn row(&self) -> BookmarkRow {
        BookmarkRow {
            bookmark: self.bookmark(),
            row: None,
            title: self.article.title.clone(),
            outlet: self.article.outlet.clone(),
            day: self.article.date,
            url: self.article.url.clone(),
            lang: self.article.lang,
            threads: Vec::new(),
        }
    }

    /// The same with tags sorted and each once, and an id made from its content where it has none.
    pub(super) fn tidied(mut self) -> Self {
        self.tags.retain(|tag| !tag.is_empty());
        self.tags.sort();
        self.tags.dedup();
        if self.id.as_str().is_empty() {
            let url = self.article.url.as_deref().unwrap_or_default();
            let anchor = &self.anchor;
            let article = self.article.id.as_str();
            self.id = BookmarkId(digest(&[
                "bookmark",
                article,
                url,
                &anchor.quote,
                &anchor.prefix,
                &anchor.suffix,
                &self.note,
            ]));
        }
        self
    }

    /// By article, then place, then time, then id.
    pub(super) fn order(&self, other: &Self) -> Ordering {
        let place = |one: &Self| (one.anchor.span, one.anchor.code_points, one.created);
        let article = self.article.order(&other.article);
        article.then_with(|| place(self).cmp(&place(other))).then_with(|| self.id.cmp(&other.id))
    }
}
