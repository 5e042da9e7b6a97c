//! Extraction by itself, one thread, warm: characters a second on the sample, and how time grows with hostile texts.
//! `cargo bench --bench extract`, with `-- FOLDER` for other texts. Prints JSON, so that a peer can be measured beside it.
#![allow(
    missing_docs,
    clippy::cast_precision_loss,
    clippy::disallowed_methods,
    clippy::print_stdout,
    clippy::unwrap_used,
    reason = "a bench fails by panicking, reads a clock and prints"
)]

use std::fmt::Write as _;
use std::fs;
use std::hint::black_box;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use throughline::base::span::Span;
use throughline::extract::Extractor;
use throughline::import::{Source, read};
use throughline::lang::packs;
use throughline::model::article::{Article, Block, BlockKind};
use throughline::model::lang::Lang;

fn main() {
    let folder = std::env::args().skip(1).find(|arg| !arg.starts_with('-'));
    let folder = folder.map_or_else(|| Path::new(env!("CARGO_MANIFEST_DIR")).join("seeds"), PathBuf::from);
    let begun = Instant::now();
    let extractor = Extractor::new(packs());
    let start_up = begun.elapsed();
    let articles = articles(&folder);
    let mut out = String::new();
    for lang in ["ru", "en", "kk"] {
        let own: Vec<&Article> = articles.iter().filter(|one| one.lang == Lang::new(lang)).collect();
        if let Some(rate) = rate(&extractor, &own) {
            let _ = write!(out, "\"{lang}_characters_a_second\": {rate:.0}, ");
        }
    }
    println!("{{{out}\"start_up_ms\": {:.1}}}", start_up.as_secs_f64() * 1000.0);
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
        let small = grown(&extractor, lang, piece, count);
        let large = grown(&extractor, lang, piece, count * 4);
        let ratio = large.as_secs_f64() / small.as_secs_f64().max(1e-9);
        println!(
            "{{\"text\": \"{name}\", \"bytes\": {}, \"ms\": {:.0}, \"times_for_four_times_the_text\": {ratio:.2}}}",
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
        let (begun, mut rounds) = (Instant::now(), 0_u32);
        while begun.elapsed() < least {
            for one in articles {
                drop(black_box(extractor.extract(one)));
            }
            rounds += 1;
        }
        characters as f64 * f64::from(rounds) / begun.elapsed().as_secs_f64()
    };
    run(Duration::from_secs(1));
    Some(run(Duration::from_secs(4)))
}

/// The time for so many repetitions of a piece as one paragraph, the least of three.
fn grown(extractor: &Extractor, lang: &str, piece: &str, count: usize) -> Duration {
    let text = piece.repeat(count);
    let blocks = vec![Block { span: Span::new(0, text.len()), kind: BlockKind::Paragraph }];
    let article = Article { lang: Lang::new(lang), text, blocks, ..Article::default() };
    let time = || {
        let begun = Instant::now();
        drop(black_box(extractor.extract(&article)));
        begun.elapsed()
    };
    (0..3).map(|_| time()).min().unwrap_or_default()
}
