//! `throughline explain`: which rules fired where and why others did not, for whoever writes rules. Never a library.

use std::ops::RangeInclusive;
use std::path::PathBuf;

use crate::base::span::Span;
use crate::extract::Verdict;
use crate::extract::explain::Explained;
use crate::model::article::Article;
use crate::model::extraction::Extraction;
use crate::shell::error::Failure;
use crate::shell::output::{Output, complain};
use crate::shell::{reading, study};
use crate::text::sanitise;

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
        let why = walk
            .skipped
            .first()
            .map_or_else(|| format!("there is no article in {path}"), ToString::to_string);
        return Err(Failure::new(why).hint("Name one text or Markdown file, and a line as FILE:LINE."));
    };
    let loaded = reading::load(found).map_err(|problem| Failure::new(problem.to_string()))?;
    let imported = reading::parse(&loaded, encoding).map_err(|problem| Failure::new(problem.to_string()))?;
    let mut output = Output::to_read();
    let mut shown = 0;
    for article in &imported.articles {
        for problem in study::extractor().problems() {
            complain(&sanitise::line(&problem.to_string()));
        }
        shown += explain(&mut output, article, (path, line), words)?;
    }
    output.finish()?;
    if let (0, Some(line)) = (shown, line) {
        return Err(Failure::new(format!("line {line} of {path} holds no sentence of an article"))
            .hint("Header lines are not read; `throughline explain FILE` shows the whole file."));
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
            out.push(format!("word     {:<18} {}", quote(*span), readings.join(" ; ")));
        }
        out.extend(
            one.phrases
                .iter()
                .map(|(span, head)| format!("phrase   «{}», about «{}»", quote(*span), quote(*head))),
        );
    }
    for mention in found.mentions.iter().filter(|mention| one.sentence.overlaps(mention.span)) {
        let actor = mention.actor.as_deref().map_or_else(|| "nobody named".into(), sanitise::line);
        let (stage, kind) = (mention.stage.word(), mention.kind.word());
        out.push(format!(
            "mention  «{}»: {stage}, {kind}, by {actor}; rule {}",
            quote(mention.span),
            mention.rule
        ));
    }
    for fired in &one.fired {
        out.push(format!(
            "fired    {} on «{}»: {}",
            fired.rule,
            quote(fired.trigger),
            in_words(&fired.verdict)
        ));
    }
    for missed in one.missed.iter().take(MOST_MISSED) {
        let place = if missed.word == missed.at {
            "there".to_owned()
        } else {
            format!("at «{}»", quote(missed.at))
        };
        out.push(format!(
            "missed   {} on «{}»: wants {} {place}",
            missed.rule,
            quote(missed.word),
            missed.wanted
        ));
    }
    let more = one.missed.len().saturating_sub(MOST_MISSED);
    if more > 0 {
        out.push(format!("missed   and {more} more"));
    }
    if one.fired.is_empty() {
        out.push("no rule fired".to_owned());
    }
    out
}

fn in_words(verdict: &Verdict) -> String {
    match verdict {
        Verdict::Kept => "kept".to_owned(),
        Verdict::Unless => "its `unless` stands in the same clause".to_owned(),
        Verdict::NoObject => "its object is not there".to_owned(),
        Verdict::Unneeded => "its object is not what `needs` or `object_is` ask for".to_owned(),
        Verdict::Weak(score) => format!("too little speaks for it ({score:.2}, a mention needs 0.50)"),
        Verdict::Beaten => "a surer rule speaks about the same words".to_owned(),
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
