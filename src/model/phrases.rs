//! How a language speaks of times, numbers and speech, as a pack says it. Plain data: `extract` uses it.
//!
//! Lists of words are separated by white space; an underscore joins the words of one entry. `stem+ending` stands
//! for the stem with each ending of that name, `stem+a+b` for all pairs; a lone hyphen is the empty ending. A word
//! with a final full stop also stands without it.

use std::collections::BTreeMap;

use serde::Deserialize;

/// Named endings: the name to its endings.
pub type Endings = BTreeMap<String, String>;

/// `times.toml`: relative times and the words around times.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Times {
    /// Endings for word lists of this file.
    pub endings: Endings,
    /// Words without a value, by class.
    pub words: BTreeMap<String, String>,
    /// Words with a value, by class and value: units, shifts, seasons, parts of the day, feasts.
    pub values: BTreeMap<String, BTreeMap<String, String>>,
    /// How times are built, a line each: `name: pattern -> meaning`.
    pub rules: String,
    /// What tells whether a sentence speaks of the past or the future.
    pub tense: Tense,
}

/// Forms of verbs by the time they speak of; a hyphen at the front stands for any beginning, at the end for any
/// end of the word.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Tense {
    /// Speak of the past.
    pub past: String,
    /// Speak of the future.
    pub future: String,
    /// Speak of now.
    pub present: String,
    /// Look like one of those and are not.
    pub neither: String,
    /// After one of these a form of the past only completes it: "will be built".
    pub completed: String,
    /// Words of the speaker about himself: with them, "today" means "these days".
    pub own: String,
}

/// `numbers.toml`: number words and how digits are written.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Numbers {
    /// Endings for word lists of this file.
    pub endings: Endings,
    /// The decimal mark.
    pub decimal: String,
    /// Number words by value.
    pub cardinals: BTreeMap<String, String>,
    /// Words that multiply what stands before them, by value.
    pub multipliers: BTreeMap<String, String>,
    /// Letters that multiply the digits they are glued to ("bn"), by value.
    pub glued: BTreeMap<String, String>,
    /// Ordinal words by value.
    pub ordinals: BTreeMap<String, String>,
    /// Words between the parts of a number ("and").
    pub joins: String,
    /// Words that add a half ("с половиной").
    pub halves: String,
    /// What is glued to digits that count ("400-ден").
    pub counting: String,
    /// What is glued to digits that order ("12th", "5-й").
    pub ordering: String,
}

/// `units.toml`: what is counted and measured, and how a number is limited.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Units {
    /// Endings for word lists of this file.
    pub endings: Endings,
    /// Signs and words of measures by their common name (`USD`, `percent`, `times`, `km`).
    pub measures: BTreeMap<String, String>,
    /// The same, where the sign stands before the number.
    pub before: BTreeMap<String, String>,
    /// Things that are often counted, by nominative plural.
    pub counted: BTreeMap<String, String>,
    /// Limits by sign (`>`, `<`, `~`, `<=`, `>=`): phrases before the number.
    pub limits: BTreeMap<String, String>,
    /// The same after the number or its unit.
    pub limits_after: BTreeMap<String, String>,
    /// Words that belong to a figure and do not limit it ("еще", "всего").
    pub fillers: String,
    /// Words of ranges: before the first number.
    pub range_from: String,
    /// What is glued to the first number of a range, or ends its unit.
    pub range_first: String,
    /// Words of ranges: between the two numbers.
    pub range_to: String,
    /// Words of ranges after the second number.
    pub range_end: String,
    /// Prepositions that belong to a measure of change ("в пять раз").
    pub by: String,
    /// Prepositions that make a number of hours a time of day ("в 15 часов").
    pub clock: String,
    /// Verbs and nouns of change: with them, "до 5 млн" is no limit. A hyphen at the end stands for any end.
    pub changes: String,
    /// Words whose number is a label ("статья 5", "No. 7").
    pub labels: String,
    /// Words that end a noun phrase or cannot be counted.
    pub stops: String,
    /// Ends of words that stand before a counted noun, after a hyphen each.
    pub adjectives: String,
    /// Ends of words that are no counted nouns.
    pub not_nouns: String,
    /// Ends that a counted noun has; any, where empty.
    pub heads: String,
    /// Ends of a noun that follows another noun and is counted with it.
    pub possessed: String,
    /// How many words of a noun phrase may stand before its noun.
    pub run: usize,
    /// Ends of counted nouns and what they become in the nominative plural; the longest end that fits is taken.
    pub plural: BTreeMap<String, String>,
}

/// `speech.toml`: how words of others are told.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Speech {
    /// Endings for word lists of this file.
    pub endings: Endings,
    /// Verbs of saying.
    pub say: String,
    /// Those of them that may stand before what is said without a word between ("said the road was closed").
    pub say_bare: String,
    /// Words after a verb of saying that open what is said ("что", "that").
    pub that: String,
    /// Words that open what is said after those of `say_bare`.
    pub opens: String,
    /// Phrases before the speaker that mark the sentence as his ("по словам").
    pub according: String,
    /// The same with the speaker in them ("по его словам").
    pub according_whole: String,
    /// Phrases after the speaker that do so ("айтуынша").
    pub according_after: String,
    /// Words between what is said and the verb of saying ("деп").
    pub closes: String,
    /// Ends of words before a verb of saying that retells ("болатынын айтты"), after a hyphen each.
    pub closes_ends: String,
    /// Offices and other words for people.
    pub titles: String,
    /// Words that stand for somebody named before.
    pub pronouns: String,
    /// Small words inside names ("van", "бен").
    pub inside: String,
    /// Words that are capitalised at the start of a sentence and are no names.
    pub openers: String,
    /// How many words a name mostly has.
    pub name_words: usize,
    /// Ends of patronymics: a name with one has a word more.
    pub patronymics: String,
}
