//! Chooses among single-byte encodings by how usual the letters are that each would give. Never reads all of a
//! long file.

use super::Sureness;
use super::table::{Single, singles};
use crate::lang::Packs;
use crate::lang::letters::{Model, lower, script};

/// So many bytes beyond ASCII are weighed, with the bytes around them.
const SAMPLE: usize = 4096;

/// An encoding that scores less for each of those bytes gives no text of a known language. Text of one scores 1.4;
/// a few bytes may score less than their language does.
const LEAST: f64 = 0.5;

/// What a few bytes may score less, in all.
const SLACK: f64 = 5.0;

/// A lead of this much over the next encoding that gives another text is sure: a thousand to one.
const LEAD: f64 = 7.0;

/// The encoding that gives the likeliest text; `None` where none gives text of a known language.
pub(super) fn best(bytes: &[u8], packs: &Packs) -> Option<(&'static Single, Sureness)> {
    let sample = sample(bytes);
    let weight = sample.iter().filter(|byte| !byte.is_ascii()).map(|_| 1.0).sum::<f64>().max(1.0);
    let mut scored: Vec<(f64, &Single, String)> = Vec::new();
    for single in singles() {
        let text = single.decode(&sample);
        if scored.iter().any(|(_, _, other)| *other == text) {
            continue;
        }
        let sum = packs.models().iter().map(|model| score(&text, model)).fold(f64::NEG_INFINITY, f64::max);
        scored.push((sum - single.rarity, single, text));
    }
    scored.sort_by(|a, b| b.0.total_cmp(&a.0));
    let (first, single, text) = scored.first()?;
    let lettered = text.chars().any(|c| !c.is_ascii() && c.is_alphabetic());
    let second = scored.get(1).map_or(f64::NEG_INFINITY, |(second, _, _)| *second);
    let sureness = if first - second >= LEAD { Sureness::Likely } else { Sureness::Guessed };
    (lettered && first + single.rarity >= LEAST * weight - SLACK).then_some((*single, sureness))
}

/// The lines that hold the first bytes beyond ASCII.
fn sample(bytes: &[u8]) -> Vec<u8> {
    let mut sample = Vec::new();
    let mut beyond = 0;
    for line in bytes.split_inclusive(|byte| *byte == b'\n') {
        let own = line.iter().filter(|byte| !byte.is_ascii()).count();
        if own > 0 {
            sample.extend_from_slice(line.get(..line.len().min(SAMPLE * 4)).unwrap_or(line));
            beyond += own;
        }
        if beyond >= SAMPLE {
            break;
        }
    }
    sample
}

/// The sum over all characters beyond ASCII of how well each fits its neighbours.
fn score(text: &str, model: &Model) -> f64 {
    let mut sum = 0.0;
    let mut before: Option<char> = None;
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        let after = chars.peek().copied();
        if !c.is_ascii() {
            sum += if c.is_alphabetic() { letter(before, c, after, model) } else { mark(before, c, after) };
        }
        before = Some(c);
    }
    sum
}

/// A letter: how usual it is after the one before it, and at the end of its word.
fn letter(before: Option<char>, c: char, after: Option<char>, model: &Model) -> f64 {
    let inner = before.filter(|b| b.is_alphabetic());
    let own = script(c);
    if own != "Cyrl" {
        return -3.0;
    }
    if inner.is_some_and(|b| script(b) != own) || after.is_some_and(|a| a.is_ascii_alphabetic()) {
        return -8.0;
    }
    let small = lower(c);
    let pair = |first: Option<char>, second: Option<char>| {
        model.pair(first, second).map_or(-4.0, |digit| f64::from(digit) - 5.0)
    };
    let mut sum = pair(inner.map(lower), Some(small));
    if !after.is_some_and(char::is_alphabetic) {
        sum += (pair(Some(small), None)).min(1.0) * 0.5;
    }
    // A small letter before a capital one inside a word: the cases are swapped.
    if inner.is_some_and(char::is_lowercase) && c.is_uppercase() {
        sum -= 5.0;
    }
    sum
}

/// A mark: common in print, or a sign of the wrong encoding.
fn mark(before: Option<char>, c: char, after: Option<char>) -> f64 {
    let inside = before.is_some_and(char::is_alphabetic) && after.is_some_and(char::is_alphabetic);
    match c {
        '\u{a0}' | '\u{ad}' => 0.0,
        '’' if inside => 0.5,
        _ if inside => -5.0,
        '«' | '»' | '“' | '”' | '„' | '‘' | '’' | '‚' | '–' | '—' | '…' | '№' | '•' => {
            0.5
        }
        '§' | '°' | '±' | '©' | '®' | '™' | '€' | '·' | '‹' | '›' | '´' | '²' | '³' | '½' | '£' => {
            -1.0
        }
        _ => -5.0,
    }
}
