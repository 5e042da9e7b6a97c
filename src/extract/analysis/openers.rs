//! Words that stand before a noun or before a clause: "after the vote", "after the council voted". Never guesses.

use super::{Sentence, Word};
use crate::extract::lexicon::{Classes, Lexicon};
use crate::extract::tags::Tags;

/// Makes a subordinator of each word of the class `clause-opener` whose noun phrase has a finite verb after it.
pub(super) fn settle(sentence: &mut Sentence, lexicon: &Lexicon) {
    let openers = lexicon.class("clause-opener");
    if openers == Classes::default() {
        return;
    }
    for place in 0..sentence.chunks.len() {
        let Some(chunk) = sentence.chunks.get(place).copied() else { break };
        let Some(at) = chunk.preposition.filter(|at| opens(sentence, *at, openers)) else { continue };
        if !has_predicate(sentence, chunk.end) || chunk.start > at + 1 {
            continue;
        }
        if let Some(word) = sentence.words.get_mut(at) {
            for reading in &mut word.readings {
                reading.tags = Tags::SUBORDINATOR;
            }
            word.sum_up();
        }
        if let Some(own) = sentence.chunks.get_mut(place) {
            own.preposition = None;
        }
    }
}

fn opens(sentence: &Sentence, at: usize, openers: Classes) -> bool {
    sentence.word(at).is_some_and(|word| word.part_of.is_none() && word.classes.any(openers))
}

/// Whether a form that is nothing but finite stands at the place, adverbs left out.
fn has_predicate(sentence: &Sentence, from: usize) -> bool {
    let light = |word: &Word| word.tags.any(Tags::ADVERB) && word.readings.len() == 1;
    let mut near = (from..from + 3).filter_map(|at| sentence.word(at)).skip_while(|word| light(word));
    near.next().is_some_and(|word| {
        word.tags.any(Tags::FINITE) && !word.tags.any(Tags::NOUN | Tags::PARTICIPLE | Tags::ADJECTIVE)
    })
}
