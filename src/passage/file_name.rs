//! File names made from titles, safe on Linux, macOS and Windows. Never a path, never empty.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use unicode_normalization::UnicodeNormalization as _;
use unicode_segmentation::UnicodeSegmentation as _;

use crate::base::json::is_unseen;

/// Bytes of a whole name that every file system takes.
const LONGEST: usize = 255;
/// Bytes left for an extension and a number.
const SPARE: usize = 25;
/// Names that Windows keeps for devices, whatever extension follows.
const DEVICES: [&str; 6] = ["AUX", "CON", "CONIN$", "CONOUT$", "NUL", "PRN"];

/// The name of a file for an article, without extension: date and title, as far as they fit into 230 bytes of
/// UTF-8 in normal form C. Signs that a system or a note-taking program gives a meaning become `-`.
///
/// ```
/// use throughline::passage::file_name;
/// assert_eq!(file_name("Что / кто: «итоги»?", None), "Что - кто- «итоги»");
/// assert_eq!(file_name("con", None), "_con");
/// assert_eq!(file_name("../..", None), "_");
/// ```
#[must_use]
pub fn file_name(title: &str, date: Option<NaiveDate>) -> String {
    let title: String = title.nfc().map(plain).collect();
    let words = title.split_whitespace().collect::<Vec<_>>().join(" ");
    let name = match date {
        Some(date) => format!("{date} {words}"),
        None => words,
    };
    let is_edge = |c: char| c == '.' || c == '-' || c == '~' || c.is_whitespace();
    let name = cut(name.trim_matches(is_edge), LONGEST - SPARE).trim_matches(is_edge);
    if name.is_empty() || is_device(name) { format!("_{name}") } else { name.to_owned() }
}

/// The name with the extension (dot included), and a number where a file of that name is taken. Names that
/// differ in case or normal form only are the same file on some systems. The new name is noted as taken.
pub fn unique_file_name(stem: &str, extension: &str, taken: &mut BTreeSet<String>) -> String {
    let extension = cut(extension, SPARE - 9);
    let stem = cut(stem, LONGEST - SPARE);
    let mut number = 1_u32;
    loop {
        let name = match number {
            1 => format!("{stem}{extension}"),
            _ => format!("{stem} {number}{extension}"),
        };
        let same: String = name.nfkc().flat_map(char::to_lowercase).nfkc().collect();
        if number == u32::MAX || taken.insert(same) {
            return name;
        }
        number += 1;
    }
}

/// A character as a file name may hold it.
fn plain(c: char) -> char {
    match c {
        '/' | '\\' | ':' | '*' | '"' | '<' | '>' | '|' | '#' | '^' | '[' | ']' | '%' | '∕' | '⁄' => '-',
        '?' => ' ',
        c if c.is_whitespace() || is_unseen(c) => ' ',
        c => c,
    }
}

/// The beginning of a text in at most so many bytes, without half a character as people see it.
fn cut(text: &str, bytes: usize) -> &str {
    let end =
        text.grapheme_indices(true).map(|(at, one)| at + one.len()).take_while(|end| *end <= bytes).last();
    text.get(..end.unwrap_or(0)).unwrap_or_default()
}

fn is_device(name: &str) -> bool {
    let base = name.split('.').next().unwrap_or_default().trim_end().to_uppercase();
    let numbered = ["COM", "LPT"].iter().any(|port| {
        let rest = base.strip_prefix(port).map(|rest| rest.chars().collect::<Vec<_>>());
        matches!(rest.as_deref(), Some(['0'..='9' | '¹' | '²' | '³']))
    });
    numbered || DEVICES.contains(&base.as_str())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn is_safe(name: &str) -> bool {
        let whole = name.len() <= LONGEST && !name.is_empty() && name.nfc().eq(name.chars());
        let ends = !name.starts_with(['.', ' ', '-', '~']) && !name.ends_with(['.', ' ']);
        whole && ends && !is_device(name) && !name.contains(|c| is_unseen(c) || "/\\:*?\"<>|".contains(c))
    }

    proptest! {
        #[test]
        fn any_title_makes_a_safe_name(title in "(?s).{0,200}", day in any::<bool>()) {
            let name = file_name(&title, day.then_some(NaiveDate::MIN));
            prop_assert!(is_safe(&name), "{:?}", name);
            let mut taken = BTreeSet::new();
            let first = unique_file_name(&name, ".md", &mut taken);
            let second = unique_file_name(&name.to_uppercase().nfc().collect::<String>(), ".md", &mut taken);
            prop_assert!(first.to_lowercase() != second.to_lowercase());
            prop_assert!(first.len() <= LONGEST && second.len() <= LONGEST);
        }
    }

    #[test]
    fn reserved_names_are_not_used() {
        for title in ["CON", "con.txt", "Com1", "lpt¹.md", "nul .x", "AUX.", "CONIN$"] {
            assert!(is_safe(&file_name(title, None)), "{title}");
        }
        assert_eq!(file_name("Communist", None), "Communist");
        assert_eq!(file_name(" .. -rf ~", None), "rf");
        assert_eq!(file_name("", NaiveDate::from_ymd_opt(2026, 1, 5)), "2026-01-05");
    }

    #[test]
    fn long_titles_end_at_a_character() {
        let name = file_name(&"й👨‍👩‍👧".repeat(40), None);
        assert!(name.len() <= 230 && name.ends_with(['й', '👧', '👩', '👨']), "{name}");
        assert!(file_name(&"a".repeat(1000), None).len() == 230);
    }
}
