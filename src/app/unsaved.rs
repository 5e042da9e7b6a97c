//! Changes that could not be saved: what of them a later change takes the place of, and what a bookmark is with them.
//! Never saves.

use crate::base::id::BookmarkId;
use crate::model::bookmark::Bookmark;
use crate::store::change::Change;

/// Takes out of the unsaved changes what a later change of the same bookmarks has taken the place of: tried again, it
/// would undo the later one.
pub fn supersede(unsaved: &mut Vec<Change>, later: &Change) {
    let later = touched(later);
    unsaved.retain_mut(|change| {
        match change {
            Change::Keep(bookmarks) => bookmarks.retain(|bookmark| !later.contains(&bookmark.id)),
            Change::Trash(ids) | Change::Restore(ids) => ids.retain(|id| !later.contains(id)),
            Change::EmptyTrash
            | Change::Read { .. }
            | Change::Date { .. }
            | Change::Correct(_)
            | Change::Withdraw(_) => return true,
        }
        !is_empty(change)
    });
}

/// A bookmark as the reader has left it, saved or not.
#[must_use]
pub fn latest(unsaved: &[Change], bookmark: Bookmark) -> Bookmark {
    let kept = unsaved.iter().rev().find_map(|change| match change {
        Change::Keep(bookmarks) => bookmarks.iter().find(|own| own.id == bookmark.id),
        Change::Trash(_)
        | Change::Restore(_)
        | Change::EmptyTrash
        | Change::Read { .. }
        | Change::Date { .. }
        | Change::Correct(_)
        | Change::Withdraw(_) => None,
    });
    kept.cloned().unwrap_or(bookmark)
}

fn touched(change: &Change) -> Vec<BookmarkId> {
    match change {
        Change::Keep(bookmarks) => bookmarks.iter().map(|bookmark| bookmark.id.clone()).collect(),
        Change::Trash(ids) | Change::Restore(ids) => ids.clone(),
        Change::EmptyTrash
        | Change::Read { .. }
        | Change::Date { .. }
        | Change::Correct(_)
        | Change::Withdraw(_) => Vec::new(),
    }
}

fn is_empty(change: &Change) -> bool {
    match change {
        Change::Keep(bookmarks) => bookmarks.is_empty(),
        Change::Trash(ids) | Change::Restore(ids) => ids.is_empty(),
        Change::EmptyTrash
        | Change::Read { .. }
        | Change::Date { .. }
        | Change::Correct(_)
        | Change::Withdraw(_) => false,
    }
}
