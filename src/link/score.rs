//! Whether two mentions name one initiative, as log odds. Never looks at more than the two.

use crate::base::when::When;
use crate::link::angle::dot;
use crate::link::features::NameSort;
use crate::link::hash::Key;
use crate::link::held::{Held, HeldArticle, HeldMention, HeldName, HeldVector, Side, Stretch, index};
use crate::link::likeness;
use crate::link::meet::meet;
use crate::link::signs::Signs;
use crate::link::terms::{Shared, compare};

/// What a mention that says enough says.
const FULL: f32 = 3.0;
/// Weight of what two mentions share from which it sets the thing apart from others of its sort.
const DISTINCT: f32 = 0.5;
/// What the words of a mention must tell for it to be known from others of its sort by itself.
const TELLING: f32 = 0.6;
/// How much the subjects of two articles have in common from which they are no strangers.
const ACQUAINTED: f32 = 0.4;
/// Share of numbers and names in the same order from which one text tells the other.
const RETOLD: f32 = 0.4;
/// Share of a text within which two places of texts that tell each other may tell the same.
const NEAR: f32 = 0.08;

/// How much two things of one sort in an article tell against each other where one stands in its headline and both are
/// for one time.
const SUMMED: f32 = 0.3;

/// The cosine between what is like and what is not.
const MIDDLE: f32 = 0.55;
/// The same where one side is glossed.
const MIDDLE_GLOSSED: f32 = 0.35;

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
    /// How far apart in time they are, 0 to 1 from a year on.
    pub distance: f32,
}

/// Compares two articles as wholes, by their numbers in order of time; nothing is said of an article and itself.
#[must_use]
pub fn kinship(held: &Held, one: usize, other: usize) -> Kinship {
    let (Some(a), Some(b)) = (held.articles.get(one.min(other)), held.articles.get(one.max(other))) else {
        return Kinship::default();
    };
    if one == other {
        return Kinship::default();
    }
    let story = likeness::story(held, a, b);
    Kinship {
        story,
        nearness: likeness::nearness(a.day, b.day),
        retold: likeness::retold(a.beats.of(&held.beats), b.beats.of(&held.beats)),
        unrelated: likeness::unrelated(story, a, b),
        distance: likeness::distance(a.day, b.day),
    }
}

/// Log odds that both are one initiative.
#[must_use]
pub fn score(one: Side<'_>, other: Side<'_>, kin: Kinship, weights: &Signs) -> f32 {
    signs(one, other, kin).weighed(weights)
}

/// What speaks for or against both being one initiative.
#[must_use]
pub fn signs(one: Side<'_>, other: Side<'_>, kin: Kinship) -> Signs {
    let (a, b) = (one.mention, other.mention);
    let common = shared_words(one, other);
    let mut signs =
        Signs { bias: 1.0, overlap: common.overlap, contained: common.contained, ..Signs::default() };
    let cosine = cosine(one.held, a.vector, b.vector);
    if a.glossed || b.glossed {
        signs.glossed = 1.0;
        signs.gloss = cosine.map_or(0.0, |cosine| cosine - MIDDLE_GLOSSED);
    } else {
        signs.cosine = cosine.map_or(0.0, |cosine| cosine - MIDDLE);
    }
    signs.outstanding = cosine.map_or(0.0, |cosine| outstanding(one, other, cosine));
    heads(one, other, &mut signs);
    names(one.names(), other.names(), &mut signs);
    times(one.when(), other.when(), &mut signs);
    numbers(a.numbers.of(&one.held.numbers), b.numbers.of(&one.held.numbers), &mut signs);
    match (a.actor_key, b.actor_key) {
        (Some(a), Some(b)) if a == b => signs.actor_same = 1.0,
        (Some(_), Some(_)) => signs.actor_differs = 1.0,
        _ => {}
    }
    *(if a.kind == b.kind { &mut signs.kind_same } else { &mut signs.kind_differs }) = 1.0;
    signs.thin = 1.0 - weight(one).min(weight(other));
    if a.article == b.article {
        within(a, b, common.contained, &mut signs);
    } else {
        signs.story = kin.story;
        signs.event = kin.story * kin.nearness;
        signs.unrelated = kin.unrelated;
        // Words that are the same in two languages are not always seen to be.
        if one.article.lang == other.article.lang || common.distinct < DISTINCT {
            signs.long_unlike = kin.distance * common.left.min(1.0);
        }
        signs.context = around(one, other);
        if kin.retold >= RETOLD {
            let between = f32::from(a.depth.abs_diff(b.depth)) / 1000.0;
            signs.abreast = (1.0 - between / NEAR).max(0.0);
            signs.astray = 1.0 - signs.abreast;
        }
        apart(one, other, common, &mut signs);
    }
    signs
}

/// What the words of two mentions have in common.
#[must_use]
pub(super) fn shared_words(one: Side<'_>, other: Side<'_>) -> Shared {
    let across = one.article.lang != other.article.lang;
    let sides = [(one.mention.terms, one.mention.weighs), (other.mention.terms, other.mention.weighs)];
    compare(one.held, sides, across)
}

/// Cosine of two vectors, -1 to 1; `None` where one of the two is empty.
fn cosine(held: &Held, one: HeldVector, other: HeldVector) -> Option<f32> {
    let (a, b) = (one.bytes.of(&held.vectors), other.bytes.of(&held.vectors));
    if a.is_empty() || a.len() != b.len() {
        return None;
    }
    let length = (one.square * other.square).sqrt();
    (length > 0.0).then(|| dot(held.arch, a, b) / length)
}

/// The mean cosine of a vector with those of an article's mentions; `member` where it is one of them and is to be
/// left out.
fn among(held: &Held, article: &HeldArticle, vector: HeldVector, member: bool) -> Option<f32> {
    let mean = cosine(held, article.middle, vector)? * article.length;
    let count = f32::from(article.count);
    match member {
        false => Some(mean),
        true if article.count > 1 => Some((mean * count - 1.0) / (count - 1.0)),
        true => None,
    }
}

fn outstanding(one: Side<'_>, other: Side<'_>, cosine: f32) -> f32 {
    let member = one.mention.article == other.mention.article;
    let there = among(one.held, other.article, one.mention.vector, member).unwrap_or(cosine);
    let here = among(one.held, one.article, other.mention.vector, member).unwrap_or(cosine);
    cosine - f32::midpoint(there, here)
}

/// What is to be said of two mentions of one article.
fn within(a: &HeldMention, b: &HeldMention, contained: f32, signs: &mut Signs) {
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
    // A headline names what the text names again, for the same time; two of one sort in the text are seldom the same.
    let summed = a.part != b.part && signs.when_same > 0.0;
    signs.local_head = if summed { SUMMED * signs.head_same } else { signs.head_same };
    signs.local_head_differs = signs.head_differs;
    let names = |later: &HeldMention, earlier: &HeldMention| later.recalls == Some(earlier.number);
    let recalled = names(a, b) || names(b, a);
    let later = if a.number < b.number { b } else { a };
    signs.recalled = if recalled { 1.0 } else { 0.0 };
    signs.another = if later.another && !recalled { 1.0 } else { 0.0 };
    signs.local_thin = std::mem::take(&mut signs.thin);
    signs.local_contained = contained;
}

/// What tells two things of one sort apart, in two articles whose kinship the signs hold already.
fn apart(one: Side<'_>, other: Side<'_>, common: Shared, signs: &mut Signs) {
    let (a, b) = (one.mention, other.mention);
    let across = one.article.lang != other.article.lang;
    let bare = (1.0 - common.distinct / DISTINCT).max(0.0);
    *(if across { &mut signs.bare_across } else { &mut signs.bare }) = bare;
    signs.strangers = (1.0 - signs.story / ACQUAINTED).max(0.0);
    signs.bare_strangers = bare * signs.strangers;
    signs.bare_numbers = bare * signs.number_differs;
    signs.vague = (1.0 - a.telling.min(b.telling) / TELLING).max(0.0);
    signs.vague_strangers = signs.vague * signs.strangers;
    // Much of what is the same in two languages is not seen to be.
    let bare = if across { 0.5 * bare } else { bare };
    let setting = beside(one, other);
    signs.setting = setting.unwrap_or_default();
    signs.bare_head = bare * (1.0 - signs.setting) * signs.head_same;
    signs.bare_words = bare * (1.0 - signs.setting) * common.contained;
    // Names seldom agree letter by letter in two languages: that none does tells less there.
    if setting == Some(0.0) && a.places > 0 && b.places > 0 {
        *(if across { &mut signs.elsewhere_across } else { &mut signs.elsewhere }) = bare;
        signs.vague_elsewhere = signs.vague;
    }
}

/// How much of what is named beside both is the same, 0 to 1; nothing where nothing is named beside one of them.
fn beside(one: Side<'_>, other: Side<'_>) -> Option<f32> {
    let least = one.mention.beside.min(other.mention.beside);
    let common = common(one.held, [one.mention.setting, other.mention.setting], |told| told.1);
    (least > 0.0).then(|| (common / least).min(1.0))
}

/// Common words around two mentions as a share of both sides, rare ones counting more.
fn around(one: Side<'_>, other: Side<'_>) -> f32 {
    let common = common(one.held, [one.mention.context, other.mention.context], |told| told.0);
    let all = one.mention.around + other.mention.around;
    if all > 0.0 { 2.0 * common / all } else { 0.0 }
}

/// How much the keys tell together that two lists have in common.
fn common(held: &Held, lists: [Stretch; 2], tells: fn(&(f32, f32)) -> f32) -> f32 {
    let [one, other] = lists.map(|list| list.of(&held.keys));
    let mut sum = 0.0;
    meet(one, other, |at, _| {
        let told = one.get(at).and_then(|key| held.told.get(index(*key)));
        sum += told.map_or(0.0, tells);
    });
    sum
}

/// How much a mention counts among others: 0 to 1, little where it says little.
#[must_use]
pub fn weight(side: Side<'_>) -> f32 {
    (side.mention.content / FULL).clamp(0.05, 1.0)
}

fn heads(one: Side<'_>, other: Side<'_>, signs: &mut Signs) {
    let within = |head: Key, side: Side<'_>| side.words().any(|word| word.term.concept == Some(head));
    let (a, b) = match (one.mention.head, other.mention.head) {
        (Some(a), Some(b)) => (a, b),
        (None, None) => return,
        (Some(head), None) | (None, Some(head)) => {
            if !(within(head.concept, one) && within(head.concept, other)) {
                signs.head_lacking = 1.0;
            }
            return;
        }
    };
    if a.concept == b.concept {
        signs.head_same = 1.0;
    } else if within(a.concept, other) || within(b.concept, one) {
        signs.head_shared = 1.0;
    } else if a.family == b.family {
        signs.head_kin = 1.0;
    } else {
        signs.head_differs = 1.0;
    }
}

fn names(a: &[HeldName], b: &[HeldName], signs: &mut Signs) {
    if a.is_empty() || b.is_empty() {
        return;
    }
    let judge = |sort: NameSort| {
        // Whether a name is somebody's is known of one mention and not of another.
        let sort_of =
            |name: &HeldName| if name.sort == NameSort::Person { NameSort::Proper } else { name.sort };
        let of = |names: &[HeldName]| names.iter().any(|name| sort_of(name) == sort);
        let own = a.iter().filter(|name| sort_of(name) == sort);
        let common = own.filter(|x| b.iter().any(|y| y.key == x.key && sort_of(y) == sort)).count();
        match common {
            0 if of(a) && of(b) => (0.0, 1.0),
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

fn times(one: Option<&When>, other: Option<&When>, signs: &mut Signs) {
    if let (Some((from, to)), Some((other_from, other_to))) =
        (one.and_then(When::days), other.and_then(When::days))
    {
        let agree = from <= other_to && other_from <= to;
        *(if agree { &mut signs.when_same } else { &mut signs.when_differs }) = 1.0;
    }
}

fn numbers(one: &[f32], other: &[f32], signs: &mut Signs) {
    if one.is_empty() || other.is_empty() {
        return;
    }
    let same = one.iter().any(|x| other.iter().any(|y| (x - y).abs() <= 0.001 * x.abs()));
    *(if same { &mut signs.number_same } else { &mut signs.number_differs }) = 1.0;
}
