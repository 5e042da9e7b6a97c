//! Reads files into articles. Never looks into a library.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::UNIX_EPOCH;

use chrono::{DateTime, NaiveDateTime};

use super::study;
use super::walk::{Found, Walk, Wanted, walk};
use crate::base::problem::Problem;
use crate::base::said::Said;
use crate::import::{self, Imported, SIZE_LIMIT, Source};
use crate::lang;
use crate::store::intake::Stamp;

/// Endings of files that can be articles; a file without an ending is tried as well.
const ENDINGS: &[&str] = &["txt", "text", "md", "markdown"];

/// Finds the files under the paths that can be articles.
#[must_use]
pub fn find(paths: &[PathBuf]) -> Walk {
    let size_limit = u64::try_from(SIZE_LIMIT).unwrap_or(u64::MAX);
    walk(paths, Wanted { size_limit, wanted: &may_be_article })
}

fn may_be_article(name: &str) -> bool {
    let ending = Path::new(name).extension().map(|ending| ending.to_string_lossy().to_lowercase());
    ending.is_none_or(|ending| ENDINGS.contains(&ending.as_str()))
}

/// One file with its bytes.
#[derive(Debug)]
pub struct Loaded {
    /// Its full path where the system tells, else as it was reached.
    pub path: String,
    /// What tells a change of it.
    pub stamp: Stamp,
    /// Whether the user named it, not a folder around it.
    pub named: bool,
    bytes: Vec<u8>,
    modified: Option<NaiveDateTime>,
}

/// The full path of a file, by which the library knows it.
#[must_use]
pub fn full_path(found: &Found) -> String {
    found.real.to_string_lossy().into_owned()
}

/// Time of the last change in nanoseconds since 1970; 0 where it is not known.
#[must_use]
pub fn modified_nanos(found: &Found) -> i64 {
    let since = found.modified.and_then(|time| time.duration_since(UNIX_EPOCH).ok());
    since.and_then(|since| i64::try_from(since.as_nanos()).ok()).unwrap_or_default()
}

/// Loads a file.
///
/// # Errors
/// Where it cannot be read, in words.
pub fn load(found: &Found) -> Result<Loaded, Problem> {
    let shown = found.path.display().to_string();
    let bytes = fs::read(&found.path).map_err(|error| Problem::new(&error, shown))?;
    let nanos = modified_nanos(found);
    let stamp = Stamp {
        size: bytes.len() as u64,
        modified: nanos,
        content: blake3::hash(&bytes).to_hex().to_string(),
    };
    let modified = (nanos != 0).then(|| DateTime::from_timestamp_nanos(nanos).naive_utc());
    Ok(Loaded { path: full_path(found), stamp, named: found.named, bytes, modified })
}

/// A file of the sample that is built into the program.
#[must_use]
pub fn embedded(name: &str, bytes: &[u8]) -> Loaded {
    let content = blake3::hash(bytes).to_hex().to_string();
    let stamp = Stamp { size: bytes.len() as u64, modified: 0, content };
    Loaded { path: format!("sample:{name}"), stamp, named: false, bytes: bytes.to_vec(), modified: None }
}

/// Reads the articles of a loaded file. `encoding` is one set by hand.
///
/// # Errors
/// Where it holds none, in words with advice.
pub fn parse(loaded: &Loaded, encoding: Option<&str>) -> Result<Imported, Problem> {
    let source = Source {
        name: &loaded.path,
        bytes: &loaded.bytes,
        modified: loaded.modified,
        encoding,
        packs: lang::packs(),
    };
    let mut imported = import::read(&source).map_err(|refused| refused.problem(&loaded.path))?;
    if imported.articles.iter().any(|article| article.text.len() > study::LOOKED_INTO) {
        let limit = study::LOOKED_INTO >> 20;
        let what = Said::text("problem.partly").with("size", limit);
        imported.problems.push(Problem::new(what, loaded.path.as_str()).hint(Said::text("advice.cut")));
    }
    Ok(imported)
}
