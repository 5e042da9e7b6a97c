//! The library as lists for people, scripts and pipes: articles, threads, bookmarks. Never changes it.

use chrono::Utc;
use serde_json::{Value, json};

use super::correct::no_thread;
use crate::app::target::{self, Standing};
use crate::model::lang::Lang;
use crate::model::mention::{Kind, Stage};
use crate::shell::cli::Format;
use crate::shell::error::Failure;
use crate::shell::table::Table;
use crate::shell::voice;
use crate::store::library::{Library, Side};

/// Articles in order of time.
///
/// # Errors
/// Where the library cannot be read or the output not be written.
pub fn articles(library: &dyn Library, format: Format) -> Result<(), Failure> {
    let rows: Vec<_> = library.timeline()?.iter().map(|entry| entry.row).collect();
    let mut table = Table {
        fields: &["date", "lang", "source", "initiatives", "bookmarks", "read", "id", "title"],
        rows: Vec::with_capacity(rows.len()),
    };
    for window in rows.chunks(1000) {
        table.rows.extend(library.summaries(window)?.into_iter().map(|one| {
            vec![
                one.day.map_or_else(|| json!("undated"), |day| json!(day)),
                known(one.lang),
                json!(one.outlet),
                json!(one.initiatives),
                json!(one.bookmarks),
                json!(if one.read { "read" } else { "unread" }),
                json!(one.id),
                json!(one.title),
            ]
        }));
    }
    table.print(format)
}

/// Threads by first mention.
///
/// # Errors
/// As [`articles`].
pub fn threads(library: &dyn Library, format: Format) -> Result<(), Failure> {
    let today = Utc::now().date_naive();
    let rows = library.threads()?.into_iter().map(|row| {
        let standing = target::standing_of(&row, today).map(Standing::word);
        vec![
            json!(row.first),
            json!(row.last),
            json!(row.stage.map(Stage::word)),
            json!(row.kind.map(Kind::word)),
            json!(row.course.word()),
            json!(row.target),
            json!(standing),
            json!(row.mentions),
            json!(row.articles),
            json!(row.id),
            json!(row.labels.first().map(|(_, label)| label)),
        ]
    });
    let fields = &[
        "first", "last", "stage", "kind", "course", "target", "standing", "mentions", "articles", "thread",
        "label",
    ];
    Table { fields, rows: rows.collect() }.print(format)
}

/// One thread with its passages, its page in the language of the interface.
///
/// # Errors
/// Where there is no such thread, and as [`articles`].
pub fn thread(library: &dyn Library, id: &str, format: Format) -> Result<(), Failure> {
    let page = library.thread(&id.into())?.ok_or_else(|| no_thread(id))?;
    if format == Format::Md {
        return super::thread::markdown(&page, Utc::now().date_naive(), voice::texts());
    }
    let rows = page.card.mentions.iter().map(|at| {
        vec![
            json!(at.day),
            known(at.lang),
            json!(at.outlet),
            json!(at.stage.word()),
            json!(at.actor),
            json!(at.when),
            json!(at.article),
            json!(at.mention),
            json!(at.quote),
        ]
    });
    let fields = &["date", "lang", "source", "stage", "actor", "when", "article", "mention", "quote"];
    Table { fields, rows: rows.collect() }.print(format)
}

/// Bookmarks by time of making.
///
/// # Errors
/// As [`articles`].
pub fn bookmarks(library: &dyn Library, format: Format) -> Result<(), Failure> {
    let rows = library.bookmarks(Side::Kept)?.into_iter().map(|row| {
        vec![
            json!(row.bookmark.created.format("%Y-%m-%d %H:%M").to_string()),
            json!(row.day),
            json!(row.outlet),
            json!(row.title),
            json!(row.bookmark.tags),
            json!(row.bookmark.note),
            json!(row.bookmark.id),
            json!(row.bookmark.anchor.quote),
        ]
    });
    let fields = &["made", "date", "source", "title", "tags", "note", "id", "quote"];
    Table { fields, rows: rows.collect() }.print(format)
}

fn known(lang: Lang) -> Value {
    lang.is_known().then(|| lang.code().to_owned()).into()
}
