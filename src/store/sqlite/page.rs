//! One article with all that its panes need.

use chrono::{DateTime, Utc};
use rusqlite::{Connection, OptionalExtension as _, params};

use super::codec::{from_json, time, unpack};
use super::intake::{self, hand_date};
use super::{bookmarks, series, threads};
use crate::base::id::{ArticleId, RevisionId};
use crate::base::span::Span;
use crate::model::article::{Article, Block, BlockKind, Dated, Evidence};
use crate::model::extraction::Extraction;
use crate::model::lang::Lang;
use crate::model::view::{ArticlePage, Row, ThreadCard};
use crate::store::intake::Revision;
use crate::store::line::Share;
use crate::store::position;

/// One article with all that its panes need.
pub(super) fn page(db: &Connection, row: Row) -> rusqlite::Result<Option<ArticlePage>> {
    let Some(article) = article(db, row)? else {
        return Ok(None);
    };
    let extraction = extraction(db, row)?;
    let of_mention = threads::of_article(db, row)?;
    let mut order: Vec<i64> = Vec::new();
    let mut thread_of = Vec::new();
    for mention in &extraction.mentions {
        thread_of.push(of_mention.get(&mention.id).map(|thread| {
            order.iter().position(|known| known == thread).unwrap_or_else(|| {
                order.push(*thread);
                order.len() - 1
            })
        }));
    }
    let cards = order.iter().map(|thread| threads::card(db, *thread, Share::Beside(row)));
    let threads = cards.filter_map(Result::transpose).collect::<rusqlite::Result<Vec<ThreadCard>>>()?;
    let read = "SELECT read FROM entries WHERE row = ?1";
    Ok(Some(ArticlePage {
        row,
        threads,
        thread_of,
        bookmarks: bookmarks::of_article(db, &article)?,
        position: position_in(db, row, &article)?,
        read: db.prepare_cached(read)?.query_row([row.0], |found| found.get(0))?,
        revised: revised(db, row)?,
        series: series::of_article(db, row)?.into_iter().map(|(_, series)| series).collect(),
        extraction,
        article,
    }))
}

/// An article with the date that the reader gave it.
pub(super) fn article(db: &Connection, row: Row) -> rusqlite::Result<Option<Article>> {
    let sql =
        "SELECT a.id, t.revision, a.title, a.dated, a.outlet, a.credited, a.url, a.author, a.lang, t.text,
                   a.blocks, a.file
               FROM articles a JOIN texts t ON t.num = a.text WHERE a.row = ?1";
    let found = db
        .prepare_cached(sql)?
        .query_row([row.0], |row| {
            let text: String = row.get(9)?;
            let blocks: Vec<(usize, usize, BlockKind)> = from_json(&row.get::<_, String>(10)?)?;
            let dates: Vec<Dated> = from_json(&row.get::<_, String>(3)?)?;
            Ok(Article {
                id: ArticleId(row.get(0)?),
                revision: RevisionId(row.get(1)?),
                title: row.get(2)?,
                date: dates.first().cloned(),
                dates,
                outlet: row.get(4)?,
                credited: row.get(5)?,
                url: row.get(6)?,
                author: row.get(7)?,
                lang: Lang::new(&row.get::<_, String>(8)?),
                blocks: blocks
                    .into_iter()
                    .map(|(start, end, kind)| Block { span: Span::new(start, end), kind })
                    .collect(),
                text,
                file: row.get(11)?,
            })
        })
        .optional()?;
    let Some(mut article) = found else {
        return Ok(None);
    };
    if let Some(day) = hand_date(db, &article.id)? {
        let hand = Dated { day, time: None, evidence: Evidence::Hand, span: None };
        article.dates.insert(0, hand.clone());
        article.date = Some(hand);
    }
    Ok(Some(article))
}

/// What was found in an article; nothing, where it was packed in another form.
pub(super) fn extraction(db: &Connection, row: Row) -> rusqlite::Result<Extraction> {
    let packed: Option<Vec<u8>> = db
        .prepare_cached("SELECT data FROM findings WHERE row = ?1")?
        .query_row([row.0], |found| found.get(0))
        .optional()?;
    Ok(packed.and_then(|bytes| unpack(&bytes)).unwrap_or_default())
}

fn position_in(db: &Connection, row: Row, article: &Article) -> rusqlite::Result<Option<usize>> {
    let noted: Option<(String, usize)> = db
        .prepare_cached("SELECT revision, position FROM places WHERE article = ?1")?
        .query_row([article.id.as_str()], |found| Ok((found.get(0)?, found.get(1)?)))
        .optional()?;
    let Some((revision, at)) = noted else {
        return Ok(None);
    };
    if revision == article.revision.as_str() {
        return Ok(Some(position::carried(&article.text, at, &article.text)));
    }
    let old = text(db, row, &RevisionId(revision))?;
    Ok(old.map(|old| position::carried(&old, at, &article.text)))
}

/// The row of an article.
pub(super) fn row_of(db: &Connection, article: &ArticleId) -> rusqlite::Result<Option<Row>> {
    Ok(intake::row_of(db, article)?.map(Row))
}

/// When the present text came, where there was another one before.
fn revised(db: &Connection, row: Row) -> rusqlite::Result<Option<DateTime<Utc>>> {
    let sql = "SELECT t.seen FROM articles a JOIN texts t ON t.num = a.text WHERE a.row = ?1
               AND EXISTS (SELECT 1 FROM texts o WHERE o.article = a.row AND o.num <> a.text)";
    db.prepare_cached(sql)?.query_row([row.0], |found| found.get(0).map(time)).optional()
}

/// The texts an article has and had: the present one first, then the latest first.
pub(super) fn revisions(db: &Connection, row: Row) -> rusqlite::Result<Vec<Revision>> {
    let sql = "SELECT t.revision, t.seen, a.text = t.num FROM articles a JOIN texts t ON t.article = a.row
               WHERE a.row = ?1 ORDER BY a.text = t.num DESC, t.num DESC";
    db.prepare_cached(sql)?
        .query_map([row.0], |found| {
            let seen: DateTime<Utc> = time(found.get(1)?);
            Ok(Revision { id: RevisionId(found.get(0)?), seen, present: found.get(2)? })
        })?
        .collect()
}

/// One text that an article has or had.
pub(super) fn text(db: &Connection, row: Row, revision: &RevisionId) -> rusqlite::Result<Option<String>> {
    db.prepare_cached("SELECT text FROM texts WHERE article = ?1 AND revision = ?2")?
        .query_row(params![row.0, revision.as_str()], |found| found.get(0))
        .optional()
}
