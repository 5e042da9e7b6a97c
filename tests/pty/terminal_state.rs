//! The terminal is given back whatever ends the program, and idle means idle.

use std::time::Duration;

use crate::known::strangers;
use crate::terminal::{Home, Seen, Terminal, Wishes, is_busy};

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
fn a_storm_of_sizes_ends_in_the_frame_of_a_fresh_start() {
    let home = Home::new();
    assert!(home.command(&["add", "seeds"]).status().unwrap().success());
    let start = |columns, rows| {
        let terminal = Terminal::start(&home, columns, rows, &[]);
        terminal.wait_until("articles", |screen| screen.contains('◆') && !is_busy(screen));
        // On a busy machine the article and its initiatives may come long after the timeline.
        terminal.wait_until_quiet(Duration::from_secs(2));
        terminal
    };
    // A cell that was erased and one with a blank show the same.
    let shown = |screen: &str| screen.lines().map(str::trim_end).collect::<Vec<_>>().join("\n");
    let leave = |mut terminal: Terminal| {
        terminal.press("q");
        assert!(terminal.wait_for_end().success());
    };
    // The first visit differs from later ones.
    leave(start(120, 36));
    let fresh = start(120, 36);
    let wanted = shown(&fresh.screen());
    leave(fresh);
    let terminal = start(160, 48);
    let mut number: u32 = 7;
    for _ in 0..200 {
        number = number.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        let length =
            |from: u32, most: u32, shift: u32| u16::try_from(from + (number >> shift) % most).unwrap();
        terminal.resize(length(1, 220, 8), length(1, 70, 20));
        terminal.watch(Duration::from_millis(10));
    }
    terminal.resize(120, 36);
    terminal.wait_until("the frame of a fresh start", |screen| shown(screen) == wanted);
    leave(terminal);
}

#[test]
fn nothing_is_written_while_nothing_happens() {
    let home = Home::new();
    let terminal = open(&home, 120, 36);
    terminal
        .wait_until("the end of the import", |screen| screen.matches('◆').count() == 5 && !is_busy(screen));
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
    // What stands behind the first end is typed, not pasted: it goes on in the line, and does nothing else.
    let rest = "хвост ".repeat(200);
    terminal.press("/").press("\u{1b}[200~").press(&words).press(&words).press("\u{1b}[201~");
    terminal.press(&rest).press("\u{1b}[201~\u{15}ъщъ");
    terminal.wait_until("the line anew", |screen| screen.contains("ъщъ"));
    terminal.press("\u{1b}");
    terminal.wait_until("the reader", |screen| !screen.contains("ъщъ"));
    terminal.press("gg");
    terminal.wait_until("the oldest article", |screen| screen.contains("11 Aug 2025"));
    terminal.press("q");
    assert!(terminal.wait_for_end().success());
    assert!(terminal.is_restored());
    assert_eq!(strangers(&terminal.raw()), [""; 0]);
    let kept = home.command(&["bookmarks", "list", "--format", "jsonl"]).output().unwrap();
    assert!(kept.stdout.is_empty(), "nothing pasted was taken for a command");
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
    let before = terminal.raw().len();
    terminal.press(&"jk".repeat(200)).press("gg");
    terminal.wait_until("the oldest article", |screen| screen.contains("11 Aug 2025"));
    let sent = terminal.raw().len() - before;
    assert!(sent < 40_000, "{sent} bytes for keys that a slow line shows together");
    terminal.press("q");
    assert!(terminal.wait_for_end().success());
    assert!(terminal.is_restored());
}

/// Waits until the program has written these bytes.
fn wait_for_bytes(terminal: &Terminal, part: &[u8]) {
    let deadline = std::time::Instant::now() + Duration::from_mins(2);
    while !terminal.raw().windows(part.len()).any(|own| own == part) {
        assert!(std::time::Instant::now() < deadline, "waited for {:?}", String::from_utf8_lossy(part));
        terminal.watch(Duration::from_millis(50));
    }
}

/// A terminal in colour, so that its ground matters.
fn coloured(home: &Home) -> Terminal {
    let wishes = Wishes {
        environment: vec![("NO_COLOR", None), ("COLORTERM", Some("truecolor"))],
        ..Wishes::default()
    };
    let terminal = Terminal::start_with(home, 100, 30, &["seeds"], &wishes);
    terminal.wait_until("articles", |screen| screen.contains("2026"));
    terminal
}

#[test]
fn the_ground_is_asked_for_after_the_first_frame_and_no_key_is_lost_with_the_answer() {
    const WHITE: &[u8] = b"48;2;255;255;255";
    let home = Home::new();
    let mut terminal = coloured(&home);
    let raw = terminal.raw();
    let question = raw.windows(8).position(|part| part == b"\x1b]11;?\x1b\\").expect("it is asked");
    let drawn = raw.windows(8).position(|part| part == "Timeline".as_bytes()).expect("something is drawn");
    assert!(drawn < question, "the first frame is drawn before the question");
    terminal.press("gg");
    terminal.wait_until("the oldest article", |screen| screen.contains("Zakon.kz · 11 Aug 2025"));
    terminal.press("j\u{1b}]11;rgb:ffff/ffff/ffff\u{1b}\\j");
    terminal.wait_until("two articles on", |screen| screen.contains("President Kassym-Jomart Tokayev emph"));
    wait_for_bytes(&terminal, WHITE);
    for part in ["\u{1b}]11;rgb:1e1e/", "1e1e/2e2e", "\u{7}"] {
        terminal.press(part);
        terminal.watch(Duration::from_millis(60));
    }
    terminal.press("k");
    terminal.wait_until("one article back", |screen| screen.contains("Zakon.kz · 7 Oct 2025"));
    terminal.press("q");
    assert!(terminal.wait_for_end().success());
    assert!(terminal.is_restored());
    assert_eq!(strangers(&terminal.raw()), [""; 0]);
}

#[test]
fn a_silent_terminal_costs_nothing() {
    let home = Home::new();
    let mut terminal = coloured(&home);
    terminal.press("gg");
    terminal.wait_until("the oldest article", |screen| screen.contains("Zakon.kz · 11 Aug 2025"));
    terminal.press("q");
    assert!(terminal.wait_for_end().success());
}

#[test]
fn addresses_are_links_of_the_terminals_own_where_it_can_do_that() {
    let home = Home::new();
    let article = home.path().join("a.txt");
    let text = "title: The title\ndate: 2025-10-07\nurl: https://example.org/one\n\n\
                The council proposed to create a centre, see https://қаз.kz/a/long/way/to/a/page?with=many&parts=of/it.";
    std::fs::write(&article, text).unwrap();
    let path = article.to_str().unwrap();
    let mut terminal = Terminal::start(&home, 100, 30, &[path]);
    terminal.wait_until("the article", |screen| screen.contains("The council proposed"));
    wait_for_bytes(&terminal, b";https://example.org/one\x1b\\");
    wait_for_bytes(&terminal, b";https://xn--80ao21a.kz/a/long");
    terminal.press("q");
    assert!(terminal.wait_for_end().success());
    assert_eq!(strangers(&terminal.raw()), [""; 0]);
    for (term, setting) in [("linux", ""), ("xterm-256color", "links = false\n")] {
        let folder = home.path().join("config/throughline");
        std::fs::create_dir_all(&folder).unwrap();
        std::fs::write(folder.join("config.toml"), setting).unwrap();
        let kept: &'static str = Box::leak(term.to_owned().into_boxed_str());
        let wishes = Wishes { environment: vec![("TERM", Some(kept))], ..Wishes::default() };
        let mut terminal = Terminal::start_with(&home, 100, 30, &[path], &wishes);
        terminal.wait_until("the article", |screen| screen.contains("The council proposed"));
        terminal.press("q");
        assert!(terminal.wait_for_end().success());
        assert!(!String::from_utf8_lossy(&terminal.raw()).contains("]8;"), "{term} {setting}");
    }
}

#[test]
fn the_manual_and_the_completions_know_the_commands() {
    let home = Home::new();
    let told = |arguments: &[&str]| {
        let output = home.command(arguments).output().unwrap();
        assert!(output.status.success(), "{arguments:?}");
        String::from_utf8(output.stdout).unwrap()
    };
    let all =
        [vec!["man"], vec!["completions", "bash"], vec!["completions", "zsh"], vec!["completions", "fish"]];
    for arguments in all {
        let text = told(&arguments);
        for command in ["add", "extract", "threads", "bookmarks", "backup", "doctor"] {
            assert!(text.contains(command), "{arguments:?} do not know {command}");
        }
    }
}

#[test]
fn an_address_is_shown_and_then_opened_by_the_users_browser() {
    use std::os::unix::fs::PermissionsExt as _;

    let home = Home::new();
    let at = |name: &str| home.path().join(name);
    let (script, told) = (at("browser"), at("told"));
    std::fs::write(&script, format!("#!/bin/sh\nprintf '%s' \"$1\" > '{}'\n", told.display())).unwrap();
    std::fs::set_permissions(&script, std::fs::Permissions::from_mode(0o755)).unwrap();
    let text = "title: The title\ndate: 2025-10-07\nurl: https://example.org/one\n\nThe council proposed to build a road.";
    std::fs::write(at("a.txt"), text).unwrap();
    let browser: &'static str = Box::leak(script.to_str().unwrap().to_owned().into_boxed_str());
    let wishes = Wishes { environment: vec![("BROWSER", Some(browser))], ..Wishes::default() };
    let mut terminal = Terminal::start_with(&home, 100, 30, &[at("a.txt").to_str().unwrap()], &wishes);
    terminal.wait_until("the article", |screen| screen.contains("The council proposed"));
    terminal.press("O");
    terminal.wait_until("the address", |screen| screen.contains("https://example.org/one"));
    assert!(!told.exists(), "nothing is opened before one agrees");
    terminal.press("\r");
    let deadline = std::time::Instant::now() + Duration::from_mins(1);
    while std::fs::read_to_string(&told).unwrap_or_default() != "https://example.org/one" {
        assert!(std::time::Instant::now() < deadline, "the browser was not started");
        terminal.watch(Duration::from_millis(50));
    }
    terminal.press("q");
    assert!(terminal.wait_for_end().success());
}
