//! Extraction: rules from `assets/rules/<code>/` over lexicons from `assets/lang/<code>/`. Never depends on a
//! particular article.
//!
//! # How an article is read
//!
//! 1. Its body is cut into sentences, these into words, and each word gets its **readings**: entry, features,
//!    classes ([`lexicon`]; a word in no list is judged by its ending). Entries of several words are joined, the
//!    language's choices drop unlikely readings, verb groups ("will be opened") become one form, noun phrases
//!    are bracketed.
//! 2. People, their offices and who speaks where are noted for the whole article.
//! 3. Each rule whose **trigger** is found looks for its **object**; what the object needs, what the doer is and
//!    what the article is about make a score; of rules about the same words the surest stays.
//! 4. Span, kind, label, actor, stage and time are filled in; what only points back ("such a centre") is tied to
//!    what it stands for.
//!
//! Who speaks is looked for once, by `quotes`: its quotations name their speakers, and mentions inside or
//! beside them take their speaker from there.
//!
//! # Lexicons: `assets/lang/<code>/{morphology,words,nouns,verbs}.toml`
//!
//! `morphology.toml` says how words inflect ([`crate::model::morphology`] has every field):
//! `order` (`verb-object` or `object-verb`), `noun_head`, `phrase_head` (`first` or `last`), `group_gap`;
//! `[sets]` of endings; `[[paradigms]]` (part of speech, ends of dictionary forms that are cut off, forms as
//! `["features", "endings"]`, where `-` is the empty ending and `{set}` any ending of a set); `[[guesses]]` for
//! words in no list (the longest ending wins); `[[groups]]` (helping classes + form -> what it is);
//! `[[choices]]` (which reading to keep beside which neighbours); `[[conversions]]` (what a word is beside neighbours
//! that it cannot have as what it is listed as: form -> what it gives); `[[agreement]]` and `name_endings` for labels.
//! A paradigm whose part is `<part> stem` inflects the further stems given with `+`.
//!
//! `words.toml`, `nouns.toml`, `verbs.toml` hold classes: `[name]` with `words = "one, two, …"`, and, where it
//! applies, `tags` (features of every form), `stage`, `kind`, `also` (further classes), `part` (paradigm; verbs
//! and nouns have theirs, words stand as they are). An entry is `lemma`, `perfective/imperfective`,
//! `lemma+further+stems`, `lemma>full>forms`, or several words of which one (`phrase_head`, or the one with a
//! star) inflects: `вступить/вступать в силу`. A word may be in many classes.
//!
//! Features are listed in [`tags`]. Classes may be called anything; the engine itself asks for those of
//! `grammar.rs` (`act`: any deed, `deed`: deeds worth telling as facts, `act-noun`, `carrier`, `generic`,
//! `umbrella`, `light`, `title` with `rank-…`, `body`, `state`, `people`, `individual`, `country`, `place`, `given`, `say`,
//! `insertion`, `about`, `by`, `with`, `of`, `purpose`, `connector`, `negation`, `condition`, `wish`, `time`, `policy`, `quiet`,
//! and for the kind `building`, `overruling`, `joint`, `schooling`, `bringing`).
//!
//! # Rules: `assets/rules/<code>/<name>.toml`
//!
//! | field | says |
//! |---|---|
//! | `about` | one sentence on the construction, with an example |
//! | `trigger` | one pattern or a list, tried in order |
//! | `unless` | patterns that must not stand in the same clause |
//! | `object` | where the object is, tried in order: `infinitive`, `infinitive-before`, `gerund`, `noun`, `about`, `clause`, `subject`, `before`, `any`, `completion`, `host`, `trigger`, `within`, `items` ([`rule::ObjectPlace`]) |
//! | `actor` | where the doer is, tried in order: `subject`, `agent`, `owner`, `speaker`, `side` ([`rule::ActorPlace`]) |
//! | `stage` | a stage, or `word` (of the trigger's entry), or `tense` (of the trigger) |
//! | `kind` | only where the construction itself tells it |
//! | `polarity` | `denied` or `supposed`, where the construction itself says so: "отказался от планов" |
//! | `sure` | 0 to 1; about 0.7 for plain performatives, 0.45 for facts; a match needs 0.5 in the end |
//! | `object_is` | conditions, one of which one of the object's first five words must meet |
//! | `needs` | `any`, `known` (a listed deed or a noun with a kind), `told` (`known`, or anything an office or body does), `kind`, `solid` |
//! | `accepts` | at least three: `text`, `quote`, `stage`, and `kind`, `actor`, `label`, `when` where they matter |
//! | `rejects` | at least two: `text` in which the rule finds nothing |
//!
//! A pattern is a row of conditions: `propose+finite` (a class and a feature of one reading), `open/launch+past`
//! (either class), `a|b` (either condition), `"слово"` (that word), `!passive` (no reading has it), `..` (up to
//! six words between, `..3` up to three), `?` after what may be missing, `*` after the word whose tense, subject
//! and stage count (the first, if none is marked), `^` before all where it must open the sentence, `^^` where
//! no verb may stand before it there, `>` before what must only follow the trigger. Example:
//!
//! ```toml
//! about = "Somebody promises: «пообещал снизить налог»."
//! trigger = "promise+finite*"
//! object = ["infinitive", "clause", "noun"]
//! actor = ["subject", "speaker"]
//! stage = "planned"
//! sure = 0.6
//! needs = "known"
//! ```
//!
//! The examples are the rule's test (`tests/it/extract.rs`). For writing rules:
//! `throughline --assets assets explain FILE:LINE --words` prints how a text is read, what became of each trigger and
//! which rules came short where; `MEASURE=folder-or-toml OUT=file cargo test --test it measure -- --ignored` writes
//! what is found as JSON lines. `tests/it/quality.md` holds what the rules reach on labelled texts.

mod analysis;
mod anaphora;
mod article;
mod clause;
pub mod explain;
mod fields;
pub mod figures;
mod find;
mod grammar;
pub mod lexicon;
mod lists;
mod named;
mod names;
mod past;
mod people;
pub mod phrases;
mod pronoun;
mod quotes;
pub mod rule;
pub mod tags;
mod target;
pub mod times;
mod voices;
mod worth;

use std::collections::BTreeMap;
use std::path::Path;

use crate::base::embedded;
use crate::base::problem::Problem;
use crate::lang::Packs;
use crate::model::article::Article;
use crate::model::extraction::Extraction;
use crate::model::lang::Lang;
use crate::text::sentences::Splitter;
use analysis::Shelf;
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
        let is_rule = |name: &str| Path::new(name).extension().is_some_and(|ext| ext == "toml");
        for (name, text) in files.filter(|(name, _)| is_rule(name)) {
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
            if packs.is_broken(pack.lang) {
                // They are told of once, where their file is: not again of everything that names them.
                own.problems.retain(|problem| !named::is_missing_class(problem));
            }
            let engine = Engine { lexicon, grammar, rules, phrases, forms: Shelf::default() };
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
        if let Some((engine, splitter)) = self.engines.get(&article.lang) {
            Scene::new(article, engine, splitter).extract()
        } else {
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
