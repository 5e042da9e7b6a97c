//! Whether the terminal knows margins at the left and at the right: asked once, never waited for.

use std::io::{self, Write};

/// Asks the terminal for its margins (DECRQSS of DECSLRM). Only one that has them names them; the answer comes among
/// the keys, or never. The question whether the mode is known (DECRQM) is not asked: the library that reads the
/// terminal takes its answer for the beginning of something longer, and the keys after it for the rest.
///
/// # Errors
/// What the terminal refused.
pub fn ask(out: &mut impl Write) -> io::Result<()> {
    out.write_all(b"\x1bP$qs\x1b\\")?;
    out.flush()
}

/// The longest answer, in characters.
const LONGEST: usize = 20;

/// What may begin an answer, after the escape and the letter. That the terminal knows what is asked is 1, but 0 in the
/// books of some.
pub const BEGINNINGS: [&str; 2] = ["1$r", "0$r"];

/// Whether an answer may go on like this.
#[must_use]
pub fn may_be(begun: &str) -> bool {
    let goes_on = |rest: &str| rest.chars().all(|c| c.is_ascii_digit() || matches!(c, ';' | 's'));
    let is_one =
        |beginning: &str| begun.strip_prefix(beginning).map_or(beginning.starts_with(begun), goes_on);
    begun.len() <= LONGEST && BEGINNINGS.into_iter().any(is_one)
}

/// Whether an answer names margins, such as `1$r1;80s`.
#[must_use]
pub fn read(answer: &str) -> Option<bool> {
    let rest = BEGINNINGS.into_iter().find_map(|beginning| answer.strip_prefix(beginning))?;
    let sides = rest.strip_suffix('s').and_then(|sides| sides.split_once(';'));
    let is_column = |side: &str| side.parse::<u16>().is_ok_and(|column| column > 0);
    Some(sides.is_some_and(|(left, right)| is_column(left) && is_column(right)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_margins_that_are_named_are_known() {
        assert_eq!(read("1$r1;160s"), Some(true));
        assert_eq!(read("0$r1;160s"), Some(true));
        for unknown in ["0$r", "1$r", "0$rs", "1$r1s", "1$r0;0s", "1$r1;99999999s"] {
            assert_eq!(read(unknown), Some(false), "{unknown}");
        }
        assert_eq!(read("11;rgb:ffff/ffff/ffff"), None);
    }

    #[test]
    fn only_what_can_become_an_answer_is_held() {
        assert!(["", "1", "1$", "1$r", "0$r1;2", "1$r1;160s"].into_iter().all(may_be));
        assert!(!["2", "1j", "1$rq", "j"].into_iter().any(may_be));
        assert!(!may_be(&format!("1$r{}", "1".repeat(60))));
    }
}
