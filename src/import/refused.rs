//! Why a file cannot be read as articles, in words with advice. Never a reason to stop the program.

use crate::base::problem::Problem;
use crate::import::SIZE_LIMIT;

/// Why a file gave no article.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refused {
    /// No bytes, or nothing but white space.
    #[error("the file is empty")]
    Empty,
    /// More bytes than [`SIZE_LIMIT`].
    #[error("the file has {} MB, more than the {} MB that one article may have", size.div_ceil(1 << 20), SIZE_LIMIT >> 20)]
    TooLarge {
        /// Its size in bytes.
        size: usize,
    },
    /// An image, archive, document or program.
    #[error("the file is no plain text ({kind})")]
    Binary {
        /// What it looks like, such as `PDF document`.
        kind: &'static str,
    },
    /// The encoding named by hand is not known.
    #[error("\"{name}\" is no encoding known here")]
    UnknownEncoding {
        /// As it was named.
        name: String,
    },
}

impl Refused {
    /// What can be done about it.
    #[must_use]
    pub fn hint(&self) -> Option<&'static str> {
        match self {
            Self::Empty => None,
            Self::TooLarge { .. } => Some("cut it into one file for each article"),
            Self::Binary { .. } => Some("save the article as plain text"),
            Self::UnknownEncoding { .. } => {
                Some("use a name such as utf-8, windows-1251, koi8-r, ibm866, iso-8859-5, kz-1048, utf-16le")
            }
        }
    }

    /// The same as a problem at `place`.
    #[must_use]
    pub fn problem(&self, place: &str) -> Problem {
        let problem = Problem::new(self.to_string(), place);
        match self.hint() {
            Some(hint) => problem.hint(hint),
            None => problem,
        }
    }
}
