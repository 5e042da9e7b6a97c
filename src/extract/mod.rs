//! Extraction. Never depends on a particular article.

mod analysis;
pub mod figures;
pub mod lexicon;
pub mod phrases;
pub mod quotes;
pub mod rule;
pub mod tags;
pub mod times;
