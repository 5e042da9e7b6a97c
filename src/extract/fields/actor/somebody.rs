//! Whether a noun phrase names somebody: a person, an office, a body, a state. Never who it is.

use crate::extract::analysis::{Chunk, Word};
use crate::extract::clause::View;
use crate::extract::fields::kind;
use crate::extract::tags::Tags;
use crate::model::mention::Kind;
use crate::model::morphology::{Order, Side};

/// Whether a subject can do something: somebody, what people run, a name, or a noun in no list.
pub(crate) fn can_act(view: View<'_>, chunk: &Chunk) -> bool {
    let Some(head) = view.word(chunk.head) else { return false };
    let grammar = view.grammar;
    // "$5 million" does nothing.
    if head.is_money() || chunk.head.checked_sub(1).and_then(|at| view.word(at)).is_some_and(Word::is_money) {
        return false;
    }
    // "Присуждение премии", "работа комитета", "предложение страны": a deed is nobody, whoever's it is.
    let own = kind::of_word(view, chunk.head);
    let carries = head.classes.any(grammar.carrier) && own.is_none();
    let deed = (head.classes.any(grammar.act_noun) || carries)
        && !head.classes.any(grammar.body.or(grammar.title).or(grammar.people).or(grammar.group_noun));
    if deed && view.lexicon.noun_head == Side::First && !head.tags.any(Tags::CAPITAL) {
        return false;
    }
    let listed = !head.tags.any(Tags::UNKNOWN) && head.tags.any(Tags::NOUN);
    let classes =
        [grammar.title, grammar.body, grammar.state, grammar.people, grammar.group_noun, grammar.place];
    // A port or a plant is run by people; "routes" and "flights" are not.
    let one = head.tags.any(Tags::SINGULAR) || !head.tags.any(Tags::PLURAL);
    let run =
        matches!(own, Some(Kind::Institution | Kind::Education)) || one && own == Some(Kind::Infrastructure);
    // "Конкурсы США" name nobody, "сборная «Барыс»" and "Bank of Ghana" do.
    let capital = |at: usize| {
        view.word(at).is_some_and(|word| {
            let opens = word.shape.any(Tags::INITIAL) && !word.tags.any(Tags::UNKNOWN);
            word.shape.any(Tags::CAPITAL | Tags::ACRONYM) && !opens
        })
    };
    let quoted = |at: usize| view.word(at).is_some_and(|word| word.partner.is_some());
    let named = (chunk.start..=chunk.head).any(capital)
        || (chunk.start..chunk.end).any(quoted)
        || capital(chunk.head + 1) && view.is(chunk.head + 1, Tags::UNKNOWN);
    // Where the head comes last, it alone tells: "Өскемендегі мүмкіндік" is no place.
    let last = view.lexicon.order == Order::ObjectVerb;
    let from = if last { chunk.head } else { chunk.start };
    let unlisted = !listed && (!last || head.shape.any(Tags::CAPITAL | Tags::ACRONYM));
    // "Howard unveils plans": a given name that opens a sentence names somebody too.
    let given = view.is_caseless() && head.shape.any(Tags::CAPITAL) && head.classes.any(grammar.given);
    unlisted
        || run
        || given
        || named
        || head.tags.any(Tags::PRONOUN)
        || classes.iter().any(|class| (from..chunk.end).any(|at| view.is_class(at, *class)))
}

/// Whether the noun of a phrase is somebody: a name, an office, a body.
pub(crate) fn is_head_somebody(view: View<'_>, chunk: &Chunk) -> bool {
    is_somebody(view, &Chunk { start: chunk.head, end: chunk.head + 1, ..*chunk })
        || view.word(chunk.head).is_some_and(|word| word.partner.is_some() || word.shape.any(Tags::QUOTED))
}

pub(crate) fn is_somebody(view: View<'_>, chunk: &Chunk) -> bool {
    let grammar = view.grammar;
    (chunk.start..chunk.end).any(|at| {
        view.word(at).is_some_and(|word| {
            // "Законопроектом предлагается": a word of the language that only opens the sentence is no name.
            let opens = word.shape.any(Tags::INITIAL)
                && !word.tags.any(Tags::UNKNOWN)
                && !word.shape.any(Tags::ACRONYM)
                && view.lexicon.noun_head == Side::First;
            let country = opens && word.classes.any(grammar.country);
            word.shape.any(Tags::CAPITAL | Tags::ACRONYM) && !opens
                || country
                || [grammar.title, grammar.body, grammar.state, grammar.people, grammar.group_noun]
                    .iter()
                    .any(|class| word.classes.any(*class))
        })
    })
}
