//! Which mentions may be one, and the parts that are connected so. Never clusters them.

use std::collections::BTreeMap;
use std::ops::ControlFlow;

use rayon::prelude::*;

use super::seen::Seen;
use super::{BLOCK, Graph, Kin};
use crate::link::cluster::{Constraints, Union};
use crate::link::held::{HeldArticle, index};
use crate::link::pace::Pace;

/// Mentions that are connected, and for each mention the earlier ones that may be one with it.
pub(super) struct Parts {
    pub(super) parts: Vec<Vec<usize>>,
    pub(super) near: Near,
}

/// Lists of mentions, one for each mention.
#[derive(Default)]
pub(super) struct Near {
    ends: Vec<usize>,
    all: Vec<u32>,
}

impl Near {
    /// The list of a mention that is not before those that have lists already.
    fn push(&mut self, at: usize, list: &[u32]) {
        self.ends.resize(at, self.all.len());
        self.all.extend(list);
        self.ends.push(self.all.len());
    }

    pub(super) fn of(&self, at: usize) -> &[u32] {
        let from = at.checked_sub(1).and_then(|at| self.ends.get(at)).copied().unwrap_or(0);
        let to = self.ends.get(at).copied().unwrap_or(from);
        self.all.get(from..to).unwrap_or_default()
    }
}

impl Graph<'_> {
    /// Only mentions that are asked for are compared, with what is near among those before them and those not
    /// asked for; an article's mentions are asked for all or none.
    pub(super) fn parts(
        &self,
        rules: &Constraints,
        asked: impl Fn(usize) -> bool,
        pace: &mut Pace<'_>,
    ) -> ControlFlow<(), Parts> {
        let told = self.held.articles.iter().filter(|article| !article.mentions.is_empty());
        let (new, known): (Vec<&HeldArticle>, Vec<&HeldArticle>) =
            told.partition(|article| asked(article.mentions.start));
        let from = known.len();
        let order: Vec<&HeldArticle> = known.into_iter().chain(new).collect();
        let seen = Seen::of(self.held, order);
        let mut union = Union::new(self.held.mentions());
        for (one, other) in &rules.together {
            union.join(*one, *other);
        }
        let mut near = Near::default();
        let count = seen.order.len();
        for start in (from..count).step_by(BLOCK) {
            pace.at(start - from, count - from)?;
            let block = start..(start + BLOCK).min(count);
            let found: Vec<Vec<(usize, Vec<u32>)>> =
                block.into_par_iter().map(|place| self.compared(place, &seen)).collect();
            for (at, list) in found.into_iter().flatten() {
                for other in &list {
                    union.join(index(*other), at);
                }
                near.push(at, &list);
            }
        }
        let mut parts: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
        for at in 0..self.held.mentions() {
            parts.entry(union.find(at)).or_default().push(at);
        }
        ControlFlow::Continue(Parts { parts: parts.into_values().collect(), near })
    }

    /// For each mention of the article at a place in the order, the mentions before it that may be one with it.
    fn compared(&self, place: usize, seen: &Seen<'_>) -> Vec<(usize, Vec<u32>)> {
        let Some(article) = seen.order.get(place) else { return Vec::new() };
        let kin = Kin::default();
        let stories = seen.stories(self.held, article, place);
        let compared = article.mentions.clone().map(|at| {
            let mut list = seen.candidates(self.held, at, article, place, &stories);
            list.retain(|other| self.compare(index(*other), at, |a, b| kin.of(self.held, a, b)) > 0.0);
            (at, list)
        });
        compared.collect()
    }
}
