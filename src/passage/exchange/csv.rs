//! RFC 4180 with a header line. No cell can act as a formula; no character is lost. Never needs an order of
//! columns: they go by name, and one that is not known is passed over.

use std::collections::BTreeMap;

use chrono::{DateTime, SecondsFormat, Utc};

use crate::base::id::{ArticleId, BookmarkId, RevisionId};
use crate::base::problem::Problem;
use crate::base::said::Said;
use crate::base::span::Span;
use crate::model::bookmark::{Anchor, Mark};
use crate::model::lang::Lang;
use crate::passage::exchange::escape::{read_shown, shown};
use crate::passage::exchange::{Imported, Kept, Source, at_line, no_day, no_time};

/// The columns as they are written. `start` and `end` count code points, as everywhere outside the program.
const COLUMNS: [&str; 21] = [
    "id",
    "article",
    "title",
    "outlet",
    "date",
    "url",
    "lang",
    "quote",
    "note",
    "tags",
    "mark",
    "created",
    "changed",
    "trashed",
    "prefix",
    "suffix",
    "start",
    "end",
    "byte_start",
    "byte_end",
    "revision",
];

pub(super) fn write(kept: &[Kept]) -> String {
    let mut writer = csv::WriterBuilder::new()
        .terminator(csv::Terminator::CRLF)
        .quote_style(csv::QuoteStyle::Necessary)
        .from_writer(Vec::new());
    let rows = kept.iter().map(cells);
    let _ = writer.write_record(COLUMNS);
    for row in rows {
        let _ = writer.write_record(row.iter().map(|cell| safe(cell)));
    }
    writer.into_inner().ok().and_then(|bytes| String::from_utf8(bytes).ok()).unwrap_or_default()
}

/// One cell for each of [`COLUMNS`].
fn cells(one: &Kept) -> [String; 21] {
    let (article, anchor) = (&one.article, &one.anchor);
    let time = |time: DateTime<Utc>| time.to_rfc3339_opts(SecondsFormat::AutoSi, true);
    let text = |text: &Option<String>| text.clone().unwrap_or_default();
    [
        one.id.to_string(),
        article.id.to_string(),
        article.title.clone(),
        text(&article.outlet),
        article.date.map_or_else(String::new, |date| date.to_string()),
        text(&article.url),
        article.lang.to_string(),
        anchor.quote.clone(),
        one.note.clone(),
        joined(&one.tags),
        one.mark.word().to_owned(),
        time(one.created),
        time(one.changed),
        one.trashed.map_or_else(String::new, time),
        anchor.prefix.clone(),
        anchor.suffix.clone(),
        anchor.code_points.0.to_string(),
        anchor.code_points.1.to_string(),
        anchor.span.start.to_string(),
        anchor.span.end.to_string(),
        anchor.revision.to_string(),
    ]
}

/// A cell that no spreadsheet takes for a formula: unseen characters shown, and an apostrophe before a sign
/// that begins one.
fn safe(cell: &str) -> String {
    let shown = shown(cell);
    if begins_formula(&shown) { format!("'{shown}") } else { shown }
}

/// What [`safe`] was given.
fn unsafe_again(cell: &str) -> String {
    let inner = cell.strip_prefix('\'').filter(|inner| begins_formula(inner));
    read_shown(inner.unwrap_or(cell))
}

fn begins_formula(cell: &str) -> bool {
    let first = cell.trim_start().chars().next();
    matches!(first, Some('=' | '+' | '-' | '@' | '\'' | '＝' | '＋' | '－' | '＠'))
}

/// Tags with commas between them; a comma or backslash of a tag has a backslash before it.
fn joined(tags: &[String]) -> String {
    let tags = tags.iter().map(|tag| tag.replace('\\', "\\\\").replace(',', "\\,"));
    tags.collect::<Vec<_>>().join(",")
}

fn parted(cell: &str) -> Vec<String> {
    let mut tags = vec![String::new()];
    let mut chars = cell.chars();
    while let Some(c) = chars.next() {
        match (c, tags.last_mut()) {
            (',', _) => tags.push(String::new()),
            ('\\', Some(tag)) => tag.extend(chars.next()),
            (c, Some(tag)) => tag.push(c),
            (_, None) => {}
        }
    }
    tags
}

/// What stands between the columns: spreadsheets of some countries write semicolons, some write tabs.
fn delimiter(text: &str) -> u8 {
    let head = text.lines().next().unwrap_or_default();
    let count = |sign: u8| head.bytes().filter(|byte| *byte == sign).count();
    [b';', b'\t'].into_iter().find(|sign| count(*sign) > count(b',')).unwrap_or(b',')
}

pub(super) fn read(text: &str, now: DateTime<Utc>) -> Imported {
    let mut imported = Imported::default();
    let mut reader =
        csv::ReaderBuilder::new().flexible(true).delimiter(delimiter(text)).from_reader(text.as_bytes());
    let names: Vec<String> = match reader.headers() {
        Ok(header) => header.iter().map(|name| name.trim().to_lowercase()).collect(),
        Err(error) => {
            imported.problems.push(Problem::new(no_table(&error), at_line(1)));
            return imported;
        }
    };
    if !names.iter().any(|name| name == "quote") && !text.trim().is_empty() {
        let what = Said::text("problem.no_column").with("name", "quote");
        imported.problems.push(Problem::new(what, at_line(1)).hint(Said::text("advice.columns")));
        return imported;
    }
    for record in reader.records() {
        let record = match record {
            Ok(record) => record,
            Err(error) => {
                let line = error.position().map_or(0, csv::Position::line);
                imported.problems.push(Problem::new(no_table(&error), at_line(line)));
                continue;
            }
        };
        let line = record.position().map_or(0, csv::Position::line);
        let cells = names.iter().map(String::as_str).zip(record.iter().map(unsafe_again));
        match kept(&cells.collect(), now) {
            Ok(one) => imported.kept.push(one),
            Err(what) => imported.problems.push(Problem::new(what, at_line(line))),
        }
    }
    imported
}

/// What the reader of tables says.
fn no_table(error: &csv::Error) -> Said {
    Said::text("problem.no_table").with("why", error.to_string())
}

fn kept(cells: &BTreeMap<&str, String>, now: DateTime<Utc>) -> Result<Kept, Said> {
    let cell = |name: &str| cells.get(name).map(String::as_str).unwrap_or_default();
    let text = |name: &str| cell(name).to_owned();
    let some = |name: &str| Some(text(name)).filter(|text| !text.is_empty());
    let number = |name: &str| match cell(name) {
        "" => Ok(0),
        digits => digits.parse::<usize>().map_err(|_bad| {
            Said::text("problem.no_number").with("value", digits).with("name", name.to_owned())
        }),
    };
    let time = |name: &str| match cell(name) {
        "" => Ok(None),
        time => match DateTime::parse_from_rfc3339(time) {
            Ok(time) => Ok(Some(time.to_utc())),
            Err(_) => Err(no_time(name, time)),
        },
    };
    let date = match cell("date") {
        "" => None,
        date => Some(date.parse().map_err(|_bad| no_day(date))?),
    };
    let mark = match cell("mark") {
        "" => Mark::default(),
        word => Mark::from_word(word).ok_or_else(|| Said::text("problem.no_mark").with("value", word))?,
    };
    let created = time("created")?.unwrap_or(now);
    let one = Kept {
        id: BookmarkId(text("id")),
        article: Source {
            id: ArticleId(text("article")),
            title: text("title"),
            outlet: some("outlet"),
            date,
            url: some("url"),
            lang: Lang::new(cell("lang")),
        },
        anchor: Anchor {
            quote: text("quote"),
            prefix: text("prefix"),
            suffix: text("suffix"),
            span: Span::new(number("byte_start")?, number("byte_end")?),
            code_points: (number("start")?, number("end")?),
            revision: RevisionId(text("revision")),
        },
        note: text("note"),
        tags: parted(cell("tags")),
        mark,
        created,
        changed: time("changed")?.unwrap_or(created),
        trashed: time("trashed")?,
    };
    Ok(one.tidied())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_cell_is_a_formula() {
        for text in [
            "=1+1", "+7 701", "-5", "@SUM(A1)", "\t=1", "\r=1", "\n=1", " =1", "'=1", "''", "'tis", "＝1",
            "a",
        ] {
            let cell = safe(text);
            let first = cell.trim_start().chars().next();
            assert!(!matches!(first, Some('=' | '+' | '-' | '@' | '＝')), "{cell}");
            assert_eq!(unsafe_again(&cell), text);
        }
        assert_eq!(unsafe_again("'tis another's"), "'tis another's");
    }

    #[test]
    fn tags_with_commas() {
        let tags = ["a,b".to_owned(), "c\\".to_owned(), "d".to_owned()];
        assert_eq!(parted(&joined(&tags)), tags);
    }
}
