//! Stems of words, by the stemmer a language pack names. Never knows which language that is.

use rust_stemmers::{Algorithm, Stemmer as Snowball};

use crate::model::pack::Pack;
use crate::text::fold::fold;

/// Brings the forms of one word together; where the pack names no stemmer, cuts the pack's suffixes.
pub struct Stemmer {
    snowball: Option<Snowball>,
    suffixes: Vec<String>,
}

impl std::fmt::Debug for Stemmer {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Stemmer").field("snowball", &self.snowball.is_some()).finish_non_exhaustive()
    }
}

/// Letters that a stem keeps at least when suffixes are cut.
const SHORTEST: usize = 3;

impl Stemmer {
    /// The stemmer of a language.
    #[must_use]
    pub fn new(pack: &Pack) -> Self {
        let mut suffixes = pack.suffixes.clone();
        suffixes.sort_by_key(|suffix| std::cmp::Reverse(suffix.len()));
        Self { snowball: pack.stemmer.as_deref().and_then(algorithm).map(Snowball::create), suffixes }
    }

    /// The stem of a word, folded.
    #[must_use]
    pub fn stem(&self, word: &str) -> String {
        let word = fold(word);
        match &self.snowball {
            Some(snowball) => snowball.stem(&word).into_owned(),
            None => self.cut(&word).to_owned(),
        }
    }

    /// Cuts suffixes one after another, longest first, as long as enough is left.
    fn cut<'a>(&self, mut word: &'a str) -> &'a str {
        for _ in 0..4 {
            let shorter = self.suffixes.iter().find_map(|suffix| {
                word.strip_suffix(suffix.as_str()).filter(|rest| rest.chars().count() >= SHORTEST)
            });
            match shorter {
                Some(rest) => word = rest,
                None => break,
            }
        }
        word
    }
}

fn algorithm(name: &str) -> Option<Algorithm> {
    Some(match name {
        "arabic" => Algorithm::Arabic,
        "danish" => Algorithm::Danish,
        "dutch" => Algorithm::Dutch,
        "english" => Algorithm::English,
        "finnish" => Algorithm::Finnish,
        "french" => Algorithm::French,
        "german" => Algorithm::German,
        "greek" => Algorithm::Greek,
        "hungarian" => Algorithm::Hungarian,
        "italian" => Algorithm::Italian,
        "norwegian" => Algorithm::Norwegian,
        "portuguese" => Algorithm::Portuguese,
        "romanian" => Algorithm::Romanian,
        "russian" => Algorithm::Russian,
        "spanish" => Algorithm::Spanish,
        "swedish" => Algorithm::Swedish,
        "tamil" => Algorithm::Tamil,
        "turkish" => Algorithm::Turkish,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_of_a_word_meet() {
        let russian = Stemmer::new(&Pack { stemmer: Some("russian".into()), ..Pack::default() });
        assert_eq!(russian.stem("Советы"), russian.stem("советом"));
        let suffixes = ["дар", "ды", "дың", "ға", "ы"].map(str::to_owned).to_vec();
        let kazakh = Stemmer::new(&Pack { suffixes, ..Pack::default() });
        assert_eq!(kazakh.stem("орталықтан"), "орталықтан");
        assert_eq!(kazakh.stem("жолдарды"), "жол");
        assert_eq!(kazakh.stem("заң"), "заң");
    }
}
