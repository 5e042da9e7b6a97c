//! Runs the targets of fuzzing without a nightly compiler: beginnings from the project's own files, changed at random.
//!
//! `cargo run --example fuzz -- import 600` runs one target for so many seconds; `all` runs each in turn. What makes a
//! target panic is written to the folder of temporary files and named. `cargo fuzz`, which is led by what code it
//! reaches, runs the same targets: see `Cargo.toml` beside this file.
#![allow(
    missing_docs,
    unreachable_pub,
    clippy::disallowed_methods,
    clippy::exit,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::print_stdout,
    clippy::string_slice,
    clippy::unwrap_used,
    reason = "a testing program: it fails by panicking, reads clocks and files, and prints"
)]

mod targets;

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;
use std::time::{Duration, Instant};

use targets::{TARGETS, Target};

/// No input is longer.
const LONGEST: usize = 12_000;

/// What is slower than this is a finding as well.
const SLOW: Duration = Duration::from_secs(8);

/// Bytes that mean something to one of the targets.
const WORDS: &[&str] = &[
    "\u{1b}[31m",
    "\u{202e}",
    "\u{200d}",
    "\u{301}",
    "\u{feff}",
    "\0",
    "\r",
    "\u{2028}",
    "---\n",
    "date: 2025-10-07\n",
    "07.10.2025, 16:22",
    "\"",
    "«",
    "»",
    "(",
    ")",
    "<C-",
    ">",
    "предложил создать",
    "proposed to establish",
    "құруды ұсынды",
    "2026",
    "650 тысяч",
    "AND",
    "OR",
    "NOT",
    "~",
    "*",
    "[[",
    "]]",
    "= ",
    "99999999999999999999",
    "\u{1}",
    "ОТГ",
    "U.S. ",
    "1/2",
    "%",
    "ß",
    "İ",
];

struct Dice(u64);

impl Dice {
    fn next(&mut self) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0
    }

    fn below(&mut self, end: usize) -> usize {
        (self.next() % u64::try_from(end.max(1)).unwrap()).try_into().unwrap()
    }
}

fn main() {
    let mut asked = std::env::args().skip(1);
    let name = asked.next().unwrap_or_else(|| "all".to_owned());
    let seconds = asked.next().and_then(|seconds| seconds.parse().ok()).unwrap_or(10);
    let chosen: Vec<&Target> = TARGETS.iter().filter(|target| name == "all" || target.name == name).collect();
    assert!(!chosen.is_empty(), "no such target");
    let findings: usize = chosen.into_iter().map(|target| run(target, Duration::from_secs(seconds))).sum();
    std::process::exit(i32::from(findings > 0));
}

fn run(target: &Target, time: Duration) -> usize {
    let mut seeds = Vec::new();
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    target.seeds.iter().for_each(|folder| collect(&root.join(folder), &mut seeds));
    let now = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap();
    let mut dice = Dice(u64::try_from(now.as_nanos() & u128::from(u64::MAX)).unwrap() | 1);
    let begun = Instant::now();
    let (mut runs, mut findings) = (0_u64, 0_usize);
    while begun.elapsed() < time && findings < 5 {
        let input = changed(&seeds, &mut dice);
        let one = Instant::now();
        let failed = catch_unwind(AssertUnwindSafe(|| (target.check)(&input))).is_err();
        runs += 1;
        if failed || one.elapsed() > SLOW {
            findings += 1;
            let place = std::env::temp_dir().join(format!("fuzz-{}-{runs}", target.name));
            std::fs::write(&place, &input).unwrap();
            let what = if failed { "panicked" } else { "was slow" };
            println!("{}: {what} on {} after {runs} runs", target.name, place.display());
        }
    }
    println!("{}: {runs} runs in {:.0?}, {findings} findings", target.name, begun.elapsed());
    findings
}

fn collect(path: &Path, seeds: &mut Vec<Vec<u8>>) {
    if path.is_dir() {
        for entry in std::fs::read_dir(path).unwrap() {
            collect(&entry.unwrap().path(), seeds);
        }
    } else if let Ok(bytes) = std::fs::read(path) {
        seeds.push(bytes);
    }
}

/// One of the beginnings, a piece of it, or nothing, changed in a few places.
fn changed(seeds: &[Vec<u8>], dice: &mut Dice) -> Vec<u8> {
    let mut bytes: Vec<u8> = seeds.get(dice.below(seeds.len())).cloned().unwrap_or_default();
    let longest = 1 + dice.below(LONGEST);
    let start = dice.below(bytes.len().saturating_sub(longest));
    bytes = bytes[start..bytes.len().min(start + longest)].to_vec();
    if dice.below(20) == 0 {
        bytes.clear();
    }
    for _ in 0..=dice.below(12) {
        let at = dice.below(bytes.len() + 1);
        let to = (at + dice.below(64)).min(bytes.len());
        match dice.below(8) {
            0 => drop(bytes.splice(at..to, [])),
            1 => {
                let piece = bytes[at..to].to_vec();
                let times = 1 + dice.below(6);
                drop(bytes.splice(at..at, piece.repeat(times)));
            }
            2 => {
                let random: Vec<u8> = (0..dice.below(8)).map(|_| dice.next().to_le_bytes()[3]).collect();
                drop(bytes.splice(at..at, random));
            }
            3 => {
                if let Some(byte) = bytes.get_mut(at) {
                    *byte ^= 1 << dice.below(8);
                }
            }
            4 => {
                let other = &seeds[dice.below(seeds.len())];
                let from = dice.below(other.len());
                let piece = other[from..(from + dice.below(300)).min(other.len())].to_vec();
                drop(bytes.splice(at..at, piece));
            }
            _ => drop(bytes.splice(at..at, WORDS[dice.below(WORDS.len())].bytes())),
        }
    }
    bytes.truncate(LONGEST);
    bytes
}
