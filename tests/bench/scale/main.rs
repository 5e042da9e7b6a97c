//! The table of speed at scale: the real program on N synthetic articles, beside newsboat where that is installed.
//!
//! `cargo bench --bench scale -- 10000 100000` prints it; `cargo bench --bench scale -- write DIR 1000` only writes
//! the articles, and `cargo bench --bench scale -- library FILE` only reads in a library that is there, and newsboat the same articles.
#![allow(
    missing_docs,
    clippy::cast_precision_loss,
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    clippy::disallowed_methods,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::print_stdout,
    clippy::unwrap_used,
    reason = "a measuring program: it fails by panicking, reads clocks and files, and prints a table"
)]
#![cfg(unix)]

mod peer;
#[path = "../../support/synthetic.rs"]
mod synthetic;
mod watch;

use std::path::Path;
use std::process::Command;
use std::time::{Duration, Instant};

use portable_pty::CommandBuilder;
use throughline::model::article::Article;
use throughline::search::parse::{Typing, parse};
use throughline::search::query::Order;
use throughline::store::library::Library as _;
use throughline::store::sqlite::SqliteLibrary;
use watch::Watch;

const PROGRAM: &str = env!("CARGO_BIN_EXE_throughline");

/// Keys whose time to the screen is taken.
const KEYS: usize = 300;

fn main() {
    let asked: Vec<String> = std::env::args().skip(1).filter(|arg| arg != "--bench").collect();
    if let [write, folder, count] = &asked[..]
        && write == "write"
    {
        synthetic::write_files(Path::new(folder), count.parse().expect("a number of articles"));
        return;
    }
    if let [read, file] = &asked[..]
        && read == "library"
    {
        let library = SqliteLibrary::open(Path::new(file)).unwrap();
        let size = library.about().unwrap().articles as u64;
        let home = tempfile::tempdir().unwrap();
        let peer = peer::measure(home.path(), articles(&library));
        head();
        return reading(Path::new(file), size, peer.as_ref());
    }
    let sizes: Vec<u64> = asked.iter().filter_map(|size| size.parse().ok()).collect();
    head();
    for size in if sizes.is_empty() { vec![10_000] } else { sizes } {
        measure(size);
    }
}

fn head() {
    println!("| articles | what | throughline | newsboat |\n|---:|---|---:|---:|");
}

fn row(size: u64, what: &str, own: &str, peer: &str) {
    println!("| {size} | {what} | {own} | {peer} |");
}

fn measure(size: u64) {
    let home = tempfile::tempdir().unwrap();
    let articles = home.path().join("articles");
    synthetic::write_files(&articles, size);
    let library = home.path().join("library.db");
    let add = || {
        let before = Instant::now();
        let done =
            Command::new(PROGRAM).arg("--library").arg(&library).arg("add").arg(&articles).output().unwrap();
        assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
        before.elapsed()
    };
    let peer = peer::measure(home.path(), (0..size).map(|number| synthetic::make(number, size).article));
    let (watch, come) = first_shown(&home.path().join("other.db"), &articles);
    row(size, "first import in the reader, until articles can be read", &millis(come), "-");
    drop(watch);
    let first = add();
    let bytes = folder_size(&articles);
    let rate = format!(
        "{:.0} articles/s, {:.1} MB/s",
        size as f64 / first.as_secs_f64(),
        bytes as f64 / 1e6 / first.as_secs_f64()
    );
    row(size, "first import, with extraction and links", &rate, "-");
    let again = (0..3).map(|_| add()).min().unwrap();
    row(size, "unchanged folder looked through again", &millis(again), "-");
    let held = std::fs::metadata(&library).unwrap().len();
    row(size, "library, bytes an article (text 3.6 kB)", &format!("{}", held / size), "-");
    reading(&library, size, peer.as_ref());
}

/// What it is like to read in a library.
fn reading(library: &Path, size: u64, peer: Option<&peer::Peer>) {
    let theirs = |of: fn(&peer::Peer) -> String| peer.map_or_else(|| "-".to_owned(), of);
    let starts: Vec<Duration> = (0..5).map(|_| shown(library).1).collect();
    row(
        size,
        "start to first frame with articles",
        &millis(median(starts)),
        &theirs(|peer| millis(peer.start)),
    );
    let (mut watch, _) = shown(library);
    watch.settle(Duration::from_millis(500));
    row(size, "memory when shown", &megabytes(watch.resident()), &theirs(|peer| megabytes(peer.resident)));
    let mut keys: Vec<Duration> = Vec::with_capacity(KEYS);
    for _ in 0..KEYS {
        keys.push(watch.press("k"));
        // Longer than a held key repeats, so that the article is shown each time.
        watch.settle(Duration::from_millis(150));
    }
    keys.sort();
    let (half, most) = (keys[KEYS / 2], keys[KEYS * 99 / 100]);
    row(size, "key to screen, half and 99 % of keys", &format!("{}, {}", millis(half), millis(most)), "-");
    row(size, "memory after 300 articles", &megabytes(watch.resident()), "-");
    watch.settle(Duration::from_secs(2));
    let before = watch.ticks();
    std::thread::sleep(Duration::from_secs(5));
    row(size, "processor, idle for 5 s", &format!("{} ms", (watch.ticks() - before) * 10), "-");
    drop(watch);
    let found = search(library);
    row(size, "search in all texts, stemmed", &millis(found), &theirs(|peer| millis(peer.search)));
}

/// The articles of a library, in its order.
fn articles(library: &SqliteLibrary) -> impl Iterator<Item = Article> {
    let pages = library.timeline().unwrap().into_iter().filter_map(|entry| library.page(entry.row).unwrap());
    pages.map(|page| page.article)
}

/// Starts the reader on a library; the time until it shows articles.
fn shown(library: &Path) -> (Watch, Duration) {
    started(library, None)
}

/// Starts the reader on a folder and an empty library; the time until it shows articles.
fn first_shown(library: &Path, articles: &Path) -> (Watch, Duration) {
    started(library, Some(articles))
}

fn started(library: &Path, articles: Option<&Path>) -> (Watch, Duration) {
    let mut command = CommandBuilder::new(PROGRAM);
    command.arg("--library");
    command.arg(library);
    if let Some(articles) = articles {
        command.arg(articles);
    }
    command.env("TERM", "xterm-256color");
    command.env("LANG", "C.UTF-8");
    let watch = Watch::start(command);
    let time = watch
        .until("articles", |screen| screen.contains('▸') && (screen.contains('●') || screen.contains('○')));
    (watch, time)
}

fn search(library: &Path) -> Duration {
    let library = SqliteLibrary::open(library).unwrap();
    let query = parse("центр инноваций", Typing::Done);
    let times = (0..5).map(|_| {
        let before = Instant::now();
        let rows = library.search(&query, Order::Best).unwrap();
        let _ = library.snippets(&query, &rows[..rows.len().min(20)]).unwrap();
        before.elapsed()
    });
    median(times.collect())
}

fn folder_size(folder: &Path) -> u64 {
    let entries = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    entries.map(|path| if path.is_dir() { folder_size(&path) } else { path.metadata().unwrap().len() }).sum()
}

fn median(mut times: Vec<Duration>) -> Duration {
    times.sort();
    times[times.len() / 2]
}

fn millis(time: Duration) -> String {
    format!("{:.1} ms", time.as_secs_f64() * 1e3)
}

fn megabytes(size: f64) -> String {
    format!("{size:.0} MB")
}
