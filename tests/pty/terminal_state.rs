//! The terminal is given back whatever ends the program, and idle means idle.

use std::time::Duration;

use crate::known::strangers;
use crate::terminal::{Home, Seen, Terminal, Wishes};

fn open(home: &Home, columns: u16, rows: u16) -> Terminal {
    let terminal = Terminal::start(home, columns, rows, &["seeds"]);
    terminal.wait_until("articles", |screen| screen.contains('◆') || screen.contains("2026"));
    terminal
}

#[test]
fn quitting_gives_the_terminal_back() {
    let home = Home::new();
    let mut terminal = open(&home, 120, 36);
    terminal.press("q");
    assert!(terminal.wait_for_end().success());
    assert!(terminal.is_restored());
}

#[test]
fn signals_give_the_terminal_back() {
    for signal in ["TERM", "HUP", "INT"] {
        let home = Home::new();
        let mut terminal = open(&home, 80, 24);
        terminal.signal(signal);
        terminal.wait_for_end();
        assert!(terminal.is_restored(), "after {signal}");
    }
}

#[test]
fn any_size_is_survived() {
    let home = Home::new();
    let mut terminal = open(&home, 160, 48);
    for (columns, rows) in [(1, 1), (40, 12), (300, 100), (20, 5), (2, 40), (80, 24)] {
        terminal.resize(columns, rows);
        terminal.press("j");
    }
    terminal.wait_until("the screen at its last size", |screen| {
        screen.contains("2026") || screen.contains("2025")
    });
    terminal.press("q");
    assert!(terminal.wait_for_end().success());
    assert!(terminal.is_restored());
}

#[test]
fn nothing_is_written_while_nothing_happens() {
    let home = Home::new();
    let terminal = open(&home, 120, 36);
    terminal.wait_until("the end of the import", |screen| {
        let busy = ["Reading", "Looking", "Linking"].iter().any(|word| screen.contains(word));
        screen.matches('◆').count() == 5 && !busy
    });
    terminal.wait_until_quiet(Duration::from_secs(2));
    let (written, busy) = (terminal.raw().len(), terminal.cpu_ticks());
    terminal.watch(Duration::from_secs(3));
    assert_eq!(terminal.raw().len(), written, "bytes were written while idle");
    assert_eq!(terminal.cpu_ticks(), busy, "the processor was used while idle");
}

#[test]
fn without_a_terminal_the_list_is_printed() {
    let home = Home::new();
    let output = home.command(&["seeds"]).output().unwrap();
    let list = String::from_utf8(output.stdout).unwrap();
    assert!(output.status.success());
    assert_eq!(list.lines().count(), 6, "{list}");
    assert!(!list.contains('\u{1b}'));
}

#[test]
fn stopping_and_going_on_gives_and_takes_the_terminal() {
    let home = Home::new();
    let mut terminal = open(&home, 100, 30);
    for way in ["key", "signal"] {
        if way == "key" {
            terminal.press("\u{1a}");
        } else {
            terminal.signal("TSTP");
        }
        terminal.wait_until_seen("the terminal given back", Seen::is_restored);
        terminal.wait_for_state('T');
        terminal.signal("CONT");
        terminal.wait_until_seen(&format!("the reader again after the {way}"), |seen| {
            !seen.is_restored() && seen.text().contains("2026")
        });
    }
    terminal.press("q");
    assert!(terminal.wait_for_end().success());
    assert!(terminal.is_restored());
}

#[test]
fn drawing_anew_needs_no_answer_from_the_terminal() {
    let home = Home::new();
    let mut terminal = open(&home, 100, 30);
    terminal.wait_until_quiet(Duration::from_millis(500));
    let before = terminal.raw().len();
    terminal.press("\u{c}");
    terminal.wait_until_seen("the screen once more", |seen| seen.written() > before + 1000);
    assert_eq!(strangers(&terminal.raw()), [""; 0]);
    terminal.press("q");
    assert!(terminal.wait_for_end().success());
}

#[test]
fn a_closed_terminal_ends_the_program_and_keeps_what_was_done() {
    let home = Home::new();
    let mut terminal = open(&home, 100, 30);
    terminal.press("gg\rb");
    terminal.wait_until("that it is kept", |screen| screen.contains("Kept"));
    terminal.hang_up();
    terminal.wait_for_end();
    let output = home.command(&["bookmarks", "list", "--format", "jsonl"]).output().unwrap();
    assert_eq!(String::from_utf8(output.stdout).unwrap().lines().count(), 1);
}

#[test]
fn poor_terminals_are_drawn_on_or_left_alone() {
    for (term, lang) in
        [(Some("linux"), "C.UTF-8"), (None, "C.UTF-8"), (Some("xterm"), "C"), (Some("vt100"), "POSIX")]
    {
        let home = Home::new();
        let wishes = Wishes { environment: vec![("TERM", term), ("LANG", Some(lang))], ..Wishes::default() };
        let mut terminal = Terminal::start_with(&home, 80, 24, &["seeds"], &wishes);
        terminal.wait_until("articles", |screen| screen.contains("2026"));
        terminal.press("q");
        assert!(terminal.wait_for_end().success(), "{term:?}");
        assert!(terminal.is_restored(), "{term:?}");
        assert_eq!(strangers(&terminal.raw()), [""; 0], "{term:?}");
    }
    let home = Home::new();
    let wishes = Wishes { environment: vec![("TERM", Some("dumb"))], ..Wishes::default() };
    let mut terminal = Terminal::start_with(&home, 80, 24, &["seeds"], &wishes);
    assert!(terminal.wait_for_end().success());
    assert!(!terminal.raw().contains(&0x1b), "a dumb terminal gets the plain list");
}

#[test]
fn it_starts_at_any_size() {
    for (columns, rows) in [(0, 0), (1, 1), (5, 2), (300, 100)] {
        let home = Home::new();
        let mut terminal = Terminal::start(&home, columns, rows, &["seeds"]);
        terminal.wait_until_seen("the second screen", |seen| !seen.is_restored());
        terminal.resize(80, 24);
        terminal.wait_until("articles", |screen| screen.contains("2026"));
        terminal.press("q");
        assert!(terminal.wait_for_end().success(), "{columns}x{rows}");
        assert!(terminal.is_restored());
    }
}

#[test]
fn a_huge_paste_with_an_end_inside_is_survived() {
    let home = Home::new();
    let mut terminal = open(&home, 100, 30);
    let words = "слово ".repeat(45_000);
    let rest = "хвост ".repeat(200);
    terminal.press("/").press("\u{1b}[200~").press(&words).press(&words).press("\u{1b}[201~");
    terminal.press(&rest).press("\u{1b}[201~");
    terminal.press("\u{1b}").wait_until_quiet(Duration::from_millis(500));
    terminal.signal("TERM");
    terminal.wait_for_end();
    assert!(terminal.is_restored());
    assert_eq!(strangers(&terminal.raw()), [""; 0]);
}

#[test]
fn sequences_that_arrive_byte_by_byte_are_one_key() {
    let home = Home::new();
    let mut terminal = open(&home, 160, 48);
    terminal.press("gg");
    terminal.wait_until("the oldest article", |screen| screen.contains("Zakon.kz · 11 Aug 2025"));
    for byte in ["\u{1b}", "[", "B"] {
        terminal.press(byte);
        terminal.watch(Duration::from_millis(4));
    }
    terminal.wait_until("the next article", |screen| screen.contains("Zakon.kz · 7 Oct 2025"));
    assert!(!terminal.screen().contains("Bookmarks"), "no part of it was a key of its own");
    terminal.press("q");
    assert!(terminal.wait_for_end().success());
}

#[test]
fn a_slow_line_still_comes_to_the_last_key() {
    let home = Home::new();
    let wishes = Wishes { pace: Some(Duration::from_millis(3)), ..Wishes::default() };
    let mut terminal = Terminal::start_with(&home, 100, 30, &["seeds"], &wishes);
    terminal.wait_until("articles", |screen| screen.contains("2026"));
    terminal.press(&"jk".repeat(200)).press("gg");
    terminal.wait_until("the oldest article", |screen| screen.contains("11 Aug 2025"));
    terminal.press("q");
    assert!(terminal.wait_for_end().success());
    assert!(terminal.is_restored());
}
