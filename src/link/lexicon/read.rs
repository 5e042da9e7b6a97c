//! Reads the files of concepts and grammars. A file that cannot be read is a problem, and the others go on.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::tongue::{Entry, Pattern, Tongue};
use super::{Concept, Grammar, Lexicon, Role};
use crate::base::written;
use crate::link::hash::key;
use crate::model::lang::Lang;
use crate::model::mention::Stage;

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
}
