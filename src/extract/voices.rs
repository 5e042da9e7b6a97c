//! Whose words stand where: the quotations of an article with their speakers. Never looks for quotations itself.

use crate::base::span::Span;
use crate::extract::analysis::{Chunk, Sentence};
use crate::extract::clause::View;
use crate::extract::fields::actor::name::{name, phrase};
use crate::extract::fields::actor::somebody::{can_act, is_somebody};
use crate::extract::fields::actor::{Around, subject};
use crate::extract::fields::nominative;
use crate::extract::grammar::Grammar;
use crate::extract::lexicon::Lexicon;
use crate::extract::people::People;
use crate::extract::quotes::{Quoted, Sort, Teller};
use crate::extract::rule::Hit;
use crate::extract::tags::Tags;
use crate::model::morphology::Order;

/// A stretch of text that somebody says.
#[derive(Clone, Debug)]
pub(crate) struct Voice {
    pub(crate) span: Span,
    pub(crate) said: Said,
    /// In marks.
    pub(crate) direct: bool,
}

/// All voices of an article in order of place.
#[derive(Clone, Debug, Default)]
pub(crate) struct Voices {
    pub(crate) all: Vec<Voice>,
}

/// Who is said to speak.
#[derive(Clone, Debug, Default)]
pub(crate) struct Said {
    /// By number, where it is a known person.
    pub(crate) person: Option<usize>,
    /// The name, nominative.
    pub(crate) name: Option<String>,
}

impl Said {
    fn by(people: &People, person: usize) -> Self {
        Self { person: Some(person), name: people.name(person).map(str::to_owned) }
    }

    fn is_known(&self) -> bool {
        self.name.is_some()
    }
}

/// Bytes after a quotation in which its speaker may still be the one who speaks.
const NEAR: usize = 600;
/// Voices that may cover one place.
const DEEPEST: usize = 6;

/// What a place is looked up in.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Text<'a> {
    /// The article's text.
    pub(crate) whole: &'a str,
    pub(crate) sentences: &'a [Sentence],
    pub(crate) grammar: &'a Grammar,
    pub(crate) lexicon: &'a Lexicon,
    pub(crate) people: &'a People,
}

impl<'a> Text<'a> {
    pub(crate) fn view(self, number: usize) -> Option<View<'a>> {
        let sentence = self.sentences.get(number)?;
        Some(View { sentence, grammar: self.grammar, lexicon: self.lexicon })
    }

    /// Sentence and word at an offset.
    pub(crate) fn place(self, offset: usize) -> Option<(usize, usize)> {
        let number = self.sentences.partition_point(|sentence| sentence.span.end <= offset);
        let words = &self.sentences.get(number)?.words;
        let at = words.partition_point(|word| word.span.end <= offset);
        (at < words.len()).then_some((number, at))
    }
}

impl Voices {
    /// The quotations with their speakers.
    pub(crate) fn of(text: Text<'_>, quoted: &[Quoted]) -> Self {
        let mut voices = Self::default();
        for one in quoted.iter().filter(|one| !one.span.is_empty()) {
            let said = voices.speaker(text, one);
            voices.all.push(Voice { span: one.span, said, direct: one.direct });
        }
        voices
    }

    fn speaker(&self, text: Text<'_>, quoted: &Quoted) -> Said {
        let teller = &quoted.teller;
        if is_media(text, teller) {
            return Said::default();
        }
        let by_verb = teller.verb.and_then(|verb| text.place(verb.start));
        let by_verb = by_verb.map(|(number, at)| subject_of_speech(text, number, at)).unwrap_or_default();
        if by_verb.person.is_some() {
            return by_verb;
        }
        if let Some(person) = named(text, teller) {
            return Said::by(text.people, person);
        }
        if by_verb.is_known() && teller.sort != Sort::Pronoun {
            return by_verb;
        }
        let as_written = || teller.spelled.clone();
        if let Some(name) = office(text, teller).or_else(|| owner_of_words(text, teller)).or_else(as_written)
        {
            return Said { person: None, name: Some(name) };
        }
        self.who_goes_on(text, quoted)
    }

    /// Nobody named: who spoke last in the article goes on, or else whoever was named last.
    fn who_goes_on(&self, text: Text<'_>, quoted: &Quoted) -> Said {
        let last = self.all.last().filter(|voice| voice.said.is_known());
        if let Some(last) = last {
            return last.said.clone();
        }
        let place = text.place(quoted.span.start);
        let named = place.and_then(|place| text.people.last_subject(place, Tags::NONE));
        // "A specialist" whom nobody names and who holds no office of rank speaks for himself only where it is said.
        let somebody = |one: &usize| {
            text.people.all.get(*one).is_some_and(|person| person.ranked || !person.is_unnamed())
        };
        let named = named.filter(somebody);
        let before = || Said { person: None, name: quoted.teller.before.clone() };
        named.map_or_else(before, |person| Said::by(text.people, person))
    }

    /// The innermost voice that says the words at an offset.
    pub(crate) fn at(&self, offset: usize) -> Option<&Voice> {
        let count = self.all.partition_point(|voice| voice.span.start <= offset);
        self.all.iter().take(count).rev().take(DEEPEST).find(|voice| voice.span.contains(offset))
    }

    /// Whose view a sentence goes on to tell outside quotations: retold in it, named in it or in the one before
    /// as a source, or quoted shortly before.
    /// The second tells whether the sentence itself says so.
    pub(crate) fn around(&self, text: Text<'_>, number: usize, at: usize) -> Option<(Said, bool)> {
        let sentence = text.sentences.get(number)?;
        let first = self.all.partition_point(|voice| voice.span.start < sentence.span.start);
        let retold = self.all.iter().skip(first).take_while(|voice| voice.span.start < sentence.span.end);
        let retold = retold.into_iter().find(|voice| !voice.direct && sentence.span.covers(voice.span));
        if let Some(voice) = retold.filter(|voice| voice.said.is_known()) {
            return Some((voice.said.clone(), true));
        }
        if let Some(said) = source(text, number, Some(at)) {
            return Some((said, true));
        }
        let before = number
            .checked_sub(1)
            .filter(|before| text.sentences.get(*before).is_some_and(|one| one.block == sentence.block));
        let source = before.and_then(|before| source(text, before, None));
        let said = source.or_else(|| {
            let offset = sentence.span_of(at, at + 1).start;
            let count = self.all.partition_point(|voice| voice.span.start <= offset);
            let last = self.all.iter().take(count).rev().find(|voice| voice.span.end <= offset)?;
            (offset - last.span.end < NEAR).then(|| last.said.clone())
        });
        said.map(|said| (said, false))
    }
}

/// Whom a sentence gives as its source, but for a verb of saying at `skipped`.
fn source(text: Text<'_>, number: usize, skipped: Option<usize>) -> Option<Said> {
    let view = text.view(number)?;
    (0..view.sentence.words.len()).filter(|at| Some(*at) != skipped).find_map(|at| {
        let said = if view.is_class(at, view.grammar.insertion) {
            source_of(text, number, at)
        } else if view.is_class(at, view.grammar.say) && view.is(at, Tags::FINITE) {
            Some(subject_of_speech(text, number, at))
        } else {
            None
        };
        said.filter(Said::is_known)
    })
}

/// Whether a newspaper or agency passes the words on: nobody proposes or plans by that.
fn is_media(text: Text<'_>, teller: &Teller) -> bool {
    let place = text.place(teller.place.start).filter(|_| !teller.place.is_empty());
    let medium = place.and_then(|(number, at)| {
        let view = text.view(number)?;
        view.sentence.chunk_at(at).map(|chunk| names_media(view, *chunk))
    });
    medium.unwrap_or(false)
}

/// Whether a phrase holds the word for a newspaper or agency.
fn names_media(view: View<'_>, chunk: Chunk) -> bool {
    (chunk.start..chunk.end).any(|at| view.is_class(at, view.grammar.media))
}

/// The person that stands where the speaker is named.
fn named(text: Text<'_>, teller: &Teller) -> Option<usize> {
    let (number, at) = text.place(teller.place.start)?;
    let view = text.view(number)?;
    match teller.sort {
        Sort::Name => text.people.touching(teller.place),
        Sort::Office => {
            let last = text.place(teller.place.end.saturating_sub(1)).map_or(at, |(_, last)| last);
            let titled = (at..=last).find_map(|at| text.people.with_office(view, at, (number, at)));
            text.people.touching(teller.place).or(titled)
        }
        Sort::Pronoun => text.people.last_subject((number, at), view.gender(at)),
        Sort::Nobody => None,
    }
}

/// The office that is named, in the nominative.
fn office(text: Text<'_>, teller: &Teller) -> Option<String> {
    let (number, at) = text.place(teller.place.start).filter(|_| teller.sort == Sort::Office)?;
    let view = text.view(number)?;
    let chunk = view.sentence.chunk_at(at).filter(|chunk| view.is_class(chunk.head, text.grammar.title))?;
    // Without a verb, "по словам главы района": the office stands in the genitive.
    let genitive = teller.verb.is_none() && chunk.cases.any(Tags::GENITIVE);
    let cases = if genitive { Tags::GENITIVE } else { chunk.cases };
    Some(phrase(view, text.whole, Chunk { preposition: None, cases, ..*chunk }))
}

/// "Нильсеннің айтуынша": whose words a phrase introduces that follows them, in the nominative.
fn owner_of_words(text: Text<'_>, teller: &Teller) -> Option<String> {
    let led = teller.sort == Sort::Name && teller.verb.is_none();
    let (number, at) = text.place(teller.place.start).filter(|_| led)?;
    let view = text.view(number)?;
    let (_, last) = text.place(teller.place.end.saturating_sub(1))?;
    let follows = view.lexicon.order == Order::ObjectVerb && view.is(last, Tags::GENITIVE);
    follows.then(|| nominative::from_oblique(view, text.whole, at, last))
}

/// The subject of a verb of speech.
pub(crate) fn subject_of_speech(text: Text<'_>, number: usize, verb: usize) -> Said {
    let Some(view) = text.view(number) else { return Said::default() };
    // "Деп атап өтті депутат": the verb that is finite has the speaker beside it.
    let finite = |at: &usize| view.is_class(*at, text.grammar.say) && view.is(*at, Tags::FINITE);
    let chained = view.lexicon.order == Order::ObjectVerb && view.is(verb, Tags::GERUND);
    let verb = if chained { (verb..verb + 4).find(finite).unwrap_or(verb) } else { verb };
    let hit = Hit { start: verb, end: verb + 1, head: verb, classes: text.grammar.say };
    let after = view.sentence.chunks_from(verb + 1).next().copied().filter(|chunk| {
        chunk.start <= verb + 2
            && chunk.preposition.is_none()
            && (chunk.cases == Tags::NONE || chunk.cases.any(Tags::NOMINATIVE))
    });
    let first_after = after.filter(|chunk| speaks(text, view, *chunk));
    let chunk = first_after.or_else(|| subject::subject(view, hit)).or(after);
    if chunk.is_some_and(|chunk| names_media(view, chunk)) {
        return Said::default();
    }
    let said = chunk.map(|chunk| said_by(text, number, chunk)).unwrap_or_default();
    if said.is_known() { said } else { within_a_body(text, view, verb).unwrap_or_default() }
}

/// "В министерстве сообщили": the body in which somebody speaks, speaks.
fn within_a_body(text: Text<'_>, view: View<'_>, verb: usize) -> Option<Said> {
    if !view.is(verb, Tags::PLURAL) || view.is(verb, Tags::SINGULAR) {
        return None;
    }
    let before = view.sentence.chunks_before(verb).take(2);
    let near = before.chain(view.sentence.chunks_from(verb + 1).take(1));
    let fits = |chunk: &&Chunk| {
        chunk.preposition.is_some()
            && chunk.cases.any(Tags::LOCATIVE)
            && view.is_class(chunk.head, text.grammar.body)
            && chunk.start <= verb + 2
            && chunk.end + 3 > verb
    };
    let chunk = near.into_iter().find(fits)?;
    let bare = Chunk { preposition: None, cases: Tags::LOCATIVE, ..*chunk };
    Some(Said { person: None, name: Some(phrase(view, text.whole, bare)) })
}

fn speaks(text: Text<'_>, view: View<'_>, chunk: Chunk) -> bool {
    let span = view.sentence.span_of(chunk.start, chunk.end);
    text.people.within(span).is_some()
        || view.is_class(chunk.head, text.grammar.title)
        || view.is(chunk.head, Tags::PRONOUN)
}

/// Whose words "according to X" introduces.
fn source_of(text: Text<'_>, number: usize, at: usize) -> Option<Said> {
    let view = text.view(number)?;
    if view.lexicon.order == Order::ObjectVerb {
        // "Министрдің айтуынша": whose words they are stands before.
        let before = view.sentence.chunks_before(at).next().copied();
        let inside = view.sentence.chunk_at(at).copied().map(|chunk| Chunk { end: at, ..chunk });
        let chunk =
            before.filter(|chunk| chunk.end == at).or(inside).filter(|chunk| chunk.start < chunk.end)?;
        let head = chunk.head.min(chunk.end - 1);
        // Whose they are stands in the genitive.
        let shown = chunk.cases.any(Tags::GENITIVE) || view.is(head, Tags::UNKNOWN);
        let cases = if shown { Tags::GENITIVE } else { chunk.cases };
        return Some(said_by(text, number, Chunk { head, cases, ..chunk }));
    }
    let inside = view.sentence.chunk_at(at).copied();
    let chunk = inside
        .filter(|chunk| chunk.end > at + 1)
        .or_else(|| view.sentence.chunks_from(at + 1).next().copied().filter(|chunk| chunk.start <= at + 2));
    let own = view.word(at).and_then(|word| word.part_of).is_some()
        || view.is(at.saturating_sub(1), Tags::PRONOUN)
        || view.is(at + 1, Tags::PRONOUN);
    if let Some(chunk) = chunk.filter(|_| !own || chunk.is_some_and(|chunk| chunk.end > at + 2)) {
        let from = (at + 1).max(chunk.start).min(chunk.end - 1);
        let span = view.sentence.span_of(from, chunk.end);
        let office = || (from..chunk.end).find_map(|at| text.people.with_office(view, at, (number, at)));
        if let Some(person) = text.people.within(span).or_else(office) {
            return Some(Said::by(text.people, person));
        }
    }
    let person = text.people.last_subject((number, at), view.gender(at))?;
    Some(Said::by(text.people, person))
}

fn said_by(text: Text<'_>, number: usize, chunk: Chunk) -> Said {
    let Some(view) = text.view(number) else { return Said::default() };
    let span = view.sentence.span_of(chunk.start, chunk.end);
    let place = (number, chunk.start);
    let pronoun = view.is(chunk.head, Tags::PRONOUN) && !view.is(chunk.head, Tags::FIRST);
    let gender = view.gender(chunk.head);
    let person = text
        .people
        .within(span)
        .or_else(|| (chunk.start..chunk.end).find_map(|at| text.people.with_office(view, at, place)))
        .or_else(|| pronoun.then(|| text.people.last_subject(place, gender)).flatten());
    if let Some(person) = person {
        return Said::by(text.people, person);
    }
    let somebody = is_somebody(view, &chunk) && can_act(view, &chunk);
    let passes_on = view.is_class(chunk.head, view.grammar.media);
    if view.is(chunk.head, Tags::PRONOUN) || passes_on || !somebody {
        return Said::default();
    }
    Said { person: None, name: name(view, Around::nobody(text, number), chunk) }
}
