//! From files to articles of a library: while one batch is written, the next one is read. Never looks into a text.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::atomic::Ordering;

use rayon::prelude::*;

use super::{Options, Phase, Progress, Report, batches, linking};
use crate::base::problem::Problem;
use crate::import::Imported;
use crate::shell::error::Failure;
use crate::shell::reading::{self, Loaded};
use crate::shell::walk::Found;
use crate::store::intake::{Incoming, Outcome, Put, Source, Stamp};
use crate::store::library::Library;

/// Reads the files that are new or changed and puts their articles in.
pub(super) fn take_all(
    library: &mut dyn Library,
    files: &[Found],
    options: Options<'_>,
    report: &mut Report,
    progress: &mut dyn FnMut(Progress),
) -> Result<(), Failure> {
    let (total, mut done) = (files.len(), 0);
    let mut ready = Read::default();
    for batch in batches(files, |found| usize::try_from(found.size).unwrap_or(usize::MAX)) {
        if options.stop.load(Ordering::Relaxed) {
            break;
        }
        progress(Progress { phase: Phase::Reading, done, total });
        let known = stamps(library, batch)?;
        let before = std::mem::take(&mut ready);
        let (written, read) =
            rayon::join(|| put(library, before, options, report), || read(batch, &known, options.encoding));
        written?;
        ready = read;
        done += batch.len();
    }
    put(library, ready, options, report)?;
    progress(Progress { phase: Phase::Reading, done, total });
    Ok(())
}

/// Puts the articles of files in that are loaded already.
pub(super) fn take_loaded(
    library: &mut dyn Library,
    files: &[Loaded],
    options: Options<'_>,
    report: &mut Report,
) -> Result<(), Failure> {
    let mut read = Read::default();
    for loaded in files {
        read.add(parsed(loaded, options.encoding));
    }
    put(library, read, options, report)
}

/// What came of one file.
enum Met {
    /// It is as it was.
    Unchanged,
    /// Only its times differ.
    Touched(String, Stamp),
    /// It holds articles.
    Articles(String, Stamp, Box<Imported>),
    /// It cannot be read; whether the user named it.
    Bad(Problem, bool),
}

/// A batch of files, ready to be written.
#[derive(Default)]
struct Read {
    unchanged: usize,
    missed: usize,
    touched: Vec<(String, Stamp)>,
    incoming: Vec<Incoming>,
    encodings: BTreeMap<String, usize>,
    problems: Vec<Problem>,
}

impl Read {
    fn add(&mut self, met: Met) {
        match met {
            Met::Unchanged => self.unchanged += 1,
            Met::Touched(path, stamp) => {
                self.unchanged += 1;
                self.touched.push((path, stamp));
            }
            Met::Bad(problem, named) => {
                self.missed += usize::from(named);
                self.problems.push(problem);
            }
            Met::Articles(path, stamp, imported) => {
                self.problems.extend(imported.problems);
                *self.encodings.entry(imported.encoding.name).or_default() += 1;
                let several = imported.articles.len() > 1;
                self.incoming.extend(imported.articles.into_iter().map(|article| {
                    let part = if several { article.id.0.clone() } else { String::new() };
                    let source = Source { path: path.clone(), part, stamp: stamp.clone() };
                    Incoming { article, source }
                }));
            }
        }
    }
}

/// What the library knows of these files.
fn stamps(library: &dyn Library, batch: &[Found]) -> Result<Vec<Option<Stamp>>, Failure> {
    batch.iter().map(|found| Ok(library.source(&reading::full_path(found))?)).collect()
}

/// Reads a batch on all cores.
fn read(batch: &[Found], known: &[Option<Stamp>], encoding: Option<&str>) -> Read {
    let met: Vec<Met> = batch
        .par_iter()
        .zip(known)
        .map(|(found, known)| {
            let same =
                |size: u64, modified: i64| size == found.size && modified == reading::modified_nanos(found);
            if known.as_ref().is_some_and(|stamp| same(stamp.size, stamp.modified)) {
                return Met::Unchanged;
            }
            match reading::load(found) {
                Err(problem) => Met::Bad(problem, found.named),
                Ok(loaded) if known.as_ref().is_some_and(|stamp| stamp.content == loaded.stamp.content) => {
                    Met::Touched(loaded.path, loaded.stamp)
                }
                Ok(loaded) => parsed(&loaded, encoding),
            }
        })
        .collect();
    let mut read = Read::default();
    for met in met {
        read.add(met);
    }
    read
}

fn parsed(loaded: &Loaded, encoding: Option<&str>) -> Met {
    match reading::parse(loaded, encoding) {
        Err(problem) => Met::Bad(problem, loaded.named),
        Ok(imported) => Met::Articles(loaded.path.clone(), loaded.stamp.clone(), Box::new(imported)),
    }
}

/// Writes what was read.
fn put(
    library: &mut dyn Library,
    read: Read,
    options: Options<'_>,
    report: &mut Report,
) -> Result<(), Failure> {
    for (path, stamp) in &read.touched {
        library.note_source(path, stamp)?;
    }
    report.unchanged += read.unchanged;
    report.missed += read.missed;
    report.problems.extend(read.problems);
    for (name, files) in read.encodings {
        *report.encodings.entry(name).or_default() += files;
    }
    if !read.incoming.is_empty() {
        let before = linking::earlier(library, &read.incoming)?;
        let mut revised = BTreeSet::new();
        for put in library.put_articles(&read.incoming, options.now)? {
            count(report, &put);
            revised.extend(matches!(put.outcome, Outcome::Revised).then_some(put.row));
        }
        let old: Vec<_> = before.into_iter().filter(|(row, _)| revised.contains(row)).collect();
        linking::forget(library, &old)?;
    }
    Ok(())
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
