//! Finds the files under the paths a user names. Never follows a loop, never opens a pipe or a device.

use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use crate::base::problem::Problem;
use crate::base::said::Said;

/// How many folders deep a walk goes.
pub const DEPTH_LIMIT: usize = 64;

/// A file that may hold an article.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// Where it is, as reached from the path that was named.
    pub path: PathBuf,
    /// Its full path, links resolved: by this the library knows it.
    pub real: PathBuf,
    /// Size in bytes.
    pub size: u64,
    /// When it was changed last, where the file system tells.
    pub modified: Option<SystemTime>,
    /// Whether the user named it, not a folder around it.
    pub named: bool,
}

/// What a walk came to.
#[derive(Clone, Debug, Default)]
pub struct Walk {
    /// Files, in order of path within each root, each once.
    pub files: Vec<Found>,
    /// What was passed over, and why.
    pub skipped: Vec<Problem>,
    /// How many of the paths that were named could not be taken.
    pub missed: usize,
    seen: BTreeSet<PathBuf>,
}

/// What a walk takes: files over `size_limit` bytes and, inside folders, files that `wanted` refuses are
/// passed over. A file that the user names is always taken if it can be.
#[derive(Clone, Copy)]
pub struct Wanted<'a> {
    /// The largest size in bytes.
    pub size_limit: u64,
    /// Says of a file name whether it can be an article.
    pub wanted: &'a dyn Fn(&str) -> bool,
}

impl std::fmt::Debug for Wanted<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Wanted").field("size_limit", &self.size_limit).finish_non_exhaustive()
    }
}

/// Walks all paths, folders recursively.
#[must_use]
pub fn walk(paths: &[PathBuf], wanted: Wanted<'_>) -> Walk {
    let mut walk = Walk::default();
    for path in paths {
        visit(path, None, 0, wanted, &mut walk);
    }
    walk
}

/// Takes what is at `path`; `real` is its full path where that is known already.
fn visit(path: &Path, real: Option<PathBuf>, depth: usize, wanted: Wanted<'_>, walk: &mut Walk) {
    let place = || path.display().to_string();
    let met =
        fs::metadata(path).and_then(|meta| Ok((meta, real.map_or_else(|| fs::canonicalize(path), Ok)?)));
    let (meta, real) = match met {
        Ok(met) => met,
        Err(error) => return pass_over(walk, depth, Problem::new(&error, place())),
    };
    if !walk.seen.insert(real.clone()) {
        // The same file reached twice is read once; a link back up would never end.
        if meta.is_dir() {
            walk.skipped.push(Problem::new(Said::text("problem.seen_folder"), place()));
        }
    } else if meta.is_dir() {
        folder(path, &real, depth, wanted, walk);
    } else if !meta.is_file() {
        pass_over(walk, depth, Problem::new(Said::text("problem.not_regular"), place()));
    } else if meta.len() > wanted.size_limit {
        let what = Said::text("problem.over_limit")
            .with("size", meta.len().div_ceil(1 << 20))
            .with("most", wanted.size_limit >> 20);
        pass_over(walk, depth, Problem::new(what, place()).hint(Said::text("advice.split")));
    } else {
        let modified = meta.modified().ok();
        walk.files.push(Found { path: path.to_owned(), real, size: meta.len(), modified, named: depth == 0 });
    }
}

/// Notes what cannot be taken, and counts it where the user asked for that very path.
fn pass_over(walk: &mut Walk, depth: usize, problem: Problem) {
    walk.missed += usize::from(depth == 0);
    walk.skipped.push(problem);
}

fn folder(path: &Path, real: &Path, depth: usize, wanted: Wanted<'_>, walk: &mut Walk) {
    let place = path.display().to_string();
    if depth >= DEPTH_LIMIT {
        let what = Said::text("problem.too_deep").with("n", DEPTH_LIMIT);
        return walk.skipped.push(Problem::new(what, place));
    }
    let mut entries = match fs::read_dir(path).and_then(Iterator::collect::<io::Result<Vec<_>>>) {
        Ok(entries) => entries,
        Err(error) => return pass_over(walk, depth, Problem::new(&error, place)),
    };
    entries.sort_by_key(fs::DirEntry::file_name);
    for entry in entries {
        let (name, below) = (entry.file_name().to_string_lossy().into_owned(), entry.path());
        let kind = entry.file_type();
        let is_folder = kind.as_ref().is_ok_and(fs::FileType::is_dir);
        // Only what may be a link has to be asked where it leads.
        let known = kind.is_ok_and(|kind| !kind.is_symlink()).then(|| real.join(entry.file_name()));
        if name.starts_with('.') {
            walk.skipped.push(Problem::new(Said::text("problem.hidden"), below.as_path()));
        } else if is_folder || (wanted.wanted)(&name) || below.is_dir() {
            visit(&below, known, depth + 1, wanted, walk);
        } else {
            walk.skipped.push(Problem::new(Said::text("problem.other_kind"), below.as_path()));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text_only(name: &str) -> bool {
        Path::new(name).extension().is_some_and(|ext| ext == "txt")
    }

    fn names(walk: &Walk) -> Vec<String> {
        walk.files
            .iter()
            .map(|found| found.path.file_name().unwrap().to_string_lossy().into_owned())
            .collect()
    }

    #[test]
    fn folders_are_walked_in_order_and_the_rest_is_explained() {
        let home = tempfile::tempdir().unwrap();
        let sub = home.path().join("sub");
        fs::create_dir(&sub).unwrap();
        for (name, size) in
            [("b.txt", 1), ("a.txt", 1), (".hidden.txt", 1), ("big.txt", 30), ("x.pdf", 1), ("sub/c.txt", 1)]
        {
            fs::write(home.path().join(name), vec![b'x'; size]).unwrap();
        }
        let wanted = Wanted { size_limit: 20, wanted: &text_only };
        let walk = walk(&[home.path().to_owned(), home.path().join("gone.txt")], wanted);
        assert_eq!(names(&walk), ["a.txt", "b.txt", "c.txt"]);
        assert_eq!(walk.skipped.len(), 4, "{:?}", walk.skipped);
        assert_eq!(walk.missed, 1, "only what was named and is not there");
        assert!(walk.files.iter().all(|found| !found.named));
    }

    #[cfg(unix)]
    #[test]
    fn link_loops_and_pipes_are_passed_over() {
        let home = tempfile::tempdir().unwrap();
        fs::write(home.path().join("a.txt"), "x").unwrap();
        std::os::unix::fs::symlink(home.path(), home.path().join("loop")).unwrap();
        std::os::unix::fs::symlink("/dev/null", home.path().join("null.txt")).unwrap();
        std::os::unix::fs::symlink("self.txt", home.path().join("self.txt")).unwrap();
        let wanted = Wanted { size_limit: 20, wanted: &text_only };
        let walk = walk(&[home.path().to_owned(), home.path().join("a.txt")], wanted);
        assert_eq!(names(&walk), ["a.txt"]);
        assert_eq!((walk.skipped.len(), walk.missed), (3, 0), "{:?}", walk.skipped);
        let real = fs::canonicalize(home.path().join("a.txt")).unwrap();
        assert_eq!(walk.files[0].real, real);
    }
}
