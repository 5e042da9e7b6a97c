//! Printing for scripts and pipes. Never a raw control character, never a panic when the reader of a pipe goes.

use std::io::{self, Write as _};

use super::error::Failure;
use crate::text::sanitise;

/// Where a command prints: buffered standard output.
#[derive(Debug)]
pub struct Output {
    out: io::BufWriter<io::Stdout>,
}

impl Default for Output {
    fn default() -> Self {
        Self { out: io::BufWriter::new(io::stdout()) }
    }
}

impl Output {
    /// Prints one line as it is: the caller has made it safe.
    ///
    /// # Errors
    /// Where standard output cannot be written; a closed pipe ends the command quietly.
    pub fn line(&mut self, text: &str) -> Result<(), Failure> {
        self.out.write_all(text.as_bytes()).and_then(|()| self.out.write_all(b"\n")).map_err(failure)
    }

    /// Writes out what is buffered.
    ///
    /// # Errors
    /// As [`Output::line`].
    pub fn finish(mut self) -> Result<(), Failure> {
        self.out.flush().map_err(failure)
    }
}

#[expect(clippy::needless_pass_by_value, reason = "for map_err")]
fn failure(error: io::Error) -> Failure {
    if error.kind() == io::ErrorKind::BrokenPipe {
        return Failure::closed_pipe();
    }
    Failure::new(format!("cannot write the output: {}", super::walk::in_words(&error)))
}

/// Prints lines on standard error, made safe: they may name files and quote what was typed.
pub fn complain(text: &str) {
    let _ = writeln!(io::stderr(), "{}", sanitise::lines(text));
}
