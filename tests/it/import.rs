//! Importing, by cases: each folder of `tests/corpus/import/` holds a source file and what must come of it.

use std::fs;
use std::path::{Path, PathBuf};

use proptest::prelude::*;
use serde::Deserialize;
use throughline::import::{Imported, Refused, SIZE_LIMIT, Source, read};
use throughline::lang::packs;
use throughline::model::article::{Article, Block};

/// What a case expects. `dates` are written `2025-10-07T16:22 printed`, `blocks` as the kind and how the text begins.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Expected {
    format: String,
    encoding: String,
    lang: String,
    title: String,
    outlet: Option<String>,
    credited: Option<String>,
    author: Option<String>,
    url: Option<String>,
    dates: Vec<String>,
    blocks: Vec<String>,
    #[serde(default)]
    problems: usize,
    modified: Option<String>,
    encoding_by_hand: Option<String>,
}

fn import(name: &str, bytes: &[u8]) -> Result<Imported, Refused> {
    read(&Source { name, bytes, modified: None, encoding: None, packs: packs() })
}

fn folders(under: &str) -> Vec<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join(under);
    let mut all: Vec<PathBuf> = fs::read_dir(root).unwrap().map(|entry| entry.unwrap().path()).collect();
    all.sort();
    all
}

fn kind(block: &Block) -> String {
    serde_json::to_value(block.kind).unwrap().as_str().unwrap().to_owned()
}

fn dates(article: &Article) -> Vec<String> {
    let write = |dated: &throughline::model::article::Dated| {
        let clock = dated.time.map_or(String::new(), |time| time.format("T%H:%M").to_string());
        format!("{}{clock} {}", dated.day, dated.evidence.word())
    };
    article.dates.iter().map(write).collect()
}

/// All that differs between a case and what it expects, in words.
fn differences(folder: &Path) -> Vec<String> {
    let expected: Expected =
        toml::from_str(&fs::read_to_string(folder.join("expected.toml")).unwrap()).unwrap();
    let mut files = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let file = files.find(|path| !path.ends_with("expected.toml")).unwrap();
    let name = file.file_name().unwrap().to_str().unwrap();
    let bytes = fs::read(&file).unwrap();
    let modified = expected
        .modified
        .as_ref()
        .map(|time| time.parse().or_else(|_| format!("{time}:00").parse()).unwrap());
    let encoding = expected.encoding_by_hand.as_deref();
    let imported = read(&Source { name, bytes: &bytes, modified, encoding, packs: packs() }).unwrap();
    let article = &imported.articles[0];
    let mut wrong = Vec::new();
    let mut same = |what: &str, got: &str, wanted: &str| {
        if got != wanted {
            wrong.push(format!("{what} is {got:?}, not {wanted:?}"));
        }
    };
    same("format", imported.format, &expected.format);
    same("encoding", &imported.encoding.name, &expected.encoding);
    same("lang", article.lang.code(), &expected.lang);
    same("title", &article.title, &expected.title);
    same("outlet", article.outlet.as_deref().unwrap_or("-"), expected.outlet.as_deref().unwrap_or("-"));
    same("credited", article.credited.as_deref().unwrap_or("-"), expected.credited.as_deref().unwrap_or("-"));
    same("author", article.author.as_deref().unwrap_or("-"), expected.author.as_deref().unwrap_or("-"));
    same("url", article.url.as_deref().unwrap_or("-"), expected.url.as_deref().unwrap_or("-"));
    same("dates", &dates(article).join("; "), &expected.dates.join("; "));
    same("problems", &imported.problems.len().to_string(), &expected.problems.to_string());
    for index in 0..article.blocks.len().max(expected.blocks.len()) {
        let wanted = expected.blocks.get(index).map_or("nothing", String::as_str);
        let (wanted_kind, wanted_start) = wanted.split_once(' ').unwrap_or((wanted, ""));
        let got = article.blocks.get(index);
        let written = got.map_or("", |block| block.span.of(&article.text));
        if got.map(kind).as_deref() != Some(wanted_kind) || !written.starts_with(wanted_start) {
            wrong.push(format!(
                "block {index} is {:?} {written:?}, not {wanted:?}",
                got.map(|block| block.kind)
            ));
        }
    }
    wrong
}

#[test]
fn every_case_is_read_as_expected() {
    let folders = folders("tests/corpus/import");
    assert!(folders.len() > 30, "the corpus is there");
    let mut wrong = Vec::new();
    for folder in folders {
        let name = folder.file_name().unwrap().to_str().unwrap();
        wrong.extend(differences(&folder).into_iter().map(|what| format!("{name}: {what}")));
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn the_sample_has_its_dates() {
    let wanted = [
        ("000", "2025-10-07 body", "ru", Some("Zakon.kz")),
        (
            "001",
            "2025-10-07T16:22 printed; 2025-10-07 dateline; 2025-10-08 header",
            "ru",
            Some("KAZAKHSTAN TODAY"),
        ),
        ("002", "2025-10-07 header", "en", None),
        ("003", "2026-01-05 header", "ru", Some("BAQ.KZ")),
        ("004", "2025-08-11 header; 2025-08-11 body", "ru", Some("Zakon.kz")),
    ];
    let files = folders("seeds");
    assert_eq!(files.len(), wanted.len());
    for (path, (start, days, lang, outlet)) in files.iter().zip(wanted) {
        let name = path.file_name().unwrap().to_str().unwrap();
        assert!(name.starts_with(start));
        let imported = import(name, &fs::read(path).unwrap()).unwrap();
        let article = &imported.articles[0];
        assert_eq!(dates(article).join("; "), days, "{name}");
        assert_eq!(article.lang.code(), lang, "{name}");
        assert_eq!(article.outlet.as_deref(), outlet, "{name}");
        assert_eq!(imported.problems, [], "{name}");
    }
}

#[test]
fn a_copy_is_the_same_article_and_a_correction_a_new_revision() {
    let text = "Bridge opens\n\n4 May 2020\n\nThe bridge opened.\n\nIt cost 4 million.";
    let one = import("a.txt", text.as_bytes()).unwrap().articles.remove(0);
    let copy = import("other/2019-01-01-b.md", text.as_bytes()).unwrap().articles.remove(0);
    assert_eq!((&one.id, &one.revision), (&copy.id, &copy.revision));
    let corrected =
        import("a.txt", text.replace("4 million", "5 million").as_bytes()).unwrap().articles.remove(0);
    assert_eq!(one.id, corrected.id);
    assert_ne!(one.revision, corrected.revision);
    let other = import("a.txt", text.replace("opens", "closes").as_bytes()).unwrap().articles.remove(0);
    assert_ne!(one.id, other.id);
}

#[test]
fn what_cannot_be_read_is_refused_in_words() {
    assert_eq!(import("a", b"").unwrap_err(), Refused::Empty);
    assert_eq!(import("a", b" \r\n\t\n").unwrap_err(), Refused::Empty);
    assert_eq!(
        import("a", &vec![b'a'; SIZE_LIMIT + 1]).unwrap_err(),
        Refused::TooLarge { size: SIZE_LIMIT + 1 }
    );
    let refused = import("a", b"%PDF-1.5 ...").unwrap_err();
    assert_eq!(
        refused.problem("a.pdf").to_string(),
        "a.pdf: problem.binary {kind: format.document {name: PDF}} (advice.plain_text)"
    );
}

/// What holds of every article, whatever the bytes.
fn check(imported: &Imported) {
    for article in &imported.articles {
        let text = &article.text;
        assert!(!article.title.trim().is_empty() && !article.title.contains(['\n', '\r']));
        let mut end = 0;
        for block in &article.blocks {
            assert!(block.span.fits(text) && !block.span.is_empty());
            assert!(block.span.start >= end, "blocks in order");
            assert_eq!(block.span.trimmed(text), block.span);
            end = block.span.end;
        }
        let covered: usize = article
            .blocks
            .iter()
            .map(|block| block.span.of(text).chars().filter(|c| c.is_alphanumeric()).count())
            .sum();
        assert_eq!(
            covered,
            text.chars().filter(|c| c.is_alphanumeric()).count(),
            "no word is outside the blocks"
        );
        for dated in &article.dates {
            assert!(dated.span.is_none_or(|span| span.fits(text)));
        }
        assert!(article.dates.is_sorted_by_key(|dated| dated.evidence));
        assert_eq!(article.date.as_ref(), article.dates.first());
    }
}

/// Lines that are near to what import looks for.
fn line() -> impl Strategy<Value = String> {
    let parts = prop::sample::select(vec![
        "date",
        "date:",
        "2025-10-07",
        "07.10.2025",
        "16:22",
        "7 октября 2025 года",
        "---",
        "+++",
        "title: ",
        "Баку. ",
        "KAZAKHSTAN TODAY - ",
        "(PTI) ",
        "/ТАСС/ ",
        "Oct. 7",
        "6401",
        " | ",
        ", ",
        ". ",
        "— ",
        "«",
        "»",
        "\"",
        "# ",
        "- ",
        "1. ",
        "\r",
        "\r\n",
        "\n",
        "\n\n",
        "\u{a0}",
        "\u{2028}",
        "\u{202e}",
        "\0",
        "Слово",
        "word",
        "қазан",
        "2025 жылғы",
        "by ",
        "Фото: ",
        ":",
        "\t",
        "Читайте также:",
        "сообщает ",
        "Zakon.kz",
        "м\u{301}",
        "🇰🇿",
        "https://a.b/c",
    ]);
    prop::collection::vec(prop_oneof![8 => parts.prop_map(str::to_owned), 1 => any::<String>()], 0..24)
        .prop_map(|parts| parts.concat())
}

proptest! {
    #[test]
    fn any_bytes_are_read_or_refused(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        if let Ok(imported) = import("any.txt", &bytes) {
            check(&imported);
        }
    }

    #[test]
    fn any_text_keeps_its_words(text in prop::collection::vec(line(), 0..12)) {
        let text = text.join("\n");
        if let Ok(imported) = import("any.txt", text.as_bytes()) {
            check(&imported);
            if imported.encoding.name == "UTF-8" {
                prop_assert_eq!(&imported.articles[0].text, text.strip_prefix('\u{feff}').unwrap_or(&text));
            }
        }
    }

    #[test]
    fn utf16_comes_back_as_it_was(text in "[а-яА-Яa-z ,.\n]{20,200}") {
        prop_assume!(!text.trim().is_empty());
        let wide: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
        let marked = [b"\xff\xfe".as_slice(), &wide].concat();
        prop_assert_eq!(&import("a", &wide).unwrap().articles[0].text, &text);
        prop_assert_eq!(&import("a", &marked).unwrap().articles[0].text, &text);
    }
}

/// `MEASURE=FOLDER cargo test --test it encodings_of -- --ignored --nocapture`: FOLDER holds folders named after the
/// encoding of the files in them, as the public test sets of detectors do.
#[test]
#[ignore = "measures on files that do not belong to the project"]
fn encodings_of_a_folder_of_folders() {
    let root = PathBuf::from(std::env::var("MEASURE").expect("MEASURE names a folder"));
    let mut folders: Vec<PathBuf> = fs::read_dir(root).unwrap().map(|entry| entry.unwrap().path()).collect();
    folders.sort();
    for folder in folders {
        let named = folder.file_name().unwrap().to_string_lossy().into_owned();
        let label = named.trim_end_matches("-russian").trim_end_matches("-bulgarian").to_lowercase();
        let (mut all, mut right) = (0, 0);
        for entry in fs::read_dir(&folder).unwrap() {
            let path = entry.unwrap().path();
            let bytes = fs::read(&path).unwrap();
            all += 1;
            let text = |encoding: Option<&str>| {
                let source =
                    Source { name: "a.txt", bytes: &bytes, modified: None, encoding, packs: packs() };
                read(&source).map(|imported| (imported.articles[0].text.clone(), imported.encoding.name))
            };
            match (text(None), text(Some(&label))) {
                (Ok((found, _)), Ok((wanted, _))) if found == wanted => right += 1,
                (found, _) => {
                    let name = found.map(|(_, name)| name);
                    println!("{named}: {} was read as {name:?}", path.display());
                }
            }
        }
        println!("{named}: {right} of {all}");
    }
}
