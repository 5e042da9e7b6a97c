//! Stories of bookmarks told in keys: kinds, tags, shelves, places that moved, edits that could not be saved.

use throughline::app::effect::{Ask, Effect};
use throughline::app::event::{Event, MouseDeed};
use throughline::app::key::parse;
use throughline::base::problem::Problem;
use throughline::model::bookmark::{Bookmark, Mark, Place};
use throughline::store::change::Change;
use throughline::store::library::{Library as _, Side};

use crate::support::screen::text;
use crate::support::stage::Stage;

fn kept(stage: &Stage) -> Vec<Bookmark> {
    stage.library.bookmarks(Side::Kept).unwrap().into_iter().map(|row| row.bookmark).collect()
}

fn selected(stage: &Stage) -> String {
    let text = stage.model.reading.text();
    stage.model.reading.selection.unwrap().span(text).of(text).to_owned()
}

fn status(stage: &Stage) -> String {
    text(stage).lines().last().unwrap().trim().to_owned()
}

#[test]
fn kinds_are_told_by_a_sign_and_a_word() {
    let mut stage = Stage::story(160, 48);
    stage.press("ggj<Enter>Jbc");
    assert_eq!(kept(&stage)[0].mark, Mark::Key);
    assert_eq!(status(&stage), "important");
    stage.press("cB");
    assert_eq!(kept(&stage)[0].mark, Mark::Question);
    assert!(text(&stage).lines().any(|line| line.contains("? предложил учредить")), "{}", text(&stage));
    stage.press("ccc");
    assert_eq!(kept(&stage)[0].mark, Mark::Plain);
    stage.press("u<Esc>u");
    assert_eq!(kept(&stage)[0].mark, Mark::Todo, "each step is undone by itself");
}

#[test]
fn tags_are_completed_from_those_in_use() {
    let mut stage = Stage::story(160, 48);
    stage.press("ggj<Enter>J#вода, open question<Enter>");
    assert_eq!(kept(&stage)[0].tags, ["open question", "вода"]);
    stage.press("JJ#во");
    assert!(status(&stage).contains("Tab: вода"), "{}", status(&stage));
    stage.press("<Tab>новое<Enter>B");
    assert_eq!(kept(&stage)[1].tags, ["вода", "новое"]);
    stage.press("/#open");
    assert!(status(&stage).contains("1 bookmark"), "{}", status(&stage));
    stage.press("<Esc>/tag:вода<Enter>");
    assert!(
        text(&stage)
            .lines()
            .next()
            .is_some_and(|head| head.contains("Bookmarks 2") && head.ends_with("tag:вода")),
        "{}",
        text(&stage)
    );
    stage.press("<Esc>#<Esc><Esc>");
    assert!(stage.model.views.is_empty());
}

#[test]
fn the_trash_is_emptied_only_when_asked_twice() {
    let mut stage = Stage::story(160, 48);
    stage.press("ggj<Enter>JbJJbBd");
    assert_eq!((kept(&stage).len(), stage.library.bookmarks(Side::Trash).unwrap().len()), (1, 1));
    stage.press("E");
    assert_eq!(status(&stage), "Tab goes to the trash; the whole of it is emptied");
    stage.press("<Tab><Tab>r");
    assert_eq!(kept(&stage).len(), 2);
    stage.press("<Tab>dd<Tab><Tab>E");
    assert!(status(&stage).starts_with("Delete 2 bookmarks for good?"), "{}", status(&stage));
    stage.press("<Esc>");
    assert_eq!(stage.library.bookmarks(Side::Trash).unwrap().len(), 2);
    stage.press("E<Enter>");
    assert_eq!(stage.library.bookmarks(Side::Trash).unwrap(), []);
}

#[test]
fn one_that_was_not_found_is_attached_by_hand() {
    let mut stage = Stage::story(160, 48);
    stage.press("ggj<Enter>Jb");
    let own = kept(&stage).remove(0);
    let lost = Bookmark {
        article: "elsewhere".into(),
        place: Place::Orphan,
        note: "важно".to_owned(),
        ..own.clone()
    };
    stage.library.change(Change::Keep(vec![lost]), own.created).unwrap();
    stage.press("B<Tab>");
    assert!(text(&stage).contains("its article is not here"), "{}", text(&stage));
    stage.press("<Enter>");
    assert_eq!(status(&stage), "Not found in the text: a attaches it by hand");
    stage.press("a");
    assert!(status(&stage).starts_with("Choose the passage"), "{}", status(&stage));
    stage.press("JJvipm");
    let there = kept(&stage);
    assert_eq!((there.len(), there[0].note.as_str()), (1, "важно"));
    let span = there[0].place.span().unwrap();
    assert_eq!(there[0].article, own.article);
    assert_eq!(span.of(stage.model.reading.text()), there[0].anchor.quote);
    assert!(stage.model.attaching.is_none());
}

#[test]
fn a_place_that_moved_is_confirmed() {
    let mut stage = Stage::story(160, 48);
    stage.press("ggj<Enter>Jb");
    let own = kept(&stage).remove(0);
    let span = own.place.span().unwrap();
    let moved = Place::Moved { span };
    stage.library.place(&own.anchor.revision, &[(own.id, moved)]).unwrap();
    let mut stage = stage.again();
    stage.press("B<Tab>");
    assert!(text(&stage).contains("moved: a confirms, A rejects"), "{}", text(&stage));
    stage.press("a");
    assert_eq!(status(&stage), "Is this the passage? a: yes, A: no");
    assert!(text(&stage).contains('~'), "the gutter shows it");
    stage.press("a");
    assert_eq!(kept(&stage)[0].place, Place::Sure { span });
    stage.press("a");
    assert_eq!(status(&stage), "No moved bookmark here");
}

#[test]
fn what_could_not_be_saved_is_kept_and_offered_again() {
    let mut stage = Stage::story(160, 48);
    stage.press("ggj<Enter>JMслова");
    let effects = stage.take_only(Event::Key(parse("<C-s>").unwrap()[0]));
    let asked = effects.iter().find_map(|effect| match effect {
        Effect::Ask(id, Ask::Change(_)) => Some(*id),
        _ => None,
    });
    stage.take(Event::Failed(asked.unwrap(), Problem::new("no room left", "")));
    assert_eq!(status(&stage), "no room left. Not saved, kept here: Ctrl-S tries again");
    assert_eq!(kept(&stage), []);
    stage.effects.clear();
    stage.press("q");
    assert!(!stage.effects.contains(&Effect::Quit), "the program does not leave with it unasked");
    assert!(status(&stage).contains("not saved"), "{}", status(&stage));
    stage.press("<C-s>");
    assert_eq!(kept(&stage)[0].note, "слова");
    stage.press("<C-s>");
    assert_eq!(status(&stage), "Everything is saved");
    stage.press("q");
    assert!(stage.effects.contains(&Effect::Quit));
}

#[test]
fn words_sentences_paragraphs_and_mentions_are_selected_whole() {
    let mut stage = Stage::story(160, 48);
    stage.press("ggj<Enter>Jviw");
    let word = selected(&stage);
    assert!(!word.contains(' '));
    stage.press("is");
    let sentence = selected(&stage);
    assert!(sentence.contains(&word) && sentence.ends_with('.'), "{sentence}");
    stage.press("ip");
    let paragraph = selected(&stage);
    assert!(paragraph.contains(&sentence) && paragraph.len() >= sentence.len());
    stage.press("<Esc>vim");
    assert_eq!(selected(&stage), "предложил учредить Центр цифровых инноваций");
    stage.effects.clear();
    stage.press("Y");
    let copied = stage.effects.iter().find_map(|effect| match effect {
        Effect::Copy(text) => Some(text.clone()),
        _ => None,
    });
    assert!(copied.unwrap().starts_with("> предложил учредить Центр цифровых инноваций\n"));
}

#[test]
fn a_second_and_third_click_select_the_word_and_the_paragraph() {
    let mut stage = Stage::story(160, 48);
    stage.press("ggj<Enter>");
    let (y, line) = (10..40)
        .map(|y| (y, text(&stage).lines().nth(usize::from(y)).unwrap().to_owned()))
        .find(|(_, line)| {
            line.chars().skip(60).take(20).all(|c| c.is_alphabetic() || c == ' ') && line.len() > 150
        })
        .unwrap();
    let x = 60 + u16::try_from(line.chars().skip(60).position(char::is_alphabetic).unwrap()).unwrap();
    stage.point(MouseDeed::Press, x, y).point(MouseDeed::Release, x, y);
    assert!(stage.model.reading.selection.is_none());
    // The stage's clock goes on by a second with every event: these come too late to belong together.
    stage.point(MouseDeed::Press, x, y).point(MouseDeed::Release, x, y);
    assert!(stage.model.reading.selection.is_none());
    stage.quick(|stage| {
        stage.point(MouseDeed::Press, x, y).point(MouseDeed::Release, x, y).point(MouseDeed::Press, x, y);
    });
    let word = selected(&stage);
    assert!(!word.contains(' ') && line.contains(&word), "{word:?} in {line:?}");
    stage.quick(|stage| {
        stage.point(MouseDeed::Release, x, y).point(MouseDeed::Press, x, y);
    });
    assert!(selected(&stage).len() > word.len() && selected(&stage).contains(&word));
}

#[test]
fn bookmarks_over_each_other_are_told_apart() {
    let mut stage = Stage::story(160, 48);
    stage.press("ggj<Enter>JbvipmB");
    assert_eq!(kept(&stage).len(), 2);
    stage.press("<Esc>");
    assert!(
        text(&stage)
            .lines()
            .any(|line| line.split('│').nth(1).is_some_and(|pane| pane.trim_start().starts_with('2'))),
        "{}",
        text(&stage)
    );
}

/// An edit that could not be saved is part of what is edited next, and is not tried again over it.
#[test]
fn what_is_tried_again_never_writes_over_a_later_edit() {
    let mut stage = Stage::story(160, 48);
    stage.press("ggj<Enter>Jb");
    stage.is_full = true;
    stage.press("Mfirst note<C-s>");
    assert_eq!((kept(&stage)[0].note.as_str(), stage.model.unsaved.len()), ("", 1));
    // Fails again, with another edit over it: one change is left, which holds both.
    stage.press("c");
    assert_eq!(stage.model.unsaved.len(), 1);
    stage.is_full = false;
    stage.press("#вода<Enter>");
    let saved = kept(&stage).remove(0);
    assert_eq!((saved.note.as_str(), saved.mark), ("first note", Mark::Key));
    assert_eq!(saved.tags, ["вода"]);
    assert!(stage.model.unsaved.is_empty(), "nothing older is left to be tried again");
    stage.press("M, and more<C-s>");
    stage.press("<C-s>");
    assert_eq!(status(&stage), "Everything is saved");
    assert_eq!(kept(&stage)[0].note, "first note, and more");
}

#[test]
fn an_unsaved_edit_does_not_bring_back_what_was_let_go_since() {
    let mut stage = Stage::story(160, 48);
    stage.press("ggj<Enter>Jb");
    stage.is_full = true;
    stage.press("c");
    stage.is_full = false;
    stage.press("b");
    assert!(kept(&stage).is_empty() && stage.model.unsaved.is_empty());
    stage.press("<C-s>");
    assert!(kept(&stage).is_empty());
}
