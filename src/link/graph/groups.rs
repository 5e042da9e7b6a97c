//! Clusters the parts of connected mentions into groups. Never looks for what may be one.

use std::ops::ControlFlow;

use rayon::prelude::*;

use super::parts::Near;
use super::{BLOCK, Graph, Kin};
use crate::link::assign::assign;
use crate::link::cluster::{Constraints, cluster};
use crate::link::held::index;
use crate::link::pace::Pace;
use crate::link::score::kinship;

/// How many mentions of one part are clustered all with all.
const LARGE: usize = 300;

impl Graph<'_> {
    /// Clusters connected parts: a large one in order of time, each mention going to the group near it that it fits
    /// best. Groups come in order of their first mention.
    pub(super) fn split(
        &self,
        parts: Vec<Vec<usize>>,
        rules: &Constraints,
        near: &Near,
        pace: &mut Pace<'_>,
    ) -> ControlFlow<(), Vec<Vec<usize>>> {
        let rules = shared_out(rules, &parts, self.held.mentions());
        let all: Vec<(Vec<usize>, Constraints)> = parts.into_iter().zip(rules).collect();
        let (large, small): (Vec<_>, Vec<_>) = all.into_iter().partition(|(part, _)| part.len() > LARGE);
        let mut groups = Vec::new();
        for (part, rules) in large {
            groups.extend(self.assigned(&part, &rules, near, pace)?);
        }
        for block in small.chunks(BLOCK) {
            pace.at(1, 1)?;
            groups.par_extend(block.par_iter().flat_map_iter(|(part, rules)| self.clustered(part, rules)));
        }
        groups.sort_unstable();
        ControlFlow::Continue(groups)
    }

    fn clustered(&self, part: &[usize], rules: &Constraints) -> Vec<Vec<usize>> {
        if let [_] = part {
            return vec![part.to_vec()];
        }
        let kin = Kin::default();
        let score = |a: usize, b: usize| match (part.get(a), part.get(b)) {
            (Some(a), Some(b)) => self.compare(*a, *b, |a, b| kin.of(self.held, a, b)),
            _ => f32::MIN,
        };
        let weights: Vec<f32> = part.iter().map(|at| self.weight(*at)).collect();
        named(cluster(&weights, rules, score), part)
    }

    fn assigned(
        &self,
        part: &[usize],
        rules: &Constraints,
        near: &Near,
        pace: &mut Pace<'_>,
    ) -> ControlFlow<(), Vec<Vec<usize>>> {
        let score = |a: usize, b: usize| match (part.get(a), part.get(b)) {
            (Some(a), Some(b)) => self.compare(*a, *b, |a, b| kinship(self.held, index(a), index(b))),
            _ => f32::MIN,
        };
        let near = |own: usize| {
            let list = part.get(own).map(|at| near.of(*at)).unwrap_or_default();
            list.iter().filter_map(|other| part.binary_search(&index(*other)).ok()).collect()
        };
        let groups = assign(part.len(), rules, near, score, pace)?;
        ControlFlow::Continue(named(groups, part))
    }
}

/// Items of a part as what they are among all.
fn named(groups: Vec<Vec<usize>>, part: &[usize]) -> Vec<Vec<usize>> {
    let global = |own: usize| part.get(own).copied();
    groups.into_iter().map(|group| group.into_iter().filter_map(global).collect()).collect()
}

/// The rules of each part, by places in the part.
fn shared_out(rules: &Constraints, parts: &[Vec<usize>], count: usize) -> Vec<Constraints> {
    let mut place: Vec<Option<(usize, usize)>> = vec![None; count];
    let mut all: Vec<Constraints> = vec![Constraints::default(); parts.len()];
    for (number, part) in parts.iter().enumerate() {
        for (own, at) in part.iter().enumerate() {
            if let Some(place) = place.get_mut(*at) {
                *place = Some((number, own));
            }
        }
    }
    let of = |at: usize| place.get(at).copied().flatten();
    let mut give = |pair: &(usize, usize), list: fn(&mut Constraints) -> &mut Vec<(usize, usize)>| {
        if let (Some((part, a)), Some((other, b))) = (of(pair.0), of(pair.1))
            && part == other
            && let Some(own) = all.get_mut(part)
        {
            list(own).push((a, b));
        }
    };
    rules.together.iter().for_each(|pair| give(pair, |own| &mut own.together));
    rules.apart.iter().for_each(|pair| give(pair, |own| &mut own.apart));
    if !rules.fixed.is_empty() {
        for (own, part) in all.iter_mut().zip(parts) {
            own.fixed = part.iter().map(|at| rules.fixed.get(*at).copied().flatten()).collect();
        }
    }
    all
}
