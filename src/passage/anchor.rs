//! Makes an anchor: a passage with as much of its context as tells it from its like. Never looks for one.

use memchr::memmem;

use crate::base::id::RevisionId;
use crate::base::span::{Span, ceil_boundary, floor_boundary};
use crate::model::bookmark::Anchor;
use crate::passage::fold::Folded;

/// Letters of context on each side that every anchor has, where the text has them.
const CONTEXT: usize = 60;
/// Letters beyond which a passage that still has its like is told from it by position alone.
const ALIKE: usize = 768;

/// The anchor of a passage: its quote, and 60 letters before and after it, more where the same words
/// stand elsewhere, so that the farthest 60 are never alike. A span off the character boundaries is widened to them.
///
/// ```
/// use throughline::base::{id::RevisionId, span::Span};
/// use throughline::{model::bookmark::Place, passage};
/// let text = "Создать совет. Создать центр.";
/// let span = Span::new(27, 41);
/// let anchor = passage::anchor(text, span, &RevisionId::from("r1"));
/// assert_eq!(anchor.quote, "Создать");
/// assert_eq!(anchor.code_points, (15, 22));
/// assert_eq!(passage::resolve(&anchor, text), Place::Sure { span });
/// ```
#[must_use]
pub fn anchor(text: &str, span: Span, revision: &RevisionId) -> Anchor {
    let start = floor_boundary(text, span.start.min(text.len()));
    let span = Span::new(start, ceil_boundary(text, span.end.min(text.len())));
    let around = around(text, span);
    Anchor {
        quote: span.of(text).to_owned(),
        prefix: Span::new(around.start, span.start).of(text).to_owned(),
        suffix: Span::new(span.end, around.end).of(text).to_owned(),
        span,
        code_points: span.code_points(text),
        revision: revision.clone(),
    }
}

/// The passage with its context. On each side it reaches [`CONTEXT`] letters beyond the nearest place with
/// which the passage stands nowhere else, whatever the typography.
fn around(text: &str, span: Span) -> Span {
    let folded = Folded::new(text);
    let (from, to) = (folded.at(span.start), folded.at(span.end));
    let haystack: String = folded.units.iter().collect();
    let is_unique = |from: usize, to: usize| {
        let needle: String = folded.slice(from, to).iter().collect();
        let first = memmem::find(haystack.as_bytes(), needle.as_bytes());
        first == memmem::rfind(haystack.as_bytes(), needle.as_bytes())
    };
    let back = alike(|letters| is_unique(from.saturating_sub(letters), to)) + CONTEXT;
    let on = alike(|letters| is_unique(from, to.saturating_add(letters))) + CONTEXT;
    let first = from.saturating_sub(back);
    let start = if first == 0 { 0 } else { folded.span(first, first).start };
    let last = to.saturating_add(on);
    let end = if last >= folded.units.len() { text.len() } else { folded.span(last, last).start };
    Span::new(floor_boundary(text, start).min(span.start), ceil_boundary(text, end).max(span.end))
}

/// The least number of letters with which a passage is unique, up to [`ALIKE`].
fn alike(is_unique: impl Fn(usize) -> bool) -> usize {
    if is_unique(0) {
        return 0;
    }
    let mut enough = CONTEXT;
    while enough < ALIKE && !is_unique(enough) {
        enough *= 2;
    }
    let (mut few, mut enough) = (0, enough.min(ALIKE));
    while few + 1 < enough {
        let middle = usize::midpoint(few, enough);
        if is_unique(middle) {
            enough = middle;
        } else {
            few = middle;
        }
    }
    enough
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_stands_twice_gets_more_context() {
        let half = "Совет создан. ".repeat(20);
        let text = format!("{half}Иначе. {half}");
        let span = Span::new(half.len() / 2, half.len() / 2 + 25);
        let anchor = anchor(&text, span, &RevisionId::default());
        let suffix = Folded::new(&anchor.suffix).units.len();
        assert!(suffix > CONTEXT + 40, "{suffix}");
        assert!(suffix < Folded::new(&half).units.len(), "{suffix}");
    }

    #[test]
    fn a_bad_span_is_made_fit() {
        let anchor = anchor("Ыы", Span::new(1, 99), &RevisionId::default());
        assert_eq!(anchor.quote, "Ыы");
        assert_eq!(anchor.span, Span::new(0, 4));
        assert_eq!(anchor.code_points, (0, 2));
    }
}
