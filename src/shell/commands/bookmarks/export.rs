//! `throughline bookmarks export`: writes all bookmarks. Never changes the library.

use std::path::Path;

use crate::base::said::Said;
use crate::model::view::BookmarkRow;
use crate::passage::exchange::{self, Format};
use crate::shell::cli::Export;
use crate::shell::error::Failure;
use crate::shell::output::{self, Output};
use crate::shell::save::{self, Over};
use crate::store::library::{Library, Side};

/// Writes the bookmarks.
///
/// # Errors
/// Where a file is there already, the format is not known, or something cannot be read or written.
pub fn run(library: &dyn Library, wish: &Export) -> Result<(), Failure> {
    let mut rows = library.bookmarks(Side::Kept)?;
    if wish.trash {
        rows.extend(library.bookmarks(Side::Trash)?);
    }
    let over = if wish.force { Over::Replace } else { Over::Refuse };
    let format = format(wish)?;
    match &wish.to {
        Some(folder) if wish.each_article => {
            if format != Format::Markdown {
                return Err(Failure::usage(Said::text("failure.each_markdown")));
            }
            each_article(&rows, folder, over)
        }
        Some(file) => {
            save::save(file, exchange::export(format, &rows).as_bytes(), over)?;
            tell(rows.len(), file);
            Ok(())
        }
        None => {
            let mut output = Output::default();
            for line in exchange::export(format, &rows).lines() {
                output.line(line)?;
            }
            output.finish()
        }
    }
}

fn format(wish: &Export) -> Result<Format, Failure> {
    if let Some(format) = wish.format {
        return Ok(format);
    }
    match &wish.to {
        _ if wish.each_article => Ok(Format::Markdown),
        Some(file) => Format::of_name(&file.to_string_lossy()).ok_or_else(|| {
            Failure::usage(Said::text("failure.no_format").with("path", file.as_path()))
                .hint(Said::text("advice.endings"))
        }),
        None => Ok(Format::Lines),
    }
}

/// One file for each article. Nothing is written where any name is taken by something else.
fn each_article(rows: &[BookmarkRow], folder: &Path, over: Over) -> Result<(), Failure> {
    save::folder(folder)?;
    let mut files = exchange::files(rows);
    // What stands there already just so need not be written.
    files.retain(|(name, text)| {
        std::fs::read(folder.join(name)).map_or(true, |there| there != text.as_bytes())
    });
    if over == Over::Refuse
        && let Some((name, _)) = files.iter().find(|(name, _)| folder.join(name).symlink_metadata().is_ok())
    {
        let taken = folder.join(name);
        return Err(Failure::new(Said::text("problem.exists").with("path", taken.as_path()))
            .hint(Said::text("advice.other_folder")));
    }
    for (name, text) in &files {
        save::save(&folder.join(name), text.as_bytes(), over)?;
    }
    tell(rows.len(), folder);
    Ok(())
}

fn tell(count: usize, to: &Path) {
    output::tell(&Said::count("told.bookmarks_written", count).with("path", to));
}
