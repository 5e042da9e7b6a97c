//! The terminal is given back whatever ends the program, and idle means idle.

use std::time::Duration;

use crate::terminal::{Home, Terminal};

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
