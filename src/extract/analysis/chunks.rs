//! Finds noun phrases. Never crosses a mark, except inside a quoted name or between two adjectives.

mod ends;
mod first;
mod joined;
mod last;

use super::izafet::Doers;
use super::{Chunk, Sentence, Word};
use crate::extract::lexicon::{Classes, Lexicon};
use crate::extract::tags::Tags;
use crate::model::morphology::{Order, Side};

/// Words of one noun phrase that are looked at.
const LONGEST: usize = 40;

/// Words that the rest of a body's name may have.
const NAME: usize = 6;

/// Words that a list before one noun, and an item of it, may have.
const LIST: usize = 14;
const ITEM: usize = 4;

/// The word classes that noun phrases ask for, looked up once.
#[derive(Debug)]
pub(super) struct Kinds {
    /// Prepositions that join two nouns into one phrase ("of").
    of: Classes,
    /// Words that tell whose something is ("its").
    owner: Classes,
    /// Nouns of time.
    time: Classes,
    /// Countries and places by name.
    places: Classes,
    /// Words that tell which time: "next".
    which_time: Classes,
    /// Nouns for bodies.
    bodies: Classes,
    /// Nouns that go on with a name: bodies, offices, places, newspapers.
    called: Classes,
    /// Offices, given names, states and places: what may stand beside a body.
    persons: Classes,
    given: Classes,
    country: Classes,
    place: Classes,
    doers: Doers,
}

impl Kinds {
    pub(super) fn of(lexicon: &Lexicon) -> Self {
        let class = |name: &str| lexicon.class(name);
        let any = |names: &[&str]| names.iter().fold(Classes::default(), |sum, name| sum.or(class(name)));
        Self {
            of: class("of"),
            owner: class("pointing-owner"),
            time: class("time"),
            places: any(&["country", "place"]),
            which_time: class("which-time"),
            bodies: class("body"),
            called: any(&["body", "title", "people", "media", "state", "infrastructure", "institution"]),
            persons: any(&["title", "given", "country", "place"]),
            given: class("given"),
            country: class("country"),
            place: class("place"),
            doers: Doers::of(lexicon),
        }
    }
}

struct Chunker<'a> {
    sentence: &'a Sentence,
    kinds: &'a Kinds,
    head: Side,
    order: Order,
    lexicon: &'a Lexicon,
}

/// The noun phrases of a sentence in order, not overlapping.
pub(super) fn chunks(sentence: &Sentence, lexicon: &Lexicon, kinds: &Kinds) -> Vec<Chunk> {
    let chunker = Chunker { sentence, kinds, head: lexicon.noun_head, order: lexicon.order, lexicon };
    let mut found = Vec::new();
    let mut at = 0;
    let mut preposition = None;
    while let Some(word) = sentence.word(at) {
        if chunker.is_year_alone(at) {
            let cases = word.tags.and(Tags::CASES);
            found.push(Chunk { start: at, end: at + 1, head: at, preposition: preposition.take(), cases });
            at += 1;
            continue;
        }
        if let Some(mut chunk) = chunker.phrase(at, 0) {
            chunk.preposition = preposition.take();
            at = chunk.end.max(at + 1);
            if chunker.order == Order::ObjectVerb {
                chunk.preposition =
                    sentence.word(at).filter(|word| word.tags.any(Tags::PREPOSITION)).map(|_| at);
            }
            found.push(chunk);
            continue;
        }
        if word.tags.any(Tags::PREPOSITION) {
            // The preposition of an entry like "выступить за" belongs to the verb.
            let whole = word.part_of.and_then(|head| sentence.word(head)).unwrap_or(word);
            preposition = whole.tags.any(Tags::PREPOSITION).then(|| word.part_of.unwrap_or(at));
        } else if !word.tags.any(Tags::ADVERB | Tags::PARTICLE) && word.part_of.is_none() {
            preposition = None;
        }
        at += 1;
    }
    found
}

impl Chunker<'_> {
    fn phrase(&self, at: usize, depth: usize) -> Option<Chunk> {
        match self.head {
            Side::First => self.head_first(at, depth),
            Side::Last => self.head_last(at, depth),
        }
    }

    fn word(&self, at: usize) -> Option<&Word> {
        self.sentence.word(at)
    }

    /// "From 2027 petrol cars will be banned": a year after the preposition that opens the sentence stands by itself
    /// before several of a thing.
    fn is_year_alone(&self, at: usize) -> bool {
        let opens = at == 1
            && self.word(0).is_some_and(|word| word.tags.any(Tags::PREPOSITION) && word.part_of.is_none());
        let year = |word: &Word| {
            word.shape.any(Tags::DIGITS)
                && word.fold.len() == 4
                && (word.fold.starts_with("19") || word.fold.starts_with("20"))
        };
        let several = || {
            let next = self.phrase(at + 1, 0)?;
            let verb = self.word(next.end)?.tags.any(Tags::AUXILIARY | Tags::FINITE);
            Some(verb && self.word(next.head)?.tags.any(Tags::PLURAL))
        };
        opens
            && self.head == Side::Last
            && self.order == Order::VerbObject
            && self.word(at).is_some_and(year)
            && several().unwrap_or(false)
    }

    /// Whether heads come last and no case shows.
    fn is_caseless(&self) -> bool {
        self.head == Side::Last && self.order == Order::VerbObject
    }

    /// Whether the word before the phrase is one of these.
    fn follows(&self, start: usize, tags: Tags) -> bool {
        start.checked_sub(1).and_then(|before| self.word(before)).is_some_and(|word| word.tags.any(tags))
    }
}

pub(crate) fn is_noun(word: &Word) -> bool {
    word.part_of.is_none()
        && (word.tags.any(Tags::NOUN | Tags::PRONOUN) || word.shape.any(Tags::ACRONYM))
        && !word.tags.any(Tags::RELATIVE | Tags::SUBORDINATOR | Tags::PREPOSITION | Tags::COORDINATOR)
}

fn is_modifier(word: &Word) -> bool {
    let verb = word.tags.any(Tags::FINITE) && !word.tags.any(Tags::PARTICIPLE);
    word.tags.any(Tags::MODIFIERS)
        && !word.is_mark()
        && !word.tags.any(Tags::PREPOSITION | Tags::SHORT | Tags::RELATIVE)
        && word.group.is_none()
        && !verb
}

fn is_verb(word: &Word) -> bool {
    word.tags.any(Tags::VERB) && !word.tags.any(Tags::NOUN)
}

/// Whether a word can go on with a name: no verb, no mark, nobody's pronoun.
fn names_on(word: &Word) -> bool {
    !word.is_mark() && !word.tags.any(Tags::PRONOUN | Tags::DETERMINER | Tags::RELATIVE)
}

/// The cases that a word may stand in.
fn word_cases(word: Option<&Word>) -> Tags {
    word.map_or(Tags::NONE, |word| word.tags.and(Tags::CASES))
}

/// A word that is written as a name.
fn is_name(word: &Word) -> bool {
    word.shape.any(Tags::CAPITAL | Tags::ACRONYM) && word.tags.any(Tags::NOUN | Tags::UNKNOWN)
}
