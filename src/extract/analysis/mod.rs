//! One sentence taken apart: words with readings, verb groups, noun phrases. Never decides what is a mention.

mod choices;
mod chunks;
mod forms;
mod groups;
mod izafet;
mod marks;
mod openers;
mod ranges;
mod words;

use std::sync::Arc;

use crate::base::span::Span;
use crate::extract::lexicon::{Classes, Condition, Lexicon};
use crate::extract::tags::Tags;
use crate::text::tokens::TokenKind;

pub(crate) use forms::{Readings, Shelf};
pub(crate) use words::Reader;

/// A word, number or mark of a sentence.
#[derive(Clone, Debug)]
pub(crate) struct Word {
    /// Where in the article's text.
    pub(crate) span: Span,
    pub(crate) kind: TokenKind,
    /// The folded form.
    pub(crate) fold: Arc<str>,
    pub(crate) readings: Readings,
    /// All features of its readings and of its shape.
    pub(crate) tags: Tags,
    /// Features of its shape alone: capital, digits, mark, first.
    pub(crate) shape: Tags,
    /// All classes of its readings.
    pub(crate) classes: Classes,
    /// The word whose entry of several words it belongs to.
    pub(crate) part_of: Option<usize>,
    /// First and last word of the verb group that it heads.
    pub(crate) group: Option<(usize, usize)>,
    /// For a quotation mark that names something: the place of its partner.
    pub(crate) partner: Option<usize>,
}

impl Word {
    /// Whether one reading has all of this.
    pub(crate) fn is(&self, condition: &Condition) -> bool {
        // What a verb form must not be counts for each reading: "opened" may be past beside a participle.
        let never = condition.no_tags.without(Tags::VERBAL);
        if condition.word.as_deref().is_some_and(|word| word != &*self.fold)
            || self.tags.any(never)
            || self.classes.any(condition.no_classes)
        {
            return false;
        }
        if condition.classes.is_empty() && self.tags.all(condition.tags) && self.readings.len() <= 1 {
            return !self.tags.any(condition.no_tags);
        }
        self.readings.iter().any(|reading| {
            (reading.tags | self.shape).all(condition.tags)
                && !reading.tags.any(condition.no_tags)
                && condition.classes.iter().all(|class| reading.classes.any(*class))
        })
    }

    /// Features of the readings that have one of the classes.
    pub(crate) fn tags_in(&self, classes: Classes) -> Tags {
        let own = self.readings.iter().filter(|reading| reading.classes.any(classes));
        own.fold(self.shape, |sum, reading| sum | reading.tags)
    }

    pub(crate) fn is_mark(&self) -> bool {
        self.kind == TokenKind::Mark
    }

    /// Whether it joins clauses or ends them: a mark that is no part of a name.
    pub(crate) fn is_stop(&self) -> bool {
        self.is_mark()
            && self.partner.is_none()
            && !matches!(&*self.fold, "%" | "№" | "+" | "&" | "/" | "'")
            && !self.is_money()
    }

    /// A sign of money.
    pub(crate) fn is_money(&self) -> bool {
        matches!(&*self.fold, "$" | "€" | "£" | "¥" | "₸" | "₽" | "₹" | "₺" | "₴")
    }

    pub(crate) fn is_comma(&self) -> bool {
        &*self.fold == ","
    }

    /// A quotation mark that may close what was said.
    pub(crate) fn is_closing(&self) -> bool {
        matches!(&*self.fold, "\"" | "”" | "»")
    }

    /// A mark that a clause never crosses.
    pub(crate) fn is_hard_stop(&self) -> bool {
        self.is_stop() && !self.is_comma() && !matches!(&*self.fold, "(" | ")")
    }

    /// Recomputes what is kept for all readings together.
    pub(crate) fn sum_up(&mut self) {
        self.tags = self.readings.iter().fold(self.shape, |sum, reading| sum | reading.tags);
        self.classes = self.readings.iter().fold(Classes::default(), |sum, reading| sum.or(reading.classes));
    }
}

/// A noun phrase.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Chunk {
    /// First word, the preposition not included.
    pub(crate) start: usize,
    /// One past the last word.
    pub(crate) end: usize,
    /// The noun it is about.
    pub(crate) head: usize,
    /// The preposition before it.
    pub(crate) preposition: Option<usize>,
    /// The cases it can stand in.
    pub(crate) cases: Tags,
}

/// A sentence taken apart.
#[derive(Clone, Debug)]
pub(crate) struct Sentence {
    /// Where in the article's text.
    pub(crate) span: Span,
    /// Number of the block it stands in.
    pub(crate) block: usize,
    pub(crate) words: Vec<Word>,
    pub(crate) chunks: Vec<Chunk>,
}

impl Sentence {
    pub(crate) fn word(&self, at: usize) -> Option<&Word> {
        self.words.get(at)
    }

    /// The text span of the words `from..to`.
    pub(crate) fn span_of(&self, from: usize, to: usize) -> Span {
        match (self.words.get(from), to.checked_sub(1).and_then(|last| self.words.get(last))) {
            (Some(first), Some(last)) => Span::new(first.span.start, last.span.end),
            _ => Span::new(self.span.start, self.span.start),
        }
    }

    /// The noun phrase that holds the word.
    pub(crate) fn chunk_at(&self, at: usize) -> Option<&Chunk> {
        let next = self.chunks.partition_point(|chunk| chunk.end <= at);
        self.chunks.get(next).filter(|chunk| chunk.start <= at)
    }

    /// The noun phrases that begin at or after the word.
    pub(crate) fn chunks_from(&self, at: usize) -> impl Iterator<Item = &Chunk> {
        let next = self.chunks.partition_point(|chunk| chunk.start < at);
        self.chunks.iter().skip(next)
    }

    /// The noun phrases that end at or before the word, nearest first.
    pub(crate) fn chunks_before(&self, at: usize) -> impl Iterator<Item = &Chunk> {
        let count = self.chunks.partition_point(|chunk| chunk.end <= at);
        self.chunks.iter().take(count).rev()
    }

    /// Whether a word between `from` and `to` fits.
    pub(crate) fn any(&self, from: usize, to: usize, fits: impl Fn(&Word) -> bool) -> bool {
        self.words.get(from..to.min(self.words.len())).is_some_and(|words| words.iter().any(fits))
    }
}

/// Takes the readings of a sentence apart: choices, verb groups, noun phrases.
fn analyse(mut sentence: Sentence, lexicon: &Lexicon, kinds: &chunks::Kinds) -> Sentence {
    ranges::join(&mut sentence.words);
    marks::pair(&mut sentence);
    choices::choose(&mut sentence.words, lexicon);
    groups::group(&mut sentence.words, lexicon);
    groups::share_base(&mut sentence.words, lexicon);
    groups::share_participle(&mut sentence.words, lexicon);
    sentence.chunks = chunks::chunks(&sentence, lexicon, kinds);
    openers::settle(&mut sentence, lexicon);
    sentence
}
