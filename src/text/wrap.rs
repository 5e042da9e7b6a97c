//! Breaks paragraphs into lines with their byte spans. Never loses text.
//!
//! Breaks are chosen over the whole paragraph, so that lines come out even; words are hyphenated by Liang's patterns (`hypher`) where the language has some. A dash does not begin a line
//! and a one-letter word does not end it, where there is room.

use textwrap::WordSeparator;

use crate::base::span::Span;
use crate::text::fit::{self, Piece};
use crate::text::sanitise::{self, Cluster};
use crate::text::width;

/// One line: where it lies in the text, without white space at its ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Line {
    /// The text of the line.
    pub span: Span,
    /// Whether a hyphen is to be shown at its end that the text does not have.
    pub hyphen: bool,
}

/// How to break.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Measure<'a> {
    /// Columns of a line; at least 1.
    pub columns: usize,
    /// Two-letter code of the hyphenation patterns; `None` to keep words whole.
    pub hyphenation: Option<&'a str>,
}

/// The shortest word that is hyphenated, in letters.
const SHORTEST: usize = 6;
/// The fewest letters kept before and after a hyphen.
const KEPT: usize = 3;

/// Breaks the part `span` of `text` into lines. Linear in its length.
///
/// Every character of the part that is not white space or a soft hyphen is in exactly one line; a line is
/// wider than the measure only where one character is.
///
/// ```
/// use throughline::base::span::Span;
/// use throughline::text::wrap::{Measure, wrap};
/// let text = "A leisurely conversation";
/// let measure = Measure { columns: 15, hyphenation: Some("en") };
/// let lines = wrap(text, Span::new(0, text.len()), measure);
/// assert_eq!(lines[0].span.of(text), "A leisurely");
/// assert_eq!(lines[1].span.of(text), "conversation");
/// ```
#[must_use]
pub fn wrap(text: &str, span: Span, measure: Measure<'_>) -> Vec<Line> {
    let columns = measure.columns.max(1);
    if let Some(line) = alone(text, span, columns) {
        return vec![line];
    }
    let pieces = pieces(text, span, columns, measure.hyphenation);
    let lines = fit::lines(&pieces, columns).into_iter().filter_map(joined);
    lines.flat_map(|line| fitted(text, line, columns)).collect()
}

/// The whole part as one line, where that is certain without a closer look.
fn alone(text: &str, span: Span, columns: usize) -> Option<Line> {
    let own = span.of(text).trim_matches(is_blank);
    if own.is_empty() || own.len() > 4 * columns || !is_certain(own, columns) {
        return None;
    }
    let start = span.start + span.of(text).find(|c| !is_blank(c))?;
    Some(Line { span: Span::new(start, start + own.len()), hyphen: false })
}

/// The line, cut where it is still wider than the measure: no-break spaces and invisible characters can add
/// up to more than their pieces do.
fn fitted(text: &str, line: Line, columns: usize) -> Vec<Line> {
    let own = line.span.of(text);
    if own.len() <= columns && !line.hyphen || is_certain(own, columns) {
        return vec![line];
    }
    let mut lines = Vec::new();
    let mut start = line.span.start;
    while start < line.span.end {
        let mut taken = 0;
        let mut cut = None;
        for cluster in shown(text, Span::new(start, line.span.end)) {
            let width = usize::from(cluster.width);
            if taken > 0 && taken + width > columns {
                cut = Some(cluster.start);
                break;
            }
            taken += width;
        }
        let end = cut.unwrap_or(line.span.end);
        let hyphen = cut.is_none() && line.hyphen && taken < columns;
        lines.push(Line { span: Span::new(start, end), hyphen });
        start = end;
    }
    lines
}

/// Whether a line is no wider than its characters are many, and leaves room for a hyphen.
fn is_certain(line: &str, columns: usize) -> bool {
    let mut count = 0;
    line.chars().all(|c| {
        count += 1;
        width::is_plain(c)
    }) && count < columns
}

/// What to print for a line, cluster by cluster: as `sanitise` does it, a run of blanks shown as one.
pub fn shown(text: &str, span: Span) -> impl Iterator<Item = Cluster<'_>> {
    let mut after_blank = false;
    sanitise::clusters(span.of(text)).map(move |mut cluster| {
        cluster.start += span.start;
        let blank = cluster.raw.chars().all(is_blank);
        if blank && after_blank {
            cluster.shown = "".into();
            cluster.width = 0;
        }
        after_blank = blank;
        cluster
    })
}

fn joined(pieces: &[Piece]) -> Option<Line> {
    let (first, last) = (pieces.first()?, pieces.last()?);
    Some(Line { span: Span::new(first.span.start, last.span.end), hyphen: last.hyphen > 0 })
}

fn pieces(text: &str, span: Span, columns: usize, hyphenation: Option<&str>) -> Vec<Piece> {
    let patterns = hyphenation.and_then(patterns);
    let mut pieces = Vec::new();
    for word in glued(text, words(text, span), columns) {
        let from = pieces.len();
        parts(text, word.span, patterns, &mut |part, hyphen| {
            let width = width::of(part.of(text));
            let room = columns.saturating_sub(hyphen);
            if width <= room.max(1) {
                pieces.push(Piece { span: part, width, blanks: 0, hyphen });
            } else {
                chopped(text, part, columns, &mut pieces);
                if let Some(last) = pieces.last_mut().filter(|last| last.width < columns) {
                    last.hyphen = hyphen;
                }
            }
        });
        if let Some(last) = pieces.get_mut(from..).and_then(<[Piece]>::last_mut) {
            last.blanks = word.blanks;
            last.hyphen = 0;
        }
    }
    pieces
}

fn patterns(code: &str) -> Option<hypher::Lang> {
    let code: [u8; 2] = code.as_bytes().try_into().ok()?;
    hypher::Lang::from_iso(code)
}

/// A run without white space and the blanks that follow it.
#[derive(Clone, Copy, Debug)]
struct Word {
    span: Span,
    blanks: usize,
}

/// White space at which a line may end; no-break spaces are part of their word.
const fn is_blank(c: char) -> bool {
    matches!(
        c,
        ' ' | '\t' | '\n' | '\r' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{1680}' | '\u{2000}'
            ..='\u{2006}' | '\u{2008}'..='\u{200a}' | '\u{2028}' | '\u{2029}' | '\u{205f}' | '\u{3000}'
    )
}

fn words(text: &str, span: Span) -> impl Iterator<Item = Word> {
    let mut rest = span.of(text).trim_start_matches(is_blank);
    std::iter::from_fn(move || {
        if rest.is_empty() {
            return None;
        }
        let (word, after) = rest.split_at(rest.find(is_blank).unwrap_or(rest.len()));
        rest = after.trim_start_matches(is_blank);
        let span = Span::of_slice(text, word)?;
        Some(Word { span, blanks: usize::from(after.len() > rest.len()) })
    })
}

/// Joins a dash to the word before it and a one-letter word to the word after it, where that leaves the
/// whole shorter than half a line.
fn glued(text: &str, words: impl Iterator<Item = Word>, columns: usize) -> Vec<Word> {
    let mut out: Vec<Word> = Vec::new();
    for word in words {
        let own = word.span.of(text);
        if let Some(last) = out.last_mut() {
            let before = last.span.of(text);
            let belongs = last.blanks == 1 && (is_dash(own) || ends_in_letter(before));
            let fits =
                || own.len() + before.len() <= columns && width::of(own) + width::of(before) < columns / 2;
            if belongs && fits() {
                *last = Word { span: last.span.cover(word.span), blanks: word.blanks };
                continue;
            }
        }
        out.push(word);
    }
    out
}

fn is_dash(word: &str) -> bool {
    matches!(word, "-" | "\u{2013}" | "\u{2014}")
}

/// Whether the last word is one letter.
fn ends_in_letter(words: &str) -> bool {
    let mut chars = words.chars().rev();
    chars.next().is_some_and(char::is_alphabetic) && chars.next().is_none_or(is_blank)
}

/// Cuts a word where a line may end inside it: after hyphens and dashes, at soft hyphens, between wide
/// characters, between syllables. Calls `take` with each part and the columns of the hyphen to show there.
fn parts(text: &str, word: Span, patterns: Option<hypher::Lang>, take: &mut impl FnMut(Span, usize)) {
    let own = word.of(text);
    let is_plain = own.chars().all(width::is_plain);
    if !is_plain && !own.contains('\u{ad}') && own.chars().any(|c| width::of_char(c) > 1) {
        for part in WordSeparator::UnicodeBreakProperties.find_words(own) {
            if let Some(part) = Span::of_slice(text, part.word) {
                take(part, 0);
            }
        }
        return;
    }
    let mut start = word.start;
    let mut run = Run::default();
    let mut cuts: Vec<(usize, usize, usize)> = Vec::new();
    for (at, c) in own.char_indices() {
        let at = word.start + at;
        if c.is_alphabetic() {
            run.take(at, c);
            continue;
        }
        run.cut(text, patterns, &mut cuts);
        let next = at + c.len_utf8();
        if c == '\u{ad}' {
            cuts.push((at, next, 1));
        } else if matches!(c, '-' | '\u{2010}' | '\u{2012}'..='\u{2014}')
            && at > word.start
            && next < word.end
        {
            cuts.push((next, next, 0));
        }
    }
    run.cut(text, patterns, &mut cuts);
    for (end, next, hyphen) in cuts {
        if end > start && next < word.end {
            take(Span::new(start, end), hyphen);
            start = next;
        } else if end == start {
            start = next;
        }
    }
    take(Span::new(start, word.end), 0);
}

/// A run of letters inside a word.
#[derive(Debug, Default)]
struct Run {
    span: Span,
    letters: usize,
    capitals: usize,
}

impl Run {
    fn take(&mut self, at: usize, c: char) {
        if self.letters == 0 {
            self.span.start = at;
        }
        self.span.end = at + c.len_utf8();
        self.letters += 1;
        self.capitals += usize::from(self.letters > 1 && c.is_uppercase());
    }

    /// Adds the places between its syllables and starts anew. A word with capitals inside is a name or an
    /// acronym and stays whole; a word of thousands of letters is no word.
    fn cut(&mut self, text: &str, patterns: Option<hypher::Lang>, cuts: &mut Vec<(usize, usize, usize)>) {
        let run = std::mem::take(self);
        let Some(patterns) = patterns.filter(|_| run.capitals == 0 && (SHORTEST..200).contains(&run.letters))
        else {
            return;
        };
        let mut at = run.span.start;
        for syllable in hypher::hyphenate_bounded(run.span.of(text), patterns, KEPT, KEPT) {
            at += syllable.len();
            if at < run.span.end {
                cuts.push((at, at, 1));
            }
        }
    }
}

/// Cuts a part that is wider than a line into pieces that fit, at any character.
fn chopped(text: &str, part: Span, columns: usize, pieces: &mut Vec<Piece>) {
    let mut piece = Piece { span: Span::new(part.start, part.start), width: 0, blanks: 0, hyphen: 0 };
    for cluster in sanitise::clusters(part.of(text)) {
        let wide = usize::from(cluster.width);
        if piece.width + wide > columns && !piece.span.is_empty() {
            pieces.push(piece);
            piece = Piece { span: Span::new(piece.span.end, piece.span.end), width: 0, blanks: 0, hyphen: 0 };
        }
        piece.span.end = part.start + cluster.end();
        piece.width += wide;
    }
    pieces.push(piece);
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn lines(text: &str, columns: usize, hyphenation: Option<&str>) -> Vec<String> {
        wrap(text, Span::new(0, text.len()), Measure { columns, hyphenation })
            .iter()
            .map(|line| format!("{}{}", line.span.of(text), if line.hyphen { "-" } else { "" }))
            .collect()
    }

    #[test]
    fn russian_is_hyphenated_by_its_patterns() {
        let text = "исследовательский университет искусственного интеллекта";
        let lines = lines(text, 20, Some("ru"));
        assert!(lines.iter().any(|line| line.ends_with('-')), "{lines:?}");
        assert!(lines.iter().all(|line| line.chars().count() <= 20), "{lines:?}");
    }

    #[test]
    fn acronyms_and_short_words_stay_whole() {
        assert_eq!(lines("ЮНЕСКООНН аббат", 6, Some("ru")), ["ЮНЕСКО", "ОНН", "аббат"]);
    }

    #[test]
    fn a_dash_stays_with_the_word_before_it() {
        let text = "стратегическую цель – стать полностью цифровым";
        for columns in 16..40 {
            assert!(lines(text, columns, None).iter().all(|line| !line.starts_with('–')), "{columns}");
        }
    }

    #[test]
    fn a_preposition_does_not_end_a_line() {
        let text = "Ведётся работа в рамках организации и в её интересах";
        for columns in 18..40 {
            assert!(lines(text, columns, None).iter().all(|line| !line.ends_with(" в")), "{columns}");
        }
    }

    #[test]
    fn soft_hyphens_show_only_where_a_line_ends() {
        assert_eq!(lines("кибер\u{ad}безопасность", 12, None), ["кибер-", "безопасность"]);
        assert_eq!(lines("кибер\u{ad}безопасность", 40, None).len(), 1);
    }

    #[test]
    fn wide_characters_and_tabs_wrap() {
        assert_eq!(lines("東京大学", 5, None), ["東京", "大学"]);
        assert_eq!(lines("a\tb\u{200b}c  d", 3, None), ["a", "b\u{200b}c", "d"]);
    }

    #[test]
    fn a_megabyte_without_a_blank_wraps() {
        let text = "я".repeat(500_000);
        let lines = wrap(&text, Span::new(0, text.len()), Measure { columns: 72, hyphenation: Some("ru") });
        assert_eq!(lines.len(), 500_000_usize.div_ceil(72));
    }

    fn without_blanks(text: &str) -> String {
        text.chars().filter(|c| !is_blank(*c) && *c != '\u{ad}').collect()
    }

    proptest! {
        #[test]
        fn wrapping_loses_nothing_and_fits(
            text in "([a-zа-яәғқңөұүһі]{1,14}|[ \t\n\u{a0}\u{ad}]|[-–—.,«»()0-9]|\\PC|\\p{M}|東|👍🏽|\u{200b}){0,80}",
            columns in 1_usize..50,
            code in prop::option::of(prop::sample::select(vec!["ru", "en", "kk", "x"])),
        ) {
            let lines = wrap(&text, Span::new(0, text.len()), Measure { columns, hyphenation: code });
            let mut shown = String::new();
            let mut at = 0;
            for line in &lines {
                prop_assert!(line.span.start >= at && line.span.fits(&text));
                prop_assert!(without_blanks(text.get(at..line.span.start).unwrap()).is_empty());
                at = line.span.end;
                shown.push_str(line.span.of(&text));
                let widths = || self::shown(&text, line.span).map(|c| usize::from(c.width));
                let wide = widths().sum::<usize>() + usize::from(line.hyphen);
                let widest = widths().max();
                prop_assert!(wide <= columns.max(widest.unwrap_or(0)), "{wide} > {columns}: {line:?}");
            }
            prop_assert_eq!(without_blanks(&shown), without_blanks(&text));
        }
    }
}
