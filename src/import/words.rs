//! The words that importing needs, of all languages together, from `assets/import/words/`. Never a word in code.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::sync::LazyLock;

use serde::Deserialize;

use crate::base::embedded;
use crate::base::problem::Problem;
use crate::base::written;

/// What a header field holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Key {
    Author,
    Date,
    Lang,
    Outlet,
    Title,
    Url,
}

/// The words of one language, one file.
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
struct Sheet {
    keys: BTreeMap<Key, Vec<String>>,
    credit: Credit,
    furniture: Furniture,
    bounds: Bounds,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
struct Bounds {
    before: Vec<String>,
    after: Vec<String>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
struct Credit {
    before: Vec<String>,
    oblique: Vec<String>,
    after: Vec<String>,
    fillers: Vec<String>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
struct Furniture {
    whole: Vec<String>,
    labels: Vec<String>,
    starts: Vec<String>,
    counters: Vec<String>,
    bylines: Vec<String>,
    stamps: Vec<String>,
    changes: Vec<String>,
    related: Vec<String>,
}

/// All words, lower case.
#[derive(Debug, Default)]
pub(super) struct Words {
    /// Names of header fields.
    pub(super) keys: HashMap<String, Key>,
    /// Words before a name that is credited, longest first, and whether the name stands in its own form there.
    pub(super) credits: Vec<(String, bool)>,
    /// Words after a name that is credited.
    pub(super) credits_after: HashSet<String>,
    /// Words that may stand between those and the name.
    pub(super) fillers: HashSet<String>,
    /// Lines that are furniture as a whole.
    pub(super) whole: HashSet<String>,
    /// What stands before a colon in furniture.
    pub(super) labels: HashSet<String>,
    /// Beginnings of lines of furniture.
    pub(super) starts: Vec<String>,
    /// What counters count.
    pub(super) counters: HashSet<String>,
    /// Words before the author's name.
    pub(super) bylines: HashSet<String>,
    /// Words beside the date of publication, weekdays among them.
    pub(super) stamps: HashSet<String>,
    /// Words beside the date of a change.
    pub(super) changes: HashSet<String>,
    /// Titles of lists of other articles.
    pub(super) related: HashSet<String>,
    /// Words before a date that make it the beginning or end of something.
    pub(super) bounds_before: HashSet<String>,
    /// Words after a date that do.
    pub(super) bounds_after: HashSet<String>,
    /// What could not be read.
    pub(super) problems: Vec<Problem>,
}

/// The words built into the program, read once.
pub(super) fn words() -> &'static Words {
    static WORDS: LazyLock<Words> = LazyLock::new(|| {
        let mut words = Words::default();
        for (file, text) in embedded::texts_under("assets/import/words/") {
            match written::read(file, text) {
                Ok(sheet) => words.add(sheet),
                Err(problem) => words.problems.push(problem),
            }
        }
        words.credits.sort_by_key(|(words, _)| std::cmp::Reverse(words.len()));
        words
    });
    &WORDS
}

impl Words {
    fn add(&mut self, sheet: Sheet) {
        for (key, names) in sheet.keys {
            self.keys.extend(names.into_iter().map(|name| (name, key)));
        }
        self.credits.extend(sheet.credit.before.into_iter().map(|verb| (verb, true)));
        self.credits.extend(sheet.credit.oblique.into_iter().map(|verb| (verb, false)));
        self.credits_after.extend(sheet.credit.after);
        self.fillers.extend(sheet.credit.fillers);
        self.whole.extend(sheet.furniture.whole);
        self.labels.extend(sheet.furniture.labels);
        self.starts.extend(sheet.furniture.starts);
        self.counters.extend(sheet.furniture.counters);
        self.bylines.extend(sheet.furniture.bylines);
        self.stamps.extend(sheet.furniture.stamps);
        self.changes.extend(sheet.furniture.changes);
        self.related.extend(sheet.furniture.related);
        self.bounds_before.extend(sheet.bounds.before);
        self.bounds_after.extend(sheet.bounds.after);
    }

    /// The header field that `name` names.
    pub(super) fn key(&self, name: &str) -> Option<Key> {
        // No known name is longer, and most lines with a colon are.
        if name.len() > 64 {
            return None;
        }
        self.keys.get(name.trim().to_lowercase().as_str()).copied()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_sheet_reads() {
        assert_eq!(words().problems, []);
        assert_eq!(words().key("Published"), Some(Key::Date));
    }
}
