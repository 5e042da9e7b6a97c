//! Finds the readings of a word form: listed words by stem and ending, others by their end. Never sees context.

use super::{Classes, Lexicon, Phrase, Reading};
use crate::extract::tags::Tags;
use crate::model::morphology::Side;

/// Letters of a word that are looked at; longer ones are no words.
const LONGEST: usize = 48;

/// Letters that the last part of a compound has at least.
const COMPOUND_HEAD: usize = 5;
/// Letters that an adjective has at least to be known by its other forms.
const ADJECTIVE: usize = 5;
/// Letters that its first part has at least.
const COMPOUND_FIRST: usize = 3;

impl Lexicon {
    /// The readings of a folded word, none where nothing is known of it.
    #[must_use]
    pub fn readings(&self, word: &str) -> Vec<Reading> {
        let mut found = self.exact.get(word).cloned().unwrap_or_default();
        found.extend(self.listed(word));
        if found.is_empty()
            && let Some((_, last)) = word.rsplit_once('-')
        {
            found.extend(self.exact.get(last).into_iter().flatten());
            found.extend(self.listed(last));
        }
        if found.is_empty() {
            found.extend(self.compound(word));
        }
        if found.iter().all(|reading| self.is_stub(*reading)) {
            let unlisted =
                |tags: &Tags| Reading { entry: Reading::NO_ENTRY, tags: *tags, classes: Classes::default() };
            found.extend(self.guess(word).into_iter().flatten().map(unlisted));
        }
        found
    }

    /// Readings by listed stems that leave an ending of their paradigm: of one part of speech the longest stem's.
    fn listed(&self, word: &str) -> Vec<Reading> {
        let parts = Tags::NOUN | Tags::VERB | Tags::ADJECTIVE;
        let mut found: Vec<Reading> = Vec::new();
        let mut seen = Tags::NONE;
        let end = word.char_indices().nth(LONGEST).map_or(word.len(), |(at, _)| at);
        let boundaries = word.get(..end).unwrap_or_default().char_indices().rev().map(|(at, _)| at);
        for at in std::iter::once(word.len()).chain(boundaries) {
            let (Some(stem), Some(ending)) = (word.get(..at), word.get(at..)) else { continue };
            let mut here = Tags::NONE;
            for known in self.stems.get(stem).into_iter().flatten() {
                let tags =
                    self.paradigms.get(usize::from(known.paradigm)).and_then(|forms| forms.get(ending));
                let entry = self.entries.get(known.entry as usize);
                let (Some(tags), Some(entry)) = (tags, entry) else { continue };
                if found.iter().any(|one| one.entry == known.entry) {
                    continue;
                }
                for tags in tags {
                    let unfit = entry.tags.any(Tags::REFLEXIVE) && !tags.any(Tags::REFLEXIVE);
                    if unfit || seen.any(tags.and(parts)) {
                        continue;
                    }
                    let own = with_aspect(*tags, entry.tags);
                    let reading = Reading { entry: known.entry, tags: own, classes: entry.classes };
                    // What only leads longer entries hides no word: "переговоры" in "переговоры о мире".
                    if !self.is_stub(reading) {
                        here |= tags.and(parts);
                    }
                    found.push(reading);
                }
            }
            seen |= here;
        }
        found
    }

    /// A noun whose end is a listed noun of some length: "кардиоцентр" is a kind of "центр".
    fn compound(&self, word: &str) -> Vec<Reading> {
        let count = word.chars().count();
        if !(COMPOUND_HEAD + COMPOUND_FIRST..=LONGEST).contains(&count) {
            return Vec::new();
        }
        let starts = word.char_indices().map(|(at, _)| at).enumerate();
        let fitting = starts.filter(|(at, _)| *at >= COMPOUND_FIRST && count - at >= COMPOUND_HEAD);
        for (_, at) in fitting {
            let Some(ending) = word.get(at..) else { continue };
            let mut readings = self.listed(ending);
            readings.retain(|reading| {
                reading.tags.any(Tags::NOUN)
                    && self.entry(*reading).is_some_and(|entry| {
                        entry.kind.is_some() && entry.lemma.chars().count() >= COMPOUND_HEAD
                    })
            });
            if !readings.is_empty() {
                return readings;
            }
        }
        Vec::new()
    }

    fn guess(&self, word: &str) -> Option<&[Tags]> {
        let starts = word.char_indices().map(|(at, _)| at).skip(1).take(LONGEST);
        starts.filter_map(|at| word.get(at..)).find_map(|ending| self.guesses.get(ending).map(Vec::as_slice))
    }

    /// Whether the entry only begins or ends entries of several words.
    pub(crate) fn is_stub(&self, reading: Reading) -> bool {
        reading.classes == Classes::default() && self.phrases.contains_key(&reading.entry)
    }

    /// Whether entries of several words may be built around a word with this reading.
    pub(crate) fn leads(&self, reading: Reading) -> bool {
        self.phrases.contains_key(&reading.entry)
    }

    /// Entries of several words whose inflecting word has this reading.
    pub(super) fn phrases_of(&self, reading: Reading) -> &[Phrase] {
        self.phrases.get(&reading.entry).map_or(&[], Vec::as_slice)
    }

    /// The entry of several words around the word at `at`, and how many words stand before and after it.
    ///
    /// `word` gives the folded word at a place relative to it.
    pub(crate) fn phrase<'w>(
        &self,
        reading: Reading,
        word: impl Fn(isize) -> Option<&'w str>,
    ) -> Option<(Reading, usize, usize)> {
        let place = |at: usize| isize::try_from(at).unwrap_or(isize::MAX);
        let fits = |phrase: &&Phrase| {
            let before = phrase.before.iter().rev().enumerate();
            let after = phrase.after.iter().enumerate();
            let same = |at: isize, part: &str| {
                word(at).is_some_and(|found| found == part || self.is_form_of(found, part))
            };
            before.into_iter().all(|(at, part)| same(-place(at) - 1, part))
                && after.into_iter().all(|(at, part)| same(place(at) + 1, part))
        };
        let longest = self.phrases_of(reading).iter().filter(fits);
        let phrase = longest.max_by_key(|phrase| phrase.before.len() + phrase.after.len())?;
        let entry = self.entries.get(phrase.entry as usize)?;
        let whole = Reading { entry: phrase.entry, tags: reading.tags | entry.tags, classes: entry.classes };
        Some((whole, phrase.before.len(), phrase.after.len()))
    }

    /// Whether a word is another form of an adjective that an entry of several words holds: "дорожную карту" is a
    /// form of "дорожная карта".
    fn is_form_of(&self, found: &str, part: &str) -> bool {
        let stem = part.char_indices().rev().nth(1).and_then(|(at, _)| part.get(..at));
        if self.noun_head != Side::First || !stem.is_some_and(|stem| found.starts_with(stem)) {
            return false;
        }
        let count = part.chars().count();
        let adjective = |word: &str| self.readings(word).iter().any(|one| one.tags.any(Tags::ADJECTIVE));
        found.chars().count() <= count + 1 && count >= ADJECTIVE && adjective(part) && adjective(found)
    }
}

/// The form's features with its entry's; a present form of a perfective verb means the future.
fn with_aspect(form: Tags, entry: Tags) -> Tags {
    let coming = entry.all(Tags::PERFECTIVE | Tags::FUTURE);
    let own = entry.without(if coming { Tags::FUTURE } else { Tags::NONE });
    if coming && form.all(Tags::PRESENT | Tags::FINITE) {
        return form.without(Tags::PRESENT) | Tags::FUTURE | own;
    }
    form | own
}
