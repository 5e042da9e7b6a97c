//! Why a file cannot be read as articles, in words with advice. Never a reason to stop the program.

use std::fmt;

use crate::base::problem::Problem;
use crate::base::said::Said;
use crate::import::SIZE_LIMIT;

/// Some names of encodings that are known.
const KNOWN: &str = "utf-8, windows-1251, koi8-r, ibm866, iso-8859-5, kz-1048, utf-16le";

/// Why a file gave no article.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refused {
    /// No bytes, or nothing but white space.
    Empty,
    /// More bytes than [`SIZE_LIMIT`].
    TooLarge {
        /// Its size in bytes.
        size: usize,
    },
    /// An image, archive, document or program.
    Binary {
        /// What it looks like, such as a PDF document.
        kind: Said,
    },
    /// The encoding named by hand is not known.
    UnknownEncoding {
        /// As it was named.
        name: String,
    },
}

impl Refused {
    /// What is wrong, one sentence without the final full stop.
    #[must_use]
    pub fn said(&self) -> Said {
        match self {
            Self::Empty => Said::text("problem.empty_file"),
            Self::TooLarge { size } => Said::text("problem.too_large")
                .with("size", size.div_ceil(1 << 20))
                .with("most", SIZE_LIMIT >> 20),
            Self::Binary { kind } => Said::text("problem.binary").with("kind", kind.clone()),
            Self::UnknownEncoding { name } => {
                Said::text("problem.unknown_encoding").with("name", name.as_str())
            }
        }
    }

    /// What can be done about it.
    #[must_use]
    pub fn hint(&self) -> Option<Said> {
        match self {
            Self::Empty => None,
            Self::TooLarge { .. } => Some(Said::text("advice.cut")),
            Self::Binary { .. } => Some(Said::text("advice.plain_text")),
            Self::UnknownEncoding { .. } => Some(Said::text("advice.encodings").with("names", KNOWN)),
        }
    }

    /// The same as a problem at `place`.
    #[must_use]
    pub fn problem(&self, place: &str) -> Problem {
        Problem { hint: self.hint(), ..Problem::new(self.said(), place) }
    }
}

/// For logs and tests, in no language.
impl fmt::Display for Refused {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.said().fmt(f)
    }
}

impl std::error::Error for Refused {}
