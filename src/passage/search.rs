//! Places of a folded text where a passage may stand, as it was or changed. Never says which is right.

use crate::passage::distance::{Begin, Pattern};
use crate::passage::grams::{Band, Grams, RUN};
use crate::passage::needle::{Candidate, Needle};

/// Places of the very same letters that are compared by context, the nearest to where it stood.
const MOST_SAME: usize = 512;
/// Letters around where it stood that are searched for a passage without telling runs.
const NEIGHBOURHOOD: usize = 1 << 20;
/// Stretches that are searched for a changed passage.
const MOST_BANDS: usize = 6;
/// Letters that a passage may have shifted inside its band.
const SLACK: usize = 16;
/// A run with more places than this is not worth going through.
const COMMON: usize = 4096;

/// Where the very letters of the passage stand, in order, at most [`MOST_SAME`] of them.
pub(super) fn same(needle: &Needle, text: &[char], grams: &Grams) -> Vec<usize> {
    let quote = needle.quote.as_slice();
    if quote.is_empty() || quote.len() > text.len() {
        return Vec::new();
    }
    let rarest = quote.windows(RUN).enumerate().map(|(offset, run)| (grams.places(run), offset));
    let rarest = rarest.min_by_key(|(places, _)| places.len());
    let found = match rarest {
        Some((places, offset)) if places.len() <= COMMON => places
            .iter()
            .filter_map(|place| (*place as usize).checked_sub(offset))
            .filter(|at| text.get(*at..at + quote.len()) == Some(quote))
            .collect(),
        _ => {
            let middle = needle.expected.unwrap_or(0);
            let from = middle.saturating_sub(NEIGHBOURHOOD);
            let to = middle.saturating_add(NEIGHBOURHOOD + quote.len()).min(text.len());
            all(quote, text.get(from..to).unwrap_or_default()).into_iter().map(|at| at + from).collect()
        }
    };
    nearest(found, needle.expected.unwrap_or(0))
}

/// All places of `quote`, also those that overlap, in linear time (Knuth, Morris and Pratt).
fn all(quote: &[char], text: &[char]) -> Vec<usize> {
    let mut borders = vec![0_usize; quote.len()];
    let mut border = 0;
    for at in 1..quote.len() {
        border = longer(quote, &borders, border, quote.get(at));
        if let Some(slot) = borders.get_mut(at) {
            *slot = border;
        }
    }
    let mut found = Vec::new();
    let mut have = 0;
    for (at, letter) in text.iter().enumerate() {
        have = longer(quote, &borders, have, Some(letter));
        if have == quote.len() {
            found.push(at + 1 - have);
            have = borders.last().copied().unwrap_or(0);
        }
    }
    found
}

/// The longest border of the letters read that goes on with `letter`.
fn longer(quote: &[char], borders: &[usize], mut have: usize, letter: Option<&char>) -> usize {
    loop {
        if quote.get(have) == letter {
            return have + 1;
        }
        match have.checked_sub(1).and_then(|last| borders.get(last)) {
            Some(shorter) => have = *shorter,
            None => return 0,
        }
    }
}

fn nearest(found: Vec<usize>, expected: usize) -> Vec<usize> {
    if found.len() <= MOST_SAME {
        return found;
    }
    let middle = found.partition_point(|at| *at < expected);
    let from = middle.saturating_sub(MOST_SAME / 2).min(found.len() - MOST_SAME);
    found.into_iter().skip(from).take(MOST_SAME).collect()
}

/// Places that look like the passage in its context, best guess first.
pub(super) fn alike(needle: &Needle, text: &[char], grams: &Grams) -> Vec<Candidate> {
    let bands = grams.bands(&needle.whole(), MOST_BANDS);
    let quote = Pattern::new(needle.quote.iter().copied());
    let backwards = Pattern::new(needle.quote.iter().rev().copied());
    let mut found = Vec::new();
    let most = bands.first().map_or(0, |band| band.count);
    let mut is_settled = false;
    for band in bands.iter().filter(|band| band.count * 4 >= most) {
        if is_settled && band.count * 2 < most {
            break;
        }
        let window = window(needle, *band);
        let own = by_quote(needle, text, window, (&quote, &backwards));
        let fits = own.is_some_and(|one| one.quote >= 0.8 && one.weaker_side() >= 0.7);
        is_settled |= fits;
        found.extend(own);
        if !fits {
            found.extend(by_context(needle, text, window, &quote));
        }
    }
    if found.is_empty()
        && let Some(expected) = needle.expected
    {
        let slack = SLACK + needle.quote.len();
        let window = (expected.saturating_sub(slack), expected + needle.quote.len() + slack);
        found.extend(by_quote(needle, text, window, (&quote, &backwards)));
    }
    found
}

/// The letters among which the passage would stand, were its context where the band says.
fn window(needle: &Needle, band: Band) -> (usize, usize) {
    let (from, to) = band.of_letter(needle.prefix.near().len());
    let slack = SLACK + needle.quote.len() / 4;
    (from.saturating_sub(slack), to + needle.quote.len() + slack)
}

/// The stretch of the window nearest to the passage's letters.
fn by_quote(
    needle: &Needle,
    text: &[char],
    (from, to): (usize, usize),
    (quote, backwards): (&Pattern, &Pattern),
) -> Option<Candidate> {
    let inside = text.get(from.min(text.len())..to.min(text.len()))?;
    let mut least = needle.quote.len();
    let mut ends = Vec::new();
    quote.run(inside.iter().copied(), Begin::Free, |read, distance| {
        if distance < least {
            least = distance;
            ends.clear();
        }
        if distance == least && distance < needle.quote.len() {
            ends.push(from + read);
        }
    });
    let end = ends.into_iter().max_by_key(|end| needle.run_after(text, *end))?;
    let reach = needle.quote.len() + least;
    let before = text.get(end.saturating_sub(reach)..end)?;
    let mut starts = Vec::new();
    backwards.run(before.iter().rev().copied(), Begin::Here, |read, distance| {
        if distance == least {
            starts.push(end - read);
        }
    });
    let size_off = |start: usize| (end - start).abs_diff(needle.quote.len());
    let best = |start: &usize| (needle.run_before(text, *start), std::cmp::Reverse(size_off(*start)));
    let start = starts.into_iter().max_by_key(best)?;
    Some(Candidate::new(needle, text, start, end, least))
}

/// The stretch between the best place of the context before and the best place of the context after.
fn by_context(
    needle: &Needle,
    text: &[char],
    (from, to): (usize, usize),
    quote: &Pattern,
) -> Option<Candidate> {
    let (prefix, suffix) = (needle.prefix.near(), needle.suffix.near());
    if prefix.len() < RUN || suffix.len() < RUN {
        return None;
    }
    let from = from.saturating_sub(prefix.len()).min(text.len());
    let to = (to + suffix.len()).min(text.len());
    let inside = text.get(from..to)?;
    let prefix = Pattern::new(prefix.iter().rev().copied());
    let suffix = Pattern::new(suffix.iter().rev().copied());
    let begin = from + nearest_end(&prefix, inside.iter().copied());
    let end = to - nearest_end(&suffix, inside.iter().rev().copied());
    if end <= begin || end - begin > needle.quote.len() * 2 + SLACK {
        return None;
    }
    let distance = quote.whole(text.get(begin..end)?.iter().copied());
    Some(Candidate::new(needle, text, begin, end, distance))
}

/// How many letters are read when the pattern was last seen best.
fn nearest_end(pattern: &Pattern, text: impl Iterator<Item = char>) -> usize {
    let mut best = (usize::MAX, 0);
    pattern.run(text, Begin::Free, |read, distance| {
        if distance < best.0 {
            best = (distance, read);
        }
    });
    best.1
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn overlapping_places_are_all_found() {
        let letters = |text: &str| text.chars().collect::<Vec<_>>();
        assert_eq!(all(&letters("аба"), &letters("абабаба")), [0, 2, 4]);
        assert_eq!(all(&letters("аа"), &letters("аааа")), [0, 1, 2]);
        assert!(all(&letters("аа"), &letters("а")).is_empty());
    }

    #[test]
    fn the_nearest_are_kept() {
        let found = nearest((0..2000).collect(), 1000);
        assert_eq!(found.len(), MOST_SAME);
        assert!(found.contains(&1000) && found.contains(&999));
        assert_eq!(nearest((0..2000).collect(), 9000).last(), Some(&1999));
    }
}
