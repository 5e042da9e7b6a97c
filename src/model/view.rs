//! What a screen or a list needs of the library: the shapes that `store` answers with and `app` keeps.

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

use crate::base::id::{ArticleId, EventId, MentionId, ThreadId};
use crate::base::span::Span;
use crate::base::when::When;
use crate::model::article::{Article, Evidence};
use crate::model::bookmark::Bookmark;
use crate::model::extraction::Extraction;
use crate::model::figure::Series;
use crate::model::lang::Lang;
use crate::model::mention::{Kind, Stage};
use crate::model::thread::{Course, Related, Step};

/// Row number of an article in its library: small and fast, never shown, not stable between libraries.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Row(pub i64);

/// The least a timeline must know of each article, kept in memory for all of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TimelineEntry {
    /// Which article.
    pub row: Row,
    /// Publication day.
    pub day: Option<NaiveDate>,
    /// Number of its event within the library, equal for articles about one happening.
    pub event: Option<u32>,
    /// Whether it was read.
    pub read: bool,
    /// Whether it holds bookmarks.
    pub marked: bool,
}

/// One line of the timeline, loaded for what is on the screen.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ArticleSummary {
    /// Row number.
    pub row: Row,
    /// Stable id.
    pub id: ArticleId,
    /// Title, made safe for one line.
    pub title: String,
    /// Publication day.
    pub day: Option<NaiveDate>,
    /// What the day rests on.
    pub evidence: Option<Evidence>,
    /// Outlet.
    pub outlet: Option<String>,
    /// Language.
    pub lang: Lang,
    /// Its event.
    pub event: Option<EventId>,
    /// Number of initiatives mentioned.
    pub initiatives: u32,
    /// Number of bookmarks.
    pub bookmarks: u32,
    /// Words in the body.
    pub words: u32,
    /// Whether it was read.
    pub read: bool,
    /// Whether its publisher has changed its text since it came.
    pub revised: bool,
}

/// All that the reading pane and the side pane need for one article.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ArticlePage {
    /// Row number.
    pub row: Row,
    /// The article with its text.
    pub article: Article,
    /// What was found in it.
    pub extraction: Extraction,
    /// The threads of its mentions, each once, in order of their first mention here.
    pub threads: Vec<ThreadCard>,
    /// For each mention of `extraction.mentions`, the index of its thread in `threads`; `None` before linking.
    pub thread_of: Vec<Option<usize>>,
    /// Bookmarks in it, trash left out, in order of place.
    pub bookmarks: Vec<Bookmark>,
    /// Where the reader was: a byte of the text that stood at the top of the pane.
    pub position: Option<usize>,
    /// Whether it was read.
    pub read: bool,
    /// When its present text came, where it had another one before.
    pub revised: Option<DateTime<Utc>>,
    /// Figures over time that it adds to.
    pub series: Vec<Series>,
}

/// A figure over time, with where each of its points is told.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Tracked {
    /// The figure.
    pub series: Series,
    /// The articles of its points, in their order; `None` for one that is not in the library any more.
    pub sources: Vec<Option<Told>>,
}

/// An article that tells a figure.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Told {
    /// The article.
    pub row: Row,
    /// Its outlet, else its title.
    pub outlet: String,
    /// Its language.
    pub lang: Lang,
}

/// What has come into a library since a point in its history.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Arrived {
    /// The present point; grows with every text that comes, whatever the clock says.
    pub mark: u64,
    /// Articles whose present text came after the point that was asked for.
    pub rows: Vec<Row>,
}

/// A thread as the side pane shows it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ThreadCard {
    /// Which thread.
    pub id: ThreadId,
    /// Name in each language.
    pub labels: Vec<(Lang, String)>,
    /// Its mentions in order of time, then of place: every one on the page of the thread; beside an article
    /// those nearest to it in time, some hundreds at most.
    pub mentions: Vec<CrossRef>,
    /// Number of its mentions in the library.
    pub total: usize,
    /// Stage history.
    pub steps: Vec<Step>,
    /// Latest target time.
    pub target: Option<When>,
    /// Related threads with their names.
    pub related: Vec<(Related, String)>,
}

/// One mention as other articles see it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct CrossRef {
    /// Row of the article.
    pub row: Row,
    /// The article.
    pub article: ArticleId,
    /// The mention.
    pub mention: MentionId,
    /// Publication day of the article.
    pub day: Option<NaiveDate>,
    /// Outlet of the article.
    pub outlet: Option<String>,
    /// Title of the article.
    pub title: String,
    /// Language of the article.
    pub lang: Lang,
    /// Stage that it tells.
    pub stage: Stage,
    /// Kind.
    pub kind: Kind,
    /// Actor.
    pub actor: Option<String>,
    /// When, as it states.
    pub when: Option<When>,
    /// Where in the article.
    pub span: Span,
    /// The passage.
    pub quote: String,
}

/// One line of the ledger of all threads.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ThreadRow {
    /// Which thread.
    pub id: ThreadId,
    /// Name in each language.
    pub labels: Vec<(Lang, String)>,
    /// How far it is: the stage of its latest step.
    pub stage: Option<Stage>,
    /// Whether it goes on, as the latest step says.
    pub course: Course,
    /// What it is: the kind most of its mentions name, the earlier one where they are even.
    pub kind: Option<Kind>,
    /// Who took the latest step that names somebody.
    pub actor: Option<String>,
    /// Latest target time.
    pub target: Option<When>,
    /// Number of mentions.
    pub mentions: u32,
    /// Number of articles.
    pub articles: u32,
    /// Outlets of its articles, sorted, each once.
    pub outlets: Vec<String>,
    /// Day of the first dated mention.
    pub first: Option<NaiveDate>,
    /// Day of the last dated mention.
    pub last: Option<NaiveDate>,
}

/// A whole thread for its own page.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ThreadPage {
    /// The card.
    pub card: ThreadCard,
    /// Figures that its mentions tell, each over time.
    pub series: Vec<Series>,
    /// The reader's own passages in its mentions.
    pub bookmarks: Vec<Bookmark>,
}

/// A bookmark with what a list shows of its article.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct BookmarkRow {
    /// The bookmark.
    pub bookmark: Bookmark,
    /// Row of the article; `None` where it is not in the library.
    pub row: Option<Row>,
    /// Title of the article as last known.
    pub title: String,
    /// Outlet.
    pub outlet: Option<String>,
    /// Publication day.
    pub day: Option<NaiveDate>,
    /// Address of the original.
    pub url: Option<String>,
    /// Language.
    pub lang: Lang,
    /// Threads whose mentions it overlaps.
    pub threads: Vec<ThreadId>,
}
