//! From features to groups of mentions: candidates, scores, components, clusters. Never gives names or ids.

use std::collections::{BTreeMap, HashMap};

use crate::link::candidates::Index;
use crate::link::cluster::{Constraints, cluster};
use crate::link::corrections::Orders;
use crate::link::features::ArticleFeatures;
use crate::link::score::{Rarity, Side, Signs, score, weight};
use crate::model::thread::MentionRef;

/// A mention by number of article and number within it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Place {
    /// Number of the article in the list that is linked.
    pub article: usize,
    /// Number of the mention in the article.
    pub mention: usize,
}

/// All mentions of a set of articles, in order of time, with what is needed to compare them.
#[derive(Debug)]
pub struct Graph<'a> {
    articles: &'a [ArticleFeatures],
    places: Vec<Place>,
    rarity: Rarity,
    weights: &'a Signs,
}

impl<'a> Graph<'a> {
    /// Orders the mentions by day, article and place.
    #[must_use]
    pub fn new(articles: &'a [ArticleFeatures], weights: &'a Signs) -> Self {
        let mut rarity = Rarity::default();
        for article in articles {
            rarity.add(article);
        }
        let mut order: Vec<usize> = (0..articles.len()).collect();
        order.sort_by_key(|at| articles.get(*at).map(|one| (one.day.is_none(), one.day, &one.article)));
        let places = order
            .into_iter()
            .flat_map(|article| {
                let count = articles.get(article).map_or(0, |one| one.mentions.len());
                (0..count).map(move |mention| Place { article, mention })
            })
            .collect();
        Self { articles, places, rarity, weights }
    }

    /// How much each word tells in this set.
    #[must_use]
    pub const fn rarity(&self) -> &Rarity {
        &self.rarity
    }

    /// One mention with its article.
    #[must_use]
    pub fn side(&self, place: Place) -> Option<Side<'a>> {
        let article = self.articles.get(place.article)?;
        Some(Side { article, mention: article.mentions.get(place.mention)? })
    }

    /// Compares two mentions; one that only points back is compared as what it stands for.
    fn compare(&self, one: usize, other: usize) -> f32 {
        let side = |at: usize| self.places.get(at).and_then(|place| self.side(self.meant(*place)));
        match (side(one), side(other)) {
            (Some(a), Some(b)) => score(a, b, &self.rarity, self.weights),
            _ => f32::MIN,
        }
    }

    /// How much a mention counts among others.
    fn weight(&self, at: usize) -> f32 {
        let side = self.places.get(at).and_then(|place| self.side(*place));
        side.map_or(0.0, |side| if Self::follows(side) { 0.01 } else { weight(side.mention) })
    }

    /// Whether a mention only points back to another.
    fn follows(side: Side<'_>) -> bool {
        side.mention.pointing && side.mention.antecedent.is_some()
    }

    /// The mention that one which only points back stands for, or itself.
    fn meant(&self, place: Place) -> Place {
        let target =
            self.side(place).filter(|side| side.mention.pointing).and_then(|side| side.mention.antecedent);
        target.map_or(place, |mention| Place { mention: usize::from(mention), ..place })
    }

    /// Groups of mentions that name one initiative each, in order of time.
    #[must_use]
    pub fn groups(&self, orders: &Orders) -> Vec<Vec<Place>> {
        let numbers = self.numbers();
        let mut rules = orders.constraints(&numbers);
        self.antecedents(&mut rules);
        let mut index = Index::default();
        let mut union = Union::new(self.places.len());
        for (one, other) in &rules.together {
            union.join(*one, *other);
        }
        for (at, place) in self.places.iter().enumerate() {
            let Some(side) = self.side(*place) else { continue };
            for other in index.near(side.mention) {
                let other = usize::try_from(other).unwrap_or(usize::MAX);
                if union.find(at) != union.find(other) && self.compare(other, at) > 0.0 {
                    union.join(other, at);
                }
            }
            index.add(u32::try_from(at).unwrap_or(u32::MAX), side.mention);
        }
        let mut parts: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
        for at in 0..self.places.len() {
            parts.entry(union.find(at)).or_default().push(at);
        }
        let mut groups: Vec<Vec<usize>> =
            parts.into_values().flat_map(|part| self.split(&part, &rules)).collect();
        groups.sort_unstable();
        let place = |at: usize| self.places.get(at).copied();
        groups.into_iter().map(|group| group.into_iter().filter_map(place).collect()).collect()
    }

    /// Clusters one connected part.
    fn split(&self, part: &[usize], rules: &Constraints) -> Vec<Vec<usize>> {
        let at: HashMap<usize, usize> = part.iter().enumerate().map(|(own, global)| (*global, own)).collect();
        let own = |pairs: &[(usize, usize)]| {
            pairs.iter().filter_map(|(a, b)| Some((*at.get(a)?, *at.get(b)?))).collect::<Vec<_>>()
        };
        let rules = Constraints { together: own(&rules.together), apart: own(&rules.apart) };
        let global = |own: usize| part.get(own).copied();
        let weights: Vec<f32> = part.iter().map(|at| self.weight(*at)).collect();
        let groups = cluster(&weights, &rules, |a, b| match (global(a), global(b)) {
            (Some(a), Some(b)) => self.compare(a, b),
            _ => f32::MIN,
        });
        groups.into_iter().map(|group| group.into_iter().filter_map(global).collect()).collect()
    }

    fn numbers(&self) -> HashMap<MentionRef, usize> {
        let named = self.places.iter().enumerate().filter_map(|(at, place)| {
            let side = self.side(*place)?;
            let article = side.article.article.clone();
            Some((MentionRef { article, mention: side.mention.id.clone() }, at))
        });
        named.collect()
    }

    /// A mention that points back to another is one with it.
    fn antecedents(&self, rules: &mut Constraints) {
        let mut at_place = HashMap::new();
        for (at, place) in self.places.iter().enumerate() {
            at_place.insert(*place, at);
        }
        for (at, place) in self.places.iter().enumerate() {
            let target = self.side(*place).and_then(|side| side.mention.antecedent);
            let target =
                target.map(|mention| Place { article: place.article, mention: usize::from(mention) });
            if let Some(other) = target.and_then(|target| at_place.get(&target))
                && !rules.apart.contains(&(at.min(*other), at.max(*other)))
            {
                rules.together.push((at.min(*other), at.max(*other)));
            }
        }
    }
}

/// Disjoint sets.
struct Union {
    parent: Vec<usize>,
}

impl Union {
    fn new(count: usize) -> Self {
        Self { parent: (0..count).collect() }
    }

    fn find(&mut self, mut at: usize) -> usize {
        while let Some(up) = self.parent.get(at).copied().filter(|up| *up != at) {
            let top = self.parent.get(up).copied().unwrap_or(up);
            if let Some(own) = self.parent.get_mut(at) {
                *own = top;
            }
            at = top;
        }
        at
    }

    fn join(&mut self, one: usize, other: usize) {
        let (a, b) = (self.find(one), self.find(other));
        if let Some(parent) = self.parent.get_mut(a.max(b)) {
            *parent = a.min(b);
        }
    }
}
