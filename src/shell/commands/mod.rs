//! One file a command. Never draws.

pub mod add;
pub mod backup;
pub mod bookmarks;
pub mod completions;
pub mod config;
pub mod correct;
pub mod date;
pub mod doctor;
pub mod explain;
pub mod extract;
pub mod list;
pub mod read;
pub mod restore;
pub mod thread;

use self::read::Wished;
use super::cli::{Bookmarks, Cli, Command};
use super::error::Failure;
use super::opening::{existing, open, path};
use super::pager;

/// Runs what the command line asks for.
///
/// # Errors
/// What made the command fail, with advice.
pub fn run(cli: Cli) -> Result<(), Failure> {
    if cli.no_pager {
        pager::forbid();
    }
    let encoding = cli.encoding.as_deref();
    let library = cli.library.as_deref();
    let Some(command) = cli.command else {
        let wished = Wished { theme: cli.theme, config: cli.config };
        return read::run(library, &cli.paths, encoding, &wished);
    };
    match command {
        Command::Add { paths } => add::run(&mut *open(library)?, &paths, encoding),
        Command::Extract { paths, format } => extract::run(&paths, encoding, format),
        Command::Explain { place, words } => explain::run(&place, words, encoding),
        Command::List(listing) => list::articles(&*existing(library)?, listing.format),
        Command::Threads(listing) => list::threads(&*existing(library)?, listing.format),
        Command::Thread { id, format, correct } => {
            let mut library = existing(library)?;
            let id = correct::run(&mut *library, &id, &correct)?;
            list::thread(&*library, &id, format)
        }
        Command::Corrections { withdraw, format } => {
            correct::list(&mut *existing(library)?, withdraw.as_deref(), format)
        }
        Command::Bookmarks(Bookmarks::List(listing)) => list::bookmarks(&*existing(library)?, listing.format),
        Command::Config(what) => config::run(&what, cli.config.as_deref()),
        Command::Bookmarks(Bookmarks::Export(wish)) => bookmarks::export::run(&*existing(library)?, &wish),
        Command::Bookmarks(Bookmarks::Import { paths, format }) => {
            bookmarks::import::run(&mut *open(library)?, &paths, format)
        }
        Command::Backup { file } => backup::run(&path(library)?, &file),
        Command::Restore { file } => restore::run(&file, &path(library)?),
        Command::Doctor { mend } => doctor::run(&path(library)?, mend),
        Command::Date { article, day } => date::run(&mut *existing(library)?, &article, day),
        Command::Completions { shell } => completions::completions(shell),
        Command::Man => completions::man(),
    }
}
