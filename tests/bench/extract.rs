//! Extraction by itself, one thread, warm: characters a second on the sample and natasha's full pipeline on the same
//! Russian texts in the same run, memory, and how time grows with hostile texts.
//!
//! `cargo bench --bench extract`, with `-- FOLDER` for other texts. The peer is natasha 1.6, run by the Python that the
//! environment variable `THROUGHLINE_PYTHON` names, else `python3`; without it only our own figures are told. Times are
//! those on the processor, which other work on the machine does not lengthen.
#![allow(
    missing_docs,
    clippy::cast_precision_loss,
    clippy::disallowed_methods,
    clippy::print_stdout,
    clippy::unwrap_used,
    reason = "a bench fails by panicking, reads a clock and its environment, and prints"
)]

use std::fmt::Write as _;
use std::fs;
use std::hint::black_box;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::LazyLock;
use std::time::{Duration, Instant};

use throughline::base::span::Span;
use throughline::extract::Extractor;
use throughline::import::{Source, read};
use throughline::lang::packs;
use throughline::model::article::{Article, Block, BlockKind};
use throughline::model::lang::Lang;

/// What the peer is asked: texts on standard input; characters a second, best of some rounds, and its memory on
/// standard output.
const PEER: &str = include_str!("extract_reference.py");
/// How often the peer reads all texts; the fastest time counts.
const ROUNDS: usize = 5;

fn main() {
    let folder = std::env::args().skip(1).find(|arg| !arg.starts_with('-'));
    let folder = folder.map_or_else(|| Path::new(env!("CARGO_MANIFEST_DIR")).join("seeds"), PathBuf::from);
    let empty = resident();
    let begun = on_processor();
    let extractor = Extractor::new(packs());
    let start_up = on_processor().saturating_sub(begun);
    let made = resident();
    let articles = articles(&folder);
    let read = resident();
    let mut out = String::new();
    let mut russian = 0.0;
    for lang in ["ru", "en", "kk"] {
        let own: Vec<&Article> = articles.iter().filter(|one| one.lang == Lang::new(lang)).collect();
        if let Some(rate) = rate(&extractor, &own) {
            russian = if lang == "ru" { rate } else { russian };
            let _ = write!(out, "\"{lang}_characters_a_second\": {rate:.0}, ");
        }
    }
    println!("{{{out}\"start_up_ms\": {:.1}}}", start_up.as_secs_f64() * 1000.0);
    let over = |kilobytes: Option<u64>| {
        let more = kilobytes.zip(empty).map(|(all, empty)| all.saturating_sub(empty));
        more.map_or_else(|| "null".to_owned(), |more| format!("{:.1}", more as f64 / 1024.0))
    };
    println!(
        "{{\"articles\": {}, \"mb_over_an_empty_process\": {{\"made\": {}, \"with_articles\": {}, \"extracted\": {}, \
         \"most\": {}}}}}",
        articles.len(),
        over(made),
        over(read),
        over(resident()),
        over(status("VmHWM:")),
    );
    match peer(&articles) {
        Ok((theirs, megabytes)) => println!(
            "{{\"natasha_characters_a_second\": {theirs:.0}, \"times_natasha\": {:.1}, \"natasha_mb\": {megabytes:.0}}}",
            russian / theirs
        ),
        Err(why) => println!("natasha is left out: {why}"),
    }
    growth(&extractor);
}

/// Tells how time grows with texts made to be slow.
fn growth(extractor: &Extractor) {
    for (name, lang, piece, count) in [
        (
            "one long line",
            "ru",
            "Министр предложил построить мост и отметил, что город вырос на 5 процентов, ",
            20_000,
        ),
        ("a trigger again and again", "ru", "предложил ", 2_500),
        ("nested marks", "ru", "\"«", 12_500),
        ("nested marks that close", "en", "“a”", 25_000),
        ("a number again and again", "en", "12 million ", 2_500),
    ] {
        let small = grown(extractor, lang, piece, count);
        let large = grown(extractor, lang, piece, count * 4);
        let ratio = match large.as_secs_f64() / small.as_secs_f64() {
            ratio if ratio.is_finite() => format!("{ratio:.2}"),
            _ => "null".to_owned(),
        };
        println!(
            "{{\"text\": \"{name}\", \"bytes\": {}, \"ms\": {:.1}, \"times_for_four_times_the_text\": {ratio}}}",
            piece.len() * count * 4,
            large.as_secs_f64() * 1000.0
        );
    }
}

fn articles(folder: &Path) -> Vec<Article> {
    let mut files: Vec<PathBuf> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    let texts = files.iter().filter(|file| file.extension().is_some_and(|ending| ending == "txt"));
    let read = |file: &PathBuf| {
        let name = file.file_name().unwrap().to_string_lossy().into_owned();
        let bytes = fs::read(file).unwrap();
        let source = Source { name: &name, bytes: &bytes, modified: None, encoding: None, packs: packs() };
        read(&source).unwrap().articles
    };
    texts.flat_map(read).collect()
}

/// Characters a second, after a second of warming up.
fn rate(extractor: &Extractor, articles: &[&Article]) -> Option<f64> {
    let characters: usize = articles.iter().map(|one| one.text.chars().count()).sum();
    if characters == 0 {
        return None;
    }
    let run = |least: Duration| {
        let (begun, mut rounds) = (on_processor(), 0_u32);
        loop {
            for one in articles {
                drop(black_box(extractor.extract(one)));
            }
            rounds += 1;
            let spent = on_processor().saturating_sub(begun);
            if spent >= least {
                return characters as f64 * f64::from(rounds) / spent.as_secs_f64();
            }
        }
    };
    run(Duration::from_secs(1));
    Some(run(Duration::from_secs(4)))
}

/// The time for so many repetitions of a piece as one paragraph, the least of three.
fn grown(extractor: &Extractor, lang: &str, piece: &str, count: usize) -> Duration {
    let text = piece.repeat(count);
    let blocks = vec![Block { span: Span::new(0, text.len()), kind: BlockKind::Paragraph }];
    let article = Article { lang: Lang::new(lang), text, blocks, ..Article::default() };
    let time = |runs: u32| {
        let begun = on_processor();
        for _ in 0..runs {
            drop(black_box(extractor.extract(&article)));
        }
        on_processor().saturating_sub(begun)
    };
    // What takes hardly longer than the clock can tell is done so often that it does.
    let mut runs = 1;
    while runs < 1 << 16 && time(runs) < LEAST {
        runs *= 2;
    }
    (0..3).map(|_| time(runs)).min().unwrap_or_default() / runs
}

/// Time on the processor that is told from nothing: its clock may go by hundredths of a second.
const LEAST: Duration = Duration::from_millis(200);

/// Characters a second and megabytes of the peer on the Russian texts, one thread.
fn peer(articles: &[Article]) -> Result<(f64, f64), String> {
    let texts: Vec<&str> =
        articles.iter().filter(|one| one.lang == Lang::new("ru")).map(|one| one.text.as_str()).collect();
    let python = std::env::var("THROUGHLINE_PYTHON").unwrap_or_else(|_| "python3".to_owned());
    let mut command = Command::new(&python);
    for name in ["OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "VECLIB_MAXIMUM_THREADS"] {
        command.env(name, "1");
    }
    command.args(["-c", PEER, &ROUNDS.to_string()]);
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().map_err(|error| format!("{python} does not start: {error}"))?;
    let mut input = child.stdin.take().ok_or("no standard input")?;
    // Where it has ended already, its own words tell why.
    let _ = input.write_all(texts.join("\n\u{c}\n").as_bytes());
    drop(input);
    let output = child.wait_with_output().map_err(|error| error.to_string())?;
    if !output.status.success() {
        let told = String::from_utf8_lossy(&output.stderr);
        let last = told.lines().rev().find(|line| !line.trim().is_empty()).unwrap_or("it failed").to_owned();
        return Err(format!("{last}; install natasha 1.6 for {python}"));
    }
    let told = String::from_utf8_lossy(&output.stdout);
    let mut figures = told.split_whitespace().map(str::parse);
    match (figures.next(), figures.next()) {
        (Some(Ok(rate)), Some(Ok(megabytes))) => Ok((rate, megabytes)),
        _ => Err(format!("it told \"{}\"", told.trim())),
    }
}

/// How long this thread has run so far, whatever else keeps the machine busy; by the clock where the system does not
/// tell.
fn on_processor() -> Duration {
    static BEGUN: LazyLock<Instant> = LazyLock::new(Instant::now);
    // Giving way brings the count up to date.
    std::thread::yield_now();
    let told = fs::read_to_string("/proc/thread-self/schedstat").ok();
    let nanos = told.and_then(|told| told.split(' ').next()?.parse().ok());
    nanos.map_or_else(|| BEGUN.elapsed(), Duration::from_nanos)
}

/// Memory of this process in use, in kilobytes, where the system tells.
fn resident() -> Option<u64> {
    status("VmRSS:")
}

fn status(name: &str) -> Option<u64> {
    let told = fs::read_to_string("/proc/self/status").ok()?;
    told.lines().find_map(|line| line.strip_prefix(name))?.split_whitespace().next()?.parse().ok()
}
