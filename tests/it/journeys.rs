//! Stories told in keys: what one does, what is asked for, what one sees.

use throughline::app::effect::{Ask, Effect};
use throughline::app::event::{Event, MouseDeed, Progress};
use throughline::app::key::Key;
use throughline::app::layout::Pane;
use throughline::app::model::View;
use throughline::app::panes::side::Item;
use throughline::base::problem::Problem;
use throughline::model::bookmark::Place;
use throughline::model::thread::Correction;
use throughline::store::change::Change;
use throughline::store::library::{Library as _, Side};

use crate::support::screen::text;
use crate::support::stage::Stage;

/// The words of the chosen mention.
fn chosen(stage: &Stage) -> String {
    let mention = stage.model.reading.selected_mention().expect("a mention is chosen");
    mention.span.of(stage.model.reading.text()).to_owned()
}

fn outlet(stage: &Stage) -> String {
    stage.model.reading.page().unwrap().article.outlet.clone().unwrap_or_default()
}

fn status(stage: &Stage) -> String {
    text(stage).lines().last().unwrap().trim().to_owned()
}

#[test]
fn the_history_opens_from_the_pane_of_initiatives_where_none_was_chosen_in_the_text() {
    let mut stage = Stage::story(120, 36);
    stage.press("ggj<Enter><Tab>");
    assert_eq!((stage.model.focus, stage.model.reading.selected()), (Pane::Side, None));
    let item = stage.model.side.item().expect("one is on an initiative");
    let shown = stage.model.reading.page().unwrap();
    let mention = stage.model.reading.initiatives()[item.initiative()].mentions[0];
    let wanted = shown.threads[shown.thread_of[mention].unwrap()].id.clone();
    stage.press("t");
    let Some(View::Thread(page)) = stage.model.views.last() else { panic!("{}", text(&stage)) };
    assert_eq!(page.id, wanted);
}

#[test]
fn it_starts_on_the_newest_unread_article() {
    let stage = Stage::story(160, 48);
    assert_eq!(outlet(&stage), "BAQ.KZ");
    assert_eq!(stage.model.focus, Pane::Timeline);
}

#[test]
fn a_proposal_is_followed_through_articles_and_languages_and_back() {
    let mut stage = Stage::story(160, 48);
    stage.press("ggj<Enter>J");
    assert_eq!(chosen(&stage), "предложил учредить Центр цифровых инноваций");
    stage.press("]");
    assert_eq!(outlet(&stage), "Zakon.kz", "the same article names it again");
    stage.press("]");
    assert_eq!(outlet(&stage), "KAZAKHSTAN TODAY");
    stage.press("]");
    assert_eq!(chosen(&stage), "he suggested establishing a Turkic States Digital Innovation Center");
    stage.press("]");
    assert_eq!(outlet(&stage), "Егемен Қазақстан");
    stage.press("]");
    assert_eq!(status(&stage), "This is its latest mention");
    stage.press("[[[[");
    assert_eq!(chosen(&stage), "предложил учредить Центр цифровых инноваций");
    stage.press("[");
    assert_eq!(status(&stage), "This is its earliest mention");
}

#[test]
fn the_first_step_shows_from_the_timeline_too() {
    let mut stage = Stage::story(160, 48);
    stage.press("ggj");
    let shows_choice =
        |stage: &Stage| text(stage).lines().any(|line| line.rsplit('│').next().unwrap().starts_with("▎ 1"));
    assert!(!shows_choice(&stage), "nothing is chosen yet");
    stage.press("J");
    assert_eq!(stage.model.focus, Pane::Text);
    assert_eq!(chosen(&stage), "предложил учредить Центр цифровых инноваций");
    assert!(shows_choice(&stage), "the pane of initiatives shows the choice");
    stage.press("hh3K");
    assert_eq!(chosen(&stage), "предложил учредить Центр цифровых инноваций");
}

#[test]
fn keys_pressed_before_the_article_has_come_are_not_lost() {
    let mut stage = Stage::story(160, 48);
    stage.press("gg");
    let mut effects = stage.take_only(Event::Key(Key::char('j')));
    effects.extend(stage.take_only(Event::Key(Key::char('J'))));
    stage.answer(effects);
    assert_eq!(chosen(&stage), "предложил учредить Центр цифровых инноваций");
    stage.press("]");
    let mut effects = stage.take_only(Event::Key(Key::char(']')));
    effects.extend(stage.take_only(Event::Key(Key::char(']'))));
    stage.answer(effects);
    assert_eq!(chosen(&stage), "he suggested establishing a Turkic States Digital Innovation Center");
    assert_eq!(status(&stage), "Mention 4 of 5 · The Astana Times · 7 Oct 2025 · the same day · in English");
    stage.press("<C-o>");
    assert_eq!(outlet(&stage), "Zakon.kz", "both steps were one way");
}

#[test]
fn following_with_nothing_chosen_chooses_what_is_at_hand() {
    let mut stage = Stage::story(120, 36);
    stage.press("ggj<Enter>]");
    assert_eq!(chosen(&stage), "предложил учредить Центр цифровых инноваций");
    assert!(status(&stage).starts_with("Chosen: "), "{}", status(&stage));
    stage.press("2]");
    assert_eq!(outlet(&stage), "KAZAKHSTAN TODAY");
}

#[test]
fn the_university_is_walked_from_october_to_january() {
    let mut stage = Stage::story(120, 36);
    stage.press("ggj<Enter>6J");
    assert!(chosen(&stage).contains("исследовательский университет"), "{}", chosen(&stage));
    stage.press("]]]");
    assert_eq!(outlet(&stage), "BAQ.KZ");
    assert!(stage.model.reading.choice_is_visible(stage.model.text_height()));
}

#[test]
fn the_jump_list_goes_back_and_forth() {
    let mut stage = Stage::story(120, 36);
    stage.press("ggj<Enter>J]]");
    let there = chosen(&stage);
    let row = stage.model.reading.row();
    stage.press("<C-o><C-o>");
    assert_eq!(chosen(&stage), "предложил учредить Центр цифровых инноваций");
    stage.press("<C-n><C-n>");
    assert_eq!((chosen(&stage), stage.model.reading.row()), (there, row));
    stage.press("<C-n>");
    assert_eq!(status(&stage), "Nothing to go forward to");
}

#[test]
fn a_cross_reference_opens_the_other_article_at_the_passage() {
    let mut stage = Stage::story(120, 36);
    stage.press("ggj<Enter>J<Tab>jj");
    assert!(text(&stage).contains("The Astana Times"));
    stage.press("<Enter>");
    assert_eq!(outlet(&stage), "The Astana Times");
    assert_eq!(chosen(&stage), "he suggested establishing a Turkic States Digital Innovation Center");
    assert_eq!(stage.model.focus, Pane::Text);
}

#[test]
fn text_and_initiatives_follow_each_other() {
    let mut stage = Stage::story(120, 36);
    stage.press("ggj<Enter>JJJ");
    assert_eq!(stage.model.side.item().map(Item::initiative), Some(2));
    stage.press("<Tab>GK");
    let last = stage.model.reading.initiatives().len() - 2;
    assert_eq!(stage.model.side.item().map(Item::initiative), Some(last));
    let mention = stage.model.reading.selected().unwrap();
    assert_eq!(stage.model.reading.initiative_of(mention), Some(last));
}

#[test]
fn a_bookmark_is_asked_for_confirmed_and_there_after_a_restart() {
    let mut stage = Stage::story(120, 36);
    stage.press("ggj<Enter>J");
    stage.asked();
    stage.press("b");
    let kept = stage.asked().into_iter().find_map(|ask| match ask {
        Ask::Change(Change::Keep(kept)) => Some(kept),
        _ => None,
    });
    assert_eq!(kept.unwrap()[0].anchor.quote, "предложил учредить Центр цифровых инноваций");
    assert_eq!(status(&stage), "Kept");
    let mut stage = stage.again();
    stage.press("B");
    assert!(text(&stage).contains("⚑ предложил учредить Центр цифровых инноваций"));
    stage.press("<Enter>");
    assert_eq!(outlet(&stage), "Zakon.kz");
}

#[test]
fn the_same_key_lets_go_of_a_bookmark_and_undo_brings_it_back() {
    let mut stage = Stage::story(120, 36);
    stage.press("ggj<Enter>Jb");
    assert_eq!(stage.library.bookmarks(Side::Kept).unwrap().len(), 1);
    stage.press("b");
    assert_eq!(stage.library.bookmarks(Side::Kept).unwrap().len(), 0);
    assert_eq!(status(&stage), "Let go; u brings it back");
    stage.press("u");
    assert_eq!(stage.library.bookmarks(Side::Kept).unwrap().len(), 1);
    stage.press("<C-r>");
    assert_eq!(stage.library.bookmarks(Side::Kept).unwrap().len(), 0);
    stage.press("uuuu");
    assert_eq!(status(&stage), "Nothing to undo");
}

#[test]
fn a_selection_is_kept_with_a_note() {
    let mut stage = Stage::story(120, 36);
    stage.press("ggj<Enter>Jvwww");
    assert!(status(&stage).contains("keep"));
    stage.press("MПроверить<Enter>срок<C-s>");
    let rows = stage.library.bookmarks(Side::Kept).unwrap();
    assert_eq!(rows[0].bookmark.anchor.quote, "предложил учредить Центр цифровых инноваций и создать Совет");
    assert_eq!(rows[0].bookmark.note, "Проверить\nсрок");
    assert!(stage.model.reading.selection.is_none());
}

#[test]
fn without_a_mention_in_sight_the_paragraph_is_kept() {
    let mut stage = Stage::story(120, 36);
    stage.press("ggj<Enter><Esc>}b");
    let rows = stage.library.bookmarks(Side::Kept).unwrap();
    assert!(rows[0].bookmark.anchor.quote.starts_with("Остановившись на значении"));
}

#[test]
fn finding_shows_places_as_one_types() {
    let mut stage = Stage::story(120, 36);
    stage.press("ggj<Enter>/цифр");
    assert!(status(&stage).ends_with("1 of 7 · Tab: word forms too"), "{}", status(&stage));
    stage.press("<Enter>nn");
    assert_eq!(stage.model.reading.finds.as_ref().unwrap().here, 2);
    stage.press("NNN");
    assert_eq!(status(&stage), "from the other end");
    stage.press("<Esc>");
    assert!(stage.model.reading.finds.is_none());
    stage.press("/нет такого");
    assert!(status(&stage).contains("nothing found"));
}

#[test]
fn leaving_the_find_goes_back_to_where_one_was() {
    let mut stage = Stage::story(80, 24);
    stage.press("ggj<Enter>jjj");
    let before = stage.model.reading.anchor();
    stage.press("/солнечн");
    assert_ne!(stage.model.reading.anchor(), before);
    stage.press("<Esc>");
    assert_eq!(stage.model.reading.anchor(), before);
}

#[test]
fn the_place_in_each_article_is_kept_between_runs() {
    let mut stage = Stage::story(120, 36);
    stage.press("ggj<Enter><C-d><C-d>");
    let anchor = stage.model.reading.anchor();
    let mut stage = stage.again();
    assert_eq!(stage.model.reading.anchor(), anchor);
    assert_eq!(stage.model.focus, Pane::Text);
    stage.press("hG<Enter>");
    let mut stage = stage.again();
    assert!(text(&stage).contains("What Is the OTS+ Format?"));
    stage.press("hggj<Enter>");
    assert_eq!(stage.model.reading.anchor(), anchor);
}

#[test]
fn the_line_at_the_top_stays_through_resizes() {
    let mut stage = Stage::story(120, 36);
    stage.press("ggj<Enter><C-d><C-d>");
    let byte = stage.model.reading.anchor().byte;
    let before = text(&stage);
    for (columns, rows) in [(40, 12), (200, 60), (24, 6), (1, 1), (80, 24), (120, 36)] {
        stage.resize(columns, rows);
        let row = stage.model.reading.set().row_of(byte);
        let top = stage.model.reading.top(stage.model.text_height());
        assert!(top <= row && row < top + stage.model.text_height(), "{columns}x{rows}");
    }
    assert_eq!(text(&stage), before);
}

#[test]
fn a_storm_of_sizes_ends_in_the_frame_of_a_fresh_start() {
    for keys in ["", "ggj<Enter>J", "ggj<Enter>Jt", "L", "Fцентр"] {
        let mut stage = Stage::story(120, 36);
        stage.press(keys);
        for step in 0..200_u16 {
            stage.resize(20 + step * 37 % 180, 4 + step * 23 % 60);
        }
        stage.resize(100, 30);
        let mut fresh = Stage::story(100, 30);
        fresh.press(keys);
        assert_eq!(text(&stage), text(&fresh), "{keys}");
    }
}

#[test]
fn an_article_is_read_when_its_end_was_seen() {
    let mut stage = Stage::story(120, 36);
    stage.press("ggj<Enter>");
    let read = |stage: &Stage| stage.library.timeline().unwrap()[1].read;
    assert!(!read(&stage));
    stage.press("G");
    assert!(read(&stage));
    stage.press("r");
    assert!(!read(&stage), "the reader says otherwise");
    assert_eq!(status(&stage), "Marked unread");
    stage.press("gg");
    assert!(!read(&stage));
}

#[test]
fn space_reads_on_into_the_next_unread_article() {
    let mut stage = Stage::story(120, 36);
    stage.press("ggj<Enter>");
    let first = stage.model.reading.row();
    for _ in 0..12 {
        if stage.model.reading.row() == first {
            stage.press("<Space>");
        }
    }
    assert_eq!(outlet(&stage), "KAZAKHSTAN TODAY");
}

#[test]
fn russian_and_kazakh_keyboards_need_no_switching() {
    let mut stage = Stage::story(120, 36);
    stage.press("ппо<Enter>О");
    assert_eq!(chosen(&stage), "предложил учредить Центр цифровых инноваций");
    stage.press("ъъ");
    assert_eq!(outlet(&stage), "KAZAKHSTAN TODAY");
    stage.press("и");
    assert_eq!(stage.library.bookmarks(Side::Kept).unwrap().len(), 1);
    stage.press("№нац");
    assert!(status(&stage).starts_with("Find нац"), "typed words stay as they are: {}", status(&stage));
}

#[test]
fn keys_that_wait_show_what_can_follow() {
    let mut stage = Stage::story(120, 36);
    stage.press("g");
    for what in ["next unread article", "previous unread article", "figures over time"] {
        assert!(text(&stage).contains(what), "all of them are told: {}", text(&stage));
    }
    stage.press("<Esc>");
    assert!(status(&stage).contains("does nothing here"));
    stage.press("12");
    assert!(status(&stage).ends_with("12"));
}

#[test]
fn the_history_of_an_initiative_leads_to_its_mentions_and_back() {
    let mut stage = Stage::story(160, 48);
    stage.press("ggj<Enter>Jt");
    let page = text(&stage);
    assert!(page.contains("Turkic States Digital Innovation Centre"), "{page}");
    assert!(page.contains("6 weeks later"), "{page}");
    stage.press("jjj<Enter>");
    assert_eq!(outlet(&stage), "The Astana Times");
    stage.press("<C-o>");
    assert!(text(&stage).contains("6 weeks later"), "the page is there again");
    stage.press("q");
    assert_eq!(outlet(&stage), "Zakon.kz");
}

#[test]
fn the_ledger_is_sorted_narrowed_and_left() {
    let mut stage = Stage::story(160, 48);
    stage.press("L/кибер<Enter>");
    let page = text(&stage);
    assert!(page.contains("Cybersecurity Council") && !page.contains("Alem.AI"), "{page}");
    stage.press("<Enter>");
    assert!(text(&stage).contains("Mentions in order of time"));
    stage.press("qqq");
    assert!(stage.model.views.is_empty());
}

/// The correction that was asked for since the last look.
fn corrected(stage: &mut Stage) -> Correction {
    assert!(stage.effects.contains(&Effect::Relink), "the threads are to be followed anew");
    let asked = stage.asked().into_iter();
    let mut corrections = asked.filter_map(|ask| match ask {
        Ask::Change(Change::Correct(correction)) => Some(correction),
        _ => None,
    });
    corrections.next_back().expect("a correction is asked for")
}

#[test]
fn a_thread_is_corrected_from_its_page_and_the_correction_taken_back() {
    let mut stage = Stage::story(120, 36);
    stage.press("ggj<Enter>Jt");
    stage.effects.clear();
    stage.press("R<C-u>Центр<Enter>");
    assert!(matches!(corrected(&mut stage), Correction::Rename { label, .. } if label == "Центр"));
    assert!(status(&stage).starts_with("Corrected"), "{}", status(&stage));
    stage.press("s");
    assert_eq!(status(&stage), "There is nothing to part here", "one is on the first mention");
    stage.press("jjs");
    let split = corrected(&mut stage);
    assert!(matches!(split, Correction::Split { stay, away } if stay.len() == 2 && away.len() == 3));
    stage.press("x");
    let unlinked = corrected(&mut stage);
    assert!(matches!(unlinked, Correction::Unlink { from, .. } if from.len() == 4));
    assert_eq!(stage.library.corrections().unwrap().len(), 3);
    stage.press("uuu");
    assert_eq!(stage.library.corrections().unwrap().len(), 0);
    assert!(stage.effects.contains(&Effect::Relink));
}

#[test]
fn two_threads_are_joined_through_the_table_or_as_related_ones() {
    let mut stage = Stage::story(160, 48);
    stage.press("ggj<Enter>Jt");
    stage.effects.clear();
    stage.press("m");
    assert!(text(&stage).contains("the same as “"), "{}", text(&stage));
    stage.press("/кибер<Enter><Enter>");
    assert!(matches!(corrected(&mut stage), Correction::Merge { one, other } if one != other));
    assert!(text(&stage).contains("Mentions in order of time"), "one is on the page again");
    stage.press("Gx");
    assert!(matches!(corrected(&mut stage), Correction::Unrelate { .. }));
}

#[test]
fn the_tour_shows_five_keys_once() {
    let mut stage = Stage::first(crate::support::story::library(), 120, 36, "en");
    assert!(text(&stage).contains("Enter opens the article"), "{}", text(&stage));
    stage.press("ggj<Enter>");
    assert!(text(&stage).contains("J goes to the next initiative"));
    stage.press("J]");
    assert!(text(&stage).contains("Ctrl-O goes back to where you were"));
    stage.press("<C-o>b");
    assert!(!text(&stage).contains("of 5"), "all five were used");
    let stage = stage.again();
    assert!(stage.model.tour.is_none());
    let mut stage = Stage::first(crate::support::story::library(), 40, 12, "kk");
    assert!(stage.model.tour.is_some());
    stage.press("<Esc>");
    assert!(stage.model.tour.is_none());
    assert_eq!(stage.library.setting("reader.tour").unwrap().as_deref(), Some("over"));
}

#[test]
fn a_pinned_initiative_stays_while_one_reads_and_in_other_articles() {
    let mut stage = Stage::story(120, 36);
    stage.press("ggj<Enter>Jp");
    assert_eq!(status(&stage), "It stays on this initiative; p lets it follow again");
    let label = |stage: &Stage| {
        let initiative = stage.model.side.item().unwrap().initiative();
        let page = stage.model.reading.page().unwrap();
        stage.model.reading.initiatives()[initiative].card(page).unwrap().id.clone()
    };
    let pinned = label(&stage);
    stage.press("JJJ");
    assert_eq!(label(&stage), pinned);
    assert!(text(&stage).contains("stays"));
    stage.press("h");
    stage.press("G");
    stage.press("k");
    stage.press("gg");
    stage.press("j<Enter>p");
    stage.press("JJ");
    assert_ne!(label(&stage), pinned, "it follows again");
}

#[test]
fn the_edge_of_a_pane_is_dragged_and_stays_between_runs() {
    let mut stage = Stage::story(160, 48);
    let edge = stage.model.layout.timeline.unwrap().right();
    stage.point(MouseDeed::Press, edge, 20);
    stage.point(MouseDeed::Drag, edge + 9, 21);
    stage.point(MouseDeed::Release, edge + 9, 22);
    assert_eq!(stage.model.layout.timeline.unwrap().right(), edge + 9);
    assert!(stage.model.reading.selection.is_none());
    let stage = stage.again();
    assert_eq!(stage.model.layout.timeline.unwrap().right(), edge + 9);
}

#[test]
fn the_original_is_shown_before_it_is_opened() {
    let mut library = crate::support::story::library();
    crate::support::story::with_address(&mut library, "https://қаз.kz/a?b");
    let mut stage = Stage::on(library, 120, 36);
    stage.press("gg<Enter>O");
    assert!(status(&stage).starts_with("Open https://xn--80ao21a.kz/a?b"), "{}", status(&stage));
    stage.effects.clear();
    stage.press("j<Esc>");
    assert!(!stage.effects.iter().any(|effect| matches!(effect, Effect::Browse(_))));
    stage.press("O<Enter>");
    assert!(stage.effects.contains(&Effect::Browse("https://xn--80ao21a.kz/a?b".into())));
    stage.press("jjhj<Enter>O");
    assert_eq!(status(&stage), "No address of the original is known");
}

#[test]
fn the_mouse_chooses_opens_scrolls_and_selects() {
    let mut stage = Stage::story(160, 48);
    let row = text(&stage).lines().position(|line| line.contains("● KAZAKHSTAN TODAY")).unwrap();
    let row = u16::try_from(row).unwrap();
    stage.point(MouseDeed::Press, 10, row);
    assert_eq!((outlet(&stage).as_str(), stage.model.focus), ("KAZAKHSTAN TODAY", Pane::Timeline));
    stage.point(MouseDeed::Press, 10, row);
    assert_eq!(stage.model.focus, Pane::Text);
    let top = stage.model.reading.top(stage.model.text_height());
    stage.point(MouseDeed::WheelDown, 80, 20);
    assert_eq!(stage.model.reading.top(stage.model.text_height()), top + 3);
    let frame = stage.model.frame().text;
    stage.point(MouseDeed::Press, frame.x, frame.y + 8);
    stage.point(MouseDeed::Drag, frame.x + 11, frame.y + 8);
    stage.point(MouseDeed::Release, frame.x + 11, frame.y + 8);
    let selection = stage.model.reading.selection.unwrap().span(stage.model.reading.text());
    assert_eq!(selection.of(stage.model.reading.text()).chars().count(), 12);
}

#[test]
fn copying_gives_the_passage_with_its_source() {
    let mut stage = Stage::story(120, 36);
    stage.press("ggj<Enter>J");
    stage.effects.clear();
    stage.press("y");
    let copied = stage.effects.iter().find_map(|effect| match effect {
        Effect::Copy(text) => Some(text.clone()),
        _ => None,
    });
    let copied = copied.unwrap();
    assert!(copied.starts_with("“предложил учредить Центр цифровых инноваций”\n— Zakon.kz, "), "{copied}");
    assert!(copied.contains("7 October 2025"));
}

#[test]
fn the_reader_stays_where_she_is_while_articles_come() {
    let mut stage = Stage::story(120, 36);
    stage.press("ggj<Enter><C-d>");
    let before = text(&stage);
    stage.take(Event::Progress(Some(Progress { what: "import".into(), done: 3, total: 10 })));
    assert!(status(&stage).ends_with("Reading articles 3 / 10"));
    stage.take(Event::LibraryChanged);
    stage.take(Event::Progress(None));
    assert_eq!(text(&stage), before);
    stage.take(Event::Told(Problem::new("cannot read a.txt", "").hint("check it")));
    assert_eq!(status(&stage), "cannot read a.txt (check it)");
}

#[test]
fn while_an_article_is_looked_into_nothing_is_said_of_what_it_lacks() {
    let mut library = crate::support::story::library();
    crate::support::story::with_text(&mut library, "Совсем другой текст.");
    let mut stage = Stage::on(library, 160, 48);
    stage.press("gg");
    assert!(text(&stage).contains("No initiatives in this article"));
    stage.take(Event::Progress(Some(Progress { what: "extract".into(), done: 0, total: 1 })));
    assert!(text(&stage).contains("Initiatives are still being looked for"));
}

#[test]
fn an_empty_library_says_how_to_begin() {
    let mut stage = Stage::empty(120, 36);
    assert!(text(&stage).contains("throughline add articles"));
    stage.effects.clear();
    stage.press("s");
    assert_eq!(stage.effects, [Effect::Sample]);
}

#[test]
fn leaving_is_asked_for_once() {
    let mut stage = Stage::story(120, 36);
    stage.effects.clear();
    stage.press("?q");
    assert!(!stage.effects.contains(&Effect::Quit), "q leaves the help first");
    stage.press("q");
    assert!(stage.effects.contains(&Effect::Quit));
}

#[test]
fn the_library_is_searched_as_one_types_and_the_find_leads_into_the_article() {
    let mut stage = Stage::story(120, 36);
    stage.press("Fкиберугрозы");
    assert!(text(&stage).contains("nothing found"));
    stage.press("<C-w>совет по кибербезопасности");
    let page = text(&stage);
    assert!(page.contains("2 articles"), "{page}");
    stage.press("<Down><Enter>");
    let finds = stage.model.reading.finds.as_ref().expect("the places are marked");
    let place = finds.place().unwrap();
    let found = place.of(stage.model.reading.text()).to_lowercase();
    assert!(["совет", "по", "кибербезопасности"].contains(&found.as_str()), "{found}");
    stage.press("<C-o>");
    assert!(text(&stage).contains("2 articles"), "the search is there again");
    stage.press("<Esc>");
    assert!(stage.model.views.is_empty());
}

#[test]
fn the_timeline_is_narrowed_by_a_query_and_widened_again() {
    let mut stage = Stage::story(120, 36);
    stage.press("/lang:en");
    assert!(status(&stage).ends_with("2 articles"), "{}", status(&stage));
    stage.press("<Enter>gg");
    assert_eq!(outlet(&stage), "The Astana Times");
    assert!(text(&stage).contains("Timeline 2 / 7"));
    stage.press("<Esc>");
    assert!(text(&stage).contains("Timeline 7"));
    assert_eq!(outlet(&stage), "The Astana Times", "one stays on the same article");
    stage.press("S");
    assert!(text(&stage).find("January 2026") < text(&stage).find("August 2025"), "the latest is on top");
}

#[test]
fn an_article_is_opened_by_letters_of_its_title() {
    let mut stage = Stage::story(120, 36);
    stage.press("oinit enhance<Enter>");
    assert_eq!(outlet(&stage), "The Astana Times");
    assert_eq!(stage.model.focus, Pane::Text);
}

#[test]
fn a_command_is_run_by_its_name() {
    let mut stage = Stage::story(120, 36);
    stage.press(":all init<Enter>");
    assert!(text(&stage).contains("All initiatives"));
}

#[test]
fn a_changed_article_shows_what_its_publisher_changed() {
    let mut library = crate::support::story::library();
    crate::support::story::with_words(&mut library, "предложил учредить Центр", "предложил основать Центр");
    let mut stage = Stage::on(library, 160, 48);
    stage.press("ggj");
    assert!(text(&stage).contains("changed 7 Jan 2026: D shows what"), "{}", text(&stage));
    assert!(
        text(&stage).lines().any(|line| line.contains("Zakon.kz") && line.contains('±')),
        "the timeline marks it"
    );
    stage.press("D");
    let shown = text(&stage);
    assert!(shown.contains("[−учредить] [+основать]"), "{shown}");
    assert!(shown.contains("+1 word added") && shown.contains("−1 word taken away"), "{shown}");
    assert!(shown.contains("Initiatives it touches"), "{shown}");
    stage.press("<Enter>");
    assert_eq!(chosen(&stage), "предложил основать Центр цифровых инноваций");
    stage.press("<C-o>");
    assert!(text(&stage).contains("[+основать]"), "the way back leads to the change");
    stage.press("<Esc>G");
    stage.press("gg<Enter>D");
    assert_eq!(status(&stage), "Its text has not changed since it came");
}

#[test]
fn what_came_since_the_last_visit_is_told_and_shown_alone() {
    let mut stage = Stage::story(120, 36);
    assert!(!text(&stage).contains(" new"), "nothing is new on the first visit");
    stage.press("gs");
    assert_eq!(status(&stage), "This is your first visit: everything is new");
    crate::support::story::with_one_more(&mut stage.library);
    let mut stage = stage.again();
    assert!(text(&stage).contains("Timeline 8 · 1 new"), "{}", text(&stage));
    stage.press("gs");
    assert!(text(&stage).contains("Timeline 1 / 8"), "{}", text(&stage));
    assert_eq!(outlet(&stage), "Courier");
    stage.press("<Esc>");
    assert!(text(&stage).contains("Timeline 8 · 1 new"));
    let mut stage = stage.again();
    stage.press("gs");
    assert_eq!(status(&stage), "Nothing new since your last visit");
}

#[test]
fn figures_are_seen_over_time_and_lead_to_where_they_are_told() {
    let mut stage = Stage::story(160, 48);
    stage.press("gf");
    let shown = text(&stage);
    assert!(shown.contains("Figures over time 1"), "{shown}");
    assert!(shown.contains("обученных студентов  ▅▅█"), "{shown}");
    assert!(shown.contains("400,000") && shown.contains("650,000"), "{shown}");
    stage.press("jj<Enter>");
    assert_eq!(outlet(&stage), "BAQ.KZ");
    assert_eq!(stage.model.focus, Pane::Text);
    stage.press("<C-o>");
    assert!(text(&stage).contains("Figures over time 1"), "the way back leads to the figures");
    stage.press("/нет");
    assert!(text(&stage).contains("nothing found"));
    stage.press("<Esc>q");
    assert!(stage.model.views.is_empty());
}

#[test]
fn the_pane_of_initiatives_shows_the_figures_of_each() {
    let mut stage = Stage::story(160, 48);
    stage.press("L/Обучение студентов<Enter><Enter><Enter>");
    assert!(text(&stage).contains("400,000 → 650,000"), "{}", text(&stage));
    stage.press("<Tab>");
    while !matches!(stage.model.side.item(), Some(Item::Figure(..))) {
        stage.press("j");
    }
    stage.press("<Enter>");
    assert!(text(&stage).contains("Figures over time"));
}

#[test]
fn the_timeline_shows_one_initiative_alone() {
    let mut stage = Stage::story(120, 36);
    stage.press("ggj<Enter>JT");
    assert!(text(&stage).contains("Timeline 4 / 7"), "{}", text(&stage));
    assert_eq!(stage.model.focus, Pane::Timeline);
    stage.press("T");
    assert!(text(&stage).contains("Timeline 7"), "the same key shows all again");
    stage.press("L/кибербезопасност<Enter>T");
    assert!(stage.model.views.is_empty());
    assert!(text(&stage).contains(" / 7"), "{}", text(&stage));
    stage.press("<Esc>/thread:инноваций");
    assert!(status(&stage).ends_with("4 articles"), "{}", status(&stage));
}

#[test]
fn a_moved_bookmark_is_confirmed_or_rejected() {
    for (key, told) in [("a", "Changed"), ("A", "Taken from there; a attaches it by hand, u brings it back")]
    {
        let mut stage = Stage::story(120, 36);
        stage.press("ggj<Enter>Jb");
        let (row, page) = {
            let row = stage.model.reading.row().unwrap();
            (row, stage.library.page(row).unwrap().unwrap())
        };
        let bookmark = page.bookmarks[0].clone();
        let span = bookmark.place.span().unwrap();
        stage.library.place(&page.article.revision, &[(bookmark.id.clone(), Place::Moved { span })]).unwrap();
        stage.take(Event::LibraryChanged);
        stage.press("B<Tab>");
        assert!(text(&stage).contains("moved: a confirms, A rejects"), "{}", text(&stage));
        stage.press("a");
        assert_eq!(status(&stage), "Is this the passage? a: yes, A: no");
        stage.press(key);
        assert_eq!(status(&stage), told);
        let place = stage.library.bookmarks(Side::Kept).unwrap()[0].bookmark.place;
        assert_eq!(place == Place::Orphan, key == "A", "{place:?}");
        assert!(stage.library.unplaced().unwrap().is_empty(), "it is not looked for again in this text");
        assert_eq!(stage.model.reading.row(), Some(row));
    }
}

#[test]
fn bookmarks_are_narrowed_by_initiative_and_by_article() {
    let mut stage = Stage::story(120, 36);
    stage.press("ggj<Enter>JbJb<Tab>").press("<S-Tab>h").press("G<Enter>bB");
    assert!(text(&stage).contains("Bookmarks 3"), "{}", text(&stage));
    stage.press("/thread:инноваций");
    assert!(status(&stage).ends_with("1 bookmark"), "{}", status(&stage));
    stage.press("<Esc>/article:ots+");
    assert!(status(&stage).ends_with("1 bookmark"), "{}", status(&stage));
    stage.press("<Esc>ggga");
    let head = text(&stage).lines().next().unwrap_or_default().to_owned();
    assert!(head.contains("Bookmarks 2") && head.ends_with("of one article"), "{head}");
    stage.press("<Esc>");
    assert!(text(&stage).contains("Bookmarks 3"));
}

#[test]
fn the_right_button_offers_what_can_be_done_there() {
    let mut stage = Stage::story(160, 48);
    stage.press("ggj<Enter>J");
    let frame = stage.model.frame().text;
    stage.point(MouseDeed::Menu, frame.x + 2, frame.y + 10);
    assert!(text(&stage).contains("copy with its source"), "{}", text(&stage));
    stage.press("<Esc>");
    assert!(stage.model.views.is_empty());
    stage.point(MouseDeed::Menu, frame.x + 2, frame.y + 10);
    stage.point(MouseDeed::Press, frame.x + 4, frame.y + 11);
    assert_eq!(stage.library.bookmarks(Side::Kept).unwrap().len(), 1, "the first row keeps the passage");
    stage.point(MouseDeed::Menu, 10, 20);
    stage.point(MouseDeed::Press, 100, 40);
    assert!(stage.model.views.is_empty(), "a click beside it leaves it");
}

#[test]
fn other_forms_of_the_typed_words_are_found_where_one_asks() {
    let mut stage = Stage::story(120, 36);
    stage.press("ggj<Enter>/центры");
    assert!(status(&stage).contains("nothing found"), "{}", status(&stage));
    stage.press("<Tab>");
    assert!(status(&stage).contains("1 of "), "{}", status(&stage));
    let finds = stage.model.reading.finds.as_ref().unwrap();
    assert!(finds.place().unwrap().of(stage.model.reading.text()).to_lowercase().starts_with("центр"));
    stage.press("<Tab>");
    assert!(status(&stage).contains("nothing found"));
}

#[test]
fn a_held_key_moves_the_list_and_the_article_follows_when_it_is_let_go() {
    let mut stage = Stage::story(160, 48);
    stage.press("gg");
    let first = stage.model.reading.row();
    stage.asked();
    let pages = |asked: &[Ask]| asked.iter().filter(|ask| matches!(ask, Ask::Page(_))).count();
    stage.quick(|stage| {
        stage.press("jjj");
        assert_eq!(pages(&stage.asked()), 1, "the first step shows its article, the others wait");
        assert_ne!(stage.model.reading.row(), stage.model.timeline.selected_row());
    });
    assert_ne!(stage.model.reading.row(), first);
    assert_eq!(stage.model.reading.row(), stage.model.timeline.selected_row(), "the article has followed");
    stage.press("gg");
    stage.quick(|stage| {
        stage.press("jjJ");
        assert_eq!(
            stage.model.reading.row(),
            stage.model.timeline.selected_row(),
            "J is for the article one is on"
        );
    });
}

#[test]
fn one_comes_back_to_the_bookmark_one_went_from() {
    let mut stage = Stage::story(120, 36);
    stage.press("ggj<Enter>JbJJbB/предложил<Enter>j<Enter>");
    assert!(stage.model.views.is_empty());
    stage.press("<C-o>");
    let shown = text(&stage);
    assert!(shown.contains("предложил") && shown.contains("Bookmarks 2"), "{shown}");
    assert!(
        matches!(stage.model.views.last(), Some(View::Bookmarks(list)) if list.typed.text() == "предложил")
    );
    stage.press("<C-n>");
    assert!(stage.model.views.is_empty());
}

#[test]
fn the_table_tells_all_of_the_initiative_one_is_on() {
    let mut stage = Stage::story(80, 24);
    stage.press("L");
    for _ in 0..12 {
        let here = match stage.model.views.last() {
            Some(View::Ledger(ledger)) => ledger.here().cloned().unwrap(),
            _ => panic!("no table"),
        };
        let foot = text(&stage).lines().rev().skip(1).take(4).collect::<Vec<_>>().join(" ");
        assert!(here.outlets.iter().all(|outlet| foot.contains(outlet.as_str())), "{here:?}\n{foot}");
        let name = &here.labels.iter().map(|(_, name)| name.as_str()).find(|name| foot.contains(name));
        assert!(name.is_some(), "{here:?}\n{foot}");
        stage.press("j");
    }
}
