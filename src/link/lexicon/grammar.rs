//! How a language puts its words together, as `assets/link/grammar.toml` says. Plain data.

use serde::Deserialize;

/// How a language puts its words together, as far as linking asks.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Grammar {
    /// Where in a noun phrase its head stands.
    pub head: HeadSide,
    /// Words that end the noun phrase whose head is looked for ("for", "of" for a language with the head
    /// last).
    pub breaks: Vec<String>,
    /// Words without meaning of their own.
    pub function: Vec<String>,
    /// Words that point back ("this", "such").
    pub pointing: Vec<String>,
    /// Those of them that stand before what they point to ("this", not "it").
    pub demonstrative: Vec<String>,
    /// Words that may stand between those and what is named ("such a council").
    pub articles: Vec<String>,
    /// Words that say that it is another one than the one before.
    pub another: Vec<String>,
    /// Words that say that something stalled: put off, halted, not carried out; a `*` stands for any ending.
    pub stalled: Vec<String>,
    /// Words that say that something was called off.
    pub dropped: Vec<String>,
    /// Endings to cut off, for a language without a stemmer.
    pub endings: Vec<String>,
    /// Whether the sentence encoder knows the language; glosses are encoded where it does not.
    pub encoded: bool,
}

/// The place of the head in a noun phrase.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum HeadSide {
    /// Before what belongs to it.
    #[default]
    First,
    /// After what belongs to it.
    Last,
}
