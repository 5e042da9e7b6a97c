//! Objects that are the subject of their verb, or the noun a participle goes with. Never crosses the clause.

use super::Target;
use super::right::of_chunk;
use crate::extract::analysis::Chunk;
use crate::extract::clause::View;
use crate::extract::fields::kind;
use crate::extract::rule::Hit;
use crate::extract::tags::Tags;
use crate::model::morphology::{Order, Side};

/// The subject of the trigger: what was opened, what will take place.
pub(super) fn subject(view: View<'_>, hit: Hit) -> Vec<Target> {
    let verb = hit.head;
    let (first, last) = view.word(verb).and_then(|word| word.group).unwrap_or((verb, verb));
    let left = subject_left(view, first.min(hit.start)).or_else(|| subject_left(view, first));
    let chunk = left.or_else(|| subject_right(view, last.max(hit.end - 1) + 1));
    let Some(chunk) = chunk else { return antecedent(view, hit, first) };
    let own = of_chunk(view, chunk);
    let verb_end = hit.end.max(last + 1);
    let (from, to) = if chunk.start < first {
        (chunk.start, view.end(verb_end.saturating_sub(1)).max(verb_end))
    } else {
        (own.from, own.to)
    };
    vec![Target { act: own.act.or(Some(verb)), chunk: Some(chunk), from, to }]
}

/// What a relative pronoun stands for, where it is the subject: "закон, который вступит в силу".
fn antecedent(view: View<'_>, hit: Hit, verb: usize) -> Vec<Target> {
    let relative = view.start(verb);
    let is = view.word(relative).is_some_and(|word| word.tags.any(Tags::RELATIVE) && word.part_of.is_none());
    let before = view.sentence.chunks_before(relative).next().copied().filter(|_| is);
    let Some(chunk) = before else { return Vec::new() };
    vec![Target {
        act: Some(hit.head),
        chunk: Some(chunk),
        from: relative,
        to: view.end(hit.end - 1).max(hit.end),
    }]
}

/// The nearest noun phrase before the verb that can be its subject.
pub(crate) fn subject_left(view: View<'_>, verb: usize) -> Option<Chunk> {
    let start = view.start(verb);
    let word = view.word(verb);
    let fits = |chunk: &&Chunk| {
        can_be_subject(view, chunk)
            && agrees(view, chunk, word.map_or(Tags::NONE, |word| word.tags))
            && !inserted(view, chunk, verb)
            && !after_preposition(view, chunk)
            && !done_to(view, chunk)
            && !bracketed(view, chunk)
    };
    let near = view.sentence.chunks_before(verb).take_while(|chunk| chunk.start >= start);
    if let Some(found) = near.filter(fits).find_map(|chunk| modified(view, *chunk, start)) {
        return Some(found);
    }
    if let Some(found) = shared(view, start, verb) {
        return Some(found);
    }
    // "Глава государства, выступая на саммите, предложил": the subject stands before an insertion.
    let comma = start
        .checked_sub(1)
        .filter(|at| view.word(*at).is_some_and(super::super::analysis::Word::is_comma))?;
    let open = long_insertion(view, comma)?;
    let begin = view.start(open);
    view.sentence.chunks_before(open).take_while(|chunk| chunk.start >= begin).find(fits).copied()
}

/// Whether a phrase stands in an insertion before the verb: "two centres, in Cork and Galway, will open".
fn inserted(view: View<'_>, chunk: &Chunk, verb: usize) -> bool {
    let comma =
        (chunk.end..verb).find(|at| view.word(*at).is_some_and(super::super::analysis::Word::is_comma));
    comma.and_then(|close| view.insertion_before(close)).is_some_and(|open| open < chunk.start)
}

/// Whether a phrase stands alone in brackets: "the Organisation of Turkic States (OTS) will hold".
fn bracketed(view: View<'_>, chunk: &Chunk) -> bool {
    let mark = |at: Option<usize>, sign: &str| {
        at.and_then(|at| view.word(at)).is_some_and(|word| &*word.fold == sign)
    };
    mark(chunk.start.checked_sub(1), "(") && mark(Some(chunk.end), ")")
}

/// Whether a phrase is what a deed after a preposition is done to: "the model for reforming the police was approved".
fn done_to(view: View<'_>, chunk: &Chunk) -> bool {
    let doing = chunk.start.checked_sub(1).filter(|at| {
        view.is(*at, Tags::GERUND) && !view.is(*at, Tags::NOUN | Tags::ADJECTIVE | Tags::FINITE)
    });
    let before = doing.and_then(|doing| doing.checked_sub(1));
    view.is_caseless() && before.is_some_and(|before| view.is(before, Tags::PREPOSITION))
}

/// Whether a bare phrase goes on with what a preposition began: "a plan for schools and hospitals was approved".
fn after_preposition(view: View<'_>, chunk: &Chunk) -> bool {
    let joint = chunk.start.checked_sub(1).filter(|at| view.is(*at, Tags::COORDINATOR));
    let before = joint
        .and_then(|joint| view.sentence.chunks_before(joint).next().filter(|before| before.end == joint));
    let plain = !view.is(chunk.start, Tags::DETERMINER);
    // Where cases are shown they tell it.
    view.is_caseless() && plain && before.is_some_and(|before| before.preposition.is_some())
}

/// "A bill to cap rents was passed", "a law banning phones": the noun whose infinitive or form in "-ing" the phrase
/// completes, not the phrase itself.
fn modified(view: View<'_>, phrase: Chunk, start: usize) -> Option<Chunk> {
    let mut own = phrase;
    for _ in 0..3 {
        let first = own.preposition.unwrap_or(own.start);
        let Some(verb) = first.checked_sub(1).filter(|at| *at > start) else { break };
        let form = view.is(verb, Tags::INFINITIVE | Tags::GERUND) && view.is(verb, Tags::VERB);
        let other = view.is(verb, Tags::NOUN | Tags::FINITE | Tags::ADJECTIVE | Tags::PREPOSITION);
        if !form || other || view.lexicon.order != Order::VerbObject {
            break;
        }
        let group = view.word(verb).and_then(|word| word.group).map_or(verb, |(from, _)| from);
        // "A fund for saving the sea": the form may have a preposition of its own.
        let led =
            group.checked_sub(1).filter(|at| *at > start && view.is(*at, Tags::PREPOSITION)).unwrap_or(group);
        let before = view.sentence.chunks_before(led).next().copied();
        let Some(whole) = before.filter(|chunk| chunk.end == led && chunk.start >= start) else { break };
        own = whole;
        if led < group && own.preposition.is_some() {
            return None;
        }
    }
    // A noun after "of" or "in" goes with the one before it.
    Some(if own.preposition.is_some() { phrase } else { own })
}

/// "The mayor opened a market and closed a school": the predicate before "and" has the subject for both.
fn shared(view: View<'_>, start: usize, verb: usize) -> Option<Chunk> {
    let joined = start.checked_sub(1).filter(|at| view.is(*at, Tags::COORDINATOR))?;
    let light = Tags::ADVERB | Tags::AUXILIARY | Tags::PARTICLE;
    if !(start..verb).all(|at| view.is(at, light)) {
        return None;
    }
    let near = (joined.saturating_sub(18)..joined).rev();
    let mut predicates = near.filter(|at| view.is_predicate(*at) && !view.is(*at, Tags::AUXILIARY));
    let first = predicates.next()?;
    let group = view.word(first).and_then(|word| word.group).map_or(first, |(from, _)| from);
    subject_left(view, group)
}

/// The comma that opens the long insertion which the comma at `close` ends: a participle or gerund phrase.
fn long_insertion(view: View<'_>, close: usize) -> Option<usize> {
    let least = close.saturating_sub(25);
    let commas =
        (least..close).rev().take_while(|at| view.word(*at).is_some_and(|word| !word.is_hard_stop()));
    commas.filter(|at| view.word(*at).is_some_and(super::super::analysis::Word::is_comma)).find(|open| {
        let first = open + 1;
        view.is(first, Tags::GERUND | Tags::PARTICIPLE | Tags::PREPOSITION | Tags::RELATIVE)
            || view.is(first, Tags::AUXILIARY) && view.is(first + 1, Tags::PARTICIPLE)
            || view.word(first).is_some_and(|word| word.shape.any(Tags::CAPITAL))
    })
}

/// The subject after a verb whose object stands before it: "соглашение подписали министры".
pub(crate) fn inverted(view: View<'_>, hit: Hit) -> Option<Chunk> {
    let word = view.word(hit.head)?;
    let acts =
        |tags: Tags| tags.any(Tags::FINITE) && !tags.any(Tags::PASSIVE | Tags::REFLEXIVE | Tags::FIRST);
    let (first, last) = word.group.unwrap_or((hit.head, hit.head));
    let shown = view.is_head_first();
    if !shown || !acts(word.tags) {
        return None;
    }
    let right = view.sentence.chunks_from(last + 1).next().copied().filter(|chunk| {
        chunk.start <= last + 2
            && chunk.cases.any(Tags::NOMINATIVE)
            && can_be_subject(view, chunk)
            && agrees(view, chunk, word.tags)
            && somebody(view, chunk)
    })?;
    let start = view.start(first);
    let bare = |chunk: &&Chunk| chunk.preposition.is_none() && !view.is_class(chunk.head, view.grammar.time);
    let mut before =
        view.sentence.chunks_before(first).take_while(|chunk| chunk.start >= start).filter(bare).peekable();
    // "Возглавит его вице-премьер", "её поддержал министр": a pronoun of the third person that is no subject.
    let pointed = |at: usize| {
        view.word(at).is_some_and(|word| {
            let owns = word.classes.any(view.grammar.pointing_owner);
            word.tags.any(Tags::ACCUSATIVE) && !word.tags.any(Tags::NOMINATIVE) && owns
        })
    };
    if before.peek().is_none() {
        return (pointed(last + 1) || first.checked_sub(1).is_some_and(pointed)).then_some(right);
    }
    let thing = |chunk: &Chunk| {
        let pronoun = view.is(chunk.head, Tags::PRONOUN) && !pointed(chunk.head);
        chunk.cases.any(Tags::ACCUSATIVE) && !somebody(view, chunk) && !pronoun
    };
    before.all(thing).then_some(right)
}

/// The object that opens the clause of a trigger without a subject: "реставрацию дома планируют завершить".
pub(super) fn fronted(view: View<'_>, hit: Hit) -> Option<Chunk> {
    let start = view.start(hit.start);
    let shown = view.is_head_first();
    let verb = view.word(hit.head).map_or(Tags::NONE, |word| word.tags);
    let acts = |chunk: &Chunk| chunk.cases.any(Tags::NOMINATIVE) && agrees(view, chunk, verb);
    let fits = |chunk: &&Chunk| {
        chunk.preposition.is_none()
            && chunk.cases.any(Tags::ACCUSATIVE)
            && !view.is_class(chunk.head, view.grammar.time)
            && !view.is(chunk.head, Tags::PRONOUN)
            && !somebody(view, chunk)
            && !acts(chunk)
            && kind::of_chunk(view, **chunk).is_some()
    };
    let mut before = view.sentence.chunks_before(hit.start).take_while(|chunk| chunk.start >= start);
    before.find(fits).copied().filter(|_| shown)
}

/// What is told of before the verb that opens with it: "об открытии порта заявил министр".
pub(super) fn about_before(view: View<'_>, hit: Hit) -> Option<Chunk> {
    let shown = view.is_head_first();
    let start = view.start(hit.start);
    let first = view.sentence.chunks_from(start).next().copied().filter(|_| shown)?;
    let opens = first.preposition == Some(start)
        && first.cases.any(Tags::LOCATIVE)
        && view.is_class(start, view.grammar.about);
    let told = view.is(hit.head, Tags::FINITE) && !view.is(hit.head, Tags::PASSIVE);
    let right = subject_right(view, hit.end).filter(|right| right.start <= hit.end + 1)?;
    (opens && told && first.end <= hit.start && somebody(view, &right)).then_some(first)
}

/// Whether a phrase is about an office, a body, people or a name.
fn somebody(view: View<'_>, chunk: &Chunk) -> bool {
    let grammar = view.grammar;
    let who =
        [grammar.title, grammar.body, grammar.state, grammar.people, grammar.group_noun, grammar.country];
    let opens = view.is(chunk.head, Tags::INITIAL) && !view.is(chunk.head, Tags::UNKNOWN);
    let named = view.is(chunk.head, Tags::CAPITAL) && !opens;
    let listed = who.iter().any(|class| view.is_class(chunk.head, *class));
    listed || named && kind::of_word(view, chunk.head).is_none()
}

/// The first noun phrase after the verb that can be its subject.
pub(crate) fn subject_right(view: View<'_>, from: usize) -> Option<Chunk> {
    let limit = view.end(from.saturating_sub(1)) + 1;
    let mut after = view.sentence.chunks_from(from).take_while(|chunk| chunk.start < limit);
    after.find(|chunk| can_be_subject(view, chunk)).copied()
}

fn can_be_subject(view: View<'_>, chunk: &Chunk) -> bool {
    let nominative = chunk.cases == Tags::NONE || chunk.cases.any(Tags::NOMINATIVE);
    chunk.preposition.is_none() && nominative && !view.is_class(chunk.head, view.grammar.time)
}

/// Number and gender, as far as both sides show them.
fn agrees(view: View<'_>, chunk: &Chunk, verb: Tags) -> bool {
    let Some(head) = view.word(chunk.head) else { return false };
    let numbers = Tags::SINGULAR | Tags::PLURAL;
    let (of_noun, of_verb) = (head.tags.and(numbers), verb.and(numbers));
    let counted = (chunk.start..chunk.head).any(|at| view.is(at, Tags::NUMERAL));
    let after_and = chunk.start.checked_sub(1).is_some_and(|at| view.is(at, Tags::COORDINATOR));
    let joined = after_and
        || view.word(chunk.end).is_some_and(|word| word.tags.any(Tags::COORDINATOR) || word.is_comma());
    // "Nordic Lines plans": the name of one firm.
    let name = view.is_caseless()
        && chunk.start < chunk.head
        && (chunk.start..=chunk.head).all(|at| view.is(at, Tags::CAPITAL));
    of_noun == Tags::NONE || of_verb == Tags::NONE || of_noun.any(of_verb) || counted || joined || name
}

/// The nearest noun phrase before the trigger that can be an object.
pub(super) fn before(view: View<'_>, hit: Hit) -> Vec<Target> {
    let start = view.start(hit.start);
    let fits = |chunk: &&Chunk| {
        let person = view.is_class(chunk.head, view.grammar.title);
        let shown = view.lexicon.noun_head == Side::First;
        let cases = if person || shown { Tags::ACCUSATIVE } else { Tags::ACCUSATIVE | Tags::NOMINATIVE };
        chunk.preposition.is_none()
            && chunk.cases.any(cases)
            && !view.is_class(chunk.head, view.grammar.time)
            && !view.is(chunk.head, Tags::PRONOUN)
    };
    let mut near = view.sentence.chunks_before(hit.start).take_while(|chunk| chunk.start >= start);
    // "The council, which Norway will chair": what is chaired stands before the relative clause.
    let relative =
        view.word(start).is_some_and(|word| word.tags.any(Tags::RELATIVE) && word.part_of.is_none());
    let antecedent = || view.sentence.chunks_before(start).next().filter(|chunk| chunk.end + 1 >= start);
    let found = if relative { antecedent() } else { near.find(fits) };
    let Some(chunk) = found.copied() else { return Vec::new() };
    let own = of_chunk(view, chunk);
    vec![Target { to: view.end(hit.head).max(hit.end), ..own }]
}

/// The nouns that complete the trigger's noun within its phrase, where they tell what it is about.
pub(super) fn completion(view: View<'_>, hit: Hit) -> Vec<Target> {
    let noun = hit.end - 1;
    let Some(chunk) = view.sentence.chunk_at(noun).copied() else { return Vec::new() };
    let telling = (noun + 1..chunk.end).find(|at| {
        view.is(*at, Tags::NOUN)
            && (view.is_class(*at, view.grammar.act_noun) || kind::of_word(view, *at).is_some())
    });
    let Some(head) = telling else { return Vec::new() };
    // "The recommendations of the Fisheries Committee": whose they are, not what they are about.
    let new = |at: usize| view.is_class(at, view.grammar.indefinite);
    let last = (noun + 1..chunk.end).rev().find(|at| view.is(*at, Tags::NOUN)).unwrap_or(head);
    if view.is_caseless() && view.is_class(last, view.grammar.body) && !(noun + 1..head).any(new) {
        return Vec::new();
    }
    let modified = (noun + 1..head).rev().take_while(|at| view.is(*at, Tags::MODIFIERS)).last();
    // What completes a noun stands in the genitive where cases are shown.
    let shown = chunk.cases != Tags::NONE && view.is(head, Tags::GENITIVE);
    let cases = if shown { Tags::GENITIVE } else { chunk.cases };
    let part = Chunk { start: modified.unwrap_or(head), head, cases, ..chunk };
    vec![of_chunk(view, part)]
}

/// The noun phrase that the trigger's head modifies, follows or precedes.
pub(super) fn host(view: View<'_>, hit: Hit) -> Vec<Target> {
    let Some(chunk) = host_chunk(view, hit) else { return Vec::new() };
    let own = of_chunk(view, chunk);
    let (from, to) = if chunk.start >= hit.start {
        (hit.start, own.to.max(view.end(hit.end - 1)))
    } else {
        (chunk.start, own.to.max(view.end(hit.end - 1)))
    };
    vec![Target { act: own.act, chunk: Some(chunk), from, to }]
}

fn host_chunk(view: View<'_>, hit: Hit) -> Option<Chunk> {
    let inside = view.sentence.chunk_at(hit.head).or_else(|| view.sentence.chunk_at(hit.start)).copied();
    if inside.is_some() {
        return inside;
    }
    let apart = hit
        .start
        .checked_sub(1)
        .and_then(|at| view.word(at))
        .is_some_and(super::super::analysis::Word::is_comma);
    let before = view.sentence.chunks_before(hit.start).next().copied();
    if apart {
        return before.filter(|chunk| chunk.end + 1 >= hit.start);
    }
    // "Rules written by the bank": where heads come last, a participle that stands alone follows its noun.
    if view.is_caseless() && view.is(hit.head, Tags::PARTICIPLE) {
        return before.filter(|chunk| chunk.end >= hit.start);
    }
    let bare = view.sentence.chunks_from(hit.end).find(|chunk| chunk.preposition.is_none()).copied();
    bare.filter(|chunk| chunk.start <= hit.end + 12 && chunk.start < view.end(hit.head) + 1)
        .or_else(|| before.filter(|chunk| chunk.end >= hit.start))
}

/// The first noun phrase that begins among the trigger's words.
pub(super) fn within(view: View<'_>, hit: Hit) -> Vec<Target> {
    let chunk = view.sentence.chunks_from(hit.start).next().copied().filter(|chunk| chunk.start < hit.end);
    let Some(chunk) = chunk else { return Vec::new() };
    let to = view.end(hit.end - 1).max(hit.end);
    vec![Target { act: Some(hit.head), chunk: Some(chunk), from: hit.start, to }]
}

/// The trigger's own words and what they reach to.
pub(super) fn trigger(view: View<'_>, hit: Hit) -> Vec<Target> {
    let chunk = view.sentence.chunk_at(hit.head).copied();
    let to = view.end(hit.end - 1).max(hit.end);
    let act = (hit.start..hit.end).find(|at| view.is_class(*at, view.grammar.act_noun));
    vec![Target { act: act.or(Some(hit.head)), chunk, from: hit.start, to }]
}
