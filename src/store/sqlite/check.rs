//! Looks at a library file for what is wrong with it. Never changes anything.

use std::fs;
use std::path::{Path, PathBuf};

use rusqlite::{Connection, OpenFlags};

use super::aside::SUFFIXES;
use super::codec::from_json;
use super::open::{Access, FORM, beside, check_header, form, real, tuned};
use crate::base::id::digest;
use crate::base::said::Said;
use crate::model::bookmark::Bookmark;
use crate::store::error::{Error, Result};

/// Something found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// What, one sentence without the final full stop.
    pub what: Said,
    /// What can be done.
    pub mend: Mend,
}

/// What can be done about something found.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Mend {
    /// Nothing has to be: worth knowing only.
    Nothing,
    /// Files are made readable to their owner alone.
    Rights,
    /// Indexes and counts are made anew from the data.
    Remake,
    /// The damaged file is set aside, and a new library made of all that can be read in it.
    Salvage,
    /// The user must do it; the key of the text that says how.
    ByHand(&'static str),
}

/// Problems that SQLite is asked to name.
const NAMED: u32 = 100;

/// What is wrong with a library; nothing where it is in order.
///
/// # Errors
///
/// [`Error::Unreachable`] where it cannot be read at all, [`Error::Foreign`] where it is something else.
pub fn check(path: &Path) -> Result<Vec<Found>> {
    let path = &real(path);
    let mut found = Vec::new();
    fs::metadata(path).map_err(|source| Error::Unreachable { path: path.to_owned(), source })?;
    rights(path, &mut found);
    if fs::metadata(path).is_ok_and(|data| data.len() == 0) && !beside(path, "-wal").exists() {
        found.push(Found { what: Said::text("found.empty"), mend: Mend::Nothing });
        return Ok(found);
    }
    match check_header(path) {
        Ok(()) => {}
        Err(Error::Damaged { what, .. }) => {
            found.push(Found { what, mend: Mend::Salvage });
            return Ok(found);
        }
        Err(error) => return Err(error),
    }
    let looked = look(path).and_then(|conn| content(&conn, &mut found));
    if let Err(error) = looked {
        found.push(Found {
            what: Said::text("found.broken").with("why", error.to_string()),
            mend: Mend::Salvage,
        });
    }
    Ok(found)
}

/// Opens for reading, without bringing the library to the present form.
fn look(path: &Path) -> rusqlite::Result<Connection> {
    let base = OpenFlags::SQLITE_OPEN_NO_MUTEX | OpenFlags::SQLITE_OPEN_READ_ONLY;
    tuned(path, base, Access::Read)
}

fn content(conn: &Connection, found: &mut Vec<Found>) -> rusqlite::Result<()> {
    let form = form(conn)?;
    if form > FORM {
        let what = Said::text("found.newer").with("found", form.to_string()).with("known", FORM.to_string());
        found.push(Found { what, mend: Mend::ByHand("advice.update") });
        return Ok(());
    }
    if form < FORM {
        found.push(Found { what: Said::text("found.older"), mend: Mend::Nothing });
    }
    integrity(conn, found)?;
    if form == FORM {
        made_again(conn, found)?;
    }
    if form > 0 {
        texts(conn, found)?;
        bookmarks(conn, found)?;
    }
    Ok(())
}

/// What SQLite finds in the structure of the file.
fn integrity(conn: &Connection, found: &mut Vec<Found>) -> rusqlite::Result<()> {
    let mut query = conn.prepare(&format!("PRAGMA integrity_check({NAMED})"))?;
    let told: Vec<String> = query.query_map([], |row| row.get(0))?.collect::<rusqlite::Result<_>>()?;
    if told.first().is_some_and(|first| first == "ok") {
        return Ok(());
    }
    let in_index = |line: &String| line.contains("missing from index") || line.contains("entries in index");
    let only_indexes = told.iter().all(in_index);
    let key = if only_indexes { "found.indexes" } else { "found.content" };
    let first = told.first().cloned().unwrap_or_default();
    let what = Said::count(key, told.len()).with("first", first);
    found.push(Found { what, mend: if only_indexes { Mend::Remake } else { Mend::Salvage } });
    Ok(())
}

/// Whether what is made from the data still fits it.
fn made_again(conn: &Connection, found: &mut Vec<Found>) -> rusqlite::Result<()> {
    let questions = [
        (
            "SELECT count(*) FROM entries e JOIN articles a ON a.row = e.row WHERE e.marks <>
             (SELECT count(*) FROM bookmarks b WHERE b.article = a.id AND b.trashed IS NULL)",
            "found.wrong_marks",
        ),
        ("SELECT count(*) FROM articles WHERE row NOT IN (SELECT row FROM entries)", "found.not_in_timeline"),
        (
            "SELECT count(*) FROM articles WHERE row NOT IN (SELECT id FROM fulltext_docsize)",
            "found.not_in_search",
        ),
    ];
    for (sql, key) in questions {
        let count: usize = conn.query_row(sql, [], |row| row.get(0))?;
        if count > 0 {
            found.push(Found { what: Said::count(key, count), mend: Mend::Remake });
        }
    }
    Ok(())
}

/// Whether every text is the one that came in: its revision is made from it.
fn texts(conn: &Connection, found: &mut Vec<Found>) -> rusqlite::Result<()> {
    let mut other = 0_usize;
    let mut query = conn.prepare("SELECT revision, text FROM texts")?;
    let mut rows = query.query([])?;
    while let Some(row) = rows.next()? {
        let same = match (row.get_ref(0)?.as_str(), row.get_ref(1)?.as_str()) {
            (Ok(revision), Ok(text)) => revision == digest(&[text]),
            _ => false,
        };
        other += usize::from(!same);
    }
    if other > 0 {
        found.push(Found { what: Said::count("found.other_texts", other), mend: Mend::Salvage });
    }
    Ok(())
}

/// Whether every bookmark can be read, and where they stand.
fn bookmarks(conn: &Connection, found: &mut Vec<Found>) -> rusqlite::Result<()> {
    let mut unreadable = 0_usize;
    let mut query = conn.prepare("SELECT data FROM bookmarks")?;
    let mut rows = query.query([])?;
    while let Some(row) = rows.next()? {
        let data = row.get_ref(0)?.as_str();
        unreadable += usize::from(data.map_or(true, |data| from_json::<Bookmark>(data).is_err()));
    }
    if unreadable > 0 {
        found.push(Found { what: Said::count("found.unreadable", unreadable), mend: Mend::Salvage });
    }
    let sql = "SELECT count(*) FROM bookmarks WHERE article NOT IN (SELECT id FROM articles)";
    let waiting: usize = conn.query_row(sql, [], |row| row.get(0))?;
    if waiting > 0 {
        found.push(Found { what: Said::count("found.waiting", waiting), mend: Mend::Nothing });
    }
    Ok(())
}

/// Files of a library that others than their owner may read or write.
pub(super) fn open_to_others(path: &Path) -> Vec<PathBuf> {
    let others = |path: &PathBuf| rights_of(path).is_some_and(|mode| mode & 0o077 != 0);
    SUFFIXES.iter().map(|suffix| beside(path, suffix)).filter(others).collect()
}

fn rights(path: &Path, found: &mut Vec<Found>) {
    let open = open_to_others(path);
    if let Some(first) = open.first() {
        let what = Said::text("found.open_to_others").with("path", first.as_path());
        found.push(Found { what, mend: Mend::Rights });
    }
    if let Err(error) = fs::OpenOptions::new().append(true).open(path) {
        let what = Said::text("found.not_written").with("why", &error);
        found.push(Found { what, mend: Mend::ByHand("advice.make_writable") });
    }
}

#[cfg(unix)]
fn rights_of(path: &Path) -> Option<u32> {
    use std::os::unix::fs::PermissionsExt as _;
    fs::metadata(path).ok().map(|data| data.permissions().mode())
}

#[cfg(not(unix))]
fn rights_of(_: &Path) -> Option<u32> {
    None
}
