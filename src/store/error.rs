//! What can go wrong with a library, with the place and what to do about it.

use std::fmt;
use std::path::{Path, PathBuf};

use crate::base::problem::Problem;
use crate::base::said::Said;

/// Result of anything the library does.
pub type Result<T> = std::result::Result<T, Error>;

/// Why the library could not do what it was asked.
#[derive(Debug)]
pub enum Error {
    /// The file or its folder cannot be reached.
    Unreachable {
        /// The file or folder.
        path: PathBuf,
        /// What the system says.
        source: std::io::Error,
    },
    /// The file is something else.
    Foreign {
        /// The file.
        path: PathBuf,
    },
    /// A newer version of the program made it.
    Newer {
        /// The file.
        path: PathBuf,
        /// Form of the file.
        found: i64,
        /// Newest form this program knows.
        known: i64,
    },
    /// Its content cannot be read.
    Damaged {
        /// The file.
        path: PathBuf,
        /// What was found.
        what: Said,
    },
    /// It may be read, not written.
    ReadOnly {
        /// The file.
        path: PathBuf,
        /// Why.
        why: Said,
    },
    /// No room to write.
    Full {
        /// The file.
        path: PathBuf,
    },
    /// Another program kept it locked for too long.
    Busy {
        /// The file.
        path: PathBuf,
    },
    /// A file that was to be made is there already.
    Exists {
        /// The file.
        path: PathBuf,
    },
    /// The change does not fit what the library holds.
    Conflict {
        /// The library.
        path: PathBuf,
        /// What does not fit, one sentence without the final full stop.
        what: Said,
    },
    /// SQLite refused for another reason.
    Failed {
        /// The file.
        path: PathBuf,
        /// What SQLite says.
        what: Said,
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

    /// What is wrong, one sentence without the final full stop.
    #[must_use]
    pub fn said(&self) -> Said {
        let of = |key| Said::text(key).with("path", self.path());
        match self {
            Self::Unreachable { source, .. } => of("problem.unreachable").with("why", source),
            Self::Foreign { .. } => of("problem.foreign"),
            Self::Newer { found, known, .. } => {
                of("problem.newer").with("found", found.to_string()).with("known", known.to_string())
            }
            Self::Damaged { what, .. } => of("problem.damaged").with("what", what.clone()),
            Self::ReadOnly { why, .. } => of("problem.not_written").with("why", why.clone()),
            Self::Full { .. } => of("problem.full"),
            Self::Busy { .. } => of("problem.busy"),
            Self::Exists { .. } => of("problem.exists"),
            Self::Conflict { what, .. } => what.clone(),
            Self::Failed { what, .. } => of("problem.failed").with("what", what.clone()),
        }
    }

    /// What to do about it, one sentence without the final full stop.
    #[must_use]
    pub const fn hint(&self) -> Said {
        Said::text(match self {
            Self::Unreachable { .. } => "advice.path",
            Self::Foreign { .. } => "advice.other_file",
            Self::Newer { .. } => "advice.update",
            Self::Damaged { .. } => "advice.doctor",
            Self::ReadOnly { .. } => "advice.writable",
            Self::Full { .. } => "advice.room",
            Self::Busy { .. } => "advice.wait",
            Self::Exists { .. } => "advice.move",
            Self::Conflict { .. } => "advice.unchanged",
            Self::Failed { .. } => "advice.again",
        })
    }

    /// The same as a problem, which needs no place beside the path it names.
    #[must_use]
    pub fn problem(&self) -> Problem {
        Problem::new(self.said(), "").hint(self.hint())
    }
}

/// For logs and tests, in no language.
impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.said().fmt(f)
    }
}

impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        if let Self::Unreachable { source, .. } = self { Some(source) } else { None }
    }
}
