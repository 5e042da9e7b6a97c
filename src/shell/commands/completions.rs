//! `throughline completions` and `throughline man`. Never written by hand: both come from the command line's table.

use std::io::{self, Write as _};

use clap::CommandFactory as _;

use crate::base::said::Said;
use crate::shell::cli::Cli;
use crate::shell::error::Failure;

/// Prints completions for a shell.
///
/// # Errors
/// Where standard output cannot be written.
pub fn completions(shell: clap_complete::Shell) -> Result<(), Failure> {
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut Cli::command(), "throughline", &mut script);
    print(&script)
}

/// Prints the manual page.
///
/// # Errors
/// Where standard output cannot be written.
pub fn man() -> Result<(), Failure> {
    let mut page = Vec::new();
    clap_mangen::Man::new(Cli::command())
        .render(&mut page)
        .map_err(|error| Failure::new(Said::text("failure.output").with("why", &error)))?;
    print(&page)
}

fn print(bytes: &[u8]) -> Result<(), Failure> {
    match io::stdout().write_all(bytes) {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => {
            Err(Failure::new(Said::text("failure.output").with("why", &error)))
        }
        _ => Ok(()),
    }
}
