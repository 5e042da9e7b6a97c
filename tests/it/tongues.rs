//! What the program itself says on the command line, in each of its languages: a good and a bad call of every command.

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use regex::Regex;
use throughline::app::texts::texts;
use throughline::model::lang::Lang;

/// Words that are the same in every language: names of commands and formats, of programs, and values of options.
const NAMES: &str = "throughline doctor config list export import markdown table jsonl csv md w3c dark light \
    contrast sixteen plain bash elvish fish powershell zsh ascii round web annotations en kk ru true false base \
    theme language signs measure links role key add extract explain threads thread corrections bookmarks backup \
    restore date completions man check default path";

/// A home of its own with files to read, and settings as given.
struct Home {
    folder: tempfile::TempDir,
}

impl Home {
    fn new(settings: &str) -> Self {
        let home = Self { folder: tempfile::tempdir().unwrap() };
        fs::create_dir_all(home.path("config/throughline")).unwrap();
        fs::write(home.path("config/throughline/config.toml"), settings).unwrap();
        fs::create_dir(home.path("news")).unwrap();
        let text = "Заголовок\n\n01.10.2025, 12:00\n\nМинистр предложил создать центр подготовки.";
        fs::write(home.path("news/a.txt"), text).unwrap();
        fs::write(home.path("picture.txt"), b"\x89PNG\r\n\x1a\n\0\0\0").unwrap();
        fs::write(home.path("kept.jsonl"), "{}\n[]\n").unwrap();
        fs::write(home.path("wrong.toml"), "language = \"xx\"\nmesure = 3\nmeasure = 5\nlinks = 1\n")
            .unwrap();
        home
    }

    fn path(&self, name: &str) -> std::path::PathBuf {
        self.folder.path().join(name)
    }

    /// Runs the program in the folder with this locale.
    fn run(&self, locale: &[(&str, &str)], line: &str) -> Output {
        let path = std::env::var_os("PATH").unwrap_or_default();
        let mut command = Command::new(env!("CARGO_BIN_EXE_throughline"));
        command.current_dir(self.folder.path()).env_clear().env("PATH", path).env("HOME", self.folder.path());
        command.env("XDG_CONFIG_HOME", self.path("config")).env("XDG_DATA_HOME", self.path("data"));
        command
            .envs(locale.iter().copied())
            .args(line.split(' ').filter(|word| !word.is_empty()))
            .output()
            .unwrap()
    }

    fn said(&self, locale: &[(&str, &str)], line: &str) -> String {
        let output = self.run(locale, line);
        String::from_utf8_lossy(&output.stdout).into_owned() + &String::from_utf8_lossy(&output.stderr)
    }
}

const RUSSIAN: &[(&str, &str)] = &[("LANG", "ru_RU.UTF-8")];

/// The Latin words of a text that are no names, paths, options, numbers, commands in backquotes or what was typed.
fn latin(text: &str) -> Vec<String> {
    let quoted = Regex::new(r#"`[^`]*`|«[^»]*»|"[^"\n]*""#).unwrap();
    let names: Vec<&str> = NAMES.split_whitespace().collect();
    let text = quoted.replace_all(text, " ");
    let edge = |c: char| !c.is_alphanumeric();
    let words = text.split_whitespace().filter(|word| !word.contains(['/', '.', '=', '_', '$']));
    let words = words.filter(|word| !word.trim_start_matches(['[', '<']).starts_with('-'));
    let words = words.map(|word| word.trim_matches(edge)).filter(|word| {
        let plain = word.chars().all(|c| c.is_ascii_alphabetic() || c == '-');
        let small = word.chars().filter(char::is_ascii_lowercase).count();
        plain && small > 1 && !names.contains(&word.to_lowercase().as_str())
    });
    words.map(str::to_owned).collect()
}

/// Lines that hold nothing but what to type: examples, and rows of a table of commands begin with such.
fn without_examples(help: &str) -> String {
    let typed = Regex::new(r"(?m)^  (throughline( \S+)*|\$EDITOR.*)(  |$)|^  [a-z]+  ").unwrap();
    typed.replace_all(help, " ").into_owned()
}

/// Each command: a good call and a bad one, with the codes they end with. What was called before holds.
const CALLS: &[(&str, i32)] = &[
    ("list", 1),
    ("add news", 0),
    ("add gone.txt picture.txt", 1),
    ("add", 2),
    ("extract news --format table", 0),
    ("extract gone.txt --format table", 1),
    ("explain news/a.txt", 0),
    ("explain gone.txt", 1),
    ("list --format xml", 2),
    ("list extra", 2),
    ("threads --format", 2),
    ("thread 0", 1),
    ("thread 0 --rename a --merge b", 2),
    ("thread", 2),
    ("corrections --withdraw 0", 1),
    ("corrections --widthdraw 0", 2),
    ("bookmarks", 2),
    ("bookmarks lst", 2),
    ("bookmarks export kept.md", 0),
    ("bookmarks export kept.md", 1),
    ("bookmarks export kept.xyz", 2),
    ("bookmarks import kept.md", 0),
    ("bookmarks import gone.md", 1),
    ("config check", 0),
    ("config check --config wrong.toml", 1),
    ("config check --config gone.toml", 1),
    ("config", 2),
    ("backup copy.db", 0),
    ("backup copy.db", 1),
    ("restore copy.db", 0),
    ("restore picture.txt", 1),
    ("doctor", 0),
    ("doctor --library gone.db", 1),
    ("doctor --library picture.txt", 1),
    ("date 0 2025-10-07", 1),
    ("date 0 2025-13-07", 2),
    ("completions tcsh", 2),
    ("--theme pink", 2),
    ("gone", 1),
    ("--lang xx list", 2),
    ("--assets gone/ list", 1),
];

#[test]
fn every_command_speaks_each_language_and_no_other() {
    for code in ["ru", "kk"] {
        let home = Home::new("");
        let locale = format!("{code}.UTF-8");
        for (line, wanted) in CALLS {
            let output = home.run(&[("LC_MESSAGES", &locale)], line);
            let said = String::from_utf8_lossy(&output.stdout).into_owned()
                + &String::from_utf8_lossy(&output.stderr);
            assert_eq!(output.status.code(), Some(*wanted), "{code}: {line}: {said}");
            // Fields of records and words of rules are the same everywhere.
            if line.starts_with("extract news") || line.starts_with("explain news") {
                continue;
            }
            assert_eq!(latin(&without_examples(&said)), [""; 0], "{code}: {line}: {said}");
        }
    }
}

#[test]
fn the_same_calls_end_alike_in_english() {
    let home = Home::new("");
    for (line, wanted) in CALLS {
        let output = home.run(&[], line);
        assert_eq!(output.status.code(), Some(*wanted), "{line}: {output:?}");
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        let own = texts(Lang::new("en"));
        assert!(
            !said.contains('{') && own.keys().all(|key| !key.contains('.') || !said.contains(key)),
            "{said}"
        );
    }
}

#[test]
fn help_is_told_whole_in_each_language() {
    let home = Home::new("");
    let root = home.said(&[], "--help");
    let commands: Vec<&str> = root
        .lines()
        .skip_while(|line| *line != "Commands:")
        .skip(1)
        .take_while(|line| !line.is_empty())
        .filter_map(|line| line.strip_prefix("  ").filter(|line| !line.starts_with(' ')))
        .filter_map(|line| line.split_whitespace().next())
        .collect();
    assert!(commands.len() > 12, "{root}");
    let below = ["bookmarks list", "bookmarks export", "bookmarks import", "config check", "config default"];
    for code in ["en", "ru", "kk"] {
        for command in commands.iter().chain(&below).chain(&[""]) {
            let help = home.said(&[], &format!("{command} --lang {code} --help"));
            for line in help.lines().filter(|line| line.starts_with("      --") || line.starts_with("  -")) {
                assert!(line.trim().split("  ").count() > 1, "{code}: {command}: no help of {line}");
            }
            if code != "en" {
                assert_eq!(latin(&without_examples(&help)), [""; 0], "{code}: {command}: {help}");
            }
        }
    }
}

#[test]
fn the_language_is_that_of_the_option_else_of_the_settings_else_of_the_locale() {
    let (plain, kazakh) = (Home::new(""), Home::new("language = \"kk\"\n"));
    let usage = |home: &Home, locale: &[(&str, &str)], line: &str| {
        let said = home.said(locale, line);
        let found = ["en", "ru", "kk"].into_iter().find(|code| {
            said.contains(&format!("{}: throughline", texts(Lang::new(code)).get("cli.word.usage")))
        });
        found.unwrap_or_else(|| panic!("{line}: {said}")).to_owned()
    };
    assert_eq!(usage(&plain, &[], "--help"), "en");
    assert_eq!(usage(&plain, RUSSIAN, "--help"), "ru");
    for other in ["C", "POSIX", "C.UTF-8", "de_DE.UTF-8", "", "_"] {
        assert_eq!(usage(&plain, &[("LANG", other)], "--help"), "en", "{other}");
    }
    assert_eq!(usage(&plain, &[("LANG", "ru_RU.UTF-8"), ("LC_MESSAGES", "kk_KZ")], "--help"), "kk");
    assert_eq!(usage(&plain, &[("LC_ALL", "C"), ("LANG", "ru_RU.UTF-8")], "--help"), "en");
    assert_eq!(usage(&kazakh, RUSSIAN, "--help"), "kk");
    assert_eq!(usage(&kazakh, RUSSIAN, "list --lang en --help"), "en");
    assert_eq!(usage(&kazakh, RUSSIAN, "--lang=ru add"), "ru");
    fs::write(plain.path("other.toml"), "language = \"kk\"\n").unwrap();
    assert_eq!(usage(&plain, RUSSIAN, "--config other.toml --help"), "kk");
    // What the settings say wrongly is told by those who need them; meanwhile the locale holds.
    assert_eq!(usage(&plain, RUSSIAN, "--config wrong.toml --help"), "ru");
}

#[test]
fn a_language_that_is_none_is_told_in_the_one_that_is_spoken() {
    let home = Home::new("");
    for line in ["--lang xx", "list --lang=xx", "--lang xx --help"] {
        let output = home.run(RUSSIAN, line);
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        assert_eq!(output.status.code(), Some(2), "{said}");
        assert!(said.contains("«xx»") && said.contains("en, kk, ru"), "{said}");
    }
    let said = home.said(&[], "--lang");
    assert!(said.contains("--lang <CODE> needs a value"), "{said}");
}

#[test]
fn records_are_the_same_in_every_language() {
    let home = Home::new("");
    let of = |code: &str, line: &str| home.run(&[("LC_ALL", code)], line).stdout;
    assert_eq!(home.run(&[], "add news").status.code(), Some(0));
    for line in [
        "extract news gone.txt picture.txt --format jsonl",
        "list --format jsonl",
        "list --format csv",
        "threads --format jsonl",
        "bookmarks export",
    ] {
        assert_eq!(of("ru.UTF-8", line), of("C", line), "{line}");
        assert_eq!(of("kk.UTF-8", line), of("C", line), "{line}");
    }
}

#[test]
fn help_keeps_to_the_width_it_has() {
    let home = Home::new("");
    for code in ["en", "ru", "kk"] {
        for width in ["60", "80"] {
            let help = home.said(&[("COLUMNS", width), ("LANG", code)], "--help");
            let widest = help.lines().map(|line| line.chars().count()).max().unwrap();
            assert!(widest <= width.parse().unwrap(), "{code}, {width}: {help}");
        }
    }
}

#[test]
fn a_folder_of_texts_is_laid_over_before_anything_is_said() {
    let home = Home::new("");
    fs::create_dir_all(home.path("own/ui")).unwrap();
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let own = fs::read_to_string(root.join("assets/ui/ru.toml")).unwrap().replace("Параметры", "Настройщики");
    fs::write(home.path("own/ui/ru.toml"), own).unwrap();
    assert!(home.said(RUSSIAN, "--assets own --help").contains("Настройщики:"));
    // One that cannot be read is told, in another language than that.
    fs::write(home.path("own/ui/ru.toml"), "name = \n").unwrap();
    let said = home.said(RUSSIAN, "--assets own list");
    assert!(said.contains("assets/ui/ru.toml") && said.contains("TOML"), "{said}");
}
