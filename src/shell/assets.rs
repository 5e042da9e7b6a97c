//! A folder of assets laid over those built in, for whoever writes rules, words or texts. Never writes.

use std::fs;
use std::path::Path;

use super::error::Failure;
use crate::app::texts;
use crate::base::embedded;
use crate::base::problem::Problem;
use crate::base::said::Said;
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
    lexicon().problems().first().map_or(Ok(()), |problem| Err(told(problem)))
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
    fn a_missing_folder_is_told() {
        let failure = lay_over(Path::new("/nowhere/at/all")).unwrap_err();
        assert!(failure.to_string().contains("/nowhere/at/all"), "{failure}");
    }
}
