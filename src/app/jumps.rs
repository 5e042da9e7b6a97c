//! Places one has been at, back and forth. Never goes there itself.

use crate::app::layout::Pane;
use crate::app::panes::bookmarks::Shelf;
use crate::app::panes::reading::Anchor;
use crate::base::id::{BookmarkId, MentionId, ThreadId};
use crate::model::view::Row;

/// A place one has been at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Spot {
    /// The article.
    pub row: Row,
    /// What stood at the top.
    pub anchor: Anchor,
    /// What was chosen.
    pub mention: Option<MentionId>,
    /// The pane.
    pub focus: Pane,
    /// The pages that lay over the panes, the topmost last.
    pub pages: Vec<Page>,
}

/// A page over the panes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Page {
    /// One initiative.
    Thread(ThreadId),
    /// All initiatives.
    Ledger,
    /// The bookmarks of a shelf that meet what was typed, and the one that one was on.
    Bookmarks(Shelf, String, Option<BookmarkId>),
    /// Figures over time, with what they are narrowed to.
    Figures(String),
    /// What the publisher has changed in the article; which change, counted back from the latest.
    Changes(usize),
    /// A search of the library, with what was typed.
    Search(String),
}

/// The list of places.
#[derive(Clone, Debug, Default)]
pub struct Jumps {
    back: Vec<Spot>,
    forth: Vec<Spot>,
}

/// The most places kept.
const KEPT: usize = 200;

impl Jumps {
    /// Notes the place one leaves by a jump.
    pub fn leave(&mut self, spot: Spot) {
        self.forth.clear();
        if self.back.last() != Some(&spot) {
            self.back.push(spot);
        }
        if self.back.len() > KEPT {
            self.back.remove(0);
        }
    }

    /// The place before this one.
    pub fn back(&mut self, here: Option<Spot>) -> Option<Spot> {
        let spot = self.back.pop()?;
        self.forth.extend(here);
        Some(spot)
    }

    /// The place after this one.
    pub fn forth(&mut self, here: Option<Spot>) -> Option<Spot> {
        let spot = self.forth.pop()?;
        self.back.extend(here);
        Some(spot)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn spot(row: i64) -> Spot {
        Spot { row: Row(row), anchor: Anchor::default(), mention: None, focus: Pane::Text, pages: Vec::new() }
    }

    #[test]
    fn back_and_forth_come_to_the_same_places() {
        let mut jumps = Jumps::default();
        jumps.leave(spot(1));
        jumps.leave(spot(2));
        assert_eq!(jumps.back(Some(spot(3))), Some(spot(2)));
        assert_eq!(jumps.back(Some(spot(2))), Some(spot(1)));
        assert_eq!(jumps.back(Some(spot(1))), None);
        assert_eq!(jumps.forth(Some(spot(1))), Some(spot(2)));
        assert_eq!(jumps.forth(Some(spot(2))), Some(spot(3)));
        assert_eq!(jumps.forth(Some(spot(3))), None);
    }

    #[test]
    fn a_new_way_forgets_the_old_one() {
        let mut jumps = Jumps::default();
        jumps.leave(spot(1));
        jumps.back(Some(spot(2)));
        jumps.leave(spot(5));
        assert_eq!(jumps.forth(None), None);
    }
}
