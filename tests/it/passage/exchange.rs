//! Bookmarks travel without loss and without harm, in every format.

use std::collections::BTreeSet;

use chrono::{DateTime, TimeZone as _, Utc};
use proptest::prelude::*;
use serde_json::Value;
use throughline::base::id::{ArticleId, BookmarkId, RevisionId};
use throughline::base::json::is_unseen;
use throughline::base::said::Said;
use throughline::base::span::Span;
use throughline::model::bookmark::{Anchor, Mark};
use throughline::model::lang::Lang;
use throughline::model::view::BookmarkRow;
use throughline::passage::exchange::{Format, Kept, Source, export, files, fresh, import};

fn hostile() -> impl Strategy<Value = String> {
    let pieces = prop::sample::select(vec![
        "a",
        "Б",
        "ё",
        " ",
        "  ",
        "\n",
        "\n\n",
        "\r\n",
        "\t",
        "\\",
        "\\u{41}",
        "\"",
        "'",
        "''",
        ",",
        ";",
        "=1+1",
        "@x",
        "+7",
        "-",
        "--",
        "-->",
        "<!--",
        "<script>",
        "---",
        "# ",
        "#tag",
        "> ",
        "```",
        "~~",
        "==",
        "%%",
        "[[",
        "]]",
        "](",
        "key:: v",
        "((",
        "$x$",
        "|",
        "^id",
        "&amp;",
        "1. ",
        "* ",
        "_",
        "http://",
        "www.",
        "\u{1b}]52;c;x\u{7}",
        "\u{9b}31m",
        "\u{202e}",
        "\u{2066}",
        "\u{feff}",
        "\u{ad}",
        "\u{200b}",
        "\u{2028}",
        "\u{0}",
        "\u{7f}",
        "\u{e0041}",
        "\u{a0}",
        "е\u{301}",
        "👩‍👩‍👧",
        "<!-- throughline:bookmark {} -->",
        "throughline",
        "title: x",
        ": ",
    ]);
    prop::collection::vec(pieces, 0..8).prop_map(|pieces| pieces.concat())
}

fn time() -> impl Strategy<Value = DateTime<Utc>> {
    (0_i64..4_000_000_000, prop::sample::select(vec![0, 5_000_000, 123_456_789]))
        .prop_map(|(seconds, nanos)| Utc.timestamp_opt(seconds, nanos).unwrap())
}

prop_compose! {
    fn anchors()(
        quote in hostile(), prefix in hostile(), suffix in hostile(), revision in hostile(),
        start in 0_usize..9999, length in 0_usize..99, point in 0_usize..9999,
    ) -> Anchor {
        let span = Span::new(start, start + length);
        Anchor { quote, prefix, suffix, span, code_points: (point, point + length), revision: RevisionId(revision) }
    }
}

prop_compose! {
    fn sources()(
        id in "[a-c]", title in hostile(), outlet in prop::option::of(hostile()), url in prop::option::of(hostile()),
        day in prop::option::of(0_i32..20_000), lang in prop::sample::select(vec!["ru", "kaz", ""]),
    ) -> Source {
        let some = |text: Option<String>| text.filter(|text| !text.is_empty());
        let date = day.and_then(chrono::NaiveDate::from_epoch_days);
        Source { id: ArticleId(id), title, outlet: some(outlet), date, url: some(url), lang: Lang::new(lang) }
    }
}

prop_compose! {
    fn kept()(
        article in sources(), anchor in anchors(), note in hostile(), tags in prop::collection::vec(hostile(), 0..3),
        mark in prop::sample::select(Mark::ALL.to_vec()), created in time(), changed in time(),
        trashed in prop::option::of(time()),
    ) -> Kept {
        let tags: BTreeSet<String> = tags.into_iter().filter(|tag| !tag.is_empty()).collect();
        let tags = tags.into_iter().collect();
        Kept { id: BookmarkId::default(), article, anchor, note, tags, mark, created, changed, trashed }
    }
}

pub(super) fn rows() -> impl Strategy<Value = Vec<BookmarkRow>> {
    prop::collection::vec(kept(), 0..5).prop_map(|all| {
        let numbered = all.into_iter().enumerate();
        numbered
            .map(|(n, kept)| Kept { id: BookmarkId(format!("b{n}\u{202e}--> {n}")), ..kept }.row())
            .collect()
    })
}

const NOW: DateTime<Utc> = DateTime::UNIX_EPOCH;

fn at_line(line: usize) -> Said {
    Said::text("problem.at_line").with("n", line)
}

fn sorted(mut kept: Vec<Kept>) -> Vec<Kept> {
    kept.sort_by(|one, other| one.id.cmp(&other.id));
    kept
}

proptest! {
    #[test]
    fn nothing_is_lost_on_the_way(rows in rows()) {
        let before = sorted(rows.iter().map(Kept::of).collect());
        for format in Format::ALL {
            let text = export(*format, &rows);
            let imported = import(*format, &text, NOW);
            prop_assert_eq!(&imported.problems, &[], "{:?}\n{}", format, text);
            prop_assert_eq!(&sorted(imported.kept.clone()), &before, "{:?}\n{}", format, text);
            let again: Vec<BookmarkRow> = imported.kept.iter().map(Kept::row).collect();
            prop_assert_eq!(&export(*format, &again), &text);
            let known = before.iter().map(|one| one.id.clone()).collect();
            prop_assert_eq!(fresh(imported.kept, &known), vec![]);
        }
        let files = files(&rows);
        let mut all = Vec::new();
        for (_, text) in &files {
            let imported = import(Format::Markdown, text, NOW);
            prop_assert_eq!(&imported.problems, &[]);
            all.extend(imported.kept);
        }
        let again: Vec<BookmarkRow> = all.iter().map(Kept::row).collect();
        prop_assert_eq!(sorted(all), before);
        prop_assert_eq!(exported_files(&again), files);
    }

    #[test]
    fn hostile_text_is_neutral(rows in rows()) {
        for format in Format::ALL {
            let text = export(*format, &rows);
            let unseen = text.chars().find(|c| !matches!(c, '\n' | '\r') && is_unseen(*c));
            prop_assert_eq!(unseen, None, "{:?}\n{}", format, text);
        }
        let csv = export(Format::Csv, &rows);
        for record in csv::Reader::from_reader(csv.as_bytes()).records() {
            for cell in &record.unwrap() {
                prop_assert!(!cell.starts_with(['=', '+', '-', '@', '\t', '\r']), "{}", cell);
            }
        }
        let markdown = export(Format::Markdown, &rows);
        let comments = markdown.lines().filter(|line| line.starts_with("<!-- throughline:bookmark ")).count();
        prop_assert_eq!(comments, rows.len());
        for line in markdown.lines() {
            if line.starts_with("<!-- throughline:") {
                prop_assert_eq!(line.matches("-->").count(), 1, "{}", line);
            } else {
                let inner = line.strip_prefix("> ").unwrap_or(line);
                let links = inner.contains("<http");
                prop_assert!(links || !unescaped(inner, '<'), "{}", line);
                prop_assert!(!unescaped(inner, '`') && !unescaped(inner, '|'), "{}", line);
                prop_assert!(!inner.starts_with("---") && !inner.starts_with("- "), "{}", line);
            }
        }
    }

    #[test]
    fn any_text_can_be_offered(text in "(?s).{0,200}", json in "[\\[\\]{}\":,a-z0-9 \n]{0,80}") {
        for format in Format::ALL {
            let _ = import(*format, &text, NOW);
            let _ = import(*format, &json, NOW);
        }
    }
}

fn exported_files(rows: &[BookmarkRow]) -> Vec<(String, String)> {
    files(rows)
}

/// Whether a sign stands in the line without a backslash before it.
fn unescaped(line: &str, sign: char) -> bool {
    let mut is_escaped = false;
    for c in line.chars() {
        if c == sign && !is_escaped {
            return true;
        }
        is_escaped = c == '\\' && !is_escaped;
    }
    false
}

fn example() -> Vec<BookmarkRow> {
    let one = |n: usize, url: Option<&str>, note: &str| Kept {
        id: BookmarkId(format!("b{n}")),
        article: Source {
            id: ArticleId::from("a1"),
            title: "Совет и центр".to_owned(),
            outlet: Some("Газета".to_owned()),
            date: "2026-01-05".parse().ok(),
            url: url.map(str::to_owned),
            lang: Lang::new("ru"),
        },
        anchor: Anchor {
            quote: format!("создать совет № {n}"),
            prefix: "предложил ".to_owned(),
            suffix: " в Астане".to_owned(),
            span: Span::new(20 * n, 20 * n + 31),
            code_points: (10 * n, 10 * n + 17),
            revision: RevisionId::from("r1"),
        },
        note: note.to_owned(),
        tags: vec!["open question".to_owned(), "вода".to_owned()],
        mark: Mark::Key,
        created: Utc.timestamp_opt(1_767_600_000, 0).unwrap(),
        changed: Utc.timestamp_opt(1_767_700_000, 0).unwrap(),
        trashed: None,
    };
    [one(1, Some("https://a.kz/1"), "Проверить\n\nсрок"), one(2, None, "")].iter().map(Kept::row).collect()
}

/// What the Recommendation requires (sections 3.1, 3.2.4, 3.3.1, 4, 4.2.4, 4.2.5, 5.1, 5.2), checked by hand.
#[test]
fn annotations_are_as_the_standard_says() {
    let document: Value = serde_json::from_str(&export(Format::Annotations, &example())).unwrap();
    let contexts = document["@context"].as_array().unwrap();
    assert!(contexts.contains(&Value::from("http://www.w3.org/ns/anno.jsonld")));
    assert_eq!(document["type"], "AnnotationCollection");
    assert_eq!(document["total"], 2);
    let page = &document["first"];
    assert_eq!((&page["type"], &page["startIndex"]), (&Value::from("AnnotationPage"), &Value::from(0)));
    assert_eq!(page["partOf"]["id"], document["id"]);
    let is_iri = |value: &Value| {
        let text = value.as_str().unwrap();
        text.split_once(':').is_some_and(|(scheme, rest)| {
            scheme.chars().all(|c| c.is_ascii_lowercase()) && rest.chars().all(|c| c.is_ascii_graphic())
        })
    };
    for item in page["items"].as_array().unwrap() {
        assert!(is_iri(&item["id"]));
        assert_eq!(item["type"], "Annotation");
        for time in ["created", "modified"] {
            let time = item[time].as_str().unwrap();
            assert!(time.ends_with('Z') && DateTime::parse_from_rfc3339(time).is_ok());
        }
        for body in item["body"].as_array().unwrap() {
            assert_eq!(body["type"], "TextualBody");
            assert!(body["value"].is_string() && body.get("source").is_none() && body.get("items").is_none());
            assert!(["commenting", "tagging"].contains(&body["purpose"].as_str().unwrap()));
        }
        let target = &item["target"];
        assert!(is_iri(&target["source"]) && target.get("value").is_none());
        assert_eq!(target["type"], "SpecificResource");
        let [quote, position] = target["selector"].as_array().unwrap().as_slice() else { panic!() };
        assert_eq!(quote["type"], "TextQuoteSelector");
        assert!(quote["exact"].is_string() && quote["prefix"].is_string() && quote["suffix"].is_string());
        assert_eq!(position["type"], "TextPositionSelector");
        assert!(position["start"].as_u64() < position["end"].as_u64());
        let own = item.as_object().unwrap().keys().filter(|key| key.contains(':'));
        assert!(own.clone().count() > 5 && own.clone().all(|key| key.starts_with("throughline:")));
    }
    assert_eq!(document["first"]["items"][1]["target"]["selector"][1]["start"], 10);
}

#[test]
fn formats_look_as_they_should() {
    for format in Format::ALL {
        insta::assert_snapshot!(format.word(), export(*format, &example()));
    }
    let files = files(&example());
    assert_eq!(
        files.iter().map(|(name, _)| name.as_str()).collect::<Vec<_>>(),
        ["2026-01-05 Совет и центр.md", "2026-01-05 Совет и центр 2.md",]
    );
    insta::assert_snapshot!("file", files[0].1);
}

#[test]
fn an_edited_note_comes_home() {
    let text = export(Format::Markdown, &example());
    let edited = text
        .replace("Проверить\n\nсрок", "Проверено *вчера*, см. \\#5\n- раз\n- два")
        .replace("#вода", "#вода #новое");
    let imported = import(Format::Markdown, &edited.replace('\n', "\r\n"), NOW);
    assert_eq!(imported.problems, []);
    assert_eq!(imported.kept[1].note, "Проверено *вчера*, см. #5\n- раз\n- два");
    assert_eq!(imported.kept[1].tags, ["open question", "вода", "новое"]);
}

#[test]
fn lines_of_windows_are_shown_as_lines() {
    let mut row = example().remove(0);
    row.bookmark.anchor.quote = "раз\r\n\r\nдва".to_owned();
    let text = export(Format::Markdown, std::slice::from_ref(&row));
    assert!(text.contains("\n> раз\n>\n> два\n"), "{text}");
    assert_eq!(import(Format::Markdown, &text, NOW).kept, [Kept::of(&row)]);
}

#[test]
fn two_under_one_id_are_both_kept() {
    let lines = export(Format::Lines, &example());
    let other = lines.lines().next().unwrap().replace("Астане", "Алматы");
    let imported = import(Format::Lines, &format!("{lines}{lines}{other}\n"), NOW);
    assert_eq!(imported.kept.len(), 3);
    assert_eq!(imported.problems.len(), 1);
    assert_eq!(import(Format::Lines, &format!("{lines}{lines}{other}\n"), NOW), imported);
}

#[test]
fn what_cannot_be_read_is_told_by_line() {
    let lines = export(Format::Lines, &example());
    let bad = import(Format::Lines, &format!("{lines}{{\n\n[]\n"), NOW);
    assert_eq!(bad.kept.len(), 2);
    assert_eq!(
        bad.problems.iter().map(|one| one.place.clone()).collect::<Vec<_>>(),
        [at_line(3), at_line(5)]
    );
    let csv = import(Format::Csv, "quote,created\na,gestern\nb,\n", NOW);
    assert_eq!((csv.kept.len(), csv.problems[0].place.clone()), (1, at_line(2)));
    assert_eq!(csv.kept[0].created, NOW);
    assert_eq!(import(Format::Csv, "name\nx\n", NOW).problems.len(), 1);
    let json = import(Format::Annotations, "{\n\"items\": [{}, 5]\n}", NOW);
    assert_eq!(json.problems[1].place, Said::text("problem.annotation").with("n", 2_usize));
    assert_eq!(import(Format::Annotations, "{\n,", NOW).problems[0].place, at_line(2));
    let text = "<!-- throughline:bookmark {broken -->\n\n> quote\n";
    assert_eq!(import(Format::Markdown, text, NOW).problems[0].place, at_line(1));
}
