//! The library: opening, the timeline, pages, threads, bookmarks and putting articles in.

use std::hint::black_box;

use criterion::{BatchSize, BenchmarkId, Criterion};
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
        // A bookmark in every tenth article, then one more, synced, in any article.
        let mut made = 0;
        let mut dice = synthetic::Dice::new(5, 5);
        for _ in 0..(size / 10).div_ceil(100) {
            let kept = (0..100).map(|_| bookmark(&library, &mut made, row(&mut dice))).collect();
            library.change(Change::Keep(kept), synthetic::now()).unwrap();
        }
        let library = std::cell::RefCell::new(library);
        group.bench_function(named("keep a bookmark beside one in every tenth article"), |bench| {
            bench.iter_batched(
                || bookmark(&library.borrow(), &mut made, row(&mut dice)),
                |one| library.borrow_mut().change(Change::Keep(vec![one]), synthetic::now()).unwrap(),
                BatchSize::SmallInput,
            );
        });
        group.finish();
    }
}

/// A bookmark of the second paragraph of an article.
fn bookmark(library: &SqliteLibrary, made: &mut u64, row: Row) -> Bookmark {
    *made += 1;
    let article = library.page(row).unwrap().unwrap().article;
    let span = article.blocks[3].span;
    Bookmark {
        id: format!("b{made}").as_str().into(),
        article: article.id.clone(),
        anchor: anchor(&article.text, span, &article.revision),
        place: Place::Sure { span },
        note: "To be asked at the next briefing.".to_owned(),
        tags: vec!["water".to_owned()],
        mark: Mark::Plain,
        created: synthetic::now(),
        changed: synthetic::now(),
        trashed: None,
    }
}
