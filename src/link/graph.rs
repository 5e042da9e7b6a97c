//! From what is held of articles to groups of mentions: scores, components, clusters. Never gives names or ids.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::ops::ControlFlow;

use rayon::prelude::*;

use crate::base::id::ArticleId;
use crate::link::assign::assign;
use crate::link::candidates::{Index, Stories};
use crate::link::cluster::{Constraints, Union, cluster};
use crate::link::corrections::Orders;
use crate::link::held::{Held, HeldArticle, index, number};
use crate::link::pace::Pace;
use crate::link::score::{Kinship, kinship, score, weight};
use crate::link::signs::Signs;
use crate::model::thread::MentionRef;

/// How many mentions of one part are clustered all with all.
const LARGE: usize = 300;
/// How many mentions before one in its article, and of each article on its subject, it is compared with.
const BESIDE: usize = 256;
/// How many articles on the subject of one are looked at whole.
const STORIES: usize = 4;
/// How many articles, or parts, are looked at before progress is told.
const BLOCK: usize = 256;

/// All mentions of a set of articles, in order of time, with what is needed to compare them.
#[derive(Clone, Copy, Debug)]
pub struct Graph<'a> {
    held: &'a Held,
    weights: &'a Signs,
}

/// What pairs of articles have to do with each other, as far as asked: many mentions ask for the same two.
#[derive(Default)]
struct Kin(RefCell<foldhash::HashMap<(u32, u32), Kinship>>);

impl Kin {
    fn of(&self, held: &Held, one: u32, other: u32) -> Kinship {
        let pair = (one.min(other), one.max(other));
        let known = self.0.borrow().get(&pair).copied();
        known.unwrap_or_else(|| {
            let found = kinship(held, index(pair.0), index(pair.1));
            self.0.borrow_mut().insert(pair, found);
            found
        })
    }
}

/// Mentions that are connected, and for each mention the earlier ones that may be one with it.
struct Parts {
    parts: Vec<Vec<usize>>,
    near: Near,
}

/// Lists of mentions, one for each mention.
#[derive(Default)]
struct Near {
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

    fn of(&self, at: usize) -> &[u32] {
        let from = at.checked_sub(1).and_then(|at| self.ends.get(at)).copied().unwrap_or(0);
        let to = self.ends.get(at).copied().unwrap_or(from);
        self.all.get(from..to).unwrap_or_default()
    }
}

impl<'a> Graph<'a> {
    /// Of all mentions that are held.
    #[must_use]
    pub const fn new(held: &'a Held, weights: &'a Signs) -> Self {
        Self { held, weights }
    }

    /// Compares two mentions; one that only points back is compared as what it stands for.
    fn compare(&self, one: usize, other: usize, kin: impl Fn(u32, u32) -> Kinship) -> f32 {
        match (self.held.side(self.meant(one)), self.held.side(self.meant(other))) {
            (Some(a), Some(b)) => {
                let kin = kin(a.mention.article, b.mention.article);
                score(a, b, kin, self.weights)
            }
            _ => f32::MIN,
        }
    }

    /// How much a mention counts among others.
    fn weight(&self, at: usize) -> f32 {
        self.held.side(at).map_or(0.0, |side| {
            let follows = side.mention.pointing && side.mention.antecedent.is_some();
            if follows { 0.01 } else { weight(side) }
        })
    }

    /// The mention that one which only points back stands for, or itself.
    fn meant(&self, at: usize) -> usize {
        let pointing = self.held.mentions.get(at).is_some_and(|mention| mention.pointing);
        if pointing { self.antecedent(at).unwrap_or(at) } else { at }
    }

    /// The mention that one points back to.
    fn antecedent(&self, at: usize) -> Option<usize> {
        let mention = self.held.mentions.get(at)?;
        let own = &self.held.articles.get(index(mention.article))?.mentions;
        let target = own.start + usize::from(mention.antecedent?);
        own.contains(&target).then_some(target)
    }

    /// Groups of mentions that name one initiative each, in order of time.
    ///
    /// # Errors
    /// Breaks where `pace` does. Takes two of its steps, which end where `steps` say.
    pub fn groups(
        &self,
        orders: &Orders,
        steps: [usize; 2],
        pace: &mut Pace<'_>,
    ) -> ControlFlow<(), Vec<Vec<usize>>> {
        let mut rules = orders.constraints(&self.numbers(|mention| orders.concern(mention)));
        self.antecedents(&mut rules);
        let [compared, grouped] = steps;
        pace.step(compared);
        let Parts { parts, near } = self.parts(&rules, |_| true, pace)?;
        pace.step(grouped);
        self.split(parts, &rules, &near, pace)
    }

    /// Groups that hold a mention of a new article. Mentions at home in a thread stay with it, and threads
    /// never meet; `home` gives the number of each known mention's thread.
    #[must_use]
    pub fn joining(
        &self,
        orders: &Orders,
        home: &HashMap<MentionRef, usize>,
        new: &BTreeSet<ArticleId>,
    ) -> Vec<Vec<usize>> {
        let numbers = self.numbers(|_| true);
        let mut rules = orders.constraints(&numbers);
        self.antecedents(&mut rules);
        let mut is_new = vec![false; self.held.mentions()];
        for article in &self.held.articles {
            if new.contains(&self.held.article_id(article)) {
                is_new.get_mut(article.mentions.clone()).unwrap_or_default().fill(true);
            }
        }
        let is_new = |at: usize| is_new.get(at).copied().unwrap_or_default();
        rules.together.retain(|(one, other)| is_new(*one) || is_new(*other));
        rules.fixed = vec![None; self.held.mentions()];
        let mut last: HashMap<usize, usize> = HashMap::new();
        let mut known: Vec<(usize, usize)> =
            numbers.iter().filter_map(|(mention, at)| Some((*at, *home.get(mention)?))).collect();
        known.sort_unstable();
        for (at, thread) in known {
            if let Some(place) = rules.fixed.get_mut(at) {
                *place = Some(thread);
            }
            rules.together.extend(last.insert(thread, at).map(|before| (before, at)));
        }
        let mut go_on = |_| ControlFlow::Continue(());
        let mut pace = Pace::new(&mut go_on);
        let ControlFlow::Continue(Parts { mut parts, near }) = self.parts(&rules, is_new, &mut pace) else {
            return Vec::new();
        };
        parts.retain(|part| part.iter().any(|at| is_new(*at)));
        let ControlFlow::Continue(mut groups) = self.split(parts, &rules, &near, &mut pace) else {
            return Vec::new();
        };
        groups.retain(|group| group.iter().any(|at| is_new(*at)));
        groups
    }

    /// Only mentions that are asked for are compared, with what is near among those before them and those not
    /// asked for; an article's mentions are asked for all or none.
    fn parts(
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

    /// Clusters connected parts: a large one in order of time, each mention going to the group near it that it fits
    /// best. Groups come in order of their first mention.
    fn split(
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

    fn numbers(&self, wanted: impl Fn(&MentionRef) -> bool) -> HashMap<MentionRef, usize> {
        let all = (0..self.held.mentions()).filter_map(|at| Some((self.held.side(at)?.address(), at)));
        all.filter(|(mention, _)| wanted(mention)).collect()
    }

    /// A mention that points back to another is one with it.
    fn antecedents(&self, rules: &mut Constraints) {
        for at in 0..self.held.mentions() {
            if let Some(other) = self.antecedent(at) {
                let pair = (at.min(other), at.max(other));
                if !rules.apart.contains(&pair) {
                    rules.together.push(pair);
                }
            }
        }
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

/// What later mentions are compared with: articles and their mentions in the order in which they are looked at.
struct Seen<'a> {
    order: Vec<&'a HeldArticle>,
    /// The mentions in that order, and for each article where its own begin there.
    mentions: Vec<usize>,
    from: Vec<usize>,
    stories: Stories,
    index: Index,
}

impl<'a> Seen<'a> {
    fn of(held: &Held, order: Vec<&'a HeldArticle>) -> Self {
        let mentions: Vec<usize> = order.iter().flat_map(|article| article.mentions.clone()).collect();
        let mut from = Vec::with_capacity(order.len());
        let mut next = 0;
        for article in &order {
            from.push(next);
            next += article.mentions.len();
        }
        let stories = Stories::of(held, order.iter().copied());
        let index = Index::of(held, &mentions);
        Self { order, mentions, from, stories, index }
    }

    /// The mentions of the articles on the same subject.
    fn stories(&self, held: &Held, article: &HeldArticle, place: usize) -> Vec<u32> {
        let near = self.stories.nearest(held, article, place, STORIES);
        near.into_iter()
            .filter_map(|one| self.order.get(index(one)))
            .flat_map(|article| article.mentions.clone().take(BESIDE).map(number))
            .collect()
    }

    /// What a mention is compared with: what shares its words, what stands before it in its article, and what
    /// the articles on the same subject hold.
    fn candidates(
        &self,
        held: &Held,
        at: usize,
        article: &HeldArticle,
        place: usize,
        stories: &[u32],
    ) -> Vec<u32> {
        let before = self.from.get(place).copied().unwrap_or_default();
        let named = |one: u32| self.mentions.get(index(one)).map_or(u32::MAX, |at| number(*at));
        let mut all = held.side(at).map(|side| self.index.near(side, before, named)).unwrap_or_default();
        all.extend((at.saturating_sub(BESIDE).max(article.mentions.start)..at).map(number));
        all.extend(stories);
        all.sort_unstable();
        all.dedup();
        all
    }
}
