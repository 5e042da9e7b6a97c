//! Puts text on the terminal's clipboard. Never reads it.

use std::io::{self, Write};

use crate::passage::clipboard::{self, Between, LONGEST};

/// The most bytes of text that are sent; terminals drop what is longer.
const MOST: usize = 74_000;

/// Writes the sequence that puts `text` on the clipboard; inside tmux also wrapped so that it passes on.
///
/// # Errors
///
/// Where the output cannot be written.
pub fn copy(text: &str, out: &mut impl Write, in_tmux: bool) -> io::Result<()> {
    let text = text.get(..text.floor_char_boundary(MOST)).unwrap_or_default();
    let between = if in_tmux { Between::Tmux } else { Between::Nothing };
    out.write_all(&clipboard::copy(text, between, LONGEST).map_err(io::Error::other)?)?;
    out.flush()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_sequence_is_whole() {
        let mut out = Vec::new();
        copy("да", &mut out, false).unwrap();
        assert_eq!(out, b"\x1b]52;c;0LTQsA==\x07");
    }

    #[test]
    fn what_is_too_long_is_cut_to_what_terminals_take() {
        let mut out = Vec::new();
        copy(&"да".repeat(100_000), &mut out, true).unwrap();
        assert!(out.len() > MOST);
    }
}
