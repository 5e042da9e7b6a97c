//! `throughline completions` and `throughline man`. Never written by hand: both come from the command line's table.

use std::io::{self, Write as _};

use crate::base::said::Said;
use crate::shell::error::Failure;
use crate::shell::{spoken, voice};

/// Prints completions for a shell.
///
/// # Errors
/// Where standard output cannot be written.
pub fn completions(shell: clap_complete::Shell) -> Result<(), Failure> {
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut spoken::worded(voice::texts()), "throughline", &mut script);
    print(&script)
}

/// Prints the manual page.
///
/// # Errors
/// Where standard output cannot be written.
pub fn man() -> Result<(), Failure> {
    let mut page = Vec::new();
    clap_mangen::Man::new(spoken::worded(voice::texts()))
        .render(&mut page)
        .map_err(|error| Failure::new(Said::text("failure.output").with("why", &error)))?;
    print(with_headings(&String::from_utf8_lossy(&page)).as_bytes())
}

/// The page with the headings of its sections in the language of the interface.
fn with_headings(page: &str) -> String {
    let texts = voice::texts();
    let heading = |line: &str| {
        let name = line.strip_prefix(".SH ")?.trim_matches('"');
        let own = texts.find(&format!("cli.man.{}", name.to_lowercase()))?;
        Some(format!(".SH \"{own}\"\n"))
    };
    page.lines().map(|line| heading(line).unwrap_or_else(|| format!("{line}\n"))).collect()
}

fn print(bytes: &[u8]) -> Result<(), Failure> {
    match io::stdout().write_all(bytes) {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => {
            Err(Failure::new(Said::text("failure.output").with("why", &error)))
        }
        _ => Ok(()),
    }
}
