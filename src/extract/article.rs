//! Extraction from one article: sentences, people, voices, then mentions with their fields. Never keeps state.

use crate::base::id::{MentionId, digest};
use crate::base::span::Span;
use crate::base::when::{PartialDate, When};
use crate::extract::analysis::{Reader, Sentence};
use crate::extract::clause::View;
use crate::extract::fields::actor::{Around, Asked, actor};
use crate::extract::fields::{label, when};
use crate::extract::figures;
use crate::extract::find::{Candidate, Engine, Firing, Found, Verdict, find};
use crate::extract::people::People;
use crate::extract::tags::Tags;
use crate::extract::times;
use crate::extract::voices::{Text, Voices, source_of, subject_of_speech};
use crate::extract::worth::Ground;
use crate::model::article::Article;
use crate::model::extraction::{DateMention, Extraction, Quotation};
use crate::model::mention::{Kind, Mention};
use crate::text::sentences::Splitter;

/// An article taken apart.
pub(crate) struct Scene<'a> {
    pub(crate) article: &'a Article,
    pub(crate) engine: &'a Engine,
    pub(crate) sentences: Vec<Sentence>,
    pub(crate) people: People,
    pub(crate) voices: Voices,
    pub(crate) ground: Ground,
    side: Option<String>,
}

impl<'a> Scene<'a> {
    pub(crate) fn new(article: &'a Article, engine: &'a Engine, splitter: &Splitter) -> Self {
        let text = article.text.as_str();
        let mut reader = Reader::new(&engine.lexicon, text);
        let mut sentences = Vec::new();
        for (number, block) in article.body().enumerate() {
            for span in splitter.split(block.span.of(text)) {
                sentences.extend(reader.read(span.shifted(block.span.start), number));
            }
        }
        let people = People::find(text, &sentences, &engine.grammar, &engine.lexicon);
        let voices = Voices::find(Text {
            text,
            sentences: &sentences,
            grammar: &engine.grammar,
            lexicon: &engine.lexicon,
            people: &people,
        });
        let ground = Ground::of(&sentences, &engine.grammar);
        let mut scene = Self { article, engine, sentences, people, voices, ground, side: None };
        scene.side = scene.main_side();
        scene
    }

    fn text(&self) -> Text<'_> {
        Text {
            text: &self.article.text,
            sentences: &self.sentences,
            grammar: &self.engine.grammar,
            lexicon: &self.engine.lexicon,
            people: &self.people,
        }
    }

    /// The state whose people speak, or else the place named most often.
    fn main_side(&self) -> Option<String> {
        let state = self.engine.lexicon.class("country");
        let mut counts: Vec<(&str, usize, (usize, usize))> = Vec::new();
        for (number, sentence) in self.sentences.iter().enumerate() {
            for (at, word) in sentence.words.iter().enumerate().filter(|(_, word)| word.classes.any(state)) {
                let entry = word.readings.iter().find(|reading| reading.classes.any(state));
                let Some(lemma) = entry.and_then(|entry| self.engine.lexicon.entry(*entry)) else { continue };
                match counts.iter().position(|(name, _, _)| *name == lemma.lemma) {
                    Some(known) => counts.iter_mut().skip(known).take(1).for_each(|one| one.1 += 1),
                    None => counts.push((&lemma.lemma, 1, (number, at))),
                }
            }
        }
        let spoken = self.people.all.iter().find_map(|person| person.side.clone());
        spoken.or_else(|| {
            let (_, _, (number, at)) = counts.into_iter().rev().max_by_key(|(_, count, _)| *count)?;
            let view = self.engine.view(self.sentences.get(number)?);
            Some(label::nominative(view, &self.article.text, at, at))
        })
    }

    /// Everything found in the article.
    pub(crate) fn extract(&self) -> Extraction {
        let mut out = Extraction {
            sentences: self.sentences.iter().map(|sentence| sentence.span).collect(),
            ..Extraction::default()
        };
        out.quotations = self.quotations();
        let reading = self.engine.phrases.read(&self.article.text, &out.sentences);
        let day = self.article.day();
        out.dates = times::find(&reading, day);
        let body: Vec<Span> = self.article.body().map(|block| block.span).collect();
        out.dates.retain(|date| {
            let next = body.partition_point(|block| block.start <= date.span.start);
            next.checked_sub(1).and_then(|at| body.get(at)).is_some_and(|block| block.covers(date.span))
        });
        out.dates.extend(printed(self.article, &out.dates));
        out.dates.sort_by_key(|date| date.span);
        out.figures = figures::find(&reading, &out.dates, day);
        for (number, sentence) in self.sentences.iter().enumerate() {
            let view = self.engine.view(sentence);
            for candidate in find(view, &self.engine.rules, &self.ground, |_, _| {}) {
                for (at, found) in candidate.targets.iter().enumerate() {
                    let mention = self.mention(number, view, &candidate, at, found, &out);
                    out.mentions.push(mention);
                }
            }
        }
        out.mentions.sort_by_key(|mention| (mention.span.start, mention.span.end));
        out
    }

    /// What every rule that fired in the article came to.
    pub(crate) fn explain(&self, mut log: impl FnMut(&Sentence, Firing<'_>, Verdict)) {
        for sentence in &self.sentences {
            let view = self.engine.view(sentence);
            find(view, &self.engine.rules, &self.ground, |firing, verdict| log(sentence, firing, verdict));
        }
    }

    fn quotations(&self) -> Vec<Quotation> {
        let all = self
            .voices
            .all
            .iter()
            .filter(|voice| voice.span.fits(&self.article.text) && !voice.span.is_empty());
        all.map(|voice| Quotation { span: voice.span, speaker: voice.name.clone(), direct: voice.direct })
            .collect()
    }

    fn mention(
        &self,
        number: usize,
        view: View<'_>,
        candidate: &Candidate<'_>,
        at: usize,
        found: &Found,
        out: &Extraction,
    ) -> Mention {
        let text = self.article.text.as_str();
        let target = &found.target;
        let (from, to) = if at == 0 {
            (
                candidate.start,
                target.to.max(candidate.hit.end.min(if candidate.targets.len() > 1 {
                    target.to
                } else {
                    usize::MAX
                })),
            )
        } else {
            (target.from, target.to)
        };
        let last = candidate.targets.len() == at + 1;
        let to = if last { to.max(candidate.hit.end.min(to.max(candidate.hit.end))) } else { to };
        let span = view.sentence.span_of(from.min(target.from), to).trimmed(text);
        let object = view.sentence.span_of(target.from, target.to).trimmed(text);
        let voice = self.voice(number, view, candidate.hit.head);
        let around = Around {
            text,
            people: &self.people,
            number,
            voice: voice.as_ref().and_then(|(person, _, direct)| Some(((*person)?, *direct))),
            voice_name: voice.as_ref().and_then(|(_, name, _)| name.as_deref()),
            side: self.side.as_deref(),
        };
        let asked = Asked { hit: candidate.hit, stage: candidate.stage, object: target.chunk };
        let quote = span.of(text);
        let occurrence = out.mentions.iter().filter(|other| other.span.of(text) == quote).count().to_string();
        Mention {
            id: MentionId(digest(&[self.article.id.as_str(), quote, &occurrence])),
            span,
            object,
            label: label::label(view, text, target),
            actor: actor(view, around, &candidate.rule.actor, asked),
            stage: candidate.stage,
            kind: found.kind.unwrap_or(Kind::Policy),
            when: when::when(&out.dates, span, candidate.stage),
            confidence: candidate.score.clamp(0.0, 1.0),
            rule: candidate.rule.id.clone(),
            polarity: candidate.polarity,
            antecedent: None,
        }
    }

    /// Who says the word at `at` of a sentence: in marks, retold in the sentence, or in the sentences before.
    fn voice(
        &self,
        number: usize,
        view: View<'_>,
        at: usize,
    ) -> Option<(Option<usize>, Option<String>, bool)> {
        let offset = view.sentence.span_of(at, at + 1).start;
        if let Some(voice) = self.voices.at(offset) {
            return Some((voice.person, voice.name.clone(), true));
        }
        if let Some(said) = self.retold(number, view, at) {
            return Some((said.0, said.1, false));
        }
        // Free indirect speech: who was last quoted within the block goes on speaking.
        let before = self.voices.all.iter().rev().find(|voice| voice.span.end <= offset)?;
        let near = offset - before.span.end < 600;
        near.then(|| (before.person, before.name.clone(), false))
    }

    fn retold(&self, number: usize, view: View<'_>, at: usize) -> Option<(Option<usize>, Option<String>)> {
        for sentence in [Some(number), number.checked_sub(1)].into_iter().flatten() {
            let own = sentence == number;
            let Some(view) = (if own { Some(view) } else { self.text().view(sentence) }) else { continue };
            for place in 0..view.sentence.words.len() {
                if own && place == at {
                    continue;
                }
                let found = if view.is_class(place, view.grammar.insertion) {
                    source_of(self.text(), sentence, place)
                } else if view.is_class(place, view.grammar.say) && view.is(place, Tags::FINITE) {
                    Some(subject_of_speech(self.text(), sentence, place))
                } else {
                    None
                };
                if let Some(said) = found.filter(|said| said.name.is_some()) {
                    return Some((said.person, said.name));
                }
            }
        }
        None
    }
}
/// The dates that header, date line and dateline print: times of the text although outside its body.
fn printed(article: &Article, known: &[DateMention]) -> Vec<DateMention> {
    let dated = article.dates.iter().filter_map(|dated| {
        let span = dated.span?;
        let when = match dated.time {
            Some(time) => When::Clock(dated.day.and_time(time)),
            None => When::At(PartialDate::Day(dated.day)),
        };
        Some(DateMention { span, when })
    });
    dated.filter(|date| !known.iter().any(|other| other.span.overlaps(date.span))).collect()
}
