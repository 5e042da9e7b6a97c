//! Noun phrases whose head comes first, with what completes it. Never a list before one noun.

use super::{Chunker, LONGEST, is_modifier, is_name, is_noun, is_verb, word_cases};
use crate::extract::analysis::{Chunk, Word};
use crate::extract::lexicon::Classes;
use crate::extract::tags::Tags;

impl Chunker<'_> {
    /// Modifiers, the noun, then genitives, names and quoted names.
    pub(super) fn head_first(&self, start: usize, depth: usize) -> Option<Chunk> {
        let mut cases = Tags::CASES;
        let mut at = start;
        while let Some(word) = self.word(at).filter(|_| at < start + LONGEST) {
            if is_noun(word) && !(is_modifier(word) && self.noun_follows(at)) {
                break;
            }
            if is_modifier(word) {
                let own = word.tags.and(Tags::CASES);
                if own != Tags::NONE && cases.any(own) && !word.tags.any(Tags::NUMERAL) {
                    cases = cases.and(own);
                }
            } else if !self.joins_modifiers(start, at) {
                break;
            }
            at += 1;
        }
        let (head, mut end) = match self.word(at) {
            Some(word) if word.partner.is_some_and(|to| to > at) => (at + 1, word.partner? + 1),
            Some(word) if is_noun(word) => (at, self.tail(at)),
            _ => return None,
        };
        let counted =
            (start..head).any(|place| self.word(place).is_some_and(|word| word.tags.any(Tags::NUMERAL)));
        let quoted = self.word(head.checked_sub(1).unwrap_or(head))?.partner.is_some_and(|to| to > head);
        let own = match self.word(head)? {
            // A name in marks that is no word of the language may stand in any case.
            word if quoted && word.tags.any(Tags::UNKNOWN) && !word.tags.any(Tags::ADJECTIVE) => Tags::CASES,
            word => word.tags.and(Tags::CASES),
        };
        // A participle with an object of its own goes with another noun: "реализуемый тремя областями".
        if head > start && !own.any(cases) && self.word(start)?.tags.any(Tags::PARTICIPLE) {
            return None;
        }
        let cases = if own.any(cases) { own.and(cases) } else { own };
        // "Два моста", "пять школ": what is counted stands in the genitive, the whole need not.
        let cases = if counted { cases | Tags::NOMINATIVE | Tags::ACCUSATIVE } else { cases };
        while end < start + LONGEST {
            let Some(next) = self.continuation(end, depth).filter(|_| !self.is_named_apart(cases, end))
            else {
                break;
            };
            end = next;
        }
        Some(Chunk { start, end, head, preposition: None, cases })
    }

    /// "На заседании Совета РФ Путин заявил": after an oblique noun a person named in the nominative begins the next
    /// phrase, where a given name or what stands before it shows that nothing is called so.
    pub(super) fn is_named_apart(&self, cases: Tags, at: usize) -> bool {
        let (Some(word), Some(before)) = (self.word(at), at.checked_sub(1).and_then(|at| self.word(at)))
        else {
            return false;
        };
        let own = word.tags.and(Tags::CASES);
        let oblique = cases != Tags::NONE && !cases.any(Tags::NOMINATIVE);
        let listed = !before.tags.any(Tags::UNKNOWN) && before.part_of.is_none();
        let closed = listed && before.shape.any(Tags::ACRONYM);
        let unlisted = word.tags.any(Tags::UNKNOWN);
        let person = word.classes.any(self.kinds.given)
            || unlisted
                && (closed || !before.classes.any(self.kinds.called) && self.lexicon.is_surname(&word.fold));
        // "В Самарканде Турция подпишет": a state after a place that is not its kind.
        let places = before.classes.any(self.kinds.place) && !before.classes.any(self.kinds.called);
        let person = person || places && is_name(before) && word.classes.any(self.kinds.country);
        let subject = own.any(Tags::NOMINATIVE) && !own.any(cases | Tags::GENITIVE);
        oblique && person && is_name(word) && subject
    }

    /// One past the words of the entry that begins at the word.
    pub(super) fn tail(&self, at: usize) -> usize {
        let own = |place: &usize| self.word(*place).is_some_and(|word| word.part_of == Some(at));
        (at + 1..self.sentence.words.len()).take_while(own).last().unwrap_or(at) + 1
    }

    /// Where the phrase that may end at `end` goes on to, if it does.
    pub(super) fn continuation(&self, end: usize, depth: usize) -> Option<usize> {
        let word = self.word(end)?;
        if let Some(to) = word.partner.filter(|to| *to > end) {
            return Some(to + 1);
        }
        if depth > 6 || word.tags.any(Tags::PREPOSITION | Tags::RELATIVE) && !is_name(word) {
            return None;
        }
        if is_name(word) && !word.tags.any(Tags::INITIAL) && self.name_may_follow(end) {
            return Some(self.tail(end));
        }
        if word.tags.any(Tags::COORDINATOR) {
            let inner = self.head_first(end + 1, depth + 1)?;
            let previous = self.word(end.checked_sub(1)?)?.tags;
            let only_genitive = inner.cases.any(Tags::GENITIVE) && !inner.cases.any(Tags::NOMINATIVE);
            return (only_genitive && previous.any(Tags::GENITIVE)).then_some(inner.end);
        }
        // "Члены их семей": whose they are stands before the genitive.
        let owners = word.tags.any(Tags::PRONOUN) && word.classes.any(self.kinds.owner) && depth == 0;
        if owners {
            let inner = self.head_first(end + 1, depth + 1)?;
            let only =
                inner.cases.any(Tags::GENITIVE) && !inner.cases.any(Tags::NOMINATIVE | Tags::ACCUSATIVE);
            return only.then_some(inner.end);
        }
        if word.tags.any(Tags::PRONOUN) || (is_verb(word) && !is_modifier(word)) {
            return None;
        }
        // "Вложит в завод 300 млн": a number begins a phrase of its own, but after a measure ("мощностью 5 МВт").
        let measure = end.checked_sub(1).is_some_and(|at| word_cases(self.word(at)).any(Tags::INSTRUMENTAL));
        let about = word.tags.any(Tags::NUMERAL)
            && self.word(end + 1).is_some_and(|next| next.shape.any(Tags::DIGITS));
        if (word.shape.any(Tags::DIGITS) || about) && !measure {
            return None;
        }
        let inner = self.head_first(end, depth + 1)?;
        (inner.cases.any(Tags::GENITIVE) && !self.is_whole(end, inner)).then_some(inner.end)
    }

    /// Whether what ends before a genitive is not completed by it: a place by name ("развитие в Казахстане | безопасной
    /// энергетики"), a day ("проведение 6 октября | референдума").
    pub(super) fn is_whole(&self, end: usize, genitive: Chunk) -> bool {
        let is = |at: usize, class: Classes| self.word(at).is_some_and(|word| word.classes.any(class));
        let digits = |at: usize| self.word(at).is_some_and(|word| word.shape.any(Tags::DIGITS));
        let last = end.checked_sub(1);
        let place = last.is_some_and(|at| is(at, self.kinds.places)) && genitive.head > genitive.start;
        let dated = last.is_some_and(|at| is(at, self.kinds.time) && at.checked_sub(1).is_some_and(digits));
        let month = dated && !is(genitive.head, self.kinds.time);
        place || month
    }

    /// A name right after a noun goes with it, unless it plainly begins the next phrase.
    pub(super) fn name_may_follow(&self, at: usize) -> bool {
        let Some(before) = at.checked_sub(1).and_then(|place| self.word(place)) else { return false };
        let begins = |word: &Word| {
            let oblique = word.tags.any(Tags::NOUN) && !word.tags.any(Tags::NOMINATIVE);
            let listed = !word.tags.any(Tags::UNKNOWN | Tags::GENITIVE);
            listed && (word.tags.any(Tags::ADJECTIVE) || oblique)
        };
        // "В 2026 году Литва возглавит": a time is not called so.
        let nominative = word_cases(self.word(at)).any(Tags::NOMINATIVE);
        if before.classes.any(self.kinds.time) && nominative {
            return false;
        }
        let after_name = before.tags.any(Tags::CAPITAL | Tags::UNKNOWN);
        !before.is_mark() && (after_name || !self.word(at).is_some_and(begins))
    }
}
