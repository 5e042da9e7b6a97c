//! Who is who in one article: people by name and office, whom "he" and "the president" mean. Never beyond it.

use crate::base::span::Span;
use crate::extract::analysis::{Chunk, Sentence, Word};
use crate::extract::clause::View;
use crate::extract::fields::{actor, label};
use crate::extract::grammar::Grammar;
use crate::extract::lexicon::{Classes, Lexicon};
use crate::extract::tags::Tags;
use crate::model::morphology::Order;

/// A person named in the article.
#[derive(Clone, Debug, Default)]
pub(crate) struct Person {
    /// The name in the nominative.
    pub(crate) name: String,
    /// Folded surname as first met.
    surname: String,
    /// Entries of the offices it was named with.
    pub(crate) offices: Vec<u32>,
    /// The state or place of the office, nominative.
    pub(crate) side: Option<String>,
    /// Whether that is a state.
    pub(crate) of_state: bool,
    /// The body of the office, nominative.
    pub(crate) body: Option<String>,
    /// Whether the office is one that only one person holds.
    pub(crate) ranked: bool,
    /// Masculine or feminine, where the given name tells.
    gender: Tags,
    /// Somebody named by office alone.
    unnamed: bool,
}

impl Person {
    /// Whether only the office is named.
    pub(crate) const fn is_unnamed(&self) -> bool {
        self.unnamed
    }
}

/// A name of a person in the text.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Naming {
    pub(crate) span: Span,
    pub(crate) person: usize,
    /// Sentence and first word.
    pub(crate) place: Place,
    /// Whether it stands as a subject may.
    pub(crate) nominative: bool,
    /// Whether the office alone is named.
    pub(crate) by_office: bool,
}

/// The people of an article.
#[derive(Clone, Debug, Default)]
pub(crate) struct People {
    pub(crate) all: Vec<Person>,
    pub(crate) namings: Vec<Naming>,
    /// Groups that stood as subjects: place and name.
    groups: Vec<(Place, String)>,
    /// Bodies by name: place, entry of the noun, name.
    bodies: Vec<(Place, u32, String)>,
    /// Places of quotations, first and last.
    quoted: Vec<(Place, Place)>,
}

/// Sentence and word.
pub(crate) type Place = (usize, usize);

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
        let mut offices = Vec::new();
        for (number, sentence) in sentences.iter().enumerate() {
            people.note_others(View { sentence, grammar, lexicon }, text, number, &mut offices);
        }
        people.namings.extend(offices);
        people.namings.sort_by_key(|naming| naming.place);
        people
    }

    /// Takes in the name that begins at the word, and gives its end.
    fn name_at(&mut self, view: View<'_>, text: &str, number: usize, at: usize) -> Option<usize> {
        let body = initials(view, at);
        if !self.is_name_word(view, body) {
            return None;
        }
        let mut end = body + 1;
        while end < body + LONGEST {
            if ends_name(view, body, end) {
                break;
            }
            if self.is_name_word(view, end) {
                end += 1;
            } else if view.is_class(end, view.grammar.name_inside) && self.is_name_word(view, end + 1) {
                end += 2;
            } else {
                break;
            }
        }
        if body == at && end == at + 1 {
            end = initials(view, end);
        }
        let initialled = body > at || view.is(end - 1, Tags::MARK);
        // "Аким Улан-Удэ Баир Доржиев": what stands before the given name is a place.
        let later = (at + 1..end).find(|place| view.is_class(*place, view.grammar.given));
        let last = (at..end).rev().find(|place| !is_initial(view, *place)).unwrap_or(at);
        let surname = view.word(last).is_some_and(|word| view.lexicon.is_surname(&word.fold));
        let patronymic = (at..end)
            .any(|place| view.word(place).is_some_and(|word| view.lexicon.is_patronymic(&word.fold)));
        let first_given = view.is_class(at, view.grammar.given);
        if let Some(later) = later.filter(|later| !first_given && *later + 1 < end) {
            return self.name_at(view, text, number, later);
        }
        if end - at >= 3 && surname && !patronymic && !first_given && !initialled {
            return self.name_at(view, text, number, end - 2);
        }
        let office = office_before(view, at);
        let known = self.known(view, at, last + 1);
        let given = (at..end).any(|place| view.is_class(place, view.grammar.given));
        let plain_first = view.is(at, Tags::INITIAL) && !given && known.is_none();
        let speaks = near_speech(view, at, end);
        let two = end - at >= 2;
        let courtesy = honorific_before(view, at);
        let person = known.or_else(|| {
            let new = (two && (given || office.is_some() || speaks || surname) && !plain_first
                || given && two)
                || initialled && (surname || office.is_some() || speaks)
                || (!two
                    && (is_titled(view, office, at) || courtesy)
                    && !view.is_class(at, view.grammar.place));
            new.then(|| self.add(view, text, at, end)).flatten()
        })?;
        self.note(view, text, person, at, end, office);
        let span = view.sentence.span_of(at, end);
        let nominative = view.sentence.chunk_at(body).is_none_or(|chunk| {
            chunk.preposition.is_none() && (chunk.cases == Tags::NONE || chunk.cases.any(Tags::NOMINATIVE))
        });
        self.namings.push(Naming { span, person, place: (number, at), nominative, by_office: false });
        Some(end)
    }

    /// A capitalised word that may be part of a person's name.
    fn is_name_word(&self, view: View<'_>, at: usize) -> bool {
        view.word(at).is_some_and(|word| {
            let listed = word.readings.iter().any(|reading| !reading.tags.any(Tags::UNKNOWN));
            let capital = word.shape.any(Tags::CAPITAL)
                && !word.shape.any(Tags::ACRONYM | Tags::QUOTED)
                && word.part_of.is_none();
            let given = word.classes.any(view.grammar.given);
            capital && (!listed || given || self.is_name_beside(view, at, word))
        })
    }

    /// "Mr Key", "Ольга Мороз": a word of the language after a given name or a courtesy, or a surname met before.
    fn is_name_beside(&self, view: View<'_>, at: usize, word: &Word) -> bool {
        let grammar = view.grammar;
        if word.shape.any(Tags::INITIAL) || word.classes.any(grammar.place.or(grammar.title).or(grammar.body))
        {
            return false;
        }
        let after_given = at.checked_sub(1).is_some_and(|before| view.is_class(before, grammar.given))
            && !view.is(at, Tags::VERB);
        let met = || self.all.iter().any(|person| !person.unnamed && *person.surname == *word.fold);
        after_given || honorific_before(view, at) || met()
    }

    /// The person already met whose surname this is.
    fn known(&self, view: View<'_>, at: usize, end: usize) -> Option<usize> {
        let last = view.word(end - 1)?;
        self.all.iter().position(|person| {
            let first =
                || end - at >= 2 && view.word(at).is_some_and(|word| same_name(&person.surname, &word.fold));
            !person.unnamed && (same_name(&person.surname, &last.fold) || first())
        })
    }

    fn add(&mut self, view: View<'_>, text: &str, at: usize, end: usize) -> Option<usize> {
        if self.all.len() >= MOST {
            return None;
        }
        let last = (at..end).rev().find(|place| !is_initial(view, *place))?;
        let surname = view.word(last)?.fold.to_string();
        let name = spelled(view, text, at, end);
        Some(self.push(Person { name, surname, ..Person::default() }))
    }

    fn push(&mut self, person: Person) -> usize {
        self.all.push(person);
        self.all.len() - 1
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
        known.gender = if known.gender == Tags::NONE { gender_of(view, at, end) } else { known.gender };
        let words = |name: &str| name.split(' ').filter(|word| !word.ends_with('.')).count();
        let fuller = words(&spelled) > words(&known.name);
        let plainer = words(&spelled) == words(&known.name)
            && spelled.chars().count() < known.name.chars().count()
            && !known.name.contains('.')
            && !spelled.contains('.');
        if fuller || plainer {
            known.surname = crate::text::fold::fold(spelled.rsplit(' ').next().unwrap_or(&spelled));
            known.name = spelled;
        }
        if let Some(office) = office {
            if !known.offices.contains(&office.entry) {
                known.offices.push(office.entry);
            }
            known.ranked |= view.lexicon.is_ranked(&[office.entry]);
            if known.side.is_none() && known.body.is_none() {
                known.body = body_of(view, text, office.from, at);
                let place = side_of(view, text, office.from, at);
                if let Some((place, state)) = place.filter(|_| known.body.is_none()) {
                    known.side = Some(place);
                    known.of_state = state;
                }
            }
        }
    }

    /// Takes in who is named by office alone, and which groups and bodies a sentence names.
    fn note_others(&mut self, view: View<'_>, text: &str, number: usize, offices: &mut Vec<Naming>) {
        for chunk in &view.sentence.chunks {
            let place = (number, chunk.start);
            let Some(head) = view.word(chunk.head) else { continue };
            self.note_body(view, text, place, *chunk);
            if self.within(view.sentence.span_of(chunk.start, chunk.end)).is_some()
                || !stands_as_subject(view, chunk)
            {
                continue;
            }
            let grammar = view.grammar;
            let plural = head.tags.any(Tags::PLURAL) && !head.tags.any(Tags::SINGULAR);
            let group = grammar.people.or(grammar.group_noun).or(grammar.title).or(grammar.body);
            if plural && head.classes.any(group) {
                self.groups.push((place, actor::phrase(view, text, *chunk)));
            } else if head.classes.any(grammar.title) {
                let span = view.sentence.span_of(chunk.start, chunk.end);
                let known = self.with_office(view, chunk.head, place);
                let person = known.or_else(|| self.add_unnamed(view, text, *chunk));
                offices.extend(person.map(|person| Naming {
                    span,
                    person,
                    place,
                    nominative: true,
                    by_office: true,
                }));
            }
        }
    }

    /// Somebody whom the article calls by office alone.
    fn add_unnamed(&mut self, view: View<'_>, text: &str, chunk: Chunk) -> Option<usize> {
        let titled = view.word(chunk.head)?.readings.iter().filter(|one| one.classes.any(view.grammar.title));
        let offices: Vec<u32> = titled.map(|reading| reading.entry).collect();
        let ranked = view.lexicon.is_ranked(&offices);
        let name = actor::phrase(view, text, chunk);
        // Where a language marks what is known, "a former defender" is nobody in particular yet.
        let known =
            view.is(chunk.start, Tags::DETERMINER) && !view.is_class(chunk.start, view.grammar.indefinite);
        let definite = known || view.grammar.indefinite == Classes::default();
        (self.all.len() < MOST && definite)
            .then(|| self.push(Person { name, offices, ranked, unnamed: true, ..Person::default() }))
    }

    /// Notes a body that is named by more than its noun.
    fn note_body(&mut self, view: View<'_>, text: &str, place: Place, chunk: Chunk) {
        let Some(head) = view.word(chunk.head).filter(|word| word.classes.any(view.grammar.body)) else {
            return;
        };
        let Some(reading) = head.readings.iter().find(|reading| reading.classes.any(view.grammar.body))
        else {
            return;
        };
        let proper = |at: &usize| {
            view.is(*at, Tags::CAPITAL)
                && !view.is(*at, Tags::INITIAL)
                && !view.is_class(*at, view.grammar.place)
                || view.word(*at).is_some_and(|word| word.partner.is_some())
        };
        let owned = (chunk.head + 1..chunk.end).any(|at| {
            view.is(at, Tags::GENITIVE)
                && !view.is_class(at, view.grammar.place)
                && !view.is(at, Tags::CAPITAL)
        });
        if (chunk.start..chunk.end).any(|at| proper(&at)) || owned {
            let name = actor::body_name(view, text, chunk);
            self.bodies.push((place, reading.entry, name));
        }
    }

    /// The name of the body that a bare noun for one stands for, by the last one of that noun before the place.
    pub(crate) fn body_before(&self, view: View<'_>, at: usize, place: Place) -> Option<&str> {
        let word = view.word(at)?;
        let entries: Vec<u32> = word.readings.iter().map(|reading| reading.entry).collect();
        let count = self.bodies.partition_point(|(known, _, _)| *known < place);
        let before = self.bodies.iter().take(count).rev().take(40);
        before.into_iter().find(|(_, entry, _)| entries.contains(entry)).map(|(_, _, name)| name.as_str())
    }

    /// The group that "they" stands for: the last that stood as a subject, not far before the place.
    pub(crate) fn group_before(&self, place: Place) -> Option<&str> {
        let count = self.groups.partition_point(|(known, _)| *known < place);
        let (known, name) = count.checked_sub(1).and_then(|last| self.groups.get(last))?;
        (known.0 + 3 > place.0).then_some(name.as_str())
    }

    /// Where somebody is quoted: names in there are not who "he" means outside.
    pub(crate) fn set_quoted(&mut self, quoted: Vec<(Place, Place)>) {
        self.quoted = quoted;
    }

    /// The quotation that holds a place.
    fn quotation(&self, place: Place) -> Option<usize> {
        let count = self.quoted.partition_point(|(first, _)| *first <= place);
        let at = count.checked_sub(1)?;
        self.quoted.get(at).filter(|(_, last)| place <= *last).map(|_| at)
    }

    /// The person that holds the office named by the title at `at`: the one met last before the place.
    pub(crate) fn with_office(&self, view: View<'_>, at: usize, place: Place) -> Option<usize> {
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
        let many = word.tags.any(Tags::PLURAL) && !word.tags.any(Tags::SINGULAR);
        if !word.classes.any(classes) || many {
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
        let named = |person: &usize| self.all.get(*person).is_some_and(|one| !one.unnamed);
        let main = (0..self.all.len()).filter(named).max_by_key(|person| weight(*person));
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

    /// The person whose name shares text with the span.
    pub(crate) fn touching(&self, span: Span) -> Option<usize> {
        let next = self.namings.partition_point(|naming| naming.span.end <= span.start);
        self.namings.get(next).filter(|naming| naming.span.overlaps(span)).map(|naming| naming.person)
    }

    /// The person last named as a subject before a place, of a gender where one is given.
    pub(crate) fn last_subject(&self, place: Place, gender: Tags) -> Option<usize> {
        let count = self.namings.partition_point(|naming| naming.place < place);
        let own = self.quotation(place);
        let fits = |naming: &&Naming| {
            let of_other = self
                .all
                .get(naming.person)
                .is_some_and(|one| one.gender != Tags::NONE && !one.gender.any(gender));
            let inside = self.quotation(naming.place);
            !(gender != Tags::NONE && of_other) && (inside.is_none() || inside == own)
        };
        let mut any = None;
        for naming in self.namings.iter().take(count).rev().filter(fits).take(12) {
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
    // "The Kyrgyz minister, Eldiyar Mamatov, said": the office stands before the comma.
    let apposed = at >= 1 && view.word(at - 1).is_some_and(Word::is_comma) && view.is(at + 1, Tags::CAPITAL);
    let last = if apposed { at - 1 } else { at };
    for place in (last.saturating_sub(9)..last).rev() {
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

/// The state or place that an office belongs to, nominative, and whether it is a state.
fn side_of(view: View<'_>, text: &str, title: usize, name: usize) -> Option<(String, bool)> {
    let inside = (title + 1..name).chain(title.saturating_sub(3)..title);
    let place = inside
        .into_iter()
        .find(|at| view.is_class(*at, view.grammar.place) && view.is(*at, Tags::CAPITAL))?;
    let state = view.is_class(place, view.grammar.country);
    Some((label::bare(&label::nominative(view, text, place, place)), state))
}

/// The body that an office belongs to, nominative: "глава компании «Ак жол»", "Nordmelk chairman".
fn body_of(view: View<'_>, text: &str, title: usize, name: usize) -> Option<String> {
    let after =
        (title + 1..name).find(|at| !view.is(*at, Tags::MODIFIERS) && !view.is_class(*at, view.grammar.of));
    if let Some(at) = after {
        let chunk = view.sentence.chunk_at(at).copied();
        if view.is_class(at, view.grammar.body) && !view.is(at, Tags::ADJECTIVE) {
            let end = chunk.map_or(at + 1, |chunk| chunk.end.min(name).max(at + 1));
            let part = Chunk { start: at, end, head: at, preposition: None, cases: Tags::GENITIVE };
            return (end > at + 1 || view.is(at, Tags::CAPITAL)).then(|| actor::body_name(view, text, part));
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
    let start = (title.saturating_sub(4)..title).rev().take_while(|at| proper(*at)).last()?;
    let known = view.is(start, Tags::INITIAL) && !view.is(start, Tags::UNKNOWN | Tags::ACRONYM);
    (!known).then(|| label::bare(view.sentence.span_of(start, title).of(text)))
}

/// Whether a noun phrase stands where a subject does: before or right after a predicate.
fn stands_as_subject(view: View<'_>, chunk: &Chunk) -> bool {
    let nominative = chunk.cases == Tags::NONE || chunk.cases.any(Tags::NOMINATIVE);
    let verb = |at: usize| view.is_predicate(at) || view.is(at, Tags::AUXILIARY | Tags::SHORT);
    let before = chunk.start.saturating_sub(1)..chunk.start;
    let mut near = (chunk.end..chunk.end + 3).chain(before);
    let last = view.lexicon.order == Order::ObjectVerb;
    chunk.preposition.is_none() && nominative && (last || near.any(verb))
}

/// Whether the office stands right before a single word that may be a surname: "мэр Ломсадзе", not "мэр Южному".
fn is_titled(view: View<'_>, office: Option<Office>, at: usize) -> bool {
    let near = office.is_some_and(|office| {
        office.from + 3 >= at
            && !(office.from + 1..at).any(|one| view.is(one, Tags::MARK | Tags::PREPOSITION))
    });
    let adjective = view
        .word(at)
        .is_some_and(|word| word.tags.any(Tags::ADJECTIVE) && !view.lexicon.is_surname(&word.fold));
    // "Депутат Милли меджлиса": what goes on in small letters is no surname.
    let goes_on = view.is(at + 1, Tags::NOUN)
        && !view.is(at + 1, Tags::CAPITAL | Tags::VERB | Tags::PRONOUN)
        && view.word(at).is_some_and(|word| !view.lexicon.is_surname(&word.fold));
    near && !adjective && !goes_on
}

/// One past the initials at a place: "А. Б.", "J. K.".
fn initials(view: View<'_>, at: usize) -> usize {
    let mut end = at;
    while end < at + 6 && is_letter(view, end) && view.word(end + 1).is_some_and(|word| &*word.fold == ".") {
        end += 2;
    }
    end
}

/// A single capital, as initials are written.
fn is_letter(view: View<'_>, at: usize) -> bool {
    view.word(at).is_some_and(|word| word.shape.any(Tags::CAPITAL) && word.fold.chars().count() == 1)
}

fn is_initial(view: View<'_>, at: usize) -> bool {
    is_letter(view, at) || view.is(at, Tags::MARK)
}

fn honorific_before(view: View<'_>, at: usize) -> bool {
    let mut before = (at.saturating_sub(2)..at)
        .rev()
        .filter(|place| view.word(*place).is_some_and(|word| &*word.fold != "."));
    before.next().is_some_and(|place| view.is_class(place, view.grammar.honorific))
}

/// The gender that a given name tells; none in a language that does not list women's names.
fn gender_of(view: View<'_>, at: usize, end: usize) -> Tags {
    if view.grammar.given_f == Classes::default() {
        return Tags::NONE;
    }
    let given = (at..end).find(|place| view.is_class(*place, view.grammar.given));
    given.map_or(Tags::NONE, |place| {
        if view.is_class(place, view.grammar.given_f) { Tags::FEMININE } else { Tags::MASCULINE }
    })
}

/// Whether given name and surname are complete before the word at `end`, which is no patronymic: "Маматов Ошта".
fn ends_name(view: View<'_>, at: usize, end: usize) -> bool {
    let fold = |place: usize| view.word(place).map_or("", |word| &*word.fold);
    let last = view.lexicon.order == Order::ObjectVerb;
    last && end >= at + 2 && view.lexicon.is_surname(fold(end - 1)) && !view.lexicon.is_patronymic(fold(end))
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
    let surface = |place: usize| label::bare(view.sentence.span_of(place, place + 1).of(text));
    let mut oblique = view.sentence.chunk_at(at).is_some_and(|chunk| {
        chunk.cases != Tags::NONE && !chunk.cases.any(Tags::NOMINATIVE) && chunk.head >= at
    });
    let given: Vec<Option<String>> = (at..end)
        .map(|place| {
            let word = view.word(place)?;
            let reading = word.readings.iter().find(|reading| reading.classes.any(view.grammar.given))?;
            let form = view.lexicon.nominative(&word.fold, *reading)?;
            oblique |= form != *word.fold;
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
    let mut name = String::new();
    for word in words {
        if !name.is_empty() && word != "." {
            name.push(' ');
        }
        name.push_str(&word);
    }
    name
}
