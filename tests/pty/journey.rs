//! The story the program is made for: a proposal in Russian, in English, and what became of a plan months later.

use crate::terminal::{Home, Terminal};

/// The columns of the article's text at 160 columns.
const TEXT: std::ops::Range<u16> = 42..115;

/// Opens the seeds and waits until they are read and linked.
fn open(home: &Home) -> Terminal {
    let terminal = Terminal::start(home, 160, 48, &["seeds"]);
    terminal.wait_until("five articles, looked into", |screen| {
        screen.contains("Timeline 5")
            && screen.contains("one event, 3 articles")
            && screen.matches('◆').count() >= 5
    });
    terminal
}

/// Types a key, at most `limit` times, until what is highlighted in the text contains the words.
fn press_until(terminal: &mut Terminal, key: &str, limit: usize, words: &str) {
    for _ in 0..limit {
        let before = terminal.highlighted(TEXT);
        if before.contains(words) {
            return;
        }
        terminal.press(key);
        terminal.wait_while("the key to show", |terminal| terminal.highlighted(TEXT) == before);
    }
    let (seen, screen) = (terminal.highlighted(TEXT), terminal.screen());
    assert!(seen.contains(words), "looked for {words}; highlighted: {seen}; the screen shows:\n{screen}");
}

#[test]
fn a_proposal_leads_across_languages_and_a_plan_across_months() {
    let home = Home::new();
    let mut terminal = open(&home);

    // The Russian report of the summit, from the timeline.
    terminal.press("ggjjj");
    terminal.wait_for("KAZAKHSTAN TODAY · 7 Oct 2025");
    terminal.press("\r");

    // Its proposal of a centre, told in English, and back.
    press_until(&mut terminal, "J", 60, "учредить центр цифровых инноваций");
    press_until(&mut terminal, "]", 6, "Digital Innovation Center");
    press_until(&mut terminal, "[", 6, "учредить центр цифровых инноваций");

    // Its research university, and what is said of it in January.
    press_until(&mut terminal, "J", 60, "исследовательский университет");
    press_until(&mut terminal, "]", 6, "исследовательский ИИ-университет");
    terminal.wait_for("BAQ.KZ · 5 Jan 2026");

    // The passage is kept, and found again after a restart.
    terminal.press("b");
    terminal.wait_until("the bookmark confirmed", |screen| screen.contains("Kept"));
    terminal.press("q");
    assert!(terminal.wait_for_end().success());
    assert!(terminal.is_restored());

    let mut again = Terminal::start(&home, 160, 48, &[]);
    again.wait_for("BAQ.KZ · 5 Jan 2026");
    again.press("B");
    again.wait_until("the bookmark in the list", |screen| {
        screen.contains("Bookmarks 1") && screen.contains("исследовательский")
    });
    again.press("qq");
    assert!(again.wait_for_end().success());
}
