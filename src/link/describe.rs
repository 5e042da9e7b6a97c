//! Reads an article and its extraction into features. Never compares two articles.

use std::collections::BTreeSet;

use crate::base::span::Span;
use crate::link::encoder::Encoder;
use crate::link::features::{
    ArticleFeatures, FigureFeatures, Head, MentionFeatures, Middle, NameKey, NameSort, Sketch, Term,
};
use crate::link::hash::{Key, key};
use crate::link::lexicon::{Concept, HeadSide, Lexicon, Role, lexicon};
use crate::link::recall;
use crate::link::sketch;
use crate::link::sound;
use crate::link::words::{Shape, Word, words};
use crate::model::article::Article;
use crate::model::extraction::{Extraction, NameKind};
use crate::model::figure::Figure;
use crate::model::lang::Lang;
use crate::model::mention::{Mention, Polarity};
use crate::model::thread::Course;

/// What the words of a mention must say together for it to stand for itself.
const THIN: f32 = 0.8;
/// The same for one with a word that points back.
const THIN_POINTING: f32 = 1.5;

/// How many sentences of an article tell where it plays.
const OPENING: usize = 3;

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
        let names = recall::named(article.lang, one.span.of(&article.text), lexicon);
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

/// The telling words of each sentence.
struct Contexts(Vec<Vec<Key>>);

impl Contexts {
    fn of(article: &Article, extraction: &Extraction, lexicon: &Lexicon) -> Self {
        let told: BTreeSet<usize> =
            extraction.mentions.iter().filter_map(|m| position(extraction, m)).collect();
        let keys = |(number, span): (usize, &Span)| {
            if told.range(number.saturating_sub(1)..=number + 1).next().is_none() {
                return Vec::new();
            }
            let reading = Reading::of(article.lang, span.of(&article.text), lexicon);
            reading.terms.iter().filter(|term| term.weight > 0.5).map(sketch::name).collect()
        };
        Self(extraction.sentences.iter().enumerate().map(keys).collect())
    }

    fn around(&self, sentence: Option<usize>) -> Vec<Key> {
        let Some(sentence) = sentence else { return Vec::new() };
        let from = sentence.saturating_sub(1);
        let mut keys: Vec<Key> =
            self.0.iter().skip(from).take(sentence - from + 2).flatten().copied().collect();
        keys.sort_unstable();
        keys.dedup();
        keys
    }
}

/// What is named in each sentence.
struct Scenes(Vec<Scene>);

/// Names, and those of them that may be of places; each once, in order of key.
#[derive(Clone, Debug, Default)]
struct Scene {
    names: Vec<Key>,
    places: Vec<Key>,
}

impl Scenes {
    fn of(article: &Article, extraction: &Extraction, lexicon: &Lexicon) -> Self {
        Self(extraction.sentences.iter().map(|span| scene(article, extraction, *span, lexicon)).collect())
    }

    /// That of a sentence, or else of the one before it, or else of the first that names something.
    fn around(&self, sentence: Option<usize>) -> Scene {
        let own = sentence.and_then(|at| self.0.get(at));
        let before = sentence.and_then(|at| self.0.get(at.checked_sub(1)?));
        let named = |scene: &&Scene| !scene.names.is_empty();
        let first = || self.0.iter().take(OPENING).find(named);
        own.filter(named).or_else(|| before.filter(named)).or_else(first).cloned().unwrap_or_default()
    }
}

fn scene(article: &Article, extraction: &Extraction, span: Span, lexicon: &Lexicon) -> Scene {
    let mut scene = Scene::default();
    let mut others: Vec<Key> = Vec::new();
    for name in extraction.names.iter().filter(|name| span.overlaps(name.span)) {
        let keys = scene_keys(article.lang, &name.canonical, lexicon);
        let list = if name.kind == NameKind::Place { &mut scene.places } else { &mut others };
        list.extend(keys);
    }
    for name in Reading::of(article.lang, span.of(&article.text), lexicon).names {
        // Acronyms and trade names are of no place.
        let plain = name.text.chars().skip(1).all(|c| !c.is_uppercase());
        match name.sort {
            NameSort::Title => {}
            NameSort::Place => scene.places.push(name.key),
            NameSort::Proper if plain && !others.contains(&name.key) => scene.places.push(name.key),
            NameSort::Proper | NameSort::Person | NameSort::Body => others.push(name.key),
        }
    }
    scene.names = scene.places.iter().chain(&others).copied().collect();
    for list in [&mut scene.names, &mut scene.places] {
        list.sort_unstable();
        list.dedup();
    }
    scene
}

/// The keys of a name, word by word, as words of a sentence have them.
fn scene_keys(lang: Lang, name: &str, lexicon: &Lexicon) -> Vec<Key> {
    let proper = |word: &Word| word.shape != Shape::Lower && word.shape != Shape::Number;
    words(name).iter().filter(|word| proper(word)).filter_map(|word| name_key(lang, word, lexicon)).collect()
}

/// The key of a word of a name: a body or place known across languages, else its sound.
fn name_key(lang: Lang, word: &Word, lexicon: &Lexicon) -> Option<Key> {
    if let Some(sense) = lexicon.sense(lang, std::slice::from_ref(word)) {
        return matches!(sense.concept.role, Role::Body | Role::Place).then_some(sense.concept.key);
    }
    let skeleton = sound::skeleton(&lexicon.stem(lang, &word.folded));
    (skeleton.len() > 1).then(|| key("name", &skeleton))
}

/// The number of the sentence a mention stands in.
fn position(extraction: &Extraction, mention: &Mention) -> Option<usize> {
    let at = extraction.sentences.partition_point(|sentence| sentence.end <= mention.span.start);
    extraction.sentences.get(at).filter(|sentence| sentence.overlaps(mention.span)).map(|_| at)
}

fn mention(
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

/// The object, or the whole clause where the rule gave none.
fn content<'a>(article: &'a Article, mention: &Mention) -> &'a str {
    let object = mention.object.of(&article.text);
    if object.trim().is_empty() { mention.span.of(&article.text) } else { object }
}

/// What the encoder is to see: the object with what it stands for, as one line; for a language that the
/// encoder does not know, the meanings of its words.
fn to_encode(article: &Article, mention: &Mention, lexicon: &Lexicon) -> String {
    let object = content(article, mention);
    let before = mention.antecedent.map_or("", |span| span.of(&article.text));
    let joined = format!("{before} {object}");
    if lexicon.grammar(article.lang).is_some_and(|grammar| !grammar.encoded) {
        return gloss(article.lang, &joined, lexicon);
    }
    joined.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The meanings of the words of a text, as the files of concepts call them; words without one as they sound.
fn gloss(lang: Lang, text: &str, lexicon: &Lexicon) -> String {
    let run = words(text);
    let mut glossed: Vec<String> = Vec::new();
    let mut at = 0;
    while let Some((word, rest)) = run.get(at).zip(run.get(at..)) {
        let sense = lexicon.sense(lang, rest);
        at += sense.map_or(1, |sense| sense.words);
        match sense {
            Some(sense) => glossed.push(sense.concept.name.replace('-', " ")),
            None if lexicon.is_function(lang, &word.folded) => {}
            None if word.shape == Shape::Number => glossed.push(word.folded.clone()),
            None => glossed.push(sound::latin(&lexicon.stem(lang, &word.folded))),
        }
    }
    glossed.join(" ")
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

fn figure(article: &Article, extraction: &Extraction, one: &Figure, lexicon: &Lexicon) -> FigureFeatures {
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

/// Words, head and names of a stretch of text.
#[derive(Debug, Default)]
pub(super) struct Reading {
    pub(super) terms: Vec<Term>,
    pub(super) head: Option<Head>,
    pub(super) names: Vec<NameKey>,
    pointing: bool,
}

impl Reading {
    /// Reads the text in its language.
    pub(super) fn of(lang: Lang, text: &str, lexicon: &Lexicon) -> Self {
        Self::without(lang, text, "", lexicon)
    }

    /// Reads the text but for the words that only name who acts.
    fn without(lang: Lang, text: &str, actor: &str, lexicon: &Lexicon) -> Self {
        let mut run = words(text);
        leave_out(lang, &mut run, actor, lexicon);
        let mut reading = Self::default();
        let mut heads =
            HeadSeeker::new(lexicon.grammar(lang).map(|grammar| grammar.head).unwrap_or_default());
        let mut at = 0;
        while let Some((word, rest)) = run.get(at).zip(run.get(at..)) {
            reading.pointing |= lexicon.is_pointing(lang, word);
            let sense = lexicon.sense(lang, rest);
            if lexicon.is_break(lang, &word.folded) || word.after_mark {
                heads.cut();
            }
            let taken = sense.map_or(1, |sense| sense.words);
            match sense {
                Some(sense) => {
                    heads.see(sense.concept);
                    let span = rest.get(taken - 1).map_or(word.span, |last| word.span.cover(last.span));
                    reading.know(sense.concept, &lexicon.stem(lang, &word.folded), span.of(text));
                }
                None if lexicon.is_function(lang, &word.folded) => {}
                None => reading.word(lang, word, at == 0, text, lexicon),
            }
            at += taken;
        }
        reading.head = heads.found();
        reading.titles(&run, text, lang, lexicon);
        reading
    }

    /// Tells the names of people from those of other things.
    fn people(&mut self, lang: Lang, object: Span, extraction: &Extraction, lexicon: &Lexicon) {
        let people = extraction.names.iter().filter(|name| name.kind == NameKind::Person);
        let keys: Vec<Key> = people
            .filter(|name| name.span.overlaps(object))
            .flat_map(|name| scene_keys(lang, &name.canonical, lexicon))
            .collect();
        for name in self.names.iter_mut().filter(|name| name.sort == NameSort::Proper) {
            if keys.contains(&name.key) {
                name.sort = NameSort::Person;
            }
        }
    }

    fn join(&mut self, other: Self) {
        self.terms.extend(other.terms);
        self.names.extend(other.names);
        self.head = other.head.or(self.head);
    }

    fn content(&self) -> f32 {
        self.terms.iter().map(|term| term.weight).sum()
    }

    fn know(&mut self, concept: &Concept, stem: &str, text: &str) {
        let (weight, distinct, sort) = match concept.role {
            Role::Head { .. } => (0.7, 0.15, None),
            Role::Topic => (1.0, 0.5, None),
            Role::Generic => (0.25, 0.0, None),
            Role::Body => (0.7, 0.8, Some(NameSort::Body)),
            Role::Place => (0.6, 0.5, Some(NameSort::Place)),
        };
        let stem = key("stem", stem);
        self.terms.push(Term { stem, concept: Some(concept.key), sound: None, weight, distinct });
        if let Some(sort) = sort {
            self.names.push(NameKey { key: concept.key, text: text.to_owned(), sort });
        }
    }

    fn word(&mut self, lang: Lang, word: &Word, first: bool, text: &str, lexicon: &Lexicon) {
        let stem = lexicon.stem(lang, &word.folded);
        let proper = match word.shape {
            Shape::Upper | Shape::Mixed => true,
            Shape::Capital => !first,
            Shape::Lower | Shape::Number => false,
        };
        let sound = sound::root(&word.folded).map(|root| key("root", &root));
        let (weight, distinct) = match (proper, word.shape) {
            (true, _) => (1.3, 1.3),
            (false, Shape::Number) => (0.5, 0.3),
            (false, _) => (1.0, 0.8),
        };
        self.terms.push(Term { stem: key("stem", &stem), concept: None, sound, weight, distinct });
        let skeleton = sound::skeleton(&stem);
        if proper && skeleton.len() > 1 {
            let text = word.span.of(text).to_owned();
            self.names.push(NameKey { key: key("name", &skeleton), text, sort: NameSort::Proper });
        }
    }

    /// Quoted runs of words that begin with a capital letter are titles.
    fn titles(&mut self, run: &[Word], text: &str, lang: Lang, lexicon: &Lexicon) {
        for title in run.chunk_by(|one, next| one.quoted && next.quoted) {
            let (Some(first), Some(last)) = (title.first(), title.last()) else { continue };
            if !first.quoted || first.shape == Shape::Lower || title.len() < 2 {
                continue;
            }
            let stems: Vec<String> = title.iter().map(|word| lexicon.stem(lang, &word.folded)).collect();
            let span = first.span.cover(last.span);
            self.names.push(NameKey {
                key: key("title", &stems.join(" ")),
                text: span.of(text).to_owned(),
                sort: NameSort::Title,
            });
        }
    }
}

/// Takes out the words that name the actor: where they stand together, or the one word where it is one.
fn leave_out(lang: Lang, run: &mut Vec<Word>, actor: &str, lexicon: &Lexicon) {
    let stems: Vec<String> = words(actor).iter().map(|word| lexicon.stem(lang, &word.folded)).collect();
    let is_actor = |word: &Word| stems.contains(&lexicon.stem(lang, &word.folded));
    let mut from = 0;
    while let Some(start) = run.iter().skip(from).position(is_actor).map(|at| from + at) {
        let length = run.iter().skip(start).take_while(|word| is_actor(word)).count();
        if length >= stems.len().min(2) && length < run.len() {
            run.drain(start..start + length);
            return;
        }
        from = start + length;
    }
}

/// Finds the head of the first noun phrase that has one.
struct HeadSeeker {
    side: HeadSide,
    found: Option<Head>,
    closed: bool,
}

impl HeadSeeker {
    const fn new(side: HeadSide) -> Self {
        Self { side, found: None, closed: false }
    }

    const fn cut(&mut self) {
        self.closed |= self.found.is_some();
    }

    fn see(&mut self, concept: &Concept) {
        let Role::Head { family } = &concept.role else { return };
        let free = match self.side {
            HeadSide::First => self.found.is_none(),
            HeadSide::Last => !self.closed,
        };
        if free {
            self.found = Some(Head { concept: concept.key, family: key("family", family) });
        }
    }

    const fn found(&self) -> Option<Head> {
        self.found
    }
}
