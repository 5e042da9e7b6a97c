//! What is searched for. Plain data, made by `parse`; a query always means something, whatever was typed.

use chrono::NaiveDate;

use crate::base::said::Said;
use crate::base::span::Span;
use crate::model::lang::Lang;
use crate::model::mention::{Kind, Stage};

/// A query: an article is found where every group of its parts accepts it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Query {
    /// Its parts in the order they were typed.
    pub parts: Vec<Part>,
    /// What was not understood.
    pub troubles: Vec<Trouble>,
}

/// In what order articles are wanted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Order {
    /// Those that tell most about the words first, newer ones before older ones that tell as much; without
    /// words as [`Order::Newest`].
    #[default]
    Best,
    /// By day, the latest first, undated ones last.
    Newest,
    /// By day, the earliest first, undated ones last.
    Oldest,
}

/// One part of a query.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    /// Where it stands in what was typed.
    pub span: Span,
    /// Whether it is wanted.
    pub sense: Sense,
    /// What it asks for.
    pub what: What,
}

/// Whether a part is wanted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Sense {
    /// An article must have it.
    Wanted,
    /// An article must not have it (`-word`).
    Unwanted,
}

/// What a part asks for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum What {
    /// Words that stand one after another in the title or the body; a single word is the common case.
    Words(Words),
    /// Words in the name of the outlet.
    Outlet(Words),
    /// Words in the name of who proposes, plans, orders or does something in it.
    Actor(Words),
    /// Words in a name of an initiative that it mentions.
    Thread(Words),
    /// Its language.
    Lang(Lang),
    /// A mention is at this stage.
    Stage(Stage),
    /// A mention is of this kind.
    Kind(Kind),
    /// A bookmark in it has this tag.
    Tag(String),
    /// Published on this day or later.
    From(NaiveDate),
    /// Published before this day.
    Before(NaiveDate),
    /// Published on one of these days, both included.
    Within(NaiveDate, NaiveDate),
    /// A state of the article.
    Is(State),
}

/// States that `is:` asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum State {
    /// Not read yet.
    Unread,
    /// Read.
    Read,
    /// Holds a bookmark.
    Bookmarked,
    /// Has no date.
    Undated,
}

impl State {
    /// All of them with the words that name them.
    pub const ALL: &[(&str, Self)] = &[
        ("bookmarked", Self::Bookmarked),
        ("read", Self::Read),
        ("undated", Self::Undated),
        ("unread", Self::Unread),
    ];
}

/// Words that stand one after another.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Words {
    /// Each word in all the forms it may have in an index; never empty, no form empty.
    pub forms: Vec<Vec<String>>,
    /// Whether the last word is only the beginning of one.
    pub ending: Ending,
}

/// Whether the last word is whole.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Ending {
    /// It is.
    #[default]
    Whole,
    /// Anything may follow (`word*`, or still being typed).
    Open,
}

/// Something that was not understood.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Trouble {
    /// Where it stands in what was typed.
    pub span: Span,
    /// What is wrong with it.
    pub what: Wrong,
}

/// What can be wrong with a part of a query.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Wrong {
    /// No such field; its words are searched for as they stand.
    Field {
        /// What stands before the colon.
        field: String,
    },
    /// The field does not know this value.
    Value {
        /// The field.
        field: &'static str,
        /// The value.
        value: String,
        /// The values that it knows; empty where they cannot be listed.
        known: Vec<&'static str>,
    },
    /// The value is no date like 2026, 2026-01 or 2026-01-05.
    Date {
        /// The value.
        value: String,
    },
    /// A quotation mark has no partner; the phrase goes on to the end.
    Quote,
    /// A field without a value.
    Empty {
        /// The field.
        field: &'static str,
    },
}

impl Wrong {
    /// The same to be told, one sentence without the final full stop.
    #[must_use]
    pub fn said(&self) -> Said {
        match self {
            Self::Field { field } => Said::text("problem.field").with("field", field.as_str()),
            Self::Value { field, value, known } if known.is_empty() => {
                Said::text("problem.value").with("field", *field).with("value", value.as_str())
            }
            Self::Value { field, value, known } => Said::text("problem.value_of")
                .with("field", *field)
                .with("value", value.as_str())
                .with("known", known.join(", ")),
            Self::Date { value } => Said::text("problem.not_a_date").with("value", value.as_str()),
            Self::Quote => Said::text("problem.quote"),
            Self::Empty { field } => Said::text("problem.no_value").with("field", *field),
        }
    }
}

/// Parts of which an article must have one, or none.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Group<'a> {
    /// Whether it is wanted.
    pub sense: Sense,
    /// One of these is enough.
    pub any: Vec<&'a What>,
}

impl Query {
    /// Whether it asks for nothing.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.parts.is_empty()
    }

    /// Its parts as groups that must all agree. Several languages, outlets, actors, stages or kinds are
    /// one group each, for no article could have all of them; everything else stands alone.
    #[must_use]
    pub fn groups(&self) -> Vec<Group<'_>> {
        let mut groups: Vec<Group<'_>> = Vec::new();
        for part in &self.parts {
            let joins = part.sense == Sense::Wanted && part.what.is_choice();
            let fellow = groups.iter_mut().find(|group| {
                let same = |what: &&What| std::mem::discriminant(*what) == std::mem::discriminant(&part.what);
                joins && group.sense == Sense::Wanted && group.any.first().is_some_and(same)
            });
            match fellow {
                Some(group) => group.any.push(&part.what),
                None => groups.push(Group { sense: part.sense, any: vec![&part.what] }),
            }
        }
        groups
    }

    /// The words that are wanted in title and body.
    pub fn words(&self) -> impl Iterator<Item = &Words> {
        self.parts
            .iter()
            .filter(|part| part.sense == Sense::Wanted)
            .filter_map(|part| if let What::Words(words) = &part.what { Some(words) } else { None })
    }
}

impl What {
    const fn is_choice(&self) -> bool {
        matches!(
            self,
            Self::Lang(_)
                | Self::Outlet(_)
                | Self::Actor(_)
                | Self::Thread(_)
                | Self::Stage(_)
                | Self::Kind(_)
        )
    }
}
