//! A disk that is really full: a small one of our own, in a namespace where that needs no rights.

use std::fs;
use std::process::Command;

use serde_json::json;
use throughline::store::sqlite::SqliteLibrary;

use super::support::{filled, said};

/// Fills the disk to the last kilobyte, does all that writes, makes room and does it again. Told: where to mount, a
/// library, the program, a file of bookmarks.
const SCRIPT: &str = r#"
mount -t tmpfs -o size=4m full "$1" || exit 77
cp "$2" "$1/l.db"
dd if=/dev/zero of="$1/filler" bs=1k 2>/dev/null
run() { name=$1; shift; "$program" --library "$disk/l.db" "$@"; echo "$name: $?"; }
disk=$1 program=$3
run keep bookmarks import "$4"
run backup backup "$disk/copy.db"
run export bookmarks export "$disk/out.md"
run doctor doctor
ls -A "$disk"
rm "$disk/filler"
run again bookmarks import "$4"
run looked doctor
"#;

/// The script's output; `None` where this machine gives nobody a namespace or a disk of his own.
fn on_a_full_disk(home: &std::path::Path) -> Option<String> {
    let mount = home.join("disk");
    fs::create_dir(&mount).unwrap();
    let output = Command::new("unshare")
        .args(["--user", "--map-root-user", "--mount", "sh", "-c", SCRIPT, "sh"])
        .arg(&mount)
        .arg(home.join("whole.db"))
        .arg(env!("CARGO_BIN_EXE_throughline"))
        .arg(home.join("in.jsonl"))
        .output()
        .ok()?;
    let told = said(&output);
    told.contains("keep: ").then_some(told)
}

#[test]
fn a_disk_that_is_full_loses_nothing() {
    let home = tempfile::tempdir().unwrap();
    filled(&home.path().join("first.db"), 2, 3);
    SqliteLibrary::open(&home.path().join("first.db"))
        .unwrap()
        .backup(&home.path().join("whole.db"))
        .unwrap();
    let lines = (0..300).map(|n| {
        json!({
            "id": format!("x{n}"), "article": {"id": "elsewhere", "title": "T"}, "note": "слово ".repeat(40),
            "anchor": {"quote": "слово", "prefix": "", "suffix": "", "span": {"start": 0, "end": 0}, "revision": ""},
            "tags": [], "created": "2026-01-01T00:00:00Z",
        })
        .to_string()
    });
    fs::write(home.path().join("in.jsonl"), lines.collect::<Vec<_>>().join("\n")).unwrap();
    let Some(told) = on_a_full_disk(home.path()) else {
        println!("not run: this machine lets nobody mount a disk in a namespace of his own");
        return;
    };
    let has = |part: &str| assert!(told.contains(part), "{part:?} is not in:\n{told}");
    for failed in ["keep: 1", "backup: 1", "export: 1"] {
        has(failed);
    }
    has("no room left");
    has("In order: 2 articles, 3 bookmarks.");
    // No half-written file stays.
    has("doctor: 0\nfiller\nl.db\nagain: 0\n");
    has("300 new, 0 here already");
    has("In order: 2 articles, 303 bookmarks.");
}
