//! Joins a few new articles to a large library by what lies near them. Never takes a thread apart or renames it.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use crate::base::id::ArticleId;
use crate::link::corrections::Orders;
use crate::link::features::ArticleFeatures;
use crate::link::graph::Graph;
use crate::link::score::{Rarity, Side, weights};
use crate::link::{events, related, series, threads};
use crate::model::thread::{Correction, Linking, MentionRef, Thread};

/// What linking looks at when a few articles are new.
#[derive(Clone, Copy, Debug)]
pub struct Near<'a> {
    /// The new articles and those that share most with them.
    pub articles: &'a [ArticleFeatures],
    /// Which of them are new.
    pub new: &'a BTreeSet<ArticleId>,
    /// The threads, events and series of the others, each whole.
    pub known: &'a Linking,
    /// How much each word tells in the library.
    pub rarity: &'a Rarity,
}

/// The threads, events and series that are new or have grown, and only these.
#[must_use]
pub fn join(near: Near<'_>, corrections: &[Correction]) -> Linking {
    let orders = Orders::read(corrections);
    let graph = Graph::with(near.articles, near.rarity.clone(), weights());
    let mut home: HashMap<MentionRef, usize> = HashMap::new();
    for (at, thread) in near.known.threads.iter().enumerate() {
        home.extend(thread.mentions.iter().map(|mention| (mention.clone(), at)));
    }
    let is_new = |side: &Side<'_>| near.new.contains(&side.article.article);
    let (mut grown, mut fresh) = (Vec::new(), Vec::new());
    let mut thread_of: HashMap<MentionRef, usize> = HashMap::new();
    for group in graph.joining(&orders, &home, near.new) {
        let sides: Vec<Side<'_>> = group.iter().filter_map(|place| graph.side(*place)).collect();
        let known = sides.iter().find_map(|side| home.get(&threads::address(side))).copied();
        let number = known.unwrap_or(near.known.threads.len() + fresh.len());
        thread_of.extend(sides.iter().map(|side| (threads::address(side), number)));
        match known.and_then(|at| near.known.threads.get(at)) {
            Some(thread) => {
                let news: Vec<Side<'_>> = sides.iter().copied().filter(is_new).collect();
                grown.push((threads::grow(thread, &sides, &news), sides));
            }
            None => fresh.push(sides),
        }
    }
    thread_of.extend(home);
    let (built, _) = threads::build(&fresh, near.known, &orders);
    let (mut changed, mut sides): (Vec<Thread>, Vec<Vec<Side<'_>>>) = grown.into_iter().unzip();
    changed.extend(built);
    sides.extend(fresh);
    tie(&mut changed, &mut sides, &near, &orders);
    let thread = |article: &ArticleFeatures, mention: u16| {
        let mention = article.mentions.get(usize::from(mention))?.id.clone();
        thread_of.get(&MentionRef { article: article.article.clone(), mention }).copied()
    };
    Linking {
        threads: changed,
        events: events::join(near.articles, near.new, near.known),
        series: series::join(near.articles, near.new, thread, near.rarity, near.known),
        retired: Vec::new(),
    }
}

/// Ties the changed threads to each other and to the known ones near them.
fn tie<'a>(changed: &mut Vec<Thread>, sides: &mut Vec<Vec<Side<'a>>>, near: &Near<'a>, orders: &Orders) {
    let count = changed.len();
    let own: HashSet<_> = changed.iter().map(|thread| thread.id.clone()).collect();
    let mut place: BTreeMap<(ArticleId, &str), Side<'a>> = BTreeMap::new();
    for article in near.articles {
        for mention in &article.mentions {
            place.insert((article.article.clone(), mention.id.as_str()), Side { article, mention });
        }
    }
    for thread in near.known.threads.iter().filter(|thread| !own.contains(&thread.id)) {
        let loaded = thread
            .mentions
            .iter()
            .filter_map(|at| place.get(&(at.article.clone(), at.mention.as_str())).copied());
        sides.push(loaded.collect());
        changed.push(thread.clone());
    }
    let before: Vec<_> = changed.iter_mut().map(|thread| std::mem::take(&mut thread.related)).collect();
    let home: HashMap<MentionRef, usize> = changed
        .iter()
        .enumerate()
        .flat_map(|(at, thread)| thread.mentions.iter().map(move |mention| (mention.clone(), at)))
        .collect();
    let barred = orders.barred(&home);
    related::relate(changed, sides, near.rarity, |a, b| barred.contains(&(a, b)));
    changed.truncate(count);
    sides.truncate(count);
    for (thread, before) in changed.iter_mut().zip(before) {
        related::keep(thread, before);
    }
}
