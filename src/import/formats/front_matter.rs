//! Markdown with front matter: `---` around `key: value` lines, or `+++` around `key = value` lines. Never reads
//! nested tables or lists.

use super::fields::{cut, keep};
use super::{Fields, Parts};
use crate::base::span::Span;
use crate::import::lines::lines;
use crate::import::words::Words;

pub(super) fn read(text: &str, words: &Words) -> Option<Vec<Parts>> {
    let mut lines = lines(text, Span::new(0, text.len())).skip_while(|line| line.is_empty());
    let first = lines.next()?;
    let (mark, fence): (char, &[&str]) = match first.of(text) {
        "---" => (':', &["---", "..."]),
        "+++" => ('=', &["+++"]),
        _ => return None,
    };
    let mut fields = Fields::new();
    let mut named = 0;
    for line in lines {
        if fence.contains(&line.of(text)) {
            let body = Span::new(line.end, text.len());
            let header = Span::new(first.start, line.end);
            return (named > 0).then(|| vec![Parts { header, body, fields }]);
        }
        if let Some((name, value)) = cut(text, line, mark) {
            named += 1;
            keep(&mut fields, text, name, value, words);
        }
    }
    None
}
