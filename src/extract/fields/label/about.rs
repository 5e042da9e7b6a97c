//! The noun phrase that a label is about where the target names none, or another case of it. Never the words of the label.

use super::is_people;
use crate::extract::analysis::Chunk;
use crate::extract::clause::View;
use crate::extract::fields::kind;
use crate::extract::tags::Tags;
use crate::extract::target::Target;

/// The target with the noun phrase that its deed heads ("прошёл подготовку"), that it is done to ("работы должны быть
/// завершены") or that opens its clause, in the case that its verb asks for ("лишить членства").
pub(super) fn with_noun(view: View<'_>, target: &Target) -> Target {
    let shown = view.is_head_first();
    let Some(act) = target.act.filter(|_| shown) else { return *target };
    let own =
        || view.sentence.chunk_at(act).copied().filter(|chunk| chunk.head == act && chunk.end <= target.to);
    let chunk = target.chunk.or_else(own).map(|chunk| Chunk { cases: cases(view, chunk, act), ..chunk });
    // "Куратором должно стать министерство": what somebody or something becomes is told by its noun.
    let subject =
        |chunk: &Chunk| chunk.cases.any(Tags::NOMINATIVE) && chunk.preposition.is_none() && chunk.start > act;
    if view.is_class(act, view.grammar.turning) && chunk.as_ref().is_some_and(subject) {
        return Target { chunk, act: None, ..*target };
    }
    let stands = chunk.or_else(|| what_suffers(view, target, act));
    let placed = stands.is_none_or(|chunk| chunk.preposition.is_some() && is_place(view, chunk));
    let thing = fronted(view, act).filter(|_| placed);
    Target { chunk: thing.or(stands), ..*target }
}

/// The cases that a phrase may stand in after its verb, its preposition or the noun of an entry.
pub(super) fn cases(view: View<'_>, chunk: Chunk, act: usize) -> Tags {
    let bare = chunk.preposition.is_none();
    let governed = bare && chunk.start > act && chunk.start <= act + 2;
    // "Подчеркнул необходимость обновления": what completes the noun of an entry.
    let completes = bare
        && chunk.start.checked_sub(1).is_some_and(|at| {
            let led = at.checked_sub(1).is_some_and(|before| view.is(before, Tags::PREPOSITION));
            let part = view.word(at).is_some_and(|word| word.part_of.is_some() && word.tags.any(Tags::NOUN));
            part && !led
        });
    let genitive = governed && view.is_class(act, view.grammar.of_genitive) || completes;
    // After a preposition nothing stands as a subject or object does.
    let other = chunk.cases.without(Tags::NOMINATIVE | Tags::ACCUSATIVE);
    if genitive && chunk.cases.any(Tags::GENITIVE) {
        Tags::GENITIVE
    } else if !bare && other != Tags::NONE {
        other
    } else {
        chunk.cases
    }
}

/// "Работы должны быть завершены", "утверждён пакет мер": what a passive deed without an object is done to.
fn what_suffers(view: View<'_>, target: &Target, act: usize) -> Option<Chunk> {
    let word = view.word(act)?;
    let passive = word.tags.any(Tags::PASSIVE) && word.tags.any(Tags::SHORT | Tags::INFINITIVE);
    let direct = |chunk: &&Chunk| {
        chunk.preposition.is_none()
            && chunk.cases.any(Tags::NOMINATIVE)
            && !view.is(chunk.head, Tags::PRONOUN)
            && !view.is_class(chunk.head, view.grammar.time)
            && !view.word(chunk.head).is_some_and(|word| word.fold.starts_with(|c: char| c.is_ascii_digit()))
    };
    let (first, last) = word.group.unwrap_or((act, act));
    let start = view.start(first);
    let after = view.sentence.chunks_from(last + 1).next().filter(|chunk| chunk.start <= last + 2);
    let mut before = view.sentence.chunks_before(first).take_while(|chunk| chunk.start >= start);
    let found = after.filter(|chunk| direct(chunk) && chunk.end <= target.to).or_else(|| before.find(direct));
    found.copied().filter(|_| passive)
}

/// "Проект планировали начать", "саммит намерены провести в столице": the thing that opens the clause of an infinitive
/// without an object of its own.
fn fronted(view: View<'_>, act: usize) -> Option<Chunk> {
    let active = view.is(act, Tags::INFINITIVE) && !view.is(act, Tags::PASSIVE);
    // The predicate that the infinitive goes with has the thing before it.
    let own = view.start(act);
    let verb = own.checked_sub(1).filter(|at| view.is_predicate(*at));
    let start = verb.map_or(own, |verb| view.start(verb));
    let free = |chunk: &&Chunk| {
        let direct = chunk.cases.any(Tags::ACCUSATIVE) && chunk.preposition.is_none();
        let named =
            kind::of_word(view, chunk.head).is_some() || view.is_class(chunk.head, view.grammar.authored);
        direct && named && !is_people(view, **chunk)
    };
    let mut near = view.sentence.chunks_from(start).take_while(|chunk| chunk.end <= act);
    near.find(free).copied().filter(|_| active)
}

/// Whether a phrase only says where or when.
pub(super) fn is_place(view: View<'_>, chunk: Chunk) -> bool {
    view.is_class(chunk.head, view.grammar.place.or(view.grammar.state).or(view.grammar.time))
}
