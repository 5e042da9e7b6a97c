//! Keeps the likelier readings of a word by its neighbours, as the choices of the language say. Never guesses.

use super::Word;
use crate::extract::lexicon::{Beside, Classes, Condition, Lexicon, Reading};
use crate::extract::tags::Tags;

/// Applies the choices from left to right.
pub(super) fn choose(words: &mut [Word], lexicon: &Lexicon) {
    if lexicon.choices.is_empty() && lexicon.conversions.is_empty() {
        return;
    }
    for at in 0..words.len() {
        if let Some(gives) = converted(words, at, lexicon)
            && let Some(word) = words.get_mut(at)
        {
            word.readings =
                vec![Reading { entry: Reading::NO_ENTRY, tags: gives, classes: Classes::default() }].into();
            word.sum_up();
        }
        let ambiguous = words.get(at).is_some_and(|word| word.readings.len() > 1);
        if !ambiguous {
            continue;
        }
        for choice in &lexicon.choices {
            if fits(words, at, &choice.beside) {
                keep(words, at, &choice.keep);
            }
        }
    }
}

/// What a word is that cannot be what it is listed as.
fn converted(words: &[Word], at: usize, lexicon: &Lexicon) -> Option<Tags> {
    let word = words.get(at)?;
    let listed = |condition: &Condition| {
        !word.readings.is_empty() && word.readings.iter().all(|reading| reading.tags.all(condition.tags))
    };
    let fitting = lexicon.conversions.iter();
    fitting
        .filter(|one| listed(&one.form) && word.is(&one.form))
        .find(|one| fits(words, at, &one.beside))
        .map(|one| one.gives)
}

fn fits(words: &[Word], at: usize, beside: &Beside) -> bool {
    let light = |word: &Word| word.tags.any(Tags::ADVERB) || word.tags.all(Tags::NEGATIVE | Tags::PARTICLE);
    let skips = |word: &Word| light(word) && word.readings.len() == 1;
    let before = words.get(..at).unwrap_or_default().iter().rev().find(|word| !skips(word));
    let after = words.get(at + 1..).unwrap_or_default().iter().find(|word| !skips(word));
    one_fits(before, &beside.after) && one_fits(after, &beside.before)
}

fn one_fits(word: Option<&Word>, conditions: &[Condition]) -> bool {
    conditions.is_empty() || word.is_some_and(|word| conditions.iter().any(|condition| word.is(condition)))
}

fn keep(words: &mut [Word], at: usize, condition: &Condition) {
    let Some(word) = words.get_mut(at) else { return };
    let wanted = |reading: &Reading| {
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
