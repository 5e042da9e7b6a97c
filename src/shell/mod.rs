//! Event loop, terminal, workers, config, paths and command line. Never holds a rule of the domain.
#![allow(clippy::disallowed_methods, reason = "the shell is where clock, environment and files are touched")]

pub mod answers;
pub mod assets;
pub mod beside;
pub mod browse;
pub mod carry;
pub mod cli;
pub mod clipboard;
pub mod commands;
pub mod config;
pub mod editor;
pub mod error;
pub mod events;
pub mod ground;
pub mod intake;
pub mod keyboard;
pub mod margins;
pub mod opening;
pub mod output;
pub mod pager;
pub mod paths;
pub mod pen;
pub mod pieces;
pub mod reader;
pub mod reading;
pub mod records;
pub mod refusal;
pub mod save;
pub mod screen;
pub mod scroll;
pub mod spoken;
pub mod study;
pub mod surroundings;
pub mod table;
pub mod terminal;
pub mod voice;
pub mod walk;

use std::ffi::OsString;
use std::process::ExitCode;

use clap::error::ErrorKind;
use clap::{FromArgMatches as _, Parser as _};

use self::cli::Cli;
use self::error::{Failure, FailureKind};

/// Runs the program on the process's arguments.
#[must_use]
pub fn run() -> ExitCode {
    let args: Vec<OsString> = std::env::args_os().collect();
    if let Err(failure) = voice::choose(&args) {
        return fail(&failure);
    }
    match understood(args) {
        Ok(cli) => commands::run(cli).map_or_else(|failure| fail(&failure), |()| ExitCode::SUCCESS),
        Err(error) => refuse(&error),
    }
}

/// The command line as values. Its words in a language are made only where they are to be shown.
fn understood(args: Vec<OsString>) -> Result<Cli, clap::Error> {
    Cli::try_parse_from(&args).or_else(|_| {
        let asked = spoken::laid_out(voice::texts()).try_get_matches_from(args)?;
        Cli::from_arg_matches(&asked)
    })
}

/// Says why the program ends.
fn fail(failure: &Failure) -> ExitCode {
    if failure.kind != FailureKind::ClosedPipe {
        output::complain(&format!("throughline: {}", failure.told(voice::texts())));
    }
    failure.exit_code()
}

/// Prints help where it was asked for or is all that can be said, else what is wrong with the command line.
fn refuse(error: &clap::Error) -> ExitCode {
    if error.use_stderr() && error.kind() != ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand {
        return fail(&refusal::refusal(error, voice::texts()));
    }
    let _ = error.print();
    ExitCode::from(if error.use_stderr() { 2 } else { 0 })
}
