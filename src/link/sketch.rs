//! Sketches an article as a whole. Never looks at mentions, never compares.

use std::collections::BTreeMap;

use crate::link::describe::Reading;
use crate::link::features::{Sketch, Term};
use crate::link::hash::{Key, key};
use crate::link::lexicon::Lexicon;
use crate::link::sound;
use crate::link::words::{Shape, Word, words};
use crate::model::article::{Article, BlockKind};
use crate::model::lang::Lang;

/// How many words make one run.
const RUN: usize = 5;
/// How many hashes of runs are kept: the smallest ones, a fair sample of all.
pub(super) const KEPT: usize = 48;
/// How many keys are kept.
const KEYS: usize = 40;
/// How many numbers and names are kept.
const BEATS: usize = 64;

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
