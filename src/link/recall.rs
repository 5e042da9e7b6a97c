//! Finds the mention that another one points back to with words such as "this order". Never looks into other
//! articles.

use crate::link::features::MentionFeatures;
use crate::link::hash::{Key, key};
use crate::link::lexicon::{Lexicon, Role};
use crate::link::words::{Word, words};
use crate::model::lang::Lang;
use crate::model::mention::Stage;

/// How many words after one that points may name what it points to.
const NAMING: usize = 3;
/// How many mentions before one it may point back to.
const MENTIONS: usize = 8;
/// How many sentences before it.
const SENTENCES: u32 = 4;

/// What a word that points is followed by.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Named<'a> {
    /// A sort of thing ("such a council"), by its meaning.
    Thing(Key),
    /// A word without a known meaning, by its stem.
    Word(Key),
    /// What was said of it ("these orders"): its stages, any where there are none.
    Said(&'a [Stage]),
}

/// What a text points back to by name.
pub(super) fn named<'a>(lang: Lang, text: &str, lexicon: &'a Lexicon) -> Vec<Named<'a>> {
    let run = words(text);
    let mut found = Vec::new();
    for at in
        (0..run.len()).filter(|at| run.get(*at).is_some_and(|word| lexicon.is_demonstrative(lang, word)))
    {
        let is_article = |word: &Word| !word.after_mark && lexicon.is_article(lang, &word.folded);
        let first = at + 1 + usize::from(run.get(at + 1).is_some_and(is_article));
        for next in first..(first + NAMING).min(run.len()) {
            let Some((word, rest)) = run.get(next).zip(run.get(next..)) else { break };
            if word.after_mark || lexicon.is_function(lang, &word.folded) {
                break;
            }
            let name = match lexicon.sense(lang, rest).map(|sense| sense.concept) {
                Some(concept) => match (&concept.role, lexicon.recalled(concept.key)) {
                    (_, Some(stages)) => Some(Named::Said(stages)),
                    (Role::Head { .. }, None) => Some(Named::Thing(concept.key)),
                    (Role::Topic | Role::Generic | Role::Body | Role::Place, None) => None,
                },
                None => Some(Named::Word(key("stem", &lexicon.stem(lang, &word.folded)))),
            };
            // What comes after the thing itself says something of it, and is no name of it.
            let is_named = matches!(name, Some(Named::Said(_) | Named::Thing(_)));
            found.extend(name);
            if is_named {
                break;
            }
        }
    }
    found
}

/// The nearest mention before this one that fits one of the names, by number.
pub(super) fn target(at: usize, names: &[Named<'_>], mentions: &[MentionFeatures]) -> Option<u16> {
    let own = mentions.get(at)?.sentence;
    let near = |earlier: &&MentionFeatures| own.abs_diff(earlier.sentence) <= SENTENCES;
    let fits = |earlier: &MentionFeatures| {
        names.iter().any(|name| match name {
            Named::Thing(concept) => earlier.terms.iter().any(|term| term.concept == Some(*concept)),
            Named::Word(stem) => earlier.terms.iter().any(|term| term.stem == *stem),
            Named::Said(stages) => stages.is_empty() || stages.contains(&earlier.stage),
        })
    };
    let before = mentions.get(at.saturating_sub(MENTIONS)..at)?;
    before.iter().rev().filter(near).find(|earlier| fits(earlier)).map(|earlier| earlier.number)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::link::lexicon::lexicon;

    fn names(lang: &str, text: &str) -> Vec<Named<'static>> {
        named(Lang::new(lang), text, lexicon())
    }

    #[test]
    fn an_order_or_a_thing_is_named_after_a_word_that_points() {
        for (lang, text) in [
            ("en", "carrying out these orders is slow"),
            ("ru", "исполнение этих поручений идёт медленно"),
            ("kk", "бұл тапсырмалар орындалмады"),
        ] {
            assert_eq!(names(lang, text), [Named::Said(&[Stage::Ordered])], "{text}");
        }
        for (lang, text) in
            [("en", "such a council is needed"), ("ru", "такой совет нужен"), ("kk", "мұндай кеңес қажет")]
        {
            assert!(matches!(names(lang, text).first(), Some(Named::Thing(_))), "{text}");
        }
        assert_eq!(names("en", "the council is needed"), []);
        assert_eq!(names("ru", "это, по словам министра, совет"), []);
    }
}
