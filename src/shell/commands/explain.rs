//! `throughline explain`: which rules fired where and why others did not, for whoever writes rules. Never a library.

use std::ops::RangeInclusive;
use std::path::PathBuf;

use crate::base::problem::Problem;
use crate::base::said::Said;
use crate::base::span::Span;
use crate::extract::Verdict;
use crate::extract::explain::Explained;
use crate::model::article::Article;
use crate::model::extraction::Extraction;
use crate::shell::error::Failure;
use crate::shell::output::Output;
use crate::shell::{reading, study, voice};
use crate::text::{sanitise, width};

/// Rules that came short which are shown of one sentence.
const MOST_MISSED: usize = 12;

/// Prints what became of every rule in a file, or in one line of it given as `FILE:LINE`.
///
/// # Errors
/// Where the file cannot be read, holds no article or has no such line, or the output cannot be written.
pub fn run(place: &str, words: bool, encoding: Option<&str>) -> Result<(), Failure> {
    let (path, line) = split(place);
    let walk = reading::find(&[PathBuf::from(path)]);
    let Some(found) = walk.files.first() else {
        let none = || Problem::new(Said::text("failure.no_article_in").with("path", path), "");
        let why = walk.skipped.first().cloned().unwrap_or_else(none);
        return Err(Failure::from(why).hint(Said::text("advice.name_line")));
    };
    let loaded = reading::load(found)?;
    let imported = reading::parse(&loaded, encoding)?;
    let mut output = Output::to_read();
    let mut shown = 0;
    for article in &imported.articles {
        shown += explain(&mut output, article, (path, line), words)?;
    }
    output.finish()?;
    if let (0, Some(line)) = (shown, line) {
        let what = Said::text("failure.empty_line").with("n", line).with("path", path);
        return Err(Failure::new(what).hint(Said::text("advice.whole_file")));
    }
    Ok(())
}

/// The path and the line of `FILE:LINE`; a file of that whole name comes first.
fn split(place: &str) -> (&str, Option<usize>) {
    let apart = place.rsplit_once(':').and_then(|(path, line)| Some((path, line.parse().ok()?)));
    match apart {
        Some((path, line)) if !std::path::Path::new(place).exists() => (path, Some(line)),
        _ => (place, None),
    }
}

/// Prints the sentences of an article, all of a line or those in which a rule fired; returns how many.
fn explain(
    output: &mut Output,
    article: &Article,
    (path, line): (&str, Option<usize>),
    words: bool,
) -> Result<usize, Failure> {
    let found = study::extractor().extract(article);
    let mut shown = 0;
    for one in study::extractor().explain(article) {
        let lines = lines(&article.text, one.sentence);
        if line.map_or(one.fired.is_empty(), |line| !lines.contains(&line)) {
            continue;
        }
        shown += 1;
        output.line(&format!(
            "{}:{}  {}",
            sanitise::line(path),
            lines.start(),
            quoted(article, one.sentence)
        ))?;
        for text in sentence(article, &found, &one, words) {
            output.line(&format!("  {text}"))?;
        }
        output.line("")?;
    }
    Ok(shown)
}

/// The numbers of the lines that a span touches.
fn lines(text: &str, span: Span) -> RangeInclusive<usize> {
    let number = |end: usize| 1 + text.bytes().take(end).filter(|byte| *byte == b'\n').count();
    number(span.start)..=number(span.end)
}

fn quoted(article: &Article, span: Span) -> String {
    sanitise::line(&span.of(&article.text).split_whitespace().collect::<Vec<_>>().join(" ")).into_owned()
}

fn sentence(article: &Article, found: &Extraction, one: &Explained, words: bool) -> Vec<String> {
    let quote = |span: Span| quoted(article, span);
    let mut out = Vec::new();
    if words {
        for (span, readings) in &one.words {
            let readings: Vec<String> =
                readings.iter().map(|reading| sanitise::line(reading).into_owned()).collect();
            out.push(row("word", &format!("{} {}", filled(&quote(*span), 18), readings.join(" ; "))));
        }
        out.extend(one.phrases.iter().map(|(span, head)| {
            let about = Said::text("explain.about").with("phrase", quote(*span)).with("head", quote(*head));
            row("phrase", &voice::words(&about))
        }));
    }
    for mention in found.mentions.iter().filter(|mention| one.sentence.overlaps(mention.span)) {
        let actor = mention.actor.as_deref();
        let actor =
            actor.map_or_else(|| Said::text("explain.nobody"), |actor| sanitise::line(actor).as_ref().into());
        let said = Said::text("explain.made")
            .with("quote", quote(mention.span))
            .with("stage", mention.stage.word())
            .with("kind", mention.kind.word())
            .with("actor", actor)
            .with("rule", mention.rule.as_str());
        out.push(row("mention", &voice::words(&said)));
    }
    for fired in &one.fired {
        let said = Said::text("explain.on")
            .with("rule", fired.rule.as_str())
            .with("quote", quote(fired.trigger))
            .with("what", verdict(&fired.verdict));
        out.push(row("fired", &voice::words(&said)));
    }
    for missed in one.missed.iter().take(MOST_MISSED) {
        let wants =
            Said::text(if missed.word == missed.at { "explain.wants_there" } else { "explain.wants_at" });
        let wants = wants.with("wanted", missed.wanted.as_str()).with("at", quote(missed.at));
        let said =
            Said::text("explain.on").with("rule", missed.rule.as_str()).with("quote", quote(missed.word));
        out.push(row("missed", &voice::words(&said.with("what", wants))));
    }
    let more = one.missed.len().saturating_sub(MOST_MISSED);
    if more > 0 {
        out.push(row("missed", &voice::words(&Said::count("more", more))));
    }
    if one.fired.is_empty() {
        out.push(voice::texts().get("explain.none_fired").to_owned());
    }
    out
}

/// A line that begins with what it is about.
fn row(name: &str, text: &str) -> String {
    let texts = voice::texts();
    let names = ["word", "phrase", "mention", "fired", "missed"];
    let name_of = |name: &str| texts.get(&format!("explain.{name}")).to_owned();
    let columns = names.iter().map(|name| width::of(&name_of(name))).max().unwrap_or(0);
    format!("{}  {text}", filled(&name_of(name), columns))
}

/// A text with blanks after it, up to so many columns.
fn filled(text: &str, columns: usize) -> String {
    format!("{text}{}", " ".repeat(columns.saturating_sub(width::of(text))))
}

fn verdict(verdict: &Verdict) -> Said {
    match verdict {
        Verdict::Kept => Said::text("explain.kept"),
        Verdict::Unless => Said::text("explain.unless"),
        Verdict::NoObject => Said::text("explain.no_object"),
        Verdict::Unneeded => Said::text("explain.unneeded"),
        Verdict::Weak(score) => {
            Said::text("explain.weak").with("score", voice::texts().decimal(f64::from(*score), 2))
        }
        Verdict::Beaten => Said::text("explain.beaten"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_is_a_file_and_perhaps_a_line() {
        assert_eq!(split("a.txt"), ("a.txt", None));
        assert_eq!(split("a.txt:12"), ("a.txt", Some(12)));
        assert_eq!(split("C:/news/a.txt"), ("C:/news/a.txt", None));
    }

    #[test]
    fn a_span_touches_its_lines() {
        let text = "one\ntwo three\nfour";
        assert_eq!(lines(text, Span::new(4, 7)), 2..=2);
        assert_eq!(lines(text, Span::new(4, text.len())), 2..=3);
    }
}
