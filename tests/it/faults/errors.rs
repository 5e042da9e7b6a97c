//! Calls that fail, once or always: a message in words, the save offered again, and no damaged file.

use std::fs;
use std::path::Path;

use throughline::store::library::Side;
use throughline::store::sqlite::{Mend, SqliteLibrary, check};

use super::child::{Fault, Told, start, told};
use super::support::{filled, ids, runs};

/// Kinds of calls and what each may say: no space, I/O error, quota, read-only, interrupted, not permitted.
const FAULTS: [(&str, &str, &str); 13] = [
    ("w", "28", "no space"),
    ("w", "5", "I/O error"),
    ("w", "122", "quota"),
    ("w", "30", "read-only"),
    ("w", "4", "interrupted"),
    ("w", "short", "short write"),
    ("s", "5", "I/O error on sync"),
    ("s", "28", "no space on sync"),
    ("t", "5", "I/O error on truncate"),
    ("r", "28", "no space on rename"),
    ("c", "5", "I/O error on close"),
    ("o", "13", "not permitted to open"),
    ("u", "5", "I/O error on unlink"),
];

fn saved(whole: &Path, home: &Path, fault: Fault) -> (Told, Vec<String>) {
    let folder = tempfile::tempdir_in(home).unwrap();
    let path = folder.path().join("l.db");
    fs::copy(whole, &path).unwrap();
    let told = told(start(&path, "n", 3, Some(fault)));
    let there = ids(&SqliteLibrary::open(&path).unwrap(), Side::Kept);
    let found = check(&path).unwrap();
    assert!(found.iter().all(|one| one.mend == Mend::Nothing), "{fault:?}: {found:?}");
    let lost: Vec<_> = told.kept.iter().filter(|id| !there.contains(id)).collect();
    assert!(lost.is_empty(), "{fault:?}: {lost:?} were confirmed and are lost");
    assert!(
        there.contains(&"b00000".to_owned()) && there.contains(&"b00001".to_owned()),
        "{fault:?}: {there:?}"
    );
    assert!(told.failed.iter().all(|why| why.len() > 20), "{fault:?}: {:?}", told.failed);
    (told, there)
}

#[test]
fn a_call_that_fails_once_or_always_loses_nothing() {
    let home = tempfile::tempdir().unwrap();
    let first = home.path().join("first.db");
    filled(&first, 2, 2);
    let whole = home.path().join("whole.db");
    SqliteLibrary::open(&first).unwrap().backup(&whole).unwrap();
    let step = if runs(0) > 0 { 1 } else { 4 };
    let mut count = 0;
    for (kinds, deed, name) in FAULTS {
        for at in (1..24).step_by(step) {
            let (told, _) = saved(&whole, home.path(), Fault { kinds, at, times: 1, deed });
            count += 1;
            // What failed was offered again and went in, unless the library could not even be opened.
            let refused = !told.ended && !told.failed.is_empty();
            assert!(refused || told.kept.len() == 3, "{name} once at {at}: {told:?}");
        }
        // A call that is interrupted for ever is one that never ends.
        for at in [1, 4, 9].into_iter().filter(|_| deed != "4") {
            let (told, _) = saved(&whole, home.path(), Fault { kinds, at, times: 0, deed });
            count += 1;
            assert!(told.kept.len() == 3 || !told.failed.is_empty(), "{name} always from {at}: {told:?}");
        }
    }
    println!("{count} runs with calls that fail");
}

#[test]
fn a_full_disk_is_named() {
    let home = tempfile::tempdir().unwrap();
    let path = home.path().join("l.db");
    filled(&path, 2, 2);
    let told = told(start(&path, "n", 1, Some(Fault { kinds: "w", at: 3, times: 0, deed: "28" })));
    assert!(
        told.kept.is_empty() && told.failed.iter().any(|why| why.starts_with("problem.full")),
        "{told:?}"
    );
}

/// A limit on the size of files, as another kind of full disk.
#[test]
fn a_limit_on_files_loses_nothing() {
    let home = tempfile::tempdir().unwrap();
    let path = home.path().join("l.db");
    filled(&path, 2, 2);
    let blocks = fs::metadata(&path).unwrap().len() / 1024 + 8;
    let script = format!(
        "trap '' XFSZ; ulimit -f {blocks}; exec {:?} --library {path:?} bookmarks import {:?}",
        env!("CARGO_BIN_EXE_throughline"),
        home.path().join("in.jsonl")
    );
    let mut lines = String::new();
    for n in 0..2000 {
        let kept = throughline::passage::exchange::Kept {
            id: format!("x{n}").as_str().into(),
            article: throughline::passage::exchange::Source::default(),
            anchor: super::support::loose_bookmark("x").anchor,
            note: String::new(),
            tags: Vec::new(),
            mark: throughline::model::bookmark::Mark::Plain,
            created: super::support::noon(1),
            changed: super::support::noon(1),
            trashed: None,
        };
        lines.push_str(&serde_json::to_string(&kept).unwrap());
        lines.push('\n');
    }
    fs::write(home.path().join("in.jsonl"), lines).unwrap();
    let output = std::process::Command::new("sh").args(["-c", &script]).output().unwrap();
    assert_eq!(output.status.code(), Some(1), "{output:?}");
    assert!(super::support::said(&output).contains("library"), "{output:?}");
    assert_eq!(ids(&SqliteLibrary::open(&path).unwrap(), Side::Kept), ["b00000", "b00001"]);
    assert!(check(&path).unwrap().iter().all(|one| one.mend == Mend::Nothing));
}
