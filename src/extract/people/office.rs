//! The office named before a person's name, with the state or body it belongs to. Never the name itself.

use crate::extract::analysis::{Chunk, Word};
use crate::extract::clause::View;
use crate::extract::fields::actor::name::body_name;
use crate::extract::fields::{label, nominative};
use crate::extract::tags::Tags;
use crate::model::morphology::Side;

/// A title before a name.
#[derive(Clone, Copy, Debug)]
pub(super) struct Office {
    pub(super) entry: u32,
    /// The word of the title.
    pub(super) from: usize,
    /// First and last but one of the words that may say what it is an office of.
    pub(super) words: (usize, usize),
}

/// The office named right before a name: "президент Казахстана", "Defence Minister".
pub(super) fn office_before(view: View<'_>, at: usize) -> Option<Office> {
    // "Руководитель администрации президента Имя": the office is what the phrase is about.
    if let Some(chunk) = view.sentence.chunk_at(at).filter(|chunk| chunk.head < at)
        && let Some(word) = view.word(chunk.head).filter(|word| word.classes.any(view.grammar.title))
        && let Some(titled) = word.readings.iter().find(|reading| reading.classes.any(view.grammar.title))
    {
        return Some(Office { entry: titled.entry, from: chunk.head, words: reach(chunk.head, at) });
    }
    // "The Kyrgyz minister, Eldiyar Mamatov, said": the office stands before the comma.
    let apposed = at >= 1 && view.word(at - 1).is_some_and(Word::is_comma) && view.is(at + 1, Tags::CAPITAL);
    let last = if apposed { at - 1 } else { at };
    for place in (last.saturating_sub(9)..last).rev() {
        let word = view.word(place)?;
        if word.classes.any(view.grammar.title) {
            let titled = word.readings.iter().find(|reading| reading.classes.any(view.grammar.title))?;
            return Some(Office { entry: titled.entry, from: place, words: reach(place, at) });
        }
        let quoted = word.shape.any(Tags::QUOTED);
        if (word.is_stop() && !quoted)
            || word.tags.any(Tags::VERB | Tags::SUBORDINATOR)
                && !word.tags.any(Tags::NOUN | Tags::PARTICIPLE | Tags::ADJECTIVE)
        {
            return None;
        }
    }
    None
}

/// The words around a title that stands before a name.
fn reach(title: usize, name: usize) -> (usize, usize) {
    (title.saturating_sub(4), name)
}

/// The office in apposition after a name: "Ана Бастос, министр транспорта,", "Ana Bastos, the transport minister".
pub(super) fn office_after(view: View<'_>, end: usize) -> Option<Office> {
    view.word(end).filter(|word| word.is_comma())?;
    let chunk = view.sentence.chunks_from(end + 1).next().filter(|chunk| chunk.start == end + 1)?;
    let word = view.word(chunk.head)?;
    let titled = word.readings.iter().find(|reading| reading.classes.any(view.grammar.title))?;
    let nominative = chunk.cases == Tags::NONE || chunk.cases.any(Tags::NOMINATIVE);
    // "Сказал Имя, министр объяснил": a clause of its own follows, and so does its verb.
    let clause = view.is_predicate(chunk.end) || view.is(chunk.end, Tags::AUXILIARY);
    let named = (chunk.head + 1..chunk.end).any(|at| {
        view.is(at, Tags::CAPITAL) && view.is(at, Tags::UNKNOWN) && view.is_class(at, view.grammar.given)
    });
    (nominative && !clause && !named).then_some(Office {
        entry: titled.entry,
        from: chunk.head,
        words: (chunk.start, chunk.end),
    })
}

/// The state or place that an office belongs to, nominative, and whether it is a state.
pub(super) fn side_of(view: View<'_>, text: &str, office: Office) -> Option<(String, bool)> {
    let (first, last) = office.words;
    let inside = (office.from + 1..last).chain(first.max(office.from.saturating_sub(3))..office.from);
    let place = inside
        .into_iter()
        .find(|at| view.is_class(*at, view.grammar.place) && view.is(*at, Tags::CAPITAL))?;
    let state = view.is_class(place, view.grammar.country);
    Some((label::bare(&nominative::nominative(view, text, place, place)), state))
}

/// The body that an office belongs to, nominative: "глава компании «Ак жол»", "Nordmelk chairman".
pub(super) fn body_of(view: View<'_>, text: &str, office: Office) -> Option<String> {
    let (title, (least, name)) = (office.from, office.words);
    let after =
        (title + 1..name).find(|at| !view.is(*at, Tags::MODIFIERS) && !view.is_class(*at, view.grammar.of));
    if let Some(at) = after {
        let chunk = view.sentence.chunk_at(at).copied();
        if view.is_class(at, view.grammar.body) && !view.is(at, Tags::ADJECTIVE) {
            let end = chunk.map_or(at + 1, |chunk| chunk.end.min(name).max(at + 1));
            let part = Chunk { start: at, end, head: at, preposition: None, cases: Tags::GENITIVE };
            return (end > at + 1 || view.is(at, Tags::CAPITAL)).then(|| body_name(view, text, part));
        }
        let proper = |at: usize| {
            view.is(at, Tags::ACRONYM) || view.is(at, Tags::CAPITAL) && view.is(at, Tags::UNKNOWN)
        };
        let end = (at..name).find(|place| !proper(*place)).unwrap_or(name);
        if end > at {
            return Some(label::bare(view.sentence.span_of(at, end).of(text)));
        }
    }
    let proper = |at: usize| {
        view.is(at, Tags::CAPITAL)
            && !view.is_class(at, view.grammar.place.or(view.grammar.title).or(view.grammar.given))
    };
    // "The Latvian minister": who holds a public office is of a state, not of a body.
    let entries: Vec<u32> = view.word(title)?.readings.iter().map(|reading| reading.entry).collect();
    if view.lexicon.is_ranked(&entries) {
        return None;
    }
    let start = (least..title).rev().take_while(|at| proper(*at)).last()?;
    let known = view.is(start, Tags::INITIAL) && !view.is(start, Tags::UNKNOWN | Tags::ACRONYM);
    (!known).then(|| label::bare(view.sentence.span_of(start, title).of(text)))
}

/// Whether the office stands right before a single word that may be a surname: "мэр Ломсадзе", not "мэр Южному".
pub(super) fn is_titled(view: View<'_>, office: Option<Office>, at: usize) -> bool {
    let near = office.is_some_and(|office| {
        office.from + 3 >= at
            && !(office.from + 1..at).any(|one| view.is(one, Tags::MARK | Tags::PREPOSITION))
    });
    let adjective = view
        .word(at)
        .is_some_and(|word| word.tags.any(Tags::ADJECTIVE) && !view.lexicon.is_surname(&word.fold));
    // "Депутат Милли меджлиса": what goes on in small letters is no surname.
    let small = view.is(at + 1, Tags::NOUN) && !view.is(at + 1, Tags::CAPITAL | Tags::VERB | Tags::PRONOUN);
    // "Губернатор Заречного края": an adjective and its noun, however much it looks like a surname.
    let cases_of = |at: usize| view.word(at).map_or(Tags::NONE, |word| word.tags.and(Tags::CASES));
    let agrees = view.is(at, Tags::ADJECTIVE) && cases_of(at).any(cases_of(at + 1).and(Tags::GENITIVE));
    let goes_on = small && (agrees || view.word(at).is_some_and(|word| !view.lexicon.is_surname(&word.fold)));
    // "Жители Норильска", "депутаты Приморья": of many holders none is named by one word.
    let many = office
        .is_some_and(|office| view.is(office.from, Tags::PLURAL) && !view.is(office.from, Tags::SINGULAR));
    // "Глава Югры": where the office stands in the nominative and the word does not, it names a place.
    let cases = |at: usize| view.word(at).map_or(Tags::NONE, |word| word.tags.and(Tags::CASES));
    let only = |cases: Tags, case: Tags| cases.any(case) && !cases.any(Tags::CASES.without(case));
    let owner = office.is_some_and(|office| {
        let surname = view.word(at).is_some_and(|word| view.lexicon.is_surname(&word.fold));
        only(cases(office.from), Tags::NOMINATIVE)
            && cases(at).any(Tags::GENITIVE)
            && !cases(at).any(Tags::NOMINATIVE)
            && !surname
    });
    near && !adjective && !goes_on && !owner && !many
}

/// Letters that two forms of a word share at least.
const STEM: usize = 5;

/// Beginnings of the words after a title that say what it is an office of: "министр финансов", "президент Чили".
pub(super) fn complement(view: View<'_>, title: usize, end: usize) -> Vec<String> {
    if view.lexicon.noun_head != Side::First {
        return Vec::new();
    }
    let Some(chunk) = view.sentence.chunk_at(title).filter(|chunk| chunk.head == title) else {
        return Vec::new();
    };
    let last = if end > title { chunk.end.min(end) } else { chunk.end };
    // "РК" and "республики Казахстан" are one.
    let owns = |at: &usize| {
        let place = view.is_class(*at, view.grammar.place) && view.is(*at, Tags::CAPITAL);
        let short = place && view.is(*at, Tags::ACRONYM);
        (view.is(*at, Tags::GENITIVE) || place)
            && !short
            && view.word(*at).is_some_and(|word| word.part_of.is_none() && !word.is_mark())
            && !view.is_class(*at, view.grammar.given.or(view.grammar.state))
    };
    let stem = |at: usize| view.word(at).map(|word| word.fold.chars().take(STEM).collect::<String>());
    (title + 1..last).filter(owns).filter_map(stem).collect()
}
