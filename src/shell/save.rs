//! Puts a whole file on the disk: written beside, synced, then named. Never half a file, never over another one
//! without being asked.

use std::fs::{self, DirBuilder, File, OpenOptions};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use super::error::Failure;
use crate::base::said::Said;

/// What to do where a file of that name is there already.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Over {
    /// Leave it and fail.
    Refuse,
    /// Put the new one in its place.
    Replace,
}

/// Makes a file that only its owner may read. Where it fails, what was there before is there still.
///
/// # Errors
/// Where a file is there already and may not be replaced, or the system refuses, in words.
pub fn save(path: &Path, content: &[u8], over: Over) -> Result<(), Failure> {
    if over == Over::Refuse && fs::symlink_metadata(path).is_ok() {
        return Err(taken(path));
    }
    let part = part(path)?;
    let saved = write(&part, content).and_then(|()| name(&part, path, over));
    if saved.is_err() {
        let _ = fs::remove_file(&part);
    }
    saved.map_err(|error| {
        if error.kind() == io::ErrorKind::AlreadyExists { taken(path) } else { cannot(path, &error) }
    })
}

/// Makes a folder, and those above it, where there is none: only their owner may look into them.
///
/// # Errors
/// Where the system refuses, in words.
pub fn folder(path: &Path) -> Result<(), Failure> {
    let mut builder = DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(path).map_err(|error| cannot(path, &error))
}

/// A name beside the file that no other program uses at the moment.
fn part(path: &Path) -> Result<PathBuf, Failure> {
    let name = path
        .file_name()
        .ok_or_else(|| Failure::usage(Said::text("failure.no_file_name").with("path", path)))?;
    // Short, since the name of the file may be as long as names can be.
    let short: String = name.to_string_lossy().chars().take(40).collect();
    Ok(path.with_file_name(format!(".{short}.{}.part", std::process::id())))
}

fn write(part: &Path, content: &[u8]) -> io::Result<()> {
    let mut options = OpenOptions::new();
    options.write(true).create(true).truncate(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut file = options.open(part)?;
    file.write_all(content)?;
    file.sync_all()
}

fn name(part: &Path, path: &Path, over: Over) -> io::Result<()> {
    match over {
        Over::Replace => fs::rename(part, path)?,
        // A link fails where something has come under that name meanwhile; a rename would replace it.
        Over::Refuse => match fs::hard_link(part, path) {
            Ok(()) => fs::remove_file(part)?,
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => return Err(error),
            // A disk without links.
            Err(_) => fs::rename(part, path)?,
        },
    }
    if let Some(folder) = path.parent() {
        let folder = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
        // Some systems cannot sync a folder; the file itself is safe.
        let _ = File::open(folder).and_then(|folder| folder.sync_all());
    }
    Ok(())
}

fn taken(path: &Path) -> Failure {
    Failure::new(Said::text("problem.exists").with("path", path)).hint(Said::text("advice.force"))
}

fn cannot(path: &Path, error: &io::Error) -> Failure {
    Failure::new(Said::text("failure.not_written").with("path", path).with("why", error))
        .hint(Said::text("advice.other_place"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_replaced_only_when_asked() {
        let home = tempfile::tempdir().unwrap();
        let path = home.path().join("kept.md");
        save(&path, b"one", Over::Refuse).unwrap();
        let refused = save(&path, b"two", Over::Refuse).unwrap_err();
        assert!(refused.to_string().starts_with("problem.exists"), "{refused}");
        assert_eq!(fs::read(&path).unwrap(), b"one");
        save(&path, b"two", Over::Replace).unwrap();
        assert_eq!(fs::read(&path).unwrap(), b"two");
        assert_eq!(fs::read_dir(home.path()).unwrap().count(), 1, "nothing is left beside it");
    }

    #[cfg(unix)]
    #[test]
    fn only_the_owner_may_read() {
        use std::os::unix::fs::PermissionsExt as _;
        let home = tempfile::tempdir().unwrap();
        let deep = home.path().join("a/b");
        folder(&deep).unwrap();
        save(&deep.join("x"), b"", Over::Refuse).unwrap();
        let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
        assert_eq!((mode(&deep), mode(&deep.join("x"))), (0o700, 0o600));
    }

    #[test]
    fn a_place_that_cannot_be_written_is_named() {
        let home = tempfile::tempdir().unwrap();
        let failure = save(&home.path().join("no/such/file"), b"", Over::Refuse).unwrap_err();
        assert!(failure.to_string().contains("no/such/file"), "{failure}");
    }
}
