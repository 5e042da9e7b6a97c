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

/// What is shown of the interface's own words is shown whole, on every page, in every language.
#[test]
fn no_word_of_the_interface_is_cut() {
    let pages = [
        "",
        "ggj<Enter>J",
        "ggj<Enter>J<Tab>j",
        "?",
        "B",
        "ggj<Enter>Jt",
        "L",
        "Fцентр",
        "F",
        ":",
        "/",
        "gf",
        "ggjD",
    ];
    for lang in ["en", "ru", "kk"] {
        let known = crate::support::screen::words(lang);
        for (columns, rows) in [(160, 48), (120, 36), (80, 24), (60, 20), (40, 12)] {
            for keys in pages {
                let mut stage = Stage::speaking(crate::support::story::library(), columns, rows, lang);
                stage.press(keys);
                for (run, meaning) in crate::support::screen::runs(&stage) {
                    let over = ["?", ":", "B"].contains(&keys);
                    let own = ["status", "pane", "focus", "faint", "dim"].contains(&meaning.as_str());
                    if over && meaning != "overlay" || !over && !own {
                        continue;
                    }
                    let last = run.split_whitespace().next_back().unwrap_or_default();
                    let begins = |word: &&String| word.starts_with(last) && word.as_str() != last;
                    let is_cut =
                        last.chars().count() > 2 && !known.contains(last) && known.iter().any(|w| begins(&w));
                    assert!(!is_cut, "{lang} {columns}x{rows} {keys:?}: {run:?}");
                }
            }
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

/// Bytes that the terminal is sent for one step of the cursor, at 160x48, and for a step that changes the whole text.
#[test]
fn one_step_sends_little() {
    for (page, step, most) in [
        ("ggj<Enter>J", "J", 2048),
        ("ggj<Enter>J<Tab>", "j", 2048),
        ("L", "j", 2048),
        ("ggj<Enter>Jt", "j", 2048),
        ("F", "ц", 2048),
        ("ggj<Enter>", "j", 7500),
        ("gg", "j", 13_000),
    ] {
        let mut stage = Stage::story(160, 48);
        stage.press(page);
        let bytes = crate::support::screen::bytes_of(&mut stage, step);
        println!("{page} then {step}: {bytes} bytes");
        assert!((1..most).contains(&bytes), "{page} then {step}: {bytes} bytes");
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
