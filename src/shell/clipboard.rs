//! Puts text on the terminal's clipboard by OSC 52. Never reads it.

use std::io::{self, Write};

/// The most bytes sent; terminals drop what is longer.
const MOST: usize = 74_000;

/// Writes the sequence that puts `text` on the clipboard; inside tmux also wrapped so that it passes on.
///
/// # Errors
///
/// Where the output cannot be written.
pub fn copy(text: &str, out: &mut impl Write, in_tmux: bool) -> io::Result<()> {
    let text = text.get(..text.floor_char_boundary(MOST)).unwrap_or_default();
    let sequence = format!("\u{1b}]52;c;{}\u{7}", base64(text.as_bytes()));
    if in_tmux {
        write!(out, "\u{1b}Ptmux;{}\u{1b}\\", sequence.replace('\u{1b}', "\u{1b}\u{1b}"))?;
    }
    out.write_all(sequence.as_bytes())?;
    out.flush()
}

fn base64(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut out = String::with_capacity(bytes.len().div_ceil(3) * 4);
    for chunk in bytes.chunks(3) {
        let three = (0..3).fold(0_u32, |sum, i| sum << 8 | u32::from(chunk.get(i).copied().unwrap_or(0)));
        for i in 0..4 {
            let digit = usize::try_from(three >> (18 - 6 * i) & 63).unwrap_or(0);
            let shown = if i <= chunk.len() { DIGITS.get(digit).copied().unwrap_or(b'=') } else { b'=' };
            out.push(char::from(shown));
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn base64_is_that_of_rfc_4648() {
        let pairs = [("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foobar", "Zm9vYmFy")];
        for (plain, coded) in pairs {
            assert_eq!(base64(plain.as_bytes()), coded);
        }
    }

    #[test]
    fn the_sequence_is_whole() {
        let mut out = Vec::new();
        copy("да", &mut out, false).unwrap();
        assert_eq!(out, b"\x1b]52;c;0LTQsA==\x07");
    }
}
