//! The library: one SQLite file behind a trait. Never leaks SQL upward.
//!
//! [`library::Library`] is what the program asks and tells; [`memory::MemoryLibrary`] is its twin for tests.
//! Derived data (what was extracted, threads, events) can be rebuilt at any time; the reader's data
//! (bookmarks, corrections, dates set by hand, what was read) changes only through [`change::Change`], one
//! step of undo each, and survives everything.

pub mod change;
pub mod error;
pub mod intake;
pub mod library;
mod line;
pub mod memory;
mod position;
pub mod sqlite;
