//! Threads, events and series as linking made them. Writes only what differs from what is there.

mod tables;

use std::collections::HashMap;

use rusqlite::{Connection, params};

use super::codec::{number, pack, unpack};
use super::threads::{make_line, missing_lines};
use crate::base::id::ThreadId;
use crate::model::event::Event;
use crate::model::thread::Linking;
use tables::{
    Known, differing, gone_events, gone_series, gone_threads, known, number_entries, put_retired, put_series,
    put_threads,
};

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
        let linking = self.linking;
        self.next = match self.next {
            Next::Events(from) => match batch(&linking.events, from) {
                [] => {
                    gone_events(db, std::mem::take(&mut self.events))?;
                    Next::Differing
                }
                batch => {
                    self.put_events(db, from, batch)?;
                    Next::Events(self.after(from, batch.len()))
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
            Next::Threads(from) => match batch(&linking.threads, from) {
                [] => Next::Gone,
                batch => {
                    put_threads(db, from, batch, &mut self.threads)?;
                    Next::Threads(self.after(from, batch.len()))
                }
            },
            Next::Gone => {
                gone_threads(db, std::mem::take(&mut self.threads))?;
                put_retired(db, &linking.retired)?;
                Next::Series(0)
            }
            Next::Series(from) => match batch(&linking.series, from) {
                [] => {
                    gone_series(db, std::mem::take(&mut self.series))?;
                    Next::Missing
                }
                batch => {
                    put_series(db, from, batch, &mut self.series)?;
                    Next::Series(self.after(from, batch.len()))
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

    /// Counts a batch that is written; the place after it.
    fn after(&mut self, from: usize, written: usize) -> usize {
        self.done += written;
        from + written
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

/// The things of a list from a place on that are written together; none where all are written.
fn batch<T>(list: &[T], from: usize) -> &[T] {
    let rest = list.get(from..).unwrap_or_default();
    rest.get(..BATCH).unwrap_or(rest)
}
