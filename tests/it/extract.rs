//! Rules by their own examples, and extraction on whole articles.

use throughline::base::embedded;
use throughline::base::span::Span;
use throughline::extract::Extractor;
use throughline::extract::rule::RuleFile;
use throughline::lang::packs;
use throughline::model::article::{Article, Block, BlockKind, Dated, Evidence};
use throughline::model::lang::Lang;
use throughline::model::mention::{Mention, Polarity};

/// An article of one paragraph a line.
fn article(lang: &str, text: &str) -> Article {
    article_on(lang, text, None)
}

/// An article of one paragraph a line, written on a day.
pub(crate) fn article_on(lang: &str, text: &str, day: Option<&str>) -> Article {
    let mut blocks = Vec::new();
    let mut at = 0;
    for line in text.split('\n') {
        let span = Span::new(at, at + line.len()).trimmed(text);
        if !span.is_empty() {
            blocks.push(Block { span, kind: BlockKind::Paragraph });
        }
        at += line.len() + 1;
    }
    let day = day.and_then(|day| day.trim_matches('"').parse().ok());
    let day = day.unwrap_or_else(|| chrono::NaiveDate::from_ymd_opt(2025, 6, 18).unwrap());
    let date = Dated { day, time: None, evidence: Evidence::Header, span: None };
    Article { lang: Lang::new(lang), text: text.to_owned(), blocks, date: Some(date), ..Article::default() }
}

/// The mention in a text that begins with these words.
pub(crate) fn beginning(lang: &str, text: &str, begins: &str) -> Mention {
    let found = Extractor::new(packs()).extract(&article(lang, text)).mentions;
    let quotes: Vec<&str> = found.iter().map(|one| one.span.of(text)).collect();
    let place = quotes.iter().position(|quote| quote.starts_with(begins));
    let place = place.unwrap_or_else(|| panic!("no «{begins}» in {quotes:?}"));
    found.into_iter().nth(place).unwrap()
}

/// Lays the folder named by `ASSETS` over the embedded files, for whoever writes rules: no rebuild is needed.
pub(crate) fn lay_assets() {
    if let Ok(folder) = std::env::var("ASSETS") {
        throughline::shell::assets::lay_over(std::path::Path::new(&folder)).ok();
    }
}

#[test]
fn the_embedded_rules_have_no_problem() {
    lay_assets();
    assert_eq!(Extractor::new(packs()).problems(), []);
}

/// What is wrong with one accepted example.
fn complaint(
    mentions: &[Mention],
    text: &str,
    rule: &str,
    wanted: &throughline::extract::rule::Example,
) -> Option<String> {
    let quotes: Vec<String> = mentions
        .iter()
        .map(|one| format!("[{} {} {}]", one.rule, one.stage.word(), one.span.of(text)))
        .collect();
    let Some(found) = mentions.iter().find(|one| one.span.of(text) == wanted.quote && one.rule == rule)
    else {
        return Some(format!("no «{}» in {}", wanted.quote, quotes.join(" ")));
    };
    let same = |name: &str, wanted: Option<&String>, found: String| {
        wanted.filter(|wanted| **wanted != found).map(|wanted| format!("{name} is {found}, not {wanted}"))
    };
    same("stage", Some(&wanted.stage), found.stage.word().to_owned())
        .or_else(|| same("kind", wanted.kind.as_ref(), found.kind.word().to_owned()))
        .or_else(|| same("actor", wanted.actor.as_ref(), found.actor.clone().unwrap_or_default()))
        .or_else(|| same("label", wanted.label.as_ref(), found.label.clone()))
        .or_else(|| {
            same(
                "when",
                wanted.when.as_ref(),
                found.when.as_ref().map(ToString::to_string).unwrap_or_default(),
            )
        })
}

#[test]
fn every_rule_keeps_its_examples() {
    lay_assets();
    let extractor = Extractor::new(packs());
    let mut wrong = Vec::new();
    for (name, text) in embedded::texts_under("assets/rules/") {
        let file: RuleFile = toml::from_str(text).unwrap();
        let mut path = name.rsplit('/');
        let stem = path.next().unwrap().trim_end_matches(".toml");
        let lang = path.next().unwrap();
        let rule = format!("{lang}/{stem}");
        if file.accepts.len() < 3 || file.rejects.len() < 2 {
            wrong.push(format!("{rule}: {} accepts, {} rejects", file.accepts.len(), file.rejects.len()));
        }
        for wanted in &file.accepts {
            let own = article(lang, &wanted.text);
            let found = extractor.extract(&own).mentions;
            if let Some(what) = complaint(&found, &own.text, &rule, wanted) {
                wrong.push(format!("{rule}: {what}"));
            }
        }
        for unwanted in &file.rejects {
            let own = article(lang, &unwanted.text);
            let found = extractor.extract(&own).mentions;
            for one in found.iter().filter(|one| one.rule == rule && one.polarity == Polarity::Asserted) {
                wrong.push(format!("{rule}: must not find «{}»", one.span.of(&own.text)));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
