//! How many columns a text takes. Never more than the terminal shows.

use unicode_width::UnicodeWidthChar as _;

use crate::text::sanitise;

/// Columns that `text` takes on the screen, made safe as `sanitise` does it.
///
/// ```
/// use throughline::text::width;
/// assert_eq!(width::of("Астана"), 6);
/// assert_eq!(width::of("東京"), 4);
/// assert_eq!(width::of("e\u{301}\u{200b}"), 1);
/// ```
#[must_use]
pub fn of(text: &str) -> usize {
    if text.chars().all(is_plain) {
        return text.chars().count();
    }
    sanitise::clusters(text).map(|cluster| usize::from(cluster.width)).sum()
}

/// Columns of one character by itself: 0, 1 or 2.
#[must_use]
pub fn of_char(c: char) -> usize {
    if is_plain(c) { 1 } else { c.width().unwrap_or(0) }
}

/// Whether the character is one column wide, shown as it is, and joins with nothing before it.
#[must_use]
pub const fn is_plain(c: char) -> bool {
    matches!(c,
        ' '..='~'
        | '\u{a0}'..='\u{ac}'
        | '\u{ae}'..='\u{2ff}'
        | '\u{400}'..='\u{482}'
        | '\u{48a}'..='\u{52f}'
        | '\u{2010}'..='\u{2027}'
        | '\u{2030}'..='\u{205e}'
        | '\u{2116}')
}

/// The longest beginning of `text` that fits into `columns`, and its width.
#[must_use]
pub fn fitting(text: &str, columns: usize) -> (&str, usize) {
    let mut used = 0;
    for cluster in sanitise::clusters(text) {
        let next = used + usize::from(cluster.width);
        if next > columns {
            return (text.get(..cluster.start).unwrap_or_default(), used);
        }
        used = next;
    }
    (text, used)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plain_characters_are_as_wide_as_the_tables_say() {
        for c in ('\0'..='\u{ffff}').filter(|c| is_plain(*c)) {
            assert_eq!(c.width(), Some(1), "{c:?}");
        }
    }

    #[test]
    fn a_wide_character_is_not_cut_in_half() {
        assert_eq!(fitting("a東京", 2), ("a", 1));
        assert_eq!(fitting("a東京", 3), ("a東", 3));
        assert_eq!(fitting("ab", 9), ("ab", 2));
    }
}
