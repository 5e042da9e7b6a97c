//! What joins modifiers and nouns before one noun: commas, "and", adverbs. Never a whole phrase.

use super::{Chunker, ITEM, LIST, is_modifier, is_name, is_noun};
use crate::extract::analysis::Word;
use crate::extract::tags::Tags;
use crate::model::morphology::Side;

impl Chunker<'_> {
    /// A comma, an "and" or an adverb between two modifiers.
    pub(super) fn joins_modifiers(&self, start: usize, at: usize) -> bool {
        let Some(word) = self.word(at) else { return false };
        let next = self.word(at + 1);
        // "Political, economic, and cultural ties": the comma before the "and" parts nothing.
        let comma = word.tags.any(Tags::COORDINATOR)
            && at > start + 1
            && self.word(at - 1).is_some_and(Word::is_comma);
        let before = if comma { at - 2 } else { at.saturating_sub(1) };
        let after_modifier = at > start && self.word(before).is_some_and(is_modifier);
        let next_is = |feature: Tags| next.is_some_and(|next| next.tags.any(feature) && is_modifier(next));
        if word.is_comma() || word.tags.any(Tags::COORDINATOR) {
            // "The plan is ambitious, new schools will open": what a thing is like waits for no noun.
            let told = self.follows(start, Tags::AUXILIARY);
            // "In 1938, German officers": a year is no item of a list.
            let count = self.word(before).is_some_and(|word| word.tags.any(Tags::NUMERAL | Tags::DETERMINER));
            if word.is_comma() && self.is_caseless() && (told || count) {
                return false;
            }
            let near = next_is(Tags::ADJECTIVE | Tags::PARTICIPLE) && self.noun_within(at + 1, 4);
            return after_modifier && (near || self.shares_noun(start, at));
        }
        word.tags.any(Tags::ADVERB)
            && !word.tags.any(Tags::VERB)
            && next_is(Tags::ADJECTIVE | Tags::PARTICIPLE)
    }

    /// A comma or an "and".
    pub(super) fn is_joint(&self, at: usize) -> bool {
        self.word(at).is_some_and(|word| word.is_comma() || word.tags.any(Tags::COORDINATOR))
    }

    /// Whether what ends before the comma or "and" at `at` opens a list before one noun: "political, economic and
    /// cultural | ties", "trade, energy and transport | corridors".
    pub(super) fn shares_noun(&self, start: usize, at: usize) -> bool {
        let own = Tags::DETERMINER | Tags::NUMERAL | Tags::POSSESSIVE | Tags::PRONOUN;
        let first = at.checked_sub(1).filter(|last| *last >= start);
        let Some(first) = first.filter(|last| self.lists(*last, false)) else { return false };
        // What has an article or a number of its own stands by itself: "a school and sports hall".
        let named = self.lists(first, true);
        let caseless = self.is_caseless();
        if named
            && (!caseless || (start..at).any(|place| self.word(place).is_some_and(|one| one.tags.any(own))))
        {
            return false;
        }
        let alone = |joint: usize| {
            self.is_joint(joint) && self.lists(joint - 1, false) && !self.lists(joint - 1, true)
        };
        let mut sure = !named || (start + 1..at).any(alone);
        let mut place = at;
        while self.is_joint(place) && place < at + LIST {
            let closes = |place: usize| self.word(place).is_some_and(|word| word.tags.any(Tags::COORDINATOR));
            let last = closes(place) || closes(place + 1);
            let from = if !closes(place) && last { place + 2 } else { place + 1 };
            let mut to = from;
            while self.lists(to, false) && to < from + ITEM {
                to += 1;
            }
            let noun = |place: usize| self.lists(place, true);
            let nouns = (from..to).filter(|place| noun(*place)).count();
            if !last {
                if to == from || nouns > 0 && !caseless {
                    return false;
                }
                sure |= nouns == 0;
                place = to;
                continue;
            }
            let head =
                self.word(to).is_some_and(|word| is_noun(word) && !is_name(word)) || self.begins_entry(to);
            let head = if head { to } else { to.saturating_sub(1) };
            let modifies = if self.tail(head) > head + 1 {
                // "Economic and security cooperation": an entry of two nouns.
                sure || (from..=head).all(noun)
            } else {
                head > from && (sure || (from..head).all(noun))
            };
            return modifies && self.word(head).is_some_and(|word| is_noun(word) || self.begins_entry(head));
        }
        false
    }

    /// Whether the word can be an item of a list before one noun: an adjective or a participle, or, asked for nouns
    /// alone or where no case shows, a noun that counts nothing.
    pub(super) fn lists(&self, at: usize, noun: bool) -> bool {
        let Some(word) = self.word(at) else { return false };
        let adjective = word.tags.any(Tags::ADJECTIVE | Tags::PARTICIPLE)
            && is_modifier(word)
            && !word.tags.any(Tags::DETERMINER | Tags::NUMERAL);
        let one = (is_noun(word) || self.begins_entry(at))
            && !word.tags.any(Tags::PLURAL | Tags::PRONOUN | Tags::VERB | Tags::POSSESSIVE)
            && !word.shape.any(Tags::CAPITAL | Tags::ACRONYM | Tags::DIGITS)
            && word.partner.is_none();
        if noun { one && !adjective } else { adjective || one && self.head == Side::Last }
    }

    pub(super) fn noun_within(&self, from: usize, count: usize) -> bool {
        (from..from + count)
            .map_while(|at| self.word(at).filter(|word| is_modifier(word) || is_noun(word)))
            .any(is_noun)
    }

    pub(super) fn noun_follows(&self, at: usize) -> bool {
        self.noun_within(at + 1, 3)
    }
}
