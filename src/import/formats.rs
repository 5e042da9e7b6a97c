//! The table of source formats: each finds header and body in a decoded text. Never looks into the body.

mod dated_line;
mod fields;
mod front_matter;
mod header_block;
mod plain;

use std::collections::BTreeMap;

use crate::base::span::Span;
use crate::import::words::{Key, Words, words};

/// One article as a format found it.
#[derive(Clone, Debug)]
pub(super) struct Draft {
    /// The whole text.
    pub(super) text: String,
    /// Where header lines are; may be empty.
    pub(super) header: Span,
    /// Where the rest is.
    pub(super) body: Span,
    /// What the header says.
    pub(super) fields: Fields,
}

/// Header fields by meaning.
pub(super) type Fields = BTreeMap<Key, Field>;

/// The value of a header field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Field {
    /// Without quotation marks around it.
    pub(super) value: String,
    /// Where it stands.
    pub(super) span: Span,
}

/// Header and body as places in a text.
#[derive(Clone, Debug)]
struct Parts {
    header: Span,
    body: Span,
    fields: Fields,
}

/// A format: its name and its reader, which answers `None` where the text is not of it.
struct Format {
    name: &'static str,
    read: fn(&str, &Words) -> Option<Vec<Parts>>,
}

/// All formats, the more particular first. The last takes anything.
const FORMATS: &[Format] = &[
    Format { name: "front matter", read: front_matter::read },
    Format { name: "header block", read: header_block::read },
    Format { name: "dated line", read: dated_line::read },
    Format { name: "plain text", read: plain::read },
];

/// Reads a text by the first format that knows it: the format's name and the articles found.
pub(super) fn read(text: String) -> (&'static str, Vec<Draft>) {
    let found = FORMATS.iter().find_map(|format| Some((format.name, (format.read)(&text, words())?)));
    let (name, mut all) = found.unwrap_or_default();
    let last = all.pop();
    let draft = |parts: Parts, text: String| Draft {
        text,
        header: parts.header,
        body: parts.body,
        fields: parts.fields,
    };
    // Only a text of several articles is copied.
    let mut drafts: Vec<Draft> = all.into_iter().map(|parts| draft(parts, text.clone())).collect();
    drafts.extend(last.map(|parts| draft(parts, text)));
    (name, drafts)
}
