//! Whether the words near a time speak of the past or the future. Never a word of a language.

use crate::extract::phrases::Reading;
use crate::extract::phrases::forms::Forms;
use crate::model::phrases::Tense;
use crate::text::fold::fold;
use crate::text::tokens::TokenKind;

/// The direction in which a time without a year lies.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Direction {
    Past,
    Present,
    Future,
}

/// Compiled forms of verbs.
#[derive(Clone, Debug, Default)]
pub(crate) struct Tenses {
    past: Forms,
    future: Forms,
    present: Forms,
    neither: Forms,
    completed: Forms,
    own: Forms,
}

/// Words on either side of a time that are looked at.
const REACH: usize = 40;
/// How many words further a comma seems.
const COMMA: usize = 6;

impl Tenses {
    pub(crate) fn of(tense: &Tense) -> Self {
        Self {
            past: Forms::of(&tense.past),
            future: Forms::of(&tense.future),
            present: Forms::of(&tense.present),
            neither: Forms::of(&tense.neither),
            completed: Forms::of(&tense.completed),
            own: Forms::of(&tense.own),
        }
    }

    fn direction(&self, word: &str) -> Option<Direction> {
        if self.neither.fits(word) {
            None
        } else if self.future.fits(word) {
            Some(Direction::Future)
        } else if self.past.fits(word) {
            Some(Direction::Past)
        } else if self.present.fits(word) {
            Some(Direction::Present)
        } else {
            None
        }
    }

    /// The direction of a word: "is" speaks of the present, "is to" of the future.
    fn spoken(&self, reading: &Reading<'_>, at: usize) -> Option<Direction> {
        let word = fold(reading.of(at));
        let completes =
            at.checked_sub(1).is_some_and(|before| self.completed.fits(&fold(reading.of(before))));
        let own = self.direction(&word).filter(|own| !(completes && *own == Direction::Past));
        let leads = matches!(own, Some(Direction::Present | Direction::Past))
            && self.future.fits(&format!("{word}_{}", fold(reading.of(at + 1))));
        if leads { Some(Direction::Future) } else { own }
    }

    /// The direction of the nearest telling word around the tokens `from..to` of the sentence `first..last`.
    pub(crate) fn near(
        &self,
        reading: &Reading<'_>,
        (first, last): (usize, usize),
        (from, to): (usize, usize),
    ) -> Option<Direction> {
        let before = (first.max(from.saturating_sub(REACH))..from).rev();
        let after = to..last.min(to.saturating_add(REACH));
        let back = self.first(reading, before);
        let ahead = self.first(reading, after);
        match (back, ahead) {
            (Some((near, one)), Some((far, other))) => Some(if far <= near { other } else { one }),
            (one, other) => one.or(other).map(|(_, direction)| direction),
        }
    }

    fn first(
        &self,
        reading: &Reading<'_>,
        places: impl Iterator<Item = usize>,
    ) -> Option<(usize, Direction)> {
        let mut distance = 0;
        for at in places {
            distance += 1;
            let token = reading.token(at)?;
            match token.kind {
                TokenKind::Mark if matches!(reading.of(at), "," | ";" | ":" | "(" | ")") => distance += COMMA,
                TokenKind::Word => {
                    if let Some(direction) = self.spoken(reading, at) {
                        return Some((distance, direction));
                    }
                }
                TokenKind::Mark | TokenKind::Number => {}
            }
        }
        None
    }

    /// Whether the speaker speaks of himself near the tokens.
    pub(crate) fn is_own(
        &self,
        reading: &Reading<'_>,
        (first, last): (usize, usize),
        (from, to): (usize, usize),
    ) -> bool {
        let reach = first.max(from.saturating_sub(REACH))..last.min(to.saturating_add(REACH));
        reach.into_iter().any(|at| self.own.fits(&fold(reading.of(at))))
    }
}
