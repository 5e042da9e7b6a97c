//! Extraction. Never depends on a particular article.

mod analysis;
pub mod lexicon;
pub mod rule;
pub mod tags;
