//! `throughline config …`: where the settings are, what they can be, whether they are right. Never writes them.

use std::path::Path;

use crate::shell::cli::Settings;
use crate::shell::config::{explained, load, path};
use crate::shell::error::Failure;
use crate::shell::output::Output;
use crate::text::sanitise;

/// Runs one of the commands.
///
/// # Errors
/// Where the settings cannot be read, are at fault, or output cannot be written.
pub fn run(what: &Settings, named: Option<&Path>) -> Result<(), Failure> {
    let mut out = Output::to_read();
    match what {
        Settings::Path => out.line(&path(named)?.display().to_string())?,
        Settings::Default => explained().lines().try_for_each(|line| out.line(line))?,
        Settings::Check => {
            let path = path(named)?;
            let config = load(named)?;
            for problem in &config.problems {
                out.line(&sanitise::line(&problem.to_string()))?;
            }
            if !config.problems.is_empty() {
                out.finish()?;
                let told = match config.problems.len() {
                    1 => "one setting is not right and was passed over".to_owned(),
                    n => format!("{n} settings are not right and were passed over"),
                };
                return Err(Failure::new(told).hint("`throughline config default` explains every setting."));
            }
            let told =
                if path.exists() { "all is right" } else { "there is no such file yet; nothing is changed" };
            out.line(&format!("{}: {told}", path.display()))?;
            for name in config.themes.keys() {
                out.line(&sanitise::line(&format!("theme {name}: all is right")))?;
            }
        }
    }
    out.finish()
}
