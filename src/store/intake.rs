//! What is put into a library: articles with their sources, findings, features. Plain data.

use chrono::{DateTime, NaiveDate, Utc};

use crate::base::id::{ArticleId, RevisionId};
use crate::model::article::Article;
use crate::model::extraction::Extraction;
use crate::model::lang::Lang;
use crate::model::view::Row;

/// Where an article came from, with what tells a change of it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Source {
    /// Full path of the file, or the address of a feed.
    pub path: String,
    /// For a file that holds several articles: what names this one in it for good (its guid or address).
    /// Empty for a file that is one article.
    pub part: String,
    /// State of the file when it was read.
    pub stamp: Stamp,
}

/// What tells that a file has changed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Stamp {
    /// Length in bytes.
    pub size: u64,
    /// Time of the last change in nanoseconds since 1970.
    pub modified: i64,
    /// Hash of the bytes.
    pub content: String,
}

/// One article on its way in. The library may give it another id: see [`Put::id`].
#[derive(Clone, Debug, PartialEq)]
pub struct Incoming {
    /// The article.
    pub article: Article,
    /// Where it came from.
    pub source: Source,
}

/// What became of an article that was put in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Put {
    /// Its row.
    pub row: Row,
    /// The id under which the library holds it; mentions must be made with this one.
    pub id: ArticleId,
    /// What it was to the library.
    pub outcome: Outcome,
}

/// What an incoming article is to a library.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Outcome {
    /// Not seen before.
    New,
    /// Seen before with this text. Its title, date and blocks are brought up to date.
    Unchanged,
    /// Seen before with another text, which is kept as an old revision.
    Revised,
    /// The same text is in the library from another source: one article, two sources.
    SameAsOther,
}

/// What was found in one article.
#[derive(Clone, Debug, PartialEq)]
pub struct Findings {
    /// The article.
    pub row: Row,
    /// The text that was looked at; findings about another text than the present one are dropped.
    pub revision: RevisionId,
    /// Names the rules and the program that looked; another version asks for another look.
    pub version: String,
    /// What was found.
    pub extraction: Extraction,
    /// What linking wants to know of it, in its own form.
    pub features: Vec<u8>,
}

/// What linking needs of one article.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Features {
    /// Row of the article.
    pub row: Row,
    /// The article.
    pub article: ArticleId,
    /// Publication day.
    pub day: Option<NaiveDate>,
    /// Outlet.
    pub outlet: Option<String>,
    /// Language.
    pub lang: Lang,
    /// Version under which they were made.
    pub version: String,
    /// As they were put in.
    pub bytes: Vec<u8>,
}

/// What is known of an article that may not be in the library.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Credit {
    /// The article.
    pub article: ArticleId,
    /// Its title.
    pub title: String,
    /// Its outlet.
    pub outlet: Option<String>,
    /// Its address.
    pub url: Option<String>,
    /// Its publication day.
    pub day: Option<NaiveDate>,
    /// Its language.
    pub lang: Lang,
}

/// One text that an article has or had.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Revision {
    /// Hash of the text.
    pub id: RevisionId,
    /// When it first came in.
    pub seen: DateTime<Utc>,
    /// Whether it is the present text.
    pub present: bool,
}
