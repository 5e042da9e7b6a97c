//! Libraries and the program for the tests of faults.

use std::path::Path;
use std::process::{Command, Output};

use chrono::{DateTime, TimeZone as _, Utc};
use throughline::base::id::RevisionId;
use throughline::base::span::Span;
use throughline::model::article::Article;
use throughline::model::bookmark::{Bookmark, Mark, Place};
use throughline::model::view::Row;
use throughline::passage::anchor;
use throughline::store::change::Change;
use throughline::store::library::{Library, Side};
use throughline::store::sqlite::SqliteLibrary;

use crate::synthetic;

/// The program itself on a library, with no settings of whoever runs the tests.
pub(super) fn program(library: &Path, arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_throughline"));
    command.env("LC_ALL", "C").env("XDG_CONFIG_HOME", library.with_extension("settings"));
    command.arg("--library").arg(library).args(arguments).output().unwrap()
}

pub(super) fn said(output: &Output) -> String {
    String::from_utf8_lossy(&output.stdout).into_owned() + &String::from_utf8_lossy(&output.stderr)
}

/// Runs the program and expects that it did what it was asked.
pub(super) fn done(library: &Path, arguments: &[&str]) -> String {
    let output = program(library, arguments);
    assert!(output.status.success(), "{arguments:?}: {}", said(&output));
    said(&output)
}

pub(super) fn noon(day: u32) -> DateTime<Utc> {
    Utc.with_ymd_and_hms(2026, 1, day, 12, 0, 0).unwrap()
}

/// A bookmark of the n-th word of an article.
pub(super) fn bookmark(article: &Article, n: usize) -> Bookmark {
    let word = article.text.split_whitespace().nth(n % 40).unwrap();
    let span = Span::of_slice(&article.text, word).unwrap();
    Bookmark {
        id: format!("b{n:05}").as_str().into(),
        article: article.id.clone(),
        anchor: anchor(&article.text, span, &article.revision),
        place: Place::Sure { span },
        note: format!("заметка {n}"),
        tags: vec![format!("t{}", n % 3)],
        mark: Mark::Plain,
        created: noon(1),
        changed: noon(1),
        trashed: None,
    }
}

/// A library of so many articles and bookmarks, closed.
pub(super) fn filled(path: &Path, articles: u64, bookmarks: usize) {
    let mut library = SqliteLibrary::open(path).unwrap();
    synthetic::fill(&mut library, articles);
    for n in 0..bookmarks {
        let row = Row(1 + i64::try_from(n as u64 % articles).unwrap());
        let article = library.page(row).unwrap().unwrap().article;
        library.change(Change::Keep(vec![bookmark(&article, n)]), noon(2)).unwrap();
    }
}

/// The ids of all bookmarks, sorted.
pub(super) fn ids(library: &dyn Library, side: Side) -> Vec<String> {
    let mut ids: Vec<String> =
        library.bookmarks(side).unwrap().into_iter().map(|row| row.bookmark.id.0).collect();
    ids.sort();
    ids
}

/// How many times to repeat what chance decides: `THROUGHLINE_FAULTS` says, else few.
pub(super) fn runs(few: u64) -> u64 {
    std::env::var("THROUGHLINE_FAULTS").ok().and_then(|many| many.parse().ok()).unwrap_or(few)
}

/// A bookmark of an article that is not in the library.
pub(super) fn loose_bookmark(id: &str) -> Bookmark {
    let text = "Министр предложил создать центр подготовки гидротехников в Кызылорде.";
    let span = Span::of_slice(text, &text["Министр ".len().."Министр предложил".len()]).unwrap();
    Bookmark {
        id: id.into(),
        article: "elsewhere".into(),
        anchor: anchor(text, span, &RevisionId::from("r")),
        place: Place::Orphan,
        note: "слова ".repeat(20),
        tags: vec!["вода".to_owned()],
        mark: Mark::Plain,
        created: noon(1),
        changed: noon(1),
        trashed: None,
    }
}
