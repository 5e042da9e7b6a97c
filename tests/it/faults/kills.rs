//! The program killed at every call of a save, of the first opening and of a migration, and at random: what was
//! confirmed is there, with no manual step.

use std::fs;
use std::path::Path;
use std::thread::sleep;
use std::time::Duration;

use throughline::store::library::Side;
use throughline::store::sqlite::{Mend, SqliteLibrary, check};

use super::child::{ALL, Fault, start, told};
use super::support::{filled, ids, runs};
use crate::synthetic::Dice;

const fn kill(at: usize) -> Fault {
    Fault { kinds: ALL, at, times: 1, deed: "kill" }
}

/// Opens a library as it was left, and says which bookmarks it holds.
fn left(path: &Path) -> Vec<String> {
    let library = SqliteLibrary::open(path).unwrap();
    let ids = ids(&library, Side::Kept);
    drop(library);
    let found = check(path).unwrap();
    assert!(found.iter().all(|one| matches!(one.mend, Mend::Nothing | Mend::Rights)), "{found:?}");
    ids
}

fn has_all(there: &[String], confirmed: &[String], at: usize) {
    let missing: Vec<_> = confirmed.iter().filter(|id| !there.contains(id)).collect();
    assert!(missing.is_empty(), "killed at call {at}: {missing:?} were confirmed and are lost");
}

#[test]
fn at_every_call_of_a_save() {
    let home = tempfile::tempdir().unwrap();
    let first = home.path().join("first.db");
    filled(&first, 2, 2);
    let whole = home.path().join("whole.db");
    SqliteLibrary::open(&first).unwrap().backup(&whole).unwrap();
    for at in 1.. {
        let folder = tempfile::tempdir_in(home.path()).unwrap();
        let path = folder.path().join("l.db");
        fs::copy(&whole, &path).unwrap();
        let told = told(start(&path, "n", 2, Some(kill(at))));
        let there = left(&path);
        has_all(&there, &told.kept, at);
        has_all(&there, &["b00000".to_owned(), "b00001".to_owned()], at);
        assert!(there.len() <= 3 + told.kept.len(), "{at}: {there:?}");
        if told.ended {
            println!("a save of two bookmarks, with opening and closing: killed at each of {} calls", at - 1);
            assert!(at > 10 && told.kept.len() == 2);
            break;
        }
    }
}

#[test]
fn at_every_call_of_the_first_opening() {
    let home = tempfile::tempdir().unwrap();
    for at in (1..).step_by(if runs(0) > 0 { 1 } else { 3 }) {
        let folder = tempfile::tempdir_in(home.path()).unwrap();
        let path = folder.path().join("data/l.db");
        fs::create_dir(folder.path().join("data")).unwrap();
        let told = told(start(&path, "n", 1, Some(kill(at))));
        has_all(&left(&path), &told.kept, at);
        if told.ended {
            println!("a first opening with one save: killed at each of {at} calls");
            assert!(at > 20);
            break;
        }
    }
}

/// A library of form 1 with one bookmark.
fn old(path: &Path) {
    let conn = rusqlite::Connection::open(path).unwrap();
    conn.execute_batch(include_str!("../../../src/store/migrations/1_library.sql")).unwrap();
    let bookmark = serde_json::to_string(&super::support::loose_bookmark("old")).unwrap();
    conn.execute(
        "INSERT INTO bookmarks (id, article, created, data) VALUES ('old', 'elsewhere', 0, ?1)",
        [&bookmark],
    )
    .unwrap();
    conn.execute_batch("PRAGMA application_id = 0x7468726c; PRAGMA user_version = 1;").unwrap();
}

#[test]
fn at_every_call_of_a_migration() {
    let home = tempfile::tempdir().unwrap();
    let first = home.path().join("old.db");
    old(&first);
    for at in (1..).step_by(if runs(0) > 0 { 1 } else { 3 }) {
        let folder = tempfile::tempdir_in(home.path()).unwrap();
        let path = folder.path().join("l.db");
        fs::copy(&first, &path).unwrap();
        let told = told(start(&path, "n", 1, Some(kill(at))));
        let there = left(&path);
        has_all(&there, &told.kept, at);
        has_all(&there, &["old".to_owned()], at);
        // The backup that was made before is whole.
        let backup = folder.path().join("l.db.before-1");
        let conn = rusqlite::Connection::open(backup).unwrap();
        let kept: i64 = conn.query_row("SELECT count(*) FROM bookmarks", [], |row| row.get(0)).unwrap();
        assert_eq!(kept, 1, "{at}");
        if told.ended {
            println!("a migration with a backup: killed at each of {at} calls");
            assert!(at > 20);
            break;
        }
    }
}

#[test]
fn at_random() {
    let home = tempfile::tempdir().unwrap();
    let path = home.path().join("l.db");
    let runs = runs(15);
    let mut confirmed = Vec::new();
    for run in 0..runs {
        let mut dice = Dice::new(run, 11);
        let mut child = start(&path, &format!("r{run:04}-"), 100_000, None);
        sleep(Duration::from_millis(10 + dice.below(120)));
        child.kill().unwrap();
        confirmed.extend(told(child).kept);
        if run % 20 == 19 || run + 1 == runs {
            let there: std::collections::BTreeSet<String> = left(&path).into_iter().collect();
            let missing: Vec<_> = confirmed.iter().filter(|id| !there.contains(*id)).collect();
            assert!(missing.is_empty(), "run {run}: {missing:?}");
        }
    }
    assert!(!confirmed.is_empty());
    println!("killed {runs} times at random: all {} confirmed bookmarks are there", confirmed.len());
}
