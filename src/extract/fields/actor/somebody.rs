//! Whether a noun phrase names somebody: a person, an office, a body, a state. Never who it is.

use crate::extract::analysis::Chunk;
use crate::extract::clause::View;
use crate::extract::tags::Tags;

/// Whether the noun of a phrase is somebody: a name, an office, a body.
pub(crate) fn is_head_somebody(view: View<'_>, chunk: &Chunk) -> bool {
    is_somebody(view, &Chunk { start: chunk.head, end: chunk.head + 1, ..*chunk })
        || view.word(chunk.head).is_some_and(|word| word.partner.is_some() || word.shape.any(Tags::QUOTED))
}

pub(crate) fn is_somebody(view: View<'_>, chunk: &Chunk) -> bool {
    let grammar = view.grammar;
    (chunk.start..chunk.end).any(|at| {
        view.word(at).is_some_and(|word| {
            word.shape.any(Tags::CAPITAL | Tags::ACRONYM)
                || [grammar.title, grammar.body, grammar.state, grammar.people, grammar.group_noun]
                    .iter()
                    .any(|class| word.classes.any(*class))
        })
    })
}
