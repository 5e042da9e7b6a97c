//! `throughline bookmarks export` and `import`: bookmarks to files and back. Never over a file unasked.

pub mod export;
pub mod import;
