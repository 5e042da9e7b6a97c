//! The list of bookmarks. Never changes one itself.

use crate::model::view::BookmarkRow;

/// Rows that one bookmark takes in the list.
pub const ROWS: usize = 3;

/// The list.
#[derive(Clone, Debug, Default)]
pub struct Bookmarks {
    rows: Vec<BookmarkRow>,
    selected: usize,
    top: usize,
    is_loaded: bool,
}

impl Bookmarks {
    /// Takes the bookmarks. What one is on stays where it can.
    pub fn load(&mut self, rows: Vec<BookmarkRow>) {
        let was = self.here().map(|row| row.bookmark.id.clone());
        self.rows = rows;
        self.is_loaded = true;
        let same = self.rows.iter().position(|row| Some(&row.bookmark.id) == was.as_ref());
        self.selected = same.unwrap_or(self.selected).min(self.rows.len().saturating_sub(1));
    }

    /// Whether they have come.
    #[must_use]
    pub const fn is_loaded(&self) -> bool {
        self.is_loaded
    }

    /// All of them.
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

    /// Goes so many on or back in a list of this height.
    pub fn step(&mut self, by: isize, height: usize) {
        self.select(self.selected.saturating_add_signed(by), height);
    }

    /// Goes to one and shows it.
    pub fn select(&mut self, index: usize, height: usize) {
        self.selected = index.min(self.rows.len().saturating_sub(1));
        let shown = (height / ROWS).max(1);
        if self.selected < self.top {
            self.top = self.selected;
        }
        if self.selected >= self.top + shown {
            self.top = self.selected + 1 - shown;
        }
        self.top = self.top.min(self.rows.len().saturating_sub(shown));
    }
}
