//! Makes an anchor: a passage with as much of its context as tells it from its like. Never looks for one.

use memchr::memmem;

use crate::base::id::RevisionId;
use crate::base::span::{Span, ceil_boundary, floor_boundary};
use crate::model::bookmark::Anchor;

/// Bytes of context on each side that every anchor has, where the text has them.
const CONTEXT: usize = 96;
/// Bytes of context on each side of a passage that has its like in the text.
const LONGEST_CONTEXT: usize = 768;

/// The anchor of a passage: its quote, and the text before and after it, about 50 to 100 letters each, more
/// where the same words stand elsewhere. A span off the character boundaries is widened to them.
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
    Anchor {
        quote: span.of(text).to_owned(),
        prefix: Span::new(far_enough_back(text, span), span.start).of(text).to_owned(),
        suffix: Span::new(span.end, far_enough_on(text, span)).of(text).to_owned(),
        span,
        code_points: span.code_points(text),
        revision: revision.clone(),
    }
}

/// Where a context begins that, with the passage, stands nowhere else.
fn far_enough_back(text: &str, span: Span) -> usize {
    let mut length = CONTEXT;
    loop {
        let start = floor_boundary(text, span.start.saturating_sub(length));
        if start == 0 || length >= LONGEST_CONTEXT || is_unique(text, Span::new(start, span.end)) {
            return start;
        }
        length *= 2;
    }
}

/// Where a context ends that, with the passage, stands nowhere else.
fn far_enough_on(text: &str, span: Span) -> usize {
    let mut length = CONTEXT;
    loop {
        let end = ceil_boundary(text, span.end.saturating_add(length).min(text.len()));
        if end == text.len() || length >= LONGEST_CONTEXT || is_unique(text, Span::new(span.start, end)) {
            return end;
        }
        length *= 2;
    }
}

fn is_unique(text: &str, span: Span) -> bool {
    let needle = span.of(text).as_bytes();
    let first = memmem::find(text.as_bytes(), needle);
    first == Some(span.start) && memmem::rfind(text.as_bytes(), needle) == first
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
        assert!(anchor.suffix.len() > CONTEXT, "{}", anchor.suffix.len());
        assert!(is_unique(&text, Span::new(span.start, span.end + anchor.suffix.len())));
    }

    #[test]
    fn a_bad_span_is_made_fit() {
        let anchor = anchor("Ыы", Span::new(1, 99), &RevisionId::default());
        assert_eq!(anchor.quote, "Ыы");
        assert_eq!(anchor.span, Span::new(0, 4));
        assert_eq!(anchor.code_points, (0, 2));
    }
}
