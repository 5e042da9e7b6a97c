//! Replies to questions of the reader that nobody waits for any more.

use throughline::app::effect::{Effect, RequestId};
use throughline::app::event::{Event, Reply};
use throughline::app::key::Key;
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

fn ask_of(effects: &[Effect]) -> Option<RequestId> {
    effects.iter().find_map(|effect| match effect {
        Effect::Ask(id, throughline::app::effect::Ask::Page(_)) => Some(*id),
        _ => None,
    })
}
