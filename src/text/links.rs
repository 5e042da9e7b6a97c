//! Addresses that stand in a text, and how a terminal's own link holds one. Never opens one.

use crate::base::span::Span;
use crate::text::address::checked;

/// The addresses that stand in a text, each with what is opened: from `http` to the next blank, mark of quotation or
/// bracket; marks at the end belong to the sentence.
///
/// ```
/// use throughline::text::links::addresses;
/// let text = "See (https://a.kz/b) and http://c.kz.";
/// let found: Vec<&str> = addresses(text).iter().map(|(span, _)| span.of(text)).collect();
/// assert_eq!(found, ["https://a.kz/b", "http://c.kz"]);
/// ```
#[must_use]
pub fn addresses(text: &str) -> Vec<(Span, String)> {
    let mut found: Vec<(Span, String)> = Vec::new();
    for (at, _) in text.match_indices("://") {
        let before = text.get(..at).unwrap_or_default();
        let scheme = ["https", "http"].into_iter().find(|scheme| {
            let own = at.checked_sub(scheme.len()).and_then(|start| before.get(start..));
            own.is_some_and(|own| own.eq_ignore_ascii_case(scheme))
        });
        let Some(start) = scheme.map(|scheme| at - scheme.len()) else { continue };
        let rest = text.get(start..).unwrap_or_default();
        let end = rest.find(ends_address).unwrap_or(rest.len());
        let own =
            rest.get(..end).unwrap_or_default().trim_end_matches(['.', ',', ';', ':', '!', '?', '\'', '…']);
        if found.last().is_none_or(|(last, _)| last.end <= start)
            && let Some(address) = checked(own)
        {
            found.push((Span::new(start, start + own.len()), address));
        }
    }
    found
}

fn ends_address(c: char) -> bool {
    c.is_whitespace()
        || c.is_control()
        || matches!(
            c,
            '"' | '<' | '>' | '«' | '»' | '“' | '”' | '„' | '(' | ')' | '[' | ']' | '{' | '}' | '|'
        )
}

/// The host of a checked address.
#[must_use]
pub fn host(address: &str) -> &str {
    let rest = address.split_once("://").map_or(address, |(_, rest)| rest);
    rest.split(['/', '?', '#']).next().unwrap_or(rest)
}

/// A checked address in the letters that a terminal's own link may hold: ASCII that prints, all else in percent signs.
/// `None` where it is longer than terminals take.
///
/// ```
/// use throughline::text::links::written;
/// assert_eq!(written("https://a.kz/ә").unwrap(), "https://a.kz/%D3%99");
/// ```
#[must_use]
pub fn written(address: &str) -> Option<String> {
    let mut out = String::with_capacity(address.len());
    for byte in address.bytes() {
        if byte.is_ascii_graphic() {
            out.push(char::from(byte));
        } else {
            out.push('%');
            out.extend(
                [byte >> 4, byte & 15]
                    .map(|half| char::from_digit(half.into(), 16).unwrap_or('0').to_ascii_uppercase()),
            );
        }
    }
    (out.len() <= LONGEST).then_some(out)
}

/// The longest address that terminals take, in bytes.
const LONGEST: usize = 2000;
