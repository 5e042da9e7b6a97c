//! A folder of assets laid over those built in, for whoever writes rules, words or texts. Never writes.

use std::fs;
use std::path::Path;

use super::error::Failure;
use super::study;
use crate::app::keymap::keymap;
use crate::app::problems;
use crate::app::texts::{self, Texts};
use crate::base::embedded;
use crate::base::problem::Problem;
use crate::base::said::Said;
use crate::import;
use crate::lang;
use crate::link::encoder::Encoder;
use crate::link::lexicon::lexicon;
use crate::link::weights;

/// Lays the files below `folder` over the embedded ones: `folder/rules/en/will.toml` over
/// `assets/rules/en/will.toml`.
///
/// # Errors
/// Where the folder or a file in it cannot be read, or one that linking needs makes no sense: without it nothing
/// would be linked, and nothing would say why.
pub fn lay_over(folder: &Path) -> Result<(), Failure> {
    let mut files = Vec::new();
    collect(folder, "assets", &mut files).map_err(|error| {
        Failure::new(Said::text("failure.assets").with("path", folder).with("why", &error))
            .hint(Said::text("advice.assets"))
    })?;
    let is_other = |(name, bytes): &(String, Vec<u8>)| embedded::bytes(name) != Some(bytes.as_slice());
    let other_encoder = files.iter().filter(|file| file.0.starts_with("assets/encoder/")).any(is_other);
    embedded::lay_over(files);
    let told = |problem: &Problem| {
        let what = Said::text("failure.in_assets")
            .with("place", problem.place.clone())
            .with("what", problem.what.clone())
            .with("path", folder);
        Failure { hint: problem.hint.clone(), ..Failure::new(what) }
    };
    texts::check().map_err(|problem| told(&problem))?;
    weights::check().map_err(|problem| told(&problem))?;
    if other_encoder {
        Encoder::embedded().check().map_err(|problem| told(&problem))?;
    }
    lexicon().problems().first().map_or(Ok(()), |problem| Err(told(problem)))
}

/// What could not be read of all other files: each is left out, and the rest is used.
#[must_use]
pub fn left_out() -> Vec<Problem> {
    let is_text = |name: &str| Path::new(name).extension().is_some_and(|ext| ext == "toml");
    let mut all: Vec<Problem> = embedded::under("assets/")
        .filter(|(name, bytes)| is_text(name) && std::str::from_utf8(bytes).is_err())
        .map(|(name, _)| {
            Problem::new(Said::text("problem.no_utf8"), name).hint(Said::text("advice.save_utf8"))
        })
        .collect();
    all.extend_from_slice(lang::packs().problems());
    all.extend_from_slice(study::extractor().problems());
    all.extend(import::problems());
    all.extend_from_slice(keymap().problems());
    all
}

/// The same as lines: of many problems of one sort in one file the first, and how many more there are.
#[must_use]
pub fn left_out_told(texts: &Texts) -> Vec<String> {
    let mut lines = Vec::new();
    for alike in left_out().chunk_by(|one, next| sort(one) == sort(next)) {
        lines.extend(alike.iter().take(MOST_ALIKE).map(|problem| problems::told(problem, texts)));
        if let more @ 1.. = alike.len().saturating_sub(MOST_ALIKE) {
            lines.push(problems::said(&Said::count("told.more_problems", more), texts));
        }
    }
    lines
}

/// Problems of one sort in one file that are told.
const MOST_ALIKE: usize = 5;

/// What sort of problem it is, and in which file.
fn sort(problem: &Problem) -> (Option<&'static str>, &Said) {
    let key = if let Said::Text(key, _) = problem.what { Some(key) } else { None };
    let file = match &problem.place {
        Said::Text(_, values) => values.first().map_or(&problem.place, |(_, file)| file),
        place @ (Said::Plain(_) | Said::Number(_)) => place,
    };
    (key, file)
}

fn collect(folder: &Path, name: &str, files: &mut Vec<(String, Vec<u8>)>) -> std::io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let own = entry.file_name();
        let own = own.to_string_lossy();
        if own.starts_with('.') {
            continue;
        }
        let name = format!("{name}/{own}");
        let kind = entry.file_type()?;
        if kind.is_dir() {
            collect(&entry.path(), &name, files)?;
        } else if kind.is_file() {
            files.push((name, fs::read(entry.path())?));
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_are_named_as_the_embedded_ones() {
        let folder = tempfile::tempdir().unwrap();
        fs::create_dir_all(folder.path().join("rules/en")).unwrap();
        fs::write(folder.path().join("rules/en/own.toml"), "about = ''").unwrap();
        fs::write(folder.path().join(".hidden"), "").unwrap();
        let mut files = Vec::new();
        collect(folder.path(), "assets", &mut files).unwrap();
        assert_eq!(files, [("assets/rules/en/own.toml".to_owned(), b"about = ''".to_vec())]);
    }

    #[test]
    fn nothing_built_in_is_left_out() {
        assert_eq!(left_out(), []);
    }

    #[test]
    fn a_missing_folder_is_told() {
        let failure = lay_over(Path::new("/nowhere/at/all")).unwrap_err();
        assert!(failure.to_string().contains("/nowhere/at/all"), "{failure}");
    }
}
