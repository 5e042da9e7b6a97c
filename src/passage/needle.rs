//! A passage to be found, folded, and how well a place of a text fits it. Never chooses between places.

use std::cell::OnceCell;

use crate::model::bookmark::Anchor;
use crate::passage::distance::Pattern;
use crate::passage::fold::Folded;

/// Letters of context on each side that are compared first.
pub(super) const NEAR: usize = 64;
/// The farthest letters of a longer context, which tell the passage from its like.
const FAR: usize = 40;

/// Likeness of the nearest letters below which farther ones say nothing more.
const UNLIKE: f32 = 0.5;

/// What is looked for.
#[derive(Debug)]
pub(super) struct Needle {
    /// The letters of the passage.
    pub(super) quote: Vec<char>,
    /// The letters before it, nearest first.
    pub(super) prefix: Context,
    /// The letters after it.
    pub(super) suffix: Context,
    /// The letter of the text where it would begin if nothing had changed; `None` where that is not known.
    pub(super) expected: Option<usize>,
}

impl Needle {
    /// Folds an anchor.
    pub(super) fn new(anchor: &Anchor, expected: Option<usize>) -> Self {
        let prefix = Folded::new(&anchor.prefix).units;
        let suffix = Folded::new(&anchor.suffix).units;
        Self::of(Folded::new(&anchor.quote).units, &prefix, &suffix, expected)
    }

    /// A needle of letters.
    pub(super) fn of(quote: Vec<char>, prefix: &[char], suffix: &[char], expected: Option<usize>) -> Self {
        let prefix = Context::new(prefix.iter().rev().copied().collect());
        let suffix = Context::new(suffix.to_vec());
        Self { quote, prefix, suffix, expected }
    }

    /// How alike the text before letter `at` is to the context before the passage.
    pub(super) fn before(&self, text: &[char], at: usize) -> Side {
        let near = text.get(..at.min(text.len())).unwrap_or_default();
        self.prefix.side(&near.iter().rev().copied())
    }

    /// How alike the text from letter `at` is to the context after the passage.
    pub(super) fn after(&self, text: &[char], at: usize) -> Side {
        let near = text.get(at.min(text.len())..).unwrap_or_default();
        self.suffix.side(&near.iter().copied())
    }

    /// Letters before `at` that are the same as those before the passage, without a gap.
    pub(super) fn run_before(&self, text: &[char], at: usize) -> usize {
        let near = text.get(..at.min(text.len())).unwrap_or_default();
        self.prefix.letters.iter().zip(near.iter().rev()).take_while(|(own, its)| own == its).count()
    }

    /// Letters from `at` that are the same as those after the passage, without a gap.
    pub(super) fn run_after(&self, text: &[char], at: usize) -> usize {
        let near = text.get(at.min(text.len())..).unwrap_or_default();
        self.suffix.letters.iter().zip(near).take_while(|(own, its)| own == its).count()
    }

    /// Whether the passage had its like in its own text: then it was given more context.
    pub(super) const fn had_its_like(&self) -> bool {
        self.prefix.is_long() || self.suffix.is_long()
    }

    /// Passage and near context in the order of the text.
    pub(super) fn whole(&self) -> Vec<char> {
        let before = self.prefix.near().iter().rev();
        before.chain(&self.quote).chain(self.suffix.near()).copied().collect()
    }
}

/// The letters on one side of a passage, nearest first.
#[derive(Debug)]
pub(super) struct Context {
    /// The letters.
    pub(super) letters: Vec<char>,
    nearest: Pattern,
    /// All letters, and all but the farthest, where there are more than [`NEAR`]; made when first needed.
    longer: OnceCell<(Pattern, Pattern)>,
}

impl Context {
    fn new(letters: Vec<char>) -> Self {
        Self { nearest: pattern(&letters, NEAR), longer: OnceCell::new(), letters }
    }

    /// Whether there is more than the nearest letters.
    const fn is_long(&self) -> bool {
        self.letters.len() > NEAR
    }

    /// The nearest letters.
    pub(super) fn near(&self) -> &[char] {
        self.letters.get(..NEAR).unwrap_or(&self.letters)
    }

    /// Compares with a text that begins at the passage's edge and leads away from it.
    fn side(&self, text: &(impl Iterator<Item = char> + Clone)) -> Side {
        let letters = self.near().len();
        if letters == 0 {
            let at_edge = text.clone().next().is_none();
            return Side { letters, likeness: if at_edge { 1.0 } else { 0.0 } };
        }
        let within = |count: usize| text.clone().take(count + count / 4);
        let near = likeness(letters, self.nearest.to_beginning(within(letters)));
        if !self.is_long() || near < UNLIKE {
            return Side { letters, likeness: near };
        }
        let length = self.letters.len();
        let longer = || (pattern(&self.letters, length), pattern(&self.letters, length - FAR));
        let (all, inner) = self.longer.get_or_init(longer);
        let beyond = all.to_beginning(within(length)).saturating_sub(inner.to_beginning(within(length)));
        Side { letters, likeness: near.min(likeness(FAR, beyond)) }
    }
}

fn pattern(letters: &[char], count: usize) -> Pattern {
    Pattern::new(letters.get(..count).unwrap_or(letters).iter().copied())
}

/// One side of the context.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Side {
    /// Letters compared.
    pub(super) letters: usize,
    /// 1 where they are the same, 0 where all differ.
    pub(super) likeness: f32,
}

/// What share of `letters` stands under an edit distance; never below 0.
#[expect(clippy::cast_precision_loss, reason = "a share of letters, not a place")]
pub(super) fn likeness(letters: usize, distance: usize) -> f32 {
    if letters == 0 { 0.0 } else { 1.0 - distance.min(letters) as f32 / letters as f32 }
}

/// A place that may be the passage.
#[derive(Clone, Copy, Debug)]
pub(super) struct Candidate {
    /// First letter.
    pub(super) from: usize,
    /// One past the last letter.
    pub(super) to: usize,
    /// How alike the letters are to the passage's, 0 to 1.
    pub(super) quote: f32,
    /// Context before.
    pub(super) before: Side,
    /// Context after.
    pub(super) after: Side,
    /// Letters of context next to it that are the very same, on both sides together.
    pub(super) run: usize,
}

impl Candidate {
    /// A place with its context compared.
    pub(super) fn new(needle: &Needle, text: &[char], from: usize, to: usize, distance: usize) -> Self {
        Self {
            from,
            to,
            quote: likeness(needle.quote.len(), distance),
            before: needle.before(text, from),
            after: needle.after(text, to),
            run: needle.run_before(text, from) + needle.run_after(text, to),
        }
    }

    /// Likeness of the side that agrees less.
    pub(super) const fn weaker_side(&self) -> f32 {
        self.before.likeness.min(self.after.likeness)
    }

    /// Whether the two share letters, or stand at the same edge.
    pub(super) const fn overlaps(&self, other: &Self) -> bool {
        (self.from < other.to && other.from < self.to) || self.from == other.from || self.to == other.to
    }
}
