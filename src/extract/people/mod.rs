//! Who is who in one article: people by name and office, whom "he" and "the president" mean. Never beyond it.

mod naming;
mod office;
mod others;
mod spelling;
mod whom;

use crate::base::span::Span;
use crate::extract::analysis::Sentence;
use crate::extract::clause::View;
use crate::extract::grammar::Grammar;
use crate::extract::lexicon::Lexicon;
use crate::extract::tags::Tags;

/// How a name stood where it was learned.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Met {
    /// In whatever case.
    #[default]
    Anyhow,
    /// As the subject of a verb: in the nominative.
    AsSubject,
}

/// A person named in the article.
#[derive(Clone, Debug, Default)]
pub(crate) struct Person {
    /// The name in the nominative.
    pub(crate) name: String,
    /// Folded surname as first met.
    surname: String,
    /// How the name was met.
    met: Met,
    /// Entries of the offices it was named with.
    pub(crate) offices: Vec<u32>,
    /// The state or place of the office, nominative.
    pub(crate) side: Option<String>,
    /// Whether that is a state.
    pub(crate) of_state: bool,
    /// The body of the office, nominative.
    pub(crate) body: Option<String>,
    /// Whether the office is one that only one person holds.
    pub(crate) ranked: bool,
    /// Beginnings of the words that say what it is an office of.
    of: Vec<String>,
    /// Masculine or feminine, where the given name tells.
    gender: Tags,
    /// Somebody named by office alone.
    unnamed: bool,
}

impl Person {
    /// Whether only the office is named.
    pub(crate) const fn is_unnamed(&self) -> bool {
        self.unnamed
    }
}

/// A name of a person in the text.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Naming {
    pub(crate) span: Span,
    pub(crate) person: usize,
    /// Sentence and first word.
    pub(crate) place: Place,
    /// Whether it stands as a subject may.
    pub(crate) nominative: bool,
    /// Whether the office alone is named.
    pub(crate) by_office: bool,
}

/// The people of an article.
#[derive(Clone, Debug, Default)]
pub(crate) struct People {
    pub(crate) all: Vec<Person>,
    pub(crate) namings: Vec<Naming>,
    /// Groups that stood as subjects: place and name.
    groups: Vec<(Place, String)>,
    /// Bodies by name: place, entry of the noun, name.
    bodies: Vec<(Place, u32, String)>,
    /// Places of quotations, first and last.
    quoted: Vec<(Place, Place)>,
    /// Unlisted words that somewhere stand as a place does, without their last letter.
    placed: Vec<String>,
}

/// Sentence and word.
pub(crate) type Place = (usize, usize);

/// Sentences in which headings stand.
const HEADING: usize = 3;

/// People that are kept apart at most.
const MOST: usize = 200;

impl People {
    pub(crate) fn find(text: &str, sentences: &[Sentence], grammar: &Grammar, lexicon: &Lexicon) -> Self {
        let mut people = Self::default();
        let view = |sentence| View { sentence, grammar, lexicon };
        people.placed = sentences.iter().flat_map(|sentence| places(view(sentence))).collect();
        for (number, sentence) in sentences.iter().enumerate() {
            people.note_names(view(sentence), text, number);
        }
        // A heading may call by surname whom the text names in full.
        people.namings.retain(|naming| naming.place.0 >= HEADING);
        for (number, sentence) in sentences.iter().enumerate().take(HEADING) {
            people.note_names(view(sentence), text, number);
        }
        let mut offices = Vec::new();
        for (number, sentence) in sentences.iter().enumerate() {
            people.note_others(View { sentence, grammar, lexicon }, text, number, &mut offices);
        }
        people.namings.extend(offices);
        people.namings.sort_by_key(|naming| naming.place);
        people
    }

    /// Takes in the names of a sentence.
    fn note_names(&mut self, view: View<'_>, text: &str, number: usize) {
        let mut at = 0;
        while at < view.sentence.words.len() {
            at = self.name_at(view, text, number, at).unwrap_or(at + 1);
        }
    }

    /// Takes in somebody new.
    fn push(&mut self, person: Person) -> usize {
        self.all.push(person);
        self.all.len() - 1
    }

    pub(crate) fn name(&self, person: usize) -> Option<&str> {
        self.all.get(person).map(|person| person.name.as_str())
    }
}

/// "В Благовещенске": unlisted names that a preposition and their case make places, without their last letter.
fn places(view: View<'_>) -> Vec<String> {
    let shown = view.is_head_first();
    let inside = |at: &usize| {
        view.word(*at).is_some_and(|word| {
            word.tags.all(Tags::UNKNOWN | Tags::CAPITAL | Tags::LOCATIVE)
                && !word.tags.any(Tags::GENITIVE | Tags::NOMINATIVE)
                && !view.lexicon.is_surname(&word.fold)
        }) && at.checked_sub(1).is_some_and(|before| view.is(before, Tags::PREPOSITION))
    };
    let found = (0..view.sentence.words.len()).filter(|at| shown && inside(at));
    found.filter_map(|at| view.word(at)).map(|word| trimmed(&word.fold)).collect()
}

/// A word without its last letter.
fn trimmed(word: &str) -> String {
    let mut letters = word.chars();
    letters.next_back();
    letters.collect()
}
