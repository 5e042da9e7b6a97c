//! Brings words to the nominative, as far as lists and endings tell. A word that is not understood stays as it is.

use super::{Lexicon, NameEnding, Reading};
use crate::extract::tags::Tags;
use crate::model::morphology::Agreement;

impl Lexicon {
    /// The nominative of a listed noun: of its own number, and singular where the form may be either.
    #[must_use]
    pub fn nominative(&self, word: &str, reading: Reading) -> Option<String> {
        self.nominative_of(word, reading, false)
    }

    /// The same, where `oblique` says that the word does not stand in the nominative: "фабрики" is then one.
    pub(crate) fn nominative_of(&self, word: &str, reading: Reading, oblique: bool) -> Option<String> {
        let boundaries = word.char_indices().map(|(at, _)| at).chain([word.len()]);
        let mut cuts: Vec<usize> = boundaries.collect();
        cuts.reverse();
        cuts.into_iter().find_map(|at| {
            let (stem, ending) = (word.get(..at)?, word.get(at..)?);
            let own = |entry: u32| entry == reading.entry || self.heads(entry, reading.entry);
            let known = self.stems.get(stem)?.iter().find(|known| own(known.entry))?;
            let forms = self.paradigms.get(usize::from(known.paradigm))?;
            let own = union(forms.get(ending)?);
            let entry = self.entries.get(known.entry as usize)?;
            // There is one of each name: what may be a plural is a case of the singular.
            let proper = entry.classes.any(self.class("given").or(self.class("place")));
            if proper && own.any(Tags::SINGULAR) {
                return Some(entry.lemma.clone());
            }
            let genitive = oblique && own.all(Tags::SINGULAR | Tags::GENITIVE);
            if own.any(Tags::NOMINATIVE) && !genitive {
                return Some(word.to_owned());
            }
            let numbers = Tags::SINGULAR | Tags::PLURAL;
            let number = if own.any(Tags::SINGULAR) { Tags::SINGULAR } else { own.and(numbers) };
            let owned = own.and(Tags::POSSESSIVE);
            // "Қорымен" is of "қоры", not of "қорым".
            let persons = Tags::FIRST | Tags::SECOND;
            let fits = |tags: Tags| {
                tags.any(Tags::NOMINATIVE)
                    && tags.all(number | owned)
                    && tags.any(Tags::POSSESSIVE) == (owned != Tags::NONE)
                    && (tags.and(persons) == own.and(persons) || own.any(Tags::THIRD))
            };
            let mut fitting: Vec<&str> =
                forms.iter().filter(|(_, tags)| fits(union(tags))).map(|(ending, _)| &**ending).collect();
            // "Датчиков" is of "датчики": of endings, the one that begins as that of the form does.
            let alike = |one: &str| one.chars().zip(ending.chars()).take_while(|(a, b)| a == b).count();
            fitting.sort_by_key(|one| (std::cmp::Reverse(alike(one)), one.len(), (*one).to_owned()));
            // The dictionary form is right where the stem alone does not tell which ending it takes.
            let dictionary =
                fitting.iter().map(|end| format!("{stem}{end}")).find(|form| *form == entry.lemma);
            let plain = number.any(Tags::SINGULAR) && owned == Tags::NONE;
            dictionary
                .or_else(|| plain.then(|| entry.lemma.clone()))
                .or_else(|| fitting.first().map(|end| format!("{stem}{end}")))
        })
    }

    /// The nominative of a noun in no list, by what its ending tells of its gender: "трансформацию" ends as "-ция" does.
    pub(crate) fn nominative_guessed(&self, word: &str) -> Option<(String, Tags)> {
        let genders = Tags::MASCULINE | Tags::FEMININE | Tags::NEUTER;
        let starts = word.char_indices().map(|(at, _)| at).skip(1);
        let (ending, tags) = starts.filter_map(|at| word.get(at..)).find_map(|ending| {
            let tags = union(self.guesses.get(ending)?);
            Some((ending, tags))
        })?;
        let gender = tags.and(genders);
        let alike = |one: &str| one.chars().zip(ending.chars()).take_while(|(a, b)| a == b).count();
        let fits = |(own, own_tags): &&(Box<str>, Tags)| {
            let same = gender != Tags::NONE && own_tags.and(genders) == gender;
            let (long, short) = (own.chars().count().max(ending.chars().count()), alike(own));
            same && short > 0 && long <= short + 3
        };
        let (own, own_tags) = self.nominatives.iter().filter(fits).max_by_key(|(own, _)| alike(own))?;
        let stem = word.get(..word.len() - ending.len())?;
        Some((format!("{stem}{own}"), *own_tags))
    }

    /// Whether an entry is the inflecting word of an entry of several words.
    fn heads(&self, entry: u32, whole: u32) -> bool {
        self.phrases.get(&entry).is_some_and(|all| all.iter().any(|phrase| phrase.entry == whole))
    }

    /// An adjective in the nominative beside a noun with these features.
    #[must_use]
    pub fn agree(&self, word: &str, noun: Tags) -> Option<String> {
        let fit = |row: &Agreement| {
            let stems = row.endings.split_whitespace().filter_map(|ending| word.strip_suffix(ending));
            let stem = stems.min_by_key(|stem| stem.len())?;
            let is_named = row.stems.split_whitespace().any(|one| one == stem);
            (is_named || row.stems.is_empty()).then_some((is_named, word.len() - stem.len()))
        };
        let rows = self.agreement.iter().filter_map(|row| Some((fit(row)?, row)));
        let ((_, len), row) = rows.max_by_key(|(fit, _)| *fit)?;
        let stem = word.get(..word.len() - len)?;
        let ending = if noun.any(Tags::PLURAL) && !noun.any(Tags::SINGULAR) {
            &row.plural
        } else if noun.any(Tags::FEMININE) {
            &row.feminine
        } else if noun.any(Tags::NEUTER) {
            &row.neuter
        } else {
            &row.masculine
        };
        Some(format!("{stem}{ending}"))
    }

    /// A word of a person's name in the nominative, by its ending and the cases it may stand in, none where they are
    /// not known; endings that become nothing are a man's.
    #[must_use]
    pub fn name(&self, word: &str, feminine: bool, cases: Tags) -> Option<String> {
        let fits = |one: &&NameEnding| {
            let may_stand = one.cases == Tags::NONE || cases == Tags::NONE || one.cases.any(cases);
            word.ends_with(one.ending.as_str()) && !(feminine && one.nominative.is_empty()) && may_stand
        };
        let fitting = self.name_endings.iter().filter(fits);
        let NameEnding { ending, nominative, .. } = fitting.max_by_key(|one| one.ending.len())?;
        let stem = word.get(..word.len() - ending.len())?;
        (stem.chars().count() >= 2).then(|| format!("{stem}{nominative}"))
    }

    /// Whether a folded word ends like a surname.
    #[must_use]
    pub fn is_surname(&self, word: &str) -> bool {
        self.surnames.iter().any(|end| word.len() > end.len() + 2 && word.ends_with(end.as_str()))
    }

    /// Whether a folded word ends like a patronymic.
    #[must_use]
    pub fn is_patronymic(&self, word: &str) -> bool {
        self.patronymics.iter().any(|end| word.len() > end.len() + 2 && word.ends_with(end.as_str()))
    }
}

fn union(tags: &[Tags]) -> Tags {
    tags.iter().fold(Tags::NONE, |sum, one| sum | *one)
}
