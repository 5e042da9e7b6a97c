//! Which earlier mentions are worth comparing with a new one. Never compares all with all.

use std::collections::HashMap;

use crate::link::features::MentionFeatures;
use crate::link::hash::{Key, both};
use crate::link::sketch::name;

/// How many entries of one word are looked at: the latest ones.
const LATEST: usize = 256;
/// How many candidates a mention gets.
const CANDIDATES: usize = 48;
/// How many words are paired with each other.
const PAIRED: usize = 7;

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
            #[allow(clippy::cast_precision_loss, reason = "a weight for sorting only")]
            let weight = 1.0 / (2.0 + list.len() as f32).ln();
            for one in list.iter().rev().take(LATEST) {
                *votes.entry(*one).or_default() += weight;
            }
        }
        let mut ranked: Vec<(u32, f32)> = votes.into_iter().collect();
        ranked.sort_unstable_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
        ranked.truncate(CANDIDATES);
        ranked.into_iter().map(|(one, _)| one).collect()
    }

    /// Takes a mention in under its number.
    pub fn add(&mut self, number: u32, mention: &MentionFeatures) {
        for key in keys(mention) {
            self.postings.entry(key).or_default().push(number);
        }
    }
}

fn keys(mention: &MentionFeatures) -> Vec<Key> {
    let telling: Vec<Key> = mention.terms.iter().filter(|term| term.weight > 0.5).map(name).collect();
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
