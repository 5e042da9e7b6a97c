//! Linking measured on labelled mentions.

use std::collections::{BTreeMap, HashMap};
use std::fs;
use std::path::Path;

use chrono::NaiveDate;
use serde::Deserialize;
use throughline::base::span::Span;
use throughline::link::features::ArticleFeatures;
use throughline::link::{features, link};
use throughline::model::article::{Article, Block, BlockKind, Dated, Evidence};
use throughline::model::extraction::Extraction;
use throughline::model::lang::Lang;
use throughline::model::mention::{Kind, Mention, Polarity, Stage};
use throughline::model::thread::Linking;

mod encoder;

fn corpus(name: &str) -> String {
    fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/corpus/link").join(name)).unwrap()
}

#[derive(Deserialize)]
struct Row {
    id: String,
    seed: String,
    quote: String,
    object: Option<String>,
    actor: Option<String>,
    kind: String,
    modality: String,
    when: Option<String>,
    cluster: String,
    tier: String,
}

/// The five seed articles with their hand-made mentions, as features; and the cluster of each mention.
fn seeds() -> (Vec<ArticleFeatures>, HashMap<String, Row>) {
    let days = [
        ("000", (2025, 10, 7)),
        ("001", (2025, 10, 7)),
        ("002", (2025, 10, 7)),
        ("003", (2026, 1, 5)),
        ("004", (2025, 8, 11)),
    ];
    let rows: Vec<Row> =
        corpus("seeds.jsonl").lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let mut texts: BTreeMap<String, Vec<Row>> = BTreeMap::new();
    for row in rows {
        texts.entry(row.seed.clone()).or_default().push(row);
    }
    let mut all = Vec::new();
    let mut labels = HashMap::new();
    for (file, rows) in texts {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("seeds").join(&file);
        let text = fs::read_to_string(path).unwrap();
        let (y, m, d) = days.iter().find(|(n, _)| file.starts_with(n)).unwrap().1;
        let day = NaiveDate::from_ymd_opt(y, m, d).unwrap();
        let lang = Lang::new(if file.starts_with("002") { "en" } else { "ru" });
        let article = article(&file, &text, lang, day);
        let mut extraction = Extraction { sentences: sentences(&text), ..Extraction::default() };
        let mut from = 0;
        for row in rows {
            let start =
                text[from..].find(&row.quote).map_or_else(|| text.find(&row.quote).unwrap(), |at| from + at);
            from = start;
            let span = Span::new(start, start + row.quote.len());
            let object = row.object.as_deref().map_or(span, |object| {
                let at = start + row.quote.find(object).unwrap();
                Span::new(at, at + object.len())
            });
            extraction.mentions.push(Mention {
                id: row.id.as_str().into(),
                span,
                object,
                label: object.of(&text).to_owned(),
                actor: row.actor.clone(),
                stage: Stage::from_word(&row.modality).unwrap(),
                kind: Kind::from_word(&row.kind).unwrap(),
                when: row.when.as_deref().and_then(|when| when.parse().ok()),
                confidence: 0.9,
                rule: "gold".into(),
                polarity: Polarity::Asserted,
                antecedent: None,
                host: None,
            });
            labels.insert(row.id.clone(), row);
        }
        all.push(features(&article, &extraction, &encoder::ENCODER));
    }
    (all, labels)
}

fn article(file: &str, text: &str, lang: Lang, day: NaiveDate) -> Article {
    let mut blocks = Vec::new();
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let span = Span::new(at, at + line.len()).trimmed(text);
        if !span.is_empty() {
            blocks.push(Block { span, kind: BlockKind::Paragraph });
        }
        at += line.len();
    }
    Article {
        id: file.into(),
        title: text.lines().find(|line| !line.trim().is_empty()).unwrap_or_default().to_owned(),
        date: Some(Dated { day, time: None, evidence: Evidence::Header, span: None }),
        lang,
        text: text.to_owned(),
        blocks,
        file: file.to_owned(),
        ..Article::default()
    }
}

fn sentences(text: &str) -> Vec<Span> {
    let mut found = Vec::new();
    let mut start = 0;
    for (at, c) in text.char_indices() {
        let ends =
            c == '\n' || (matches!(c, '.' | '!' | '?') && text[at + 1..].starts_with([' ', '\n', '"', '”']));
        if ends {
            found.push(Span::new(start, at + c.len_utf8()));
            start = at + c.len_utf8();
        }
    }
    found.push(Span::new(start, text.len()));
    found
}

/// Precision, recall and F1 of pairs, and of B-cubed.
#[derive(Debug)]
struct Quality {
    bcubed: f64,
    pairs: f64,
    cross: f64,
}

fn f1(right: f64, found: f64, wanted: f64) -> f64 {
    if found + wanted == 0.0 { 1.0 } else { 2.0 * right / (found + wanted) }
}

fn quality(items: &[(String, String, String)], verbose: bool) -> Quality {
    let (mut right, mut found, mut wanted) = ([0.0; 2], [0.0; 2], [0.0; 2]);
    let (mut precision, mut recall) = (0.0, 0.0);
    for (at, (gold, own, lang)) in items.iter().enumerate() {
        let count = |test: &dyn Fn(&(String, String, String)) -> bool| {
            items.iter().filter(|x| test(x)).count() as f64
        };
        let both = count(&|x| x.0 == *gold && x.1 == *own);
        precision += both / count(&|x| x.1 == *own);
        recall += both / count(&|x| x.0 == *gold);
        for (g, o, l) in &items[..at] {
            let kinds: &[usize] = if l == lang { &[0] } else { &[0, 1] };
            for kind in kinds {
                right[*kind] += f64::from(u8::from(g == gold && o == own));
                found[*kind] += f64::from(u8::from(o == own));
                wanted[*kind] += f64::from(u8::from(g == gold));
            }
        }
    }
    let n = items.len() as f64;
    let (p, r) = (precision / n, recall / n);
    if verbose {
        println!("bcubed P {p:.3} R {r:.3}; pairs right {right:?} found {found:?} wanted {wanted:?}");
    }
    Quality {
        bcubed: 2.0 * p * r / (p + r),
        pairs: f1(right[0], found[0], wanted[0]),
        cross: f1(right[1], found[1], wanted[1]),
    }
}

#[test]
fn gold_mentions_of_the_seeds_come_together() {
    let (all, labels) = seeds();
    let linking = link(&all, &Linking::default(), &[]);
    let mut items = Vec::new();
    for thread in &linking.threads {
        for mention in &thread.mentions {
            let row = &labels[mention.mention.as_str()];
            if row.tier == "core" {
                let lang = if row.seed.starts_with("002") { "en" } else { "ru" };
                items.push((row.cluster.clone(), thread.id.to_string(), lang.to_owned()));
            }
        }
    }
    for thread in linking.threads.iter().filter(|thread| thread.mentions.len() > 1) {
        println!("--");
        for mention in &thread.mentions {
            let row = &labels[mention.mention.as_str()];
            println!("  {:32} {} {}", row.cluster, &row.seed[..3], row.quote);
        }
    }
    let quality = quality(&items, true);
    println!("{quality:?}");
    assert!(quality.bcubed > 0.85 && quality.pairs > 0.65 && quality.cross > 0.7, "{quality:?}");
}

#[test]
fn three_articles_on_one_summit_are_one_event() {
    let (all, _) = seeds();
    let linking = link(&all, &Linking::default(), &[]);
    let sizes: Vec<usize> = linking.events.iter().map(|event| event.articles.len()).collect();
    assert_eq!(sizes, [1, 3, 1]);
}
