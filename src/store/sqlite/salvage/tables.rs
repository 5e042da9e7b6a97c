//! Reads the tables of a damaged library as far as they can be read: forwards, backwards, and row by row in
//! between. Never gives up a table for one bad page.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use chrono::{DateTime, Utc};
use rusqlite::types::{Value, ValueRef};
use rusqlite::{Connection, OpenFlags, params_from_iter};

use crate::base::id::{ArticleId, BookmarkId, RevisionId, digest};
use crate::base::span::Span;
use crate::model::article::{Article, Block, BlockKind, Dated};
use crate::model::bookmark::{Bookmark, Place};
use crate::model::lang::Lang;
use crate::store::change::{Entry, Key, Record};
use crate::store::error::Result;
use crate::store::intake::{Incoming, Source as From, Stamp};
use crate::store::library::Library as _;
use crate::store::sqlite::SqliteLibrary;
use crate::store::sqlite::codec::{from_json, time};
use crate::store::sqlite::reader::{has_bookmark, set_bookmark};

/// Rows looked for one by one where a table cannot be read in order.
const ONE_BY_ONE: i64 = 200_000;

/// Tables of the reader's data that are copied as they are, with the number of columns.
const READERS: [(&str, usize); 7] = [
    ("dates", 2),
    ("reads", 1),
    ("places", 3),
    ("corrections", 3),
    ("settings", 2),
    ("credits", 6),
    ("journal", 3),
];

type Row = Vec<Value>;

/// A copy of a damaged library.
pub(super) struct Source(Connection);

/// What a table gave.
struct Rows {
    rows: Vec<Row>,
    /// Whether it was read from one end to the other.
    whole: bool,
}

impl Source {
    /// Opens the copy; `None` where SQLite finds no tables in it.
    pub(super) fn open(path: &Path) -> Option<Self> {
        let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let conn = Connection::open_with_flags(path, flags).ok()?;
        // With this, SQLite opens a file that is shorter than it says.
        conn.pragma_update(None, "writable_schema", true).ok()?;
        conn.query_row("SELECT count(*) FROM sqlite_schema", [], |row| row.get::<_, i64>(0)).ok()?;
        Some(Self(conn))
    }

    /// All that can be read of a table, in the order of its key.
    fn rows(&self, table: &str, columns: &str, key: &str) -> Rows {
        let sql = |order: &str| format!("SELECT {columns} FROM {table} ORDER BY {key} {order}");
        let mut rows = Vec::new();
        if self.read(&sql("ASC"), &mut rows) {
            return Rows { rows, whole: true };
        }
        let forwards = rows.len();
        let mut back = Vec::new();
        self.read(&sql("DESC"), &mut back);
        let number = |row: Option<&Row>| match row.and_then(|row| row.first()) {
            Some(Value::Integer(number)) => Some(*number),
            _ => None,
        };
        if let (first, Some(last)) = (number(rows.last()), number(back.last())) {
            let first = first.unwrap_or(0);
            for number in (first + 1..last).take(usize::try_from(ONE_BY_ONE).unwrap_or(0)) {
                self.read(&format!("SELECT {columns} FROM {table} WHERE {key} = {number}"), &mut rows);
            }
        }
        let seen: BTreeSet<String> =
            rows.iter().take(forwards).filter_map(|row| Some(format!("{:?}", row.first()?))).collect();
        back.retain(|row| row.first().is_some_and(|first| !seen.contains(&format!("{first:?}"))));
        rows.extend(back.into_iter().rev());
        Rows { rows, whole: false }
    }

    /// Adds rows until there are no more. Says whether no error came before.
    fn read(&self, sql: &str, into: &mut Vec<Row>) -> bool {
        let Ok(mut query) = self.0.prepare(sql) else { return false };
        let columns = query.column_count();
        let Ok(mut rows) = query.query([]) else { return false };
        loop {
            match rows.next() {
                Ok(Some(row)) => {
                    let value = |at| row.get_ref(at).map(lossy);
                    into.extend((0..columns).map(value).collect::<rusqlite::Result<Row>>());
                }
                Ok(None) => return true,
                Err(_) => return false,
            }
        }
    }

    /// Copies dates, reads, corrections, settings and the journal.
    pub(super) fn readers_data(&self, into: &Connection) -> rusqlite::Result<()> {
        for (table, columns) in READERS {
            let marks = vec!["?"; columns].join(", ");
            let sql = format!("INSERT OR IGNORE INTO {table} VALUES ({marks})");
            for row in self.rows(table, "*", "1").rows {
                if row.len() == columns {
                    into.prepare_cached(&sql)?.execute(params_from_iter(row))?;
                }
            }
        }
        into.execute_batch(
            "UPDATE entries SET read = EXISTS (SELECT 1 FROM reads r JOIN articles a ON a.id = r.article
                                               WHERE a.row = entries.row)",
        )
    }

    /// Copies the bookmarks, and those that only the journal of changes still has. Says whether the table could
    /// be read to its end.
    pub(super) fn bookmarks(&self, into: &Connection) -> rusqlite::Result<bool> {
        let table = self.rows("bookmarks", "id, data", "id");
        let mut bookmarks: BTreeMap<BookmarkId, Option<Bookmark>> = self.journal();
        let mut whole = table.whole;
        for row in &table.rows {
            match (row.first(), row.get(1).and_then(text).map(from_json::<Bookmark>)) {
                (Some(Value::Text(id)), Some(Ok(bookmark))) => {
                    let id = BookmarkId(id.clone());
                    let is_whole = row.get(1).and_then(text).is_some_and(|data| !data.contains('\u{fffd}'));
                    if is_whole || !matches!(bookmarks.get(&id), Some(Some(_))) {
                        bookmarks.insert(id, Some(bookmark));
                    }
                }
                _ => whole = false,
            }
        }
        // The index by article names bookmarks whose page is lost; each may still be found by its id.
        if !table.whole {
            let mut named = Vec::new();
            self.read(
                "SELECT id FROM bookmarks INDEXED BY bookmarks_by_article ORDER BY article",
                &mut named,
            );
            for id in named.iter().filter_map(|row| row.first().and_then(text)) {
                let mut found = Vec::new();
                self.read(
                    &format!("SELECT data FROM bookmarks WHERE id = '{}'", id.replace('\'', "''")),
                    &mut found,
                );
                let data = found.first().and_then(|row| row.first()).and_then(text);
                if let Some(Ok(bookmark)) = data.map(from_json::<Bookmark>) {
                    bookmarks.entry(BookmarkId(id.to_owned())).or_insert(Some(bookmark));
                }
            }
        }
        let mut in_order: Vec<(BookmarkId, Option<Bookmark>)> = bookmarks.into_iter().collect();
        in_order.sort_by_key(|(_, bookmark)| bookmark.as_ref().map(|bookmark| bookmark.created));
        for (id, bookmark) in in_order {
            if let Some(bookmark) = bookmark
                && !has_bookmark(into, &id)?
            {
                set_bookmark(into, &id, &Bookmark { place: Place::Orphan, ..bookmark }, None)?;
            }
        }
        Ok(whole)
    }

    /// The state in which the journal of changes left each bookmark; `None` for one that is no more.
    fn journal(&self) -> BTreeMap<BookmarkId, Option<Bookmark>> {
        let mut states = BTreeMap::new();
        for row in self.rows("journal", "num, undone, data", "num").rows {
            let undone = row.get(1) != Some(&Value::Integer(0));
            let Some(Ok(entry)) = row.get(2).and_then(text).map(from_json::<Entry>) else { continue };
            for edit in entry.edits {
                // Of several steps that are undone, the first one tells how things stand.
                let state = if undone { edit.before } else { edit.after };
                let Key::Bookmark(id) = edit.key else { continue };
                let state = match state {
                    Some(Record::Bookmark(bookmark)) => Some(*bookmark),
                    _ => None,
                };
                if undone {
                    states.entry(id).or_insert(state);
                } else {
                    states.insert(id, state);
                }
            }
        }
        states
    }

    /// Puts the articles in, each with its older texts first.
    pub(super) fn articles(&self, library: &mut SqliteLibrary, at: DateTime<Utc>) -> Result<usize> {
        let columns = "row, id, text, title, outlet, credited, url, author, lang, file, dated, blocks";
        let articles = self.rows("articles", columns, "row").rows;
        let mut texts: BTreeMap<i64, Vec<Row>> = BTreeMap::new();
        for row in self.rows("texts", "num, article, revision, seen, text", "num").rows {
            if let Some(Value::Integer(article)) = row.get(1) {
                texts.entry(*article).or_default().push(row);
            }
        }
        let sources = self.sources();
        let mut count = 0;
        for row in &articles {
            let Some(Value::Integer(number)) = row.first() else { continue };
            let own = texts.remove(number).unwrap_or_default();
            let from = sources.get(number).cloned().unwrap_or_default();
            count += usize::from(put(library, row, own, &from, at)?);
        }
        Ok(count)
    }

    /// Where each article came from. Files are looked at anew, so their stamps are left out.
    fn sources(&self) -> BTreeMap<i64, From> {
        let mut sources = BTreeMap::new();
        for row in self.rows("sources", "path, part, article", "1").rows {
            if let [Value::Text(path), Value::Text(part), Value::Integer(article)] = row.as_slice() {
                let from = From { path: path.clone(), part: part.clone(), stamp: Stamp::default() };
                sources.entry(*article).or_insert(from);
            }
        }
        sources
    }
}

/// A value whose text may have broken letters: a sign stands for each of them.
fn lossy(value: ValueRef<'_>) -> Value {
    match value {
        ValueRef::Text(bytes) => Value::Text(String::from_utf8_lossy(bytes).into_owned()),
        ValueRef::Integer(number) => Value::Integer(number),
        ValueRef::Real(number) => Value::Real(number),
        ValueRef::Blob(bytes) => Value::Blob(bytes.to_vec()),
        ValueRef::Null => Value::Null,
    }
}

fn text(value: &Value) -> Option<&str> {
    if let Value::Text(text) = value { Some(text) } else { None }
}

/// Puts one article in with all its texts. Says whether any of them could be read.
fn put(
    library: &mut SqliteLibrary,
    row: &Row,
    mut texts: Vec<Row>,
    from: &From,
    at: DateTime<Utc>,
) -> Result<bool> {
    let present = row.get(2).cloned();
    texts.sort_by_key(|one| one.first() == present.as_ref());
    let some = |at: usize| row.get(at).and_then(text).map(str::to_owned);
    let (Some(id), Some(title)) = (some(1), some(3)) else { return Ok(false) };
    let dates: Vec<Dated> = some(10).and_then(|json| from_json(&json).ok()).unwrap_or_default();
    let blocks: Vec<(usize, usize, BlockKind)> =
        some(11).and_then(|json| from_json(&json).ok()).unwrap_or_default();
    let mut any = false;
    for one in &texts {
        let Some(body) = one.get(4).and_then(text) else { continue };
        let is_present = one.first() == present.as_ref();
        let spans =
            blocks.iter().map(|(start, end, kind)| Block { span: Span::new(*start, *end), kind: *kind });
        let blocks: Vec<Block> = spans.filter(|block| is_present && block.span.fits(body)).collect();
        let seen = match one.get(3) {
            Some(Value::Integer(millis)) => time(*millis),
            _ => at,
        };
        let article = Article {
            id: ArticleId(id.clone()),
            revision: RevisionId(digest(&[body])),
            title: title.clone(),
            date: dates.first().cloned(),
            dates: dates.clone(),
            outlet: some(4),
            credited: some(5),
            url: some(6),
            author: some(7),
            lang: Lang::new(&some(8).unwrap_or_default()),
            file: some(9).unwrap_or_default(),
            text: body.to_owned(),
            blocks,
        };
        library.put_articles(&[Incoming { article, source: from.clone() }], seen)?;
        any = true;
    }
    Ok(any)
}
