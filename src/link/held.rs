//! All that linking compares of a set of articles, packed into a few long lists. Never compares.

use std::ops::Range;

use chrono::NaiveDate;
use pulp::Arch;

use crate::base::id::{ArticleId, MentionId};
use crate::base::span::Span;
use crate::base::when::When;
use crate::link::features::{Head, NameSort, Part, Term};
use crate::link::hash::Key;
use crate::model::figure::Comparison;
use crate::model::lang::Lang;
use crate::model::mention::{Kind, Stage};
use crate::model::thread::{Course, MentionRef};

/// A stretch of a long list.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Stretch {
    pub(super) from: u32,
    pub(super) count: u32,
}

impl Stretch {
    pub(super) fn of<T>(self, list: &[T]) -> &[T] {
        list.get(self.range()).unwrap_or_default()
    }

    pub(super) fn range(self) -> Range<usize> {
        let from = index(self.from);
        from..from + index(self.count)
    }
}

/// A number of a thing in a list as its place.
pub(super) fn index(number: u32) -> usize {
    usize::try_from(number).unwrap_or(usize::MAX)
}

/// A place in a list as a number; lists stay far below 2^32 things.
pub(super) fn number(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(u32::MAX)
}

/// A vector in bytes with its dot product with itself.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct HeldVector {
    pub(super) bytes: Stretch,
    pub(super) square: f32,
}

/// One article.
#[derive(Clone, Debug, Default)]
pub struct HeldArticle {
    pub(super) id: Stretch,
    pub(super) title: Stretch,
    pub(super) lang: Lang,
    pub(super) day: Option<NaiveDate>,
    /// Its mentions among all, in order of place.
    pub(super) mentions: Range<usize>,
    pub(super) figures: Stretch,
    /// The mean of its mentions' vectors, how long it is and of how many.
    pub(super) middle: HeldVector,
    pub(super) length: f32,
    pub(super) count: u16,
    /// What it is about, in order of key, and how often.
    pub(super) subjects: Stretch,
    pub(super) beats: Stretch,
    pub(super) shingles: Stretch,
    /// How much its subjects tell together, and how much where all told alike.
    pub(super) tells: f32,
    pub(super) plain: f32,
}

/// One mention.
#[derive(Clone, Debug)]
pub struct HeldMention {
    pub(super) article: u32,
    pub(super) id: Stretch,
    pub(super) label: Stretch,
    pub(super) actor: Option<Stretch>,
    pub(super) actor_key: Option<Key>,
    pub(super) when: Option<u32>,
    pub(super) head: Option<Head>,
    pub(super) stage: Stage,
    pub(super) kind: Kind,
    pub(super) course: Course,
    pub(super) pointing: bool,
    pub(super) another: bool,
    pub(super) glossed: bool,
    pub(super) sentence: u32,
    pub(super) number: u16,
    pub(super) depth: u16,
    pub(super) part: Part,
    pub(super) antecedent: Option<u16>,
    pub(super) recalls: Option<u16>,
    pub(super) content: f32,
    pub(super) terms: Stretch,
    pub(super) names: Stretch,
    pub(super) numbers: Stretch,
    pub(super) context: Stretch,
    pub(super) setting: Stretch,
    /// How many of the names beside it may be of places.
    pub(super) places: u32,
    pub(super) vector: HeldVector,
    /// How much its words weigh together, rare ones more.
    pub(super) weighs: f32,
    /// How much its words set it apart from others of its sort.
    pub(super) telling: f32,
    /// How much the words around it tell together.
    pub(super) around: f32,
    /// How much the names beside it tell together.
    pub(super) beside: f32,
}

/// One quantity.
#[derive(Clone, Debug)]
pub(super) struct HeldFigure {
    pub(super) span: Span,
    pub(super) value: f64,
    pub(super) cmp: Comparison,
    pub(super) unit: Stretch,
    pub(super) unit_key: Key,
    pub(super) terms: Stretch,
    pub(super) label: Stretch,
    pub(super) as_of: Option<u32>,
    pub(super) mention: Option<u16>,
}

/// One name.
#[derive(Clone, Copy, Debug)]
pub(super) struct HeldName {
    pub(super) key: Key,
    pub(super) sort: NameSort,
    pub(super) text: Stretch,
}

/// A word of an object, the same for all mentions that have it, with how much it tells.
#[derive(Clone, Copy, Debug)]
pub(super) struct HeldTerm {
    pub(super) term: Term,
    /// How rare it is, as [`Rarity::of`](crate::link::rarity::Rarity::of) says.
    pub(super) rare: f32,
}

/// Articles in order of time with their mentions in order of place; see [`Packing`](crate::link::packing::Packing).
#[derive(Debug, Default)]
pub struct Held {
    /// What the processor can do.
    pub(super) arch: Arch,
    pub(super) articles: Vec<HeldArticle>,
    pub(super) mentions: Vec<HeldMention>,
    pub(super) figures: Vec<HeldFigure>,
    /// Each different word once.
    pub(super) vocabulary: Vec<HeldTerm>,
    /// Words of mentions and figures by their places in the vocabulary.
    pub(super) terms: Vec<u32>,
    pub(super) names: Vec<HeldName>,
    pub(super) numbers: Vec<f32>,
    pub(super) whens: Vec<When>,
    pub(super) vectors: Vec<i8>,
    /// Keys of contexts and settings, numbered in order of key.
    pub(super) keys: Vec<u32>,
    /// Keys of what articles are about, numbered likewise, and how often each stands there.
    pub(super) subjects: Vec<u32>,
    pub(super) counts: Vec<u16>,
    pub(super) beats: Vec<(Key, u16)>,
    pub(super) shingles: Vec<Key>,
    /// By number of key, how much it tells as a word of mentions and as what articles are about.
    pub(super) told: Vec<(f32, f32)>,
    pub(super) texts: String,
}

impl Held {
    /// How many articles there are.
    #[must_use]
    pub const fn len(&self) -> usize {
        self.articles.len()
    }

    /// Whether there is none.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.articles.is_empty()
    }

    /// How many mentions there are.
    #[must_use]
    pub const fn mentions(&self) -> usize {
        self.mentions.len()
    }

    /// One mention, by its number in order of time, with its article.
    #[must_use]
    pub fn side(&self, mention: usize) -> Option<Side<'_>> {
        let mention = self.mentions.get(mention)?;
        Some(Side { held: self, article: self.articles.get(index(mention.article))?, mention })
    }

    pub(super) fn text(&self, stretch: Stretch) -> &str {
        self.texts.get(stretch.range()).unwrap_or_default()
    }

    pub(super) fn article_id(&self, article: &HeldArticle) -> ArticleId {
        self.text(article.id).into()
    }

    pub(super) fn words(&self, terms: Stretch) -> impl Iterator<Item = &HeldTerm> + Clone {
        terms.of(&self.terms).iter().filter_map(|term| self.vocabulary.get(index(*term)))
    }

    pub(super) fn when(&self, when: Option<u32>) -> Option<&When> {
        self.whens.get(index(when?))
    }

    /// Lets go of what only the comparison of mentions needs.
    pub(super) fn let_go(&mut self) {
        self.vectors = Vec::new();
        self.keys = Vec::new();
        self.numbers = Vec::new();
    }
}

/// One mention with its article: one side of a comparison.
#[derive(Clone, Copy, Debug)]
pub struct Side<'a> {
    pub(super) held: &'a Held,
    pub(super) article: &'a HeldArticle,
    pub(super) mention: &'a HeldMention,
}

impl<'a> Side<'a> {
    /// Its address.
    #[must_use]
    pub fn address(&self) -> MentionRef {
        MentionRef {
            article: self.held.article_id(self.article),
            mention: MentionId::from(self.held.text(self.mention.id)),
        }
    }

    /// Its short name.
    #[must_use]
    pub fn label(&self) -> &'a str {
        self.held.text(self.mention.label)
    }

    pub(super) fn actor(&self) -> Option<&'a str> {
        self.mention.actor.map(|actor| self.held.text(actor))
    }

    pub(super) fn words(&self) -> impl Iterator<Item = &'a HeldTerm> + Clone {
        self.held.words(self.mention.terms)
    }

    pub(super) fn names(&self) -> &'a [HeldName] {
        self.mention.names.of(&self.held.names)
    }

    pub(super) fn when(&self) -> Option<&'a When> {
        self.held.when(self.mention.when)
    }
}
