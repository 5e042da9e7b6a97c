//! Reads the words of sentences: readings, shape, entries of several words. Never looks beyond a sentence.

use super::chunks::Kinds;
use super::forms::{Form, Forms, Readings};
use super::{Sentence, Word, analyse};
use crate::base::span::Span;
use crate::extract::lexicon::{Classes, Lexicon, Reading};
use crate::extract::tags::Tags;
use crate::model::morphology::Side;
use crate::text::fold::{fold, is_capital, is_letter};
use crate::text::tokens::{TokenKind, tokens};

/// Words of one sentence that are looked at; a longer one is cut into pieces of that many.
const LONGEST: usize = 300;

/// Letters after the hyphen of an ordinal in digits at most.
const ORDINAL: usize = 3;

/// Signs of a Roman number at most.
const ROMAN: usize = 6;

/// Letters that a word shortened by a stop has at most.
const SHORTENED: usize = 4;

/// Reads sentences of one article with what is known of the forms met before.
#[derive(Debug)]
pub(crate) struct Reader<'a> {
    lexicon: &'a Lexicon,
    text: &'a str,
    forms: &'a mut Forms,
    /// Words that are names only in capitals: "WHO".
    acronym: Classes,
    /// Offices and what is put before a name out of courtesy.
    titles: Classes,
    kinds: Kinds,
    /// For each word of the sentence, what it may be within entries of several words.
    parts: Vec<Part>,
}

/// Bytes of a text for each of its words, marks and spaces among them; about.
const BYTES: usize = 8;

/// What a word may be within entries of several words.
#[derive(Clone, Copy, Debug)]
struct Part {
    leads: bool,
    stub: bool,
}

impl<'a> Reader<'a> {
    pub(crate) fn new(lexicon: &'a Lexicon, text: &'a str, forms: &'a mut Forms) -> Self {
        Self {
            lexicon,
            text,
            forms,
            acronym: lexicon.class("acronym"),
            titles: lexicon.class("title").or(lexicon.class("honorific")),
            kinds: Kinds::of(lexicon),
            parts: Vec::new(),
        }
    }

    /// The sentence at `span`, taken apart; a monstrous one comes in pieces.
    pub(crate) fn read(&mut self, span: Span, block: usize) -> Vec<Sentence> {
        let mut pieces = Vec::new();
        let mut words: Vec<Word> = Vec::with_capacity((span.len() / BYTES).min(LONGEST));
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
            // "500 млн. евро": a stop inside a sentence only shortens the small word before it; "Oct. 7", "Gov. Lee".
            let next = rest.peek();
            let numbered = next.is_some_and(|next| next.kind == TokenKind::Number);
            let small = |word: &Word| {
                word.kind == TokenKind::Word
                    && (!word.shape.any(Tags::CAPITAL) || numbered || word.classes.any(self.titles))
                    && word.span.end == span.start + token.span.start
                    && word.fold.chars().count() <= SHORTENED
            };
            let goes_on = next.is_some_and(|next| next.kind != TokenKind::Mark);
            if stop && goes_on && words.last().is_some_and(small) {
                continue;
            }
            // "The BRICS+ format": the sign belongs to the name that it widens.
            let own = token.span.shifted(span.start);
            let widens = |word: &&mut Word| {
                word.shape.any(Tags::CAPITAL) && word.kind == TokenKind::Word && word.span.end == own.start
            };
            let ends = rest
                .peek()
                .is_none_or(|next| next.span.start > token.span.end || next.kind == TokenKind::Mark);
            if own.of(self.text) == "+"
                && ends
                && let Some(name) = words.last_mut().filter(widens)
            {
                name.span = name.span.cover(own);
                continue;
            }
            let word = self.word(own, token.kind, words.is_empty());
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

    fn close(&mut self, mut words: Vec<Word>, block: usize) -> Sentence {
        join_phrases(&mut words, &self.parts, self.lexicon);
        self.parts.clear();
        let ends = (words.first().map(|word| word.span), words.last().map(|word| word.span));
        let span = ends.0.zip(ends.1).map_or(Span::default(), |(first, last)| first.cover(last));
        analyse(Sentence { span, block, words, chunks: Vec::new() }, self.lexicon, &self.kinds)
    }

    fn word(&mut self, span: Span, kind: TokenKind, first: bool) -> Word {
        let text = span.of(self.text);
        let (lexicon, acronym) = (self.lexicon, self.acronym);
        let form = self.forms.get(text, kind, first, || form(lexicon, acronym, text, kind, first));
        self.parts.push(Part { leads: form.leads, stub: form.stub });
        Word {
            span,
            kind,
            fold: form.fold,
            readings: form.readings,
            tags: form.tags,
            shape: form.shape,
            classes: form.classes,
            part_of: None,
            group: None,
            partner: None,
        }
    }
}

/// Reads a form: what the lexicon knows of it, and what its shape tells.
fn form(lexicon: &Lexicon, acronym: Classes, text: &str, kind: TokenKind, first: bool) -> Form {
    let fold = fold(text);
    let mut readings = lexicon.readings(&fold);
    let shape = shape(text, kind, first);
    let roman = || readings.iter().all(|one| one.tags.any(Tags::UNKNOWN) || one.entry == Reading::NO_ENTRY);
    if is_ordinal(text) || is_roman(text) && roman() {
        let tags = Tags::ADJECTIVE | Tags::UNKNOWN;
        readings = vec![Reading { entry: Reading::NO_ENTRY, tags, classes: Classes::default() }];
    } else if kind != TokenKind::Mark {
        tell_acronym(&mut readings, shape, acronym);
        complete(&mut readings, shape);
        // "Иванов" looks like a genitive plural and is a name in the nominative.
        if shape.any(Tags::CAPITAL) && lexicon.is_surname(&fold) {
            let unlisted = readings.iter_mut().filter(|one| one.entry == Reading::NO_ENTRY);
            unlisted.for_each(|reading| {
                // "Медведевым" is a surname too, but plainly in another case.
                let other = Tags::INSTRUMENTAL | Tags::DATIVE | Tags::LOCATIVE;
                let own = if reading.tags.any(other) { Tags::NONE } else { Tags::NOMINATIVE };
                reading.tags |= Tags::NOUN | Tags::SINGULAR | own;
            });
        }
    }
    Form {
        kind,
        fold: fold.into(),
        tags: readings.iter().fold(shape, |sum, reading| sum | reading.tags),
        shape,
        classes: readings.iter().fold(Classes::default(), |sum, reading| sum.or(reading.classes)),
        leads: readings.iter().any(|reading| lexicon.leads(*reading)),
        stub: readings.iter().any(|reading| lexicon.is_stub(*reading)),
        readings: Readings::from(readings),
    }
}

/// Digits with the end of an ordinal, as some languages write one: "2-ю", "1990-х".
fn is_ordinal(text: &str) -> bool {
    let parts = text.split_once('-').filter(|(number, end)| !number.is_empty() && !end.is_empty());
    parts.is_some_and(|(number, end)| {
        number.chars().all(|c| c.is_ascii_digit())
            && end.chars().count() <= ORDINAL
            && end.chars().all(|c| is_letter(c) && c.is_lowercase())
    })
}

/// A number in Roman digits of more than one sign: "VI", "XXI".
fn is_roman(text: &str) -> bool {
    let digits = text.chars().all(|c| matches!(c, 'I' | 'V' | 'X'));
    digits && (2..=ROMAN).contains(&text.chars().count())
}

/// "WHO" in capitals is the name alone, "who" never is.
fn tell_acronym(readings: &mut Vec<Reading>, shape: Tags, acronym: Classes) {
    let named = |reading: &Reading| reading.classes.any(acronym);
    if readings.iter().any(named) {
        let capitals = shape.any(Tags::ACRONYM);
        readings.retain(|reading| named(reading) == capitals);
    }
}

fn shape(text: &str, kind: TokenKind, first: bool) -> Tags {
    let mut tags = if first { Tags::INITIAL } else { Tags::NONE };
    match kind {
        TokenKind::Mark => tags |= Tags::MARK,
        TokenKind::Number => tags |= Tags::DIGITS | Tags::NUMERAL,
        TokenKind::Word => {
            let mut letters = text.chars().filter(|c| is_letter(*c));
            if letters.next().is_some_and(is_capital) {
                tags |= Tags::CAPITAL;
                let mut rest = letters.peekable();
                if rest.peek().is_some() && rest.all(is_capital) {
                    tags |= Tags::ACRONYM;
                }
            }
        }
    }
    tags
}

/// Gives a name or an unknown word the readings its shape suggests.
fn complete(readings: &mut Vec<Reading>, shape: Tags) {
    let unknown = readings.iter().all(|reading| reading.tags.any(Tags::UNKNOWN));
    if !unknown {
        return;
    }
    let guess = readings.first().map_or(Tags::NONE, |reading| reading.tags);
    let name = shape.any(Tags::CAPITAL);
    let tags = if shape.any(Tags::ACRONYM) {
        Tags::NOUN | Tags::CASES
    } else if name && !shape.any(Tags::INITIAL) {
        let cases = guess.and(Tags::CASES);
        let known = guess.any(Tags::NOUN | Tags::ADJECTIVE) && cases != Tags::NONE;
        let cases = if known { cases } else { Tags::CASES };
        Tags::NOUN | cases | guess.and(Tags::ADJECTIVE | Tags::POSSESSIVE)
    } else if readings.is_empty() {
        Tags::NOUN | Tags::CASES
    } else {
        return;
    };
    let tags = if shape.any(Tags::DIGITS) { Tags::NUMERAL } else { tags };
    *readings =
        vec![Reading { entry: Reading::NO_ENTRY, tags: tags | Tags::UNKNOWN, classes: Classes::default() }];
}

/// Finds entries of several words and gives their reading to the word that inflects.
fn join_phrases(words: &mut [Word], parts: &[Part], lexicon: &Lexicon) {
    for at in (0..words.len()).filter(|at| parts.get(*at).is_some_and(|part| part.leads)) {
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
        // "Negotiated a deal with Chad": after an article no verb begins.
        let article = at.checked_sub(1).and_then(|place| words.get(place)).is_some_and(|word| {
            word.tags.any(Tags::DETERMINER)
                && !word.tags.any(Tags::VERB | Tags::NOUN | Tags::PRONOUN)
                && lexicon.noun_head == Side::Last
        });
        if article && whole.tags.any(Tags::VERB) && word.readings.iter().any(|one| one.tags.any(Tags::NOUN)) {
            continue;
        }
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
            word.readings = readings.into();
            word.sum_up();
        }
    }
    let stubs = words.iter_mut().zip(parts).filter(|(_, part)| part.stub).map(|(word, _)| word);
    for word in stubs.filter(|word| word.readings.len() > 1) {
        if word.readings.iter().any(|reading| !lexicon.is_stub(*reading)) {
            word.readings.retain(|reading| !lexicon.is_stub(*reading));
            word.sum_up();
        }
    }
}
