//! Tells the language of a text by script, alphabet, pairs of letters and frequent words of the packs. Never guesses
//! a language that has no pack.
//!
//! The limits below were chosen on NTREX-128 (Russian, Kazakh, English and 25 other languages, 1,997 sentences each).

use crate::lang::Packs;
use crate::lang::letters::{Model, lower, script};
use crate::model::lang::Lang;

/// More text than this says nothing new; in bytes.
const SAMPLE: usize = 8192;

/// Share of a text's letters that must be of the language's script.
const SCRIPT_SHARE: f64 = 0.5;

/// Share of the script's letters that may lie outside the alphabet: names, typing errors.
const STRANGE_SHARE: f64 = 0.015;

/// The least score of a language: a mean digit of [`Model::pair`] with what words and letters add.
const LEAST: f64 = 6.3;

/// A shorter text has fewer pairs than this and tells nothing.
const FEWEST_PAIRS: f64 = 5.0;

/// A text of no more different words than this is judged by each once.
const MOST_FEW: usize = 24;

/// From so many words on, the share of frequent ones counts.
const MANY_WORDS: f64 = 30.0;

/// The language of `text`, or [`Lang::UNKNOWN`].
///
/// ```
/// use throughline::lang::{detect::detect, packs};
/// assert_eq!(detect("Президент предложил создать центр.", packs()).code(), "ru");
/// assert_eq!(detect("Президент орталық құруды ұсынды.", packs()).code(), "kk");
/// assert_eq!(detect("The president proposed a centre.", packs()).code(), "en");
/// assert_eq!(detect("Президентът предложи създаването на център във Варна.", packs()).code(), "und");
/// ```
#[must_use]
pub fn detect(text: &str, packs: &Packs) -> Lang {
    let sample = text.get(..text.floor_char_boundary(SAMPLE)).unwrap_or(text);
    let few = few_words(sample);
    let sample = few.as_deref().unwrap_or(sample);
    let mut best = (0.0, Lang::UNKNOWN);
    for model in packs.models() {
        let score = Counts::of(sample, model).score(model);
        if score > best.0 {
            best = (score, model.lang);
        }
    }
    best.1
}

/// The words of a text that says a few again and again, each once: how often a word comes tells nothing there.
fn few_words(text: &str) -> Option<String> {
    let mut met: Vec<&str> = Vec::new();
    let mut words = 0.0;
    for word in text.split(|c: char| !c.is_alphabetic()).filter(|word| !word.is_empty()) {
        words += 1.0;
        if !met.contains(&word) {
            if met.len() >= MOST_FEW {
                return None;
            }
            met.push(word);
        }
    }
    (words > MANY_WORDS).then(|| met.join(" "))
}

/// What was counted in a text for one language.
#[derive(Clone, Copy, Debug, Default)]
struct Counts {
    /// Letters of any script.
    letters: f64,
    /// Letters of the script within the alphabet.
    inside: f64,
    /// Letters of the script outside the alphabet.
    outside: f64,
    /// Letters that few other languages have.
    own: f64,
    /// Letters that every longer text has.
    needed: f64,
    /// Pairs of letters, the edge of a word being one.
    pairs: f64,
    /// The sum of their digits.
    usual: f64,
    /// Words of the script.
    words: f64,
    /// Those that are frequent.
    frequent: f64,
}

impl Counts {
    fn of(text: &str, model: &Model) -> Self {
        let mut counts = Self::default();
        let detect = &model.detect;
        for word in text.split(|c: char| !c.is_alphabetic()).filter(|word| !word.is_empty()) {
            if word.chars().next().is_some_and(|c| script(c) != detect.script) {
                counts.letters += word.chars().map(|_| 1.0).sum::<f64>();
                continue;
            }
            let word = word.to_lowercase();
            counts.words += 1.0;
            counts.frequent += one_if(model.words.contains(&word));
            let mut before = None;
            for letter in word.chars().map(lower) {
                counts.letters += 1.0;
                counts.inside += one_if(model.has(letter));
                counts.outside += one_if(!model.has(letter));
                counts.own += one_if(detect.letters.contains(letter));
                counts.needed += one_if(detect.needs.contains(letter));
                counts.pair(model.pair(before, Some(letter)));
                before = Some(letter);
            }
            counts.pair(model.pair(before, None));
        }
        counts
    }

    fn pair(&mut self, digit: Option<u8>) {
        if let Some(digit) = digit {
            self.pairs += 1.0;
            self.usual += f64::from(digit);
        }
    }

    /// How well the text fits the language; 0 where it does not.
    fn score(&self, model: &Model) -> f64 {
        let detect = &model.detect;
        let written = self.inside + self.outside;
        let strange = self.outside > 1.0 && self.outside > STRANGE_SHARE * written;
        if self.pairs < FEWEST_PAIRS || written < SCRIPT_SHARE * self.letters || strange {
            return 0.0;
        }
        let needed = detect.needs_share * written;
        let bare = self.words > MANY_WORDS && self.frequent < detect.words_share * self.words;
        if bare || needed >= 1.0 && self.needed < needed {
            return 0.0;
        }
        // In a short text the lack of those letters only makes the language less likely.
        let lacking = if self.needed > 0.0 { 0.0 } else { needed.min(0.25) };
        let score =
            self.usual / self.pairs + 2.0 * self.frequent / self.words + 1.5 * self.own / written - lacking;
        let least = LEAST - (6.0 / self.pairs).min(0.6);
        if score >= least { score } else { 0.0 }
    }
}

fn one_if(holds: bool) -> f64 {
    f64::from(u8::from(holds))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lang::packs;

    #[test]
    fn a_few_words_again_and_again_are_of_their_language() {
        for (words, code) in [("предложил ", "ru"), ("must build ", "en"), ("ұсыныс жасады ", "kk")]
        {
            assert_eq!(detect(&words.repeat(2000), packs()).code(), code, "{words}");
        }
    }
}
