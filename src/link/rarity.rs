//! How much each word tells: little where it stands everywhere. Never knows what a word says.

use std::sync::OnceLock;

use foldhash::HashMap;
use serde::{Deserialize, Serialize};

use crate::link::features::ArticleFeatures;
use crate::link::hash::Key;
use crate::link::sketch::name;

/// In how many articles each word stands.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rarity {
    articles: u32,
    with: HashMap<Key, u32>,
    articles_with: HashMap<Key, u32>,
    #[serde(skip)]
    told: Told,
}

/// How much a word tells that stands in so many articles, for the first counts: most words are rare. Worked out when
/// first asked for; says nothing that the counts do not say, so all are equal.
#[derive(Clone, Debug, Default)]
struct Told(OnceLock<Vec<f32>>);

impl PartialEq for Told {
    fn eq(&self, _: &Self) -> bool {
        true
    }
}

impl Eq for Told {}

/// Counts below which it is worked out once.
const COMMON: u32 = 1024;

impl Rarity {
    /// Counts all articles.
    #[must_use]
    pub fn of_all(articles: &[ArticleFeatures]) -> Self {
        let mut rarity = Self::default();
        for article in articles {
            rarity.add(article);
        }
        rarity
    }

    /// As bytes for the library.
    #[must_use]
    pub fn to_bytes(&self) -> Vec<u8> {
        postcard::to_stdvec(self).unwrap_or_default()
    }

    /// From the library; `None` where the bytes are of another program.
    #[must_use]
    pub fn from_bytes(bytes: &[u8]) -> Option<Self> {
        postcard::from_bytes(bytes).ok()
    }

    /// Counts one article.
    pub fn add(&mut self, article: &ArticleFeatures) {
        self.articles += 1;
        self.told = Told::default();
        for key in told(article) {
            *self.with.entry(key).or_default() += 1;
        }
        for (key, _) in &article.sketch.keys {
            *self.articles_with.entry(*key).or_default() += 1;
        }
    }

    /// Counts one article no longer, that was counted before.
    pub fn remove(&mut self, article: &ArticleFeatures) {
        self.articles = self.articles.saturating_sub(1);
        self.told = Told::default();
        for key in told(article) {
            less(&mut self.with, key);
        }
        for (key, _) in &article.sketch.keys {
            less(&mut self.articles_with, *key);
        }
    }

    /// How much a word of an article's sketch tells.
    #[must_use]
    pub fn of_article(&self, key: Key) -> f32 {
        self.rare(self.articles_with.get(&key).copied().unwrap_or_default())
    }

    /// How much a word tells, about 0.3 for one that stands everywhere and 1 for one seen once or twice.
    #[must_use]
    pub fn of(&self, key: Key) -> f32 {
        self.rare(self.with.get(&key).copied().unwrap_or_default())
    }

    fn rare(&self, with: u32) -> f32 {
        let told = self.told.0.get_or_init(|| (0..COMMON).map(|with| self.work_out(with)).collect());
        let known = usize::try_from(with).ok().and_then(|with| told.get(with)).copied();
        known.unwrap_or_else(|| self.work_out(with))
    }

    #[allow(clippy::cast_precision_loss, reason = "counts of articles stay far below 2^24")]
    fn work_out(&self, with: u32) -> f32 {
        let with = with as f32;
        let all = self.articles as f32;
        let rare = ((all + 40.0) / (with + 4.0)).ln() / ((all + 40.0) / 4.0).ln();
        rare.clamp(0.25, 1.0)
    }
}

/// The words of an article's mentions, each once.
fn told(article: &ArticleFeatures) -> Vec<Key> {
    let mut keys: Vec<Key> = article.mentions.iter().flat_map(|m| m.terms.iter().map(name)).collect();
    keys.sort_unstable();
    keys.dedup();
    keys
}

/// One less of a key; none where it was the last.
fn less(counts: &mut HashMap<Key, u32>, key: Key) {
    if let Some(count) = counts.get_mut(&key) {
        *count -= 1;
        if *count == 0 {
            counts.remove(&key);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::link::features::Sketch;

    #[test]
    fn what_is_taken_back_leaves_nothing() {
        let one = ArticleFeatures {
            sketch: Sketch { keys: vec![(1, 2), (7, 1)], ..Sketch::default() },
            ..ArticleFeatures::default()
        };
        let mut rarity = Rarity::default();
        rarity.add(&one);
        rarity.add(&one);
        rarity.remove(&one);
        assert_eq!(rarity, Rarity::of_all(std::slice::from_ref(&one)));
        rarity.remove(&one);
        assert_eq!(rarity, Rarity::default());
    }
}
