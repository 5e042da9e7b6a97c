//! How the words of a language inflect and which belong together, as a pack says it. Plain data: `extract` uses it.

use std::collections::BTreeMap;

use serde::Deserialize;

/// How words of a language inflect, and how its clauses are built.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Morphology {
    /// Whether a verb's object follows it or stands before it.
    pub order: Order,
    /// Whether the noun that a noun phrase is about is its first (complements follow) or its last.
    pub noun_head: Side,
    /// Which word of an entry of several words inflects, where no star marks it.
    pub phrase_head: Side,
    /// Words other than adverbs that may stand between a verb and its helping word.
    pub group_gap: usize,
    /// Named sets of endings, each a list of `[features, endings]`; a lone hyphen is the empty ending, and
    /// `{name}` inside an ending stands for any ending of that set.
    pub sets: BTreeMap<String, Vec<(String, String)>>,
    /// How listed words inflect.
    pub paradigms: Vec<Paradigm>,
    /// What the end of an unlisted word tells about it.
    pub guesses: Vec<GuessRule>,
    /// How helping words beside a verb change what its form means.
    pub groups: Vec<GroupRule>,
    /// Which reading of a word to keep beside certain neighbours.
    pub choices: Vec<ChoiceRule>,
    /// Words that are of another part of speech than any list says beside certain neighbours.
    pub conversions: Vec<ConversionRule>,
    /// How an adjective's ending changes with the noun it goes with.
    pub agreement: Vec<Agreement>,
    /// Ends of surnames.
    pub surnames: String,
    /// Ends of patronymics.
    pub patronymics: String,
    /// How the name of a person in another case becomes the nominative: `[ending, nominative ending]`; features before
    /// the ending are the cases it is an ending of (`"dative у"`).
    pub name_endings: Vec<(String, String)>,
}

/// Where the object stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Order {
    /// The object mostly follows its verb.
    #[default]
    VerbObject,
    /// The object stands before its verb.
    ObjectVerb,
}

/// The first or the last of several.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Side {
    /// The first.
    #[default]
    First,
    /// The last.
    Last,
}

/// The forms of one kind of word.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Paradigm {
    /// The part of speech whose words it inflects.
    pub part: String,
    /// Ends of dictionary forms that belong here, cut off to get the stem; a hyphen is the empty end.
    pub lemma: String,
    /// Features of every form.
    pub tags: String,
    /// Each `[features, endings]`, endings as in the sets.
    pub forms: Vec<(String, String)>,
    /// Features of forms given in full after `>`, in their order.
    pub irregular: Vec<String>,
    /// Whether a present form of a perfective verb means the future.
    pub perfective_future: bool,
    /// End of dictionary forms that have only reflexive forms; empty where there is no such thing.
    pub reflexive: String,
    /// Whether forms that look alike stay apart as readings of their own ("opened": past, or participle).
    pub apart: bool,
}

/// What an ending tells about a word in no list.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct GuessRule {
    /// The features.
    pub tags: String,
    /// The endings, as in the sets.
    pub endings: String,
    /// Whether it is a reading of its own beside that of a rule with the same ending.
    pub apart: bool,
}

/// A verb form with helping words.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct GroupRule {
    /// Classes of the helping words that must all be there.
    pub with: Vec<String>,
    /// Features the verb form must have.
    pub form: String,
    /// What the whole then is, in place of the form's own verbal features.
    pub gives: String,
}

/// Which reading to keep.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct ChoiceRule {
    /// The readings must include one with these features and one without.
    pub keep: String,
    /// Conditions on the word before, any of them; empty where it does not matter.
    pub after: Vec<String>,
    /// Conditions on the word after, any of them.
    pub before: Vec<String>,
}

/// What a word is where it cannot be what it is listed as: "the design" is no verb. Source: conversion (zero
/// derivation) in descriptive grammar.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct ConversionRule {
    /// What all its readings have.
    pub form: String,
    /// The features of what it is.
    pub gives: String,
    /// Conditions on the word before, any of them; empty where it does not matter.
    pub after: Vec<String>,
    /// Conditions on the word after, any of them.
    pub before: Vec<String>,
}

/// Words that behave alike.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct WordClass {
    /// How they inflect: the part of speech of a paradigm; empty for words that stand as they are.
    pub part: Option<String>,
    /// Features of every form.
    pub tags: String,
    /// The stage that such a word gives, where it gives one.
    pub stage: Option<String>,
    /// The kind that such a word tells, where it tells one.
    pub kind: Option<String>,
    /// Further classes that each of these words belongs to.
    pub also: Vec<String>,
    /// The words, separated by commas: `lemma+stem/imperfective+stem>irregular`, of one or more words.
    pub words: String,
}

/// The endings of one sort of adjective.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Agreement {
    /// The stems it is for, before all rows without; empty where it is for any.
    pub stems: String,
    /// All endings.
    pub endings: String,
    /// The nominative singular ending beside a masculine noun.
    pub masculine: String,
    /// Beside a feminine noun.
    pub feminine: String,
    /// Beside a neuter noun.
    pub neuter: String,
    /// The nominative plural ending.
    pub plural: String,
}
