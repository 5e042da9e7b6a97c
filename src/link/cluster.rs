//! Groups mentions into threads by average linkage under constraints. Never knows what a mention says.

use std::collections::BTreeMap;

/// Which pairs of items must or must not end up together.
#[derive(Clone, Debug, Default)]
pub struct Constraints {
    /// Pairs that are one.
    pub together: Vec<(usize, usize)>,
    /// Pairs that are not.
    pub apart: Vec<(usize, usize)>,
}

/// Groups the items `0..weights.len()`: merges the two groups with the highest mean score while it is above
/// zero, each pair counting by the weights of both.
///
/// `score` is asked once for each pair; constraints hold whatever the scores say, `together` before `apart`.
/// Groups come in order of their first item.
pub fn cluster(
    weights: &[f32],
    constraints: &Constraints,
    score: impl Fn(usize, usize) -> f32,
) -> Vec<Vec<usize>> {
    let mut groups: Vec<Vec<usize>> = (0..weights.len()).map(|item| vec![item]).collect();
    let place = |groups: &[Vec<usize>], item| groups.iter().position(|group| group.contains(&item));
    for (one, other) in &constraints.together {
        let (Some(a), Some(b)) = (place(&groups, *one), place(&groups, *other)) else { continue };
        if a != b {
            merge(&mut groups, a.min(b), a.max(b));
        }
    }
    let mut sums = Sums::new(&groups, weights, &score);
    let barred = |a: &[usize], b: &[usize]| {
        constraints
            .apart
            .iter()
            .any(|(x, y)| (a.contains(x) && b.contains(y)) || (a.contains(y) && b.contains(x)))
    };
    loop {
        let best = sums.best(|a, b| match (groups.get(a), groups.get(b)) {
            (Some(one), Some(other)) => !barred(one, other),
            _ => false,
        });
        let Some((a, b)) = best else { break };
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

fn merge(groups: &mut Vec<Vec<usize>>, a: usize, b: usize) {
    let moved = groups.remove(b);
    if let Some(group) = groups.get_mut(a) {
        group.extend(moved);
    }
}

/// Sum of weighed scores between groups, and their weights.
struct Sums {
    sizes: Vec<f32>,
    between: BTreeMap<(usize, usize), f32>,
}

impl Sums {
    fn new(groups: &[Vec<usize>], weights: &[f32], score: impl Fn(usize, usize) -> f32) -> Self {
        let weight = |item: usize| weights.get(item).copied().unwrap_or(1.0);
        let pair = |x: usize, y: usize| score(x, y) * weight(x) * weight(y);
        let mut between = BTreeMap::new();
        for (a, one) in groups.iter().enumerate() {
            for (b, other) in groups.iter().enumerate().skip(a + 1) {
                let sum = one.iter().flat_map(|x| other.iter().map(|y| pair(*x, *y))).sum();
                between.insert((a, b), sum);
            }
        }
        let sizes = groups.iter().map(|group| group.iter().map(|item| weight(*item)).sum()).collect();
        Self { sizes, between }
    }

    fn best(&self, free: impl Fn(usize, usize) -> bool) -> Option<(usize, usize)> {
        let size = |group: usize| self.sizes.get(group).copied().unwrap_or(1.0).max(f32::MIN_POSITIVE);
        let mean = |(a, b): (usize, usize), sum: f32| sum / (size(a) * size(b));
        let open = self.between.iter().map(|(pair, sum)| (*pair, mean(*pair, *sum)));
        let above = open.filter(|((a, b), mean)| *mean > 0.0 && free(*a, *b));
        above.max_by(|x, y| x.1.total_cmp(&y.1).then(y.0.cmp(&x.0))).map(|(pair, _)| pair)
    }

    fn merge(&mut self, a: usize, b: usize) {
        let moved: Vec<((usize, usize), f32)> = self
            .between
            .iter()
            .filter(|((x, y), _)| *x == b || *y == b)
            .map(|(pair, sum)| (*pair, *sum))
            .collect();
        for ((x, y), sum) in moved {
            self.between.remove(&(x, y));
            let other = if x == b { y } else { x };
            if other != a {
                *self.between.entry((a.min(other), a.max(other))).or_default() += sum;
            }
        }
        let size = self.sizes.get(b).copied().unwrap_or_default();
        if let Some(own) = self.sizes.get_mut(a) {
            *own += size;
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
        let rules = Constraints { together: vec![(0, 5)], apart: vec![(1, 2), (0, 5)] };
        let groups = cluster(&[1.0; 6], &rules, near);
        let of = |item| groups.iter().position(|group| group.contains(&item)).unwrap();
        assert_eq!(of(0), of(5));
        assert_ne!(of(1), of(2));
    }

    #[test]
    fn nothing_comes_of_nothing() {
        assert!(cluster(&[], &Constraints::default(), near).is_empty());
    }
}
