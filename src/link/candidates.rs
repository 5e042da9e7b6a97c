//! Which earlier mentions are worth comparing with a new one. Never compares all with all.

use foldhash::{HashMap, HashMapExt as _};

use crate::link::features::{ArticleFeatures, MentionFeatures};
use crate::link::hash::{Key, both};
use crate::link::sketch::name;

/// How many entries of one word are looked at: the latest ones.
const LATEST: usize = 256;
/// How many candidates a mention gets.
const CANDIDATES: usize = 48;
/// How many words are paired with each other.
const PAIRED: usize = 7;

/// How many articles on the subject of one are looked at whole.
const STORIES: usize = 4;
/// How many articles with one word are asked, the latest ones.
const LATEST_ARTICLES: usize = 96;

/// What articles are about, each subject with the articles on it, in the order they came.
#[derive(Clone, Debug, Default)]
pub struct Stories {
    postings: HashMap<Key, Vec<u32>>,
}

impl Stories {
    /// The articles that have most in common with this one, best first, at most a few.
    #[must_use]
    pub fn near(&self, article: &ArticleFeatures) -> Vec<u32> {
        self.nearest(article, STORIES)
    }

    /// The same, at most so many.
    #[must_use]
    pub fn nearest(&self, article: &ArticleFeatures, count: usize) -> Vec<u32> {
        let mut votes: HashMap<u32, f32> = HashMap::new();
        for (key, count) in &article.sketch.keys {
            let Some(list) = self.postings.get(key) else { continue };
            let weight = f32::from(*count).sqrt() / rank(list.len());
            for one in list.iter().rev().take(LATEST_ARTICLES) {
                *votes.entry(*one).or_default() += weight;
            }
        }
        best(votes, count)
    }

    /// Takes an article in under its number.
    pub fn add(&mut self, number: u32, article: &ArticleFeatures) {
        for (key, _) in &article.sketch.keys {
            self.postings.entry(*key).or_default().push(number);
        }
    }
}

/// The keys by which an article is found near others: what it is about, and the words and names of its mentions.
#[must_use]
pub fn article_keys(article: &ArticleFeatures) -> Vec<Key> {
    let mut found: Vec<Key> = article.sketch.keys.iter().map(|(key, _)| *key).collect();
    for mention in &article.mentions {
        found.extend(telling(mention));
        found.extend(mention.names.iter().map(|name| name.key));
    }
    found.sort_unstable();
    found.dedup();
    found
}

fn telling(mention: &MentionFeatures) -> impl Iterator<Item = Key> + '_ {
    mention.terms.iter().filter(|term| term.weight > 0.5).map(name)
}

#[allow(clippy::cast_precision_loss, reason = "a weight for sorting only")]
fn rank(holders: usize) -> f32 {
    (2.0 + holders as f32).ln()
}

/// The numbers with most votes.
fn best(votes: HashMap<u32, f32>, count: usize) -> Vec<u32> {
    let mut ranked: Vec<(u32, f32)> = votes.into_iter().collect();
    ranked.sort_unstable_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
    ranked.truncate(count);
    ranked.into_iter().map(|(one, _)| one).collect()
}

/// Words, names and pairs of words, each with the mentions that hold it, in the order they came.
#[derive(Clone, Debug, Default)]
pub struct Index {
    postings: HashMap<Key, Vec<u32>>,
}

impl Index {
    /// The mentions that share most with this one, best first, at most a few dozen.
    #[must_use]
    pub fn near(&self, mention: &MentionFeatures) -> Vec<u32> {
        let mut votes: HashMap<u32, f32> = HashMap::new();
        for key in keys(mention) {
            let Some(list) = self.postings.get(&key) else { continue };
            let weight = 1.0 / rank(list.len());
            for one in list.iter().rev().take(LATEST) {
                *votes.entry(*one).or_default() += weight;
            }
        }
        best(votes, CANDIDATES)
    }

    /// Takes a mention in under its number.
    pub fn add(&mut self, number: u32, mention: &MentionFeatures) {
        for key in keys(mention) {
            self.postings.entry(key).or_default().push(number);
        }
    }
}

fn keys(mention: &MentionFeatures) -> Vec<Key> {
    let telling: Vec<Key> = telling(mention).collect();
    let mut keys: Vec<Key> = telling.clone();
    keys.extend(mention.names.iter().map(|name| name.key));
    let paired = telling.get(..PAIRED).unwrap_or(&telling);
    for (at, one) in paired.iter().enumerate() {
        keys.extend(paired.iter().skip(at + 1).map(|other| both(*one, *other)));
    }
    keys.sort_unstable();
    keys.dedup();
    keys
}
