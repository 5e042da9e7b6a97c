//! The same quantity over time. Never joins quantities of different units.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use crate::base::id::{ArticleId, SeriesId, digest};
use crate::base::span::Span;
use crate::base::when::{PartialDate, When};
use crate::link::features::{ArticleFeatures, FigureFeatures};
use crate::link::hash::Key;
use crate::link::score::{Rarity, kinship, shared_terms};
use crate::link::strip;
use crate::model::figure::{Point, Series};
use crate::model::thread::Linking;

/// Share of words, beside those of the figures themselves, from which two figures measure one thing.
const SAME: f32 = 0.5;
/// The same for two figures of mentions of one thread.
const SAME_THREAD: f32 = 0.25;
/// How much of what they share must set one thing apart from others of its sort.
const DISTINCT: f32 = 1.2;
/// The same for two figures of mentions of one thread.
const DISTINCT_THREAD: f32 = 0.3;
/// How much the subjects of two articles have in common where both tell of one thing.
const STORY: f32 = 0.3;
/// How many of a series' first and of its latest points are asked.
const ASKED: usize = 4;
/// How many series of one unit are asked, the latest first.
const GROUPS: usize = 400;

struct Found<'a> {
    article: &'a ArticleFeatures,
    figure: &'a FigureFeatures,
    thread: Option<usize>,
    at: PartialDate,
}

/// Joins figures into series, in order of the first point. `thread` gives the number of a mention's thread.
#[must_use]
pub fn series(
    articles: &[ArticleFeatures],
    thread: impl Fn(&ArticleFeatures, u16) -> Option<usize>,
    rarity: &Rarity,
    previous: &Linking,
) -> Vec<Series> {
    let mut groups: Vec<Vec<Found<'_>>> = Vec::new();
    let mut of_unit: BTreeMap<Key, Vec<usize>> = BTreeMap::new();
    for one in all(articles, thread) {
        let list = of_unit.entry(one.figure.unit_key).or_default();
        let fits = |at: &&usize| {
            let group = groups.get(**at).map(Vec::as_slice).unwrap_or_default();
            let asked = group.iter().take(ASKED).chain(group.iter().rev().take(ASKED));
            asked.into_iter().any(|other| same(other, &one, rarity))
        };
        // The latest first: a series that goes on is found soon.
        let place = list.iter().rev().take(GROUPS).find(fits).copied();
        if let Some(group) = place.and_then(|at| groups.get_mut(at)) {
            group.push(one);
        } else {
            list.push(groups.len());
            groups.push(vec![one]);
        }
    }
    let known = known(previous.series.iter());
    let mut taken: BTreeSet<SeriesId> = BTreeSet::new();
    let mut all = Vec::new();
    for group in groups {
        let mut one = build(&group, &known);
        // Where a series has come apart, its first part keeps the name and the others have names of their own.
        if !taken.insert(one.id.clone()) {
            one.id = anew(&group, &taken);
            taken.insert(one.id.clone());
        }
        all.push(one);
    }
    all
}

/// The series of each point.
type Known<'a> = HashMap<(&'a ArticleId, Span), &'a SeriesId>;

fn known<'a>(previous: impl Iterator<Item = &'a Series>) -> Known<'a> {
    let points = previous.flat_map(|series| series.points.iter().map(move |p| (p, &series.id)));
    points.map(|(point, id)| ((&point.article, point.span), id)).collect()
}

/// All figures whose time is known, in order of time.
fn all(
    articles: &[ArticleFeatures],
    thread: impl Fn(&ArticleFeatures, u16) -> Option<usize>,
) -> Vec<Found<'_>> {
    let mut found: Vec<Found<'_>> = Vec::new();
    for article in articles {
        for figure in &article.figures {
            let Some(at) = holds(article, figure) else { continue };
            let thread = figure.mention.and_then(|mention| thread(article, mention));
            found.push(Found { article, figure, thread, at });
        }
    }
    found.sort_by_key(|one| (one.at.first_day(), one.article.article.clone(), one.figure.span));
    found
}

/// The series that figures of new or changed articles begin, go on or leave, by what lies near them; a series that
/// all have left comes empty.
#[must_use]
pub fn join(
    articles: &[ArticleFeatures],
    new: &BTreeSet<ArticleId>,
    thread: impl Fn(&ArticleFeatures, u16) -> Option<usize>,
    rarity: &Rarity,
    known: &Linking,
) -> Vec<Series> {
    let all = all(articles, thread);
    let holds = |series: &Series, one: &Found<'_>| {
        series.points.iter().any(|p| p.article == one.article.article && p.span == one.figure.span)
    };
    let left: Vec<(Series, bool)> = known.series.iter().map(|one| strip::series(one, new)).collect();
    let is_empty = |series: &Series| series.points.is_empty();
    let lost = left.iter().filter(|(series, lost)| *lost && !is_empty(series));
    let mut changed: Vec<Series> = lost.map(|(series, _)| series.clone()).collect();
    let emptied = |series: &&Series| left.iter().any(|(one, _)| one.id == series.id && is_empty(one));
    let earlier = self::known(known.series.iter().filter(emptied));
    for one in all.iter().filter(|one| new.contains(&one.article.article)) {
        let kin: Vec<&Found<'_>> = all.iter().filter(|other| same(other, one, rarity)).collect();
        let fits = |series: &&Series| kin.iter().any(|other| holds(series, other));
        let settled = |series: &&Series| !changed.iter().any(|own| own.id == series.id);
        let whole = left.iter().map(|(series, _)| series).filter(settled);
        let found = changed.iter().find(fits).or_else(|| whole.into_iter().find(fits)).cloned();
        let Some(mut series) = found else {
            let own = Found { article: one.article, figure: one.figure, thread: one.thread, at: one.at };
            let begun = build(&[own], &earlier);
            changed.retain(|own| own.id != begun.id);
            changed.push(begun);
            continue;
        };
        if !holds(&series, one) {
            let at = series.points.partition_point(|p| p.at.first_day() <= one.at.first_day());
            series.points.insert(at, point(one));
        }
        changed.retain(|own| own.id != series.id);
        changed.push(series);
    }
    let empty = left.iter().map(|(series, _)| series).filter(|series| is_empty(series));
    let gone: Vec<Series> =
        empty.filter(|series| !changed.iter().any(|own| own.id == series.id)).cloned().collect();
    changed.extend(gone);
    changed
}

/// The time a figure holds for: what the text says, else the day of the article.
fn holds(article: &ArticleFeatures, figure: &FigureFeatures) -> Option<PartialDate> {
    match &figure.as_of {
        Some(When::At(date) | When::Between(_, date)) => Some(*date),
        Some(When::Clock(time)) => Some(PartialDate::Day(time.date())),
        Some(When::Lasting(_) | When::Past | When::Present | When::Future) | None => {
            article.day.map(PartialDate::Day)
        }
    }
}

fn same(one: &Found<'_>, other: &Found<'_>, rarity: &Rarity) -> bool {
    let (a, b) = (one.figure, other.figure);
    let at_home = one.article.article == other.article.article;
    // What one article tells of one time in two values are two things: "3 percent in towns, 7 in villages".
    #[allow(clippy::float_cmp, reason = "the same number is written the same")]
    let beside = at_home && one.at == other.at && a.value != b.value;
    if a.unit_key != b.unit_key || beside {
        return false;
    }
    let across = one.article.lang != other.article.lang;
    let (share, distinct) = shared_terms(&a.terms, &b.terms, across, rarity);
    // An article seldom tells one quantity twice: what it tells of one initiative in two figures is mostly two things.
    if one.thread.is_some() && one.thread == other.thread && !at_home {
        return share >= SAME_THREAD && distinct >= DISTINCT_THREAD;
    }
    let one_story = || at_home || kinship(one.article, other.article, rarity).story >= STORY;
    share >= SAME && distinct >= DISTINCT && !a.unit.is_empty() && one_story()
}

fn point(one: &Found<'_>) -> Point {
    Point {
        at: one.at,
        value: one.figure.value,
        cmp: one.figure.cmp,
        article: one.article.article.clone(),
        span: one.figure.span,
        told_with: one
            .figure
            .mention
            .and_then(|at| one.article.mentions.get(usize::from(at)).map(|mention| mention.id.clone())),
    }
}

fn build(group: &[Found<'_>], known: &Known<'_>) -> Series {
    let points: Vec<Point> = group.iter().map(point).collect();
    let first = group.first();
    let earlier = points.iter().find_map(|p| known.get(&(&p.article, p.span))).map(|id| (*id).clone());
    Series {
        id: earlier.or_else(|| first.map(|one| named(one, 0))).unwrap_or_default(),
        label: first.map(|one| one.figure.label.clone()).unwrap_or_default(),
        unit: first.map(|one| one.figure.unit.clone()).unwrap_or_default(),
        points,
    }
}

/// The name of a series that begins with a figure, its `nth` one.
fn named(first: &Found<'_>, nth: usize) -> SeriesId {
    let (article, start) = (first.article.article.as_str(), first.figure.span.start.to_string());
    let parts = ["series", article, &start, &nth.to_string()];
    SeriesId(digest(if nth == 0 { parts.get(..3).unwrap_or_default() } else { &parts }))
}

/// A name that no other series has.
fn anew(group: &[Found<'_>], taken: &BTreeSet<SeriesId>) -> SeriesId {
    let names = group.first().into_iter().flat_map(|first| (0..).map(move |nth| named(first, nth)));
    names.into_iter().find(|name| !taken.contains(name)).unwrap_or_default()
}
