//! What the program says when it cannot go on: what happened, where, what to do, and the exit code.

use std::fmt;
use std::process::ExitCode;

use crate::app::problems::{said, sentence};
use crate::app::texts::Texts;
use crate::base::problem::Problem;
use crate::base::said::Said;
use crate::store::error;

/// A failure that ends a command.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Failure {
    /// What happened, with the place.
    pub message: Said,
    /// What to do.
    pub hint: Option<Said>,
    /// Whether the command was given wrongly or went wrong.
    pub kind: FailureKind,
}

/// Why a command ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FailureKind {
    /// Something failed: exit code 1.
    Failed,
    /// Wrong usage: exit code 2.
    Usage,
    /// The reader of our output went away, as `head` does: nothing to say, exit code 0.
    ClosedPipe,
}

impl Failure {
    /// Something failed.
    #[must_use]
    pub fn new(message: impl Into<Said>) -> Self {
        Self { message: message.into(), hint: None, kind: FailureKind::Failed }
    }

    /// The command line does not make sense.
    #[must_use]
    pub fn usage(message: impl Into<Said>) -> Self {
        Self { message: message.into(), hint: None, kind: FailureKind::Usage }
    }

    /// Some of the paths that were named could not be read, as was said before; the rest was.
    #[must_use]
    pub fn missed(count: usize) -> Self {
        Self::new(Said::count("failure.missed", count)).hint(Said::text("advice.told_above"))
    }

    /// Nobody reads the output any more.
    #[must_use]
    pub fn closed_pipe() -> Self {
        Self { message: Said::default(), hint: None, kind: FailureKind::ClosedPipe }
    }

    /// The same failure with advice.
    #[must_use]
    pub fn hint(mut self, hint: impl Into<Said>) -> Self {
        self.hint = Some(hint.into());
        self
    }

    /// The same in the language of the texts: what happened, and on a line of its own what to do.
    #[must_use]
    pub fn told(&self, texts: &Texts) -> String {
        let hint = self.hint.as_ref().map(|hint| format!("\n{}", sentence(hint, texts))).unwrap_or_default();
        format!("{}{hint}", said(&self.message, texts))
    }

    /// The exit code of the process.
    #[must_use]
    pub fn exit_code(&self) -> ExitCode {
        match self.kind {
            FailureKind::Failed => ExitCode::from(1),
            FailureKind::Usage => ExitCode::from(2),
            FailureKind::ClosedPipe => ExitCode::SUCCESS,
        }
    }
}

/// For logs and tests, in no language.
impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.message)?;
        match &self.hint {
            Some(hint) => write!(f, "\n{hint}"),
            None => Ok(()),
        }
    }
}

impl std::error::Error for Failure {}

impl From<error::Error> for Failure {
    fn from(error: error::Error) -> Self {
        error.problem().into()
    }
}

/// A problem that leaves nothing to go on with.
impl From<Problem> for Failure {
    fn from(problem: Problem) -> Self {
        let Problem { what, place, hint } = problem;
        let message = if place.is_empty() {
            what
        } else {
            Said::text("failure.at").with("place", place).with("what", what)
        };
        Self { message, hint, kind: FailureKind::Failed }
    }
}

/// A failure that the reader goes on after.
impl From<Failure> for Problem {
    fn from(failure: Failure) -> Self {
        Self { hint: failure.hint, ..Self::new(failure.message, "") }
    }
}
