//! Problems in the language of the interface: the parts of the program below tell them in one language, and their
//! patterns stand in the interface texts of every one. Never a word itself.

use crate::app::texts::{Texts, all};
use crate::base::problem::Problem;

/// A problem as the reader is told of it: where, what, and what to do.
#[must_use]
pub fn told(problem: &Problem, texts: &Texts) -> String {
    let Problem { place, what, hint } = problem;
    let place = if place.is_empty() { String::new() } else { format!("{}: ", said(place, texts)) };
    let hint = hint.as_deref().map(|hint| format!(" ({})", said(hint, texts))).unwrap_or_default();
    format!("{place}{}{hint}", said(what, texts))
}

/// What the parts below say, in the language of the texts; as it is where no pattern fits.
#[must_use]
pub fn said(text: &str, texts: &Texts) -> String {
    let bare = text.strip_suffix('.').unwrap_or(text);
    for own in all().values() {
        for key in own.keys().filter(|key| key.starts_with("problem.") || key.starts_with("advice.")) {
            let Some(values) = own.find(key).and_then(|pattern| holes(pattern, bare)) else { continue };
            if own.lang() == texts.lang() {
                return text.to_owned();
            }
            // A value may be said by a part further below.
            let values: Vec<(String, String)> =
                values.into_iter().map(|(name, value)| (name.to_owned(), said(value, texts))).collect();
            let values: Vec<(&str, &str)> =
                values.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
            return texts.with(key, &values);
        }
    }
    text.to_owned()
}

/// What stands in the places of a pattern where a text fits it; the case of its first letter means nothing.
fn holes<'a>(pattern: &'a str, text: &'a str) -> Option<Vec<(&'a str, &'a str)>> {
    let (start, mut pattern) = pattern.split_once('{').unwrap_or((pattern, ""));
    let mut rest = without_start(text, start)?;
    let mut values = Vec::new();
    if pattern.is_empty() {
        return rest.is_empty().then_some(values);
    }
    loop {
        let (name, after) = pattern.split_once('}')?;
        if let Some((between, next)) = after.split_once('{') {
            let (value, left) = rest.split_once(between)?;
            values.push((name, value));
            (rest, pattern) = (left, next);
        } else {
            values.push((name, rest.strip_suffix(after)?));
            return values.iter().all(|(_, value)| !value.is_empty()).then_some(values);
        }
    }
}

fn without_start<'a>(text: &'a str, start: &str) -> Option<&'a str> {
    let mut own = text.chars();
    let same = start.chars().enumerate().all(|(at, wanted)| {
        own.next().is_some_and(|c| c == wanted || at == 0 && c.to_lowercase().eq(wanted.to_lowercase()))
    });
    same.then_some(own.as_str())
}

#[cfg(test)]
mod tests {
    use std::path::PathBuf;

    use super::*;
    use crate::app::texts::texts;
    use crate::import::Refused;
    use crate::model::lang::Lang;
    use crate::search::query::Wrong;
    use crate::store::error::Error;

    fn is_latin(word: &str) -> bool {
        word.chars().any(|c| c.is_ascii_lowercase())
            && !word.contains(|c: char| matches!(c, '/' | '-' | '.' | '«') || c.is_ascii_digit())
            && word != "doctor"
    }

    /// What is said of each fault there is, but for names, which stay as they are.
    fn faults() -> Vec<String> {
        let path = || PathBuf::from("/l.db");
        let system = std::io::Error::other("1");
        let store = [
            Error::Unreachable { path: path(), source: system },
            Error::Foreign { path: path() },
            Error::Newer { path: path(), found: 9, known: 8 },
            Error::Damaged { path: path(), what: "1".into() },
            Error::ReadOnly { path: path(), why: "1".into() },
            Error::Full { path: path() },
            Error::Busy { path: path() },
            Error::Exists { path: path() },
            Error::Failed { path: path(), what: "1".into() },
        ];
        let refused = [
            Refused::Empty,
            Refused::TooLarge { size: 90_000_000 },
            Refused::Binary { kind: "1" },
            Refused::UnknownEncoding { name: "1".into() },
        ];
        let wrong = [
            Wrong::Field { field: "1".into() },
            Wrong::Value { field: "1", value: "2".into(), known: vec![] },
            Wrong::Date { value: "1".into() },
            Wrong::Quote,
            Wrong::Empty { field: "1" },
        ];
        let mut all: Vec<String> = Vec::new();
        for error in &store {
            all.extend([error.to_string(), error.hint().to_owned()]);
        }
        for refused in &refused {
            all.push(refused.to_string());
            all.extend(refused.hint().map(str::to_owned));
        }
        all.extend(wrong.iter().map(ToString::to_string));
        all
    }

    #[test]
    fn every_fault_is_told_in_the_language_of_the_interface() {
        for lang in ["ru", "kk"] {
            let texts = texts(Lang::new(lang));
            for fault in faults() {
                let told = said(&fault, texts);
                let latin = told.split_whitespace().find(|word| is_latin(word));
                assert!(latin.is_none(), "{lang}: {fault}: {told}");
            }
        }
    }

    #[test]
    fn what_fits_a_pattern_is_told_with_its_values() {
        let russian = texts(Lang::new("ru"));
        let problem = Problem::new("skipped: 12.5 MB, over the limit of 8.0 MB", "a.txt");
        let told = told(&problem.hint("split it, or leave it out"), russian);
        assert_eq!(told, "a.txt: пропущено: 12.5 МБ, больше предела в 8.0 МБ (разделите его или не берите)");
        assert_eq!(
            said("Close the other window or wait, then try again.", russian),
            said("close the other window or wait, then try again", russian)
        );
        assert_eq!(said("never heard of {this}", russian), "never heard of {this}");
    }
}
