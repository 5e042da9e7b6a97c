//! Extraction from one article: sentences, people, voices, then mentions with their fields. Never keeps state.

use std::collections::BTreeSet;

use foldhash::HashMap;

use crate::base::id::{MentionId, digest};
use crate::base::span::Span;
use crate::base::when::{PartialDate, When};
use crate::extract::analysis::{Chunk, Reader, Sentence};
use crate::extract::anaphora;
use crate::extract::clause::View;
use crate::extract::fields::actor::{Around, Asked, actor};
use crate::extract::fields::{kind, kinship, label, nominative, when};
use crate::extract::figures;
use crate::extract::find::{Candidate, Engine, Firing, Found, Verdict, find};
use crate::extract::lists;
use crate::extract::names;
use crate::extract::past;
use crate::extract::people::{People, Place};
use crate::extract::phrases::Reading;
use crate::extract::pronoun;
use crate::extract::quotes::{self, Quoted};
use crate::extract::rule::{ActorPlace, ObjectPlace};
use crate::extract::tags::Tags;
use crate::extract::target::Target;
use crate::extract::times;
use crate::extract::voices::{Text, Voices};
use crate::extract::worth::Ground;
use crate::model::article::Article;
use crate::model::extraction::{DateMention, Extraction, Quotation};
use crate::model::mention::{Kind, Mention, Stage};
use crate::text::sentences::Splitter;

/// An article taken apart.
pub(crate) struct Scene<'a> {
    pub(crate) article: &'a Article,
    pub(crate) engine: &'a Engine,
    phrases: Reading<'a>,
    pub(crate) sentences: Vec<Sentence>,
    pub(crate) people: People,
    pub(crate) voices: Voices,
    pub(crate) ground: Ground,
    side: Option<String>,
}

impl<'a> Scene<'a> {
    pub(crate) fn new(article: &'a Article, engine: &'a Engine, splitter: &Splitter) -> Self {
        let text = article.text.as_str();
        let mut forms = engine.forms.take();
        let mut reader = Reader::new(&engine.lexicon, text, &mut forms);
        let mut sentences = Vec::new();
        let mut spans = Vec::new();
        for (number, block) in article.body().enumerate() {
            let own = splitter.split(block.span.of(text)).into_iter();
            spans.extend(own.map(|span| (span.shifted(block.span.start), number)));
        }
        for (span, block) in lists::join(text, spans) {
            sentences.extend(reader.read(span, block));
        }
        engine.forms.put(forms);
        let people = People::find(text, &sentences, &engine.grammar, &engine.lexicon);
        let ground = Ground::of(&sentences, &engine.grammar);
        let spans: Vec<Span> = sentences.iter().map(|sentence| sentence.span).collect();
        let phrases = engine.phrases.read(text, &spans);
        let blocks: Vec<Span> = article.body().map(|block| block.span).collect();
        let quoted = quotes::find(&phrases, &blocks);
        let voices = Voices::default();
        let mut scene = Self { article, engine, phrases, sentences, people, voices, ground, side: None };
        scene.people.set_quoted(scene.places(&quoted));
        scene.voices = Voices::of(scene.text(), &quoted);
        scene.side = scene.main_side();
        scene
    }

    /// First and last word of each quotation in marks.
    fn places(&self, quoted: &[Quoted]) -> Vec<(Place, Place)> {
        let text = self.text();
        let direct = quoted.iter().filter(|one| one.direct && !one.span.is_empty());
        let ends = direct.filter_map(|one| {
            let last = one.span.end.saturating_sub(1);
            Some((text.place(one.span.start)?, text.place(last).or_else(|| text.place(one.span.start))?))
        });
        ends.collect()
    }

    fn text(&self) -> Text<'_> {
        Text {
            whole: &self.article.text,
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
            Some(label::bare(&nominative::nominative(view, &self.article.text, at, at)))
        })
    }

    /// Everything found in the article.
    pub(crate) fn extract(&self) -> Extraction {
        let mut out = Extraction {
            sentences: self.sentences.iter().map(|sentence| sentence.span).collect(),
            ..Extraction::default()
        };
        out.quotations = self.quotations();
        let direct = out.quotations.iter().filter(|one| one.direct);
        let spoken: Vec<Span> = direct.map(|one| one.span).collect();
        let reading = &self.phrases;
        let day = self.article.day();
        out.dates = times::find(reading, day);
        let body: Vec<Span> = self.article.body().map(|block| block.span).collect();
        out.dates.retain(|date| {
            let next = body.partition_point(|block| block.start <= date.span.start);
            next.checked_sub(1).and_then(|at| body.get(at)).is_some_and(|block| block.covers(date.span))
        });
        out.dates.extend(printed(self.article, &out.dates));
        out.dates.sort_by_key(|date| date.span);
        out.figures = figures::find(reading, &out.dates, day);
        out.names = names::find(self.text(), reading, &spoken);
        // Mentions whose words do not tell what they are.
        let mut untold: BTreeSet<MentionId> = BTreeSet::new();
        // How often the same words were a mention already.
        let mut quotes: HashMap<&str, usize> = HashMap::default();
        for (number, sentence) in self.sentences.iter().enumerate() {
            let view = self.engine.view(sentence);
            let candidates = find(view, &self.engine.rules, &self.ground, |_, _| {});
            for candidate in &candidates {
                for (at, found) in candidate.targets.iter().enumerate() {
                    let mention = self.mention(number, view, candidate, at, found, (&out, &quotes));
                    if mention.actor.is_none() && tells_of_oneself(view, candidate) {
                        continue;
                    }
                    if !past::is_news(view, &mention, &out.dates, self.article.day()) {
                        continue;
                    }
                    if found.kind.is_none() && mention.kind == Kind::Policy {
                        untold.insert(mention.id.clone());
                    }
                    *quotes.entry(mention.span.of(&self.article.text)).or_default() += 1;
                    out.mentions.push(mention);
                }
            }
        }
        out.mentions.sort_by_key(|mention| (mention.span.start, mention.span.end));
        kinship::settle(self.text(), &mut out.mentions, &untold);
        anaphora::point_back(self.text(), &mut out.mentions);
        pronoun::name_what_stands(self.text(), &mut out.mentions);
        out
    }

    /// What every rule that fired in the article came to.
    pub(crate) fn explain(&self, mut log: impl FnMut(&Sentence, Firing<'_>, Verdict)) {
        for sentence in &self.sentences {
            let view = self.engine.view(sentence);
            find(view, &self.engine.rules, &self.ground, |firing, verdict| log(sentence, firing, verdict));
        }
    }

    /// Who does what a trigger tells, by the places of its rule.
    fn actor(&self, number: usize, view: View<'_>, places: &[ActorPlace], asked: Asked) -> Option<String> {
        let text = self.article.text.as_str();
        let offset = view.sentence.span_of(asked.hit.head, asked.hit.head + 1).start;
        let voice = self.voices.at(offset);
        let around_it = || self.voices.around(self.text(), number, asked.hit.head);
        let said = voice.map(|voice| (voice.said.clone(), true)).or_else(around_it);
        let (said, inside) = said.unwrap_or_default();
        let around = Around {
            text,
            people: &self.people,
            number,
            voice: said.person.map(|person| (person, voice.is_some_and(|voice| voice.direct))),
            voice_name: said.name.as_deref(),
            inside,
            side: self.side.as_deref(),
        };
        actor(view, around, places, asked)
    }

    fn quotations(&self) -> Vec<Quotation> {
        let all = self
            .voices
            .all
            .iter()
            .filter(|voice| voice.span.fits(&self.article.text) && !voice.span.is_empty());
        all.map(|voice| Quotation {
            span: voice.span,
            speaker: voice.said.name.clone(),
            direct: voice.direct,
        })
        .collect()
    }

    fn mention(
        &self,
        number: usize,
        view: View<'_>,
        candidate: &Candidate<'_>,
        at: usize,
        found: &Found,
        (out, quotes): (&Extraction, &HashMap<&str, usize>),
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
        let object = before_day(view, target, object, &out.dates).trimmed(text);
        // Where the subject is what the rule is about, it may still be who does it: "The clubs will vote".
        let about_subject = candidate.rule.object == [ObjectPlace::Subject];
        let not_actor = target.chunk.filter(|_| !about_subject);
        let asked = Asked { hit: candidate.hit, stage: candidate.stage, object: not_actor };
        let quote = span.of(text);
        let actor = self.actor(number, view, &candidate.rule.actor, asked);
        let known = spoken_of(view, target, out).or(found.kind).or_else(|| inherited(view, target, out));
        let kind = kind::shared(view, target, known, actor.as_deref());
        let occurrence = quotes.get(quote).copied().unwrap_or_default().to_string();
        Mention {
            id: MentionId(digest(&[self.article.id.as_str(), quote, &occurrence])),
            span,
            object,
            label: label::label(view, text, target),
            kind,
            actor,
            stage: candidate.stage,
            when: when::when(&out.dates, span, candidate.stage, self.article.day()),
            confidence: candidate.score.clamp(0.0, 1.0),
            rule: candidate.rule.id.clone(),
            polarity: candidate.polarity,
            antecedent: None,
            host: None,
        }
    }
}

/// Whether "I" wants or needs something, who speaks not being known: what a private person tells.
fn tells_of_oneself(view: View<'_>, candidate: &Candidate<'_>) -> bool {
    // "I demand a recount": nobody demands in private.
    let demands = || view.is_class(candidate.hit.head, view.lexicon.class("demand"));
    let asks = candidate.stage == Stage::CalledFor && demands();
    if !view.is_caseless() || asks || matches!(candidate.stage, Stage::Proposed | Stage::Ordered) {
        return false;
    }
    let mut before = view.start(candidate.hit.head)..=candidate.hit.head;
    before.any(|at| {
        view.word(at).is_some_and(|word| word.tags.all(Tags::PRONOUN | Tags::FIRST | Tags::SINGULAR))
    })
}

/// What a deed is done to without a day that is told after it, and where that was: where no case shows, these come
/// last.
fn before_day(view: View<'_>, target: &Target, object: Span, dates: &[DateMention]) -> Span {
    let Some(chunk) = target.chunk.filter(|_| view.is_caseless()) else { return object };
    let from = view.sentence.span_of(chunk.start, chunk.end).end;
    let inside = |date: &&DateMention| date.span.start >= from && date.span.end <= object.end;
    let day = dates.iter().filter(inside).find(|date| matches!(date.when, When::At(PartialDate::Day(_))));
    day.map_or(object, |day| Span::new(object.start, day.span.start.max(object.start)))
}

/// The kind of the mention before, where the object only counts or points: "three more will follow", "it will open".
fn inherited(view: View<'_>, target: &Target, out: &Extraction) -> Option<Kind> {
    let points = target.chunk.is_some_and(|chunk| {
        let noun = view.is(chunk.head, Tags::NOUN) && !view.is(chunk.head, Tags::PRONOUN);
        !noun && view.is(chunk.head, Tags::NUMERAL | Tags::PRONOUN)
    });
    out.mentions.last().filter(|_| points).map(|mention| mention.kind)
}

/// The kind of the mention before, where a bare noun stands for what was just told: "the project will be completed".
fn spoken_of(view: View<'_>, target: &Target, out: &Extraction) -> Option<Kind> {
    let bare = |chunk: &Chunk| {
        let pointing = |at: usize| view.is_class(at, view.grammar.pointing);
        let alone = (chunk.start..chunk.head).all(pointing) && chunk.end == chunk.head + 1;
        let next = view.sentence.chunks_from(chunk.end).next().filter(|next| next.start <= chunk.end + 1);
        let about = next
            .and_then(|next| next.preposition)
            .is_some_and(|at| at == chunk.end && view.is_class(at, view.grammar.about));
        alone && !about && view.is_class(chunk.head, view.grammar.told_thing)
    };
    target.chunk.filter(bare)?;
    out.mentions.last().map(|mention| mention.kind)
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
