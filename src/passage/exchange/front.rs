//! Front matter: the article of a Markdown file in YAML that Obsidian and Logseq read, one line a field.
//! Never a value that could end its line or begin another field.

use std::fmt::Write as _;

use crate::base::id::ArticleId;
use crate::base::json::is_unseen;
use crate::model::lang::Lang;
use crate::passage::exchange::Source;

/// The line before and after the fields.
pub(super) const FENCE: &str = "---";

pub(super) fn write(article: &Source) -> String {
    let mut out = format!("{FENCE}\n");
    let mut field = |key: &str, value: &str| {
        let _ = writeln!(out, "{key}: {value}");
    };
    field("title", &quoted(&article.title));
    if let Some(outlet) = &article.outlet {
        field("outlet", &quoted(outlet));
    }
    if let Some(date) = article.date {
        field("date", &date.to_string());
    }
    if let Some(url) = &article.url {
        field("url", &quoted(url));
    }
    field("lang", &quoted(article.lang.code()));
    field("article", &quoted(article.id.as_str()));
    out + FENCE + "\n"
}

/// The article of the lines between the fences; a line that says nothing known is passed over.
pub(super) fn read<'a>(lines: impl Iterator<Item = &'a str>) -> Source {
    let mut article = Source::default();
    for (key, value) in lines.filter_map(|line| line.split_once(':')) {
        let value = unquoted(value.trim());
        let some = Some(value.clone()).filter(|text| !text.is_empty());
        match key.trim() {
            "title" => article.title = value,
            "outlet" => article.outlet = some,
            "date" => article.date = value.get(..10).unwrap_or(&value).parse().ok(),
            "url" => article.url = some,
            "lang" => article.lang = Lang::new(&value),
            "article" => article.id = ArticleId(value),
            _ => {}
        }
    }
    article
}

fn quoted(text: &str) -> String {
    let mut out = String::from("\"");
    for c in text.chars() {
        match c {
            '"' | '\\' => out.extend(['\\', c]),
            c if is_unseen(c) && u32::from(c) > 0xffff => {
                let _ = write!(out, "\\U{:08x}", u32::from(c));
            }
            c if is_unseen(c) => {
                let _ = write!(out, "\\u{:04x}", u32::from(c));
            }
            c => out.push(c),
        }
    }
    out + "\""
}

/// A YAML scalar in either kind of quotation marks, or plain.
fn unquoted(value: &str) -> String {
    let inside = |mark: char| value.strip_prefix(mark).and_then(|rest| rest.strip_suffix(mark));
    if let Some(inside) = inside('\'') {
        return inside.replace("''", "'");
    }
    let Some(mut rest) = inside('"') else { return value.to_owned() };
    let mut out = String::new();
    while let Some((plain, escape)) = rest.split_once('\\') {
        out.push_str(plain);
        let mut chars = escape.chars();
        let digits = match chars.next() {
            Some('U') => 8,
            Some('u') => 4,
            Some('x') => 2,
            Some('n') => {
                out.push('\n');
                0
            }
            Some('t') => {
                out.push('\t');
                0
            }
            Some(other) => {
                out.push(other);
                0
            }
            None => 0,
        };
        rest = chars.as_str();
        if digits > 0 {
            let hex = rest.get(..digits).unwrap_or(rest);
            out.extend(u32::from_str_radix(hex, 16).ok().and_then(char::from_u32));
            rest = rest.get(digits..).unwrap_or_default();
        }
    }
    out + rest
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hostile_titles_stay_on_their_line() {
        let title = "a: \"b\"\n---\ntags: [x]\r\u{2028}\u{202e}\\ \u{e0041} #c";
        let article = Source { title: title.to_owned(), ..Source::default() };
        let written = write(&article);
        assert_eq!(written.lines().count(), 5, "{written}");
        assert_eq!(read(written.lines()), article);
    }

    #[test]
    fn what_other_programs_make_of_it_is_read() {
        let article = read("title: It's: so\nurl: 'a''b'\ndate: 2026-01-05T00:00\nlang: ru".lines());
        assert_eq!(article.title, "It's: so");
        assert_eq!(article.url.as_deref(), Some("a'b"));
        assert_eq!(article.date.map(|date| date.to_string()).as_deref(), Some("2026-01-05"));
    }
}
