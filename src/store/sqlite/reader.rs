//! What the reader changes in a library file, with the journal by which it is undone. Never lists bookmarks.

use chrono::{DateTime, NaiveDate, Utc};
use rusqlite::{Connection, OptionalExtension as _, params};

use super::codec::{from_json, minutes, one_text, to_json};
use super::intake;
use super::threads::spoil_lines;
use crate::base::id::{ArticleId, BookmarkId, CorrectionId, RevisionId};
use crate::model::article::Dated;
use crate::model::bookmark::Bookmark;
use crate::store::change::{self, Change, Corrected, Entry, Key, Record, Shelf, Step, Way};

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

pub(super) fn set_read(db: &Connection, article: &ArticleId, read: bool) -> rusqlite::Result<()> {
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
