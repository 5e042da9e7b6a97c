//! One place where an initiative is named, with what the text says about it.

use serde::{Deserialize, Serialize};

use crate::base::id::MentionId;
use crate::base::span::Span;
use crate::base::when::When;

/// One mention of an initiative.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Mention {
    /// Made from the article's id, the quote and its occurrence: the same after a re-import of the same text.
    pub id: MentionId,
    /// The smallest clause with its performative and object.
    pub span: Span,
    /// What is proposed, planned or done, without the performative: what links compare.
    pub object: Span,
    /// A short name in the article's language, nominative.
    pub label: String,
    /// Who proposes, plans, orders or does it, nominative, in the article's language.
    pub actor: Option<String>,
    /// How far it is.
    pub stage: Stage,
    /// What it is.
    pub kind: Kind,
    /// Its target or event time, where the text states one.
    pub when: Option<When>,
    /// How sure the rule is, 0 to 1.
    pub confidence: f32,
    /// The rule that found it, as `<lang>/<rule>`.
    pub rule: String,
    /// Whether the text denies it or only supposes it.
    pub polarity: Polarity,
    /// For an object that only points back ("такой организации"): what it stands for.
    pub antecedent: Option<Span>,
    /// For an object that hangs on another one ("на его базе"): that one.
    #[serde(default)]
    pub host: Option<Span>,
}

macro_rules! words {
    ($(#[$doc:meta])* $name:ident { $($(#[$vdoc:meta])* $variant:ident = $word:literal),* $(,)? }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        pub enum $name {
            $($(#[$vdoc])* #[serde(rename = $word)] $variant,)*
        }

        impl $name {
            /// All of them, in order.
            pub const ALL: &[Self] = &[$(Self::$variant),*];

            /// The word used in rules, records and interface texts.
            #[must_use]
            pub const fn word(self) -> &'static str {
                match self { $(Self::$variant => $word),* }
            }

            /// The one with this word.
            #[must_use]
            pub fn from_word(word: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|one| one.word() == word)
            }
        }
    };
}

words! {
    /// How far an initiative is, in the order things usually go.
    Stage {
        /// Somebody says that it should be.
        CalledFor = "called_for",
        /// Put forward.
        Proposed = "proposed",
        /// Backed by somebody.
        Supported = "supported",
        /// Announced as coming.
        Planned = "planned",
        /// Somebody was told to do it.
        Ordered = "ordered",
        /// Being done.
        Underway = "underway",
        /// Done.
        Done = "done",
    }
}

words! {
    /// What an initiative is.
    Kind {
        /// A body, centre, council, fund.
        Institution = "institution",
        /// A programme, strategy, plan.
        Programme = "programme",
        /// A summit, forum, vote.
        Event = "event",
        /// A law, code, decree.
        Law = "law",
        /// Something built or laid.
        Infrastructure = "infrastructure",
        /// Teaching, training, grants for it.
        Education = "education",
        /// A course of action, a rule, a goal.
        Policy = "policy",
        /// Something done together.
        Cooperation = "cooperation",
        /// Who holds an office or a chair.
        Appointment = "appointment",
        /// None of these.
        Other = "other",
    }
}

/// Whether the text asserts what it says.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Polarity {
    /// It does.
    #[default]
    Asserted,
    /// It denies it ("не планирует").
    Denied,
    /// It only supposes it ("если будет создан").
    Supposed,
}
