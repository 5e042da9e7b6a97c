//! What is found in an article, made ready for linking. Never links.

use std::sync::LazyLock;

use crate::base::embedded;
use crate::base::span::Span;
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

/// The first bytes of a text that are looked into: longer than any article, and done within a second or two.
pub const LOOKED_INTO: usize = 1 << 20;

/// Finds what an article holds and describes it for linking; beyond [`LOOKED_INTO`] bytes its text is not read.
#[must_use]
pub fn study(article: &Article, encoder: &Encoder) -> (Extraction, ArticleFeatures) {
    if article.text.len() > LOOKED_INTO {
        return study(&beginning(article), encoder);
    }
    let found = extractor().extract(article);
    let features = link::features(article, &found, encoder);
    (found, features)
}

/// The beginning of a long article: the blocks within the limit, the last one cut; never longer than the limit.
fn beginning(article: &Article) -> Article {
    let end = article.text.floor_char_boundary(LOOKED_INTO);
    let mut short = Article { text: Span::new(0, end).of(&article.text).to_owned(), ..article.clone() };
    short.blocks.retain(|block| block.span.start < end);
    for block in &mut short.blocks {
        block.span = Span::new(block.span.start, block.span.end.min(end));
    }
    short
}

/// Names the program, its words and rules, and the features that look at articles: another version looks at all
/// of them again, also where only a rule differs or files are laid over those built in.
#[must_use]
pub fn version() -> String {
    let mut hasher = blake3::Hasher::new();
    for (name, bytes) in
        ["assets/lang/", "assets/link/", "assets/rules/"].into_iter().flat_map(embedded::under)
    {
        hasher.update(name.as_bytes()).update(bytes);
    }
    let assets: String = hasher.finalize().to_hex().chars().take(12).collect();
    format!("{}.{}.{assets}", env!("CARGO_PKG_VERSION"), features::VERSION)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::article::{Block, BlockKind};

    #[test]
    fn a_long_text_is_cut_at_a_character() {
        let text = "ж".repeat(LOOKED_INTO);
        let block = |start, end| Block { span: Span::new(start, end), kind: BlockKind::Paragraph };
        let blocks = vec![block(0, LOOKED_INTO + 100), block(LOOKED_INTO + 102, LOOKED_INTO + 200)];
        let short = beginning(&Article { text, blocks, ..Article::default() });
        assert_eq!(short.text.len(), LOOKED_INTO);
        assert_eq!(short.blocks, [block(0, LOOKED_INTO)]);
    }
}
