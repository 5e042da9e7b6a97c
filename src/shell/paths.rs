//! Where the program keeps its files. Never creates one.

use std::path::PathBuf;

use etcetera::BaseStrategy as _;

use super::error::Failure;

/// The library that is used when none is named: `throughline/library.db` in the user's data folder.
///
/// # Errors
/// Where no home folder is known.
pub fn library() -> Result<PathBuf, Failure> {
    Ok(base()?.data_dir().join("throughline").join("library.db"))
}

/// The user's settings: `throughline/config.toml` in the user's configuration folder.
///
/// # Errors
/// Where no home folder is known.
pub fn config() -> Result<PathBuf, Failure> {
    Ok(base()?.config_dir().join("throughline").join("config.toml"))
}

fn base() -> Result<impl etcetera::BaseStrategy, Failure> {
    etcetera::choose_base_strategy().map_err(|error| {
        Failure::new(format!("the home folder is not known: {error}"))
            .hint("Set HOME, or name the library with --library FILE.")
    })
}
