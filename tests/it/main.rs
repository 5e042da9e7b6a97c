//! The integration tests of the library, one binary.
#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::string_slice,
    clippy::unwrap_used,
    clippy::wildcard_enum_match_arm,
    clippy::case_sensitive_file_extension_comparisons,
    clippy::cast_precision_loss,
    clippy::disallowed_methods,
    clippy::format_collect,
    clippy::print_stdout,
    reason = "a test fails by panicking, and may read files"
)]

mod app;
mod asset_faults;
mod extract;
mod faults;
mod headings;
mod import;
mod journeys;
mod keeping;
mod labelled;
mod layers;
mod link;
mod measuring;
mod monkeys;
mod naming;
mod pages;
mod passage;
mod pointing;
mod properties;
mod quality;
mod readme;
mod screens;
mod scrolling;
mod sending;
mod store;
mod support;
#[path = "../support/synthetic.rs"]
mod synthetic;
mod times;
mod tongues;
mod words;
