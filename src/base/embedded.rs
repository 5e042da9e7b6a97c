//! The files of `assets/` and `seeds/` as they were when the program was built, or others laid over them. Never
//! reads the disk.

use std::collections::BTreeMap;
use std::sync::OnceLock;

/// Every embedded file, sorted by name within `assets/` and `seeds/`.
static FILES: &[(&str, &[u8])] = &include!(concat!(env!("OUT_DIR"), "/embedded.rs"));

/// The same with other files laid over them.
static LAID: OnceLock<Vec<(&str, &[u8])>> = OnceLock::new();

fn files() -> &'static [(&'static str, &'static [u8])] {
    LAID.get().map_or(FILES, Vec::as_slice)
}

/// Lays files over the embedded ones for the rest of the process: one of the same name takes the place of the
/// embedded one, another is added. Names are such as `assets/rules/en/will.toml`. `false` where it comes too
/// late, because files were laid over already.
pub fn lay_over(others: impl IntoIterator<Item = (String, Vec<u8>)>) -> bool {
    let mut all: BTreeMap<&'static str, &'static [u8]> = FILES.iter().copied().collect();
    // They are needed until the process ends, as the embedded ones are.
    all.extend(others.into_iter().map(|(name, bytes)| (&*name.leak(), &*bytes.leak())));
    LAID.set(all.into_iter().collect()).is_ok()
}

/// The bytes of one embedded file, such as `assets/keys.toml`.
#[must_use]
pub fn bytes(name: &str) -> Option<&'static [u8]> {
    files().iter().find(|(file, _)| *file == name).map(|(_, bytes)| *bytes)
}

/// The text of one embedded file; `None` where there is no such file or it is not UTF-8.
#[must_use]
pub fn text(name: &str) -> Option<&'static str> {
    bytes(name).and_then(|bytes| std::str::from_utf8(bytes).ok())
}

/// All embedded files whose name starts with `folder`, in order of name, as `(name, bytes)`.
pub fn under(folder: &str) -> impl Iterator<Item = (&'static str, &'static [u8])> {
    files().iter().copied().filter(move |(name, _)| name.starts_with(folder))
}

/// All embedded text files whose name starts with `folder`, in order of name, as `(name, text)`.
pub fn texts_under(folder: &str) -> impl Iterator<Item = (&'static str, &'static str)> {
    under(folder).filter_map(|(name, bytes)| std::str::from_utf8(bytes).ok().map(|text| (name, text)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_sample_is_embedded() {
        assert_eq!(under("seeds/").count(), 5);
        assert!(text("seeds/nothing.txt").is_none());
    }
}
