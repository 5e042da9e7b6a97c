//! Bookmarks in a library file, with the articles and threads they belong to. Never changes one but its place.

use std::cmp::Ordering;
use std::collections::BTreeMap;

use rusqlite::{Connection, OptionalExtension as _, Params, params};

use super::codec::{from_json, number, one_text, to_json};
use super::credits::credit_of;
use super::intake;
use super::reader::set_bookmark;
use crate::base::id::{ArticleId, BookmarkId, RevisionId, ThreadId};
use crate::model::article::{Article, Dated};
use crate::model::bookmark::{Bookmark, Place};
use crate::model::lang::Lang;
use crate::model::view::{BookmarkRow, Row};
use crate::store::intake::Credit;
use crate::store::library::Side;
use crate::store::line::bookmark_row;
use crate::store::position;

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

/// The bookmarks of an article, trash left out, in order of place.
pub(super) fn of_article(db: &Connection, article: &Article) -> rusqlite::Result<Vec<Bookmark>> {
    let sql = "SELECT data, placed FROM bookmarks WHERE article = ?1 AND trashed IS NULL";
    let all = kept(db, sql, [article.id.as_str()])?;
    let mut all: Vec<Bookmark> = all.into_iter().map(|one| within(one, &article.revision)).collect();
    all.sort_by(|one, other| position::place_order(one).cmp(&position::place_order(other)));
    Ok(all)
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
