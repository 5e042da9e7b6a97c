//! How usual it is in a language that one letter follows another, from a pack's `pairs`. Never a whole word.

use std::collections::{HashMap, HashSet};

use crate::model::lang::Lang;
use crate::model::pack::{Detect, Pack};

/// What is known of the letters and frequent words of one language.
#[derive(Clone, Debug, Default)]
pub struct Model {
    /// The language.
    pub lang: Lang,
    /// Its pack's part on detection.
    pub(crate) detect: Detect,
    pub(crate) words: HashSet<String>,
    places: HashMap<char, usize>,
    digits: Vec<u8>,
    size: usize,
}

impl Model {
    /// The model of a pack.
    #[must_use]
    pub fn of(pack: &Pack) -> Self {
        let letters: Vec<char> = pack.detect.alphabet.chars().collect();
        let size = letters.len() + 1;
        let edge = std::iter::once("_".to_owned());
        let names = edge.chain(letters.iter().map(char::to_string));
        let mut digits = Vec::with_capacity(size * size);
        for name in names {
            let row = pack.pairs.get(&name).map(String::as_bytes).unwrap_or_default();
            let value = |at: usize| row.get(at).map_or(0, |digit| digit.saturating_sub(b'0'));
            digits.extend((0..size).map(value));
        }
        let places = letters.into_iter().zip(1..).collect();
        let words = pack.detect.words.iter().cloned().collect();
        Self { lang: pack.lang, detect: pack.detect.clone(), words, places, digits, size }
    }

    /// How usual it is that `second` follows `first`, 0 (hardly ever) to 9 (always); `None` stands for the edge
    /// of a word. `None` is the answer where a letter is not of the alphabet. Letters are lower case.
    #[must_use]
    pub fn pair(&self, first: Option<char>, second: Option<char>) -> Option<u8> {
        let place = |letter: Option<char>| letter.map_or(Some(0), |c| self.places.get(&c).copied());
        let (row, column) = (place(first)?, place(second)?);
        self.digits.get(row * self.size + column).copied()
    }

    /// Whether the letter, in lower case, is of the alphabet.
    #[must_use]
    pub fn has(&self, letter: char) -> bool {
        self.places.contains_key(&letter)
    }
}

/// The script of a letter, as ISO 15924; empty for those that no pack uses.
#[must_use]
pub fn script(letter: char) -> &'static str {
    match letter {
        'a'..='z' | 'A'..='Z' => "Latn",
        '\u{0400}'..='\u{052f}' | '\u{1c80}'..='\u{1c8f}' => "Cyrl",
        '\u{00c0}'..='\u{024f}' | '\u{1e00}'..='\u{1eff}' if letter.is_alphabetic() => "Latn",
        _ => "",
    }
}

/// The letter in lower case, where that is one character.
#[must_use]
pub fn lower(letter: char) -> char {
    letter.to_lowercase().next().unwrap_or(letter)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lang::packs;

    #[test]
    fn every_pack_has_a_full_table() {
        for pack in packs().iter() {
            let size = pack.detect.alphabet.chars().count() + 1;
            assert_eq!(pack.pairs.len(), size, "{}", pack.lang);
            assert!(pack.pairs.values().all(|row| row.len() == size), "{}", pack.lang);
        }
    }

    #[test]
    fn usual_pairs_score_more() {
        for model in packs().models().iter().filter(|model| model.detect.script == "Cyrl") {
            assert!(model.pair(Some('с'), Some('т')) > model.pair(Some('щ'), Some('ъ')), "{}", model.lang);
        }
        let model = Model::default();
        assert_eq!(model.pair(Some('x'), None), None);
    }
}
