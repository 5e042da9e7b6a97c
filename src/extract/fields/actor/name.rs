//! The name of whoever a noun phrase stands for, nominative. Never a name the article does not give.

use super::{Around, speaker};
use crate::base::span::Span;
use crate::extract::analysis::{Chunk, Word};
use crate::extract::clause::View;
use crate::extract::fields::{label, nominative};
use crate::extract::lexicon::Classes;
use crate::extract::tags::Tags;
use crate::model::morphology::{Order, Side};

/// Words of a body's name before its noun that are looked at.
const BODY: usize = 7;

/// The name of whoever a noun phrase stands for.
pub(crate) fn name(view: View<'_>, around: Around<'_>, chunk: Chunk) -> Option<String> {
    let span = view.sentence.span_of(chunk.start, chunk.end);
    let place = (around.number, chunk.start);
    let head = view.word(chunk.head)?;
    // "Администрация президента Имя" is the body, "Mr Key's cabinet" too.
    let of_body = head.classes.any(view.grammar.body) && !head.classes.any(view.grammar.title);
    if let Some(person) = around.people.within(span).filter(|_| !of_body) {
        return around.people.name(person).map(str::to_owned);
    }
    if head.tags.all(Tags::PRONOUN | Tags::FIRST) {
        return speaker(around);
    }
    if head.tags.any(Tags::PRONOUN) {
        if head.tags.any(Tags::PLURAL) && !head.tags.any(Tags::SINGULAR) {
            return around.people.group_before(place).map(str::to_owned);
        }
        if view.gender(chunk.head) == Tags::NONE
            && let Some(thing) = thing_before(view, around, chunk.start)
        {
            return name(view, around, thing);
        }
        let person = around.people.last_subject(place, view.gender(chunk.head));
        return person.and_then(|person| around.people.name(person)).map(str::to_owned);
    }
    // "Депутаттар" are many, even where one of them is named.
    let many = view.lexicon.order == Order::ObjectVerb
        && head.tags.any(Tags::PLURAL)
        && !head.tags.any(Tags::SINGULAR);
    let named_office = (chunk.start..chunk.end).find_map(|at| around.people.with_office(view, at, place));
    if let Some(person) = named_office.filter(|_| !many && view.is_class(chunk.head, view.grammar.title)) {
        return around.people.name(person).map(str::to_owned);
    }
    let bare =
        (chunk.start..chunk.head).all(|at| view.is(at, Tags::DETERMINER)) && chunk.end == chunk.head + 1;
    let known = view.is_class(chunk.head, view.grammar.body) && bare && !head.shape.any(Tags::ACRONYM);
    if let Some(body) = known.then(|| around.people.body_before(view, chunk.head, place)).flatten() {
        return Some(body.to_owned());
    }
    if let Some(person) = met_before(view, around, chunk) {
        return Some(person.to_owned());
    }
    let text = body_name(view, around.text, chunk);
    (!text.is_empty()).then_some(text)
}

/// "Политик обещал": a bare noun for one person stands for whoever was last named, where no word marks what is known.
fn met_before<'a>(view: View<'_>, around: Around<'a>, chunk: Chunk) -> Option<&'a str> {
    let head = view.word(chunk.head)?;
    let unmarked = view.lexicon.noun_head == Side::First && view.grammar.indefinite == Classes::default();
    let one = head.tags.any(Tags::SINGULAR) && !head.tags.any(Tags::PLURAL);
    let person = head.classes.any(view.grammar.individual);
    let bare = chunk.end == chunk.start + 1 && !head.shape.any(Tags::ACRONYM);
    if !(unmarked && one && person && bare) {
        return None;
    }
    let met = around.people.last_subject((around.number, chunk.start), Tags::NONE)?;
    // Whom somebody tells of is another: "по словам мэра, подрядчик начал работы".
    let speaks = around.inside && around.voice.is_some_and(|(person, _)| person == met);
    if speaks {
        return None;
    }
    around.people.all.get(met).filter(|person| !person.is_unnamed()).map(|person| person.name.as_str())
}

/// "The bank said it would lend": the body or state that "it" stands for in its sentence.
fn thing_before(view: View<'_>, around: Around<'_>, at: usize) -> Option<Chunk> {
    let thing = view.grammar.body.or(view.grammar.place).or(view.grammar.state);
    // "Nordmelk said it would open a dairy": a name of nobody who is known.
    let named = |chunk: &Chunk| {
        let span = view.sentence.span_of(chunk.start, chunk.end);
        view.is_caseless()
            && view.word(chunk.head).is_some_and(|head| head.tags.all(Tags::CAPITAL | Tags::UNKNOWN))
            && around.people.within(span).is_none()
    };
    let fits = |chunk: &&Chunk| {
        let nominative = chunk.cases == Tags::NONE || chunk.cases.any(Tags::NOMINATIVE);
        let near = match view.word(chunk.end) {
            // "BMW, for example, says it will".
            Some(word) if word.is_comma() => view.insertion_after(chunk.end).unwrap_or(chunk.end),
            _ => chunk.end,
        };
        chunk.preposition.is_none()
            && nominative
            && (view.is_class(chunk.head, thing) || view.is(chunk.head, Tags::ACRONYM) || named(chunk))
            && (near..near + 3).any(|place| view.is_class(place, view.grammar.say))
    };
    view.sentence.chunks_before(at).find(fits).copied()
}

/// The name of a body: what is in marks or in Latin letters where its noun says no more than what it is.
pub(crate) fn body_name(view: View<'_>, text: &str, chunk: Chunk) -> String {
    quoted_name(view, text, chunk)
        .or_else(|| proper_name(view, text, chunk))
        .unwrap_or_else(|| phrase(view, text, chunk))
}

/// "компания Nordmelk": a name of its own after a noun for a body.
fn proper_name(view: View<'_>, text: &str, chunk: Chunk) -> Option<String> {
    let from = chunk.head + 1;
    let own = |at: usize| {
        view.is(at, Tags::CAPITAL) && view.is(at, Tags::UNKNOWN) && !view.is(at, Tags::ADJECTIVE | Tags::MARK)
    };
    let generic = view.is_class(chunk.head, view.grammar.body) && !view.is(chunk.head, Tags::CAPITAL);
    let fits = generic && from < chunk.end && (from..chunk.end).all(own);
    fits.then(|| label::bare(view.sentence.span_of(from, chunk.end).of(text)))
}

/// The quoted name of a body whose noun says no more than that it is one: "компания «Ак жол»".
fn quoted_name(view: View<'_>, text: &str, chunk: Chunk) -> Option<String> {
    let body = view.is_class(chunk.head, view.grammar.body);
    let open = (chunk.start..chunk.end)
        .find(|at| view.word(*at).is_some_and(|word| word.partner.is_some_and(|to| to > *at)))?;
    let close = view.word(open)?.partner?;
    if view.lexicon.order == Order::ObjectVerb && close + 1 < chunk.end {
        // "«Барыс» хоккей клубы": the noun that follows belongs to the name.
        return None;
    }
    let whole = || nominative_in_marks(view, text, open, close);
    let plain = || label::one_line(view.sentence.span_of(open, close + 1).of(text));
    (body || open == chunk.start).then(|| whole().unwrap_or_else(plain))
}

/// The name in marks with its last word in the nominative, where that word alone shows another case.
fn nominative_in_marks(view: View<'_>, text: &str, open: usize, close: usize) -> Option<String> {
    let last = close.checked_sub(1).filter(|last| *last > open)?;
    let word = view.word(last)?;
    let cases = word.tags.and(Tags::CASES);
    let oblique = cases != Tags::NONE && !cases.any(Tags::NOMINATIVE);
    if view.lexicon.order != Order::ObjectVerb || !oblique {
        return None;
    }
    let noun = word.readings.iter().find(|reading| reading.tags.any(Tags::NOUN));
    let listed = noun.and_then(|reading| view.lexicon.nominative_of(&word.fold, *reading, true));
    let form = listed.or_else(|| view.lexicon.name(&word.fold, false, Tags::NONE))?;
    let surface = |from: usize, to: usize| view.sentence.span_of(from, to).of(text);
    let before =
        if last > open + 1 { format!("{} ", surface(open, last)) } else { surface(open, last).to_owned() };
    let own = nominative::like(surface(last, close), &form);
    Some(label::one_line(&format!("{before}{own}{}", surface(close, close + 1))))
}

/// A noun phrase in the nominative, articles left out.
pub(crate) fn phrase(view: View<'_>, text: &str, chunk: Chunk) -> String {
    let mut start = whole_body(view, chunk).unwrap_or_else(|| past_owner(view, chunk));
    let modifies = |at: usize| view.is(at, Tags::MODIFIERS | Tags::NOUN);
    while start < chunk.head
        && (view.is(start, Tags::DETERMINER) && !view.is(start, Tags::NUMERAL)
            || view.is(start, Tags::ADVERB) && !modifies(start)
            // "Up | to 200 firms": the rest of an entry that is left out.
            || view.is_caseless() && view.word(start).is_some_and(|word| word.part_of.is_some_and(|whole| whole < start)))
    {
        start += 1;
    }
    let mut end = chunk.end;
    let last = view.lexicon.order == Order::ObjectVerb;
    // "Айтқан төраға": a participle cut off from its clause.
    while last && start < chunk.head && view.is(start, Tags::PARTICIPLE) && !view.is(start, Tags::NOUN) {
        start += 1;
    }
    // Where the head comes last, a name in marks before it leaves its case to it.
    let open = view.word(start).is_some_and(Word::is_mark) && !last;
    let mut out = if chunk.cases.any(Tags::NOMINATIVE) || chunk.cases == Tags::NONE || open {
        label::one_line(view.sentence.span_of(start, chunk.head + 1).of(text))
    } else {
        nominative::from_oblique(view, text, start, chunk.head)
    };
    if end > chunk.head + 12 {
        end = chunk.head + 12;
    }
    let rest: Span = view.sentence.span_of(chunk.head + 1, end);
    if end > chunk.head + 1 {
        let head_end = view.sentence.span_of(chunk.head, chunk.head + 1).end;
        if rest.start > head_end {
            out.push(' ');
        }
        out.push_str(&label::one_line(rest.of(text)));
    }
    label::bare(&out)
}

/// The first word of a body's name that a deed tells: "«Даму» кәсіпкерлікті дамыту қоры", where it stands right before.
fn whole_body(view: View<'_>, chunk: Chunk) -> Option<usize> {
    let named = view.lexicon.order == Order::ObjectVerb
        && chunk.start == chunk.head
        && view.is(chunk.head, Tags::POSSESSIVE)
        && view.is_class(chunk.head, view.grammar.body);
    let deed = chunk.head.checked_sub(1).filter(|at| named && view.is(*at, Tags::INFINITIVE))?;
    let mut start = deed;
    while let Some(before) = start.checked_sub(1).filter(|at| chunk.head - at <= BODY) {
        let word = view.word(before)?;
        if let Some(open) = word.partner.filter(|open| *open < before) {
            return Some(open);
        }
        let object = word.tags.any(Tags::NOUN) && !word.tags.any(Tags::FINITE | Tags::PRONOUN);
        let first = start == deed && word.tags.any(Tags::ACCUSATIVE | Tags::NOMINATIVE | Tags::DATIVE);
        if word.is_mark() || !object || !(first || word.tags.any(Tags::GENITIVE | Tags::ADJECTIVE)) {
            break;
        }
        start = before;
    }
    (start < deed).then_some(start)
}

/// The first word after an owner that only places a proper name: "the government's Flag Consideration Project".
fn past_owner(view: View<'_>, chunk: Chunk) -> usize {
    let owner = (chunk.start..chunk.head).rev().find(|at| view.is(*at, Tags::POSSESSIVE));
    let named = |at: usize| (at..=chunk.head).all(|one| view.is(one, Tags::CAPITAL));
    owner.map(|at| at + 1).filter(|at| chunk.head > *at && named(*at)).unwrap_or(chunk.start)
}
