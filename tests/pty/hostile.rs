//! Articles made to harm: whatever they hold, only the program's own sequences reach the terminal or a pipe.

use std::fs;
use std::path::Path;

use crate::emulator::requests;
use crate::known::strangers;
use crate::terminal::{Home, Terminal, is_busy};

/// What terminals act on, what turns text round, and what cannot be seen.
const PAYLOADS: &[&str] = &[
    "\u{1b}]0;title\u{7}",
    "\u{1b}]2;title\u{1b}\\",
    "\u{1b}]8;;http://evil.example\u{1b}\\link\u{1b}]8;;\u{1b}\\",
    "\u{1b}]52;c;ZXZpbA==\u{7}",
    "\u{1b}]52;c;unterminated",
    "\u{1b}[31;5mred",
    "\u{1b}[2J",
    "\u{1b}[6n",
    "\u{1b}[c",
    "\u{1b}[>c",
    "\u{1b}[?1049l",
    "\u{1b}[21t",
    "\u{1b}P$q\"p\u{1b}\\",
    "\u{1b}_apc\u{1b}\\",
    "\u{1b}^pm\u{1b}\\",
    "\u{1b}Xsos\u{1b}\\",
    "\u{1b}c",
    "\u{1b}(0",
    "\u{1b}#8",
    "\u{9b}31m",
    "\u{9d}0;c1 title\u{9c}",
    "\u{90}dcs\u{9c}",
    "\u{85}next",
    "\u{202e}reversed\u{202c}",
    "\u{2066}isolated\u{2069}",
    "\u{200f}mark",
    "ze\u{200b}ro\u{2060}width",
    "so\u{ad}ft",
    "\u{e0041}\u{e0042}tags\u{e007f}",
    "\u{feff}bom",
    "\0nul",
    "\u{7f}del",
    "\u{8}\u{8}back",
    "lone\rreturn",
    "line\u{2028}and\u{2029}paragraph",
    "\u{b}tab\u{c}feed",
    "👨\u{200d}👩\u{200d}👧👍🏽",
    "שלום \u{200f}عالم",
    "http://аpple.example/",
];

fn marks() -> String {
    std::iter::once('z').chain(std::iter::repeat_n('\u{301}', 10_000)).collect()
}

/// A folder of hostile articles; each payload stands in a title, a header field and the body, and at a wrap point.
fn write(folder: &Path) {
    fs::create_dir_all(folder).unwrap();
    let all = PAYLOADS.join(" слово ");
    for (number, payload) in PAYLOADS.iter().enumerate() {
        let inline = payload.replace(['\r', '\n', '\u{85}', '\u{2028}', '\u{2029}', '\u{b}', '\u{c}'], " ");
        let filling = "Министр предложил создать центр. ".repeat(2);
        let text = format!(
            "title: Заголовок {inline} {number}\ndate: 2025-03-{:02}\nsource: Вестник{inline}\nauthor: A{inline}\n\
             url: https://example.org/{inline}\n\nМинистр{payload} предложил создать центр {payload} «Звезда».\n\n\
             {filling}{payload}{filling}{payload}\n",
            number % 28 + 1
        );
        fs::write(folder.join(format!("{number:02}.txt")), text).unwrap();
    }
    let big = format!("date: 2025-04-01\ntitle: {}\n\n{all}\n\n{}\n", "длинный ".repeat(7_000), marks());
    fs::write(folder.join("big.txt"), big).unwrap();
    let mut broken =
        "Битый текст министра о планах правительства создать новый центр.\n\n".as_bytes().to_vec();
    broken.extend_from_slice(b"\xff\xfe\xc0\x80 \xed\xa0\x80 \xf4\x90\x80\x80\n");
    fs::write(folder.join("broken.txt"), broken).unwrap();
    for (number, payload) in PAYLOADS.iter().enumerate() {
        let name: String = payload.chars().filter(|c| !matches!(c, '/' | '\0')).collect();
        fs::write(
            folder.join(format!("{number:02} {name}.txt")),
            format!("Имя файла номер {number}\n\nСлово."),
        )
        .unwrap();
        fs::write(folder.join(format!("{number:02} {name}.bin.txt")), b"\x89PNG\r\n\x1a\n").unwrap();
    }
}

fn clean(what: &str, raw: &[u8]) {
    let found = [strangers(raw), requests(raw)].concat();
    assert!(
        found.is_empty(),
        "{what}: {} strangers, such as {:#?}",
        found.len(),
        &found[..found.len().min(5)]
    );
}

#[test]
fn only_known_sequences_reach_the_terminal() {
    let home = Home::new();
    let folder = home.path().join("articles\u{1b}]0;folder\u{7}\u{202e}");
    write(&folder);
    let named = folder.to_string_lossy().into_owned();
    let mut terminal = Terminal::start(&home, 160, 48, &[named.as_str()]);
    terminal.wait_until("all articles", |screen| screen.contains("Timeline 8") && !is_busy(screen));
    // Through the timeline, into the text, to the initiatives, the thread, the ledger, bookmarks with a hostile note.
    for keys in
        ["gg", "\r", "J", "b", "]", "t", "\u{1b}", "L", "\r", "\u{1b}", "\u{1b}", "B", "\u{1b}", "\t", "\t"]
    {
        terminal.press(keys);
    }
    for _ in 0..90 {
        terminal.press("gn");
    }
    terminal.press("M");
    let paste = format!("\u{1b}[200~{}\u{1b}[201~", PAYLOADS.join(" ").replace('\u{1b}', "\u{9b}"));
    terminal.press(&paste);
    terminal.press("\r");
    terminal.press("/").press("\u{1b}[200~\u{202e}\u{9b}5m\u{1b}[201~").press("\u{1b}");
    terminal.press("F").press("\u{1b}[200~Звезда\u{202e}\u{9b}5m\u{1b}[201~").press("\r").press("\u{1b}");
    terminal.press("\u{c}");
    terminal.wait_until_quiet(std::time::Duration::from_millis(700));
    terminal.signal("TERM");
    terminal.wait_for_end();
    assert!(terminal.is_restored());
    clean("the reader", &terminal.raw());

    let formats = ["table", "jsonl", "csv", "md"];
    let lists = ["list", "threads", "bookmarks list"]
        .iter()
        .flat_map(|list| formats.iter().map(move |format| format!("{list} --format {format}")));
    let exports =
        ["md", "jsonl", "csv", "jsonld"].iter().map(|format| format!("bookmarks export --format {format}"));
    for line in lists.chain(exports) {
        let args: Vec<&str> = line.split(' ').collect();
        let output = home.command(&args).output().unwrap();
        clean(&format!("{line}, standard output"), &output.stdout);
        clean(&format!("{line}, standard error"), &output.stderr);
    }
}

#[test]
fn what_is_printed_for_pipes_is_clean_and_json_is_exact() {
    let home = Home::new();
    let folder = home.path().join("articles");
    write(&folder);
    let named = folder.to_string_lossy().into_owned();
    for args in
        [["extract", named.as_str(), "--format", "table"], ["extract", named.as_str(), "--format", "jsonl"]]
    {
        let output = home.command(&args).output().unwrap();
        clean(&format!("{}, standard output", args.join(" ")), &output.stdout);
        clean(&format!("{}, standard error", args.join(" ")), &output.stderr);
    }
    let output = home.command(&["extract", named.as_str(), "--format", "jsonl"]).output().unwrap();
    let lines = String::from_utf8(output.stdout).unwrap();
    let records: Vec<serde_json::Value> =
        lines.lines().map(|line| serde_json::from_str(line).expect("a line is a record")).collect();
    assert!(lines.contains("\\u202e"), "directions are escaped");
    let exact = records.iter().filter(|record| record["type"] == "article").any(|record| {
        record["title"].as_str().is_some_and(|title| title.contains("\u{202e}reversed\u{202c}"))
    });
    assert!(exact, "the title in JSON is the title of the file");
    let output = home.command(&["add", named.as_str()]).output().unwrap();
    clean("add, standard error", &output.stderr);
    assert!(output.status.success());
    let output = home.command(&["\u{1b}[31mnowhere\u{202e}"]).output().unwrap();
    clean("a path that is not there", &output.stderr);
    assert_eq!(output.status.code(), Some(1));
    let output = home.command(&["list", "--\u{1b}[31mno\u{202e}"]).output().unwrap();
    clean("a wrong option", &output.stderr);
    assert_eq!(output.status.code(), Some(2));
}

#[test]
fn long_lines_and_many_lines_do_not_hang_it() {
    let home = Home::new();
    let folder = home.path().join("articles");
    fs::create_dir_all(&folder).unwrap();
    fs::write(folder.join("line.txt"), "слово ".repeat(450_000)).unwrap();
    fs::write(folder.join("lines.txt"), "раз\n".repeat(1_000_000)).unwrap();
    let named = folder.to_string_lossy().into_owned();
    let mut terminal = Terminal::start(&home, 160, 48, &[named.as_str()]);
    terminal.wait_until("both articles", |screen| screen.contains("Timeline 2") && !is_busy(screen));
    terminal.press("gg\r").press("G");
    terminal.wait_until("the end of an article", |screen| screen.contains("100 %"));
    terminal.press("q");
    assert!(terminal.wait_for_end().success());
}

#[test]
fn hostile_notes_and_tags_of_bookmarks_stay_clean() {
    let home = Home::new();
    let mut terminal = Terminal::start(&home, 120, 36, &["seeds"]);
    terminal.keep_a_passage("}");
    terminal.press("q");
    assert!(terminal.wait_for_end().success());
    let export = home.command(&["bookmarks", "export", "--format", "jsonl"]).output().unwrap();
    let mut kept: serde_json::Value = serde_json::from_slice(&export.stdout).expect("one bookmark, one line");
    let lines = PAYLOADS.iter().enumerate().map(|(number, payload)| {
        kept["id"] = format!("hostile-{number}\u{1b}[31m").into();
        kept["note"] = format!("note {payload} of {number}").into();
        kept["tags"] = vec![format!("tag{payload}{number}"), "\u{1b}]52;c;ZXZpbA==\u{7}".to_owned()].into();
        kept.to_string()
    });
    let file = home.path().join("hostile.jsonl");
    fs::write(&file, lines.collect::<Vec<_>>().join("\n")).unwrap();
    let output = home.command(&["bookmarks", "import", &file.to_string_lossy()]).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    clean("bookmarks import, standard error", &output.stderr);
    let mut terminal = Terminal::start(&home, 120, 36, &[]);
    terminal.wait_until("articles", |screen| screen.contains('◆'));
    terminal.press("B");
    terminal.wait_until("the bookmarks", |screen| screen.contains("note "));
    for _ in PAYLOADS {
        terminal.press("j");
    }
    terminal.press("\r").press("t").press("\u{1b}");
    terminal.wait_until_quiet(std::time::Duration::from_millis(500));
    terminal.signal("TERM");
    terminal.wait_for_end();
    clean("the reader", &terminal.raw());
    for format in ["md", "jsonl", "csv", "w3c"] {
        let output = home.command(&["bookmarks", "export", "--format", format]).output().unwrap();
        assert!(output.status.success() && !output.stdout.is_empty(), "{format}");
        clean(&format!("export as {format}"), &output.stdout);
    }
}

#[test]
fn a_host_of_letters_that_look_alike_is_shown_as_it_is_sent() {
    let home = Home::new();
    let file = home.path().join("article.txt");
    fs::write(
        &file,
        "title: A port\ndate: 2024-05-06\nurl: https://аpple.example/news\n\nThe port is old.\n",
    )
    .unwrap();
    let mut terminal = Terminal::start(&home, 100, 30, &[&file.to_string_lossy()]);
    terminal.wait_until("the article", |screen| screen.contains("A port"));
    terminal.press("\r");
    terminal.wait_until("its text", |screen| screen.contains("The port is old"));
    terminal.press("O");
    let screen = terminal.wait_until("the address", |screen| screen.contains(".example/news"));
    assert!(screen.contains("https://xn--") && !screen.contains("аpple.example"), "{screen}");
    terminal.press("\u{1b}");
    terminal.wait_until("the reader", |screen| !screen.contains(".example/news"));
    terminal.press("q");
    assert!(terminal.wait_for_end().success());
}
