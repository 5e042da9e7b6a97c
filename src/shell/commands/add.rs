//! `throughline add`: imports with a progress bar and a report of what was passed over.

use std::io::IsTerminal as _;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use chrono::Utc;
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use crate::shell::error::Failure;
use crate::shell::intake::{self, Options, Phase, Progress, Report};
use crate::shell::output::complain;
use crate::shell::surroundings;
use crate::store::library::Library;
use crate::text::sanitise;

/// More problems than this are counted, not listed.
const LISTED: usize = 40;

/// Imports the paths.
///
/// # Errors
/// Where the library cannot be written, nothing at all could be read, or a path that was named could not.
pub fn run(library: &mut dyn Library, paths: &[PathBuf], encoding: Option<&str>) -> Result<(), Failure> {
    let stop = stop_on_interrupt()?;
    let bar = bar();
    let options = Options { encoding, now: Utc::now(), stop: &stop };
    let report = intake::run(library, paths, options, &mut |progress| show(&bar, progress));
    bar.finish_and_clear();
    let report = report?;
    tell(&report);
    if stop.load(Ordering::Relaxed) {
        return Err(Failure::new("stopped").hint("What was imported is kept; run the same command to go on."));
    }
    if report.new + report.revised + report.unchanged + report.copies == 0 {
        return Err(
            Failure::new("no article was found").hint("Name text or Markdown files, or a folder of them.")
        );
    }
    if report.missed > 0 {
        return Err(Failure::missed(report.missed));
    }
    Ok(())
}

/// A flag that the first Ctrl-C sets; the second ends the program as usual.
fn stop_on_interrupt() -> Result<Arc<AtomicBool>, Failure> {
    let stop = Arc::new(AtomicBool::new(false));
    let failed = |error: std::io::Error| Failure::new(format!("cannot listen for Ctrl-C: {error}"));
    for signal in [signal_hook::consts::SIGINT, signal_hook::consts::SIGTERM] {
        signal_hook::flag::register_conditional_shutdown(signal, 130, Arc::clone(&stop)).map_err(failed)?;
        signal_hook::flag::register(signal, Arc::clone(&stop)).map_err(failed)?;
    }
    Ok(stop)
}

fn bar() -> ProgressBar {
    let bar = ProgressBar::new(0);
    if !std::io::stderr().is_terminal() {
        bar.set_draw_target(ProgressDrawTarget::hidden());
    }
    if let Ok(style) = ProgressStyle::with_template("{msg:24} {bar:30} {pos}/{len}  {eta} left") {
        bar.set_style(style);
    }
    bar
}

fn show(bar: &ProgressBar, progress: Progress) {
    bar.set_message(match progress.phase {
        Phase::Reading => "Reading files",
        Phase::Looking => "Looking for initiatives",
        Phase::Linking => "Linking",
    });
    bar.set_length(progress.total.max(progress.done) as u64);
    bar.set_position(progress.done as u64);
}

/// Says on standard error what an import came to.
pub fn tell(report: &Report) {
    for problem in report.problems.iter().take(LISTED) {
        complain(&sanitise::line(&problem.to_string()));
    }
    if report.problems.len() > LISTED {
        complain(&format!("… and {} more", report.problems.len() - LISTED));
    }
    let Report { new, revised, unchanged, copies, encodings, .. } = report;
    if encodings.keys().any(|name| name != "UTF-8") {
        let each: Vec<String> = encodings.iter().map(|(name, files)| format!("{files} {name}")).collect();
        complain(&format!("read as {}", each.join(", ")));
    }
    let texts = surroundings::chosen_texts(&surroundings::Options::default());
    let told = [("new", new), ("changed", revised), ("unchanged_articles", unchanged), ("copies", copies)];
    let told: Vec<String> = told.iter().map(|(key, n)| texts.count(key, **n)).collect();
    complain(&told.join(", "));
}
