//! Shows how an article is read and which rules fired where, for whoever writes rules. Never changes a result.

use crate::base::span::Span;
use crate::extract::analysis::Sentence;
use crate::extract::article::Scene;
use crate::extract::find::Verdict;

/// One sentence as the rules see it.
#[derive(Clone, Debug, PartialEq)]
pub struct Explained {
    /// The sentence.
    pub sentence: Span,
    /// Each word with its features and classes, one text a reading.
    pub words: Vec<(Span, Vec<String>)>,
    /// Noun phrases, each with the word it is about.
    pub phrases: Vec<(Span, Span)>,
    /// Rules whose trigger was found.
    pub fired: Vec<Fired>,
    /// Rules whose trigger began but did not go on.
    pub missed: Vec<Missed>,
}

/// A rule whose trigger began at a word of its class and came short.
#[derive(Clone, Debug, PartialEq)]
pub struct Missed {
    /// The rule as `<lang>/<rule>`.
    pub rule: String,
    /// The word it began at.
    pub word: Span,
    /// The word at which it came short.
    pub at: Span,
    /// What the rule wants there, as its file says it.
    pub wanted: String,
}

/// A rule whose trigger was found.
#[derive(Clone, Debug, PartialEq)]
pub struct Fired {
    /// The rule as `<lang>/<rule>`.
    pub rule: String,
    /// The words of the trigger.
    pub trigger: Span,
    /// What became of it.
    pub verdict: Verdict,
}

/// Everything about every sentence of an article.
pub(crate) fn explain(scene: &Scene<'_>) -> Vec<Explained> {
    let mut all: Vec<Explained> = scene
        .sentences
        .iter()
        .map(|sentence| {
            let lexicon = &scene.engine.lexicon;
            let words = sentence.words.iter().map(|word| {
                let readings = word.readings.iter().map(|reading| {
                    let tags = (reading.tags | word.shape).names().join(" ");
                    let classes = lexicon.class_names(reading.classes).join(" ");
                    let lemma = lexicon.entry(*reading).map_or("?", |entry| entry.lemma.as_str());
                    format!("{lemma}: {tags} | {classes}")
                });
                (word.span, readings.collect())
            });
            let phrases = sentence.chunks.iter().map(|chunk| {
                let from = chunk.preposition.map_or(chunk.start, |at| at.min(chunk.start));
                (
                    sentence.span_of(from, chunk.end.max(chunk.preposition.map_or(0, |at| at + 1))),
                    sentence.span_of(chunk.head, chunk.head + 1),
                )
            });
            Explained {
                sentence: sentence.span,
                words: words.collect(),
                phrases: phrases.collect(),
                fired: Vec::new(),
                missed: missed(scene, sentence),
            }
        })
        .collect();
    scene.explain(|sentence, firing, verdict| {
        let trigger = sentence.span_of(firing.hit.start, firing.hit.end);
        let fired = Fired { rule: firing.rule.id.clone(), trigger, verdict };
        if let Some(one) = all.iter_mut().find(|one| one.sentence == sentence.span) {
            one.fired.push(fired);
        }
    });
    all
}

/// The rules that began at a word of the sentence and came short, each once a word: the trigger that got furthest.
fn missed(scene: &Scene<'_>, sentence: &Sentence) -> Vec<Missed> {
    let mut all = Vec::new();
    for at in 0..sentence.words.len() {
        for rule in &scene.engine.rules.all {
            if rule.triggers.iter().any(|trigger| trigger.at(sentence, at).is_some()) {
                continue;
            }
            let furthest =
                rule.triggers.iter().filter_map(|one| one.miss(sentence, at)).max_by_key(|(at, _)| *at);
            all.extend(furthest.map(|(place, wanted)| Missed {
                rule: rule.id.clone(),
                word: sentence.span_of(at, at + 1),
                at: sentence.span_of(place, place + 1),
                wanted: wanted.to_owned(),
            }));
        }
    }
    all
}
