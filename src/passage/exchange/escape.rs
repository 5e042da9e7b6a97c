//! Text that shows what it hides and cannot act as markup, and the way back. Never loses a character.
//!
//! A character that nobody sees (a control, a bidirectional override) is written `\u{202e}`, a backslash
//! twice; in Markdown a sign that would act as markup has a backslash before it.

use std::fmt::Write as _;

use crate::base::json::is_unseen;

/// The text on as many lines as it has, with unseen characters shown.
pub(super) fn shown(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\\' => out.push_str("\\\\"),
            '\n' => out.push('\n'),
            c if is_unseen(c) => show(c, &mut out),
            c => out.push(c),
        }
    }
    out
}

/// What [`shown`] was given.
pub(super) fn read_shown(text: &str) -> String {
    undone(text, |c| c == '\\')
}

/// One line of text that Markdown shows as it is; a line feed in it is shown like an unseen character.
pub(in crate::passage) fn markdown_line(line: &str) -> String {
    let mut out = String::with_capacity(line.len() + line.len() / 8);
    let length = line.chars().count();
    let mut before = None;
    let mut number = true;
    let mut ws = 0;
    let mut chars = line.chars().enumerate().peekable();
    while let Some((at, c)) = chars.next() {
        let next = chars.peek().map(|(_, next)| *next);
        let edge = at == 0 || at + 1 == length;
        if is_unseen(c) || (edge && c.is_whitespace()) {
            show(c, &mut out);
        } else {
            let starts_list =
                at == 0 && matches!(c, '-' | '+' | '=') || (number && at > 0 && matches!(c, '.' | ')'));
            if starts_list || acts(c, before, next) || (c == '.' && ws == 3) {
                out.push('\\');
            }
            out.push(c);
        }
        number &= c.is_ascii_digit();
        ws = if matches!(c, 'w' | 'W') { ws + 1 } else { 0 };
        before = Some(c);
    }
    out
}

/// Text of several lines for Markdown, line by line; empty lines at its ends are shown.
pub(super) fn markdown(text: &str) -> Vec<String> {
    let inner = text.trim_matches('\n');
    if inner.is_empty() {
        return if text.is_empty() { Vec::new() } else { vec![markdown_line(text)] };
    }
    let before = text.len() - text.trim_start_matches('\n').len();
    let after = text.len() - text.trim_end_matches('\n').len();
    let mut lines: Vec<String> = inner.split('\n').map(markdown_line).collect();
    if let Some(first) = lines.first_mut() {
        first.insert_str(0, &"\\u{a}".repeat(before));
    }
    if let Some(last) = lines.last_mut() {
        last.push_str(&"\\u{a}".repeat(after));
    }
    lines
}

/// What [`markdown_line`] was given.
pub(super) fn read_markdown(text: &str) -> String {
    undone(text, |c| c.is_ascii_punctuation())
}

/// Whether a sign between these neighbours is markup to Markdown, HTML, Obsidian or Logseq.
fn acts(c: char, before: Option<char>, next: Option<char>) -> bool {
    match c {
        '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '&' | '~' | '$' | '|' | '#' | '^' | '{' | '}'
        | '@' | '%' => true,
        '=' => before == Some('=') || next == Some('='),
        ':' => before == Some(':'),
        '(' => before == Some('('),
        '/' => before == Some(':') && next == Some('/'),
        _ => false,
    }
}

fn show(c: char, out: &mut String) {
    let _ = write!(out, "\\u{{{:x}}}", u32::from(c));
}

/// Reads `\u{…}` as its character and a backslash before a sign as that sign; another backslash stays.
fn undone(text: &str, is_escaped: impl Fn(char) -> bool) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((plain, escape)) = rest.split_once('\\') {
        out.push_str(plain);
        let shown = escape.strip_prefix("u{").and_then(|hex| hex.split_once('}'));
        let shown = shown.and_then(|(hex, after)| Some((char_of(hex)?, after)));
        let mut chars = escape.chars();
        match (shown, chars.next()) {
            (Some((c, after)), _) => {
                out.push(c);
                rest = after;
            }
            (None, Some(c)) if is_escaped(c) => {
                out.push(c);
                rest = chars.as_str();
            }
            (None, _) => {
                out.push('\\');
                rest = escape;
            }
        }
    }
    out.push_str(rest);
    out
}

fn char_of(hex: &str) -> Option<char> {
    let short = (1..=6).contains(&hex.len()) && hex.bytes().all(|b| b.is_ascii_hexdigit());
    if short { u32::from_str_radix(hex, 16).ok().and_then(char::from_u32) } else { None }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn what_is_shown_reads_back(text in "(?s)(.|[\\\\u{}2e\n\r \t\u{202e}=:#>-]){0,40}") {
            prop_assert_eq!(&read_shown(&shown(&text)), &text);
            prop_assert_eq!(&read_markdown(&markdown_line(&text)), &text);
            prop_assert_eq!(&read_markdown(&markdown(&text).join("\n")), &text);
            prop_assert!(!shown(&text).contains(|c| c != '\n' && is_unseen(c)));
            prop_assert!(!markdown_line(&text).contains(is_unseen));
        }
    }

    #[test]
    fn markup_does_not_act() {
        for (text, neutral) in [
            ("# heading", "\\# heading"),
            ("- item", "\\- item"),
            ("12. item", "12\\. item"),
            ("a - b, 3.5 (c): d", "a - b, 3.5 (c): d"),
            ("<script>", "\\<script\\>"),
            ("https://a.b", "https:\\//a.b"),
            ("www.a.b", "www\\.a.b"),
            ("key:: value", "key:\\: value"),
            ("((ref)) [[page]]", "(\\(ref)) \\[\\[page\\]\\]"),
            ("  code", "\\u{20} code"),
            ("---", "\\---"),
            ("a\u{202e}b", "a\\u{202e}b"),
        ] {
            assert_eq!(markdown_line(text), neutral);
        }
    }
}
