//! What the program says when it cannot go on: what happened, where, what to do, and the exit code.

use std::fmt;
use std::process::ExitCode;

/// A failure that ends a command.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Failure {
    /// What happened, with the place.
    pub message: String,
    /// What to do.
    pub hint: Option<String>,
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
    pub fn new(message: impl Into<String>) -> Self {
        Self { message: message.into(), hint: None, kind: FailureKind::Failed }
    }

    /// The command line does not make sense.
    #[must_use]
    pub fn usage(message: impl Into<String>) -> Self {
        Self { message: message.into(), hint: None, kind: FailureKind::Usage }
    }

    /// Some of the paths that were named could not be read, as was said before; the rest was.
    #[must_use]
    pub fn missed(count: usize) -> Self {
        let what = if count == 1 {
            "one of the paths was not read".to_owned()
        } else {
            format!("{count} of the paths were not read")
        };
        Self::new(what).hint("The reason is told above; all others were read.")
    }

    /// Nobody reads the output any more.
    #[must_use]
    pub fn closed_pipe() -> Self {
        Self { message: String::new(), hint: None, kind: FailureKind::ClosedPipe }
    }

    /// The same failure with advice.
    #[must_use]
    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = Some(hint.into());
        self
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

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)?;
        match &self.hint {
            Some(hint) => write!(f, "\n{hint}"),
            None => Ok(()),
        }
    }
}

impl std::error::Error for Failure {}
