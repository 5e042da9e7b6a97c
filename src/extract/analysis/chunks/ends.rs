//! What ends a noun phrase or parts it from the next one. Never what completes it.

use super::{Chunker, is_modifier, is_name, is_noun, is_verb};
use crate::extract::analysis::Word;
use crate::extract::tags::Tags;
use crate::model::morphology::Order;

impl Chunker<'_> {
    /// Whether the word belongs to an entry whose noun comes after it.
    pub(super) fn begins_entry(&self, at: usize) -> bool {
        let whole = self.word(at).and_then(|word| word.part_of).filter(|whole| *whole > at);
        whole.and_then(|whole| self.word(whole)).is_some_and(is_noun)
    }

    /// A sign of money glued to the number after it.
    pub(super) fn is_money(&self, at: usize) -> bool {
        let (Some(word), Some(next)) = (self.word(at), self.word(at + 1)) else { return false };
        // "£200m" too.
        let number =
            next.tags.any(Tags::NUMERAL) || next.fold.starts_with(|letter: char| letter.is_ascii_digit());
        word.is_money() && word.span.end == next.span.start && number
    }

    /// A number with a letter for thousands or millions that tells what a thing costs: "a $1.6B line".
    pub(super) fn is_sum(&self, at: usize) -> bool {
        let short = self.word(at).is_some_and(|word| {
            word.tags.any(Tags::UNKNOWN) && word.fold.starts_with(|letter: char| letter.is_ascii_digit())
        });
        short
            && at.checked_sub(1).is_some_and(|sign| self.is_money(sign))
            && (self.noun_follows(at) || self.begins_entry(at + 1))
            && !self.word(at + 1).is_some_and(|next| next.classes.any(self.kinds.which_time))
    }

    /// An apostrophe glued to the word before it and followed by more of the phrase.
    pub(super) fn is_apostrophe(&self, at: usize) -> bool {
        let (Some(word), Some(before)) =
            (self.word(at), at.checked_sub(1).and_then(|place| self.word(place)))
        else {
            return false;
        };
        &*word.fold == "'"
            && before.span.end == word.span.start
            && self.word(at + 1).is_some_and(|next| is_noun(next) || is_modifier(next))
    }

    /// Whether a case ending or a pronoun closes the phrase after this noun.
    pub(super) fn closes(&self, word: &Word) -> bool {
        if word.tags.any(Tags::PRONOUN) {
            return true;
        }
        let case = word.tags.and(Tags::CASES);
        self.order == Order::ObjectVerb && case != Tags::NONE && !case.any(Tags::NOMINATIVE | Tags::GENITIVE)
    }

    /// Whether the word begins a new phrase after the noun at `head`.
    pub(super) fn parts(&self, start: usize, head: Option<usize>, at: usize) -> bool {
        let Some(head) = head else { return false };
        self.begins_anew(start, at)
            || self.order == Order::ObjectVerb && self.after_full_name(head, at)
            || self.order == Order::ObjectVerb && self.kinds.doers.begins(&self.sentence.words, head, at)
    }

    /// Whether a given name and a surname end before the word: "Асел Тұрсынова Торғай өңіріне".
    pub(super) fn after_full_name(&self, head: usize, at: usize) -> bool {
        let capital = |word: &Word| word.shape.any(Tags::CAPITAL) && word.tags.any(Tags::UNKNOWN);
        let first = head.checked_sub(1).and_then(|before| self.word(before));
        let given = first.is_some_and(|word| word.classes.any(self.kinds.given));
        let surname =
            self.word(head).is_some_and(|word| capital(word) && self.lexicon.is_surname(&word.fold));
        let goes_on = self.word(at).is_some_and(|word| self.lexicon.is_patronymic(&word.fold));
        at == head + 1 && given && surname && !goes_on
    }

    /// Whether the word begins a new phrase: a determiner, or a plain adjective after a finished noun.
    pub(super) fn begins_anew(&self, start: usize, at: usize) -> bool {
        let Some(word) = self.word(at) else { return false };
        if at == start {
            return false;
        }
        if word.tags.any(Tags::DETERMINER | Tags::PRONOUN) && !is_name(word) {
            return true;
        }
        // "The council approved measures": a verb after the noun begins the predicate.
        let verb = is_verb(word)
            && !word.tags.any(Tags::ADJECTIVE | Tags::NUMERAL)
            && self.order == Order::VerbObject;
        let before = self.word(at - 1);
        if verb && before.is_some_and(is_noun) {
            return true;
        }
        // "A school next year": when it is, not what.
        let which = self.is_caseless() && word.classes.any(self.kinds.which_time);
        let time = |place: usize| self.word(place).is_some_and(|word| word.classes.any(self.kinds.time));
        if which
            && time(at + 1)
            && before.is_some_and(|word| is_noun(word) && !word.tags.any(Tags::POSSESSIVE))
        {
            return true;
        }
        // "The first season two weeks late": a number word after a noun counts what follows.
        let several = before.is_some_and(|before| before.tags.any(Tags::PLURAL));
        let counts = word.tags.any(Tags::NUMERAL)
            && (!word.shape.any(Tags::DIGITS) || several)
            && self.order == Order::VerbObject
            && self.word(at + 1).is_some_and(|next| is_noun(next) || several && next.tags.any(Tags::NUMERAL));
        if counts && before.is_some_and(|before| is_noun(before) && !before.tags.any(Tags::POSSESSIVE)) {
            return true;
        }
        false
    }
}
