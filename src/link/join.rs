//! Joins a few new or changed articles to a large library by what lies near them. Never takes a thread apart.

use std::collections::{BTreeSet, HashMap, HashSet};

use crate::base::id::ArticleId;
use crate::link::corrections::Orders;
use crate::link::features::ArticleFeatures;
use crate::link::graph::Graph;
use crate::link::held::{Held, Side};
use crate::link::packing::pack;
use crate::link::rarity::Rarity;
use crate::link::strip::{self, Stripped};
use crate::link::weights::weights;
use crate::link::{events, related, series, threads};
use crate::model::thread::{Correction, Linking, MentionRef, Thread};

/// What linking looks at when a few articles are new, or have another text than when they were linked.
#[derive(Clone, Copy, Debug)]
pub struct Near<'a> {
    /// The new and changed articles and those that share most with them or stood in one thread with them.
    pub articles: &'a [ArticleFeatures],
    /// Which of them are new or changed.
    pub new: &'a BTreeSet<ArticleId>,
    /// The threads, events and series of all of them, each whole, as they were before.
    pub known: &'a Linking,
    /// How much each word tells in the library.
    pub rarity: &'a Rarity,
}

/// The threads, events and series that are new, have grown or have changed, and only these; those that hold
/// nothing any more come empty.
///
/// A changed article's mention that is still there stays in its thread.
#[must_use]
pub fn join(near: Near<'_>, corrections: &[Correction]) -> Linking {
    let orders = Orders::read(corrections);
    let held = pack(near.articles, near.rarity);
    let graph = Graph::new(&held, weights());
    let stripped = strip::strip(near.known, near.new);
    let places = places(&held);
    let mut home: HashMap<MentionRef, usize> = HashMap::new();
    for (at, thread) in near.known.threads.iter().enumerate() {
        let at_hand = thread.mentions.iter().filter(|mention| places.contains_key(mention));
        home.extend(at_hand.map(|mention| (mention.clone(), at)));
    }
    let (mut grown, mut fresh) = (Vec::new(), Vec::new());
    let mut thread_of: Vec<Option<usize>> = vec![None; held.mentions()];
    let mut met = BTreeSet::new();
    for group in graph.joining(&orders, &home, near.new) {
        let sides: Vec<Side<'_>> = group.iter().filter_map(|at| held.side(*at)).collect();
        let known = sides.iter().find_map(|side| home.get(&side.address())).copied();
        let number = known.unwrap_or(near.known.threads.len() + fresh.len());
        for at in group {
            if let Some(thread) = thread_of.get_mut(at) {
                *thread = Some(number);
            }
        }
        match known.and_then(|at| stripped.threads.get(at)) {
            Some(thread) => {
                met.extend(known);
                grown.push((regrown(thread, &sides, near.new, &orders), sides));
            }
            None => fresh.push(sides),
        }
    }
    for (at, thread) in thread_of.iter_mut().enumerate() {
        let at_home = held.side(at).and_then(|side| home.get(&side.address()));
        *thread = at_home.copied().or(*thread);
    }
    for (_, thread) in stripped.threads.iter().enumerate().filter(|(at, one)| one.lost && !met.contains(at)) {
        let sides = sides(&thread.thread, &places);
        grown.push((regrown(thread, &sides, near.new, &orders), sides));
    }
    let (built, _) = threads::build(&fresh, near.known, &orders);
    let (mut changed, mut sides): (Vec<Thread>, Vec<Vec<Side<'_>>>) = grown.into_iter().unzip();
    changed.extend(built);
    sides.extend(fresh);
    let own: HashSet<_> = changed.iter().map(|thread| thread.id.clone()).collect();
    let others = stripped.threads.into_iter().map(|one| one.thread).filter(|one| !own.contains(&one.id));
    tie(&mut changed, &mut sides, others.collect(), &places, &orders);
    let thread = |at: usize| thread_of.get(at).copied().flatten();
    Linking {
        threads: changed,
        events: events::join(&held, near.new, near.known),
        series: series::join(&held, near.new, thread, near.known),
        retired: Vec::new(),
    }
}

/// A thread with what new articles tell: made anew where one of them was in it before and all the others are at
/// hand, else grown.
fn regrown(thread: &Stripped, sides: &[Side<'_>], new: &BTreeSet<ArticleId>, orders: &Orders) -> Thread {
    let is_new = |side: &&Side<'_>| new.contains(&side.address().article);
    let others = sides.iter().filter(|side| !is_new(side)).count();
    if thread.lost && others == thread.thread.mentions.len() {
        return threads::renew(&thread.thread, sides, orders);
    }
    let news: Vec<Side<'_>> = sides.iter().filter(is_new).copied().collect();
    threads::grow(&thread.thread, sides, &news)
}

/// Mentions by article and id.
type Places<'a> = HashMap<MentionRef, Side<'a>>;

fn places(held: &Held) -> Places<'_> {
    (0..held.mentions()).filter_map(|at| held.side(at)).map(|side| (side.address(), side)).collect()
}

/// The mentions of a thread that are at hand.
fn sides<'a>(thread: &Thread, places: &Places<'a>) -> Vec<Side<'a>> {
    thread.mentions.iter().filter_map(|at| places.get(at).copied()).collect()
}

/// Ties the changed threads to each other and to the others near them.
fn tie<'a>(
    changed: &mut Vec<Thread>,
    sides: &mut Vec<Vec<Side<'a>>>,
    others: Vec<Thread>,
    places: &Places<'a>,
    orders: &Orders,
) {
    let count = changed.len();
    for thread in others {
        sides.push(self::sides(&thread, places));
        changed.push(thread);
    }
    let before: Vec<_> = changed.iter_mut().map(|thread| std::mem::take(&mut thread.related)).collect();
    let barred = orders.barred(changed);
    related::relate(changed, count, sides, |a, b| barred.contains(&(a, b)));
    changed.truncate(count);
    sides.truncate(count);
    for (thread, before) in changed.iter_mut().zip(before) {
        related::keep(thread, before);
    }
}
