//! What is found in an article, made ready for linking. Never links.

use std::sync::LazyLock;

use crate::extract::Extractor;
use crate::lang;
use crate::link;
use crate::link::encoder::Encoder;
use crate::link::features::{self, ArticleFeatures};
use crate::model::article::Article;
use crate::model::extraction::Extraction;

/// The extractor with the rules built in, made when first used.
#[must_use]
pub fn extractor() -> &'static Extractor {
    static EXTRACTOR: LazyLock<Extractor> = LazyLock::new(|| Extractor::new(lang::packs()));
    &EXTRACTOR
}

/// Finds what an article holds and describes it for linking.
#[must_use]
pub fn study(article: &Article, encoder: &Encoder) -> (Extraction, ArticleFeatures) {
    let found = extractor().extract(article);
    let features = link::features(article, &found, encoder);
    (found, features)
}

/// Names the program, rules and features that look at articles: another version looks at all of them again.
#[must_use]
pub fn version() -> String {
    format!("{}.{}", env!("CARGO_PKG_VERSION"), features::VERSION)
}
