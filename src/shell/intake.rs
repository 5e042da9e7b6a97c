//! From files to a library: imports what is new or changed, looks into it, links it, finds bookmarks again.
//! Never deletes anything; a file that has gone is simply not met.

mod linking;
mod looking;
mod taking;

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::atomic::{AtomicBool, Ordering};

use chrono::{DateTime, Utc};

use super::error::Failure;
use super::reading::{self, Loaded};
use super::study;
use crate::base::embedded;
use crate::base::problem::Problem;
use crate::model::view::Row;
use crate::passage;
use crate::store::library::Library;
pub use linking::{link_few, relink};

/// How many files are read, or articles looked into, before the library is written.
const BATCH: usize = 64;
/// A batch ends earlier where its articles have so many bytes, so that progress shows and a stop is heeded.
const BATCH_BYTES: usize = 1 << 20;

/// Set in a library while it holds findings that are not linked yet, so that an intake that was cut off is
/// finished by the next.
const LINKING_DUE: &str = "intake.linking_due";

/// How far an intake is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Progress {
    /// What is being done.
    pub phase: Phase,
    /// How many are done.
    pub done: usize,
    /// Of how many.
    pub total: usize,
}

/// The steps of an intake, in order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Phase {
    /// Reading files.
    Reading,
    /// Looking for initiatives.
    Looking,
    /// Linking them.
    Linking,
}

impl Phase {
    /// The key of the text that names it, under `[progress]`.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Reading => "import",
            Self::Looking => "extract",
            Self::Linking => "link",
        }
    }
}

/// What an intake came to.
#[derive(Clone, Debug, Default)]
pub struct Report {
    /// Articles that are new.
    pub new: usize,
    /// Articles whose text changed.
    pub revised: usize,
    /// Files that were as before.
    pub unchanged: usize,
    /// Copies of articles that are there from elsewhere.
    pub copies: usize,
    /// How many files were read in each encoding.
    pub encodings: BTreeMap<String, usize>,
    /// What was passed over or doubtful.
    pub problems: Vec<Problem>,
    /// How many of the paths that were named could not be read.
    pub missed: usize,
    /// Rows of the new and revised articles.
    pub rows: Vec<Row>,
}

/// How an intake is done.
#[derive(Clone, Copy, Debug)]
pub struct Options<'a> {
    /// Encoding set by hand.
    pub encoding: Option<&'a str>,
    /// The time it is.
    pub now: DateTime<Utc>,
    /// Set from outside to end it after the present batch; what is done stays done.
    pub stop: &'a AtomicBool,
}

/// Imports all files under the paths, then looks into every article not looked into yet, and links.
///
/// # Errors
/// Where the library cannot be read or written; problems of single files are in the report.
pub fn run(
    library: &mut dyn Library,
    paths: &[PathBuf],
    options: Options<'_>,
    progress: &mut dyn FnMut(Progress),
) -> Result<Report, Failure> {
    progress(Progress { phase: Phase::Reading, done: 0, total: 0 });
    let walk = reading::find(paths);
    let mut report = Report { problems: walk.skipped, missed: walk.missed, ..Report::default() };
    taking::take_all(library, &walk.files, options, &mut report, progress)?;
    catch_up(library, options, progress)?;
    Ok(report)
}

/// Cuts into batches of at most [`BATCH`] things and, where more than one, [`BATCH_BYTES`] bytes.
fn batches<T>(mut rest: &[T], size: impl Fn(&T) -> usize) -> impl Iterator<Item = &[T]> {
    std::iter::from_fn(move || {
        let mut bytes = 0_usize;
        let fits = rest.iter().take(BATCH).take_while(|one| {
            let before = bytes;
            bytes = bytes.saturating_add(size(one));
            before == 0 || bytes <= BATCH_BYTES
        });
        let (batch, after) = rest.split_at_checked(fits.count())?;
        rest = after;
        (!batch.is_empty()).then_some(batch)
    })
}

/// Looks into every article not looked into yet, links where anything is new, and finds bookmarks again.
///
/// # Errors
/// Where the library cannot be read or written.
pub fn catch_up(
    library: &mut dyn Library,
    options: Options<'_>,
    progress: &mut dyn FnMut(Progress),
) -> Result<(), Failure> {
    let due = library.setting(LINKING_DUE)?.is_some();
    let version = study::version();
    let mut looked = library.unsearched(&version, usize::MAX)?;
    if !looked.is_empty() {
        library.set_setting(LINKING_DUE, Some("1"))?;
        looked = looking::look(library, looked, &version, options, progress)?;
    }
    if library.setting(LINKING_DUE)?.is_some() && !options.stop.load(Ordering::Relaxed) {
        progress(Progress { phase: Phase::Linking, done: 0, total: looked.len() });
        if due || !link_few(library, &looked, options.stop, progress)? {
            relink(library, options.stop, progress)?;
        }
    }
    place_bookmarks(library)
}

/// Imports the sample that is built into the program.
///
/// # Errors
/// As [`run`].
pub fn sample(
    library: &mut dyn Library,
    options: Options<'_>,
    progress: &mut dyn FnMut(Progress),
) -> Result<Report, Failure> {
    let mut report = Report::default();
    let files: Vec<Loaded> =
        embedded::under("seeds/").map(|(name, bytes)| reading::embedded(name, bytes)).collect();
    taking::take_loaded(library, &files, options, &mut report)?;
    catch_up(library, options, progress)?;
    Ok(report)
}

/// Finds the bookmarks again whose place in the present text is not known.
///
/// # Errors
/// Where the library cannot be read or written.
pub fn place_bookmarks(library: &mut dyn Library) -> Result<(), Failure> {
    library.adopt()?;
    let mut bookmarks = library.unplaced()?;
    bookmarks.sort_by(|a, b| a.article.cmp(&b.article));
    for group in bookmarks.chunk_by(|a, b| a.article == b.article) {
        let Some(first) = group.first() else { continue };
        let Some(row) = library.row_of(&first.article)? else { continue };
        let Some(page) = library.page(row)? else { continue };
        let article = &page.article;
        let found = passage::reanchor(group, &article.text, &article.revision);
        let places: Vec<_> = found.into_iter().map(|(bookmark, place, _)| (bookmark, place)).collect();
        library.place(&article.revision, &places)?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn batches_hold_all_in_order_and_end_where_they_are_full() {
        let sizes = [10, BATCH_BYTES * 3, 5, BATCH_BYTES - 5, 1, 0, 0];
        let all: Vec<&[usize]> = batches(&sizes, |size| *size).collect();
        assert_eq!(all.concat(), sizes);
        assert_eq!(all.iter().map(|batch| batch.len()).collect::<Vec<_>>(), [1, 1, 2, 3]);
        let many = vec![1; BATCH * 2 + 1];
        assert_eq!(batches(&many, |size| *size).map(<[usize]>::len).collect::<Vec<_>>(), [BATCH, BATCH, 1]);
    }
}
