//! Putting articles, findings and links into a library in memory.

use chrono::{DateTime, Utc};

use super::data::{Data, Held};
use crate::model::article::Article;
use crate::model::thread::Linking;
use crate::model::view::Row;
use crate::search::spell::Speller;
use crate::store::intake::{Features, Findings, Incoming, Outcome, Put, Revision};

/// Puts one article in.
pub(super) fn put(data: &mut Data, incoming: &Incoming, at: DateTime<Utc>) -> Put {
    let Incoming { article, source } = incoming;
    let place = (source.path.clone(), source.part.clone());
    let by_source = data.sources.get(&place).copied();
    let by_text = data.rows().find(|(_, held)| held.text(&article.revision).is_some()).map(|(row, _)| row);
    let known = match (by_source, by_text) {
        (Some(row), None) => Some((row, Outcome::Revised)),
        (Some(row), Some(same)) if same == row => Some((row, revised_or_not(data, row, article))),
        (_, Some(same)) => Some((same, Outcome::SameAsOther)),
        (None, None) => data.row_of(&article.id).map(|row| (row, Outcome::Revised)),
    };
    let next = data.arrivals + 1;
    let (row, outcome) = known.unwrap_or_else(|| {
        data.arrivals = next;
        data.articles.push(Held {
            article: article.clone(),
            texts: Vec::new(),
            seen: vec![(article.revision.clone(), at)],
            arrival: next,
            found: None,
            lines: Speller::default().article(article),
        });
        (Row(i64::try_from(data.articles.len()).unwrap_or(i64::MAX)), Outcome::New)
    });
    data.files.insert(source.path.clone(), source.stamp.clone());
    data.sources.insert(place, row);
    if outcome == Outcome::Revised {
        data.arrivals = next;
    }
    let Some(held) = data.held_mut(row) else {
        return Put { row, id: article.id.clone(), outcome };
    };
    match outcome {
        Outcome::New | Outcome::SameAsOther => {}
        Outcome::Unchanged => refresh(held, article),
        Outcome::Revised => {
            held.arrival = next;
            revise(held, article, at);
        }
    }
    Put { row, id: held.article.id.clone(), outcome }
}

fn revised_or_not(data: &Data, row: Row, article: &Article) -> Outcome {
    let present = data.held(row).is_some_and(|held| held.article.revision == article.revision);
    if present { Outcome::Unchanged } else { Outcome::Revised }
}

fn refresh(held: &mut Held, article: &Article) {
    let id = held.article.id.clone();
    let blocks_changed = held.article.blocks != article.blocks || held.article.day() != article.day();
    held.article = Article { id, ..article.clone() };
    held.lines = Speller::default().article(article);
    if blocks_changed {
        held.found = None;
    }
}

fn revise(held: &mut Held, article: &Article, at: DateTime<Utc>) {
    let old = (held.article.revision.clone(), std::mem::take(&mut held.article.text));
    held.texts.retain(|(id, _)| *id != article.revision);
    held.texts.push(old);
    if !held.seen.iter().any(|(id, _)| *id == article.revision) {
        held.seen.push((article.revision.clone(), at));
    }
    held.article = Article { id: held.article.id.clone(), ..article.clone() };
    held.lines = Speller::default().article(article);
    held.found = None;
}

/// Articles that were not looked at under this version.
pub(super) fn unsearched(data: &Data, version: &str, limit: usize) -> Vec<Row> {
    let open = |held: &Held| held.found.as_ref().is_none_or(|(found, ..)| found != version);
    data.rows().filter(|(_, held)| open(held)).map(|(row, _)| row).take(limit).collect()
}

/// Puts in what was found in one article.
pub(super) fn put_findings(data: &mut Data, findings: &Findings) {
    if let Some(held) = data.held_mut(findings.row)
        && held.article.revision == findings.revision
    {
        held.found = Some((findings.version.clone(), findings.extraction.clone(), findings.features.clone()));
    }
}

/// The features of all articles.
pub(super) fn features(data: &Data) -> Vec<Features> {
    let one = |(row, held): (Row, &Held)| {
        let (version, _, bytes) = held.found.clone()?;
        Some(Features {
            row,
            article: held.article.id.clone(),
            day: data.day(held),
            outlet: held.article.outlet.clone(),
            lang: held.article.lang,
            version,
            bytes,
        })
    };
    data.rows().filter_map(one).collect()
}

/// Replaces threads, events and series.
pub(super) fn put_linking(data: &mut Data, linking: &Linking) {
    data.linking = linking.clone();
    for event in &linking.events {
        let next = u32::try_from(data.events.len()).unwrap_or(u32::MAX) + 1;
        data.events.entry(event.id.clone()).or_insert(next);
    }
}

/// The texts of an article, the present one first, then the latest first.
pub(super) fn revisions(held: &Held) -> Vec<Revision> {
    let mut all: Vec<Revision> = held
        .seen
        .iter()
        .rev()
        .map(|(id, seen)| Revision { id: id.clone(), seen: *seen, present: *id == held.article.revision })
        .collect();
    all.sort_by_key(|revision| !revision.present);
    all
}
