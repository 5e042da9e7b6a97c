//! Objects that stand before their verb. Never looks past the beginning of the clause.

use super::Target;
use super::modified::{extended, right_before};
use crate::extract::analysis::{Chunk, Word};
use crate::extract::clause::View;
use crate::extract::fields::kind;
use crate::extract::rule::Hit;
use crate::extract::tags::Tags;
use crate::model::mention::Kind;

/// Words that may stand between a deed and the trigger after it.
const REACH: usize = 6;
/// Words from one deed of a list back to the one before it.
const LIST_REACH: usize = 18;
/// Deeds that one trigger may govern.
const MOST: usize = 12;

/// The verbal nouns that the trigger governs, each with the object before it, in order of place.
pub(super) fn infinitive(view: View<'_>, hit: Hit) -> Vec<Target> {
    let Some(last) = find(view, hit.start).or_else(|| participle(view, hit.start)) else { return Vec::new() };
    let mut acts = vec![(last, 0)];
    while acts.len() < MOST {
        let Some((act, from)) = acts.last_mut() else { break };
        let Some((previous, join)) = previous_deed(view, *act) else { break };
        *from = join + 1;
        acts.push((previous, 0));
    }
    acts.reverse();
    acts.into_iter().map(|(act, from)| of_act(view, act, from)).collect()
}

pub(super) fn is_deed(view: View<'_>, at: usize) -> bool {
    view.word(at).is_some_and(|word| {
        word.part_of.is_none()
            && word.readings.iter().any(|reading| {
                reading.tags.all(Tags::VERB) && reading.tags.any(Tags::INFINITIVE | Tags::NOMINAL)
            })
    })
}

fn find(view: View<'_>, before: usize) -> Option<usize> {
    for at in (before.saturating_sub(REACH)..before).rev() {
        let word = view.word(at)?;
        if is_deed(view, at) {
            return Some(at);
        }
        // "Салу туралы заңды қолдады": what is supported is the law.
        if view.sentence.chunk_at(at).is_some_and(|chunk| chunk.head == at && is_object(view, *chunk)) {
            return None;
        }
        if (word.is_stop() && word.part_of.is_none()) || view.is_predicate(at) {
            return None;
        }
    }
    None
}

/// Whether a noun phrase is plainly the object of the verb after it, and names a thing of its own.
fn is_object(view: View<'_>, chunk: Chunk) -> bool {
    let accusative = chunk.cases.any(Tags::ACCUSATIVE) && !chunk.cases.any(Tags::NOMINATIVE);
    let carries =
        view.is_class(chunk.head, view.grammar.carrier) || view.is_class(chunk.head, view.grammar.umbrella);
    accusative && !carries && !is_addressee(view, chunk) && kind::of_chunk(view, chunk).is_some()
}

/// Whether a noun phrase stands for somebody who is asked or told.
fn is_addressee(view: View<'_>, chunk: Chunk) -> bool {
    let grammar = view.grammar;
    [grammar.title, grammar.people, grammar.group_noun].iter().any(|class| view.is_class(chunk.head, *class))
        || view.is(chunk.head, Tags::PRONOUN)
}

/// A participle right before the trigger, where a language puts it in place of a verbal noun: "ашқан жөн".
fn participle(view: View<'_>, before: usize) -> Option<usize> {
    let at = first_word(view, before).checked_sub(1)?;
    let word = view.word(at)?;
    word.readings.iter().any(|reading| reading.tags.all(Tags::VERB | Tags::PARTICIPLE)).then_some(at)
}

/// The last deed of the clause after the trigger: "мақсат – жол салу".
pub(super) fn after(view: View<'_>, hit: Hit) -> Vec<Target> {
    let from = hit.end;
    let open = (from..from + LIST_REACH)
        .take_while(|at| view.word(*at).is_some_and(|word| !word.is_hard_stop() && !view.is_predicate(*at)));
    let Some(act) = open.filter(|at| is_deed(view, *at)).last() else { return Vec::new() };
    let chunk = object_before(view, act).filter(|chunk| chunk.start >= from);
    vec![Target { act: Some(act), chunk: chunk.map(|chunk| extended(view, chunk)), from, to: act + 1 }]
}

/// The verbal noun that closes what stands from `from` to `to`, with its object.
pub(super) fn last_deed(view: View<'_>, from: usize, to: usize) -> Option<Target> {
    let last = (from..to).rev().find(|at| view.word(*at).is_some_and(|word| !word.is_mark()))?;
    let act = Some(last).filter(|at| is_deed(view, *at))?;
    let chunk = object_before(view, act).filter(|chunk| chunk.start >= from);
    Some(Target { act: Some(act), chunk: chunk.map(|chunk| extended(view, chunk)), from, to: act + 1 })
}

/// The deed before this one in a list, and the comma or coordinator after it.
fn previous_deed(view: View<'_>, act: usize) -> Option<(usize, usize)> {
    let joins = |word: &Word| word.is_comma() || word.tags.any(Tags::COORDINATOR) || &*word.fold == ";";
    for at in (act.saturating_sub(LIST_REACH)..act).rev() {
        let word = view.word(at)?;
        if (word.is_hard_stop() && &*word.fold != ";") || view.is_predicate(at) {
            return None;
        }
        // "Айлар өткенде, зауыт салуды ұсынды": when something is done is no deed of the list.
        let aside = view.is(at, Tags::LOCATIVE | Tags::ABLATIVE) && !view.is(at, Tags::NOMINATIVE);
        if is_deed(view, at) && !aside && view.word(at + 1).is_some_and(joins) {
            return Some((at, at + 1));
        }
    }
    None
}

/// A deed with the noun phrase before it, no further back than `least`.
fn of_act(view: View<'_>, act: usize, least: usize) -> Target {
    let chunk =
        suffering(view, act).or_else(|| object_before(view, act)).filter(|chunk| chunk.start >= least);
    let whole = chunk.map(|chunk| carried(view, chunk));
    let from = whole.map_or(act, |(_, from)| from);
    let from = if least > 0 { least } else { from };
    Target { act: Some(act), chunk: whole.map(|(chunk, _)| chunk), from, to: act + 1 }
}

/// What a passive deed of the dictionary's own is done to, where other words stand between: "мектеп жылдың соңында
/// пайдалануға берілуі (тиіс)".
fn suffering(view: View<'_>, act: usize) -> Option<Chunk> {
    if !view.is(act, Tags::PASSIVE) || !view.is_class(act, view.grammar.deed) {
        return None;
    }
    let first = first_word(view, act);
    let start = view.start(first);
    let fits = |chunk: &&Chunk| {
        chunk.preposition.is_none()
            && chunk.cases.any(Tags::NOMINATIVE)
            && kind::of_chunk(view, **chunk).is_some()
            && !view.is_class(chunk.head, view.grammar.time)
            && !view.is(chunk.head, Tags::PRONOUN)
    };
    view.sentence.chunks_before(first).take_while(|chunk| chunk.start >= start).find(fits).copied()
}

/// The phrase itself or, where it only carries a deed ("құру мәселесі"), the object of that deed; and where its
/// words begin.
fn carried(view: View<'_>, chunk: Chunk) -> (Chunk, usize) {
    let carries = view.is_class(chunk.head, view.grammar.carrier);
    let deed = chunk.start.checked_sub(1).filter(|_| carries).and_then(|before| {
        let about = view.is(before, Tags::PREPOSITION) && view.is_class(before, view.grammar.about);
        let at = if about { before.checked_sub(1)? } else { before };
        is_deed(view, at).then_some(at)
    });
    let inner = deed.and_then(|deed| object_before(view, deed).or(Some(Chunk { head: deed, ..chunk })));
    if let Some(inner) = inner {
        let inner = extended(view, inner);
        (inner, inner.start.min(chunk.start))
    } else {
        let chunk = extended(view, chunk);
        (chunk, chunk.start)
    }
}

/// The first word of the entry that the word belongs to: "іске" of "іске қосу".
pub(super) fn first_word(view: View<'_>, at: usize) -> usize {
    let own = |place: usize| view.word(place).is_some_and(|word| word.part_of == Some(at));
    (0..at).rev().take_while(|place| own(*place)).last().unwrap_or(at)
}

/// The nearest noun phrase before a place in a case that objects have.
pub(super) fn object_before(view: View<'_>, at: usize) -> Option<Chunk> {
    let first = first_word(view, at);
    // "Сатуға тыйым салу", "салуды аяқтау": the object is that of the deed within.
    if let Some(inner) = first.checked_sub(1).filter(|inner| is_deed(view, *inner))
        && view.is(inner, Tags::DATIVE | Tags::ACCUSATIVE | Tags::ABLATIVE)
    {
        let own = object_before(view, inner);
        // "Асханаларға бақылауды күшейту": what is watched over is not what is strengthened.
        let aimed = |chunk: &Chunk| !chunk.cases.any(Tags::NOMINATIVE | Tags::ACCUSATIVE);
        let itself = view.is(inner, Tags::ACCUSATIVE) && !view.is_class(at, view.grammar.light);
        if own.as_ref().is_some_and(aimed) && itself {
            let cases = Tags::ACCUSATIVE;
            return Some(Chunk { start: inner, end: inner + 1, head: inner, preposition: None, cases });
        }
        if own.is_some() {
            return own;
        }
    }
    let start = view.start(first);
    let before = || view.sentence.chunks_before(first).take_while(|chunk| chunk.start >= start);
    // "Аурухананың ашылуы": what a verbal noun belongs to is what it is done to.
    let belongs =
        |chunk: &&Chunk| chunk.end == at && chunk.cases.any(Tags::GENITIVE) && !is_addressee(view, **chunk);
    if first == at
        && view.is(at, Tags::POSSESSIVE)
        && let Some(owner) = before().next().filter(belongs)
    {
        return Some(*owner);
    }
    let plain = |chunk: &Chunk| {
        chunk.preposition.is_none()
            && !view.is_class(chunk.head, view.grammar.time)
            && !view.is(chunk.head, Tags::PRONOUN)
    };
    let marked = |chunk: &&Chunk| {
        let accusative = chunk.cases.any(Tags::ACCUSATIVE) && !chunk.cases.any(Tags::NOMINATIVE);
        chunk.preposition.is_none() && accusative && !view.is_class(chunk.head, view.grammar.time)
    };
    let bare = |chunk: &&Chunk| {
        // An object without a mark of its own stands right before its verb.
        let light = Tags::ADVERB | Tags::PARTICLE;
        let near = (chunk.end..first).all(|place| view.is(place, light));
        let named =
            (chunk.start..chunk.end).any(|at| view.is_class(at, view.grammar.given.or(view.grammar.title)));
        // "Жұмысты «Ақ жол» серіктестігі жүргізуде": beside a marked object, who runs it does it.
        let body = view.is_class(chunk.head, view.grammar.body) && before().any(|one| marked(&one));
        let doer = named && kind::of_word(view, chunk.head).is_none()
            || body
            || view.is_class(chunk.head, view.lexicon.class("country"));
        plain(chunk) && chunk.cases.any(Tags::NOMINATIVE) && near && !doer
    };
    let told = |chunk: &&Chunk| marked(chunk) && is_addressee(view, **chunk);
    // "Келіссөзге оралу": none but a goal.
    let goal = |chunk: &&Chunk| {
        let oblique = Tags::DATIVE | Tags::INSTRUMENTAL | Tags::ABLATIVE;
        // "Министрлікке ереже жазуды тапсырды": whom it is told to is no goal.
        let asked = is_addressee(view, **chunk) || view.is_class(chunk.head, view.grammar.body);
        let asked = asked && chunk.cases.any(Tags::DATIVE);
        plain(chunk) && chunk.cases.any(oblique) && !chunk.cases.any(Tags::NOMINATIVE) && !asked
    };
    // "Құқықты қорғау туралы заңға қол қойды": a document right before is what is signed.
    let document = |chunk: &&Chunk| {
        let kind = kind::of_word(view, chunk.head);
        chunk.end == first && goal(chunk) && matches!(kind, Some(Kind::Law | Kind::Cooperation))
    };
    if let Some(near) = before().next().filter(document) {
        return Some(*near);
    }
    let found = before().find(|chunk| bare(chunk) || marked(chunk) && !told(chunk));
    found.or_else(|| before().find(goal)).or_else(|| before().find(told)).copied()
}

/// The noun phrase before the trigger.
pub(super) fn noun(view: View<'_>, hit: Hit) -> Vec<Target> {
    match object_before(view, first_of(view, hit)) {
        Some(chunk) => vec![of_chunk(view, chunk)],
        None => Vec::new(),
    }
}

/// The noun phrase before a postposition that names what it is about.
pub(super) fn about(view: View<'_>, hit: Hit) -> Vec<Target> {
    let start = view.start(hit.start);
    let mut before = view.sentence.chunks_before(hit.start).take_while(|chunk| chunk.start >= start);
    let found = before.find(|chunk| {
        chunk.preposition.is_some_and(|at| view.is_class(at, view.grammar.about))
            && !view.is(chunk.head, Tags::PRONOUN)
    });
    found.map(|chunk| of_chunk(view, *chunk)).into_iter().collect()
}

/// The noun phrase before the trigger, whatever its case.
pub(super) fn any(view: View<'_>, hit: Hit) -> Vec<Target> {
    let first = first_of(view, hit);
    let start = view.start(first);
    let mut before = view.sentence.chunks_before(first).take_while(|chunk| chunk.start >= start);
    before.next().map(|chunk| of_chunk(view, *chunk)).into_iter().collect()
}

/// The clause before the trigger.
pub(super) fn clause(view: View<'_>, hit: Hit) -> Vec<Target> {
    let from = view.start(hit.start);
    let verb = (from..hit.start).rev().find(|at| view.is(*at, Tags::VERB));
    let Some(verb) = verb else { return Vec::new() };
    vec![Target { act: Some(verb), chunk: object_before(view, verb), from, to: hit.start }]
}

/// The subject of the trigger: what was opened, what will take place.
pub(super) fn subject(view: View<'_>, hit: Hit) -> Vec<Target> {
    let first = first_of(view, hit);
    let start = view.start(first);
    let who = view.grammar.body.or(view.grammar.title).or(view.grammar.people).or(view.grammar.country);
    let acts = |chunk: &Chunk| view.is_class(chunk.head, who);
    let nominative = |chunk: &&Chunk| {
        chunk.preposition.is_none()
            && (chunk.cases == Tags::NONE || chunk.cases.any(Tags::NOMINATIVE))
            && !view.is_class(chunk.head, view.grammar.time)
            && !view.is(chunk.head, Tags::PRONOUN)
            // "Министрлік ұсынған заң жобасы": who does what a participle tells is not what the verb is about.
            && !(view.is(chunk.end, Tags::PARTICIPLE)
                && !view.is_class(chunk.end + 1, view.grammar.time)
                && chunk.end < first
                && acts(chunk))
    };
    let deed = first
        .checked_sub(1)
        .filter(|at| *at >= start && is_deed(view, *at) && view.is(*at, Tags::NOMINATIVE));
    if let Some(deed) = deed {
        return vec![of_act(view, deed, 0)];
    }
    let all =
        || view.sentence.chunks_before(first).take_while(|chunk| chunk.start >= start).filter(nominative);
    let near = all().next().filter(|chunk| chunk.end == first);
    let telling = all().filter(|chunk| kind::of_chunk(view, **chunk).is_some()).last();
    let Some(chunk) = near.or(telling).or_else(|| all().last()) else { return Vec::new() };
    let own = of_chunk(view, *chunk);
    vec![Target { act: own.act.or(Some(hit.head)), ..own }]
}

/// The noun phrase that the trigger, a participle, goes with.
pub(super) fn host(view: View<'_>, hit: Hit) -> Vec<Target> {
    let inside = view.sentence.chunk_at(hit.end - 1).copied();
    let chunk = inside.filter(|chunk| chunk.head >= hit.end).or_else(|| right_before(view, hit.end));
    // "Күшіне енетін донорлық туралы заң": the topic stands before what is meant.
    let about = |chunk: &Chunk| chunk.preposition.is_some_and(|at| view.is_class(at, view.grammar.about));
    let chunk =
        chunk.and_then(|chunk| if about(&chunk) { right_before(view, chunk.end + 1) } else { Some(chunk) });
    let Some(chunk) = chunk.filter(|chunk| chunk.head > hit.head) else { return Vec::new() };
    let from = view.start(hit.start).min(hit.start);
    let own = Chunk { start: hit.end.max(chunk.start).min(chunk.head), ..chunk };
    vec![Target { act: Some(hit.head), chunk: Some(own), from, to: chunk.end }]
}

/// The first word of the trigger's own verb group.
fn first_of(view: View<'_>, hit: Hit) -> usize {
    let first =
        view.word(hit.head).and_then(|word| word.group).map_or(hit.start, |(first, _)| first.min(hit.start));
    first_word(view, first)
}

fn of_chunk(view: View<'_>, chunk: Chunk) -> Target {
    let (inner, from) = carried(view, chunk);
    let act = (from..chunk.end).rev().find(|at| {
        view.is_class(*at, view.grammar.act_noun) || (inner.head != chunk.head && is_deed(view, *at))
    });
    let carrier =
        (inner.head == chunk.head && view.is_class(chunk.head, view.grammar.carrier)).then_some(chunk.head);
    Target { act: act.or(carrier), chunk: Some(inner), from, to: chunk.end }
}
