//! What the reader corrected, as constraints on linking. Never forgets a correction because its mention is away.

use std::collections::{BTreeMap, HashMap};

use crate::link::cluster::Constraints;
use crate::model::lang::Lang;
use crate::model::thread::{Correction, MentionRef, Thread};

/// Corrections sorted by what they ask for; of two that contradict each other the later one holds.
#[derive(Clone, Debug, Default)]
pub struct Orders {
    pairs: Vec<(MentionRef, MentionRef, Wanted)>,
    /// Names that the reader gave, the later ones last.
    pub names: Vec<(MentionRef, Option<Lang>, String)>,
    /// Threads that are not related.
    pub unrelated: Vec<(MentionRef, MentionRef)>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Wanted {
    Together,
    Apart,
}

impl Orders {
    /// Reads corrections in the order they were made.
    #[must_use]
    pub fn read(corrections: &[Correction]) -> Self {
        let mut orders = Self::default();
        for correction in corrections {
            match correction {
                Correction::Merge { one, other } => orders.want(one, other, Wanted::Together),
                Correction::Split { stay, away } => {
                    for gone in away {
                        for kept in stay {
                            orders.want(kept, gone, Wanted::Apart);
                        }
                    }
                    for (one, other) in away.iter().zip(away.iter().skip(1)) {
                        orders.want(one, other, Wanted::Together);
                    }
                }
                Correction::Unlink { mention, from } => {
                    for other in from {
                        orders.want(mention, other, Wanted::Apart);
                    }
                }
                Correction::Rename { mention, lang, label } => {
                    let lang = lang.is_known().then_some(*lang);
                    orders.names.push((mention.clone(), lang, label.clone()));
                }
                Correction::Unrelate { one, other } => orders.unrelated.push((one.clone(), other.clone())),
            }
        }
        orders
    }

    fn want(&mut self, one: &MentionRef, other: &MentionRef, wanted: Wanted) {
        if one != other {
            self.pairs.push((one.clone(), other.clone(), wanted));
        }
    }

    /// Whether a mention is to be together with another, or apart.
    #[must_use]
    pub fn concern(&self, mention: &MentionRef) -> bool {
        self.pairs.iter().any(|(one, other, _)| one == mention || other == mention)
    }

    /// Pairs of these threads that are not related, by their places, the lower first.
    #[must_use]
    pub fn barred(&self, threads: &[Thread]) -> Vec<(usize, usize)> {
        let mentions = threads.iter().enumerate();
        let mentions = mentions.flat_map(|(at, thread)| thread.mentions.iter().map(move |one| (one, at)));
        let named = |mention: &MentionRef| {
            self.unrelated.iter().any(|(one, other)| one == mention || other == mention)
        };
        let home: HashMap<&MentionRef, usize> = mentions.filter(|(mention, _)| named(mention)).collect();
        let pairs =
            self.unrelated.iter().filter_map(|(one, other)| Some((*home.get(one)?, *home.get(other)?)));
        pairs.map(|(a, b)| (a.min(b), a.max(b))).collect()
    }

    /// The corrections that concern these mentions, as pairs of their numbers.
    #[must_use]
    pub fn constraints(&self, numbers: &HashMap<MentionRef, usize>) -> Constraints {
        let mut last: BTreeMap<(usize, usize), Wanted> = BTreeMap::new();
        for (one, other, wanted) in &self.pairs {
            if let (Some(a), Some(b)) = (numbers.get(one), numbers.get(other)) {
                last.insert((*a.min(b), *a.max(b)), *wanted);
            }
        }
        let with = |wanted| last.iter().filter(|(_, w)| **w == wanted).map(|(pair, _)| *pair).collect();
        Constraints { together: with(Wanted::Together), apart: with(Wanted::Apart), fixed: Vec::new() }
    }
}
