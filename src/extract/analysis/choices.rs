//! Keeps the likelier readings of a word by its neighbours, as the choices of the language say. Never guesses.

use super::Word;
use crate::extract::lexicon::{Choice, Condition, Lexicon};
use crate::extract::tags::Tags;

/// Applies the choices from left to right.
pub(super) fn choose(words: &mut [Word], lexicon: &Lexicon) {
    if lexicon.choices.is_empty() {
        return;
    }
    for at in 0..words.len() {
        let ambiguous = words.get(at).is_some_and(|word| word.readings.len() > 1);
        if !ambiguous {
            continue;
        }
        for choice in &lexicon.choices {
            if fits(words, at, choice) {
                keep(words, at, &choice.keep);
            }
        }
    }
}

fn fits(words: &[Word], at: usize, choice: &Choice) -> bool {
    let light = |word: &Word| word.tags.any(Tags::ADVERB) || word.tags.all(Tags::NEGATIVE | Tags::PARTICLE);
    let skips = |word: &Word| light(word) && word.readings.len() == 1;
    let before = words.get(..at).unwrap_or_default().iter().rev().find(|word| !skips(word));
    let after = words.get(at + 1..).unwrap_or_default().iter().find(|word| !skips(word));
    one_fits(before, &choice.after) && one_fits(after, &choice.before)
}

fn one_fits(word: Option<&Word>, conditions: &[Condition]) -> bool {
    conditions.is_empty() || word.is_some_and(|word| conditions.iter().any(|condition| word.is(condition)))
}

fn keep(words: &mut [Word], at: usize, condition: &Condition) {
    let Some(word) = words.get_mut(at) else { return };
    let wanted = |reading: &crate::extract::lexicon::Reading| {
        reading.tags.all(condition.tags)
            && !reading.tags.any(condition.no_tags)
            && condition.classes.iter().all(|class| reading.classes.any(*class))
    };
    let count = word.readings.iter().filter(|reading| wanted(reading)).count();
    if count > 0 && count < word.readings.len() {
        word.readings.retain(wanted);
        word.sum_up();
    }
}
