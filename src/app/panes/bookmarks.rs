//! The list of bookmarks: three shelves, narrowed and sorted. Never changes a bookmark itself.

use std::collections::BTreeMap;

use crate::app::panes::entry::entry;
use crate::app::panes::side::Making;
use crate::app::panes::typed::Typed;
use crate::app::styled::Line;
use crate::base::id::{ArticleId, BookmarkId, ThreadId};
use crate::model::bookmark::Place;
use crate::model::view::{BookmarkRow, ThreadRow};
use crate::store::library::Side;
use crate::text::fold::fold;

/// Rows that a bookmark takes in the list as a rule, for steps by pages.
pub const ROWS: usize = 4;

/// Which bookmarks the list shows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Shelf {
    /// All that are kept.
    #[default]
    Kept,
    /// Those whose place the reader is asked about: moved, or not found.
    Open,
    /// The trash.
    Trash,
}

impl Shelf {
    /// The shelf after this one.
    #[must_use]
    pub const fn next(self) -> Self {
        match self {
            Self::Kept => Self::Open,
            Self::Open => Self::Trash,
            Self::Trash => Self::Kept,
        }
    }

    /// The side of the library it lies on.
    #[must_use]
    pub const fn side(self) -> Side {
        match self {
            Self::Kept | Self::Open => Side::Kept,
            Self::Trash => Side::Trash,
        }
    }

    /// The key of its name in the interface texts.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Kept => "bookmarks_list.title",
            Self::Open => "bookmarks_list.open",
            Self::Trash => "bookmarks_list.trash",
        }
    }
}

/// The order of the list.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Order {
    /// As they were made.
    #[default]
    Made,
    /// By the day of the article.
    Article,
}

/// The list.
#[derive(Clone, Debug, Default)]
pub struct Bookmarks {
    all: Vec<BookmarkRow>,
    rows: Vec<BookmarkRow>,
    selected: usize,
    top: usize,
    is_loaded: bool,
    /// Which bookmarks.
    pub shelf: Shelf,
    /// In which order.
    pub order: Order,
    /// Whether the last comes first.
    pub reversed: bool,
    /// What they must meet.
    pub typed: Typed,
    /// The initiative they must be of.
    pub thread: Option<ThreadId>,
    /// The article they must be of.
    pub article: Option<ArticleId>,
    /// The bookmark to go to when it has come.
    pub goal: Option<BookmarkId>,
    names: BTreeMap<ThreadId, String>,
}

impl Bookmarks {
    /// The list as it was left, before its bookmarks have come: to be opened at one where one is named.
    #[must_use]
    pub fn left(shelf: Shelf, typed: String, goal: Option<BookmarkId>) -> Self {
        Self { shelf, typed: Typed::new(typed), goal, ..Self::default() }
    }

    /// Takes the bookmarks. What one is on stays where it can.
    pub fn load(&mut self, rows: Vec<BookmarkRow>) {
        self.all = rows;
        self.is_loaded = true;
        self.arrange();
    }

    /// Narrows and sorts the list anew.
    pub fn arrange(&mut self) {
        let was = self.goal.clone().or_else(|| self.here().map(|row| row.bookmark.id.clone()));
        let words: Vec<String> = self.typed.text().split_whitespace().map(str::to_owned).collect();
        let wanted = |row: &&BookmarkRow| {
            let open = !matches!(row.bookmark.place, Place::Sure { .. });
            (self.shelf != Shelf::Open || open)
                && self.thread.as_ref().is_none_or(|thread| row.threads.contains(thread))
                && self.article.as_ref().is_none_or(|article| row.bookmark.article == *article)
                && words.iter().all(|word| self.meets(row, word))
        };
        let mut rows: Vec<BookmarkRow> = self.all.iter().filter(wanted).cloned().collect();
        if self.order == Order::Article {
            rows.sort_by_key(|row| (row.day.is_none(), row.day));
        }
        if self.reversed {
            rows.reverse();
        }
        self.rows = rows;
        let same = self.rows.iter().position(|row| Some(&row.bookmark.id) == was.as_ref());
        self.selected = same.unwrap_or(self.selected).min(self.rows.len().saturating_sub(1));
        if same.is_some() {
            self.goal = None;
        }
    }

    /// Whether they have come.
    #[must_use]
    pub const fn is_loaded(&self) -> bool {
        self.is_loaded
    }

    /// Whether some are left out.
    #[must_use]
    pub const fn is_narrowed(&self) -> bool {
        !self.typed.is_empty() || self.thread.is_some() || self.article.is_some()
    }

    /// Shows all of the shelf.
    pub fn widen(&mut self) {
        self.typed.clear();
        self.thread = None;
        self.article = None;
        self.arrange();
    }

    /// Learns the names of initiatives, for `thread:`.
    pub fn know(&mut self, threads: &[ThreadRow]) {
        let names =
            |row: &ThreadRow| row.labels.iter().map(|(_, name)| fold(name)).collect::<Vec<_>>().join("\n");
        self.names = threads.iter().map(|row| (row.id.clone(), names(row))).collect();
        self.arrange();
    }

    /// Whether a bookmark meets one typed word, `thread:` included.
    fn meets(&self, row: &BookmarkRow, word: &str) -> bool {
        match word.split_once(':') {
            Some(("thread", part)) => {
                let names = row.threads.iter().filter_map(|thread| self.names.get(thread));
                let part = fold(part);
                names.into_iter().any(|names| names.contains(&part))
            }
            _ => meets(row, word),
        }
    }

    /// Those shown.
    #[must_use]
    pub fn rows(&self) -> &[BookmarkRow] {
        &self.rows
    }

    /// The one the cursor is on.
    #[must_use]
    pub fn here(&self) -> Option<&BookmarkRow> {
        self.rows.get(self.selected)
    }

    /// Its index.
    #[must_use]
    pub const fn selected(&self) -> usize {
        self.selected
    }

    /// The first one shown.
    #[must_use]
    pub const fn top(&self) -> usize {
        self.top
    }

    /// Goes so many on or back.
    pub fn step(&mut self, by: isize) {
        self.select(self.selected.saturating_add_signed(by));
    }

    /// Goes to one.
    pub fn select(&mut self, index: usize) {
        self.selected = index.min(self.rows.len().saturating_sub(1));
    }

    /// The lines of those from the first shown on, each with the blank one after it, as far as so many rows go.
    pub fn shown(&self, making: Making<'_>, height: usize) -> impl Iterator<Item = (usize, Vec<Line>)> {
        let mut used = 0;
        let own = self.rows.iter().enumerate().skip(self.top);
        own.map(move |(index, row)| (index, lines(row, making, height))).take_while(move |(_, lines)| {
            let is_in = used < height;
            used += lines.len();
            is_in
        })
    }

    /// Shows the one the cursor is on in so many rows, and leaves none of them empty that could be filled.
    pub fn reveal(&mut self, making: Making<'_>, height: usize) {
        let tall = |index: usize| self.rows.get(index).map_or(0, |row| lines(row, making, height).len());
        // The blank line after the last needs no room.
        let room = height + 1;
        let first_with = |last: usize, least: usize| {
            let (mut first, mut used) = (last, tall(last));
            while first > least && used + tall(first - 1) <= room {
                first -= 1;
                used += tall(first);
            }
            first
        };
        let top = first_with(self.selected, self.top.min(self.selected));
        let mut used = 0;
        let ends = (top..self.rows.len()).all(|index| {
            used += tall(index);
            used <= room
        });
        self.top = if ends { first_with(self.rows.len().saturating_sub(1), 0).min(top) } else { top };
    }
}

/// The lines of one in a list of so many rows.
fn lines(row: &BookmarkRow, making: Making<'_>, height: usize) -> Vec<Line> {
    let most = if height < 8 {
        1
    } else if height < 16 {
        2
    } else {
        3
    };
    let mut lines = entry(row, making, most);
    lines.push(Line::default());
    lines
}

/// Whether a bookmark meets one typed word: `#tag`, `tag:`, `kind:`, `outlet:`, `article:`, `on:`, `after:` and
/// `before:` ask for one thing; any other word may stand anywhere.
fn meets(row: &BookmarkRow, word: &str) -> bool {
    let bookmark = &row.bookmark;
    let holds = |text: &str, part: &str| fold(text).contains(&fold(part));
    let day = || row.day.map(|day| day.to_string()).unwrap_or_default();
    let tag = |part: &str| bookmark.tags.iter().any(|tag| fold(tag).starts_with(&fold(part)));
    if let Some(part) = word.strip_prefix('#') {
        return tag(part);
    }
    match word.split_once(':') {
        Some(("tag", part)) => tag(part),
        Some(("kind", part)) => bookmark.mark.word().starts_with(part),
        Some(("outlet", part)) => holds(row.outlet.as_deref().unwrap_or_default(), part),
        Some(("article" | "title", part)) => holds(&row.title, part),
        Some(("on", part)) => day().starts_with(part),
        Some(("after", part)) => row.day.is_some() && day().as_str() >= part,
        Some(("before", part)) => row.day.is_some() && day().as_str() < part,
        _ => {
            let outlet = row.outlet.as_deref().unwrap_or_default();
            let texts = [bookmark.anchor.quote.as_str(), &bookmark.note, &row.title, outlet, &day()];
            texts.iter().any(|text| holds(text, word)) || bookmark.tags.iter().any(|tag| holds(tag, word))
        }
    }
}
