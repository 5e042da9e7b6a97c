//! What stands before a noun and goes with it where modifiers come first: "балық аулау туралы заң", "жол салатын
//! компания", and who does what. Never looks past the beginning of the clause.

use super::left::{first_word, is_deed};
use crate::extract::analysis::{Chunk, Word};
use crate::extract::clause::View;
use crate::extract::fields::actor::somebody::can_act;
use crate::extract::rule::Hit;
use crate::extract::tags::Tags;

/// Words that a noun phrase may grow to by what modifies it.
const LONGEST: usize = 14;
/// Clauses back to the one that holds the subject.
const FARTHEST: usize = 3;

/// The noun phrase with the clauses and phrases that modify it.
pub(super) fn extended(view: View<'_>, chunk: Chunk) -> Chunk {
    let least = view.start(chunk.start);
    let mut start = chunk.start;
    for _ in 0..4 {
        let Some(next) = grown(view, start, chunk.head).filter(|next| *next >= least && *next < start) else {
            break;
        };
        if chunk.end - next > LONGEST {
            break;
        }
        start = next;
    }
    Chunk { start, ..chunk }
}

/// Where the phrase begins with one more modifier before `start`.
fn grown(view: View<'_>, start: usize, head: usize) -> Option<usize> {
    let before = start.checked_sub(1)?;
    let ending_at = |end: usize| view.sentence.chunks_before(end).next().filter(|chunk| chunk.end == end);
    let of_deed = |deed: usize| {
        let first = first_word(view, deed);
        let object = ending_at(first).filter(|chunk| is_bare(view, chunk));
        object.map_or_else(|| after_modifiers(view, first), |chunk| chunk.start)
    };
    let word = view.word(before)?;
    if word.tags.any(Tags::PREPOSITION) && word.classes.any(view.grammar.about) {
        let last = before.checked_sub(1)?;
        if is_deed(view, last) {
            return Some(of_deed(last));
        }
        let topic = ending_at(before).filter(|chunk| !view.is(chunk.head, Tags::PRONOUN))?;
        return Some(topic.start);
    }
    // "Несие беру бағдарламасы": a bare verbal noun before a possessed one.
    let owned = view.is(head, Tags::POSSESSIVE);
    if owned && is_deed(view, before) && word.tags.any(Tags::NOMINATIVE) {
        return Some(of_deed(before));
    }
    let participle = word_is_participle(view, start);
    if participle {
        // "Балық өңдейтін кешен": a single bare word right before it is its object, not somebody who does it.
        let object = |chunk: &&Chunk| {
            let single = chunk.end == chunk.start + 1 && !view.is(chunk.head, Tags::CAPITAL);
            !chunk.cases.any(Tags::NOMINATIVE) || single && !is_somebody(view, chunk)
        };
        return ending_at(start).filter(object).map(|chunk| chunk.start);
    }
    None
}

/// Past the adjectives before a verbal noun that go with the noun after it: "халықаралық жүзу федерациясы".
fn after_modifiers(view: View<'_>, deed: usize) -> usize {
    let adjective = |at: usize| view.is(at, Tags::ADJECTIVE) && !view.is(at, Tags::NOUN | Tags::VERB);
    (deed.saturating_sub(3)..deed).rev().take_while(|at| adjective(*at)).last().unwrap_or(deed)
}

fn word_is_participle(view: View<'_>, at: usize) -> bool {
    view.word(at).is_some_and(|word| word.tags.any(Tags::PARTICIPLE) && !word.tags.any(Tags::NOUN))
}

fn is_bare(view: View<'_>, chunk: &Chunk) -> bool {
    let subject =
        view.is_class(chunk.head, view.grammar.title) || view.is_class(chunk.head, view.grammar.body);
    let does = subject && chunk.cases.any(Tags::NOMINATIVE);
    !does && !view.is(chunk.head, Tags::PRONOUN)
}

/// The noun phrase that begins right after a place.
pub(super) fn right_before(view: View<'_>, at: usize) -> Option<Chunk> {
    view.sentence.chunks_from(at).next().copied().filter(|chunk| chunk.start <= at + 1)
}

/// Who does it: the first noun phrase of the clause that can be its subject, somebody before anything else.
pub(crate) fn doer(view: View<'_>, before: usize) -> Option<Chunk> {
    let start = view.start(before);
    let own = in_clause(view, start, before);
    // "Премьер әкімдерге, ұлттық компанияларға есеп беруді тапсырды": a comma of a list parts no clauses.
    let listed = || before_comma(view, start, false);
    // "Премьер ұсыныспен келісіп, қорды толықтыруды тапсырды": the subject stands in the clause before.
    let linked = || before_comma(view, start, true);
    let somebody = own.filter(|chunk| is_somebody(view, chunk));
    // "…, екі миллион тоннаға жеткізуді тапсырды": what cannot act leaves the deed to who stands before.
    let acts = own.filter(|chunk| can_act(view, chunk));
    let found = somebody.or_else(listed).or(acts).or_else(linked).or(own);
    found.map(|chunk| extended(view, chunk))
}

/// Somebody who can be the subject in the clauses before the comma at which one begins, which end in a verb or not.
fn before_comma(view: View<'_>, start: usize, linked: bool) -> Option<Chunk> {
    let mut start = start;
    for _ in 0..FARTHEST {
        let comma = start
            .checked_sub(1)
            .filter(|at| view.word(*at).is_some_and(|word| word.is_comma() || &*word.fold == ";"))?;
        let last = comma.checked_sub(1)?;
        let predicate = view.is_predicate(last);
        if (predicate || view.is(last, Tags::GERUND)) != linked {
            return None;
        }
        let end = if predicate { last } else { comma };
        start = view.start(end);
        let found = in_clause(view, start, end).filter(|chunk| is_somebody(view, chunk));
        if found.is_some() {
            return found;
        }
    }
    None
}

fn in_clause(view: View<'_>, start: usize, end: usize) -> Option<Chunk> {
    let all: Vec<Chunk> =
        view.sentence.chunks_from(start).take_while(|chunk| chunk.end <= end).copied().collect();
    let mut subjects = Vec::new();
    let mut at = 0;
    while let Some(first) = all.get(at) {
        // "Қазақстан мен Ресей": the last of those joined shows the case of all.
        let mut last = first;
        while let Some(next) =
            all.get(at + 1).filter(|next| next.start == last.end + 1 && view.is(last.end, Tags::COORDINATOR))
        {
            last = next;
            at += 1;
        }
        at += 1;
        if can_be_subject(view, last) && (last.start == first.start || can_be_subject(view, first)) {
            subjects.push(*last);
        }
    }
    let free = |chunk: &&Chunk| !is_object_of_next(view, chunk);
    // "Түрік компаниясы салып жатқан стадион": who stands right before the trigger itself does it.
    let here = |chunk: &Chunk| chunk.end == end && is_head_somebody(view, chunk);
    let fits = |chunk: &&Chunk| is_somebody(view, chunk) || here(chunk);
    // "Премьер Қазақстан инвестиция тартатынын айтты": what is told has a subject of its own, nearer to its verb.
    let told = (end..end + 3).any(|at| view.is(at, Tags::NOMINAL));
    let clause = |chunk: &&Chunk| (chunk.end..end).any(|at| view.is(at, Tags::NOMINAL | Tags::PARTICIPLE));
    let near = subjects.iter().rev().find(fits).filter(|chunk| told && !clause(chunk));
    let somebody = near.or_else(|| subjects.iter().find(fits));
    somebody.or_else(|| subjects.iter().find(free)).copied()
}

fn can_be_subject(view: View<'_>, chunk: &Chunk) -> bool {
    let nominative = chunk.cases == Tags::NONE || chunk.cases.any(Tags::NOMINATIVE);
    let media = (chunk.start..chunk.end).any(|at| view.is_class(at, view.grammar.media));
    // "Ғ.Мұратбаев елді мекенінде": a name right before a place that it names, and its initial, do nothing.
    let initial = view.word(chunk.head).is_some_and(|word| word.fold.chars().count() == 1)
        && view.word(chunk.end).is_some_and(|word| &*word.fold == ".");
    let next = view.sentence.chunks_from(chunk.end).next().filter(|next| next.start == chunk.end);
    let places = next.is_some_and(|next| {
        view.is(next.head, Tags::POSSESSIVE)
            && next.start == next.head
            && next.cases.any(Tags::LOCATIVE | Tags::ABLATIVE | Tags::DATIVE)
            && view.is_class(next.head, view.grammar.state)
    });
    let single = chunk.end == chunk.start + 1 && view.is(chunk.head, Tags::CAPITAL);
    let known = view.is(chunk.head, Tags::PRONOUN) || view.is_class(chunk.head, view.grammar.title);
    let named = initial || places && single && !known;
    !named
        && chunk.preposition.is_none()
        && nominative
        && !media
        && !view.is_class(chunk.head, view.grammar.time)
}

/// Whether a bare noun stands right before a verbal noun or participle and goes with it.
fn is_object_of_next(view: View<'_>, chunk: &Chunk) -> bool {
    // "Путин жариялаған бітім": who did it in the clause of a participle does not do what follows.
    // "Эстония келер жылы": a participle before a time says only when.
    let when = view.is_class(chunk.end + 1, view.grammar.time);
    let told = view.is(chunk.end, Tags::PARTICIPLE) && !view.is(chunk.end, Tags::FINITE | Tags::NOUN);
    let clause = told && !when;
    is_deed(view, chunk.end) || view.is(chunk.end, Tags::GERUND) || clause
}

fn is_somebody(view: View<'_>, chunk: &Chunk) -> bool {
    is_head_somebody(view, chunk) && !is_object_of_next(view, chunk)
}

fn is_head_somebody(view: View<'_>, chunk: &Chunk) -> bool {
    let grammar = view.grammar;
    let classes = [grammar.title, grammar.body, grammar.people, grammar.group_noun];
    // Any word has a capital where a sentence begins.
    let named = |word: &Word| {
        let several = chunk.start < chunk.head && view.is(chunk.head, Tags::CAPITAL);
        !word.shape.any(Tags::INITIAL) || several || view.lexicon.is_surname(&word.fold)
    };
    view.word(chunk.head).is_some_and(|word| {
        classes.iter().any(|class| word.classes.any(*class))
            || word.tags.any(Tags::PRONOUN)
            || word.classes.any(view.lexicon.class("country"))
                && word.shape.any(Tags::CAPITAL | Tags::ACRONYM)
            || word.shape.any(Tags::ACRONYM)
            || (word.shape.any(Tags::CAPITAL) && word.tags.any(Tags::UNKNOWN) && named(word))
            || word.classes.any(grammar.given)
            || word.shape.any(Tags::QUOTED)
    })
}

/// The owner of a noun: the genitive before it, or the body or people it is possessed by.
pub(crate) fn owner(view: View<'_>, hit: Hit) -> Option<Chunk> {
    let start = view.start(hit.start);
    let somebody = |chunk: &Chunk| is_somebody(view, chunk) || view.is(chunk.head, Tags::CAPITAL);
    let genitive = |at: usize| {
        view.word(at).is_some_and(|word| {
            word.tags.any(Tags::GENITIVE) && !word.tags.any(Tags::NOMINATIVE) && word.part_of.is_none()
        })
    };
    for at in (start..hit.head).rev() {
        if genitive(at) {
            let chunk = *view.sentence.chunk_at(at)?;
            let own = Chunk { end: at + 1, head: at, cases: Tags::GENITIVE, preposition: None, ..chunk };
            if somebody(&own) {
                return Some(own);
            }
        }
    }
    let last = hit.head.checked_sub(1)?;
    let chunk = view.sentence.chunk_at(hit.head).filter(|chunk| chunk.start <= last)?;
    let own = Chunk { end: hit.head, head: last, cases: Tags::NOMINATIVE, ..*chunk };
    (view.is(hit.head, Tags::POSSESSIVE) && is_somebody(view, &own)).then_some(own)
}
