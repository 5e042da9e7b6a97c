//! Mends a library: rights, what is made from the data, and where it is damaged a new one of what can be read.

use std::fs;
use std::path::{Path, PathBuf};

use chrono::{DateTime, Utc};
use rusqlite::{Connection, params};

use super::SqliteLibrary;
use super::check::{Found, Mend, check, open_to_others};
use super::fault::told;
use super::find;
use super::open::real;
use super::salvage::{Saved, salvage};
use crate::store::error::{Error, Result};

/// What mending came to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Mended {
    /// What was found before.
    pub found: Vec<Found>,
    /// Where the damaged library is now, where one was set aside.
    pub set_aside: Option<PathBuf>,
    /// What was saved out of it.
    pub saved: Option<Saved>,
}

/// Mends all that can be mended in a library. What is damaged is set aside, never deleted.
///
/// # Errors
///
/// As [`check`], and where the library cannot be written.
pub fn mend(path: &Path, at: DateTime<Utc>) -> Result<Mended> {
    let path = &real(path);
    let found = check(path)?;
    let has = |mend: Mend| found.iter().any(|one| one.mend == mend);
    let mut mended = Mended::default();
    if has(Mend::Rights) {
        close_to_others(path)?;
    }
    if has(Mend::Salvage) {
        let (set_aside, saved) = salvage(path, at)?;
        mended.set_aside = Some(set_aside);
        mended.saved = Some(saved);
    } else if has(Mend::Remake) {
        let mut library = SqliteLibrary::open(path)?;
        library.writable()?;
        remake(&library.conn).map_err(|error| told(path, &error))?;
    }
    Ok(Mended { found, ..mended })
}

/// Makes indexes, counts and the search anew.
fn remake(conn: &Connection) -> rusqlite::Result<()> {
    let within = conn.unchecked_transaction()?;
    within.execute_batch(
        "REINDEX;
         INSERT OR IGNORE INTO entries (row, read, marks, words, initiatives, stages, kinds, lang)
         SELECT row, 0, 0, 0, 0, 0, 0, lang FROM articles;
         UPDATE entries SET
             marks = (SELECT count(*) FROM bookmarks b JOIN articles a ON a.id = b.article
                      WHERE a.row = entries.row AND b.trashed IS NULL),
             read = EXISTS (SELECT 1 FROM reads r JOIN articles a ON a.id = r.article WHERE a.row = entries.row);
         INSERT INTO fulltext (fulltext) VALUES ('delete-all');
         INSERT INTO actors (actors) VALUES ('delete-all');",
    )?;
    find::index_all(&within)?;
    // A day that is missing is taken from the article again.
    let sql = "SELECT e.row, a.dated FROM entries e JOIN articles a ON a.row = e.row WHERE e.at IS NULL";
    let rows: Vec<(i64, String)> = within
        .prepare(sql)?
        .query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?
        .collect::<rusqlite::Result<_>>()?;
    for (row, dated) in rows {
        let dates: Vec<crate::model::article::Dated> = super::codec::from_json(&dated)?;
        if let Some(first) = dates.first() {
            let at = super::codec::minutes(first.day, first.time);
            within.execute("UPDATE entries SET at = ?2 WHERE row = ?1", params![row, at])?;
        }
    }
    within.commit()
}

#[cfg(unix)]
fn close_to_others(path: &Path) -> Result<()> {
    use std::os::unix::fs::PermissionsExt as _;
    for file in open_to_others(path) {
        fs::set_permissions(&file, fs::Permissions::from_mode(0o600))
            .map_err(|source| Error::Unreachable { path: file.clone(), source })?;
    }
    Ok(())
}

#[cfg(not(unix))]
fn close_to_others(_: &Path) -> Result<()> {
    Ok(())
}
