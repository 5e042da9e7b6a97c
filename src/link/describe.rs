//! Reads an article and its extraction into features. Never compares two articles.

mod around;
mod encoded;
mod figure;
mod head;
mod mention;
mod reading;

use crate::link::encoder::Encoder;
use crate::link::features::{ArticleFeatures, MentionFeatures, Middle, Sketch};
use crate::link::lexicon::lexicon;
use crate::link::recall;
use crate::link::sketch;
use crate::model::article::Article;
use crate::model::extraction::Extraction;
use crate::model::mention::Mention;
use around::{Contexts, Scenes};
use encoded::to_encode;
use figure::figure;
use mention::mention;
pub(super) use reading::Reading;

/// Reads one article. Vectors are made in one go; nothing is loaded where there is no mention.
#[must_use]
pub fn article(article: &Article, extraction: &Extraction, encoder: &Encoder) -> ArticleFeatures {
    let lexicon = lexicon();
    let contexts = Contexts::of(article, extraction, lexicon);
    let scenes = Scenes::of(article, extraction, lexicon);
    let mut mentions: Vec<MentionFeatures> =
        extraction.mentions.iter().map(|one| mention(article, extraction, one, &contexts, &scenes)).collect();
    for (number, mention) in mentions.iter_mut().enumerate() {
        mention.number = u16::try_from(number).unwrap_or(u16::MAX);
    }
    point_back(article, extraction, &mut mentions);
    for (at, one) in extraction.mentions.iter().enumerate() {
        // "A fair as part of this programme" is beside the programme, and not it.
        let is_beside = one.host.is_some() && one.antecedent.is_none();
        let names = if is_beside {
            Vec::new()
        } else {
            recall::named(article.lang, one.span.of(&article.text), lexicon)
        };
        let target = recall::target(at, &names, &mentions);
        if let Some(mention) = mentions.get_mut(at) {
            mention.recalls = target;
        }
    }
    let texts: Vec<String> = extraction.mentions.iter().map(|m| to_encode(article, m, lexicon)).collect();
    let slices: Vec<&str> = texts.iter().map(String::as_str).collect();
    for (mention, vector) in mentions.iter_mut().zip(encoder.encode(&slices)) {
        mention.vector = vector;
    }
    let middle = Middle::of(mentions.iter().map(|mention| &mention.vector));
    ArticleFeatures {
        article: article.id.clone(),
        lang: article.lang,
        day: article.day(),
        outlet: article.outlet.clone(),
        title: article.title.clone(),
        mentions,
        middle,
        figures: extraction.figures.iter().map(|one| figure(article, extraction, one, lexicon)).collect(),
        sketch: if article.text.is_empty() { Sketch::default() } else { sketch::of(article, lexicon) },
    }
}

/// The object, or the whole clause where the rule gave none.
fn content<'a>(article: &'a Article, mention: &Mention) -> &'a str {
    let object = mention.object.of(&article.text);
    if object.trim().is_empty() { mention.span.of(&article.text) } else { object }
}

/// Ties a mention that points back to the mention it stands for: the one that holds its antecedent, else,
/// where it says nothing of its own, the last one before it that does.
fn point_back(article: &Article, extraction: &Extraction, mentions: &mut [MentionFeatures]) {
    let mut last = None;
    for (at, one) in extraction.mentions.iter().enumerate() {
        let Some(pointing) = mentions.get(at).map(|mention| mention.pointing) else { continue };
        let target = one.antecedent.filter(|span| span.fits(&article.text)).and_then(|span| {
            let hits = extraction
                .mentions
                .iter()
                .enumerate()
                .filter(|(other, m)| *other != at && m.span.overlaps(span));
            hits.max_by_key(|(_, m)| (m.object.overlaps(span), m.span.start)).map(|(other, _)| other)
        });
        let target = target.or(if pointing { last } else { None });
        if let Some(mention) = mentions.get_mut(at) {
            mention.antecedent = target.and_then(|target| u16::try_from(target).ok());
        }
        if !pointing {
            last = Some(at);
        }
    }
}
