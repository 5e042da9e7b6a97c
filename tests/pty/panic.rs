//! A fault of ours: the terminal is given back, the message stands where it can be read, bookmarks are kept.

use std::path::PathBuf;

use throughline::shell::beside::{Work, Works};
use throughline::shell::config;
use throughline::shell::reader::run;
use throughline::store::library::Library as _;
use throughline::store::sqlite::SqliteLibrary;

use crate::known::strangers;
use crate::terminal::{Home, Terminal, Wishes};

/// Names the library that the reader below opens.
const LIBRARY: &str = "THROUGHLINE_TEST_LIBRARY";
/// Where it is to fail: `beside` on another thread, or `inside` its own loop.
const WHERE: &str = "THROUGHLINE_TEST_WHERE";

#[test]
#[ignore = "it fails on purpose: the tests beside it run it in a terminal of their own"]
fn a_reader_that_fails() {
    let library = PathBuf::from(std::env::var_os(LIBRARY).expect("the name of a library"));
    let is_beside = std::env::var(WHERE).unwrap() == "beside";
    let beside: Box<dyn Fn() -> Work> = Box::new(|| Box::new(|_| panic!("a fault on purpose, beside")));
    let inside: Box<dyn Fn() -> Work> = Box::new(|| panic!("a fault on purpose, inside"));
    let works = Works { relink: Some(if is_beside { beside } else { inside }), ..Works::default() };
    run(Box::new(SqliteLibrary::open(&library).unwrap()), config::load(None).unwrap(), works).unwrap();
}

/// Runs the reader above, keeps a bookmark, then renames an initiative, which makes it fail.
fn fail(place: &'static str) {
    let home = Home::new();
    let library = home.path().join("library.db");
    let named = library.to_string_lossy().into_owned();
    assert!(home.command(&["--library", &named, "add", "seeds"]).status().unwrap().success());
    let wishes = Wishes {
        program: Some(std::env::current_exe().unwrap()),
        environment: vec![(LIBRARY, Some(named.leak())), (WHERE, Some(place))],
        ..Wishes::default()
    };
    let args = ["--exact", "panic::a_reader_that_fails", "--ignored", "--nocapture", "--test-threads=1"];
    let mut terminal = Terminal::start_with(&home, 120, 36, &args, &wishes);
    terminal.keep_a_passage("J");
    terminal.press("t");
    terminal.wait_until("the page of an initiative", |screen| screen.contains("rename"));
    terminal.press("R\u{15}Another name\r");
    assert!(!terminal.wait_for_end().success());
    assert!(terminal.is_restored(), "{place}");
    let told = terminal.screen();
    assert!(told.contains(&format!("a fault on purpose, {place}")), "{told}");
    assert_eq!(strangers(&terminal.raw()), Vec::<String>::new());
    let kept = SqliteLibrary::open(&library).unwrap().bookmarks(throughline::store::library::Side::Kept);
    assert_eq!(kept.unwrap().len(), 1, "{place}");
}

#[test]
fn a_fault_in_the_loop_gives_the_terminal_back() {
    fail("inside");
}

#[test]
fn a_fault_beside_the_loop_gives_the_terminal_back() {
    fail("beside");
}
