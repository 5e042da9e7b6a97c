//! All that the reader knows. Never changes by itself.

use chrono::{DateTime, Utc};

use crate::app::effect::{RequestId, Requests};
use crate::app::jumps::{Jumps, Page, Spot};
use crate::app::key::Key;
use crate::app::keymap::Scope;
use crate::app::layout::{Edge, Frame, Layout, Pane, Size, Widths, Wish, frame, layout};
use crate::app::panes::bookmarks::Bookmarks;
use crate::app::panes::changes::Changes;
use crate::app::panes::figures::Figures;
use crate::app::panes::help::Help;
use crate::app::panes::ledger::Ledger;
use crate::app::panes::menu::Menu;
use crate::app::panes::note::Note;
use crate::app::panes::picker::{Kind, Picker};
use crate::app::panes::reading::{Reading, Target};
use crate::app::panes::side::Side;
use crate::app::panes::tagging::Tagging;
use crate::app::panes::thread::ThreadView;
use crate::app::panes::timeline::Timeline;
use crate::app::panes::typed::Typed;
use crate::app::status::Status;
use crate::base::said::Said;
use crate::model::bookmark::{Bookmark, Mark};
use crate::model::thread::MentionRef;
use crate::model::view::Row;
use crate::search::query::Query;
use crate::store::change::Change;
use crate::store::library::Seen;

/// The state of the reader.
#[derive(Clone, Debug, Default)]
pub struct Model {
    /// Size of the screen.
    pub size: Size,
    /// When one last stepped in the timeline.
    pub stepped: Option<DateTime<Utc>>,
    /// Whether the article one has stepped to is to be shown when nothing comes for a moment.
    pub is_preview_due: bool,
    /// Where everything stands.
    pub layout: Layout,
    /// The pane one is in.
    pub focus: Pane,
    /// The pane that stands beside the text where there is room for two.
    pub beside: Pane,
    /// Whether the text stands alone.
    pub alone: bool,
    /// The longest line of text, in columns.
    pub measure: u16,
    /// Articles in order of time.
    pub timeline: Timeline,
    /// The article.
    pub reading: Reading,
    /// Its initiatives.
    pub side: Side,
    /// What lies over the panes, the topmost last.
    pub views: Vec<View>,
    /// What is being typed on the bottom line.
    pub prompt: Option<Prompt>,
    /// Keys of which more are awaited.
    pub pending: Pending,
    /// What the bottom line tells.
    pub status: Status,
    /// Places one has been at.
    pub jumps: Jumps,
    /// Requests that are not answered yet.
    pub awaited: Awaited,
    /// Numbers of requests.
    pub requests: Requests,
    /// The article where the reader left off last time.
    pub left_off: Option<Row>,
    /// The query that led to an article, to show where the article meets it.
    pub found_by: Option<(Row, Query)>,
    /// What the library was told last about reading.
    pub noted: Option<(Row, usize, Seen)>,
    /// What the side pane was made for: version of the page, columns, folded lines.
    pub side_made: Option<(u64, usize)>,
    /// Where the mouse button went down.
    pub pressed: Option<Pane>,
    /// The edge between panes that the mouse holds.
    pub held: Option<Edge>,
    /// How wide the panes at the sides are, where that was chosen.
    pub widths: Widths,
    /// Changes that could not be saved, to be tried again.
    pub unsaved: Vec<Change>,
    /// Whether the user was told that something is not saved, and wished to leave.
    pub leaving: bool,
    /// A bookmark that is to be attached to the passage that is chosen next.
    pub attaching: Option<Box<Bookmark>>,
    /// The last click: when, where, and how many at the same place.
    pub clicked: Option<(DateTime<Utc>, u16, u16, u8)>,
    /// The step of the tour, where it goes on.
    pub tour: Option<usize>,
    /// How far the library had come when the reader was left last; `None` on the first visit.
    pub visit: Option<u64>,
    /// Why the library cannot be written, where it cannot.
    pub read_only: Option<Said>,
}

/// Something that lies over the panes.
#[derive(Clone, Debug)]
pub enum View {
    /// All keys.
    Help(Help),
    /// The bookmarks.
    Bookmarks(Bookmarks),
    /// The note of a bookmark.
    Note(Box<Note>),
    /// The page of one initiative.
    Thread(Box<ThreadView>),
    /// The page of all initiatives.
    Ledger(Box<Ledger>),
    /// Something is looked for.
    Picker(Box<Picker>),
    /// What the publisher has changed, in place of the text.
    Changes(Box<Changes>),
    /// The page of figures over time.
    Figures(Box<Figures>),
    /// What can be done with what the pointer is on.
    Menu(Menu),
}

impl View {
    /// Whether it takes the place of the panes.
    #[must_use]
    pub fn is_page(&self) -> bool {
        match self {
            Self::Thread(_) | Self::Ledger(_) | Self::Figures(_) | Self::Bookmarks(_) => true,
            Self::Picker(picker) => picker.kind == Kind::Library,
            Self::Help(_) | Self::Note(_) | Self::Changes(_) | Self::Menu(_) => false,
        }
    }
}

/// What is being typed on the bottom line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Prompt {
    /// Words to find in the article; with the place to go back to.
    Find(Spot),
    /// Words that rows of the table must have.
    Narrow,
    /// The query that articles of the timeline must meet; with the one that held before.
    Timeline(Typed),
    /// What bookmarks of the list must meet; with what held before.
    Bookmarks(Typed),
    /// The tags of a bookmark.
    Tags(Box<Tagging>),
    /// Whether the trash, of so many bookmarks, is to be emptied.
    EmptyTrash(usize),
    /// Whether this address is to be opened.
    Original(String),
    /// The new name of an initiative.
    Rename(Typed),
}

/// For whom a search is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Searching {
    /// The page of what was found.
    Page,
    /// The timeline.
    Timeline,
}

/// Keys pressed so far of a longer sequence, and a count.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Pending {
    /// How many times; `None` where nothing was typed.
    pub count: Option<usize>,
    /// The keys.
    pub keys: Vec<Key>,
}

/// Requests that are not answered yet. A reply with another number is stale.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Awaited {
    /// The timeline.
    pub timeline: Option<RequestId>,
    /// Lines of the timeline.
    pub summaries: Option<RequestId>,
    /// An article and what to do with it.
    pub page: Option<(RequestId, Opening)>,
    /// What the library is.
    pub about: Option<RequestId>,
    /// Where the reader left off.
    pub last: Option<RequestId>,
    /// Whether the tour is over.
    pub tour: Option<RequestId>,
    /// How wide the panes are.
    pub widths: Option<RequestId>,
    /// The bookmarks.
    pub bookmarks: Option<RequestId>,
    /// The tags in use.
    pub tags: Option<RequestId>,
    /// The page of an initiative.
    pub thread: Option<RequestId>,
    /// All initiatives.
    pub threads: Option<RequestId>,
    /// Another initiative, and what is to be said of the two.
    pub other: Option<(RequestId, Pairing)>,
    /// Articles that a query finds.
    pub search: Option<(RequestId, Searching)>,
    /// What is known of articles that were found.
    pub details: Option<RequestId>,
    /// Titles.
    pub titles: Option<RequestId>,
    /// What the publisher has changed.
    pub revised: Option<RequestId>,
    /// How far the reader had come when she left last.
    pub visit: Option<RequestId>,
    /// What has come since then.
    pub arrived: Option<RequestId>,
    /// Names of initiatives, for the list of bookmarks.
    pub names: Option<RequestId>,
    /// The initiative that the timeline is to show alone.
    pub only: Option<RequestId>,
    /// Figures over time.
    pub tracked: Option<RequestId>,
    /// Changes of the reader's data, and what to do when each is done.
    pub changes: Vec<(RequestId, After)>,
    /// Those of them that are lost if they fail: kept until they are on the disk.
    pub sent: Vec<(RequestId, Change)>,
}

/// What is to be said of an initiative, told by one of its mentions, and another one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Pairing {
    /// They are the same.
    Merge(MentionRef),
    /// They are not related.
    Unrelate(MentionRef),
}

/// An article on its way.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Opening {
    /// The article.
    pub row: Row,
    /// Where to go in it.
    pub target: Target,
    /// The pane to go to, where that changes.
    pub focus: Option<Pane>,
}

/// What to do when a change is on the disk.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum After {
    /// Say so.
    Tell,
    /// A bookmark has this kind now.
    Kind(Mark),
    /// A bookmark was taken from the place it had moved to.
    Reject,
    /// Undo was asked for.
    Undo,
    /// Redo was asked for.
    Redo,
}

impl Model {
    /// A reader that shows nothing yet.
    #[must_use]
    pub fn new(size: Size) -> Self {
        Self { size, measure: 72, beside: Pane::Side, ..Self::default() }
    }

    /// What the layout depends on.
    #[must_use]
    pub const fn wish(&self) -> Wish {
        Wish { focus: self.focus, beside: self.beside, alone: self.alone, widths: self.widths }
    }

    /// The parts of the reading pane, as it is or would be if one were in it.
    #[must_use]
    pub fn frame(&self) -> Frame {
        let shown =
            self.layout.text.or_else(|| layout(self.size, Wish { focus: Pane::Text, ..self.wish() }).text);
        frame(shown.unwrap_or_default(), self.measure, self.alone)
    }

    /// Rows of the reading pane.
    #[must_use]
    pub fn text_height(&self) -> usize {
        usize::from(self.frame().text.height).max(1)
    }

    /// Rows of a pane.
    #[must_use]
    pub fn height(&self, pane: Pane) -> usize {
        match pane {
            Pane::Text => self.text_height(),
            Pane::Timeline | Pane::Side => usize::from(self.layout.body.height).max(1),
        }
    }

    /// Columns of the side pane, as it is or would be if one were in it.
    #[must_use]
    pub fn side_columns(&self) -> usize {
        let shown = self.layout.side.or_else(|| {
            let wish = Wish { focus: Pane::Side, beside: Pane::Side, alone: false, ..self.wish() };
            layout(self.size, wish).side
        });
        usize::from(shown.map_or(0, |area| area.width)).saturating_sub(2).max(8)
    }

    /// The places whose keys work now, the narrowest first.
    #[must_use]
    pub fn scopes(&self) -> &'static [Scope] {
        match self.views.last() {
            Some(View::Help(_)) => return &[Scope::Help, Scope::Any],
            Some(View::Bookmarks(_)) => return &[Scope::Bookmarks, Scope::Any],
            Some(View::Thread(_)) => return &[Scope::Thread, Scope::Any],
            Some(View::Ledger(_)) => return &[Scope::Ledger, Scope::Any],
            Some(View::Changes(_)) => return &[Scope::Changes, Scope::Any],
            Some(View::Menu(_)) => return &[Scope::Menu, Scope::Any],
            Some(View::Figures(_)) => return &[Scope::Figures, Scope::Any],
            Some(View::Note(_) | View::Picker(_)) => return &[],
            None => {}
        }
        match self.focus {
            _ if self.is_empty() => &[Scope::Empty, Scope::Any],
            Pane::Timeline => &[Scope::Timeline, Scope::Any],
            Pane::Text if self.reading.selection.is_some() => &[Scope::Select, Scope::Text, Scope::Any],
            Pane::Text => &[Scope::Text, Scope::Any],
            Pane::Side => &[Scope::Side, Scope::Any],
        }
    }

    /// Whether the library has no articles, and none are on their way.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.timeline.is_loaded() && self.timeline.count() == 0 && self.status.progress.is_none()
    }

    /// Where one is.
    #[must_use]
    pub fn spot(&self) -> Option<Spot> {
        Some(Spot {
            row: self.reading.row()?,
            anchor: self.reading.anchor(),
            mention: self.reading.selected_mention().map(|mention| mention.id.clone()),
            focus: self.focus,
            pages: self.pages(),
        })
    }

    /// The pages that lie over the panes.
    fn pages(&self) -> Vec<Page> {
        let page = |view: &View| match view {
            View::Thread(view) => Some(Page::Thread(view.id.clone())),
            View::Ledger(_) => Some(Page::Ledger),
            View::Figures(view) => Some(Page::Figures(view.typed.text().to_owned())),
            View::Picker(picker) if picker.kind == Kind::Library => {
                Some(Page::Search(picker.typed().text().to_owned()))
            }
            View::Changes(view) => Some(Page::Changes(view.revised().nth)),
            View::Bookmarks(list) => {
                let here = list.here().map(|row| row.bookmark.id.clone());
                Some(Page::Bookmarks(list.shelf, list.typed.text().to_owned(), here))
            }
            View::Picker(_) | View::Help(_) | View::Note(_) | View::Menu(_) => None,
        };
        self.views.iter().filter_map(page).collect()
    }

    /// Goes to a pane.
    pub fn enter(&mut self, pane: Pane) {
        if pane == Pane::Text && self.focus == Pane::Timeline {
            // What one reads is read beside its initiatives; the timeline is one step back.
            self.beside = Pane::Side;
        }
        self.focus = pane;
        if pane != Pane::Text {
            self.beside = pane;
            self.alone = false;
            self.reading.selection = None;
        }
    }
}
