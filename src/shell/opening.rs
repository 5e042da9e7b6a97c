//! Opens the library that the command line asks for. Never makes one where a command only reads.

use std::path::{Path, PathBuf};

use super::error::Failure;
use super::paths;
use crate::base::said::Said;
use crate::store::library::Library;
use crate::store::sqlite::SqliteLibrary;

/// The file of the library: the one named, else the one in the user's data folder.
///
/// # Errors
/// Where none is named and no home folder is known.
pub fn path(named: Option<&Path>) -> Result<PathBuf, Failure> {
    named.map_or_else(paths::library, |path| Ok(path.to_owned()))
}

/// Opens the library, making it where there is none.
///
/// # Errors
/// Where it cannot be opened or made.
pub fn open(named: Option<&Path>) -> Result<Box<dyn Library>, Failure> {
    Ok(Box::new(SqliteLibrary::open(&path(named)?)?))
}

/// Opens a library that is there already.
///
/// # Errors
/// Where there is none, or it cannot be opened.
pub fn existing(named: Option<&Path>) -> Result<Box<dyn Library>, Failure> {
    let file = path(named)?;
    if !file.exists() {
        return Err(missing(&file));
    }
    open(Some(&file))
}

/// That no library is there yet.
pub(super) fn missing(file: &Path) -> Failure {
    Failure::new(Said::text("failure.no_library").with("path", file)).hint(Said::text("advice.import_first"))
}
