//! The reader's data in a library file: bookmarks, dates, reads, corrections, settings and the journal.

use std::cmp::Ordering;
use std::collections::BTreeMap;

use chrono::{DateTime, NaiveDate, Utc};
use rusqlite::{Connection, OptionalExtension as _, Params, params};

use super::codec::{from_json, minutes, number, to_json};
use super::intake;
use super::threads::spoil_lines;
use crate::base::id::{ArticleId, BookmarkId, CorrectionId, RevisionId, ThreadId};
use crate::model::article::{Article, Dated};
use crate::model::bookmark::{Bookmark, Place};
use crate::model::lang::Lang;
use crate::model::view::{BookmarkRow, Row};
use crate::store::change::{self, Change, Corrected, Entry, Key, Record, Shelf, Step, Way};
use crate::store::intake::Credit;
use crate::store::library::{Seen, Side};
use crate::store::line::bookmark_row;
use crate::store::position;

/// Steps that can be undone at most.
const STEPS: i64 = 1000;

/// The tables of a library as a change sees them.
struct Tables<'a>(&'a Connection);

impl Shelf for Tables<'_> {
    type Error = rusqlite::Error;

    fn get(&self, key: &Key) -> rusqlite::Result<Option<Record>> {
        match key {
            Key::Bookmark(id) => {
                let data = one_text(self.0, "SELECT data FROM bookmarks WHERE id = ?1", [id.as_str()])?;
                data.map(|data| from_json(&data).map(|bookmark| Record::Bookmark(Box::new(bookmark))))
                    .transpose()
            }
            Key::Read(article) => {
                let found =
                    one_text(self.0, "SELECT article FROM reads WHERE article = ?1", [article.as_str()])?;
                Ok(found.map(|_| Record::Read))
            }
            Key::Date(article) => Ok(intake::hand_date(self.0, article)?.map(Record::Date)),
            Key::Correction(id) => {
                let data = one_text(self.0, "SELECT data FROM corrections WHERE id = ?1", [id.as_str()])?;
                data.map(|data| from_json(&data).map(Record::Correction)).transpose()
            }
        }
    }

    fn set(&mut self, key: &Key, record: Option<&Record>) -> rusqlite::Result<()> {
        match (key, record) {
            (Key::Bookmark(id), Some(Record::Bookmark(bookmark))) => {
                set_bookmark(self.0, id, bookmark, change::placed(bookmark).as_ref())
            }
            (Key::Bookmark(id), _) => delete_bookmark(self.0, id),
            (Key::Read(article), record) => set_read(self.0, article, record.is_some()),
            (Key::Date(article), Some(Record::Date(day))) => set_date(self.0, article, Some(*day)),
            (Key::Date(article), _) => set_date(self.0, article, None),
            (Key::Correction(id), Some(Record::Correction(corrected))) => {
                set_correction(self.0, id, corrected)
            }
            (Key::Correction(id), _) => self
                .0
                .prepare_cached("DELETE FROM corrections WHERE id = ?1")?
                .execute([id.as_str()])
                .map(drop),
        }
    }

    fn trashed(&self) -> rusqlite::Result<Vec<BookmarkId>> {
        self.0
            .prepare_cached("SELECT id FROM bookmarks WHERE trashed IS NOT NULL")?
            .query_map([], |row| row.get(0).map(BookmarkId))?
            .collect()
    }
}

fn one_text(db: &Connection, sql: &str, params: impl Params) -> rusqlite::Result<Option<String>> {
    db.prepare_cached(sql)?.query_row(params, |row| row.get(0)).optional()
}

/// Whether there is such a bookmark.
pub(super) fn has_bookmark(db: &Connection, id: &BookmarkId) -> rusqlite::Result<bool> {
    Ok(one_text(db, "SELECT id FROM bookmarks WHERE id = ?1", [id.as_str()])?.is_some())
}

/// Puts a bookmark in, in place of the one with its id.
pub(super) fn set_bookmark(
    db: &Connection,
    id: &BookmarkId,
    bookmark: &Bookmark,
    placed: Option<&RevisionId>,
) -> rusqlite::Result<()> {
    // A bookmark keeps its place in the order of making; a new one comes last, whatever the clock says.
    let sql = "SELECT coalesce((SELECT seq FROM bookmarks WHERE id = ?1),
                               (SELECT max(seq) + 1 FROM bookmarks), 1)";
    let seq: i64 = db.prepare_cached(sql)?.query_row([id.as_str()], |row| row.get(0))?;
    delete_bookmark(db, id)?;
    let sql = "INSERT INTO bookmarks (id, article, created, trashed, placed, data, seq)
               VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)";
    db.prepare_cached(sql)?.execute(params![
        id.as_str(),
        bookmark.article.as_str(),
        bookmark.created.timestamp_millis(),
        bookmark.trashed.map(|at| at.timestamp_millis()),
        placed.map(RevisionId::as_str),
        to_json(bookmark)?,
        seq,
    ])?;
    for tag in &bookmark.tags {
        db.prepare_cached("INSERT OR IGNORE INTO tags (bookmark, tag) VALUES (?1, ?2)")?
            .execute([id.as_str(), tag])?;
    }
    count_marks(db, &bookmark.article)
}

fn delete_bookmark(db: &Connection, id: &BookmarkId) -> rusqlite::Result<()> {
    let article = one_text(db, "SELECT article FROM bookmarks WHERE id = ?1", [id.as_str()])?;
    db.prepare_cached("DELETE FROM bookmarks WHERE id = ?1")?.execute([id.as_str()])?;
    article.map_or(Ok(()), |article| count_marks(db, &ArticleId(article)))
}

fn count_marks(db: &Connection, article: &ArticleId) -> rusqlite::Result<()> {
    let sql =
        "UPDATE entries SET marks = (SELECT count(*) FROM bookmarks WHERE article = ?1 AND trashed IS NULL)
               WHERE row = (SELECT row FROM articles WHERE id = ?1)";
    db.prepare_cached(sql)?.execute([article.as_str()]).map(drop)
}

fn set_read(db: &Connection, article: &ArticleId, read: bool) -> rusqlite::Result<()> {
    let sql = if read {
        "INSERT OR IGNORE INTO reads (article) VALUES (?1)"
    } else {
        "DELETE FROM reads WHERE article = ?1"
    };
    db.prepare_cached(sql)?.execute([article.as_str()])?;
    db.prepare_cached("UPDATE entries SET read = ?2 WHERE row = (SELECT row FROM articles WHERE id = ?1)")?
        .execute(params![article.as_str(), read])
        .map(drop)
}

fn set_date(db: &Connection, id: &ArticleId, day: Option<NaiveDate>) -> rusqlite::Result<()> {
    match day {
        Some(day) => db
            .prepare_cached("INSERT OR REPLACE INTO dates (article, day) VALUES (?1, ?2)")?
            .execute(params![id.as_str(), day.to_string()])?,
        None => db.prepare_cached("DELETE FROM dates WHERE article = ?1")?.execute([id.as_str()])?,
    };
    let found: Option<(i64, String)> = db
        .prepare_cached("SELECT row, dated FROM articles WHERE id = ?1")?
        .query_row([id.as_str()], |row| Ok((row.get(0)?, row.get(1)?)))
        .optional()?;
    let Some((row, dated)) = found else {
        return Ok(());
    };
    let printed = from_json::<Vec<Dated>>(&dated)?;
    let at = match day {
        Some(day) => Some(minutes(day, None)),
        None => printed.first().map(|date| minutes(date.day, date.time)),
    };
    db.prepare_cached("UPDATE entries SET at = ?2 WHERE row = ?1")?.execute(params![row, at])?;
    spoil_lines(db, row)
}

fn set_correction(db: &Connection, id: &CorrectionId, corrected: &Corrected) -> rusqlite::Result<()> {
    let at = corrected.at.timestamp_millis();
    db.prepare_cached("INSERT OR REPLACE INTO corrections (id, at, data) VALUES (?1, ?2, ?3)")?
        .execute(params![id.as_str(), at, to_json(corrected)?])
        .map(drop)
}

/// Makes one change.
pub(super) fn change(db: &Connection, change: Change, at: DateTime<Utc>) -> rusqlite::Result<Step> {
    let lasting = change == Change::EmptyTrash;
    let mut tables = Tables(db);
    let entry = change::plan(&tables, change, at)?;
    for edit in &entry.edits {
        tables.set(&edit.key, edit.after.as_ref())?;
    }
    if !lasting && !entry.edits.is_empty() {
        db.prepare_cached("DELETE FROM journal WHERE undone")?.execute([])?;
        let num = db
            .prepare_cached("INSERT INTO journal (undone, data) VALUES (0, ?1)")?
            .insert([to_json(&entry)?])?;
        db.prepare_cached("DELETE FROM journal WHERE num <= ?1")?.execute([num - STEPS])?;
    }
    Ok(change::step(&entry))
}

/// What came of going back or forth in the journal.
pub(super) enum Went {
    /// There was no step to go.
    Nowhere,
    /// This step was gone.
    Step(Step),
    /// The step no longer fits, and is forgotten.
    Overtaken,
}

/// Goes one step back or forth in the journal.
pub(super) fn walk(db: &Connection, way: Way) -> rusqlite::Result<Went> {
    let (sql, undone) = match way {
        Way::Back => ("SELECT num, data FROM journal WHERE NOT undone ORDER BY num DESC LIMIT 1", true),
        Way::Forth => ("SELECT num, data FROM journal WHERE undone ORDER BY num LIMIT 1", false),
    };
    let found: Option<(i64, String)> =
        db.prepare_cached(sql)?.query_row([], |row| Ok((row.get(0)?, row.get(1)?))).optional()?;
    let Some((num, data)) = found else {
        return Ok(Went::Nowhere);
    };
    let entry: Entry = from_json(&data)?;
    if !change::walk(&mut Tables(db), &entry, way)? {
        db.prepare_cached("DELETE FROM journal WHERE num = ?1")?.execute([num])?;
        return Ok(Went::Overtaken);
    }
    db.prepare_cached("UPDATE journal SET undone = ?2 WHERE num = ?1")?.execute(params![num, undone])?;
    Ok(Went::Step(change::step(&entry)))
}

/// A bookmark with the revision in which its place was looked for.
type Kept = (Bookmark, Option<RevisionId>);

fn kept(db: &Connection, sql: &str, params: impl Params) -> rusqlite::Result<Vec<Kept>> {
    let mut query = db.prepare_cached(sql)?;
    let mut rows = query.query(params)?;
    let mut all = Vec::new();
    while let Some(row) = rows.next()? {
        let bookmark = from_json(row.get_ref(0)?.as_str()?)?;
        all.push((bookmark, row.get::<_, Option<String>>(1)?.map(RevisionId)));
    }
    Ok(all)
}

/// A bookmark as it stands in a text: nowhere, where it was not looked for there.
fn within((bookmark, placed): Kept, present: &RevisionId) -> Bookmark {
    let known = placed.as_ref() == Some(present);
    Bookmark { place: if known { bookmark.place } else { Place::Orphan }, ..bookmark }
}

/// The bookmarks of an article, trash left out, in order of place.
pub(super) fn of_article(db: &Connection, article: &Article) -> rusqlite::Result<Vec<Bookmark>> {
    let sql = "SELECT data, placed FROM bookmarks WHERE article = ?1 AND trashed IS NULL";
    let all = kept(db, sql, [article.id.as_str()])?;
    let mut all: Vec<Bookmark> = all.into_iter().map(|one| within(one, &article.revision)).collect();
    all.sort_by(|one, other| position::place_order(one).cmp(&position::place_order(other)));
    Ok(all)
}

/// All bookmarks of one side, by time of making.
pub(super) fn bookmarks(db: &Connection, side: Side) -> rusqlite::Result<Vec<BookmarkRow>> {
    let sql = "SELECT DISTINCT article FROM bookmarks WHERE (trashed IS NOT NULL) = ?1";
    let articles: Vec<ArticleId> = db
        .prepare_cached(sql)?
        .query_map([side == Side::Trash], |row| row.get(0).map(ArticleId))?
        .collect::<rusqlite::Result<_>>()?;
    let sql = "SELECT id FROM bookmarks WHERE (trashed IS NOT NULL) = ?1 ORDER BY seq, id";
    let order: BTreeMap<BookmarkId, usize> = db
        .prepare_cached(sql)?
        .query_map([side == Side::Trash], |row| row.get(0).map(BookmarkId))?
        .zip(0..)
        .map(|(id, at)| Ok((id?, at)))
        .collect::<rusqlite::Result<_>>()?;
    let mut all = Vec::new();
    for article in articles {
        all.extend(rows_of_article(db, &article, side)?);
    }
    all.sort_by_key(|row| order.get(&row.bookmark.id).copied());
    Ok(all)
}

/// Order of bookmarks beside the mentions of a thread: by time of making, then by id.
pub(super) fn by_making(one: &BookmarkRow, other: &BookmarkRow) -> Ordering {
    (one.bookmark.created, &one.bookmark.id).cmp(&(other.bookmark.created, &other.bookmark.id))
}

/// The bookmarks of one article with what a list shows of it.
pub(super) fn rows_of_article(
    db: &Connection,
    id: &ArticleId,
    side: Side,
) -> rusqlite::Result<Vec<BookmarkRow>> {
    let sql = "SELECT data, placed FROM bookmarks WHERE article = ?1 AND (trashed IS NOT NULL) = ?2";
    let all = kept(db, sql, params![id.as_str(), side == Side::Trash])?;
    let Some((row, revision, credit)) = told_of(db, id)? else {
        let credit = credit_of(db, id)?;
        return Ok(all
            .into_iter()
            .map(|(bookmark, _)| bookmark_row(bookmark, None, credit.clone(), vec![]))
            .collect());
    };
    let mut rows = Vec::new();
    for one in all {
        let bookmark = within(one, &revision);
        let threads = threads_under(db, row, &bookmark)?;
        rows.push(bookmark_row(bookmark, Some(row), credit.clone(), threads));
    }
    Ok(rows)
}

/// What an article tells about itself in a list, with its row and its present revision. Its text is not read.
fn told_of(db: &Connection, id: &ArticleId) -> rusqlite::Result<Option<(Row, RevisionId, Credit)>> {
    let sql = "SELECT a.row, t.revision, a.title, a.outlet, a.url, a.lang, a.dated
               FROM articles a JOIN texts t ON t.num = a.text WHERE a.id = ?1";
    let found = db
        .prepare_cached(sql)?
        .query_row([id.as_str()], |row| {
            let dates: Vec<Dated> = from_json(row.get_ref(6)?.as_str()?)?;
            let credit = Credit {
                article: id.clone(),
                title: row.get(2)?,
                outlet: row.get(3)?,
                url: row.get(4)?,
                day: dates.first().map(|date| date.day),
                lang: Lang::new(&row.get::<_, String>(5)?),
            };
            Ok((Row(row.get(0)?), RevisionId(row.get(1)?), credit))
        })
        .optional()?;
    let Some((row, revision, mut credit)) = found else { return Ok(None) };
    credit.day = intake::hand_date(db, id)?.or(credit.day);
    Ok(Some((row, revision, credit)))
}

fn credit_of(db: &Connection, id: &ArticleId) -> rusqlite::Result<Credit> {
    let credit = db
        .prepare_cached("SELECT title, outlet, url, day, lang FROM credits WHERE article = ?1")?
        .query_row([id.as_str()], |row| {
            Ok(Credit {
                article: id.clone(),
                title: row.get(0)?,
                outlet: row.get(1)?,
                url: row.get(2)?,
                day: row.get::<_, Option<String>>(3)?.and_then(|day| day.parse().ok()),
                lang: Lang::new(&row.get::<_, String>(4)?),
            })
        })
        .optional()?;
    Ok(credit.unwrap_or_default())
}

/// Notes what is known of articles that are not here.
pub(super) fn note_credits(db: &Connection, credits: &[Credit]) -> rusqlite::Result<()> {
    let sql = "INSERT OR REPLACE INTO credits (article, title, outlet, url, day, lang)
               VALUES (?1, ?2, ?3, ?4, ?5, ?6)";
    for credit in credits {
        db.prepare_cached(sql)?.execute(params![
            credit.article.as_str(),
            credit.title,
            credit.outlet,
            credit.url,
            credit.day.map(|day| day.to_string()),
            credit.lang.code(),
        ])?;
    }
    Ok(())
}

/// Threads whose mentions a bookmark overlaps, in order of place.
fn threads_under(db: &Connection, row: Row, bookmark: &Bookmark) -> rusqlite::Result<Vec<ThreadId>> {
    let Some(span) = bookmark.place.span() else {
        return Ok(Vec::new());
    };
    let sql = "SELECT t.id FROM mentions m JOIN members x ON x.row = m.row AND x.mention = m.id
               JOIN threads t ON t.num = x.thread
               WHERE m.row = ?1 AND m.start < ?3 AND ?2 < m.\"end\" ORDER BY m.num";
    let mut ids: Vec<ThreadId> = Vec::new();
    let mut query = db.prepare_cached(sql)?;
    let found =
        query.query_map([row.0, number(span.start), number(span.end)], |row| row.get(0).map(ThreadId))?;
    for id in found {
        let id = id?;
        if !ids.contains(&id) {
            ids.push(id);
        }
    }
    Ok(ids)
}

/// Bookmarks whose place was not looked for in the present text of their article, by id.
pub(super) fn unplaced(db: &Connection) -> rusqlite::Result<Vec<Bookmark>> {
    let sql = "SELECT b.data, b.placed FROM bookmarks b JOIN articles a ON a.id = b.article
               JOIN texts t ON t.num = a.text WHERE b.placed IS NOT t.revision ORDER BY b.id";
    Ok(kept(db, sql, [])?.into_iter().map(|(bookmark, _)| bookmark).collect())
}

/// Bookmarks without an article, with the one that has or had the text they were made in.
pub(super) fn waiting(db: &Connection) -> rusqlite::Result<Vec<(BookmarkId, ArticleId)>> {
    let sql = "SELECT b.id, a.id FROM bookmarks b
               JOIN texts t ON t.revision = json_extract(b.data, '$.anchor.revision')
               JOIN articles a ON a.row = t.article
               WHERE b.article NOT IN (SELECT id FROM articles) ORDER BY b.id, a.row";
    let mut found: Vec<(BookmarkId, ArticleId)> = db
        .prepare_cached(sql)?
        .query_map([], |row| Ok((BookmarkId(row.get(0)?), ArticleId(row.get(1)?))))?
        .collect::<rusqlite::Result<_>>()?;
    found.dedup_by(|one, other| one.0 == other.0);
    Ok(found)
}

/// Gives bookmarks to articles.
pub(super) fn adopt(db: &Connection, waiting: &[(BookmarkId, ArticleId)]) -> rusqlite::Result<usize> {
    for (id, article) in waiting {
        if let Some(data) = one_text(db, "SELECT data FROM bookmarks WHERE id = ?1", [id.as_str()])? {
            let bookmark = Bookmark { article: article.clone(), place: Place::Orphan, ..from_json(&data)? };
            set_bookmark(db, id, &bookmark, None)?;
        }
    }
    Ok(waiting.len())
}

/// Notes where bookmarks stand in a text.
pub(super) fn place(
    db: &Connection,
    revision: &RevisionId,
    places: &[(BookmarkId, Place)],
) -> rusqlite::Result<()> {
    for (id, place) in places {
        let data = one_text(db, "SELECT data FROM bookmarks WHERE id = ?1", [id.as_str()])?;
        if let Some(data) = data {
            let bookmark = Bookmark { place: *place, ..from_json(&data)? };
            db.prepare_cached("UPDATE bookmarks SET placed = ?2, data = ?3 WHERE id = ?1")?
                .execute(params![id.as_str(), revision.as_str(), to_json(&bookmark)?])?;
        }
    }
    Ok(())
}

/// All tags outside the trash with the number of their bookmarks.
pub(super) fn tags(db: &Connection) -> rusqlite::Result<Vec<(String, usize)>> {
    let sql = "SELECT tag, count(*) FROM tags JOIN bookmarks ON id = bookmark WHERE trashed IS NULL
               GROUP BY tag ORDER BY tag";
    db.prepare_cached(sql)?.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?.collect()
}

/// Corrections in order of time.
pub(super) fn corrections(db: &Connection) -> rusqlite::Result<Vec<Corrected>> {
    let mut query = db.prepare_cached("SELECT data FROM corrections")?;
    let mut rows = query.query([])?;
    let mut all: Vec<Corrected> = Vec::new();
    while let Some(row) = rows.next()? {
        all.push(from_json(row.get_ref(0)?.as_str()?)?);
    }
    all.sort_by(|one, other| (one.at, &one.id).cmp(&(other.at, &other.id)));
    Ok(all)
}

/// Notes where the reader is in an article.
pub(super) fn note_reading(db: &Connection, row: Row, position: usize, seen: Seen) -> rusqlite::Result<()> {
    let sql = "SELECT a.id, t.revision FROM articles a JOIN texts t ON t.num = a.text WHERE a.row = ?1";
    let found: Option<(String, String)> =
        db.prepare_cached(sql)?.query_row([row.0], |found| Ok((found.get(0)?, found.get(1)?))).optional()?;
    let Some((id, revision)) = found else {
        return Ok(());
    };
    db.prepare_cached("INSERT OR REPLACE INTO places (article, revision, position) VALUES (?1, ?2, ?3)")?
        .execute(params![id, revision, number(position)])?;
    if seen == Seen::Read {
        set_read(db, &ArticleId(id), true)?;
    }
    Ok(())
}

/// A value that the program keeps between runs.
pub(super) fn setting(db: &Connection, key: &str) -> rusqlite::Result<Option<String>> {
    one_text(db, "SELECT value FROM settings WHERE key = ?1", [key])
}

/// Keeps or forgets a value.
pub(super) fn set_setting(db: &Connection, key: &str, value: Option<&str>) -> rusqlite::Result<()> {
    match value {
        Some(value) => db
            .prepare_cached("INSERT OR REPLACE INTO settings (key, value) VALUES (?1, ?2)")?
            .execute([key, value]),
        None => db.prepare_cached("DELETE FROM settings WHERE key = ?1")?.execute([key]),
    }
    .map(drop)
}
