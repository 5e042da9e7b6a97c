//! From features to groups of mentions: candidates, scores, components, clusters. Never gives names or ids.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::ops::Range;

use crate::base::id::ArticleId;
use crate::link::assign::assign;
use crate::link::candidates::{Index, Stories};
use crate::link::cluster::{Constraints, Union, cluster};
use crate::link::corrections::Orders;
use crate::link::features::ArticleFeatures;
use crate::link::score::{Kinship, Rarity, Side, kinship, score, weight};
use crate::link::signs::Signs;
use crate::model::thread::MentionRef;

/// A mention by number of article and number within it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Place {
    /// Number of the article in the list that is linked.
    pub article: usize,
    /// Number of the mention in the article.
    pub mention: usize,
}

/// How many mentions of one part are clustered all with all.
const LARGE: usize = 300;
/// How many mentions before one in its article, and of each article on its subject, it is compared with.
const BESIDE: usize = 256;

/// All mentions of a set of articles, in order of time, with what is needed to compare them.
#[derive(Debug)]
pub struct Graph<'a> {
    articles: &'a [ArticleFeatures],
    places: Vec<Place>,
    rarity: Rarity,
    weights: &'a Signs,
    /// What pairs of articles have to do with each other, as far as asked: many mentions ask for the same two.
    kin: RefCell<foldhash::HashMap<(usize, usize), Kinship>>,
}

impl<'a> Graph<'a> {
    /// Orders the mentions by day, article and place.
    #[must_use]
    pub fn new(articles: &'a [ArticleFeatures], weights: &'a Signs) -> Self {
        Self::with(articles, Rarity::of_all(articles), weights)
    }

    /// The same where it is known how much each word tells.
    #[must_use]
    pub fn with(articles: &'a [ArticleFeatures], rarity: Rarity, weights: &'a Signs) -> Self {
        let mut order: Vec<usize> = (0..articles.len()).collect();
        order.sort_by_key(|at| articles.get(*at).map(|one| (one.day.is_none(), one.day, &one.article)));
        let places = order
            .into_iter()
            .flat_map(|article| {
                let count = articles.get(article).map_or(0, |one| one.mentions.len());
                (0..count).map(move |mention| Place { article, mention })
            })
            .collect();
        Self { articles, places, rarity, weights, kin: RefCell::default() }
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
        let place = |at: usize| self.places.get(at).map(|place| self.meant(*place));
        let (Some(one), Some(other)) = (place(one), place(other)) else { return f32::MIN };
        match (self.side(one), self.side(other)) {
            (Some(a), Some(b)) => {
                let kin = self.kin(one.article, other.article);
                score(a, b, kin, &self.rarity, self.weights)
            }
            _ => f32::MIN,
        }
    }

    /// What two articles have to do with each other.
    fn kin(&self, one: usize, other: usize) -> Kinship {
        let pair = (one.min(other), one.max(other));
        let known = self.kin.borrow().get(&pair).copied();
        known.unwrap_or_else(|| {
            let found = match (self.articles.get(pair.0), self.articles.get(pair.1)) {
                (Some(a), Some(b)) => kinship(a, b, &self.rarity),
                _ => Kinship::default(),
            };
            self.kin.borrow_mut().insert(pair, found);
            found
        })
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
        let mut rules = orders.constraints(&self.numbers());
        self.antecedents(&mut rules);
        let (parts, near) = self.parts(&rules, |_| true);
        let groups = parts.iter().flat_map(|part| self.split(part, &rules, &near)).collect();
        self.placed(groups)
    }

    /// Groups that hold a mention of a new article. Mentions at home in a thread stay with it, and threads
    /// never meet; `home` gives the number of each known mention's thread.
    #[must_use]
    pub fn joining(
        &self,
        orders: &Orders,
        home: &HashMap<MentionRef, usize>,
        new: &BTreeSet<ArticleId>,
    ) -> Vec<Vec<Place>> {
        let numbers = self.numbers();
        let mut rules = orders.constraints(&numbers);
        self.antecedents(&mut rules);
        let is_new: Vec<bool> = self
            .places
            .iter()
            .map(|place| self.side(*place).is_some_and(|side| new.contains(&side.article.article)))
            .collect();
        let is_new = |at: usize| is_new.get(at).copied().unwrap_or_default();
        rules.together.retain(|(one, other)| is_new(*one) || is_new(*other));
        rules.fixed = vec![None; self.places.len()];
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
        let (parts, near) = self.parts(&rules, is_new);
        let open = parts.iter().filter(|part| part.iter().any(|at| is_new(*at)));
        let groups = open.flat_map(|part| self.split(part, &rules, &near));
        self.placed(groups.filter(|group| group.iter().any(|at| is_new(*at))).collect())
    }

    /// Connected parts, and for each mention the earlier ones that may be one with it. Only mentions that
    /// are asked for are compared, with what is near among those before them and those not asked for.
    fn parts(&self, rules: &Constraints, asked: impl Fn(usize) -> bool) -> (Vec<Vec<usize>>, Vec<Vec<u32>>) {
        let mut union = Union::new(self.places.len());
        for (one, other) in &rules.together {
            union.join(*one, *other);
        }
        let mut near: Vec<Vec<u32>> = vec![Vec::new(); self.places.len()];
        let mut seen = Seen::default();
        let runs = self.runs();
        let open = |run: &&Run| asked(run.start);
        for run in runs.iter().filter(|run| !open(run)) {
            self.see(run, &mut seen);
        }
        for run in runs.iter().filter(open) {
            let stories = self.stories(run, &seen);
            for at in run.clone() {
                for other in self.candidates(at, run, &stories, &seen) {
                    if self.compare(other, at) > 0.0 {
                        union.join(other, at);
                        if let Some(list) = near.get_mut(at) {
                            list.push(number(other));
                        }
                    }
                }
            }
            self.see(run, &mut seen);
        }
        let mut parts: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
        for at in 0..self.places.len() {
            parts.entry(union.find(at)).or_default().push(at);
        }
        (parts.into_values().collect(), near)
    }

    /// The mentions of each article, as ranges.
    fn runs(&self) -> Vec<Run> {
        let mut runs = Vec::new();
        let mut from = 0;
        for run in self.places.chunk_by(|one, next| one.article == next.article) {
            runs.push(from..from + run.len());
            from += run.len();
        }
        runs
    }

    fn of_run(&self, run: &Run) -> Option<&'a ArticleFeatures> {
        self.articles.get(self.places.get(run.start)?.article)
    }

    /// Takes an article's mentions in among those that later ones are compared with.
    fn see(&self, run: &Run, seen: &mut Seen) {
        let Some(article) = self.of_run(run) else { return };
        seen.stories.add(number(seen.runs.len()), article);
        seen.runs.push(run.clone());
        for at in run.clone() {
            if let Some(side) = self.places.get(at).and_then(|place| self.side(*place)) {
                seen.index.add(number(at), side.mention);
            }
        }
    }

    /// The mentions of the articles on the same subject.
    fn stories(&self, run: &Run, seen: &Seen) -> Vec<usize> {
        let near = self.of_run(run).map(|article| seen.stories.near(article)).unwrap_or_default();
        near.into_iter()
            .filter_map(|one| seen.runs.get(usize::try_from(one).ok()?))
            .flat_map(|run| run.clone().take(BESIDE))
            .collect()
    }

    /// What a mention is compared with: what shares its words, what stands before it in its article, and what
    /// the articles on the same subject hold.
    fn candidates(&self, at: usize, run: &Run, stories: &[usize], seen: &Seen) -> Vec<usize> {
        let side = self.places.get(at).and_then(|place| self.side(*place));
        let words = side.map(|side| seen.index.near(side.mention)).unwrap_or_default();
        let mut all: Vec<usize> = words.into_iter().filter_map(|one| usize::try_from(one).ok()).collect();
        all.extend(at.saturating_sub(BESIDE).max(run.start)..at);
        all.extend(stories);
        all.sort_unstable();
        all.dedup();
        all
    }

    fn placed(&self, mut groups: Vec<Vec<usize>>) -> Vec<Vec<Place>> {
        groups.sort_unstable();
        let place = |at: usize| self.places.get(at).copied();
        groups.into_iter().map(|group| group.into_iter().filter_map(place).collect()).collect()
    }

    /// Clusters one connected part: a large one in order of time, each mention going to the group near it that
    /// it fits best.
    fn split(&self, part: &[usize], rules: &Constraints, near: &[Vec<u32>]) -> Vec<Vec<usize>> {
        let at: HashMap<usize, usize> = part.iter().enumerate().map(|(own, global)| (*global, own)).collect();
        let own = |pairs: &[(usize, usize)]| {
            pairs.iter().filter_map(|(a, b)| Some((*at.get(a)?, *at.get(b)?))).collect::<Vec<_>>()
        };
        let fixed = |at: &usize| rules.fixed.get(*at).copied().flatten();
        let rules = Constraints {
            together: own(&rules.together),
            apart: own(&rules.apart),
            fixed: if rules.fixed.is_empty() { Vec::new() } else { part.iter().map(fixed).collect() },
        };
        let global = |own: usize| part.get(own).copied();
        let score = |a, b| match (global(a), global(b)) {
            (Some(a), Some(b)) => self.compare(a, b),
            _ => f32::MIN,
        };
        let groups = if part.len() <= LARGE {
            let weights: Vec<f32> = part.iter().map(|at| self.weight(*at)).collect();
            cluster(&weights, &rules, score)
        } else {
            let near = |own: usize| {
                let list = global(own).and_then(|at| near.get(at)).map(Vec::as_slice).unwrap_or_default();
                list.iter().filter_map(|other| at.get(&usize::try_from(*other).ok()?).copied()).collect()
            };
            assign(part.len(), &rules, near, score)
        };
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

/// The mentions of one article by their places in order of time.
type Run = Range<usize>;

/// What later mentions are compared with.
#[derive(Default)]
struct Seen {
    index: Index,
    stories: Stories,
    runs: Vec<Run>,
}

fn number(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(u32::MAX)
}
