//! Rules as data: what a rule file says, and its trigger as compiled. Never applies one.

mod index;
mod pattern;
mod read;

use crate::extract::lexicon::Condition;
use crate::model::mention::{Kind, Polarity, Stage};

pub(crate) use index::Index;
pub(crate) use pattern::{Hit, Pattern};
pub(crate) use read::read;
pub use read::{Example, RuleFile};

/// A rule ready to be tried.
#[derive(Clone, Debug)]
pub(crate) struct Rule {
    /// `<lang>/<name>`.
    pub(crate) id: String,
    pub(crate) triggers: Vec<Pattern>,
    pub(crate) unless: Vec<Pattern>,
    pub(crate) object: Vec<ObjectPlace>,
    pub(crate) actor: Vec<ActorPlace>,
    pub(crate) stage: StageSource,
    pub(crate) kind: Option<Kind>,
    /// Whether the construction itself denies or only supposes.
    pub(crate) polarity: Option<Polarity>,
    /// How sure it is of any match, 0 to 1, before the object is weighed.
    pub(crate) sure: f32,
    /// What the object must be.
    pub(crate) needs: Need,
    /// What one of its first words must be, any of these; empty where it does not matter.
    pub(crate) object_is: Vec<Condition>,
}

/// Where a construction has its object.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ObjectPlace {
    /// An infinitive (or what a language uses in its place) and its object.
    Infinitive,
    /// Infinitives that open the clause before the trigger: "Создать центр предложил министр".
    InfinitiveBefore,
    /// A form in "-ing" right after, and its object.
    Gerund,
    /// A noun phrase without a preposition, on the side where objects stand.
    Noun,
    /// A noun phrase with a preposition of the class `about`.
    About,
    /// The subject: what is opened, what takes place.
    Subject,
    /// A clause after "that".
    Clause,
    /// The noun phrase that the trigger's head stands in or goes with: "the recently opened centre".
    Host,
    /// The nearest noun phrase before the trigger, or after it where objects stand before.
    Before,
    /// The next noun phrase with any preposition.
    Any,
    /// What completes the trigger's noun: "the importance of creating a fund".
    Completion,
    /// The words of the trigger themselves.
    Trigger,
    /// The first noun phrase among the words of the trigger: "из восьми станций построены три".
    Within,
    /// What follows item by item after a line that ends with a colon.
    Items,
}

/// Where a construction names who does it; tried in order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ActorPlace {
    /// The subject of the trigger.
    Subject,
    /// The doer of a passive.
    Agent,
    /// The owner of a noun: "China's proposal".
    Owner,
    /// Who is being quoted or retold.
    Speaker,
    /// The country or body on whose behalf the speaker speaks.
    Side,
}

/// Where the stage comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum StageSource {
    /// Always this one.
    Fixed(Stage),
    /// The listed word of the trigger.
    Word,
    /// The tense of the trigger: past is done, present is underway, future is planned.
    Tense,
}

/// What a rule asks of its object.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, serde::Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Need {
    /// Anything.
    #[default]
    Any,
    /// A listed deed or a noun with a kind.
    Known,
    /// A listed deed, a noun with a kind, or anything where an office or a body does or says it.
    Told,
    /// A noun with a kind.
    Kind,
    /// A noun with a kind that is more than a course of action, or a name.
    Solid,
}

/// The rules of one language.
#[derive(Clone, Debug, Default)]
pub(crate) struct Rules {
    pub(crate) all: Vec<Rule>,
    /// Which of them a word may set off.
    pub(crate) index: Index,
}
