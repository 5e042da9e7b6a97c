//! What a library in memory answers with.

use std::collections::{BTreeMap, BTreeSet};

use super::data::{Data, Held};
use crate::base::id::{MentionId, ThreadId};
use crate::base::span::Span;
use crate::model::article::Article;
use crate::model::bookmark::Bookmark;
use crate::model::figure::{Point, Series};
use crate::model::thread::{MentionRef, Thread};
use crate::model::view::{
    Arrived, ArticlePage, ArticleSummary, BookmarkRow, CrossRef, Row, ThreadCard, ThreadPage, ThreadRow,
    TimelineEntry, Told, Tracked,
};
use crate::store::library::Side;
use crate::store::line::{Share, bookmark_row, counts, credit, shown, thread_row};
use crate::store::position;

/// All articles in order of time.
pub(super) fn timeline(data: &Data) -> Vec<TimelineEntry> {
    let marked: BTreeSet<_> = kept(data, Side::Kept).map(|bookmark| bookmark.article.clone()).collect();
    let mut events = BTreeMap::new();
    for event in &data.linking.events {
        for article in &event.articles {
            events.insert(article, data.events.get(&event.id).copied());
        }
    }
    let mut all: Vec<_> = data
        .rows()
        .map(|(row, held)| {
            let article = &held.article;
            let day = data.day(held);
            let hand = data.dates.contains_key(&article.id);
            let time = article.date.as_ref().filter(|_| !hand).and_then(|date| date.time);
            let entry = TimelineEntry {
                row,
                day,
                event: events.get(&article.id).copied().flatten(),
                read: data.read.contains(&article.id),
                marked: marked.contains(&article.id),
            };
            ((day.is_none(), day, time.unwrap_or_default(), row), entry)
        })
        .collect();
    all.sort_by_key(|(key, _)| *key);
    all.into_iter().map(|(_, entry)| entry).collect()
}

/// One line of the timeline.
pub(super) fn summary(data: &Data, row: Row) -> Option<ArticleSummary> {
    let held = data.held(row)?;
    let article = data.dated(held);
    let event = data.linking.events.iter().find(|event| event.articles.contains(&article.id));
    let bookmarks = kept(data, Side::Kept).filter(|bookmark| bookmark.article == article.id).count();
    Some(ArticleSummary {
        row,
        id: article.id.clone(),
        day: article.day(),
        evidence: article.date.as_ref().map(|date| date.evidence),
        event: event.map(|event| event.id.clone()),
        initiatives: count(held.found.as_ref().map_or(0, |(_, found, _)| found.mentions.len())),
        bookmarks: count(bookmarks),
        words: position::words(&article),
        read: data.read.contains(&article.id),
        revised: !held.texts.is_empty(),
        title: article.title,
        outlet: article.outlet,
        lang: article.lang,
    })
}

/// One article with all that its panes need.
pub(super) fn page(data: &Data, row: Row) -> Option<ArticlePage> {
    let held = data.held(row)?;
    let article = data.dated(held);
    let extraction = held.found.as_ref().map(|(_, found, _)| found.clone()).unwrap_or_default();
    let mut found: Vec<&Thread> = Vec::new();
    let mut thread_of = Vec::new();
    for mention in &extraction.mentions {
        let thread = thread_at(data, held, &mention.id);
        let index = thread.map(|thread| {
            found.iter().position(|known| known.id == thread.id).unwrap_or_else(|| {
                found.push(thread);
                found.len() - 1
            })
        });
        thread_of.push(index);
    }
    let mut bookmarks: Vec<Bookmark> = data
        .bookmarks
        .values()
        .filter(|kept| kept.bookmark.article == article.id && kept.bookmark.trashed.is_none())
        .map(|kept| kept.within(&article.revision))
        .collect();
    bookmarks.sort_by(|one, other| position::place_order(one).cmp(&position::place_order(other)));
    let position = data.positions.get(&article.id).and_then(|(revision, at)| {
        let old = held.text(revision)?;
        Some(position::carried(old, *at, &article.text))
    });
    Some(ArticlePage {
        row,
        threads: found.iter().map(|thread| card(data, thread, Share::Beside(row))).collect(),
        thread_of,
        bookmarks,
        position,
        read: data.read.contains(&article.id),
        revised: held
            .seen
            .iter()
            .find(|(id, _)| *id == article.revision && !held.texts.is_empty())
            .map(|(_, at)| *at),
        series: data.linking.series.iter().filter(|one| adds(&article, one)).cloned().collect(),
        extraction,
        article,
    })
}

fn adds(article: &Article, series: &Series) -> bool {
    series.points.iter().any(|point| point.article == article.id)
}

/// Figures that are told for more than one time.
pub(super) fn tracked(data: &Data) -> Vec<Tracked> {
    let told = |point: &Point| {
        let row = data.row_of(&point.article)?;
        let article = &data.held(row)?.article;
        let outlet = article.outlet.clone().unwrap_or_else(|| article.title.clone());
        Some(Told { row, outlet, lang: article.lang })
    };
    let all = data.linking.series.iter().filter(|series| series.changes());
    all.map(|series| Tracked { series: series.clone(), sources: series.points.iter().map(told).collect() })
        .collect()
}

/// What has come after a point.
pub(super) fn arrived(data: &Data, after: Option<u64>) -> Arrived {
    let came = |held: &Held| after.is_some_and(|after| held.arrival > after);
    let rows = data.rows().filter(|(_, held)| came(held)).map(|(row, _)| row).collect();
    Arrived { mark: data.arrivals, rows }
}

/// One thread with its page.
pub(super) fn thread(data: &Data, id: &ThreadId) -> Option<ThreadPage> {
    let thread = data.linking.thread(id)?;
    let card = card(data, thread, Share::Whole);
    let series = data.linking.series.iter().filter(|series| counts(series, &card));
    let bookmarks = bookmarks(data, Side::Kept).into_iter();
    Some(ThreadPage {
        series: series.cloned().collect(),
        bookmarks: bookmarks.filter(|row| row.threads.contains(&thread.id)).map(|row| row.bookmark).collect(),
        card,
    })
}

/// All threads, by first mention.
pub(super) fn threads(data: &Data) -> Vec<ThreadRow> {
    let reprints = data.linking.events.iter().flat_map(|event| &event.reprints);
    let copies = reprints.map(|(copy, _)| copy.clone()).collect();
    data.linking.threads.iter().map(|thread| thread_row(card(data, thread, Share::Whole), &copies)).collect()
}

/// Bookmarks with what a list shows of their articles, by time of making.
pub(super) fn bookmarks(data: &Data, side: Side) -> Vec<BookmarkRow> {
    let wanted = |trashed: bool| trashed == (side == Side::Trash);
    let mut all: Vec<(usize, BookmarkRow)> = data
        .bookmarks
        .values()
        .filter(|kept| wanted(kept.bookmark.trashed.is_some()))
        .map(|kept| {
            let row = data.row_of(&kept.bookmark.article);
            let held = row.and_then(|row| data.held(row));
            let bookmark =
                held.map_or_else(|| kept.bookmark.clone(), |held| kept.within(&held.article.revision));
            let threads = held.map(|held| threads_under(data, held, &bookmark)).unwrap_or_default();
            let credit = match held {
                Some(held) => credit(data.dated(held)),
                None => data.credits.get(&bookmark.article).cloned().unwrap_or_default(),
            };
            (kept.seq, bookmark_row(bookmark, row, credit, threads))
        })
        .collect();
    all.sort_by_key(|(seq, _)| *seq);
    all.into_iter().map(|(_, row)| row).collect()
}

fn threads_under(data: &Data, held: &Held, bookmark: &Bookmark) -> Vec<ThreadId> {
    let (Some(span), Some((_, found, _))) = (bookmark.place.span(), &held.found) else {
        return Vec::new();
    };
    let mut ids = Vec::new();
    for mention in found.mentions.iter().filter(|mention| mention.span.overlaps(span)) {
        if let Some(thread) = thread_at(data, held, &mention.id)
            && !ids.contains(&thread.id)
        {
            ids.push(thread.id.clone());
        }
    }
    ids
}

fn thread_at<'a>(data: &'a Data, held: &Held, mention: &MentionId) -> Option<&'a Thread> {
    let wanted = MentionRef { article: held.article.id.clone(), mention: mention.clone() };
    data.linking.threads.iter().find(|thread| thread.mentions.contains(&wanted))
}

fn card(data: &Data, thread: &Thread, share: Share) -> ThreadCard {
    let mut places: Vec<_> = thread
        .mentions
        .iter()
        .filter_map(|address| {
            let row = data.row_of(&address.article)?;
            let day = data.held(row).and_then(|held| data.day(held));
            Some((day.is_none(), day, row, address))
        })
        .collect();
    places.sort();
    let rows: Vec<Row> = places.iter().map(|(.., row, _)| *row).collect();
    let nearest = places.get(shown(&rows, share)).unwrap_or_default();
    let mut mentions: Vec<CrossRef> =
        nearest.iter().filter_map(|(.., address)| cross_ref(data, address)).collect();
    mentions.sort_by_key(|one| (one.day.is_none(), one.day, one.row, one.span));
    let named = |id: &ThreadId| data.linking.thread(id).map(|other| other.label(lang_of(thread)).to_owned());
    ThreadCard {
        id: thread.id.clone(),
        labels: thread.labels.clone(),
        mentions,
        total: thread.mentions.len(),
        steps: thread.steps.clone(),
        target: thread.target.clone(),
        related: thread
            .related
            .iter()
            .filter_map(|related| Some((related.clone(), named(&related.thread)?)))
            .collect(),
    }
}

fn lang_of(thread: &Thread) -> crate::model::lang::Lang {
    thread.labels.first().map(|(lang, _)| *lang).unwrap_or_default()
}

fn cross_ref(data: &Data, address: &MentionRef) -> Option<CrossRef> {
    let row = data.row_of(&address.article)?;
    let held = data.held(row)?;
    let (_, found, _) = held.found.as_ref()?;
    let mention = found.mentions.iter().find(|mention| mention.id == address.mention)?;
    Some(CrossRef {
        row,
        article: address.article.clone(),
        mention: mention.id.clone(),
        day: data.day(held),
        outlet: held.article.outlet.clone(),
        title: held.article.title.clone(),
        lang: held.article.lang,
        stage: mention.stage,
        kind: mention.kind,
        actor: mention.actor.clone(),
        when: mention.when.clone(),
        span: mention.span,
        quote: Span::of(mention.span, &held.article.text).to_owned(),
    })
}

fn kept(data: &Data, side: Side) -> impl Iterator<Item = &Bookmark> {
    let all = data.bookmarks.values().map(|kept| &kept.bookmark);
    all.filter(move |bookmark| bookmark.trashed.is_some() == (side == Side::Trash))
}

fn count(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}
