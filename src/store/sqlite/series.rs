//! Figures over time: those an article adds to, those of a thread, those told more than once.

use std::collections::{BTreeMap, BTreeSet};

use rusqlite::{Connection, OptionalExtension as _};

use super::codec::unpack;
use crate::base::id::ArticleId;
use crate::model::figure::Series;
use crate::model::lang::Lang;
use crate::model::view::{Row, ThreadCard, Told, Tracked};
use crate::store::line::counts;

/// The figures over time that an article adds to, by their place among all.
pub(super) fn of_article(db: &Connection, row: Row) -> rusqlite::Result<Vec<(i64, Series)>> {
    let sql = "SELECT s.ord, s.data FROM series_articles x JOIN series s ON s.num = x.series WHERE x.row = ?1 ORDER BY s.ord";
    let mut query = db.prepare_cached(sql)?;
    let mut answers = query.query([row.0])?;
    let mut found = Vec::new();
    while let Some(answer) = answers.next()? {
        let ord: i64 = answer.get(0)?;
        found.extend(unpack::<Series>(&answer.get::<_, Vec<u8>>(1)?).map(|series| (ord, series)));
    }
    Ok(found)
}

/// The figures over time that the mentions of a thread tell.
pub(super) fn of_thread(db: &Connection, card: &ThreadCard) -> rusqlite::Result<Vec<Series>> {
    let rows: BTreeSet<Row> = card.mentions.iter().map(|mention| mention.row).collect();
    let mut found = BTreeMap::new();
    for row in rows {
        found.extend(of_article(db, row)?.into_iter().filter(|(_, series)| counts(series, card)));
    }
    Ok(found.into_values().collect())
}

/// Figures that are told for more than one time.
pub(super) fn tracked(db: &Connection) -> rusqlite::Result<Vec<Tracked>> {
    let mut query = db.prepare_cached("SELECT data FROM series ORDER BY ord")?;
    let mut answers = query.query([])?;
    let mut known = BTreeMap::new();
    let mut found = Vec::new();
    while let Some(answer) = answers.next()? {
        let Some(series) = unpack::<Series>(&answer.get::<_, Vec<u8>>(0)?).filter(Series::changes) else {
            continue;
        };
        let mut sources = Vec::new();
        for point in &series.points {
            if !known.contains_key(&point.article) {
                known.insert(point.article.clone(), told(db, &point.article)?);
            }
            sources.push(known.get(&point.article).cloned().flatten());
        }
        found.push(Tracked { series, sources });
    }
    Ok(found)
}

fn told(db: &Connection, article: &ArticleId) -> rusqlite::Result<Option<Told>> {
    db.prepare_cached("SELECT row, coalesce(outlet, title), lang FROM articles WHERE id = ?1")?
        .query_row([article.as_str()], |found| {
            let (row, lang) = (Row(found.get(0)?), Lang::new(&found.get::<_, String>(2)?));
            Ok(Told { row, outlet: found.get(1)?, lang })
        })
        .optional()
}
