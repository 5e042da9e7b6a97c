//! Turns what SQLite says into an error with a place and a way out.

use std::path::Path;

use rusqlite::ErrorCode;

use crate::base::said::Said;
use crate::store::error::Error;

/// The error of a library at this path.
pub(super) fn told(path: &Path, error: &rusqlite::Error) -> Error {
    let path = path.to_owned();
    let what = Said::Plain(error.to_string());
    match error.sqlite_error_code() {
        _ if is_without_room(error) => Error::Full { path },
        Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => Error::Busy { path },
        Some(ErrorCode::DatabaseCorrupt) => Error::Damaged { path, what },
        Some(ErrorCode::NotADatabase) => Error::Foreign { path },
        Some(ErrorCode::ReadOnly | ErrorCode::PermissionDenied) => Error::ReadOnly { path, why: what },
        Some(ErrorCode::CannotOpen) => {
            Error::Unreachable { path, source: std::io::Error::other(error.to_string()) }
        }
        Some(ErrorCode::SystemIoFailure) => {
            Error::Failed { path, what: Said::text("problem.disk").with("why", what) }
        }
        _ if is_unreadable(error) => Error::Damaged { path, what },
        _ => Error::Failed { path, what },
    }
}

/// SQLite's word for a memory file beside the library that cannot grow (`SQLITE_IOERR_SHMSIZE`).
const NO_ROOM_FOR_MEMORY: i32 = 4874;

/// Whether the disk is full.
fn is_without_room(error: &rusqlite::Error) -> bool {
    let failure = error.sqlite_error();
    failure.is_some_and(|one| one.code == ErrorCode::DiskFull || one.extended_code == NO_ROOM_FOR_MEMORY)
}

/// Whether a value is not what the program wrote.
fn is_unreadable(error: &rusqlite::Error) -> bool {
    use rusqlite::Error as E;
    matches!(
        error,
        E::FromSqlConversionFailure(..)
            | E::Utf8Error(..)
            | E::InvalidColumnType(..)
            | E::IntegralValueOutOfRange(..)
    )
}
