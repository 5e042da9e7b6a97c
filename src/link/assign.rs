//! Groups many mentions in order of time, each going to the group it fits best. Never compares all with all.

use std::collections::BTreeMap;
use std::ops::ControlFlow;

use rayon::prelude::*;

use crate::link::cluster::Constraints;
use crate::link::pace::Pace;

/// How many of a group's first members are asked.
const FIRST: usize = 4;
/// How many of its latest.
const LATEST: usize = 8;
/// How many items are compared at a time, on all cores, with the groups as they are before them.
const BLOCK: usize = 1024;

/// Groups the items `0..count`. An item joins the group, among those of the items `near` it, whose members it
/// fits best on the average, if that is above zero; else it begins its own. Constraints as for
/// [`cluster`](crate::link::cluster::cluster). Groups come in order of their first item.
///
/// # Errors
/// Breaks where `pace` does.
pub fn assign(
    count: usize,
    constraints: &Constraints,
    near: impl Fn(usize) -> Vec<usize> + Sync,
    score: impl Fn(usize, usize) -> f32 + Sync,
    pace: &mut Pace<'_>,
) -> ControlFlow<(), Vec<Vec<usize>>> {
    let (together, apart) = (partners(&constraints.together), partners(&constraints.apart));
    let mut groups = Groups::default();
    for start in (0..count).step_by(BLOCK) {
        pace.at(start, count)?;
        let items = start..(start + BLOCK).min(count);
        let ahead: Vec<Ahead> =
            items.clone().into_par_iter().map(|item| groups.ahead(item, near(item), &score)).collect();
        for (item, ahead) in items.zip(ahead) {
            let group_of = |other: &usize| groups.home.get(*other).copied();
            let bound = together.get(&item).into_iter().flatten().find_map(group_of);
            let barred: Vec<usize> = apart.get(&item).into_iter().flatten().filter_map(group_of).collect();
            let mut open = groups.of(&ahead.near);
            open.retain(|group| !barred.contains(group));
            let score = |member: usize| ahead.score(member).unwrap_or_else(|| score(member, item));
            let fits = open.into_iter().map(|group| (mean(groups.asked(group), score), group));
            let best = fits
                .filter(|(fit, _)| *fit > 0.0)
                .max_by(|x, y| x.0.total_cmp(&y.0).then(y.1.cmp(&x.1)))
                .map(|(_, group)| group);
            groups.put(item, bound.or(best));
        }
    }
    ControlFlow::Continue(groups.all)
}

/// The groups so far, and the group of each item.
#[derive(Default)]
struct Groups {
    all: Vec<Vec<usize>>,
    home: Vec<usize>,
}

impl Groups {
    /// The groups of items, each once.
    fn of(&self, items: &[usize]) -> Vec<usize> {
        let mut groups: Vec<usize> = items.iter().filter_map(|item| self.home.get(*item).copied()).collect();
        groups.sort_unstable();
        groups.dedup();
        groups
    }

    /// The members of a group that are asked: the first and the latest.
    fn asked(&self, group: usize) -> impl Iterator<Item = usize> {
        let members = self.all.get(group).map(Vec::as_slice).unwrap_or_default();
        let latest = members.len().saturating_sub(LATEST).max(FIRST.min(members.len()));
        members.iter().take(FIRST).chain(members.iter().skip(latest)).copied()
    }

    /// Compares an item with the groups as they are now. What is asked again later is known then.
    fn ahead(&self, item: usize, near: Vec<usize>, score: impl Fn(usize, usize) -> f32) -> Ahead {
        let members = self.of(&near).into_iter().flat_map(|group| self.asked(group));
        let mut scores: Vec<(usize, f32)> = members.map(|member| (member, score(member, item))).collect();
        scores.sort_unstable_by_key(|(member, _)| *member);
        Ahead { near, scores }
    }

    fn put(&mut self, item: usize, group: Option<usize>) {
        let group = group.unwrap_or(self.all.len());
        match self.all.get_mut(group) {
            Some(members) => members.push(item),
            None => self.all.push(vec![item]),
        }
        self.home.push(group);
    }
}

/// What is known of an item before its turn comes.
struct Ahead {
    near: Vec<usize>,
    /// Scores with members of groups, in order of member.
    scores: Vec<(usize, f32)>,
}

impl Ahead {
    fn score(&self, member: usize) -> Option<f32> {
        let at = self.scores.binary_search_by_key(&member, |(member, _)| *member).ok()?;
        self.scores.get(at).map(|(_, score)| *score)
    }
}

fn partners(pairs: &[(usize, usize)]) -> BTreeMap<usize, Vec<usize>> {
    let mut all: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for (one, other) in pairs {
        all.entry(*one).or_default().push(*other);
        all.entry(*other).or_default().push(*one);
    }
    all
}

/// The mean score with some members of a group.
fn mean(asked: impl Iterator<Item = usize>, score: impl Fn(usize) -> f32) -> f32 {
    let (sum, count) = asked.fold((0.0, 0.0), |(sum, count), one| (sum + score(one), count + 1.0));
    if count > 0.0 { sum / count } else { f32::MIN }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn many_come_together_by_their_neighbours() {
        let near = |item: usize| (item.saturating_sub(6)..item).collect();
        let score = |x: usize, y: usize| if x % 2 == y % 2 { 1.0 } else { -1.0 };
        let mut go_on = |_| ControlFlow::Continue(());
        let mut pace = Pace::new(&mut go_on);
        let ControlFlow::Continue(groups) = assign(3000, &Constraints::default(), near, score, &mut pace)
        else {
            panic!("nothing told it to stop")
        };
        assert_eq!(groups.iter().map(Vec::len).collect::<Vec<_>>(), [1500, 1500]);
    }

    #[test]
    fn it_ends_where_it_is_told_to() {
        let mut end = |_| ControlFlow::Break(());
        let mut pace = Pace::new(&mut end);
        assert!(assign(9, &Constraints::default(), |_| Vec::new(), |_, _| 1.0, &mut pace).is_break());
    }
}
