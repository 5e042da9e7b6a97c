//! Times, figures and quotations on labelled sentences and on the sample.

use std::fs;
use std::path::Path;

use throughline::base::json;
use throughline::base::span::Span;
use throughline::extract::phrases::Phrases;
use throughline::extract::{figures, quotes, times};
use throughline::import::{Source, read};
use throughline::lang::packs;
use throughline::model::article::Article;
use throughline::text::sentences::Splitter;

fn sentences(article: &Article) -> Vec<Span> {
    let splitter = Splitter::new(packs().get(article.lang).unwrap());
    let body = article.body();
    body.flat_map(|block| {
        let spans = splitter.split(block.span.of(&article.text));
        spans.into_iter().map(|span| span.shifted(block.span.start))
    })
    .collect()
}

#[test]
#[ignore = "prints records for measuring"]
fn records_of_a_folder() {
    let folder = std::env::var("FOLDER").unwrap();
    let mut files: Vec<_> =
        fs::read_dir(Path::new(&folder)).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    for path in files.iter().filter(|path| path.extension().is_some_and(|ext| ext == "txt")) {
        let name = path.file_name().unwrap().to_str().unwrap();
        let bytes = fs::read(path).unwrap();
        let source = Source { name, bytes: &bytes, modified: None, encoding: None, packs: packs() };
        for article in read(&source).unwrap().articles {
            let Some(pack) = packs().get(article.lang) else { continue };
            let phrases = Phrases::new(pack);
            let sentences = sentences(&article);
            let reading = phrases.read(&article.text, &sentences);
            let dates = times::find(&reading, article.day());
            let figures = figures::find(&reading, &dates, article.day());
            let blocks: Vec<Span> = article.body().map(|block| block.span).collect();
            let row = |kind: &str, span: Span, more: serde_json::Value| {
                let (start, end) = span.code_points(&article.text);
                let mut row = serde_json::json!({
                    "type": kind, "file": name, "start": start, "end": end, "quote": span.of(&article.text),
                });
                row.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
                println!("{}", json::line(&row).unwrap());
            };
            for date in &dates {
                row("date", date.span, serde_json::json!({ "iso": date.when.to_string() }));
            }
            for figure in &figures {
                let more = serde_json::json!({
                    "value": figure.value, "value_to": figure.value_to, "unit": figure.unit,
                    "cmp": figure.cmp.sign(), "as_of": figure.as_of.as_ref().map(ToString::to_string),
                    "measure": figure.measure.map(|span| span.of(&article.text)),
                });
                row("figure", figure.span, more);
            }
            for quotation in quotes::find(&reading, &blocks) {
                let more = serde_json::json!({ "speaker": quotation.speaker, "direct": quotation.direct });
                row("quotation", quotation.span, more);
            }
        }
    }
}

/// One line of a file to measure on: a text, its language and the day it was written.
#[derive(serde::Deserialize)]
struct Line {
    text: String,
    lang: String,
    day: Option<chrono::NaiveDate>,
}

#[test]
fn every_pack_is_read_without_a_problem() {
    assert_eq!(packs().problems(), []);
    for pack in packs().iter() {
        assert_eq!(Phrases::new(pack).problems(), [], "{}", pack.lang);
    }
}

#[test]
#[ignore = "prints values for measuring"]
fn values_of_lines() {
    let lines = fs::read_to_string(std::env::var("LINES_FILE").unwrap()).unwrap();
    for line in lines.lines() {
        let line: Line = serde_json::from_str(line).unwrap();
        let pack = packs().get(throughline::model::lang::Lang::new(&line.lang)).unwrap();
        let phrases = Phrases::new(pack);
        let sentences = Splitter::new(pack).split(&line.text);
        let reading = phrases.read(&line.text, &sentences);
        let dates = times::find(&reading, line.day);
        let values: Vec<_> =
            dates.iter().map(|date| (date.span.of(&line.text), date.when.to_string())).collect();
        println!("{}", serde_json::json!({ "text": line.text, "dates": values }));
    }
}
