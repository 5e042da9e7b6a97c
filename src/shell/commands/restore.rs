//! `throughline restore`: puts a backup in the place of the library. Never deletes what was there.

use std::path::Path;

use crate::shell::error::Failure;
use crate::shell::output::complain;
use crate::store::library::Library as _;
use crate::store::sqlite::{SqliteLibrary, restore};

/// Puts the backup in the library's place.
///
/// # Errors
/// Where the backup is not whole or the library cannot be written; the library is then as it was.
pub fn run(from: &Path, library: &Path) -> Result<(), Failure> {
    let same = |path: &Path| path.canonicalize().ok();
    if same(from).is_some() && same(from) == same(library) {
        return Err(Failure::usage("the backup is the library itself"));
    }
    let before = restore(from, library)?;
    let about = SqliteLibrary::open(library)?.about()?;
    complain(&format!(
        "{} is the library now: {} articles, {} bookmarks",
        from.display(),
        about.articles,
        about.bookmarks
    ));
    if let Some(before) = before {
        complain(&format!("What was there before is kept in {}", before.display()));
    }
    Ok(())
}
