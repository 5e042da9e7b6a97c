//! Who is who in one article: people by name and office, whom "he" and "the president" mean. Never beyond it.

use crate::base::span::Span;
use crate::extract::analysis::Sentence;
use crate::extract::clause::View;
use crate::extract::fields::label;
use crate::extract::grammar::Grammar;
use crate::extract::lexicon::Lexicon;
use crate::extract::tags::Tags;

/// A person named in the article.
#[derive(Clone, Debug)]
pub(crate) struct Person {
    /// The name in the nominative.
    pub(crate) name: String,
    /// Folded surname as first met.
    surname: String,
    /// Entries of the offices it was named with.
    pub(crate) offices: Vec<u32>,
    /// The state or body of the office, nominative.
    pub(crate) side: Option<String>,
}

/// A name of a person in the text.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Naming {
    pub(crate) span: Span,
    pub(crate) person: usize,
    /// Sentence and first word.
    pub(crate) place: (usize, usize),
    /// Whether it stands as a subject may.
    pub(crate) nominative: bool,
}

/// The people of an article.
#[derive(Clone, Debug, Default)]
pub(crate) struct People {
    pub(crate) all: Vec<Person>,
    pub(crate) namings: Vec<Naming>,
}

/// People that are kept apart at most.
const MOST: usize = 200;
/// Words that one name may have.
const LONGEST: usize = 4;

impl People {
    pub(crate) fn find(text: &str, sentences: &[Sentence], grammar: &Grammar, lexicon: &Lexicon) -> Self {
        let mut people = Self::default();
        for (number, sentence) in sentences.iter().enumerate() {
            let view = View { sentence, grammar, lexicon };
            let mut at = 0;
            while at < sentence.words.len() {
                match people.name_at(view, text, number, at) {
                    Some(end) => at = end,
                    None => at += 1,
                }
            }
        }
        people
    }

    /// Takes in the name that begins at the word, and gives its end.
    fn name_at(&mut self, view: View<'_>, text: &str, number: usize, at: usize) -> Option<usize> {
        if !is_name_word(view, at) {
            return None;
        }
        let mut end = at + 1;
        while end < at + LONGEST && is_name_word(view, end) {
            end += 1;
        }
        // "Аким Улан-Удэ Баир Доржиев": what stands before the given name is a place.
        let later = (at + 1..end).find(|place| view.is_class(*place, view.grammar.given));
        let surname = view.word(end - 1).is_some_and(|word| view.lexicon.is_surname(&word.fold));
        let patronymic = (at..end)
            .any(|place| view.word(place).is_some_and(|word| view.lexicon.is_patronymic(&word.fold)));
        let first_given = view.is_class(at, view.grammar.given);
        if let Some(later) = later.filter(|later| !first_given && *later + 1 < end) {
            return self.name_at(view, text, number, later);
        }
        if end - at >= 3 && surname && !patronymic && !first_given {
            return self.name_at(view, text, number, end - 2);
        }
        let office = office_before(view, at);
        let known = self.known(view, at, end);
        let given = (at..end).any(|place| view.is_class(place, view.grammar.given));
        let plain_first = view.is(at, Tags::INITIAL) && !given && known.is_none();
        let speaks = near_speech(view, at, end);
        let two = end - at >= 2;
        let person = known.or_else(|| {
            let new = (two && (given || office.is_some() || speaks || surname) && !plain_first
                || given && two)
                || (!two && office.is_some() && !view.is_class(at, view.grammar.place));
            new.then(|| self.add(view, text, at, end)).flatten()
        })?;
        self.note(view, text, person, at, end, office);
        let span = view.sentence.span_of(at, end);
        let nominative = view.sentence.chunk_at(at).is_none_or(|chunk| {
            chunk.preposition.is_none() && (chunk.cases == Tags::NONE || chunk.cases.any(Tags::NOMINATIVE))
        });
        self.namings.push(Naming { span, person, place: (number, at), nominative });
        Some(end)
    }

    /// The person already met whose surname this is.
    fn known(&self, view: View<'_>, at: usize, end: usize) -> Option<usize> {
        let last = view.word(end - 1)?;
        self.all.iter().position(|person| {
            same_name(&person.surname, &last.fold)
                || (end - at >= 2 && view.word(at).is_some_and(|word| same_name(&person.surname, &word.fold)))
        })
    }

    fn add(&mut self, view: View<'_>, text: &str, at: usize, end: usize) -> Option<usize> {
        if self.all.len() >= MOST {
            return None;
        }
        let surname = view.word(end - 1)?.fold.to_string();
        let name = spelled(view, text, at, end);
        self.all.push(Person { name, surname, offices: Vec::new(), side: None });
        Some(self.all.len() - 1)
    }

    /// Learns from one more naming: a fuller or plainer form, an office, a side.
    fn note(
        &mut self,
        view: View<'_>,
        text: &str,
        person: usize,
        at: usize,
        end: usize,
        office: Option<Office>,
    ) {
        let spelled = spelled(view, text, at, end);
        let Some(known) = self.all.get_mut(person) else { return };
        let words = |name: &str| name.split(' ').count();
        let fuller = words(&spelled) > words(&known.name);
        let plainer =
            words(&spelled) == words(&known.name) && spelled.chars().count() < known.name.chars().count();
        if fuller || plainer {
            known.surname = crate::text::fold::fold(spelled.rsplit(' ').next().unwrap_or(&spelled));
            known.name = spelled;
        }
        if let Some(office) = office {
            if !known.offices.contains(&office.entry) {
                known.offices.push(office.entry);
            }
            known.side = known.side.take().or_else(|| side_of(view, text, office.from, at));
        }
    }

    /// The person that holds the office named by the title at `at`: the one met last before the place.
    pub(crate) fn with_office(&self, view: View<'_>, at: usize, place: (usize, usize)) -> Option<usize> {
        let word = view.word(at)?;
        let entries: Vec<u32> = word.readings.iter().map(|reading| reading.entry).collect();
        let classes = view.grammar.title;
        let same_rank = |person: &Person| {
            person
                .offices
                .iter()
                .any(|office| entries.contains(office) || view.lexicon.same_rank(*office, &entries))
        };
        let holds = |number: usize| self.all.get(number).is_some_and(same_rank);
        if !word.classes.any(classes) {
            return None;
        }
        let ranked = view.lexicon.is_ranked(&entries);
        // Of several presidents the article means the one it is about, else the one met last; one who is
        // never given the office but fills the article may be meant too.
        let weight = |person: usize| {
            let named = self.namings.iter().filter(|naming| naming.person == person);
            named.map(|naming| if naming.nominative { 2 } else { 1 }).sum::<usize>()
        };
        let last = |person: usize| {
            let named = self.namings.iter().rev().filter(|naming| naming.person == person);
            named.map(|naming| naming.place).find(|named| *named <= place)
        };
        let best = (0..self.all.len())
            .filter(|number| holds(*number))
            .max_by_key(|person| (weight(*person), last(*person)));
        let main = (0..self.all.len()).max_by_key(|person| weight(*person));
        match (best, main) {
            (Some(best), Some(main)) if ranked && weight(main) >= 2 * weight(best) && self.untitled(main) => {
                Some(main)
            }
            (Some(best), _) => Some(best),
            (None, Some(main)) if ranked && weight(main) >= 3 && self.untitled(main) => Some(main),
            (None, _) => None,
        }
    }

    /// Whether the article never says what office the person holds.
    fn untitled(&self, person: usize) -> bool {
        self.all.get(person).is_some_and(|person| person.offices.is_empty())
    }

    /// The person named within the words of a phrase.
    pub(crate) fn within(&self, span: Span) -> Option<usize> {
        let next = self.namings.partition_point(|naming| naming.span.start < span.start);
        self.namings.get(next).filter(|naming| span.covers(naming.span)).map(|naming| naming.person)
    }

    /// The person last named as a subject before a place.
    pub(crate) fn last_subject(&self, place: (usize, usize)) -> Option<usize> {
        let count = self.namings.partition_point(|naming| naming.place < place);
        let recent = self.namings.iter().take(count).rev().take(12);
        let mut any = None;
        for naming in recent {
            if naming.nominative {
                return Some(naming.person);
            }
            any = any.or(Some(naming.person));
        }
        any
    }

    pub(crate) fn name(&self, person: usize) -> Option<&str> {
        self.all.get(person).map(|person| person.name.as_str())
    }
}

/// A title before a name.
#[derive(Clone, Copy, Debug)]
struct Office {
    entry: u32,
    /// The word of the title.
    from: usize,
}

/// The office named right before a name: "президент Казахстана", "Defence Minister".
fn office_before(view: View<'_>, at: usize) -> Option<Office> {
    // "Руководитель администрации президента Имя": the office is what the phrase is about.
    if let Some(chunk) = view.sentence.chunk_at(at).filter(|chunk| chunk.head < at)
        && let Some(word) = view.word(chunk.head).filter(|word| word.classes.any(view.grammar.title))
        && let Some(titled) = word.readings.iter().find(|reading| reading.classes.any(view.grammar.title))
    {
        return Some(Office { entry: titled.entry, from: chunk.head });
    }
    for place in (at.saturating_sub(9)..at).rev() {
        let word = view.word(place)?;
        if word.classes.any(view.grammar.title) {
            let titled = word.readings.iter().find(|reading| reading.classes.any(view.grammar.title))?;
            return Some(Office { entry: titled.entry, from: place });
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

/// The state or body that an office belongs to, nominative.
fn side_of(view: View<'_>, text: &str, title: usize, name: usize) -> Option<String> {
    let inside = (title + 1..name).chain(title.saturating_sub(3)..title);
    let place = inside
        .into_iter()
        .find(|at| view.is_class(*at, view.grammar.place) && view.is(*at, Tags::CAPITAL))?;
    Some(label::nominative(view, text, place, place).trim_end_matches("'s").trim_end_matches("’s").to_owned())
}

/// A capitalised word that may be part of a person's name.
fn is_name_word(view: View<'_>, at: usize) -> bool {
    view.word(at).is_some_and(|word| {
        let listed = word.readings.iter().any(|reading| !reading.tags.any(Tags::UNKNOWN));
        word.shape.any(Tags::CAPITAL)
            && !word.shape.any(Tags::ACRONYM | Tags::QUOTED)
            && word.part_of.is_none()
            && (!listed || word.classes.any(view.grammar.given))
    })
}

fn near_speech(view: View<'_>, at: usize, end: usize) -> bool {
    (at.saturating_sub(2)..end + 2).any(|place| view.is_class(place, view.grammar.say))
}

/// Two forms of one surname share all but their endings.
fn same_name(one: &str, other: &str) -> bool {
    if one == other {
        return true;
    }
    let shared = one.chars().zip(other.chars()).take_while(|(a, b)| a == b).count();
    let (short, long) =
        (one.chars().count().min(other.chars().count()), one.chars().count().max(other.chars().count()));
    short >= 4 && shared >= 4 && shared + 2 >= short && long <= shared + 3
}

/// The name as written, without a possessive, in the nominative as far as its given name or its ending tells.
fn spelled(view: View<'_>, text: &str, at: usize, end: usize) -> String {
    let surface = |place: usize| {
        let word = view.sentence.span_of(place, place + 1).of(text);
        word.trim_end_matches("'s").trim_end_matches("’s").to_owned()
    };
    let mut oblique = view.sentence.chunk_at(at).is_some_and(|chunk| {
        chunk.cases != Tags::NONE && !chunk.cases.any(Tags::NOMINATIVE) && chunk.head >= at
    });
    let given: Vec<Option<String>> = (at..end)
        .map(|place| {
            let word = view.word(place)?;
            let reading = word.readings.iter().find(|reading| reading.classes.any(view.grammar.given))?;
            let form = view.lexicon.nominative(&word.fold, *reading)?;
            oblique |= form != *word.fold && !reading.tags.any(Tags::NOMINATIVE);
            Some(label::like(&surface(place), &form))
        })
        .collect();
    let feminine = given.iter().flatten().any(|form| form.ends_with(['а', 'я']));
    let words = (at..end).zip(given).map(|(place, given)| {
        let word = surface(place);
        match given {
            Some(given) if oblique => given,
            _ if oblique => view.lexicon.name(&word, feminine).unwrap_or(word),
            _ => word,
        }
    });
    words.collect::<Vec<_>>().join(" ")
}
