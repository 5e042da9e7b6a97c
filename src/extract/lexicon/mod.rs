//! The words of one language, compiled from its pack: classes, entries, forms. Never holds a word in code.

mod classes;
mod endings;
mod lookup;
mod nominative;
mod read;

use foldhash::HashMap;

use crate::base::problem::Problem;
use crate::extract::named;
use crate::extract::tags::Tags;
use crate::model::mention::{Kind, Stage};
use crate::model::morphology::{Agreement, Order, Side};
pub use classes::Classes;
pub(crate) use classes::{MOST_CLASSES, ones};

/// One way to read a word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Reading {
    /// Its entry; [`Reading::NO_ENTRY`] where it is in no list.
    pub entry: u32,
    /// Its features.
    pub tags: Tags,
    /// The classes of its entry.
    pub classes: Classes,
}

impl Reading {
    /// The entry number of a word in no list.
    pub const NO_ENTRY: u32 = u32::MAX;
}

/// A listed word.
#[derive(Clone, Debug, Default)]
pub(crate) struct Entry {
    pub(crate) lemma: String,
    pub(crate) classes: Classes,
    pub(crate) tags: Tags,
    pub(crate) kind: Option<Kind>,
    pub(crate) stage: Option<Stage>,
}

/// A class of words.
#[derive(Clone, Debug, Default)]
struct Class {
    name: String,
}

/// A stem and how it inflects.
#[derive(Clone, Copy, Debug)]
struct Stem {
    entry: u32,
    paradigm: u16,
}

/// Several words that make one entry.
#[derive(Clone, Debug)]
struct Phrase {
    /// The entry of the whole.
    entry: u32,
    /// Words before the inflecting one, folded.
    before: Vec<Box<str>>,
    /// Words after it.
    after: Vec<Box<str>>,
}

/// How a word of a person's name in another case becomes the nominative.
#[derive(Clone, Debug)]
struct NameEnding {
    /// The cases it is an ending of; none where it may be any.
    cases: Tags,
    ending: String,
    nominative: String,
}

/// The compiled words of a language.
#[derive(Clone, Debug, Default)]
pub struct Lexicon {
    pub(crate) order: Order,
    pub(crate) noun_head: Side,
    pub(crate) group_gap: usize,
    classes: Vec<Class>,
    /// The number of each class, by its name.
    numbers: HashMap<Box<str>, usize>,
    /// The classes named after ranks of offices.
    ranks: Classes,
    entries: Vec<Entry>,
    stems: HashMap<Box<str>, Vec<Stem>>,
    exact: HashMap<Box<str>, Vec<Reading>>,
    phrases: HashMap<u32, Vec<Phrase>>,
    paradigms: Vec<HashMap<Box<str>, Vec<Tags>>>,
    guesses: HashMap<Box<str>, Vec<Tags>>,
    /// Of the guesses, the endings of nouns in the nominative singular, with their gender.
    nominatives: Vec<(Box<str>, Tags)>,
    pub(crate) groups: Vec<Group>,
    pub(crate) choices: Vec<Choice>,
    pub(crate) conversions: Vec<Conversion>,
    agreement: Vec<Agreement>,
    name_endings: Vec<NameEnding>,
    surnames: Vec<String>,
    patronymics: Vec<String>,
}

/// A compiled verb group rule.
#[derive(Clone, Debug)]
pub(crate) struct Group {
    pub(crate) with: Vec<Classes>,
    pub(crate) form: Tags,
    pub(crate) gives: Tags,
}

/// A compiled choice between readings.
#[derive(Clone, Debug)]
pub(crate) struct Choice {
    pub(crate) keep: Condition,
    pub(crate) beside: Beside,
}

/// A compiled conversion from one part of speech to another.
#[derive(Clone, Debug)]
pub(crate) struct Conversion {
    pub(crate) form: Condition,
    pub(crate) gives: Tags,
    pub(crate) beside: Beside,
}

/// What stands before and after a word: any of the conditions, where there are some.
#[derive(Clone, Debug, Default)]
pub(crate) struct Beside {
    pub(crate) after: Vec<Condition>,
    pub(crate) before: Vec<Condition>,
}

/// What a reading of a word must have and must not have.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Condition {
    /// Features it needs.
    pub tags: Tags,
    /// Classes it needs, each.
    pub classes: Vec<Classes>,
    /// Features none of its word's readings may have.
    pub no_tags: Tags,
    /// Classes none of its word's readings may have.
    pub no_classes: Classes,
    /// The folded word it is, where given.
    pub word: Option<Box<str>>,
}

impl Lexicon {
    /// The class with this name; the empty set where there is none.
    #[must_use]
    pub fn class(&self, name: &str) -> Classes {
        self.numbers.get(name).map_or(Classes::default(), |number| Classes::one(*number))
    }

    pub(crate) fn entry(&self, reading: Reading) -> Option<&Entry> {
        self.entries.get(reading.entry as usize)
    }

    /// Reads conditions such as `propose+finite`, `build/open+past`, `!modal`, `"идея"`, joined by `+`.
    ///
    /// # Errors
    /// The first name that is neither a feature nor a class: a problem with the name as its place.
    pub fn condition(&self, text: &str) -> Result<Condition, Problem> {
        let mut condition = Condition::default();
        for part in text.split('+').map(str::trim).filter(|part| !part.is_empty()) {
            let (negated, name) = part.strip_prefix('!').map_or((false, part), |name| (true, name));
            if let Some(word) = name.strip_prefix('"').and_then(|word| word.strip_suffix('"')) {
                condition.word = Some(crate::text::fold::fold(word).into());
                continue;
            }
            let class = name.split('/').fold(Classes::default(), |sum, one| sum.or(self.class(one)));
            if let Some(unknown) =
                name.split('/').find(|one| name.contains('/') && self.class(one) == Classes::default())
            {
                return Err(named::no_class(unknown, self.names(), &[]));
            }
            match (Tags::named(name), class == Classes::default(), negated) {
                (Some(tag), _, false) => condition.tags |= tag,
                (Some(tag), _, true) => condition.no_tags |= tag,
                (None, false, false) => condition.classes.push(class),
                (None, false, true) => condition.no_classes = condition.no_classes.or(class),
                (None, true, _) => return Err(named::no_class(name, self.names(), &Tags::all_names())),
            }
        }
        Ok(condition)
    }

    /// The names of all classes.
    fn names(&self) -> impl Iterator<Item = &str> {
        self.classes.iter().map(|class| class.name.as_str())
    }

    /// Names of the classes in a set.
    #[must_use]
    pub fn class_names(&self, classes: Classes) -> Vec<&str> {
        let listed = self.classes.iter().enumerate();
        listed
            .filter(|(at, _)| classes.any(Classes::one(*at)))
            .map(|(_, class)| class.name.as_str())
            .collect()
    }
}

impl Lexicon {
    /// Whether an office is known by the other name too: both share a class named after a rank.
    #[must_use]
    pub(crate) fn same_rank(&self, one: u32, others: &[u32]) -> bool {
        let ranks = |entry: u32| {
            self.entries.get(entry as usize).map_or(Classes::default(), |entry| entry.classes.and(self.ranks))
        };
        let own = ranks(one);
        others.iter().any(|other| ranks(*other).any(own))
    }

    /// Whether one of the entries is an office that only one person holds at a time.
    #[must_use]
    pub(crate) fn is_ranked(&self, entries: &[u32]) -> bool {
        entries
            .iter()
            .filter_map(|entry| self.entries.get(*entry as usize))
            .any(|entry| entry.classes.any(self.ranks))
    }
}
