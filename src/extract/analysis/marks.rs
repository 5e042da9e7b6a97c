//! Pairs quotation marks that name something («Жасыл белдеу»). Never pairs those of speech.

use super::Sentence;
use crate::extract::tags::Tags;

/// Words that a quoted name may have.
const LONGEST: usize = 14;
/// Words that the title of a law may have.
const LONGEST_TITLE: usize = 36;

/// Which side of a word a quotation mark stands on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Leaning {
    Opens,
    Closes,
}

/// Gives the marks around a quoted name each other as partners, and its words the feature.
pub(super) fn pair(sentence: &mut Sentence) {
    let mut open: Vec<usize> = Vec::new();
    let mut pairs = Vec::new();
    for at in 0..sentence.words.len() {
        match leaning(sentence, at) {
            Some(Leaning::Opens) => open.push(at),
            Some(Leaning::Closes) => {
                if let Some(from) = open.pop()
                    && names_something(sentence, from, at)
                {
                    pairs.push((from, at));
                }
            }
            None => {}
        }
    }
    for (from, to) in pairs {
        for (at, word) in sentence.words.iter_mut().enumerate().take(to + 1).skip(from) {
            word.shape |= Tags::QUOTED;
            word.tags |= Tags::QUOTED;
            if at == from {
                word.partner = Some(to);
            }
            if at == to {
                word.partner = Some(from);
            }
        }
    }
}

fn leaning(sentence: &Sentence, at: usize) -> Option<Leaning> {
    let word = sentence.word(at).filter(|word| &*word.fold == "\"" || &*word.fold == "'")?;
    let touches = |one: Option<usize>, other: Option<usize>| one.is_some() && one == other;
    let before = at.checked_sub(1).and_then(|place| sentence.word(place));
    let after = sentence.word(at + 1);
    let glued_before = touches(before.map(|word| word.span.end), Some(word.span.start));
    let glued_after = touches(after.map(|word| word.span.start), Some(word.span.end));
    match (glued_before, glued_after) {
        (false, true) => Some(Leaning::Opens),
        // A mark with space on both sides closes what is open, as careless typing has it.
        (true | false, false) => Some(Leaning::Closes),
        (true, true) => {
            let opening =
                before.is_some_and(super::Word::is_mark) && !after.is_some_and(super::Word::is_mark);
            Some(if opening { Leaning::Opens } else { Leaning::Closes })
        }
    }
}

/// A name has few words and no finite verb, or begins with a capital after a noun without a comma or colon
/// between: `сообщил, что "скоро откроется школа"` quotes speech.
fn names_something(sentence: &Sentence, from: usize, to: usize) -> bool {
    let words = to.saturating_sub(from + 1);
    let speech_before = from.checked_sub(1).and_then(|at| sentence.word(at)).is_none_or(super::Word::is_stop);
    let comma_inside = to
        .checked_sub(1)
        .and_then(|at| sentence.word(at))
        .is_some_and(|word| matches!(&*word.fold, "," | "." | "!" | "?" | "…"));
    let speaks = sentence
        .any(from + 1, to, |word| word.tags.any(Tags::FINITE | Tags::FIRST) && !word.tags.any(Tags::NOUN));
    let next = |by: usize| sentence.word(to + by).map_or("", |word| &*word.fold);
    let said_after = speech_before && (next(1) == "," && next(2) == "-" || next(1) == "-");
    let small = sentence.word(from + 1).is_some_and(|word| !word.shape.any(Tags::CAPITAL));
    // A title that ends in what it is about: «Ветеринария туралы» заң. Speech never ends so.
    let title = to.checked_sub(1).and_then(|at| sentence.word(at)).is_some_and(|word| {
        word.part_of.is_none()
            && word.tags.any(Tags::PREPOSITION)
            && !word.tags.any(Tags::NOUN | Tags::ADVERB)
    });
    if title && (2..=LONGEST_TITLE).contains(&words) && !said_after {
        return true;
    }
    let speech = said_after
        || small && speaks && words > 2
        || speech_before && (speaks || words > 6)
        || comma_inside && (speaks || words > 4);
    (1..=LONGEST).contains(&words) && !speech
}
