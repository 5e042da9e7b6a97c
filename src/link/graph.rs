//! From what is held of articles to groups of mentions: scores, components, clusters. Never gives names or ids.

mod groups;
mod parts;
mod seen;

use std::cell::RefCell;
use std::collections::{BTreeSet, HashMap};
use std::ops::ControlFlow;

use crate::base::id::ArticleId;
use crate::link::cluster::Constraints;
use crate::link::corrections::Orders;
use crate::link::held::{Held, index};
use crate::link::pace::Pace;
use crate::link::score::{Kinship, kinship, score, weight};
use crate::link::signs::Signs;
use crate::model::thread::MentionRef;
use parts::Parts;

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
