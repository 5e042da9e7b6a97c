//! An article as a whole: what it reports, and whether it repeats another's text. Never looks at mentions.

use std::collections::BTreeMap;

use crate::link::describe::Reading;
use crate::link::features::{ArticleFeatures, Sketch, Term};
use crate::link::hash::{Key, key};
use crate::link::lexicon::Lexicon;
use crate::link::sound;
use crate::link::words::{Shape, Word, words};
use crate::model::article::{Article, BlockKind};
use crate::model::lang::Lang;

/// How many words make one run.
const RUN: usize = 5;
/// How many hashes of runs are kept: the smallest ones, a fair sample of all.
const KEPT: usize = 48;
/// How many keys are kept.
const KEYS: usize = 40;
/// How many numbers and names are kept.
const BEATS: usize = 64;
/// With fewer of them a text is not compared with another by their order.
const BEATS_ASKED: usize = 6;
/// By how many words a subject is known that an article says enough of.
const SAID: f32 = 24.0;
/// Thousandths of a text within which two places are equally far into it.
const APART: u16 = 40;

/// Sketches an article.
pub(super) fn of(article: &Article, lexicon: &Lexicon) -> Sketch {
    let mut counts: BTreeMap<Key, u16> = BTreeMap::new();
    let mut stems = Vec::new();
    let mut beats = Vec::new();
    for (at, block) in article.body().enumerate() {
        let text = block.span.of(&article.text);
        let reading = Reading::of(article.lang, text, lexicon);
        let leading = at < 3 || matches!(block.kind, BlockKind::Headline | BlockKind::Lead);
        for term in reading.terms.iter().filter(|term| term.weight > 0.5) {
            let count = counts.entry(name(term)).or_default();
            *count = count.saturating_add(if leading { 2 } else { 1 });
        }
        let run = words(text);
        beats.extend(beats_of(article, block.span.start, &run, lexicon));
        stems.extend(run.into_iter().map(|word| key("word", &word.folded)));
    }
    let mut keys: Vec<(Key, u16)> = counts.into_iter().collect();
    keys.sort_by_key(|(key, count)| (std::cmp::Reverse(*count), *key));
    keys.truncate(KEYS);
    keys.sort_unstable();
    Sketch { keys, shingles: shingles(&stems), beats: chosen(beats), ..Sketch::default() }
}

/// The numbers and names of a block, with where they stand.
fn beats_of(article: &Article, from: usize, run: &[Word], lexicon: &Lexicon) -> Vec<(Key, u16)> {
    let place = |word: &Word| depth(from + word.span.start, article.text.len());
    let keyed = (0..run.len()).filter_map(|at| {
        let rest = run.get(at..)?;
        let word = rest.first()?;
        Some((beat(article.lang, rest, at == 0, lexicon)?, place(word)))
    });
    keyed.collect()
}

/// The key of a number or name; the first word of a block may have its capital from that.
fn beat(lang: Lang, rest: &[Word], first: bool, lexicon: &Lexicon) -> Option<Key> {
    let word = rest.first()?;
    let named = match word.shape {
        Shape::Number if word.folded.len() > 1 => return Some(key("number", &word.folded)),
        Shape::Capital => !first,
        Shape::Upper | Shape::Mixed => true,
        Shape::Lower | Shape::Number => false,
    };
    if !named {
        return None;
    }
    if let Some(sense) = lexicon.sense(lang, rest) {
        return Some(sense.concept.key);
    }
    let skeleton = sound::skeleton(&lexicon.stem(lang, &word.folded));
    (skeleton.len() > 2).then(|| key("name", &skeleton))
}

/// Those that stand most seldom: what is named all the time says little about the order of things.
fn chosen(mut beats: Vec<(Key, u16)>) -> Vec<(Key, u16)> {
    let mut counts: BTreeMap<Key, u16> = BTreeMap::new();
    for (key, _) in &beats {
        *counts.entry(*key).or_default() += 1;
    }
    beats.sort_by_key(|(key, depth)| (counts.get(key).copied(), *depth, *key));
    beats.truncate(BEATS);
    beats.sort_unstable();
    beats
}

/// How far into a text a place lies, in thousandths.
pub(super) fn depth(at: usize, length: usize) -> u16 {
    u16::try_from(at.saturating_mul(1000) / length.max(1)).unwrap_or(1000)
}

/// How surely one article tells the other's text in other words or another language, 0 to 1: the share of
/// numbers and names that stand equally far into both. Nothing where one has too few of them.
#[must_use]
pub fn retold(one: &Sketch, other: &Sketch) -> f32 {
    let least = one.beats.len().min(other.beats.len());
    if least < BEATS_ASKED {
        return 0.0;
    }
    let stands = |(key, depth): &(Key, u16)| {
        let from = other.beats.partition_point(|(theirs, _)| theirs < key);
        let same = other.beats.iter().skip(from).take_while(|(theirs, _)| theirs == key);
        same.into_iter().any(|(_, theirs)| depth.abs_diff(*theirs) <= APART)
    };
    let both = one.beats.iter().filter(|beat| stands(beat)).count();
    let count = |n: usize| f32::from(u16::try_from(n).unwrap_or(u16::MAX));
    (count(both) / count(least)).min(1.0)
}

/// The key of a term that other languages share, where there is one.
pub(super) fn name(term: &Term) -> Key {
    term.concept.or(term.sound).unwrap_or(term.stem)
}

fn shingles(stems: &[Key]) -> Vec<Key> {
    let mut hashes: Vec<Key> = stems
        .windows(RUN)
        .map(|run| {
            run.iter().fold(0, |hash: u32, word| (hash ^ word).wrapping_mul(0x9e37_79b1).rotate_left(13))
        })
        .collect();
    hashes.sort_unstable();
    hashes.dedup();
    hashes.truncate(KEPT);
    hashes
}

/// How surely two articles report one happening, 0 to 1.
#[must_use]
pub(super) fn likeness(one: &ArticleFeatures, other: &ArticleFeatures) -> f32 {
    if one.article == other.article {
        return 1.0;
    }
    match nearness(one, other) {
        0.0 => 0.0,
        // A translation reports the same happening, however few of its words are known in both languages.
        near => near * common(&one.sketch, &other.sketch, |_| 1.0).max(retold(&one.sketch, &other.sketch)),
    }
}

/// How near two articles are in time, as reports of one happening: 1 to 0.
#[must_use]
pub(super) fn nearness(one: &ArticleFeatures, other: &ArticleFeatures) -> f32 {
    match (one.day, other.day) {
        (Some(a), Some(b)) => match (a - b).num_days().abs() {
            0..=1 => 1.0,
            2..=4 => 0.6,
            _ => 0.0,
        },
        _ => 0.0,
    }
}

/// How far both articles say enough of their subjects to be compared, 0 to 1.
#[must_use]
#[allow(clippy::cast_precision_loss, reason = "at most a few dozen")]
pub(super) fn said(one: &Sketch, other: &Sketch) -> f32 {
    (one.keys.len().min(other.keys.len()) as f32 / SAID).min(1.0)
}

/// Share of keys in common, by how often they stand and how much each tells.
#[must_use]
pub fn common(one: &Sketch, other: &Sketch, telling: impl Fn(Key) -> f32) -> f32 {
    let total = |sketch: &Sketch| {
        sketch.keys.iter().map(|(key, count)| f32::from(*count).sqrt() * telling(*key)).sum::<f32>()
    };
    let shared: f32 = one
        .keys
        .iter()
        .filter_map(|(key, count)| {
            let at = other.keys.binary_search_by_key(key, |(key, _)| *key).ok()?;
            let (_, theirs) = other.keys.get(at)?;
            Some(f32::from(*count).sqrt().min(f32::from(*theirs).sqrt()) * telling(*key))
        })
        .sum();
    let all = total(one).min(total(other));
    if all > 0.0 { (shared / all).min(1.0) } else { 0.0 }
}

/// Share of word runs in common: near 1 for a reprint, 0 for a text of its own.
#[must_use]
pub(super) fn repeated(one: &Sketch, other: &Sketch) -> f32 {
    let mut merged: Vec<Key> = one.shingles.iter().chain(&other.shingles).copied().collect();
    merged.sort_unstable();
    merged.dedup();
    merged.truncate(KEPT);
    let both = merged.iter().filter(|hash| {
        one.shingles.binary_search(hash).is_ok() && other.shingles.binary_search(hash).is_ok()
    });
    let count = |n: usize| f32::from(u16::try_from(n).unwrap_or(u16::MAX));
    if merged.is_empty() { 0.0 } else { count(both.count()) / count(merged.len()) }
}
