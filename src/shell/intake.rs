//! From files to a library: imports what is new or changed, looks into it, links it, finds bookmarks again.
//! Never deletes anything; a file that has gone is simply not met.

use std::collections::{BTreeMap, BTreeSet};
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
use crate::link::candidates::article_keys;
use crate::link::encoder::Encoder;
use crate::link::features::ArticleFeatures;
use crate::link::join::{Near, join};
use crate::link::score::Rarity;
use crate::model::article::Article;
use crate::model::thread::Correction;
use crate::model::view::Row;
use crate::passage;
use crate::store::error::Error;
use crate::store::intake::{Findings, Incoming, Outcome, Put, Source};
use crate::store::library::Library;

/// How many files are read, or articles looked into, before the library is written.
const BATCH: usize = 64;
/// So many new or changed articles are joined to a large library one by one, or one in [`SHARE`] of what it holds.
const FEW: usize = 16;
/// See [`FEW`].
const SHARE: usize = 100;
/// How many articles a large library has, where linking all of them anew takes a while.
const LARGE: usize = 300;
/// How many articles near a new one are looked at.
const NEAR: usize = 40;
/// How many mentions beside those of a changed article, in its threads, are looked at.
const MATES: usize = 200;

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
    let mut report = Report { problems: walk.skipped, ..Report::default() };
    let total = walk.files.len();
    let mut done = 0;
    for batch in batches(&walk.files, |found| usize::try_from(found.size).unwrap_or(usize::MAX)) {
        if options.stop.load(Ordering::Relaxed) {
            break;
        }
        progress(Progress { phase: Phase::Reading, done, total });
        files(library, batch, options, &mut report)?;
        done += batch.len();
    }
    progress(Progress { phase: Phase::Reading, done: total, total });
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
    let looked = look(library, options, progress)?;
    if library.setting(LINKING_DUE)?.is_some() && !options.stop.load(Ordering::Relaxed) {
        progress(Progress { phase: Phase::Linking, done: 0, total: 1 });
        if due || !link_few(library, &looked)? {
            relink(library)?;
        }
        library.set_setting(LINKING_DUE, None)?;
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
                *report.encodings.entry(imported.encoding.name).or_default() += 1;
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

/// Looks into articles, batch by batch; gives their rows.
fn look(
    library: &mut dyn Library,
    options: Options<'_>,
    progress: &mut dyn FnMut(Progress),
) -> Result<Vec<Row>, Failure> {
    let version = study::version();
    let rows = library.unsearched(&version, usize::MAX)?;
    if rows.is_empty() {
        return Ok(rows);
    }
    library.set_setting(LINKING_DUE, Some("1"))?;
    let encoder = Encoder::embedded();
    let total = rows.len();
    let mut done = 0;
    let mut batch = Vec::new();
    for (number, row) in rows.iter().copied().enumerate() {
        if options.stop.load(Ordering::Relaxed) {
            return Ok(Vec::new());
        }
        batch.extend(library.page(row)?.map(|page| (row, page.article)));
        let bytes: usize = batch.iter().map(|(_, article)| article.text.len()).sum();
        if batch.len() >= BATCH || bytes >= BATCH_BYTES || number + 1 == total {
            progress(Progress { phase: Phase::Looking, done, total });
            put_findings(library, &batch, &version, &encoder)?;
            batch.clear();
            done = number + 1;
        }
    }
    progress(Progress { phase: Phase::Looking, done: total, total });
    Ok(rows)
}

/// Looks into a batch of articles on all cores and puts what is found into the library.
fn put_findings(
    library: &mut dyn Library,
    batch: &[(Row, Article)],
    version: &str,
    encoder: &Encoder,
) -> Result<(), Failure> {
    let studied: Vec<(Findings, Vec<u32>)> = batch
        .par_iter()
        .map(|(row, article)| {
            let (extraction, features) = study::study(article, encoder);
            let findings = Findings {
                row: *row,
                revision: article.revision.clone(),
                version: version.to_owned(),
                extraction,
                features: features.to_bytes(),
            };
            (findings, article_keys(&features))
        })
        .collect();
    let (findings, keys): (Vec<Findings>, Vec<Vec<u32>>) = studied.into_iter().unzip();
    let rows = findings.iter().map(|one| one.row);
    library.put_keys(&rows.zip(keys).collect::<Vec<_>>())?;
    Ok(library.put_findings(&findings)?)
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
    library.put_rarity(&Rarity::of_all(&all).to_bytes())?;
    Ok(library.put_linking(&linking)?)
}

/// Links a few new or changed articles of a large library with what lies near them; `false` where all must be
/// linked anew.
///
/// # Errors
/// Where the library cannot be read or written.
pub fn link_few(library: &mut dyn Library, rows: &[Row]) -> Result<bool, Failure> {
    let articles = library.about()?.articles;
    if articles < LARGE || rows.len() > FEW.max(articles / SHARE) {
        return Ok(false);
    }
    let Some(mut rarity) = library.rarity()?.and_then(|bytes| Rarity::from_bytes(&bytes)) else {
        return Ok(false);
    };
    let corrections: Vec<Correction> =
        library.corrections()?.into_iter().map(|made| made.correction).collect();
    for row in rows {
        let Some(own) = features(library, &[*row])?.pop() else { continue };
        // What it told before it changed: the threads it stands in are looked at whole.
        let before = library.linking_of(&[*row])?;
        if before.threads.is_empty() && before.events.is_empty() {
            rarity.add(&own);
        }
        let mut near = library.near(&article_keys(&own), NEAR)?;
        for article in before.threads.iter().flat_map(|thread| &thread.mentions).take(MATES) {
            near.extend(library.row_of(&article.article)?);
        }
        near.retain(|other| other != row && (!rows.contains(other) || other < row));
        near.sort_unstable();
        near.dedup();
        let mut articles = features(library, &near)?;
        let new = BTreeSet::from([own.article.clone()]);
        articles.push(own);
        near.push(*row);
        let known = library.linking_of(&near)?;
        let near = Near { articles: &articles, new: &new, known: &known, rarity: &rarity };
        let grown = join(near, &corrections);
        library.grow_linking(&grown, &[*row])?;
    }
    library.put_rarity(&rarity.to_bytes())?;
    Ok(true)
}

/// What linking keeps of some articles.
fn features(library: &dyn Library, rows: &[Row]) -> Result<Vec<ArticleFeatures>, Error> {
    let found = library.features_of(rows)?;
    Ok(found.iter().filter_map(|(_, bytes)| ArticleFeatures::from_bytes(bytes).ok()).collect())
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
