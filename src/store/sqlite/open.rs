//! Opening a library file: making it, knowing it for one's own, bringing it to the present form. Never
//! writes to a file that is not a library, is newer, or is damaged.

use std::fmt::Write as _;
use std::fs::{self, File, OpenOptions};
use std::io::{self, Read as _};
use std::path::{Path, PathBuf};
use std::time::Duration;

use rusqlite::{Connection, OpenFlags};
use rusqlite_migration::{M, Migrations};

use super::backup;
use super::fault::told;
use super::find;
use crate::base::said::Said;
use crate::store::error::{Error, Result};

/// Marks a SQLite file as a library of this program: "thrl" in ASCII.
pub(super) const APPLICATION: u32 = 0x7468_726c;

/// How long a write waits for another window.
const PATIENCE: Duration = Duration::from_secs(10);

/// Kibibytes of pages kept in memory by one handle.
const CACHE: i64 = 4096;

/// Prepared statements kept by one handle.
const STATEMENTS: usize = 96;

/// Newest form this program knows: the number of its migrations.
pub(super) const FORM: i64 = 6;

/// One step for each file in `migrations/`, never to be changed once a version of the program is out.
fn migrations() -> Migrations<'static> {
    Migrations::new(vec![
        M::up(include_str!("../migrations/1_library.sql")),
        M::up_with_hook(include_str!("../migrations/2_search.sql"), |db: &rusqlite::Transaction<'_>| {
            Ok(find::index_all(db)?)
        }),
        M::up(include_str!("../migrations/3_order.sql")),
        M::up(include_str!("../migrations/4_nearness.sql")),
        M::up(include_str!("../migrations/5_references.sql")),
        M::up(include_str!("../migrations/6_postings.sql")),
    ])
}

/// An open file.
pub(super) struct Opened {
    pub(super) conn: Connection,
    /// Why it may only be read.
    pub(super) read_only: Option<ReadOnly>,
}

/// Why a library may only be read.
#[derive(Clone, Debug)]
pub(super) enum ReadOnly {
    /// A newer program made it, in this form.
    Newer(i64),
    /// The system does not let us.
    Denied(Said),
}

/// Opens a library; makes it, with its folder, where there is none.
pub(super) fn open(path: &Path) -> Result<Opened> {
    let fresh = create(path)?;
    if !fresh {
        check_header(path)?;
    }
    let (mut conn, mut read_only) = connect(path)?;
    let told = |error| told(path, &error);
    let form = form(&conn).map_err(told)?;
    if form > FORM {
        conn.pragma_update(None, "query_only", true).map_err(told)?;
        read_only = Some(ReadOnly::Newer(form));
    } else if form < FORM {
        match &read_only {
            Some(ReadOnly::Denied(why)) => {
                return Err(Error::ReadOnly { path: path.to_owned(), why: why.clone() });
            }
            _ => migrate(&mut conn, path)?,
        }
    }
    Ok(Opened { conn, read_only })
}

/// The file that a path leads to: where it is a link, what lies beside the library lies beside that file.
pub(super) fn real(path: &Path) -> PathBuf {
    fs::canonicalize(path).unwrap_or_else(|_| path.to_owned())
}

/// The form of an open library.
pub(super) fn form(conn: &Connection) -> rusqlite::Result<i64> {
    conn.query_row("PRAGMA user_version", [], |row| row.get(0))
}

/// Makes an empty file that only its owner may read, where there is none. `true` where nothing was there.
fn create(path: &Path) -> Result<bool> {
    let unreachable = |source| Error::Unreachable { path: path.to_owned(), source };
    match fs::metadata(path) {
        Ok(data) if data.is_dir() => {
            return Err(unreachable(io::Error::from(io::ErrorKind::IsADirectory)));
        }
        Ok(data) if data.len() > 0 => return Ok(false),
        Ok(_) => return if beside(path, "-wal").exists() { Ok(false) } else { Ok(true) },
        Err(error) if error.kind() == io::ErrorKind::NotFound => {}
        Err(error) => return Err(unreachable(error)),
    }
    if let Some(folder) = path.parent().filter(|folder| !folder.as_os_str().is_empty()) {
        create_folder(folder).map_err(unreachable)?;
    }
    create_file(path).map_err(unreachable)?;
    Ok(true)
}

/// Makes a folder, and those above it, that only their owner may look into.
pub(crate) fn create_folder(folder: &Path) -> io::Result<()> {
    let mut builder = fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(folder)
}

/// Makes an empty file that only its owner may read.
///
/// # Errors
///
/// What the system says, also where it is there already.
pub fn create_new_file(path: &Path) -> io::Result<File> {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path)
}

/// Makes an empty file that only its owner may read, or opens the one that is there.
pub(crate) fn create_file(path: &Path) -> io::Result<File> {
    match create_new_file(path) {
        // Another window was faster.
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {
            OpenOptions::new().append(true).open(path)
        }
        other => other,
    }
}

/// The name of a file that lies beside the library: its own with something behind.
pub(crate) fn beside(path: &Path, suffix: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(suffix);
    PathBuf::from(name)
}

/// Looks at the first bytes of a file before SQLite does.
pub(super) fn check_header(path: &Path) -> Result<()> {
    let unreachable = |source| Error::Unreachable { path: path.to_owned(), source };
    let damaged = |key| Err(Error::Damaged { path: path.to_owned(), what: Said::text(key) });
    let mut file = File::open(path).map_err(unreachable)?;
    let length = file.metadata().map_err(unreachable)?.len();
    let mut header = Vec::new();
    file.by_ref().take(100).read_to_end(&mut header).map_err(unreachable)?;
    let word =
        |at: usize| -> Option<u32> { Some(u32::from_be_bytes(header.get(at..at + 4)?.try_into().ok()?)) };
    if header.is_empty() {
        return damaged("problem.empty_but_journal");
    }
    let ours = word(68) == Some(APPLICATION);
    let sqlite = header.starts_with(b"SQLite format 3\0");
    match (sqlite, ours) {
        (true, true) => {}
        (false, true) => return damaged("problem.first_bytes"),
        (true, false) if header.len() < 100 => return damaged("problem.cut_off"),
        (_, false) => return Err(Error::Foreign { path: path.to_owned() }),
    }
    let page = match header.get(16..18) {
        Some(&[0, 1]) => 65_536,
        Some(&[high, low]) => u64::from(u16::from_be_bytes([high, low])),
        _ => 0,
    };
    let pages = word(28).map_or(0, u64::from);
    let waiting = fs::metadata(beside(path, "-wal")).is_ok_and(|wal| wal.len() > 0);
    if pages * page > length && !waiting {
        return damaged("problem.cut_off");
    }
    Ok(())
}

/// Connects for reading and writing, else for reading.
fn connect(path: &Path) -> Result<(Connection, Option<ReadOnly>)> {
    let base = OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let failure = match tuned(path, base | OpenFlags::SQLITE_OPEN_READ_WRITE, Access::Write) {
        Ok(conn) => return Ok((conn, None)),
        Err(error) => error,
    };
    let denied = ReadOnly::Denied(system_word(path, &failure));
    if let Ok(conn) = tuned(path, base | OpenFlags::SQLITE_OPEN_READ_ONLY, Access::Read) {
        return Ok((conn, Some(denied)));
    }
    // In a folder that cannot be written, SQLite reads a file only on our word that nobody changes it.
    let flags = base | OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_URI;
    match tuned(&uri(path), flags, Access::Read) {
        Ok(conn) => Ok((conn, Some(denied))),
        Err(_) => Err(told(path, &failure)),
    }
}

/// Connects for writing to a library that could not be written before: there may be room now, or leave.
pub(super) fn reconnect(path: &Path) -> Result<Connection> {
    let flags = OpenFlags::SQLITE_OPEN_NO_MUTEX | OpenFlags::SQLITE_OPEN_READ_WRITE;
    tuned(path, flags, Access::Write).map_err(|failure| {
        let error = told(path, &failure);
        if matches!(error, Error::Full { .. } | Error::Busy { .. } | Error::Failed { .. }) {
            return error;
        }
        Error::ReadOnly { path: path.to_owned(), why: system_word(path, &failure) }
    })
}

#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Access {
    Read,
    Write,
}

pub(super) fn tuned(path: &Path, flags: OpenFlags, access: Access) -> rusqlite::Result<Connection> {
    let conn = Connection::open_with_flags(path, flags)?;
    conn.busy_timeout(PATIENCE)?;
    conn.set_prepared_statement_cache_capacity(STATEMENTS);
    conn.pragma_update(None, "cache_size", -CACHE)?;
    conn.pragma_update(None, "foreign_keys", true)?;
    conn.pragma_update(None, "temp_store", "memory")?;
    // Nothing in the file can make SQLite run what the program did not ask for.
    conn.pragma_update(None, "trusted_schema", false)?;
    if access == Access::Write {
        // First of all, so that no other window ever meets a file of no program.
        if conn.query_row("PRAGMA application_id", [], |row| row.get::<_, i64>(0))? == 0 {
            conn.pragma_update(None, "application_id", APPLICATION)?;
        }
        conn.pragma_update_and_check(None, "journal_mode", "wal", |_| Ok(()))?;
        conn.pragma_update(None, "synchronous", "full")?;
        // A write transaction tells at once whether the file may be written.
        conn.execute_batch("BEGIN IMMEDIATE; COMMIT")?;
    } else {
        conn.query_row("SELECT count(*) FROM sqlite_schema", [], |_| Ok(()))?;
    }
    Ok(conn)
}

fn uri(path: &Path) -> PathBuf {
    let mut uri = String::from("file:");
    for byte in path.as_os_str().as_encoded_bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'/' | b'.' | b'-' | b'_' => {
                uri.push(char::from(*byte));
            }
            other => {
                let _ = write!(uri, "%{other:02X}");
            }
        }
    }
    uri.push_str("?immutable=1");
    PathBuf::from(uri)
}

fn system_word(path: &Path, failure: &rusqlite::Error) -> Said {
    match OpenOptions::new().append(true).open(path) {
        Err(error) => Said::from(&error),
        Ok(_) => Said::Plain(failure.to_string()),
    }
}

/// Brings a library to the present form, with a backup before where it holds something.
///
/// Two windows may begin at once: the second waits for the first, and finds the work done. The lock is the
/// system's, so one that died holds nothing.
fn migrate(conn: &mut Connection, path: &Path) -> Result<()> {
    let unreachable = |source| Error::Unreachable { path: path.to_owned(), source };
    let told = |error: rusqlite::Error| told(path, &error);
    let lock_path = beside(path, ".lock");
    let lock = create_file(&lock_path).map_err(unreachable)?;
    lock.lock().map_err(unreachable)?;
    let from = form(conn).map_err(told)?;
    if from < FORM {
        if from > 0 {
            let copy = beside(path, &format!(".before-{from}"));
            if !copy.exists() {
                backup::copy(conn, &copy)?;
            }
        }
        migrations().to_latest(conn).map_err(|error| {
            if let rusqlite_migration::Error::RusqliteError { err, .. } = error {
                return told(err);
            }
            Error::Failed { path: path.to_owned(), what: Said::Plain(error.to_string()) }
        })?;
    }
    let _ = fs::remove_file(&lock_path);
    Ok(())
}
