//! One initiative across articles, languages and time.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::base::id::{ArticleId, MentionId, ThreadId};
use crate::base::when::When;
use crate::model::event::Event;
use crate::model::figure::Series;
use crate::model::lang::Lang;
use crate::model::mention::Stage;

/// All mentions of one initiative.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Thread {
    /// Stable over re-imports and new articles.
    pub id: ThreadId,
    /// One short name for each language it is mentioned in; the first is that of the earliest mention.
    pub labels: Vec<(Lang, String)>,
    /// Its mentions in order of time, then of place.
    pub mentions: Vec<MentionRef>,
    /// Each change of stage in order of time.
    pub steps: Vec<Step>,
    /// The latest target time that a mention states.
    pub target: Option<When>,
    /// Ties to other threads, strongest first.
    pub related: Vec<Related>,
}

impl Thread {
    /// The name to show: in the asked language where there is one, else the first.
    #[must_use]
    pub fn label(&self, lang: Lang) -> &str {
        let own = self.labels.iter().find(|(l, _)| *l == lang).or_else(|| self.labels.first());
        own.map_or("", |(_, label)| label)
    }
}

/// A mention by its address.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct MentionRef {
    /// The article.
    pub article: ArticleId,
    /// The mention in it.
    pub mention: MentionId,
}

/// A change of stage.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Step {
    /// Publication day of the article that tells it.
    pub day: Option<NaiveDate>,
    /// The new stage.
    pub stage: Stage,
    /// Who.
    pub actor: Option<String>,
    /// Where it is told.
    pub evidence: MentionRef,
    /// Whether it goes on, as the text says.
    pub course: Course,
}

/// Whether an initiative goes on.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Course {
    /// Nothing speaks against it.
    #[default]
    On,
    /// The text denies it, or says that it was called off.
    Contradicted,
    /// The text says that it stalled: put off, halted, not carried out.
    Stalled,
}

impl Course {
    /// The word for it in records, where there is something to say.
    #[must_use]
    pub const fn word(self) -> Option<&'static str> {
        match self {
            Self::On => None,
            Self::Contradicted => Some("contradicted"),
            Self::Stalled => Some("stalled"),
        }
    }

    /// Its key in the interface texts, where there is something to say.
    #[must_use]
    pub const fn key(self) -> Option<&'static str> {
        match self {
            Self::On => None,
            Self::Contradicted => Some("course.contradicted"),
            Self::Stalled => Some("course.stalled"),
        }
    }
}

/// A tie between two threads.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Related {
    /// The other thread.
    pub thread: ThreadId,
    /// What ties them.
    pub why: Tie,
    /// What they share, as words of the texts ("Alem.AI"); may be empty.
    pub shared: String,
    /// How strong, 0 to 1.
    pub strength: f32,
}

/// What ties two threads.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Tie {
    /// One is part of the other.
    PartOf,
    /// The same body hosts both.
    SameHost,
    /// One follows from the other.
    FollowUp,
    /// Both belong to one programme.
    SameProgramme,
    /// They serve the same purpose and compete.
    Rival,
    /// The same subject.
    SameTopic,
}

impl Tie {
    /// Its key in the interface texts.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::PartOf => "tie.part_of",
            Self::SameHost => "tie.same_host",
            Self::FollowUp => "tie.follow_up",
            Self::SameProgramme => "tie.same_programme",
            Self::Rival => "tie.rival",
            Self::SameTopic => "tie.same_topic",
        }
    }
}

/// What linking says about a set of articles.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Linking {
    /// Threads, by first mention.
    pub threads: Vec<Thread>,
    /// Events, by first day.
    pub events: Vec<Event>,
    /// Series of figures, by first point.
    pub series: Vec<Series>,
    /// Ids that are no longer given, each with the thread that took its mentions over.
    #[serde(default)]
    pub retired: Vec<(ThreadId, ThreadId)>,
}

impl Linking {
    /// The thread with this id, or the one that took its place.
    #[must_use]
    pub fn thread(&self, id: &ThreadId) -> Option<&Thread> {
        let now = self.retired.iter().find(|(old, _)| old == id).map_or(id, |(_, new)| new);
        self.threads.iter().find(|thread| thread.id == *now)
    }
}

/// What the reader knows better. Corrections name mentions, not threads, so that they survive re-linking;
/// of two that contradict each other the later one holds.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "what")]
pub enum Correction {
    /// Both are one initiative.
    Merge {
        /// A mention of the one.
        one: MentionRef,
        /// A mention of the other.
        other: MentionRef,
    },
    /// The mentions that go away are another initiative than those that stay.
    Split {
        /// Mentions that stay, at least one.
        stay: Vec<MentionRef>,
        /// Mentions that go away together, at least one.
        away: Vec<MentionRef>,
    },
    /// This mention belongs to none of the others in its thread.
    Unlink {
        /// The mention.
        mention: MentionRef,
        /// Those that it was wrongly linked with.
        from: Vec<MentionRef>,
    },
    /// A thread has this name.
    Rename {
        /// Any mention of the thread.
        mention: MentionRef,
        /// The language of the name; every language where it is not known.
        lang: Lang,
        /// The name.
        label: String,
    },
    /// The two are not related.
    Unrelate {
        /// A mention of the one thread.
        one: MentionRef,
        /// A mention of the other.
        other: MentionRef,
    },
}
