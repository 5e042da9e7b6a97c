//! `throughline [PATH…]`: opens the reader, or prints the list where standard output is no terminal.

use std::io::{self, IsTerminal as _};
use std::path::{Path, PathBuf};
use std::sync::atomic::AtomicBool;
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use chrono::Utc;

use super::{add, list};
use crate::base::said::Said;
use crate::shell::beside::{Reporter, Work, Works};
use crate::shell::cli::Format;
use crate::shell::config::{self, Config};
use crate::shell::error::Failure;
use crate::shell::intake::{self, Options, Progress, Report};
use crate::shell::opening::open;
use crate::shell::reader;
use crate::shell::surroundings;
use crate::shell::voice;
use crate::store::library::Library;

/// While an import goes on, the reader is told of new articles this often.
const TELL_EVERY: Duration = Duration::from_millis(500);

/// What the command line wishes of looks, over the settings file.
#[derive(Clone, Debug, Default)]
pub struct Wished {
    /// Name of a theme.
    pub theme: Option<String>,
    /// A settings file.
    pub config: Option<PathBuf>,
}

/// The settings with what the command line wishes over them.
fn settings(wished: &Wished) -> Result<Config, Failure> {
    let mut config = config::load(wished.config.as_deref())?;
    if let Some(theme) = &wished.theme
        && !config.wish_theme(theme)
    {
        let known = config.theme_names().join(", ");
        return Err(Failure::usage(
            Said::text("failure.no_theme").with("value", theme.as_str()).with("known", known),
        ));
    }
    config.options.lang = Some(voice::texts().lang());
    Ok(config)
}

/// Reads.
///
/// # Errors
/// Where the library cannot be opened, or the terminal cannot be used.
pub fn run(
    library: Option<&Path>,
    paths: &[PathBuf],
    encoding: Option<&str>,
    wished: &Wished,
) -> Result<(), Failure> {
    for path in paths {
        if !path.exists() {
            let what = Said::text("failure.no_path").with("path", path.as_path());
            return Err(Failure::new(what).hint(Said::text("advice.spelling")));
        }
    }
    let config = settings(wished)?;
    let mut library = open(library)?;
    if !io::stdout().is_terminal() || !io::stdin().is_terminal() || surroundings::is_dumb() {
        let added = if paths.is_empty() { Ok(()) } else { add::run(&mut *library, paths, encoding) };
        // What is there is listed in any case.
        return list::articles(&*library, Format::Table).and(added);
    }
    let (paths, encoding) = (paths.to_vec(), encoding.map(str::to_owned));
    let one = Arc::new(Mutex::new(()));
    let works = Works {
        now: Some(beside(&*library, &one, move |library, options, progress| {
            let options = Options { encoding: encoding.as_deref(), ..options };
            intake::run(library, &paths, options, progress)
        })?),
        sample: Some(beside(&*library, &one, intake::sample)?),
        relink: Some(relinking(&*library, &one)?),
    };
    reader::run(library, config, works)
}

/// An import that goes on beside the reader, on a handle of its own, and tells how far it is.
fn beside<I>(library: &dyn Library, one: &Arc<Mutex<()>>, import: I) -> Result<Work, Failure>
where
    I: FnOnce(&mut dyn Library, Options<'_>, &mut dyn FnMut(Progress)) -> Result<Report, Failure>
        + Send
        + 'static,
{
    let mut library = library.another()?;
    let one = Arc::clone(one);
    Ok(Box::new(move |reporter: &Reporter| {
        let _alone = one.lock();
        let stop = AtomicBool::new(false);
        let options = Options { encoding: None, now: Utc::now(), stop: &stop };
        let mut told = Instant::now();
        let mut phase = None;
        let result = import(&mut *library, options, &mut |progress| {
            tell(reporter, progress);
            if phase.replace(progress.phase).is_some_and(|before| before != progress.phase)
                || told.elapsed() >= TELL_EVERY
            {
                told = Instant::now();
                reporter.changed();
            }
        });
        match result {
            Ok(report) => report.problems.into_iter().for_each(|problem| reporter.problem(problem)),
            Err(failure) => {
                reporter.problem(failure.into());
            }
        }
        reporter.changed();
    }))
}

/// Follows initiatives anew after a correction, when no import or other linking is going on, so that the last
/// one knows of every correction.
fn relinking(library: &dyn Library, one: &Arc<Mutex<()>>) -> Result<Box<dyn Fn() -> Work>, Failure> {
    let library = Arc::new(Mutex::new(library.another()?));
    let one = Arc::clone(one);
    Ok(Box::new(move || {
        let (library, one) = (Arc::clone(&library), Arc::clone(&one));
        Box::new(move |reporter: &Reporter| {
            let _alone = one.lock();
            let stop = AtomicBool::new(false);
            if let Ok(mut library) = library.lock()
                && let Err(failure) =
                    intake::relink(&mut **library, &stop, &mut |progress| tell(reporter, progress))
            {
                reporter.problem(failure.into());
            }
            reporter.changed();
        })
    }))
}

fn tell(reporter: &Reporter, progress: Progress) {
    reporter.progress(progress.phase.word(), progress.done, progress.total);
}
