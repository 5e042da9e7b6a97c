//! Extraction. Never depends on a particular article.

mod analysis;
pub mod figures;
pub mod lexicon;
pub mod phrases;
pub mod quotes;
pub mod rule;
pub mod tags;
pub mod times;

/// Placeholder until the engine lands: finds nothing.
#[derive(Debug)]
pub struct Extractor;

impl Extractor {
    /// With the rules built into the program.
    #[must_use]
    pub fn new(_packs: &crate::lang::Packs) -> Self {
        Self
    }

    /// Everything found in one article.
    #[must_use]
    pub fn extract(&self, _article: &crate::model::article::Article) -> crate::model::extraction::Extraction {
        crate::model::extraction::Extraction::default()
    }
}
