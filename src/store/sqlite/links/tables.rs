//! The tables of threads, events and series, a batch at a time. Never decides what comes next.

use std::collections::{BTreeMap, HashMap};

use rusqlite::{Connection, params};

use crate::base::id::ThreadId;
use crate::model::figure::Series;
use crate::model::thread::Thread;
use crate::store::sqlite::codec::{number, pack};
use crate::store::sqlite::intake::row_of;

/// What is there of one kind, by id: its number, its place and whether it is still wanted.
pub(super) type Known = BTreeMap<String, (i64, Option<i64>)>;

pub(super) fn known(db: &Connection, sql: &str) -> rusqlite::Result<Known> {
    db.prepare_cached(sql)?.query_map([], |row| Ok((row.get(0)?, (row.get(1)?, row.get(2)?))))?.collect()
}

pub(super) fn put_threads(
    db: &Connection,
    from: usize,
    batch: &[Thread],
    old: &mut Known,
) -> rusqlite::Result<()> {
    let mut changed = Vec::new();
    for (ord, thread) in (from..).zip(batch) {
        let data = pack(thread)?;
        let label = thread.labels.first().map_or("", |(_, label)| label);
        let num = match old.remove(thread.id.as_str()) {
            None => db
                .prepare_cached("INSERT INTO threads (id, ord, label, data) VALUES (?1, ?2, ?3, ?4)")?
                .insert(params![thread.id.as_str(), number(ord), label, data])?,
            Some((num, place)) => {
                if place != Some(number(ord)) {
                    db.prepare_cached("UPDATE threads SET ord = ?2 WHERE num = ?1")?
                        .execute(params![num, number(ord)])?;
                }
                // Where a writing before was broken off, a thread may have lost mentions though it is as it was.
                let differs = "UPDATE threads SET label = ?2, data = ?3, line = NULL WHERE num = ?1
                    AND (data <> ?3 OR (SELECT count(*) FROM members WHERE thread = ?1) <> ?4)";
                let count = number(thread.mentions.len());
                if db.prepare_cached(differs)?.execute(params![num, label, data, count])? == 0 {
                    continue;
                }
                num
            }
        };
        changed.push((num, thread));
    }
    // First all leave, then all join: a mention may go from one changed thread to another.
    for (num, _) in &changed {
        db.prepare_cached("DELETE FROM members WHERE thread = ?1")?.execute([num])?;
    }
    for (num, thread) in changed {
        for address in &thread.mentions {
            let join = "INSERT OR REPLACE INTO members (row, mention, thread)
                        SELECT row, ?2, ?3 FROM articles WHERE id = ?1";
            db.prepare_cached(join)?.execute(params![
                address.article.as_str(),
                address.mention.as_str(),
                num
            ])?;
        }
    }
    Ok(())
}

pub(super) fn gone_threads(db: &Connection, old: Known) -> rusqlite::Result<()> {
    for (num, _) in old.into_values() {
        db.prepare_cached("DELETE FROM members WHERE thread = ?1")?.execute([num])?;
        db.prepare_cached("DELETE FROM threads WHERE num = ?1")?.execute([num])?;
    }
    Ok(())
}

pub(super) fn gone_events(db: &Connection, old: Known) -> rusqlite::Result<()> {
    for (num, ord) in old.into_values() {
        if ord.is_some() {
            db.prepare_cached("UPDATE events SET ord = NULL WHERE num = ?1")?.execute([num])?;
        }
    }
    Ok(())
}

/// The articles whose number of event differs from the wanted one, with that.
pub(super) fn differing(
    db: &Connection,
    of_article: &HashMap<&str, i64>,
) -> rusqlite::Result<Vec<(i64, Option<i64>)>> {
    let sql = "SELECT e.row, a.id, e.event FROM entries e JOIN articles a ON a.row = e.row";
    let mut query = db.prepare_cached(sql)?;
    let mut rows = query.query([])?;
    let mut differing = Vec::new();
    while let Some(row) = rows.next()? {
        let wanted = of_article.get(row.get_ref(1)?.as_str()?).copied();
        if row.get::<_, Option<i64>>(2)? != wanted {
            differing.push((row.get(0)?, wanted));
        }
    }
    Ok(differing)
}

pub(super) fn number_entries(db: &Connection, batch: &[(i64, Option<i64>)]) -> rusqlite::Result<()> {
    let mut put = db.prepare_cached("UPDATE entries SET event = ?2 WHERE row = ?1")?;
    batch.iter().try_for_each(|(row, event)| put.execute(params![row, event]).map(|_| ()))
}

pub(super) fn put_series(
    db: &Connection,
    from: usize,
    batch: &[Series],
    old: &mut Known,
) -> rusqlite::Result<()> {
    for (ord, series) in (from..).zip(batch) {
        let data = pack(series)?;
        let num = match old.remove(series.id.as_str()) {
            None => db
                .prepare_cached("INSERT INTO series (id, ord, data) VALUES (?1, ?2, ?3)")?
                .insert(params![series.id.as_str(), number(ord), data])?,
            Some((num, _)) => {
                let put =
                    "UPDATE series SET ord = ?2, data = ?3 WHERE num = ?1 AND (ord <> ?2 OR data <> ?3)";
                if db.prepare_cached(put)?.execute(params![num, number(ord), data])? == 0 {
                    continue;
                }
                db.prepare_cached("DELETE FROM series_articles WHERE series = ?1")?.execute([num])?;
                num
            }
        };
        for point in &series.points {
            if let Some(row) = row_of(db, &point.article)? {
                db.prepare_cached("INSERT OR IGNORE INTO series_articles (row, series) VALUES (?1, ?2)")?
                    .execute([row, num])?;
            }
        }
    }
    Ok(())
}

pub(super) fn gone_series(db: &Connection, old: Known) -> rusqlite::Result<()> {
    for (num, _) in old.into_values() {
        db.prepare_cached("DELETE FROM series WHERE num = ?1")?.execute([num])?;
    }
    Ok(())
}

pub(super) fn put_retired(db: &Connection, retired: &[(ThreadId, ThreadId)]) -> rusqlite::Result<()> {
    db.execute("DELETE FROM retired", [])?;
    for (ord, (id, heir)) in retired.iter().enumerate() {
        db.prepare_cached("INSERT OR REPLACE INTO retired (id, ord, heir) VALUES (?1, ?2, ?3)")?
            .execute(params![id.as_str(), number(ord), heir.as_str()])?;
    }
    Ok(())
}
