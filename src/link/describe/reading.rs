//! Words, head and names of a stretch of text. Never looks beyond it.

use super::around::scene_keys;
use super::head::HeadSeeker;
use crate::base::span::Span;
use crate::link::features::{Head, NameKey, NameSort, Term};
use crate::link::hash::{Key, key};
use crate::link::lexicon::{Concept, Lexicon, Role};
use crate::link::sound;
use crate::link::words::{Shape, Word, words};
use crate::model::extraction::{Extraction, NameKind};
use crate::model::lang::Lang;

/// Words, head and names of a stretch of text.
#[derive(Debug, Default)]
pub(in crate::link) struct Reading {
    pub(in crate::link) terms: Vec<Term>,
    pub(in crate::link) head: Option<Head>,
    pub(in crate::link) names: Vec<NameKey>,
    pub(super) pointing: bool,
}

impl Reading {
    /// Reads the text in its language.
    pub(in crate::link) fn of(lang: Lang, text: &str, lexicon: &Lexicon) -> Self {
        Self::without(lang, text, "", lexicon)
    }

    /// Reads the text but for the words that only name who acts.
    pub(super) fn without(lang: Lang, text: &str, actor: &str, lexicon: &Lexicon) -> Self {
        let mut run = words(text);
        leave_out(lang, &mut run, actor, lexicon);
        let mut reading = Self::default();
        let mut heads =
            HeadSeeker::new(lexicon.grammar(lang).map(|grammar| grammar.head).unwrap_or_default());
        let mut at = 0;
        while let Some((word, rest)) = run.get(at).zip(run.get(at..)) {
            reading.pointing |= lexicon.is_pointing(lang, word);
            let sense = lexicon.sense(lang, rest);
            if lexicon.is_break(lang, &word.folded) || word.after_mark {
                heads.cut();
            }
            let taken = sense.map_or(1, |sense| sense.words);
            match sense {
                Some(sense) => {
                    heads.see(sense.concept);
                    let span = rest.get(taken - 1).map_or(word.span, |last| word.span.cover(last.span));
                    reading.know(sense.concept, &lexicon.stem(lang, &word.folded), span.of(text));
                }
                None if lexicon.is_function(lang, &word.folded) => {}
                None => reading.word(lang, word, at == 0, text, lexicon),
            }
            at += taken;
        }
        reading.head = heads.found();
        reading.titles(&run, text, lang, lexicon);
        reading
    }

    /// Tells the names of people from those of other things.
    pub(super) fn people(&mut self, lang: Lang, object: Span, extraction: &Extraction, lexicon: &Lexicon) {
        let people = extraction.names.iter().filter(|name| name.kind == NameKind::Person);
        let keys: Vec<Key> = people
            .filter(|name| name.span.overlaps(object))
            .flat_map(|name| scene_keys(lang, &name.canonical, lexicon))
            .collect();
        for name in self.names.iter_mut().filter(|name| name.sort == NameSort::Proper) {
            if keys.contains(&name.key) {
                name.sort = NameSort::Person;
            }
        }
    }

    pub(super) fn join(&mut self, other: Self) {
        self.terms.extend(other.terms);
        self.names.extend(other.names);
        self.head = other.head.or(self.head);
    }

    pub(super) fn content(&self) -> f32 {
        self.terms.iter().map(|term| term.weight).sum()
    }

    fn know(&mut self, concept: &Concept, stem: &str, text: &str) {
        let (weight, distinct, sort) = match concept.role {
            Role::Head { .. } => (0.7, 0.15, None),
            Role::Topic => (1.0, 0.5, None),
            Role::Generic => (0.25, 0.0, None),
            Role::Body => (0.7, 0.8, Some(NameSort::Body)),
            Role::Place => (0.6, 0.5, Some(NameSort::Place)),
        };
        let stem = key("stem", stem);
        self.terms.push(Term { stem, concept: Some(concept.key), sound: None, weight, distinct });
        if let Some(sort) = sort {
            self.names.push(NameKey { key: concept.key, text: text.to_owned(), sort });
        }
    }

    fn word(&mut self, lang: Lang, word: &Word, first: bool, text: &str, lexicon: &Lexicon) {
        let stem = lexicon.stem(lang, &word.folded);
        let proper = match word.shape {
            Shape::Upper | Shape::Mixed => true,
            Shape::Capital => !first,
            Shape::Lower | Shape::Number => false,
        };
        let sound = sound::root(&word.folded).map(|root| key("root", &root));
        let (weight, distinct) = match (proper, word.shape) {
            (true, _) => (1.3, 1.3),
            (false, Shape::Number) => (0.5, 0.3),
            (false, _) => (1.0, 0.8),
        };
        self.terms.push(Term { stem: key("stem", &stem), concept: None, sound, weight, distinct });
        let skeleton = sound::skeleton(&stem);
        if proper && skeleton.len() > 1 {
            let text = word.span.of(text).to_owned();
            self.names.push(NameKey { key: key("name", &skeleton), text, sort: NameSort::Proper });
        }
    }

    /// Quoted runs of words that begin with a capital letter are titles.
    fn titles(&mut self, run: &[Word], text: &str, lang: Lang, lexicon: &Lexicon) {
        for title in run.chunk_by(|one, next| one.quoted && next.quoted) {
            let (Some(first), Some(last)) = (title.first(), title.last()) else { continue };
            if !first.quoted || first.shape == Shape::Lower || title.len() < 2 {
                continue;
            }
            let stems: Vec<String> = title.iter().map(|word| lexicon.stem(lang, &word.folded)).collect();
            let span = first.span.cover(last.span);
            self.names.push(NameKey {
                key: key("title", &stems.join(" ")),
                text: span.of(text).to_owned(),
                sort: NameSort::Title,
            });
        }
    }
}

/// Takes out the words that name the actor: where they stand together, or the one word where it is one.
fn leave_out(lang: Lang, run: &mut Vec<Word>, actor: &str, lexicon: &Lexicon) {
    let stems: Vec<String> = words(actor).iter().map(|word| lexicon.stem(lang, &word.folded)).collect();
    let is_actor = |word: &Word| stems.contains(&lexicon.stem(lang, &word.folded));
    let mut from = 0;
    while let Some(start) = run.iter().skip(from).position(is_actor).map(|at| from + at) {
        let length = run.iter().skip(start).take_while(|word| is_actor(word)).count();
        if length >= stems.len().min(2) && length < run.len() {
            run.drain(start..start + length);
            return;
        }
        from = start + length;
    }
}
