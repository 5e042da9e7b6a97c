//! Spans, dates with precision, ids, problems, what is said of them, and embedded files. Never knows the domain.

pub mod embedded;
pub mod id;
pub mod json;
pub mod problem;
pub mod said;
pub mod span;
pub mod when;
