//! The query language, ranking and snippets. Never touches the library itself.
//!
//! [`parse::parse`] reads what the reader typed into a [`query::Query`]; [`spell`] brings the words of texts
//! and of queries to the forms in which they meet; [`judge::accepts`] says what a query means for one article;
//! [`snippet::snippet`] shows where it was met. An index (SQLite's FTS5, in `store`) answers the same
//! question faster.

pub mod fuzzy;
pub mod judge;
pub mod parse;
pub mod query;
pub mod snippet;
pub mod spell;
