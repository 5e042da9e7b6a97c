//! `throughline config …`: where the settings are, what they can be, whether they are right. Never writes them.

use std::path::Path;

use crate::app::problems::told;
use crate::base::said::Said;
use crate::shell::cli::Settings;
use crate::shell::config::{explained, load, path};
use crate::shell::error::Failure;
use crate::shell::output::Output;
use crate::shell::voice;
use crate::text::sanitise;

/// Runs one of the commands.
///
/// # Errors
/// Where the settings cannot be read, are at fault, or output cannot be written.
pub fn run(what: &Settings, named: Option<&Path>) -> Result<(), Failure> {
    let mut out = Output::to_read();
    match what {
        Settings::Path => out.line(&path(named)?.display().to_string())?,
        Settings::Default => explained(voice::texts().lang()).lines().try_for_each(|line| out.line(line))?,
        Settings::Check => {
            let path = path(named)?;
            let config = load(named)?;
            for problem in &config.problems {
                out.line(&sanitise::line(&told(problem, voice::texts())))?;
            }
            if !config.problems.is_empty() {
                out.finish()?;
                let what = Said::count("failure.settings_wrong", config.problems.len());
                return Err(Failure::new(what).hint(Said::text("advice.settings")));
            }
            let key = if path.exists() { "told.all_right" } else { "told.no_settings_yet" };
            let mut told = vec![Said::text(key).with("name", path.as_path())];
            let themes =
                config.themes.keys().map(|name| Said::text("told.theme").with("name", name.as_str()));
            told.extend(themes.map(|theme| Said::text("told.all_right").with("name", theme)));
            told.iter().try_for_each(|said| out.line(&sanitise::line(&voice::words(said))))?;
        }
    }
    out.finish()
}
