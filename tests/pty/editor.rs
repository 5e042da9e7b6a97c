//! A note written in the user's own editor: the terminal is lent and taken again, and every key goes where it should.

use crate::terminal::{Home, Terminal, Wishes};

/// An editor that shows what it was given, reads one line from the terminal and adds it.
const EDITOR: &str = r#"#!/bin/sh
printf 'EDITOR HAS: %s\n' "$(cat "$1")"
read -r line
printf '\n%s\n' "$line" >> "$1"
"#;

fn script(home: &Home, text: &str) -> String {
    use std::os::unix::fs::PermissionsExt as _;
    let path = home.path().join("my editor");
    std::fs::write(&path, text).unwrap();
    std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o755)).unwrap();
    format!("'{}' ", path.display())
}

fn opened(home: &Home, editor: &str) -> Terminal {
    let article = home.path().join("a.txt");
    std::fs::write(&article, "The title\n\n07.10.2025\n\nThe council proposed to create a centre.").unwrap();
    let kept = |text: &str| -> Option<&'static str> { Some(Box::leak(text.to_owned().into_boxed_str())) };
    let folder = home.path().to_str().unwrap();
    let environment = vec![("EDITOR", kept(editor)), ("TMPDIR", kept(folder))];
    let wishes = Wishes { environment, ..Wishes::default() };
    let mut terminal = Terminal::start_with(home, 100, 30, &[article.to_str().unwrap()], &wishes);
    terminal.wait_until("the article", |screen| screen.contains("The council proposed"));
    terminal.press("\r");
    terminal.press("M");
    terminal.wait_until("the note", |screen| screen.contains("Ctrl-E opens your editor"));
    terminal.press("first");
    terminal.wait_until("what was typed", |screen| screen.contains("first"));
    terminal
}

#[test]
fn the_terminal_is_lent_to_the_editor_and_taken_again() {
    let home = Home::new();
    let editor = script(&home, EDITOR);
    let mut terminal = opened(&home, &editor);
    terminal.press("\x05");
    terminal.wait_until("the editor", |screen| screen.contains("EDITOR HAS: first"));
    terminal.press("second line\r");
    terminal.wait_until("the note again", |screen| {
        screen.contains("second line") && screen.contains("Ctrl-E opens your editor")
    });
    terminal.press(" more\x13");
    terminal.wait_until("the reader", |screen| !screen.contains("Ctrl-E opens your editor"));
    terminal.press("q");
    assert!(terminal.wait_for_end().success());
    assert!(terminal.is_restored());
    let listed = home.command(&["bookmarks", "list", "--format", "jsonl"]).output().unwrap();
    let listed = String::from_utf8(listed.stdout).unwrap();
    assert!(listed.contains(r#""note":"first\nsecond line more""#), "{listed}");
    let left = std::fs::read_dir(home.path()).unwrap();
    let notes = left.filter(|entry| entry.as_ref().unwrap().file_name().to_string_lossy().contains("-note-"));
    assert_eq!(notes.count(), 0, "the passing file is gone");
}

#[test]
fn what_was_written_in_an_editor_that_failed_is_not_lost() {
    let home = Home::new();
    let editor = script(&home, "#!/bin/sh\nexit 3\n");
    let mut terminal = opened(&home, &editor);
    terminal.press("\x05");
    terminal.wait_until("what went wrong", |screen| screen.contains("what was written is in"));
    terminal.wait_until("the note as it was", |screen| screen.contains("first"));
    terminal.press("\x13");
    terminal.wait_until("the reader", |screen| !screen.contains("Ctrl-E opens your editor"));
    terminal.press("q");
    assert!(terminal.wait_for_end().success());
}
