//! The reader under any keys, sizes and replies: it never panics and always shows where one is.

use proptest::prelude::*;
use throughline::app::effect::{Effect, RequestId};
use throughline::app::event::{Event, MouseDeed, Reply};
use throughline::app::key::{Code, Held, Key};
use throughline::model::view::Row;

use crate::support::screen::{buffer, text};
use crate::support::stage::Stage;

fn any_key() -> impl Strategy<Value = Key> {
    let known = "jjjkkllhhggGnnNpp{}[]JKbmMBvyotTLf+-=zurRe/xd?q 123жлоъ".chars().collect::<Vec<_>>();
    let codes = vec![
        Code::Enter,
        Code::Enter,
        Code::Esc,
        Code::Tab,
        Code::Up,
        Code::Down,
        Code::Left,
        Code::Right,
        Code::PageDown,
        Code::PageUp,
        Code::Home,
        Code::End,
        Code::Backspace,
    ];
    prop_oneof![
        6 => prop::sample::select(known).prop_map(Key::char),
        2 => prop::sample::select(codes).prop_map(Key::plain),
        1 => prop::sample::select(vec!['o', 'n', 'd', 'u', 'f', 'b', 's', 'r', 'l'])
            .prop_map(|c| Key { code: Code::Char(c), held: Held::Ctrl }),
        1 => any::<char>().prop_map(Key::char),
    ]
}

#[derive(Clone, Debug)]
enum Act {
    Key(Key),
    Resize(u16, u16),
    Mouse(u8, u16, u16),
    Paste(String),
    Changed,
}

fn any_act() -> impl Strategy<Value = Act> {
    prop_oneof![
        20 => any_key().prop_map(Act::Key),
        2 => (0_u16..200, 0_u16..60).prop_map(|(columns, rows)| Act::Resize(columns, rows)),
        3 => (0_u8..5, 0_u16..160, 0_u16..50).prop_map(|(deed, x, y)| Act::Mouse(deed, x, y)),
        1 => "(\\PC|\\p{C}|\n){0,12}".prop_map(Act::Paste),
        1 => Just(Act::Changed),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn nothing_one_does_breaks_the_reader(
        acts in prop::collection::vec(any_act(), 1..60),
        columns in 1_u16..180,
        rows in 1_u16..60,
    ) {
        let mut stage = Stage::story(columns, rows);
        for act in acts {
            match act {
                Act::Key(key) => stage.take(Event::Key(key)),
                Act::Resize(columns, rows) => drop(stage.resize(columns.max(1), rows.max(1))),
                Act::Mouse(deed, x, y) => {
                    let deeds = [
                        MouseDeed::Press, MouseDeed::Drag, MouseDeed::Release, MouseDeed::WheelDown, MouseDeed::WheelUp,
                    ];
                    stage.point(deeds[usize::from(deed)], x, y);
                }
                Act::Paste(text) => stage.take(Event::Paste(text)),
                Act::Changed => stage.take(Event::LibraryChanged),
            }
            let drawn = buffer(&stage);
            prop_assert!(drawn.content.iter().all(|cell| !cell.symbol().chars().any(char::is_control)));
            let selected = stage.model.timeline.selected();
            prop_assert!(selected < stage.model.timeline.entries().len().max(1));
        }
    }
}

#[test]
fn a_stale_reply_is_ignored() {
    let mut stage = Stage::story(120, 36);
    let before = text(&stage);
    stage.take(Event::Reply(RequestId(7_777), Reply::Page(None)));
    stage.take(Event::Reply(RequestId(7_778), Reply::Timeline(Vec::new())));
    stage.take(Event::Reply(RequestId(7_779), Reply::Bookmarks(Vec::new())));
    assert_eq!(text(&stage), before);
}

#[test]
fn only_the_article_asked_for_last_is_shown() {
    let mut stage = Stage::story(160, 48);
    stage.press("gg");
    let first = ask_of(&stage.take_only(Event::Key(Key::char('j'))));
    let second = ask_of(&stage.take_only(Event::Key(Key::char('j'))));
    assert_ne!(first, second);
    let page = throughline::store::library::Library::page(&stage.library, Row(2)).unwrap().map(Box::new);
    stage.take(Event::Reply(first.unwrap(), Reply::Page(page)));
    assert_ne!(stage.model.reading.row(), Some(Row(2)), "the reply to the first was stale");
}

fn ask_of(effects: &[Effect]) -> Option<RequestId> {
    effects.iter().find_map(|effect| match effect {
        Effect::Ask(id, throughline::app::effect::Ask::Page(_)) => Some(*id),
        _ => None,
    })
}
