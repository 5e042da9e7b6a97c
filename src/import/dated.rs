//! Collects the evidence for an article's date and weighs it. Never believes a view counter.

use chrono::{Datelike as _, Days, NaiveDate, NaiveDateTime};

use crate::base::span::Span;
use crate::base::when::PartialDate;
use crate::import::blocks::Body;
use crate::import::formats::Field;
use crate::import::words::words;
use crate::model::article::{Dated, Evidence};
use crate::text::dates::{Found, Names, Stated, scan};

/// The first sentences of the body, which may state the day, in bytes from its beginning.
const FIRST_SENTENCES: usize = 800;

/// A day so many days before another that is told beside it is history.
const HISTORY: i64 = 3653;

/// What the dates of an article rest on.
pub(super) struct Grounds<'a> {
    pub(super) text: &'a str,
    pub(super) header: Option<&'a Field>,
    pub(super) body: &'a Body,
    pub(super) file: &'a str,
    pub(super) modified: Option<NaiveDateTime>,
    pub(super) names: &'a Names,
}

/// All evidence for the date, strongest first; one of each day and kind.
pub(super) fn dates(grounds: &Grounds<'_>) -> Vec<Dated> {
    let mut dates = Vec::new();
    let text = grounds.text;
    for found in &grounds.body.printed {
        dates.extend(full(found, Evidence::Printed));
    }
    if let Some(field) = grounds.header {
        let found = scan(field.span.of(text), grounds.names).into_iter().find_map(|found| {
            let span = found.span.shifted(field.span.start);
            full(&Found { span, ..found }, Evidence::Header)
        });
        dates.extend(found);
    }
    let strongest = dates.first().map(|dated: &Dated| dated.day);
    // A day after that of publication is what the article is about.
    dates.extend(body_date(grounds).filter(|dated| strongest.is_none_or(|day| dated.day <= day)));
    dates.extend(file_date(grounds.file, grounds.names));
    let dateline = grounds.body.dateline.as_ref().and_then(|dateline| dateline.date.as_ref());
    if let Some(found) = dateline {
        dates.extend(full(found, Evidence::Dateline).or_else(|| with_year(found, &dates, grounds.modified)));
    }
    dates.sort_by_key(|dated| dated.evidence);
    dates.dedup_by(|b, a| a.day == b.day && a.evidence == b.evidence);
    dates
}

fn full(found: &Found, evidence: Evidence) -> Option<Dated> {
    match found.date {
        Stated::Full(PartialDate::Day(day)) => {
            Some(Dated { day, time: found.clock, evidence, span: Some(found.span) })
        }
        Stated::Full(PartialDate::Month(..) | PartialDate::Year(_)) | Stated::Yearless { .. } => None,
    }
}

/// A dateline without a year takes the one that brings it nearest to the other evidence.
fn with_year(found: &Found, others: &[Dated], modified: Option<NaiveDateTime>) -> Option<Dated> {
    let Stated::Yearless { month, day } = found.date else {
        return None;
    };
    let strongest = others.iter().min_by_key(|dated| dated.evidence).map(|dated| dated.day);
    let in_year = |year: i32| NaiveDate::from_ymd_opt(year, month, day);
    let day = match (strongest, modified) {
        (Some(near), _) => (near.year() - 1..=near.year() + 1)
            .filter_map(in_year)
            .min_by_key(|day| (*day - near).num_days().abs())?,
        (None, Some(changed)) => {
            // A file is written after the article, a time zone aside.
            let last = changed.date().checked_add_days(Days::new(1))?;
            (last.year() - 4..=last.year()).rev().filter_map(in_year).find(|day| *day <= last)?
        }
        (None, None) => return None,
    };
    Some(Dated { day, time: found.clock, evidence: Evidence::Dateline, span: Some(found.span) })
}

/// The first full day that the first sentences state, but for days of history.
fn body_date(grounds: &Grounds<'_>) -> Option<Dated> {
    let text = grounds.text;
    let parts = || grounds.body.blocks.iter().filter(|block| block.kind.is_body()).map(|block| block.span);
    let end = text.floor_char_boundary(parts().next()?.start + FIRST_SENTENCES);
    let first = parts().filter(|part| part.start < end).map(|part| Span::new(part.start, part.end.min(end)));
    let stated = |part: Span| {
        let written = part.of(text);
        let found =
            scan(written, grounds.names).into_iter().filter(move |found| !is_bound(written, found.span));
        found.filter_map(move |found| {
            full(&Found { span: found.span.shifted(part.start), ..found }, Evidence::Body)
        })
    };
    let days: Vec<Dated> = first.flat_map(stated).collect();
    let latest = days.iter().map(|dated| dated.day).max()?;
    days.into_iter().find(|dated| (latest - dated.day).num_days() < HISTORY)
}

/// Whether the words around a date make it the beginning or end of something: "from 1 March", "until 1 March".
fn is_bound(text: &str, span: Span) -> bool {
    let words = words();
    let before = text.get(..span.start).and_then(|text| text.split_whitespace().next_back());
    let after = text.get(span.end..).and_then(|text| text.split_whitespace().next());
    let bare = |word: &str| word.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
    before.is_some_and(|word| words.bounds_before.contains(&bare(word)))
        || after.is_some_and(|word| words.bounds_after.contains(&bare(word)))
}

/// A day in the file's name: `2025-10-07-title.md`, `title_20251007.txt`.
fn file_date(file: &str, names: &Names) -> Option<Dated> {
    let written =
        scan(&file.replace('_', " "), names).into_iter().find_map(|found| full(&found, Evidence::FileName));
    let day = written.map(|dated| dated.day).or_else(|| {
        let digits = file.split(|c: char| !c.is_ascii_digit()).filter(|run| run.len() == 8);
        digits
            .filter_map(|run| NaiveDate::parse_from_str(run, "%Y%m%d").ok())
            .find(|day| (1900..2200).contains(&day.year()))
    })?;
    Some(Dated { day, time: None, evidence: Evidence::FileName, span: None })
}
