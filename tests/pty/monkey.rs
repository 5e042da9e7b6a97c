//! A monkey at the terminal: random keys, clicks and sizes in every language of the interface. The terminal is given
//! back, nothing strange reaches it, and what was kept is kept.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::time::Duration;

use crate::known::strangers;
use crate::terminal::{Home, Terminal};

/// Bursts of a run, and what is done in each.
const BURSTS: u64 = 30;
const DEEDS: u64 = 25;

struct Dice(u64);

impl Dice {
    fn below(&mut self, end: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0 % end
    }

    fn one_of<'a>(&mut self, all: &[&'a str]) -> &'a str {
        all[usize::try_from(self.below(all.len() as u64)).unwrap()]
    }
}

/// Keys that go everywhere but out of the program, to another program, or to the clipboard.
const KEYS: &[&str] = &[
    "j",
    "j",
    "j",
    "k",
    "h",
    "l",
    "J",
    "K",
    "]",
    "[",
    "b",
    "b",
    "m",
    "c",
    "d",
    "r",
    "u",
    "n",
    "N",
    "p",
    "gg",
    "G",
    "gn",
    "gt",
    "v",
    "iw",
    "is",
    "ip",
    "x",
    "L",
    "B",
    "t",
    "F",
    "f",
    "?",
    "/",
    "#",
    "E",
    "a",
    "A",
    "w",
    "z",
    "=",
    "-",
    "+",
    "0",
    "5",
    "\r",
    "\r",
    "\u{1b}",
    "\u{1b}",
    "\t",
    "\u{1b}[Z",
    "\u{1b}[A",
    "\u{1b}[B",
    "\u{1b}[C",
    "\u{1b}[D",
    "\u{1b}[5~",
    "\u{1b}[6~",
    "\u{1b}[H",
    "\u{1b}[F",
    "\u{7f}",
    "\u{4}",
    "\u{15}",
    "\u{f}",
    "\u{12}",
    "\u{13}",
    "\u{c}",
    "о",
    "л",
    "и",
    "ж",
    " ",
    "слово",
    "\u{1b}[200~вставка\n\u{9b}31m\u{1b}[201~",
    "\u{1b}[99;99;99~",
    "\u{0}",
    "\u{1b}O",
];

fn burst(dice: &mut Dice, columns: u64, rows: u64) -> String {
    let mut out = String::new();
    for _ in 0..DEEDS {
        if dice.below(6) == 0 {
            let (button, x, y) =
                (dice.one_of(&["0", "2", "32", "64", "65"]), dice.below(columns), dice.below(rows));
            let _ = write!(out, "\u{1b}[<{button};{};{}{}", x + 1, y + 1, dice.one_of(&["M", "M", "m"]));
        } else {
            out.push_str(dice.one_of(KEYS));
        }
    }
    out
}

fn ids(home: &Home) -> BTreeSet<String> {
    let mut all = BTreeSet::new();
    for more in [&[][..], &["--trash"]] {
        let words = [&["bookmarks", "export", "--format", "jsonl"][..], more].concat();
        let output = home.command(&words).output().unwrap();
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        for line in String::from_utf8(output.stdout).unwrap().lines() {
            let record: serde_json::Value = serde_json::from_str(line).unwrap();
            all.insert(record["id"].as_str().unwrap().to_owned());
        }
    }
    all
}

fn let_loose(lang: &str, seed: u64) {
    let home = Home::new();
    assert!(home.command(&["add", "seeds"]).status().unwrap().success());
    let mut dice = Dice(seed | 1);
    let mut terminal = Terminal::start(&home, 120, 36, &["--lang", lang]);
    terminal.wait_until("articles", |screen| screen.contains('◆'));
    let (mut columns, mut rows) = (120, 36);
    for number in 0..BURSTS {
        if dice.below(4) == 0 {
            (columns, rows) = (1 + dice.below(200), 1 + dice.below(60));
            terminal.resize(u16::try_from(columns).unwrap(), u16::try_from(rows).unwrap());
        }
        let keys = burst(&mut dice, columns, rows);
        terminal.press(&keys);
        if number % 10 == 9 {
            terminal.wait_until_quiet(Duration::from_millis(300));
            terminal.assert_running(&format!("{lang}, {seed}, after {keys:?}"));
        }
    }
    // Out of whatever is typed or open; what was asked for is on the disk then.
    terminal.resize(120, 36);
    for _ in 0..8 {
        terminal.press("\u{1b}");
        terminal.wait_until_quiet(Duration::from_millis(120));
    }
    terminal.assert_running(&format!("{lang}, {seed}"));
    let before = ids(&home);
    terminal.signal("TERM");
    terminal.wait_for_end();
    assert!(terminal.is_restored(), "{lang}, {seed}");
    assert_eq!(strangers(&terminal.raw()), [""; 0], "{lang}, {seed}");
    assert!(ids(&home).is_superset(&before), "{lang}, {seed}");
    let checked = home.command(&["doctor"]).output().unwrap();
    assert!(checked.status.success(), "{}", String::from_utf8_lossy(&checked.stdout));
}

#[test]
fn random_keys_clicks_and_sizes_are_survived_in_english() {
    let_loose("en", 20_251_007);
}

#[test]
fn random_keys_clicks_and_sizes_are_survived_in_russian() {
    let_loose("ru", 20_260_105);
}

#[test]
fn random_keys_clicks_and_sizes_are_survived_in_kazakh() {
    let_loose("kk", 20_250_811);
}
