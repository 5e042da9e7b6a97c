//! A thousand bookmarks found again in an article of 100 kB; the promise is 200 ms.

use std::hint::black_box;

use criterion::{BatchSize, Criterion, criterion_group, criterion_main};
use throughline::base::embedded;
use throughline::base::id::RevisionId;
use throughline::base::span::{Span, ceil_boundary, floor_boundary};
use throughline::model::bookmark::Anchor;
use throughline::passage;

/// The bundled articles over and over, each time with other numbers, up to 100 kB.
fn article() -> String {
    let mut text = String::new();
    for round in 0.. {
        for (_, sample) in embedded::texts_under("seeds/") {
            for paragraph in sample.split("\n\n") {
                let words = paragraph.split(' ').skip(round % 3).enumerate();
                let own: Vec<String> = words
                    .map(
                        |(at, word)| {
                            if at % (7 + round) == 0 { format!("{word}{round}") } else { word.to_owned() }
                        },
                    )
                    .collect();
                text.push_str(&own.join(" "));
                text.push_str("\n\n");
                if text.len() >= 100_000 {
                    text.truncate(floor_boundary(&text, 100_000));
                    return text;
                }
            }
        }
    }
    text
}

/// A thousand passages of 12 to 250 letters, evenly spread.
fn anchors(text: &str) -> Vec<Anchor> {
    let revision = RevisionId::from("old");
    (0..1000)
        .map(|n| {
            let start = floor_boundary(text, n * (text.len() - 600) / 1000);
            let letters = [12, 30, 80, 250].into_iter().cycle().nth(n % 4).unwrap_or_default();
            let end = text.get(start..).unwrap_or_default().char_indices().nth(letters);
            let end = end.map_or(text.len(), |(at, _)| start + at);
            passage::anchor(text, Span::new(start, ceil_boundary(text, end)), &revision)
        })
        .collect()
}

/// Every tenth letter replaced.
fn edited(text: &str) -> String {
    text.chars().enumerate().map(|(at, c)| if at * 7919 % 10 == 3 { 'ж' } else { c }).collect()
}

fn reanchor(criterion: &mut Criterion) {
    let text = article();
    let anchors = anchors(&text);
    let mut group = criterion.benchmark_group("1000 bookmarks in 100 kB");
    group.sample_size(10);
    let shifted = format!("Обновлено в 12:40.\n\n{text}");
    let typography = text.replace(['"', '«', '»', '“', '”'], "'").replace('–', "-").replace('ё', "е");
    let versions = [
        ("unchanged", text.clone()),
        ("shifted", shifted),
        ("typography", typography),
        ("edited", edited(&text)),
    ];
    for (name, version) in versions {
        group.bench_function(name, |bench| {
            bench.iter(|| black_box(passage::resolve_all(&anchors, &version)));
        });
    }
    group.bench_function("anchor one", |bench| {
        let span = Span::new(floor_boundary(&text, 50_000), ceil_boundary(&text, 50_200));
        bench.iter_batched(
            || span,
            |span| black_box(passage::anchor(&text, span, &RevisionId::default())),
            BatchSize::SmallInput,
        );
    });
    group.finish();
}

criterion_group!(benches, reanchor);
criterion_main!(benches);
