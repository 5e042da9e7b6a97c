//! Places in the article where the typed words stand. Never reads the words.

use crate::app::panes::typed::Typed;
use crate::base::span::Span;
use crate::model::article::Article;
use crate::search::parse::{Typing, parse};
use crate::search::snippet::places;
use crate::search::spell::Speller;

/// Find in the article.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Finds {
    /// What was typed.
    pub typed: Typed,
    /// Where it stands, in order.
    pub places: Vec<Span>,
    /// The place one is at.
    pub here: usize,
    /// Whether other forms of the typed words are found too.
    pub forms: bool,
}

impl Finds {
    /// Looks for what is typed in these parts of the text; what is nearest after `from` becomes the place
    /// one is at. Upper and lower case are one unless a capital is typed.
    pub fn look(&mut self, text: &str, parts: impl Iterator<Item = Span>, from: usize) {
        let typed = self.typed.text();
        self.places = if typed.trim().is_empty() {
            Vec::new()
        } else {
            let wanted = Wanted::new(typed);
            parts.flat_map(|part| occurrences(text, part, &wanted)).collect()
        };
        self.begin(from);
    }

    /// Looks for what is typed in all the forms that its words have; a phrase in quotation marks is one place.
    pub fn look_for_forms(&mut self, article: &Article, from: usize) {
        self.places = places(article, &parse(self.typed.text(), Typing::Open), &mut Speller::default());
        self.begin(from);
    }

    fn begin(&mut self, from: usize) {
        self.here = self.places.iter().position(|place| place.start >= from).unwrap_or(0);
    }

    /// Goes so many places on or back, round; says whether it went round an end.
    pub fn step(&mut self, by: isize) -> bool {
        let Ok(count) = isize::try_from(self.places.len()) else {
            return false;
        };
        if count == 0 {
            return false;
        }
        let next = isize::try_from(self.here).unwrap_or(0) + by;
        self.here = usize::try_from(next.rem_euclid(count)).unwrap_or(0);
        !(0..count).contains(&next)
    }

    /// The place one is at.
    #[must_use]
    pub fn place(&self) -> Option<Span> {
        self.places.get(self.here).copied()
    }
}

/// What is looked for: as it was typed, or each letter with its capital.
enum Wanted<'a> {
    Exact(&'a str),
    Letters(Vec<[char; 2]>),
}

impl<'a> Wanted<'a> {
    fn new(typed: &'a str) -> Self {
        if typed.chars().any(char::is_uppercase) {
            return Self::Exact(typed);
        }
        Self::Letters(typed.chars().flat_map(char::to_lowercase).map(|c| [c, capital(c)]).collect())
    }

    /// The first place in `text`: offset and length in bytes.
    fn first(&self, text: &str) -> Option<(usize, usize)> {
        let letters = match self {
            Self::Exact(typed) => return text.find(typed).map(|at| (at, typed.len())),
            Self::Letters(letters) => letters,
        };
        let (head, tail) = letters.split_first()?;
        text.char_indices().filter(|(_, c)| head.contains(c)).find_map(|(at, c)| {
            let mut rest = text.get(at + c.len_utf8()..)?.chars();
            let mut length = c.len_utf8();
            for want in tail {
                let next = rest.next().filter(|next| want.contains(next))?;
                length += next.len_utf8();
            }
            Some((at, length))
        })
    }
}

/// The capital of a letter, where that is one character.
fn capital(c: char) -> char {
    let mut upper = c.to_uppercase();
    upper.next().filter(|_| upper.next().is_none()).unwrap_or(c)
}

fn occurrences(text: &str, part: Span, wanted: &Wanted<'_>) -> Vec<Span> {
    let inside = part.of(text);
    let mut found = Vec::new();
    let mut from = 0;
    while let Some(rest) = inside.get(from..).filter(|rest| !rest.is_empty()) {
        let Some((at, length)) = wanted.first(rest) else {
            break;
        };
        let start = part.start + from + at;
        found.push(Span::new(start, start + length));
        from += at + length.max(1);
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn places(text: &str, typed: &str) -> Vec<String> {
        let mut finds = Finds { typed: Typed::new(typed), ..Finds::default() };
        finds.look(text, std::iter::once(Span::new(0, text.len())), 0);
        finds.places.iter().map(|place| place.of(text).to_owned()).collect()
    }

    #[test]
    fn case_matters_only_where_a_capital_is_typed() {
        assert_eq!(places("Центр, центр и ЦЕНТР", "центр"), ["Центр", "центр", "ЦЕНТР"]);
        assert_eq!(places("Центр, центр и ЦЕНТР", "Центр"), ["Центр"]);
        assert_eq!(places("aaaa", "aa"), ["aa", "aa"]);
        assert!(places("abc", " ").is_empty());
    }

    #[test]
    fn stepping_goes_round() {
        let mut finds = Finds { places: vec![Span::new(0, 1), Span::new(2, 3)], ..Finds::default() };
        assert!(!finds.step(1));
        assert!(finds.step(1));
        assert_eq!(finds.here, 0);
        assert!(finds.step(-1));
        assert_eq!(finds.here, 1);
    }
}
