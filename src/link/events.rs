//! Articles about one happening, and texts that repeat another. Never looks at mentions.

use std::collections::{BTreeMap, BTreeSet};

use crate::base::id::{ArticleId, EventId, digest};
use crate::link::assign::assign;
use crate::link::candidates::Stories;
use crate::link::cluster::{Constraints, cluster};
use crate::link::features::ArticleFeatures;
use crate::link::sketch::{likeness, repeated, retold};
use crate::link::strip;
use crate::model::event::Event;
use crate::model::thread::Linking;

/// Likeness from which two articles report one happening.
const SAME: f32 = 0.28;
/// Share of word runs from which a text is a reprint.
const REPRINT: f32 = 0.5;
/// Share of numbers and names in the same order from which a text is a translation.
const TRANSLATED: f32 = 0.45;
/// How many articles of one run are compared all with all.
const LONG: usize = 300;
/// With how many articles before it on like subjects an article of a longer run is compared.
const ASKED: usize = 24;
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
        let parts = parts(run);
        groups.extend(
            parts.into_iter().map(|part| part.into_iter().filter_map(|at| run.get(at).copied()).collect()),
        );
        start += end;
    }
    let known: BTreeMap<&ArticleId, &EventId> =
        previous.events.iter().flat_map(|e| e.articles.iter().map(move |a| (a, &e.id))).collect();
    let mut taken: BTreeSet<EventId> = BTreeSet::new();
    let mut events: Vec<Event> = groups.iter().map(|group| event(group, &known, &mut taken)).collect();
    events.sort_by(|a, b| (a.first.is_none(), a.first, &a.id).cmp(&(b.first.is_none(), b.first, &b.id)));
    events
}

/// Groups a run of articles by likeness: a long one in order of time, each article going to the group near it that
/// it fits best.
fn parts(run: &[&ArticleFeatures]) -> Vec<Vec<usize>> {
    let score = |a: usize, b: usize| match (run.get(a), run.get(b)) {
        (Some(one), Some(other)) => likeness(one, other) - SAME,
        _ => f32::MIN,
    };
    if run.len() <= LONG {
        return cluster(&vec![1.0; run.len()], &Constraints::default(), score);
    }
    let mut seen = Stories::default();
    let near: Vec<Vec<u32>> = (0..)
        .zip(run)
        .map(|(at, article)| {
            let near = seen.nearest(article, ASKED);
            seen.add(at, article);
            near
        })
        .collect();
    let near = |at: usize| {
        let list = near.get(at).map(Vec::as_slice).unwrap_or_default();
        list.iter().filter_map(|other| usize::try_from(*other).ok()).collect()
    };
    assign(run.len(), &Constraints::default(), near, score)
}

/// The events that new or changed articles begin, join or leave, by what lies near them; an event that all have
/// left comes empty.
#[must_use]
pub fn join(articles: &[ArticleFeatures], new: &BTreeSet<ArticleId>, known: &Linking) -> Vec<Event> {
    let loaded: BTreeMap<&ArticleId, &ArticleFeatures> =
        articles.iter().map(|one| (&one.article, one)).collect();
    let left: Vec<(Event, bool)> = known.events.iter().map(|one| strip::event(one, new)).collect();
    let is_empty = |event: &Event| event.articles.is_empty();
    let emptied: BTreeSet<&EventId> =
        left.iter().filter(|(event, _)| is_empty(event)).map(|(event, _)| &event.id).collect();
    let earlier: BTreeMap<&ArticleId, &EventId> = known
        .events
        .iter()
        .filter(|event| emptied.contains(&event.id))
        .flat_map(|event| event.articles.iter().map(move |article| (article, &event.id)))
        .collect();
    let mut taken = BTreeSet::new();
    let lost = left.iter().filter(|(event, lost)| *lost && !is_empty(event));
    let mut changed: Vec<Event> = lost.map(|(event, _)| event.clone()).collect();
    let known: Vec<&Event> = left.iter().map(|(event, _)| event).filter(|event| !is_empty(event)).collect();
    for one in articles.iter().filter(|one| new.contains(&one.article)) {
        let fit = |event: &Event| -> f32 {
            let members: Vec<f32> =
                event.articles.iter().filter_map(|id| Some(likeness(loaded.get(id)?, one))).collect();
            let count = f32::from(u16::try_from(members.len().max(1)).unwrap_or(u16::MAX));
            members.iter().sum::<f32>() / count - SAME
        };
        let settled = |event: &&Event| !changed.iter().any(|own| own.id == event.id);
        let open = changed.iter().chain(known.iter().copied().filter(settled));
        let best = open.map(|event| (fit(event), event)).filter(|(fit, _)| *fit > 0.0);
        let best = best.max_by(|x, y| x.0.total_cmp(&y.0)).map(|(_, event)| event.clone());
        match best {
            Some(event) => {
                changed.retain(|own| own.id != event.id);
                changed.push(grown(event, one, &loaded));
            }
            None => changed.push(event(&[one], &earlier, &mut taken)),
        }
    }
    let empty = left.iter().filter(|(event, _)| is_empty(event) && !taken.contains(&event.id));
    changed.extend(empty.map(|(event, _)| event.clone()));
    changed
}

/// An event with one more article.
fn grown(mut event: Event, one: &ArticleFeatures, loaded: &BTreeMap<&ArticleId, &ArticleFeatures>) -> Event {
    let original = event.articles.iter().find(|id| loaded.get(id).is_some_and(|other| is_copy(one, other)));
    event.reprints.extend(original.map(|id| (one.article.clone(), id.clone())));
    event.first = event.first.into_iter().chain(one.day).min();
    event.last = event.last.into_iter().chain(one.day).max();
    event.articles.push(one.article.clone());
    event
}

/// Whether an article repeats another's text, in its language or in another one.
fn is_copy(copy: &ArticleFeatures, original: &ArticleFeatures) -> bool {
    let (one, other) = (&original.sketch, &copy.sketch);
    repeated(one, other) >= REPRINT || (copy.lang != original.lang && retold(one, other) >= TRANSLATED)
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
    taken: &mut BTreeSet<EventId>,
) -> Event {
    let earlier = group.iter().filter_map(|one| known.get(&one.article)).find(|id| !taken.contains(id));
    let first = group.first().map(|one| one.article.as_str()).unwrap_or_default();
    let id = earlier.map_or_else(|| EventId(digest(&["event", first])), |id| (*id).clone());
    taken.insert(id.clone());
    let mut reprints = Vec::new();
    for (at, copy) in group.iter().enumerate() {
        let original = group.iter().take(at).find(|one| is_copy(copy, one));
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
