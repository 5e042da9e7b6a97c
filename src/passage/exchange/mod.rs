//! Bookmarks as text and back, in four formats; what one exports, it imports again. Never touches a file.
//!
//! | format | for |
//! |---|---|
//! | [`Format::Annotations`] | other programs: one W3C Web Annotation collection in JSON-LD |
//! | [`Format::Csv`] | spreadsheets: RFC 4180 with a header line |
//! | [`Format::Lines`] | scripts: one JSON object a line, the fields of [`Kept`] with `"type":"bookmark"` |
//! | [`Format::Markdown`] | people: one document, or one for each article by [`files`] |
//!
//! Exporting, importing and exporting again gives the same bytes. A bookmark's identity is its id: one that
//! is already there is not new. What stands nowhere in a file written by another program is made from its
//! content, so that the same file gives the same ids.

mod annotations;
mod csv;
mod escape;
mod front;
mod kept;
mod lines;
mod markdown;

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, Utc};

use crate::base::id::{BookmarkId, digest};
use crate::base::json;
use crate::base::problem::Problem;
use crate::base::said::Said;
use crate::model::view::BookmarkRow;
pub(super) use escape::markdown_line;
pub use kept::{Kept, Source};
pub use markdown::files;

/// A form of exchange.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Format {
    /// W3C Web Annotations, JSON-LD.
    Annotations,
    /// Comma-separated values.
    Csv,
    /// JSON lines.
    Lines,
    /// Markdown.
    Markdown,
}

impl Format {
    /// All of them, in order.
    pub const ALL: &[Self] = &[Self::Annotations, Self::Csv, Self::Lines, Self::Markdown];

    /// The word used on the command line.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Annotations => "w3c",
            Self::Csv => "csv",
            Self::Lines => "jsonl",
            Self::Markdown => "md",
        }
    }

    /// The one with this word.
    #[must_use]
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|one| one.word() == word)
    }

    /// The one that the ending of a file's name tells; `.json` is taken for annotations.
    ///
    /// ```
    /// use throughline::passage::exchange::Format;
    /// assert_eq!(Format::of_name("a/Kept.MD"), Some(Format::Markdown));
    /// assert_eq!(Format::of_name("kept"), None);
    /// ```
    #[must_use]
    pub fn of_name(name: &str) -> Option<Self> {
        let name = name.to_lowercase();
        let ending = name.rsplit_once('.')?.1;
        match ending {
            "json" => Some(Self::Annotations),
            "markdown" => Some(Self::Markdown),
            "ndjson" => Some(Self::Lines),
            _ => Self::ALL.iter().copied().find(|one| one.extension().strip_prefix('.') == Some(ending)),
        }
    }

    /// What the name of a file in this format ends with, dot included.
    #[must_use]
    pub const fn extension(self) -> &'static str {
        match self {
            Self::Annotations => ".jsonld",
            Self::Csv => ".csv",
            Self::Lines => ".jsonl",
            Self::Markdown => ".md",
        }
    }
}

/// What a text of bookmarks holds.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Imported {
    /// The bookmarks, each id once, in the order of the text.
    pub kept: Vec<Kept>,
    /// What could not be read, by line or by number of the bookmark.
    pub problems: Vec<Problem>,
}

/// Bookmarks as one text, in order of the articles' dates and of place. Says everything that can be
/// imported; where a bookmark stands now is left out, for that is found again.
#[must_use]
pub fn export(format: Format, rows: &[BookmarkRow]) -> String {
    let kept = ordered(rows);
    match format {
        Format::Annotations => annotations::write(&kept),
        Format::Csv => csv::write(&kept),
        Format::Lines => lines::write(&kept),
        Format::Markdown => markdown::write(&kept),
    }
}

/// Reads a text of bookmarks. What cannot be read becomes a problem; the rest is read. `now` is the time of a
/// bookmark whose text gives none.
#[must_use]
pub fn import(format: Format, text: &str, now: DateTime<Utc>) -> Imported {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let read = match format {
        Format::Annotations => annotations::read(text, now),
        Format::Csv => csv::read(text, now),
        Format::Lines => lines::read(text, now),
        Format::Markdown => markdown::read(text, now),
    };
    each_id_once(read)
}

/// The bookmarks that are not known yet.
#[must_use]
pub fn fresh(kept: Vec<Kept>, known: &BTreeSet<BookmarkId>) -> Vec<Kept> {
    kept.into_iter().filter(|one| !known.contains(&one.id)).collect()
}

/// A line of the text, from 1.
fn at_line(line: impl TryInto<u64>) -> Said {
    Said::text("problem.at_line").with("n", line.try_into().unwrap_or_default())
}

/// What makes a piece no JSON of ours.
fn no_json(error: &serde_json::Error) -> Said {
    Said::text("problem.no_json").with("why", error.to_string())
}

fn no_time(name: &str, value: &str) -> Said {
    Said::text("problem.no_time").with("name", name).with("value", value)
}

fn no_day(value: &str) -> Said {
    Said::text("problem.no_day").with("value", value)
}

fn ordered(rows: &[BookmarkRow]) -> Vec<Kept> {
    let mut kept: Vec<Kept> = rows.iter().map(Kept::of).collect();
    kept.sort_by(Kept::order);
    kept
}

/// Drops what stands twice; gives an id of its own to another bookmark under the same id, so that none is lost.
fn each_id_once(mut read: Imported) -> Imported {
    let mut seen: BTreeMap<BookmarkId, Kept> = BTreeMap::new();
    let mut kept = Vec::new();
    for mut one in read.kept {
        if seen.get(&one.id).is_some_and(|first| *first != one) {
            let content = json::line(&one).unwrap_or_default();
            let own = BookmarkId(digest(&["bookmark", one.id.as_str(), &content]));
            let what = Said::text("problem.same_id");
            read.problems.push(Problem::new(what, one.id.as_str()));
            one.id = own;
        }
        if !seen.contains_key(&one.id) {
            seen.insert(one.id.clone(), one.clone());
            kept.push(one);
        }
    }
    Imported { kept, problems: read.problems }
}
