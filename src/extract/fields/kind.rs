//! What an initiative is: told by the nouns of its object, then by the deed. Never by the article's subject.

use crate::extract::analysis::{Chunk, Word};
use crate::extract::clause::View;
use crate::extract::tags::Tags;
use crate::extract::target::Target;
use crate::model::mention::Kind;

/// The kind that the target's words tell, if any does.
pub(crate) fn kind_of(view: View<'_>, target: &Target) -> Option<Kind> {
    let in_chunk = target.chunk.and_then(|chunk| of_chunk(view, chunk));
    in_chunk.or_else(|| target.act.and_then(|act| of_word(view, act))).or_else(|| {
        let later = view.sentence.chunks_from(target.from).take_while(|chunk| chunk.start < target.to);
        later.take(4).find_map(|chunk| of_chunk(view, *chunk))
    })
}

/// The kind that the nouns of a phrase tell: the one it is about first, then those that complete it.
pub(crate) fn of_chunk(view: View<'_>, chunk: Chunk) -> Option<Kind> {
    let telling = order(chunk).filter(|at| counts(view, *at)).find_map(|at| of_word(view, at));
    // "Проект закона" is a law, "проект" alone a programme.
    let found = telling
        .or_else(|| order(chunk).filter(|at| view.is(*at, Tags::NOUN)).find_map(|at| of_word(view, at)));
    let schooling = (chunk.start..chunk.end).any(|at| view.is_class(at, view.grammar.schooling));
    match found {
        Some(Kind::Programme | Kind::Policy | Kind::Other) | None if schooling => Some(Kind::Education),
        _ => found,
    }
}

/// The noun of a phrase that names the thing itself, beyond words that only carry it.
pub(crate) fn telling_noun(view: View<'_>, chunk: Chunk) -> Option<usize> {
    order(chunk).find(|at| counts(view, *at) && view.is(*at, Tags::NOUN))
}

fn order(chunk: Chunk) -> impl Iterator<Item = usize> {
    (chunk.head..chunk.end).chain((chunk.start..chunk.head).rev())
}

/// Nouns that say what something is: not those that carry, name people or times, or are too general.
fn counts(view: View<'_>, at: usize) -> bool {
    let grammar = view.grammar;
    view.word(at).is_some_and(|word| {
        let classes = word.classes;
        word.tags.any(Tags::NOUN)
            && !classes.any(grammar.carrier)
            && !classes.any(grammar.generic)
            && !classes.any(grammar.act_noun)
            && !classes.any(grammar.people)
            && !classes.any(grammar.title)
    })
}

/// The kind listed for a word.
pub(crate) fn of_word(view: View<'_>, at: usize) -> Option<Kind> {
    let word = view.word(at)?;
    word.readings.iter().find_map(|reading| view.lexicon.entry(*reading)?.kind)
}

/// Whether a phrase names one thing that can be followed: of a firm kind, and one of its sort or by name.
pub(crate) fn is_solid(view: View<'_>, chunk: Chunk) -> bool {
    let Some(noun) = telling_noun(view, chunk) else { return false };
    let Some(word) = view.word(noun) else { return false };
    let firm = matches!(
        of_word(view, noun),
        Some(
            Kind::Institution
                | Kind::Programme
                | Kind::Event
                | Kind::Law
                | Kind::Infrastructure
                | Kind::Education
        )
    );
    let carried = noun == chunk.head
        || view.is_class(chunk.head, view.grammar.act_noun)
        || view.is_class(chunk.head, view.grammar.carrier);
    firm && carried && (one_of_its_sort(view, chunk, word) || is_named(view, chunk))
}

fn one_of_its_sort(view: View<'_>, chunk: Chunk, word: &Word) -> bool {
    let counted = (chunk.start..chunk.head).any(|at| view.is(at, Tags::NUMERAL));
    counted || word.tags.any(Tags::SINGULAR) || !word.tags.any(Tags::PLURAL)
}

/// Whether the phrase holds a name: capitals inside, an acronym, or quotation marks.
pub(crate) fn is_named(view: View<'_>, chunk: Chunk) -> bool {
    (chunk.start..chunk.end).any(|at| {
        view.word(at).is_some_and(|word| {
            let capital = word.shape.any(Tags::CAPITAL) && !word.shape.any(Tags::INITIAL);
            word.shape.any(Tags::QUOTED | Tags::ACRONYM) || (capital && !word.classes.any(view.grammar.place))
        })
    })
}
