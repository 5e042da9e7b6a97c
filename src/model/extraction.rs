//! Everything found in one article.

use serde::{Deserialize, Serialize};

use crate::base::span::Span;
use crate::base::when::When;
use crate::model::figure::Figure;
use crate::model::mention::Mention;

/// What was found in one article. Each list is in order of place.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Extraction {
    /// Initiatives.
    pub mentions: Vec<Mention>,
    /// Times.
    pub dates: Vec<DateMention>,
    /// Quantities.
    pub figures: Vec<Figure>,
    /// What people are quoted with.
    pub quotations: Vec<Quotation>,
    /// People, bodies and places.
    pub names: Vec<Name>,
    /// Sentences; headings and headlines are sentences of their own.
    pub sentences: Vec<Span>,
}

/// A time named in the text.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct DateMention {
    /// Where.
    pub span: Span,
    /// What time it is, relative to the article's date.
    pub when: When,
}

/// Somebody's words.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Quotation {
    /// The words, without the marks.
    pub span: Span,
    /// Who says them, nominative, where the text tells.
    pub speaker: Option<String>,
    /// Whether the words stand as they were said (in marks) or are retold.
    pub direct: bool,
}

/// A name.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Name {
    /// Where.
    pub span: Span,
    /// What is named.
    pub kind: NameKind,
    /// The name in the nominative, as far as known.
    pub canonical: String,
    /// Its acronym or, for an acronym, its long form, where the article gives both.
    pub alias: Option<String>,
}

/// What a name stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum NameKind {
    /// A person.
    Person,
    /// An organisation, office or state body.
    Body,
    /// A country, city, region.
    Place,
    /// A named programme, law, product, event.
    Work,
}
