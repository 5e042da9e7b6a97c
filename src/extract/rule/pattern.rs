//! Trigger patterns: `propose+finite`, `give+finite .. "поручение"`. Never matches across a hard stop.

use crate::base::problem::Problem;
use crate::base::said::Said;
use crate::extract::analysis::{Sentence, Word};
use crate::extract::lexicon::{Classes, Condition, Lexicon};
use crate::extract::tags::Tags;

/// Words that a gap `..` may skip.
const GAP: usize = 6;

/// A compiled pattern.
#[derive(Clone, Debug, Default)]
pub(crate) struct Pattern {
    steps: Vec<Step>,
    /// Classes one of which the first word must have, where every alternative names one.
    gate: Option<Classes>,
    /// Whether it only opens a sentence.
    opens: bool,
    /// Whether no verb may stand before it in the sentence.
    leads: bool,
}

#[derive(Clone, Debug)]
struct Step {
    /// As the rule file says it.
    text: Box<str>,
    any: Vec<Condition>,
    gap: usize,
    optional: bool,
    head: bool,
    /// Whether it only stands after the trigger and is no part of it.
    beyond: bool,
}

/// Where a pattern was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Hit {
    /// First word.
    pub(crate) start: usize,
    /// One past the last word.
    pub(crate) end: usize,
    /// The word marked with a star, or the first.
    pub(crate) head: usize,
    /// The condition that the head met.
    pub(crate) classes: Classes,
}

impl Pattern {
    /// Reads a pattern: conditions separated by spaces, `|` between alternatives, `?` after what may be
    /// missing, `*` after the word whose tense and stage count, `..` for up to six words, `^` first where it must open
    /// the sentence, `^^` where no verb may stand before it there, `>` before what must only follow it.
    ///
    /// # Errors
    /// What is wrong with it: a problem with the wrong part as its place.
    pub(crate) fn read(text: &str, lexicon: &Lexicon) -> Result<Self, Problem> {
        let mut steps: Vec<Step> = Vec::new();
        let mut gap = 0;
        let mut beyond = false;
        let opens = text.starts_with("^ ");
        let leads = text.starts_with("^^ ");
        for part in text.trim_start_matches('^').split_whitespace() {
            if part == ">" {
                beyond = true;
                continue;
            }
            if let Some(count) = part.strip_prefix("..") {
                gap = if count.is_empty() { Some(GAP) } else { count.parse().ok() }.ok_or_else(|| {
                    let what = Said::text("fault.no_gap").with("value", part);
                    Problem::new(what, part).hint(Said::text("advice.gap"))
                })?;
                continue;
            }
            let bare = part.trim_end_matches(['?', '*']);
            let marks = part.get(bare.len()..).unwrap_or_default();
            let any: Result<Vec<_>, _> = bare.split('|').map(|one| lexicon.condition(one)).collect();
            steps.push(Step {
                text: part.into(),
                any: any?,
                gap,
                optional: marks.contains('?'),
                head: marks.contains('*'),
                beyond,
            });
            gap = 0;
        }
        let Some(first) = steps.first() else {
            return Err(
                Problem::new(Said::text("fault.empty_pattern"), text).hint(Said::text("advice.pattern"))
            );
        };
        if first.optional {
            let what = Said::text("fault.optional_first").with("pattern", text);
            return Err(Problem::new(what, text).hint(Said::text("advice.first_word")));
        }
        let gated = first.any.iter().all(|one| !one.classes.is_empty());
        let all = first.any.iter().filter_map(|one| one.classes.first());
        let gate = gated.then(|| all.fold(Classes::default(), |sum, class| sum.or(*class)));
        Ok(Self { steps, gate, opens, leads })
    }

    /// What its first word may be.
    pub(crate) fn openings(&self) -> impl Iterator<Item = &Condition> {
        self.steps.first().into_iter().flat_map(|step| &step.any)
    }

    /// The pattern with its first word at `at`.
    pub(crate) fn at(&self, sentence: &Sentence, at: usize) -> Option<Hit> {
        let word = sentence.word(at)?;
        let earlier = |word: &Word| !word.is_mark() && word.part_of != Some(at);
        let late = self.opens && (0..at).any(|before| sentence.word(before).is_some_and(earlier));
        if late || self.gate.is_some_and(|gate| !word.classes.any(gate)) || word.part_of.is_some() {
            return None;
        }
        let verb = |word: &Word| {
            word.tags.any(Tags::FINITE)
                && !word.tags.any(Tags::NOUN | Tags::ADJECTIVE)
                && word.part_of.is_none()
        };
        if self.leads && (0..at).any(|before| sentence.word(before).is_some_and(verb)) {
            return None;
        }
        let mut hit: Option<Hit> = None;
        let mut place = at;
        for step in &self.steps {
            match step.find(sentence, place) {
                Some((found, classes)) => {
                    let started = hit.get_or_insert(Hit { start: at, end: found + 1, head: found, classes });
                    started.end = if step.beyond { started.end } else { found + 1 };
                    if step.head {
                        started.head = found;
                        started.classes = classes;
                    }
                    place = after_entry(sentence, found);
                }
                None if step.optional => {}
                None => return None,
            }
        }
        hit
    }

    /// Where it came short with its first word at `at`: the word looked at last and what was wanted there. Only where
    /// the first word is of its class.
    pub(crate) fn miss(&self, sentence: &Sentence, at: usize) -> Option<(usize, &str)> {
        let word = sentence.word(at)?;
        let gate = self.gate?;
        if !word.classes.any(gate) || word.part_of.is_some() {
            return None;
        }
        let mut place = at;
        for step in &self.steps {
            match step.find(sentence, place) {
                Some((found, _)) => place = found + 1,
                None if step.optional => {}
                None => return Some((place.min(sentence.words.len().saturating_sub(1)), &step.text)),
            }
        }
        None
    }

    /// Whether it is found anywhere from `from` to `to`.
    pub(crate) fn within(&self, sentence: &Sentence, from: usize, to: usize) -> bool {
        (from..to).any(|at| self.at(sentence, at).is_some_and(|hit| hit.end <= to))
    }
}

/// One past a word and the words of its entry that follow it: "set out" before "to".
fn after_entry(sentence: &Sentence, at: usize) -> usize {
    let mut next = at + 1;
    while sentence.word(next).is_some_and(|word| word.part_of == Some(at)) {
        next += 1;
    }
    next
}

impl Step {
    fn find(&self, sentence: &Sentence, from: usize) -> Option<(usize, Classes)> {
        for at in from..=from + self.gap {
            let word = sentence.word(at)?;
            if let Some(found) = self.met(word) {
                return Some((at, found));
            }
            if word.is_hard_stop() {
                return None;
            }
        }
        None
    }

    fn met(&self, word: &Word) -> Option<Classes> {
        if word.part_of.is_some() {
            return None;
        }
        let met = self.any.iter().find(|condition| word.is(condition))?;
        Some(met.classes.iter().fold(Classes::default(), |sum, class| sum.or(*class)))
    }
}
