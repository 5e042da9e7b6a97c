//! Holds the code to the layers that the crate docs describe.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

/// Each layer and the layers it may import besides itself.
fn allowed() -> BTreeMap<&'static str, Vec<&'static str>> {
    let ground = vec!["base", "model"];
    let words = vec!["base", "model", "text", "lang"];
    let work = ["import", "extract", "link", "search", "passage"];
    let mut table = BTreeMap::from([
        ("base", vec![]),
        ("model", vec!["base"]),
        ("text", ground.clone()),
        ("lang", ground),
    ]);
    for layer in work {
        table.insert(layer, words.clone());
    }
    let mut below = words;
    below.extend(work);
    for layer in ["store", "app", "ui", "shell"] {
        table.insert(layer, below.clone());
        below.push(layer);
    }
    table
}

pub(crate) fn sources(folder: &Path, files: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            sources(&path, files);
        } else if path.extension().is_some_and(|ext| ext == "rs") {
            files.push(path);
        }
    }
}

/// The layers that a source text names in `crate::…` paths, outside comments.
fn imports(code: &str) -> Vec<String> {
    let mut found = Vec::new();
    for line in code.lines().filter(|line| !line.trim_start().starts_with("//")) {
        for part in line.split("crate::").skip(1) {
            if let Some(rest) = part.strip_prefix('{') {
                found.extend(rest.split(',').map(|one| first_name(one.trim())));
            } else {
                found.push(first_name(part));
            }
        }
    }
    found
}

fn first_name(path: &str) -> String {
    path.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect()
}

#[test]
fn every_layer_imports_only_what_is_below_it() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let table = allowed();
    let mut wrong = Vec::new();
    let mut seen = 0;
    for (layer, below) in &table {
        let mut files = Vec::new();
        sources(&root.join(layer), &mut files);
        for file in files {
            seen += 1;
            for name in imports(&fs::read_to_string(&file).unwrap()) {
                let known = table.contains_key(name.as_str());
                if known && name != *layer && !below.contains(&name.as_str()) {
                    wrong.push(format!("{} imports {name}", file.display()));
                }
            }
        }
    }
    assert!(seen > table.len(), "the test reads the sources");
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn the_scan_sees_imports() {
    assert_eq!(
        imports("use crate::store::library;\n// use crate::ui::x;\nuse crate::{app, ui::y};"),
        ["store", "app", "ui"]
    );
}

#[test]
fn the_table_knows_every_folder() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let table = allowed();
    for entry in fs::read_dir(root).unwrap() {
        let entry = entry.unwrap();
        if entry.path().is_dir() {
            let name = entry.file_name().into_string().unwrap();
            assert!(table.contains_key(name.as_str()), "{name} is no layer");
        }
    }
}

/// The visible top level of the project, by agreement.
#[test]
fn the_top_level_is_as_agreed() {
    let agreed = [
        "Cargo.lock",
        "Cargo.toml",
        "LICENSE-APACHE",
        "LICENSE-MIT",
        "README.md",
        "assets",
        "seeds",
        "src",
        "target",
        "tests",
    ];
    for entry in fs::read_dir(env!("CARGO_MANIFEST_DIR")).unwrap() {
        let name = entry.unwrap().file_name().into_string().unwrap();
        assert!(name.starts_with('.') || agreed.contains(&name.as_str()), "{name} stands at the top level");
    }
}
