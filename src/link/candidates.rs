//! Which earlier mentions and articles are worth comparing with a new one. Never compares all with all.

use std::sync::{Mutex, PoisonError};

use rayon::prelude::*;

use crate::link::features::{ArticleFeatures, MentionFeatures, Term};
use crate::link::hash::{Key, both};
use crate::link::held::{Held, HeldArticle, Side, index, number};
use crate::link::sketch::name;

/// How many entries of one word are looked at: the latest ones.
const LATEST: usize = 256;
/// How many candidates a mention gets.
const CANDIDATES: usize = 48;
/// How many words are paired with each other.
const PAIRED: usize = 7;
/// How many articles with one word are asked, the latest ones.
const LATEST_ARTICLES: usize = 96;

/// The keys by which an article is found near others: what it is about, and the words and names of its mentions.
#[must_use]
pub fn article_keys(article: &ArticleFeatures) -> Vec<Key> {
    let telling = |mention: &MentionFeatures| mention.terms.iter().filter_map(telling).collect::<Vec<_>>();
    let mut found: Vec<Key> = article.sketch.keys.iter().map(|(key, _)| *key).collect();
    for mention in &article.mentions {
        found.extend(telling(mention));
        found.extend(mention.names.iter().map(|name| name.key));
    }
    found.sort_unstable();
    found.dedup();
    found
}

/// The key of a word that tells something.
pub(super) fn telling(term: &Term) -> Option<Key> {
    (term.weight > 0.5).then(|| name(term))
}

/// For each key the things that have it, in the order in which they came, by their numbers in that order.
#[derive(Debug, Default)]
struct Postings {
    keys: Vec<Key>,
    ends: Vec<u32>,
    things: Vec<u32>,
}

impl Postings {
    /// Of pairs of key and number; what only one thing has leads to no other.
    fn of(mut pairs: Vec<u64>) -> Self {
        pairs.par_sort_unstable();
        let split = |pair: u64| (low(pair >> 32), low(pair));
        let mut postings = Self::default();
        for same in pairs.chunk_by(|one, next| one >> 32 == next >> 32).filter(|same| same.len() > 1) {
            postings.keys.extend(same.first().map(|pair| split(*pair).0));
            postings.things.extend(same.iter().map(|pair| split(*pair).1));
            postings.ends.push(number(postings.things.len()));
        }
        postings
    }

    /// The things with a key that came before one.
    fn before(&self, key: Key, thing: u32) -> &[u32] {
        let Ok(at) = self.keys.binary_search(&key) else { return &[] };
        let from = at.checked_sub(1).and_then(|at| self.ends.get(at)).copied().unwrap_or(0);
        let to = self.ends.get(at).copied().unwrap_or(from);
        let all = self.things.get(index(from)..index(to)).unwrap_or_default();
        all.get(..all.partition_point(|one| *one < thing)).unwrap_or_default()
    }
}

fn low(pair: u64) -> u32 {
    u32::try_from(pair & u64::from(u32::MAX)).unwrap_or(u32::MAX)
}

fn pair(key: Key, thing: usize) -> u64 {
    u64::from(key) << 32 | u64::from(number(thing))
}

/// Articles by what they are about.
#[derive(Debug, Default)]
pub(super) struct Stories {
    postings: Postings,
    votes: Pool,
}

impl Stories {
    /// Of articles in the order in which they come.
    pub(super) fn of<'a>(held: &Held, order: impl Iterator<Item = &'a HeldArticle>) -> Self {
        let mut pairs = Vec::new();
        for (at, article) in order.enumerate() {
            pairs.extend(article.subjects.of(&held.subjects).iter().map(|key| pair(*key, at)));
        }
        Self { postings: Postings::of(pairs), votes: Pool::default() }
    }

    /// The articles before one that have most in common with it, best first, at most so many, by their numbers.
    pub(super) fn nearest(
        &self,
        held: &Held,
        article: &HeldArticle,
        before: usize,
        count: usize,
    ) -> Vec<u32> {
        let mut votes = self.votes.taken();
        let counts = article.subjects.of(&held.counts).iter();
        for (key, often) in article.subjects.of(&held.subjects).iter().zip(counts) {
            let list = self.postings.before(*key, number(before));
            votes.add(list, LATEST_ARTICLES, f32::from(*often).sqrt() / rank(list.len()));
        }
        let best = votes.best(count, |thing| thing);
        self.votes.put_back(votes);
        best
    }
}

/// Mentions by their words, names and pairs of words.
#[derive(Debug, Default)]
pub(super) struct Index {
    postings: Postings,
    votes: Pool,
}

impl Index {
    /// Of mentions in the order in which they come.
    pub(super) fn of(held: &Held, order: &[usize]) -> Self {
        let pairs = order.par_iter().enumerate().flat_map_iter(|(at, mention)| {
            let keys = held.side(*mention).map(keys).unwrap_or_default();
            keys.into_iter().map(move |key| pair(key, at))
        });
        Self { postings: Postings::of(pairs.collect()), votes: Pool::default() }
    }

    /// The mentions before a place in the order that share most with one, best first, at most a few dozen; `named`
    /// gives the number of the mention at a place, of two that share as much the lower one comes first.
    pub(super) fn near(&self, side: Side<'_>, before: usize, named: impl Fn(u32) -> u32) -> Vec<u32> {
        let mut votes = self.votes.taken();
        for key in keys(side) {
            let list = self.postings.before(key, number(before));
            votes.add(list, LATEST, 1.0 / rank(list.len()));
        }
        let best = votes.best(CANDIDATES, named);
        self.votes.put_back(votes);
        best
    }
}

fn keys(side: Side<'_>) -> Vec<Key> {
    let mut keys: Vec<Key> = side.words().filter_map(|word| telling(&word.term)).collect();
    let told = keys.len();
    keys.extend(side.names().iter().map(|name| name.key));
    let paired: Vec<Key> = keys.iter().copied().take(told.min(PAIRED)).collect();
    for (at, one) in paired.iter().enumerate() {
        keys.extend(paired.iter().skip(at + 1).map(|other| both(*one, *other)));
    }
    keys.sort_unstable();
    keys.dedup();
    keys
}

#[allow(clippy::cast_precision_loss, reason = "a weight for sorting only")]
fn rank(holders: usize) -> f32 {
    (2.0 + holders as f32).ln()
}

/// Votes for things, each thing with a place of its own, used again and again.
#[derive(Debug, Default)]
struct Votes {
    of: Vec<f32>,
    met: Vec<u32>,
}

impl Votes {
    /// Gives the latest of a list so much each.
    fn add(&mut self, list: &[u32], latest: usize, weight: f32) {
        let from = list.len().saturating_sub(latest);
        for thing in list.get(from..).unwrap_or_default() {
            let at = index(*thing);
            if at >= self.of.len() {
                self.of.resize(at + 1, 0.0);
            }
            if let Some(sum) = self.of.get_mut(at) {
                if *sum <= 0.0 {
                    self.met.push(*thing);
                }
                *sum += weight;
            }
        }
    }

    /// The things with most votes, as `named` calls them; forgets all votes.
    fn best(&mut self, count: usize, named: impl Fn(u32) -> u32) -> Vec<u32> {
        let mut ranked: Vec<(f32, u32)> = Vec::with_capacity(self.met.len());
        for thing in self.met.drain(..) {
            let votes = self.of.get_mut(index(thing)).map(std::mem::take).unwrap_or_default();
            ranked.push((votes, named(thing)));
        }
        let order = |a: &(f32, u32), b: &(f32, u32)| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1));
        if ranked.len() > count {
            ranked.select_nth_unstable_by(count, order);
            ranked.truncate(count);
        }
        ranked.sort_unstable_by(order);
        ranked.into_iter().map(|(_, one)| one).collect()
    }
}

/// Votes not in use, so that each worker takes some that were made before.
#[derive(Debug, Default)]
struct Pool(Mutex<Vec<Votes>>);

impl Pool {
    fn taken(&self) -> Votes {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).pop().unwrap_or_default()
    }

    fn put_back(&self, votes: Votes) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).push(votes);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_came_before_is_found_by_its_key() {
        let postings = Postings::of(vec![pair(7, 2), pair(7, 0), pair(9, 1), pair(7, 5), pair(u32::MAX, 3)]);
        assert_eq!(postings.before(7, 5), [0, 2]);
        assert_eq!(postings.before(7, 0), [] as [u32; 0]);
        assert_eq!(postings.before(9, 5), [] as [u32; 0], "what only one thing has is not kept");
    }

    #[test]
    fn most_votes_come_first_and_are_forgotten() {
        let mut votes = Votes::default();
        votes.add(&[1, 4, 6], 2, 1.0);
        votes.add(&[4, 5], 9, 0.5);
        assert_eq!(votes.best(2, |thing| thing), [4, 6]);
        assert_eq!(votes.best(2, |thing| thing), [] as [u32; 0]);
    }
}
