//! A library to test the reader with: the five seed articles with hand-made annotations, a Kazakh one and an
//! undated one. It rests on no extraction and no linking.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use chrono::{DateTime, NaiveDate, Utc};
use serde::Deserialize;
use throughline::base::id::{ArticleId, RevisionId, ThreadId, digest};
use throughline::base::span::Span;
use throughline::base::when::{PartialDate, When};
use throughline::model::article::{Article, Block, BlockKind, Dated, Evidence};
use throughline::model::event::Event;
use throughline::model::extraction::{DateMention, Extraction};
use throughline::model::figure::{Comparison, Figure, Point, Series};
use throughline::model::lang::Lang;
use throughline::model::mention::{Kind, Mention, Polarity, Stage};
use throughline::model::thread::{Course, Linking, MentionRef, Related, Step, Thread, Tie};
use throughline::store::intake::{Findings, Incoming, Source};
use throughline::store::library::{Library as _, Seen};
use throughline::store::memory::MemoryLibrary;

#[derive(Deserialize)]
#[serde(tag = "type", rename_all = "snake_case")]
enum Line {
    Article(ArticleLine),
    Mention(Box<MentionLine>),
    Date { file: String, start: usize, end: usize, iso: String },
    Figure { file: String, start: usize, end: usize, value: f64, unit: String },
}

#[derive(Deserialize)]
struct ArticleLine {
    file: String,
    title: String,
    day: Option<NaiveDate>,
    evidence: Option<String>,
    outlet: Option<String>,
    lang: String,
    event: Option<String>,
    #[serde(default)]
    read: bool,
}

#[derive(Deserialize)]
struct MentionLine {
    file: String,
    start: usize,
    end: usize,
    label: String,
    actor: Option<String>,
    kind: Kind,
    stage: Stage,
    when: Option<When>,
    thread: String,
    related: Vec<String>,
}

fn lines() -> Vec<Line> {
    include_str!("story.jsonl").lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

/// When the library was made.
pub(crate) fn made() -> DateTime<Utc> {
    DateTime::from_timestamp(1_767_600_000, 0).unwrap()
}

fn text_of(file: &str) -> String {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let seed = root.join("seeds").join(file);
    let own = root.join("tests/it/support").join(file);
    fs::read_to_string(if seed.exists() { seed } else { own }).unwrap()
}

/// A span given in code points.
fn span(text: &str, start: usize, end: usize) -> Span {
    let byte = |n| text.char_indices().nth(n).map_or(text.len(), |(at, _)| at);
    Span::new(byte(start), byte(end))
}

/// Parts between line breaks; the seeds' first line may be a header of `date YYYY-MM-DD`.
fn blocks(text: &str) -> Vec<Block> {
    let mut blocks = Vec::new();
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let mut own = Span::new(at, at + line.len()).trimmed(text);
        at += line.len();
        if let Some(rest) = own.of(text).strip_prefix("date ").filter(|_| blocks.is_empty()) {
            let date = Span::new(own.start, own.start + 15);
            blocks.push(Block { span: date, kind: BlockKind::Header });
            own = Span::new(own.end - rest[10..].len(), own.end).trimmed(text);
            if own.of(text).starts_with(|c: char| c.is_ascii_digit()) {
                blocks.push(Block { span: own, kind: BlockKind::DateLine });
                continue;
            }
        }
        if own.is_empty() {
            continue;
        }
        let words = own.of(text);
        let first = blocks.iter().all(|block| !block.kind.is_body());
        let short = words.chars().count() < 70 && !words.ends_with(['.', '"', '”']);
        if words.starts_with("- ") {
            blocks.push(Block { span: Span::new(own.start + 2, own.end), kind: BlockKind::ListItem });
            continue;
        }
        let kind = match (first, short) {
            (true, true) => BlockKind::Headline,
            (true, false) => BlockKind::Lead,
            (false, true) => BlockKind::Heading,
            (false, false) => BlockKind::Paragraph,
        };
        blocks.push(Block { span: own, kind });
    }
    blocks
}

fn article(line: &ArticleLine) -> Article {
    let text = text_of(&line.file);
    let evidence = match line.evidence.as_deref() {
        Some("printed") => Evidence::Printed,
        Some("dateline") => Evidence::Dateline,
        Some("body") => Evidence::Body,
        _ => Evidence::Header,
    };
    let date = line.day.map(|day| Dated { day, time: None, evidence, span: None });
    Article {
        id: ArticleId(digest(&[&line.file])),
        revision: RevisionId(digest(&[&text])),
        title: line.title.clone(),
        dates: date.iter().cloned().collect(),
        date,
        outlet: line.outlet.clone(),
        lang: Lang::new(&line.lang),
        blocks: blocks(&text),
        text,
        file: line.file.clone(),
        ..Article::default()
    }
}

fn mention(article: &Article, index: usize, line: &MentionLine) -> Mention {
    let span = span(&article.text, line.start, line.end);
    Mention {
        id: format!("{}-{index}", article.id).as_str().into(),
        span,
        object: span,
        label: line.label.clone(),
        actor: line.actor.clone(),
        stage: line.stage,
        kind: line.kind,
        when: line.when.clone(),
        confidence: 1.0,
        rule: "hand".into(),
        polarity: Polarity::Asserted,
        antecedent: None,
        host: None,
    }
}

/// The story as a library.
pub(crate) fn library() -> MemoryLibrary {
    let mut library = MemoryLibrary::new();
    let lines = lines();
    let mut articles: Vec<(Article, Extraction, Vec<&MentionLine>, &ArticleLine)> = Vec::new();
    for line in &lines {
        if let Line::Article(line) = line {
            articles.push((article(line), Extraction::default(), Vec::new(), line));
        }
    }
    let files: Vec<String> = articles.iter().map(|(article, ..)| article.file.clone()).collect();
    let at = |files: &[String], file: &String| files.iter().position(|own| own == file).unwrap();
    for line in &lines {
        match line {
            Line::Article(_) => {}
            Line::Mention(line) => articles[at(&files, &line.file)].2.push(line),
            Line::Date { file, start, end, iso } => {
                let (article, extraction, ..) = &mut articles[at(&files, file)];
                let span = span(&article.text, *start, *end);
                extraction.dates.push(DateMention { span, when: iso.parse().unwrap() });
            }
            Line::Figure { file, start, end, value, unit } => {
                let (article, extraction, ..) = &mut articles[at(&files, file)];
                let span = span(&article.text, *start, *end);
                let (value, unit) = (*value, unit.clone());
                extraction.figures.push(Figure {
                    span,
                    value,
                    value_to: None,
                    unit,
                    cmp: Comparison::Equal,
                    as_of: None,
                    measure: None,
                });
            }
        }
    }
    for (article, extraction, mentions, _) in &mut articles {
        mentions.sort_by_key(|line| line.start);
        extraction.mentions =
            mentions.iter().enumerate().map(|(i, line)| mention(article, i, line)).collect();
    }
    let incoming: Vec<Incoming> = articles
        .iter()
        .map(|(article, ..)| Incoming {
            article: article.clone(),
            source: Source { path: article.file.clone(), ..Source::default() },
        })
        .collect();
    let put = library.put_articles(&incoming, made()).unwrap();
    let findings: Vec<Findings> = put
        .iter()
        .zip(&articles)
        .map(|(put, (article, extraction, ..))| Findings {
            row: put.row,
            revision: article.revision.clone(),
            version: "hand".into(),
            extraction: extraction.clone(),
            features: Vec::new(),
        })
        .collect();
    library.put_findings(&findings).unwrap();
    library.put_linking(&linking(&articles)).unwrap();
    for (put, (_, _, _, line)) in put.iter().zip(&articles) {
        if line.read {
            library.note_reading(put.row, 0, Seen::Read).unwrap();
        }
    }
    library
}

/// Gives the earliest article the address of its original.
pub(crate) fn with_address(library: &mut MemoryLibrary, url: &str) {
    let row = library.timeline().unwrap()[0].row;
    let page = library.page(row).unwrap().unwrap();
    let article = Article { url: Some(url.into()), ..page.article };
    let source = Source { path: article.file.clone(), ..Source::default() };
    library.put_articles(&[Incoming { article, source }], made()).unwrap();
}

/// Gives the earliest article another text, not looked into yet.
pub(crate) fn with_text(library: &mut MemoryLibrary, text: &str) {
    let row = library.timeline().unwrap()[0].row;
    let page = library.page(row).unwrap().unwrap();
    let revision = RevisionId(digest(&[text]));
    let article = Article { revision, blocks: blocks(text), text: text.into(), ..page.article };
    let source = Source { path: article.file.clone(), ..Source::default() };
    library.put_articles(&[Incoming { article, source }], made()).unwrap();
}

/// Lets the publisher of an article write other words of the same length; what was found in it stays.
pub(crate) fn with_words(library: &mut MemoryLibrary, from: &str, to: &str) {
    assert_eq!(from.len(), to.len());
    let rows: Vec<_> = library.timeline().unwrap().iter().map(|entry| entry.row).collect();
    let mut pages = rows.into_iter().map(|row| library.page(row).unwrap().unwrap());
    let page = pages.find(|page| page.article.text.contains(from)).unwrap();
    drop(pages);
    let text = page.article.text.replace(from, to);
    let revision = RevisionId(digest(&[&text]));
    let article = Article { revision: revision.clone(), blocks: blocks(&text), text, ..page.article };
    let source = Source { path: article.file.clone(), ..Source::default() };
    let at = made() + chrono::TimeDelta::days(2);
    library.put_articles(&[Incoming { article, source }], at).unwrap();
    let (row, version, extraction) = (page.row, "hand".into(), page.extraction);
    library.put_findings(&[Findings { row, revision, version, extraction, features: Vec::new() }]).unwrap();
}

/// A short article that comes after the others.
pub(crate) fn with_one_more(library: &mut MemoryLibrary) {
    let text =
        "A later report\n\nThe centre has opened in Almaty, said the ministry of innovation on Tuesday.";
    let line = ArticleLine {
        file: "later.txt".into(),
        title: "A later report".into(),
        day: NaiveDate::from_ymd_opt(2026, 1, 4),
        evidence: None,
        outlet: Some("Courier".into()),
        lang: "en".into(),
        event: None,
        read: false,
    };
    let date = Dated { day: line.day.unwrap(), time: None, evidence: Evidence::Header, span: None };
    let article = Article {
        id: ArticleId(digest(&[&line.file])),
        revision: RevisionId(digest(&[text])),
        title: line.title,
        dates: vec![date.clone()],
        date: Some(date),
        outlet: line.outlet,
        lang: Lang::new(&line.lang),
        blocks: blocks(text),
        text: text.into(),
        file: line.file.clone(),
        ..Article::default()
    };
    let source = Source { path: line.file, ..Source::default() };
    library.put_articles(&[Incoming { article, source }], made()).unwrap();
}

type Annotated<'a> = (Article, Extraction, Vec<&'a MentionLine>, &'a ArticleLine);

fn linking(articles: &[Annotated<'_>]) -> Linking {
    let mut threads: Vec<Thread> = Vec::new();
    let mut ties: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for (article, extraction, lines, _) in articles {
        for (mention, line) in extraction.mentions.iter().zip(lines) {
            let evidence = MentionRef { article: article.id.clone(), mention: mention.id.clone() };
            let id = ThreadId(line.thread.clone());
            if !threads.iter().any(|thread| thread.id == id) {
                threads.push(Thread {
                    id: id.clone(),
                    labels: Vec::new(),
                    mentions: Vec::new(),
                    steps: Vec::new(),
                    target: None,
                    related: Vec::new(),
                });
            }
            let thread = threads.iter_mut().find(|thread| thread.id == id).unwrap();
            if !thread.labels.iter().any(|(lang, _)| *lang == article.lang) {
                thread.labels.push((article.lang, mention.label.clone()));
            }
            thread.mentions.push(evidence.clone());
            if thread.steps.last().is_none_or(|step| step.stage != mention.stage) {
                thread.steps.push(Step {
                    day: article.day(),
                    stage: mention.stage,
                    actor: mention.actor.clone(),
                    evidence,
                    course: Course::On,
                });
            }
            thread.target = mention.when.clone().or(thread.target.take());
            ties.entry(line.thread.clone()).or_default().extend(line.related.iter().cloned());
        }
    }
    for index in 0..threads.len() {
        let mut own = ties.remove(threads[index].id.as_str()).unwrap_or_default();
        own.sort();
        own.dedup();
        own.retain(|other| threads.iter().any(|thread| thread.id.as_str() == other));
        threads[index].related = own
            .into_iter()
            .map(|other| Related {
                thread: ThreadId(other),
                why: Tie::SameTopic,
                shared: String::new(),
                strength: 0.5,
            })
            .collect();
    }
    Linking { threads, events: events(articles), series: series(articles), retired: Vec::new() }
}

fn events(articles: &[Annotated<'_>]) -> Vec<Event> {
    let mut events: Vec<Event> = Vec::new();
    for (article, _, _, line) in articles {
        let Some(name) = &line.event else {
            continue;
        };
        match events.iter_mut().find(|event| event.id.as_str() == name) {
            Some(event) => event.articles.push(article.id.clone()),
            None => events.push(Event {
                id: name.as_str().into(),
                label: "Саммит ОТГ в Габале".into(),
                first: line.day,
                last: line.day,
                articles: vec![article.id.clone()],
                reprints: Vec::new(),
            }),
        }
    }
    events
}

/// The students trained, as two articles count them.
fn series(articles: &[Annotated<'_>]) -> Vec<Series> {
    let mut points = Vec::new();
    for (article, extraction, ..) in articles {
        let mut counted = extraction
            .figures
            .iter()
            .filter(|figure| [400_000.0, 650_000.0].iter().any(|known| (figure.value - known).abs() < 0.5));
        if let (Some(figure), Some(day)) = (counted.next_back(), article.day()) {
            points.push(Point {
                at: PartialDate::Day(day),
                value: figure.value,
                cmp: figure.cmp,
                article: article.id.clone(),
                span: figure.span,
                told_with: None,
            });
        }
    }
    vec![Series {
        id: "students".into(),
        label: "обученных студентов".into(),
        unit: "students".into(),
        points,
    }]
}
