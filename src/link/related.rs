//! Ties between threads, with their reason. Never joins threads.

use std::collections::{BTreeMap, BTreeSet};

use rayon::prelude::*;

use crate::link::candidates::telling;
use crate::link::features::NameSort;
use crate::link::hash::Key;
use crate::link::held::{HeldName, Side};
use crate::link::likeness;
use crate::link::score::shared_words;
use crate::model::mention::Kind;
use crate::model::thread::{Related, Thread, Tie};

/// How many ties a thread keeps.
const TIES: usize = 6;
/// Share of words from which two threads have one subject.
const TOPIC: f32 = 0.4;
/// Share of words from which two things may be of one series, or compete.
const ALIKE: f32 = 0.35;
/// Weight of shared words that set a thing apart from others of its sort, from which a tie is believed.
const DISTINCT: f32 = 0.8;
/// How many threads are looked at for ties with one.
const CANDIDATES: usize = 20;
/// How many mentions of a thread are looked at.
const MENTIONS: usize = 24;
/// How many mentions of a thread are asked whether their articles have something to do with another's.
const ASKED: usize = 4;
/// Threads that hold a word or name before it stops telling anything.
const COMMON: usize = 60;

/// Adds ties to the first `wanted` threads, with each other and with the others; `groups` are the mentions of all.
pub fn relate(
    threads: &mut [Thread],
    wanted: usize,
    groups: &[Vec<Side<'_>>],
    barred: impl Fn(usize, usize) -> bool + Sync,
) {
    let keyed: Vec<Vec<Key>> = groups.par_iter().map(|group| keys(group)).collect();
    let mut holders: BTreeMap<Key, Vec<usize>> = BTreeMap::new();
    for (at, keys) in keyed.iter().enumerate() {
        for key in keys {
            holders.entry(*key).or_default().push(at);
        }
    }
    let pairs = keyed.par_iter().enumerate().flat_map_iter(|(at, keys)| {
        let near = near(at, keys, &holders).into_iter().map(move |other| (at.min(other), at.max(other)));
        near.filter(|(first, _)| *first < wanted)
    });
    let mut pairs: Vec<(usize, usize)> = pairs.filter(|(one, other)| !barred(*one, *other)).collect();
    pairs.par_sort_unstable();
    pairs.dedup();
    let tied = pairs.into_par_iter().filter_map(|pair| {
        let (one, other) = (groups.get(pair.0)?, groups.get(pair.1)?);
        tie(one, other).map(|tie| (pair, tie))
    });
    let tied: Vec<_> = tied.collect();
    for ((a, b), (why, shared, strength)) in tied {
        for (own, other) in [(a, b), (b, a)] {
            let Some(thread) = threads.get(other).map(|thread| thread.id.clone()) else { continue };
            if let Some(own) = threads.get_mut(own) {
                own.related.push(Related { thread, why, shared: shared.clone(), strength });
            }
        }
    }
    for thread in threads {
        order(thread);
    }
}

/// The threads that share most words and names with one, at most a few.
fn near(at: usize, keys: &[Key], holders: &BTreeMap<Key, Vec<usize>>) -> Vec<usize> {
    let mut votes: BTreeMap<usize, f32> = BTreeMap::new();
    for list in keys.iter().filter_map(|key| holders.get(key)).filter(|list| list.len() <= COMMON) {
        let weight = 1.0 / f32::from(u16::try_from(list.len() + 1).unwrap_or(u16::MAX)).ln();
        for other in list.iter().filter(|other| **other != at) {
            *votes.entry(*other).or_default() += weight;
        }
    }
    let mut ranked: Vec<(usize, f32)> = votes.into_iter().collect();
    ranked.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
    ranked.into_iter().take(CANDIDATES).map(|(other, _)| other).collect()
}

/// Gives a thread back the ties it had before, the stronger of two to one thread.
pub fn keep(thread: &mut Thread, before: Vec<Related>) {
    for tie in before {
        if !thread.related.iter().any(|known| known.thread == tie.thread) {
            thread.related.push(tie);
        }
    }
    order(thread);
}

fn order(thread: &mut Thread) {
    thread.related.sort_by(|a, b| b.strength.total_cmp(&a.strength).then_with(|| a.thread.cmp(&b.thread)));
    thread.related.truncate(TIES);
}

/// The telling words and the names of a thread's first mentions, each once.
fn keys(group: &[Side<'_>]) -> Vec<Key> {
    let of = |side: &Side<'_>| {
        let words: Vec<Key> = side.words().filter_map(|word| telling(&word.term)).collect();
        words.into_iter().chain(side.names().iter().map(|name| name.key).collect::<Vec<_>>())
    };
    let mut keys: Vec<Key> = group.iter().take(MENTIONS).flat_map(of).collect();
    keys.sort_unstable();
    keys.dedup();
    keys
}

/// What ties two threads, if anything that can be told in words: a title or a body in common, one the next of its
/// kind after the other, the same aim elsewhere, a name or most words in common.
fn tie(one: &[Side<'_>], other: &[Side<'_>]) -> Option<(Tie, String, f32)> {
    let shared = shared_name(one, other);
    if let Some(title) = shared.filter(|name| name.0.sort == NameSort::Title) {
        let within = titled(one, title.0.key) != titled(other, title.0.key);
        let why = if within { Tie::PartOf } else { Tie::SameProgramme };
        return Some((why, title.1.to_owned(), 0.9));
    }
    let (words, distinct) = closest(one, other);
    if words >= ALIKE && distinct >= DISTINCT {
        let why = sequel(one, other).or_else(|| rival(one, other));
        if let Some(why) = why {
            return Some((why, String::new(), words.min(1.0)));
        }
    }
    if let Some(name) = shared.filter(|_| are_acquainted(one, other)) {
        let hosted = name.0.sort != NameSort::Person && can_be_hosted(one) && can_be_hosted(other);
        let why = if hosted { Tie::SameHost } else { Tie::SameTopic };
        return Some((why, name.1.to_owned(), if hosted { 0.8 } else { 0.6 }));
    }
    (words >= TOPIC && distinct >= DISTINCT).then(|| (Tie::SameTopic, String::new(), words.min(0.7)))
}

/// Whether some of the articles that tell of both have something to do with each other.
fn are_acquainted(one: &[Side<'_>], other: &[Side<'_>]) -> bool {
    let related = |a: &Side<'_>, b: &Side<'_>| {
        let story = likeness::story(a.held, a.article, b.article);
        likeness::unrelated(story, a.article, b.article) <= 0.0
    };
    one.iter().take(ASKED).any(|a| other.iter().take(ASKED).any(|b| related(a, b)))
}

/// The largest share of words of any two mentions, with how much of it sets things apart.
fn closest(one: &[Side<'_>], other: &[Side<'_>]) -> (f32, f32) {
    let pairs = one.iter().take(8).flat_map(|a| other.iter().take(8).map(|b| shared_words(*a, *b)));
    let pairs = pairs.map(|shared| (shared.overlap, shared.distinct));
    pairs.max_by(|x, y| x.0.total_cmp(&y.0)).unwrap_or_default()
}

/// Whether it is of a kind that stands or takes place with somebody.
fn can_be_hosted(group: &[Side<'_>]) -> bool {
    group.iter().any(|side| match side.mention.kind {
        Kind::Institution | Kind::Programme | Kind::Event | Kind::Infrastructure | Kind::Education => true,
        Kind::Law | Kind::Policy | Kind::Cooperation | Kind::Appointment | Kind::Other => false,
    })
}

/// The same sort of thing for times that exclude each other: the next one of its kind.
fn sequel(one: &[Side<'_>], other: &[Side<'_>]) -> Option<Tie> {
    let days = |group: &[Side<'_>]| group.iter().rev().find_map(|side| side.when()?.days());
    let (a, b) = (days(one)?, days(other)?);
    let apart = a.1 < b.0 || b.1 < a.0;
    let (here, there) = (places(one), places(other));
    let elsewhere = !here.is_empty() && !there.is_empty() && here.is_disjoint(&there);
    (apart && !elsewhere && same_head(one, other)).then_some(Tie::FollowUp)
}

/// The same sort of thing wanted by others in another place.
fn rival(one: &[Side<'_>], other: &[Side<'_>]) -> Option<Tie> {
    let actor = |group: &[Side<'_>]| group.iter().find_map(|side| side.mention.actor_key);
    let (here, there) = (places(one), places(other));
    let elsewhere = !here.is_empty() && !there.is_empty() && here.is_disjoint(&there);
    let others = actor(one).zip(actor(other)).is_some_and(|(a, b)| a != b);
    (elsewhere && others && same_head(one, other)).then_some(Tie::Rival)
}

fn places(group: &[Side<'_>]) -> BTreeSet<Key> {
    let names = group.iter().flat_map(Side::names);
    names.filter(|name| name.sort == NameSort::Place).map(|name| name.key).collect()
}

fn same_head(one: &[Side<'_>], other: &[Side<'_>]) -> bool {
    let head = |group: &[Side<'_>]| group.iter().find_map(|side| side.mention.head).map(|head| head.concept);
    head(one).is_some() && head(one) == head(other)
}

/// Whether a thread is mostly the thing with this title, not something within it.
fn titled(group: &[Side<'_>], title: Key) -> bool {
    let with = group.iter().filter(|side| side.names().iter().any(|name| name.key == title)).count();
    2 * with > group.len()
}

/// A name that both hold, with how it is written: a title before a body or a proper name, and these before somebody's.
fn shared_name<'a>(one: &[Side<'a>], other: &[Side<'_>]) -> Option<(&'a HeldName, &'a str)> {
    let rank = |name: &HeldName| match name.sort {
        NameSort::Title => Some(0),
        NameSort::Proper | NameSort::Body => Some(1),
        NameSort::Person => Some(2),
        NameSort::Place => None,
    };
    let theirs: BTreeSet<Key> = other.iter().flat_map(Side::names).map(|name| name.key).collect();
    let own = one.iter().flat_map(|side| side.names().iter().map(|name| (name, side.held)));
    let both = own.filter(|(name, _)| rank(name).is_some() && theirs.contains(&name.key));
    both.min_by_key(|(name, _)| rank(name)).map(|(name, held)| (name, held.text(name.text)))
}
