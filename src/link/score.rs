//! Whether two mentions name one initiative, as log odds. Never looks at more than the two.

use std::collections::HashMap;
use std::sync::LazyLock;

use serde::Deserialize;

use crate::base::embedded;
use crate::link::features::{ArticleFeatures, MentionFeatures, NameSort, Term};
use crate::link::hash::Key;
use crate::link::sketch::name;

/// How much each sign weighs, read from `assets/link/score.toml`.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
#[allow(missing_docs, reason = "each field is explained in the file it is read from")]
pub struct Weights {
    pub bias: f32,
    pub overlap: f32,
    pub contained: f32,
    pub cosine: f32,
    pub cosine_middle: f32,
    pub head_same: f32,
    pub head_kin: f32,
    pub head_differs: f32,
    pub name: f32,
    pub name_differs: f32,
    pub title_same: f32,
    pub title_differs: f32,
    pub place_same: f32,
    pub place_differs: f32,
    pub body_same: f32,
    pub body_differs: f32,
    pub when_same: f32,
    pub when_differs: f32,
    pub number_same: f32,
    pub actor_same: f32,
    pub actor_differs: f32,
    pub kind_same: f32,
    pub kind_differs: f32,
    pub event: f32,
    pub sentence: f32,
    pub article: f32,
    pub pointing: f32,
}

/// The weights built into the program.
#[must_use]
pub fn weights() -> &'static Weights {
    static WEIGHTS: LazyLock<Weights> = LazyLock::new(|| {
        embedded::text("assets/link/score.toml")
            .and_then(|text| toml::from_str(text).ok())
            .unwrap_or_default()
    });
    &WEIGHTS
}

/// In how many articles each word stands.
#[derive(Clone, Debug, Default)]
pub struct Rarity {
    articles: u32,
    with: HashMap<Key, u32>,
}

impl Rarity {
    /// Counts one article.
    pub fn add(&mut self, article: &ArticleFeatures) {
        self.articles += 1;
        let mut keys: Vec<Key> = article.mentions.iter().flat_map(|m| m.terms.iter().map(name)).collect();
        keys.sort_unstable();
        keys.dedup();
        for key in keys {
            *self.with.entry(key).or_default() += 1;
        }
    }

    /// How much a word tells, about 0.3 for one that stands everywhere and 1 for one seen once or twice.
    #[must_use]
    #[allow(clippy::cast_precision_loss, reason = "counts of articles stay far below 2^24")]
    pub fn of(&self, key: Key) -> f32 {
        let with = self.with.get(&key).copied().unwrap_or_default() as f32;
        let all = self.articles as f32;
        let rare = ((all + 40.0) / (with + 4.0)).ln() / ((all + 40.0) / 4.0).ln();
        rare.clamp(0.25, 1.0)
    }
}

/// One side of a comparison.
#[derive(Clone, Copy, Debug)]
pub struct Side<'a> {
    /// The article.
    pub article: &'a ArticleFeatures,
    /// The mention in it.
    pub mention: &'a MentionFeatures,
}

/// Log odds that both are one initiative; `event` says how surely their articles report one happening.
#[must_use]
pub fn score(one: Side<'_>, other: Side<'_>, event: f32, rarity: &Rarity, w: &Weights) -> f32 {
    let (a, b) = (one.mention, other.mention);
    let (shared, contained) = overlap(&a.terms, &b.terms, rarity);
    let mut odds = w.bias + w.overlap * shared + w.contained * contained;
    odds += a.vector.cosine(&b.vector).map_or(0.0, |cosine| w.cosine * (cosine - w.cosine_middle));
    odds += heads(a, b, w) + names(a, b, w) + times(a, b, w);
    odds += either(a.actor_key, b.actor_key, w.actor_same, w.actor_differs);
    odds += if a.kind == b.kind { w.kind_same } else { w.kind_differs };
    odds += w.event * event;
    if a.numbers.iter().any(|x| b.numbers.iter().any(|y| (x - y).abs() <= 0.001 * x.abs())) {
        odds += w.number_same;
    }
    if a.pointing || b.pointing {
        odds += w.pointing;
    }
    if one.article.article == other.article.article {
        odds += w.article;
        if a.sentence == b.sentence && a.sentence != u32::MAX {
            odds += w.sentence;
        }
    }
    odds
}

fn either(a: Option<Key>, b: Option<Key>, same: f32, differs: f32) -> f32 {
    match (a, b) {
        (Some(a), Some(b)) if a == b => same,
        (Some(_), Some(_)) => differs,
        _ => 0.0,
    }
}

fn heads(a: &MentionFeatures, b: &MentionFeatures, w: &Weights) -> f32 {
    match (a.head, b.head) {
        (Some(a), Some(b)) if a.concept == b.concept => w.head_same,
        (Some(a), Some(b)) if a.family == b.family => w.head_kin,
        (Some(_), Some(_)) => w.head_differs,
        _ => 0.0,
    }
}

fn names(a: &MentionFeatures, b: &MentionFeatures, w: &Weights) -> f32 {
    let count = |m: &MentionFeatures, sort| m.names.iter().filter(|name| name.sort == sort).count();
    let common = |sort| {
        let own = a.names.iter().filter(|name| name.sort == sort);
        own.filter(|x| b.names.iter().any(|y| y.key == x.key)).count()
    };
    let judge = |sort, same: f32, differs: f32| match common(sort) {
        0 if count(a, sort) > 0 && count(b, sort) > 0 => differs,
        0 => 0.0,
        1 => same,
        _ => same * if sort == NameSort::Proper { 2.0 } else { 1.0 },
    };
    judge(NameSort::Proper, w.name, w.name_differs)
        + judge(NameSort::Title, w.title_same, w.title_differs)
        + judge(NameSort::Place, w.place_same, w.place_differs)
        + judge(NameSort::Body, w.body_same, w.body_differs)
}

fn times(a: &MentionFeatures, b: &MentionFeatures, w: &Weights) -> f32 {
    let days = |m: &MentionFeatures| m.when.as_ref().and_then(crate::base::when::When::days);
    match (days(a), days(b)) {
        (Some((from, to)), Some((other_from, other_to))) => {
            if from <= other_to && other_from <= to {
                w.when_same
            } else {
                w.when_differs
            }
        }
        _ => 0.0,
    }
}

/// Common words as a share of both sides (Dice), and of the smaller side.
#[must_use]
pub fn overlap(a: &[Term], b: &[Term], rarity: &Rarity) -> (f32, f32) {
    let weight = |term: &Term| term.weight * rarity.of(name(term));
    let total = |terms: &[Term]| terms.iter().map(weight).sum::<f32>();
    let (all_a, all_b) = (total(a), total(b));
    if all_a <= 0.0 || all_b <= 0.0 {
        return (0.0, 0.0);
    }
    let common = |from: &[Term], to: &[Term]| -> f32 {
        from.iter().map(|x| to.iter().map(|y| fit(x, y)).fold(0.0, f32::max) * weight(x)).sum()
    };
    let (in_b, in_a) = (common(a, b), common(b, a));
    let contained = if all_a < all_b { in_b / all_a } else { in_a / all_b };
    ((in_b + in_a) / (all_a + all_b), contained)
}

/// How well two words fit: the same stem or meaning wholly, the same sound nearly.
fn fit(x: &Term, y: &Term) -> f32 {
    let meaning = x.concept.is_some() && x.concept == y.concept;
    let sound = x.sound.is_some() && x.sound == y.sound;
    match (x.stem == y.stem || meaning, sound) {
        (true, _) => 1.0,
        (false, true) => 0.85,
        (false, false) => 0.0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_weights_are_read() {
        assert!(weights().bias < 0.0);
    }
}
