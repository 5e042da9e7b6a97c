//! From files to a library: imports what is new or changed, looks into it, links it, finds bookmarks again.
//! Never deletes anything; a file that has gone is simply not met.

use std::path::PathBuf;
use std::sync::atomic::{AtomicBool, Ordering};

use chrono::{DateTime, Utc};
use rayon::prelude::*;

use super::error::Failure;
use super::reading::{self, Loaded};
use super::study;
use super::walk::Found;
use crate::base::embedded;
use crate::base::problem::Problem;
use crate::link::encoder::Encoder;
use crate::link::features::ArticleFeatures;
use crate::model::thread::Correction;
use crate::model::view::Row;
use crate::passage;
use crate::store::error::Error;
use crate::store::intake::{Findings, Incoming, Outcome, Put, Source};
use crate::store::library::Library;

/// How many files are read, or articles looked into, before the library is written.
const BATCH: usize = 64;

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
    /// What was passed over or doubtful.
    pub problems: Vec<Problem>,
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
    let walk = reading::find(paths);
    let mut report = Report { problems: walk.skipped, ..Report::default() };
    let total = walk.files.len();
    for (number, batch) in walk.files.chunks(BATCH).enumerate() {
        if options.stop.load(Ordering::Relaxed) {
            break;
        }
        progress(Progress { phase: Phase::Reading, done: number * BATCH, total });
        files(library, batch, options, &mut report)?;
    }
    progress(Progress { phase: Phase::Reading, done: total, total });
    catch_up(library, options, progress)?;
    Ok(report)
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
    let looked = look(library, options, progress)?;
    if looked > 0 && !options.stop.load(Ordering::Relaxed) {
        progress(Progress { phase: Phase::Linking, done: 0, total: 1 });
        relink(library)?;
        progress(Progress { phase: Phase::Linking, done: 1, total: 1 });
    }
    place_bookmarks(library)
}

/// A file that has to be looked at, or the reason why not.
enum Met {
    Unchanged,
    Touched(Loaded),
    Load(Loaded),
    Bad(Problem),
}

fn files(
    library: &mut dyn Library,
    batch: &[Found],
    options: Options<'_>,
    report: &mut Report,
) -> Result<(), Failure> {
    let mut known = Vec::with_capacity(batch.len());
    for found in batch {
        let path = reading::full_path(found);
        known.push(library.source(&path)?);
    }
    let met: Vec<Met> = batch
        .par_iter()
        .zip(&known)
        .map(|(found, known)| {
            let same =
                |size: u64, modified: i64| size == found.size && modified == reading::modified_nanos(found);
            if known.as_ref().is_some_and(|stamp| same(stamp.size, stamp.modified)) {
                return Met::Unchanged;
            }
            match reading::load(found) {
                Err(problem) => Met::Bad(problem),
                Ok(loaded) if known.as_ref().is_some_and(|stamp| stamp.content == loaded.stamp.content) => {
                    Met::Touched(loaded)
                }
                Ok(loaded) => Met::Load(loaded),
            }
        })
        .collect();
    let mut read = Vec::new();
    for met in met {
        match met {
            Met::Unchanged => report.unchanged += 1,
            Met::Bad(problem) => report.problems.push(problem),
            Met::Touched(loaded) => {
                report.unchanged += 1;
                library.note_source(&loaded.path, &loaded.stamp)?;
            }
            Met::Load(loaded) => read.push(loaded),
        }
    }
    take_in(library, &read, options, report)
}

/// Reads loaded files into articles and puts these into the library.
fn take_in(
    library: &mut dyn Library,
    read: &[Loaded],
    options: Options<'_>,
    report: &mut Report,
) -> Result<(), Failure> {
    let parsed: Vec<_> = read.par_iter().map(|loaded| reading::parse(loaded, options.encoding)).collect();
    let mut incoming = Vec::new();
    for (loaded, parsed) in read.iter().zip(parsed) {
        match parsed {
            Err(problem) => report.problems.push(problem),
            Ok(imported) => {
                report.problems.extend(imported.problems);
                let several = imported.articles.len() > 1;
                incoming.extend(imported.articles.into_iter().map(|article| {
                    let part = if several { article.id.0.clone() } else { String::new() };
                    let source = Source { path: loaded.path.clone(), part, stamp: loaded.stamp.clone() };
                    Incoming { article, source }
                }));
            }
        }
    }
    if !incoming.is_empty() {
        for put in library.put_articles(&incoming, options.now)? {
            count(report, &put);
        }
    }
    Ok(())
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
    take_in(library, &files, options, &mut report)?;
    catch_up(library, options, progress)?;
    Ok(report)
}

fn count(report: &mut Report, put: &Put) {
    match put.outcome {
        Outcome::New => report.new += 1,
        Outcome::Revised => report.revised += 1,
        Outcome::Unchanged => report.unchanged += 1,
        Outcome::SameAsOther => report.copies += 1,
    }
    if matches!(put.outcome, Outcome::New | Outcome::Revised) {
        report.rows.push(put.row);
    }
}

/// Looks into articles, batch by batch; gives their number.
fn look(
    library: &mut dyn Library,
    options: Options<'_>,
    progress: &mut dyn FnMut(Progress),
) -> Result<usize, Failure> {
    let version = study::version();
    let total = library.unsearched(&version, usize::MAX)?.len();
    let mut done = 0;
    // Made only when there is something to encode.
    let mut encoder = None;
    while !options.stop.load(Ordering::Relaxed) {
        let rows = library.unsearched(&version, BATCH)?;
        if rows.is_empty() {
            break;
        }
        progress(Progress { phase: Phase::Looking, done, total });
        let encoder = encoder.get_or_insert_with(Encoder::embedded);
        let mut articles = Vec::with_capacity(rows.len());
        for row in &rows {
            articles.extend(library.page(*row)?.map(|page| (*row, page.article)));
        }
        let findings: Vec<Findings> = articles
            .par_iter()
            .map(|(row, article)| {
                let (extraction, features) = study::study(article, encoder);
                let features = features.to_bytes();
                Findings {
                    row: *row,
                    revision: article.revision.clone(),
                    version: version.clone(),
                    extraction,
                    features,
                }
            })
            .collect();
        done += findings.len();
        library.put_findings(&findings)?;
    }
    progress(Progress { phase: Phase::Looking, done, total });
    Ok(done)
}

/// Links all articles of the library anew, keeping ids.
///
/// # Errors
/// Where the library cannot be read or written.
pub fn relink(library: &mut dyn Library) -> Result<(), Failure> {
    let mut all = Vec::new();
    library.each_features(&mut |features| {
        // Features of an older form are made anew by the next look.
        all.extend(ArticleFeatures::from_bytes(&features.bytes).ok());
        std::ops::ControlFlow::Continue(())
    })?;
    let corrections: Vec<Correction> =
        library.corrections()?.into_iter().map(|made| made.correction).collect();
    let linking = crate::link::link(&all, &library.linking()?, &corrections);
    Ok(library.put_linking(&linking)?)
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

impl From<Error> for Failure {
    fn from(error: Error) -> Self {
        Self::new(error.to_string()).hint(sentence(error.hint()))
    }
}

/// A hint as a sentence: a capital first, a full stop last.
fn sentence(hint: &str) -> String {
    let mut chars = hint.chars();
    chars.next().map_or_else(String::new, |first| format!("{}{}.", first.to_uppercase(), chars.as_str()))
}
