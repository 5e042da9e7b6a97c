//! Lines of lists: of a thread from its card, of a bookmark from its article. Pure.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use crate::base::id::{ArticleId, ThreadId};
use crate::model::article::Article;
use crate::model::bookmark::Bookmark;
use crate::model::figure::Series;
use crate::model::mention::Kind;
use crate::model::view::{BookmarkRow, CrossRef, Row, ThreadCard, ThreadRow};
use crate::store::intake::Credit;

/// Whether a series counts what a mention of the thread tells: one of its figures is told with a mention.
pub(super) fn counts(series: &Series, card: &ThreadCard) -> bool {
    series.points.iter().any(|point| {
        let of_article = card.mentions.iter().filter(|one| one.article == point.article);
        let told =
            |one: &CrossRef| one.span.overlaps(point.span) || point.told_with.as_ref() == Some(&one.mention);
        of_article.into_iter().any(told)
    })
}

/// The line of a thread; `copies` are articles that only repeat another one, and are no sources of their own.
pub(super) fn thread_row(card: ThreadCard, copies: &BTreeSet<ArticleId>) -> ThreadRow {
    let last_step = card.steps.last();
    let mut kinds: BTreeMap<Kind, usize> = BTreeMap::new();
    for mention in &card.mentions {
        *kinds.entry(mention.kind).or_default() += 1;
    }
    let most = kinds.values().max().copied();
    let told: BTreeSet<&ArticleId> = card.mentions.iter().map(|mention| &mention.article).collect();
    // Where only copies tell it, they are all there is.
    let all_copies = told.iter().all(|article| copies.contains(*article));
    let own = || card.mentions.iter().filter(|one| all_copies || !copies.contains(&one.article));
    let outlets: BTreeSet<_> = own().filter_map(|mention| mention.outlet.clone()).collect();
    let articles: BTreeSet<_> = own().map(|mention| mention.row).collect();
    ThreadRow {
        stage: last_step.map(|step| step.stage),
        course: last_step.map(|step| step.course).unwrap_or_default(),
        kind: card.mentions.iter().map(|mention| mention.kind).find(|kind| kinds.get(kind).copied() == most),
        actor: card.steps.iter().rev().find_map(|step| step.actor.clone()),
        mentions: count(card.total),
        articles: count(articles.len()),
        outlets: outlets.into_iter().collect(),
        first: card.mentions.iter().find_map(|mention| mention.day),
        last: card.mentions.iter().rev().find_map(|mention| mention.day),
        id: card.id,
        labels: card.labels,
        target: card.target,
    }
}

/// How many of a thread's mentions are shown beside an article.
const NEAR: usize = 60;

/// Which of a thread's mentions to show: all, or those beside an article.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Share {
    /// All of them.
    Whole,
    /// Those nearest in time to the article of this row.
    Beside(Row),
}

/// The mentions to show, as indexes of `rows`: the rows of a thread's mentions in order of time.
pub(super) fn shown(rows: &[Row], share: Share) -> Range<usize> {
    let Share::Beside(row) = share else {
        return 0..rows.len();
    };
    let here = rows.iter().position(|one| *one == row).unwrap_or(0);
    let start = here.saturating_sub(NEAR / 2).min(rows.len().saturating_sub(NEAR));
    start..rows.len().min(start + NEAR)
}

/// The line of a bookmark.
pub(super) fn bookmark_row(
    bookmark: Bookmark,
    row: Option<Row>,
    credit: Credit,
    threads: Vec<ThreadId>,
) -> BookmarkRow {
    BookmarkRow {
        bookmark,
        row,
        title: credit.title,
        outlet: credit.outlet,
        day: credit.day,
        url: credit.url,
        lang: credit.lang,
        threads,
    }
}

/// What an article tells about itself in a list.
pub(super) fn credit(article: Article) -> Credit {
    Credit {
        day: article.day(),
        article: article.id,
        title: article.title,
        outlet: article.outlet,
        url: article.url,
        lang: article.lang,
    }
}

fn count(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}
