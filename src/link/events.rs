//! Articles about one happening, and texts that repeat another. Never looks at mentions.

use std::collections::{BTreeSet, HashMap};
use std::ops::ControlFlow;

use rayon::prelude::*;

use crate::base::id::{ArticleId, EventId, digest};
use crate::link::assign::assign;
use crate::link::candidates::Stories;
use crate::link::cluster::{Constraints, cluster};
use crate::link::held::{Held, HeldArticle, index};
use crate::link::likeness::{likeness, repeated, retold};
use crate::link::pace::Pace;
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

/// Articles on one happening, in order of time, with those that repeat another's text and what they repeat; all by
/// their numbers.
#[derive(Clone, Debug, Default)]
pub struct Happening {
    articles: Vec<usize>,
    copies: Vec<(usize, usize)>,
}

/// Groups articles by happening. An article alone is a happening of its own.
///
/// # Errors
/// Breaks where `pace` does.
pub fn happenings(held: &Held, pace: &mut Pace<'_>) -> ControlFlow<(), Vec<Happening>> {
    let mut groups: Vec<Vec<usize>> = Vec::new();
    let mut start = 0;
    while start < held.articles.len() {
        let window = held.articles.get(start..).unwrap_or_default();
        let end = window.windows(2).position(|pair| gap(pair) > DAYS).map_or(window.len(), |at| at + 1);
        let run = window.get(..end).unwrap_or_default();
        pace.at(start, held.articles.len())?;
        let parts = parts(held, run, pace)?;
        groups.extend(parts.into_iter().map(|part| part.into_iter().map(|at| start + at).collect()));
        start += end;
    }
    let told = groups.into_par_iter().map(|articles| {
        let copies = copies(held, &articles);
        Happening { articles, copies }
    });
    ControlFlow::Continue(told.collect())
}

/// Gives happenings their names, in order of the first day.
#[must_use]
pub fn events(held: &Held, happenings: &[Happening], previous: &Linking) -> Vec<Event> {
    let known: HashMap<&str, &EventId> =
        previous.events.iter().flat_map(|e| e.articles.iter().map(move |a| (a.as_str(), &e.id))).collect();
    let mut taken: BTreeSet<EventId> = BTreeSet::new();
    let mut events: Vec<Event> = happenings.iter().map(|one| event(held, one, &known, &mut taken)).collect();
    events.sort_by(|a, b| (a.first.is_none(), a.first, &a.id).cmp(&(b.first.is_none(), b.first, &b.id)));
    events
}

/// Groups a run of articles by likeness: a long one in order of time, each article going to the group near it that
/// it fits best.
fn parts(held: &Held, run: &[HeldArticle], pace: &mut Pace<'_>) -> ControlFlow<(), Vec<Vec<usize>>> {
    let score = |a: usize, b: usize| match (run.get(a), run.get(b)) {
        (Some(one), Some(other)) => likeness(held, one, other) - SAME,
        _ => f32::MIN,
    };
    if run.len() <= LONG {
        return ControlFlow::Continue(cluster(&vec![1.0; run.len()], &Constraints::default(), score));
    }
    let seen = Stories::of(held, run.iter());
    let near = |at: usize| {
        let near = run.get(at).map(|article| seen.nearest(held, article, at, ASKED)).unwrap_or_default();
        near.into_iter().map(index).collect()
    };
    assign(run.len(), &Constraints::default(), near, score, pace)
}

/// The articles of a group that repeat the text of one before them, with that one.
fn copies(held: &Held, group: &[usize]) -> Vec<(usize, usize)> {
    let is_copy = |copy: usize, one: usize| match (held.articles.get(copy), held.articles.get(one)) {
        (Some(copy), Some(one)) => is_copy(held, copy, one),
        _ => false,
    };
    let mut copies = Vec::new();
    for (at, copy) in group.iter().enumerate() {
        let original = group.iter().take(at).find(|one| is_copy(*copy, **one));
        copies.extend(original.map(|one| (*copy, *one)));
    }
    copies
}

/// The events that new or changed articles begin, join or leave, by what lies near them; an event that all have
/// left comes empty.
#[must_use]
pub fn join(held: &Held, new: &BTreeSet<ArticleId>, known: &Linking) -> Vec<Event> {
    let loaded: Loaded<'_> =
        (0..).zip(&held.articles).map(|(at, one)| (held.text(one.id), (at, one))).collect();
    let left: Vec<(Event, bool)> = known.events.iter().map(|one| strip::event(one, new)).collect();
    let is_empty = |event: &Event| event.articles.is_empty();
    let emptied: BTreeSet<&EventId> =
        left.iter().filter(|(event, _)| is_empty(event)).map(|(event, _)| &event.id).collect();
    let earlier: HashMap<&str, &EventId> = known
        .events
        .iter()
        .filter(|event| emptied.contains(&event.id))
        .flat_map(|event| event.articles.iter().map(move |article| (article.as_str(), &event.id)))
        .collect();
    let mut taken = BTreeSet::new();
    let lost = left.iter().filter(|(event, lost)| *lost && !is_empty(event));
    let mut changed: Vec<Event> = lost.map(|(event, _)| event.clone()).collect();
    let known: Vec<&Event> = left.iter().map(|(event, _)| event).filter(|event| !is_empty(event)).collect();
    for (at, one) in held.articles.iter().enumerate().filter(|(_, one)| new.contains(&held.article_id(one))) {
        let fit = |event: &Event| -> f32 {
            let others = event.articles.iter().filter_map(|id| loaded.get(id.as_str()));
            let members: Vec<f32> = others.map(|(_, other)| likeness(held, other, one)).collect();
            let count = f32::from(u16::try_from(members.len().max(1)).unwrap_or(u16::MAX));
            members.iter().sum::<f32>() / count - SAME
        };
        let settled = |event: &&Event| !changed.iter().any(|own| own.id == event.id);
        let open = changed.iter().chain(known.iter().copied().filter(settled));
        let best = open.map(|event| (fit(event), event)).filter(|(fit, _)| *fit > 0.0);
        let best = best.max_by(|x, y| x.0.total_cmp(&y.0)).map(|(_, event)| event.clone());
        if let Some(event) = best {
            changed.retain(|own| own.id != event.id);
            changed.push(grown(held, event, one, &loaded));
        } else {
            let alone = Happening { articles: vec![at], copies: Vec::new() };
            changed.push(event(held, &alone, &earlier, &mut taken));
        }
    }
    let empty = left.iter().filter(|(event, _)| is_empty(event) && !taken.contains(&event.id));
    changed.extend(empty.map(|(event, _)| event.clone()));
    changed
}

/// Articles at hand by their ids, each with its number.
type Loaded<'a> = HashMap<&'a str, (usize, &'a HeldArticle)>;

/// An event with one more article.
fn grown(held: &Held, mut event: Event, one: &HeldArticle, loaded: &Loaded<'_>) -> Event {
    let repeats =
        |id: &ArticleId| loaded.get(id.as_str()).is_some_and(|(_, other)| is_copy(held, one, other));
    let original = event.articles.iter().find(|id| repeats(id));
    event.reprints.extend(original.map(|id| (held.article_id(one), id.clone())));
    event.first = event.first.into_iter().chain(one.day).min();
    event.last = event.last.into_iter().chain(one.day).max();
    event.articles.push(held.article_id(one));
    event
}

/// Whether an article repeats another's text, in its language or in another one.
fn is_copy(held: &Held, copy: &HeldArticle, original: &HeldArticle) -> bool {
    let runs = (original.shingles.of(&held.shingles), copy.shingles.of(&held.shingles));
    let beats = (original.beats.of(&held.beats), copy.beats.of(&held.beats));
    repeated(runs.0, runs.1) >= REPRINT
        || (copy.lang != original.lang && retold(beats.0, beats.1) >= TRANSLATED)
}

fn gap(pair: &[HeldArticle]) -> i64 {
    match pair {
        [one, other] => match (one.day, other.day) {
            (Some(a), Some(b)) => (b - a).num_days().abs(),
            _ => i64::MAX,
        },
        _ => 0,
    }
}

fn event(
    held: &Held,
    happening: &Happening,
    known: &HashMap<&str, &EventId>,
    taken: &mut BTreeSet<EventId>,
) -> Event {
    let group = || happening.articles.iter().filter_map(|at| held.articles.get(*at));
    let id_of = |at: usize| held.articles.get(at).map(|one| held.article_id(one)).unwrap_or_default();
    let earlier = group().filter_map(|one| known.get(held.text(one.id))).find(|id| !taken.contains(id));
    let first = group().next().map(|one| held.text(one.id)).unwrap_or_default();
    let id = earlier.map_or_else(|| EventId(digest(&["event", first])), |id| (*id).clone());
    taken.insert(id.clone());
    Event {
        id,
        label: group().next().map(|one| held.text(one.title).to_owned()).unwrap_or_default(),
        first: group().filter_map(|one| one.day).min(),
        last: group().filter_map(|one| one.day).max(),
        articles: group().map(|one| held.article_id(one)).collect(),
        reprints: happening.copies.iter().map(|(copy, one)| (id_of(*copy), id_of(*one))).collect(),
    }
}
