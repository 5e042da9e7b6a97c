//! Linking as a library grows: 1,000, 3,000 and 10,000 articles at once, then one article added and one changed; and
//! one crowded article, of 500 mentions and more.
//!
//! `cargo bench --bench link`, with `-- FOLDER` to take real articles of a folder among the made-up ones, and
//! `-- FOLDER 500 1500` for other numbers. Prints JSON; what matters are the ratios of one run.
//!
//! `-- make FILE 10000` makes a library of so many articles, not linked, and `-- library FILE` links all of one anew
//! and tells the time and the most memory that the process had. `-- few FILE` then adds some articles to it one by one,
//! and changes them.
#![allow(
    missing_docs,
    clippy::cast_precision_loss,
    clippy::disallowed_methods,
    clippy::indexing_slicing,
    clippy::print_stdout,
    clippy::unwrap_used,
    reason = "a bench fails by panicking, reads a clock and prints"
)]

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::atomic::AtomicBool;
use std::time::{Duration, Instant};

use rayon::prelude::*;
use throughline::base::id::{RevisionId, digest};
use throughline::base::span::Span;
use throughline::import::{self, read};
use throughline::lang::packs;
use throughline::link::candidates::article_keys;
use throughline::link::encoder::Encoder;
use throughline::link::features::ArticleFeatures;
use throughline::link::{features, link};
use throughline::model::article::Article;
use throughline::model::extraction::Extraction;
use throughline::model::thread::Linking;
use throughline::model::view::Row;
use throughline::shell::intake;
use throughline::shell::study::study;
use throughline::store::intake::{Findings, Incoming, Source, Stamp};
use throughline::store::library::Library as _;
use throughline::store::sqlite::SqliteLibrary;

#[path = "../support/synthetic.rs"]
mod synthetic;

/// One article with what was found in it.
struct Studied {
    article: Article,
    extraction: Extraction,
    features: ArticleFeatures,
}

static ENCODER: Encoder = Encoder::embedded();

fn main() {
    let words: Vec<String> = std::env::args().skip(1).filter(|word| !word.starts_with('-')).collect();
    match &words[..] {
        [make, file, count] if make == "make" => {
            return make_library(Path::new(file), count.parse().unwrap());
        }
        [library, file] if library == "library" => return relink_library(Path::new(file)),
        [few, file] if few == "few" => return link_few(Path::new(file)),
        _ => {}
    }
    let mut sizes: Vec<usize> = words.iter().filter_map(|word| word.parse().ok()).collect();
    if sizes.is_empty() {
        sizes = vec![1_000, 3_000, 10_000];
    }
    let folders: Vec<PathBuf> = words.iter().map(PathBuf::from).filter(|path| path.is_dir()).collect();
    let most = sizes.iter().max().copied().unwrap();
    let real: Vec<Studied> = folders.iter().flat_map(|folder| real(folder)).collect();
    let made = made(most + ADDED - real.len().min(most));
    println!("{{\"real\": {}, \"made_up\": {}}}", real.len(), made.len());
    let mut all: Vec<Studied> = real.into_iter().chain(made).collect();
    all.sort_by(|a, b| a.article.day().cmp(&b.article.day()).then_with(|| a.article.id.cmp(&b.article.id)));
    crowded(&all);
    let mut first = None;
    for size in sizes {
        // Every n-th article, so that each library spans the same days and subjects.
        let step = (all.len() / (size + ADDED)).max(1);
        let chosen: Vec<&Studied> = all.iter().step_by(step).take(size + ADDED).collect();
        let each = at(&chosen, size);
        let base = *first.get_or_insert(each);
        println!(
            "{{\"articles\": {size}, \"linking_of_one_article_against_the_smallest\": {:.2}}}",
            each / base
        );
    }
}

/// Makes a library of so many articles that are looked into and not linked.
fn make_library(file: &Path, count: u64) {
    let mut library = SqliteLibrary::open(file).unwrap();
    let numbers: Vec<u64> = (0..count).collect();
    for batch in numbers.chunks(500) {
        let made: Vec<Studied> = batch.par_iter().map(|number| studied(*number, count)).collect();
        put(&mut library, &made.iter().collect::<Vec<_>>());
    }
}

/// Links all articles of a library anew.
fn relink_library(file: &Path) {
    let mut library = SqliteLibrary::open(file).unwrap();
    let begun = Instant::now();
    assert!(intake::relink(&mut library, &AtomicBool::new(false), &mut |_| ()).unwrap());
    let (took, peak) = (begun.elapsed(), peak_mb());
    let (articles, linking) = (library.about().unwrap().articles, library.linking().unwrap());
    println!(
        "{{\"articles\": {articles}, \"threads\": {}, \"events\": {}, \"series\": {}, \"relink_ms\": {:.0}, \"peak_mb\": {:.0}}}",
        linking.threads.len(),
        linking.events.len(),
        linking.series.len(),
        ms(took),
        peak
    );
}

/// Adds articles to a library that is linked, one by one, and changes them.
fn link_few(file: &Path) {
    let mut library = SqliteLibrary::open(file).unwrap();
    let articles = library.about().unwrap().articles;
    let numbers = articles as u64..articles as u64 + ADDED as u64;
    let added: Vec<Studied> = numbers.map(|number| studied(number, articles as u64)).collect();
    let (add, change) = one_by_one(&mut library, &added.iter().collect::<Vec<_>>());
    println!("{{\"articles\": {articles}, {}}}", times(&add, &change));
}

/// The times of linking when articles are added one by one, and when they are changed.
fn one_by_one(library: &mut SqliteLibrary, added: &[&Studied]) -> (Vec<Duration>, Vec<Duration>) {
    let add = added.iter().map(|one| linked(library, &[*one])).collect();
    let change = added.iter().map(|one| {
        let text = format!("{}\n\n{}", one.article.text, "And one line more.");
        let mut article = one.article.clone();
        article.revision = RevisionId(digest(&[&text]));
        article.text = text;
        let changed = Studied { article, extraction: one.extraction.clone(), features: one.features.clone() };
        linked(library, &[&changed])
    });
    (add, change.collect())
}

fn times(add: &[Duration], change: &[Duration]) -> String {
    format!(
        "\"add_one_ms\": {:.1}, \"add_one_worst_ms\": {:.1}, \"change_one_ms\": {:.1}, \"change_one_worst_ms\": {:.1}",
        ms(median(add)),
        ms(add.iter().max().copied().unwrap()),
        ms(median(change)),
        ms(change.iter().max().copied().unwrap()),
    )
}

/// The most memory that this process had, in megabytes; 0 where the system does not tell.
fn peak_mb() -> f64 {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    let kb = line.and_then(|line| line.trim().strip_suffix(" kB")).and_then(|kb| kb.parse::<f64>().ok());
    kb.unwrap_or_default() / 1024.0
}

/// How many mentions a crowded article has.
const CROWDS: [usize; 4] = [500, 1_000, 2_000, 4_000];

/// Measures describing and linking one article that holds the texts and mentions of many.
fn crowded(all: &[Studied]) {
    let mut first = None;
    for wanted in CROWDS {
        let (article, extraction) = glued(all, wanted);
        let begun = Instant::now();
        let described = [features(&article, &extraction, &ENCODER)];
        let describing = begun.elapsed();
        let begun = Instant::now();
        let threads = link(&described, &Linking::default(), &[]).threads.len();
        let linking = begun.elapsed();
        let count = extraction.mentions.len();
        let each = (describing + linking).as_secs_f64() * 1e6 / count as f64;
        let base = *first.get_or_insert(each);
        println!(
            "{{\"crowded_mentions\": {count}, \"threads\": {threads}, \"describing_ms\": {:.0}, \"linking_ms\": {:.0}, \
             \"us_a_mention\": {each:.0}, \"one_mention_against_the_smallest\": {:.2}}}",
            ms(describing),
            ms(linking),
            each / base
        );
    }
}

/// One article of many, with so many mentions.
fn glued(all: &[Studied], wanted: usize) -> (Article, Extraction) {
    let mut article = all[0].article.clone();
    article.id = "crowded".into();
    let (mut text, mut whole) = (String::new(), Extraction::default());
    for one in all {
        if whole.mentions.len() >= wanted {
            break;
        }
        let by = text.len();
        let moved = |span: Span| Span::new(span.start + by, span.end + by);
        text.push_str(&one.article.text);
        text.push_str("\n\n");
        whole.sentences.extend(one.extraction.sentences.iter().copied().map(moved));
        whole.mentions.extend(one.extraction.mentions.iter().cloned().map(|mut mention| {
            mention.id = format!("{} {by}", mention.id).as_str().into();
            mention.span = moved(mention.span);
            mention.object = moved(mention.object);
            mention.antecedent = mention.antecedent.map(moved);
            mention.host = mention.host.map(moved);
            mention
        }));
        whole.names.extend(one.extraction.names.iter().cloned().map(|mut name| {
            name.span = moved(name.span);
            name
        }));
    }
    article.text = text;
    article.blocks.clear();
    (article, whole)
}

/// How many articles are added one by one.
const ADDED: usize = 12;

/// Measures a library of so many articles; gives the microseconds of linking for each of its articles.
fn at(chosen: &[&Studied], size: usize) -> f64 {
    let (there, added) = chosen.split_at(size.min(chosen.len() - ADDED));
    let described: Vec<ArticleFeatures> = there.iter().map(|one| one.features.clone()).collect();
    let begun = Instant::now();
    let linking = link(&described, &Linking::default(), &[]);
    let whole = begun.elapsed();
    let mentions: usize = described.iter().map(|one| one.mentions.len()).sum();
    let each = whole.as_secs_f64() * 1e6 / there.len() as f64;

    let folder = tempfile::tempdir().unwrap();
    let mut library = SqliteLibrary::open(&folder.path().join("library.db")).unwrap();
    for batch in there.chunks(500) {
        put(&mut library, batch);
    }
    assert!(intake::relink(&mut library, &AtomicBool::new(false), &mut |_| ()).unwrap());
    let (add, change) = one_by_one(&mut library, added);
    println!(
        "{{\"articles\": {}, \"mentions\": {mentions}, \"threads\": {}, \"link_all_ms\": {:.0}, \"us_an_article\": {each:.0}, {}}}",
        there.len(),
        linking.threads.len(),
        ms(whole),
        times(&add, &change),
    );
    each
}

/// Puts one article in and links it; gives the time of linking alone.
fn linked(library: &mut SqliteLibrary, one: &[&Studied]) -> Duration {
    let rows = put(library, one);
    let begun = Instant::now();
    assert!(
        intake::link_few(library, &rows, &AtomicBool::new(false), &mut |_| ()).unwrap(),
        "one article was not joined but all linked anew"
    );
    begun.elapsed()
}

fn put(library: &mut SqliteLibrary, batch: &[&Studied]) -> Vec<Row> {
    let incoming: Vec<Incoming> = batch
        .iter()
        .map(|one| Incoming {
            source: Source {
                path: format!("/bench/{}", one.article.id),
                part: String::new(),
                stamp: Stamp { size: 1, modified: 1, content: one.article.revision.to_string() },
            },
            article: one.article.clone(),
        })
        .collect();
    let put = library.put_articles(&incoming, synthetic::now()).unwrap();
    let rows: Vec<Row> = put.iter().map(|one| one.row).collect();
    let findings: Vec<Findings> = batch
        .iter()
        .zip(&rows)
        .map(|(one, row)| Findings {
            row: *row,
            revision: one.article.revision.clone(),
            version: "bench".to_owned(),
            extraction: one.extraction.clone(),
            features: one.features.to_bytes(),
        })
        .collect();
    let keys =
        batch.iter().zip(&rows).map(|(one, row)| (*row, article_keys(&one.features))).collect::<Vec<_>>();
    library.put_keys(&keys).unwrap();
    library.put_findings(&findings).unwrap();
    rows
}

fn made(count: usize) -> Vec<Studied> {
    let count = count as u64;
    (0..count).into_par_iter().map(|number| studied(number, count)).collect()
}

fn studied(number: u64, count: u64) -> Studied {
    let made = synthetic::make(number, count);
    let features = features(&made.article, &made.extraction, &ENCODER);
    Studied { article: made.article, extraction: made.extraction, features }
}

/// The articles of a folder, looked into as the program does.
fn real(folder: &Path) -> Vec<Studied> {
    let mut paths: Vec<PathBuf> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    let articles: Vec<Article> = paths
        .iter()
        .filter(|path| path.is_file())
        .flat_map(|path| {
            let name = path.file_name().unwrap().to_string_lossy().into_owned();
            let bytes = fs::read(path).unwrap();
            let source =
                import::Source { name: &name, bytes: &bytes, modified: None, encoding: None, packs: packs() };
            read(&source).map(|found| found.articles).unwrap_or_default()
        })
        .collect();
    articles
        .into_par_iter()
        .map(|article| {
            let (extraction, features) = study(&article, &ENCODER);
            Studied { article, extraction, features }
        })
        .collect()
}

fn median(all: &[Duration]) -> Duration {
    let mut all = all.to_vec();
    all.sort_unstable();
    all[all.len() / 2]
}

fn ms(time: Duration) -> f64 {
    time.as_secs_f64() * 1000.0
}
