//! Where the program keeps its files. Never creates one.

use std::path::PathBuf;

use etcetera::BaseStrategy as _;

use super::error::Failure;
use crate::base::said::Said;

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
        Failure::new(Said::text("failure.no_home").with("why", error.to_string()))
            .hint(Said::text("advice.set_home"))
    })
}
