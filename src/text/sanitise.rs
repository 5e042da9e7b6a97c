//! Makes text from outside safe for a terminal or an export. Never lets a control or override through.
//!
//! What comes out holds no control character, no bidi control and no zero-width character: such a one is
//! dropped or shown as a mark. Emoji sequences, on whose width terminals differ, are reduced to their first
//! sign, flags to their letters, and no letter carries more than [`MARKS`] combining marks. The text itself
//! stays as it is: this is for the screen and for plain output.

use std::borrow::Cow;
use std::sync::LazyLock;

use regex::Regex;
use unicode_normalization::UnicodeNormalization as _;
use unicode_normalization::char::is_combining_mark;
use unicode_segmentation::UnicodeSegmentation as _;
use unicode_width::{UnicodeWidthChar as _, UnicodeWidthStr};

use crate::text::width::is_plain;

/// The most combining marks that one letter keeps on the screen.
pub const MARKS: usize = 4;

/// What stands for a character that must not be shown.
pub const HIDDEN: &str = "\u{25af}";

/// One unit of the screen: what a cursor steps over.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cluster<'a> {
    /// First byte in the text it was cut from.
    pub start: usize,
    /// Its bytes in the text.
    pub raw: &'a str,
    /// What to print; may be empty.
    pub shown: Cow<'a, str>,
    /// Columns of `shown`: 0, 1 or 2, more only for clusters of several letters.
    pub width: u16,
}

impl Cluster<'_> {
    /// One past its last byte.
    #[must_use]
    pub fn end(&self) -> usize {
        self.start + self.raw.len()
    }
}

/// Cuts a text into clusters with what to print for each. Linear in the text.
pub fn clusters(text: &str) -> impl Iterator<Item = Cluster<'_>> {
    text.grapheme_indices(true).map(|(start, raw)| {
        if raw.len() <= 4 && raw.chars().all(is_plain) {
            let width = u16::from(!raw.is_empty());
            return Cluster { start, raw, shown: Cow::Borrowed(raw), width };
        }
        let shown = shown(raw);
        let width = u16::try_from(columns(&shown)).unwrap_or(u16::MAX);
        Cluster { start, raw, shown, width }
    })
}

/// The text as one safe line: line breaks and tabs become blanks, runs of blanks stay.
///
/// ```
/// use throughline::text::sanitise;
/// assert_eq!(sanitise::line("a\u{1b}[31mb\nc"), "a␛[31mb c");
/// assert_eq!(sanitise::line("x\u{202e}y\u{200b}z"), "x▯yz");
/// ```
#[must_use]
pub fn line(text: &str) -> Cow<'_, str> {
    if text.chars().all(is_plain) {
        return Cow::Borrowed(text);
    }
    Cow::Owned(clusters(text).map(|cluster| cluster.shown).collect())
}

/// The text with its line breaks, each line safe.
#[must_use]
pub fn lines(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for part in text.split_inclusive('\n') {
        let body = part.strip_suffix('\n').unwrap_or(part);
        out.push_str(&line(body.strip_suffix('\r').unwrap_or(body)));
        if part.len() > body.len() {
            out.push('\n');
        }
    }
    out
}

/// What to print for one grapheme cluster.
fn shown(raw: &str) -> Cow<'_, str> {
    if raw == "\r\n" {
        return Cow::Borrowed(" ");
    }
    let mut chars = raw.chars();
    let Some(first) = chars.next() else {
        return Cow::Borrowed("");
    };
    if chars.as_str().is_empty() {
        return single(first, raw);
    }
    if raw.chars().any(is_jamo) {
        return raw.nfc().next().filter(|c| !is_jamo(*c)).map_or(HIDDEN.into(), |c| c.to_string().into());
    }
    let mut out = String::new();
    let mut marks = 0;
    for c in raw.chars() {
        if out.is_empty() && is_combining_mark(c) {
            out.push('\u{25cc}');
        }
        if c == '\u{200d}' && !out.is_empty() {
            break;
        }
        if is_combining_mark(c) || c.width() == Some(0) {
            let kept = marks < MARKS && is_combining_mark(c) && !is_selector(c);
            marks += usize::from(kept);
            if kept {
                out.push(c);
            }
        } else if let Some(letter) = flag_letter(c) {
            out.push(letter);
        } else if !is_skin_tone(c) || out.is_empty() {
            out.push_str(&single(c, ""));
        }
    }
    settled(out).into()
}

/// The same text, or its first character, where the tables disagree on the width of the whole.
fn settled(out: String) -> String {
    let by_cluster: usize = out.graphemes(true).map(UnicodeWidthStr::width).sum();
    if columns(&out) == out.width() && by_cluster == out.width() {
        return out;
    }
    out.chars().next().filter(|c| c.width().is_some_and(|w| w > 0)).map_or(HIDDEN.into(), String::from)
}

/// What to print for one character that stands alone; `raw` is that character as a slice, where there is one.
fn single(c: char, raw: &str) -> Cow<'_, str> {
    let own = || if raw.is_empty() { Cow::Owned(c.to_string()) } else { Cow::Borrowed(raw) };
    match c {
        '\t' | '\n' | '\r' | '\u{85}' | '\u{2028}' | '\u{2029}' | '\u{b}' | '\u{c}' => Cow::Borrowed(" "),
        '\0'..='\u{1f}' => char::from_u32(0x2400 + u32::from(c)).unwrap_or('\u{25af}').to_string().into(),
        '\u{7f}' => Cow::Borrowed("\u{2421}"),
        '\u{80}'..='\u{9f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => Cow::Borrowed(HIDDEN),
        _ if is_plain(c) => own(),
        _ if is_unseen(c) => Cow::Borrowed(""),
        _ if is_combining_mark(c) => format!("\u{25cc}{c}").into(),
        _ if flag_letter(c).is_some() => flag_letter(c).map(String::from).unwrap_or_default().into(),
        _ if is_other(c) => Cow::Borrowed(HIDDEN),
        _ => match c.width() {
            Some(0) | None => Cow::Borrowed(HIDDEN),
            Some(_) if c.to_string().width() != c.width().unwrap_or(0) => Cow::Borrowed(HIDDEN),
            Some(_) => own(),
        },
    }
}

/// Columns, character by character: what a terminal without clustering counts.
fn columns(text: &str) -> usize {
    text.chars().map(|c| c.width().unwrap_or(0)).sum()
}

/// Zero-width characters, direction marks, selectors and tags: dropped without a trace.
const fn is_unseen(c: char) -> bool {
    is_selector(c)
        || matches!(c,
            '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}' | '\u{180e}'
            | '\u{200b}'..='\u{200f}' | '\u{2060}'..='\u{2065}' | '\u{206a}'..='\u{206f}' | '\u{3164}'
            | '\u{feff}' | '\u{ffa0}' | '\u{fff9}'..='\u{fffb}' | '\u{1bca0}'..='\u{1bca3}'
            | '\u{1d173}'..='\u{1d17a}' | '\u{e0000}'..='\u{e0fff}')
}

/// Variation selectors.
const fn is_selector(c: char) -> bool {
    matches!(c, '\u{180b}'..='\u{180f}' | '\u{fe00}'..='\u{fe0f}' | '\u{e0100}'..='\u{e01ef}')
}

const fn is_skin_tone(c: char) -> bool {
    matches!(c, '\u{1f3fb}'..='\u{1f3ff}')
}

/// Parts of Hangul syllables, which some terminals join and some do not.
const fn is_jamo(c: char) -> bool {
    matches!(c, '\u{1100}'..='\u{11ff}' | '\u{a960}'..='\u{a97c}' | '\u{d7b0}'..='\u{d7fb}')
}

/// The letter that a regional indicator stands for.
fn flag_letter(c: char) -> Option<char> {
    let from_a = u32::from(c).checked_sub(0x1f1e6).filter(|n| *n < 26)?;
    char::from_u32(u32::from('A') + from_a)
}

/// Whether Unicode counts the character as format, private, surrogate or not assigned.
fn is_other(c: char) -> bool {
    static OTHER: LazyLock<Option<Regex>> = LazyLock::new(|| Regex::new(r"^\p{C}$").ok());
    OTHER.as_ref().is_none_or(|other| other.is_match(c.encode_utf8(&mut [0; 4])))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn is_clean(text: &str) -> bool {
        !text.chars().any(|c| {
            c.is_control() || is_unseen(c) || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
        })
    }

    #[test]
    fn sequences_for_terminals_are_shown_not_sent() {
        assert_eq!(line("\u{1b}]52;c;eA==\u{7}"), "␛]52;c;eA==␇");
        assert_eq!(line("\u{9b}2J"), "▯2J");
        assert_eq!(line("a\0b\u{7f}"), "a␀b␡");
    }

    #[test]
    fn emoji_are_reduced_to_what_terminals_agree_on() {
        assert_eq!(line("👨‍👩‍👧 👍🏽 ❤\u{fe0f} 🇰🇿"), "👨 👍 ❤ KZ");
    }

    #[test]
    fn ten_thousand_marks_on_a_letter_become_four() {
        let zalgo: String = std::iter::once('a').chain(std::iter::repeat_n('\u{301}', 10_000)).collect();
        assert_eq!(line(&zalgo).chars().count(), 1 + MARKS);
        assert_eq!(line("\u{301}x"), "\u{25cc}\u{301}x");
    }

    #[test]
    fn arabic_and_hebrew_stay_readable() {
        assert_eq!(line("שלום \u{200f}عالم"), "שלום عالم");
    }

    #[test]
    fn line_breaks_stay_only_where_lines_are_kept() {
        assert_eq!(lines("a\r\nb\u{8}\n\n"), "a\nb␈\n\n");
        assert_eq!(line("a\r\nb"), "a b");
    }

    #[test]
    fn each_character_alone_is_clean_and_as_wide_as_said() {
        for c in '\0'..=char::MAX {
            let text = c.to_string();
            let cluster = clusters(&text).next().unwrap();
            assert!(is_clean(&cluster.shown), "{c:?}");
            assert_eq!(usize::from(cluster.width), columns(&cluster.shown), "{c:?}");
            assert_eq!(usize::from(cluster.width), cluster.shown.width(), "{c:?} {:?}", cluster.shown);
        }
    }

    proptest! {
        #[test]
        fn nothing_harmful_comes_out(text in "(\\PC|\\p{C}|\\p{M}|[\u{1100}-\u{11ff}]){0,40}") {
            let mut at = 0;
            for cluster in clusters(&text) {
                prop_assert_eq!(cluster.start, at);
                at = cluster.end();
                prop_assert!(is_clean(&cluster.shown), "{:?}", cluster);
                prop_assert_eq!(usize::from(cluster.width), cluster.shown.width(), "{:?}", cluster);
                prop_assert!(cluster.shown.chars().filter(|c| is_combining_mark(*c)).count() <= MARKS);
            }
            prop_assert_eq!(at, text.len());
            prop_assert!(is_clean(&line(&text)));
        }

        #[test]
        fn a_terminal_moves_as_far_as_we_count(text in "(\\PC|\\p{C}|\\p{M}){0,30}") {
            // The emulator takes U+FFFD for an error of decoding and does not print it.
            prop_assume!(!text.contains('\u{fffd}'));
            let mut terminal = vt100::Parser::new(2.try_into().unwrap(), 200.try_into().unwrap(), 0);
            let shown = line(&text);
            terminal.process(shown.as_bytes());
            let counted: usize = clusters(&text).map(|c| usize::from(c.width)).sum();
            prop_assert_eq!(usize::from(terminal.screen().cursor_position().1), counted, "{:?}", shown);
        }
    }
}
