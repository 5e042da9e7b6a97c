//! Threads as cards, pages and lines of the ledger.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use rusqlite::types::Type;
use rusqlite::{Connection, OptionalExtension as _, params};

use super::codec::{day, pack, unpack};
use super::{bookmarks, intake, series};
use crate::base::id::{ArticleId, MentionId, ThreadId};
use crate::base::span::Span;
use crate::model::event::Event;
use crate::model::lang::Lang;
use crate::model::thread::Thread;
use crate::model::view::{CrossRef, Row, ThreadCard, ThreadPage, ThreadRow};
use crate::store::library::Side;
use crate::store::line::{Share, shown, thread_row};

/// The numbers of the threads of an article's mentions.
pub(super) fn of_article(db: &Connection, row: Row) -> rusqlite::Result<BTreeMap<MentionId, i64>> {
    db.prepare_cached("SELECT mention, thread FROM members WHERE row = ?1")?
        .query_map([row.0], |found| Ok((MentionId(found.get(0)?), found.get(1)?)))?
        .collect()
}

/// A thread as the side pane shows it; `None` where it was packed in another form.
pub(super) fn card(db: &Connection, num: i64, share: Share) -> rusqlite::Result<Option<ThreadCard>> {
    let packed: Option<Vec<u8>> = db
        .prepare_cached("SELECT data FROM threads WHERE num = ?1")?
        .query_row([num], |found| found.get(0))
        .optional()?;
    let Some(thread) = packed.and_then(|bytes| unpack::<Thread>(&bytes)) else {
        return Ok(None);
    };
    let mut mentions = Vec::new();
    for (row, mention) in members(db, num, share)? {
        mentions.extend(cross_ref(db, row, &mention)?);
    }
    mentions.sort_by_key(|one| (one.day.is_none(), one.day, one.row, one.span));
    let mut related = Vec::new();
    for tie in thread.related {
        if let Some(label) = label(db, &tie.thread)? {
            related.push((tie, label));
        }
    }
    Ok(Some(ThreadCard {
        id: thread.id,
        labels: thread.labels,
        total: thread.mentions.len(),
        mentions,
        steps: thread.steps,
        target: thread.target,
        related,
    }))
}

/// The name of a thread, or of the one that took its place.
fn label(db: &Connection, id: &ThreadId) -> rusqlite::Result<Option<String>> {
    let Some(num) = number_of(db, id)? else {
        return Ok(None);
    };
    db.prepare_cached("SELECT label FROM threads WHERE num = ?1")?
        .query_row([num], |found| found.get(0))
        .optional()
}

fn number_of(db: &Connection, id: &ThreadId) -> rusqlite::Result<Option<i64>> {
    let sql = "SELECT num FROM threads
               WHERE id = coalesce((SELECT heir FROM retired WHERE retired.id = ?1), ?1)";
    db.prepare_cached(sql)?.query_row([id.as_str()], |found| found.get(0)).optional()
}

/// The mentions of a thread that are to be shown, in order of time.
fn members(db: &Connection, num: i64, share: Share) -> rusqlite::Result<Vec<(Row, MentionId)>> {
    let sql =
        "SELECT m.row, m.mention, e.at FROM members m JOIN entries e ON e.row = m.row WHERE m.thread = ?1";
    let mut all: Vec<(bool, Option<NaiveDate>, Row, MentionId)> = db
        .prepare_cached(sql)?
        .query_map([num], |found| {
            let day = found.get::<_, Option<i64>>(2)?.and_then(day);
            Ok((day.is_none(), day, Row(found.get(0)?), MentionId(found.get(1)?)))
        })?
        .collect::<rusqlite::Result<_>>()?;
    all.sort_unstable();
    let rows: Vec<Row> = all.iter().map(|(.., row, _)| *row).collect();
    let range = shown(&rows, share);
    Ok(all.drain(range).map(|(.., row, mention)| (row, mention)).collect())
}

fn cross_ref(db: &Connection, row: Row, mention: &MentionId) -> rusqlite::Result<Option<CrossRef>> {
    let sql = "SELECT a.id, e.at, a.outlet, a.title, a.lang, m.stage, m.kind, m.actor, m.\"when\", m.start,
                   m.\"end\", m.quote
               FROM articles a JOIN entries e ON e.row = a.row JOIN mentions m ON m.row = a.row
               WHERE a.row = ?1 AND m.id = ?2 LIMIT 1";
    db.prepare_cached(sql)?
        .query_row(params![row.0, mention.as_str()], |found| {
            let when: Option<String> = found.get(8)?;
            let when = when.map(|text| text.parse()).transpose();
            Ok(CrossRef {
                row,
                article: ArticleId(found.get(0)?),
                mention: mention.clone(),
                day: found.get::<_, Option<i64>>(1)?.and_then(day),
                outlet: found.get(2)?,
                title: found.get(3)?,
                lang: Lang::new(&found.get::<_, String>(4)?),
                stage: intake::stage(found.get(5)?),
                kind: intake::kind(found.get(6)?),
                actor: found.get(7)?,
                when: when.map_err(|bad: crate::base::when::BadDate| {
                    rusqlite::Error::FromSqlConversionFailure(8, Type::Text, bad.into())
                })?,
                span: Span::new(found.get(9)?, found.get(10)?),
                quote: found.get(11)?,
            })
        })
        .optional()
}

/// One thread with its page.
pub(super) fn page(db: &Connection, id: &ThreadId) -> rusqlite::Result<Option<ThreadPage>> {
    let Some(num) = number_of(db, id)? else {
        return Ok(None);
    };
    let Some(card) = card(db, num, Share::Whole)? else {
        return Ok(None);
    };
    let articles: BTreeSet<&ArticleId> = card.mentions.iter().map(|mention| &mention.article).collect();
    let mut bookmarks = Vec::new();
    for article in articles {
        bookmarks.extend(bookmarks::rows_of_article(db, article, Side::Kept)?);
    }
    bookmarks.sort_by(bookmarks::by_making);
    let own = bookmarks.into_iter().filter(|row| row.threads.contains(&card.id));
    Ok(Some(ThreadPage {
        series: series::of_thread(db, &card)?,
        bookmarks: own.map(|row| row.bookmark).collect(),
        card,
    }))
}

/// All threads as lines of the ledger, by first mention.
pub(super) fn ledger(db: &Connection) -> rusqlite::Result<Vec<ThreadRow>> {
    let mut query = db.prepare_cached("SELECT num, line FROM threads ORDER BY ord")?;
    let mut rows = query.query([])?;
    let mut lines = Vec::new();
    while let Some(row) = rows.next()? {
        let packed: Option<Vec<u8>> = row.get(1)?;
        let line = match packed.and_then(|bytes| unpack(&bytes)) {
            Some(line) => Some(line),
            None => match card(db, row.get(0)?, Share::Whole)? {
                Some(card) => {
                    let copies = copies(db, &card)?;
                    Some(thread_row(card, &copies))
                }
                None => None,
            },
        };
        lines.extend(line);
    }
    Ok(lines)
}

/// The number of a thread and its name in each language.
pub(super) type Named = (i64, Vec<(Lang, String)>);

/// The names of all threads.
pub(super) fn named(db: &Connection) -> rusqlite::Result<Vec<Named>> {
    let mut query = db.prepare_cached("SELECT num, label, line FROM threads")?;
    let mut rows = query.query([])?;
    let mut named = Vec::new();
    while let Some(row) = rows.next()? {
        let line = row.get::<_, Option<Vec<u8>>>(2)?.and_then(|bytes| unpack::<ThreadRow>(&bytes));
        let labels = match line {
            Some(line) => line.labels,
            None => vec![(Lang::UNKNOWN, row.get(1)?)],
        };
        named.push((row.get(0)?, labels));
    }
    Ok(named)
}

/// The articles of a thread that only repeat another one.
fn copies(db: &Connection, card: &ThreadCard) -> rusqlite::Result<BTreeSet<ArticleId>> {
    let rows: BTreeSet<Row> = card.mentions.iter().map(|mention| mention.row).collect();
    let mut copies = BTreeSet::new();
    if rows.len() < 2 {
        return Ok(copies);
    }
    let sql = "SELECT v.data FROM entries e JOIN events v ON v.num = e.event WHERE e.row = ?1";
    let mut query = db.prepare_cached(sql)?;
    for row in rows {
        let packed: Option<Vec<u8>> = query.query_row([row.0], |found| found.get(0)).optional()?;
        let event = packed.and_then(|bytes| unpack::<Event>(&bytes));
        copies.extend(event.into_iter().flat_map(|event| event.reprints).map(|(copy, _)| copy));
    }
    Ok(copies)
}

/// The threads whose lines of the ledger are missing.
pub(super) fn missing_lines(db: &Connection) -> rusqlite::Result<Vec<i64>> {
    db.prepare_cached("SELECT num FROM threads WHERE line IS NULL")?
        .query_map([], |row| row.get(0))?
        .collect()
}

/// Makes the line of one thread.
pub(super) fn make_line(db: &Connection, num: i64) -> rusqlite::Result<()> {
    if let Some(card) = card(db, num, Share::Whole)? {
        let copies = copies(db, &card)?;
        db.prepare_cached("UPDATE threads SET line = ?2 WHERE num = ?1")?
            .execute(params![num, pack(&thread_row(card, &copies))?])?;
    }
    Ok(())
}

/// Forgets the ledger's lines of all threads that this article takes part in.
pub(super) fn spoil_lines(db: &Connection, row: i64) -> rusqlite::Result<()> {
    let sql = "UPDATE threads SET line = NULL WHERE num IN (SELECT thread FROM members WHERE row = ?1)";
    db.prepare_cached(sql)?.execute([row])?;
    Ok(())
}
