//! The reader under any keys, clicks, sizes and replies, on any library, in every language: it never fails, shows where
//! one is, and loses no bookmark.

use std::collections::BTreeMap;

use proptest::prelude::*;
use throughline::app::effect::{Ask, Effect};
use throughline::app::event::{Event, MouseDeed};
use throughline::app::key::{Code, Held, Key};
use throughline::app::keymap::keymap;
use throughline::base::id::BookmarkId;
use throughline::model::bookmark::{Bookmark, Mark, Place};
use throughline::store::change::Change;
use throughline::store::library::{Library as _, Side};
use throughline::store::memory::MemoryLibrary;

use crate::support::screen::buffer;
use crate::support::stage::Stage;
use crate::support::story;
use crate::synthetic;

/// What is done to the reader.
#[derive(Clone, Debug)]
enum Act {
    Keys(Vec<Key>),
    Resize(u16, u16),
    Mouse(MouseDeed, u16, u16),
    /// Pressed at one cell, drawn to another and let go.
    Draw((u16, u16), (u16, u16)),
    Paste(String),
    Changed,
    /// Changes fail from now on, or succeed again.
    Disk(bool),
}

/// A row of the key table as it is pressed, so that every page is come to.
fn known_keys() -> impl Strategy<Value = Vec<Key>> {
    let all: Vec<Vec<Key>> = keymap().bindings().iter().flat_map(|binding| binding.keys.clone()).collect();
    prop::sample::select(all)
}

fn any_key() -> impl Strategy<Value = Key> {
    let codes = [Code::Enter, Code::Esc, Code::Tab, Code::Backspace, Code::Delete, Code::Up, Code::Down];
    prop_oneof![
        4 => prop::sample::select("jjkkllhhbbmc#dnpJK] 123жлоъ".chars().collect::<Vec<_>>()).prop_map(Key::char),
        3 => prop::sample::select(codes.to_vec()).prop_map(Key::plain),
        1 => prop::char::range('a', 'z').prop_map(|c| Key { code: Code::Char(c), held: Held::Ctrl }),
        1 => any::<char>().prop_map(Key::char),
    ]
}

fn any_act() -> impl Strategy<Value = Act> {
    let deeds = [
        MouseDeed::Press,
        MouseDeed::Drag,
        MouseDeed::Release,
        MouseDeed::Menu,
        MouseDeed::WheelDown,
        MouseDeed::WheelUp,
    ];
    let cell = || (0_u16..200, 0_u16..64);
    prop_oneof![
        12 => known_keys().prop_map(Act::Keys),
        10 => any_key().prop_map(|key| Act::Keys(vec![key])),
        2 => (0_u16..200, 0_u16..60).prop_map(|(columns, rows)| Act::Resize(columns, rows)),
        4 => (prop::sample::select(deeds.to_vec()), cell()).prop_map(|(deed, (x, y))| Act::Mouse(deed, x, y)),
        2 => (cell(), cell()).prop_map(|(from, to)| Act::Draw(from, to)),
        1 => "(\\PC|\\p{C}|\n){0,12}".prop_map(Act::Paste),
        1 => Just(Act::Changed),
        1 => any::<bool>().prop_map(Act::Disk),
    ]
}

/// What the reader is opened on.
#[derive(Clone, Copy, Debug)]
enum Shelf {
    Empty,
    Story,
    /// So many made articles with so many bookmarks.
    Made(u64, usize),
}

fn any_shelf() -> impl Strategy<Value = Shelf> {
    prop_oneof![
        1 => Just(Shelf::Empty),
        3 => Just(Shelf::Story),
        3 => (1_u64..24, 0_usize..16).prop_map(|(articles, bookmarks)| Shelf::Made(articles, bookmarks)),
    ]
}

fn library(shelf: Shelf) -> MemoryLibrary {
    let Shelf::Made(articles, bookmarks) = shelf else {
        return if matches!(shelf, Shelf::Story) { story::library() } else { MemoryLibrary::new() };
    };
    let mut library = MemoryLibrary::new();
    synthetic::fill(&mut library, articles);
    let rows: Vec<_> = library.timeline().unwrap().iter().map(|entry| entry.row).collect();
    for (number, row) in rows.iter().cycle().take(bookmarks).enumerate() {
        let article = library.page(*row).unwrap().unwrap().article;
        let span = article.blocks[number % article.blocks.len()].span;
        let kept = Bookmark {
            id: format!("made-{number}").as_str().into(),
            article: article.id.clone(),
            anchor: throughline::passage::anchor(&article.text, span, &article.revision),
            place: [Place::Sure { span }, Place::Moved { span }, Place::Orphan][number % 3],
            note: "note\nof two lines".to_owned(),
            tags: vec![format!("tag {}", number % 4)],
            mark: Mark::Plain,
            created: synthetic::now(),
            changed: synthetic::now(),
            trashed: None,
        };
        library.change(Change::Keep(vec![kept]), synthetic::now()).unwrap();
    }
    library
}

/// All bookmarks by id, those in the trash as well.
fn there(stage: &Stage) -> BTreeMap<BookmarkId, Bookmark> {
    let sides = [Side::Kept, Side::Trash].into_iter();
    let rows = sides.flat_map(|side| stage.library.bookmarks(side).unwrap());
    rows.map(|row| (row.bookmark.id.clone(), row.bookmark)).collect()
}

/// The bookmarks that the reader still has to save.
fn waiting(stage: &Stage) -> Vec<&BookmarkId> {
    let unsaved = stage.model.unsaved.iter().chain(stage.model.awaited.sent.iter().map(|(_, change)| change));
    let kept = unsaved.filter_map(|change| match change {
        Change::Keep(kept) => Some(kept.iter().map(|bookmark| &bookmark.id)),
        _ => None,
    });
    kept.flatten().collect()
}

fn perform(stage: &mut Stage, act: Act) {
    match act {
        Act::Keys(keys) => {
            for key in keys {
                stage.take(Event::Key(key));
            }
        }
        Act::Resize(columns, rows) => drop(stage.resize(columns.max(1), rows.max(1))),
        Act::Mouse(deed, x, y) => drop(stage.point(deed, x, y)),
        Act::Draw(from, to) => {
            stage.point(MouseDeed::Press, from.0, from.1).point(MouseDeed::Drag, to.0, to.1);
            stage.point(MouseDeed::Release, to.0, to.1);
        }
        Act::Paste(text) => stage.take(Event::Paste(text)),
        Act::Changed => stage.take(Event::LibraryChanged),
        Act::Disk(is_full) => stage.is_full = is_full,
    }
}

/// What holds of the screen and of the places one is at.
fn is_sound(stage: &Stage) -> Result<(), TestCaseError> {
    let drawn = buffer(stage);
    prop_assert!(drawn.content.iter().all(|cell| !cell.symbol().chars().any(char::is_control)));
    let timeline = &stage.model.timeline;
    prop_assert!(timeline.selected() < timeline.entries().len().max(1));
    let text = stage.model.reading.text();
    if let Some(selection) = stage.model.reading.selection {
        prop_assert!(selection.span(text).fits(text));
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn nothing_one_does_breaks_the_reader_or_loses_a_bookmark(
        shelf in any_shelf(),
        lang in prop::sample::select(vec!["en", "ru", "kk"]),
        acts in prop::collection::vec(any_act(), 1..90),
        columns in 1_u16..180,
        rows in 1_u16..60,
    ) {
        let mut stage = Stage::speaking(library(shelf), columns, rows, lang);
        for act in acts {
            let (before, told) = (there(&stage), format!("{act:?}"));
            let unsaved: Vec<BookmarkId> = waiting(&stage).into_iter().cloned().collect();
            stage.effects.clear();
            perform(&mut stage, act);
            is_sound(&stage)?;
            let after = there(&stage);
            let asked = |wanted: fn(&Ask) -> bool| {
                stage.effects.iter().any(|effect| matches!(effect, Effect::Ask(_, ask) if wanted(ask)))
            };
            let is_walk = asked(|ask| matches!(ask, Ask::Undo | Ask::Redo));
            let is_emptied = asked(|ask| matches!(ask, Ask::Change(Change::EmptyTrash)));
            for (id, bookmark) in &before {
                let may_go = is_walk || (is_emptied && bookmark.trashed.is_some());
                prop_assert!(after.contains_key(id) || may_go, "{id:?} is lost by {told}");
            }
            let still = waiting(&stage);
            for id in &unsaved {
                prop_assert!(after.contains_key(id) || still.contains(&id), "{id:?}, not saved yet, is lost by {told}");
            }
            if stage.effects.contains(&Effect::Quit) {
                break;
            }
        }
        // What was done can be taken back and done again, to the last step.
        stage.is_full = false;
        let done = there(&stage);
        let steps = std::iter::from_fn(|| stage.library.undo().ok().flatten()).count();
        let again = std::iter::from_fn(|| stage.library.redo().ok().flatten()).count();
        if again == steps {
            prop_assert_eq!(there(&stage), done);
        }
    }
}
