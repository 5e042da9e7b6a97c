//! Noun phrases whose head comes last, with what "of" adds. Never a list before one noun.

use super::{Chunker, LONGEST, NAME, is_modifier, is_noun, names_on};
use crate::extract::analysis::{Chunk, Word};
use crate::extract::tags::Tags;
use crate::model::morphology::Order;

impl Chunker<'_> {
    /// Everything up to the last noun; "of" goes on to the next phrase.
    pub(super) fn head_last(&self, start: usize, depth: usize) -> Option<Chunk> {
        let mut at = start;
        let mut head = None;
        let mut end = start;
        while let Some(word) = self.word(at).filter(|_| at < start + LONGEST) {
            if let Some(to) = word.partner.filter(|to| *to > at) {
                head = head.or_else(|| Some(self.quoted_head(at, to)));
                end = to + 1;
                at = end;
                continue;
            }
            let noun = (is_noun(word) || self.is_doing_of(at)) && word.partner.is_none() && !self.is_sum(at);
            if noun {
                if self.parts(start, head, at) {
                    break;
                }
                head = Some(at);
                end = self.tail(at);
                at = end - 1;
            } else if head.is_none() && self.counts_on(start, at) {
                // "To" in "up to eight".
            } else if self.begins_entry(at) && !(self.parts(start, head, at)) {
                // "Town" in "town council".
            } else if self.is_money(at) || self.is_sum(at) {
                // "Its $11 billion merger": the sign belongs to the number after it.
            } else if head == at.checked_sub(1) && self.is_apostrophe(at) {
                // "The players' union": the mark belongs to the noun before it.
            } else {
                let modifies = is_modifier(word) && !self.parts(start, head, at);
                if !modifies && !self.joins_modifiers(start, at) {
                    break;
                }
            }
            at += 1;
            if noun && self.closes(word) {
                break;
            }
            if noun && self.is_joint(at) && self.shares_noun(start, at) {
                at += if self.word(at + 1).is_some_and(|word| word.tags.any(Tags::COORDINATOR)) {
                    2
                } else {
                    1
                };
            }
        }
        if head.is_none()
            && depth == 0
            && let Some(inner) = self.counted_of(start, at)
        {
            return Some(Chunk { start, ..inner });
        }
        if head.is_none() && self.bare_count(start, at) {
            (head, end) = (Some(start), at);
        } else if head.is_none()
            && self.word(at.saturating_sub(1)).is_some_and(|word| word.tags.any(Tags::NUMERAL))
            && (start..at).any(|place| self.is_money(place))
        {
            (head, end) = (Some(at - 1), at);
        }
        let mut head = head?;
        if let Some(last) = self.named_before(start, end).filter(|_| depth == 0) {
            (head, end) = (last, last + 1);
        }
        let cases = self.word(head)?.tags.and(Tags::CASES);
        if depth < 4
            && let Some(from) = self.after_of(head, end)
        {
            let inner = self.head_last(from, depth + 1);
            end = inner.map_or(end.min(from - 1), |inner| inner.end);
            if depth == 0 && inner.is_some() {
                end = self.named_on(head, end);
            }
        }
        Some(Chunk { start, end, head, preposition: None, cases })
    }

    /// Where the phrase after "of" begins, which may belong to the entry of the noun: "creation of", "target of".
    pub(super) fn after_of(&self, head: usize, end: usize) -> Option<usize> {
        let of = |at: usize| self.word(at).filter(|word| word.classes.any(self.kinds.of));
        let own = end.checked_sub(1).filter(|last| *last > head).and_then(of);
        if own.is_some_and(|word| word.part_of == Some(head)) {
            return Some(end);
        }
        of(end).filter(|word| word.part_of.is_none()).map(|_| end + 1)
    }

    /// What some of are meant, where a number in digits stands before "of": "120 of 200 wells".
    pub(super) fn counted_of(&self, start: usize, end: usize) -> Option<Chunk> {
        let number = |word: &Word| word.tags.any(Tags::NUMERAL) && word.readings.len() <= 1;
        let counts =
            |at: usize| self.word(at).is_some_and(|word| word.shape.any(Tags::DIGITS) || number(word));
        let of = self.word(end).filter(|word| word.classes.any(self.kinds.of) && word.part_of.is_none());
        let count = end.checked_sub(1).is_some_and(|last| last >= start && counts(last));
        let money = (start..end).any(|at| self.is_money(at));
        of.filter(|_| count && !money && self.order == Order::VerbObject)?;
        self.head_last(end + 1, 1)
    }

    /// One past the rest of a body's name that goes on after "and": "Ministry of Information and Technologies".
    pub(super) fn named_on(&self, head: usize, end: usize) -> usize {
        let capital = |at: usize| self.word(at).is_some_and(|word| word.shape.any(Tags::CAPITAL));
        let body = self.word(head).is_some_and(|word| word.classes.any(self.kinds.bodies));
        let joins = self.word(end).is_some_and(|word| word.tags.any(Tags::COORDINATOR));
        if !body || !joins || !capital(head) || !end.checked_sub(1).is_some_and(capital) {
            return end;
        }
        let to = (end + 1..end + NAME)
            .take_while(|at| capital(*at) && self.word(*at).is_some_and(names_on))
            .last();
        let somebody = |at: usize| {
            self.word(at).is_some_and(|word| word.classes.any(self.kinds.bodies.or(self.kinds.persons)))
        };
        to.filter(|to| !(end + 1..=*to).any(somebody)).map_or(end, |to| to + 1)
    }

    /// The noun of a body whose name begins with two joined subjects: "the Trade and Industry Ministry".
    pub(super) fn named_before(&self, start: usize, end: usize) -> Option<usize> {
        let capital =
            |at: usize| self.word(at).is_some_and(|word| word.shape.any(Tags::CAPITAL | Tags::ACRONYM));
        let is_class = |at: usize, class| self.word(at).is_some_and(|word| word.classes.any(class));
        let first = end.checked_sub(1)?;
        let listed = self.word(first).is_some_and(|word| !word.tags.any(Tags::UNKNOWN));
        let alone = first == start || first == start + 1 && self.word(start)?.tags.any(Tags::DETERMINER);
        let joins = self.word(end)?.tags.any(Tags::COORDINATOR);
        if !joins
            || !alone
            || !listed
            || !capital(first)
            || is_class(first, self.kinds.bodies.or(self.kinds.persons))
        {
            return None;
        }
        let last = (end + 1..end + NAME)
            .take_while(|at| capital(*at) && self.word(*at).is_some_and(names_on))
            .last()?;
        let people = (end + 1..last).any(|at| is_class(at, self.kinds.persons));
        (last > end + 1 && is_class(last, self.kinds.bodies) && !people).then_some(last)
    }

    /// Whether a number stands for what was counted before, right before its verb: "three more will follow".
    pub(super) fn bare_count(&self, start: usize, end: usize) -> bool {
        let number = |word: &Word| word.tags.any(Tags::NUMERAL) && word.readings.len() <= 1;
        let verb = |word: &Word| word.tags.any(Tags::AUXILIARY | Tags::FINITE);
        let light = Tags::NUMERAL | Tags::DETERMINER | Tags::ADVERB;
        let opens = |word: &Word| word.is_stop() || word.tags.any(Tags::COORDINATOR | Tags::SUBORDINATOR);
        self.order == Order::VerbObject
            && start.checked_sub(1).and_then(|before| self.word(before)).is_none_or(opens)
            && self.word(start).is_some_and(number)
            && self.word(end).is_some_and(verb)
            && (start..end).all(|at| self.word(at).is_some_and(|word| word.tags.any(light)))
    }

    /// The word that a name in quotation marks is about: its last noun where an izafet ends it, else its first word.
    pub(super) fn quoted_head(&self, open: usize, close: usize) -> usize {
        let last = || (open + 1..close).rev().find(|at| self.word(*at).is_some_and(is_noun));
        let shows = |word: &Word| {
            let cases = word.tags.and(Tags::CASES);
            word.tags.any(Tags::POSSESSIVE) || cases != Tags::NONE && !cases.any(Tags::NOMINATIVE)
        };
        let izafet = || last().filter(|at| self.word(*at).is_some_and(shows));
        let about = || last().filter(|_| (open + 1..close).any(|at| self.is_about(at)));
        let ends = (self.order == Order::ObjectVerb).then(|| izafet().or_else(about)).flatten();
        ends.unwrap_or(open + 1)
    }

    /// A postposition inside a title: "су туралы ереже".
    pub(super) fn is_about(&self, at: usize) -> bool {
        self.word(at).is_some_and(|word| word.tags.any(Tags::PREPOSITION))
    }

    /// Whether the word belongs to a determiner of several words that the phrase holds: "up to", "at least".
    pub(super) fn counts_on(&self, start: usize, at: usize) -> bool {
        let whole =
            self.word(at).and_then(|word| word.part_of).filter(|whole| *whole >= start && *whole < at);
        self.is_caseless()
            && whole.and_then(|whole| self.word(whole)).is_some_and(|word| word.tags.any(Tags::DETERMINER))
    }

    /// A deed in "-ing" that stands for a noun: "ensuring of flights".
    pub(super) fn is_doing_of(&self, at: usize) -> bool {
        let doing = self.word(at).is_some_and(|word| {
            word.tags.all(Tags::VERB | Tags::GERUND) && word.group.is_none() && word.part_of.is_none()
        });
        doing
            && self.order == Order::VerbObject
            && self.word(at + 1).is_some_and(|next| next.classes.any(self.kinds.of) && next.part_of.is_none())
    }
}
