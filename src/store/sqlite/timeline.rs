//! The timeline: cheap entries for all articles, lines for those on the screen.

use rusqlite::{Connection, OptionalExtension as _};

use super::codec::{count, day, from_json};
use super::intake::hand_date;
use crate::base::id::{ArticleId, EventId};
use crate::model::article::{Dated, Evidence};
use crate::model::lang::Lang;
use crate::model::view::{Arrived, ArticleSummary, Row, TimelineEntry};

/// Number of articles, and of bookmarks outside the trash.
pub(super) fn counts(db: &Connection) -> rusqlite::Result<(usize, usize)> {
    let sql = "SELECT (SELECT count(*) FROM entries), (SELECT count(*) FROM bookmarks WHERE trashed IS NULL)";
    db.prepare_cached(sql)?.query_row([], |row| Ok((row.get(0)?, row.get(1)?)))
}

/// All articles in order of time, undated ones last.
pub(super) fn timeline(db: &Connection) -> rusqlite::Result<Vec<TimelineEntry>> {
    let size: Option<i64> =
        db.prepare_cached("SELECT max(row) FROM entries")?.query_row([], |row| row.get(0))?;
    let mut keyed = Vec::with_capacity(usize::try_from(size.unwrap_or(0)).unwrap_or(0).min(1 << 24));
    let mut query = db.prepare_cached("SELECT row, at, event, read, marks FROM entries")?;
    let mut rows = query.query([])?;
    while let Some(row) = rows.next()? {
        let number: i64 = row.get(0)?;
        let at: Option<i64> = row.get(1)?;
        let entry = TimelineEntry {
            row: Row(number),
            day: at.and_then(day),
            event: row.get(2)?,
            read: row.get(3)?,
            marked: row.get::<_, i64>(4)? > 0,
        };
        keyed.push((at.unwrap_or(i64::MAX), number, entry));
    }
    keyed.sort_unstable_by_key(|(at, number, _)| (*at, *number));
    Ok(keyed.into_iter().map(|(_, _, entry)| entry).collect())
}

/// The lines for these rows.
pub(super) fn summaries(db: &Connection, rows: &[Row]) -> rusqlite::Result<Vec<ArticleSummary>> {
    let found = rows.iter().map(|row| summary(db, *row));
    found.filter_map(Result::transpose).collect()
}

fn summary(db: &Connection, wanted: Row) -> rusqlite::Result<Option<ArticleSummary>> {
    let sql =
        "SELECT a.id, a.title, e.at, a.dated, a.outlet, a.lang, v.id, e.initiatives, e.marks, e.words, e.read,
                   EXISTS (SELECT 1 FROM texts t WHERE t.article = a.row AND t.num <> a.text)
               FROM articles a JOIN entries e ON e.row = a.row LEFT JOIN events v ON v.num = e.event
               WHERE a.row = ?1";
    let found = db
        .prepare_cached(sql)?
        .query_row([wanted.0], |row| {
            let summary = ArticleSummary {
                row: wanted,
                id: ArticleId(row.get(0)?),
                title: row.get(1)?,
                day: row.get::<_, Option<i64>>(2)?.and_then(day),
                evidence: None,
                outlet: row.get(4)?,
                lang: Lang::new(&row.get::<_, String>(5)?),
                event: row.get::<_, Option<String>>(6)?.map(EventId),
                initiatives: count(row.get(7)?),
                bookmarks: count(row.get(8)?),
                words: count(row.get(9)?),
                read: row.get(10)?,
                revised: row.get(11)?,
            };
            Ok((summary, row.get::<_, String>(3)?))
        })
        .optional()?;
    let Some((summary, dated)) = found else {
        return Ok(None);
    };
    let evidence = match hand_date(db, &summary.id)? {
        Some(_) => Some(Evidence::Hand),
        None => from_json::<Vec<Dated>>(&dated)?.first().map(|date| date.evidence),
    };
    Ok(Some(ArticleSummary { evidence, ..summary }))
}

/// What has come after a point: the number of a text, which only grows.
pub(super) fn arrived(db: &Connection, after: Option<u64>) -> rusqlite::Result<Arrived> {
    let last: Option<u64> =
        db.prepare_cached("SELECT max(num) FROM texts")?.query_row([], |row| row.get(0))?;
    let rows = match after {
        Some(after) => db
            .prepare_cached(
                "SELECT t.article FROM texts t JOIN articles a ON a.row = t.article AND a.text = t.num
                   WHERE t.num > ?1",
            )?
            .query_map([after], |row| row.get(0).map(Row))?
            .collect::<rusqlite::Result<_>>()?,
        None => Vec::new(),
    };
    Ok(Arrived { mark: last.unwrap_or(0), rows })
}
