//! Replies to questions of the reader: those nobody waits for any more, and what the library says of itself.

use throughline::app::effect::{Ask, Effect, RequestId};
use throughline::app::event::{Event, Reply};
use throughline::app::key::Key;
use throughline::app::texts::texts;
use throughline::base::said::Said;
use throughline::model::lang::Lang;
use throughline::model::view::Row;
use throughline::store::library::About;

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
        Effect::Ask(id, Ask::Page(_)) => Some(*id),
        _ => None,
    })
}

/// Says of the library that it cannot be written, or that it can.
fn say_of(stage: &mut Stage, read_only: Option<Said>) {
    stage.model.awaited.about = Some(RequestId(9_999));
    stage.take(Event::Reply(RequestId(9_999), Reply::About(About { read_only, ..About::default() })));
}

#[test]
fn a_library_that_cannot_be_written_says_so_on_every_page() {
    for (lang, (columns, rows)) in ["en", "ru", "kk"].into_iter().flat_map(|l| [(l, (80, 24)), (l, (40, 12))])
    {
        let words = texts(Lang::new(lang));
        let mut stage = Stage::speaking(crate::support::story::library(), columns, rows, lang);
        say_of(&mut stage, Some(Said::text("system.read_only")));
        let told = text(&stage).split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(told.contains(words.get("system.read_only")), "{lang} {columns}: the reason is told\n{told}");
        for keys in ["<Esc>", "gg<Enter>J", "t", "<Esc>L", "<Esc>B", "<Esc>gf", "<Esc>?"] {
            stage.press(keys);
            let last = text(&stage).lines().last().unwrap_or_default().to_owned();
            assert!(last.ends_with(words.get("status.read_only")), "{lang} {columns} after {keys}: {last}");
        }
        say_of(&mut stage, None);
        assert!(!text(&stage).contains(words.get("status.read_only")), "{lang}: it can be written again");
    }
}

#[test]
fn a_change_that_is_kept_has_the_library_asked_whether_it_can_be_written_now() {
    let mut stage = Stage::story(120, 36);
    stage.press("gg<Enter>Jb");
    assert_eq!(stage.asked().iter().filter(|ask| **ask == Ask::About).count(), 1, "only when it is opened");
    say_of(&mut stage, Some(Said::text("system.read_only")));
    stage.asked();
    stage.press("Jb");
    assert!(stage.asked().contains(&Ask::About));
    assert_eq!(stage.model.read_only, None);
}
