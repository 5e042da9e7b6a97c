//! `throughline [PATH…]`: opens the reader, or prints the list where standard output is no terminal.

use std::io::{self, IsTerminal as _};
use std::path::{Path, PathBuf};

use super::{add, list};
use crate::shell::cli::Format;
use crate::shell::error::Failure;
use crate::shell::opening::open;

/// Reads.
///
/// # Errors
/// Where the library cannot be opened, or the terminal cannot be used.
pub fn run(library: Option<&Path>, paths: &[PathBuf], encoding: Option<&str>) -> Result<(), Failure> {
    for path in paths {
        if !path.exists() {
            let hint = "Check the spelling; `throughline --help` lists the commands.";
            return Err(Failure::new(format!("there is no file or folder {}", path.display())).hint(hint));
        }
    }
    if !io::stdout().is_terminal() || !io::stdin().is_terminal() {
        let mut library = open(library)?;
        if !paths.is_empty() {
            add::run(&mut *library, paths, encoding)?;
        }
        return list::articles(&*library, Format::Table);
    }
    Ok(())
}
