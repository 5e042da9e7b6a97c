//! Long output goes through the user's own pager, and the reader lends it the terminal.

use std::os::unix::fs::PermissionsExt as _;

use crate::known::strangers;
use crate::terminal::{Home, Terminal, Wishes};

/// A pager that says how much it was given, and with which arguments, and waits for a line from the terminal.
const PAGER: &str = r#"#!/bin/sh
set -- "$@" "$(cat)"
for last; do :; done
printf 'PAGER %s HAS %s LINES\n' "$1" "$(printf '%s\n' "$last" | wc -l)"
printf '%s\n' "$last" | head -3
read -r line < /dev/tty
printf 'SAID %s\n' "$line"
"#;

fn script(home: &Home, text: &str) -> &'static str {
    let path = home.path().join("my pager");
    std::fs::write(&path, text).unwrap();
    std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o755)).unwrap();
    Box::leak(format!("'{}' -x", path.display()).into_boxed_str())
}

fn start(
    home: &Home,
    rows: u16,
    args: &[&str],
    environment: Vec<(&'static str, Option<&'static str>)>,
) -> Terminal {
    Terminal::start_with(home, 100, rows, args, &Wishes { environment, ..Wishes::default() })
}

fn with_seeds() -> Home {
    let home = Home::new();
    assert!(home.command(&["add", "seeds"]).status().unwrap().success());
    home
}

#[test]
fn what_does_not_fit_goes_through_the_pager() {
    let home = with_seeds();
    let pager = script(&home, PAGER);
    let mut terminal = start(&home, 8, &["threads"], vec![("PAGER", Some(pager))]);
    let screen = terminal.wait_until("the pager", |screen| screen.contains("LINES"));
    assert!(screen.contains("PAGER -x HAS"), "{screen}");
    terminal.press("yes\r");
    assert!(terminal.wait_for_end().success());
    assert!(terminal.screen().contains("SAID yes"));
}

#[test]
fn what_fits_or_is_not_to_be_paged_is_printed() {
    let home = with_seeds();
    let pager = script(&home, PAGER);
    let quiet = |rows, args: &[&str], environment| {
        let mut terminal = start(&home, rows, args, environment);
        assert!(terminal.wait_for_end().success());
        assert!(!terminal.screen().contains("PAGER"), "{args:?}");
        assert_eq!(strangers(&terminal.raw()), [""; 0]);
    };
    quiet(40, &["list"], vec![("PAGER", Some(pager))]);
    quiet(8, &["--no-pager", "threads"], vec![("PAGER", Some(pager))]);
    quiet(8, &["threads"], vec![("PAGER", Some(pager)), ("NO_PAGER", Some("1"))]);
    quiet(8, &["threads"], vec![("PAGER", Some("cat"))]);
    quiet(8, &["threads"], vec![("PAGER", Some(""))]);
    let mut piped = home.command(&["threads"]);
    let output = piped.env("PAGER", pager).output().unwrap();
    assert!(!String::from_utf8_lossy(&output.stdout).contains("PAGER"));
}

#[test]
fn a_pager_that_is_left_early_or_is_not_there_is_no_failure() {
    let home = with_seeds();
    let pager = script(&home, "#!/bin/sh\nexit 0\n");
    let mut terminal = start(&home, 8, &["threads"], vec![("PAGER", Some(pager))]);
    assert!(terminal.wait_for_end().success());
    assert_eq!(terminal.screen().trim(), "", "nothing is told");
    let mut terminal = start(&home, 8, &["list"], vec![("PAGER", Some("no-such-program"))]);
    assert!(terminal.wait_for_end().success());
    let long = start(&home, 4, &["list"], vec![("PAGER", Some("no-such-program"))]);
    long.wait_until_seen("all of it", |seen| seen.written() > 300);
}

#[test]
fn the_reader_lends_the_terminal_to_the_pager() {
    let home = Home::new();
    let pager = script(&home, PAGER);
    let article = home.path().join("a.txt");
    std::fs::write(&article, "The title\n\n07.10.2025\n\nThe council proposed to create a centre.").unwrap();
    let mut terminal = start(&home, 30, &[article.to_str().unwrap()], vec![("PAGER", Some(pager))]);
    terminal.wait_until("the article", |screen| screen.contains("The council proposed"));
    // Twice: the keyboard is given back each time.
    for (before, said) in ["quit", "jjjj"].into_iter().enumerate() {
        terminal.press("P");
        // What the pager showed before stands there again as soon as the reader gives the terminal back.
        terminal.wait_until("the pager", |screen| {
            screen.matches("PAGER -x HAS").count() > before && screen.contains("The title")
        });
        terminal.press(said).press("\r");
        terminal.wait_until("the reader again", |screen| {
            screen.contains("Timeline 1") && !screen.contains("PAGER")
        });
    }
    terminal.press("?");
    terminal.wait_until("that keys are the reader's", |screen| screen.contains("Keys"));
    terminal.press("\u{1b}");
    terminal.wait_until("the panes", |screen| !screen.contains("Keys"));
    terminal.press("q");
    assert!(terminal.wait_for_end().success());
    assert!(terminal.is_restored());
}
