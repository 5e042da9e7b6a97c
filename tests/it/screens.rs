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
fn empty() {
    for (columns, rows) in SIZES {
        insta::assert_snapshot!(format!("empty_{columns}x{rows}"), print(&Stage::empty(columns, rows)));
    }
}
