//! Whom a pronoun, an office or a bare noun for a body stands for. Never looks outside the article.

use super::office::complement;
use super::{Naming, People, Person, Place};
use crate::base::span::Span;
use crate::extract::clause::View;
use crate::extract::lexicon::{Classes, Reading};
use crate::extract::tags::Tags;

impl People {
    /// The name of the body that a bare noun for one stands for, by the last one of that noun before the place.
    pub(crate) fn body_before(&self, view: View<'_>, at: usize, place: Place) -> Option<&str> {
        let word = view.word(at)?;
        let entries: Vec<u32> = word.readings.iter().map(|reading| reading.entry).collect();
        let count = self.bodies.partition_point(|(known, _, _)| *known < place);
        let before = self.bodies.iter().take(count).rev().take(40);
        // "Министерство… Ведомство": a noun that stands for any body of its sort.
        let sort = word.classes.and(view.grammar.office_body.or(view.grammar.firm));
        let stands = word.classes.any(view.grammar.stand_in);
        let same_sort = |entry: u32| {
            let reading = Reading { entry, tags: Tags::NONE, classes: Classes::default() };
            stands && view.lexicon.entry(reading).is_some_and(|entry| entry.classes.any(sort))
        };
        let meant = |entry: u32| entries.contains(&entry) || same_sort(entry);
        before.into_iter().find(|(_, entry, _)| meant(*entry)).map(|(_, _, name)| name.as_str())
    }

    /// The group that "they" stands for: the last that stood as a subject, not far before the place.
    pub(crate) fn group_before(&self, place: Place) -> Option<&str> {
        let count = self.groups.partition_point(|(known, _)| *known < place);
        let (known, name) = count.checked_sub(1).and_then(|last| self.groups.get(last))?;
        (known.0 + 3 > place.0).then_some(name.as_str())
    }

    /// Where somebody is quoted: names in there are not who "he" means outside.
    pub(crate) fn set_quoted(&mut self, quoted: Vec<(Place, Place)>) {
        self.quoted = quoted;
    }

    /// The quotation that holds a place.
    fn quotation(&self, place: Place) -> Option<usize> {
        let count = self.quoted.partition_point(|(first, _)| *first <= place);
        let at = count.checked_sub(1)?;
        self.quoted.get(at).filter(|(_, last)| place <= *last).map(|_| at)
    }

    /// The person that holds the office named by the title at `at`: the one met last before the place.
    pub(crate) fn with_office(&self, view: View<'_>, at: usize, place: Place) -> Option<usize> {
        let word = view.word(at)?;
        let entries: Vec<u32> = word.readings.iter().map(|reading| reading.entry).collect();
        let classes = view.grammar.title;
        let same_rank = |person: &Person| {
            person
                .offices
                .iter()
                .any(|office| entries.contains(office) || view.lexicon.same_rank(*office, &entries))
        };
        // The minister of finance is not the one of defence.
        let of = complement(view, at, 0);
        let other = |person: &Person| {
            !of.is_empty() && !person.of.is_empty() && !of.iter().any(|word| person.of.contains(word))
        };
        let holds = |number: usize| self.all.get(number).is_some_and(|one| same_rank(one) && !other(one));
        let many = word.tags.any(Tags::PLURAL) && !word.tags.any(Tags::SINGULAR);
        if !word.classes.any(classes) || many {
            return None;
        }
        let ranked = view.lexicon.is_ranked(&entries);
        // Of several presidents the article means the one it is about, else the one met last; one who is
        // never given the office but fills the article may be meant too.
        let weight = |person: usize| {
            let named = self.namings.iter().filter(|naming| naming.person == person);
            named.map(|naming| if naming.nominative { 2 } else { 1 }).sum::<usize>()
        };
        let last = |person: usize| {
            let named = self.namings.iter().rev().filter(|naming| naming.person == person);
            named.map(|naming| naming.place).find(|named| *named <= place)
        };
        // Of two ministers the one just spoken of is meant.
        let just = |person: usize| last(person).filter(|named| named.0 + 1 >= place.0);
        let best = (0..self.all.len())
            .filter(|number| holds(*number))
            .max_by_key(|person| (just(*person), weight(*person), last(*person)));
        let named = |person: &usize| self.all.get(*person).is_some_and(|one| !one.unnamed);
        let main = (0..self.all.len()).filter(named).max_by_key(|person| weight(*person));
        // "The president" may be whom the article is about without saying so; "the mayor of Oslo" is not.
        let told = view.sentence.chunk_at(at).is_none_or(|chunk| chunk.end == at + 1 || chunk.head != at);
        let ranked = ranked && (told || word.classes.any(view.grammar.rank_head));
        match (best, main) {
            (Some(best), Some(main)) if ranked && weight(main) >= 2 * weight(best) && self.untitled(main) => {
                Some(main)
            }
            (Some(best), _) => Some(best),
            (None, Some(main)) if ranked && weight(main) >= 3 && self.untitled(main) => Some(main),
            (None, _) => self.only_official(view, at, place),
        }
    }

    /// "По словам депутата", "сказал министр": a bare office that nobody is given stands for the one person the article
    /// has named with any so far, where no word marks what is known and that person holds no office of rank.
    fn only_official(&self, view: View<'_>, at: usize, place: Place) -> Option<usize> {
        let unmarked = view.grammar.indefinite == Classes::default();
        let own = |one: usize| one == at || view.word(one).is_some_and(|word| word.part_of == Some(at));
        let bare = view.sentence.chunk_at(at).is_some_and(|chunk| {
            chunk.head == at && (chunk.start..chunk.end).all(own) && !view.is(chunk.end, Tags::COORDINATOR)
        });
        let official = |person: &&usize| {
            self.all.get(**person).is_some_and(|one| !one.unnamed && !one.offices.is_empty())
        };
        let all: Vec<usize> = (0..self.all.len()).collect();
        let mut officials = all.iter().filter(official);
        let only = officials.next().filter(|_| officials.next().is_none()).copied()?;
        let met = self.namings.iter().any(|naming| naming.person == only && naming.place < place);
        let ranked = self.all.get(only).is_some_and(|one| one.ranked);
        (unmarked && bare && met && !ranked).then_some(only)
    }

    /// Whether the article never says what office the person holds.
    fn untitled(&self, person: usize) -> bool {
        self.all.get(person).is_some_and(|person| person.offices.is_empty())
    }

    /// The person named within the words of a phrase.
    pub(crate) fn within(&self, span: Span) -> Option<usize> {
        let next = self.namings.partition_point(|naming| naming.span.start < span.start);
        self.namings.get(next).filter(|naming| span.covers(naming.span)).map(|naming| naming.person)
    }

    /// The person whose name shares text with the span.
    pub(crate) fn touching(&self, span: Span) -> Option<usize> {
        let next = self.namings.partition_point(|naming| naming.span.end <= span.start);
        self.namings.get(next).filter(|naming| naming.span.overlaps(span)).map(|naming| naming.person)
    }

    /// The person last named as a subject before a place, of a gender where one is given.
    pub(crate) fn last_subject(&self, place: Place, gender: Tags) -> Option<usize> {
        let count = self.namings.partition_point(|naming| naming.place < place);
        let own = self.quotation(place);
        let fits = |naming: &&Naming| {
            let of_other = self
                .all
                .get(naming.person)
                .is_some_and(|one| one.gender != Tags::NONE && !one.gender.any(gender));
            let inside = self.quotation(naming.place);
            !(gender != Tags::NONE && of_other) && (inside.is_none() || inside == own)
        };
        let mut any = None;
        for naming in self.namings.iter().take(count).rev().filter(fits).take(12) {
            if naming.nominative {
                return Some(naming.person);
            }
            any = any.or(Some(naming.person));
        }
        any
    }
}
