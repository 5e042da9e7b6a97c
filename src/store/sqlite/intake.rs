//! Putting articles and findings into a library file.

use std::ops::ControlFlow;

use chrono::{DateTime, NaiveDate, Utc};
use rusqlite::{Connection, OptionalExtension as _, params};

use super::codec::{FORM, minutes, number, pack, to_json};
use super::find::{self, Lines};
use super::threads;
use crate::base::id::ArticleId;
use crate::model::article::Article;
use crate::model::lang::Lang;
use crate::model::mention::{Kind, Mention, Stage};
use crate::model::view::Row;
use crate::store::intake::{Features, Findings, Incoming, Outcome, Put, Stamp};
use crate::store::position;

/// The state of a file when it was read last.
pub(super) fn source(db: &Connection, path: &str) -> rusqlite::Result<Option<Stamp>> {
    db.prepare_cached("SELECT size, modified, content FROM files WHERE path = ?1")?
        .query_row([path], |row| Ok(Stamp { size: row.get(0)?, modified: row.get(1)?, content: row.get(2)? }))
        .optional()
}

/// Notes the present stamp of a file.
pub(super) fn note_source(db: &Connection, path: &str, stamp: &Stamp) -> rusqlite::Result<()> {
    db.prepare_cached(
        "INSERT OR REPLACE INTO files (path, size, modified, content) VALUES (?1, ?2, ?3, ?4)",
    )?
    .execute(params![path, stamp.size, stamp.modified, stamp.content])?;
    Ok(())
}

/// Puts one article in.
pub(super) fn put(
    db: &Connection,
    incoming: &Incoming,
    lines: &Lines,
    at: DateTime<Utc>,
) -> rusqlite::Result<Put> {
    let Incoming { article, source } = incoming;
    let by_source: Option<i64> = db
        .prepare_cached("SELECT article FROM sources WHERE path = ?1 AND part = ?2")?
        .query_row([&source.path, &source.part], |row| row.get(0))
        .optional()?;
    let known = match (by_source, holder_of(db, article)?) {
        (Some(row), None) => Some((row, Outcome::Revised)),
        (Some(row), Some((same, text))) if same == row => {
            let present = present_text(db, row)? == text;
            Some((row, if present { Outcome::Unchanged } else { Outcome::Revised }))
        }
        (_, Some((same, _))) => Some((same, Outcome::SameAsOther)),
        (None, None) => row_of(db, &article.id)?.map(|row| (row, Outcome::Revised)),
    };
    let (row, outcome) = match known {
        Some(known) => known,
        None => (insert(db, article, at)?, Outcome::New),
    };
    match outcome {
        Outcome::New => find::index(db, row, lines)?,
        Outcome::SameAsOther => {}
        Outcome::Unchanged => {
            if refresh(db, row, article)? {
                find::index(db, row, lines)?;
            }
        }
        Outcome::Revised => {
            revise(db, row, article, at)?;
            find::index(db, row, lines)?;
        }
    }
    note_source(db, &source.path, &source.stamp)?;
    db.prepare_cached("INSERT OR REPLACE INTO sources (path, part, article) VALUES (?1, ?2, ?3)")?
        .execute(params![source.path, source.part, row])?;
    let id = db
        .prepare_cached("SELECT id FROM articles WHERE row = ?1")?
        .query_row([row], |found| found.get(0).map(ArticleId))?;
    Ok(Put { row: Row(row), id, outcome })
}

/// The article that has or had this very text, and the number of the text.
fn holder_of(db: &Connection, article: &Article) -> rusqlite::Result<Option<(i64, i64)>> {
    let sql = "SELECT article, num FROM texts WHERE revision = ?1 AND text = ?2 ORDER BY article LIMIT 1";
    db.prepare_cached(sql)?
        .query_row(params![article.revision.as_str(), article.text], |row| Ok((row.get(0)?, row.get(1)?)))
        .optional()
}

fn present_text(db: &Connection, row: i64) -> rusqlite::Result<i64> {
    db.prepare_cached("SELECT text FROM articles WHERE row = ?1")?.query_row([row], |found| found.get(0))
}

/// The row of an article.
pub(super) fn row_of(db: &Connection, id: &ArticleId) -> rusqlite::Result<Option<i64>> {
    db.prepare_cached("SELECT row FROM articles WHERE id = ?1")?
        .query_row([id.as_str()], |row| row.get(0))
        .optional()
}

fn insert_text(db: &Connection, row: i64, article: &Article, at: DateTime<Utc>) -> rusqlite::Result<i64> {
    db.prepare_cached("INSERT INTO texts (article, revision, seen, text) VALUES (?1, ?2, ?3, ?4)")?
        .insert(params![row, article.revision.as_str(), at.timestamp_millis(), article.text])
}

fn insert(db: &Connection, article: &Article, at: DateTime<Utc>) -> rusqlite::Result<i64> {
    let last: Option<i64> =
        db.prepare_cached("SELECT max(row) FROM articles")?.query_row([], |row| row.get(0))?;
    let row = last.unwrap_or(0) + 1;
    let text = insert_text(db, row, article, at)?;
    db.prepare_cached(
        "INSERT INTO articles (row, id, text, title, outlet, credited, url, author, lang, file, dated, blocks)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)",
    )?
    .execute(params![
        row,
        article.id.as_str(),
        text,
        article.title,
        article.outlet,
        article.credited,
        article.url,
        article.author,
        article.lang.code(),
        article.file,
        dated(article)?,
        blocks(article)?,
    ])?;
    db.prepare_cached(
        "INSERT INTO entries (row, at, event, read, marks, words, initiatives, stages, kinds, lang, version)
         VALUES (?1, ?2, NULL,
             EXISTS (SELECT 1 FROM reads WHERE article = ?3),
             (SELECT count(*) FROM bookmarks WHERE article = ?3 AND trashed IS NULL),
             ?4, 0, 0, 0, ?5, NULL)",
    )?
    .execute(params![
        row,
        entry_time(db, article, &article.id)?,
        article.id.as_str(),
        position::words(article),
        article.lang.code(),
    ])?;
    Ok(row)
}

/// When an article stands on the timeline: by the reader's own date, else by its strongest evidence.
fn entry_time(db: &Connection, article: &Article, id: &ArticleId) -> rusqlite::Result<Option<i64>> {
    let hand = hand_date(db, id)?.map(|day| minutes(day, None));
    Ok(hand.or_else(|| article.date.as_ref().map(|date| minutes(date.day, date.time))))
}

/// The day that the reader gave an article.
pub(super) fn hand_date(db: &Connection, id: &ArticleId) -> rusqlite::Result<Option<NaiveDate>> {
    let text: Option<String> = db
        .prepare_cached("SELECT day FROM dates WHERE article = ?1")?
        .query_row([id.as_str()], |row| row.get(0))
        .optional()?;
    Ok(text.and_then(|text| text.parse().ok()))
}

/// Brings an article up to date whose text is as it was: the program may have learnt to read it better.
/// `false` where nothing differs.
fn refresh(db: &Connection, row: i64, article: &Article) -> rusqlite::Result<bool> {
    let sql = "SELECT blocks = ?2 AND dated = ?3,
                   title = ?4 AND outlet IS ?5 AND credited IS ?6 AND url IS ?7 AND author IS ?8 AND lang = ?9
                   AND file = ?10
               FROM articles WHERE row = ?1";
    let (found_the_same, told_the_same): (bool, bool) = db.prepare_cached(sql)?.query_row(
        params![
            row,
            blocks(article)?,
            dated(article)?,
            article.title,
            article.outlet,
            article.credited,
            article.url,
            article.author,
            article.lang.code(),
            article.file,
        ],
        |found| Ok((found.get(0)?, found.get(1)?)),
    )?;
    if found_the_same && told_the_same {
        return Ok(false);
    }
    if !found_the_same {
        forget_findings(db, row)?;
    }
    describe(db, row, article)?;
    Ok(true)
}

fn revise(db: &Connection, row: i64, article: &Article, at: DateTime<Utc>) -> rusqlite::Result<()> {
    let old: Option<i64> = db
        .prepare_cached("SELECT num FROM texts WHERE article = ?1 AND revision = ?2 AND text = ?3")?
        .query_row(params![row, article.revision.as_str(), article.text], |found| found.get(0))
        .optional()?;
    let text = match old {
        Some(text) => text,
        None => insert_text(db, row, article, at)?,
    };
    db.prepare_cached("UPDATE articles SET text = ?2 WHERE row = ?1")?.execute([row, text])?;
    forget_findings(db, row)?;
    describe(db, row, article)
}

fn describe(db: &Connection, row: i64, article: &Article) -> rusqlite::Result<()> {
    let id = db
        .prepare_cached("SELECT id FROM articles WHERE row = ?1")?
        .query_row([row], |found| found.get(0).map(ArticleId))?;
    db.prepare_cached(
        "UPDATE articles SET title = ?2, outlet = ?3, credited = ?4, url = ?5, author = ?6, lang = ?7,
             file = ?8, dated = ?9, blocks = ?10 WHERE row = ?1",
    )?
    .execute(params![
        row,
        article.title,
        article.outlet,
        article.credited,
        article.url,
        article.author,
        article.lang.code(),
        article.file,
        dated(article)?,
        blocks(article)?,
    ])?;
    db.prepare_cached("UPDATE entries SET at = ?2, words = ?3, lang = ?4 WHERE row = ?1")?.execute(
        params![row, entry_time(db, article, &id)?, position::words(article), article.lang.code(),],
    )?;
    threads::spoil_lines(db, row)
}

/// The evidence for an article's date as JSON, strongest first.
fn dated(article: &Article) -> rusqlite::Result<String> {
    match &article.date {
        Some(date) if article.dates.first() != Some(date) => {
            let others = article.dates.iter().filter(|other| *other != date);
            to_json(&std::iter::once(date).chain(others).collect::<Vec<_>>())
        }
        _ => to_json(&article.dates),
    }
}

/// The blocks of an article as JSON: `[[start, end, kind], …]`.
fn blocks(article: &Article) -> rusqlite::Result<String> {
    let all = article.blocks.iter().map(|block| (block.span.start, block.span.end, block.kind));
    to_json(&all.collect::<Vec<_>>())
}

fn forget_findings(db: &Connection, row: i64) -> rusqlite::Result<()> {
    for sql in [
        "DELETE FROM mentions WHERE row = ?1",
        "DELETE FROM findings WHERE row = ?1",
        "DELETE FROM features WHERE row = ?1",
        "DELETE FROM actors WHERE rowid = ?1",
        "UPDATE entries SET initiatives = 0, stages = 0, kinds = 0, version = NULL WHERE row = ?1",
    ] {
        db.prepare_cached(sql)?.execute([row])?;
    }
    Ok(())
}

/// Articles that were not looked at under this version.
pub(super) fn unsearched(db: &Connection, version: &str, limit: usize) -> rusqlite::Result<Vec<Row>> {
    let num: Option<i64> = db
        .prepare_cached("SELECT num FROM versions WHERE name = ?1")?
        .query_row([versioned(version)], |row| row.get(0))
        .optional()?;
    db.prepare_cached("SELECT row FROM entries WHERE version IS NOT ?1 OR ?1 IS NULL ORDER BY row LIMIT ?2")?
        .query_map(params![num, number(limit)], |row| row.get(0).map(Row))?
        .collect()
}

/// A version with the form in which findings are packed: what an older form holds is looked for again.
fn versioned(version: &str) -> String {
    format!("{FORM} {version}")
}

fn plain(version: &str) -> String {
    version.split_once(' ').map_or(version, |(_, plain)| plain).to_owned()
}

/// Puts in what was found in one article.
pub(super) fn put_findings(db: &Connection, findings: &Findings) -> rusqlite::Result<()> {
    let row = findings.row.0;
    let text: Option<String> = db
        .prepare_cached(
            "SELECT t.text FROM articles a JOIN texts t ON t.num = a.text
             WHERE a.row = ?1 AND t.revision = ?2",
        )?
        .query_row(params![row, findings.revision.as_str()], |found| found.get(0))
        .optional()?;
    let Some(text) = text else {
        return Ok(());
    };
    let version = versioned(&findings.version);
    forget_findings(db, row)?;
    for (num, mention) in findings.extraction.mentions.iter().enumerate() {
        insert_mention(db, row, num, mention, &text)?;
    }
    find::index_actors(db, row, &findings.extraction.mentions)?;
    db.prepare_cached("INSERT INTO findings (row, data) VALUES (?1, ?2)")?
        .execute(params![row, pack(&findings.extraction)?])?;
    db.prepare_cached("INSERT INTO features (row, bytes) VALUES (?1, ?2)")?
        .execute(params![row, findings.features])?;
    db.prepare_cached("INSERT OR IGNORE INTO versions (name) VALUES (?1)")?.execute([&version])?;
    let mentions = &findings.extraction.mentions;
    db.prepare_cached(
        "UPDATE entries SET initiatives = ?2, stages = ?3, kinds = ?4,
             version = (SELECT num FROM versions WHERE name = ?5) WHERE row = ?1",
    )?
    .execute(params![
        row,
        number(mentions.len()),
        mentions.iter().fold(0, |bits, mention| bits | 1_i64 << (mention.stage as u32)),
        mentions.iter().fold(0, |bits, mention| bits | 1_i64 << (mention.kind as u32)),
        version,
    ])?;
    threads::spoil_lines(db, row)
}

fn insert_mention(
    db: &Connection,
    row: i64,
    num: usize,
    mention: &Mention,
    text: &str,
) -> rusqlite::Result<()> {
    db.prepare_cached(
        "INSERT INTO mentions (row, num, id, stage, kind, start, \"end\", actor, \"when\", quote)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)",
    )?
    .execute(params![
        row,
        number(num),
        mention.id.as_str(),
        mention.stage as u32,
        mention.kind as u32,
        number(mention.span.start),
        number(mention.span.end),
        mention.actor,
        mention.when.as_ref().map(ToString::to_string),
        mention.span.of(text),
    ])?;
    Ok(())
}

/// The stage with this number in a column.
pub(super) fn stage(number: usize) -> Stage {
    Stage::ALL.get(number).copied().unwrap_or(Stage::CalledFor)
}

/// The kind with this number in a column.
pub(super) fn kind(number: usize) -> Kind {
    Kind::ALL.get(number).copied().unwrap_or(Kind::Other)
}

/// Hands out the features of every article that has some.
pub(super) fn each_features(
    db: &Connection,
    take: &mut dyn FnMut(Features) -> ControlFlow<()>,
) -> rusqlite::Result<()> {
    let sql = "SELECT f.row, a.id, e.at, a.outlet, a.lang, v.name, f.bytes FROM features f
               JOIN articles a ON a.row = f.row JOIN entries e ON e.row = f.row
               JOIN versions v ON v.num = e.version ORDER BY f.row";
    let mut query = db.prepare_cached(sql)?;
    let mut rows = query.query([])?;
    while let Some(row) = rows.next()? {
        let features = Features {
            row: Row(row.get(0)?),
            article: ArticleId(row.get(1)?),
            day: row.get::<_, Option<i64>>(2)?.and_then(super::codec::day),
            outlet: row.get(3)?,
            lang: Lang::new(&row.get::<_, String>(4)?),
            version: plain(&row.get::<_, String>(5)?),
            bytes: row.get(6)?,
        };
        if take(features).is_break() {
            break;
        }
    }
    Ok(())
}
