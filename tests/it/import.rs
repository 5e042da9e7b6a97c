//! Importing, by cases: a folder of `tests/corpus/import/` each.

use std::fs;
use std::path::Path;

use throughline::import::{Imported, Source, read};
use throughline::lang::packs;

fn import(name: &str, bytes: &[u8]) -> Imported {
    read(&Source { name, bytes, modified: None, encoding: None, packs: packs() }).unwrap()
}

#[test]
fn the_sample_has_its_dates() {
    let wanted = [
        ("000", "2025-10-07", "body"),
        ("001", "2025-10-07", "printed"),
        ("002", "2025-10-07", "header"),
        ("003", "2026-01-05", "header"),
        ("004", "2025-08-11", "header"),
    ];
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("seeds");
    let mut files: Vec<_> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    assert_eq!(files.len(), wanted.len());
    for (path, (start, day, evidence)) in files.iter().zip(wanted) {
        let name = path.file_name().unwrap().to_str().unwrap();
        assert!(name.starts_with(start));
        let imported = import(name, &fs::read(path).unwrap());
        let article = &imported.articles[0];
        let date = article.date.as_ref().unwrap();
        assert_eq!((date.day.to_string().as_str(), date.evidence.word()), (day, evidence), "{name}");
        assert_eq!(article.lang.code(), if start == "002" { "en" } else { "ru" }, "{name}");
    }
}
