//! Finds the readings of a word form: listed words by stem and ending, others by their end. Never sees context.

use super::{Classes, Lexicon, Phrase, Reading};
use crate::extract::tags::Tags;

/// Letters of a word that are looked at; longer ones are no words.
const LONGEST: usize = 48;

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
        if found.is_empty()
            && let Some(tags) = self.guess(word)
        {
            found.push(Reading { entry: Reading::NO_ENTRY, tags, classes: Classes::default() });
        }
        found
    }

    /// Readings by the longest listed stem that leaves an ending of its paradigm.
    fn listed(&self, word: &str) -> Vec<Reading> {
        let mut found: Vec<Reading> = Vec::new();
        let boundaries: Vec<usize> = word.char_indices().map(|(at, _)| at).take(LONGEST).collect();
        for at in std::iter::once(word.len()).chain(boundaries.into_iter().rev()) {
            let (Some(stem), Some(ending)) = (word.get(..at), word.get(at..)) else { continue };
            for known in self.stems.get(stem).into_iter().flatten() {
                let tags =
                    self.paradigms.get(usize::from(known.paradigm)).and_then(|forms| forms.get(ending));
                let entry = self.entries.get(known.entry as usize);
                let (Some(tags), Some(entry)) = (tags, entry) else { continue };
                let tags = with_aspect(*tags, entry.tags);
                let reading = Reading { entry: known.entry, tags, classes: entry.classes };
                if !found.iter().any(|one| one.entry == reading.entry) {
                    found.push(reading);
                }
            }
            // Two entries may share a form at different stems ("banks", "banking"): the longest one wins.
            if found.iter().any(|reading| !self.phrases.contains_key(&reading.entry)) {
                break;
            }
        }
        found
    }

    fn guess(&self, word: &str) -> Option<Tags> {
        let starts = word.char_indices().map(|(at, _)| at).skip(1).take(LONGEST);
        starts.filter_map(|at| word.get(at..)).find_map(|ending| self.guesses.get(ending).copied())
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
            let same = |at: isize, part: &str| word(at) == Some(part);
            before.into_iter().all(|(at, part)| same(-place(at) - 1, part))
                && after.into_iter().all(|(at, part)| same(place(at) + 1, part))
        };
        let longest = self.phrases_of(reading).iter().filter(fits);
        let phrase = longest.max_by_key(|phrase| phrase.before.len() + phrase.after.len())?;
        let entry = self.entries.get(phrase.entry as usize)?;
        let whole = Reading { entry: phrase.entry, tags: reading.tags | entry.tags, classes: entry.classes };
        Some((whole, phrase.before.len(), phrase.after.len()))
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
