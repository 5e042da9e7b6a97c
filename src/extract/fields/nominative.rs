//! Phrases told in the nominative: the noun, its adjectives, its capitals. Never chooses what a phrase is about.

use crate::extract::clause::View;
use crate::extract::fields::label::one_line;
use crate::extract::tags::Tags;
use crate::model::morphology::Order;

/// The words `start..=noun` with noun and adjectives in the nominative.
pub(crate) fn nominative(view: View<'_>, text: &str, start: usize, noun: usize) -> String {
    nominative_of(view, text, start, noun, false)
}

/// The same where the noun is known to stand in another case.
pub(crate) fn from_oblique(view: View<'_>, text: &str, start: usize, noun: usize) -> String {
    nominative_of(view, text, start, noun, true)
}

/// The same; `oblique` where the noun is known to stand in another case.
pub(crate) fn nominative_of(view: View<'_>, text: &str, start: usize, noun: usize, oblique: bool) -> String {
    let Some(head) = view.word(noun) else { return String::new() };
    let surface = |at: usize| view.sentence.span_of(at, at + 1).of(text);
    let numbers = Tags::SINGULAR | Tags::PLURAL;
    let number = shown_number(view, start, noun);
    let nouns = || head.readings.iter().filter(|reading| reading.tags.any(Tags::NOUN));
    let cases = shown_cases(view, start, noun);
    let fits_number = |tags: Tags| number != Tags::NONE && tags.any(number);
    let fitting = nouns().find(|reading| fits_number(reading.tags) && reading.tags.any(cases));
    let fitting = fitting.or_else(|| nouns().find(|reading| fits_number(reading.tags)));
    let reading = fitting.or_else(|| nouns().next());
    // "Добровольной ликвидации" is one, "новые школы" are several.
    let oblique = if number == Tags::NONE {
        oblique
    } else {
        number == Tags::SINGULAR && (oblique || reading.is_some_and(|one| one.tags.all(numbers)))
    };
    let counted =
        view.lexicon.order == Order::VerbObject && (start..noun).any(|at| view.is(at, Tags::NUMERAL));
    let named = head.shape.any(Tags::QUOTED) || counted;
    let changed = reading.filter(|_| !named).and_then(|reading| {
        let word = view.lexicon.nominative_of(&head.fold, *reading, oblique)?;
        let entry = view.lexicon.entry(*reading);
        let gender = entry.map_or(reading.tags, |entry| reading.tags | entry.tags);
        // "Школы" that stay as they are are several, unless that is how one is called.
        let several = *word == *head.fold && entry.is_some_and(|entry| entry.lemma != word);
        let both = gender.all(Tags::SINGULAR | Tags::PLURAL);
        let other = if several { Tags::SINGULAR } else { Tags::PLURAL };
        Some((word, if both { gender.without(other) } else { gender }))
    });
    let first = view.is_head_first();
    let stays = head.tags.any(Tags::NOMINATIVE) && !oblique || head.shape.any(Tags::CAPITAL);
    let unlisted = first && !named && !stays && head.tags.all(Tags::UNKNOWN | Tags::NOUN);
    let changed = changed.or_else(|| unlisted.then(|| view.lexicon.nominative_guessed(&head.fold)).flatten());
    let mut out = String::new();
    for at in start..noun {
        let word = surface(at);
        let agreed = match (&changed, view.word(at)) {
            (Some((_, tags)), Some(one))
                if one.tags.any(Tags::ADJECTIVE | Tags::PARTICIPLE)
                    && (first || !one.tags.any(Tags::NOUN) || one.tags.any(Tags::UNKNOWN)) =>
            {
                view.lexicon.agree(&crate::text::fold::fold(word), *tags)
            }
            _ => None,
        };
        out.push_str(&agreed.map_or_else(|| one_line(word), |agreed| like(word, &agreed)));
        let glued =
            view.word(at).zip(view.word(at + 1)).is_some_and(|(one, next)| one.span.end == next.span.start);
        if !glued {
            out.push(' ');
        }
    }
    let word = surface(noun);
    // A word in no list is judged by its ending, where only the last word of a phrase shows the case.
    let guessed = (view.lexicon.order == Order::ObjectVerb && head.tags.all(Tags::UNKNOWN | Tags::NOUN))
        .then(|| view.lexicon.name(&head.fold, false, Tags::NONE))
        .flatten();
    match changed.map(|(form, _)| form).or(guessed.filter(|_| !named)) {
        Some(form) => out.push_str(&like(word, &form)),
        None => out.push_str(&one_line(word)),
    }
    out
}

/// The number that the adjectives before a noun tell, where they all tell the same one.
fn shown_number(view: View<'_>, start: usize, noun: usize) -> Tags {
    let numbers = Tags::SINGULAR | Tags::PLURAL;
    let mut shown = Tags::NONE;
    for at in start..noun {
        let Some(word) = view.word(at).filter(|word| word.tags.any(Tags::ADJECTIVE | Tags::PARTICIPLE))
        else {
            continue;
        };
        shown |= word.tags.and(numbers);
    }
    let cased = view.is_head_first();
    if cased && shown != numbers { shown } else { Tags::NONE }
}

/// The cases that all adjectives before a noun may stand in.
fn shown_cases(view: View<'_>, start: usize, noun: usize) -> Tags {
    let own = |at: usize| view.word(at).map_or(Tags::NONE, |word| word.tags.and(Tags::CASES));
    let adjectives = (start..noun).filter(|at| view.is(*at, Tags::ADJECTIVE) && own(*at) != Tags::NONE);
    adjectives.fold(Tags::CASES, |shown, at| shown.and(own(at)))
}

/// `form` with the capitals of `word`, and `word` itself where both are the same.
pub(crate) fn like(word: &str, form: &str) -> String {
    if crate::text::fold::fold(word) == form {
        return word.to_owned();
    }
    let mut letters = word.chars();
    let capital = letters.next().is_some_and(char::is_uppercase);
    let all = capital && letters.next().is_some() && word.chars().all(|c| !c.is_lowercase());
    if all {
        return form.to_uppercase();
    }
    if !capital {
        return form.to_owned();
    }
    // Each part of a double name has its own capital.
    let mut capitals = word.split('-').map(|part| part.starts_with(char::is_uppercase));
    let parts = form.split('-').map(|part| {
        let mut rest = part.chars();
        match rest.next() {
            Some(first) if capitals.next().unwrap_or(false) => first.to_uppercase().chain(rest).collect(),
            _ => part.to_owned(),
        }
    });
    parts.collect::<Vec<String>>().join("-")
}
