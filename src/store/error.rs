//! What can go wrong with a library, with the place and what to do about it.

use std::path::{Path, PathBuf};

/// Result of anything the library does.
pub type Result<T> = std::result::Result<T, Error>;

/// Why the library could not do what it was asked.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The file or its folder cannot be reached.
    #[error("cannot reach the library {path}: {source}")]
    Unreachable {
        /// The file or folder.
        path: PathBuf,
        /// What the system says.
        source: std::io::Error,
    },
    /// The file is something else.
    #[error("{path} is not a library of this program")]
    Foreign {
        /// The file.
        path: PathBuf,
    },
    /// A newer version of the program made it.
    #[error(
        "the library {path} was made by a newer version of this program (its form is {found}, known is {known})"
    )]
    Newer {
        /// The file.
        path: PathBuf,
        /// Form of the file.
        found: i64,
        /// Newest form this program knows.
        known: i64,
    },
    /// Its content cannot be read.
    #[error("the library {path} is damaged: {what}")]
    Damaged {
        /// The file.
        path: PathBuf,
        /// What was found.
        what: String,
    },
    /// It may be read, not written.
    #[error("the library {path} cannot be written: {why}")]
    ReadOnly {
        /// The file.
        path: PathBuf,
        /// Why.
        why: String,
    },
    /// No room to write.
    #[error("no room left to write the library {path}")]
    Full {
        /// The file.
        path: PathBuf,
    },
    /// Another program kept it locked for too long.
    #[error("the library {path} is busy in another window")]
    Busy {
        /// The file.
        path: PathBuf,
    },
    /// A file that was to be made is there already.
    #[error("{path} exists already")]
    Exists {
        /// The file.
        path: PathBuf,
    },
    /// The change does not fit what the library holds.
    #[error("{what}")]
    Conflict {
        /// The library.
        path: PathBuf,
        /// What does not fit, one sentence without the final full stop.
        what: String,
    },
    /// SQLite refused for another reason.
    #[error("the library {path} failed: {what}")]
    Failed {
        /// The file.
        path: PathBuf,
        /// What SQLite says.
        what: String,
    },
}

impl Error {
    /// The file it concerns.
    #[must_use]
    pub fn path(&self) -> &Path {
        match self {
            Self::Unreachable { path, .. }
            | Self::Foreign { path }
            | Self::Newer { path, .. }
            | Self::Damaged { path, .. }
            | Self::ReadOnly { path, .. }
            | Self::Full { path }
            | Self::Busy { path }
            | Self::Exists { path }
            | Self::Conflict { path, .. }
            | Self::Failed { path, .. } => path,
        }
    }

    /// What to do about it, one sentence without the final full stop.
    #[must_use]
    pub const fn hint(&self) -> &'static str {
        match self {
            Self::Unreachable { .. } => {
                "check the path and its permissions, or name another library with --library"
            }
            Self::Foreign { .. } => "name another file with --library; this one was not touched",
            Self::Newer { .. } => "update the program; until then the library can be read, not changed",
            Self::Damaged { .. } => "run the doctor command, or restore a backup; the damaged file is kept",
            Self::ReadOnly { .. } => {
                "make the file and its folder writable, or name another library with --library"
            }
            Self::Full { .. } => "free some room and try again; nothing that was saved is lost",
            Self::Busy { .. } => "close the other window or wait, then try again",
            Self::Exists { .. } => "choose another name, or move that file away",
            Self::Conflict { .. } => "nothing was changed",
            Self::Failed { .. } => "try again; if it stays, run the doctor command",
        }
    }
}
