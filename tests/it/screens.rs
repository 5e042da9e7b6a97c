//! Pictures of every pane and overlay, empty and full, at all sizes.

use crate::support::screen::print;
use crate::support::stage::Stage;

const SIZES: [(u16, u16); 5] = [(160, 48), (120, 36), (80, 24), (40, 12), (1, 1)];

/// Takes a picture at every size after pressing some keys.
fn pictures(name: &str, keys: &str) {
    for (columns, rows) in SIZES {
        let mut stage = Stage::story(columns, rows);
        stage.press(keys);
        insta::assert_snapshot!(format!("{name}_{columns}x{rows}"), print(&stage));
    }
}

#[test]
fn start() {
    pictures("start", "");
}

#[test]
fn reading() {
    pictures("reading", "gg<Enter>J");
}

#[test]
fn initiatives() {
    pictures("initiatives", "ggj<Enter><Tab>jj");
}

#[test]
fn help() {
    pictures("help", "?");
}

#[test]
fn bookmarks() {
    pictures("bookmarks", "ggj<Enter>JbJJMважно<C-s>B");
}

#[test]
fn no_bookmarks() {
    pictures("no_bookmarks", "B");
}

#[test]
fn note() {
    pictures("note", "ggj<Enter>JMПроверить срок");
}

#[test]
fn finding() {
    pictures("finding", "ggj<Enter>/цифр");
}

#[test]
fn selecting() {
    pictures("selecting", "ggj<Enter>Jvww");
}

#[test]
fn kept() {
    pictures("kept", "ggj<Enter>JbJJb<Esc>");
}

#[test]
fn thread() {
    pictures("thread", "ggj<Enter>Jbt");
}

#[test]
fn ledger() {
    pictures("ledger", "L");
}

#[test]
fn alone() {
    pictures("alone", "ggj<Enter>f");
}

#[test]
fn end_of_an_article_with_a_list() {
    pictures("undated", "G<Enter>");
}

/// Every interface language, at the narrowest size with each number of panes.
#[test]
fn languages() {
    for lang in ["ru", "kk"] {
        for (columns, rows) in [(120, 36), (80, 24), (40, 12)] {
            let mut stage = Stage::speaking(crate::support::story::library(), columns, rows, lang);
            stage.press("ggj<Enter>J");
            insta::assert_snapshot!(format!("{lang}_{columns}x{rows}"), crate::support::screen::text(&stage));
        }
    }
}

#[test]
fn empty() {
    for (columns, rows) in SIZES {
        insta::assert_snapshot!(format!("empty_{columns}x{rows}"), print(&Stage::empty(columns, rows)));
    }
}

#[test]
fn search() {
    pictures("search", "Fцифровой центр");
}

#[test]
fn palette() {
    pictures("palette", ":init");
}

#[test]
fn titles() {
    pictures("titles", "oток");
}

#[test]
fn narrowed() {
    pictures("narrowed", "/lang:en");
}
