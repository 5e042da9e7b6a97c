//! The library: one SQLite file behind a trait. Never leaks SQL upward.
