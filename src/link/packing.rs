//! Packs features of articles for linking, one article at a time. Never compares.

use foldhash::HashMap;

use crate::base::when::When;
use crate::link::angle::dot;
use crate::link::encoder::Vector;
use crate::link::features::{ArticleFeatures, FigureFeatures, MentionFeatures, Term};
use crate::link::hash::Key;
use crate::link::held::{
    Held, HeldArticle, HeldFigure, HeldMention, HeldName, HeldTerm, HeldVector, Stretch, index, number,
};
use crate::link::rarity::Rarity;
use crate::link::sketch::name;

/// Articles on their way into what linking compares.
#[derive(Debug, Default)]
pub struct Packing {
    held: Held,
    /// The number of each key, in the order in which they came.
    keys: HashMap<Key, u32>,
    vocabulary: HashMap<Word, u32>,
}

/// A word with all that is known of it, its weights by their bits.
type Word = (Key, Option<Key>, Option<Key>, u32, u32);

impl Packing {
    /// Takes one article in, in any order.
    pub fn take(&mut self, one: &ArticleFeatures) {
        let at = number(self.held.articles.len());
        let from = self.held.mentions.len();
        for mention in &one.mentions {
            let packed = self.mention(at, mention);
            self.held.mentions.push(packed);
        }
        let figures = self.held.figures.len();
        for figure in &one.figures {
            let packed = self.figure(figure);
            self.held.figures.push(packed);
        }
        let held = &mut self.held;
        let (middle, sketch) = (&one.middle, &one.sketch);
        let subjects = add(&mut held.counts, sketch.keys.iter().map(|(_, count)| *count));
        let article = HeldArticle {
            id: written(&mut held.texts, one.article.as_str()),
            title: written(&mut held.texts, &one.title),
            lang: one.lang,
            day: one.day,
            mentions: from..held.mentions.len(),
            figures: Stretch { from: number(figures), count: number(one.figures.len()) },
            middle: vector(held, &middle.vector),
            length: middle.length,
            count: middle.count,
            subjects,
            beats: add(&mut held.beats, sketch.beats.iter().copied()),
            shingles: add(&mut held.shingles, sketch.shingles.iter().copied()),
            tells: 0.0,
            plain: 0.0,
        };
        for (key, _) in &sketch.keys {
            let key = self.key(*key);
            self.held.subjects.push(key);
        }
        self.held.articles.push(article);
    }

    fn mention(&mut self, article: u32, one: &MentionFeatures) -> HeldMention {
        let context = self.keys_of(&one.context);
        let setting = self.keys_of(&one.setting);
        let terms = self.terms(&one.terms);
        let held = &mut self.held;
        let from = held.names.len();
        for name in &one.names {
            let text = written(&mut held.texts, &name.text);
            held.names.push(HeldName { key: name.key, sort: name.sort, text });
        }
        HeldMention {
            article,
            id: written(&mut held.texts, one.id.as_str()),
            label: written(&mut held.texts, &one.label),
            actor: one.actor.as_ref().map(|actor| written(&mut held.texts, actor)),
            actor_key: one.actor_key,
            when: one.when.as_ref().map(|when| kept(&mut held.whens, when)),
            head: one.head,
            stage: one.stage,
            kind: one.kind,
            course: one.course,
            pointing: one.pointing,
            another: one.another,
            glossed: one.glossed,
            sentence: one.sentence,
            number: one.number,
            depth: one.depth,
            part: one.part,
            antecedent: one.antecedent,
            recalls: one.recalls,
            content: one.content,
            terms,
            names: Stretch { from: number(from), count: number(one.names.len()) },
            numbers: add(&mut held.numbers, one.numbers.iter().copied()),
            context,
            setting,
            places: number(one.places.len()),
            vector: vector(held, &one.vector),
            weighs: 0.0,
            telling: 0.0,
            around: 0.0,
            beside: 0.0,
        }
    }

    fn figure(&mut self, one: &FigureFeatures) -> HeldFigure {
        let terms = self.terms(&one.terms);
        let held = &mut self.held;
        // Several figures of one sentence often have one label.
        let before = held.figures.last().map(|figure| figure.label);
        let label = before.filter(|label| held.text(*label) == one.label);
        HeldFigure {
            span: one.span,
            value: one.value,
            cmp: one.cmp,
            unit: written(&mut held.texts, &one.unit),
            unit_key: one.unit_key,
            terms,
            label: label.unwrap_or_else(|| written(&mut held.texts, &one.label)),
            as_of: one.as_of.as_ref().map(|when| kept(&mut held.whens, when)),
            mention: one.mention,
        }
    }

    fn keys_of(&mut self, keys: &[Key]) -> Stretch {
        let from = self.held.keys.len();
        for key in keys {
            let key = self.key(*key);
            self.held.keys.push(key);
        }
        Stretch { from: number(from), count: number(keys.len()) }
    }

    fn key(&mut self, key: Key) -> u32 {
        let next = number(self.keys.len());
        *self.keys.entry(key).or_insert(next)
    }

    fn terms(&mut self, terms: &[Term]) -> Stretch {
        let from = self.held.terms.len();
        for term in terms {
            let word = (term.stem, term.concept, term.sound, term.weight.to_bits(), term.distinct.to_bits());
            let next = number(self.held.vocabulary.len());
            let known = *self.vocabulary.entry(word).or_insert(next);
            if known == next {
                self.held.vocabulary.push(HeldTerm { term: *term, rare: 0.0 });
            }
            self.held.terms.push(known);
        }
        Stretch { from: number(from), count: number(terms.len()) }
    }

    /// All that was taken in, in order of time, with how much each word tells.
    #[must_use]
    pub fn packed(self, rarity: &Rarity) -> Held {
        let Self { mut held, keys, vocabulary } = self;
        drop(vocabulary);
        number_by_key(&mut held, keys, rarity);
        for word in &mut held.vocabulary {
            word.rare = rarity.of(name(&word.term));
        }
        in_order_of_time(&mut held);
        weigh(&mut held);
        held
    }
}

/// Packs a few articles.
#[must_use]
pub fn pack(articles: &[ArticleFeatures], rarity: &Rarity) -> Held {
    let mut packing = Packing::default();
    for article in articles {
        packing.take(article);
    }
    packing.packed(rarity)
}

/// Numbers the keys in their own order, so that lists stay in order of key.
fn number_by_key(held: &mut Held, keys: HashMap<Key, u32>, rarity: &Rarity) {
    let mut came: Vec<(Key, u32)> = keys.into_iter().collect();
    came.sort_unstable();
    let mut now = vec![0; came.len()];
    for (place, (_, before)) in came.iter().enumerate() {
        if let Some(now) = now.get_mut(index(*before)) {
            *now = number(place);
        }
    }
    for key in held.keys.iter_mut().chain(&mut held.subjects) {
        *key = now.get(index(*key)).copied().unwrap_or_default();
    }
    held.told = came.into_iter().map(|(key, _)| (rarity.of(key), rarity.of_article(key))).collect();
}

/// Puts articles, and mentions with them, in order of time; undated ones last.
fn in_order_of_time(held: &mut Held) {
    let texts = std::mem::take(&mut held.texts);
    let id = |article: &HeldArticle| texts.get(article.id.range()).unwrap_or_default();
    held.articles.sort_by(|a, b| (a.day.is_none(), a.day, id(a)).cmp(&(b.day.is_none(), b.day, id(b))));
    held.texts = texts;
    let mut mentions = Vec::with_capacity(held.mentions.len());
    for (at, article) in held.articles.iter_mut().enumerate() {
        let from = mentions.len();
        let own = held.mentions.get(article.mentions.clone()).unwrap_or_default();
        mentions.extend(own.iter().map(|one| HeldMention { article: number(at), ..one.clone() }));
        article.mentions = from..mentions.len();
    }
    held.mentions = mentions;
}

/// Adds up what is asked of a mention or an article in each comparison.
fn weigh(held: &mut Held) {
    let mut mentions = std::mem::take(&mut held.mentions);
    let told = |key: &u32| held.told.get(index(*key)).copied().unwrap_or_default();
    for one in &mut mentions {
        let words = || held.words(one.terms);
        one.weighs = words().map(|word| word.term.weight * word.rare).sum();
        one.telling = words().map(|word| word.term.distinct * word.rare).sum();
        one.around = one.context.of(&held.keys).iter().map(|key| told(key).0).sum();
        one.beside = one.setting.of(&held.keys).iter().map(|key| told(key).1).sum();
    }
    held.mentions = mentions;
    let mut articles = std::mem::take(&mut held.articles);
    for one in &mut articles {
        let counts = one.subjects.of(&held.counts).iter().map(|count| f32::from(*count).sqrt());
        one.plain = counts.clone().sum();
        one.tells = counts.zip(one.subjects.of(&held.subjects)).map(|(count, key)| count * told(key).1).sum();
    }
    held.articles = articles;
}

fn add<T>(list: &mut Vec<T>, more: impl Iterator<Item = T>) -> Stretch {
    let from = list.len();
    list.extend(more);
    Stretch { from: number(from), count: number(list.len() - from) }
}

fn written(texts: &mut String, text: &str) -> Stretch {
    let from = texts.len();
    texts.push_str(text);
    Stretch { from: number(from), count: number(text.len()) }
}

fn kept(whens: &mut Vec<When>, when: &When) -> u32 {
    whens.push(when.clone());
    number(whens.len() - 1)
}

fn vector(held: &mut Held, one: &Vector) -> HeldVector {
    let square = dot(held.arch, &one.0, &one.0);
    HeldVector { bytes: add(&mut held.vectors, one.0.iter().copied()), square }
}
