//! Where somebody stopped reading, and settings of the library. Never undone.

use rusqlite::{Connection, OptionalExtension as _, params};

use super::codec::{number, one_text};
use super::reader::set_read;
use crate::base::id::ArticleId;
use crate::model::view::Row;
use crate::store::library::Seen;

/// Notes where the reader is in an article.
pub(super) fn note_reading(db: &Connection, row: Row, position: usize, seen: Seen) -> rusqlite::Result<()> {
    let sql = "SELECT a.id, t.revision FROM articles a JOIN texts t ON t.num = a.text WHERE a.row = ?1";
    let found: Option<(String, String)> =
        db.prepare_cached(sql)?.query_row([row.0], |found| Ok((found.get(0)?, found.get(1)?))).optional()?;
    let Some((id, revision)) = found else {
        return Ok(());
    };
    db.prepare_cached("INSERT OR REPLACE INTO places (article, revision, position) VALUES (?1, ?2, ?3)")?
        .execute(params![id, revision, number(position)])?;
    if seen == Seen::Read {
        set_read(db, &ArticleId(id), true)?;
    }
    Ok(())
}

/// A value that the program keeps between runs.
pub(super) fn setting(db: &Connection, key: &str) -> rusqlite::Result<Option<String>> {
    one_text(db, "SELECT value FROM settings WHERE key = ?1", [key])
}

/// Keeps or forgets a value.
pub(super) fn set_setting(db: &Connection, key: &str, value: Option<&str>) -> rusqlite::Result<()> {
    match value {
        Some(value) => db
            .prepare_cached("INSERT OR REPLACE INTO settings (key, value) VALUES (?1, ?2)")?
            .execute([key, value]),
        None => db.prepare_cached("DELETE FROM settings WHERE key = ?1")?.execute([key]),
    }
    .map(drop)
}
