//! The noun phrase after a number: what is counted, in the nominative plural. Never a word of a language.

use crate::extract::phrases::Reading;
use crate::extract::phrases::forms::Forms;
use crate::extract::phrases::vocabulary::WordId;
use crate::model::phrases::Units;
use crate::text::fold::fold;
use crate::text::tokens::TokenKind;

/// How the counted nouns of a language look.
#[derive(Clone, Debug, Default)]
pub(crate) struct Nouns {
    adjectives: Forms,
    other: Forms,
    heads: Option<Forms>,
    possessed: Forms,
    pub(crate) changes: Forms,
    run: usize,
    /// Ends and what they become, the longest first.
    plural: Vec<(String, String)>,
}

impl Nouns {
    pub(crate) fn of(units: &Units) -> Self {
        let cut = |end: &String| end.trim_start_matches('-').to_owned();
        let mut plural: Vec<(String, String)> =
            units.plural.iter().map(|(end, new)| (fold(&cut(end)), cut(new))).collect();
        plural.sort_by_key(|(end, _)| std::cmp::Reverse(end.len()));
        Self {
            adjectives: Forms::of(&units.adjectives),
            other: Forms::of(&units.not_nouns),
            heads: (!units.heads.trim().is_empty()).then(|| Forms::of(&units.heads)),
            possessed: Forms::of(&units.possessed),
            changes: Forms::of(&units.changes),
            run: units.run,
            plural,
        }
    }

    /// The word in the nominative plural, as far as its end tells.
    fn plural(&self, word: &str) -> String {
        let end = self.plural.iter().find_map(|(end, new)| Some((word.strip_suffix(end.as_str())?, new)));
        end.map_or_else(|| word.to_owned(), |(stem, new)| format!("{stem}{new}"))
    }
}

/// The noun phrase that begins at `at`: the token after it and its noun in the nominative plural.
pub(crate) fn noun_at(reading: &Reading<'_>, at: usize, limit: usize) -> Option<(usize, String)> {
    let nouns = &reading.phrases.nouns;
    let mut last_adjective = None;
    for place in at..limit.min(at + nouns.run + 1) {
        let Some(word) = plain_word(reading, place) else { break };
        if let Some((end, value)) = reading.sense(place, reading.phrases.ids.counted) {
            return Some((end, reading.phrases.vocabulary.name_of(value)?.to_owned()));
        }
        let small = reading.of(place).starts_with(char::is_lowercase);
        match &nouns.heads {
            Some(heads) if small && heads.fits(&word) && !nouns.other.fits(&word) => {
                return Some((place + 1, nouns.plural(&word)));
            }
            Some(_) if nouns.other.fits(&word) => return None,
            Some(_) => {}
            None if nouns.adjectives.fits(&word) => last_adjective = Some((place + 1, word)),
            None if nouns.other.fits(&word) || !small => break,
            None => return Some(with_possessed(reading, place, limit, &word)),
        }
    }
    // "20 раненых": an adjective alone stands for people.
    last_adjective.map(|(end, word)| (end, nouns.plural(&word)))
}

/// The noun, or the one that it belongs to.
fn with_possessed(reading: &Reading<'_>, place: usize, limit: usize, word: &str) -> (usize, String) {
    let nouns = &reading.phrases.nouns;
    let next =
        (place + 1 < limit && !nouns.possessed.fits(word)).then(|| plain_word(reading, place + 1)).flatten();
    match next.filter(|next| nouns.possessed.fits(next) && !nouns.other.fits(next)) {
        Some(next) => (place + 2, format!("{word} {}", nouns.plural(&next))),
        None => (place + 1, nouns.plural(word)),
    }
}

/// The folded word, where it is one that may stand in a noun phrase.
fn plain_word(reading: &Reading<'_>, at: usize) -> Option<String> {
    let token = reading.token(at).filter(|token| token.kind == TokenKind::Word)?;
    let ids = &reading.phrases.ids;
    let listed = token.word != WordId::default();
    let stops = listed
        && [
            ids.stop,
            ids.limit,
            ids.limit_after,
            ids.range_to,
            ids.range_end,
            ids.say,
            ids.that,
            ids.cardinal,
        ]
        .iter()
        .any(|class| reading.is(at, *class));
    let text = reading.of(at);
    let letters = text.chars().all(|c| c.is_alphabetic() || matches!(c, '-' | '\'' | '’'));
    (!stops && letters && text.len() < 64).then(|| fold(text))
}
