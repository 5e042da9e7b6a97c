//! The article set in lines of a given width. Never scrolls.

use crate::base::span::Span;
use crate::model::article::{Article, Block, BlockKind};
use crate::text::wrap::{Measure, wrap};

/// An article set in lines.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Typeset {
    rows: Vec<SetRow>,
}

/// One line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SetRow {
    /// What it shows.
    pub shows: Shows,
    /// The text of the line; for a row without text, an empty span where the text goes on.
    pub span: Span,
    /// Columns left free at its beginning.
    pub indent: u16,
}

/// What a line shows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Shows {
    /// Nothing.
    Blank,
    /// The title, where the text has no headline of its own.
    Title(String),
    /// Date, outlet, language.
    About(String),
    /// Text of the article.
    Text {
        /// What part of the article.
        kind: BlockKind,
        /// Whether it is the first line of its part.
        is_first: bool,
        /// Whether a hyphen is to be shown at its end.
        hyphen: bool,
    },
}

/// Sets an article: headline, the lines about it, its parts with blank lines between.
#[must_use]
pub fn typeset(article: &Article, about: &[String], measure: Measure<'_>) -> Typeset {
    let mut set = Typeset::default();
    let mut blocks = article.body().peekable();
    let start = blocks.peek().map_or(0, |block| block.span.start);
    let headline = blocks.next_if(|block| block.kind == BlockKind::Headline);
    if let Some(block) = headline {
        set.block(article, block, measure);
    } else if !begins_with_title(article, start) {
        set.title(&article.title, start, measure);
    }
    let after = blocks.peek().map_or(start, |block| block.span.start);
    for line in about {
        let span = Span::new(after, after);
        set.rows.push(SetRow { shows: Shows::About(line.clone()), span, indent: 0 });
    }
    let mut before: Option<BlockKind> = None;
    for block in blocks {
        let close = block.kind == BlockKind::ListItem && before == Some(BlockKind::ListItem);
        if !close {
            set.blank(block.span.start);
        }
        set.block(article, block, measure);
        before = Some(block.kind);
    }
    set
}

/// Whether the text begins with the words of the title, so that it need not be shown twice.
fn begins_with_title(article: &Article, start: usize) -> bool {
    let text = article.text.get(start..).unwrap_or_default();
    let title = article.title.trim_end_matches(['…', '.']).trim_end();
    let mut words = text.split_whitespace();
    title.split_whitespace().all(|word| words.next().is_some_and(|own| own.starts_with(word)))
}

impl Typeset {
    fn blank(&mut self, at: usize) {
        self.rows.push(SetRow { shows: Shows::Blank, span: Span::new(at, at), indent: 0 });
    }

    fn title(&mut self, text: &str, at: usize, measure: Measure<'_>) {
        for line in wrap(text, Span::new(0, text.len()), Measure { hyphenation: None, ..measure }) {
            let shows = Shows::Title(line.span.of(text).to_owned());
            self.rows.push(SetRow { shows, span: Span::new(at, at), indent: 0 });
        }
    }

    fn block(&mut self, article: &Article, block: &Block, measure: Measure<'_>) {
        let indent = if block.kind == BlockKind::ListItem { 2.min(measure.columns / 8) } else { 0 };
        let is_head = matches!(block.kind, BlockKind::Headline | BlockKind::Heading);
        let hyphenation = if is_head { None } else { measure.hyphenation };
        let measure = Measure { columns: measure.columns - indent, hyphenation };
        let mut is_first = true;
        for line in wrap(&article.text, block.span, measure) {
            let shows = Shows::Text { kind: block.kind, is_first, hyphen: line.hyphen };
            let indent = u16::try_from(indent).unwrap_or(0);
            self.rows.push(SetRow { shows, span: line.span, indent });
            is_first = false;
        }
    }

    /// All rows.
    #[must_use]
    pub fn rows(&self) -> &[SetRow] {
        &self.rows
    }

    /// The row with this byte, or the first one after it; the last row where there is none.
    #[must_use]
    pub fn row_of(&self, byte: usize) -> usize {
        let row = self.rows.partition_point(|row| row.span.end <= byte);
        row.min(self.rows.len().saturating_sub(1))
    }

    /// The rows that show any of a span.
    #[must_use]
    pub fn rows_of(&self, span: Span) -> std::ops::Range<usize> {
        let first = self.row_of(span.start);
        let last = self.row_of(span.end.saturating_sub(1).max(span.start));
        first..(last + 1).min(self.rows.len()).max(first)
    }

    /// Whether a row shows text of the article.
    #[must_use]
    pub fn is_text(&self, row: usize) -> bool {
        self.rows.get(row).is_some_and(|row| matches!(row.shows, Shows::Text { .. }))
    }

    /// The text of a row.
    #[must_use]
    pub fn span(&self, row: usize) -> Option<Span> {
        self.rows.get(row).map(|row| row.span)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn article(text: &str, kinds: &[BlockKind]) -> Article {
        let mut at = 0;
        let blocks = text.split("\n\n").zip(kinds).map(|(part, kind)| {
            let span = Span::new(at, at + part.len());
            at = span.end + 2;
            Block { span, kind: *kind }
        });
        Article { title: "Title".into(), text: text.into(), blocks: blocks.collect(), ..Article::default() }
    }

    fn shown(set: &Typeset, text: &str) -> Vec<String> {
        set.rows()
            .iter()
            .map(|row| match &row.shows {
                Shows::Blank => String::new(),
                Shows::Title(own) => format!("# {own}"),
                Shows::About(own) => format!("({own})"),
                Shows::Text { .. } => row.span.of(text).to_owned(),
            })
            .collect()
    }

    #[test]
    fn a_text_without_headline_shows_its_title() {
        let text = "One two.\n\na\n\nb";
        let article = article(text, &[BlockKind::Paragraph, BlockKind::ListItem, BlockKind::ListItem]);
        let set = typeset(&article, &["about".to_owned()], Measure { columns: 20, hyphenation: None });
        assert_eq!(shown(&set, text), ["# Title", "(about)", "", "One two.", "", "a", "b"]);
    }

    #[test]
    fn a_title_taken_from_the_text_is_not_shown_twice() {
        let text = "One two three.";
        let article = Article { title: "One two…".into(), ..article(text, &[BlockKind::Lead]) };
        let set = typeset(&article, &["about".to_owned()], Measure { columns: 20, hyphenation: None });
        assert_eq!(shown(&set, text), ["(about)", "", "One two three."]);
    }

    #[test]
    fn bytes_find_their_rows() {
        let text = "Head\n\nOne two three.";
        let article = article(text, &[BlockKind::Headline, BlockKind::Paragraph]);
        let set = typeset(&article, &["about".to_owned()], Measure { columns: 8, hyphenation: None });
        assert_eq!(shown(&set, text), ["Head", "(about)", "", "One two", "three."]);
        assert_eq!(set.row_of(0), 0);
        assert_eq!(set.row_of(6), 3);
        assert_eq!(set.rows_of(Span::new(6, text.len())), 3..5);
        assert_eq!(set.row_of(999), 4);
    }
}
