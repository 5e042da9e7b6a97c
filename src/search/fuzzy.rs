//! Titles that hold the typed letters in order, the best first.

use nucleo_matcher::pattern::{CaseMatching, Normalization, Pattern};
use nucleo_matcher::{Config, Matcher, Utf32Str};

use crate::base::span::Span;

/// Looks at titles one after another and keeps the best.
#[derive(Debug)]
pub struct Fuzzy<K> {
    pattern: Pattern,
    matcher: Matcher,
    limit: usize,
    best: Vec<Hit<K>>,
    letters: Vec<char>,
}

/// A title that fits.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hit<K> {
    /// What was said to be its key.
    pub key: K,
    /// The title.
    pub title: String,
    /// How well it fits; only to be compared.
    pub score: u32,
    /// The letters that fit.
    pub marks: Vec<Span>,
}

impl<K: Ord + Copy> Fuzzy<K> {
    /// A search for these letters that keeps at most `limit` titles. Words apart may come in any order.
    #[must_use]
    pub fn new(typed: &str, limit: usize) -> Self {
        Self {
            pattern: Pattern::parse(typed, CaseMatching::Ignore, Normalization::Smart),
            matcher: Matcher::new(Config::DEFAULT),
            limit,
            best: Vec::new(),
            letters: Vec::new(),
        }
    }

    /// Looks at one title.
    pub fn look(&mut self, key: K, title: &str) {
        let line = Utf32Str::new(title, &mut self.letters);
        if let Some(score) = self.pattern.score(line, &mut self.matcher) {
            self.best.push(Hit { key, title: title.to_owned(), score, marks: Vec::new() });
            if self.best.len() >= 2 * self.limit.max(64) {
                self.keep_best();
            }
        }
    }

    /// The best titles, with their letters marked.
    #[must_use]
    pub fn best(mut self) -> Vec<Hit<K>> {
        self.keep_best();
        for hit in &mut self.best {
            let mut indices = Vec::new();
            let line = Utf32Str::new(&hit.title, &mut self.letters);
            // A line of one byte a letter is taken as bytes, any other as graphemes.
            let graphemes = matches!(line, Utf32Str::Unicode(_));
            self.pattern.indices(line, &mut self.matcher, &mut indices);
            hit.marks = marks(&hit.title, graphemes, indices);
        }
        self.best
    }

    fn keep_best(&mut self) {
        self.best.sort_by(|one, other| other.score.cmp(&one.score).then(one.key.cmp(&other.key)));
        self.best.truncate(self.limit);
    }
}

/// The spans of these letters, neighbours joined.
fn marks(title: &str, graphemes: bool, mut indices: Vec<u32>) -> Vec<Span> {
    use unicode_segmentation::UnicodeSegmentation as _;
    indices.sort_unstable();
    indices.dedup();
    let spans: Vec<Span> = if graphemes {
        title.grapheme_indices(true).map(|(at, part)| Span::new(at, at + part.len())).collect()
    } else {
        (0..title.len()).map(|at| Span::new(at, at + 1)).collect()
    };
    let mut marks: Vec<Span> = Vec::new();
    for index in indices {
        let Some(span) = usize::try_from(index).ok().and_then(|index| spans.get(index)) else {
            continue;
        };
        match marks.last_mut() {
            Some(last) if last.end == span.start => last.end = span.end,
            _ => marks.push(*span),
        }
    }
    marks
}

#[cfg(test)]
mod tests {
    use super::*;

    fn find(typed: &str, titles: &[&str]) -> Vec<(usize, Vec<String>)> {
        let mut fuzzy = Fuzzy::new(typed, 2);
        for (key, title) in titles.iter().enumerate() {
            fuzzy.look(key, title);
        }
        let marked = |hit: Hit<usize>| {
            let marks = hit.marks.iter().map(|mark| mark.of(&hit.title).to_owned());
            (hit.key, marks.collect())
        };
        fuzzy.best().into_iter().map(marked).collect()
    }

    #[test]
    fn letters_in_order_find_a_title() {
        let titles = ["Саммит ОТГ в Габале", "OTS Summit opens", "Водный фонд"];
        assert_eq!(find("сам габ", &titles), [(0, vec!["Сам".to_owned(), "Габ".to_owned()])]);
        assert_eq!(find("summit", &titles), [(1, vec!["Summit".to_owned()])]);
        assert_eq!(find("ффф", &titles), []);
    }

    #[test]
    fn no_more_than_asked_for() {
        let titles: Vec<String> = (0..500).map(|number| format!("title {number}")).collect();
        let titles: Vec<&str> = titles.iter().map(String::as_str).collect();
        assert_eq!(find("title", &titles).len(), 2);
    }

    #[test]
    fn odd_letters_are_marked_on_their_boundaries() {
        for title in ["e\u{301}to 🙂 да", "\r\n да", "👩‍👩‍👧 да"] {
            assert_eq!(find("да", &[title]), [(0, vec!["да".to_owned()])], "{title:?}");
        }
    }
}
