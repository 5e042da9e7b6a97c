//! The same quantity over time. Never joins quantities of different units.

use crate::base::id::{SeriesId, digest};
use crate::base::when::{PartialDate, When};
use crate::link::features::{ArticleFeatures, FigureFeatures};
use crate::link::score::{Rarity, overlap};
use crate::model::figure::{Point, Series};
use crate::model::thread::Linking;

/// Share of words from which two figures measure one thing.
const SAME: f32 = 0.4;
/// The same for two figures of mentions of one thread.
const SAME_THREAD: f32 = 0.2;

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
    let mut found: Vec<Found<'_>> = Vec::new();
    for article in articles {
        for figure in &article.figures {
            let Some(at) = holds(article, figure) else { continue };
            let thread = figure.mention.and_then(|mention| thread(article, mention));
            found.push(Found { article, figure, thread, at });
        }
    }
    found.sort_by_key(|one| (one.at.first_day(), one.article.article.clone(), one.figure.span));
    let mut groups: Vec<Vec<Found<'_>>> = Vec::new();
    for one in found {
        let place = groups.iter().position(|group| group.iter().any(|other| same(other, &one, rarity)));
        match place.and_then(|at| groups.get_mut(at)) {
            Some(group) => group.push(one),
            None => groups.push(vec![one]),
        }
    }
    groups.into_iter().map(|group| build(&group, previous)).collect()
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
    if one.figure.unit_key != other.figure.unit_key {
        return false;
    }
    let across = one.article.lang != other.article.lang;
    let (shared, _) = overlap(&one.figure.terms, &other.figure.terms, across, rarity);
    let floor = if one.thread.is_some() && one.thread == other.thread { SAME_THREAD } else { SAME };
    shared >= floor
}

fn build(group: &[Found<'_>], previous: &Linking) -> Series {
    let points: Vec<Point> = group
        .iter()
        .map(|one| Point {
            at: one.at,
            value: one.figure.value,
            cmp: one.figure.cmp,
            article: one.article.article.clone(),
            span: one.figure.span,
        })
        .collect();
    let holds = |series: &&Series| {
        series.points.iter().any(|p| points.iter().any(|own| own.article == p.article && own.span == p.span))
    };
    let first = group.first();
    let id = previous.series.iter().find(holds).map(|series| series.id.clone()).or_else(|| {
        let one = first?;
        Some(SeriesId(digest(&["series", one.article.article.as_str(), &one.figure.span.start.to_string()])))
    });
    Series {
        id: id.unwrap_or_default(),
        label: first.map(|one| one.figure.label.clone()).unwrap_or_default(),
        unit: first.map(|one| one.figure.unit.clone()).unwrap_or_default(),
        points,
    }
}
