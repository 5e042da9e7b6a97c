//! What words mean across languages, as read from `assets/link/`. Never holds a word itself.

use std::collections::{BTreeMap, HashMap};
use std::sync::LazyLock;

use rust_stemmers::{Algorithm, Stemmer};
use serde::Deserialize;

use crate::base::embedded;
use crate::base::problem::Problem;
use crate::base::written;
use crate::lang::packs;
use crate::link::hash::{Key, key};
use crate::link::words::{Shape, Word, words};
use crate::model::lang::Lang;
use crate::model::mention::Stage;
use crate::model::thread::Course;

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

/// All of `assets/link/`.
#[derive(Debug, Default)]
pub struct Lexicon {
    concepts: Vec<Concept>,
    tongues: BTreeMap<Lang, Tongue>,
    recall: BTreeMap<Key, Vec<Stage>>,
    problems: Vec<Problem>,
}

/// One language's part of the lexicon.
#[derive(Default)]
struct Tongue {
    grammar: Grammar,
    stemmer: Option<Stemmer>,
    function: Vec<String>,
    pointing: Vec<Pattern>,
    demonstrative: Vec<Pattern>,
    articles: Vec<String>,
    another: Vec<Vec<Pattern>>,
    stalled: Vec<Vec<Pattern>>,
    dropped: Vec<Vec<Pattern>>,
    breaks: Vec<String>,
    /// Phrases by the first pattern's text: whole stems and beginnings apart.
    stems: HashMap<String, Vec<Entry>>,
    beginnings: HashMap<String, Vec<Entry>>,
    /// The first word or phrase of each concept, for glosses.
    gloss: HashMap<Key, String>,
}

impl std::fmt::Debug for Tongue {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Tongue").field("grammar", &self.grammar).finish_non_exhaustive()
    }
}

/// A phrase that means a concept.
#[derive(Clone, Debug)]
struct Entry {
    patterns: Vec<Pattern>,
    concept: usize,
}

/// One word of a phrase.
#[derive(Clone, Debug)]
struct Pattern {
    text: String,
    begins: bool,
    upper: bool,
}

impl Pattern {
    fn fits(&self, word: &Word, stem: &str) -> bool {
        let same = if self.begins { word.folded.starts_with(&self.text) } else { stem == self.text };
        same && (!self.upper || matches!(word.shape, Shape::Upper | Shape::Mixed))
    }
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

type Words = BTreeMap<String, BTreeMap<Lang, String>>;

#[derive(Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
struct File {
    head: BTreeMap<String, Words>,
    topic: Words,
    generic: Words,
    body: Words,
    place: Words,
    grammar: BTreeMap<Lang, Grammar>,
    recall: BTreeMap<String, Vec<Stage>>,
}

impl Lexicon {
    /// Reads files of concepts and grammars; a file that cannot be read is a problem.
    pub fn read<'a>(files: impl Iterator<Item = (&'a str, &'a str)>) -> Self {
        let mut lexicon = Self::default();
        let mut entries = Vec::new();
        for (name, text) in files.filter(|(name, _)| !name.ends_with("score.toml")) {
            match written::read::<File>(name, text) {
                Ok(file) => lexicon.take(file, &mut entries),
                Err(problem) => lexicon.problems.push(problem),
            }
        }
        for (concept, lang, phrases) in entries {
            lexicon.index(concept, lang, &phrases);
        }
        lexicon
    }

    fn take(&mut self, file: File, entries: &mut Vec<(usize, Lang, String)>) {
        for (lang, grammar) in file.grammar {
            self.tongues.insert(lang, Tongue::new(lang, grammar));
        }
        self.recall.extend(file.recall.into_iter().map(|(name, stages)| (key("concept", &name), stages)));
        for (family, heads) in file.head {
            self.add(heads, &Role::Head { family }, entries);
        }
        self.add(file.topic, &Role::Topic, entries);
        self.add(file.generic, &Role::Generic, entries);
        self.add(file.body, &Role::Body, entries);
        self.add(file.place, &Role::Place, entries);
    }

    fn add(&mut self, concepts: Words, role: &Role, entries: &mut Vec<(usize, Lang, String)>) {
        for (name, tongues) in concepts {
            let at = self.concepts.len();
            self.concepts.push(Concept { key: key("concept", &name), name, role: role.clone() });
            entries.extend(tongues.into_iter().map(|(lang, phrases)| (at, lang, phrases)));
        }
    }

    fn index(&mut self, concept: usize, lang: Lang, phrases: &str) {
        let meaning = self.concepts.get(concept).map(|concept| concept.key);
        let tongue = self.tongues.entry(lang).or_insert_with(|| Tongue::new(lang, Grammar::default()));
        for phrase in phrases.split(',').map(str::trim).filter(|phrase| !phrase.is_empty()) {
            if let Some(meaning) = meaning {
                tongue.gloss.entry(meaning).or_insert_with(|| phrase.replace('*', ""));
            }
            let patterns: Vec<Pattern> = phrase.split_whitespace().map(|word| tongue.pattern(word)).collect();
            if let Some(first) = patterns.first().cloned() {
                let table = if first.begins { &mut tongue.beginnings } else { &mut tongue.stems };
                table.entry(first.text).or_default().push(Entry { patterns, concept });
            }
        }
    }

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

impl Tongue {
    fn new(lang: Lang, mut grammar: Grammar) -> Self {
        let name = packs().get(lang).and_then(|pack| pack.stemmer.as_deref());
        let mut tongue = Self { stemmer: name.and_then(snowball), ..Self::default() };
        grammar.endings.sort_by_key(|ending| std::cmp::Reverse(ending.len()));
        tongue.function = grammar.function.clone();
        tongue.function.extend(grammar.breaks.iter().cloned());
        tongue.function.sort();
        tongue.breaks = std::mem::take(&mut grammar.breaks);
        tongue.pointing = grammar.pointing.iter().map(|word| whole_or_beginning(word)).collect();
        tongue.articles = std::mem::take(&mut grammar.articles);
        tongue.demonstrative = grammar.demonstrative.iter().map(|word| whole_or_beginning(word)).collect();
        tongue.another = grammar.another.iter().map(|words| phrase(words)).collect();
        tongue.stalled = grammar.stalled.iter().map(|words| phrase(words)).collect();
        tongue.dropped = grammar.dropped.iter().map(|words| phrase(words)).collect();
        tongue.grammar = grammar;
        tongue
    }

    fn stem(&self, folded: &str) -> String {
        match &self.stemmer {
            Some(stemmer) => stemmer.stem(folded).into_owned(),
            None => self.bare(folded).to_owned(),
        }
    }

    /// The word without its endings, cut off one after another while four letters stay.
    fn bare<'a>(&self, folded: &'a str) -> &'a str {
        let mut left = folded;
        for _ in 0..4 {
            let shorter = self.grammar.endings.iter().find_map(|ending| {
                left.strip_suffix(ending.as_str()).filter(|rest| rest.chars().count() >= 4)
            });
            match shorter {
                Some(rest) => left = rest,
                None => break,
            }
        }
        left
    }

    fn pattern(&self, word: &str) -> Pattern {
        let mut pattern = whole_or_beginning(word);
        pattern.upper = word.chars().count() > 1 && !word.chars().any(char::is_lowercase);
        if !pattern.begins {
            pattern.text = self.stem(&pattern.text);
        }
        pattern
    }
}

/// Whether one of the phrases stands in a run of words.
fn holds(phrases: &[Vec<Pattern>], run: &[Word]) -> bool {
    let begins = |rest: &[Word], phrase: &[Pattern]| {
        rest.len() >= phrase.len() && phrase.iter().zip(rest).all(|(p, word)| p.fits(word, &word.folded))
    };
    let mut rests = (0..run.len()).filter_map(|at| run.get(at..));
    rests.any(|rest| phrases.iter().any(|phrase| begins(rest, phrase)))
}

fn phrase(words: &str) -> Vec<Pattern> {
    words.split_whitespace().map(whole_or_beginning).collect()
}

fn whole_or_beginning(word: &str) -> Pattern {
    let begins = word.ends_with('*');
    let text = super::words::fold(word.trim_end_matches('*'));
    Pattern { text, begins, upper: false }
}

/// The Snowball stemmer of a name such as `russian`.
fn snowball(name: &str) -> Option<Stemmer> {
    let mut letters = name.chars();
    let first = letters.next()?.to_uppercase();
    let proper: String = first.chain(letters).collect();
    let algorithm: Algorithm = serde_json::from_value(proper.into()).ok()?;
    Some(Stemmer::create(algorithm))
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
