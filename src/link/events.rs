//! Articles about one happening, and texts that repeat another. Never looks at mentions.

use std::collections::{BTreeMap, BTreeSet};

use crate::base::id::{ArticleId, EventId, digest};
use crate::link::cluster::{Constraints, cluster};
use crate::link::features::ArticleFeatures;
use crate::link::sketch::{likeness, repeated};
use crate::model::event::Event;
use crate::model::thread::Linking;

/// Likeness from which two articles report one happening.
const SAME: f32 = 0.28;
/// Share of word runs from which a text is a reprint.
const REPRINT: f32 = 0.5;
/// Days between two articles on one happening.
const DAYS: i64 = 4;

/// Groups articles by happening, in order of the first day. An article alone is a happening of its own.
#[must_use]
pub fn events(articles: &[ArticleFeatures], previous: &Linking) -> Vec<Event> {
    let mut order: Vec<&ArticleFeatures> = articles.iter().collect();
    order.sort_by_key(|one| (one.day.is_none(), one.day, &one.article));
    let mut groups: Vec<Vec<&ArticleFeatures>> = Vec::new();
    let mut start = 0;
    while start < order.len() {
        let window = order.get(start..).unwrap_or_default();
        let end = window.windows(2).position(|pair| gap(pair) > DAYS).map_or(window.len(), |at| at + 1);
        let run = window.get(..end).unwrap_or_default();
        let parts =
            cluster(&vec![1.0; run.len()], &Constraints::default(), |a, b| match (run.get(a), run.get(b)) {
                (Some(one), Some(other)) => likeness(one, other) - SAME,
                _ => f32::MIN,
            });
        groups.extend(
            parts.into_iter().map(|part| part.into_iter().filter_map(|at| run.get(at).copied()).collect()),
        );
        start += end;
    }
    let known: BTreeMap<&ArticleId, &EventId> =
        previous.events.iter().flat_map(|e| e.articles.iter().map(move |a| (a, &e.id))).collect();
    let mut taken: Vec<EventId> = Vec::new();
    let mut events: Vec<Event> = groups.iter().map(|group| event(group, &known, &mut taken)).collect();
    events.sort_by(|a, b| (a.first.is_none(), a.first, &a.id).cmp(&(b.first.is_none(), b.first, &b.id)));
    events
}

/// The events that new articles begin or join, by what lies near them.
#[must_use]
pub fn join(articles: &[ArticleFeatures], new: &BTreeSet<ArticleId>, known: &Linking) -> Vec<Event> {
    let loaded: BTreeMap<&ArticleId, &ArticleFeatures> =
        articles.iter().map(|one| (&one.article, one)).collect();
    let mut changed: Vec<Event> = Vec::new();
    for one in articles.iter().filter(|one| new.contains(&one.article)) {
        let fit = |event: &Event| -> f32 {
            let members: Vec<f32> =
                event.articles.iter().filter_map(|id| Some(likeness(loaded.get(id)?, one))).collect();
            let count = f32::from(u16::try_from(members.len().max(1)).unwrap_or(u16::MAX));
            members.iter().sum::<f32>() / count - SAME
        };
        let settled = |event: &&Event| !changed.iter().any(|own| own.id == event.id);
        let open = changed.iter().chain(known.events.iter().filter(settled));
        let best = open.map(|event| (fit(event), event)).filter(|(fit, _)| *fit > 0.0);
        let best = best.max_by(|x, y| x.0.total_cmp(&y.0)).map(|(_, event)| event.clone());
        match best {
            Some(event) => {
                changed.retain(|own| own.id != event.id);
                changed.push(grown(event, one, &loaded));
            }
            None => changed.push(event(&[one], &BTreeMap::new(), &mut Vec::new())),
        }
    }
    changed
}

/// An event with one more article.
fn grown(mut event: Event, one: &ArticleFeatures, loaded: &BTreeMap<&ArticleId, &ArticleFeatures>) -> Event {
    let original = event
        .articles
        .iter()
        .find(|id| loaded.get(id).is_some_and(|other| repeated(&other.sketch, &one.sketch) >= REPRINT));
    event.reprints.extend(original.map(|id| (one.article.clone(), id.clone())));
    event.first = event.first.into_iter().chain(one.day).min();
    event.last = event.last.into_iter().chain(one.day).max();
    event.articles.push(one.article.clone());
    event
}

fn gap(pair: &[&ArticleFeatures]) -> i64 {
    match pair {
        [one, other] => match (one.day, other.day) {
            (Some(a), Some(b)) => (b - a).num_days().abs(),
            _ => i64::MAX,
        },
        _ => 0,
    }
}

fn event(
    group: &[&ArticleFeatures],
    known: &BTreeMap<&ArticleId, &EventId>,
    taken: &mut Vec<EventId>,
) -> Event {
    let earlier = group.iter().filter_map(|one| known.get(&one.article)).find(|id| !taken.contains(id));
    let first = group.first().map(|one| one.article.as_str()).unwrap_or_default();
    let id = earlier.map_or_else(|| EventId(digest(&["event", first])), |id| (*id).clone());
    taken.push(id.clone());
    let mut reprints = Vec::new();
    for (at, copy) in group.iter().enumerate() {
        let original = group.iter().take(at).find(|one| repeated(&one.sketch, &copy.sketch) >= REPRINT);
        reprints.extend(original.map(|one| (copy.article.clone(), one.article.clone())));
    }
    Event {
        id,
        label: group.first().map(|one| one.title.clone()).unwrap_or_default(),
        first: group.iter().filter_map(|one| one.day).min(),
        last: group.iter().filter_map(|one| one.day).max(),
        articles: group.iter().map(|one| one.article.clone()).collect(),
        reprints,
    }
}
