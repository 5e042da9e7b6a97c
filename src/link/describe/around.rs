//! What stands around each mention of an article: telling words, and what is named there. Never compares.

use std::collections::BTreeSet;

use super::reading::Reading;
use crate::base::span::Span;
use crate::link::features::NameSort;
use crate::link::hash::{Key, key};
use crate::link::lexicon::{Lexicon, Role};
use crate::link::sketch;
use crate::link::sound;
use crate::link::words::{Shape, Word, words};
use crate::model::article::Article;
use crate::model::extraction::{Extraction, NameKind};
use crate::model::lang::Lang;
use crate::model::mention::Mention;

/// How many sentences of an article tell where it plays.
const OPENING: usize = 3;

/// The telling words of each sentence.
pub(super) struct Contexts(Vec<Vec<Key>>);

impl Contexts {
    pub(super) fn of(article: &Article, extraction: &Extraction, lexicon: &Lexicon) -> Self {
        let told: BTreeSet<usize> =
            extraction.mentions.iter().filter_map(|m| position(extraction, m)).collect();
        let keys = |(number, span): (usize, &Span)| {
            if told.range(number.saturating_sub(1)..=number + 1).next().is_none() {
                return Vec::new();
            }
            let reading = Reading::of(article.lang, span.of(&article.text), lexicon);
            reading.terms.iter().filter(|term| term.weight > 0.5).map(sketch::name).collect()
        };
        Self(extraction.sentences.iter().enumerate().map(keys).collect())
    }

    pub(super) fn around(&self, sentence: Option<usize>) -> Vec<Key> {
        let Some(sentence) = sentence else { return Vec::new() };
        let from = sentence.saturating_sub(1);
        let mut keys: Vec<Key> =
            self.0.iter().skip(from).take(sentence - from + 2).flatten().copied().collect();
        keys.sort_unstable();
        keys.dedup();
        keys
    }
}

/// What is named in each sentence.
pub(super) struct Scenes(Vec<Scene>);

/// Names, and those of them that may be of places; each once, in order of key.
#[derive(Clone, Debug, Default)]
pub(super) struct Scene {
    pub(super) names: Vec<Key>,
    pub(super) places: Vec<Key>,
}

impl Scenes {
    pub(super) fn of(article: &Article, extraction: &Extraction, lexicon: &Lexicon) -> Self {
        Self(extraction.sentences.iter().map(|span| scene(article, extraction, *span, lexicon)).collect())
    }

    /// That of a sentence, or else of the one before it, or else of the first that names something.
    pub(super) fn around(&self, sentence: Option<usize>) -> Scene {
        let own = sentence.and_then(|at| self.0.get(at));
        let before = sentence.and_then(|at| self.0.get(at.checked_sub(1)?));
        let named = |scene: &&Scene| !scene.names.is_empty();
        let first = || self.0.iter().take(OPENING).find(named);
        own.filter(named).or_else(|| before.filter(named)).or_else(first).cloned().unwrap_or_default()
    }
}

fn scene(article: &Article, extraction: &Extraction, span: Span, lexicon: &Lexicon) -> Scene {
    let mut scene = Scene::default();
    let mut others: Vec<Key> = Vec::new();
    for name in extraction.names.iter().filter(|name| span.overlaps(name.span)) {
        let keys = scene_keys(article.lang, &name.canonical, lexicon);
        let list = if name.kind == NameKind::Place { &mut scene.places } else { &mut others };
        list.extend(keys);
    }
    for name in Reading::of(article.lang, span.of(&article.text), lexicon).names {
        // Acronyms and trade names are of no place.
        let plain = name.text.chars().skip(1).all(|c| !c.is_uppercase());
        match name.sort {
            NameSort::Title => {}
            NameSort::Place => scene.places.push(name.key),
            NameSort::Proper if plain && !others.contains(&name.key) => scene.places.push(name.key),
            NameSort::Proper | NameSort::Person | NameSort::Body => others.push(name.key),
        }
    }
    scene.names = scene.places.iter().chain(&others).copied().collect();
    for list in [&mut scene.names, &mut scene.places] {
        list.sort_unstable();
        list.dedup();
    }
    scene
}

/// The keys of a name, word by word, as words of a sentence have them.
pub(super) fn scene_keys(lang: Lang, name: &str, lexicon: &Lexicon) -> Vec<Key> {
    let proper = |word: &Word| word.shape != Shape::Lower && word.shape != Shape::Number;
    words(name).iter().filter(|word| proper(word)).filter_map(|word| name_key(lang, word, lexicon)).collect()
}

/// The key of a word of a name: a body or place known across languages, else its sound.
fn name_key(lang: Lang, word: &Word, lexicon: &Lexicon) -> Option<Key> {
    if let Some(sense) = lexicon.sense(lang, std::slice::from_ref(word)) {
        return matches!(sense.concept.role, Role::Body | Role::Place).then_some(sense.concept.key);
    }
    let skeleton = sound::skeleton(&lexicon.stem(lang, &word.folded));
    (skeleton.len() > 1).then(|| key("name", &skeleton))
}

/// The number of the sentence a mention stands in.
pub(super) fn position(extraction: &Extraction, mention: &Mention) -> Option<usize> {
    let at = extraction.sentences.partition_point(|sentence| sentence.end <= mention.span.start);
    extraction.sentences.get(at).filter(|sentence| sentence.overlaps(mention.span)).map(|_| at)
}
