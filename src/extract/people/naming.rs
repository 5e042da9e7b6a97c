//! Names of people where they stand: given name, surname, initials, a surname met before. Never an office alone.

use super::office::{Office, body_of, complement, is_titled, office_after, office_before, side_of};
use super::spelling::{gender_of, initials, is_initial, same_name, spelled};
use super::{MOST, Met, Naming, People, Person};
use crate::extract::analysis::Word;
use crate::extract::clause::View;
use crate::extract::tags::Tags;
use crate::model::morphology::{Order, Side};

/// Words that may tell what somebody's offices are of.
const OFFICES: usize = 12;
/// Words that one name may have.
const LONGEST: usize = 4;

impl People {
    /// Takes in the name that begins at the word, and gives its end.
    pub(super) fn name_at(&mut self, view: View<'_>, text: &str, number: usize, at: usize) -> Option<usize> {
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
        let office = office_before(view, at).or_else(|| office_after(view, end));
        let known = self.known(view, at, last + 1);
        let given = (at..end).any(|place| view.is_class(place, view.grammar.given));
        let plain_first = view.is(at, Tags::INITIAL) && !given && known.is_none();
        let speaks = near_speech(view, at, end);
        let two = end - at >= 2;
        let courtesy = honorific_before(view, at);
        let person = known.or_else(|| {
            let told = (office.is_some() || speaks || surname) && !plain_first;
            let new = two && (given || told)
                || initialled && (surname || office.is_some() || speaks)
                || (!two
                    && (is_titled(view, office, at) || courtesy)
                    && !view.is_class(at, view.grammar.place)
                    && !view.word(at).is_some_and(|word| self.placed.contains(&super::trimmed(&word.fold))));
            new.then(|| self.add(view, text, at, end, office)).flatten()
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

    fn add(
        &mut self,
        view: View<'_>,
        text: &str,
        at: usize,
        end: usize,
        office: Option<Office>,
    ) -> Option<usize> {
        if self.all.len() >= MOST {
            return None;
        }
        let last = (at..end).rev().find(|place| !is_initial(view, *place))?;
        let surname = view.word(last)?.fold.to_string();
        let name = spelled(view, text, at, end, office);
        Some(self.push(Person { name, surname, ..Person::default() }))
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
        let spelled = spelled(view, text, at, end, office);
        let Some(known) = self.all.get_mut(person) else { return };
        let subject = stands_as_subject(view, at, end);
        // "Обама заявил" tells how "Бараком Обамой" is called.
        if subject && known.met == Met::Anyhow && !view.lexicon.is_surname(&known.surname) {
            known.met = Met::AsSubject;
            rename(known, &spelled);
        }
        known.gender = if known.gender == Tags::NONE { gender_of(view, at, end) } else { known.gender };
        let words = |name: &str| name.split(' ').filter(|word| !word.ends_with('.')).count();
        let fuller = words(&spelled) > words(&known.name);
        let plainer = words(&spelled) == words(&known.name)
            && spelled.chars().count() < known.name.chars().count()
            && !known.name.contains('.')
            && !spelled.contains('.');
        if fuller || plainer && known.met == Met::Anyhow {
            known.surname = crate::text::fold::fold(spelled.rsplit(' ').next().unwrap_or(&spelled));
            known.name = spelled;
        }
        if let Some(office) = office {
            if !known.offices.contains(&office.entry) {
                known.offices.push(office.entry);
            }
            for word in complement(view, office.from, at) {
                if known.of.len() < OFFICES && !known.of.contains(&word) {
                    known.of.push(word);
                }
            }
            known.ranked |= view.lexicon.is_ranked(&[office.entry]);
            if known.side.is_none() && known.body.is_none() {
                known.body = body_of(view, text, office);
                let place = side_of(view, text, office);
                if let Some((place, state)) = place.filter(|_| known.body.is_none()) {
                    known.side = Some(place);
                    known.of_state = state;
                }
            }
        }
    }
}

/// Whether a name stands bare right before or after a predicate, as a subject does, where cases show.
fn stands_as_subject(view: View<'_>, at: usize, end: usize) -> bool {
    let shown = view.lexicon.noun_head == Side::First;
    let led = at.checked_sub(1).is_some_and(|before| view.is(before, Tags::PREPOSITION | Tags::NOUN));
    let acts = |place: usize| {
        view.is_predicate(place)
            && view.is(place, Tags::SINGULAR)
            && !view.is(place, Tags::PASSIVE | Tags::FIRST)
    };
    let follows =
        at.checked_sub(1).is_some_and(|before| acts(before) && view.is_class(before, view.grammar.say));
    let nominative = (at..end).all(|place| view.is(place, Tags::NOMINATIVE) || !view.is(place, Tags::NOUN));
    shown && nominative && (!led && acts(end) || follows)
}

/// Takes the surname of a person known from other cases from a naming in the nominative.
fn rename(known: &mut Person, spelled: &str) {
    let Some(last) = spelled.rsplit(' ').next() else { return };
    let Some((given, surname)) = known.name.rsplit_once(' ') else { return };
    let fits = last.chars().count() > 2
        && crate::text::fold::fold(surname) != crate::text::fold::fold(last)
        && same_name(&crate::text::fold::fold(surname), &crate::text::fold::fold(last));
    if fits {
        known.name = format!("{given} {last}");
        known.surname = crate::text::fold::fold(last);
    }
}

fn honorific_before(view: View<'_>, at: usize) -> bool {
    let mut before = (at.saturating_sub(2)..at)
        .rev()
        .filter(|place| view.word(*place).is_some_and(|word| &*word.fold != "."));
    before.next().is_some_and(|place| view.is_class(place, view.grammar.honorific))
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
