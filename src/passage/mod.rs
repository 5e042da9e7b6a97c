//! Anchoring passages and finding them again; exchange of bookmarks. Never drops one.

mod anchor;
mod cite;
pub mod clipboard;
mod distance;
pub mod exchange;
mod file_name;
mod fold;
mod grams;
mod judge;
mod long;
mod needle;
mod reanchor;
mod resolve;
mod search;
pub mod select;

pub use anchor::anchor;
pub use cite::{Style, Texts, cite};
pub use file_name::{file_name, unique_file_name};
pub use reanchor::{Change, reanchor};
pub use resolve::{resolve, resolve_all};
