//! What a person does with the real program: opens the seeds, walks a proposal through languages and months, keeps a
//! passage, leaves, comes back and finds it.

use crate::terminal::{Home, Terminal, is_busy};

/// More presses of one key than any walk through the seeds takes.
const MANY: usize = 40;

/// Opens the reader on the seeds and waits until all is imported, looked into and linked.
fn open(home: &Home) -> Terminal {
    let terminal = Terminal::start(home, 160, 48, &["seeds"]);
    terminal.wait_until("five linked articles", |screen| {
        screen.matches('◆').count() == 5 && screen.contains('↳') && !is_busy(screen)
    });
    terminal
}

/// Only letters and digits, in lower case: the words whatever line breaks and hyphens cut them.
fn bare(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// Presses a key until the chosen words in the text hold these, and waits for the screen after each press.
fn press_until_chosen(terminal: &mut Terminal, key: &str, words: &str) {
    let wanted = bare(words);
    for _ in 0..MANY {
        let before = terminal.chosen();
        terminal.press(key);
        terminal.wait_until_seen(&format!("another choice than «{before}» after {key}"), |seen| {
            let now = seen.chosen();
            !now.is_empty() && now != before
        });
        if bare(&terminal.chosen()).contains(&wanted) {
            return;
        }
    }
    panic!("{MANY} times {key} did not lead to «{words}»:\n{}", terminal.screen());
}

/// Opens the first article of 7 October, a Russian report of the summit.
fn open_summit_report(terminal: &mut Terminal) {
    terminal.press("gg");
    terminal.wait_until("the oldest article", |screen| screen.contains("Zakon.kz · 11 Aug 2025"));
    terminal.press("j");
    terminal.wait_until("the report of the summit", |screen| screen.contains("Zakon.kz · 7 Oct 2025"));
    terminal.press("\r");
    terminal.wait_until("the keys of the text", |screen| screen.contains("read on"));
}

#[test]
fn a_proposal_is_walked_from_russian_to_english_and_back_and_kept() {
    let home = Home::new();
    let mut terminal = open(&home);
    open_summit_report(&mut terminal);
    press_until_chosen(&mut terminal, "J", "учредить Центр цифровых инноваций");
    press_until_chosen(&mut terminal, "]", "establishing a Turkic States Digital Innovation Center");
    press_until_chosen(&mut terminal, "[", "предложил учредить Центр цифровых инноваций");
    press_until_chosen(&mut terminal, "]", "establishing a Turkic States Digital Innovation Center");
    terminal.press("b");
    terminal.wait_until("that it is kept", |screen| screen.contains('▌') || screen.contains("Kept"));
    terminal.press("q");
    assert!(terminal.wait_for_end().success());
    assert!(terminal.is_restored());

    let mut terminal = Terminal::start(&home, 160, 48, &[]);
    terminal.wait_until("the article one left", |screen| screen.contains("in English"));
    terminal.press("B");
    terminal.wait_until("the bookmark", |screen| {
        bare(screen).contains(&bare("establishing a Turkic States Digital"))
    });
    terminal.press("\r");
    terminal.wait_until("the passage in its article", |screen| {
        screen.contains("suggested establishing a Turkic") && screen.contains("read on")
    });
    terminal.press("q");
    assert!(terminal.wait_for_end().success());
}

#[test]
fn keys_typed_ahead_of_the_screen_are_not_lost() {
    let home = Home::new();
    let mut terminal = open(&home);
    terminal.press("ggj\rJ]");
    terminal.wait_until_seen("the second mention of the first initiative", |seen| {
        bare(&seen.chosen()).contains(&bare("создать Центр цифровых инноваций"))
    });
}
#[test]
fn the_university_is_walked_from_october_to_january() {
    let home = Home::new();
    let mut terminal = open(&home);
    open_summit_report(&mut terminal);
    press_until_chosen(&mut terminal, "J", "планируем открыть первый исследовательский университет");
    press_until_chosen(&mut terminal, "]", "исследовательский ИИ-университет");
    terminal.wait_until("the article of January", |screen| screen.contains("BAQ.KZ · 5 Jan 2026"));
    terminal.press("q");
    assert!(terminal.wait_for_end().success());
    assert!(terminal.is_restored());
}
