//! Benches at 100 and 10,000 articles. `cargo bench --bench throughline -- store` runs one group; the
//! environment variable `THROUGHLINE_BENCH` names other numbers of articles, such as `100000`.
#![allow(
    missing_docs,
    clippy::cast_possible_truncation,
    clippy::cast_possible_wrap,
    clippy::cast_precision_loss,
    clippy::disallowed_methods,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::missing_panics_doc,
    clippy::must_use_candidate,
    clippy::unwrap_used,
    reason = "a bench fails by panicking, and reads its environment"
)]

mod reader;
mod store;
#[path = "../support/synthetic.rs"]
mod synthetic;

use criterion::{criterion_group, criterion_main};

/// The numbers of articles to measure at.
pub(crate) fn sizes() -> Vec<u64> {
    let asked = std::env::var("THROUGHLINE_BENCH").unwrap_or_default();
    let asked: Vec<u64> = asked.split(',').filter_map(|size| size.trim().parse().ok()).collect();
    if asked.is_empty() { vec![100, 10_000] } else { asked }
}

criterion_group! {
    name = benches;
    config = criterion::Criterion::default()
        .sample_size(20)
        .warm_up_time(std::time::Duration::from_millis(500))
        .measurement_time(std::time::Duration::from_secs(2));
    targets = reader::benches, store::benches
}
criterion_main!(benches);
