//! `throughline doctor`: says in words what is wrong with a library; mends it when asked. Never unasked.

use std::path::Path;

use chrono::Utc;

use crate::shell::error::Failure;
use crate::shell::intake::place_bookmarks;
use crate::shell::output::Output;
use crate::store::library::{About, Library as _};
use crate::store::sqlite::{Found, Mend, Mended, SqliteLibrary, check, mend};
use crate::text::sanitise;

/// Looks at the library, and mends it where that is asked for.
///
/// # Errors
/// Where there is no library or it cannot be read, and where something is left that needs mending.
pub fn run(library: &Path, mending: bool) -> Result<(), Failure> {
    if !library.exists() {
        return Err(Failure::new(format!("there is no library yet ({})", library.display())));
    }
    let mut output = Output::default();
    output.line(&sanitise::line(&format!("Library: {}", library.display())))?;
    let found = check(library)?;
    for one in &found {
        output.line(&sanitise::line(&format!("- {}", one.what)))?;
        output.line(&format!("  {}", advice(one.mend)))?;
    }
    let to_mend = |found: &[Found]| found.iter().filter(|one| is_for_mending(one.mend)).count();
    if mending && to_mend(&found) > 0 {
        let mended = mend(library, Utc::now())?;
        place_bookmarks(&mut SqliteLibrary::open(library)?)?;
        tell(&mended, &mut output)?;
        let left = check(library)?;
        for one in left.iter().filter(|one| is_for_mending(one.mend)) {
            output.line(&sanitise::line(&format!("- still: {}", one.what)))?;
        }
        if to_mend(&left) > 0 {
            output.finish()?;
            return Err(Failure::new("not everything could be mended")
                .hint("Restore a backup: throughline restore FILE."));
        }
    } else if to_mend(&found) > 0 {
        output.finish()?;
        return Err(Failure::new("the library needs mending")
            .hint("Make a copy of the file, then run: throughline doctor --mend. A damaged file is set aside, never deleted."));
    }
    if found.iter().all(|one| !matches!(one.mend, Mend::ByHand(_))) {
        let About { articles, bookmarks, .. } = SqliteLibrary::open(library)?.about()?;
        output.line(&format!("In order: {articles} articles, {bookmarks} bookmarks."))?;
    }
    output.finish()
}

fn is_for_mending(mend: Mend) -> bool {
    match mend {
        Mend::Rights | Mend::Remake | Mend::Salvage => true,
        Mend::Nothing | Mend::ByHand(_) => false,
    }
}

const fn advice(mend: Mend) -> &'static str {
    match mend {
        Mend::Nothing => "Nothing has to be done.",
        Mend::Rights => "Can be mended: the file is made readable to you alone.",
        Mend::Remake => "Can be mended: indexes and counts are made anew; nothing of yours changes.",
        Mend::Salvage => {
            "Can be mended: a new library is made of all that can be read; the damaged file is set aside."
        }
        Mend::ByHand(hint) => hint,
    }
}

fn tell(mended: &Mended, output: &mut Output) -> Result<(), Failure> {
    if let Some(saved) = mended.saved {
        output.line(&format!("Saved: {} articles, {} bookmarks.", saved.articles, saved.bookmarks))?;
        if saved.loose > 0 {
            output.line(&format!(
                "{} of these bookmarks lay in loose pages, where deleted ones may lie too: they are in the trash.",
                saved.loose
            ))?;
        }
        output.line("What is found in the articles is made anew when they are opened next.")?;
    }
    if let Some(aside) = &mended.set_aside {
        output.line(&sanitise::line(&format!("The damaged file is kept as {}", aside.display())))?;
    }
    Ok(())
}
