//! Every page, list, prompt and mode there is, in every interface language at every size: none of the interface's own
//! words is cut.

use std::collections::{BTreeMap, BTreeSet};

use throughline::app::event::MouseDeed;
use throughline::app::model::{Model, Prompt, View};
use throughline::app::panes::picker::Kind;
use throughline::app::texts::texts;
use throughline::model::lang::Lang;
use throughline::store::memory::MemoryLibrary;

use crate::support::screen::{runs, text, words};
use crate::support::stage::Stage;
use crate::support::story;

const SIZES: [(u16, u16); 6] = [(160, 48), (120, 36), (80, 24), (60, 20), (40, 12), (20, 5)];

/// A page: its name, and how one comes to it.
type Page = (&'static str, fn(&mut Stage));

const PAGES: &[Page] = &[
    ("panes", |_| {}),
    ("panes", |stage| keys(stage, "ggj<Enter>J")),
    ("panes", |stage| keys(stage, "ggj<Enter>J<Tab>j")),
    ("panes", |stage| keys(stage, "ggj<Enter>JT")),
    ("alone", |stage| keys(stage, "ggj<Enter>f")),
    ("select", |stage| keys(stage, "ggj<Enter>Jv")),
    ("pending", |stage| keys(stage, "g")),
    ("attaching", |stage| {
        stage.press("ggj<Enter>Jb");
        let kept = stage.model.reading.page().unwrap().bookmarks[0].clone();
        stage.model.attaching = Some(Box::new(kept));
    }),
    ("help", |stage| keys(stage, "?")),
    ("help", |stage| keys(stage, "?G")),
    ("help", |stage| keys(stage, "B?G")),
    ("help", |stage| keys(stage, "L?")),
    ("bookmarks", |stage| keys(stage, "B")),
    ("bookmarks", |stage| keys(stage, "ggj<Enter>JbJJMважно<C-s>B")),
    ("bookmarks", |stage| keys(stage, "ggj<Enter>JbJJbBsS")),
    ("bookmarks", |stage| keys(stage, "B<Tab>")),
    ("bookmarks", |stage| keys(stage, "ggj<Enter>JbBd<Tab><Tab>")),
    ("prompt bookmarks", |stage| keys(stage, "ggj<Enter>JbB/")),
    ("prompt empty trash", |stage| keys(stage, "ggj<Enter>JbBd<Tab><Tab>E")),
    ("note", |stage| keys(stage, "ggj<Enter>JM")),
    ("prompt tags", |stage| keys(stage, "ggj<Enter>J#")),
    ("prompt find", |stage| keys(stage, "ggj<Enter>/")),
    ("prompt find", |stage| keys(stage, "ggj<Enter>/zzz")),
    ("prompt find", |stage| keys(stage, "ggj<Enter>/ц<Tab>")),
    ("prompt timeline", |stage| keys(stage, "gg/")),
    ("prompt timeline", |stage| keys(stage, "gg/zzz")),
    ("prompt original", |stage| {
        stage.model.prompt = Some(Prompt::Original("https://example.org/".to_owned()));
    }),
    ("thread", |stage| keys(stage, "ggj<Enter>Jt")),
    ("thread", |stage| keys(stage, "ggj<Enter>JtG")),
    ("prompt rename", |stage| keys(stage, "ggj<Enter>JtR")),
    ("ledger", |stage| keys(stage, "L")),
    ("ledger", |stage| keys(stage, "Ld")),
    ("ledger", |stage| keys(stage, "Ldd")),
    ("ledger", |stage| keys(stage, "LsssS")),
    ("ledger", |stage| keys(stage, "ggj<Enter>Jtm")),
    ("prompt narrow", |stage| keys(stage, "L/")),
    ("prompt narrow", |stage| keys(stage, "gf/")),
    ("commands", |stage| keys(stage, ":")),
    ("commands", |stage| keys(stage, ":zzzz")),
    ("titles", |stage| keys(stage, "o")),
    ("library", |stage| keys(stage, "F")),
    ("library", |stage| keys(stage, "Fцентр")),
    ("library", |stage| keys(stage, "Fzzzz:\"x")),
    ("changes", |stage| keys(stage, "ggjD")),
    ("changes", |stage| keys(stage, "ggjDG")),
    ("figures", |stage| keys(stage, "gf")),
    ("figures", |stage| keys(stage, "gf/zzzz<Enter>")),
    ("menu", |stage| point(stage, 0)),
    ("menu", |stage| point(stage, 1)),
    ("menu", |stage| point(stage, 2)),
    ("menu", |stage| {
        stage.press("L");
        point(stage, 1);
    }),
];

fn keys(stage: &mut Stage, keys: &str) {
    stage.press(keys);
}

fn point(stage: &mut Stage, third: u16) {
    let (columns, rows) = (stage.model.size.columns, stage.model.size.rows);
    stage.point(MouseDeed::Menu, columns * (2 * third + 1) / 6, rows / 2);
}

/// What lies over the panes, by a name that `PAGES` must have.
fn named(model: &Model) -> &'static str {
    match (&model.prompt, model.views.last()) {
        (Some(Prompt::Find(_)), _) => "prompt find",
        (Some(Prompt::Narrow), _) => "prompt narrow",
        (Some(Prompt::Timeline(_)), _) => "prompt timeline",
        (Some(Prompt::Bookmarks(_)), _) => "prompt bookmarks",
        (Some(Prompt::Tags(_)), _) => "prompt tags",
        (Some(Prompt::EmptyTrash(_)), _) => "prompt empty trash",
        (Some(Prompt::Original(_)), _) => "prompt original",
        (Some(Prompt::Rename(_)), _) => "prompt rename",
        (None, Some(View::Help(_))) => "help",
        (None, Some(View::Bookmarks(_))) => "bookmarks",
        (None, Some(View::Note(_))) => "note",
        (None, Some(View::Thread(_))) => "thread",
        (None, Some(View::Ledger(_))) => "ledger",
        (None, Some(View::Changes(_))) => "changes",
        (None, Some(View::Figures(_))) => "figures",
        (None, Some(View::Menu(_))) => "menu",
        (None, Some(View::Picker(picker))) => match picker.kind {
            Kind::Commands => "commands",
            Kind::Titles => "titles",
            Kind::Library => "library",
        },
        (None, None) if model.attaching.is_some() => "attaching",
        (None, None) if !model.pending.keys.is_empty() => "pending",
        (None, None) if model.reading.selection.is_some() => "select",
        (None, None) if model.alone => "alone",
        (None, None) => "panes",
    }
}

/// All names of `named`.
const NAMES: [&str; 24] = [
    "alone",
    "attaching",
    "bookmarks",
    "changes",
    "commands",
    "figures",
    "help",
    "ledger",
    "library",
    "menu",
    "note",
    "panes",
    "pending",
    "prompt bookmarks",
    "prompt empty trash",
    "prompt find",
    "prompt narrow",
    "prompt original",
    "prompt rename",
    "prompt tags",
    "prompt timeline",
    "select",
    "thread",
    "titles",
];

fn stage(columns: u16, rows: u16, lang: &str) -> Stage {
    let mut library = story::library();
    story::with_words(&mut library, "предложил учредить Центр", "предложил основать Центр");
    Stage::speaking(library, columns, rows, lang)
}

#[test]
fn no_page_is_left_out() {
    let mut seen = BTreeSet::new();
    for (name, go) in PAGES {
        let mut stage = stage(120, 36, "en");
        go(&mut stage);
        assert_eq!(named(&stage.model), *name);
        seen.insert(*name);
    }
    assert_eq!(seen.into_iter().collect::<Vec<_>>(), NAMES);
}

/// The interface's texts as they stand on the screen, by their beginnings: without what is filled in.
fn own_texts(lang: &str) -> Vec<String> {
    let texts = texts(Lang::new(lang));
    let told = texts.keys().filter(|key| !key.starts_with("problem.") && !key.starts_with("advice."));
    told.map(|key| texts.get(key).split('{').next().unwrap_or_default().to_owned())
        .filter(|text| text.chars().count() > 3)
        .collect()
}

/// Whether a text goes on after its beginning, other than with a sign of its own for what is left out.
fn is_more(text: &str, begun: &str) -> bool {
    text.strip_prefix(begun).is_some_and(|rest| !rest.is_empty() && !rest.starts_with('…'))
}

/// Words of the interface that a screen does not show whole.
fn cut(stage: &Stage, known: &BTreeSet<String>, own: &[String]) -> Vec<String> {
    let mut cut = Vec::new();
    // What lies half under a box is not cut.
    let boxes = stage.model.views.iter().filter(|view| !view.is_page()).count();
    if boxes > 1 && stage.model.size.columns > 92 {
        return cut;
    }
    let is_box = boxes > 0;
    for (run, meaning) in runs(stage) {
        let told = if is_box {
            meaning.ends_with("overlay") || ["status", "bad", "good"].contains(&meaning.as_str())
        } else {
            ["status", "pane", "focus", "faint", "dim", "key", "bad", "good"].contains(&meaning.as_str())
        };
        if !told {
            continue;
        }
        // Cut with a sign.
        for (before, _) in run.match_indices('…') {
            let before = run[..before].trim_end();
            let start = before.rfind("  ").map_or(0, |at| at + 2);
            let begun = before[start..].trim_start();
            if begun.chars().count() > 3 && own.iter().any(|text| is_more(text, begun)) {
                cut.push(format!("{begun}…"));
            }
        }
        // Cut without one.
        let last = run.trim_end_matches(['│', ' ']).split_whitespace().next_back().unwrap_or_default();
        let begins = |word: &&String| word.starts_with(last) && word.as_str() != last;
        let is_word = last.chars().count() > 2 && !last.contains(|c: char| c.is_ascii_digit());
        if is_word && !known.contains(last) && known.iter().any(|word| begins(&word)) {
            cut.push(format!("{last} in {run:?}"));
        }
    }
    cut
}

#[test]
fn no_word_of_the_interface_is_cut_on_any_page() {
    let mut found: BTreeMap<String, String> = BTreeMap::new();
    for lang in ["en", "ru", "kk"] {
        let (known, own) = (words(lang), own_texts(lang));
        for (at, (name, go)) in PAGES.iter().enumerate() {
            let mut stage = stage(160, 48, lang);
            go(&mut stage);
            for (columns, rows) in SIZES {
                stage.resize(columns, rows);
                for word in cut(&stage, &known, &own) {
                    found
                        .entry(format!("{lang}: {word}"))
                        .or_insert(format!("{columns}x{rows} {name} ({at})"));
                }
            }
        }
    }
    assert!(found.is_empty(), "{found:#?}");
}

#[test]
fn the_first_minute_is_told_in_whole_words() {
    for lang in ["en", "ru", "kk"] {
        let (known, own) = (words(lang), own_texts(lang));
        for (columns, rows) in SIZES {
            let empty = Stage::speaking(MemoryLibrary::new(), columns, rows, lang);
            let tour = Stage::first(story::library(), columns, rows, lang);
            for stage in [empty, tour] {
                let cut = cut(&stage, &known, &own);
                assert!(cut.is_empty(), "{lang} {columns}x{rows}: {cut:?}");
            }
        }
    }
}

#[test]
fn every_page_shows_the_way_back() {
    for lang in ["en", "ru", "kk"] {
        for keys in [
            "B",
            "L",
            "gf",
            "?",
            ":",
            "o",
            "F",
            "Fцентр",
            "gg<Enter>Jt",
            "gg<Enter>v",
            "/lang:en<Enter>",
            "gg<Enter>JM",
        ] {
            let mut stage = Stage::speaking(story::library(), 40, 12, lang);
            stage.press(keys);
            assert!(text(&stage).contains("Esc"), "{lang} after {keys}\n{}", text(&stage));
        }
    }
}

#[test]
fn the_word_that_was_looked_for_is_seen_however_narrow_the_page() {
    let mut stage = Stage::story(40, 24);
    stage.press("Fсаммите");
    let found =
        |runs: Vec<(String, String)>| runs.into_iter().filter(|(_, role)| role.contains("found")).count();
    assert!(found(runs(&stage)) >= 2, "{}", text(&stage));
    assert!(!text(&stage).contains("самм…"), "{}", text(&stage));
}
