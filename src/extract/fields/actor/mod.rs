//! Who proposes, plans, orders or does it, nominative. Never a guess from outside the article.

mod behest;
mod doer;
pub(crate) mod name;
mod side;
pub(crate) mod somebody;
pub(crate) mod subject;

use std::cell::LazyCell;

use crate::extract::analysis::Chunk;
use crate::extract::clause::View;
use crate::extract::people::People;
use crate::extract::rule::{ActorPlace, Hit};
use crate::extract::tags::Tags;
use crate::extract::target::place;
use crate::extract::voices::Text;
use crate::model::mention::Stage;
use behest::instigator;
use doer::{agent, all_agents, owner};
use name::name;
use side::{side, side_here};
use somebody::can_act;
use subject::{after_noun, earlier_subject, inside_body, names, subject};

/// What is known around a mention.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Around<'a> {
    pub(crate) text: &'a str,
    pub(crate) people: &'a People,
    /// Number of the sentence.
    pub(crate) number: usize,
    /// Who speaks here, and whether in their own words.
    pub(crate) voice: Option<(usize, bool)>,
    /// The speaker where it is no known person.
    pub(crate) voice_name: Option<&'a str>,
    /// Whether the place itself is in somebody's words, in marks or retold, or its sentence names whose they are.
    pub(crate) inside: bool,
    /// The state or body that the article is about.
    pub(crate) side: Option<&'a str>,
}

impl<'a> Around<'a> {
    /// Where nobody speaks.
    pub(crate) const fn nobody(text: Text<'a>, number: usize) -> Self {
        Self {
            text: text.whole,
            people: text.people,
            number,
            voice: None,
            voice_name: None,
            inside: false,
            side: None,
        }
    }
}

/// What the actor is asked for.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Asked {
    pub(crate) hit: Hit,
    pub(crate) stage: Stage,
    /// The object, which cannot be its own actor.
    pub(crate) object: Option<Chunk>,
}

/// The actor by the places of a rule.
pub(crate) fn actor(
    view: View<'_>,
    around: Around<'_>,
    places: &[ActorPlace],
    asked: Asked,
) -> Option<String> {
    let hit = asked.hit;
    let first_person = is_first_person(view, hit);
    let told = LazyCell::new(|| {
        let after = || after_noun(view, hit).and_then(|chunk| names(view, around, chunk));
        if first_person { None } else { instigator(view, around, asked).or_else(after) }
    });
    for place in places {
        // Whose order it follows tells more than who tells of it.
        if matches!(place, ActorPlace::Speaker | ActorPlace::Side) && told.is_some() {
            return told.clone();
        }
        let found = match place {
            ActorPlace::Subject => by_subject(view, around, asked, first_person),
            ActorPlace::Agent => {
                agent(view, hit, asked.object).and_then(|chunk| all_agents(view, around, chunk))
            }
            ActorPlace::Owner => owner(view, hit).and_then(|chunk| name(view, around, chunk)),
            // What somebody calls for may be told on after the words that are theirs.
            ActorPlace::Speaker => {
                speaker(around).filter(|_| around.inside || first_person || asked.stage == Stage::CalledFor)
            }
            ActorPlace::Side => side_here(view, around, hit, asked.stage),
        };
        if found.is_some() {
            return found;
        }
        // Whom "she" means is not known; it is not whoever happens to speak.
        if *place == ActorPlace::Subject && is_third_pronoun(view, hit) {
            return None;
        }
    }
    told.clone().or_else(|| in_words_of(around, asked.stage))
}

/// Whose words tell of something that nobody is named to do: what is yet to come is the speaker's, what is done is
/// done by those the speaker speaks for.
fn in_words_of(around: Around<'_>, stage: Stage) -> Option<String> {
    if !around.inside {
        return None;
    }
    match stage {
        Stage::Done | Stage::Underway => None,
        Stage::CalledFor | Stage::Proposed | Stage::Supported | Stage::Planned | Stage::Ordered => {
            speaker(around)
        }
    }
}

fn is_third_pronoun(view: View<'_>, hit: Hit) -> bool {
    let head = subject(view, hit).and_then(|chunk| view.word(chunk.head));
    head.is_some_and(|word| {
        word.tags.all(Tags::PRONOUN | Tags::THIRD) && word.tags.any(Tags::MASCULINE | Tags::FEMININE)
    })
}

/// Whether the trigger speaks in the first person.
fn is_first_person(view: View<'_>, hit: Hit) -> bool {
    view.is(hit.head, Tags::FIRST)
        || subject(view, hit).is_some_and(|chunk| {
            (chunk.start..chunk.end)
                .any(|at| view.word(at).is_some_and(|word| word.tags.all(Tags::PRONOUN | Tags::FIRST)))
        })
}

/// Whether the trigger speaks in the first person singular.
fn speaks_of_self(view: View<'_>, hit: Hit) -> bool {
    let alone = |tags: Tags| tags.any(Tags::SINGULAR) && !tags.any(Tags::PLURAL);
    let subject = subject(view, hit).and_then(|chunk| view.word(chunk.head));
    match subject.filter(|word| word.tags.all(Tags::PRONOUN | Tags::FIRST)) {
        Some(word) => alone(word.tags),
        None => view.word(hit.head).is_some_and(|word| word.tags.any(Tags::FIRST) && alone(word.tags)),
    }
}

fn by_subject(view: View<'_>, around: Around<'_>, asked: Asked, first_person: bool) -> Option<String> {
    let Asked { hit, stage, object } = asked;
    let told = matches!(stage, Stage::Proposed | Stage::CalledFor | Stage::Supported | Stage::Ordered);
    if first_person {
        // "We plan" is said for a state or a body, "I plan", "I propose" and "we propose" for oneself.
        let own = told && !view.is(hit.head, Tags::SHORT) || speaks_of_self(view, hit);
        return if own { speaker(around) } else { side(view, around).or_else(|| speaker(around)) };
    }
    // "People were urged": who is urged is not who urges.
    let suffers = view.word(hit.head).is_some_and(|word| {
        let mut finite = word.readings.iter().filter(|reading| reading.tags.any(Tags::FINITE));
        finite.next().is_some_and(|first| first.tags.any(Tags::PASSIVE))
            && finite.all(|reading| reading.tags.any(Tags::PASSIVE))
    });
    // "Назначен министр": a short passive never says who did it.
    let short = view.word(hit.head).is_some_and(|word| {
        word.readings.iter().any(|reading| reading.tags.all(Tags::SHORT | Tags::PASSIVE))
            && !word.readings.iter().any(|reading| reading.tags.any(Tags::FINITE))
    });
    if suffers && told || short {
        return None;
    }
    // "Его возглавит вице-премьер": who stands after a pronoun's verb does it, whatever the rule is about.
    let turned = place::inverted(view, hit).map(|chunk| chunk.head);
    let is_object =
        |chunk: &Chunk| object.is_some_and(|object| object.head == chunk.head) && turned != Some(chunk.head);
    let own = subject(view, hit).filter(|chunk| !is_object(chunk));
    // A thing that does something is nobody: "работа началась".
    if own.is_some_and(|chunk| !can_act(view, &chunk)) {
        return None;
    }
    let chunk = own.or_else(|| {
        let past = view.word(hit.head).is_some_and(|word| {
            let acts = |tags: Tags| tags.any(Tags::FINITE) && !tags.any(Tags::PASSIVE | Tags::REFLEXIVE);
            word.readings.iter().any(|reading| acts(reading.tags))
        });
        let earlier = || earlier_subject(view, hit).filter(|chunk| !is_object(chunk));
        past.then(|| inside_body(view, hit).or_else(earlier)).flatten()
    });
    names(view, around, chunk?)
}

fn speaker(around: Around<'_>) -> Option<String> {
    let known = around.voice.and_then(|(person, _)| around.people.name(person));
    known.or(around.voice_name).map(str::to_owned)
}
