//! Prints what is found and how texts are read, for whoever writes rules: nothing here holds anything.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use throughline::extract::Extractor;
use throughline::lang::packs;
use throughline::model::article::Article;
use throughline::model::mention::Polarity;

use crate::support::folder::articles;

/// Prints what is found in a folder or in labelled sentences, for measuring by hand:
/// `MEASURE=folder OUT=file cargo test --test it measure -- --ignored`.
#[test]
#[ignore = "writes a file for measuring by hand"]
fn measure() {
    super::extract::lay_assets();
    let extractor = Extractor::new(packs());
    let out = std::env::var("OUT").unwrap();
    let mut lines = String::new();
    let path = std::env::var("MEASURE").unwrap();
    let all =
        if path.ends_with(".toml") { sentences(Path::new(&path)) } else { articles(&[Path::new(&path)]) };
    for (file, article) in all {
        let found = extractor.extract(&article);
        for one in found.mentions {
            let quote = one.span.of(&article.text);
            let line = serde_json::json!({
                "file": file, "quote": quote, "stage": one.stage.word(), "kind": one.kind.word(), "thread": "t",
                "actor": one.actor, "label": one.label, "when": one.when.map(|when| when.to_string()),
                "rule": one.rule, "confidence": one.confidence,
                "polarity": if one.polarity == Polarity::Asserted { "asserted" } else { "other" },
            });
            let _ = writeln!(lines, "{line}");
        }
    }
    fs::write(out, lines).unwrap();
}

fn sentences(file: &Path) -> Vec<(String, Article)> {
    let lang = file.file_stem().unwrap().to_string_lossy().into_owned();
    let table: toml::Table = fs::read_to_string(file).unwrap().parse().unwrap();
    let cases = table["case"].as_array().unwrap();
    let all = cases.iter().enumerate().map(|(number, case)| {
        let text = case["text"].as_str().unwrap();
        let day = case.get("date").map(ToString::to_string);
        (number.to_string(), super::extract::article_on(&lang, text, day.as_deref()))
    });
    all.collect()
}

/// Prints how a text is read: `LANG_CODE=ru TEXT=… ASSETS=assets cargo test --test it shows -- --ignored --nocapture`.
#[test]
#[ignore = "prints for whoever writes rules"]
fn shows() {
    super::extract::lay_assets();
    let lang = std::env::var("LANG_CODE").unwrap();
    let text = std::env::var("TEXT").unwrap();
    let article = super::extract::article_on(&lang, &text, None);
    let extractor = Extractor::new(packs());
    for one in extractor.explain(&article) {
        for (span, readings) in one.words {
            println!("{:20} {}", span.of(&text), readings.join("\n                     "));
        }
        for (span, head) in one.phrases {
            println!("phrase [{}] head {}", span.of(&text), head.of(&text));
        }
        for fired in one.fired {
            println!("{} on «{}»: {:?}", fired.rule, fired.trigger.of(&text), fired.verdict);
        }
    }
    for one in extractor.extract(&article).mentions {
        let quote = one.span.of(&text);
        println!(
            "MENTION [{}] {} {} actor {:?} label {:?} «{quote}»",
            one.rule,
            one.stage.word(),
            one.kind.word(),
            one.actor,
            one.label
        );
    }
}

/// Prints the sentences of each line of a file as pairs of code points:
/// `LANG_CODE=ru LINES_FILE=file cargo test --test it sentences_of_lines -- --ignored --nocapture`.
#[test]
#[ignore = "prints for measuring against other splitters"]
fn sentences_of_lines() {
    let lang = throughline::model::lang::Lang::new(&std::env::var("LANG_CODE").unwrap());
    let splitter = throughline::text::sentences::Splitter::new(packs().get(lang).unwrap());
    for line in fs::read_to_string(std::env::var("LINES_FILE").unwrap()).unwrap().lines() {
        let spans: Vec<(usize, usize)> =
            splitter.split(line).into_iter().map(|span| span.code_points(line)).collect();
        println!("{}", serde_json::json!(spans));
    }
}
