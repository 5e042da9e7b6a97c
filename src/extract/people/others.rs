//! Who is called by office alone, and which groups and bodies an article names. Never a person's name.

use super::office::complement;
use super::{MOST, Naming, People, Person, Place};
use crate::extract::analysis::Chunk;
use crate::extract::clause::View;
use crate::extract::fields::actor::name::{body_name, phrase};
use crate::extract::lexicon::Classes;
use crate::extract::tags::Tags;
use crate::model::morphology::Order;

impl People {
    /// Takes in who is named by office alone, and which groups and bodies a sentence names.
    pub(super) fn note_others(
        &mut self,
        view: View<'_>,
        text: &str,
        number: usize,
        offices: &mut Vec<Naming>,
    ) {
        for chunk in &view.sentence.chunks {
            let place = (number, chunk.start);
            let Some(head) = view.word(chunk.head) else { continue };
            self.note_body(view, text, place, *chunk);
            if self.within(view.sentence.span_of(chunk.start, chunk.end)).is_some()
                || !stands_as_subject(view, chunk)
            {
                continue;
            }
            let grammar = view.grammar;
            let plural = head.tags.any(Tags::PLURAL) && !head.tags.any(Tags::SINGULAR);
            let group = grammar.people.or(grammar.group_noun).or(grammar.title).or(grammar.body);
            if plural && head.classes.any(group) {
                self.groups.push((place, phrase(view, text, *chunk)));
            } else if head.classes.any(grammar.title) {
                let span = view.sentence.span_of(chunk.start, chunk.end);
                let known = self.with_office(view, chunk.head, place);
                let person = known.or_else(|| self.add_unnamed(view, text, *chunk));
                offices.extend(person.map(|person| Naming {
                    span,
                    person,
                    place,
                    nominative: true,
                    by_office: true,
                }));
            }
        }
    }

    /// Somebody whom the article calls by office alone.
    fn add_unnamed(&mut self, view: View<'_>, text: &str, chunk: Chunk) -> Option<usize> {
        let titled = view.word(chunk.head)?.readings.iter().filter(|one| one.classes.any(view.grammar.title));
        let offices: Vec<u32> = titled.map(|reading| reading.entry).collect();
        let ranked = view.lexicon.is_ranked(&offices);
        let name = phrase(view, text, chunk);
        // Where a language marks what is known, "a former defender" is nobody in particular yet.
        let known =
            view.is(chunk.start, Tags::DETERMINER) && !view.is_class(chunk.start, view.grammar.indefinite);
        let definite = known || view.grammar.indefinite == Classes::default();
        (self.all.len() < MOST && definite).then(|| {
            let of = complement(view, chunk.head, 0);
            self.push(Person { name, offices, ranked, of, unnamed: true, ..Person::default() })
        })
    }

    /// Notes a body that is named by more than its noun.
    fn note_body(&mut self, view: View<'_>, text: &str, place: Place, chunk: Chunk) {
        let Some(head) = view.word(chunk.head).filter(|word| word.classes.any(view.grammar.body)) else {
            return;
        };
        let Some(reading) = head.readings.iter().find(|reading| reading.classes.any(view.grammar.body))
        else {
            return;
        };
        let proper = |at: &usize| {
            view.is(*at, Tags::CAPITAL)
                && !view.is(*at, Tags::INITIAL | Tags::NUMERAL | Tags::DETERMINER)
                && !view.is_class(*at, view.grammar.place)
                || view.word(*at).is_some_and(|word| word.partner.is_some())
        };
        // "Цифрлық даму министрлігі", "Минздрав": a capital that opens the sentence may open a name.
        let whole = view.lexicon.order == Order::ObjectVerb
            && chunk.start < chunk.head
            && view.is(chunk.head, Tags::POSSESSIVE)
            && view.is(chunk.start, Tags::CAPITAL)
            && !view.is(chunk.start, Tags::DETERMINER | Tags::NUMERAL | Tags::PRONOUN);
        let named = head.classes.any(view.grammar.body_named) || whole;
        let owned = (chunk.head + 1..chunk.end).any(|at| {
            view.is(at, Tags::GENITIVE)
                && !view.is_class(at, view.grammar.place)
                && !view.is(at, Tags::CAPITAL)
        });
        if (chunk.start..chunk.end).any(|at| proper(&at)) || owned || named {
            let name = body_name(view, text, chunk);
            self.bodies.push((place, reading.entry, name));
        }
    }
}

/// Whether a noun phrase stands where a subject does: before or right after a predicate.
fn stands_as_subject(view: View<'_>, chunk: &Chunk) -> bool {
    let nominative = chunk.cases == Tags::NONE || chunk.cases.any(Tags::NOMINATIVE);
    let verb = |at: usize| view.is_predicate(at) || view.is(at, Tags::AUXILIARY | Tags::SHORT);
    let before = chunk.start.saturating_sub(1)..chunk.start;
    let mut near = (chunk.end..chunk.end + 3).chain(before);
    let last = view.lexicon.order == Order::ObjectVerb;
    // Where verbs come last they may stand far off: of a minister that is believed, of "a specialist" it is not.
    let entries = view.word(chunk.head).map(|word| word.readings.iter().map(|one| one.entry).collect());
    let far = last && entries.is_some_and(|entries: Vec<u32>| view.lexicon.is_ranked(&entries));
    let group = last && view.is(chunk.head, Tags::PLURAL);
    chunk.preposition.is_none() && nominative && (far || group || near.any(verb))
}
