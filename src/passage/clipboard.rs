//! The bytes that put a text on the clipboard of the reader's own machine, also over ssh (OSC 52). Never writes
//! them.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

/// What stands between the program and the terminal.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Between {
    /// Nothing.
    #[default]
    Nothing,
    /// GNU screen, which hands on what is wrapped in its device control strings of at most 768 bytes.
    Screen,
    /// tmux, which takes the sequence itself where `set-clipboard` is `on`, and hands on what is wrapped where
    /// `allow-passthrough` is: it gets both, for the same text twice does no harm.
    Tmux,
}

/// Bytes of base64 that terminals take; some of them drop longer sequences whole.
pub const LONGEST: usize = 100_000;

/// The text is too long for a terminal's clipboard.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{bytes} bytes are more than a terminal's clipboard takes ({most})")]
pub struct TooLong {
    /// Bytes of the text.
    pub bytes: usize,
    /// Bytes that would fit.
    pub most: usize,
}

/// The sequence that sets the clipboard to `text`.
///
/// # Errors
/// Where its base64 is longer than `longest` bytes; [`LONGEST`] suits most terminals.
///
/// ```
/// use throughline::passage::clipboard::{Between, LONGEST, copy};
/// assert_eq!(copy("да", Between::Nothing, LONGEST).unwrap(), b"\x1b]52;c;0LTQsA==\x07");
/// ```
pub fn copy(text: &str, between: Between, longest: usize) -> Result<Vec<u8>, TooLong> {
    let encoded = STANDARD.encode(text);
    if encoded.len() > longest {
        return Err(TooLong { bytes: text.len(), most: longest / 4 * 3 });
    }
    let sequence = format!("\x1b]52;c;{encoded}\x07");
    Ok(match between {
        Between::Nothing => sequence.into_bytes(),
        Between::Tmux => {
            let doubled = sequence.replace('\x1b', "\x1b\x1b");
            format!("{sequence}\x1bPtmux;{doubled}\x1b\\").into_bytes()
        }
        Between::Screen => {
            /// Bytes of a piece, well under screen's limit.
            const PIECE: usize = 512;
            let wrap = |piece: &[u8]| [b"\x1bP".as_slice(), piece, b"\x1b\\"].concat();
            sequence.as_bytes().chunks(PIECE).flat_map(wrap).collect()
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_wrapping_holds_the_sequence() {
        let text = "Центр".repeat(200);
        let plain = copy(&text, Between::Nothing, LONGEST).unwrap();
        let screen = copy(&text, Between::Screen, LONGEST).unwrap();
        let screen = String::from_utf8(screen).unwrap();
        let inside: String = screen.split("\x1b\\").filter_map(|piece| piece.strip_prefix("\x1bP")).collect();
        assert_eq!(inside.as_bytes(), plain);
        assert!(screen.split("\x1b\\").all(|piece| piece.len() <= 768));
        let tmux = copy(&text, Between::Tmux, LONGEST).unwrap();
        assert!(tmux.starts_with(&plain));
        assert!(tmux.ends_with(b"\x07\x1b\\"));
        assert_eq!(tmux.windows(2).filter(|two| two == b"\x1b\x1b").count(), 1);
    }

    #[test]
    fn base64_is_that_of_rfc_4648() {
        for (plain, coded) in
            [("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foobar", "Zm9vYmFy")]
        {
            let sequence = copy(plain, Between::Nothing, LONGEST).unwrap();
            assert_eq!(sequence, format!("\x1b]52;c;{coded}\x07").into_bytes());
        }
    }

    #[test]
    fn what_is_too_long_is_refused() {
        let text = "a".repeat(LONGEST);
        assert_eq!(copy(&text, Between::Nothing, LONGEST), Err(TooLong { bytes: LONGEST, most: 75_000 }));
        assert!(copy(&"a".repeat(75_000), Between::Nothing, LONGEST).is_ok());
    }
}
