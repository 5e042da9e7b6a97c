//! What differs between two texts, word by word. Never knows what the words mean.
//!
//! Lines are compared first and words only within lines that differ, both by the shortest way from one to the
//! other (E. W. Myers, "An O(ND) Difference Algorithm and Its Variations", 1986).

use crate::base::span::Span;

/// What became of a piece of text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Fate {
    /// It is in both texts.
    Same,
    /// It was only in the text before.
    Removed,
    /// It is only in the text after.
    Added,
}

/// A piece of text that has one fate.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Piece {
    /// Which.
    pub fate: Fate,
    /// Its place in the text before; empty where it was added.
    pub before: Span,
    /// Its place in the text after; empty where it was removed.
    pub after: Span,
}

/// More changes than these between two parts, and one is taken to stand wholly in place of the other.
const MOST: usize = 1_500;

/// The pieces of two texts in order. Those that are not added make up the text before, those that are not
/// removed the text after; what differs in white space alone counts as the same.
///
/// ```
/// use throughline::text::diff::{Fate, words};
/// let (before, after) = ("It costs 400 thousand.", "It costs 650 thousand today.");
/// let pieces = words(before, after);
/// let added: Vec<&str> =
///     pieces.iter().filter(|p| p.fate == Fate::Added).map(|p| p.after.of(after)).collect();
/// assert_eq!(added, ["650", " today"]);
/// ```
#[must_use]
pub fn words(before: &str, after: &str) -> Vec<Piece> {
    let (old, new) = (lines(before), lines(after));
    let text = |one: &Span, other: &Span| same(one.of(before), other.of(after));
    let mut kept: Vec<(Span, Span)> = Vec::new();
    let (mut i, mut j) = (0, 0);
    for (a, b) in matches(&old, &new, &text).into_iter().chain([(old.len(), new.len())]) {
        let part =
            |lines: Option<&[Span]>| lines.and_then(|lines| Some(lines.first()?.cover(*lines.last()?)));
        if let (Some(gone), Some(come)) = (part(old.get(i..a)), part(new.get(j..b))) {
            let (one, other) = (tokens(before, gone), tokens(after, come));
            let pairs = matches(&one, &other, &text);
            kept.extend(pairs.into_iter().filter_map(|(a, b)| Some((*one.get(a)?, *other.get(b)?))));
        }
        kept.extend(old.get(a).copied().zip(new.get(b).copied()));
        (i, j) = (a + 1, b + 1);
    }
    pieces(&settled(&joined(kept), before), (before.len(), after.len()))
}

/// Joins what stands together in both texts.
fn joined(kept: Vec<(Span, Span)>) -> Vec<(Span, Span)> {
    let mut out: Vec<(Span, Span)> = Vec::new();
    for (one, other) in kept {
        match out.last_mut() {
            Some((a, b)) if a.end == one.start && b.end == other.start => {
                (a.end, b.end) = (one.end, other.end);
            }
            _ => out.push((one, other)),
        }
    }
    out
}

/// Without blanks and marks that alone keep two changes apart, so that a reader sees one change, not confetti.
fn settled(kept: &[(Span, Span)], before: &str) -> Vec<(Span, Span)> {
    let is_bare = |span: Span| {
        let text = span.of(before);
        !text.contains('\n') && !text.chars().any(char::is_alphanumeric)
    };
    let stands_between = |at: usize| {
        let near = (at.checked_sub(1).and_then(|at| kept.get(at)), kept.get(at), kept.get(at + 1));
        let (Some(last), Some(own), Some(next)) = near else { return false };
        let is_changed =
            |one: &(Span, Span), other: &(Span, Span)| one.0.end < other.0.start && one.1.end < other.1.start;
        is_bare(own.0) && is_changed(last, own) && is_changed(own, next)
    };
    kept.iter().enumerate().filter(|(at, _)| !stands_between(*at)).map(|(_, pair)| *pair).collect()
}

/// What is kept, with what was removed and added between.
fn pieces(kept: &[(Span, Span)], (old, new): (usize, usize)) -> Vec<Piece> {
    let mut pieces = Vec::new();
    let (mut i, mut j) = (0, 0);
    let end = (Span::new(old, old), Span::new(new, new));
    for (one, other) in kept.iter().copied().chain([end]) {
        let (gone, come) = (Span::new(i, one.start), Span::new(j, other.start));
        let removed = Piece { fate: Fate::Removed, before: gone, after: Span::new(j, j) };
        let added = Piece { fate: Fate::Added, before: Span::new(one.start, one.start), after: come };
        let own = Piece { fate: Fate::Same, before: one, after: other };
        let is_there = |piece: &Piece| !(piece.before.is_empty() && piece.after.is_empty());
        pieces.extend([removed, added, own].into_iter().filter(is_there));
        (i, j) = (one.end, other.end);
    }
    pieces
}

/// Whether two pieces are the same to a reader.
fn same(one: &str, other: &str) -> bool {
    one == other || is_blank(one) && is_blank(other) && one.contains('\n') == other.contains('\n')
}

fn is_blank(text: &str) -> bool {
    text.chars().all(char::is_whitespace)
}

/// Lines with their ends.
fn lines(text: &str) -> Vec<Span> {
    let mut at = 0;
    text.split_inclusive('\n')
        .map(|line| {
            at += line.len();
            Span::new(at - line.len(), at)
        })
        .collect()
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Class {
    Word,
    Blank,
    Mark,
}

/// Words, runs of blanks, and single marks.
fn tokens(text: &str, part: Span) -> Vec<Span> {
    let mut found: Vec<Span> = Vec::new();
    let mut before = None;
    for (at, c) in part.of(text).char_indices() {
        let class = match c {
            c if c.is_alphanumeric() || matches!(c, '\u{300}'..='\u{36f}' | '_') => Class::Word,
            c if c.is_whitespace() => Class::Blank,
            _ => Class::Mark,
        };
        let own = Span::new(part.start + at, part.start + at + c.len_utf8());
        match found.last_mut() {
            Some(last) if before == Some(class) && class != Class::Mark => *last = last.cover(own),
            _ => found.push(own),
        }
        before = Some(class);
    }
    found
}

/// Pairs of equal items in order, as many as there are by the shortest way; where that is longer than
/// [`MOST`], only those at the beginning and at the end.
fn matches<T>(old: &[T], new: &[T], same: &impl Fn(&T, &T) -> bool) -> Vec<(usize, usize)> {
    let head = old.iter().zip(new).take_while(|(a, b)| same(a, b)).count();
    let (old_rest, new_rest) = (old.get(head..).unwrap_or_default(), new.get(head..).unwrap_or_default());
    let tail = old_rest.iter().rev().zip(new_rest.iter().rev()).take_while(|(a, b)| same(a, b)).count();
    let middle = |rest: usize| rest - tail;
    let (n, m) = (middle(old_rest.len()), middle(new_rest.len()));
    let inner = shortest(old_rest.get(..n).unwrap_or_default(), new_rest.get(..m).unwrap_or_default(), same);
    let start = (0..head).map(|at| (at, at));
    let inner = inner.into_iter().map(|(a, b)| (a + head, b + head));
    start.chain(inner).chain((0..tail).map(|at| (head + n + at, head + m + at))).collect()
}

/// Myers' greedy way, kept step by step to be walked back.
fn shortest<T>(old: &[T], new: &[T], same: &impl Fn(&T, &T) -> bool) -> Vec<(usize, usize)> {
    if old.is_empty() || new.is_empty() {
        return Vec::new();
    }
    // The farthest place in `old` on each diagonal; diagonal `k` stands at `k + offset`.
    let offset = MOST.min(old.len() + new.len()) + 1;
    let mut far = vec![0_usize; 2 * offset + 1];
    let mut steps: Vec<Vec<usize>> = Vec::new();
    for d in 0..offset {
        steps.push(far.get(offset - d..=offset + d).unwrap_or_default().to_vec());
        for k in (offset - d..=offset + d).step_by(2) {
            let at = |k: usize| far.get(k).copied().unwrap_or(0);
            let down = k == offset - d || (k != offset + d && at(k - 1) < at(k + 1));
            let mut x = if down { at(k + 1) } else { at(k - 1) + 1 };
            let y = |x: usize| (x + offset).checked_sub(k);
            while let (Some(a), Some(b)) = (old.get(x), y(x).and_then(|y| new.get(y))) {
                if !same(a, b) {
                    break;
                }
                x += 1;
            }
            if let Some(slot) = far.get_mut(k) {
                *slot = x;
            }
            if x >= old.len() && y(x).is_some_and(|y| y >= new.len()) {
                return walked(&steps, (old.len(), new.len()));
            }
        }
    }
    Vec::new()
}

/// Walks the steps back from the end and gathers the pairs on the way.
fn walked(steps: &[Vec<usize>], end: (usize, usize)) -> Vec<(usize, usize)> {
    let mut pairs = Vec::new();
    let (mut x, mut y) = end;
    for (d, far) in steps.iter().enumerate().rev() {
        if d == 0 {
            let left = x.min(y);
            pairs.extend((0..left).rev().map(|at| (x - left + at, y - left + at)));
            break;
        }
        // `far` holds the diagonals from -d to d as they were before this step.
        let at = |k: usize| far.get(k).copied().unwrap_or(0);
        let k = x + d - y;
        let down = k == 0 || (k != 2 * d && at(k - 1) < at(k + 1));
        let (from_x, from_y) = if down {
            let from = at(k + 1);
            (from, from + d - (k + 1))
        } else {
            let from = at(k - 1);
            (from, from + d - (k - 1))
        };
        let start = if down { from_x } else { from_x + 1 };
        let run = x.saturating_sub(start);
        pairs.extend((1..=run).map(|back| (x - back, y - back)));
        (x, y) = (from_x, from_y);
    }
    pairs.reverse();
    pairs
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn told(before: &str, after: &str) -> String {
        let pieces = words(before, after);
        let one = |piece: &Piece| match piece.fate {
            Fate::Same => piece.after.of(after).to_owned(),
            Fate::Removed => format!("[-{}]", piece.before.of(before)),
            Fate::Added => format!("[+{}]", piece.after.of(after)),
        };
        pieces.iter().map(one).collect()
    }

    #[test]
    fn changed_words_stand_in_their_sentence() {
        assert_eq!(
            told("Обучат 400 тысяч человек.", "Обучат 650 тысяч человек."),
            "Обучат [-400][+650] тысяч человек."
        );
        assert_eq!(told("one two three", "one three"), "one [-two ]three");
        assert_eq!(told("a\nb\nc", "a\nx\nc"), "a\n[-b][+x]\nc");
        assert_eq!(told("same", "same"), "same");
        assert_eq!(told("", "new"), "[+new]");
        assert_eq!(told("old", ""), "[-old]");
    }

    #[test]
    fn blanks_alone_are_no_change() {
        assert_eq!(told("one  two\u{a0}three", "one two three"), "one two three");
    }

    #[test]
    fn changes_kept_apart_by_a_blank_are_one() {
        assert_eq!(told("the red car stopped", "the blue bus stopped"), "the [-red car][+blue bus] stopped");
    }

    #[test]
    fn a_paragraph_comes_and_goes_whole() {
        assert_eq!(told("a\n\nb b\n\nc", "a\n\nc"), "a\n\n[-b b\n\n]c");
    }

    proptest! {
        #[test]
        fn pieces_make_up_both_texts(before in "[аб 12.\n]{0,60}", after in "[аб 12.\n]{0,60}") {
            let pieces = words(&before, &after);
            let of = |without: Fate, before_side: bool| -> String {
                pieces.iter().filter(|piece| piece.fate != without).map(|piece| {
                    if before_side { piece.before.of(&before) } else { piece.after.of(&after) }
                }).collect()
            };
            prop_assert_eq!(of(Fate::Added, true), before.clone());
            prop_assert_eq!(of(Fate::Removed, false), after.clone());
        }
    }
}
