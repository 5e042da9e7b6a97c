//! What a list names item by item, after the words that lead to it: "Әкімнің тапсырмалары: …". Never looks past the
//! sentence.

use super::{Target, left, right};
use crate::extract::analysis::Word;
use crate::extract::clause::View;
use crate::extract::rule::Hit;
use crate::extract::tags::Tags;
use crate::model::morphology::Order;

/// Items of one list.
const MOST: usize = 24;

/// The deed of each item after the trigger, with its object; items without one are left out.
pub(super) fn items(view: View<'_>, order: Order, hit: Hit) -> Vec<Target> {
    let count = view.sentence.words.len();
    let mut found = Vec::new();
    let mut from = hit.end;
    while from < count && found.len() < MOST {
        let first = after_mark(view, from);
        let to = (first + 1..count).find(|at| closes(view, *at)).unwrap_or(count);
        found.extend(match order {
            Order::VerbObject => right::first_deed(view, first).filter(|target| target.to <= to),
            Order::ObjectVerb => left::last_deed(view, first, to),
        });
        from = if opens(view, to) { to } else { to + 1 };
    }
    found
}

fn fold(view: View<'_>, at: usize) -> &str {
    view.word(at).map_or("", |word| &*word.fold)
}

/// Whether an item ends before the word: at a semicolon, before the next bullet or number, or at a comma or an "and" after a deed.
fn closes(view: View<'_>, at: usize) -> bool {
    let deed = || {
        at.checked_sub(1)
            .is_some_and(|last| view.is(last, Tags::INFINITIVE) && view.is(last, Tags::NOMINATIVE))
    };
    fold(view, at) == ";"
        || opens(view, at)
        || ((fold(view, at) == "," || view.is(at, Tags::COORDINATOR)) && deed())
}

/// Whether a bullet or number begins an item at the word.
fn opens(view: View<'_>, at: usize) -> bool {
    let after_mark = || at.checked_sub(1).and_then(|at| view.word(at)).is_some_and(Word::is_stop);
    match fold(view, at) {
        "•" | "*" | "·" | "▪" | "●" | "■" | "◦" | "‣" | "∙" => true,
        "-" | "–" | "—" => after_mark(),
        _ => view.is(at, Tags::DIGITS) && matches!(fold(view, at + 1), ")" | ".") && after_mark(),
    }
}

/// The first word of an item, past its bullet or number.
fn after_mark(view: View<'_>, at: usize) -> usize {
    match (opens(view, at), view.is(at, Tags::DIGITS)) {
        (true, true) => at + 2,
        (true, false) => at + 1,
        (false, _) => at,
    }
}
