//! What a language pack holds, as read from `assets/lang/<code>/`. Plain data: `lang` reads it, `text` uses it.

use std::collections::BTreeMap;

use serde::Deserialize;

use crate::model::lang::Lang;
use crate::model::morphology::{Morphology, WordClass};
use crate::model::phrases::{Numbers, Speech, Times, Units};

/// One language. Each field is one TOML file or table of the pack; a missing one is empty.
#[derive(Clone, Debug, Default)]
pub struct Pack {
    /// Its code: the name of its folder.
    pub lang: Lang,
    /// Its own name for itself.
    pub name: String,
    /// Two-letter code for hyphenation patterns, where there are some.
    pub hyphenation: Option<String>,
    /// Name of the Snowball stemmer, where there is one.
    pub stemmer: Option<String>,
    /// Suffixes to cut one after another where there is no stemmer.
    pub suffixes: Vec<String>,
    /// Letters and frequent words that tell the language from others.
    pub detect: Detect,
    /// What ends with a full stop without ending a sentence.
    pub abbreviations: Abbreviations,
    /// Names of months in all forms a date uses, lower case, to their number.
    pub months: BTreeMap<String, u32>,
    /// Names of weekdays, lower case, to their ISO number (Monday is 1).
    pub weekdays: BTreeMap<String, u32>,
    /// What else a date is made of.
    pub calendar: Calendar,
    /// How words of this language inflect.
    pub morphology: Morphology,
    /// Classes of verbs: what people say, order, plan and do.
    pub verbs: BTreeMap<String, WordClass>,
    /// Classes of nouns: what is proposed, by whom, and what carries it.
    pub nouns: BTreeMap<String, WordClass>,
    /// Classes of all other words: joints, modals, markers.
    pub words: BTreeMap<String, WordClass>,
    /// How it speaks of relative times.
    pub times: Times,
    /// Its number words.
    pub numbers: Numbers,
    /// Its words for what is counted.
    pub units: Units,
    /// How it tells what others said.
    pub speech: Speech,
    /// How often one letter follows another: for each letter, and `_` for the edge of a word, one digit for each
    /// letter that may follow, in the order `_` and then the alphabet. The digit is 9 + ln(share), at least 0.
    pub pairs: BTreeMap<String, String>,
}

/// Words around the numbers and months of a date, lower case, without a final full stop.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Calendar {
    /// Words that say that the number before them is a year ("года", "жылғы").
    pub year: Vec<String>,
    /// Words that may stand between the parts of a date ("of").
    pub joins: Vec<String>,
    /// Endings of a day's number ("th").
    pub ordinals: Vec<String>,
    /// Whether a month is always written with a capital.
    pub capital: bool,
    /// Marks of a clock time before noon ("a.m").
    pub morning: Vec<String>,
    /// Marks of a clock time after noon ("p.m").
    pub evening: Vec<String>,
}

/// What tells a language.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Detect {
    /// The script it is written in, as ISO 15924 (`Cyrl`, `Latn`).
    pub script: String,
    /// All its letters, lower case.
    pub alphabet: String,
    /// Letters that few other languages have.
    pub letters: String,
    /// Letters that make up at least `needs_share` of any longer text.
    pub needs: String,
    /// The least share of those letters.
    pub needs_share: f64,
    /// Frequent words.
    pub words: Vec<String>,
    /// The least share of those words in any longer text.
    pub words_share: f64,
}

/// Abbreviations, lower case, without the final full stop.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Abbreviations {
    /// A name or a number follows ("им", "г", "Dr").
    pub before: Vec<String>,
    /// May end a sentence as well ("и т. д", "Inc").
    pub either: Vec<String>,
    /// Whether people write sentences that begin with a small letter, as they do in mail and comments.
    pub small_starts: bool,
}
