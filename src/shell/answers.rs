//! What a terminal that was asked may answer among the keys. Never waits for it.

use crate::shell::ground::{self, Ground};
use crate::shell::margins;

/// What a terminal has answered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Answer {
    /// What its ground is.
    Ground(Ground),
    /// Whether it knows margins at the left and at the right.
    Margins(bool),
}

/// What a terminal was asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Asked {
    /// Its ground.
    Ground,
    /// Its margins.
    Margins,
}

impl Asked {
    /// What is answered by what begins with an escape and this letter.
    #[must_use]
    pub const fn by(letter: char) -> Option<Self> {
        match letter {
            ']' => Some(Self::Ground),
            'P' => Some(Self::Margins),
            _ => None,
        }
    }

    /// The letter after the escape.
    #[must_use]
    pub const fn letter(self) -> char {
        match self {
            Self::Ground => ']',
            Self::Margins => 'P',
        }
    }

    /// Whether the answer may go on like this.
    #[must_use]
    pub fn may_be(self, begun: &str) -> bool {
        match self {
            Self::Ground => ground::may_be(begun),
            Self::Margins => margins::may_be(begun),
        }
    }

    /// Whether nobody types what has come so far.
    #[must_use]
    pub fn is_certain(self, begun: &str) -> bool {
        match self {
            Self::Ground => begun.starts_with(ground::BEGINNING),
            Self::Margins => margins::BEGINNINGS.iter().any(|beginning| begun.starts_with(beginning)),
        }
    }

    /// What the answer says.
    #[must_use]
    pub fn read(self, answer: &str) -> Option<Answer> {
        match self {
            Self::Ground => ground::read(answer).map(Answer::Ground),
            Self::Margins => margins::read(answer).map(Answer::Margins),
        }
    }
}
