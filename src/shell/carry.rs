//! Carries effects out on the library, on a thread of its own, and sends back what it answered. Never draws.

use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::thread::{self, JoinHandle};
use std::time::Duration;

use chrono::{DateTime, Utc};

use crate::app::effect::{Ask, RequestId};
use crate::app::event::{Event, Found, Reply, Revised};
use crate::base::id::RevisionId;
use crate::model::bookmark::{Bookmark, Place};
use crate::model::view::Row;
use crate::search::query::Query;
use crate::shell::events::Wake;
use crate::store::change::{Change, Step};
use crate::store::error::Result;
use crate::store::library::{Library, Seen};
use crate::text::diff::words;

/// What the thread is to do.
#[derive(Debug)]
pub enum Job {
    /// Ask the library and answer.
    Ask(RequestId, Ask),
    /// Note where the reader is.
    Note(Row, usize, Seen),
    /// Keep a value between runs.
    Keep(String, String),
}

/// The thread; dropping it waits until everything noted is on the disk.
#[derive(Debug)]
pub struct Carrier {
    jobs: Option<Sender<Job>>,
    thread: Option<JoinHandle<()>>,
}

/// How long a reading position waits for a later one before it is written.
const QUIET: Duration = Duration::from_millis(400);

impl Carrier {
    /// Starts the thread on a library of its own.
    ///
    /// # Errors
    ///
    /// Where no thread can be started.
    pub fn start(
        library: Box<dyn Library>,
        to: Sender<Wake>,
        clock: fn() -> DateTime<Utc>,
    ) -> std::io::Result<Self> {
        let (jobs, from) = channel();
        let work = move || Work { library, to, clock, note: None }.run(&from);
        let thread = thread::Builder::new().name("library".into()).spawn(work)?;
        Ok(Self { jobs: Some(jobs), thread: Some(thread) })
    }

    /// Gives it something to do.
    pub fn send(&self, job: Job) {
        if let Some(jobs) = &self.jobs {
            let _ = jobs.send(job);
        }
    }
}

impl Drop for Carrier {
    fn drop(&mut self) {
        drop(self.jobs.take());
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}

struct Work {
    library: Box<dyn Library>,
    to: Sender<Wake>,
    clock: fn() -> DateTime<Utc>,
    note: Option<(Row, usize, Seen)>,
}

impl Work {
    fn run(mut self, from: &Receiver<Job>) {
        loop {
            let first = if self.note.is_some() {
                match from.recv_timeout(QUIET) {
                    Ok(job) => job,
                    Err(RecvTimeoutError::Timeout) => {
                        self.write_note();
                        continue;
                    }
                    Err(RecvTimeoutError::Disconnected) => break,
                }
            } else {
                match from.recv() {
                    Ok(job) => job,
                    Err(_) => break,
                }
            };
            let mut jobs = vec![first];
            jobs.extend(from.try_iter());
            for job in without_outdated(jobs) {
                self.carry(job);
            }
        }
        self.write_note();
    }

    fn carry(&mut self, job: Job) {
        match job {
            Job::Ask(id, ask) => {
                self.write_note();
                let event = match answer(self.library.as_mut(), ask, (self.clock)()) {
                    Ok(reply) => Event::Reply(id, reply),
                    Err(error) => Event::Failed(id, error.problem()),
                };
                let _ = self.to.send(Wake::Event(event));
            }
            Job::Note(row, position, seen) => {
                let was_read = matches!(self.note, Some((own, _, Seen::Read)) if own == row);
                if self.note.is_some_and(|(own, _, _)| own != row) {
                    self.write_note();
                }
                let seen = if was_read { Seen::Read } else { seen };
                self.note = Some((row, position, seen));
            }
            Job::Keep(key, value) => {
                let kept = self.library.set_setting(&key, Some(&value));
                self.told(kept);
            }
        }
    }

    fn write_note(&mut self) {
        if let Some((row, position, seen)) = self.note.take() {
            let noted = self.library.note_reading(row, position, seen);
            self.told(noted);
        }
    }

    /// Tells what could not be kept of itself. Of a library that cannot be written the reader knows already.
    fn told(&self, result: Result<()>) {
        let is_known = || self.library.about().is_ok_and(|about| about.read_only.is_some());
        if let Err(error) = result
            && !is_known()
        {
            let _ = self.to.send(Wake::Event(Event::Told(error.problem())));
        }
    }
}

/// Asks a library and says what it answered; `now` is the time of changes.
///
/// # Errors
///
/// Those of the library.
pub fn answer(library: &mut dyn Library, ask: Ask, now: DateTime<Utc>) -> Result<Reply> {
    Ok(match ask {
        Ask::Timeline => Reply::Timeline(library.timeline()?),
        Ask::Summaries(rows) => Reply::Summaries(library.summaries(&rows)?),
        Ask::Page(row) => Reply::Page(library.page(row)?.map(Box::new)),
        Ask::Thread(thread) => Reply::Thread(library.thread(&thread)?.map(Box::new)),
        Ask::Threads => Reply::Threads(library.threads()?),
        Ask::Bookmarks(side) => Reply::Bookmarks(library.bookmarks(side)?),
        Ask::Search(query, order) => Reply::Rows(library.search(&query, order)?),
        Ask::Found(query, rows) => Reply::Found(found(library, &query, &rows)?),
        Ask::Titles(typed, most) => Reply::Titles(library.titles(&typed, most)?),
        Ask::Revised(row, nth) => Reply::Revised(revised(library, row, nth)?.map(Box::new)),
        Ask::Tracked => Reply::Tracked(library.tracked()?),
        Ask::Reject(bookmark, revision) => Reply::Changed(reject(library, *bookmark, &revision, now)?),
        Ask::Arrived(after) => Reply::Arrived(library.arrived(after)?),
        Ask::About => Reply::About(library.about()?),
        Ask::Tags => Reply::Tags(library.tags()?),
        Ask::Setting(key) => Reply::Setting(library.setting(&key)?),
        Ask::Change(change) => Reply::Changed(library.change(change, now)?),
        Ask::Undo => Reply::Undone(library.undo()?),
        Ask::Redo => Reply::Redone(library.redo()?),
    })
}

/// Takes a bookmark from the place it has moved to; it is not looked for again in this text.
fn reject(
    library: &mut dyn Library,
    bookmark: Bookmark,
    revision: &RevisionId,
    now: DateTime<Utc>,
) -> Result<Step> {
    let id = bookmark.id.clone();
    let lost = Bookmark { place: Place::Orphan, changed: now, ..bookmark };
    let step = library.change(Change::Keep(vec![lost]), now)?;
    library.place(revision, &[(id, Place::Orphan)])?;
    Ok(step)
}

/// What a change of an article's text was, counted back from the latest.
fn revised(library: &dyn Library, row: Row, nth: usize) -> Result<Option<Revised>> {
    let all = library.revisions(row)?;
    let (Some(after), Some(before)) = (all.get(nth), all.get(nth + 1)) else {
        return Ok(None);
    };
    let (Some(new), Some(old)) = (library.text(row, &after.id)?, library.text(row, &before.id)?) else {
        return Ok(None);
    };
    let pieces = words(&old, &new);
    let came = (before.seen, after.seen);
    Ok(Some(Revised { row, nth, all: all.len() - 1, came, before: old, after: new, pieces }))
}

/// Lines and places of articles; one that is not there is left out.
fn found(library: &dyn Library, query: &Query, rows: &[Row]) -> Result<Vec<Found>> {
    let snippets = library.snippets(query, rows)?;
    let mut summaries = library.summaries(rows)?;
    let mut found = Vec::new();
    for (row, snippet) in rows.iter().zip(snippets) {
        if let Some(at) = summaries.iter().position(|summary| summary.row == *row) {
            found.push(Found { summary: summaries.swap_remove(at), snippet });
        }
    }
    Ok(found)
}

/// The jobs without questions that nobody waits for any more: of several articles, several searches or several
/// rows of titles asked for, only the last is wanted.
fn without_outdated(jobs: Vec<Job>) -> impl Iterator<Item = Job> {
    let kind = |job: &Job| match job {
        Job::Ask(_, Ask::Page(_)) => Some(0),
        Job::Ask(_, Ask::Search(..)) => Some(1),
        Job::Ask(_, Ask::Titles(..)) => Some(2),
        Job::Ask(..) | Job::Note(..) | Job::Keep(..) => None,
    };
    let last = [0, 1, 2].map(|own| jobs.iter().rposition(|job| kind(job) == Some(own)));
    jobs.into_iter().enumerate().filter_map(move |(at, job)| {
        let wanted = kind(&job).is_none() || last.contains(&Some(at));
        wanted.then_some(job)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::memory::MemoryLibrary;

    fn clock() -> DateTime<Utc> {
        DateTime::UNIX_EPOCH
    }

    #[test]
    fn questions_are_answered_in_order_and_outdated_pages_left_out() {
        let (to, from) = channel();
        let carrier = Carrier::start(Box::new(MemoryLibrary::new()), to, clock).unwrap();
        carrier.send(Job::Keep("reader.last".into(), "7".into()));
        carrier.send(Job::Ask(RequestId(1), Ask::Setting("reader.last".into())));
        carrier.send(Job::Ask(RequestId(2), Ask::Timeline));
        carrier.send(Job::Ask(RequestId(3), Ask::Undo));
        drop(carrier);
        let replies: Vec<Wake> = from.iter().collect();
        assert_eq!(
            replies,
            [
                Wake::Event(Event::Reply(RequestId(1), Reply::Setting(Some("7".into())))),
                Wake::Event(Event::Reply(RequestId(2), Reply::Timeline(Vec::new()))),
                Wake::Event(Event::Reply(RequestId(3), Reply::Undone(None))),
            ]
        );
        let ask = |id, row| Job::Ask(RequestId(id), Ask::Page(Row(row)));
        let kept: Vec<Job> = without_outdated(vec![ask(1, 1), ask(2, 2), ask(3, 3)]).collect();
        assert!(matches!(kept.as_slice(), [Job::Ask(RequestId(3), Ask::Page(Row(3)))]));
    }
}
