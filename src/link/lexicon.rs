//! What words mean across languages, as read from `assets/link/`. Never holds a word itself.

mod grammar;
mod read;
mod tongue;

use std::collections::BTreeMap;
use std::sync::LazyLock;

use crate::base::embedded;
use crate::base::problem::Problem;
use crate::link::hash::Key;
use crate::link::words::{Word, words};
use crate::model::lang::Lang;
use crate::model::mention::Stage;
use crate::model::thread::Course;
pub use grammar::{Grammar, HeadSide};
use tongue::{Tongue, holds};

/// What part a concept plays in a name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Role {
    /// Says what sort of thing it is ("council"); things of different families differ.
    Head {
        /// Heads of one family may name one thing ("law", "bill").
        family: String,
    },
    /// Says what it is about.
    Topic,
    /// Says little ("development", "state").
    Generic,
    /// An international body, office or company known by several names.
    Body,
    /// A country, its people and its adjective, or a city.
    Place,
}

/// One meaning, in all languages.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Concept {
    /// Its name in the file.
    pub name: String,
    /// Its number.
    pub key: Key,
    /// Its part.
    pub role: Role,
}

/// All of `assets/link/`.
#[derive(Debug, Default)]
pub struct Lexicon {
    concepts: Vec<Concept>,
    tongues: BTreeMap<Lang, Tongue>,
    recall: BTreeMap<Key, Vec<Stage>>,
    problems: Vec<Problem>,
}

/// A run of words that means a concept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sense<'a> {
    /// How many words it takes, at least one.
    pub words: usize,
    /// What they mean.
    pub concept: &'a Concept,
}

/// The lexicon built into the program, read once.
#[must_use]
pub fn lexicon() -> &'static Lexicon {
    static LEXICON: LazyLock<Lexicon> =
        LazyLock::new(|| Lexicon::read(embedded::texts_under("assets/link/")));
    &LEXICON
}

impl Lexicon {
    /// What could not be read.
    #[must_use]
    pub fn problems(&self) -> &[Problem] {
        &self.problems
    }

    /// All concepts.
    #[must_use]
    pub fn concepts(&self) -> &[Concept] {
        &self.concepts
    }

    /// How a language builds its phrases, as far as the files say.
    #[must_use]
    pub fn grammar(&self, lang: Lang) -> Option<&Grammar> {
        self.tongues.get(&lang).map(|tongue| &tongue.grammar)
    }

    /// The stem of a folded word.
    #[must_use]
    pub fn stem(&self, lang: Lang, folded: &str) -> String {
        self.tongues.get(&lang).map_or_else(|| folded.to_owned(), |tongue| tongue.stem(folded))
    }

    /// Whether the word says nothing by itself.
    #[must_use]
    pub fn is_function(&self, lang: Lang, folded: &str) -> bool {
        self.tongues
            .get(&lang)
            .is_some_and(|t| t.function.binary_search_by(|f| f.as_str().cmp(folded)).is_ok())
    }

    /// Whether the word ends a noun phrase.
    #[must_use]
    pub fn is_break(&self, lang: Lang, folded: &str) -> bool {
        self.tongues.get(&lang).is_some_and(|t| t.breaks.iter().any(|b| b == folded))
    }

    /// Whether the word points back.
    #[must_use]
    pub fn is_pointing(&self, lang: Lang, word: &Word) -> bool {
        self.tongues.get(&lang).is_some_and(|t| t.pointing.iter().any(|p| p.fits(word, &word.folded)))
    }

    /// Whether the word points to what is named after it.
    #[must_use]
    pub fn is_demonstrative(&self, lang: Lang, word: &Word) -> bool {
        self.tongues.get(&lang).is_some_and(|t| t.demonstrative.iter().any(|p| p.fits(word, &word.folded)))
    }

    /// Whether the word may stand between one that points and what that names.
    #[must_use]
    pub fn is_article(&self, lang: Lang, folded: &str) -> bool {
        self.tongues.get(&lang).is_some_and(|t| t.articles.iter().any(|article| article == folded))
    }

    /// The stages of what a word recalls that stands for what was said ("order" for what was ordered): none where it
    /// may be any; `None` where the word recalls nothing.
    #[must_use]
    pub fn recalled(&self, concept: Key) -> Option<&[Stage]> {
        self.recall.get(&concept).map(Vec::as_slice)
    }

    /// Whether a text says that it is about another one than the one before.
    #[must_use]
    pub fn is_another(&self, lang: Lang, text: &str) -> bool {
        self.tongues.get(&lang).is_some_and(|tongue| holds(&tongue.another, &words(text)))
    }

    /// Whether a text says that something stalled or was called off.
    #[must_use]
    pub fn course(&self, lang: Lang, text: &str) -> Course {
        let Some(tongue) = self.tongues.get(&lang) else { return Course::On };
        let run = words(text);
        if holds(&tongue.dropped, &run) {
            Course::Contradicted
        } else if holds(&tongue.stalled, &run) {
            Course::Stalled
        } else {
            Course::On
        }
    }

    /// The longest run of words from the first one on that means something; the language of the text is
    /// asked before the others.
    #[must_use]
    pub fn sense(&self, lang: Lang, run: &[Word]) -> Option<Sense<'_>> {
        let own = self.tongues.get(&lang).and_then(|tongue| self.in_tongue(tongue, run));
        own.or_else(|| {
            let others = self.tongues.iter().filter(|(other, _)| **other != lang);
            others.filter_map(|(_, tongue)| self.in_tongue(tongue, run)).max_by_key(|sense| sense.words)
        })
    }

    fn in_tongue(&self, tongue: &Tongue, run: &[Word]) -> Option<Sense<'_>> {
        let first = run.first()?;
        let stem = tongue.stem(&first.folded);
        let whole = tongue.stems.get(&stem).into_iter().flatten();
        let begun = first.folded.char_indices().skip(2).filter_map(|(at, c)| {
            let end = at + c.len_utf8();
            tongue.beginnings.get(first.folded.get(..end)?)
        });
        let fitting = whole.chain(begun.flatten()).filter(|entry| {
            entry.patterns.len() <= run.len()
                && entry.patterns.iter().zip(run).all(|(p, word)| p.fits(word, &tongue.stem(&word.folded)))
        });
        let longest = fitting.max_by_key(|entry| {
            let letters: usize = entry.patterns.iter().map(|p| p.text.len()).sum();
            (entry.patterns.len(), letters)
        })?;
        Some(Sense { words: longest.patterns.len(), concept: self.concepts.get(longest.concept)? })
    }

    /// The word for a concept in a language.
    #[must_use]
    pub fn gloss(&self, lang: Lang, concept: Key) -> Option<&str> {
        self.tongues.get(&lang)?.gloss.get(&concept).map(String::as_str)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn meaning(lang: &str, text: &str) -> Vec<String> {
        let run = words(text);
        let mut at = 0;
        let mut found = Vec::new();
        while at < run.len() {
            let sense = lexicon().sense(Lang::new(lang), &run[at..]);
            found.extend(sense.map(|sense| sense.concept.name.clone()));
            at += sense.map_or(1, |sense| sense.words);
        }
        found
    }

    #[test]
    fn the_files_are_read() {
        assert_eq!(lexicon().problems(), []);
        assert!(lexicon().concepts().len() > 100);
    }

    #[test]
    fn one_meaning_in_each_language() {
        let english = meaning("en", "a council on cybersecurity");
        assert_eq!(english, ["council", "cybersecurity"]);
        assert_eq!(meaning("ru", "совета по кибербезопасности"), english);
        assert_eq!(meaning("kk", "киберқауіпсіздік кеңесін").into_iter().rev().collect::<Vec<_>>(), english);
    }

    #[test]
    fn it_is_told_what_stalled_and_what_was_called_off() {
        let course = |lang: &str, text: &str| lexicon().course(Lang::new(lang), text);
        for (lang, text) in [
            ("en", "has been put on hold"),
            ("en", "was postponed until spring"),
            ("ru", "приостановлено до весны"),
            ("ru", "отстаёт от графика"),
            ("kk", "кейінге қалдырылды"),
            ("kk", "әзірге орындалмады"),
        ] {
            assert_eq!(course(lang, text), Course::Stalled, "{text}");
        }
        for (lang, text) in [
            ("en", "was called off"),
            ("en", "were rejected by the council"),
            ("ru", "отказались"),
            ("ru", "отклонён комитетом"),
            ("kk", "бас тартты"),
            ("kk", "жоққа шығарды"),
        ] {
            assert_eq!(course(lang, text), Course::Contradicted, "{text}");
        }
        for (lang, text) in
            [("en", "was called on time"), ("ru", "идёт по графику"), ("kk", "жалғасып жатыр")]
        {
            assert_eq!(course(lang, text), Course::On, "{text}");
        }
    }

    #[test]
    fn an_acronym_needs_its_capitals() {
        assert_eq!(meaning("en", "between us"), [""; 0]);
        assert_eq!(meaning("ru", "ОТГ"), meaning("en", "OTS"));
        assert_eq!(meaning("kk", "ТМҰ"), meaning("en", "Organization of Turkic States"));
    }
}
