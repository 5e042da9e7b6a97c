//! The records of `extract --format jsonl`: one JSON object a line, `type` first. Never computes what they say.
//!
//! A `mention` is what the text asserts. What it denies ("не планирует повышать") or only supposes ("если будет
//! создан") has a record with the fields of a mention and the type `denied` or `supposed`.

use std::collections::HashMap;

use serde::Serialize;
use serde_json::{Value, json};

use crate::base::id::{ArticleId, EventId, MentionId, SeriesId, ThreadId};
use crate::base::span::Span;
use crate::model::article::Article;
use crate::model::extraction::Extraction;
use crate::model::figure::Figure;
use crate::model::mention::{Mention, Polarity};
use crate::model::thread::{Linking, Thread};

/// Turns byte offsets of one text into code point offsets in constant time each.
#[derive(Clone, Debug)]
pub struct CodePoints<'t> {
    text: &'t str,
    /// Code points before each multiple of `STRIDE` bytes.
    before: Vec<usize>,
}

const STRIDE: usize = 256;

impl<'t> CodePoints<'t> {
    /// Counts the text once.
    #[must_use]
    pub fn new(text: &'t str) -> Self {
        let starts = |bytes: &[u8]| bytes.iter().filter(|byte| **byte & 0xC0 != 0x80).count();
        let mut before = vec![0];
        let mut total = 0;
        for chunk in text.as_bytes().chunks(STRIDE) {
            total += starts(chunk);
            before.push(total);
        }
        Self { text, before }
    }

    /// Code points before this byte offset, which lies on a character boundary.
    #[must_use]
    pub fn at(&self, offset: usize) -> usize {
        let stride = offset / STRIDE;
        let whole = self.before.get(stride).copied().unwrap_or_default();
        let rest = self.text.as_bytes().get(stride * STRIDE..offset).unwrap_or_default();
        whole + rest.iter().filter(|byte| **byte & 0xC0 != 0x80).count()
    }
}

/// Which thread, event and series each thing belongs to, looked up by address.
#[derive(Debug, Default)]
pub struct Addresses<'l> {
    threads: HashMap<(&'l ArticleId, &'l MentionId), &'l ThreadId>,
    events: HashMap<&'l ArticleId, &'l EventId>,
    series: HashMap<(&'l ArticleId, Span), &'l SeriesId>,
}

impl<'l> Addresses<'l> {
    /// Reads a linking once.
    #[must_use]
    pub fn new(linking: &'l Linking) -> Self {
        let mut own = Self::default();
        for thread in &linking.threads {
            own.threads.extend(thread.mentions.iter().map(|at| ((&at.article, &at.mention), &thread.id)));
        }
        for event in &linking.events {
            own.events.extend(event.articles.iter().map(|article| (article, &event.id)));
        }
        for series in &linking.series {
            own.series.extend(series.points.iter().map(|point| ((&point.article, point.span), &series.id)));
        }
        own
    }
}

/// Where a record stands: the fields that all records of a place share.
struct Frame<'t> {
    article: &'t Article,
    points: CodePoints<'t>,
    addresses: &'t Addresses<'t>,
}

impl Frame<'_> {
    /// A record of a span: its type, file, place and quote, then the fields of `rest`.
    fn record(&self, kind: &str, span: Span, rest: Value) -> Value {
        let mut record = json!({
            "type": kind,
            "file": self.article.file,
            "start": self.points.at(span.start),
            "end": self.points.at(span.end),
            "quote": span.of(&self.article.text),
        });
        if let (Value::Object(record), Value::Object(rest)) = (&mut record, rest) {
            record.extend(rest);
        }
        record
    }
}

/// All records of one article, the article itself first.
#[must_use]
pub fn of_article(article: &Article, found: &Extraction, addresses: &Addresses<'_>) -> Vec<Value> {
    let frame = Frame { article, points: CodePoints::new(&article.text), addresses };
    let mut records = vec![article_record(article, addresses)];
    records.extend(found.mentions.iter().map(|mention| mention_record(&frame, mention)));
    records
        .extend(found.dates.iter().map(|date| frame.record("date", date.span, json!({ "iso": date.when }))));
    records.extend(found.figures.iter().map(|figure| figure_record(&frame, figure)));
    records.extend(found.quotations.iter().map(|quotation| {
        let rest = json!({ "speaker": quotation.speaker, "direct": quotation.direct });
        frame.record("quotation", quotation.span, rest)
    }));
    records.extend(found.names.iter().map(|name| {
        let rest = json!({ "kind": name.kind, "canonical": name.canonical, "alias": name.alias });
        frame.record("name", name.span, rest)
    }));
    records
}

fn article_record(article: &Article, addresses: &Addresses<'_>) -> Value {
    json!({
        "type": "article",
        "file": article.file,
        "id": article.id,
        "title": article.title,
        "date": article.day(),
        "date_evidence": article.date.as_ref().map(|dated| dated.evidence.word()),
        "source": article.outlet,
        "lang": article.lang.is_known().then_some(article.lang),
        "event": addresses.events.get(&article.id),
        "chars": article.text.chars().count(),
        "credited": article.credited,
        "url": article.url,
        "author": article.author,
    })
}

fn mention_record(frame: &Frame<'_>, mention: &Mention) -> Value {
    let rest = json!({
        "thread": frame.addresses.threads.get(&(&frame.article.id, &mention.id)),
        "label": mention.label,
        "actor": mention.actor,
        "kind": mention.kind,
        "stage": mention.stage,
        "when": mention.when,
        "rule": mention.rule,
        "confidence": (f64::from(mention.confidence) * 100.0).round() / 100.0,
        "polarity": mention.polarity,
        "object": mention.object.of(&frame.article.text),
        "antecedent": mention.antecedent.map(|span| span.of(&frame.article.text)),
        "host": mention.host.map(|span| span.of(&frame.article.text)),
    });
    // What is denied or only supposed is no mention of an initiative.
    let kind = match mention.polarity {
        Polarity::Asserted => "mention",
        Polarity::Denied => "denied",
        Polarity::Supposed => "supposed",
    };
    frame.record(kind, mention.span, rest)
}

fn figure_record(frame: &Frame<'_>, figure: &Figure) -> Value {
    let rest = json!({
        "value": number(figure.value),
        "value_to": figure.value_to.map(number),
        "unit": figure.unit,
        "cmp": figure.cmp.sign(),
        "series": frame.addresses.series.get(&(&frame.article.id, figure.span)),
        "as_of": figure.as_of,
    });
    frame.record("figure", figure.span, rest)
}

/// A number as JSON, whole ones without a decimal point.
fn number(value: f64) -> Value {
    if value.fract() == 0.0 && value.abs() < 9.0e15 {
        #[expect(clippy::cast_possible_truncation, reason = "whole and within range by the test above")]
        return Value::from(value as i64);
    }
    Value::from(value)
}

/// The record of one thread.
#[must_use]
pub fn of_thread(thread: &Thread, days: &(Option<String>, Option<String>)) -> Value {
    #[derive(Serialize)]
    struct Tied<'a> {
        thread: &'a str,
        why: crate::model::thread::Tie,
    }
    let related: Vec<_> =
        thread.related.iter().map(|tie| Tied { thread: tie.thread.as_str(), why: tie.why }).collect();
    let mut stages: Vec<_> = thread.steps.iter().map(|step| step.stage).collect();
    stages.dedup();
    json!({
        "type": "thread",
        "thread": thread.id,
        "label": thread.labels.first().map(|(_, label)| label),
        "mentions": thread.mentions.len(),
        "first": days.0,
        "last": days.1,
        "stages": stages,
        "related": related,
        "labels": thread.labels,
        "target": thread.target,
        "course": thread.steps.last().and_then(|step| step.course.word()),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn code_points_agree_with_a_plain_count() {
        let text = "Қазақстан — ОТГ, «ё» 1️⃣ ".repeat(60);
        let points = CodePoints::new(&text);
        for (offset, _) in text.char_indices() {
            assert_eq!(points.at(offset), text.get(..offset).unwrap().chars().count());
        }
        assert_eq!(points.at(text.len()), text.chars().count());
    }

    #[test]
    fn whole_numbers_have_no_point() {
        assert_eq!(number(4.8e12).to_string(), "4800000000000");
        assert_eq!(number(0.5).to_string(), "0.5");
    }
}
