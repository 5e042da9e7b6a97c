//! `throughline backup`: copies the whole library into a new file. Never over another file.

use std::path::Path;

use crate::base::said::Said;
use crate::shell::error::Failure;
use crate::shell::opening::missing;
use crate::shell::output::tell;
use crate::store::sqlite::SqliteLibrary;

/// Copies the library.
///
/// # Errors
/// Where there is no library, the file is there already, or it cannot be written.
pub fn run(library: &Path, to: &Path) -> Result<(), Failure> {
    if !library.exists() {
        return Err(missing(library));
    }
    SqliteLibrary::open(library)?.backup(to)?;
    tell(&Said::text("told.backed_up").with("path", to));
    Ok(())
}
