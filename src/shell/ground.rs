//! Whether the ground of the terminal is light: asked once, taken where it is answered, never waited for.

use std::io::{self, Write};

/// What the terminal's own ground is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ground {
    /// Dark letters stand out on it.
    Light,
    /// Light letters stand out on it.
    Dark,
}

/// Asks the terminal for the colour of its ground (OSC 11). The answer comes among the keys, or never.
///
/// # Errors
/// What the terminal refused.
pub fn ask(out: &mut impl Write) -> io::Result<()> {
    out.write_all(b"\x1b]11;?\x1b\\")?;
    out.flush()
}

/// What every answer begins with, after the escape and the bracket.
pub const BEGINNING: &str = "11;rgb";

/// The longest answer, in characters.
const LONGEST: usize = 40;

/// Whether an answer may go on like this.
#[must_use]
pub fn may_be(begun: &str) -> bool {
    let colour = begun.strip_prefix(BEGINNING);
    let goes_on = |rest: &str| rest.chars().all(|c| c.is_ascii_hexdigit() || matches!(c, ':' | '/' | 'a'));
    begun.len() <= LONGEST && colour.map_or_else(|| BEGINNING.starts_with(begun), goes_on)
}

/// What an answer says, such as `11;rgb:ffff/ffff/dddd`.
#[must_use]
pub fn read(answer: &str) -> Option<Ground> {
    let parts = answer.strip_prefix(BEGINNING)?.trim_start_matches('a').strip_prefix(':')?;
    let mut share = parts.split('/').map(|part| {
        let most = 16_u32.checked_pow(u32::try_from(part.len()).ok()?)?.checked_sub(1)?;
        Some(f64::from(u32::from_str_radix(part, 16).ok()?) / f64::from(most.max(1)))
    });
    let (red, green, blue) = (share.next()??, share.next()??, share.next()??);
    let light = 0.2126 * red + 0.7152 * green + 0.0722 * blue;
    Some(if light > 0.5 { Ground::Light } else { Ground::Dark })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn answers_are_read_in_all_their_lengths() {
        assert_eq!(read("11;rgb:ffff/ffff/dddd"), Some(Ground::Light));
        assert_eq!(read("11;rgb:1e1e/1e1e/2e2e"), Some(Ground::Dark));
        assert_eq!(read("11;rgb:f/f/f"), Some(Ground::Light));
        assert_eq!(read("11;rgba:00/2b/36/ff"), Some(Ground::Dark));
        for bad in ["11;rgb:", "11;?", "10;rgb:ffff/ffff/ffff", "11;rgb:xx/00/00", "11;rgb:fffffffff/0/0"] {
            assert_eq!(read(bad), None, "{bad}");
        }
    }

    #[test]
    fn only_what_can_become_an_answer_is_held() {
        assert!(["", "1", "11;r", "11;rgb", "11;rgb:ff/0"].into_iter().all(may_be));
        assert!(!["2", "11;x", "11;rgb:g", "j"].into_iter().any(may_be));
        assert!(!may_be(&format!("11;rgb:{}", "f".repeat(60))));
    }
}
