//! `throughline add`: imports with a progress bar and a report of what was passed over.

use std::io::IsTerminal as _;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use chrono::Utc;
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use crate::app::problems::told;
use crate::base::said::Said;
use crate::shell::error::Failure;
use crate::shell::intake::{self, Options, Progress, Report};
use crate::shell::output::{self, complain};
use crate::shell::voice;
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
    self::report(&report);
    if stop.load(Ordering::Relaxed) {
        return Err(Failure::new(Said::text("failure.stopped")).hint(Said::text("advice.go_on")));
    }
    if report.new + report.revised + report.unchanged + report.copies == 0 {
        return Err(none_found());
    }
    if report.missed > 0 {
        return Err(Failure::missed(report.missed));
    }
    Ok(())
}

/// That the paths hold no article.
pub(super) fn none_found() -> Failure {
    Failure::new(Said::text("failure.none_found")).hint(Said::text("advice.name_files"))
}

/// A flag that the first Ctrl-C sets; the second ends the program as usual.
fn stop_on_interrupt() -> Result<Arc<AtomicBool>, Failure> {
    let stop = Arc::new(AtomicBool::new(false));
    let failed = |error: std::io::Error| Failure::new(Said::text("failure.no_listen").with("why", &error));
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
    if let Ok(style) = ProgressStyle::with_template("{msg:24} {bar:30} {pos}/{len}  {eta}") {
        bar.set_style(style);
    }
    bar
}

fn show(bar: &ProgressBar, progress: Progress) {
    bar.set_message(voice::texts().get(&format!("progress.{}", progress.phase.word())).to_owned());
    bar.set_length(progress.total.max(progress.done) as u64);
    bar.set_position(progress.done as u64);
}

/// Says on standard error what an import came to.
pub fn report(report: &Report) {
    for problem in report.problems.iter().take(LISTED) {
        complain(&sanitise::line(&told(problem, voice::texts())));
    }
    if report.problems.len() > LISTED {
        output::tell(&Said::count("told.more_problems", report.problems.len() - LISTED));
    }
    let Report { new, revised, unchanged, copies, encodings, .. } = report;
    if encodings.keys().any(|name| name != "UTF-8") {
        let each: Vec<String> = encodings.iter().map(|(name, files)| format!("{name} ({files})")).collect();
        output::tell(&Said::text("told.read_as").with("encodings", each.join(", ")));
    }
    let told = [("new", new), ("changed", revised), ("unchanged_articles", unchanged), ("copies", copies)];
    let told: Vec<String> = told.iter().map(|(key, n)| voice::texts().count(key, **n)).collect();
    complain(&told.join(", "));
}
