//! Plain text under a block of `key: value` lines. Never takes a first sentence with a colon for a field.

use super::fields::{cut, keep};
use super::{Fields, Parts};
use crate::base::span::Span;
use crate::import::lines::lines;
use crate::import::words::Words;

pub(super) fn read(text: &str, words: &Words) -> Option<Vec<Parts>> {
    let mut fields = Fields::new();
    let mut header: Option<Span> = None;
    for line in lines(text, Span::new(0, text.len())) {
        if line.is_empty() {
            if header.is_some() {
                break;
            }
            continue;
        }
        let field = cut(text, line, ':');
        let known = field.is_some_and(|(name, value)| keep(&mut fields, text, name, value, words));
        // After a known field, one of an unknown name is still a field if its name is a single word.
        let like_one = header.is_some() && field.is_some_and(|(name, _)| name.chars().all(plain));
        if !known && !like_one {
            break;
        }
        header = Some(header.map_or(line, |all| all.cover(line)));
    }
    let header = header.filter(|_| !fields.is_empty())?;
    Some(vec![Parts { header, body: Span::new(header.end, text.len()), fields }])
}

fn plain(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, '_' | '-')
}
