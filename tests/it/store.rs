//! One suite that every kind of library passes.

use chrono::{DateTime, NaiveDate, NaiveTime, TimeZone as _, Utc};
use throughline::base::id::{MentionId, RevisionId, ThreadId, digest};
use throughline::base::span::Span;
use throughline::model::article::{Article, Block, BlockKind, Dated, Evidence};
use throughline::model::bookmark::{Anchor, Bookmark, Mark, Place};
use throughline::model::event::Event;
use throughline::model::extraction::Extraction;
use throughline::model::lang::Lang;
use throughline::model::mention::{Kind, Mention, Polarity, Stage};
use throughline::model::thread::{Correction, Course, Linking, MentionRef, Related, Step, Thread, Tie};
use throughline::model::view::Row;
use throughline::search::parse::{Typing, parse};
use throughline::search::query::Order;
use throughline::store::change::{Change, Deed};
use throughline::store::error::Error;
use throughline::store::intake::{Credit, Findings, Incoming, Outcome, Source, Stamp};
use throughline::store::library::{Library, Seen, Side};
use throughline::store::memory::MemoryLibrary;
use throughline::store::sqlite::SqliteLibrary;

use crate::synthetic;

/// Runs a test against every kind of library.
fn each(test: impl Fn(Box<dyn Library>)) {
    test(Box::new(MemoryLibrary::new()));
    let folder = tempfile::tempdir().unwrap();
    test(Box::new(SqliteLibrary::open(&folder.path().join("deep/library.db")).unwrap()));
}

fn noon(day: u32) -> DateTime<Utc> {
    Utc.with_ymd_and_hms(2026, 1, day, 12, 0, 0).unwrap()
}

fn day(text: &str) -> Option<NaiveDate> {
    text.parse().ok()
}

/// An article of one headline and paragraphs.
fn article(name: &str, date: Option<&str>, text: &str) -> Article {
    let mut blocks = Vec::new();
    let mut kind = BlockKind::Headline;
    for part in text.split("\n\n") {
        blocks.push(Block { span: Span::of_slice(text, part).unwrap(), kind });
        kind = BlockKind::Paragraph;
    }
    let date = date.map(|text| Dated {
        day: text.parse().unwrap(),
        time: NaiveTime::from_hms_opt(9, 30, 0),
        evidence: Evidence::Printed,
        span: None,
    });
    Article {
        id: digest(&[name]).as_str().into(),
        revision: RevisionId(digest(&[text])),
        title: text.split("\n\n").next().unwrap().to_owned(),
        dates: date.iter().cloned().collect(),
        date,
        outlet: Some("Вестник".to_owned()),
        lang: Lang::new("ru"),
        text: text.to_owned(),
        blocks,
        file: format!("{name}.txt"),
        ..Article::default()
    }
}

fn incoming(name: &str, date: Option<&str>, text: &str) -> Incoming {
    let stamp = Stamp { size: text.len() as u64, modified: 1, content: digest(&[text]) };
    Incoming {
        article: article(name, date, text),
        source: Source { path: format!("/news/{name}.txt"), part: String::new(), stamp },
    }
}

fn put(library: &mut dyn Library, name: &str, date: Option<&str>, text: &str) -> (Row, Outcome) {
    let put = library.put_articles(&[incoming(name, date, text)], noon(1)).unwrap();
    (put[0].row, put[0].outcome)
}

fn mention(article: &Article, quote: &str, stage: Stage) -> Mention {
    let start = article.text.find(quote).unwrap();
    let span = Span::new(start, start + quote.len());
    Mention {
        id: MentionId(digest(&[article.id.as_str(), quote])),
        span,
        object: span,
        label: quote.to_owned(),
        actor: Some("Совет".to_owned()),
        stage,
        kind: Kind::Institution,
        when: None,
        confidence: 0.9,
        rule: "xx/test".to_owned(),
        polarity: Polarity::Asserted,
        antecedent: None,
        host: None,
    }
}

/// Puts an article with one mention in, and gives the address of the mention.
fn put_found(
    library: &mut dyn Library,
    name: &str,
    date: &str,
    text: &str,
    quote: &str,
) -> (Row, MentionRef) {
    let (row, _) = put(library, name, Some(date), text);
    let article = library.page(row).unwrap().unwrap().article;
    let found = mention(&article, quote, Stage::Proposed);
    let address = MentionRef { article: article.id.clone(), mention: found.id.clone() };
    library
        .put_findings(&[Findings {
            row,
            revision: article.revision,
            version: "1".to_owned(),
            extraction: Extraction { mentions: vec![found], ..Extraction::default() },
            features: name.as_bytes().to_vec(),
        }])
        .unwrap();
    (row, address)
}

fn thread(id: &str, mentions: &[&MentionRef], label: &str) -> Thread {
    let step = |address: &&MentionRef| Step {
        day: None,
        stage: Stage::Proposed,
        actor: Some("Совет".to_owned()),
        evidence: (*address).clone(),
        course: Course::On,
    };
    Thread {
        id: id.into(),
        labels: vec![(Lang::new("ru"), label.to_owned())],
        mentions: mentions.iter().map(|address| (*address).clone()).collect(),
        steps: mentions.iter().take(1).map(step).collect(),
        target: None,
        related: Vec::new(),
    }
}

fn bookmark(id: &str, article: &Article, quote: &str) -> Bookmark {
    let start = article.text.find(quote).unwrap();
    let span = Span::new(start, start + quote.len());
    Bookmark {
        id: id.into(),
        article: article.id.clone(),
        anchor: Anchor {
            quote: quote.to_owned(),
            span,
            code_points: span.code_points(&article.text),
            revision: article.revision.clone(),
            ..Anchor::default()
        },
        place: Place::Sure { span },
        note: "заметка\nв две строки".to_owned(),
        tags: vec!["б".to_owned(), "а".to_owned(), "б".to_owned()],
        mark: Mark::Key,
        created: noon(2),
        changed: noon(2),
        trashed: None,
    }
}

#[test]
fn an_article_is_known_by_source_then_text_then_id() {
    each(|mut library| {
        let library = library.as_mut();
        let (first, outcome) = put(library, "a", Some("2025-10-07"), "Заголовок\n\nТекст");
        assert_eq!(outcome, Outcome::New);
        assert_eq!(put(library, "a", Some("2025-10-07"), "Заголовок\n\nТекст"), (first, Outcome::Unchanged));
        assert_eq!(put(library, "copy", None, "Заголовок\n\nТекст"), (first, Outcome::SameAsOther));
        assert_eq!(put(library, "copy", None, "Заголовок\n\nТекст"), (first, Outcome::Unchanged));
        assert_eq!(put(library, "a", None, "Заголовок\n\nНовый текст"), (first, Outcome::Revised));
        let mut moved = incoming("a", None, "Заголовок\n\nТретий текст");
        moved.source.path = "/elsewhere/a.txt".to_owned();
        let answer = library.put_articles(&[moved], noon(3)).unwrap();
        assert_eq!((answer[0].row, answer[0].outcome), (first, Outcome::Revised));
        assert_eq!(library.timeline().unwrap().len(), 1);
        assert_eq!(library.revisions(first).unwrap().len(), 3);
    });
}

#[test]
fn an_old_text_is_kept_and_may_come_back() {
    each(|mut library| {
        let library = library.as_mut();
        let (row, _) = put(library, "a", None, "Один\n\nдва");
        put(library, "a", None, "Один\n\nтри");
        let revisions = library.revisions(row).unwrap();
        assert_eq!(revisions.iter().map(|one| one.present).collect::<Vec<_>>(), [true, false]);
        assert_eq!(library.text(row, &revisions[1].id).unwrap().unwrap(), "Один\n\nдва");
        assert_eq!(library.page(row).unwrap().unwrap().article.text, "Один\n\nтри");
        assert_eq!(put(library, "a", None, "Один\n\nдва").1, Outcome::Revised);
        assert_eq!(library.page(row).unwrap().unwrap().article.text, "Один\n\nдва");
        assert_eq!(library.revisions(row).unwrap().len(), 2);
    });
}

#[test]
fn what_has_come_since_a_point_is_told() {
    each(|mut library| {
        let library = library.as_mut();
        let (first, _) = put(library, "a", None, "Один");
        let (second, _) = put(library, "b", None, "Два");
        let mark = library.arrived(None).unwrap();
        assert_eq!(mark.rows, []);
        assert_eq!(library.arrived(Some(mark.mark)).unwrap(), mark, "nothing has come since");
        assert_eq!(library.arrived(Some(0)).unwrap().rows, [first, second]);
        put(library, "a", None, "Один, иначе");
        let (third, _) = put(library, "c", None, "Три");
        put(library, "b", None, "Два");
        let mut came = library.arrived(Some(mark.mark)).unwrap();
        came.rows.sort();
        assert_eq!(came.rows, [first, third]);
        let lines = library.summaries(&[first, second, third]).unwrap();
        assert_eq!(lines.iter().map(|line| line.revised).collect::<Vec<_>>(), [true, false, false]);
        assert!(library.page(first).unwrap().unwrap().revised.is_some());
        assert!(library.page(second).unwrap().unwrap().revised.is_none());
    });
}

#[test]
fn a_file_is_known_by_its_stamp() {
    each(|mut library| {
        let library = library.as_mut();
        assert_eq!(library.source("/news/a.txt").unwrap(), None);
        put(library, "a", None, "Один");
        let stamp = library.source("/news/a.txt").unwrap().unwrap();
        assert_eq!((stamp.size, stamp.modified), (8, 1));
        let touched = Stamp { modified: 2, ..stamp };
        library.note_source("/news/a.txt", &touched).unwrap();
        assert_eq!(library.source("/news/a.txt").unwrap(), Some(touched));
    });
}

#[test]
fn the_timeline_is_in_order_of_time_with_the_undated_last() {
    each(|mut library| {
        let library = library.as_mut();
        let undated = put(library, "u", None, "Без даты").0;
        let late = put(library, "b", Some("2026-01-05"), "Позже").0;
        let early = put(library, "a", Some("2025-10-07"), "Раньше").0;
        let rows: Vec<_> = library.timeline().unwrap().into_iter().map(|entry| entry.row).collect();
        assert_eq!(rows, [early, late, undated]);
        let id = library.page(undated).unwrap().unwrap().article.id;
        library.change(Change::Date { article: id, day: day("2025-12-01") }, noon(2)).unwrap();
        let timeline = library.timeline().unwrap();
        assert_eq!(timeline.iter().map(|entry| entry.row).collect::<Vec<_>>(), [early, undated, late]);
        assert_eq!(timeline[1].day, day("2025-12-01"));
        let lines = library.summaries(&[late, Row(99), undated]).unwrap();
        assert_eq!(lines.iter().map(|line| line.row).collect::<Vec<_>>(), [late, undated]);
        assert_eq!(lines[1].evidence, Some(Evidence::Hand));
        assert_eq!(lines[0].words, 1);
    });
}

#[test]
fn what_was_found_shows_on_the_page_and_goes_with_the_text() {
    each(|mut library| {
        let library = library.as_mut();
        let (row, _) =
            put_found(library, "a", "2025-10-07", "Форум\n\nПредлагаю создать центр.", "создать центр");
        assert_eq!(library.unsearched("1", 10).unwrap(), []);
        assert_eq!(library.unsearched("2", 10).unwrap(), [row]);
        assert_eq!(library.page(row).unwrap().unwrap().extraction.mentions.len(), 1);
        assert_eq!(library.summaries(&[row]).unwrap()[0].initiatives, 1);
        let mut seen = Vec::new();
        library
            .each_features(&mut |one| {
                seen.push((one.row, one.bytes, one.day));
                std::ops::ControlFlow::Continue(())
            })
            .unwrap();
        assert_eq!(seen, [(row, b"a".to_vec(), day("2025-10-07"))]);
        put(library, "a", Some("2025-10-07"), "Форум\n\nДругое.");
        assert_eq!(library.page(row).unwrap().unwrap().extraction.mentions.len(), 0);
        assert_eq!(library.unsearched("1", 10).unwrap(), [row]);
    });
}

#[test]
fn findings_about_another_text_are_dropped() {
    each(|mut library| {
        let library = library.as_mut();
        let (row, _) = put(library, "a", None, "Один");
        let findings = Findings {
            row,
            revision: "other".into(),
            version: "1".to_owned(),
            extraction: Extraction::default(),
            features: Vec::new(),
        };
        library.put_findings(&[findings]).unwrap();
        assert_eq!(library.unsearched("1", 10).unwrap(), [row]);
    });
}

#[test]
fn threads_join_articles() {
    each(|mut library| {
        let library = library.as_mut();
        let (late, in_late) = put_found(library, "b", "2026-01-05", "Итог\n\nЦентр создан.", "Центр создан");
        let (early, in_early) =
            put_found(library, "a", "2025-10-07", "План\n\nСоздать центр.", "Создать центр");
        let (_, alone) = put_found(library, "c", "2025-11-07", "Иное\n\nПровести форум.", "Провести форум");
        let mut center = thread("t1", &[&in_early, &in_late], "Центр");
        let tie =
            Related {
                thread: "t2".into(), why: Tie::SameTopic, shared: "центр".to_owned(), strength: 0.5
            };
        center.related = vec![tie];
        let linking = Linking {
            threads: vec![center, thread("t2", &[&alone], "Форум")],
            events: vec![Event {
                id: "e".into(),
                label: "Событие".to_owned(),
                first: day("2025-10-07"),
                last: day("2026-01-05"),
                articles: vec![in_early.article, in_late.article],
                reprints: Vec::new(),
            }],
            series: Vec::new(),
            retired: vec![("t0".into(), "t1".into())],
        };
        library.put_linking(&linking).unwrap();
        assert_eq!(library.linking().unwrap(), linking);

        let page = library.page(early).unwrap().unwrap();
        assert_eq!(page.thread_of, [Some(0)]);
        let card = &page.threads[0];
        let rows: Vec<_> = card.mentions.iter().map(|one| (one.row, one.quote.as_str())).collect();
        assert_eq!(rows, [(early, "Создать центр"), (late, "Центр создан")]);
        assert_eq!(card.related[0].1, "Форум");
        let ledger = library.threads().unwrap();
        assert_eq!(
            ledger.iter().map(|row| (row.mentions, row.articles)).collect::<Vec<_>>(),
            [(2, 2), (1, 1)]
        );
        assert_eq!((ledger[0].first, ledger[0].last), (day("2025-10-07"), day("2026-01-05")));
        assert_eq!(ledger[0].kind, Some(Kind::Institution));
        assert_eq!(library.thread(&"t0".into()).unwrap().unwrap().card.id, ThreadId::from("t1"));
        assert!(library.thread(&"t9".into()).unwrap().is_none());
        let timeline = library.timeline().unwrap();
        assert_eq!(timeline.iter().map(|entry| entry.event).collect::<Vec<_>>(), [Some(1), None, Some(1)]);
        assert_eq!(library.summaries(&[early]).unwrap()[0].event, Some("e".into()));

        library.put_linking(&Linking::default()).unwrap();
        assert_eq!(library.page(early).unwrap().unwrap().thread_of, [None]);
    });
}

#[test]
fn a_bookmark_is_kept_edited_trashed_and_restored() {
    each(|mut library| {
        let library = library.as_mut();
        let (row, _) =
            put_found(library, "a", "2025-10-07", "Форум\n\nПредлагаю создать центр.", "создать центр");
        let article = library.page(row).unwrap().unwrap().article;
        let kept = bookmark("b1", &article, "создать центр");
        let step = library.change(Change::Keep(vec![kept]), noon(2)).unwrap();
        assert_eq!((step.deed, step.changed), (Deed::Keep, 1));
        let listed = library.bookmarks(Side::Kept).unwrap();
        assert_eq!(listed[0].bookmark.tags, ["а", "б"]);
        assert_eq!(listed[0].title, "Форум");
        assert_eq!(library.tags().unwrap(), [("а".to_owned(), 1), ("б".to_owned(), 1)]);
        assert!(library.timeline().unwrap()[0].marked);
        assert_eq!(library.summaries(&[row]).unwrap()[0].bookmarks, 1);
        assert_eq!(library.page(row).unwrap().unwrap().bookmarks, [listed[0].bookmark.clone()]);

        let step = library.change(Change::Trash(vec!["b1".into()]), noon(4)).unwrap();
        assert_eq!((step.changed, step.article), (1, Some(article.id)));
        assert_eq!(library.change(Change::Trash(vec!["b1".into()]), noon(5)).unwrap().changed, 0);
        assert_eq!(library.bookmarks(Side::Kept).unwrap(), []);
        assert_eq!(library.bookmarks(Side::Trash).unwrap()[0].bookmark.trashed, Some(noon(4)));
        assert!(!library.timeline().unwrap()[0].marked);
        assert_eq!(library.tags().unwrap(), []);
    });
}

#[test]
fn steps_go_back_and_forth_until_the_trash_is_emptied() {
    each(|mut library| {
        let library = library.as_mut();
        let (row, _) = put(library, "a", None, "Форум\n\nсоздать центр");
        let article = library.page(row).unwrap().unwrap().article;
        let kept = bookmark("b1", &article, "создать центр");
        library.change(Change::Keep(vec![kept]), noon(2)).unwrap();
        let listed = library.bookmarks(Side::Kept).unwrap();
        let edited = Bookmark { note: "другое".to_owned(), ..listed[0].bookmark.clone() };
        assert_eq!(library.change(Change::Keep(vec![edited]), noon(3)).unwrap().deed, Deed::Edit);
        library.change(Change::Trash(vec!["b1".into()]), noon(4)).unwrap();

        for deed in [Deed::Trash, Deed::Edit] {
            assert_eq!(library.undo().unwrap().unwrap().deed, deed);
        }
        assert_eq!(library.bookmarks(Side::Kept).unwrap(), listed);
        assert_eq!(library.undo().unwrap().unwrap().deed, Deed::Keep);
        assert_eq!(library.bookmarks(Side::Kept).unwrap(), []);
        assert_eq!(library.undo().unwrap(), None);
        for deed in [Deed::Keep, Deed::Edit, Deed::Trash] {
            assert_eq!(library.redo().unwrap().unwrap().deed, deed);
        }
        assert_eq!(library.redo().unwrap(), None);
        library.change(Change::Restore(vec!["b1".into()]), noon(6)).unwrap();
        assert_eq!(library.bookmarks(Side::Kept).unwrap()[0].bookmark.note, "другое");
        library.change(Change::Trash(vec!["b1".into()]), noon(7)).unwrap();
        assert_eq!(library.change(Change::EmptyTrash, noon(7)).unwrap().changed, 1);
        assert_eq!(library.bookmarks(Side::Trash).unwrap(), []);
    });
}

#[test]
fn a_new_change_forgets_what_was_undone() {
    each(|mut library| {
        let library = library.as_mut();
        let (row, _) = put(library, "a", None, "Один");
        let id = library.page(row).unwrap().unwrap().article.id;
        let read = |read| Change::Read { articles: vec![id.clone()], read };
        library.change(read(true), noon(1)).unwrap();
        library.undo().unwrap().unwrap();
        assert!(!library.timeline().unwrap()[0].read);
        library.change(Change::Date { article: id.clone(), day: day("2025-01-01") }, noon(2)).unwrap();
        assert_eq!(library.redo().unwrap(), None);
        assert_eq!(library.undo().unwrap().unwrap().deed, Deed::Date);
        assert_eq!(library.timeline().unwrap()[0].day, None);
    });
}

#[test]
fn a_step_that_was_overtaken_is_not_undone() {
    each(|library| {
        let mut one = library;
        let mut other = one.another().unwrap();
        let (row, _) = put(one.as_mut(), "a", None, "Один");
        let article = one.page(row).unwrap().unwrap().article;
        one.change(Change::Keep(vec![bookmark("b", &article, "Один")]), noon(2)).unwrap();
        let newer = Bookmark { note: "новее".to_owned(), ..bookmark("b", &article, "Один") };
        other.change(Change::Keep(vec![newer]), noon(3)).unwrap();
        other.change(Change::Trash(vec!["b".into()]), noon(4)).unwrap();
        other.change(Change::EmptyTrash, noon(4)).unwrap();
        assert!(matches!(one.undo(), Err(Error::Conflict { .. })));
        assert!(one.bookmarks(Side::Kept).unwrap().is_empty());
    });
}

#[test]
fn bookmarks_wait_for_a_new_text_to_be_searched() {
    each(|mut library| {
        let library = library.as_mut();
        let (row, _) = put(library, "a", None, "Один\n\nсоздать центр");
        let article = library.page(row).unwrap().unwrap().article;
        let mut early = bookmark("b0", &article, "создать центр");
        early.article = "not yet here".into();
        let kept = bookmark("b1", &article, "создать центр");
        library.change(Change::Keep(vec![early, kept]), noon(2)).unwrap();
        assert_eq!(library.unplaced().unwrap(), []);
        assert_eq!(library.bookmarks(Side::Kept).unwrap()[0].row, None);

        put(library, "a", None, "Один\n\nвсё же создать центр");
        assert_eq!(library.unplaced().unwrap().len(), 1);
        assert_eq!(library.page(row).unwrap().unwrap().bookmarks[0].place, Place::Orphan);
        let article = library.page(row).unwrap().unwrap().article;
        let found = bookmark("b1", &article, "создать центр").place;
        library.place(&article.revision, &[("b1".into(), found)]).unwrap();
        assert_eq!(library.unplaced().unwrap(), []);
        assert_eq!(library.page(row).unwrap().unwrap().bookmarks[0].place, found);
        assert_eq!(library.undo().unwrap().unwrap().changed, 2, "finding again is no step");
        assert_eq!(library.redo().unwrap().unwrap().changed, 2);
        assert_eq!(library.unplaced().unwrap().len(), 1, "an old place is looked for again");
    });
}

#[test]
fn corrections_are_kept_in_order() {
    each(|mut library| {
        let library = library.as_mut();
        let mention = |name: &str| MentionRef { article: name.into(), mention: name.into() };
        let merge = Correction::Merge { one: mention("a"), other: mention("b") };
        let split = Correction::Split { stay: vec![mention("a")], away: vec![mention("b")] };
        library.change(Change::Correct(split.clone()), noon(3)).unwrap();
        library.change(Change::Correct(merge.clone()), noon(2)).unwrap();
        let all = library.corrections().unwrap();
        assert_eq!(all.iter().map(|one| one.correction.clone()).collect::<Vec<_>>(), [merge, split]);
        library.change(Change::Withdraw(all[0].id.clone()), noon(4)).unwrap();
        assert_eq!(library.corrections().unwrap().len(), 1);
        library.undo().unwrap();
        assert_eq!(library.corrections().unwrap(), all);
    });
}

#[test]
fn the_place_of_reading_follows_the_text() {
    each(|mut library| {
        let library = library.as_mut();
        let old = "Один\n\nвторой абзац\n\nтретий абзац";
        let (row, _) = put(library, "a", None, old);
        assert_eq!(library.page(row).unwrap().unwrap().position, None);
        library.note_reading(row, old.find("третий").unwrap(), Seen::Glanced).unwrap();
        assert!(!library.timeline().unwrap()[0].read);
        library.note_reading(row, old.find("второй").unwrap(), Seen::Read).unwrap();
        assert!(library.timeline().unwrap()[0].read);
        let new = "Один\n\nвставка\n\nвторой абзац\n\nтретий абзац";
        put(library, "a", None, new);
        let page = library.page(row).unwrap().unwrap();
        assert_eq!(page.position, new.find("второй"));
        assert!(page.read);
        assert_eq!(library.undo().unwrap(), None);
    });
}

/// Queries of every sort over synthetic articles.
const QUERIES: &[&str] = &[
    "",
    "центр",
    "центра инноваций",
    "\"центр цифровых инноваций\"",
    "\"инноваций цифровых\"",
    "\"Министр Серова предложил создать центр цифровых инноваций\"",
    "digital innovation",
    "орталығы",
    "инновац*",
    "-центр",
    "фонд -водный",
    "lang:kk",
    "lang:ru,en -lang:en форум",
    "outlet:вестник",
    "outlet:steppe outlet:курьер water",
    "-outlet:вестник фонд",
    "actor:президент stage:done",
    "-actor:алимов",
    "kind:institution kind:event stage:ordered",
    "after:2021 before:2024-06",
    "on:2022",
    "is:undated",
    "is:unread is:bookmarked",
    "tag:вода",
    "a* б*",
    "нетакогослова",
];

#[test]
fn every_library_finds_the_same() {
    let mut answers: Vec<Vec<(Vec<Row>, Vec<Row>)>> = Vec::new();
    let answers = std::cell::RefCell::new(&mut answers);
    each(|mut library| {
        let library = library.as_mut();
        synthetic::fill(library, 40);
        put(library, "undated", None, "Без даты\n\nводный фонд");
        let article = library.page(Row(7)).unwrap().unwrap().article;
        let title = article.title.clone();
        let mut kept = bookmark("b", &article, &title);
        kept.tags = vec!["вода".to_owned()];
        library.change(Change::Keep(vec![kept]), noon(1)).unwrap();
        library.change(Change::Read { articles: vec![article.id], read: true }, noon(1)).unwrap();
        let find = |query: &&str| {
            let query = parse(query, Typing::Done);
            assert_eq!(query.troubles, [], "{query:?}");
            let mut best = library.search(&query, Order::Best).unwrap();
            let timed = if query.parts.len() > 1 { vec![] } else { vec![Order::Newest, Order::Oldest] };
            let timed = timed.into_iter().map(|order| library.search(&query, order).unwrap());
            let timed: Vec<Row> = timed.flatten().collect();
            for snippet in library.snippets(&query, &best).unwrap() {
                assert!(snippet.marks.iter().all(|mark| mark.fits(&snippet.text)));
                assert_eq!(snippet.marks.is_empty(), snippet.place.is_none());
            }
            best.sort_unstable();
            (best, timed)
        };
        answers.borrow_mut().push(QUERIES.iter().map(find).collect());
    });
    let answers = answers.into_inner();
    let found: Vec<usize> = answers[0].iter().map(|(rows, _)| rows.len()).collect();
    for (nth, query) in QUERIES.iter().enumerate() {
        assert_eq!(answers[0][nth], answers[1][nth], "{query}");
    }
    assert_eq!(found[0], 41);
    assert!(found[1..21].iter().filter(|count| (1..41).contains(*count)).count() >= 14, "{found:?}");
    assert_eq!((found[21], found[22], found[23], found[25]), (1, 0, 1, 0));
}

#[test]
fn a_new_text_is_found_and_the_old_one_no_more() {
    each(|mut library| {
        let library = library.as_mut();
        let (row, _) = put(library, "a", None, "Заголовок\n\nводный фонд");
        let found = |library: &dyn Library, query: &str| {
            library.search(&parse(query, Typing::Open), Order::Best).unwrap()
        };
        assert_eq!(found(library, "водного фонда"), [row]);
        assert_eq!(found(library, "загол"), [row]);
        put(library, "a", None, "Заголовок\n\nлесной совет");
        assert_eq!(found(library, "фонд"), []);
        assert_eq!(found(library, "совета"), [row]);
        let (second, _) = put(library, "b", Some("2026-01-01"), "Совет\n\nлес");
        assert_eq!(found(library, "совет"), [second, row], "a title weighs more");
        let hits = library.titles("зглв", 5).unwrap();
        assert_eq!(hits.iter().map(|hit| hit.key).collect::<Vec<_>>(), [row]);
    });
}

#[test]
fn a_bookmark_without_its_article_shows_what_is_known_of_it() {
    each(|mut library| {
        let library = library.as_mut();
        let article = article("a", Some("2025-10-07"), "Один\n\nсоздать центр");
        library.change(Change::Keep(vec![bookmark("b", &article, "создать")]), noon(2)).unwrap();
        let credit = Credit {
            article: article.id.clone(),
            title: "Один".to_owned(),
            outlet: Some("Вестник".to_owned()),
            url: None,
            day: article.day(),
            lang: article.lang,
        };
        library.note_credits(&[credit]).unwrap();
        let row = library.bookmarks(Side::Kept).unwrap().remove(0);
        assert_eq!((row.row, row.title.as_str(), row.day), (None, "Один", article.day()));
        let (there, _) = put(library, "a", Some("2025-10-07"), "Один\n\nсоздать центр");
        assert_eq!(library.bookmarks(Side::Kept).unwrap()[0].row, Some(there));
        assert_eq!(library.summaries(&[there]).unwrap()[0].bookmarks, 1);
    });
}

#[test]
fn settings_are_kept() {
    each(|mut library| {
        let library = library.as_mut();
        assert_eq!(library.setting("tour").unwrap(), None);
        library.set_setting("tour", Some("seen")).unwrap();
        assert_eq!(library.setting("tour").unwrap().as_deref(), Some("seen"));
        library.set_setting("tour", None).unwrap();
        assert_eq!(library.setting("tour").unwrap(), None);
    });
}

#[test]
fn another_handle_sees_what_was_written() {
    each(|library| {
        let mut one = library;
        let other = one.another().unwrap();
        let before = other.stamp().unwrap();
        put(one.as_mut(), "a", None, "Один");
        assert_ne!(other.stamp().unwrap(), before);
        assert_eq!(other.timeline().unwrap().len(), 1);
        assert_eq!(other.about().unwrap().articles, 1);
        let own = one.stamp().unwrap();
        put(one.as_mut(), "b", None, "Два");
        assert_eq!(one.stamp().unwrap(), own, "own writes are no news");
    });
}
