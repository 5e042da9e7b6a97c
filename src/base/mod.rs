//! Spans, dates with precision, ids, problems and embedded files. Never knows the domain.

pub mod embedded;
pub mod id;
pub mod json;
pub mod problem;
pub mod span;
pub mod when;
