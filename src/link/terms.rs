//! What the words of two things have in common, rare words counting more. Never looks at anything but words.

use crate::link::features::Term;
use crate::link::held::{Held, HeldTerm, Stretch};

/// What two lists of words have in common.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Shared {
    /// As a share of both sides (Dice).
    pub(super) overlap: f32,
    /// As a share of the smaller side.
    pub(super) contained: f32,
    /// How much of it sets one thing apart from others of its sort.
    pub(super) distinct: f32,
    /// How much each has, at least, of such words that the other lacks.
    pub(super) left: f32,
}

/// How much words weigh together.
pub(super) fn weighs(held: &Held, terms: Stretch) -> f32 {
    held.words(terms).map(weight).sum()
}

fn weight(word: &HeldTerm) -> f32 {
    word.term.weight * word.rare
}

/// Compares two lists of words, each with what it weighs together. Only words of two languages are compared by sound.
pub(super) fn compare(held: &Held, sides: [(Stretch, f32); 2], across: bool) -> Shared {
    let [(one, all_a), (other, all_b)] = sides;
    if all_a <= 0.0 || all_b <= 0.0 {
        return Shared::default();
    }
    let theirs: Vec<&HeldTerm> = held.words(other).collect();
    let mut fitting = vec![0.0_f32; theirs.len()];
    let (mut in_b, mut distinct, mut left) = (0.0, 0.0, 0.0);
    for x in held.words(one) {
        let (mut most, mut apart) = (0.0_f32, 0.0_f32);
        for (y, best) in theirs.iter().zip(&mut fitting) {
            let fit = fit(&x.term, &y.term, across);
            if fit > 0.0 {
                most = most.max(fit);
                apart = apart.max(fit * x.term.distinct.min(y.term.distinct));
                *best = best.max(fit);
            }
        }
        in_b += most * weight(x);
        distinct += apart * x.rare;
        left += (1.0 - most) * x.term.distinct * x.rare;
    }
    let in_a: f32 = theirs.iter().zip(&fitting).map(|(y, fit)| fit * weight(y)).sum();
    let theirs_left: f32 =
        theirs.iter().zip(&fitting).map(|(y, fit)| (1.0 - fit) * y.term.distinct * y.rare).sum();
    let contained = if all_a < all_b { in_b / all_a } else { in_a / all_b };
    Shared { overlap: (in_b + in_a) / (all_a + all_b), contained, distinct, left: left.min(theirs_left) }
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
