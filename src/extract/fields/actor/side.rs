//! The state or body that a speaker's "we" stands for, or that a clause places a deed in. Never a guess.

use super::Around;
use crate::extract::clause::View;
use crate::extract::fields::label;
use crate::extract::lexicon::{Classes, Reading};
use crate::extract::rule::Hit;
use crate::extract::tags::Tags;
use crate::model::mention::Stage;

/// The state or body for which the speaker says "we"; the one the article is about only for a statesman.
pub(super) fn side(around: Around<'_>) -> Option<String> {
    let person = around.voice.and_then(|(person, _)| around.people.all.get(person));
    let Some(person) = person else { return around.voice_name.or(around.side).map(str::to_owned) };
    // A mayor's "we" is no state: it is he who speaks. Who speaks for a company or an agency means that.
    let body = person.body.clone().filter(|_| !person.ranked);
    let own = person.side.clone().filter(|_| person.of_state).or(body);
    let statesman = person.ranked && person.side.is_none() && person.body.is_none();
    own.or_else(|| around.side.filter(|_| statesman).map(str::to_owned))
}

/// The state named in the clause of a deed without doer ("В Казахстане запущены…"), or the speaker's own.
pub(super) fn side_here(view: View<'_>, around: Around<'_>, hit: Hit, stage: Stage) -> Option<String> {
    let start = view.start(hit.start);
    let country = view.lexicon.class("country");
    let named = (start..view.end(hit.head)).find(|at| {
        let inside = view.sentence.chunk_at(*at).is_some_and(|chunk| {
            chunk.preposition.is_some() && chunk.head == *at && chunk.cases.any(Tags::LOCATIVE)
        });
        view.is_class(*at, country) && inside
    });
    if let Some(at) = named {
        return Some(label::bare(&label::nominative(view, around.text, at, at)));
    }
    // What was done is the state's where its leader tells it; what is to come only in the leader's own words.
    let told = around.inside || matches!(stage, Stage::Done | Stage::Underway);
    let person = around.voice.and_then(|(person, _)| around.people.all.get(person))?;
    let leads = view.grammar.rank_head.or(view.grammar.rank_premier);
    let office = |entry: &u32| {
        let reading = Reading { entry: *entry, tags: Tags::NONE, classes: Classes::default() };
        view.lexicon.entry(reading).is_some_and(|entry| entry.classes.any(leads))
    };
    let statesman = person.offices.iter().any(office);
    if told && statesman { side(around) } else { None }
}
