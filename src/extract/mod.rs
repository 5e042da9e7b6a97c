//! Extraction: rules from `assets/rules/<code>/` over lexicons from `assets/lang/<code>/`. Never depends on a
//! particular article.

mod analysis;
mod article;
mod clause;
pub mod explain;
mod fields;
pub mod figures;
mod find;
mod grammar;
pub mod lexicon;
mod people;
pub mod phrases;
pub mod quotes;
pub mod rule;
pub mod tags;
mod target;
pub mod times;
mod voices;
mod worth;

use std::collections::BTreeMap;

use crate::base::embedded;
use crate::base::problem::Problem;
use crate::lang::Packs;
use crate::model::article::Article;
use crate::model::extraction::Extraction;
use crate::model::lang::Lang;
use crate::text::sentences::Splitter;
use article::Scene;
use find::Engine;
pub use find::Verdict;
use grammar::Grammar;
use lexicon::Lexicon;
use phrases::Phrases;

/// Finds initiatives, dates, figures, quotations and names in articles. Made once, used from any thread.
#[derive(Clone, Debug, Default)]
pub struct Extractor {
    engines: BTreeMap<Lang, (Engine, Splitter)>,
    problems: Vec<Problem>,
}

impl Extractor {
    /// With the rules built into the program.
    #[must_use]
    pub fn new(packs: &Packs) -> Self {
        Self::with_rules(packs, embedded::texts_under("assets/rules/"))
    }

    /// With rules from `(file name, text)`, files named `assets/rules/<code>/<name>.toml`.
    #[must_use]
    pub fn with_rules<'a>(packs: &Packs, files: impl Iterator<Item = (&'a str, &'a str)>) -> Self {
        let mut by_lang: BTreeMap<Lang, Vec<(&str, &str)>> = BTreeMap::new();
        for (name, text) in files.filter(|(name, _)| name.ends_with(".toml")) {
            let code = name.rsplit('/').nth(1).unwrap_or_default();
            by_lang.entry(Lang::new(code)).or_default().push((name, text));
        }
        let mut own = Self::default();
        for pack in packs.iter() {
            let (lexicon, problems) = Lexicon::compile(pack);
            own.problems.extend(problems);
            let files = by_lang.remove(&pack.lang).unwrap_or_default();
            let (rules, problems) = rule::read(pack.lang, &lexicon, files.into_iter());
            own.problems.extend(problems);
            let grammar = Grammar::of(&lexicon);
            let phrases = Phrases::new(pack);
            own.problems.extend(phrases.problems().iter().cloned());
            let engine = Engine { lexicon, grammar, rules, phrases };
            own.engines.insert(pack.lang, (engine, Splitter::new(pack)));
        }
        own
    }

    /// What could not be read of lexicons and rules, with file and line.
    #[must_use]
    pub fn problems(&self) -> &[Problem] {
        &self.problems
    }

    /// How an article is read and which rules fired where; empty where its language has no rules.
    #[must_use]
    pub fn explain(&self, article: &Article) -> Vec<explain::Explained> {
        let engine = self.engines.get(&article.lang);
        engine.map_or_else(Vec::new, |(engine, splitter)| {
            explain::explain(&Scene::new(article, engine, splitter))
        })
    }

    /// Everything found in one article; empty but for its sentences where its language has no rules.
    #[must_use]
    pub fn extract(&self, article: &Article) -> Extraction {
        match self.engines.get(&article.lang) {
            Some((engine, splitter)) => Scene::new(article, engine, splitter).extract(),
            None => {
                let splitter = Splitter::default();
                let mut out = Extraction::default();
                for block in article.body() {
                    let spans = splitter.split(block.span.of(&article.text));
                    out.sentences.extend(spans.into_iter().map(|span| span.shifted(block.span.start)));
                }
                out
            }
        }
    }
}
