//! `throughline doctor`: says in words what is wrong with a library; mends it when asked. Never unasked.

use std::path::Path;

use chrono::Utc;

use crate::app::problems::sentence;
use crate::base::said::Said;
use crate::shell::error::Failure;
use crate::shell::intake::place_bookmarks;
use crate::shell::opening::missing;
use crate::shell::output::Output;
use crate::shell::voice;
use crate::store::library::{About, Library as _};
use crate::store::sqlite::{Found, Mend, Mended, SqliteLibrary, check, mend};
use crate::text::sanitise;

/// Looks at the library, and mends it where that is asked for.
///
/// # Errors
/// Where there is no library or it cannot be read, and where something is left that needs mending.
pub fn run(library: &Path, mending: bool) -> Result<(), Failure> {
    if !library.exists() {
        return Err(missing(library));
    }
    let mut output = Output::default();
    line(&mut output, &Said::text("doctor.library").with("path", library))?;
    let found = check(library)?;
    for one in &found {
        output.line(&sanitise::line(&format!("- {}", voice::words(&one.what))))?;
        output.line(&format!("  {}", sentence(&Said::text(advice(one.mend)), voice::texts())))?;
    }
    let to_mend = |found: &[Found]| found.iter().filter(|one| is_for_mending(one.mend)).count();
    if mending && to_mend(&found) > 0 {
        let mended = mend(library, Utc::now())?;
        place_bookmarks(&mut SqliteLibrary::open(library)?)?;
        tell(&mended, &mut output)?;
        let left = check(library)?;
        for one in left.iter().filter(|one| is_for_mending(one.mend)) {
            line(&mut output, &Said::text("doctor.still").with("what", one.what.clone()))?;
        }
        if to_mend(&left) > 0 {
            output.finish()?;
            return Err(Failure::new(Said::text("failure.not_mended")).hint(Said::text("advice.restore")));
        }
    } else if to_mend(&found) > 0 {
        output.finish()?;
        return Err(Failure::new(Said::text("failure.needs_mending")).hint(Said::text("advice.mend")));
    }
    if found.iter().all(|one| !matches!(one.mend, Mend::ByHand(_))) {
        let About { articles, bookmarks, .. } = SqliteLibrary::open(library)?.about()?;
        line(&mut output, &counted("doctor.in_order", articles, bookmarks))?;
    }
    output.finish()
}

fn is_for_mending(mend: Mend) -> bool {
    match mend {
        Mend::Rights | Mend::Remake | Mend::Salvage => true,
        Mend::Nothing | Mend::ByHand(_) => false,
    }
}

/// The key of the text that says what can be done.
const fn advice(mend: Mend) -> &'static str {
    match mend {
        Mend::Nothing => "advice.nothing",
        Mend::Rights => "advice.mend_rights",
        Mend::Remake => "advice.mend_counts",
        Mend::Salvage => "advice.mend_damage",
        Mend::ByHand(hint) => hint,
    }
}

/// A line of what is said.
fn line(output: &mut Output, said: &Said) -> Result<(), Failure> {
    output.line(&sanitise::line(&voice::words(said)))
}

/// A text with a number of articles and one of bookmarks.
fn counted(key: &'static str, articles: usize, bookmarks: usize) -> Said {
    let articles = Said::count("articles", articles);
    Said::text(key).with("articles", articles).with("bookmarks", Said::count("bookmarks", bookmarks))
}

fn tell(mended: &Mended, output: &mut Output) -> Result<(), Failure> {
    if let Some(saved) = mended.saved {
        line(output, &counted("doctor.saved", saved.articles, saved.bookmarks))?;
        if saved.loose > 0 {
            line(output, &Said::count("doctor.loose", saved.loose))?;
        }
        line(output, &Said::text("doctor.anew"))?;
    }
    if let Some(aside) = &mended.set_aside {
        line(output, &Said::text("doctor.aside").with("path", aside.as_path()))?;
    }
    Ok(())
}
