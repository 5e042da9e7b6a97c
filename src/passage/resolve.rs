//! Finds anchored passages again in a text that may have changed. Never says "sure" of a guess.
//!
//! First the text is asked where the passage stood; then the folded text for the very letters, told apart by
//! their context; then for letters alike, at most 40 % changed. `judge` weighs what was found.

use crate::base::span::{Span, floor_boundary};
use crate::model::bookmark::{Anchor, Place};
use crate::passage::fold::Folded;
use crate::passage::grams::Grams;
use crate::passage::judge::{Verdict, judge};
use crate::passage::needle::{Candidate, Needle};
use crate::passage::{long, search};

/// A passage of more letters than this is looked for in pieces.
const LONG: usize = 1024;

/// Where an anchored passage is in a text: sure, probable, or not found. Linear in the text.
///
/// ```
/// use throughline::base::{id::RevisionId, span::Span};
/// use throughline::{model::bookmark::Place, passage};
/// let old = "Глава государства предложил учредить «Центр инноваций» в Астане, сообщает агентство.";
/// let start = old.find("учредить").unwrap();
/// let span = Span::new(start, start + "учредить «Центр инноваций»".len());
/// let anchor = passage::anchor(old, span, &RevisionId::default());
/// let new = "Обновлено.\n\nГлава государства предложил учредить \"Центр инноваций\" в Астане, сообщает агентство.";
/// let Place::Sure { span } = passage::resolve(&anchor, new) else { panic!("it is there") };
/// assert_eq!(span.of(new), "учредить \"Центр инноваций\"");
/// ```
#[must_use]
pub fn resolve(anchor: &Anchor, text: &str) -> Place {
    find(anchor, text, &mut None)
}

/// Where each passage is, in the order of the anchors; the text is prepared once.
#[must_use]
pub fn resolve_all<'a>(anchors: impl IntoIterator<Item = &'a Anchor>, text: &str) -> Vec<Place> {
    let mut prepared = None;
    anchors.into_iter().map(|anchor| find(anchor, text, &mut prepared)).collect()
}

/// A text made ready for searching.
struct Prepared {
    folded: Folded,
    grams: Grams,
}

impl Prepared {
    fn new(text: &str) -> Self {
        let folded = Folded::new(text);
        let grams = Grams::new(&folded.units);
        Self { folded, grams }
    }
}

fn find(anchor: &Anchor, text: &str, prepared: &mut Option<Prepared>) -> Place {
    if stands_where_it_stood(anchor, text) {
        return Place::Sure { span: anchor.span };
    }
    if anchor.quote.len() > text.len().saturating_mul(4) {
        return Place::Orphan;
    }
    let prepared = prepared.get_or_insert_with(|| Prepared::new(text));
    let needle = Needle::new(anchor, expected(anchor, text, &prepared.folded));
    if needle.quote.is_empty() {
        return between_contexts(anchor, &needle, text, prepared);
    }
    let Some((verdict, candidate)) = choose(&needle, &prepared.folded.units, &prepared.grams) else {
        return Place::Orphan;
    };
    let span = whole_characters(text, prepared.folded.span(candidate.from, candidate.to));
    match verdict {
        Verdict::Sure => Place::Sure { span },
        Verdict::Probable => Place::Moved { span },
    }
}

/// Whether quote and context stand byte for byte where they stood.
fn stands_where_it_stood(anchor: &Anchor, text: &str) -> bool {
    let span = anchor.span;
    span.len() == anchor.quote.len()
        && text.get(span.start..span.end).is_some_and(|now| now == anchor.quote)
        && text.get(..span.start).is_some_and(|before| before.ends_with(&anchor.prefix))
        && text.get(span.end..).is_some_and(|after| after.starts_with(&anchor.suffix))
}

/// The letter where the passage would begin if nothing had changed.
fn expected(anchor: &Anchor, text: &str, folded: &Folded) -> Option<usize> {
    if !anchor.span.is_empty() || anchor.code_points == (0, 0) {
        let known = anchor.span != Span::default() || anchor.quote.is_empty();
        return known.then(|| folded.at(anchor.span.start));
    }
    let byte = text.char_indices().nth(anchor.code_points.0).map_or(text.len(), |(byte, _)| byte);
    Some(folded.at(byte))
}

/// The best place of a passage among letters, and how far to trust it.
pub(super) fn choose(needle: &Needle, text: &[char], grams: &Grams) -> Option<(Verdict, Candidate)> {
    let same = search::same(needle, text, grams);
    let length = needle.quote.len();
    let full = |at: &usize| {
        needle.run_before(text, *at) == needle.prefix.letters.len()
            && needle.run_after(text, at + length) == needle.suffix.letters.len()
    };
    let in_context: Vec<usize> = same.iter().copied().filter(full).collect();
    let mut candidates: Vec<Candidate> =
        if in_context.is_empty() { best_of(needle, text, same) } else { in_context }
            .into_iter()
            .map(|at| Candidate::new(needle, text, at, at + length, 0))
            .collect();
    let settled = candidates.iter().any(|one| one.before.likeness >= 1.0 && one.after.likeness >= 1.0);
    if !settled {
        if length > LONG {
            candidates.extend(long::pieces(needle, text, grams));
        } else {
            candidates.extend(search::alike(needle, text, grams));
        }
    }
    judge(needle, candidates)
}

/// The places whose nearest context agrees most, a few of them.
fn best_of(needle: &Needle, text: &[char], mut places: Vec<usize>) -> Vec<usize> {
    const FEW: usize = 8;
    if places.len() > FEW {
        let length = needle.quote.len();
        let runs = |at: usize| needle.run_before(text, at) + needle.run_after(text, at + length);
        let expected = needle.expected.unwrap_or(0);
        places.sort_by_cached_key(|at| (std::cmp::Reverse(runs(*at)), at.abs_diff(expected)));
        places.truncate(FEW);
    }
    places
}

/// The place of a passage without letters (empty, or white space alone): where its contexts meet.
fn between_contexts(anchor: &Anchor, needle: &Needle, text: &str, prepared: &Prepared) -> Place {
    let before = needle.prefix.near().len();
    let around = Needle::of(needle.whole(), &[], &[], needle.expected.map(|at| at.saturating_sub(before)));
    let units = &prepared.folded.units;
    let places = search::same(&around, units, &prepared.grams);
    let expected = around.expected.unwrap_or(0);
    let Some(place) = places.into_iter().min_by_key(|at| at.abs_diff(expected)) else {
        return Place::Orphan;
    };
    let gap = prepared.folded.gap(place + before, text);
    match gap.of(text).find(&anchor.quote) {
        Some(at) => Place::Sure { span: Span::new(gap.start + at, gap.start + at + anchor.quote.len()) },
        None => Place::Moved { span: gap },
    }
}

/// The span with the combining marks that belong to its last letter.
fn whole_characters(text: &str, span: Span) -> Span {
    let rest = text.get(span.end..).unwrap_or_default();
    let marks = rest.chars().take_while(|c| unicode_normalization::char::is_combining_mark(*c));
    let end = span.end + marks.map(char::len_utf8).sum::<usize>();
    Span::new(floor_boundary(text, span.start), end)
}
