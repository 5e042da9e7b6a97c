//! The commands that move bookmarks and libraries, as the program itself carries them out.

use std::fs;
use std::path::Path;

use serde_json::json;
use throughline::store::library::{Library as _, Side};
use throughline::store::sqlite::SqliteLibrary;

use super::support::{done, filled, ids, program, said};

fn names(folder: &Path) -> Vec<String> {
    let mut names: Vec<String> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    names
}

fn articles(home: &Path) -> std::path::PathBuf {
    let folder = home.join("news");
    fs::create_dir(&folder).unwrap();
    for (n, word) in ["центр", "форум", "закон"].iter().enumerate() {
        let text = format!(
            "Заголовок {n}\n\n0{}.10.2025, 12:00\n\nМинистр предложил создать {word} подготовки.",
            n + 1
        );
        fs::write(folder.join(format!("{n}.txt")), text).unwrap();
    }
    folder
}

/// Keeps a passage of every article, as JSON lines that another program could have written.
fn lines(library: &Path) -> String {
    let library = SqliteLibrary::open(library).unwrap();
    let mut out = String::new();
    for entry in library.timeline().unwrap() {
        let article = library.page(entry.row).unwrap().unwrap().article;
        for (n, quote) in ["Министр предложил", "создать"].iter().enumerate() {
            let id = article.id.as_str();
            let line = json!({
                "id": format!("{id}-{n}"), "article": {"id": id, "title": article.title},
                "anchor": {"quote": quote, "prefix": "", "suffix": "", "span": {"start": 0, "end": 0}, "revision": ""},
                "note": "=1+1", "tags": ["вода"], "created": format!("2026-01-0{}T00:00:00Z", n + 1),
            });
            out.push_str(&line.to_string());
            out.push('\n');
        }
    }
    out
}

#[test]
fn export_wipe_and_import_give_the_same_bytes() {
    let home = tempfile::tempdir().unwrap();
    let news = articles(home.path());
    let at = |name: &str| home.path().join(name);
    let old = at("old.db");
    done(&old, &["add", news.to_str().unwrap()]);
    fs::write(at("in.jsonl"), lines(&old)).unwrap();
    let told = done(&old, &["bookmarks", "import", at("in.jsonl").to_str().unwrap()]);
    assert!(told.contains("6 new, 0 here already"), "{told}");
    let told = done(&old, &["bookmarks", "import", at("in.jsonl").to_str().unwrap()]);
    assert!(told.contains("0 new, 6 here already"), "{told}");
    for ending in ["md", "jsonld", "csv", "jsonl"] {
        let (first, second, third) =
            (at(&format!("1.{ending}")), at(&format!("2.{ending}")), at(&format!("3.{ending}")));
        let path = |path: &Path| path.to_str().unwrap().to_owned();
        done(&old, &["bookmarks", "export", &path(&first)]);
        // Into a library without the articles: the bookmarks wait for them.
        let new = at(&format!("{ending}.db"));
        let told = done(&new, &["bookmarks", "import", &path(&first)]);
        assert!(told.contains("6 wait for their articles"), "{told}");
        done(&new, &["bookmarks", "export", &path(&second)]);
        assert_eq!(fs::read(&first).unwrap(), fs::read(&second).unwrap(), "{ending}");
        // The articles come: the bookmarks find their places.
        done(&new, &["add", news.to_str().unwrap()]);
        let library = SqliteLibrary::open(&new).unwrap();
        let rows = library.bookmarks(Side::Kept).unwrap();
        assert!(rows.iter().all(|row| row.row.is_some() && row.bookmark.place.span().is_some()), "{ending}");
        done(&new, &["bookmarks", "export", &path(&third)]);
        assert_eq!(fs::read(&first).unwrap(), fs::read(&third).unwrap(), "{ending}");
    }
}

#[test]
fn notes_of_single_articles_go_out_and_come_in() {
    let home = tempfile::tempdir().unwrap();
    let news = articles(home.path());
    let (old, new) = (home.path().join("old.db"), home.path().join("new.db"));
    let notes = home.path().join("vault/notes");
    let notes = notes.to_str().unwrap();
    done(&old, &["add", news.to_str().unwrap()]);
    fs::write(home.path().join("in.jsonl"), lines(&old)).unwrap();
    done(&old, &["bookmarks", "import", home.path().join("in.jsonl").to_str().unwrap()]);
    done(&old, &["bookmarks", "export", "--each-article", notes]);
    assert_eq!(
        names(Path::new(notes)),
        ["2025-10-01 Заголовок 0.md", "2025-10-02 Заголовок 1.md", "2025-10-03 Заголовок 2.md"]
    );
    // The same again is no conflict; a file of somebody else's is.
    done(&old, &["bookmarks", "export", "--each-article", notes]);
    let own = Path::new(notes).join("2025-10-01 Заголовок 0.md");
    let (before, other) = (fs::read(&own).unwrap(), b"my own note");
    fs::write(&own, other).unwrap();
    let refused = program(&old, &["bookmarks", "export", "--each-article", notes]);
    assert_eq!(refused.status.code(), Some(1), "{}", said(&refused));
    assert_eq!(fs::read(&own).unwrap(), other);
    done(&old, &["bookmarks", "export", "--each-article", "--force", notes]);
    assert_eq!(fs::read(&own).unwrap(), before);
    let told = done(&new, &["bookmarks", "import", notes]);
    assert!(told.contains("6 new"), "{told}");
}

#[test]
fn a_named_path_that_cannot_be_read_is_told_after_the_rest_was_read() {
    let home = tempfile::tempdir().unwrap();
    let news = articles(home.path());
    let (library, picture) = (home.path().join("l.db"), home.path().join("picture.txt"));
    fs::write(&picture, b"\x89PNG\r\n\x1a\n\0\0\0").unwrap();
    let (first, gone) = (news.join("0.txt"), news.join("gone.txt"));
    let run = |command: &[&str], paths: &[&Path]| {
        let paths = paths.iter().map(|path| path.to_str().unwrap());
        program(&library, &command.iter().copied().chain(paths).collect::<Vec<_>>())
    };
    let added = run(&["add"], &[&gone, &first, &picture]);
    assert_eq!(added.status.code(), Some(1), "{}", said(&added));
    for words in ["gone.txt", "picture.txt", "1 new", "2 of the paths were not read"] {
        assert!(said(&added).contains(words), "{words}: {}", said(&added));
    }
    // A folder with something unreadable in it was read as it was asked.
    fs::copy(&picture, news.join("picture.txt")).unwrap();
    let added = run(&["add"], &[&news]);
    assert!(added.status.success() && said(&added).contains("2 new"), "{}", said(&added));
    let found = run(&["extract", "--format", "jsonl"], &[&first, &gone]);
    assert_eq!(found.status.code(), Some(1), "{}", said(&found));
    assert!(String::from_utf8_lossy(&found.stdout).contains(r#""type":"article""#), "{}", said(&found));
    fs::write(home.path().join("in.jsonl"), lines(&library)).unwrap();
    let kept = run(&["bookmarks", "import"], &[&gone, &home.path().join("in.jsonl")]);
    assert_eq!(kept.status.code(), Some(1), "{}", said(&kept));
    assert!(said(&kept).contains("6 new"), "{}", said(&kept));
}

#[test]
fn nothing_is_written_over_unasked() {
    let home = tempfile::tempdir().unwrap();
    let (library, file) = (home.path().join("l.db"), home.path().join("kept.md"));
    filled(&library, 3, 3);
    fs::write(&file, "mine").unwrap();
    for command in [&["bookmarks", "export"][..], &["backup"]] {
        let refused = program(&library, &[command, &[file.to_str().unwrap()]].concat());
        assert_eq!(refused.status.code(), Some(1));
        assert!(said(&refused).contains("exists already"), "{}", said(&refused));
        assert_eq!(fs::read_to_string(&file).unwrap(), "mine");
    }
    done(&library, &["bookmarks", "export", "--force", file.to_str().unwrap()]);
    assert!(fs::read_to_string(&file).unwrap().contains("throughline:bookmark"));
    let wrong = program(&library, &["bookmarks", "export", "kept.xyz"]);
    assert_eq!(wrong.status.code(), Some(2));
}

#[test]
fn a_backup_is_put_back_and_what_was_there_is_kept() {
    let home = tempfile::tempdir().unwrap();
    let (library, copy) = (home.path().join("l.db"), home.path().join("copy.db"));
    filled(&library, 4, 5);
    done(&library, &["backup", copy.to_str().unwrap()]);
    let mut open = SqliteLibrary::open(&library).unwrap();
    let gone: Vec<_> = open.bookmarks(Side::Kept).unwrap().into_iter().map(|row| row.bookmark.id).collect();
    open.change(throughline::store::change::Change::Trash(gone), super::support::noon(3)).unwrap();
    assert_eq!(ids(&open, Side::Kept).len(), 0);
    let told = done(&library, &["restore", copy.to_str().unwrap()]);
    assert!(told.contains("4 articles, 5 bookmarks"), "{told}");
    // A window that was open goes on with the restored library.
    assert_eq!(ids(&open, Side::Kept).len(), 5);
    let before = SqliteLibrary::open(&home.path().join("l.db.before-restore-1")).unwrap();
    assert_eq!((ids(&before, Side::Kept).len(), ids(&before, Side::Trash).len()), (0, 5));
    // What is no whole library is refused, and nothing changes.
    for (name, bytes) in
        [("text.db", b"hello".to_vec()), ("torn.db", fs::read(&copy).unwrap()[..20_000].to_vec())]
    {
        let bad = home.path().join(name);
        fs::write(&bad, bytes).unwrap();
        let refused = program(&library, &["restore", bad.to_str().unwrap()]);
        assert_eq!(refused.status.code(), Some(1), "{}", said(&refused));
        assert_eq!(ids(&open, Side::Kept).len(), 5);
    }
    assert!(done(&library, &["doctor"]).contains("In order: 4 articles, 5 bookmarks."));
}

#[test]
fn annotations_of_other_programs_find_their_article_by_its_address() {
    let home = tempfile::tempdir().unwrap();
    let library = home.path().join("l.db");
    let article = "url: https://www.example.org/news/17?utm_source=x\n\nЗаголовок\n\n01.10.2025\n\nМинистр предложил создать центр.";
    fs::write(home.path().join("a.txt"), article).unwrap();
    let annotation = r#"{"@context":"http://www.w3.org/ns/anno.jsonld","id":"http://a.org/1","type":"Annotation",
        "body":[{"type":"TextualBody","value":"Check","purpose":"commenting"}],"created":"2026-01-02T03:04:05Z",
        "target":{"source":"https://example.org/news/17","selector":[{"type":"TextQuoteSelector",
        "exact":"предложил создать","prefix":"Министр ","suffix":" центр."}]}}"#;
    fs::write(home.path().join("a.jsonld"), annotation).unwrap();
    done(&library, &["bookmarks", "import", home.path().join("a.jsonld").to_str().unwrap()]);
    done(&library, &["add", home.path().join("a.txt").to_str().unwrap()]);
    let rows = SqliteLibrary::open(&library).unwrap().bookmarks(Side::Kept).unwrap();
    assert!(rows[0].row.is_some() && rows[0].bookmark.place.span().is_some(), "{rows:?}");
}
