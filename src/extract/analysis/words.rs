//! Reads the words of sentences: readings, shape, entries of several words. Never looks beyond a sentence.

use foldhash::HashMap;
use std::rc::Rc;

use super::{Sentence, Word, analyse};
use crate::base::span::Span;
use crate::extract::lexicon::{Classes, Lexicon, Reading};
use crate::extract::tags::Tags;
use crate::text::fold::fold;
use crate::text::tokens::{TokenKind, tokens};

/// Words of one sentence that are looked at; a longer one is cut into pieces of that many.
const LONGEST: usize = 300;

/// Letters that a word shortened by a stop has at most.
const SHORTENED: usize = 4;

/// What is known of a word form.
#[derive(Clone, Debug)]
struct Known {
    fold: Rc<str>,
    readings: Vec<Reading>,
}

/// Reads sentences of one article and remembers the forms it has met.
#[derive(Debug)]
pub(crate) struct Reader<'a> {
    lexicon: &'a Lexicon,
    text: &'a str,
    known: HashMap<&'a str, Known>,
    /// Words that are names only in capitals: "WHO".
    acronym: Classes,
}

impl<'a> Reader<'a> {
    pub(crate) fn new(lexicon: &'a Lexicon, text: &'a str) -> Self {
        Self { lexicon, text, known: HashMap::default(), acronym: lexicon.class("acronym") }
    }

    /// The sentence at `span`, taken apart; a monstrous one comes in pieces.
    pub(crate) fn read(&mut self, span: Span, block: usize) -> Vec<Sentence> {
        let mut pieces = Vec::new();
        let mut words: Vec<Word> = Vec::new();
        let mut rest = tokens(span.of(self.text)).peekable();
        while let Some(token) = rest.next() {
            // "The U.S. Senate": the stop belongs to what it shortens, unless it ends the sentence.
            let shortens = |word: &Word| {
                word.kind == TokenKind::Word
                    && word.fold.contains('.')
                    && word.span.end == span.start + token.span.start
            };
            let stop = token.kind == TokenKind::Mark && token.span.shifted(span.start).of(self.text) == ".";
            if stop && rest.peek().is_some() && words.last().is_some_and(shortens) {
                continue;
            }
            // "500 млн. евро": a stop inside a sentence only shortens the small word before it.
            let small = |word: &Word| {
                word.kind == TokenKind::Word
                    && !word.shape.any(Tags::CAPITAL)
                    && word.span.end == span.start + token.span.start
                    && word.fold.chars().count() <= SHORTENED
            };
            let goes_on = rest.peek().is_some_and(|next| next.kind != TokenKind::Mark);
            if stop && goes_on && words.last().is_some_and(small) {
                continue;
            }
            let word = self.word(token.span.shifted(span.start), token.kind, words.is_empty());
            words.push(word);
            if words.len() >= LONGEST {
                pieces.push(self.close(std::mem::take(&mut words), block));
            }
        }
        if !words.is_empty() {
            pieces.push(self.close(words, block));
        }
        pieces
    }

    fn close(&self, mut words: Vec<Word>, block: usize) -> Sentence {
        join_phrases(&mut words, self.lexicon);
        let ends = (words.first().map(|word| word.span), words.last().map(|word| word.span));
        let span = ends.0.zip(ends.1).map_or(Span::default(), |(first, last)| first.cover(last));
        analyse(Sentence { span, block, words, chunks: Vec::new() }, self.lexicon)
    }

    fn word(&mut self, span: Span, kind: TokenKind, first: bool) -> Word {
        let text = span.of(self.text);
        let known = self.known.entry(text).or_insert_with(|| {
            let folded = fold(text);
            let readings = self.lexicon.readings(&folded);
            Known { fold: folded.into(), readings }
        });
        let shape = shape(text, kind, first);
        let mut word = Word {
            span,
            kind,
            fold: Rc::clone(&known.fold),
            readings: known.readings.clone(),
            tags: Tags::NONE,
            shape,
            classes: Classes::default(),
            part_of: None,
            group: None,
            partner: None,
        };
        if kind != TokenKind::Mark {
            self.tell_acronym(&mut word);
            complete(&mut word);
            // "Иванов" looks like a genitive plural and is a name in the nominative.
            if word.shape.any(Tags::CAPITAL) && self.lexicon.is_surname(&word.fold) {
                let unlisted = word.readings.iter_mut().filter(|one| one.entry == Reading::NO_ENTRY);
                unlisted.for_each(|reading| reading.tags |= Tags::NOUN | Tags::NOMINATIVE | Tags::SINGULAR);
            }
        }
        word.sum_up();
        word
    }
}

impl Reader<'_> {
    /// "WHO" in capitals is the name alone, "who" never is.
    fn tell_acronym(&self, word: &mut Word) {
        let named = |reading: &Reading| reading.classes.any(self.acronym);
        if word.readings.iter().any(named) {
            let capitals = word.shape.any(Tags::ACRONYM);
            word.readings.retain(|reading| named(reading) == capitals);
        }
    }
}

fn shape(text: &str, kind: TokenKind, first: bool) -> Tags {
    let mut tags = if first { Tags::INITIAL } else { Tags::NONE };
    match kind {
        TokenKind::Mark => tags |= Tags::MARK,
        TokenKind::Number => tags |= Tags::DIGITS | Tags::NUMERAL,
        TokenKind::Word => {
            let mut letters = text.chars().filter(|c| c.is_alphabetic());
            if letters.next().is_some_and(char::is_uppercase) {
                tags |= Tags::CAPITAL;
                let mut rest = letters.peekable();
                if rest.peek().is_some() && rest.all(char::is_uppercase) {
                    tags |= Tags::ACRONYM;
                }
            }
        }
    }
    tags
}

/// Gives a name or an unknown word the readings its shape suggests.
fn complete(word: &mut Word) {
    let unknown = word.readings.iter().all(|reading| reading.tags.any(Tags::UNKNOWN));
    if !unknown {
        return;
    }
    let guess = word.readings.first().map_or(Tags::NONE, |reading| reading.tags);
    let name = word.shape.any(Tags::CAPITAL);
    let tags = if word.shape.any(Tags::ACRONYM) {
        Tags::NOUN | Tags::CASES
    } else if name && !word.shape.any(Tags::INITIAL) {
        let cases = guess.and(Tags::CASES);
        let known = guess.any(Tags::NOUN | Tags::ADJECTIVE) && cases != Tags::NONE;
        let cases = if known { cases } else { Tags::CASES };
        Tags::NOUN | cases | guess.and(Tags::ADJECTIVE | Tags::POSSESSIVE)
    } else if word.readings.is_empty() {
        Tags::NOUN | Tags::CASES
    } else {
        return;
    };
    let tags = if word.shape.any(Tags::DIGITS) { Tags::NUMERAL } else { tags };
    word.readings =
        vec![Reading { entry: Reading::NO_ENTRY, tags: tags | Tags::UNKNOWN, classes: Classes::default() }];
}

/// Finds entries of several words and gives their reading to the word that inflects.
fn join_phrases(words: &mut [Word], lexicon: &Lexicon) {
    for at in 0..words.len() {
        let Some(word) = words.get(at) else { continue };
        let around = |by: isize| {
            let place = at.checked_add_signed(by)?;
            words.get(place).map(|word| &*word.fold)
        };
        let found: Vec<_> =
            word.readings.iter().filter_map(|reading| lexicon.phrase(*reading, around)).collect();
        let longest = found.iter().max_by_key(|(_, before, after)| before + after).copied();
        let Some((whole, before, after)) = longest else {
            continue;
        };
        let same =
            |one: &&(Reading, usize, usize)| one.0.entry == whole.entry && (one.1, one.2) == (before, after);
        let readings: Vec<Reading> = found.iter().filter(same).map(|one| one.0).collect();
        for other in at.saturating_sub(before)..=at + after {
            if let Some(word) = words.get_mut(other)
                && other != at
            {
                word.part_of = Some(at);
            }
        }
        if let Some(word) = words.get_mut(at) {
            word.readings = readings;
            word.sum_up();
        }
    }
    for word in words.iter_mut().filter(|word| word.readings.len() > 1) {
        if word.readings.iter().any(|reading| !lexicon.is_stub(*reading)) {
            word.readings.retain(|reading| !lexicon.is_stub(*reading));
            word.sum_up();
        }
    }
}
