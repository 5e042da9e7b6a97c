//! Weighs places of a passage against each other: likeness, context, uniqueness, position. Never searches.

use crate::passage::needle::{Candidate, Needle, Side};

/// How far a place is to be trusted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Verdict {
    /// Shown without a question.
    Sure,
    /// Shown with a question.
    Probable,
}

/// Likeness of unrelated texts of one language under edit distance, about.
const CHANCE: f32 = 0.35;
/// Letters beyond which a longer passage is no stronger evidence.
const ENOUGH: usize = 64;
/// What a context letter weighs beside a letter of the passage.
const CONTEXT_WEIGHT: f32 = 0.5;

/// Likeness below which it is another passage.
const ALIKE: f32 = 0.6;
/// Letters from which a passage tells its place with one side of its context alone.
const TELLING_QUOTE: usize = 24;
/// What the best place must have before the next in score.
const MARGIN: f32 = 0.06;
/// How many times nearer to where it stood the best place must be than one as good.
const NEARER: usize = 4;
/// Letters that must agree beyond chance.
const EVIDENCE: f32 = 24.0;
/// Letters that must agree in one unchanged run.
const UNCHANGED: usize = 20;

/// The best candidate and how far to trust it; `None` where none is good enough.
pub(super) fn judge(needle: &Needle, candidates: Vec<Candidate>) -> Option<(Verdict, Candidate)> {
    let alike = candidates.into_iter().filter(|one| one.quote >= ALIKE);
    let mut scored: Vec<(f32, Candidate)> = alike.map(|one| (score(needle, &one), one)).collect();
    let far = |one: &Candidate| needle.expected.map_or(0, |expected| one.from.abs_diff(expected));
    scored.sort_by(|(a, one), (b, other)| b.total_cmp(a).then_with(|| far(one).cmp(&far(other))));
    let (top, best) = *scored.first()?;
    let mut rivals = scored.iter().filter(|(_, other)| !other.overlaps(&best));
    let telling = needle.quote.len() >= TELLING_QUOTE;
    let alone = rivals.all(|(next, other)| {
        let nearer = needle.expected.is_some() && far(&best) * NEARER < far(other);
        let more_alike = telling && other.quote > best.quote;
        !more_alike && (top - next > MARGIN || nearer)
    });
    if alone && is_sure(needle, &best) {
        Some((Verdict::Sure, best))
    } else if is_probable(needle, &best) || (alone && is_all_there_is(needle, &best)) {
        Some((Verdict::Probable, best))
    } else {
        None
    }
}

/// Share of all letters, of passage and context, that the place agrees with.
#[expect(clippy::cast_precision_loss, reason = "weights, not places")]
fn score(needle: &Needle, one: &Candidate) -> f32 {
    let quote = needle.quote.len().min(ENOUGH) as f32;
    let side = |side: Side| side.letters as f32 * CONTEXT_WEIGHT;
    let total = quote + side(one.before) + side(one.after);
    (quote * one.quote + side(one.before) * one.before.likeness + side(one.after) * one.after.likeness)
        / total
}

/// Both sides must agree for a short passage, for one that has changed, and for one that had its like in its own
/// text, which its longer context tells; for any other one side is enough.
fn is_sure(needle: &Needle, one: &Candidate) -> bool {
    let (strong, weak) = sides(one);
    let length = needle.quote.len();
    let alone = !needle.had_its_like();
    if one.quote >= 1.0 {
        strong >= 0.7 && (weak >= 0.5 || (length >= TELLING_QUOTE && alone))
    } else {
        let both = one.quote >= 0.75 && strong >= 0.75 && weak >= 0.7;
        both || (one.quote >= 0.85 && length >= 2 * TELLING_QUOTE && alone && strong >= 0.8 && weak >= 0.45)
    }
}

/// Likeness of the better and of the worse side; a side without letters counts as far as the passage stands
/// at the edge of the text as it did.
fn sides(one: &Candidate) -> (f32, f32) {
    const TELLING: usize = 12;
    let of = |side: Side| if side.letters == 0 { side.likeness * 0.6 } else { side.likeness };
    let (before, after) = (of(one.before), of(one.after));
    let trusted =
        |side: Side, likeness: f32| if side.letters < TELLING { likeness.min(0.6) } else { likeness };
    let (before, after) = (trusted(one.before, before), trusted(one.after, after));
    (before.max(after), before.min(after))
}

/// An anchor of another program without any context can only be told by its passage: unchanged, and nowhere else.
fn is_all_there_is(needle: &Needle, one: &Candidate) -> bool {
    const WORD: usize = 5;
    let without = one.before.letters == 0 && one.after.letters == 0;
    without && one.quote >= 1.0 && needle.quote.len() >= WORD
}

/// Letters of passage and context that agree beyond chance, or stand in one unchanged run with the whole
/// passage, must be enough to speak of the same place.
#[expect(clippy::cast_precision_loss, reason = "weights, not places")]
fn is_probable(needle: &Needle, one: &Candidate) -> bool {
    let beyond = |likeness: f32| ((likeness - CHANCE) / (1.0 - CHANCE)).max(0.0);
    let side = |side: Side| side.letters as f32 * CONTEXT_WEIGHT * beyond(side.likeness);
    let evidence = needle.quote.len() as f32 * beyond(one.quote) + side(one.before) + side(one.after);
    let unchanged = one.quote >= 1.0 && needle.quote.len() + one.run >= UNCHANGED;
    unchanged || evidence >= EVIDENCE
}
