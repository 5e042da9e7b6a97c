//! The same quantity over time. Never joins quantities of different units.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use crate::base::id::{ArticleId, SeriesId, digest};
use crate::base::span::Span;
use crate::base::when::{PartialDate, When};
use rayon::prelude::*;

use crate::link::hash::Key;
use crate::link::held::{Held, HeldArticle, HeldFigure, number};
use crate::link::score::kinship;
use crate::link::strip;
use crate::link::terms::{compare, weighs};
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

/// A figure whose time is known.
#[derive(Clone, Copy)]
struct Found<'a> {
    held: &'a Held,
    article: usize,
    of: &'a HeldArticle,
    figure: &'a HeldFigure,
    /// How much the words around it weigh together.
    weighs: f32,
    thread: Option<usize>,
    at: PartialDate,
}

/// Figures joined into series, in order of the first point. `thread` gives the number of a mention's thread.
#[must_use]
pub fn series(held: &Held, thread: impl Fn(usize) -> Option<usize>, previous: &Linking) -> Vec<Series> {
    let mut of_unit: BTreeMap<Key, Vec<(usize, Found<'_>)>> = BTreeMap::new();
    for (number, one) in all(held, thread).into_iter().enumerate() {
        of_unit.entry(one.figure.unit_key).or_default().push((number, one));
    }
    let units: Vec<Vec<(usize, Found<'_>)>> = of_unit.into_values().collect();
    let mut groups: Vec<Vec<(usize, Found<'_>)>> = units.into_par_iter().flat_map_iter(joined).collect();
    groups.sort_by_key(|group| group.first().map(|(number, _)| *number));
    let known = known(previous.series.iter());
    let mut taken: BTreeSet<SeriesId> = BTreeSet::new();
    let mut all = Vec::new();
    for group in groups {
        let group: Vec<Found<'_>> = group.into_iter().map(|(_, one)| one).collect();
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

/// Joins figures of one unit, in order of time.
fn joined(figures: Vec<(usize, Found<'_>)>) -> Vec<Vec<(usize, Found<'_>)>> {
    let mut groups: Vec<Vec<(usize, Found<'_>)>> = Vec::new();
    for one in figures {
        let fits = |group: &&mut Vec<(usize, Found<'_>)>| {
            let asked = group.iter().take(ASKED).chain(group.iter().rev().take(ASKED));
            asked.into_iter().any(|(_, other)| same(other, &one.1))
        };
        // The latest first: a series that goes on is found soon.
        match groups.iter_mut().rev().take(GROUPS).find(fits) {
            Some(group) => group.push(one),
            None => groups.push(vec![one]),
        }
    }
    groups
}

/// The series of each point.
type Known<'a> = HashMap<(&'a ArticleId, Span), &'a SeriesId>;

fn known<'a>(previous: impl Iterator<Item = &'a Series>) -> Known<'a> {
    let points = previous.flat_map(|series| series.points.iter().map(move |p| (p, &series.id)));
    points.map(|(point, id)| ((&point.article, point.span), id)).collect()
}

/// All figures whose time is known, in order of time.
fn all(held: &Held, thread: impl Fn(usize) -> Option<usize>) -> Vec<Found<'_>> {
    let mut found: Vec<Found<'_>> = Vec::new();
    for (number, article) in held.articles.iter().enumerate() {
        for figure in article.figures.of(&held.figures) {
            let Some(at) = holds(held, article, figure) else { continue };
            let mention = figure.mention.map(|mention| article.mentions.start + usize::from(mention));
            let thread = mention.filter(|mention| article.mentions.contains(mention)).and_then(&thread);
            let weighs = weighs(held, figure.terms);
            found.push(Found { held, article: number, of: article, figure, weighs, thread, at });
        }
    }
    let key = |one: &Found<'_>| (one.at.first_day(), held.text(one.of.id), one.figure.span);
    found.sort_by(|a, b| key(a).cmp(&key(b)));
    found
}

/// The series that figures of new or changed articles begin, go on or leave, by what lies near them; a series that
/// all have left comes empty.
#[must_use]
pub fn join(
    held: &Held,
    new: &BTreeSet<ArticleId>,
    thread: impl Fn(usize) -> Option<usize>,
    known: &Linking,
) -> Vec<Series> {
    let all = all(held, thread);
    let holds = |series: &Series, one: &Found<'_>| {
        let article = held.text(one.of.id);
        series.points.iter().any(|p| p.article.as_str() == article && p.span == one.figure.span)
    };
    let left: Vec<(Series, bool)> = known.series.iter().map(|one| strip::series(one, new)).collect();
    let is_empty = |series: &Series| series.points.is_empty();
    let lost = left.iter().filter(|(series, lost)| *lost && !is_empty(series));
    let mut changed: Vec<Series> = lost.map(|(series, _)| series.clone()).collect();
    let emptied = |series: &&Series| left.iter().any(|(one, _)| one.id == series.id && is_empty(one));
    let earlier = self::known(known.series.iter().filter(emptied));
    for one in all.iter().filter(|one| new.contains(&held.article_id(one.of))) {
        let kin: Vec<&Found<'_>> = all.iter().filter(|other| same(other, one)).collect();
        let fits = |series: &&Series| kin.iter().any(|other| holds(series, other));
        let settled = |series: &&Series| !changed.iter().any(|own| own.id == series.id);
        let whole = left.iter().map(|(series, _)| series).filter(settled);
        let found = changed.iter().find(fits).or_else(|| whole.into_iter().find(fits)).cloned();
        let Some(mut series) = found else {
            let begun = build(&[*one], &earlier);
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
fn holds(held: &Held, article: &HeldArticle, figure: &HeldFigure) -> Option<PartialDate> {
    match held.when(figure.as_of) {
        Some(When::At(date) | When::Between(_, date)) => Some(*date),
        Some(When::Clock(time)) => Some(PartialDate::Day(time.date())),
        Some(When::Lasting(_) | When::Past | When::Present | When::Future) | None => {
            article.day.map(PartialDate::Day)
        }
    }
}

fn same(one: &Found<'_>, other: &Found<'_>) -> bool {
    let (a, b) = (one.figure, other.figure);
    let at_home = one.article == other.article;
    // What one article tells of one time in two values are two things: "3 percent in towns, 7 in villages".
    #[allow(clippy::float_cmp, reason = "the same number is written the same")]
    let beside = at_home && one.at == other.at && a.value != b.value;
    if a.unit_key != b.unit_key || beside {
        return false;
    }
    let across = one.of.lang != other.of.lang;
    let common = compare(one.held, [(a.terms, one.weighs), (b.terms, other.weighs)], across);
    // An article seldom tells one quantity twice: what it tells of one initiative in two figures is mostly two things.
    if one.thread.is_some() && one.thread == other.thread && !at_home {
        return common.overlap >= SAME_THREAD && common.distinct >= DISTINCT_THREAD;
    }
    let one_story = || at_home || kinship(one.held, one.article, other.article).story >= STORY;
    common.overlap >= SAME && common.distinct >= DISTINCT && a.unit.count > 0 && one_story()
}

fn point(one: &Found<'_>) -> Point {
    let mention = one.figure.mention.and_then(|at| one.held.side(one.of.mentions.start + usize::from(at)));
    let mention = mention.filter(|side| side.mention.article == number(one.article));
    Point {
        at: one.at,
        value: one.figure.value,
        cmp: one.figure.cmp,
        article: one.held.article_id(one.of),
        span: one.figure.span,
        told_with: mention.map(|side| side.address().mention),
    }
}

fn build(group: &[Found<'_>], known: &Known<'_>) -> Series {
    let points: Vec<Point> = group.iter().map(point).collect();
    let first = group.first();
    let earlier = points.iter().find_map(|p| known.get(&(&p.article, p.span))).map(|id| (*id).clone());
    Series {
        id: earlier.or_else(|| first.map(|one| named(one, 0))).unwrap_or_default(),
        label: first.map(|one| one.held.text(one.figure.label).to_owned()).unwrap_or_default(),
        unit: first.map(|one| one.held.text(one.figure.unit).to_owned()).unwrap_or_default(),
        points,
    }
}

/// The name of a series that begins with a figure, its `nth` one.
fn named(first: &Found<'_>, nth: usize) -> SeriesId {
    let (article, start) = (first.held.text(first.of.id), first.figure.span.start.to_string());
    let parts = ["series", article, &start, &nth.to_string()];
    SeriesId(digest(if nth == 0 { parts.get(..3).unwrap_or_default() } else { &parts }))
}

/// A name that no other series has.
fn anew(group: &[Found<'_>], taken: &BTreeSet<SeriesId>) -> SeriesId {
    let names = group.first().into_iter().flat_map(|first| (0..).map(move |nth| named(first, nth)));
    names.into_iter().find(|name| !taken.contains(name)).unwrap_or_default()
}
