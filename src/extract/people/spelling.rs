//! How a name is written: initials, forms of one surname, the nominative, the gender it tells. Never whose it is.

use super::office::Office;
use crate::extract::clause::View;
use crate::extract::fields::{label, nominative};
use crate::extract::lexicon::Classes;
use crate::extract::tags::Tags;
use crate::model::morphology::{Order, Side};

/// One past the initials at a place: "А. Б.", "J. K.".
pub(super) fn initials(view: View<'_>, at: usize) -> usize {
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

pub(super) fn is_initial(view: View<'_>, at: usize) -> bool {
    is_letter(view, at) || view.is(at, Tags::MARK)
}

/// The gender that a given name tells; none in a language that does not list women's names.
pub(super) fn gender_of(view: View<'_>, at: usize, end: usize) -> Tags {
    if view.grammar.given_f == Classes::default() {
        return Tags::NONE;
    }
    let given = (at..end).find(|place| view.is_class(*place, view.grammar.given));
    given.map_or(Tags::NONE, |place| {
        if view.is_class(place, view.grammar.given_f) { Tags::FEMININE } else { Tags::MASCULINE }
    })
}

/// Two forms of one surname share all but their endings.
pub(super) fn same_name(one: &str, other: &str) -> bool {
    if one == other {
        return true;
    }
    let shared = one.chars().zip(other.chars()).take_while(|(a, b)| a == b).count();
    let (short, long) =
        (one.chars().count().min(other.chars().count()), one.chars().count().max(other.chars().count()));
    short >= 4 && shared >= 4 && shared + 2 >= short && long <= shared + 3
}

/// The case of an office right before a name, where it plainly is not the nominative.
fn case_of_office(view: View<'_>, office: Office, name: usize) -> Tags {
    let cases = view.word(office.from).map_or(Tags::NONE, |word| word.tags.and(Tags::CASES));
    let before = office.from < name && view.lexicon.noun_head == Side::First;
    let same = view.sentence.chunk_at(office.from).is_some_and(|chunk| chunk.head == office.from);
    if before && same && !cases.any(Tags::NOMINATIVE) { cases } else { Tags::NONE }
}

/// The name as written, without a possessive, in the nominative as far as its given name or its ending tells.
pub(super) fn spelled(view: View<'_>, text: &str, at: usize, end: usize, office: Option<Office>) -> String {
    let surface = |place: usize| label::bare(view.sentence.span_of(place, place + 1).of(text));
    let mut oblique = view.sentence.chunk_at(at).is_some_and(|chunk| {
        chunk.cases != Tags::NONE && !chunk.cases.any(Tags::NOMINATIVE) && chunk.head >= at
    });
    // "Президентом Рафаэлем Корреа": the office shows the case of a name that no list tells.
    let mut cases = office.map_or(Tags::NONE, |office| case_of_office(view, office, at));
    oblique |= cases != Tags::NONE;
    let given: Vec<Option<String>> = (at..end)
        .map(|place| {
            let word = view.word(place)?;
            // "Хасанов" is a surname, not several of one given name.
            let given = |tags: Tags| tags.any(Tags::SINGULAR) || !tags.any(Tags::PLURAL);
            let reading = word
                .readings
                .iter()
                .find(|reading| reading.classes.any(view.grammar.given) && given(reading.tags))?;
            let form = view.lexicon.nominative(&word.fold, *reading)?;
            if form != *word.fold {
                oblique = true;
                cases |= reading.tags.and(Tags::CASES);
            }
            Some(nominative::like(&surface(place), &form))
        })
        .collect();
    // "Нұрсұлтан Назарбаевтың": where heads come last, only the last word shows the case.
    let last_shows = view.lexicon.noun_head == Side::Last && view.lexicon.order == Order::ObjectVerb;
    let last = end.saturating_sub(1);
    if last_shows && end > at + 1 {
        let form = view.word(last).and_then(|word| view.lexicon.name(&word.fold, false, Tags::NONE));
        oblique |= form.is_some_and(|form| view.lexicon.is_surname(&form));
    }
    let feminine = given.iter().flatten().any(|form| form.ends_with(['а', 'я']));
    let words = (at..end).zip(given).map(|(place, given)| {
        let word = surface(place);
        match given {
            Some(given) if oblique => given,
            _ if oblique && (place == last || !last_shows) => {
                view.lexicon.name(&word, feminine, cases).unwrap_or(word)
            }
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
