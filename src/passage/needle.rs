//! A passage to be found, folded, and how well a place of a text fits it. Never chooses between places.

use crate::model::bookmark::Anchor;
use crate::passage::distance::Pattern;
use crate::passage::fold::Folded;

/// Letters of context on each side that are compared.
pub(super) const CONTEXT: usize = 64;

/// What is looked for.
#[derive(Debug)]
pub(super) struct Needle {
    /// The letters of the passage.
    pub(super) quote: Vec<char>,
    /// The letters before it, the nearest [`CONTEXT`] of them.
    pub(super) prefix: Vec<char>,
    /// The letters after it, likewise.
    pub(super) suffix: Vec<char>,
    /// The letter of the text where it would begin if nothing had changed; `None` where that is not known.
    pub(super) expected: Option<usize>,
    before: Pattern,
    after: Pattern,
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
        let prefix = prefix.get(prefix.len().saturating_sub(CONTEXT)..).unwrap_or_default().to_vec();
        let suffix = suffix.get(..CONTEXT).unwrap_or(suffix).to_vec();
        let before = Pattern::new(prefix.iter().rev().copied());
        let after = Pattern::new(suffix.iter().copied());
        Self { quote, prefix, suffix, expected, before, after }
    }

    /// How alike the text before letter `at` is to the context before the passage.
    pub(super) fn before(&self, text: &[char], at: usize) -> Side {
        let reach = self.prefix.len() + self.prefix.len() / 4;
        let near = text.get(at.saturating_sub(reach)..at.min(text.len())).unwrap_or_default();
        Side::new(&self.prefix, self.before.to_beginning(near.iter().rev().copied()), near.is_empty())
    }

    /// How alike the text from letter `at` is to the context after the passage.
    pub(super) fn after(&self, text: &[char], at: usize) -> Side {
        let reach = self.suffix.len() + self.suffix.len() / 4;
        let near = text.get(at.min(text.len())..at.saturating_add(reach).min(text.len())).unwrap_or_default();
        Side::new(&self.suffix, self.after.to_beginning(near.iter().copied()), near.is_empty())
    }

    /// Letters before `at` that are the same as those before the passage, without a gap.
    pub(super) fn run_before(&self, text: &[char], at: usize) -> usize {
        let near = text.get(..at.min(text.len())).unwrap_or_default();
        self.prefix.iter().rev().zip(near.iter().rev()).take_while(|(own, its)| own == its).count()
    }

    /// Letters from `at` that are the same as those after the passage, without a gap.
    pub(super) fn run_after(&self, text: &[char], at: usize) -> usize {
        let near = text.get(at.min(text.len())..).unwrap_or_default();
        self.suffix.iter().zip(near).take_while(|(own, its)| own == its).count()
    }
}

/// One side of the context.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Side {
    /// Letters compared.
    pub(super) letters: usize,
    /// 1 where they are the same, 0 where all differ.
    pub(super) likeness: f32,
}

impl Side {
    fn new(own: &[char], distance: usize, at_edge: bool) -> Self {
        if own.is_empty() {
            return Self { letters: 0, likeness: if at_edge { 1.0 } else { 0.0 } };
        }
        Self { letters: own.len(), likeness: likeness(own.len(), distance) }
    }
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
        }
    }

    /// Whether the two share letters, or stand at the same edge.
    pub(super) const fn overlaps(&self, other: &Self) -> bool {
        (self.from < other.to && other.from < self.to) || self.from == other.from || self.to == other.to
    }
}
