//! `throughline bookmarks import`: takes bookmarks in. Never changes one that is here already.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use chrono::Utc;

use crate::app::problems::told;
use crate::base::id::BookmarkId;
use crate::base::problem::Problem;
use crate::base::said::Said;
use crate::import::id_of_address;
use crate::passage::exchange::{self, Format, Imported, Kept};
use crate::shell::error::Failure;
use crate::shell::intake::place_bookmarks;
use crate::shell::output::{complain, tell};
use crate::shell::voice;
use crate::shell::walk::{Wanted, walk};
use crate::store::change::Change;
use crate::store::intake::Credit;
use crate::store::library::{Library, Side};
use crate::text::sanitise;

/// The most bytes one file of bookmarks may have.
const SIZE_LIMIT: u64 = 256 << 20;

/// Takes the bookmarks of the files in, as one step of undo.
///
/// # Errors
/// Where the library cannot be written, or a file that was named could not be read.
pub fn run(library: &mut dyn Library, paths: &[PathBuf], format: Option<Format>) -> Result<(), Failure> {
    let is_wanted = |name: &str| Format::of_name(name) == Some(Format::Markdown);
    let found = walk(paths, Wanted { size_limit: SIZE_LIMIT, wanted: &is_wanted });
    let (mut problems, mut missed) = (found.skipped, found.missed);
    let mut kept = Vec::new();
    for file in &found.files {
        match read(&file.path, format) {
            Ok(read) => {
                kept.extend(read.kept);
                problems.extend(read.problems.into_iter().map(|problem| {
                    let within = Said::text("problem.within").with("file", file.path.as_path());
                    Problem { place: within.with("place", problem.place), ..problem }
                }));
            }
            Err(problem) => {
                missed += usize::from(file.named);
                problems.push(problem);
            }
        }
    }
    for problem in &problems {
        complain(&sanitise::line(&told(problem, voice::texts())));
    }
    if kept.is_empty() && !problems.is_empty() {
        return Err(Failure::new(Said::text("failure.no_bookmark")).hint(Said::text("advice.library_as_was")));
    }
    take_in(library, kept)?;
    if missed > 0 { Err(Failure::missed(missed)) } else { Ok(()) }
}

fn read(path: &Path, format: Option<Format>) -> Result<Imported, Problem> {
    let shown = path.display().to_string();
    let format = format.or_else(|| Format::of_name(&shown)).ok_or_else(|| {
        Problem::new(Said::text("problem.no_ending"), path).hint(Said::text("advice.say_format"))
    })?;
    let bytes = std::fs::read(path).map_err(|error| Problem::new(&error, path))?;
    let text = String::from_utf8(bytes).map_err(|_bad| {
        Problem::new(Said::text("problem.no_utf8"), path).hint(Said::text("advice.save_utf8"))
    })?;
    Ok(exchange::import(format, &text, Utc::now()))
}

fn take_in(library: &mut dyn Library, mut kept: Vec<Kept>) -> Result<(), Failure> {
    let mut known = BTreeMap::new();
    for side in [Side::Kept, Side::Trash] {
        known.extend(
            library.bookmarks(side)?.into_iter().map(|row| (row.bookmark.id.clone(), Kept::of(&row))),
        );
    }
    for one in &mut kept {
        // Another program names the article by its address only.
        let address = one.article.url.as_deref().filter(|_| one.article.id.as_str().is_empty());
        if let Some(id) = address.and_then(id_of_address) {
            one.article.id = id;
        }
    }
    let read = kept.len();
    let other =
        kept.iter().filter(|one| known.get(&one.id).is_some_and(|own| !own.says_the_same(one))).count();
    let ids: BTreeSet<BookmarkId> = known.into_keys().collect();
    let mut seen = BTreeSet::new();
    let mut fresh = exchange::fresh(kept, &ids);
    fresh.retain(|one| seen.insert(one.id.clone()));
    fresh.sort_by(|one, other| (one.created, &one.id).cmp(&(other.created, &other.id)));
    let mut credits = BTreeMap::new();
    for one in &fresh {
        if library.row_of(&one.article.id)?.is_none() {
            credits.insert(one.article.id.clone(), credit(one));
        }
    }
    if !fresh.is_empty() {
        let credits: Vec<Credit> = credits.into_values().collect();
        library.note_credits(&credits)?;
        library.change(Change::Keep(fresh.iter().map(Kept::bookmark).collect()), Utc::now())?;
        place_bookmarks(library)?;
    }
    say(&*library, read, &fresh, other)
}

fn credit(one: &Kept) -> Credit {
    let article = &one.article;
    Credit {
        article: article.id.clone(),
        title: article.title.clone(),
        outlet: article.outlet.clone(),
        url: article.url.clone(),
        day: article.date,
        lang: article.lang,
    }
}

fn say(library: &dyn Library, read: usize, fresh: &[Kept], other: usize) -> Result<(), Failure> {
    let ids: BTreeSet<&BookmarkId> = fresh.iter().map(|one| &one.id).collect();
    let rows = library.bookmarks(Side::Kept)?;
    let new = || rows.iter().filter(|row| ids.contains(&row.bookmark.id));
    let waiting = new().filter(|row| row.row.is_none()).count();
    let lost = new().filter(|row| row.row.is_some() && row.bookmark.place.span().is_none()).count();
    let new = Said::count("told.new_bookmarks", fresh.len());
    tell(
        &Said::text("told.came").with("new", new).with("here", Said::count("told.here", read - fresh.len())),
    );
    let further = [("told.say_else", other), ("told.waiting", waiting), ("told.not_found", lost)];
    for (key, count) in further.into_iter().filter(|(_, count)| *count > 0) {
        tell(&Said::count(key, count));
    }
    Ok(())
}
