//! Text objects: the letter, word, sentence, paragraph or mention at a place, and growing a selection by one.
//! Never looks farther than it must: a step costs the same in a long text.

use unicode_segmentation::GraphemeCursor;

use crate::base::span::{Span, ceil_boundary, floor_boundary};
use crate::model::article::Block;
use crate::text::tokens::tokens;

/// Bytes of a line on each side of a place that are cut into words.
const NEAR: usize = 2048;

/// What a selection grows by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Unit {
    /// A letter as people see it (a grapheme cluster).
    Letter,
    /// A word, a number, or one mark.
    Word,
    /// A sentence.
    Sentence,
    /// A paragraph or heading.
    Paragraph,
    /// A whole mention of an initiative.
    Mention,
}

/// Where a selection grows to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Direction {
    /// To the end of the text.
    Forwards,
    /// To its beginning.
    Backwards,
}

/// An article's text and what is known of its parts.
#[derive(Clone, Copy, Debug)]
pub struct Ground<'a> {
    /// The text.
    pub text: &'a str,
    /// Sentences in order of place.
    pub sentences: &'a [Span],
    /// Blocks in order of place.
    pub blocks: &'a [Block],
    /// Mentions in order of place; they may overlap.
    pub mentions: &'a [Span],
}

/// The text object at a byte. Between two words, sentences or paragraphs it is the one before, at the text's
/// beginning the one after; outside of mentions there is no mention. Of mentions that overlap, the shortest.
///
/// ```
/// use throughline::base::span::Span;
/// use throughline::passage::select::{Direction, Ground, Unit, extend, object};
/// let text = "Совет создан. Центр — нет.";
/// let sentences = [Span::new(0, 24), Span::new(25, 47)];
/// let ground = Ground { text, sentences: &sentences, blocks: &[], mentions: &[] };
/// assert_eq!(object(&ground, Unit::Word, 3).unwrap().of(text), "Совет");
/// let sentence = object(&ground, Unit::Sentence, 30).unwrap();
/// assert_eq!(extend(&ground, sentence, Unit::Word, Direction::Backwards).of(text), ". Центр — нет.");
/// ```
#[must_use]
pub fn object(ground: &Ground<'_>, unit: Unit, at: usize) -> Option<Span> {
    let at = floor_boundary(ground.text, at.min(ground.text.len()));
    match unit {
        Unit::Mention => {
            let covering = ground.mentions.iter().copied().filter(|span| span.contains(at));
            covering.min_by_key(|span| span.len())
        }
        Unit::Letter | Unit::Word | Unit::Sentence | Unit::Paragraph => {
            let end = after(ground, unit, at);
            match end.filter(|span| span.contains(at)) {
                Some(inside) => Some(inside),
                None => before(ground, unit, at).or(end),
            }
        }
    }
}

/// The span with one more unit at its end or beginning: the rest of the unit it ends in, or else the next one.
/// The same span where there is none.
#[must_use]
pub fn extend(ground: &Ground<'_>, span: Span, unit: Unit, direction: Direction) -> Span {
    let start = floor_boundary(ground.text, span.start.min(ground.text.len()));
    let end = ceil_boundary(ground.text, span.end.min(ground.text.len()));
    match direction {
        Direction::Forwards => Span::new(start, after(ground, unit, end).map_or(end, |next| next.end)),
        Direction::Backwards => Span::new(before(ground, unit, start).map_or(start, |last| last.start), end),
    }
}

/// The first unit that ends after a byte.
#[must_use]
pub fn after(ground: &Ground<'_>, unit: Unit, at: usize) -> Option<Span> {
    let text = ground.text;
    let at = floor_boundary(text, at.min(text.len()));
    let first = |span: Span| (span.end > at && span.fits(text)).then_some(span);
    match unit {
        Unit::Letter => letter_after(text, at),
        Unit::Word => {
            let rest = text.get(at..).unwrap_or_default();
            let next = at + (rest.len() - rest.trim_start().len());
            words_near(text, next).into_iter().find(|span| span.end > next)
        }
        Unit::Sentence => {
            let from = ground.sentences.partition_point(|span| span.end <= at);
            ground.sentences.get(from).copied().and_then(first)
        }
        Unit::Paragraph => {
            let from = ground.blocks.partition_point(|block| block.span.end <= at);
            ground.blocks.get(from).map(|block| block.span).and_then(first)
        }
        Unit::Mention => {
            let ending = ground.mentions.iter().copied().filter_map(first);
            ending.min_by_key(|span| (span.end, span.len()))
        }
    }
}

/// The last unit that begins before a byte.
#[must_use]
pub fn before(ground: &Ground<'_>, unit: Unit, at: usize) -> Option<Span> {
    let text = ground.text;
    let at = floor_boundary(text, at.min(text.len()));
    let last = |span: Span| (span.start < at && span.fits(text)).then_some(span);
    match unit {
        Unit::Letter => letter_before(text, at),
        Unit::Word => {
            let end = text.get(..at).unwrap_or_default().trim_end().len();
            words_near(text, end).into_iter().rfind(|span| span.start < end)
        }
        Unit::Sentence => {
            let to = ground.sentences.partition_point(|span| span.start < at);
            ground.sentences.get(to.checked_sub(1)?).copied().and_then(last)
        }
        Unit::Paragraph => {
            let to = ground.blocks.partition_point(|block| block.span.start < at);
            ground.blocks.get(to.checked_sub(1)?).map(|block| block.span).and_then(last)
        }
        Unit::Mention => {
            let beginning = ground.mentions.iter().copied().filter_map(last);
            beginning.max_by_key(|span| (span.start, std::cmp::Reverse(span.len())))
        }
    }
}

/// The grapheme cluster that holds the byte.
fn letter_after(text: &str, at: usize) -> Option<Span> {
    let mut cursor = GraphemeCursor::new(at, text.len(), true);
    let starts = cursor.is_boundary(text, 0).unwrap_or(true);
    let start = if starts { at } else { cursor.prev_boundary(text, 0).ok().flatten().unwrap_or(at) };
    let mut cursor = GraphemeCursor::new(start, text.len(), true);
    let end = cursor.next_boundary(text, 0).ok().flatten()?;
    Some(Span::new(start, end))
}

fn letter_before(text: &str, at: usize) -> Option<Span> {
    let mut cursor = GraphemeCursor::new(at, text.len(), true);
    let start = cursor.prev_boundary(text, 0).ok().flatten()?;
    let mut cursor = GraphemeCursor::new(start, text.len(), true);
    let end = cursor.next_boundary(text, 0).ok().flatten()?;
    Some(Span::new(start, end))
}

/// The words, numbers and marks of the line around a byte, of a long line only the nearest.
fn words_near(text: &str, at: usize) -> Vec<Span> {
    let line = |part: Span, c: char| part.of(text).rfind(c).map(|feed| part.start + feed + 1);
    let from = floor_boundary(text, at.saturating_sub(NEAR));
    let before = Span::new(from, at);
    let start = line(before, '\n').unwrap_or_else(|| {
        let cut = before.of(text).find(char::is_whitespace).filter(|_| from > 0);
        cut.map_or(from, |gap| from + gap)
    });
    let behind = Span::new(at, ceil_boundary(text, (at + NEAR).min(text.len())));
    let end = behind.of(text).find('\n').map_or(behind.end, |feed| at + feed);
    tokens(Span::new(start, end).of(text)).map(|token| token.span.shifted(start)).collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::model::article::BlockKind;

    const TEXT: &str = "Касым-Жомарт встретил 60 000 гостей. Да?\n\nВторой абзац, е\u{301}мкий.";
    const UNITS: [Unit; 5] = [Unit::Letter, Unit::Word, Unit::Sentence, Unit::Paragraph, Unit::Mention];

    fn span_of(part: &str) -> Span {
        let start = TEXT.find(part).unwrap();
        Span::new(start, start + part.len())
    }

    fn on_ground<T>(read: impl Fn(&Ground<'_>) -> T) -> T {
        let sentences =
            ["Касым-Жомарт встретил 60 000 гостей.", "Да?", "Второй абзац, е\u{301}мкий."].map(span_of);
        let blocks =
            [span_of("Касым-Жомарт встретил 60 000 гостей. Да?"), span_of("Второй абзац, е\u{301}мкий.")];
        let blocks = blocks.map(|span| Block { span, kind: BlockKind::Paragraph });
        let mentions = ["встретил 60 000 гостей", "60 000"].map(span_of);
        read(&Ground { text: TEXT, sentences: &sentences, blocks: &blocks, mentions: &mentions })
    }

    fn at(part: &str, unit: Unit) -> Option<&'static str> {
        on_ground(|ground| object(ground, unit, span_of(part).start)).map(|span| span.of(TEXT))
    }

    #[test]
    fn objects_at_a_place() {
        assert_eq!(at("Жомарт", Unit::Word), Some("Касым-Жомарт"));
        assert_eq!(at("000", Unit::Word), Some("60 000"));
        assert_eq!(at(" встр", Unit::Word), Some("Касым-Жомарт"));
        assert_eq!(at("Да", Unit::Sentence), Some("Да?"));
        assert_eq!(at("\n\nВт", Unit::Paragraph), Some("Касым-Жомарт встретил 60 000 гостей. Да?"));
        assert_eq!(at("000", Unit::Mention), Some("60 000"));
        assert_eq!(at("гост", Unit::Mention), Some("встретил 60 000 гостей"));
        assert_eq!(at("Да", Unit::Mention), None);
        assert_eq!(at("\u{301}", Unit::Letter), Some("е\u{301}"));
    }

    #[test]
    fn selections_grow() {
        let grow = |part: &str, unit, direction| {
            on_ground(|ground| extend(ground, span_of(part), unit, direction)).of(TEXT)
        };
        assert_eq!(grow("встр", Unit::Word, Direction::Forwards), "встретил");
        assert_eq!(grow("встретил", Unit::Word, Direction::Forwards), "встретил 60 000");
        assert_eq!(grow("Да?", Unit::Word, Direction::Forwards), "Да?\n\nВторой");
        assert_eq!(grow("Второй", Unit::Word, Direction::Backwards), "?\n\nВторой");
        assert_eq!(grow("Да?", Unit::Sentence, Direction::Forwards), "Да?\n\nВторой абзац, е\u{301}мкий.");
        assert_eq!(
            grow("гостей", Unit::Sentence, Direction::Backwards),
            "Касым-Жомарт встретил 60 000 гостей"
        );
        assert_eq!(grow(", ", Unit::Letter, Direction::Forwards), ", е\u{301}");
        assert_eq!(grow("Да", Unit::Mention, Direction::Backwards), "60 000 гостей. Да");
        assert_eq!(grow(TEXT, Unit::Paragraph, Direction::Forwards), TEXT);
    }

    proptest! {
        #[test]
        fn every_span_fits(text in "(?s).{0,60}", from in 0_usize..200, to in 0_usize..200) {
            let sentences = [Span::new(0, text.len())];
            let ground = Ground { text: &text, sentences: &sentences, blocks: &[], mentions: &sentences };
            for unit in UNITS {
                prop_assert!(object(&ground, unit, from).is_none_or(|span| span.fits(&text)));
                for direction in [Direction::Forwards, Direction::Backwards] {
                    let own = Span::new(from.min(to), to);
                    let grown = extend(&ground, own, unit, direction);
                    prop_assert!(grown.fits(&text), "{:?} {:?}", unit, grown);
                    prop_assert!(own.end > text.len() || grown.covers(own), "{:?} {:?}", own, grown);
                }
            }
        }

        #[test]
        fn words_step_through_the_whole_text(text in "[а-яa-z0-9 .,\n-]{0,80}") {
            let ground = Ground { text: &text, sentences: &[], blocks: &[], mentions: &[] };
            let mut seen = Span::new(0, 0);
            for _ in 0..=text.len() {
                seen = extend(&ground, seen, Unit::Word, Direction::Forwards);
            }
            prop_assert_eq!(seen.end, text.trim_end().len());
        }
    }

    #[test]
    fn a_long_line_is_no_burden() {
        let text = "слово ".repeat(500_000);
        let ground = Ground { text: &text, sentences: &[], blocks: &[], mentions: &[] };
        let word = object(&ground, Unit::Word, 3_000_005).unwrap();
        assert_eq!(word.of(&text), "слово");
        let unbroken = "я".repeat(1_000_000);
        let ground = Ground { text: &unbroken, ..ground };
        assert!(object(&ground, Unit::Word, 1_000_000).unwrap().len() >= NEAR);
    }
}
