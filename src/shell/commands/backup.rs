//! `throughline backup`: copies the whole library into a new file. Never over another file.

use std::path::Path;

use crate::shell::error::Failure;
use crate::shell::output::complain;
use crate::store::sqlite::SqliteLibrary;

/// Copies the library.
///
/// # Errors
/// Where there is no library, the file is there already, or it cannot be written.
pub fn run(library: &Path, to: &Path) -> Result<(), Failure> {
    if !library.exists() {
        return Err(Failure::new(format!("there is no library yet ({})", library.display())));
    }
    SqliteLibrary::open(library)?.backup(to)?;
    complain(&format!("The library is copied to {}", to.display()));
    Ok(())
}
