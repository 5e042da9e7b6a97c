//! Pictures of every pane and overlay, empty and full, at all sizes.

use throughline::app::event::MouseDeed;

use crate::support::screen::print;
use crate::support::stage::Stage;

const SIZES: [(u16, u16); 6] = [(160, 48), (120, 36), (80, 24), (60, 20), (40, 12), (1, 1)];

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
fn trash() {
    pictures("trash", "ggj<Enter>Jbc#вода<Enter>Bd<Tab><Tab>");
}

#[test]
fn tagging() {
    pictures("tagging", "ggj<Enter>J#вода<Enter>JJ#план, во");
}

#[test]
fn overlapping() {
    pictures("overlapping", "ggj<Enter>Jbcvipm<Esc>");
}

#[test]
fn no_bookmarks() {
    pictures("no_bookmarks", "B");
}

#[test]
fn changes() {
    for (columns, rows) in SIZES {
        let mut library = crate::support::story::library();
        crate::support::story::with_words(
            &mut library,
            "предложил учредить Центр",
            "предложил основать Центр",
        );
        let mut stage = Stage::on(library, columns, rows);
        stage.press("ggjD");
        insta::assert_snapshot!(format!("changes_{columns}x{rows}"), print(&stage));
    }
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
fn thread_with_figures() {
    pictures("thread_with_figures", "L/Обучение студентов<Enter><Enter>");
}

#[test]
fn figures() {
    pictures("figures", "gfj");
}

#[test]
fn figures_beside_the_text() {
    pictures("side_figures", "L/Обучение студентов<Enter><Enter><Enter>");
}

#[test]
fn menu() {
    for (columns, rows) in SIZES {
        let mut stage = Stage::story(columns, rows);
        stage.press("ggj<Enter>J");
        stage.point(MouseDeed::Menu, columns / 2, rows / 2);
        insta::assert_snapshot!(format!("menu_{columns}x{rows}"), print(&stage));
    }
}

#[test]
fn finding_forms() {
    pictures("finding_forms", "ggj<Enter>/центры<Tab>");
}

#[test]
fn one_initiative() {
    pictures("one_initiative", "ggj<Enter>JT");
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
fn a_small_screen_says_so_in_whole_words() {
    for lang in ["en", "ru", "kk"] {
        let stage = Stage::speaking(crate::support::story::library(), 14, 5, lang);
        let shown = crate::support::screen::text(&stage).split_whitespace().collect::<Vec<_>>().join(" ");
        assert_eq!(shown, throughline::app::texts::texts(stage.lang).get("small.text"), "{lang}");
    }
}

/// Bytes that the terminal is sent for one step of the cursor, at 160x48: at once, and in the frame after it where an
/// article is asked for.
#[test]
fn one_step_sends_little() {
    use throughline::shell::scroll::Reach::{Columns, Rows};
    for (page, step, reach, most, after) in [
        ("ggj<Enter>J", "J", Rows, 2048, 0),
        ("ggj<Enter>J<Tab>", "j", Rows, 2048, 0),
        ("L", "j", Rows, 2048, 0),
        ("ggj<Enter>Jt", "j", Rows, 2048, 0),
        ("ggj<Enter>JbJbB", "j", Rows, 2048, 0),
        ("F", "ц", Rows, 2048, 0),
        ("gf", "j", Rows, 2048, 0),
        ("gg", "j", Rows, 2048, 12_000),
        ("ggj<Enter>", "j", Columns, 2048, 0),
        ("ggj<Enter>f", "j", Rows, 2048, 0),
        ("ggj<Enter>", "j", Rows, 7500, 0),
        ("ggj<Enter>", "<C-d>", Columns, 4500, 0),
        ("ggj<Enter>", "<C-d>", Rows, 7500, 0),
    ] {
        let mut stage = Stage::story(160, 48);
        stage.press(page);
        let (first, next) = crate::support::screen::bytes_of(&mut stage, step, reach);
        println!("{page} then {step}, {reach:?} moved: {first} bytes, {next} bytes");
        assert!((1..most).contains(&first), "{page} then {step}: {first} bytes");
        assert!(next <= after, "{page} then {step}: {next} bytes in the frame after it");
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
