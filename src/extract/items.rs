//! Lists under a line that ends with a colon: "Әкімнің тапсырмалары:", and what follows item by item. Never looks
//! past the end of the list.

use crate::extract::clause::View;
use crate::extract::fields::kind;
use crate::extract::find::{Candidate, Engine, Found, stage};
use crate::extract::rule::{Hit, ObjectPlace, Rule};
use crate::extract::tags::Tags;
use crate::extract::target;
use crate::model::mention::Polarity;

/// The line that opens a list: the rule that reads it and where its trigger stands.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Lead<'a> {
    pub(crate) rule: &'a Rule,
    pub(crate) hit: Hit,
    /// Number of its sentence.
    pub(crate) number: usize,
}

/// Whether any rule of the language reads lists item by item.
pub(crate) fn read_by(engine: &Engine) -> bool {
    engine.rules.all.iter().any(reads_items)
}

fn reads_items(rule: &Rule) -> bool {
    rule.object.first() == Some(&ObjectPlace::Items)
}

/// The lead that a sentence is, if it ends with a colon and a rule for lists knows its words.
pub(crate) fn lead<'a>(view: View<'_>, engine: &'a Engine, number: usize) -> Option<Lead<'a>> {
    let last = view.sentence.words.last()?;
    if &*last.fold != ":" {
        return None;
    }
    let rules = engine.rules.all.iter().filter(|rule| reads_items(rule));
    let count = view.sentence.words.len();
    rules.into_iter().find_map(|rule| {
        let hit =
            (0..count).rev().find_map(|at| rule.triggers.iter().find_map(|one| one.at(view.sentence, at)))?;
        Some(Lead { rule, hit, number })
    })
}

/// Whether a sentence goes on a list: it opens with a bullet or number, or the one before left it open.
pub(crate) fn goes_on(view: View<'_>, before: View<'_>) -> bool {
    let open = before.sentence.words.last().is_some_and(|word| matches!(&*word.fold, ":" | ";"));
    let first = |at: usize| view.word(at).map_or("", |word| &*word.fold);
    let numbered = view.is(0, Tags::DIGITS) && matches!(first(1), ")" | ".");
    open || numbered || matches!(first(0), "•" | "-" | "*" | "·")
}

/// What one item of the list names.
pub(crate) fn item<'a>(view: View<'_>, lead: Lead<'a>, lead_view: View<'_>) -> Option<Candidate<'a>> {
    let target = target::item(view, view.lexicon.order)?;
    let act = target.act?;
    let hit = Hit { start: act, end: act + 1, head: act, classes: lead.hit.classes };
    let found = Found { kind: kind::kind_of(view, &target, hit), target };
    Some(Candidate {
        rule: lead.rule,
        hit,
        start: found.target.from,
        targets: vec![found],
        stage: stage(lead_view, lead.rule, lead.hit),
        polarity: Polarity::Asserted,
        score: lead.rule.sure,
    })
}
