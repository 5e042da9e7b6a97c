//! The articles of a folder of texts, read as the program reads them.

use std::fs;
use std::path::{Path, PathBuf};

use throughline::import::{Source, read};
use throughline::lang::packs;
use throughline::model::article::Article;

/// The articles of the `.txt` files in these folders, in the order of their paths, each with the name of its file.
pub(crate) fn articles(folders: &[&Path]) -> Vec<(String, Article)> {
    let files = folders.iter().flat_map(|folder| fs::read_dir(folder).unwrap());
    let mut paths: Vec<PathBuf> = files.map(|entry| entry.unwrap().path()).collect();
    paths.retain(|path| path.extension().is_some_and(|ext| ext == "txt"));
    paths.sort();
    let mut all = Vec::new();
    for path in paths {
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        let bytes = fs::read(&path).unwrap();
        let source = Source { name: &name, bytes: &bytes, modified: None, encoding: None, packs: packs() };
        all.extend(read(&source).unwrap().articles.into_iter().map(|article| (name.clone(), article)));
    }
    all
}
