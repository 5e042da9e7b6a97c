//! Makes a new library of all that can be read in a damaged one. Never writes to the damaged one, which is set
//! aside whole.

mod copy;
mod loose;
mod tables;

use std::fs;
use std::path::{Path, PathBuf};

use chrono::{DateTime, Utc};

use super::SqliteLibrary;
use super::aside::{SUFFIXES, set_aside};
use super::backup::sync_folder;
use super::fault::told;
use super::open::beside;
use crate::store::error::{Error, Result};
use tables::Source;

/// What was saved out of a damaged library.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Saved {
    /// Articles.
    pub articles: usize,
    /// Bookmarks, those in the trash included.
    pub bookmarks: usize,
    /// Bookmarks of these that were found in loose pages, where deleted ones may lie too: they are in the trash.
    pub loose: usize,
}

/// Sets a damaged library aside and puts a new one in its place, made of all that can be read. Says where the
/// damaged one is now, and what was saved.
///
/// # Errors
///
/// Where the new library cannot be written; the damaged one is then where it was.
pub(super) fn salvage(path: &Path, at: DateTime<Utc>) -> Result<(PathBuf, Saved)> {
    let work = beside(path, ".salvage");
    let fresh = beside(path, ".salvaged");
    let clear = || {
        for suffix in SUFFIXES {
            let _ = fs::remove_file(beside(&work, suffix));
            let _ = fs::remove_file(beside(&fresh, suffix));
        }
    };
    clear();
    let made = make(path, &work, &fresh, at);
    let named = made.and_then(|saved| {
        let unreachable = |source| Error::Unreachable { path: path.to_owned(), source };
        let aside = set_aside(path, "damaged").map_err(unreachable)?;
        fs::rename(&fresh, path).map_err(unreachable)?;
        sync_folder(path);
        Ok((aside, saved))
    });
    clear();
    named
}

/// Fills the new library from a copy of the damaged one.
fn make(path: &Path, work: &Path, fresh: &Path, at: DateTime<Utc>) -> Result<Saved> {
    let unreachable = |source| Error::Unreachable { path: path.to_owned(), source };
    let bytes = copy::readable(path, work).map_err(unreachable)?;
    let source = Source::open(work);
    let mut library = SqliteLibrary::open(fresh)?;
    let articles = source.as_ref().map_or(Ok(0), |source| source.articles(&mut library, at))?;
    let failed = |error| told(fresh, &error);
    let within = library.conn.unchecked_transaction().map_err(failed)?;
    let mut whole = false;
    if let Some(source) = &source {
        source.readers_data(&within).map_err(failed)?;
        whole = source.bookmarks(&within).map_err(failed)?;
    }
    let loose = if whole { 0 } else { loose::bookmarks(&bytes, &within, at).map_err(failed)? };
    within.commit().map_err(failed)?;
    let bookmarks = library
        .conn
        .query_row("SELECT count(*) FROM bookmarks", [], |row| row.get(0))
        .map_err(|error| told(fresh, &error))?;
    // One file, without a journal beside it, so that it can be renamed.
    library
        .conn
        .pragma_update_and_check(None, "journal_mode", "delete", |_| Ok(()))
        .map_err(|error| told(fresh, &error))?;
    drop(library);
    fs::OpenOptions::new().append(true).open(fresh).and_then(|file| file.sync_all()).map_err(unreachable)?;
    Ok(Saved { articles, bookmarks, loose })
}
