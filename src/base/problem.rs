//! What went wrong with one thing while the rest went on. Never an error that stops the program.

use std::fmt;

use crate::base::said::Said;

/// Something a person should know: what, where, and what to do about it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Problem {
    /// What is wrong, one plain sentence without the final full stop.
    pub what: Said,
    /// The file, line or article it concerns; empty where it concerns everything.
    pub place: Said,
    /// What to do, where something can be done.
    pub hint: Option<Said>,
}

impl Problem {
    /// A problem at a place.
    #[must_use]
    pub fn new(what: impl Into<Said>, place: impl Into<Said>) -> Self {
        Self { what: what.into(), place: place.into(), hint: None }
    }

    /// The same problem with advice.
    #[must_use]
    pub fn hint(mut self, hint: impl Into<Said>) -> Self {
        self.hint = Some(hint.into());
        self
    }
}

/// That a piece is not written as TOML asks for, with what the reader of TOML answers.
#[must_use]
pub fn no_toml(why: &str) -> Said {
    Said::text("problem.no_toml").with("why", why.trim())
}

/// For logs and tests, in no language.
impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if !self.place.is_empty() {
            write!(f, "{}: ", self.place)?;
        }
        write!(f, "{}", self.what)?;
        match &self.hint {
            Some(hint) => write!(f, " ({hint})"),
            None => Ok(()),
        }
    }
}
