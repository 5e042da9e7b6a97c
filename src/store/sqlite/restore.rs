//! Putting a backup in the place of a library. What was there is copied or set aside first, never deleted.

use std::path::{Path, PathBuf};
use std::time::Duration;

use rusqlite::backup::{Backup, StepResult};
use rusqlite::{Connection, OpenFlags};

use super::aside::{free_name, set_aside};
use super::fault::told;
use super::open::{FORM, check_header, create_folder, form, real};
use super::{SqliteLibrary, backup};
use crate::base::said::Said;
use crate::store::error::{Error, Result};

/// How long a restore waits for other windows.
const PATIENCE: Duration = Duration::from_millis(50);

/// Tries before a library counts as busy.
const TRIES: u32 = 200;

/// Puts the backup at `from` in the place of the library at `to`. Says where the library that was there is
/// now, where there was one. Windows that have it open go on with the restored one.
///
/// # Errors
///
/// [`Error::Foreign`], [`Error::Damaged`] or [`Error::Newer`] where the backup is not whole, and nothing was
/// changed then; [`Error::Busy`] where another window writes all the time.
pub fn restore(from: &Path, to: &Path) -> Result<Option<PathBuf>> {
    let (from, to) = (&real(from), &real(to));
    let source = whole(from)?;
    let unreachable = |source| Error::Unreachable { path: to.to_owned(), source };
    if !to.exists() {
        if let Some(folder) = to.parent().filter(|folder| !folder.as_os_str().is_empty()) {
            create_folder(folder).map_err(unreachable)?;
        }
        backup::copy(&source, to)?;
        return Ok(None);
    }
    match SqliteLibrary::open(to) {
        Ok(mut library) => {
            library.writable()?;
            let before = free_name(to, "before-restore");
            library.backup(&before)?;
            let mut conn = library.conn;
            pour(&source, &mut conn, to)?;
            drop(conn);
            // Brings an older backup to the present form.
            SqliteLibrary::open(to)?;
            Ok(Some(before))
        }
        Err(Error::Damaged { .. } | Error::Foreign { .. }) => {
            let before = set_aside(to, "damaged").map_err(unreachable)?;
            backup::copy(&source, to)?;
            Ok(Some(before))
        }
        Err(error) => Err(error),
    }
}

/// Opens a backup for reading, where it is a whole library of a form that is known.
fn whole(from: &Path) -> Result<Connection> {
    let path = || from.to_owned();
    if let Err(source) = std::fs::metadata(from) {
        return Err(Error::Unreachable { path: path(), source });
    }
    check_header(from)?;
    let told = |error| told(from, &error);
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let conn = Connection::open_with_flags(from, flags).map_err(told)?;
    let found = form(&conn).map_err(told)?;
    if found > FORM {
        return Err(Error::Newer { path: path(), found, known: FORM });
    }
    let verdict: String = conn.query_row("PRAGMA integrity_check(1)", [], |row| row.get(0)).map_err(told)?;
    if verdict != "ok" || found == 0 {
        let what = if found == 0 { Said::text("problem.no_library_inside") } else { Said::Plain(verdict) };
        return Err(Error::Damaged { path: path(), what });
    }
    Ok(conn)
}

/// Replaces the content of an open library as one transaction, so that other windows see all of it or nothing.
fn pour(from: &Connection, into: &mut Connection, path: &Path) -> Result<()> {
    let told = |error| told(path, &error);
    into.pragma_update(None, "synchronous", "full").map_err(told)?;
    let pouring = Backup::new(from, into).map_err(told)?;
    for _ in 0..TRIES {
        // All pages at once: the library is locked only while they are written.
        if pouring.step(-1).map_err(told)? == StepResult::Done {
            return Ok(());
        }
        std::thread::sleep(PATIENCE);
    }
    Err(Error::Busy { path: path.to_owned() })
}
