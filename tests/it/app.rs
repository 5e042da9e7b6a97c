//! Replies to questions of the reader that nobody waits for any more.

use throughline::app::effect::{Effect, RequestId};
use throughline::app::event::{Event, Reply};
use throughline::app::key::Key;
use throughline::app::layout::Pane;
use throughline::model::view::Row;

use crate::support::screen::text;
use crate::support::stage::Stage;

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

#[test]
fn what_is_typed_ahead_is_done_when_the_article_has_come() {
    let mut stage = Stage::story(60, 20);
    stage.press("gg");
    stage.press_only("j");
    let asked = ask_of(&stage.press_only("<Enter>")).expect("the article is asked for");
    let chosen = stage.model.timeline.selected_row();
    for key in ["G", "k"] {
        assert_eq!(ask_of(&stage.press_only(key)), None, "{key} waits for the article");
    }
    assert_eq!(stage.model.timeline.selected_row(), chosen, "the timeline stays where it is");
    let page =
        throughline::store::library::Library::page(&stage.library, chosen.unwrap()).unwrap().map(Box::new);
    stage.take(Event::Reply(asked, Reply::Page(page)));
    assert_eq!(stage.model.focus, Pane::Text);
    let height = stage.model.text_height();
    assert!(!stage.model.reading.at_end(height) && stage.model.ahead.is_empty());
    stage.press("j");
    assert!(stage.model.reading.at_end(height), "one line from the end");
}

#[test]
fn what_is_typed_ahead_is_forgotten_where_the_article_is_called_off() {
    let mut stage = Stage::story(60, 20);
    stage.press("gg");
    stage.press_only("j");
    let asked = ask_of(&stage.press_only("<Enter>")).expect("the article is asked for");
    stage.press_only("G");
    stage.press_only("<Esc>");
    let page = throughline::store::library::Library::page(&stage.library, Row(2)).unwrap().map(Box::new);
    stage.take(Event::Reply(asked, Reply::Page(page)));
    let height = stage.model.text_height();
    assert!(!stage.model.reading.at_end(height));
}

fn ask_of(effects: &[Effect]) -> Option<RequestId> {
    effects.iter().find_map(|effect| match effect {
        Effect::Ask(id, throughline::app::effect::Ask::Page(_)) => Some(*id),
        _ => None,
    })
}
