//! Setting files aside: under a new name beside them, never deleted, never over another one.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::open::beside;

/// Files that SQLite keeps beside a library; they go where it goes.
pub(super) const SUFFIXES: [&str; 3] = ["", "-wal", "-shm"];

/// A name beside the library that is free: its own, a word and a number.
pub(super) fn free_name(path: &Path, word: &str) -> PathBuf {
    let named = |number: u32| beside(path, &format!(".{word}-{number}"));
    let is_free = |name: &PathBuf| SUFFIXES.iter().all(|suffix| !beside(name, suffix).exists());
    (1..u32::MAX).map(named).find(is_free).unwrap_or_else(|| named(u32::MAX))
}

/// Renames a library, with what lies beside it. Says how it is named now.
///
/// # Errors
/// What the system says; files renamed already are named back then.
pub(super) fn set_aside(path: &Path, word: &str) -> io::Result<PathBuf> {
    let name = free_name(path, word);
    let mut done: Vec<&str> = Vec::new();
    // The journal goes first: a library must never be found with the journal of another one.
    for suffix in SUFFIXES.iter().rev() {
        match fs::rename(beside(path, suffix), beside(&name, suffix)) {
            Ok(()) => done.push(suffix),
            Err(error) if error.kind() == io::ErrorKind::NotFound && !suffix.is_empty() => {}
            Err(error) => {
                for suffix in done {
                    let _ = fs::rename(beside(&name, suffix), beside(path, suffix));
                }
                return Err(error);
            }
        }
    }
    Ok(name)
}
