//! Objects that follow their verb. Never looks past the end of the clause.

use super::place::subject_left;
use super::{Target, place};
use crate::extract::analysis::{Chunk, Word};
use crate::extract::clause::View;
use crate::extract::fields::kind;
use crate::extract::lexicon::Classes;
use crate::extract::rule::Hit;
use crate::extract::tags::Tags;
use crate::model::morphology::Side;

/// Words that may stand between a trigger and its infinitive.
const REACH: usize = 18;
/// Deeds that one trigger may govern.
const MOST: usize = 12;
/// Words that the day an item is due by may have.
const DAY: usize = 8;
/// Words that the rest of an item of a list may have.
const ITEM: usize = 60;

/// The infinitives that the trigger governs, each with its object.
pub(super) fn infinitive(view: View<'_>, hit: Hit) -> Vec<Target> {
    let Some(first) = find(view, hit.end, Tags::INFINITIVE) else { return Vec::new() };
    let first = main_verb(view, first);
    let mut found = chain(view, first, Tags::INFINITIVE);
    if let Some(own) = found.first_mut() {
        own.chunk = suffers(view, hit, first).or(own.chunk);
    }
    if let [only] = found.as_mut_slice()
        && only.chunk.is_none()
    {
        only.chunk = place::fronted(view, hit);
    }
    found
}

/// What a passive infinitive is done to: "the ship is due to be handed over to the navy" tells of the ship.
fn suffers(view: View<'_>, hit: Hit, act: usize) -> Option<Chunk> {
    if !view.word(act)?.tags.all(Tags::INFINITIVE | Tags::PASSIVE) {
        return None;
    }
    // "Школа должна быть построена": what shows its case shows itself.
    if shown(view) {
        let own = |chunk: &Chunk| kind::of_chunk(view, *chunk).is_some() && chunk.end <= hit.start;
        return subject_left(view, hit.start).filter(own);
    }
    let between = view.sentence.chunks_before(act).take_while(|chunk| chunk.start >= hit.end);
    let between = between.filter(|chunk| chunk.preposition.is_none()).last().copied();
    let first = view.word(hit.head).and_then(|word| word.group).map_or(hit.start, |(from, _)| from);
    between.or_else(|| subject_left(view, first.min(hit.start)))
}

/// The verb that a helping infinitive goes with: "сдан" of "быть сдан".
fn main_verb(view: View<'_>, helper: usize) -> usize {
    let same = |at: &usize| {
        view.is(*at, Tags::INFINITIVE)
            && view.word(*at).and_then(|word| word.group).is_some_and(|one| one.0 == helper)
    };
    let helps = shown(view) && view.is(helper, Tags::AUXILIARY);
    if helps { (helper + 1..helper + 5).find(same).unwrap_or(helper) } else { helper }
}

/// Whether objects follow their verb and words show their case.
fn shown(view: View<'_>) -> bool {
    view.lexicon.noun_head == Side::First
}

/// The infinitives that open the trigger's clause, each with its object; the last one reaches over the trigger.
pub(super) fn infinitive_before(view: View<'_>, hit: Hit) -> Vec<Target> {
    let start = view.start(hit.start);
    let Some(first) = (start..hit.start).find(|at| is_deed(view, *at, Tags::INFINITIVE)) else {
        return Vec::new();
    };
    // "Он намерен создать центр, предложил": the infinitive belongs to whoever stands before it.
    let mut before = view.sentence.chunks_from(start).take_while(|chunk| chunk.end <= first);
    if before.any(|chunk| chunk.preposition.is_none()) {
        return Vec::new();
    }
    let mut found = chain(view, first, Tags::INFINITIVE);
    found.retain(|target| target.to <= hit.start);
    if let Some(last) = found.last_mut() {
        last.to = view.end(hit.head).max(hit.end);
    }
    if let Some(opening) = found.first_mut() {
        opening.from = start;
    }
    found
}

/// The infinitive that opens what stands from `from` on, with its object.
pub(super) fn first_deed(view: View<'_>, from: usize) -> Option<Target> {
    let near = (from..from + 3).find(|at| is_deed(view, *at, Tags::INFINITIVE))?;
    Some(of_act(view, near))
}

/// Forms in "-ing" right after the trigger, each with its object.
pub(super) fn gerund(view: View<'_>, hit: Hit) -> Vec<Target> {
    let near = (hit.end..hit.end + 5).find(|at| {
        view.word(*at).is_none_or(|word| {
            let light = word.tags.any(Tags::ADVERB | Tags::PARTICLE) || word.part_of.is_some();
            !light || word.tags.any(Tags::GERUND)
        })
    });
    match near.filter(|at| is_deed(view, *at, Tags::GERUND)) {
        Some(first) => chain(view, first, Tags::GERUND),
        None => Vec::new(),
    }
}

/// The noun phrase after the trigger.
pub(super) fn noun(view: View<'_>, hit: Hit) -> Vec<Target> {
    match object_after(view, hit.end, Wanted::Bare).map(|chunk| given(view, chunk)) {
        Some(chunk) if place::inverted(view, hit).is_none_or(|subject| subject.start > chunk.start) => {
            with_items(view, hit.end, of_chunk(view, chunk))
        }
        _ => Vec::new(),
    }
}

/// What is given, where somebody who gets it stands before: "promised residents a fire station".
fn given(view: View<'_>, chunk: Chunk) -> Chunk {
    let who = view.grammar.people.or(view.grammar.group_noun);
    let gets = view.is_caseless() && view.is_class(chunk.head, who);
    let next = view.sentence.chunks_from(chunk.end).next().filter(|next| {
        gets && next.start == chunk.end
            && next.preposition.is_none()
            && kind::of_chunk(view, **next).is_some()
            && !view.is_class(next.head, view.grammar.time)
    });
    next.copied().unwrap_or(chunk)
}

/// The first object after a colon with the further items of its list: "signed: a treaty; a protocol".
fn with_items(view: View<'_>, from: usize, first: Target) -> Vec<Target> {
    let mut found = vec![first];
    let from = past_entry(view, from);
    if view.word(from).is_none_or(|word| &*word.fold != ":") {
        return found;
    }
    let dashes = view.word(from + 1).is_some_and(opens_item);
    while found.len() < MOST {
        let Some(next) = found.last().and_then(|last| next_item(view, last.to, dashes)) else { break };
        found.push(next);
    }
    found
}

/// The noun phrase or the deed in "-ing" that opens the next item of a list, whose items dashes may open too.
fn next_item(view: View<'_>, from: usize, dashes: bool) -> Option<Target> {
    let parts = |at: &usize| {
        let mark = |word: &Word| &*word.fold == ";" || opens_line(word) || dashes && opens_item(word);
        view.word(*at).is_some_and(mark)
    };
    let start = after_bullet(view, (from..from + ITEM).find(parts)? + 1);
    if view.is_caseless() && is_deed(view, start, Tags::GERUND) && !view.is(start, Tags::NOUN) {
        return Some(of_act(view, start));
    }
    let chunk = view.sentence.chunks_from(start).next().copied();
    chunk
        .filter(|chunk| chunk.start <= start + 1 && chunk.preposition.is_none())
        .map(|chunk| of_chunk(view, chunk))
}

/// A dot or star that only lists have.
fn opens_line(word: &Word) -> bool {
    matches!(&*word.fold, "•" | "*" | "·")
}

/// The noun phrase after a preposition that names what it is about.
pub(super) fn about(view: View<'_>, hit: Hit) -> Vec<Target> {
    match object_after(view, hit.end, Wanted::About) {
        Some(chunk) if goes_with(view, hit, chunk) => vec![of_chunk(view, chunk)],
        Some(_) => Vec::new(),
        None => place::about_before(view, hit).map(|chunk| of_chunk(view, chunk)).into_iter().collect(),
    }
}

/// Whether no verb parts a noun from the phrase that tells what it is about: not "the plan focuses on access to water".
fn goes_with(view: View<'_>, hit: Hit, chunk: Chunk) -> bool {
    let caseless = view.lexicon.noun_head == Side::Last;
    let verb = |at: usize| view.is(at, Tags::VERB) && !view.is(at, Tags::NOUN | Tags::ADJECTIVE);
    let first = chunk.preposition.unwrap_or(chunk.start);
    !caseless || !view.is(hit.head, Tags::NOUN) || !(hit.end..first).any(verb)
}

/// The next noun phrase, whatever its preposition.
pub(super) fn any(view: View<'_>, hit: Hit) -> Vec<Target> {
    object_after(view, hit.end, Wanted::Any)
        .map(|chunk| with_items(view, hit.end, of_chunk(view, chunk)))
        .unwrap_or_default()
}

/// The clause after "that".
pub(super) fn clause(view: View<'_>, hit: Hit) -> Vec<Target> {
    let that = view.grammar.that;
    let opener = (hit.end..hit.end + 8).find(|at| {
        view.word(*at).is_some_and(|word| word.tags.any(Tags::SUBORDINATOR) && word.part_of.is_none())
    });
    let opener = opener.filter(|at| that == Classes::default() || view.is_class(*at, that));
    let Some(from) = opener.map(|at| at + 1).or_else(|| unopened(view, hit)) else { return Vec::new() };
    let verbs = || {
        let near = from..from + 25;
        let inside = near.take_while(|at| view.word(*at).is_some_and(|word| !word.is_hard_stop()));
        inside.filter(|at| {
            view.is(*at, Tags::VERB)
                && view.is(*at, Tags::FINITE | Tags::BASE | Tags::INFINITIVE | Tags::SHORT)
        })
    };
    // "That a court will be opened": the helping words belong to the verb that follows.
    let Some(first) = verbs().next() else { return Vec::new() };
    let grouped =
        |at: &usize| view.word(*at).and_then(|word| word.group).is_some_and(|(from, _)| from == first);
    let verb = verbs().find(grouped).unwrap_or(first);
    // "Suggested that he had won": a fact, where no ending tells a wish.
    let past = view
        .word(verb)
        .is_some_and(|word| word.tags.all(Tags::FINITE | Tags::PAST) && !word.tags.any(Tags::CONDITIONAL));
    if past && view.lexicon.noun_head == Side::Last {
        return Vec::new();
    }
    let after = object_after(view, verb + 1, Wanted::Bare);
    let subject = view.sentence.chunks_from(from).next().copied().filter(|chunk| chunk.end <= verb + 1);
    let passive = view.is(verb, Tags::PASSIVE | Tags::SHORT | Tags::REFLEXIVE);
    let chunk = if passive { subject.or(after) } else { after.or(subject) };
    let to = view.end(chunk.map_or(verb + 1, |chunk| chunk.end.max(verb + 1))).max(verb + 1);
    vec![Target { act: Some(verb), chunk, from, to }]
}

/// Where the clause after a trigger begins without an opener: "suggested the towns share a library".
fn unopened(view: View<'_>, hit: Hit) -> Option<usize> {
    let caseless = view.lexicon.noun_head == Side::Last;
    let subject =
        view.sentence.chunks_from(hit.end).next().filter(|_| caseless && view.is(hit.head, Tags::VERB))?;
    let wished = |tags: Tags| {
        tags.any(Tags::BASE | Tags::INFINITIVE | Tags::CONDITIONAL | Tags::FUTURE)
            && !tags.any(Tags::NOUN | Tags::PAST)
    };
    let verb = (subject.end..subject.end + 3)
        .find(|at| view.is(*at, Tags::VERB) && !view.is(*at, Tags::AUXILIARY))?;
    let helped = view.word(verb)?.group.map_or(verb, |(first, _)| first);
    let to = view.is_class(helped, view.grammar.to);
    let near = subject.start == hit.end && subject.preposition.is_none() && helped == subject.end && !to;
    (near && wished(view.word(verb)?.tags)).then_some(subject.start)
}

/// The first word with the form, where nothing ends the clause before it.
fn find(view: View<'_>, from: usize, form: Tags) -> Option<usize> {
    let mut at = after_colon(view, from);
    while at < from + REACH {
        let word = view.word(at)?;
        if is_deed(view, at, form) {
            return Some(at);
        }
        if word.is_comma() {
            // "Поручил акимам Жетысуской, Абайской и Ульяновской областей проверить": whom, one after another.
            let names = view.is(at - 1, Tags::CAPITAL) && view.is(at + 1, Tags::CAPITAL);
            let listed = shown(view) && (names || view.enumerates(from, at));
            at = if listed { at + 1 } else { view.insertion_after(at)? + 1 };
            continue;
        }
        if &*word.fold == ":" {
            at = after_day(view, after_bullet(view, at + 1).max(at + 1));
            continue;
        }
        if let Some(to) = word.partner.filter(|to| *to > at) {
            at = to + 1;
            continue;
        }
        let subordinate = word.part_of.is_none() && word.tags.any(Tags::SUBORDINATOR | Tags::RELATIVE);
        if &*word.fold == "(" {
            at = view.bracket_after(at)? + 1;
            continue;
        }
        let short = word.tags.any(Tags::SHORT) && !word.tags.any(Tags::NOUN | Tags::ADVERB | Tags::ADJECTIVE);
        if word.is_stop() || subordinate || short || view.is_predicate(at) {
            return None;
        }
        at += 1;
    }
    None
}

fn is_deed(view: View<'_>, at: usize, form: Tags) -> bool {
    view.word(at).is_some_and(|word| {
        word.part_of.is_none() && word.readings.iter().any(|reading| reading.tags.all(form | Tags::VERB))
    })
}

/// The deed at `first` and those joined to it by commas and "and".
fn chain(view: View<'_>, first: usize, form: Tags) -> Vec<Target> {
    let mut found = vec![of_act(view, first)];
    while found.len() < MOST {
        let Some(last) = found.last() else { break };
        let next = next_deed(view, last.to, form);
        let Some(next) = next.or_else(|| next_bullet(view, first, last.to, form)) else { break };
        found.push(of_act(view, next));
    }
    found
}

/// The deed that opens the next item of a list whose first deed stands after a bullet too, whatever lies between.
fn next_bullet(view: View<'_>, first: usize, from: usize, form: Tags) -> Option<usize> {
    let near = (first.saturating_sub(DAY + 1)..first).rev();
    near.filter_map(|at| view.word(at)).find(|word| opens_line(word))?;
    let bullet = (from..from + ITEM).find(|at| view.word(*at).is_some_and(opens_line))?;
    let deed = after_day(view, bullet + 1);
    is_deed(view, deed, form).then_some(deed)
}

/// The deed that goes on after a comma or coordinator at `at`.
fn next_deed(view: View<'_>, at: usize, form: Tags) -> Option<usize> {
    let joins = |word: &Word| word.is_comma() || word.tags.any(Tags::COORDINATOR) || &*word.fold == ";";
    let item = after_bullet(view, at + 1) > at + 1 || view.word(at).is_some_and(opens_item);
    view.word(at).filter(|word| joins(word) || (item && word.is_stop()))?;
    let mut place = at + 1;
    while place < at + 8 {
        let word = view.word(place)?;
        if is_deed(view, place, form) {
            return Some(place);
        }
        let light = joins(word)
            || word.tags.any(Tags::ADVERB | Tags::PARTICLE | Tags::PREPOSITION | Tags::AUXILIARY)
            || word.part_of.is_some()
            || word.shape.any(Tags::DIGITS)
            || matches!(&*word.fold, ")" | "-" | "•")
            || (item && matches!(&*word.fold, "." | "*" | "·"))
            || word.classes.any(view.grammar.connector);
        let noun = view.sentence.chunk_at(place).filter(|chunk| chunk.preposition.is_some());
        if !light && noun.is_none() {
            return None;
        }
        place += 1;
    }
    None
}

/// A deed with its object and reach.
fn of_act(view: View<'_>, act: usize) -> Target {
    let chunk =
        object_after(view, act + 1, Wanted::Bare).or_else(|| object_after(view, act + 1, Wanted::Any));
    let to = view.end(act).max(act + 1);
    let chunk = chunk.filter(|chunk| chunk.start < to);
    Target { act: Some(act), chunk, from: act, to }
}

/// A noun phrase as a target: a verbal noun in it is the deed.
pub(super) fn of_chunk(view: View<'_>, chunk: Chunk) -> Target {
    let act = (chunk.start..chunk.end).find(|at| view.is_class(*at, view.grammar.act_noun));
    let infinitive = find_after_carrier(view, chunk);
    let to = view.end(chunk.head).max(chunk.end);
    match infinitive {
        Some(deed) => {
            let inner = of_act(view, deed);
            Target { from: chunk.start, to: inner.to.max(to), ..inner }
        }
        None => Target { act, chunk: Some(chunk), from: chunk.start, to },
    }
}

/// "The proposal to build": the infinitive right after a noun that only carries it.
fn find_after_carrier(view: View<'_>, chunk: Chunk) -> Option<usize> {
    let deed = view
        .is_class(chunk.head, view.grammar.carrier)
        .then(|| find(view, chunk.end, Tags::INFINITIVE))??;
    // "The launch of a centre to counter fraud": what the centre is for.
    let aims = view.is_class(deed, view.grammar.aim) && kind::of_chunk(view, chunk).is_some();
    (!aims).then_some(deed)
}

/// What an object may look like.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Wanted {
    /// No preposition, and a case that objects have.
    Bare,
    /// A preposition of the class `about`.
    About,
    /// Anything.
    Any,
}

/// The first noun phrase after a place that can be an object, before the clause ends.
pub(super) fn object_after(view: View<'_>, from: usize, wanted: Wanted) -> Option<Chunk> {
    let from = after_colon(view, from);
    // "He added that a tree fell": what a clause holds is no object of the verb before it.
    let opens =
        view.word(from).is_some_and(|word| word.tags.any(Tags::SUBORDINATOR) && word.part_of.is_none());
    if opens && !view.is(from, Tags::NOUN | Tags::DETERMINER) {
        return None;
    }
    let end = view.end(from.min(view.sentence.words.len()));
    let limit = end.max(from) + 1;
    let fits = |chunk: &&Chunk| {
        let time = view.is_class(chunk.head, view.grammar.time);
        match wanted {
            Wanted::Bare => {
                let subject = chunk.cases.any(Tags::NOMINATIVE) && !chunk.cases.any(Tags::ACCUSATIVE);
                let oblique = Tags::DATIVE | Tags::INSTRUMENTAL | Tags::LOCATIVE;
                let only_oblique =
                    chunk.cases != Tags::NONE && !chunk.cases.any(Tags::CASES.without(oblique));
                chunk.preposition.is_none() && !subject && !only_oblique && !time
            }
            Wanted::About => chunk.preposition.is_some_and(|at| view.is_class(at, view.grammar.about)),
            Wanted::Any => !time,
        }
    };
    view.sentence.chunks_from(from).take_while(|chunk| chunk.start < limit).find(fits).copied()
}

/// Past a colon that opens the list a trigger governs.
fn after_colon(view: View<'_>, from: usize) -> usize {
    let from = past_entry(view, from);
    if view.word(from).is_some_and(|word| &*word.fold == ":") { after_bullet(view, from + 1) } else { from }
}

/// Past the rest of the trigger's own entry: "provides for | : …".
fn past_entry(view: View<'_>, from: usize) -> usize {
    let own = |at: &usize| view.word(*at).and_then(|word| word.part_of).is_some_and(|whole| whole < from);
    let rest = (from..from + 3).take_while(own).count();
    if view.word(from + rest).is_some_and(|word| &*word.fold == ":") { from + rest } else { from }
}

/// Past the day that an item is due by, where a dash parts it from the deed: "by 1 June - finish the repair".
fn after_day(view: View<'_>, from: usize) -> usize {
    let light = |at: usize| {
        view.is(at, Tags::PREPOSITION | Tags::DIGITS | Tags::NUMERAL | Tags::DETERMINER)
            || view.is_class(at, view.grammar.time)
    };
    let dash = (from..from + DAY).find(|at| !light(*at));
    let dash = dash.filter(|at| {
        *at > from + 1 && view.word(*at).is_some_and(|word| matches!(&*word.fold, "-" | "–" | "—"))
    });
    dash.map_or(from, |at| at + 1)
}

/// Past the dash, dot, number or bracket that opens an item of a list.
pub(super) fn after_bullet(view: View<'_>, from: usize) -> usize {
    let opens = |at: &usize| {
        view.word(*at).is_some_and(|word| {
            opens_item(word) || matches!(&*word.fold, ")" | ".") || word.shape.any(Tags::DIGITS)
        })
    };
    (from..from + 4).find(|at| !opens(at)).unwrap_or(from)
}

/// A dash or dot before an item of a list.
fn opens_item(word: &Word) -> bool {
    matches!(&*word.fold, "-" | "•" | "*" | "·" | "–")
}
