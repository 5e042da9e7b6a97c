//! What one figure measures, and with which mention it is told. Never compares it with others.

use super::reading::Reading;
use crate::base::span::Span;
use crate::link::features::FigureFeatures;
use crate::link::hash::{Key, key};
use crate::link::lexicon::Lexicon;
use crate::link::words::words;
use crate::model::article::Article;
use crate::model::extraction::Extraction;
use crate::model::figure::Figure;
use crate::model::lang::Lang;
use crate::model::mention::Mention;

pub(super) fn figure(
    article: &Article,
    extraction: &Extraction,
    one: &Figure,
    lexicon: &Lexicon,
) -> FigureFeatures {
    let lang = article.lang;
    let inside = extraction.mentions.iter().position(|mention| mention.span.overlaps(one.span));
    let told_with = inside.or_else(|| beside(extraction, one.span));
    let around = one.measure.unwrap_or_else(|| {
        let clause = inside.and_then(|at| extraction.mentions.get(at)).map(|mention| mention.span);
        let sentence = || extraction.sentences.iter().copied().find(|s| s.overlaps(one.span));
        clause.or_else(sentence).unwrap_or(one.span)
    });
    let text = around.of(&article.text);
    // What it measures is said by the words beside it.
    let own: Vec<Key> = words(one.span.of(&article.text))
        .iter()
        .map(|word| key("stem", &lexicon.stem(lang, &word.folded)))
        .collect();
    let mut terms = Reading::of(lang, text, lexicon).terms;
    terms.retain(|term| !own.contains(&term.stem));
    FigureFeatures {
        span: one.span,
        value: one.value,
        cmp: one.cmp,
        unit: one.unit.clone(),
        unit_key: unit_key(lang, &one.unit, lexicon),
        terms,
        label: text.split_whitespace().collect::<Vec<_>>().join(" "),
        as_of: one.as_of.clone(),
        mention: told_with.and_then(|at| u16::try_from(at).ok()),
    }
}

/// The mention next to a figure in its sentence.
fn beside(extraction: &Extraction, figure: Span) -> Option<usize> {
    let sentence = extraction.sentences.iter().find(|sentence| sentence.overlaps(figure))?;
    let within = extraction.mentions.iter().enumerate().filter(|(_, one)| sentence.overlaps(one.span));
    let gap = |one: &Mention| {
        figure.start.saturating_sub(one.span.end).max(one.span.start.saturating_sub(figure.end))
    };
    within.min_by_key(|(_, one)| gap(one)).map(|(at, _)| at)
}

fn unit_key(lang: Lang, unit: &str, lexicon: &Lexicon) -> Key {
    let run = words(unit);
    let Some(last) = run.last() else { return key("unit", unit) };
    match lexicon.sense(lang, &run) {
        Some(sense) => sense.concept.key,
        None => key("unit", &lexicon.stem(lang, &last.folded)),
    }
}
