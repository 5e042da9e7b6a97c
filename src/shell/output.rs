//! Printing for scripts and pipes. Never a raw control character, never a panic when the reader of a pipe goes.

use std::io::{self, Write as _};

use super::error::Failure;
use super::pager::{self, Pager};
use super::voice;
use crate::base::said::Said;
use crate::text::sanitise;

/// Where a command prints: standard output, or the user's pager where a terminal would have to scroll.
#[derive(Debug)]
pub struct Output {
    to: To,
}

#[derive(Debug)]
enum To {
    /// As it comes.
    Out(io::BufWriter<io::Stdout>),
    /// Kept until it is known whether it fits into so many rows of so many columns.
    Kept { text: String, left: usize, columns: usize },
    /// To the pager.
    Pager(io::BufWriter<Pager>),
}

impl Default for Output {
    fn default() -> Self {
        Self { to: To::Out(io::BufWriter::new(io::stdout())) }
    }
}

impl Output {
    /// For text to be read: where it does not fit on the screen, the user's pager shows it.
    #[must_use]
    pub fn to_read() -> Self {
        match pager::room() {
            Some((left, columns)) => Self { to: To::Kept { text: String::new(), left, columns } },
            None => Self::default(),
        }
    }

    /// Prints one line as it is: the caller has made it safe.
    ///
    /// # Errors
    /// Where standard output cannot be written; a closed pipe ends the command quietly.
    pub fn line(&mut self, text: &str) -> Result<(), Failure> {
        let fits = match &mut self.to {
            To::Out(out) => return write(out, text),
            To::Pager(pager) => return write(pager, text),
            To::Kept { text: kept, left, columns } => {
                kept.push_str(text);
                kept.push('\n');
                let rows = pager::rows(text, *columns);
                *left = left.saturating_sub(rows);
                *left > 0
            }
        };
        if fits { Ok(()) } else { self.turn_over() }
    }

    /// Hands what was kept to the pager; without one, it is printed.
    fn turn_over(&mut self) -> Result<(), Failure> {
        let To::Kept { text, .. } = &mut self.to else { return Ok(()) };
        let text = std::mem::take(text);
        self.to = match Pager::start() {
            Ok(pager) => To::Pager(io::BufWriter::new(pager)),
            Err(error) => {
                tell(&Said::text("failure.no_pager").with("why", error));
                To::Out(io::BufWriter::new(io::stdout()))
            }
        };
        match &mut self.to {
            To::Out(out) => out.write_all(text.as_bytes()).map_err(failure),
            To::Pager(pager) => pager.write_all(text.as_bytes()).map_err(failure),
            To::Kept { .. } => Ok(()),
        }
    }

    /// Writes out what is buffered, and waits until the reader leaves the pager.
    ///
    /// # Errors
    /// As [`Output::line`].
    pub fn finish(mut self) -> Result<(), Failure> {
        match &mut self.to {
            To::Out(out) => out.flush().map_err(failure),
            To::Kept { text, .. } => {
                let mut out = io::stdout();
                out.write_all(text.as_bytes()).and_then(|()| out.flush()).map_err(failure)
            }
            To::Pager(pager) => pager.flush().map_err(failure),
        }
    }
}

fn write(out: &mut impl io::Write, text: &str) -> Result<(), Failure> {
    out.write_all(text.as_bytes()).and_then(|()| out.write_all(b"\n")).map_err(failure)
}

#[expect(clippy::needless_pass_by_value, reason = "for map_err")]
fn failure(error: io::Error) -> Failure {
    if error.kind() == io::ErrorKind::BrokenPipe {
        return Failure::closed_pipe();
    }
    Failure::new(Said::text("failure.output").with("why", &error))
}

/// Says something on standard error, in the language of the program.
pub fn tell(said: &Said) {
    complain(&voice::words(said));
}

/// Prints lines on standard error, made safe: they may name files and quote what was typed.
pub fn complain(text: &str) {
    let _ = writeln!(io::stderr(), "{}", sanitise::lines(text));
}
