//! JSON that keeps the data exact and shows nothing raw that a terminal or an eye could trip over.

use std::fmt::Write as _;
use std::io;

use serde::Serialize;
use serde_json::ser::Formatter;

/// Whether a character acts on a terminal, on the order of text, or cannot be seen: C0 and C1 controls,
/// line and paragraph separators, bidirectional controls, zero-width and tag characters.
#[must_use]
pub const fn is_unseen(c: char) -> bool {
    matches!(c,
        '\0'..='\u{1f}' | '\u{7f}'..='\u{9f}' | '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200b}'..='\u{200f}'
        | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}'
        | '\u{e0000}'..='\u{e0fff}')
}

/// One line of JSON; characters that [`is_unseen`] names are written as `\uXXXX`.
///
/// # Errors
/// Where the value cannot be written as JSON, such as a map whose keys are not text.
///
/// ```
/// let line = throughline::base::json::line(&"a\u{202e}b").unwrap();
/// assert_eq!(line, r#""a\u202eb""#);
/// ```
pub fn line(value: &impl Serialize) -> serde_json::Result<String> {
    let mut out = Vec::new();
    value.serialize(&mut serde_json::Serializer::with_formatter(&mut out, Escaping))?;
    Ok(String::from_utf8_lossy(&out).into_owned())
}

struct Escaping;

impl Formatter for Escaping {
    fn write_string_fragment<W: ?Sized + io::Write>(
        &mut self,
        out: &mut W,
        fragment: &str,
    ) -> io::Result<()> {
        let mut rest = fragment;
        while let Some(at) = rest.find(is_unseen) {
            let (seen, tail) = rest.split_at(at);
            out.write_all(seen.as_bytes())?;
            let mut chars = tail.chars();
            if let Some(unseen) = chars.next() {
                let mut escaped = String::new();
                for unit in unseen.encode_utf16(&mut [0; 2]) {
                    let _ = write!(escaped, "\\u{unit:04x}");
                }
                out.write_all(escaped.as_bytes())?;
            }
            rest = chars.as_str();
        }
        out.write_all(rest.as_bytes())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn unseen_characters_are_escaped_and_read_back() {
        let text = "\u{1b}]52;c;\u{7} \u{9b}31m \u{e0041} \u{2028} Қазақстан — \"да\"\n";
        let json = line(&text).unwrap();
        assert!(!json.contains(is_unseen), "{json}");
        assert!(json.contains("Қазақстан —"));
        assert_eq!(serde_json::from_str::<String>(&json).unwrap(), text);
    }
}
