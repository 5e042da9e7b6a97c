//! What one mention says: words, names, actor, time and course. Never looks at other mentions.

use super::around::{Contexts, Scenes, position};
use super::content;
use super::reading::Reading;
use crate::base::span::Span;
use crate::link::features::{MentionFeatures, Part};
use crate::link::hash::{Key, key};
use crate::link::lexicon::{Lexicon, Role, lexicon};
use crate::link::sketch;
use crate::link::sound;
use crate::link::words::words;
use crate::model::article::{Article, BlockKind};
use crate::model::extraction::Extraction;
use crate::model::figure::Figure;
use crate::model::lang::Lang;
use crate::model::mention::{Mention, Polarity};
use crate::model::thread::Course;

/// What the words of a mention must say together for it to stand for itself.
const THIN: f32 = 0.8;

/// The same for one with a word that points back.
const THIN_POINTING: f32 = 1.5;

pub(super) fn mention(
    article: &Article,
    extraction: &Extraction,
    one: &Mention,
    contexts: &Contexts,
    scenes: &Scenes,
) -> MentionFeatures {
    let lang = article.lang;
    let lexicon = lexicon();
    let object = content(article, one);
    let mut read = Reading::without(lang, object, one.actor.as_deref().unwrap_or_default(), lexicon);
    read.people(lang, one.object, extraction, lexicon);
    let host = one.host.map(|host| Reading::of(lang, host.of(&article.text), lexicon).names);
    read.names.extend(host.into_iter().flatten());
    // What it says without what it points at.
    let own = read.content();
    if let Some(antecedent) = one.antecedent {
        read.join(Reading::of(lang, antecedent.of(&article.text), lexicon));
    }
    // "To abolish a tax" is an initiative; only what is said of it, not what it is, can say that it goes on no more.
    let around = |from: usize, to: usize| Span::new(from, to.max(from)).of(&article.text);
    let told = |span: (usize, usize)| lexicon.course(lang, around(span.0, span.1));
    let beside = [
        told((one.span.start, one.object.start.max(one.span.start))),
        told((one.object.end.min(one.span.end), one.span.end)),
    ];
    let course = match one.polarity {
        Polarity::Denied => Course::Contradicted,
        Polarity::Asserted | Polarity::Supposed => {
            beside.into_iter().find(|course| *course != Course::On).unwrap_or_default()
        }
    };
    let sentence = position(extraction, one);
    let content = read.content();
    let scene = scenes.around(sentence);
    let inside = |figure: &&Figure| one.span.overlaps(figure.span);
    #[allow(clippy::cast_possible_truncation, reason = "numbers are only compared roughly")]
    let numbers = extraction.figures.iter().filter(inside).map(|figure| figure.value as f32).collect();
    MentionFeatures {
        id: one.id.clone(),
        span: one.span,
        sentence: sentence.and_then(|at| u32::try_from(at).ok()).unwrap_or(u32::MAX),
        label: if one.label.is_empty() { object.to_owned() } else { one.label.clone() },
        actor: one.actor.clone(),
        actor_key: one.actor.as_deref().and_then(|actor| actor_key(lang, actor, lexicon)),
        stage: one.stage,
        kind: one.kind,
        when: one.when.clone(),
        course,
        confidence: one.confidence,
        pointing: own < if read.pointing { THIN_POINTING } else { THIN },
        number: 0,
        content,
        context: contexts.around(sentence),
        setting: scene.names,
        places: scene.places,
        depth: sketch::depth(one.span.start, article.text.len()),
        part: part(article, one.span),
        terms: read.terms,
        head: read.head,
        names: read.names,
        numbers,
        antecedent: None,
        recalls: None,
        another: lexicon.is_another(lang, object),
        glossed: lexicon.grammar(lang).is_some_and(|grammar| !grammar.encoded),
        vector: crate::link::encoder::Vector::default(),
    }
}

/// In which part of an article a span stands.
fn part(article: &Article, span: Span) -> Part {
    let from = article.blocks.partition_point(|block| block.span.end <= span.start);
    let mut own = article.blocks.iter().skip(from).take_while(|block| block.span.start < span.end);
    let sums_up = own.any(|block| matches!(block.kind, BlockKind::Headline | BlockKind::Lead));
    if sums_up { Part::Summary } else { Part::Text }
}

/// The key of an actor: a body or place known across languages, else the sound of the last name.
fn actor_key(lang: Lang, actor: &str, lexicon: &Lexicon) -> Option<Key> {
    let run = words(actor);
    let known =
        (0..run.len()).filter_map(|at| lexicon.sense(lang, run.get(at..)?)).map(|sense| sense.concept);
    let known = known.filter(|concept| matches!(concept.role, Role::Body | Role::Place));
    match known.map(|concept| concept.key).next() {
        Some(known) => Some(known),
        None => run.last().map(|word| key("name", &sound::skeleton(&word.folded))),
    }
}
