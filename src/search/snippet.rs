//! The place of an article where a query was met, for one line of a list. Never more than one block.

use std::ops::Range;

use crate::base::span::{Span, ceil_boundary, floor_boundary};
use crate::model::article::{Article, BlockKind};
use crate::search::judge::meetings;
use crate::search::query::Query;
use crate::search::spell::Speller;

/// Bytes of text shown before the first word that was met, and in all, about.
const BEFORE: usize = 60;
const WIDTH: usize = 280;

/// One line of text with the words that were met in it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Snippet {
    /// One line; not made safe for a screen.
    pub text: String,
    /// The words in `text`.
    pub marks: Vec<Span>,
    /// The first of them in the article's text; `None` where the query names no words or they stand elsewhere.
    pub place: Option<Span>,
}

/// All places of an article's body where the words of a query stand, in order; a phrase is one place.
#[must_use]
pub fn places(article: &Article, query: &Query, speller: &mut Speller) -> Vec<Span> {
    let mut all: Vec<Span> = article
        .body()
        .flat_map(|block| block_places(article, block.span, query, speller))
        .map(|(_, span)| span)
        .collect();
    all.sort();
    all.dedup();
    all
}

/// The most telling place of an article for a query; its beginning where no word is met.
#[must_use]
pub fn snippet(article: &Article, query: &Query, speller: &mut Speller) -> Snippet {
    let mut best: Option<(usize, Span, Vec<Met>)> = None;
    let below_title = article.body().filter(|block| block.kind != BlockKind::Headline);
    for block in below_title {
        let found = block_places(article, block.span, query, speller);
        for (nth, (_, first)) in found.iter().enumerate() {
            let near =
                found.iter().skip(nth).take_while(|(_, span)| span.end <= first.start + WIDTH - BEFORE);
            let mut kinds: Vec<usize> = near.map(|(which, _)| *which).collect();
            let met = kinds.len();
            kinds.sort_unstable();
            kinds.dedup();
            let worth = kinds.len() * 100 + met.min(99);
            if best.as_ref().is_none_or(|(old, ..)| worth > *old) {
                best = Some((worth, block.span, found.iter().skip(nth).copied().collect()));
            }
        }
    }
    match best {
        Some((_, block, found)) => around(article, block, &found),
        None => beginning(article),
    }
}

/// A place with the number of the part that is met there.
type Met = (usize, Span);

/// Where the wanted words of a query stand in one block, each with the number of its part, by place.
fn block_places(article: &Article, block: Span, query: &Query, speller: &mut Speller) -> Vec<Met> {
    let spelt = speller.spell(block.of(&article.text), article.lang);
    let mut found = Vec::new();
    for (which, words) in query.words().enumerate() {
        for (first, last) in meetings(&spelt, words) {
            if let (Some(first), Some(last)) = (spelt.get(first), spelt.get(last)) {
                found.push((which, first.span.cover(last.span).shifted(block.start)));
            }
        }
    }
    found.sort_by_key(|(_, span)| *span);
    found
}

fn around(article: &Article, block: Span, found: &[Met]) -> Snippet {
    let text = &article.text;
    let Some((_, first)) = found.first() else {
        return beginning(article);
    };
    let start = block.start.max(first.start.saturating_sub(BEFORE));
    let start = if start == block.start {
        start
    } else {
        after_space(text, floor_boundary(text, start), first.start)
    };
    let end = block.end.min(start + WIDTH.max(first.end - start));
    let end = if end == block.end { end } else { before_space(text, first.end, ceil_boundary(text, end)) };
    let marks = found.iter().map(|(_, span)| *span).filter(|span| span.start >= start && span.end <= end);
    line(text, start..end, block, marks.collect(), Some(*first))
}

fn beginning(article: &Article) -> Snippet {
    let mut blocks = article.body().filter(|block| block.kind != BlockKind::Headline);
    let Some(block) = blocks.next().or_else(|| article.body().next()) else {
        return Snippet::default();
    };
    let span = block.span;
    let end = span.end.min(ceil_boundary(&article.text, span.start + WIDTH));
    let end = if end == span.end { end } else { before_space(&article.text, span.start, end) };
    line(&article.text, span.start..end, span, Vec::new(), None)
}

/// The first beginning of a word in `from..to`, else `to`.
fn after_space(text: &str, from: usize, to: usize) -> usize {
    let part = text.get(from..to).unwrap_or_default();
    let space = part.char_indices().find(|(_, c)| c.is_whitespace());
    space.map_or(to, |(at, c)| from + at + c.len_utf8())
}

/// The last end of a word in `from..to`, else `from`.
fn before_space(text: &str, from: usize, to: usize) -> usize {
    let part = text.get(from..to).unwrap_or_default();
    part.rfind(char::is_whitespace).map_or(from, |at| from + at)
}

/// A stretch of text on one line, with signs that it goes on.
fn line(text: &str, range: Range<usize>, block: Span, marks: Vec<Span>, place: Option<Span>) -> Snippet {
    let mut snippet = Snippet { text: String::new(), marks: Vec::new(), place };
    if range.start > block.start {
        snippet.text.push('…');
    }
    // Where each byte of the stretch went.
    let mut moved = Vec::new();
    let mut space = false;
    for (at, c) in text.get(range.clone()).unwrap_or_default().char_indices() {
        if c.is_whitespace() {
            space = true;
            continue;
        }
        if space && !snippet.text.is_empty() {
            snippet.text.push(' ');
        }
        space = false;
        moved.push((range.start + at, snippet.text.len()));
        snippet.text.push(c);
    }
    let length = snippet.text.len();
    let place_of = |byte: usize| {
        let next = moved.partition_point(|(from, _)| *from < byte);
        moved.get(next).map_or(length, |(_, to)| *to)
    };
    for mark in marks {
        let (start, end) = (place_of(mark.start), place_of(mark.end));
        let inside = Span::new(start, end).trimmed(&snippet.text);
        snippet.marks.push(inside);
    }
    if range.end < block.end {
        snippet.text.push('…');
    }
    snippet
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::article::Block;
    use crate::model::lang::Lang;
    use crate::search::parse::{Typing, parse};

    fn article(text: &str) -> Article {
        let blocks = text.split("\n\n").enumerate().map(|(nth, part)| Block {
            span: Span::of_slice(text, part).unwrap(),
            kind: if nth == 0 { BlockKind::Headline } else { BlockKind::Paragraph },
        });
        Article {
            blocks: blocks.collect(),
            text: text.to_owned(),
            lang: Lang::new("ru"),
            ..Article::default()
        }
    }

    fn shown(text: &str, query: &str) -> (Snippet, Vec<String>) {
        let snippet = snippet(&article(text), &parse(query, Typing::Done), &mut Speller::default());
        let marks = snippet.marks.iter().map(|mark| mark.of(&snippet.text).to_owned()).collect();
        (snippet, marks)
    }

    #[test]
    fn the_place_with_most_words_is_shown() {
        let text = "Фонд\n\nВодный раздел.\n\nСоздадут\nводный  фонд региона.";
        let (snippet, marks) = shown(text, "водного фонда");
        assert_eq!(snippet.text, "Создадут водный фонд региона.");
        assert_eq!(marks, ["водный", "фонд"]);
        assert_eq!(snippet.place.unwrap().of(text), "водный");
        assert_eq!(shown(text, "\"водный фонд\"").1, ["водный фонд"]);
    }

    #[test]
    fn a_long_block_is_cut_at_words() {
        let text = format!("Т\n\n{} водный фонд {}", "слово ".repeat(80).trim(), "дело ".repeat(80).trim());
        let (snippet, marks) = shown(&text, "фонд");
        assert!(snippet.text.starts_with("…слово ") && snippet.text.ends_with(" дело…"), "{}", snippet.text);
        assert!(snippet.text.len() < 2 * WIDTH);
        assert_eq!(marks, ["фонд"]);
    }

    #[test]
    fn without_words_the_beginning_is_shown() {
        let (snippet, marks) = shown("Фонд\n\nВодный раздел.", "lang:ru");
        assert_eq!((snippet.text.as_str(), marks.len(), snippet.place), ("Водный раздел.", 0, None));
        assert_eq!(shown("", "x").0.text, "");
    }

    #[test]
    fn all_places_are_found() {
        let text = "Фонд\n\nВодный фонд и фонды.";
        let article = article(text);
        let places = places(&article, &parse("фонд", Typing::Done), &mut Speller::default());
        assert_eq!(places.iter().map(|span| span.of(text)).collect::<Vec<_>>(), ["Фонд", "фонд", "фонды"]);
    }

    proptest::proptest! {
        #[test]
        fn marks_lie_in_the_line(text in "[а-в \\n…\u{301}🙂a-c.-]{0,700}", query in "[а-вa-c ]{1,9}") {
            let (snippet, _) = shown(&text, &query);
            for mark in &snippet.marks {
                proptest::prop_assert!(mark.fits(&snippet.text) && !mark.is_empty());
            }
            proptest::prop_assert!(!snippet.text.contains('\n'));
            proptest::prop_assert!(snippet.place.is_none_or(|place| place.fits(&text)));
        }
    }
}
