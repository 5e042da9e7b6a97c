//! Text as such: sentences, tokens, stems, wrapping, width, sanitising. Never knows a language by name.

pub mod address;
pub mod dates;
pub mod diff;
mod fit;
pub mod fold;
pub mod links;
pub mod sanitise;
pub mod sentences;
pub mod stem;
pub mod tokens;
pub mod translit;
pub mod width;
pub mod wrap;
