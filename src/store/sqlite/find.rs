//! Queries as SQLite's full-text index answers them. Means what `search::judge` says, only faster.

use rayon::iter::{IntoParallelRefIterator as _, ParallelIterator as _};
use rusqlite::types::Value;
use rusqlite::{Connection, params, params_from_iter};

use super::codec::minutes;
use super::page::article;
use super::threads;
use crate::model::article::Article;
use crate::model::lang::Lang;
use crate::model::mention::Mention;
use crate::model::view::Row;
use crate::search::fuzzy::{Fuzzy, Hit};
use crate::search::judge::holds;
use crate::search::query::{Ending, Group, Order, Query, Sense, State, What, Words};
use crate::search::snippet::{Snippet, snippet};
use crate::search::spell::{Speller, apart, beginnings};
use crate::store::intake::Incoming;

/// Articles found up to which each is weighed; of more, the latest are the best.
const WEIGHED: usize = 4000;

/// Minutes in which the worth of being new halves.
const HALVING: f64 = 2.0 * 365.0 * 24.0 * 60.0;

/// An article as the index takes it in.
pub(super) struct Lines {
    title: String,
    body: String,
    outlet: String,
}

/// Makes the lines of all articles of a batch, on all cores.
pub(super) fn lines(batch: &[Incoming]) -> Vec<Lines> {
    batch.par_iter().map_init(Speller::default, |speller, one| lines_of(speller, &one.article)).collect()
}

fn lines_of(speller: &mut Speller, article: &Article) -> Lines {
    let (title, body) = speller.article(article);
    let outlet = speller.index(article.outlet.as_deref().unwrap_or_default(), article.lang);
    Lines { title, body, outlet }
}

/// Puts an article into the index, in place of what is there of it.
pub(super) fn index(db: &Connection, row: i64, lines: &Lines) -> rusqlite::Result<()> {
    db.prepare_cached("INSERT OR REPLACE INTO fulltext (rowid, title, body, outlet) VALUES (?1, ?2, ?3, ?4)")?
        .execute(params![row, lines.title, lines.body, lines.outlet])
        .map(drop)
}

/// Puts the actors of an article into the index, in place of those that are there.
pub(super) fn index_actors(db: &Connection, row: i64, mentions: &[Mention]) -> rusqlite::Result<()> {
    let mut actors: Vec<&str> = mentions.iter().filter_map(|mention| mention.actor.as_deref()).collect();
    actors.sort_unstable();
    actors.dedup();
    if actors.is_empty() {
        return db.prepare_cached("DELETE FROM actors WHERE rowid = ?1")?.execute([row]).map(drop);
    }
    let lang: String = db
        .prepare_cached("SELECT lang FROM articles WHERE row = ?1")?
        .query_row([row], |found| found.get(0))?;
    let mut speller = Speller::default();
    let names = actors.into_iter().map(|actor| speller.index(actor, Lang::new(&lang)));
    db.prepare_cached("INSERT OR REPLACE INTO actors (rowid, name) VALUES (?1, ?2)")?
        .execute(params![row, apart(names.collect())])
        .map(drop)
}

/// Puts everything that is there into an empty index.
pub(super) fn index_all(db: &Connection) -> rusqlite::Result<()> {
    let rows: Vec<i64> = db
        .prepare("SELECT row FROM articles ORDER BY row")?
        .query_map([], |row| row.get(0))?
        .collect::<rusqlite::Result<_>>()?;
    let mut speller = Speller::default();
    for row in rows {
        if let Some(article) = article(db, Row(row))? {
            index(db, row, &lines_of(&mut speller, &article))?;
            index_actors(db, row, &super::page::extraction(db, Row(row))?.mentions)?;
        }
    }
    Ok(())
}

/// The articles that a query finds.
pub(super) fn search(db: &Connection, query: &Query, order: Order) -> rusqlite::Result<Vec<Row>> {
    let plan = Plan::new(db, query)?;
    let mut found = plan.run(db, "e.row, e.at, 0.0")?;
    match order {
        Order::Oldest => found.sort_by_key(|one| (one.at.is_none(), one.at.map(day_of), one.row)),
        Order::Best if plan.wanted.is_some() && found.len() <= WEIGHED => {
            found = plan.run(db, "e.row, e.at, bm25(fulltext, 8.0, 1.0, 0.5)")?;
            let latest = found.iter().filter_map(|one| one.at).max().unwrap_or(0);
            found.sort_by(|one, other| {
                one.worth(latest).total_cmp(&other.worth(latest)).then(one.row.cmp(&other.row))
            });
        }
        Order::Best | Order::Newest => {
            found.sort_by_key(|one| (one.at.is_none(), std::cmp::Reverse(one.at.map(day_of)), one.row));
        }
    }
    Ok(found.into_iter().map(|one| Row(one.row)).collect())
}

struct Found {
    row: i64,
    at: Option<i64>,
    /// As FTS5 weighs it: the less, the better.
    weight: f64,
}

impl Found {
    #[allow(clippy::cast_precision_loss, reason = "minutes of some years fit")]
    fn worth(&self, latest: i64) -> f64 {
        let age = self.at.map_or(f64::INFINITY, |at| latest.saturating_sub(at) as f64);
        self.weight * (1.0 + 0.5 * (-age / HALVING).exp2())
    }
}

/// Minutes as a number of days: times of day make no order among what was found.
fn day_of(minutes: i64) -> i64 {
    minutes.div_euclid(24 * 60)
}

/// A query as SQL over `entries e` and, where words are wanted, `fulltext`.
#[derive(Default)]
struct Plan {
    /// What the full-text index is asked; must hold.
    wanted: Option<String>,
    clauses: Vec<String>,
    values: Vec<Value>,
}

impl Plan {
    fn new(db: &Connection, query: &Query) -> rusqlite::Result<Self> {
        let mut plan = Self::default();
        let (mut wanted, mut unwanted) = (Vec::new(), Vec::new());
        for group in query.groups() {
            match (text_of(&group), group.sense) {
                (Some(text), Sense::Wanted) => wanted.push(text),
                (Some(text), Sense::Unwanted) => unwanted.push(text),
                (None, _) => plan.filter(db, &group)?,
            }
        }
        let unwanted = unwanted.join(" OR ");
        match (wanted.is_empty(), unwanted.is_empty()) {
            (true, true) => {}
            (true, false) => {
                plan.clause(
                    "e.row NOT IN (SELECT rowid FROM fulltext WHERE fulltext MATCH ?)",
                    Value::Text(unwanted),
                );
            }
            (false, true) => plan.wanted = Some(wanted.join(" AND ")),
            (false, false) => plan.wanted = Some(format!("({}) NOT ({unwanted})", wanted.join(" AND "))),
        }
        Ok(plan)
    }

    fn clause(&mut self, sql: &str, value: Value) {
        self.clauses.push(sql.to_owned());
        self.values.push(value);
    }

    fn filter(&mut self, db: &Connection, group: &Group<'_>) -> rusqlite::Result<()> {
        let mut any = Vec::new();
        for what in &group.any {
            any.push(self.condition(db, what)?);
        }
        let not = if group.sense == Sense::Unwanted { "NOT " } else { "" };
        self.clauses.push(format!("{not}({})", any.join(" OR ")));
        Ok(())
    }

    fn condition(&mut self, db: &Connection, what: &What) -> rusqlite::Result<&'static str> {
        let (sql, value) = match what {
            What::Thread(words) => (
                "e.row IN (SELECT m.row FROM members m JOIN json_each(?) named ON m.thread = named.value)",
                Value::Text(threads_named(db, words)?),
            ),
            What::Actor(words) => {
                ("e.row IN (SELECT rowid FROM actors WHERE actors MATCH ?)", Value::Text(expression(words)))
            }
            What::Tag(tag) => (
                "e.row IN (SELECT a.row FROM tags t JOIN bookmarks b ON b.id = t.bookmark
                     JOIN articles a ON a.id = b.article WHERE b.trashed IS NULL AND t.tag = ?)",
                Value::Text(tag.clone()),
            ),
            What::Lang(lang) => ("e.lang = ?", Value::Text(lang.code().to_owned())),
            What::Stage(stage) => ("e.stages & ? <> 0", Value::Integer(1 << (*stage as u32))),
            What::Kind(kind) => ("e.kinds & ? <> 0", Value::Integer(1 << (*kind as u32))),
            What::From(day) => ("(e.at IS NOT NULL AND e.at >= ?)", Value::Integer(minutes(*day, None))),
            What::Before(day) => ("(e.at IS NOT NULL AND e.at < ?)", Value::Integer(minutes(*day, None))),
            What::Within(first, last) => {
                self.values.push(Value::Integer(minutes(*first, None)));
                let end = last.succ_opt().unwrap_or(*last);
                ("(e.at IS NOT NULL AND e.at >= ? AND e.at < ?)", Value::Integer(minutes(end, None)))
            }
            What::Is(State::Read) => return Ok("e.read"),
            What::Is(State::Unread) => return Ok("NOT e.read"),
            What::Is(State::Bookmarked) => return Ok("e.marks > 0"),
            What::Is(State::Undated) => return Ok("e.at IS NULL"),
            // Met in `text_of`.
            What::Words(_) | What::Outlet(_) => return Ok("1"),
        };
        self.values.push(value);
        Ok(sql)
    }

    fn run(&self, db: &Connection, columns: &str) -> rusqlite::Result<Vec<Found>> {
        let mut clauses = self.clauses.clone();
        let mut values: Vec<&Value> = self.values.iter().collect();
        let wanted = self.wanted.clone().map(Value::Text);
        let from = match &wanted {
            Some(wanted) => {
                clauses.insert(0, "fulltext MATCH ?".to_owned());
                values.insert(0, wanted);
                "fulltext CROSS JOIN entries e ON e.row = fulltext.rowid"
            }
            None => "entries e",
        };
        if clauses.is_empty() {
            clauses.push("1".to_owned());
        }
        let sql = format!("SELECT {columns} FROM {from} WHERE {}", clauses.join(" AND "));
        let mut query = db.prepare_cached(&sql)?;
        let found = query.query_map(params_from_iter(values), |row| {
            Ok(Found { row: row.get(0)?, at: row.get(1)?, weight: row.get(2)? })
        })?;
        found.collect()
    }
}

/// The numbers of the threads with a name that holds these words, as JSON.
fn threads_named(db: &Connection, words: &Words) -> rusqlite::Result<String> {
    let mut speller = Speller::default();
    let mut has = |labels: &[(Lang, String)]| {
        labels.iter().any(|(lang, name)| holds(&speller.index(name, *lang), words))
    };
    let named = threads::named(db)?.into_iter().filter(|(_, labels)| has(labels));
    let numbers: Vec<String> = named.map(|(number, _)| number.to_string()).collect();
    Ok(format!("[{}]", numbers.join(",")))
}

/// What the full-text index is asked for a group of words; `None` for any other group.
fn text_of(group: &Group<'_>) -> Option<String> {
    let texts: Option<Vec<String>> = group
        .any
        .iter()
        .map(|what| {
            let (columns, words) = match what {
                What::Words(words) => ("{title body}", words),
                What::Outlet(words) => ("outlet", words),
                What::Actor(_)
                | What::Thread(_)
                | What::Lang(_)
                | What::Stage(_)
                | What::Kind(_)
                | What::Tag(_)
                | What::From(_)
                | What::Before(_)
                | What::Within(..)
                | What::Is(_) => return None,
            };
            Some(format!("{columns} : ({})", expression(words)))
        })
        .collect();
    texts.map(|texts| format!("({})", texts.join(" OR ")))
}

/// Words that stand one after another, in the language of FTS5. Forms hold letters and digits only, so
/// nothing in them can be taken for an operator.
///
/// FTS5 knows no choice of words inside a phrase, so every reading is a phrase of its own. A long one would
/// have too many: it is asked for as all its stretches of three words.
fn expression(words: &Words) -> String {
    let length = words.forms.len();
    let forms: Vec<Vec<String>> = words
        .forms
        .iter()
        .enumerate()
        .map(|(nth, forms)| {
            let open = words.ending == Ending::Open && nth + 1 == length;
            if open { beginnings(forms) } else { forms.clone() }
        })
        .collect();
    let readings = forms.iter().try_fold(1_usize, |product, forms| product.checked_mul(forms.len()));
    if length <= STRETCH || readings.is_some_and(|readings| readings <= READINGS) {
        return stretch(&forms, words.ending);
    }
    let stretches = forms.windows(STRETCH).enumerate().map(|(nth, window)| {
        let last = nth + STRETCH == length;
        format!("({})", stretch(window, if last { words.ending } else { Ending::Whole }))
    });
    stretches.collect::<Vec<_>>().join(" AND ")
}

/// Readings of one phrase at most, and the words of one stretch of a longer phrase.
const READINGS: usize = 512;
const STRETCH: usize = 3;

fn stretch(forms: &[Vec<String>], ending: Ending) -> String {
    let readings = forms.iter().fold(vec![String::new()], |readings, forms| {
        let longer =
            readings.iter().flat_map(|before| forms.iter().map(move |form| format!("{before}{form} ")));
        longer.collect()
    });
    let star = if ending == Ending::Open { " *" } else { "" };
    let phrases: Vec<String> =
        readings.iter().map(|phrase| format!("\"{}\"{star}", phrase.trim_end())).collect();
    phrases.join(" OR ")
}

/// Where these articles meet a query.
pub(super) fn snippets(db: &Connection, query: &Query, rows: &[Row]) -> rusqlite::Result<Vec<Snippet>> {
    let mut speller = Speller::default();
    rows.iter()
        .map(|row| {
            let article = article(db, *row)?;
            Ok(article.map(|article| snippet(&article, query, &mut speller)).unwrap_or_default())
        })
        .collect()
}

/// Articles by the letters of their titles.
pub(super) fn titles(db: &Connection, typed: &str, limit: usize) -> rusqlite::Result<Vec<Hit<Row>>> {
    let mut fuzzy = Fuzzy::new(typed, limit);
    let mut query = db.prepare_cached("SELECT row, title FROM articles")?;
    let mut rows = query.query([])?;
    while let Some(row) = rows.next()? {
        fuzzy.look(Row(row.get(0)?), row.get_ref(1)?.as_str()?);
    }
    Ok(fuzzy.best())
}
