//! The library: opening, the timeline, pages, threads, bookmarks and putting articles in.

use std::hint::black_box;

use criterion::{BatchSize, BenchmarkId, Criterion};
use throughline::base::span::Span;
use throughline::model::bookmark::{Bookmark, Mark, Place};
use throughline::model::view::Row;
use throughline::passage::anchor;
use throughline::store::change::Change;
use throughline::store::library::Library as _;
use throughline::store::sqlite::SqliteLibrary;

use crate::{sizes, synthetic};

pub(crate) fn benches(criterion: &mut Criterion) {
    for size in sizes() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("library.db");
        let mut library = SqliteLibrary::open(&path).unwrap();
        synthetic::fill(&mut library, size);
        let named = |what: &str| BenchmarkId::new(what.to_owned(), size);
        let mut group = criterion.benchmark_group("store");

        group.bench_function(named("open"), |bench| bench.iter(|| SqliteLibrary::open(&path).unwrap()));
        group.bench_function(named("timeline"), |bench| bench.iter(|| library.timeline().unwrap()));
        let window: Vec<Row> =
            library.timeline().unwrap().iter().rev().take(60).map(|entry| entry.row).collect();
        group.bench_function(named("summaries of a screen"), |bench| {
            bench.iter(|| library.summaries(black_box(&window)).unwrap());
        });
        let mut dice = synthetic::Dice::new(9, 9);
        let row = |dice: &mut synthetic::Dice| Row(1 + dice.below(size) as i64);
        group.bench_function(named("page"), |bench| {
            bench.iter_batched(|| row(&mut dice), |row| library.page(row).unwrap(), BatchSize::SmallInput);
        });
        group.bench_function(named("thread"), |bench| {
            bench.iter(|| library.thread(&synthetic::thread_id(0)).unwrap());
        });
        group.bench_function(named("ledger"), |bench| bench.iter(|| library.threads().unwrap()));

        let mut next = size;
        group.bench_function(named("put an article"), |bench| {
            bench.iter_batched(
                || {
                    next += 1;
                    synthetic::incoming(next, size).0
                },
                |one| library.put_articles(&[one], synthetic::now()).unwrap(),
                BatchSize::SmallInput,
            );
        });
        let article = library.page(Row(1)).unwrap().unwrap().article;
        let mut made = 0;
        group.bench_function(named("keep a bookmark"), |bench| {
            bench.iter_batched(
                || {
                    made += 1;
                    let span = Span::new(article.blocks[1].span.start, article.blocks[1].span.end);
                    Bookmark {
                        id: format!("b{made}").as_str().into(),
                        article: article.id.clone(),
                        anchor: anchor(&article.text, span, &article.revision),
                        place: Place::Sure { span },
                        note: String::new(),
                        tags: Vec::new(),
                        mark: Mark::Plain,
                        created: synthetic::now(),
                        changed: synthetic::now(),
                        trashed: None,
                    }
                },
                |bookmark| library.change(Change::Keep(vec![bookmark]), synthetic::now()).unwrap(),
                BatchSize::SmallInput,
            );
        });
        group.finish();
    }
}
