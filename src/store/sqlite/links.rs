//! Threads, events and series as linking made them. Writes only what differs from what is there.

use std::collections::BTreeMap;

use rusqlite::{Connection, params};

use super::codec::{number, pack, unpack};
use super::intake::row_of;
use super::threads::make_lines;
use crate::base::id::ThreadId;
use crate::model::thread::{Linking, Thread};

/// Threads, events and series as they were put in last.
pub(super) fn linking(db: &Connection) -> rusqlite::Result<Linking> {
    let retired = db
        .prepare_cached("SELECT id, heir FROM retired ORDER BY ord")?
        .query_map([], |row| Ok((ThreadId(row.get(0)?), ThreadId(row.get(1)?))))?
        .collect::<rusqlite::Result<_>>()?;
    Ok(Linking {
        threads: packed(db, "SELECT data FROM threads ORDER BY ord")?,
        events: packed(db, "SELECT data FROM events WHERE ord IS NOT NULL ORDER BY ord")?,
        series: packed(db, "SELECT data FROM series ORDER BY ord")?,
        retired,
    })
}

fn packed<T: serde::de::DeserializeOwned>(db: &Connection, sql: &str) -> rusqlite::Result<Vec<T>> {
    let mut query = db.prepare_cached(sql)?;
    let mut rows = query.query([])?;
    let mut all = Vec::new();
    while let Some(row) = rows.next()? {
        all.extend(unpack(row.get_ref(0)?.as_blob()?));
    }
    Ok(all)
}

/// Replaces threads, events and series.
pub(super) fn put_linking(db: &Connection, linking: &Linking) -> rusqlite::Result<()> {
    put_retired(db, &linking.retired)?;
    put_threads(db, &linking.threads)?;
    put_events(db, linking)?;
    put_series(db, linking)?;
    make_lines(db)
}

fn put_retired(db: &Connection, retired: &[(ThreadId, ThreadId)]) -> rusqlite::Result<()> {
    db.execute("DELETE FROM retired", [])?;
    for (ord, (id, heir)) in retired.iter().enumerate() {
        db.prepare_cached("INSERT OR REPLACE INTO retired (id, ord, heir) VALUES (?1, ?2, ?3)")?
            .execute(params![id.as_str(), number(ord), heir.as_str()])?;
    }
    Ok(())
}

/// What is there of one kind, by id: its number, its place and whether it is still wanted.
type Known = BTreeMap<String, (i64, Option<i64>)>;

fn known(db: &Connection, sql: &str) -> rusqlite::Result<Known> {
    db.prepare_cached(sql)?.query_map([], |row| Ok((row.get(0)?, (row.get(1)?, row.get(2)?))))?.collect()
}

fn put_threads(db: &Connection, threads: &[Thread]) -> rusqlite::Result<()> {
    let mut old = known(db, "SELECT id, num, ord FROM threads")?;
    let mut changed = Vec::new();
    for (ord, thread) in threads.iter().enumerate() {
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
                let differs =
                    "UPDATE threads SET label = ?2, data = ?3, line = NULL WHERE num = ?1 AND data <> ?3";
                if db.prepare_cached(differs)?.execute(params![num, label, data])? == 0 {
                    continue;
                }
                num
            }
        };
        changed.push((num, thread));
    }
    for (num, _) in old.into_values() {
        db.prepare_cached("DELETE FROM members WHERE thread = ?1")?.execute([num])?;
        db.prepare_cached("DELETE FROM threads WHERE num = ?1")?.execute([num])?;
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

fn put_events(db: &Connection, linking: &Linking) -> rusqlite::Result<()> {
    let mut old = known(db, "SELECT id, num, ord FROM events")?;
    let mut next = old.values().map(|(num, _)| *num).max().unwrap_or(0) + 1;
    let mut of_article: BTreeMap<&str, i64> = BTreeMap::new();
    for (ord, event) in linking.events.iter().enumerate() {
        let num = old.remove(event.id.as_str()).map_or_else(
            || {
                next += 1;
                next - 1
            },
            |(num, _)| num,
        );
        let put = "INSERT INTO events (num, id, ord, data) VALUES (?1, ?2, ?3, ?4)
                   ON CONFLICT (num) DO UPDATE SET ord = excluded.ord, data = excluded.data
                   WHERE ord IS NOT excluded.ord OR data <> excluded.data";
        db.prepare_cached(put)?.execute(params![num, event.id.as_str(), number(ord), pack(event)?])?;
        of_article.extend(event.articles.iter().map(|article| (article.as_str(), num)));
    }
    for (num, ord) in old.into_values() {
        if ord.is_some() {
            db.prepare_cached("UPDATE events SET ord = NULL WHERE num = ?1")?.execute([num])?;
        }
    }
    number_entries(db, &of_article)
}

/// Writes the number of its event to each article where it differs.
fn number_entries(db: &Connection, of_article: &BTreeMap<&str, i64>) -> rusqlite::Result<()> {
    let mut differing = Vec::new();
    {
        let sql = "SELECT e.row, a.id, e.event FROM entries e JOIN articles a ON a.row = e.row";
        let mut query = db.prepare_cached(sql)?;
        let mut rows = query.query([])?;
        while let Some(row) = rows.next()? {
            let wanted = of_article.get(row.get_ref(1)?.as_str()?).copied();
            if row.get::<_, Option<i64>>(2)? != wanted {
                differing.push((row.get::<_, i64>(0)?, wanted));
            }
        }
    }
    for (row, event) in differing {
        db.prepare_cached("UPDATE entries SET event = ?2 WHERE row = ?1")?.execute(params![row, event])?;
    }
    Ok(())
}

fn put_series(db: &Connection, linking: &Linking) -> rusqlite::Result<()> {
    let mut old = known(db, "SELECT id, num, ord FROM series")?;
    for (ord, series) in linking.series.iter().enumerate() {
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
    for (num, _) in old.into_values() {
        db.prepare_cached("DELETE FROM series WHERE num = ?1")?.execute([num])?;
    }
    Ok(())
}
