//! A library file that was cut off, overwritten, emptied or is another program's: refused or mended, never
//! written over, and what can be read is saved.

use std::fs;
use std::path::Path;

use throughline::store::change::Change;
use throughline::store::error::Error;
use throughline::store::library::{Library as _, Side};
use throughline::store::sqlite::{SqliteLibrary, mend};

use super::support::{done, filled, ids, noon, program, said};
use crate::synthetic::Dice;

/// A library as one file, its journal written back.
fn whole(path: &Path, articles: u64, bookmarks: usize) -> Vec<u8> {
    filled(path, articles, bookmarks);
    let copy = path.with_extension("copy");
    SqliteLibrary::open(path).unwrap().backup(&copy).unwrap();
    fs::read(&copy).unwrap()
}

/// Uses a library as the reader does: opens it, looks at everything, keeps a bookmark.
fn used(path: &Path) -> Result<usize, Error> {
    let mut library = SqliteLibrary::open(path)?;
    let kept = library.bookmarks(Side::Kept)?.len();
    for entry in library.timeline()? {
        library.page(entry.row)?;
    }
    library.set_setting("used", Some("yes"))?;
    Ok(kept)
}

fn below(dice: &mut Dice, end: usize) -> usize {
    usize::try_from(dice.below(end as u64)).unwrap()
}

/// The damaged bytes are in the file still, or in one set aside beside it.
fn is_kept(path: &Path, bytes: &[u8]) -> bool {
    let beside = fs::read_dir(path.parent().unwrap()).unwrap();
    beside.into_iter().any(|entry| fs::read(entry.unwrap().path()).is_ok_and(|there| there == bytes))
}

#[test]
fn a_library_cut_off_anywhere_is_refused_and_mended() {
    let home = tempfile::tempdir().unwrap();
    let bytes = whole(&home.path().join("l.db"), 6, 40);
    let pages = bytes.len() / 4096;
    let mut saved_of = Vec::new();
    let cuts: Vec<usize> =
        (0..pages).step_by(5).map(|page| page * 4096 + 77).chain([1, 15, 99, 100]).collect();
    for cut in cuts {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("l.db");
        let torn = &bytes[..cut.min(bytes.len() - 1)];
        fs::write(&path, torn).unwrap();
        match SqliteLibrary::open(&path) {
            Err(Error::Damaged { .. }) => {}
            Err(Error::Foreign { .. }) if cut < 72 => continue,
            other => panic!("cut at {cut}: {other:?}"),
        }
        assert_eq!(fs::read(&path).unwrap(), torn, "refusing must not write");
        let mended = mend(&path, noon(5)).unwrap();
        assert!(is_kept(&path, torn), "cut at {cut}: the damaged file is set aside");
        let saved = mended.saved.unwrap();
        let mut library = SqliteLibrary::open(&path).unwrap();
        let all = ids(&library, Side::Kept).len() + ids(&library, Side::Trash).len();
        assert_eq!(all, saved.bookmarks);
        library.change(Change::EmptyTrash, noon(6)).unwrap();
        saved_of.push((cut * 100 / bytes.len(), saved.bookmarks));
    }
    let from =
        |percent: usize| saved_of.iter().filter(move |(cut, _)| *cut >= percent).map(|(_, saved)| *saved);
    // The bookmarks came last, so they lie at the end of the file.
    assert!(from(95).all(|saved| saved >= 30), "{saved_of:?}");
}

#[test]
fn flipped_bytes_lose_at_most_what_they_hit() {
    let home = tempfile::tempdir().unwrap();
    let bytes = whole(&home.path().join("l.db"), 6, 40);
    let runs = super::support::runs(10);
    let mut least = usize::MAX;
    for seed in 0..runs {
        let mut dice = Dice::new(seed, 7);
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("l.db");
        let mut torn = bytes.clone();
        // One page overwritten, or a few single bytes.
        let at = 100 + below(&mut dice, bytes.len() - 5000);
        if seed % 2 == 0 {
            torn[at..at + 4096].fill(0xa5);
        } else {
            (0..8).for_each(|_| torn[100 + below(&mut dice, bytes.len() - 200)] ^= 0x55);
        }
        fs::write(&path, &torn).unwrap();
        let usable = used(&path);
        let told = program(&path, &["doctor"]);
        if usable.is_err() {
            assert_eq!(told.status.code(), Some(1), "{seed}: {usable:?} but {}", said(&told));
        }
        if told.status.code() == Some(1) {
            let mended = program(&path, &["doctor", "--mend"]);
            assert!(mended.status.success(), "{seed}: {}", said(&mended));
        }
        let library = SqliteLibrary::open(&path).unwrap();
        let all = ids(&library, Side::Kept).len() + ids(&library, Side::Trash).len();
        least = least.min(all);
        assert!(all >= 30, "{seed}: {all} of 40 are left");
    }
    println!("flipped bytes, {runs} runs: at least {least} of 40 bookmarks are left");
}

#[test]
fn an_empty_file_becomes_a_library_and_another_program_s_is_left_alone() {
    let home = tempfile::tempdir().unwrap();
    let path = home.path().join("l.db");
    fs::write(&path, b"").unwrap();
    assert_eq!(used(&path).unwrap(), 0);
    let other = rusqlite::Connection::open(home.path().join("other.db")).unwrap();
    other.execute_batch("CREATE TABLE t (x); INSERT INTO t VALUES (1);").unwrap();
    drop(other);
    let long = "Just a text of some length.\n".repeat(300);
    for (name, bytes) in [("text.db", long.as_bytes()), ("short.db", b"x"), ("zip.db", b"PK\x03\x04")] {
        fs::write(home.path().join(name), bytes).unwrap();
    }
    for name in ["other.db", "text.db", "short.db", "zip.db"] {
        let path = home.path().join(name);
        let before = fs::read(&path).unwrap();
        for command in [&["list"][..], &["doctor"], &["doctor", "--mend"], &["bookmarks", "list"]] {
            let refused = program(&path, command);
            assert_eq!(refused.status.code(), Some(1), "{name} {command:?}: {}", said(&refused));
            assert!(said(&refused).contains("not a library"), "{name} {command:?}: {}", said(&refused));
        }
        assert_eq!(fs::read(&path).unwrap(), before, "{name}");
    }
}

#[test]
fn wrong_counts_and_a_lost_search_are_made_anew() {
    let home = tempfile::tempdir().unwrap();
    let path = home.path().join("l.db");
    filled(&path, 6, 4);
    let raw = rusqlite::Connection::open(&path).unwrap();
    raw.execute_batch("UPDATE entries SET marks = 7; INSERT INTO fulltext (fulltext) VALUES ('delete-all');")
        .unwrap();
    drop(raw);
    let told = program(&path, &["doctor"]);
    assert!(
        said(&told).contains("wrong number of bookmarks") && said(&told).contains("missing from the search")
    );
    assert_eq!(told.status.code(), Some(1));
    let told = done(&path, &["doctor", "--mend"]);
    assert!(told.contains("In order: 6 articles, 4 bookmarks."), "{told}");
    assert!(done(&path, &["doctor"]).contains("In order"));
}

#[test]
fn a_journal_cut_off_loses_the_last_writes_at_most() {
    let home = tempfile::tempdir().unwrap();
    let path = home.path().join("l.db");
    let mut library = SqliteLibrary::open(&path).unwrap();
    crate::synthetic::fill(&mut library, 3);
    let article = library.page(throughline::model::view::Row(1)).unwrap().unwrap().article;
    for n in 0..20 {
        library.change(Change::Keep(vec![super::support::bookmark(&article, n)]), noon(2)).unwrap();
    }
    // As a crash of the machine leaves it: both files, nothing written back.
    let (main, journal) = (fs::read(&path).unwrap(), fs::read(home.path().join("l.db-wal")).unwrap());
    for eighth in 0..8 {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("l.db");
        fs::write(&path, &main).unwrap();
        fs::write(folder.path().join("l.db-wal"), &journal[..journal.len() * eighth / 8]).unwrap();
        let kept = match SqliteLibrary::open(&path) {
            Ok(library) => ids(&library, Side::Kept),
            Err(Error::Damaged { .. } | Error::Foreign { .. }) if eighth == 0 => continue,
            Err(error) => panic!("{eighth}: {error}"),
        };
        let first: Vec<String> = (0..kept.len()).map(|n| format!("b{n:05}")).collect();
        assert_eq!(kept, first, "{eighth}: what is there is a beginning without gaps");
    }
}
