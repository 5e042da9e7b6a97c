//! The integration tests of the library, one binary.
#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::string_slice,
    clippy::unwrap_used,
    clippy::wildcard_enum_match_arm,
    clippy::disallowed_methods,
    reason = "a test fails by panicking, and may read files"
)]

mod app;
mod extract;
mod import;
mod journeys;
mod layers;
mod link;
mod passage;
mod quality;
mod readme;
mod screens;
mod store;
mod support;
#[path = "../support/synthetic.rs"]
mod synthetic;
mod times;
