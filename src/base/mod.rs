//! Spans, dates with precision, ids, problems, what is said of them, embedded files, and what people write as TOML. Never knows the domain.

pub mod embedded;
pub mod id;
pub mod json;
pub mod near;
pub mod problem;
pub mod said;
pub mod span;
pub mod when;
pub mod written;
