//! I/O that is asked for, as plain data. Never done here.

use crate::base::id::{RevisionId, ThreadId};
use crate::model::bookmark::Bookmark;
use crate::model::view::Row;
use crate::search::query::{Order, Query};
use crate::store::change::Change;
use crate::store::library::{Seen, Side};

/// Number of a request; its reply carries the same one.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct RequestId(pub u64);

/// One thing to be done outside.
#[derive(Clone, Debug, PartialEq)]
pub enum Effect {
    /// A question to the library, answered by `Event::Reply` or `Event::Failed` with the same number.
    Ask(RequestId, Ask),
    /// Notes where the reader is. Not answered; a later one for the same article replaces an earlier one.
    Note {
        /// The article.
        row: Row,
        /// The byte of its text at the top of the pane.
        position: usize,
        /// Whether it counts as read.
        seen: Seen,
    },
    /// Keeps a value between runs. Not answered.
    Keep {
        /// Name of the value.
        key: String,
        /// The value.
        value: String,
    },
    /// Puts text on the clipboard of the terminal.
    Copy(String),
    /// Lends the terminal to the user's own editor with this text, answered by `Event::Edited`.
    Edit(String),
    /// Lends the terminal to the user's own pager with this text.
    Show(String),
    /// Opens a checked address in the browser.
    Browse(String),
    /// Puts the sample into the library.
    Sample,
    /// Follows initiatives anew, after a correction.
    Relink,
    /// Draws the whole screen anew.
    Redraw,
    /// Gives the terminal back until the program is continued.
    Suspend,
    /// Ends the program, after everything noted is on the disk.
    Quit,
}

/// A question to the library, or a change of it.
#[derive(Clone, Debug, PartialEq)]
pub enum Ask {
    /// All articles.
    Timeline,
    /// The timeline's lines of these articles.
    Summaries(Vec<Row>),
    /// One article. A later one replaces one that is not answered yet.
    Page(Row),
    /// One thread.
    Thread(ThreadId),
    /// All threads.
    Threads,
    /// Bookmarks.
    Bookmarks(Side),
    /// The articles that a query finds. A later one replaces one that is not answered yet.
    Search(Query, Order),
    /// What is known of these articles, and where they meet a query.
    Found(Query, Vec<Row>),
    /// At most so many articles whose titles hold these letters. A later one replaces an earlier one.
    Titles(String, usize),
    /// What the publisher has changed in an article; which change, counted back from the latest, from 0.
    Revised(Row, usize),
    /// Figures that are told for more than one time.
    Tracked,
    /// The place a bookmark has moved to, in this text, is not the one that was kept.
    Reject(Box<Bookmark>, RevisionId),
    /// What has come after a point in the library's history.
    Arrived(Option<u64>),
    /// What the library is, and whether it can be written.
    About,
    /// The tags in use.
    Tags,
    /// A value kept between runs.
    Setting(String),
    /// Changes the reader's data.
    Change(Change),
    /// Undoes the last change.
    Undo,
    /// Does it again.
    Redo,
}

/// Effects in the order in which they were asked for.
#[derive(Clone, Debug, Default, PartialEq)]
#[must_use = "effects must be carried out"]
pub struct Effects {
    list: Vec<Effect>,
}

impl Effects {
    /// Adds one.
    pub fn push(&mut self, effect: Effect) {
        self.list.push(effect);
    }

    /// All of them.
    #[must_use]
    pub fn into_vec(self) -> Vec<Effect> {
        self.list
    }

    /// All of them, to look at.
    #[must_use]
    pub fn as_slice(&self) -> &[Effect] {
        &self.list
    }
}

/// Gives out the numbers of requests.
#[derive(Clone, Debug, Default)]
pub struct Requests {
    last: u64,
}

impl Requests {
    /// How many were asked so far.
    #[must_use]
    pub const fn count(&self) -> u64 {
        self.last
    }

    /// Adds a question to the effects and says its number.
    pub fn ask(&mut self, ask: Ask, effects: &mut Effects) -> RequestId {
        self.last += 1;
        let id = RequestId(self.last);
        effects.push(Effect::Ask(id, ask));
        id
    }
}
