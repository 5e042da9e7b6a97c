//! Groups many mentions in order of time, each going to the group it fits best. Never compares all with all.

use std::collections::BTreeMap;

use crate::link::cluster::Constraints;

/// How many of a group's first members are asked.
const FIRST: usize = 4;
/// How many of its latest.
const LATEST: usize = 8;

/// Groups the items `0..count`. An item joins the group, among those of the items `near` it, whose members it
/// fits best on the average, if that is above zero; else it begins its own. Constraints as for
/// [`cluster`](crate::link::cluster::cluster). Groups come in order of their first item.
pub fn assign(
    count: usize,
    constraints: &Constraints,
    near: impl Fn(usize) -> Vec<usize>,
    score: impl Fn(usize, usize) -> f32,
) -> Vec<Vec<usize>> {
    let (together, apart) = (partners(&constraints.together), partners(&constraints.apart));
    let mut groups: Vec<Vec<usize>> = Vec::new();
    let mut home: Vec<usize> = Vec::new();
    for item in 0..count {
        let place = |other: &usize| home.get(*other).copied();
        let bound = together.get(&item).into_iter().flatten().find_map(place);
        let barred: Vec<usize> = apart.get(&item).into_iter().flatten().filter_map(place).collect();
        let mut open: Vec<usize> = near(item).iter().filter_map(place).collect();
        open.sort_unstable();
        open.dedup();
        open.retain(|group| !barred.contains(group));
        let fit = |group: &usize| groups.get(*group).map_or(f32::MIN, |members| mean(members, item, &score));
        let best = open.iter().map(|group| (fit(group), *group)).filter(|(fit, _)| *fit > 0.0);
        let best = best.max_by(|x, y| x.0.total_cmp(&y.0).then(y.1.cmp(&x.1))).map(|(_, group)| group);
        let chosen = bound.or(best).unwrap_or(groups.len());
        match groups.get_mut(chosen) {
            Some(group) => group.push(item),
            None => groups.push(vec![item]),
        }
        home.push(chosen);
    }
    groups
}

fn partners(pairs: &[(usize, usize)]) -> BTreeMap<usize, Vec<usize>> {
    let mut all: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for (one, other) in pairs {
        all.entry(*one).or_default().push(*other);
        all.entry(*other).or_default().push(*one);
    }
    all
}

/// The mean score with the first and the latest members of a group.
fn mean(members: &[usize], item: usize, score: impl Fn(usize, usize) -> f32) -> f32 {
    let latest = members.len().saturating_sub(LATEST).max(FIRST.min(members.len()));
    let asked = members.iter().take(FIRST).chain(members.iter().skip(latest));
    let (sum, count) = asked.fold((0.0, 0.0), |(sum, count), one| (sum + score(*one, item), count + 1.0));
    if count > 0.0 { sum / count } else { f32::MIN }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn many_come_together_by_their_neighbours() {
        let near = |item: usize| (item.saturating_sub(6)..item).collect();
        let score = |x: usize, y: usize| if x % 2 == y % 2 { 1.0 } else { -1.0 };
        let groups = assign(100, &Constraints::default(), near, score);
        assert_eq!(groups.iter().map(Vec::len).collect::<Vec<_>>(), [50, 50]);
    }
}
