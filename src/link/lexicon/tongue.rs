//! One language's part of the lexicon: stems and patterns of its words. Never holds a word itself.

use std::collections::HashMap;

use rust_stemmers::{Algorithm, Stemmer};

use super::Grammar;
use crate::lang::packs;
use crate::link::hash::Key;
use crate::link::words::{Shape, Word, fold};
use crate::model::lang::Lang;

/// One language's part of the lexicon.
#[derive(Default)]
pub(super) struct Tongue {
    pub(super) grammar: Grammar,
    stemmer: Option<Stemmer>,
    pub(super) function: Vec<String>,
    pub(super) pointing: Vec<Pattern>,
    pub(super) demonstrative: Vec<Pattern>,
    pub(super) articles: Vec<String>,
    pub(super) another: Vec<Vec<Pattern>>,
    pub(super) stalled: Vec<Vec<Pattern>>,
    pub(super) dropped: Vec<Vec<Pattern>>,
    pub(super) breaks: Vec<String>,
    /// Phrases by the first pattern's text: whole stems and beginnings apart.
    pub(super) stems: HashMap<String, Vec<Entry>>,
    pub(super) beginnings: HashMap<String, Vec<Entry>>,
    /// The first word or phrase of each concept, for glosses.
    pub(super) gloss: HashMap<Key, String>,
}

impl std::fmt::Debug for Tongue {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Tongue").field("grammar", &self.grammar).finish_non_exhaustive()
    }
}

/// A phrase that means a concept.
#[derive(Clone, Debug)]
pub(super) struct Entry {
    pub(super) patterns: Vec<Pattern>,
    pub(super) concept: usize,
}

/// One word of a phrase.
#[derive(Clone, Debug)]
pub(super) struct Pattern {
    pub(super) text: String,
    pub(super) begins: bool,
    upper: bool,
}

impl Pattern {
    pub(super) fn fits(&self, word: &Word, stem: &str) -> bool {
        let same = if self.begins { word.folded.starts_with(&self.text) } else { stem == self.text };
        same && (!self.upper || matches!(word.shape, Shape::Upper | Shape::Mixed))
    }
}

impl Tongue {
    pub(super) fn new(lang: Lang, mut grammar: Grammar) -> Self {
        let name = packs().get(lang).and_then(|pack| pack.stemmer.as_deref());
        let mut tongue = Self { stemmer: name.and_then(snowball), ..Self::default() };
        grammar.endings.sort_by_key(|ending| std::cmp::Reverse(ending.len()));
        tongue.function = grammar.function.clone();
        tongue.function.extend(grammar.breaks.iter().cloned());
        tongue.function.sort();
        tongue.breaks = std::mem::take(&mut grammar.breaks);
        tongue.pointing = grammar.pointing.iter().map(|word| whole_or_beginning(word)).collect();
        tongue.articles = std::mem::take(&mut grammar.articles);
        tongue.demonstrative = grammar.demonstrative.iter().map(|word| whole_or_beginning(word)).collect();
        tongue.another = grammar.another.iter().map(|words| phrase(words)).collect();
        tongue.stalled = grammar.stalled.iter().map(|words| phrase(words)).collect();
        tongue.dropped = grammar.dropped.iter().map(|words| phrase(words)).collect();
        tongue.grammar = grammar;
        tongue
    }

    pub(super) fn stem(&self, folded: &str) -> String {
        match &self.stemmer {
            Some(stemmer) => stemmer.stem(folded).into_owned(),
            None => self.bare(folded).to_owned(),
        }
    }

    /// The word without its endings, cut off one after another while four letters stay.
    fn bare<'a>(&self, folded: &'a str) -> &'a str {
        let mut left = folded;
        for _ in 0..4 {
            let shorter = self.grammar.endings.iter().find_map(|ending| {
                left.strip_suffix(ending.as_str()).filter(|rest| rest.chars().count() >= 4)
            });
            match shorter {
                Some(rest) => left = rest,
                None => break,
            }
        }
        left
    }

    pub(super) fn pattern(&self, word: &str) -> Pattern {
        let mut pattern = whole_or_beginning(word);
        pattern.upper = word.chars().count() > 1 && !word.chars().any(char::is_lowercase);
        if !pattern.begins {
            pattern.text = self.stem(&pattern.text);
        }
        pattern
    }
}

/// Whether one of the phrases stands in a run of words.
pub(super) fn holds(phrases: &[Vec<Pattern>], run: &[Word]) -> bool {
    let begins = |rest: &[Word], phrase: &[Pattern]| {
        rest.len() >= phrase.len() && phrase.iter().zip(rest).all(|(p, word)| p.fits(word, &word.folded))
    };
    let mut rests = (0..run.len()).filter_map(|at| run.get(at..));
    rests.any(|rest| phrases.iter().any(|phrase| begins(rest, phrase)))
}

fn phrase(words: &str) -> Vec<Pattern> {
    words.split_whitespace().map(whole_or_beginning).collect()
}

fn whole_or_beginning(word: &str) -> Pattern {
    let begins = word.ends_with('*');
    let text = fold(word.trim_end_matches('*'));
    Pattern { text, begins, upper: false }
}

/// The Snowball stemmer of a name such as `russian`.
fn snowball(name: &str) -> Option<Stemmer> {
    let mut letters = name.chars();
    let first = letters.next()?.to_uppercase();
    let proper: String = first.chain(letters).collect();
    let algorithm: Algorithm = serde_json::from_value(proper.into()).ok()?;
    Some(Stemmer::create(algorithm))
}
