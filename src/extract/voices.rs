//! Who speaks where: direct speech in marks of all kinds, and retold speech. Never takes a quoted name for speech.

use crate::base::span::Span;
use crate::extract::analysis::{Chunk, Sentence};
use crate::extract::clause::View;
use crate::extract::fields::actor::{self, Around};
use crate::extract::grammar::Grammar;
use crate::extract::lexicon::Lexicon;
use crate::extract::people::People;
use crate::extract::rule::Hit;
use crate::extract::tags::Tags;

/// A stretch of text that somebody says.
#[derive(Clone, Debug)]
pub(crate) struct Voice {
    pub(crate) span: Span,
    /// The speaker by number, where it is a known person.
    pub(crate) person: Option<usize>,
    /// The speaker's name, nominative.
    pub(crate) name: Option<String>,
    /// In marks.
    pub(crate) direct: bool,
}

/// All voices of an article in order of place.
#[derive(Clone, Debug, Default)]
pub(crate) struct Voices {
    pub(crate) all: Vec<Voice>,
}

/// A quotation mark of speech.
#[derive(Clone, Copy, Debug)]
struct Mark {
    /// Sentence and word.
    place: (usize, usize),
    opens: bool,
}

/// Letters that direct speech has at least; less is a name or a word in irony.
const SHORTEST: usize = 12;

/// What the search looks through.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Text<'a> {
    pub(crate) text: &'a str,
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
}

impl Voices {
    /// Finds who speaks where.
    pub(crate) fn find(text: Text<'_>) -> Self {
        let mut voices = Self::default();
        let mut from = 0;
        while from < text.sentences.len() {
            let block = text.sentences.get(from).map(|sentence| sentence.block);
            let count = text.sentences.iter().skip(from).take_while(|one| Some(one.block) == block).count();
            voices.direct(text, from, from + count);
            from += count;
        }
        voices.all.sort_by_key(|voice| (voice.span.start, voice.span.end));
        voices
    }

    /// The direct speech of one block, the sentences `from..to`.
    fn direct(&mut self, text: Text<'_>, from: usize, to: usize) {
        let marks = marks(text, from, to);
        let Some(block) = block_span(text, from, to) else { return };
        let mut open: Option<Mark> = None;
        let mut depth = 0_usize;
        let mut last_end = block.start;
        for mark in marks {
            if mark.opens {
                if open.is_some() {
                    depth += 1;
                } else {
                    open = Some(mark);
                }
                continue;
            }
            let said = attribution_after(text, mark);
            if open.is_some() && depth > 0 && said.is_none() {
                depth -= 1;
                continue;
            }
            let start = match open {
                Some(mark) => span_at(text, mark.place).end,
                // Half missing: what is attributed after its closing mark began with the block.
                None if said.is_some() || last_end == block.start => last_end,
                None => continue,
            };
            let speaker = said.or_else(|| open.and_then(|mark| attribution_before(text, mark)));
            let span = Span::new(start, span_at(text, mark.place).start).trimmed(text.text);
            let trimmed = trim_comma(text.text, span);
            self.take(text, trimmed, speaker, (mark.place.0, mark.place.1));
            last_end = span_at(text, mark.place).end;
            open = None;
            depth = 0;
        }
        if let Some(mark) = open
            && depth == 0
        {
            let span = Span::new(span_at(text, mark.place).end, block.end).trimmed(text.text);
            let speaker = attribution_before(text, mark);
            self.take(text, span, speaker, mark.place);
        }
    }

    fn take(&mut self, text: Text<'_>, span: Span, said: Option<Said>, place: (usize, usize)) {
        if span.of(text.text).chars().take(SHORTEST).count() < SHORTEST && said.is_none() {
            return;
        }
        let (person, name) = if let Some(said) = said {
            (said.person, said.name)
        } else {
            // Nobody named: who spoke last in the article goes on.
            let last = self.all.last().map(|voice| (voice.person, voice.name.clone()));
            let named = text.people.last_subject((place.0, place.1));
            match (last, named) {
                (Some((person, name)), _) if name.is_some() => (person, name),
                (_, Some(person)) => (Some(person), text.people.name(person).map(str::to_owned)),
                _ => (None, None),
            }
        };
        self.all.push(Voice { span, person, name, direct: true });
    }

    /// The voice that says the words at an offset.
    pub(crate) fn at(&self, offset: usize) -> Option<&Voice> {
        let count = self.all.partition_point(|voice| voice.span.start <= offset);
        self.all.iter().take(count).rev().take(4).find(|voice| voice.span.contains(offset))
    }
}

/// Who is said to speak.
#[derive(Clone, Debug)]
pub(crate) struct Said {
    pub(crate) person: Option<usize>,
    pub(crate) name: Option<String>,
}

fn block_span(text: Text<'_>, from: usize, to: usize) -> Option<Span> {
    let first = text.sentences.get(from)?.span;
    let last = text.sentences.get(to.checked_sub(1)?)?.span;
    Some(first.cover(last))
}

fn span_at(text: Text<'_>, place: (usize, usize)) -> Span {
    text.sentences
        .get(place.0)
        .and_then(|sentence| sentence.word(place.1))
        .map_or(Span::default(), |word| word.span)
}

/// The marks of speech in a block: those that name nothing.
fn marks(text: Text<'_>, from: usize, to: usize) -> Vec<Mark> {
    let mut found = Vec::new();
    for number in from..to {
        let Some(sentence) = text.sentences.get(number) else { continue };
        for (at, word) in sentence.words.iter().enumerate() {
            if &*word.fold != "\"" || word.partner.is_some() {
                continue;
            }
            let surface = word.span.of(text.text);
            let opens = match surface {
                "«" | "„" => true,
                "»" => false,
                _ => leans_right(text.text, word.span) && (surface != "”"),
            };
            found.push(Mark { place: (number, at), opens });
        }
    }
    found
}

/// Whether a straight mark opens: space before it and none after.
fn leans_right(text: &str, span: Span) -> bool {
    let before = text.get(..span.start).and_then(|before| before.chars().next_back());
    let after = text.get(span.end..).and_then(|after| after.chars().next());
    let space_before = before
        .is_none_or(|c| c.is_whitespace() || matches!(c, '(' | '[' | '-' | '–' | '—' | '"' | '“' | '«'));
    let word_after =
        after.is_some_and(|c| c.is_alphanumeric() || matches!(c, '"' | '«' | '“' | '(' | '…' | '.' | '['));
    space_before && word_after
}

fn trim_comma(text: &str, span: Span) -> Span {
    let inside = span.of(text).trim_end_matches([',', ' ', '\u{a0}']);
    Span::new(span.start, span.start + inside.len())
}

/// Who is said to speak right after a closing mark: `", – сказал он`, `,” she said`.
fn attribution_after(text: Text<'_>, mark: Mark) -> Option<Said> {
    let view = text.view(mark.place.0)?;
    let rest = mark.place.1 + 1..(mark.place.1 + 12).min(view.sentence.words.len());
    let mut seen_words = 0;
    for at in rest {
        let word = view.word(at)?;
        if word.classes.any(text.grammar.say) && word.tags.any(Tags::VERB | Tags::GERUND) {
            return Some(subject_of_speech(text, mark.place.0, at));
        }
        if word.is_mark() && !word.is_comma() && &*word.fold != "-" && word.partner.is_none() {
            break;
        }
        if !word.is_mark() {
            seen_words += 1;
        }
        if seen_words > 8 {
            break;
        }
    }
    signed(text, mark)
}

/// A bare name in the next sentence of the block signs a quotation: `…". Имя Фамилия`.
fn signed(text: Text<'_>, mark: Mark) -> Option<Said> {
    let own = text.sentences.get(mark.place.0)?;
    let closes = own.words.len() <= mark.place.1 + 2;
    let next = text.sentences.get(mark.place.0 + 1).filter(|next| closes && next.block == own.block)?;
    let short = next.words.iter().filter(|word| !word.is_mark()).count() <= 5;
    let person = text.people.within(next.span).filter(|_| short)?;
    Some(Said { person: Some(person), name: text.people.name(person).map(str::to_owned) })
}

/// Who is said to speak before an opening mark: `Министр заявил: "`, `она добавила, что "`.
fn attribution_before(text: Text<'_>, mark: Mark) -> Option<Said> {
    let view = text.view(mark.place.0)?;
    let least = mark.place.1.saturating_sub(14);
    let said = (least..mark.place.1)
        .rev()
        .find(|at| view.is_class(*at, text.grammar.say) && view.is(*at, Tags::VERB));
    if let Some(at) = said {
        return Some(subject_of_speech(text, mark.place.0, at));
    }
    let told = (least..mark.place.1).rev().find(|at| view.is_class(*at, text.grammar.insertion))?;
    source_of(text, mark.place.0, told)
}

/// The subject of a verb of speech.
pub(crate) fn subject_of_speech(text: Text<'_>, number: usize, verb: usize) -> Said {
    let nobody = Said { person: None, name: None };
    let Some(view) = text.view(number) else { return nobody };
    let hit = Hit { start: verb, end: verb + 1, head: verb, classes: text.grammar.say };
    let after = view.sentence.chunks_from(verb + 1).next().copied().filter(|chunk| {
        chunk.start <= verb + 2
            && chunk.preposition.is_none()
            && (chunk.cases == Tags::NONE || chunk.cases.any(Tags::NOMINATIVE))
    });
    let first_after = after.filter(|chunk| speaks(text, view, *chunk));
    let Some(chunk) = first_after.or_else(|| actor::subject(view, hit)).or(after) else { return nobody };
    said_by(text, number, chunk)
}

fn speaks(text: Text<'_>, view: View<'_>, chunk: Chunk) -> bool {
    let span = view.sentence.span_of(chunk.start, chunk.end);
    text.people.within(span).is_some()
        || view.is_class(chunk.head, text.grammar.title)
        || view.is(chunk.head, Tags::PRONOUN)
}

/// Whose words "according to X" introduces.
pub(crate) fn source_of(text: Text<'_>, number: usize, at: usize) -> Option<Said> {
    let view = text.view(number)?;
    let inside = view.sentence.chunk_at(at).copied();
    let chunk = inside
        .filter(|chunk| chunk.end > at + 1)
        .or_else(|| view.sentence.chunks_from(at + 1).next().copied().filter(|chunk| chunk.start <= at + 2));
    let own = view.word(at).and_then(|word| word.part_of).is_some()
        || view.is(at.saturating_sub(1), Tags::PRONOUN)
        || view.is(at + 1, Tags::PRONOUN);
    if let Some(chunk) = chunk.filter(|_| !own || chunk.is_some_and(|chunk| chunk.end > at + 2)) {
        let from = (at + 1).max(chunk.start).min(chunk.end - 1);
        let rest = Chunk { start: from, ..chunk };
        let span = view.sentence.span_of(from, rest.end);
        if let Some(person) = text.people.within(span) {
            return Some(Said { person: Some(person), name: text.people.name(person).map(str::to_owned) });
        }
        let office = (from..rest.end).find_map(|place| text.people.with_office(view, place, (number, place)));
        if let Some(person) = office {
            return Some(Said { person: Some(person), name: text.people.name(person).map(str::to_owned) });
        }
    }
    let person = text.people.last_subject((number, at))?;
    Some(Said { person: Some(person), name: text.people.name(person).map(str::to_owned) })
}

fn said_by(text: Text<'_>, number: usize, chunk: Chunk) -> Said {
    let nobody = Said { person: None, name: None };
    let Some(view) = text.view(number) else { return nobody };
    let span = view.sentence.span_of(chunk.start, chunk.end);
    let place = (number, chunk.start);
    let person = text
        .people
        .within(span)
        .or_else(|| (chunk.start..chunk.end).find_map(|at| text.people.with_office(view, at, place)))
        .or_else(|| view.is(chunk.head, Tags::PRONOUN).then(|| text.people.last_subject(place)).flatten());
    if let Some(person) = person {
        return Said { person: Some(person), name: text.people.name(person).map(str::to_owned) };
    }
    let around =
        Around { text: text.text, people: text.people, number, voice: None, voice_name: None, side: None };
    Said { person: None, name: actor::name(view, around, chunk) }
}
