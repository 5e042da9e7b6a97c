//! The state or body that a speaker's "we" stands for, or that a clause places a deed in. Never a guess.

use super::Around;
use crate::extract::clause::View;
use crate::extract::fields::{label, nominative};
use crate::extract::lexicon::{Classes, Reading};
use crate::extract::people::Person;
use crate::extract::rule::Hit;
use crate::extract::tags::Tags;
use crate::model::mention::Stage;

/// The state or body for which the speaker says "we": only who leads a state or its government speaks for it.
pub(super) fn side(view: View<'_>, around: Around<'_>) -> Option<String> {
    let person = around.voice.and_then(|(person, _)| around.people.all.get(person));
    let Some(person) = person else { return around.voice_name.or(around.side).map(str::to_owned) };
    // A mayor's or a minister's "we" is no state: it is he who speaks. Who speaks for a company means that.
    let body = person.body.clone().filter(|_| !person.ranked);
    let own = person.side.clone().filter(|_| person.of_state && leads_state(view, person)).or(body);
    let statesman = leads_state(view, person) && person.side.is_none() && person.body.is_none();
    own.or_else(|| around.side.filter(|_| statesman).map(str::to_owned))
}

/// Whether a person holds the office of whoever leads a state or its government.
fn leads_state(view: View<'_>, person: &Person) -> bool {
    let leads = view.grammar.rank_head.or(view.grammar.rank_premier);
    person.offices.iter().any(|office| {
        let reading = Reading { entry: *office, tags: Tags::NONE, classes: Classes::default() };
        view.lexicon.entry(reading).is_some_and(|entry| entry.classes.any(leads))
    })
}

/// The state named in the clause of a deed without doer ("В Казахстане запущены…"), or the speaker's own.
pub(super) fn side_here(view: View<'_>, around: Around<'_>, hit: Hit, stage: Stage) -> Option<String> {
    let start = view.start(hit.start);
    let country = view.lexicon.class("country");
    let named = (start..view.end(hit.head)).find(|at| {
        let inside = view.sentence.chunk_at(*at).is_some_and(|chunk| {
            chunk.preposition.is_some() && chunk.head == *at && chunk.cases.any(Tags::LOCATIVE)
        });
        view.is_class(*at, country) && view.is(*at, Tags::CAPITAL | Tags::ACRONYM) && inside
    });
    if let Some(at) = named {
        return Some(label::bare(&nominative::nominative(view, around.text, at, at)));
    }
    // What was done is the state's where its leader tells it; what is to come only in the leader's own words.
    let told = around.inside || matches!(stage, Stage::Done | Stage::Underway);
    let person = around.voice.and_then(|(person, _)| around.people.all.get(person))?;
    if told && leads_state(view, person) { side(view, around) } else { None }
}
