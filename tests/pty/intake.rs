//! Articles can be read while others are still coming in.

use std::fs;

use crate::terminal::{Home, Terminal, is_busy};

#[test]
fn what_has_come_is_read_while_the_rest_comes() {
    let home = Home::new();
    let folder = home.path().join("articles");
    fs::create_dir_all(&folder).unwrap();
    for number in 0..1200 {
        let text = format!(
            "title: Report number {number}\ndate: 2025-{:02}-{:02}\n\nThe council proposed to build bridge number \
             {number} in the north.\n\n{}\n",
            1 + number % 12,
            1 + number % 28,
            "The minister said that work on the road would begin next year. ".repeat(12),
        );
        fs::write(folder.join(format!("{number:04}.txt")), text).unwrap();
    }
    let mut terminal = Terminal::start(&home, 120, 36, &[folder.to_str().unwrap()]);
    terminal.wait_until("the first articles, while others come", |screen| {
        is_busy(screen) && screen.contains("Report number")
    });
    terminal.press("\r");
    terminal.wait_until("the keys of the text, while others come", |screen| {
        is_busy(screen) && screen.contains(" %")
    });
    terminal
        .wait_until("the end of the import", |screen| screen.contains("Timeline 1,200") && !is_busy(screen));
    terminal.press("q");
    assert!(terminal.wait_for_end().success());
    assert!(terminal.is_restored());
}
