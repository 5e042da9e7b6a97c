//! Linking measured on labelled mentions: the seeds, articles of our own, and clauses in three languages.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use serde::Deserialize;
use throughline::base::span::Span;
use throughline::link::features::ArticleFeatures;
use throughline::link::{features, link};
use throughline::model::article::Article;
use throughline::model::extraction::Extraction;
use throughline::model::lang::Lang;
use throughline::model::mention::{Kind, Mention, Polarity, Stage};
use throughline::model::thread::Linking;

mod encoder;
mod gold;

fn root(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(name)
}

fn seeds() -> Vec<gold::Labelled> {
    gold::labelled(&root("seeds"), &root("tests/corpus/link/seeds.jsonl"))
}

fn measured(name: &str, all: &[gold::Labelled]) -> gold::Quality {
    let quality = gold::quality(&gold::items(all));
    println!("{name}: {quality:?}");
    quality
}

#[test]
fn gold_mentions_of_the_seeds_come_together() {
    let quality = measured("seeds", &seeds());
    assert!(quality.bcubed >= 0.93 && quality.pairs >= 0.82 && quality.tongues >= 0.95, "{quality:?}");
}

#[test]
fn gold_mentions_of_our_own_articles_come_together() {
    let folder = root("tests/corpus/extract/articles");
    let quality = measured("own", &gold::labelled(&folder, &folder.join("articles.jsonl")));
    assert!(quality.bcubed >= 0.70 && quality.across >= 0.50, "{quality:?}");
}

#[test]
fn gold_mentions_of_held_articles_come_together() {
    let folder = root("tests/corpus/extract/held");
    let quality = measured("held", &gold::labelled(&folder, &folder.join("held.jsonl")));
    assert!(quality.bcubed >= 0.78 && quality.across >= 0.55, "{quality:?}");
}

/// Prints how labelled mentions of any folder are linked:
/// `FOLDER=… ROWS=… cargo test --test it link::measure -- --ignored --nocapture`.
#[test]
#[ignore = "prints for measuring by hand"]
fn measure() {
    let path = |name: &str| PathBuf::from(std::env::var(name).unwrap());
    let (folder, rows) = (path("FOLDER"), path("ROWS"));
    let mut all = gold::labelled(&folder, &rows);
    measured("alone", &all);
    all.extend(seeds());
    measured("with the seeds in one library", &all);
}

#[test]
fn three_articles_on_one_summit_are_one_event() {
    let all: Vec<ArticleFeatures> =
        seeds().iter().map(|one| features(&one.article, &one.gold, &encoder::ENCODER)).collect();
    let linking = link(&all, &Linking::default(), &[]);
    let sizes: Vec<usize> = linking.events.iter().map(|event| event.articles.len()).collect();
    assert_eq!(sizes, [1, 3, 1]);
}

/// One initiative in three languages; those whose ids begin alike are near each other and not one.
#[derive(Deserialize)]
struct Clause {
    id: String,
    kind: String,
    ru: String,
    en: String,
    kk: String,
    when: Option<String>,
}

fn clauses() -> Vec<Clause> {
    let list = fs::read_to_string(root("tests/corpus/link/initiatives.jsonl")).unwrap();
    list.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

/// An article that is one clause.
fn alone(clause: &Clause, code: &str, text: &str) -> ArticleFeatures {
    let span = Span::new(0, text.len());
    let mention = Mention {
        id: format!("{} {code}", clause.id).as_str().into(),
        span,
        object: span,
        label: text.to_owned(),
        actor: None,
        stage: Stage::Planned,
        kind: Kind::from_word(&clause.kind).unwrap(),
        when: clause.when.as_deref().and_then(|when| when.parse().ok()),
        confidence: 0.9,
        rule: "gold".into(),
        polarity: Polarity::Asserted,
        antecedent: None,
    };
    let article = Article {
        id: format!("{} {code}", clause.id).as_str().into(),
        lang: Lang::new(code),
        text: text.to_owned(),
        ..Article::default()
    };
    let extraction = Extraction { mentions: vec![mention], sentences: vec![span], ..Extraction::default() };
    features(&article, &extraction, &encoder::ENCODER)
}

/// F1 of the pairs of two languages, all clauses of three languages in one library.
#[test]
fn clauses_of_three_languages_come_together() {
    let mut all = Vec::new();
    for clause in clauses() {
        for (code, text) in [("ru", &clause.ru), ("en", &clause.en), ("kk", &clause.kk)] {
            all.push(alone(&clause, code, text));
        }
    }
    let linking = link(&all, &Linking::default(), &[]);
    let mut counts: BTreeMap<String, [f64; 3]> = BTreeMap::new();
    for thread in &linking.threads {
        for (at, one) in thread.mentions.iter().enumerate() {
            for other in &thread.mentions[..at] {
                let (id, code) = one.mention.as_str().rsplit_once(' ').unwrap();
                let (other_id, other_code) = other.mention.as_str().rsplit_once(' ').unwrap();
                let pair = format!("{}-{}", code.max(other_code), code.min(other_code));
                let count = counts.entry(pair).or_default();
                count[0] += f64::from(u8::from(id == other_id));
                count[1] += 1.0;
            }
        }
    }
    let wanted = clauses().len() as f64;
    assert!(wanted >= 60.0);
    for (pair, floor) in [("ru-en", 0.88), ("ru-kk", 0.80), ("kk-en", 0.80)] {
        let [right, found, _] = counts[pair];
        let f1 = 2.0 * right / (found + wanted);
        println!("{pair}: {right} right of {found} found and {wanted} wanted, F1 {f1:.3}");
        assert!(f1 >= floor, "{pair} {f1}");
    }
}
