//! Event loop, terminal, workers, config, paths and command line. Never holds a rule of the domain.

pub mod carry;
pub mod clipboard;
pub mod events;
pub mod reader;
pub mod surroundings;
pub mod terminal;

use std::process::ExitCode;

/// Runs the program on the process's arguments.
#[must_use]
pub fn run() -> ExitCode {
    ExitCode::SUCCESS
}
