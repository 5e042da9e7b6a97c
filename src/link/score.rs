//! Whether two mentions name one initiative, as log odds. Never looks at more than the two.

use std::sync::OnceLock;

use foldhash::HashMap;
use serde::{Deserialize, Serialize};

use crate::link::features::{ArticleFeatures, MentionFeatures, NameKey, NameSort, Term};
use crate::link::hash::Key;
use crate::link::signs::Signs;
use crate::link::sketch::{self, name};

/// What a mention that says enough says.
const FULL: f32 = 3.0;
/// Weight of what two mentions share from which it sets the thing apart from others of its sort.
const DISTINCT: f32 = 0.5;
/// What the words of a mention must tell for it to be known from others of its sort by itself.
const TELLING: f32 = 0.6;
/// How much the subjects of two articles have in common from which they are no strangers.
const ACQUAINTED: f32 = 0.4;
/// How much the subjects of two articles have in common from which they are not unrelated.
const RELATED: f32 = 0.15;
/// Share of numbers and names in the same order from which one text tells the other.
const RETOLD: f32 = 0.4;
/// Share of a text within which two places of texts that tell each other may tell the same.
const NEAR: f32 = 0.08;

/// The cosine between what is like and what is not.
const MIDDLE: f32 = 0.55;
/// The same where one side is glossed.
const MIDDLE_GLOSSED: f32 = 0.35;

/// In how many articles each word stands.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rarity {
    articles: u32,
    with: HashMap<Key, u32>,
    articles_with: HashMap<Key, u32>,
    #[serde(skip)]
    told: Told,
}

/// How much a word tells that stands in so many articles, for the first counts: most words are rare. Worked out when
/// first asked for; says nothing that the counts do not say, so all are equal.
#[derive(Clone, Debug, Default)]
struct Told(OnceLock<Vec<f32>>);

impl PartialEq for Told {
    fn eq(&self, _: &Self) -> bool {
        true
    }
}

impl Eq for Told {}

/// Counts below which it is worked out once.
const COMMON: u32 = 1024;

impl Rarity {
    /// Counts all articles.
    #[must_use]
    pub fn of_all(articles: &[ArticleFeatures]) -> Self {
        let mut rarity = Self::default();
        for article in articles {
            rarity.add(article);
        }
        rarity
    }

    /// As bytes for the library.
    #[must_use]
    pub fn to_bytes(&self) -> Vec<u8> {
        postcard::to_stdvec(self).unwrap_or_default()
    }

    /// From the library; `None` where the bytes are of another program.
    #[must_use]
    pub fn from_bytes(bytes: &[u8]) -> Option<Self> {
        postcard::from_bytes(bytes).ok()
    }

    /// Counts one article.
    pub fn add(&mut self, article: &ArticleFeatures) {
        self.articles += 1;
        self.told = Told::default();
        for key in told(article) {
            *self.with.entry(key).or_default() += 1;
        }
        for (key, _) in &article.sketch.keys {
            *self.articles_with.entry(*key).or_default() += 1;
        }
    }

    /// Counts one article no longer, that was counted before.
    pub fn remove(&mut self, article: &ArticleFeatures) {
        self.articles = self.articles.saturating_sub(1);
        self.told = Told::default();
        for key in told(article) {
            less(&mut self.with, key);
        }
        for (key, _) in &article.sketch.keys {
            less(&mut self.articles_with, *key);
        }
    }

    /// How much a word of an article's sketch tells.
    #[must_use]
    pub fn of_article(&self, key: Key) -> f32 {
        self.rare(self.articles_with.get(&key).copied().unwrap_or_default())
    }

    /// How much a word tells, about 0.3 for one that stands everywhere and 1 for one seen once or twice.
    #[must_use]
    pub fn of(&self, key: Key) -> f32 {
        self.rare(self.with.get(&key).copied().unwrap_or_default())
    }

    fn rare(&self, with: u32) -> f32 {
        let told = self.told.0.get_or_init(|| (0..COMMON).map(|with| self.work_out(with)).collect());
        let known = usize::try_from(with).ok().and_then(|with| told.get(with)).copied();
        known.unwrap_or_else(|| self.work_out(with))
    }

    #[allow(clippy::cast_precision_loss, reason = "counts of articles stay far below 2^24")]
    fn work_out(&self, with: u32) -> f32 {
        let with = with as f32;
        let all = self.articles as f32;
        let rare = ((all + 40.0) / (with + 4.0)).ln() / ((all + 40.0) / 4.0).ln();
        rare.clamp(0.25, 1.0)
    }
}

/// The words of an article's mentions, each once.
fn told(article: &ArticleFeatures) -> Vec<Key> {
    let mut keys: Vec<Key> = article.mentions.iter().flat_map(|m| m.terms.iter().map(name)).collect();
    keys.sort_unstable();
    keys.dedup();
    keys
}

/// One less of a key; none where it was the last.
fn less(counts: &mut HashMap<Key, u32>, key: Key) {
    if let Some(count) = counts.get_mut(&key) {
        *count -= 1;
        if *count == 0 {
            counts.remove(&key);
        }
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

/// What two articles have to do with each other.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Kinship {
    /// How much their subjects have in common, 0 to 1.
    pub story: f32,
    /// How near they are in time, as reports of one happening, 0 to 1.
    pub nearness: f32,
    /// How surely one tells the other's text, 0 to 1.
    pub retold: f32,
    /// How surely their subjects have nothing to do with each other, 0 to 1; less where one says little.
    pub unrelated: f32,
}

/// Compares two articles as wholes; nothing is said of an article and itself.
#[must_use]
pub fn kinship(one: &ArticleFeatures, other: &ArticleFeatures, rarity: &Rarity) -> Kinship {
    if one.article == other.article {
        return Kinship::default();
    }
    let story = sketch::common(&one.sketch, &other.sketch, |key| rarity.of_article(key));
    Kinship {
        story,
        nearness: sketch::nearness(one, other),
        retold: sketch::retold(&one.sketch, &other.sketch),
        unrelated: (1.0 - story / RELATED).max(0.0) * sketch::said(&one.sketch, &other.sketch),
    }
}

/// Log odds that both are one initiative.
#[must_use]
pub fn score(one: Side<'_>, other: Side<'_>, kin: Kinship, rarity: &Rarity, weights: &Signs) -> f32 {
    signs(one, other, kin, rarity).weighed(weights)
}

/// What speaks for or against both being one initiative.
#[must_use]
pub fn signs(one: Side<'_>, other: Side<'_>, kin: Kinship, rarity: &Rarity) -> Signs {
    let (a, b) = (one.mention, other.mention);
    let across = one.article.lang != other.article.lang;
    let Shared { overlap, contained, distinct } = compare(&a.terms, &b.terms, across, rarity);
    let mut signs = Signs { bias: 1.0, overlap, contained, ..Signs::default() };
    let cosine = a.vector.cosine(&b.vector);
    if a.glossed || b.glossed {
        signs.glossed = 1.0;
        signs.gloss = cosine.map_or(0.0, |cosine| cosine - MIDDLE_GLOSSED);
    } else {
        signs.cosine = cosine.map_or(0.0, |cosine| cosine - MIDDLE);
    }
    signs.outstanding = cosine.map_or(0.0, |cosine| outstanding(one, other, cosine));
    heads(a, b, &mut signs);
    names(a, b, &mut signs);
    times(a, b, &mut signs);
    numbers(a, b, &mut signs);
    match (a.actor_key, b.actor_key) {
        (Some(a), Some(b)) if a == b => signs.actor_same = 1.0,
        (Some(_), Some(_)) => signs.actor_differs = 1.0,
        _ => {}
    }
    *(if a.kind == b.kind { &mut signs.kind_same } else { &mut signs.kind_differs }) = 1.0;
    signs.thin = 1.0 - weight(a).min(weight(b));
    if one.article.article == other.article.article {
        within(a, b, contained, &mut signs);
    } else {
        signs.story = kin.story;
        signs.event = kin.story * kin.nearness;
        signs.unrelated = kin.unrelated;
        signs.context = shared(&a.context, &b.context, rarity);
        if kin.retold >= RETOLD {
            let between = f32::from(a.depth.abs_diff(b.depth)) / 1000.0;
            signs.abreast = (1.0 - between / NEAR).max(0.0);
            signs.astray = 1.0 - signs.abreast;
        }
        apart(a, b, across, Shared { overlap, contained, distinct }, rarity, &mut signs);
    }
    signs
}

/// What is to be said of two mentions of one article.
fn within(a: &MentionFeatures, b: &MentionFeatures, contained: f32, signs: &mut Signs) {
    signs.article = 1.0;
    if a.sentence == b.sentence && a.sentence != u32::MAX {
        signs.sentence = 1.0;
    }
    if a.number.abs_diff(b.number) == 1 {
        signs.next = 1.0;
    }
    #[allow(clippy::cast_precision_loss, reason = "numbers of sentences are small")]
    let between = a.sentence.abs_diff(b.sentence) as f32;
    signs.near = 1.0 / (1.0 + between);
    signs.local_head = signs.head_same;
    signs.local_head_differs = signs.head_differs;
    let names = |later: &MentionFeatures, earlier: &MentionFeatures| later.recalls == Some(earlier.number);
    let recalled = names(a, b) || names(b, a);
    let later = if a.number < b.number { b } else { a };
    signs.recalled = if recalled { 1.0 } else { 0.0 };
    signs.another = if later.another && !recalled { 1.0 } else { 0.0 };
    signs.local_thin = std::mem::take(&mut signs.thin);
    signs.local_contained = contained;
}

/// What tells two things of one sort apart, in two articles whose kinship the signs hold already.
fn apart(
    a: &MentionFeatures,
    b: &MentionFeatures,
    across: bool,
    common: Shared,
    rarity: &Rarity,
    signs: &mut Signs,
) {
    let bare = (1.0 - common.distinct / DISTINCT).max(0.0);
    *(if across { &mut signs.bare_across } else { &mut signs.bare }) = bare;
    signs.strangers = (1.0 - signs.story / ACQUAINTED).max(0.0);
    signs.bare_strangers = bare * signs.strangers;
    signs.bare_numbers = bare * signs.number_differs;
    signs.vague = (1.0 - telling(a, rarity).min(telling(b, rarity)) / TELLING).max(0.0);
    signs.vague_strangers = signs.vague * signs.strangers;
    // Much of what is the same in two languages is not seen to be.
    let bare = if across { 0.5 * bare } else { bare };
    let setting = beside(a, b, rarity);
    signs.setting = setting.unwrap_or_default();
    signs.bare_head = bare * (1.0 - signs.setting) * signs.head_same;
    signs.bare_words = bare * (1.0 - signs.setting) * common.contained;
    // Names seldom agree letter by letter in two languages: that none does tells less there.
    if setting == Some(0.0) && !a.places.is_empty() && !b.places.is_empty() {
        *(if across { &mut signs.elsewhere_across } else { &mut signs.elsewhere }) = bare;
        signs.vague_elsewhere = signs.vague;
    }
}

fn outstanding(one: Side<'_>, other: Side<'_>, cosine: f32) -> f32 {
    let member = one.article.article == other.article.article;
    let there = other.article.middle.cosine(&one.mention.vector, member).unwrap_or(cosine);
    let here = one.article.middle.cosine(&other.mention.vector, member).unwrap_or(cosine);
    cosine - f32::midpoint(there, here)
}

/// How much a mention's own words set it apart from others of its sort.
fn telling(m: &MentionFeatures, rarity: &Rarity) -> f32 {
    m.terms.iter().map(|term| term.distinct * rarity.of(name(term))).sum()
}

/// How much of what is named beside both is the same, 0 to 1; nothing where nothing is named beside one of them.
fn beside(a: &MentionFeatures, b: &MentionFeatures, rarity: &Rarity) -> Option<f32> {
    let total = |keys: &[Key]| keys.iter().map(|key| rarity.of_article(*key)).sum::<f32>();
    let common = a.setting.iter().filter(|key| b.setting.binary_search(key).is_ok());
    let common: f32 = common.map(|key| rarity.of_article(*key)).sum();
    let least = total(&a.setting).min(total(&b.setting));
    (least > 0.0).then(|| (common / least).min(1.0))
}

/// Common keys as a share of both sides, rare ones counting more.
fn shared(a: &[Key], b: &[Key], rarity: &Rarity) -> f32 {
    let total = |keys: &[Key]| keys.iter().map(|key| rarity.of(*key)).sum::<f32>();
    let common: f32 = a.iter().filter(|key| b.binary_search(key).is_ok()).map(|key| rarity.of(*key)).sum();
    let all = total(a) + total(b);
    if all > 0.0 { 2.0 * common / all } else { 0.0 }
}

/// How much a mention counts among others: 0 to 1, little where it says little.
#[must_use]
pub fn weight(mention: &MentionFeatures) -> f32 {
    (mention.content / FULL).clamp(0.05, 1.0)
}

fn heads(a: &MentionFeatures, b: &MentionFeatures, signs: &mut Signs) {
    let within = |head: Key, terms: &[Term]| terms.iter().any(|term| term.concept == Some(head));
    let (one, other) = match (a.head, b.head) {
        (Some(one), Some(other)) => (one, other),
        (None, None) => return,
        (Some(head), None) | (None, Some(head)) => {
            if !(within(head.concept, &a.terms) && within(head.concept, &b.terms)) {
                signs.head_lacking = 1.0;
            }
            return;
        }
    };
    if one.concept == other.concept {
        signs.head_same = 1.0;
    } else if within(one.concept, &b.terms) || within(other.concept, &a.terms) {
        signs.head_shared = 1.0;
    } else if one.family == other.family {
        signs.head_kin = 1.0;
    } else {
        signs.head_differs = 1.0;
    }
}

fn names(a: &MentionFeatures, b: &MentionFeatures, signs: &mut Signs) {
    let judge = |sort: NameSort| {
        // Whether a name is somebody's is known of one mention and not of another.
        let sort_of =
            |name: &NameKey| if name.sort == NameSort::Person { NameSort::Proper } else { name.sort };
        let of = |m: &MentionFeatures| m.names.iter().filter(|name| sort_of(name) == sort).count();
        let own = a.names.iter().filter(|name| sort_of(name) == sort);
        let common = own.filter(|x| b.names.iter().any(|y| y.key == x.key && sort_of(y) == sort)).count();
        match common {
            0 if of(a) > 0 && of(b) > 0 => (0.0, 1.0),
            0 => (0.0, 0.0),
            1 => (1.0, 0.0),
            _ => (2.0, 0.0),
        }
    };
    (signs.name_same, signs.name_differs) = judge(NameSort::Proper);
    let once = |(same, differs): (f32, f32)| (same.min(1.0), differs);
    (signs.title_same, signs.title_differs) = once(judge(NameSort::Title));
    (signs.place_same, signs.place_differs) = once(judge(NameSort::Place));
    (signs.body_same, signs.body_differs) = once(judge(NameSort::Body));
}

fn times(a: &MentionFeatures, b: &MentionFeatures, signs: &mut Signs) {
    let days = |m: &MentionFeatures| m.when.as_ref().and_then(crate::base::when::When::days);
    if let (Some((from, to)), Some((other_from, other_to))) = (days(a), days(b)) {
        let agree = from <= other_to && other_from <= to;
        *(if agree { &mut signs.when_same } else { &mut signs.when_differs }) = 1.0;
    }
}

fn numbers(a: &MentionFeatures, b: &MentionFeatures, signs: &mut Signs) {
    if a.numbers.is_empty() || b.numbers.is_empty() {
        return;
    }
    let same = a.numbers.iter().any(|x| b.numbers.iter().any(|y| (x - y).abs() <= 0.001 * x.abs()));
    *(if same { &mut signs.number_same } else { &mut signs.number_differs }) = 1.0;
}

/// Common words as a share of both sides (Dice), and how much of them sets one thing apart from others of its sort.
/// Only words of two languages are compared by sound.
#[must_use]
pub fn shared_terms(a: &[Term], b: &[Term], across: bool, rarity: &Rarity) -> (f32, f32) {
    let shared = compare(a, b, across, rarity);
    (shared.overlap, shared.distinct)
}

/// The same for the words of two mentions.
#[must_use]
pub fn shared_words(a: Side<'_>, b: Side<'_>, rarity: &Rarity) -> (f32, f32) {
    let across = a.article.lang != b.article.lang;
    shared_terms(&a.mention.terms, &b.mention.terms, across, rarity)
}

/// What the words of two mentions have in common.
#[derive(Clone, Copy)]
struct Shared {
    /// As a share of both sides.
    overlap: f32,
    /// As a share of the smaller side.
    contained: f32,
    /// How much of it sets one thing apart from others of its sort.
    distinct: f32,
}

fn compare(a: &[Term], b: &[Term], across: bool, rarity: &Rarity) -> Shared {
    let weight = |term: &Term| term.weight * rarity.of(name(term));
    let total = |terms: &[Term]| terms.iter().map(weight).sum::<f32>();
    let (all_a, all_b) = (total(a), total(b));
    if all_a <= 0.0 || all_b <= 0.0 {
        return Shared { overlap: 0.0, contained: 0.0, distinct: 0.0 };
    }
    let common = |from: &[Term], to: &[Term]| -> f32 {
        from.iter().map(|x| to.iter().map(|y| fit(x, y, across)).fold(0.0, f32::max) * weight(x)).sum()
    };
    let (in_b, in_a) = (common(a, b), common(b, a));
    let contained = if all_a < all_b { in_b / all_a } else { in_a / all_b };
    let fitting =
        |x: &Term| b.iter().map(|y| fit(x, y, across) * x.distinct.min(y.distinct)).fold(0.0, f32::max);
    let distinct = a.iter().map(|x| fitting(x) * rarity.of(name(x))).sum();
    Shared { overlap: (in_b + in_a) / (all_a + all_b), contained, distinct }
}

/// How well two words fit: the same stem or meaning wholly, the same sound nearly.
fn fit(x: &Term, y: &Term, across: bool) -> f32 {
    let meaning = x.concept.is_some() && x.concept == y.concept;
    let sound = across && x.sound.is_some() && x.sound == y.sound;
    match (x.stem == y.stem || meaning, sound) {
        (true, _) => 1.0,
        (false, true) => 0.85,
        (false, false) => 0.0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::link::features::Sketch;

    #[test]
    fn what_is_taken_back_leaves_nothing() {
        let one = ArticleFeatures {
            sketch: Sketch { keys: vec![(1, 2), (7, 1)], ..Sketch::default() },
            ..ArticleFeatures::default()
        };
        let mut rarity = Rarity::default();
        rarity.add(&one);
        rarity.add(&one);
        rarity.remove(&one);
        assert_eq!(rarity, Rarity::of_all(std::slice::from_ref(&one)));
        rarity.remove(&one);
        assert_eq!(rarity, Rarity::default());
    }
}
