//! Grammatical features as bits, with the names that morphology and rule files use. Never a word of a language.

use crate::base::problem::Problem;
use crate::extract::named;

/// A set of features.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Tags(pub u64);

macro_rules! tags {
    ($($(#[$doc:meta])* $name:ident = $word:literal),* $(,)?) => {
        #[repr(u64)]
        enum Bit { $($name),* }

        impl Tags {
            $($(#[$doc])* pub const $name: Self = Self(1 << Bit::$name as u64);)*

            /// The feature with this name.
            #[must_use]
            pub fn named(name: &str) -> Option<Self> {
                match name {
                    $($word => Some(Self::$name),)*
                    _ => None,
                }
            }

            /// The names of the features in the set.
            #[must_use]
            pub fn names(self) -> Vec<&'static str> {
                let all = [$((Self::$name, $word)),*];
                all.iter().filter(|(tag, _)| self.any(*tag)).map(|(_, word)| *word).collect()
            }
        }
    };
}

#[allow(non_camel_case_types, clippy::upper_case_acronyms, reason = "the variants only number the bits")]
mod bits {
    use std::ops::{BitOr, BitOrAssign};

    use super::Tags;

    tags! {
        /// Noun.
        NOUN = "noun",
        /// Adjective, ordinal, attributive participle's company.
        ADJECTIVE = "adjective",
        /// Verb in any form.
        VERB = "verb",
        /// Adverb.
        ADVERB = "adverb",
        /// Preposition or postposition.
        PREPOSITION = "preposition",
        /// Personal or other pronoun that stands for a noun.
        PRONOUN = "pronoun",
        /// Determiner, article, demonstrative.
        DETERMINER = "determiner",
        /// Number word or digits.
        NUMERAL = "numeral",
        /// Particle.
        PARTICLE = "particle",
        /// Joins equals ("and").
        COORDINATOR = "coordinator",
        /// Opens a clause that depends ("that").
        SUBORDINATOR = "subordinator",
        /// Opens a relative clause ("which").
        RELATIVE = "relative",
        /// Finite form.
        FINITE = "finite",
        /// Infinitive, or the verbal noun a language uses in its place.
        INFINITIVE = "infinitive",
        /// Participle that stands before or after a noun.
        PARTICIPLE = "participle",
        /// Short form of an adjective or passive participle.
        SHORT = "short",
        /// Adverbial participle, converb, form in "-ing".
        GERUND = "gerund",
        /// Bare form of a verb.
        BASE = "base",
        /// Past.
        PAST = "past",
        /// Present.
        PRESENT = "present",
        /// Future.
        FUTURE = "future",
        /// Passive.
        PASSIVE = "passive",
        /// Reflexive, often passive in sense.
        REFLEXIVE = "reflexive",
        /// Going on.
        PROGRESSIVE = "progressive",
        /// Conditional or wish.
        CONDITIONAL = "conditional",
        /// Intention as a verb form of its own.
        INTENTION = "intention",
        /// First person.
        FIRST = "first",
        /// Second person or imperative.
        SECOND = "second",
        /// Third person.
        THIRD = "third",
        /// Singular.
        SINGULAR = "singular",
        /// Plural.
        PLURAL = "plural",
        /// Masculine.
        MASCULINE = "masculine",
        /// Feminine.
        FEMININE = "feminine",
        /// Neuter.
        NEUTER = "neuter",
        /// Nominative.
        NOMINATIVE = "nominative",
        /// Genitive.
        GENITIVE = "genitive",
        /// Dative.
        DATIVE = "dative",
        /// Accusative.
        ACCUSATIVE = "accusative",
        /// Instrumental.
        INSTRUMENTAL = "instrumental",
        /// Locative or prepositional.
        LOCATIVE = "locative",
        /// Ablative.
        ABLATIVE = "ablative",
        /// Possessed ("-ы, -сы") or possessive ("'s").
        POSSESSIVE = "possessive",
        /// Imperfective.
        IMPERFECTIVE = "imperfective",
        /// Perfective.
        PERFECTIVE = "perfective",
        /// Negated.
        NEGATIVE = "negative",
        /// Helps another verb.
        AUXILIARY = "auxiliary",
        /// Begins with a capital.
        CAPITAL = "capital",
        /// All capitals, at least two.
        ACRONYM = "acronym",
        /// Digits.
        DIGITS = "digits",
        /// A mark.
        MARK = "mark",
        /// First word of a sentence.
        INITIAL = "initial",
        /// In no list of the language.
        UNKNOWN = "unknown",
        /// Inside quotation marks that name something.
        QUOTED = "quoted",
        /// Nominalised verb or clause ("-ғанын").
        NOMINAL = "nominal",
    }

    impl BitOr for Tags {
        type Output = Self;

        fn bitor(self, other: Self) -> Self {
            Self(self.0 | other.0)
        }
    }

    impl BitOrAssign for Tags {
        fn bitor_assign(&mut self, other: Self) {
            self.0 |= other.0;
        }
    }
}

impl Tags {
    /// No feature.
    pub const NONE: Self = Self(0);
    /// All cases.
    pub const CASES: Self = Self(
        Self::NOMINATIVE.0
            | Self::GENITIVE.0
            | Self::DATIVE.0
            | Self::ACCUSATIVE.0
            | Self::INSTRUMENTAL.0
            | Self::LOCATIVE.0
            | Self::ABLATIVE.0,
    );
    /// Everything that a verb group may change.
    pub const VERBAL: Self = Self(
        Self::FINITE.0
            | Self::INFINITIVE.0
            | Self::PARTICIPLE.0
            | Self::SHORT.0
            | Self::GERUND.0
            | Self::BASE.0
            | Self::PAST.0
            | Self::PRESENT.0
            | Self::FUTURE.0
            | Self::PASSIVE.0
            | Self::PROGRESSIVE.0
            | Self::CONDITIONAL.0,
    );
    /// Words that stand before a noun and go with it.
    pub const MODIFIERS: Self =
        Self(Self::ADJECTIVE.0 | Self::PARTICIPLE.0 | Self::NUMERAL.0 | Self::DETERMINER.0);

    /// Whether all of these are in the set.
    #[must_use]
    #[inline]
    pub const fn all(self, tags: Self) -> bool {
        self.0 & tags.0 == tags.0
    }

    /// Whether any of these is in the set.
    #[must_use]
    #[inline]
    pub const fn any(self, tags: Self) -> bool {
        self.0 & tags.0 != 0
    }

    /// The set without these.
    #[must_use]
    pub const fn without(self, tags: Self) -> Self {
        Self(self.0 & !tags.0)
    }

    /// What both have.
    #[must_use]
    pub const fn and(self, tags: Self) -> Self {
        Self(self.0 & tags.0)
    }

    /// Reads names separated by white space.
    ///
    /// # Errors
    /// The first word that names no feature: a problem with the word as its place.
    pub fn parse(names: &str) -> Result<Self, Problem> {
        let mut tags = Self::NONE;
        for name in names.split_whitespace() {
            tags |= Self::named(name).ok_or_else(|| named::no_feature(name))?;
        }
        Ok(tags)
    }

    /// The names of all features.
    #[must_use]
    pub fn all_names() -> Vec<&'static str> {
        Self(u64::MAX).names()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_read_back() {
        let tags = Tags::parse("verb  past plural").unwrap();
        assert_eq!(tags.names(), ["verb", "past", "plural"]);
        let told = Tags::parse("verb pasd").unwrap_err().to_string();
        assert!(told.contains("pasd") && told.contains("past"), "{told}");
        assert!(tags.all(Tags::VERB | Tags::PAST) && !tags.any(Tags::NOUN));
    }
}
