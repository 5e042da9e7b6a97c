//! Threads, events and series as linking made them. Writes only what differs from what is there.

use std::collections::{BTreeMap, HashMap};

use rusqlite::{Connection, params};

use super::codec::{number, pack, unpack};
use super::intake::row_of;
use super::threads::{make_line, missing_lines};
use crate::base::id::ThreadId;
use crate::model::event::Event;
use crate::model::figure::Series;
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
    let mut writing = Writing::begin(db, linking)?;
    while writing.go_on(db)? {}
    Ok(())
}

/// So many things are written at a time.
const BATCH: usize = 1000;

/// Linking on its way into a library, a batch at a time. Whatever is written between two batches by others stays;
/// readers meet some threads as they are and some as they were.
pub(super) struct Writing<'l> {
    linking: &'l Linking,
    next: Next,
    events: Known,
    threads: Known,
    series: Known,
    event: i64,
    of_article: HashMap<&'l str, i64>,
    /// Articles whose number of event differs.
    differing: Vec<(i64, Option<i64>)>,
    /// Threads without a line.
    lines: Vec<i64>,
    done: usize,
}

/// What is written next.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Next {
    Events(usize),
    Differing,
    Entries,
    Threads(usize),
    Gone,
    Series(usize),
    Missing,
    Lines,
}

impl<'l> Writing<'l> {
    /// Looks at what is there.
    pub(super) fn begin(db: &Connection, linking: &'l Linking) -> rusqlite::Result<Self> {
        let events = known(db, "SELECT id, num, ord FROM events")?;
        Ok(Self {
            linking,
            next: Next::Events(0),
            event: events.values().map(|(num, _)| *num).max().unwrap_or(0) + 1,
            events,
            threads: known(db, "SELECT id, num, ord FROM threads")?,
            series: known(db, "SELECT id, num, ord FROM series")?,
            of_article: HashMap::new(),
            differing: Vec::new(),
            lines: Vec::new(),
            done: 0,
        })
    }

    /// How many things are written, of how many; about.
    pub(super) fn far(&self) -> (usize, usize) {
        let Linking { events, threads, series, .. } = self.linking;
        // A line of a thread takes as long as the thread.
        (self.done, events.len() + 2 * threads.len() + series.len())
    }

    /// Writes the next batch; `false` where all is written.
    pub(super) fn go_on(&mut self, db: &Connection) -> rusqlite::Result<bool> {
        self.next = match self.next {
            Next::Events(from) => match self.linking.events.get(from..).unwrap_or_default() {
                [] => {
                    gone_events(db, std::mem::take(&mut self.events))?;
                    Next::Differing
                }
                rest => {
                    let batch = rest.get(..BATCH).unwrap_or(rest);
                    self.put_events(db, from, batch)?;
                    self.done += batch.len();
                    Next::Events(from + batch.len())
                }
            },
            Next::Differing => {
                self.differing = differing(db, &std::mem::take(&mut self.of_article))?;
                Next::Entries
            }
            Next::Entries if self.differing.is_empty() => Next::Threads(0),
            Next::Entries => {
                let batch = self.differing.split_off(self.differing.len().saturating_sub(BATCH));
                number_entries(db, &batch)?;
                Next::Entries
            }
            Next::Threads(from) => match self.linking.threads.get(from..).unwrap_or_default() {
                [] => Next::Gone,
                rest => {
                    let batch = rest.get(..BATCH).unwrap_or(rest);
                    put_threads(db, from, batch, &mut self.threads)?;
                    self.done += batch.len();
                    Next::Threads(from + batch.len())
                }
            },
            Next::Gone => {
                gone_threads(db, std::mem::take(&mut self.threads))?;
                put_retired(db, &self.linking.retired)?;
                Next::Series(0)
            }
            Next::Series(from) => match self.linking.series.get(from..).unwrap_or_default() {
                [] => {
                    gone_series(db, std::mem::take(&mut self.series))?;
                    Next::Missing
                }
                rest => {
                    let batch = rest.get(..BATCH).unwrap_or(rest);
                    put_series(db, from, batch, &mut self.series)?;
                    self.done += batch.len();
                    Next::Series(from + batch.len())
                }
            },
            Next::Missing => {
                self.lines = missing_lines(db)?;
                Next::Lines
            }
            Next::Lines if self.lines.is_empty() => return Ok(false),
            Next::Lines => {
                let batch = self.lines.split_off(self.lines.len().saturating_sub(BATCH / 10));
                self.done += batch.len();
                batch.into_iter().try_for_each(|num| make_line(db, num))?;
                Next::Lines
            }
        };
        Ok(true)
    }

    fn put_events(&mut self, db: &Connection, from: usize, batch: &'l [Event]) -> rusqlite::Result<()> {
        for (ord, event) in (from..).zip(batch) {
            let num = self.events.remove(event.id.as_str()).map_or_else(
                || {
                    self.event += 1;
                    self.event - 1
                },
                |(num, _)| num,
            );
            let put = "INSERT INTO events (num, id, ord, data) VALUES (?1, ?2, ?3, ?4)
                       ON CONFLICT (num) DO UPDATE SET ord = excluded.ord, data = excluded.data
                       WHERE ord IS NOT excluded.ord OR data <> excluded.data";
            db.prepare_cached(put)?.execute(params![num, event.id.as_str(), number(ord), pack(event)?])?;
            self.of_article.extend(event.articles.iter().map(|article| (article.as_str(), num)));
        }
        Ok(())
    }
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

fn put_threads(db: &Connection, from: usize, batch: &[Thread], old: &mut Known) -> rusqlite::Result<()> {
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

fn gone_threads(db: &Connection, old: Known) -> rusqlite::Result<()> {
    for (num, _) in old.into_values() {
        db.prepare_cached("DELETE FROM members WHERE thread = ?1")?.execute([num])?;
        db.prepare_cached("DELETE FROM threads WHERE num = ?1")?.execute([num])?;
    }
    Ok(())
}

fn gone_events(db: &Connection, old: Known) -> rusqlite::Result<()> {
    for (num, ord) in old.into_values() {
        if ord.is_some() {
            db.prepare_cached("UPDATE events SET ord = NULL WHERE num = ?1")?.execute([num])?;
        }
    }
    Ok(())
}

/// The articles whose number of event differs from the wanted one, with that.
fn differing(db: &Connection, of_article: &HashMap<&str, i64>) -> rusqlite::Result<Vec<(i64, Option<i64>)>> {
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

fn number_entries(db: &Connection, batch: &[(i64, Option<i64>)]) -> rusqlite::Result<()> {
    let mut put = db.prepare_cached("UPDATE entries SET event = ?2 WHERE row = ?1")?;
    batch.iter().try_for_each(|(row, event)| put.execute(params![row, event]).map(|_| ()))
}

fn put_series(db: &Connection, from: usize, batch: &[Series], old: &mut Known) -> rusqlite::Result<()> {
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

fn gone_series(db: &Connection, old: Known) -> rusqlite::Result<()> {
    for (num, _) in old.into_values() {
        db.prepare_cached("DELETE FROM series WHERE num = ?1")?.execute([num])?;
    }
    Ok(())
}
