//! Where the speaker of a quotation is named: names, offices and pronouns beside verbs of saying. Never beyond one
//! article.

use crate::base::span::Span;
use crate::extract::phrases::Reading;
use crate::extract::phrases::vocabulary::WordId;
use crate::text::fold::{fold, is_capital, is_letter};
use crate::text::tokens::TokenKind;

/// People that are kept apart at most.
const MOST: usize = 200;
/// Words between a name and what makes it a person's.
const NEAR: usize = 4;

/// Where the words beside a quotation name its speaker, by token.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Heard {
    pub(crate) by: By,
    /// The verb of saying.
    pub(crate) verb: Option<usize>,
}

/// What stands for the speaker.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum By {
    /// A name.
    Name(Run),
    /// An office, with the words that go with it.
    Office(Run),
    /// A pronoun.
    Pronoun(usize),
    /// Nothing that is known to be somebody.
    Nobody(usize),
}

impl Heard {
    pub(crate) const fn name(run: Run) -> Self {
        Self { by: By::Name(run), verb: None }
    }

    pub(crate) const fn is_somebody(&self) -> bool {
        !matches!(self.by, By::Nobody(_))
    }
}

/// The people whom an article names with their office or as speakers.
#[derive(Clone, Debug, Default)]
pub(crate) struct People {
    all: Vec<Person>,
    /// Token and person, in order.
    places: Vec<(usize, usize)>,
}

#[derive(Clone, Debug)]
struct Person {
    name: String,
    /// Whether the name stood right beside a verb of saying, as a subject does.
    speaks: bool,
    /// The last word, folded.
    surname: String,
}

/// A name in the text: its tokens.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Run {
    pub(crate) start: usize,
    pub(crate) end: usize,
}

impl People {
    pub(crate) fn find(reading: &Reading<'_>) -> Self {
        let mut people = Self::default();
        for (_, first, last) in &reading.sentences {
            let mut at = *first;
            while at < *last {
                let Some(run) = run_at(reading, at, *first, *last) else {
                    at += 1;
                    continue;
                };
                at = run.end;
                if run.end - run.start >= 2 && is_person(reading, run, *first, *last) {
                    people.add(reading, run);
                }
            }
        }
        people
    }

    fn add(&mut self, reading: &Reading<'_>, run: Run) {
        let says = |at: usize| reading.is(at, reading.phrases.ids.say);
        let subject = run.start.checked_sub(1).is_some_and(says) || says(run.end);
        let name = reading.span(run.start, run.end).of(reading.text);
        let known = self.known(reading, run);
        if known.is_none() && self.all.len() >= MOST {
            return;
        }
        let at = known.unwrap_or_else(|| {
            let surname = fold(reading.of(run.end - 1));
            self.all.push(Person { name: name.to_owned(), speaks: false, surname });
            self.all.len() - 1
        });
        self.places.push((run.start, at));
        let Some(person) = self.all.get_mut(at) else { return };
        if subject && !person.speaks {
            name.clone_into(&mut person.name);
        }
        person.speaks |= subject;
    }

    /// The person named last before the token.
    pub(crate) fn last_before(&self, at: usize) -> Option<String> {
        let next = self.places.partition_point(|(place, _)| *place < at);
        let (_, person) = next.checked_sub(1).and_then(|last| self.places.get(last))?;
        self.all.get(*person).map(|person| person.name.clone())
    }

    /// The person whose last name this is, in whatever case.
    fn known(&self, reading: &Reading<'_>, run: Run) -> Option<usize> {
        let word = fold(reading.of(run.end - 1));
        self.all.iter().position(|person| is_same(&person.surname, &word))
    }

    pub(crate) fn is_known(&self, reading: &Reading<'_>, run: Run) -> bool {
        self.known(reading, run).is_some()
    }

    /// The full name for a name in the text.
    pub(crate) fn name(&self, reading: &Reading<'_>, run: Run) -> String {
        let own = reading.span(run.start, run.end).of(reading.text);
        self.known(reading, run)
            .and_then(|at| self.all.get(at))
            .map_or_else(|| own.to_owned(), |one| one.name.clone())
    }
}

/// Whether two words are forms of one name: they differ in a few last letters.
fn is_same(one: &str, other: &str) -> bool {
    let common = one.chars().zip(other.chars()).take_while(|(a, b)| a == b).count();
    let (short, long) =
        (one.chars().count().min(other.chars().count()), one.chars().count().max(other.chars().count()));
    common >= 3 && common + 1 >= short && long <= short + 3
}

/// The name that begins at `at` within the sentence `first..last`.
pub(crate) fn run_at(reading: &Reading<'_>, at: usize, first: usize, last: usize) -> Option<Run> {
    let phrases = reading.phrases;
    if !is_name_word(reading, at, first) {
        return None;
    }
    let mut end = at + 1;
    while end < last && end < at + 8 {
        let shortened = reading.is_mark(end, &["."]) && is_initial(reading, end - 1);
        if shortened || is_name_word(reading, end, first) {
            end += 1;
        } else if reading.is(end, phrases.ids.inside)
            && end + 1 < last
            && is_name_word(reading, end + 1, first)
        {
            end += 2;
        } else {
            break;
        }
    }
    while end > at && reading.is_mark(end - 1, &["."]) {
        end -= 1;
    }
    let patronymic = (at..end).any(|place| phrases.patronymics.fits(&fold(reading.of(place))));
    let inside =
        (at..end).any(|place| reading.is(place, phrases.ids.inside) || reading.is_mark(place, &["."]));
    let most = phrases.name_words.max(1) + usize::from(patronymic) + if inside { 2 } else { 0 };
    // Before the name there may be a place or a body: only the last words are the person's.
    let start = if end - at > most { end - most } else { at };
    Some(Run { start, end })
}

fn is_initial(reading: &Reading<'_>, at: usize) -> bool {
    reading.of(at).chars().count() == 1
}

fn is_name_word(reading: &Reading<'_>, at: usize, first: usize) -> bool {
    let ids = &reading.phrases.ids;
    let Some(token) = reading.token(at).filter(|token| token.kind == TokenKind::Word) else { return false };
    let text = token.span.of(reading.text);
    let mut letters = text.chars().filter(|c| is_letter(*c));
    let capital = letters.next().is_some_and(is_capital);
    if !capital {
        return false;
    }
    let small = letters.clone().next().is_none() || letters.any(char::is_lowercase);
    let other = [ids.title, ids.pronoun, ids.opener, ids.say, ids.stop, ids.according, ids.that];
    let listed = other.iter().any(|class| reading.is(at, *class));
    // At the start of a sentence any word is capitalised.
    let opener = at == first && token.word != WordId::default();
    small && !listed && !opener && !text.contains('.')
}

/// Whether an office or a verb of saying stands beside the name.
fn is_person(reading: &Reading<'_>, run: Run, first: usize, last: usize) -> bool {
    let ids = &reading.phrases.ids;
    let before = first.max(run.start.saturating_sub(NEAR))..run.start;
    let after = run.end..last.min(run.end + NEAR);
    before.clone().chain(after).any(|at| reading.is(at, ids.say))
        || before.into_iter().any(|at| reading.is(at, ids.title))
        || reading.is(run.end, ids.title)
}

/// Who speaks in the tokens `from..to`, where a verb of saying stands.
pub(crate) fn speaker(
    reading: &Reading<'_>,
    people: &People,
    first: usize,
    from: usize,
    to: usize,
) -> Option<Heard> {
    let ids = &reading.phrases.ids;
    let verb = (from..to).find(|at| reading.is(*at, ids.say))?;
    let stops = |at: usize| reading.is_mark(at, &[";", ":", "(", ")", "\"", "«", "»", "“", "”", "„"]);
    // After the verb to the next comma, before it back to what else was said.
    let after_end = (verb + 1..to).find(|at| stops(*at) || reading.is_mark(*at, &[","])).unwrap_or(to);
    let before_start =
        (from..verb).rev().find(|at| stops(*at) || reading.is(*at, ids.that)).map_or(from, |at| at + 1);
    let zones = [(verb + 1, after_end), (before_start, verb)];
    let by = named(reading, people, first, zones, verb).unwrap_or(By::Nobody(verb));
    Some(Heard { by, verb: Some(verb) })
}

/// What names the speaker after the verb or before it.
fn named(
    reading: &Reading<'_>,
    people: &People,
    first: usize,
    zones: [(usize, usize); 2],
    verb: usize,
) -> Option<By> {
    let ids = &reading.phrases.ids;
    let runs: Vec<Run> = zones.iter().flat_map(|(from, to)| runs(reading, *from, *to, first)).collect();
    let known = |run: &&Run| people.known(reading, **run).is_some();
    let full = |run: &&Run| run.end - run.start >= 2;
    if let Some(run) = runs.iter().find(known).or_else(|| runs.iter().find(full)) {
        return Some(By::Name(*run));
    }
    for (from, to) in zones {
        for at in from..to {
            if reading.is(at, ids.title) {
                return Some(By::Office(title(reading, at, to)));
            }
            if reading.is(at, ids.pronoun) {
                return Some(By::Pronoun(at));
            }
        }
    }
    let beside = runs.iter().find(|run| run.start > first && (run.start == verb + 1 || run.end == verb));
    beside.map(|run| By::Name(*run))
}

/// The text of what names the speaker, for want of anything better.
pub(crate) fn spelled(reading: &Reading<'_>, people: &People, by: By) -> Option<String> {
    match by {
        By::Name(run) => Some(people.name(reading, run)),
        By::Office(run) => Some(reading.span(run.start, run.end).of(reading.text).to_owned()),
        By::Pronoun(_) | By::Nobody(_) => None,
    }
}

/// Where it stands in the text.
pub(crate) fn place(reading: &Reading<'_>, by: By) -> Span {
    match by {
        By::Name(run) | By::Office(run) => reading.span(run.start, run.end),
        By::Pronoun(at) | By::Nobody(at) => reading.span(at, at + 1),
    }
}

pub(crate) fn runs(reading: &Reading<'_>, from: usize, to: usize, first: usize) -> Vec<Run> {
    let mut found = Vec::new();
    let mut at = from;
    while at < to {
        match run_at(reading, at, first, to) {
            Some(run) => {
                at = run.end.max(at + 1);
                found.push(run);
            }
            None => at += 1,
        }
    }
    found
}

/// The office at `at` with the words that go with it.
fn title(reading: &Reading<'_>, at: usize, to: usize) -> Run {
    let most = to.min(at + 6);
    let is_word = |place: usize| reading.token(place).is_some_and(|token| token.kind == TokenKind::Word);
    Run { start: at, end: (at + 1..most).find(|place| !is_word(*place)).unwrap_or(most).max(at + 1) }
}
