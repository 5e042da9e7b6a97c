//! Ties between threads, with their reason. Never joins threads.

use std::collections::BTreeMap;

use crate::link::features::{NameKey, NameSort};
use crate::link::hash::Key;
use crate::link::score::{Rarity, Side, overlap};
use crate::link::sketch::name;
use crate::model::thread::{Related, Thread, Tie};

/// How many ties a thread keeps.
const TIES: usize = 6;
/// Share of words from which two threads have one subject.
const TOPIC: f32 = 0.22;
/// Threads that hold a word or name before it stops telling anything.
const COMMON: usize = 60;

/// Adds ties to threads; `groups` are their mentions.
pub fn relate(
    threads: &mut [Thread],
    groups: &[Vec<Side<'_>>],
    rarity: &Rarity,
    barred: impl Fn(usize, usize) -> bool,
) {
    let mut holders: BTreeMap<Key, Vec<usize>> = BTreeMap::new();
    for (at, group) in groups.iter().enumerate() {
        let mut keys: Vec<Key> = group.iter().flat_map(|side| keys(side)).collect();
        keys.sort_unstable();
        keys.dedup();
        for key in keys {
            holders.entry(key).or_default().push(at);
        }
    }
    let mut found: BTreeMap<(usize, usize), (Tie, String, f32)> = BTreeMap::new();
    for list in holders.values().filter(|list| (2..=COMMON).contains(&list.len())) {
        for (place, a) in list.iter().enumerate() {
            for b in list.iter().skip(place + 1).filter(|b| !barred(*a, **b)) {
                if !found.contains_key(&(*a, *b))
                    && let (Some(one), Some(other)) = (groups.get(*a), groups.get(*b))
                    && let Some(tie) = tie(one, other, rarity)
                {
                    found.insert((*a, *b), tie);
                }
            }
        }
    }
    for ((a, b), (why, shared, strength)) in found {
        for (own, other) in [(a, b), (b, a)] {
            let Some(thread) = threads.get(other).map(|thread| thread.id.clone()) else { continue };
            if let Some(own) = threads.get_mut(own) {
                own.related.push(Related { thread, why, shared: shared.clone(), strength });
            }
        }
    }
    for thread in threads {
        thread
            .related
            .sort_by(|a, b| b.strength.total_cmp(&a.strength).then_with(|| a.thread.cmp(&b.thread)));
        thread.related.truncate(TIES);
    }
}

fn keys<'a>(side: &'a Side<'_>) -> impl Iterator<Item = Key> + 'a {
    let telling = side.mention.terms.iter().filter(|term| term.weight > 0.5).map(name);
    telling.chain(side.mention.names.iter().map(|name| name.key))
}

fn tie(one: &[Side<'_>], other: &[Side<'_>], rarity: &Rarity) -> Option<(Tie, String, f32)> {
    if let Some(shared) = shared_name(one, other) {
        let why = if shared.sort == NameSort::Title { Tie::SameProgramme } else { Tie::SameHost };
        return Some((why, shared.text.clone(), 0.8));
    }
    let mut best = 0.0_f32;
    for a in one.iter().take(8) {
        for b in other.iter().take(8) {
            best = best
                .max(overlap(&a.mention.terms, &b.mention.terms, a.article.lang != b.article.lang, rarity).0);
        }
    }
    (best >= TOPIC).then(|| (Tie::SameTopic, String::new(), best.min(1.0)))
}

/// A proper name that both hold.
fn shared_name<'a>(one: &'a [Side<'_>], other: &[Side<'_>]) -> Option<&'a NameKey> {
    let telling = |name: &&NameKey| matches!(name.sort, NameSort::Proper | NameSort::Title);
    let theirs = |key: Key| other.iter().flat_map(|side| &side.mention.names).any(|name| name.key == key);
    one.iter().flat_map(|side| &side.mention.names).filter(telling).find(|name| theirs(name.key))
}
