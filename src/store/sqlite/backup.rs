//! Copies of a whole library, made by SQLite while others may read and write it.

use std::fs;
use std::path::Path;
use std::time::Duration;

use rusqlite::Connection;
use rusqlite::backup::Backup;

use super::fault::told;
use super::open::{beside, create_file};
use crate::store::error::{Error, Result};

/// Pages copied at once: other windows may write in between.
const PAGES: std::ffi::c_int = 4096;

/// Copies an open library into a new file: written beside it under another name, synced, then renamed.
///
/// # Errors
///
/// [`Error::Exists`] where the file is there already.
pub(super) fn copy(from: &Connection, to: &Path) -> Result<()> {
    if to.exists() {
        return Err(Error::Exists { path: to.to_owned() });
    }
    let unreachable = |source| Error::Unreachable { path: to.to_owned(), source };
    let part = beside(to, ".part");
    if part.exists() {
        fs::remove_file(&part).map_err(unreachable)?;
    }
    create_file(&part).map_err(unreachable)?;
    let copied = fill(from, &part);
    if let Err(error) = copied {
        let _ = fs::remove_file(&part);
        return Err(told(to, &error));
    }
    fs::OpenOptions::new().append(true).open(&part).and_then(|file| file.sync_all()).map_err(unreachable)?;
    fs::rename(&part, to).map_err(unreachable)?;
    sync_folder(to);
    Ok(())
}

fn fill(from: &Connection, part: &Path) -> rusqlite::Result<()> {
    let mut into = Connection::open(part)?;
    Backup::new(from, &mut into)?.run_to_completion(PAGES, Duration::ZERO, None)?;
    // The copy is one file, without a journal beside it.
    into.pragma_update_and_check(None, "journal_mode", "delete", |_| Ok(()))?;
    into.close().map_err(|(_, error)| error)
}

/// Makes a rename last through a loss of power, where the system can.
pub(super) fn sync_folder(path: &Path) {
    if let Some(folder) = path.parent().filter(|folder| !folder.as_os_str().is_empty())
        && let Ok(folder) = fs::File::open(folder)
    {
        let _ = folder.sync_all();
    }
}
