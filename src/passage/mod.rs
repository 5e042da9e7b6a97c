//! Anchoring passages and finding them again; exchange of bookmarks. Never drops one.

mod anchor;
mod distance;
mod fold;
mod grams;
mod judge;
mod long;
mod needle;
mod resolve;
mod search;

pub use anchor::anchor;
pub use resolve::{resolve, resolve_all};
