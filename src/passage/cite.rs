//! A passage with its source, to be pasted elsewhere. Never a character that acts on where it is pasted.

use std::fmt::Write as _;

use crate::base::json::is_unseen;
use crate::model::view::BookmarkRow;
use crate::passage::exchange::markdown_line as escaped;

/// How a citation is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Style {
    /// Plain text.
    Plain,
    /// Markdown: the passage as a blockquote, the title as a link.
    Markdown,
}

/// The signs of a language that a citation needs; the default suits where none is known.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Texts {
    /// Before and after the passage.
    pub quote: (String, String),
    /// Before and after the title.
    pub title: (String, String),
    /// Before the source.
    pub dash: String,
    /// The date as `chrono` writes it, such as `%d.%m.%Y`.
    pub date: String,
}

impl Default for Texts {
    fn default() -> Self {
        let marks = || ("“".to_owned(), "”".to_owned());
        Self { quote: marks(), title: marks(), dash: "— ".to_owned(), date: "%Y-%m-%d".to_owned() }
    }
}

/// The passage as it was kept, with outlet, title, date and address, as far as they are known. White space is
/// evened out within paragraphs, and characters that nobody sees are left out.
#[must_use]
pub fn cite(row: &BookmarkRow, style: Style, texts: &Texts) -> String {
    let paragraphs: Vec<String> = row.bookmark.anchor.quote.lines().map(even).collect();
    let paragraphs: Vec<&str> =
        paragraphs.iter().map(String::as_str).filter(|line| !line.is_empty()).collect();
    let url = row.url.as_deref().map(even).filter(|url| !url.is_empty());
    let outlet = row.outlet.as_deref().map(even).filter(|outlet| !outlet.is_empty());
    let title = even(&row.title);
    let title =
        if title.is_empty() { None } else { Some(format!("{}{title}{}", texts.title.0, texts.title.1)) };
    let date = row.day.and_then(|day| {
        let mut written = String::new();
        write!(written, "{}", day.format(&texts.date)).is_ok().then_some(written)
    });
    match style {
        Style::Plain => {
            let source = [outlet, title, date, url].into_iter().flatten().collect::<Vec<_>>().join(", ");
            let quote = format!("{}{}{}", texts.quote.0, paragraphs.join("\n\n"), texts.quote.1);
            if source.is_empty() { quote } else { format!("{quote}\n{}{source}", texts.dash) }
        }
        Style::Markdown => {
            let title = title.map(|title| linked(&title, url.as_deref()));
            let parts = [outlet.map(|outlet| escaped(&outlet)), title, date];
            let source = parts.into_iter().flatten().collect::<Vec<_>>().join(", ");
            let quote: Vec<String> = paragraphs.iter().map(|line| format!("> {}", escaped(line))).collect();
            let quote = quote.join("\n>\n");
            if source.is_empty() { quote } else { format!("{quote}\n>\n> {}{source}", texts.dash) }
        }
    }
}

/// One line of text with single spaces and nothing unseen.
fn even(text: &str) -> String {
    let seen: String = text.chars().filter(|c| c.is_whitespace() || !is_unseen(*c)).collect();
    seen.split_ascii_whitespace().collect::<Vec<_>>().join(" ").chars().filter(|c| !is_unseen(*c)).collect()
}

/// A title as a link, where the address is one of the web's.
fn linked(title: &str, url: Option<&str>) -> String {
    let is_web = |url: &&str| url.starts_with("https://") || url.starts_with("http://");
    match url.filter(is_web) {
        Some(url) => {
            let url: String = url.chars().map(in_link).collect();
            format!("[{}](<{url}>)", escaped(title))
        }
        None => escaped(title),
    }
}

fn in_link(c: char) -> String {
    match c {
        '<' => "%3C".to_owned(),
        '>' => "%3E".to_owned(),
        '\\' => "%5C".to_owned(),
        c if c.is_whitespace() => "%20".to_owned(),
        c => c.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::passage::exchange::Kept;

    fn row(quote: &str) -> BookmarkRow {
        let text = r#"{"anchor":{"quote":"","prefix":"","suffix":"","span":{"start":0,"end":0},"revision":""},
            "article":{"title":"О [планах]","outlet":"Газета","date":"2026-01-05","url":"https://a.b/c d"},
            "created":"2026-01-06T00:00:00Z","changed":"2026-01-06T00:00:00Z"}"#;
        let mut row = serde_json::from_str::<Kept>(text).unwrap().row();
        row.bookmark.anchor.quote = quote.to_owned();
        row
    }

    #[test]
    fn citations_name_their_source() {
        let row = row("Создать\n совет*.\r\n\r\nИ \u{202e}центр.\u{1b}]52;c;x\u{7}");
        let texts = Texts { quote: ("«".into(), "»".into()), date: "%d.%m.%Y".into(), ..Texts::default() };
        assert_eq!(
            cite(&row, Style::Plain, &texts),
            "«Создать\n\nсовет*.\n\nИ центр.]52;c;x»\n— Газета, “О [планах]”, 05.01.2026, https://a.b/c d"
        );
        assert_eq!(
            cite(&row, Style::Markdown, &texts),
            "> Создать\n>\n> совет\\*.\n>\n> И центр.\\]52;c;x\n>\n> — Газета, \
             [“О \\[планах\\]”](<https://a.b/c%20d>), 05.01.2026"
        );
    }

    #[test]
    fn a_bad_date_pattern_does_no_harm() {
        let texts = Texts { date: "%!".into(), ..Texts::default() };
        assert!(!cite(&row("a"), Style::Plain, &texts).contains("2026"));
    }
}
