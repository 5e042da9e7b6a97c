//! Facts that have happened: what the user did, what the library answered. Never a wish.

use chrono::{DateTime, Utc};

use crate::app::effect::RequestId;
use crate::app::key::Key;
use crate::base::problem::Problem;
use crate::model::view::{
    Arrived, ArticlePage, ArticleSummary, BookmarkRow, Row, ThreadPage, ThreadRow, TimelineEntry, Tracked,
};
use crate::search::fuzzy::Hit;
use crate::search::snippet::Snippet;
use crate::store::change::Step;
use crate::store::library::About;
use crate::text::diff::Piece;

/// One fact.
#[derive(Clone, Debug, PartialEq)]
pub enum Event {
    /// A key was pressed.
    Key(Key),
    /// The mouse did something.
    Mouse(Mouse),
    /// The user's own editor was left with this text.
    Edited(String),
    /// Text was pasted.
    Paste(String),
    /// The terminal has this many columns and rows now.
    Resized(u16, u16),
    /// The library answered.
    Reply(RequestId, Reply),
    /// What was asked for could not be done.
    Failed(RequestId, Problem),
    /// Something worth telling happened elsewhere.
    Told(Problem),
    /// The library has other articles than before.
    LibraryChanged,
    /// How far a long work is; `None` when it is over.
    Progress(Option<Progress>),
    /// Nothing has come for a moment, while something waits for that.
    Lull,
}

/// What the library answered.
#[derive(Clone, Debug, PartialEq)]
pub enum Reply {
    /// All articles in order of time.
    Timeline(Vec<TimelineEntry>),
    /// The lines asked for.
    Summaries(Vec<ArticleSummary>),
    /// One article; `None` where it is not there any more.
    Page(Option<Box<ArticlePage>>),
    /// One thread.
    Thread(Option<Box<ThreadPage>>),
    /// All threads.
    Threads(Vec<ThreadRow>),
    /// Bookmarks.
    Bookmarks(Vec<BookmarkRow>),
    /// What the library is.
    About(About),
    /// The tags in use with the number of their bookmarks.
    Tags(Vec<(String, usize)>),
    /// The articles that a query finds, in the asked order.
    Rows(Vec<Row>),
    /// What is known of articles that were found.
    Found(Vec<Found>),
    /// Titles that fit, the best first.
    Titles(Vec<Hit<Row>>),
    /// What the publisher has changed; `None` where there is no such change.
    Revised(Option<Box<Revised>>),
    /// Figures that are told for more than one time.
    Tracked(Vec<Tracked>),
    /// What has come after a point in the library's history.
    Arrived(Arrived),
    /// A value kept between runs.
    Setting(Option<String>),
    /// The reader's data was changed and is on the disk.
    Changed(Step),
    /// A step was undone; `None` where there was none.
    Undone(Option<Step>),
    /// A step was done again; `None` where there was none.
    Redone(Option<Step>),
}

/// An article that was found.
#[derive(Clone, Debug, PartialEq)]
pub struct Found {
    /// Its line.
    pub summary: ArticleSummary,
    /// Where it meets the query.
    pub snippet: Snippet,
}

/// What became of the text of an article between two of its revisions.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Revised {
    /// The article.
    pub row: Row,
    /// Which change, counted back from the latest, from 0.
    pub nth: usize,
    /// Number of changes.
    pub all: usize,
    /// When the text before came, and the text after.
    pub came: (DateTime<Utc>, DateTime<Utc>),
    /// The text before.
    pub before: String,
    /// The text after.
    pub after: String,
    /// What of them differs.
    pub pieces: Vec<Piece>,
}

/// How far a long work is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Progress {
    /// What is being done: a key of the interface texts under `[progress]`.
    pub what: String,
    /// Steps done.
    pub done: usize,
    /// Steps in all; 0 where it is not known.
    pub total: usize,
}

/// Something the mouse did, at a cell of the screen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Mouse {
    /// What.
    pub deed: MouseDeed,
    /// Column, from 0.
    pub column: u16,
    /// Row, from 0.
    pub row: u16,
}

/// What the mouse did.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MouseDeed {
    /// The left button went down.
    Press,
    /// It moved with the left button down.
    Drag,
    /// The left button went up.
    Release,
    /// The right button went down.
    Menu,
    /// The wheel turned down.
    WheelDown,
    /// The wheel turned up.
    WheelUp,
}
