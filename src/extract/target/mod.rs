//! What a trigger is about: the deed, its object, how far they reach. Never judges whether it is worth telling.

mod items;
mod left;
pub(crate) mod modified;
pub(crate) mod place;
mod right;
mod split;

use crate::extract::analysis::Chunk;
use crate::extract::clause::View;
use crate::extract::fields::kind;
use crate::extract::rule::{Hit, ObjectPlace};
use crate::extract::tags::Tags;
use crate::model::mention::Kind;
use crate::model::morphology::Order;

/// One thing that is proposed, planned or done.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Target {
    /// The deed: infinitive, verbal noun or the trigger's own verb.
    pub(crate) act: Option<usize>,
    /// The noun phrase it is done to.
    pub(crate) chunk: Option<Chunk>,
    /// First word of deed and object.
    pub(crate) from: usize,
    /// One past their last word.
    pub(crate) to: usize,
}

/// The targets of a trigger at one of the places of its rule, in order; empty where nothing is there.
pub(crate) fn targets(view: View<'_>, place: ObjectPlace, hit: Hit) -> Vec<Target> {
    let order = view.lexicon.order;
    let found = match (order, place) {
        (Order::VerbObject, ObjectPlace::Infinitive) => right::infinitive(view, hit),
        (Order::VerbObject, ObjectPlace::InfinitiveBefore) => right::infinitive_before(view, hit),
        (Order::VerbObject, ObjectPlace::Gerund) => right::gerund(view, hit),
        (Order::VerbObject, ObjectPlace::Noun) | (Order::ObjectVerb, ObjectPlace::Before) => {
            right::noun(view, hit)
        }
        (Order::VerbObject, ObjectPlace::About) => right::about(view, hit),
        (Order::VerbObject, ObjectPlace::Clause) => right::clause(view, hit),
        (Order::VerbObject, ObjectPlace::Subject) => place::subject(view, hit),
        (Order::ObjectVerb, ObjectPlace::Infinitive | ObjectPlace::InfinitiveBefore) => {
            left::infinitive(view, hit)
        }
        (Order::ObjectVerb, ObjectPlace::Gerund) => left::after(view, hit),
        (Order::ObjectVerb, ObjectPlace::Noun) => left::noun(view, hit),
        (Order::ObjectVerb, ObjectPlace::About) => left::about(view, hit),
        (Order::ObjectVerb, ObjectPlace::Clause) => left::clause(view, hit),
        (Order::ObjectVerb, ObjectPlace::Subject) => left::subject(view, hit),
        (Order::VerbObject, ObjectPlace::Any) => right::any(view, hit),
        (Order::ObjectVerb, ObjectPlace::Any) => left::any(view, hit),
        (Order::VerbObject, ObjectPlace::Before) => place::before(view, hit),
        (_, ObjectPlace::Completion) => place::completion(view, hit),
        (Order::ObjectVerb, ObjectPlace::Host) => left::host(view, hit),
        (Order::VerbObject, ObjectPlace::Host) => place::host(view, hit),
        (_, ObjectPlace::Within) => place::within(view, hit),
        (_, ObjectPlace::Trigger) => place::trigger(view, hit),
        (_, ObjectPlace::Items) => items::items(view, order, hit),
    };
    let found: Vec<Target> = found.into_iter().map(|target| settle(view, target)).collect();
    // What stands item by item is already apart.
    if place == ObjectPlace::Items { found } else { split::split(view, order, found) }
}

/// Moves on from a noun phrase that only carries what follows: "the question of creating a centre".
fn settle(view: View<'_>, target: Target) -> Target {
    let Some(chunk) = target.chunk.filter(|chunk| kind::telling_noun(view, *chunk).is_none()) else {
        return target;
    };
    let carries =
        view.is_class(chunk.head, view.grammar.carrier) || view.is_class(chunk.head, view.grammar.act_noun);
    // "Председательство в организации" is about an office, "запрет на вейпы" about a rule.
    let own = matches!(kind::of_word(view, chunk.head), Some(Kind::Appointment | Kind::Law));
    if !carries || own {
        return target;
    }
    let act = target.act.filter(|act| !view.is_class(*act, view.grammar.light));
    let act =
        act.or_else(|| (chunk.start..chunk.end).rev().find(|at| view.is_class(*at, view.grammar.act_noun)));
    let order = view.lexicon.order;
    let mut next = view.sentence.chunks_from(chunk.end).take_while(|next| next.end <= target.to).take(3);
    // "To submit a number of proposals to the committee": whom it goes to is not what it is.
    // "Проект реализует фирма": who does it does not tell what it is.
    let does = |next: &Chunk| {
        let only = next.cases.any(Tags::NOMINATIVE) && !next.cases.any(Tags::GENITIVE | Tags::ACCUSATIVE);
        order == Order::VerbObject && next.preposition.is_none() && only
    };
    let tells = |next: &&Chunk| kind::completes(view, next) && kind::of_chunk(view, **next).is_some();
    let telling = next.find(|next| !does(next) && tells(next));
    Target { act: act.or(target.act), chunk: telling.copied().or(target.chunk), ..target }
}
