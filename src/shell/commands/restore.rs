//! `throughline restore`: puts a backup in the place of the library. Never deletes what was there.

use std::path::Path;

use crate::base::said::Said;
use crate::shell::error::Failure;
use crate::shell::output::tell;
use crate::store::library::Library as _;
use crate::store::sqlite::{SqliteLibrary, restore};

/// Puts the backup in the library's place.
///
/// # Errors
/// Where the backup is not whole or the library cannot be written; the library is then as it was.
pub fn run(from: &Path, library: &Path) -> Result<(), Failure> {
    let same = |path: &Path| path.canonicalize().ok();
    if same(from).is_some() && same(from) == same(library) {
        return Err(Failure::usage(Said::text("failure.itself")));
    }
    let before = restore(from, library)?;
    let about = SqliteLibrary::open(library)?.about()?;
    let now = Said::text("told.restored").with("path", from);
    let now = now.with("articles", Said::count("articles", about.articles));
    tell(&now.with("bookmarks", Said::count("bookmarks", about.bookmarks)));
    if let Some(before) = before {
        tell(&Said::text("told.before").with("path", before.as_path()));
    }
    Ok(())
}
