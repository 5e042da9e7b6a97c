//! Where the library lies: behind a link, in a folder that may not be written, without a home, in two windows.

use std::fs;
use std::os::unix::fs::{PermissionsExt as _, symlink};
use std::os::unix::process::CommandExt as _;
use std::path::Path;
use std::process::Command;
use std::thread::sleep;
use std::time::{Duration, Instant};

use throughline::store::change::Change;
use throughline::store::error::Error;
use throughline::store::library::{Library as _, Side};
use throughline::store::sqlite::SqliteLibrary;

use super::child::{start, told};
use super::support::{filled, ids, loose_bookmark, noon, said};

fn mode(path: &Path) -> u32 {
    fs::metadata(path).unwrap().permissions().mode() & 0o777
}

#[test]
fn only_the_owner_may_look() {
    let home = tempfile::tempdir().unwrap();
    let path = home.path().join("deep/deeper/l.db");
    filled(&path, 1, 1);
    let library = SqliteLibrary::open(&path).unwrap();
    for folder in ["deep", "deep/deeper"] {
        assert_eq!(mode(&home.path().join(folder)), 0o700, "{folder}");
    }
    let copy = home.path().join("copy.db");
    library.backup(&copy).unwrap();
    for file in [path.clone(), path.with_extension("db-wal"), path.with_extension("db-shm"), copy] {
        assert_eq!(mode(&file), 0o600, "{file:?}");
    }
}

#[test]
fn a_library_behind_a_link_is_one_library() {
    let home = tempfile::tempdir().unwrap();
    let (real, link) = (home.path().join("real"), home.path().join("link.db"));
    fs::create_dir(&real).unwrap();
    filled(&real.join("l.db"), 2, 2);
    symlink(real.join("l.db"), &link).unwrap();
    let mut behind = SqliteLibrary::open(&link).unwrap();
    behind.change(Change::Keep(vec![loose_bookmark("through")]), noon(3)).unwrap();
    let direct = SqliteLibrary::open(&real.join("l.db")).unwrap();
    assert_eq!(ids(&direct, Side::Kept).len(), 3);
    // Opened anew while its journal holds what is not written back.
    assert_eq!(ids(&SqliteLibrary::open(&link).unwrap(), Side::Kept).len(), 3);
    assert!(fs::symlink_metadata(&link).unwrap().is_symlink());
    assert_eq!(fs::read_dir(home.path()).unwrap().count(), 2, "nothing is made beside the link");
}

/// The program as somebody who may not write here: another user where the tests run as root.
fn as_other(arguments: &[&str]) -> Option<std::process::Output> {
    let mut command = Command::new(env!("CARGO_BIN_EXE_throughline"));
    command.args(arguments);
    if fs::metadata("/proc/self").is_ok_and(|own| std::os::unix::fs::MetadataExt::uid(&own) == 0) {
        command.uid(65_534).gid(65_534);
    }
    // A machine may keep that user from the program itself.
    command.output().ok()
}

#[test]
fn what_may_only_be_read_is_read() {
    let home = tempfile::tempdir().unwrap();
    let path = home.path().join("l.db");
    filled(&path, 2, 2);
    fs::write(home.path().join("in.jsonl"), "").unwrap();
    fs::set_permissions(&path, fs::Permissions::from_mode(0o444)).unwrap();
    fs::set_permissions(home.path(), fs::Permissions::from_mode(0o555)).unwrap();
    let library = path.to_str().unwrap();
    if let Some(read) = as_other(&["--library", library, "bookmarks", "list", "--format", "jsonl"]) {
        assert!(read.status.success(), "{}", said(&read));
        assert_eq!(said(&read).lines().count(), 2);
        let refused = as_other(&["--library", library, "date", "x", "2025-01-01"]).unwrap();
        assert_eq!(refused.status.code(), Some(1));
        let doctor = as_other(&["--library", library, "doctor"]).unwrap();
        assert!(said(&doctor).contains("cannot be written"), "{}", said(&doctor));
        let new = home.path().join("new.db");
        let refused = as_other(&["--library", new.to_str().unwrap(), "add", "seeds"]).unwrap();
        assert_eq!(refused.status.code(), Some(1));
        assert!(
            said(&refused).contains("new.db") && said(&refused).contains("--library"),
            "{}",
            said(&refused)
        );
    }
    fs::set_permissions(&path, fs::Permissions::from_mode(0o0)).unwrap();
    if let Some(refused) = as_other(&["--library", library, "list"]) {
        assert_eq!(refused.status.code(), Some(1));
        assert!(said(&refused).contains("cannot reach the library"), "{}", said(&refused));
    }
    fs::set_permissions(home.path(), fs::Permissions::from_mode(0o755)).unwrap();
}

#[test]
fn a_home_that_is_odd_is_told_or_passed_over() {
    let home = tempfile::tempdir().unwrap();
    let run = |set: &[(&str, &str)]| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_throughline"));
        command.arg("list").env_clear().envs(set.iter().copied()).current_dir(home.path());
        command.output().unwrap()
    };
    let own = home.path().to_str().unwrap();
    for set in [
        &[("HOME", own)][..],
        &[("HOME", own), ("XDG_DATA_HOME", "relative/path")],
        &[("HOME", own), ("XDG_DATA_HOME", "")],
        &[("HOME", own), ("XDG_DATA_HOME", "/nonexistent/deep")],
        &[],
        &[("HOME", "")],
    ] {
        let output = run(set);
        // Without a home of its own the system is asked for it, where the developer may have a library.
        if set.iter().all(|(name, value)| *name != "HOME" || value.is_empty()) && output.status.success() {
            continue;
        }
        assert_eq!(output.status.code(), Some(1), "{set:?}: {}", said(&output));
        let told = said(&output);
        assert!(told.contains("no library yet") || told.contains("home folder"), "{set:?}: {told}");
        assert!(!told.contains("relative/path"), "{set:?}: {told}");
    }
    assert_eq!(fs::read_dir(home.path()).unwrap().count(), 0, "looking makes nothing");
}

#[test]
fn two_windows_at_once_lose_nothing() {
    let home = tempfile::tempdir().unwrap();
    let path = home.path().join("l.db");
    let both = [start(&path, "one", 200, None), start(&path, "two", 200, None)];
    for (child, name) in both.into_iter().zip(["one", "two"]) {
        let told = told(child);
        assert_eq!((told.kept.len(), told.failed.as_slice()), (200, [].as_slice()), "{name}");
    }
    assert_eq!(ids(&SqliteLibrary::open(&path).unwrap(), Side::Kept).len(), 400);
}

#[test]
fn a_lock_of_a_program_that_died_holds_nothing() {
    let home = tempfile::tempdir().unwrap();
    let path = home.path().join("l.db");
    filled(&path, 1, 1);
    fs::write(home.path().join("l.db.lock"), "").unwrap();
    let mut child = start(&path, "x", 100_000, None);
    sleep(Duration::from_millis(150));
    child.kill().unwrap();
    child.wait().unwrap();
    let begun = Instant::now();
    let mut library = SqliteLibrary::open(&path).unwrap();
    library.change(Change::Keep(vec![loose_bookmark("after")]), noon(3)).unwrap();
    assert!(begun.elapsed() < Duration::from_secs(5));
}

#[test]
fn a_newer_library_is_read_and_never_written() {
    let home = tempfile::tempdir().unwrap();
    let path = home.path().join("l.db");
    filled(&path, 2, 2);
    rusqlite::Connection::open(&path).unwrap().execute_batch("PRAGMA user_version = 99").unwrap();
    let mut library = SqliteLibrary::open(&path).unwrap();
    assert_eq!(ids(&library, Side::Kept).len(), 2);
    assert!(library.about().unwrap().read_only.is_some());
    let refused = library.change(Change::Keep(vec![loose_bookmark("x")]), noon(3)).unwrap_err();
    assert!(matches!(refused, Error::Newer { found: 99, .. }), "{refused}");
    assert!(said(&super::support::program(&path, &["doctor", "--mend"])).contains("newer version"));
    assert_eq!(ids(&library, Side::Kept).len(), 2);
}

#[test]
fn a_clock_set_back_changes_neither_order_nor_identity() {
    let home = tempfile::tempdir().unwrap();
    let path = home.path().join("l.db");
    let mut library = SqliteLibrary::open(&path).unwrap();
    let mut made = Vec::new();
    for (n, day) in [9, 3, 27, 1, 1].into_iter().enumerate() {
        let id = format!("z{}", 9 - n);
        let kept = throughline::model::bookmark::Bookmark { created: noon(day), ..loose_bookmark(&id) };
        library.change(Change::Keep(vec![kept]), noon(day)).unwrap();
        made.push(id);
    }
    let order = |library: &SqliteLibrary| -> Vec<String> {
        library.bookmarks(Side::Kept).unwrap().into_iter().map(|row| row.bookmark.id.0).collect()
    };
    assert_eq!(order(&library), made);
    // Edited, trashed and brought back with the clock far behind, each keeps its place.
    library.change(Change::Trash(vec![made[1].as_str().into()]), noon(1)).unwrap();
    library.undo().unwrap();
    let edited = library.bookmarks(Side::Kept).unwrap()[2].bookmark.clone();
    library
        .change(
            Change::Keep(vec![throughline::model::bookmark::Bookmark { changed: noon(1), ..edited }]),
            noon(1),
        )
        .unwrap();
    assert_eq!(order(&library), made);
}
