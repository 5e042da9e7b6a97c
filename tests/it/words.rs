//! Holds the texts of the interface and the code to each other: what is said has its text in every language.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use regex::Regex;
use throughline::app::texts::{Texts, all, texts};
use throughline::model::lang::Lang;

use crate::layers::sources;

/// Parts of the texts that hold what is said by key, with values in their holes.
const SAID: [&str; 11] = [
    "advice", "doctor", "explain", "failure", "fault", "format", "found", "problem", "system", "told",
    "wrong",
];

/// Every source file of the program, without its tests.
fn code() -> Vec<(String, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut files = Vec::new();
    sources(&root.join("src"), &mut files);
    let name = |path: &Path| path.strip_prefix(root).unwrap().display().to_string();
    let read = |path: &Path| fs::read_to_string(path).unwrap();
    files
        .iter()
        .map(|path| {
            let text = read(path);
            (name(path), text.split("#[cfg(test)]\nmod tests {").next().unwrap_or_default().to_owned())
        })
        .collect()
}

fn english() -> &'static Texts {
    texts(Lang::new("en"))
}

/// The key of a text without its plural form.
fn plain<'a>(key: &'a str, own: &Texts) -> &'a str {
    match key.rsplit_once('.') {
        Some((plain, "one" | "few" | "many" | "other")) if own.find(&format!("{plain}.other")).is_some() => {
            plain
        }
        _ => key,
    }
}

fn holes(text: &str) -> BTreeSet<String> {
    let hole = Regex::new(r"\{([a-z_]+)\}").unwrap();
    hole.captures_iter(text).map(|found| found[1].to_owned()).collect()
}

/// The holes of a key in all its plural forms.
fn holes_of(key: &str, own: &Texts) -> BTreeSet<String> {
    own.keys().filter(|one| plain(one, own) == key).flat_map(|one| holes(own.get(one))).collect()
}

fn is_said(key: &str) -> bool {
    key.split_once('.').is_some_and(|(part, _)| SAID.contains(&part))
}

#[test]
fn what_is_said_in_code_has_a_text_with_the_same_holes() {
    let literal = Regex::new(&format!(r#""((?:{})\.[a-z0-9_]+)""#, SAID.join("|"))).unwrap();
    let with = Regex::new(r#"\.with\(\s*"([a-z_]+)""#).unwrap();
    let keys: BTreeSet<&str> = english().keys().map(|key| plain(key, english())).collect();
    let mut used = BTreeSet::new();
    let mut filled: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for (file, text) in code() {
        let here: BTreeSet<String> = with.captures_iter(&text).map(|found| found[1].to_owned()).collect();
        for found in literal.captures_iter(&text) {
            assert!(keys.contains(&found[1]), "{file}: there is no text {}", &found[1]);
            used.insert(found[1].to_owned());
            let values = filled.entry(found[1].to_owned()).or_default();
            values.extend(here.iter().cloned());
            values.insert("n".to_owned());
        }
    }
    for key in keys.iter().filter(|key| is_said(key)) {
        let is_column = ["word", "phrase", "mention", "fired", "missed"]
            .iter()
            .any(|own| *key == format!("explain.{own}"));
        assert!(used.contains(*key) || is_column, "nothing says {key} any more");
        for hole in holes_of(key, english()) {
            assert!(filled[*key].contains(&hole), "nothing fills {{{hole}}} of {key}");
        }
    }
}

#[test]
fn every_language_has_every_text_with_the_same_holes() {
    for own in all().values() {
        let keys = |texts: &'static Texts| -> BTreeSet<&str> {
            texts.keys().map(|key| plain(key, texts)).filter(|key| !key.ends_with("_later")).collect()
        };
        assert_eq!(keys(own), keys(english()), "{}", own.lang());
        for key in keys(own) {
            assert_eq!(holes_of(key, own), holes_of(key, english()), "{}: {key}", own.lang());
            assert_ne!(own.find(key), Some(""), "{}: {key}", own.lang());
        }
    }
}

/// Words of a language belong in the texts: a problem or failure takes a key, or what somebody else says.
#[test]
fn no_sentence_stands_in_code() {
    let made = Regex::new(
        r#"(?:Problem::new|Failure::new|Failure::usage|\.hint|Said::Plain|Err|ok_or)\(\s*&?(?:format!\(|"[^"]+")"#,
    )
    .unwrap();
    let mut wrong = Vec::new();
    for (file, text) in &code() {
        wrong.extend(made.find_iter(text).map(|found| format!("{file}: {}", found.as_str())));
    }
    assert_eq!(wrong, [""; 0]);
}
