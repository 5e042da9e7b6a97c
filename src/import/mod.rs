//! From bytes to articles: encoding, format, title, date, blocks. Never touches the network, the disk or the screen.
//!
//! [`read()`] takes the bytes of one file and gives its articles with what was doubtful about them. The steps are
//! files of their own: `encoding` makes text of bytes, `formats` finds header and body, `blocks` says what each
//! part of the body is, `dated`, `outlet` and `title` read what a reader sees at a glance, `identity` names it.

mod article;
mod blocks;
mod credit;
mod dated;
mod dateline;
pub mod encoding;
mod formats;
mod furniture;
mod identity;
mod lines;
mod meta;
mod outlet;
mod refused;
mod title;
mod words;

use chrono::NaiveDateTime;

use crate::base::problem::Problem;
use crate::lang::Packs;
use crate::model::article::Article;
pub use encoding::{Detected, Sureness};
pub use identity::id_of_address;
pub use refused::Refused;

/// The most bytes one file may have: 16 MiB, four thousand pages of text.
pub const SIZE_LIMIT: usize = 16 * 1024 * 1024;

/// One file as the caller read it.
#[derive(Clone, Copy, Debug)]
pub struct Source<'a> {
    /// Its path as shown to the reader; the part after the last slash is the file's name.
    pub name: &'a str,
    /// All of its bytes.
    pub bytes: &'a [u8],
    /// When it was last changed, where that is known: gives a year to dates without one.
    pub modified: Option<NaiveDateTime>,
    /// The encoding set by hand, such as `windows-1251`.
    pub encoding: Option<&'a str>,
    /// The languages known.
    pub packs: &'a Packs,
}

/// What a file gave.
#[derive(Clone, Debug)]
pub struct Imported {
    /// Its articles in order; never empty.
    pub articles: Vec<Article>,
    /// The format it was read as, such as `front matter`.
    pub format: &'static str,
    /// The encoding it was read in.
    pub encoding: Detected,
    /// What a person should know.
    pub problems: Vec<Problem>,
}

/// What could not be read of the words and encodings under `assets/import/`.
#[must_use]
pub fn problems() -> Vec<Problem> {
    words::words().problems.iter().cloned().chain(encoding::check().err()).collect()
}

/// Reads the articles of one file.
///
/// ```
/// use throughline::import::{Source, read};
/// let packs = throughline::lang::packs();
/// let bytes = "date: 2025-10-08\n\nFirst words\n\n07.10.2025, 16:22\n\nIt rains.".as_bytes();
/// let source = Source { name: "rain.txt", bytes, modified: None, encoding: None, packs };
/// let article = &read(&source).unwrap().articles[0];
/// assert_eq!(article.day().unwrap().to_string(), "2025-10-07");
/// assert_eq!(article.title, "First words");
/// ```
///
/// # Errors
/// Where the file holds no text that can be read: empty, too large, binary, or in an encoding not known.
pub fn read(source: &Source<'_>) -> Result<Imported, Refused> {
    if source.bytes.len() > SIZE_LIMIT {
        return Err(Refused::TooLarge { size: source.bytes.len() });
    }
    let decoded = encoding::decode(source.bytes, source.encoding, source.packs)?;
    if decoded.text.trim().is_empty() {
        return Err(Refused::Empty);
    }
    let (format, drafts) = formats::read(decoded.text);
    let mut problems = decoded.problems;
    let articles: Vec<Article> =
        drafts.into_iter().map(|draft| article::make(draft, source, &mut problems)).collect();
    for problem in &mut problems {
        problem.place = source.name.into();
    }
    if articles.is_empty() {
        return Err(Refused::Empty);
    }
    Ok(Imported { articles, format, encoding: decoded.encoding, problems })
}
