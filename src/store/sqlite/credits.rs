//! Where an article of a bookmark is from, kept for when it is gone. Never reads the article's text.

use rusqlite::{Connection, OptionalExtension as _, params};

use crate::base::id::ArticleId;
use crate::model::lang::Lang;
use crate::store::intake::Credit;

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

pub(super) fn credit_of(db: &Connection, id: &ArticleId) -> rusqlite::Result<Credit> {
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
