//! Groups mentions into threads by average linkage under constraints. Never knows what a mention says.

use std::collections::BTreeMap;

/// Which pairs of items must or must not end up together.
#[derive(Clone, Debug, Default)]
pub struct Constraints {
    /// Pairs that are one.
    pub together: Vec<(usize, usize)>,
    /// Pairs that are not.
    pub apart: Vec<(usize, usize)>,
    /// For each item the group it belongs to already, where it does: such groups never meet. May be empty.
    pub fixed: Vec<Option<usize>>,
}

/// Groups the items `0..weights.len()`: merges the two groups with the highest mean score while it is above
/// zero, each pair counting by the weights of both.
///
/// `score` is asked once for each pair, and not for two of fixed groups; constraints hold whatever the scores say, `together` before `apart`.
/// Groups come in order of their first item.
pub fn cluster(
    weights: &[f32],
    constraints: &Constraints,
    score: impl Fn(usize, usize) -> f32,
) -> Vec<Vec<usize>> {
    let mut groups = begun(weights.len(), &constraints.together);
    let fixed =
        |group: &[usize]| group.iter().find_map(|item| constraints.fixed.get(*item).copied().flatten());
    let settled: Vec<Option<usize>> = groups.iter().map(|group| fixed(group)).collect();
    let mut sums = Sums::new(&groups, &settled, weights, &score);
    let barred = |a: &[usize], b: &[usize]| {
        let differ = fixed(a).zip(fixed(b)).is_some_and(|(one, other)| one != other);
        differ
            || constraints
                .apart
                .iter()
                .any(|(x, y)| (a.contains(x) && b.contains(y)) || (a.contains(y) && b.contains(x)))
    };
    let bound = !constraints.apart.is_empty() || !constraints.fixed.is_empty();
    while let Some((a, b)) = sums.best() {
        let both = groups.get(a).zip(groups.get(b));
        if bound && both.is_some_and(|(one, other)| barred(one, other)) {
            sums.bar(a, b);
            continue;
        }
        if let Some(moved) = groups.get_mut(b).map(std::mem::take)
            && let Some(group) = groups.get_mut(a)
        {
            group.extend(moved);
        }
        sums.merge(a, b);
    }
    groups.retain(|group| !group.is_empty());
    for group in &mut groups {
        group.sort_unstable();
    }
    groups.sort_unstable();
    groups
}

/// One group an item, but for those that are together from the beginning.
fn begun(count: usize, together: &[(usize, usize)]) -> Vec<Vec<usize>> {
    let mut union = Union::new(count);
    for (one, other) in together.iter().filter(|(one, other)| *one < count && *other < count) {
        union.join(*one, *other);
    }
    let mut groups: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for item in 0..count {
        groups.entry(union.find(item)).or_default().push(item);
    }
    groups.into_values().collect()
}

/// Sums of weighed scores between groups, the groups' weights, and for each the best other.
struct Sums {
    count: usize,
    weights: Vec<f32>,
    /// A square of sums; rows of groups that are gone are not looked at.
    between: Vec<f32>,
    best: Vec<Option<(f32, usize)>>,
    gone: Vec<bool>,
}

impl Sums {
    /// Groups that are `settled` in two places never meet, and are not compared.
    fn new(
        groups: &[Vec<usize>],
        settled: &[Option<usize>],
        weights: &[f32],
        score: impl Fn(usize, usize) -> f32,
    ) -> Self {
        let weight = |item: usize| weights.get(item).copied().unwrap_or(1.0);
        let pair = |x: usize, y: usize| score(x.min(y), x.max(y)) * weight(x) * weight(y);
        let count = groups.len();
        let of_group = |group: &Vec<usize>| group.iter().map(|item| weight(*item)).sum();
        let mut sums = Self {
            count,
            weights: groups.iter().map(of_group).collect(),
            between: vec![0.0; count * count],
            best: vec![None; count],
            gone: vec![false; count],
        };
        for (a, one) in groups.iter().enumerate() {
            for (b, other) in groups.iter().enumerate().skip(a + 1) {
                let places = settled.get(a).copied().flatten().zip(settled.get(b).copied().flatten());
                let sum = match places {
                    Some((here, there)) if here != there => f32::NEG_INFINITY,
                    _ => one.iter().flat_map(|x| other.iter().map(|y| pair(*x, *y))).sum(),
                };
                sums.set(a, b, sum);
            }
        }
        for group in 0..count {
            sums.look(group);
        }
        sums
    }

    fn set(&mut self, a: usize, b: usize, sum: f32) {
        for at in [a * self.count + b, b * self.count + a] {
            if let Some(place) = self.between.get_mut(at) {
                *place = sum;
            }
        }
    }

    fn mean(&self, a: usize, b: usize) -> f32 {
        let weight = |group: usize| self.weights.get(group).copied().unwrap_or(1.0).max(f32::MIN_POSITIVE);
        self.between.get(a * self.count + b).copied().unwrap_or_default() / (weight(a) * weight(b))
    }

    fn is_gone(&self, group: usize) -> bool {
        self.gone.get(group).copied().unwrap_or(true)
    }

    /// Finds the best other group of a group.
    fn look(&mut self, group: usize) {
        let others = (0..self.count).filter(|other| *other != group && !self.is_gone(*other));
        let means = others.map(|other| (self.mean(group, other), other)).filter(|(mean, _)| *mean > 0.0);
        let best = means.max_by(|x, y| x.0.total_cmp(&y.0).then(y.1.cmp(&x.1)));
        if let Some(place) = self.best.get_mut(group) {
            *place = best;
        }
    }

    /// The two groups with the highest mean above zero, the earlier one first.
    fn best(&self) -> Option<(usize, usize)> {
        let open = self.best.iter().enumerate().filter(|(group, _)| !self.is_gone(*group));
        let found = open.filter_map(|(group, best)| best.map(|(mean, other)| (mean, group, other)));
        let (_, a, b) = found.max_by(|x, y| x.0.total_cmp(&y.0).then(y.1.cmp(&x.1)))?;
        Some((a.min(b), a.max(b)))
    }

    /// Keeps two groups apart for good.
    fn bar(&mut self, a: usize, b: usize) {
        self.set(a, b, f32::NEG_INFINITY);
        self.look(a);
        self.look(b);
    }

    /// Lets a group take another one in.
    fn merge(&mut self, a: usize, b: usize) {
        for other in (0..self.count).filter(|other| *other != a && *other != b) {
            let sum = |from: usize| self.between.get(from * self.count + other).copied().unwrap_or_default();
            let both = sum(a) + sum(b);
            self.set(a, other, both);
        }
        let weight = self.weights.get(b).copied().unwrap_or_default();
        if let Some(own) = self.weights.get_mut(a) {
            *own += weight;
        }
        if let Some(gone) = self.gone.get_mut(b) {
            *gone = true;
        }
        self.look(a);
        for group in (0..self.count).filter(|group| *group != a) {
            if self.is_gone(group) {
                continue;
            }
            let known = self.best.get(group).copied().flatten();
            if known.is_some_and(|(_, other)| other == a || other == b) {
                self.look(group);
            } else {
                let mean = self.mean(group, a);
                if mean > known.map_or(0.0, |(best, _)| best)
                    && let Some(place) = self.best.get_mut(group)
                {
                    *place = Some((mean, a));
                }
            }
        }
    }
}

/// Disjoint sets.
#[derive(Clone, Debug)]
pub(super) struct Union {
    parent: Vec<usize>,
}

impl Union {
    pub(super) fn new(count: usize) -> Self {
        Self { parent: (0..count).collect() }
    }

    pub(super) fn find(&mut self, mut at: usize) -> usize {
        while let Some(up) = self.parent.get(at).copied().filter(|up| *up != at) {
            let top = self.parent.get(up).copied().unwrap_or(up);
            if let Some(own) = self.parent.get_mut(at) {
                *own = top;
            }
            at = top;
        }
        at
    }

    pub(super) fn join(&mut self, one: usize, other: usize) {
        let (a, b) = (self.find(one), self.find(other));
        if let Some(parent) = self.parent.get_mut(a.max(b)) {
            *parent = a.min(b);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn near(x: usize, y: usize) -> f32 {
        if x / 3 == y / 3 { 1.0 } else { -1.0 }
    }

    #[test]
    fn what_scores_high_comes_together() {
        assert_eq!(cluster(&[1.0; 6], &Constraints::default(), near), [vec![0, 1, 2], vec![3, 4, 5]]);
    }

    #[test]
    fn constraints_win_over_scores() {
        let rules = Constraints { together: vec![(0, 5)], apart: vec![(1, 2), (0, 5)], fixed: Vec::new() };
        let groups = cluster(&[1.0; 6], &rules, near);
        let of = |item| groups.iter().position(|group| group.contains(&item)).unwrap();
        assert_eq!(of(0), of(5));
        assert_ne!(of(1), of(2));
    }

    #[test]
    fn fixed_groups_never_meet() {
        let rules = Constraints {
            fixed: vec![Some(1), None, Some(2), None, None, Some(3)],
            ..Constraints::default()
        };
        let groups = cluster(&[1.0; 6], &rules, near);
        let of = |item| groups.iter().position(|group| group.contains(&item)).unwrap();
        assert_ne!(of(0), of(2));
        assert!(of(1) == of(0) || of(1) == of(2));
        assert_eq!(groups.iter().flatten().count(), 6);
    }

    #[test]
    fn nothing_comes_of_nothing() {
        assert!(cluster(&[], &Constraints::default(), near).is_empty());
    }
}
