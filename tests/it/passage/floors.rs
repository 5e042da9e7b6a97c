//! The floors: what share of passages is found silently, with a question, or wrongly after each change.

use std::fs;
use std::path::Path;

use throughline::base::id::RevisionId;
use throughline::base::span::Span;
use throughline::model::bookmark::Place;
use throughline::passage;

use super::edits::{
    Dice, Traced, decomposed, dotted, other_typography, paragraphs, tenth, text_of, trace, truth, without,
};

const LENGTHS: [usize; 4] = [12, 30, 80, 250];

/// A language and its texts: each article, and all of them as one long text full of look-alikes.
fn corpora() -> Vec<(&'static str, Vec<String>)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let read = |file: &str| fs::read_to_string(root.join(file)).unwrap();
    let seeds = |names: &[&str]| {
        let mut texts: Vec<String> = names.iter().map(|name| read(&format!("seeds/{name}.txt"))).collect();
        texts.push(texts.join("\n\n"));
        texts
    };
    vec![
        (
            "ru",
            seeds(&[
                "000_87b0029c3caf4cdc",
                "001_a78957711311d3d8",
                "003_2d6ca10c64bcb45e",
                "004_df5448225fdc9f86",
            ]),
        ),
        ("en", vec![read("seeds/002_94e8b319d23de072.txt")]),
        ("kk", vec![read("tests/corpus/passage/kk.txt")]),
    ]
}

/// What came of passages after one change, in shares of 1.
#[derive(Default, Clone, Copy)]
struct Tally {
    all: usize,
    sure: usize,
    moved: usize,
    wrong_sure: usize,
    wrong_moved: usize,
}

impl Tally {
    fn count(&mut self, place: Place, truth: Option<Span>) {
        self.all += 1;
        let right = |span: Span| truth.is_some_and(|truth| nearly(span, truth));
        match place {
            Place::Sure { span } if right(span) => self.sure += 1,
            Place::Sure { .. } => self.wrong_sure += 1,
            Place::Moved { span } if right(span) => self.moved += 1,
            Place::Moved { .. } => self.wrong_moved += 1,
            Place::Orphan => {}
        }
    }

    fn share(self, part: usize) -> f64 {
        let count = |number: usize| f64::from(u32::try_from(number).unwrap());
        count(part) / count(self.all.max(1))
    }

    fn found(self) -> f64 {
        self.share(self.sure + self.moved)
    }
}

/// Whether two spans are the same place: at least three quarters of what either covers is in both.
fn nearly(one: Span, other: Span) -> bool {
    let shared = one.end.min(other.end).saturating_sub(one.start.max(other.start));
    shared * 4 >= one.cover(other).len() * 3
}

/// A change of a text with a passage at letters `from..to`.
struct Change {
    name: &'static str,
    make: fn(&Traced, usize, usize, &mut Dice) -> Traced,
    order: Order,
}

/// Whether a change leaves paragraphs where they are. Passages that it tears apart are not counted.
#[derive(PartialEq, Eq)]
enum Order {
    Kept,
    Changed,
}

fn unchanged(traced: &Traced, _: usize, _: usize, _: &mut Dice) -> Traced {
    traced.clone()
}

fn typography(traced: &Traced, _: usize, _: usize, dice: &mut Dice) -> Traced {
    match dice.roll(4) {
        0 => decomposed(traced),
        1 => dotted(traced),
        2 => other_typography(traced),
        _ => decomposed(&other_typography(traced)),
    }
}

fn tenth_of_passage(traced: &Traced, from: usize, to: usize, dice: &mut Dice) -> Traced {
    tenth(traced, from, to, dice)
}

fn tenth_of_text(traced: &Traced, _: usize, _: usize, dice: &mut Dice) -> Traced {
    tenth(traced, 0, traced.len(), dice)
}

fn passage_removed(traced: &Traced, from: usize, to: usize, _: &mut Dice) -> Traced {
    without(traced, from, to)
}

fn paragraph_removed(traced: &Traced, from: usize, to: usize, _: &mut Dice) -> Traced {
    let inside = |(_, origin): &(char, Option<usize>)| origin.is_some_and(|at| from <= at && at < to);
    paragraphs(traced).into_iter().filter(|one| !one.iter().any(inside)).flatten().collect()
}

fn passage_moved(traced: &Traced, from: usize, to: usize, dice: &mut Dice) -> Traced {
    let mut rest = without(traced, from, to);
    let at = dice.roll(rest.len());
    rest.splice(at..at, traced[from..to].iter().copied());
    rest
}

fn paragraphs_inserted(traced: &Traced, _: usize, _: usize, dice: &mut Dice) -> Traced {
    let own = paragraphs(traced);
    let mut all = own.clone();
    for _ in 0..3 {
        let news: Traced = own[dice.roll(own.len())].iter().rev().map(|(c, _)| (*c, None)).collect();
        let at = dice.roll(all.len());
        all.insert(at, news);
    }
    all.concat()
}

fn paragraph_moved(traced: &Traced, from: usize, _: usize, dice: &mut Dice) -> Traced {
    let mut all = paragraphs(traced);
    let own = |one: &Traced| one.iter().any(|(_, origin)| *origin == Some(from));
    let at = all.iter().position(own).unwrap();
    let moved = all.remove(at);
    let to = dice.roll(all.len() + 1);
    all.insert(to, moved);
    all.concat()
}

fn paragraphs_shuffled(traced: &Traced, _: usize, _: usize, dice: &mut Dice) -> Traced {
    let mut all = paragraphs(traced);
    for at in (1..all.len()).rev() {
        let other = dice.roll(at + 1);
        all.swap(at, other);
    }
    all.concat()
}

/// Whether the passage is still one piece after paragraphs changed their order.
fn is_whole(traced: &Traced, from: usize, to: usize) -> bool {
    let places: Vec<usize> = (0..traced.len())
        .filter(|at| traced[*at].1.is_some_and(|origin| from <= origin && origin < to))
        .collect();
    places.windows(2).all(|pair| pair[0] + 1 == pair[1])
}

fn measure(texts: &[String], length: usize, samples: usize, change: &Change, dice: &mut Dice) -> Tally {
    let mut tally = Tally::default();
    for text in texts {
        let traced = trace(text);
        let mut left = samples;
        while left > 0 {
            let from = dice.roll(traced.len() - length);
            let to = from + length;
            let before = truth(&traced, from, to).unwrap();
            if before.of(text).trim().len() < before.len() {
                continue;
            }
            left -= 1;
            let anchor = passage::anchor(text, before, &RevisionId::default());
            let changed = (change.make)(&traced, from, to, dice);
            let now = truth(&changed, from, to);
            if change.order == Order::Changed && !is_whole(&changed, from, to) {
                continue;
            }
            let text = text_of(&changed);
            let place = passage::resolve(&anchor, &text);
            if let Some(span) = place.span() {
                assert!(span.fits(&text), "{span:?} of {length} letters");
            }
            tally.count(place, now);
        }
    }
    tally
}

const CHANGES: [Change; 10] = [
    Change { name: "unchanged", make: unchanged, order: Order::Kept },
    Change { name: "typography only", make: typography, order: Order::Kept },
    Change { name: "10 % of the passage", make: tenth_of_passage, order: Order::Kept },
    Change { name: "10 % of the text", make: tenth_of_text, order: Order::Kept },
    Change { name: "paragraphs inserted", make: paragraphs_inserted, order: Order::Changed },
    Change { name: "paragraph moved", make: paragraph_moved, order: Order::Changed },
    Change { name: "paragraphs reordered", make: paragraphs_shuffled, order: Order::Changed },
    Change { name: "passage moved alone", make: passage_moved, order: Order::Kept },
    Change { name: "passage removed", make: passage_removed, order: Order::Kept },
    Change { name: "paragraph removed", make: paragraph_removed, order: Order::Kept },
];

#[test]
fn passages_are_found_again() {
    check(40);
}

/// The same with many samples: `cargo test --release --test it passage -- --ignored --nocapture`.
#[test]
#[ignore = "takes minutes without optimisation"]
fn many_passages_are_found_again() {
    check(1000);
}

#[expect(clippy::print_stdout, reason = "the table is what a person runs this for")]
fn check(samples: usize) {
    let corpora = corpora();
    let rows: Vec<(String, bool)> = std::thread::scope(|scope| {
        let one = |change| {
            scope.spawn({
                let corpora = &corpora;
                move || table(change, corpora, samples)
            })
        };
        let running: Vec<_> = CHANGES.iter().map(one).collect();
        running.into_iter().flat_map(|thread| thread.join().unwrap()).collect()
    });
    println!("change                lang  letters   sure  moved  wrong sure  wrong moved  orphan  (percent)");
    for (row, _) in &rows {
        println!("{row}");
    }
    let missed: Vec<&str> =
        rows.iter().filter(|(_, reached)| !reached).map(|(row, _)| row.as_str()).collect();
    assert!(missed.is_empty(), "below the floor:\n{}", missed.join("\n"));
}

/// The rows of one change, each with whether it reaches its floor.
fn table(change: &Change, corpora: &[(&str, Vec<String>)], samples: usize) -> Vec<(String, bool)> {
    let mut rows = Vec::new();
    for (lang, texts) in corpora {
        for length in LENGTHS {
            let tally = measure(texts, length, samples, change, &mut Dice(length as u64));
            let orphans = tally.all - tally.sure - tally.moved - tally.wrong_sure - tally.wrong_moved;
            let percent = |part| tally.share(part) * 100.0;
            let row = format!(
                "{:<21} {lang:<4} {length:>8} {:>6.1} {:>6.1} {:>11.2} {:>12.2} {:>7.1}",
                change.name,
                percent(tally.sure),
                percent(tally.moved),
                percent(tally.wrong_sure),
                percent(tally.wrong_moved),
                percent(orphans),
            );
            rows.push((row, floor(change.name, length, tally)));
        }
    }
    rows
}

/// Whether a tally reaches what is promised. A dozen letters without their context tell no place, and are
/// promised none.
fn floor(change: &str, length: usize, tally: Tally) -> bool {
    let silently_wrong = tally.share(tally.wrong_sure);
    let found = match (change, length) {
        ("unchanged" | "typography only", _) => return tally.sure == tally.all,
        ("passage removed" | "paragraph removed", _) | ("passage moved alone", 12) => 0.0,
        ("passage moved alone", 30) | ("10 % of the passage" | "10 % of the text", 12) => 0.9,
        _ => 0.95,
    };
    silently_wrong <= 0.01 && tally.found() >= found
}
