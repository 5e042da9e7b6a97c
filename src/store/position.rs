//! Places in texts that every library computes alike: words, reading positions, order of bookmarks. Pure.

use crate::base::span::floor_boundary;
use crate::model::article::Article;
use crate::model::bookmark::Bookmark;

/// How much text tells a place, in bytes.
const TELLING: usize = 160;

/// Words in the body of an article.
pub(super) fn words(article: &Article) -> u32 {
    let words = article.body().map(|block| block.span.of(&article.text).split_whitespace().count());
    u32::try_from(words.sum::<usize>()).unwrap_or(u32::MAX)
}

/// Order of bookmarks on a page: by place, those without one last.
pub(super) fn place_order(bookmark: &Bookmark) -> (bool, usize, usize, &str) {
    let span = bookmark.place.span();
    let (start, end) = span.map_or((0, 0), |span| (span.start, span.end));
    (span.is_none(), start, end, bookmark.id.as_str())
}

/// Where a byte of an old text stands in a new one: at the same words where they are still there, the
/// nearest of them; else as far from the beginning in proportion. Always on a character boundary.
pub(super) fn carried(old: &str, at: usize, new: &str) -> usize {
    if old == new {
        return floor_boundary(new, at);
    }
    let at = floor_boundary(old, at);
    let guess = scaled(at, old.len(), new.len());
    let from_here = old.get(at..).unwrap_or_default();
    for length in [TELLING, TELLING / 2, TELLING / 4] {
        let telling = from_here.get(..floor_boundary(from_here, length)).unwrap_or_default();
        if telling.trim().is_empty() {
            break;
        }
        let nearest =
            new.match_indices(telling).map(|(place, _)| place).min_by_key(|place| place.abs_diff(guess));
        if let Some(place) = nearest {
            return place;
        }
    }
    floor_boundary(new, guess)
}

fn scaled(at: usize, of: usize, to: usize) -> usize {
    if of == 0 { 0 } else { usize::try_from(at as u128 * to as u128 / of as u128).unwrap_or(to) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_follows_its_words() {
        let old = "Первый абзац.\n\nВторой абзац о форуме.\n";
        let new = format!("Новый.\n\n{old}");
        let at = old.find("Второй").unwrap();
        assert_eq!(carried(old, at, &new), new.find("Второй").unwrap());
    }

    #[test]
    fn a_place_without_its_words_is_on_a_boundary() {
        let new = "ж".repeat(7);
        for at in 0..40 {
            assert!(new.is_char_boundary(carried("something else entirely", at, &new)));
        }
        assert_eq!(carried("", 5, "abc"), 0);
    }
}
