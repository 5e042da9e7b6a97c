//! Tells the language of a text by script, alphabet and frequent words of the packs. Never guesses a language
//! that has no pack.

use std::collections::HashSet;

use crate::lang::Packs;
use crate::model::lang::Lang;
use crate::model::pack::Pack;

/// More text than this says nothing new; in bytes.
const SAMPLE: usize = 32_768;

/// Share of a text's letters that must be of the language's script.
const SCRIPT_SHARE: f64 = 0.5;

/// Share of the script's letters that may lie outside the alphabet: names, typing errors.
const STRANGE_SHARE: f64 = 0.015;

/// The least score of a language; without it the text is of an unknown one.
const LEAST: f64 = 0.06;

/// The language of `text`, or [`Lang::UNKNOWN`].
#[must_use]
pub fn detect(text: &str, packs: &Packs) -> Lang {
    let sample = text.get(..text.floor_char_boundary(SAMPLE)).unwrap_or(text);
    let mut best = (LEAST, Lang::UNKNOWN);
    for pack in packs.iter() {
        let score = score(sample, pack);
        if score > best.0 {
            best = (score, pack.lang);
        }
    }
    best.1
}

/// How well the text fits the language: 0 not at all, above 0.06 well enough.
fn score(text: &str, pack: &Pack) -> f64 {
    let own: HashSet<char> = pack.detect.letters.chars().collect();
    let alphabet: HashSet<char> = pack.detect.alphabet.chars().collect();
    let (mut all, mut inside, mut outside, mut special) = (0_usize, 0_usize, 0_usize, 0_usize);
    for letter in text.chars().filter(|c| c.is_alphabetic()) {
        let letter = letter.to_lowercase().next().unwrap_or(letter);
        all += 1;
        if alphabet.contains(&letter) {
            inside += 1;
            special += usize::from(own.contains(&letter));
        } else if script(letter) == pack.detect.script {
            outside += 1;
        }
    }
    let written = inside + outside;
    let strange = share(outside, written);
    if share(written, all) < SCRIPT_SHARE || strange > STRANGE_SHARE && outside > 1 {
        return 0.0;
    }
    let words: HashSet<&str> = pack.detect.words.iter().map(String::as_str).collect();
    let (mut hits, mut total) = (0_usize, 0_usize);
    for word in text.split(|c: char| !c.is_alphabetic()).filter(|word| !word.is_empty()) {
        if word.chars().next().is_some_and(|c| script(c) == pack.detect.script) {
            total += 1;
            hits += usize::from(words.contains(word.to_lowercase().as_str()));
        }
    }
    share(hits, total) + 3.0 * share(special, written)
}

fn share(part: usize, whole: usize) -> f64 {
    // Counts of a sample: far below the point where a float loses one.
    #[allow(clippy::cast_precision_loss, reason = "both are below the size of the sample")]
    let (part, whole) = (part as f64, whole.max(1) as f64);
    part / whole
}

/// The script of a letter, as ISO 15924; empty for those that no pack uses.
fn script(letter: char) -> &'static str {
    match letter {
        'a'..='z' | 'A'..='Z' | '\u{00c0}'..='\u{024f}' | '\u{1e00}'..='\u{1eff}' => "Latn",
        '\u{0400}'..='\u{052f}' | '\u{1c80}'..='\u{1c8f}' => "Cyrl",
        _ => "",
    }
}
