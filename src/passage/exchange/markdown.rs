//! Markdown for people: quotations, notes and tags as they are read, all else in comments. Never lets a text
//! become markup, an HTML tag or a comment's end.
//!
//! ```text
//! <!-- throughline:article {…} -->      (one document; a file of its own has front matter instead)
//! ## Title
//!
//! <!-- throughline:bookmark {…} -->
//!
//! > The passage
//!
//! The note
//!
//! #tag #[[another tag]]
//! ```

use std::collections::BTreeSet;
use std::fmt::Write as _;

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use crate::base::id::{BookmarkId, RevisionId};
use crate::base::json;
use crate::base::problem::Problem;
use crate::base::said::Said;
use crate::base::span::Span;
use crate::model::bookmark::{Anchor, Mark};
use crate::model::view::BookmarkRow;
use crate::passage::exchange::escape::{markdown, markdown_line, read_markdown};
use crate::passage::exchange::{Format, Imported, Kept, Source, at_line, front, no_json, ordered};
use crate::passage::file_name::{file_name, unique_file_name};

const ARTICLE: &str = "<!-- throughline:article ";
const BOOKMARK: &str = "<!-- throughline:bookmark ";
const END: &str = " -->";

/// What of a bookmark is not for reading.
#[derive(Serialize, Deserialize)]
struct Hidden {
    #[serde(default)]
    id: BookmarkId,
    #[serde(default)]
    mark: Mark,
    created: Option<DateTime<Utc>>,
    changed: Option<DateTime<Utc>>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    trashed: Option<DateTime<Utc>>,
    /// Whether the passage's lines end with carriage return and line feed; shown, they end as all others.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    crlf: bool,
    #[serde(default)]
    prefix: String,
    #[serde(default)]
    suffix: String,
    #[serde(default)]
    span: Span,
    #[serde(default)]
    code_points: (usize, usize),
    #[serde(default)]
    revision: RevisionId,
}

/// One file for each article that has bookmarks: its name, safe on every system and no two alike, and its text
/// with front matter. [`super::import`] reads each of them.
#[must_use]
pub fn files(rows: &[BookmarkRow]) -> Vec<(String, String)> {
    let mut taken = BTreeSet::new();
    let kept = ordered(rows);
    let file = |group: &[Kept]| {
        let article = &group.first()?.article;
        let stem = file_name(&article.title, article.date);
        let name = unique_file_name(&stem, Format::Markdown.extension(), &mut taken);
        let head = front::write(article) + &heading("#", article);
        Some((name, head + &group.iter().map(entry).collect::<String>()))
    };
    kept.chunk_by(|one, other| one.article == other.article).filter_map(file).collect()
}

pub(super) fn write(kept: &[Kept]) -> String {
    let mut out = String::new();
    for group in kept.chunk_by(|one, other| one.article == other.article) {
        let Some(article) = group.first().map(|one| &one.article) else { continue };
        let gap = if out.is_empty() { "" } else { "\n" };
        let _ = write!(out, "{gap}{ARTICLE}{}{END}\n{}", hidden(article), heading("##", article));
        out.extend(group.iter().map(entry));
    }
    out
}

/// Title and source, as they are read.
fn heading(level: &str, article: &Source) -> String {
    let title = markdown_line(&article.title);
    let address = article.url.as_deref().map(|url| {
        let is_link = url.starts_with("https://") || url.starts_with("http://");
        let is_plain =
            url.chars().all(|c| !c.is_whitespace() && !json::is_unseen(c) && !"<>\\|`".contains(c));
        if is_link && is_plain { format!("<{url}>") } else { markdown_line(url) }
    });
    let outlet = article.outlet.as_deref().map(markdown_line);
    let parts = [outlet, article.date.map(|date| date.to_string()), address];
    let source = parts.into_iter().flatten().collect::<Vec<_>>().join(" · ");
    let title = if title.is_empty() { title } else { format!("\n{level} {title}\n") };
    if source.is_empty() { title } else { format!("{title}\n{source}\n") }
}

fn entry(one: &Kept) -> String {
    let anchor = &one.anchor;
    let evened = anchor.quote.replace("\r\n", "\n");
    let crlf = evened != anchor.quote && evened.replace('\n', "\r\n") == anchor.quote;
    let comment = hidden(&Hidden {
        id: one.id.clone(),
        mark: one.mark,
        created: Some(one.created),
        changed: Some(one.changed),
        trashed: one.trashed,
        crlf,
        prefix: anchor.prefix.clone(),
        suffix: anchor.suffix.clone(),
        span: anchor.span,
        code_points: anchor.code_points,
        revision: anchor.revision.clone(),
    });
    let mut out = format!("\n{BOOKMARK}{comment}{END}\n");
    let quote = markdown(if crlf { &evened } else { &anchor.quote }).into_iter();
    let quote = quote.map(|line| if line.is_empty() { ">".to_owned() } else { format!("> {line}") });
    let tags = one.tags.iter().map(|tag| written_tag(tag)).collect::<Vec<_>>().join(" ");
    for part in [quote.collect(), markdown(&one.note), vec![tags]] {
        if part.iter().any(|line| !line.is_empty()) {
            let _ = write!(out, "\n{}\n", part.join("\n"));
        }
    }
    out
}

/// JSON that cannot end the comment it stands in.
fn hidden(value: &impl Serialize) -> String {
    let json = json::line(value).unwrap_or_default();
    json.replace('<', "\\u003c")
        .replace('>', "\\u003e")
        .replace("--", "\\u002d\\u002d")
        .replace('%', "\\u0025")
}

/// A tag as Obsidian and Logseq read it; one with other than letters, digits and `_-/` in brackets.
fn written_tag(tag: &str) -> String {
    let fits = |c: char| c.is_alphanumeric() || matches!(c, '_' | '-' | '/');
    let plain = tag.chars().all(fits) && tag.chars().any(|c| !c.is_ascii_digit());
    if plain { format!("#{tag}") } else { format!("#[[{}]]", markdown_line(tag)) }
}

/// The tags of a line that holds nothing else.
fn read_tags(line: &str) -> Option<Vec<String>> {
    let mut rest = line.trim();
    let mut tags = Vec::new();
    while !rest.is_empty() {
        let tag = rest.strip_prefix('#')?;
        let (tag, after) = if let Some(inside) = tag.strip_prefix("[[") {
            let (tag, after) = inside.split_at_checked(brackets_end(inside)?)?;
            (read_markdown(tag), after.strip_prefix("]]")?)
        } else {
            let (tag, after) = tag.split_once(' ').unwrap_or((tag, ""));
            if tag.is_empty() || tag.starts_with('#') {
                return None;
            }
            (tag.to_owned(), after)
        };
        tags.push(tag);
        rest = after.trim_start();
    }
    Some(tags)
}

/// Where brackets are closed by two that have no backslash before them.
fn brackets_end(inside: &str) -> Option<usize> {
    let mut is_escaped = false;
    for (at, c) in inside.char_indices() {
        if !is_escaped && inside.get(at..).is_some_and(|rest| rest.starts_with("]]")) {
            return Some(at);
        }
        is_escaped = c == '\\' && !is_escaped;
    }
    None
}

pub(super) fn read(text: &str, now: DateTime<Utc>) -> Imported {
    let mut imported = Imported::default();
    let mut lines = (1..).zip(text.lines()).peekable();
    let mut article = Source::default();
    if lines.peek().is_some_and(|(_, line)| line.trim_end() == front::FENCE) {
        lines.next();
        let fields: Vec<&str> =
            lines.by_ref().map(|(_, line)| line).take_while(|line| line.trim_end() != front::FENCE).collect();
        article = front::read(fields.into_iter());
    }
    let mut open: Option<(Hidden, Vec<&str>)> = None;
    for (number, line) in lines {
        let comment = |start| line.strip_prefix(start).and_then(|rest| rest.trim_end().strip_suffix(END));
        let (source, bookmark) = (comment(ARTICLE), comment(BOOKMARK));
        if source.is_none() && bookmark.is_none() {
            if let Some((_, body)) = &mut open {
                body.push(line);
            }
            continue;
        }
        imported.kept.extend(open.take().map(|(hidden, body)| kept(hidden, &article, &body, now)));
        let place = || at_line(number);
        match source.map(serde_json::from_str) {
            Some(Ok(known)) => article = known,
            Some(Err(error)) => {
                article = Source::default();
                imported.problems.push(Problem::new(
                    Said::text("problem.no_article").with("why", no_json(&error)),
                    place(),
                ));
            }
            None => {}
        }
        match bookmark.map(serde_json::from_str) {
            Some(Ok(hidden)) => open = Some((hidden, Vec::new())),
            Some(Err(error)) => {
                let what = Said::text("problem.no_bookmark").with("why", no_json(&error));
                imported.problems.push(Problem::new(what, place()));
            }
            None => {}
        }
    }
    imported.kept.extend(open.take().map(|(hidden, body)| kept(hidden, &article, &body, now)));
    imported
}

fn kept(hidden: Hidden, article: &Source, body: &[&str], now: DateTime<Utc>) -> Kept {
    let body = without_empty_ends(body);
    let is_quote = |line: &&&str| line.starts_with('>');
    let (quote, rest) = body.split_at(body.iter().take_while(is_quote).count());
    let quote = quote.iter().filter_map(|line| line.strip_prefix('>'));
    let quote = quote.map(|line| line.strip_prefix(' ').unwrap_or(line)).collect::<Vec<_>>();
    let mut rest = without_empty_ends(rest);
    let mut tags = Vec::new();
    if let Some((last, before)) = rest.split_last()
        && let Some(found) = read_tags(last)
    {
        tags = found;
        rest = without_empty_ends(before);
    }
    let quote = read_markdown(&quote.join("\n"));
    let created = hidden.created.unwrap_or(now);
    Kept {
        id: hidden.id,
        article: article.clone(),
        anchor: Anchor {
            quote: if hidden.crlf { quote.replace('\n', "\r\n") } else { quote },
            prefix: hidden.prefix,
            suffix: hidden.suffix,
            span: hidden.span,
            code_points: hidden.code_points,
            revision: hidden.revision,
        },
        note: read_markdown(&rest.join("\n")),
        tags,
        mark: hidden.mark,
        created,
        changed: hidden.changed.unwrap_or(created),
        trashed: hidden.trashed,
    }
    .tidied()
}

/// The lines without those at the ends that hold nothing.
fn without_empty_ends<'a, 'b>(mut lines: &'a [&'b str]) -> &'a [&'b str] {
    while let Some((first, rest)) = lines.split_first()
        && is_blank(first)
    {
        lines = rest;
    }
    while let Some((last, rest)) = lines.split_last()
        && is_blank(last)
    {
        lines = rest;
    }
    lines
}

fn is_blank(line: &str) -> bool {
    line.bytes().all(|b| b.is_ascii_whitespace())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_as_they_are_written() {
        let tags = ["вода", "open question", "a]]b [[c", "2026", "x/y-z", "#", "a\nb", "x]", "y\\"];
        let line = tags.map(written_tag).join(" ");
        assert_eq!(read_tags(&line).unwrap(), tags);
        assert!(line.starts_with("#вода #[[open question]] "));
        assert_eq!(read_tags("# heading"), None);
        assert_eq!(read_tags("words #tag"), None);
    }
}
