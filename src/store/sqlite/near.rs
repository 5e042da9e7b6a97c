//! What lies near an article, and linking that grows by a few articles. Never reads all of the library.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use rusqlite::{Connection, OptionalExtension as _, params};

use super::codec::{pack, unpack};
use super::threads::make_line;
use crate::model::thread::{Linking, Thread};
use crate::model::view::Row;

/// How many articles with one key are asked, the latest ones.
const LATEST: i64 = 96;
/// Mentions from which the line of a thread is left to be made when it is asked for.
const LONG: usize = 200;

/// Notes keys of articles, in place of those that are there.
pub(super) fn put_keys(db: &Connection, batch: &[(Row, Vec<u32>)]) -> rusqlite::Result<()> {
    let mut put = db.prepare_cached("INSERT OR REPLACE INTO nearness (rowid, keys) VALUES (?1, ?2)")?;
    for (row, keys) in batch {
        let mut words = String::with_capacity(keys.len() * 11);
        for key in keys {
            let _ = write!(words, "{key} ");
        }
        put.execute(params![row.0, words])?;
    }
    Ok(())
}

/// The articles that share most of the keys.
pub(super) fn near(db: &Connection, keys: &[u32], limit: usize) -> rusqlite::Result<Vec<Row>> {
    let sql = "SELECT rowid FROM nearness WHERE nearness MATCH ?1 ORDER BY rowid DESC LIMIT ?2";
    let mut query = db.prepare_cached(sql)?;
    let mut votes: BTreeMap<i64, f64> = BTreeMap::new();
    for key in keys {
        let word = format!("\"{key}\"");
        let rows: Vec<i64> =
            query.query_map(params![word, LATEST], |row| row.get(0))?.collect::<rusqlite::Result<_>>()?;
        let holders = u32::try_from(rows.len()).unwrap_or(u32::MAX);
        let weight = 1.0 / (2.0 + f64::from(holders)).ln();
        for row in rows {
            *votes.entry(row).or_default() += weight;
        }
    }
    let mut ranked: Vec<(i64, f64)> = votes.into_iter().collect();
    ranked.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
    Ok(ranked.into_iter().take(limit).map(|(row, _)| Row(row)).collect())
}

/// The features of articles.
pub(super) fn features_of(db: &Connection, rows: &[Row]) -> rusqlite::Result<Vec<(Row, Vec<u8>)>> {
    let mut query = db.prepare_cached("SELECT bytes FROM features WHERE row = ?1")?;
    let mut found = Vec::with_capacity(rows.len());
    for row in rows {
        let bytes: Option<Vec<u8>> = query.query_row([row.0], |found| found.get(0)).optional()?;
        found.extend(bytes.map(|bytes| (*row, bytes)));
    }
    Ok(found)
}

/// The threads, events and series that articles take part in.
pub(super) fn linking_of(db: &Connection, rows: &[Row]) -> rusqlite::Result<Linking> {
    let threads = numbers(db, rows, "SELECT DISTINCT thread FROM members WHERE row = ?1")?;
    let events = numbers(db, rows, "SELECT event FROM entries WHERE row = ?1 AND event IS NOT NULL")?;
    let series = numbers(db, rows, "SELECT series FROM series_articles WHERE row = ?1")?;
    Ok(Linking {
        threads: packed(db, &threads, "SELECT data FROM threads WHERE num = ?1")?,
        events: packed(db, &events, "SELECT data FROM events WHERE num = ?1 AND ord IS NOT NULL")?,
        series: packed(db, &series, "SELECT data FROM series WHERE num = ?1")?,
        retired: Vec::new(),
    })
}

fn numbers(db: &Connection, rows: &[Row], sql: &str) -> rusqlite::Result<BTreeSet<i64>> {
    let mut query = db.prepare_cached(sql)?;
    let mut found = BTreeSet::new();
    for row in rows {
        for number in query.query_map([row.0], |answer| answer.get(0))? {
            found.insert(number?);
        }
    }
    Ok(found)
}

fn packed<T: serde::de::DeserializeOwned>(
    db: &Connection,
    numbers: &BTreeSet<i64>,
    sql: &str,
) -> rusqlite::Result<Vec<T>> {
    let mut query = db.prepare_cached(sql)?;
    let mut all = Vec::new();
    for number in numbers {
        let bytes: Option<Vec<u8>> = query.query_row([number], |row| row.get(0)).optional()?;
        all.extend(bytes.and_then(|bytes| unpack(&bytes)));
    }
    Ok(all)
}

/// Puts in what is new, has grown or has changed by new and changed articles, and takes out what comes empty.
pub(super) fn grow_linking(db: &Connection, grown: &Linking, new: &[Row]) -> rusqlite::Result<()> {
    let mut ids: BTreeMap<String, i64> = BTreeMap::new();
    for row in new {
        let sql = "SELECT id FROM articles WHERE row = ?1";
        let id: Option<String> =
            db.prepare_cached(sql)?.query_row([row.0], |found| found.get(0)).optional()?;
        ids.extend(id.map(|id| (id, row.0)));
    }
    for row in new {
        db.prepare_cached("DELETE FROM members WHERE row = ?1")?.execute([row.0])?;
        db.prepare_cached("DELETE FROM series_articles WHERE row = ?1")?.execute([row.0])?;
    }
    for event in &grown.events {
        if event.articles.is_empty() {
            db.prepare_cached("UPDATE events SET ord = NULL WHERE id = ?1")?.execute([event.id.as_str()])?;
            continue;
        }
        let num = upsert(db, EVENTS, event.id.as_str(), &pack(event)?)?;
        for row in event.articles.iter().filter_map(|article| ids.get(article.as_str())) {
            db.prepare_cached("UPDATE entries SET event = ?2 WHERE row = ?1")?.execute([*row, num])?;
        }
    }
    // Lines of threads ask which articles are copies: events come first.
    for thread in &grown.threads {
        if thread.mentions.is_empty() {
            forget_thread(db, thread)?;
        } else {
            grow_thread(db, thread, &ids)?;
        }
    }
    for series in &grown.series {
        if series.points.is_empty() {
            db.prepare_cached("DELETE FROM series WHERE id = ?1")?.execute([series.id.as_str()])?;
            continue;
        }
        let num = upsert(db, SERIES, series.id.as_str(), &pack(series)?)?;
        for row in series.points.iter().filter_map(|point| ids.get(point.article.as_str())) {
            db.prepare_cached("INSERT OR IGNORE INTO series_articles (row, series) VALUES (?1, ?2)")?
                .execute([*row, num])?;
        }
    }
    Ok(())
}

/// Takes out a thread that nothing tells any more.
fn forget_thread(db: &Connection, thread: &Thread) -> rusqlite::Result<()> {
    let num: Option<i64> = db
        .prepare_cached("SELECT num FROM threads WHERE id = ?1")?
        .query_row([thread.id.as_str()], |row| row.get(0))
        .optional()?;
    if let Some(num) = num {
        db.prepare_cached("DELETE FROM members WHERE thread = ?1")?.execute([num])?;
        db.prepare_cached("DELETE FROM threads WHERE num = ?1")?.execute([num])?;
    }
    Ok(())
}

fn grow_thread(db: &Connection, thread: &Thread, ids: &BTreeMap<String, i64>) -> rusqlite::Result<()> {
    let label = thread.labels.first().map_or("", |(_, label)| label);
    let put = "INSERT INTO threads (id, ord, label, data)
               VALUES (?1, (SELECT coalesce(max(ord), -1) + 1 FROM threads), ?2, ?3)
               ON CONFLICT (id) DO UPDATE SET label = excluded.label, data = excluded.data, line = NULL
               RETURNING num";
    let num: i64 = db
        .prepare_cached(put)?
        .query_row(params![thread.id.as_str(), label, pack(thread)?], |row| row.get(0))?;
    for address in &thread.mentions {
        if let Some(row) = ids.get(address.article.as_str()) {
            db.prepare_cached("INSERT OR REPLACE INTO members (row, mention, thread) VALUES (?1, ?2, ?3)")?
                .execute(params![row, address.mention.as_str(), num])?;
        }
    }
    if thread.mentions.len() <= LONG { make_line(db, num) } else { Ok(()) }
}

const EVENTS: &str = "INSERT INTO events (num, id, ord, data)
     VALUES ((SELECT coalesce(max(num), 0) + 1 FROM events), ?1,
             (SELECT coalesce(max(ord), -1) + 1 FROM events), ?2)
     ON CONFLICT (id) DO UPDATE SET ord = coalesce(ord, excluded.ord), data = excluded.data
     RETURNING num";

const SERIES: &str = "INSERT INTO series (id, ord, data)
     VALUES (?1, (SELECT coalesce(max(ord), -1) + 1 FROM series), ?2)
     ON CONFLICT (id) DO UPDATE SET data = excluded.data
     RETURNING num";

fn upsert(db: &Connection, sql: &str, id: &str, data: &[u8]) -> rusqlite::Result<i64> {
    db.prepare_cached(sql)?.query_row(params![id, data], |row| row.get(0))
}

/// How much each word tells.
pub(super) fn rarity(db: &Connection) -> rusqlite::Result<Option<Vec<u8>>> {
    db.prepare_cached("SELECT bytes FROM rarity")?.query_row([], |row| row.get(0)).optional()
}

/// Notes how much each word tells.
pub(super) fn put_rarity(db: &Connection, bytes: &[u8]) -> rusqlite::Result<()> {
    db.prepare_cached("INSERT OR REPLACE INTO rarity (num, bytes) VALUES (1, ?1)")?.execute([bytes])?;
    Ok(())
}
