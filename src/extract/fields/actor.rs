//! Who proposes, plans, orders or does it, nominative. Never a guess from outside the article.

use crate::base::span::Span;
use crate::extract::analysis::Chunk;
use crate::extract::clause::View;
use crate::extract::fields::label;
use crate::extract::people::People;
use crate::extract::rule::{ActorPlace, Hit};
use crate::extract::tags::Tags;
use crate::extract::target::{modified, place};
use crate::extract::voices::Text;
use crate::model::mention::Stage;
use crate::model::morphology::Order;

/// What is known around a mention.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Around<'a> {
    pub(crate) text: &'a str,
    pub(crate) people: &'a People,
    /// Number of the sentence.
    pub(crate) number: usize,
    /// Who speaks here, and whether in their own words.
    pub(crate) voice: Option<(usize, bool)>,
    /// The speaker where it is no known person.
    pub(crate) voice_name: Option<&'a str>,
    /// The state or body that the article is about.
    pub(crate) side: Option<&'a str>,
}

impl<'a> Around<'a> {
    /// Where nobody speaks.
    pub(crate) const fn nobody(text: Text<'a>, number: usize) -> Self {
        Self { text: text.text, people: text.people, number, voice: None, voice_name: None, side: None }
    }
}

/// What the actor is asked for.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Asked {
    pub(crate) hit: Hit,
    pub(crate) stage: Stage,
    /// The object, which cannot be its own actor.
    pub(crate) object: Option<Chunk>,
}

/// The actor by the places of a rule.
pub(crate) fn actor(
    view: View<'_>,
    around: Around<'_>,
    places: &[ActorPlace],
    asked: Asked,
) -> Option<String> {
    let hit = asked.hit;
    let first_person = is_first_person(view, hit);
    for place in places {
        let found = match place {
            ActorPlace::Subject => by_subject(view, around, asked, first_person),
            ActorPlace::Agent => agent(view, hit).and_then(|chunk| all_agents(view, around, chunk)),
            ActorPlace::Owner => owner(view, hit).and_then(|chunk| name(view, around, chunk)),
            ActorPlace::Speaker => speaker(around),
            ActorPlace::Side => side_here(view, around, hit),
        };
        if found.is_some() {
            return found;
        }
        // Whom "she" means is not known; it is not whoever happens to speak.
        if *place == ActorPlace::Subject && is_third_pronoun(view, hit) {
            return None;
        }
    }
    None
}

fn is_third_pronoun(view: View<'_>, hit: Hit) -> bool {
    let head = subject(view, hit).and_then(|chunk| view.word(chunk.head));
    head.is_some_and(|word| {
        word.tags.all(Tags::PRONOUN | Tags::THIRD) && word.tags.any(Tags::MASCULINE | Tags::FEMININE)
    })
}

/// Whether the trigger speaks in the first person.
fn is_first_person(view: View<'_>, hit: Hit) -> bool {
    view.is(hit.head, Tags::FIRST)
        || subject(view, hit).is_some_and(|chunk| {
            (chunk.start..chunk.end)
                .any(|at| view.word(at).is_some_and(|word| word.tags.all(Tags::PRONOUN | Tags::FIRST)))
        })
}

/// Whether the trigger speaks in the first person singular.
fn speaks_of_self(view: View<'_>, hit: Hit) -> bool {
    let alone = |tags: Tags| tags.any(Tags::SINGULAR) && !tags.any(Tags::PLURAL);
    let subject = subject(view, hit).and_then(|chunk| view.word(chunk.head));
    match subject.filter(|word| word.tags.all(Tags::PRONOUN | Tags::FIRST)) {
        Some(word) => alone(word.tags),
        None => view.word(hit.head).is_some_and(|word| word.tags.any(Tags::FIRST) && alone(word.tags)),
    }
}

fn by_subject(view: View<'_>, around: Around<'_>, asked: Asked, first_person: bool) -> Option<String> {
    let Asked { hit, stage, object } = asked;
    let told = matches!(stage, Stage::Proposed | Stage::CalledFor | Stage::Supported | Stage::Ordered);
    if first_person {
        // "We plan" is said for a state or a body, "I plan", "I propose" and "we propose" for oneself.
        let own = told && !view.is(hit.head, Tags::SHORT) || speaks_of_self(view, hit);
        return if own { speaker(around) } else { side(around).or_else(|| speaker(around)) };
    }
    // "People were urged": who is urged is not who urges.
    let suffers = view.word(hit.head).is_some_and(|word| {
        let mut finite = word.readings.iter().filter(|reading| reading.tags.any(Tags::FINITE));
        finite.next().is_some_and(|first| first.tags.any(Tags::PASSIVE))
            && finite.all(|reading| reading.tags.any(Tags::PASSIVE))
    });
    if suffers && told {
        return None;
    }
    let is_object = |chunk: &Chunk| object.is_some_and(|object| object.head == chunk.head);
    let own = subject(view, hit).filter(|chunk| !is_object(chunk));
    let chunk = own.or_else(|| {
        let past = view.word(hit.head).is_some_and(|word| {
            let acts = |tags: Tags| tags.any(Tags::FINITE) && !tags.any(Tags::PASSIVE | Tags::REFLEXIVE);
            word.readings.iter().any(|reading| acts(reading.tags))
        });
        past.then(|| earlier_subject(view, hit)).flatten().filter(|chunk| !is_object(chunk))
    });
    names(view, around, chunk?)
}

/// The subject that a predicate shares with an earlier one of its sentence: "поддержал…; предложил…".
fn earlier_subject(view: View<'_>, hit: Hit) -> Option<Chunk> {
    let start = view.start(hit.start);
    let earlier = (0..start).find(|at| view.is_predicate(*at))?;
    let shared = view
        .word(start.checked_sub(1)?)
        .is_some_and(|word| word.is_comma() || &*word.fold == ";" || word.tags.any(Tags::COORDINATOR));
    let chunk = place::subject_left(view, earlier).filter(|chunk| chunk.end <= earlier)?;
    let numbers = Tags::SINGULAR | Tags::PLURAL;
    let same = |one: usize, other: usize| {
        let (a, b) = (
            view.word(one).map_or(Tags::NONE, |word| word.tags.and(numbers)),
            view.word(other).map_or(Tags::NONE, |word| word.tags.and(numbers)),
        );
        a == Tags::NONE || b == Tags::NONE || a.any(b)
    };
    (shared && same(earlier, hit.head)).then_some(chunk)
}

/// The names of coordinated subjects: "Chile and Peru" are two, "Estonia, Latvia and Lithuania" three.
fn names(view: View<'_>, around: Around<'_>, last: Chunk) -> Option<String> {
    let mut found = vec![name(view, around, last)?];
    let mut first = last;
    while found.len() < 6 {
        let Some(joint) = first.start.checked_sub(1) else { break };
        let joins = view.is(joint, Tags::COORDINATOR)
            || found.len() > 1 && view.word(joint).is_some_and(crate::extract::analysis::Word::is_comma);
        let before = view.sentence.chunks_before(joint).next().copied();
        let fits =
            |chunk: &Chunk| chunk.end == joint && chunk.preposition.is_none() && is_somebody(view, chunk);
        let Some(before) = before.filter(|chunk| joins && fits(chunk)) else { break };
        let Some(own) = name(view, around, before) else { break };
        found.push(own);
        first = before;
    }
    if found.len() > 1 && !is_somebody(view, &last) {
        found.truncate(1);
    }
    found.reverse();
    Some(found.join(", "))
}

/// The subject of the trigger.
pub(crate) fn subject(view: View<'_>, hit: Hit) -> Option<Chunk> {
    let (first, last) = view.word(hit.head).and_then(|word| word.group).unwrap_or((hit.head, hit.head));
    if view.lexicon.order == Order::ObjectVerb {
        return modified::doer(view, first.min(hit.start));
    }
    let relative = view.start(first);
    if view.word(relative).is_some_and(|word| word.tags.any(Tags::RELATIVE) && word.part_of.is_none())
        && relative < first
    {
        let antecedent = view.sentence.chunks_before(relative).next().copied();
        let own = place::subject_left(view, first).filter(|chunk| chunk.start > relative);
        // "Фонд, который предлагал учредить Таджикистан": a thing is proposed by who stands after the verb.
        let after = || {
            let thing = antecedent.filter(|chunk| !view.is(chunk.head, Tags::CAPITAL))?;
            let right = place::subject_right(view, last + 1)?;
            (right.start > thing.end && is_head_somebody(view, &right)).then_some(right)
        };
        return own.or_else(after).or(antecedent);
    }
    place::subject_left(view, first.min(hit.start)).or_else(|| {
        let right = place::subject_right(view, last + 1)?;
        let person = view.is_class(right.head, view.grammar.title) || is_only_nominative(view, right);
        (right.start <= last + 3 && person).then_some(right)
    })
}

fn is_only_nominative(view: View<'_>, chunk: Chunk) -> bool {
    view.word(chunk.head).is_some_and(|word| !word.tags.any(Tags::ACCUSATIVE))
        || (chunk.start..chunk.end).all(|at| view.is(at, Tags::CAPITAL))
}

/// The doers of a passive: "осуществляемый Казахстаном, Азербайджаном и Узбекистаном" names three.
fn all_agents(view: View<'_>, around: Around<'_>, first: Chunk) -> Option<String> {
    let mut found = vec![name(view, around, first)?];
    let mut last = first;
    while found.len() < 6 {
        let joint = last.end;
        let joins = view.is(joint, Tags::COORDINATOR)
            || view.word(joint).is_some_and(crate::extract::analysis::Word::is_comma);
        let next = view.sentence.chunks_from(joint + 1).next().copied();
        let fits = |chunk: &Chunk| {
            chunk.start == joint + 1
                && chunk.preposition.is_none()
                && (chunk.cases == Tags::NONE || chunk.cases.any(first.cases))
                && is_head_somebody(view, chunk)
        };
        let Some(next) = next.filter(|chunk| joins && fits(chunk)) else { break };
        let Some(own) = name(view, around, next) else { break };
        found.push(own);
        last = next;
    }
    // A comma alone joins nothing: the last two are joined by "and".
    let joined = last.start.checked_sub(1).is_some_and(|at| view.is(at, Tags::COORDINATOR));
    if !joined {
        found.truncate(1);
    }
    Some(found.join(", "))
}

/// The doer of a passive: an instrumental, or a noun phrase after "by".
fn agent(view: View<'_>, hit: Hit) -> Option<Chunk> {
    let start = view.start(hit.start);
    let limit = view.end(hit.head) + 1;
    let is_agent = |chunk: &&Chunk| {
        let by = chunk.preposition.is_some_and(|at| view.is_class(at, view.grammar.by));
        let bare = chunk.preposition.is_none()
            && chunk.cases.any(Tags::INSTRUMENTAL)
            && !chunk.cases.any(Tags::NOMINATIVE | Tags::ACCUSATIVE);
        (by || bare) && chunk.start >= start && chunk.end <= limit + 6 && is_head_somebody(view, chunk)
    };
    view.sentence
        .chunks_from(hit.end)
        .take_while(|chunk| chunk.start < limit)
        .find(is_agent)
        .or_else(|| {
            view.sentence.chunks_before(hit.start).take_while(|chunk| chunk.start >= start).find(is_agent)
        })
        .copied()
}

/// Whether the noun of a phrase is somebody: a name, an office, a body.
pub(crate) fn is_head_somebody(view: View<'_>, chunk: &Chunk) -> bool {
    is_somebody(view, &Chunk { start: chunk.head, end: chunk.head + 1, ..*chunk })
        || view.word(chunk.head).is_some_and(|word| word.partner.is_some() || word.shape.any(Tags::QUOTED))
}

pub(crate) fn is_somebody(view: View<'_>, chunk: &Chunk) -> bool {
    let grammar = view.grammar;
    (chunk.start..chunk.end).any(|at| {
        view.word(at).is_some_and(|word| {
            word.shape.any(Tags::CAPITAL | Tags::ACRONYM)
                || [grammar.title, grammar.body, grammar.state, grammar.people, grammar.group_noun]
                    .iter()
                    .any(|class| word.classes.any(*class))
        })
    })
}

/// The owner of a noun: the genitive in its phrase, or the possessor before it.
fn owner(view: View<'_>, hit: Hit) -> Option<Chunk> {
    if view.lexicon.order == Order::ObjectVerb {
        return modified::owner(view, hit);
    }
    let chunk = *view.sentence.chunk_at(hit.head)?;
    let named =
        |at: usize| view.is(at, Tags::CAPITAL | Tags::ACRONYM) || view.is_class(at, view.grammar.body);
    let possessive = (chunk.start..hit.head).rev().find(|at| view.is(*at, Tags::POSSESSIVE) && named(*at));
    if let Some(last) = possessive {
        return Some(Chunk {
            start: chunk.start,
            end: last + 1,
            head: last,
            preposition: None,
            cases: Tags::NOMINATIVE,
        });
    }
    let first =
        (hit.head + 1..chunk.end).find(|at| view.is(*at, Tags::GENITIVE) && !view.is(*at, Tags::MARK))?;
    let somebody = (first..chunk.end).any(|at| named(at) || view.is_class(at, view.grammar.title));
    let head = (first..chunk.end).find(|at| view.is(*at, Tags::NOUN))?;
    somebody.then_some(Chunk { start: first, end: chunk.end, head, preposition: None, cases: Tags::GENITIVE })
}

fn speaker(around: Around<'_>) -> Option<String> {
    let known = around.voice.and_then(|(person, _)| around.people.name(person));
    known.or(around.voice_name).map(str::to_owned)
}

/// The state or body for which the speaker says "we"; the one the article is about only for a statesman.
fn side(around: Around<'_>) -> Option<String> {
    let person = around.voice.and_then(|(person, _)| around.people.all.get(person));
    let Some(person) = person else { return around.side.map(str::to_owned) };
    // A mayor's "we" is no state: it is he who speaks.
    let own = person.side.clone().filter(|_| person.of_state);
    let statesman = person.ranked && person.side.is_none() && person.body.is_none();
    own.or_else(|| around.side.filter(|_| statesman).map(str::to_owned))
}

/// The state named in the clause of a deed without doer ("В Казахстане запущены…"), or the speaker's own.
fn side_here(view: View<'_>, around: Around<'_>, hit: Hit) -> Option<String> {
    let start = view.start(hit.start);
    let country = view.lexicon.class("country");
    let named = (start..view.end(hit.head)).find(|at| {
        let inside = view.sentence.chunk_at(*at).is_some_and(|chunk| {
            chunk.preposition.is_some() && chunk.head == *at && chunk.cases.any(Tags::LOCATIVE)
        });
        view.is_class(*at, country) && inside
    });
    if let Some(at) = named {
        return Some(label::bare(&label::nominative(view, around.text, at, at)));
    }
    let spoken = around.voice.filter(|(person, direct)| {
        *direct || around.people.all.get(*person).is_some_and(|person| !person.offices.is_empty())
    });
    spoken.and_then(|_| side(around))
}

/// The name of whoever a noun phrase stands for.
pub(crate) fn name(view: View<'_>, around: Around<'_>, chunk: Chunk) -> Option<String> {
    let span = view.sentence.span_of(chunk.start, chunk.end);
    let place = (around.number, chunk.start);
    let head = view.word(chunk.head)?;
    // "Администрация президента Имя" is the body, "Mr Key's cabinet" too.
    let of_body = head.classes.any(view.grammar.body) && !head.classes.any(view.grammar.title);
    if let Some(person) = around.people.within(span).filter(|_| !of_body) {
        return around.people.name(person).map(str::to_owned);
    }
    if head.tags.all(Tags::PRONOUN | Tags::FIRST) {
        return speaker(around);
    }
    if head.tags.any(Tags::PRONOUN) {
        if head.tags.any(Tags::PLURAL) && !head.tags.any(Tags::SINGULAR) {
            return around.people.group_before(place).map(str::to_owned);
        }
        if view.gender(chunk.head) == Tags::NONE
            && let Some(thing) = thing_before(view, chunk.start)
        {
            return name(view, around, thing);
        }
        let person = around.people.last_subject(place, view.gender(chunk.head));
        return person.and_then(|person| around.people.name(person)).map(str::to_owned);
    }
    // "Депутаттар" are many, even where one of them is named.
    let many = view.lexicon.order == Order::ObjectVerb
        && head.tags.any(Tags::PLURAL)
        && !head.tags.any(Tags::SINGULAR);
    let named_office = (chunk.start..chunk.end).find_map(|at| around.people.with_office(view, at, place));
    if let Some(person) = named_office.filter(|_| !many && view.is_class(chunk.head, view.grammar.title)) {
        return around.people.name(person).map(str::to_owned);
    }
    let bare =
        (chunk.start..chunk.head).all(|at| view.is(at, Tags::DETERMINER)) && chunk.end == chunk.head + 1;
    let known = view.is_class(chunk.head, view.grammar.body) && bare && !head.shape.any(Tags::ACRONYM);
    if let Some(body) = known.then(|| around.people.body_before(view, chunk.head, place)).flatten() {
        return Some(body.to_owned());
    }
    let text = body_name(view, around.text, chunk);
    (!text.is_empty()).then_some(text)
}

/// "The bank said it would lend": the body or state that "it" stands for in its sentence.
fn thing_before(view: View<'_>, at: usize) -> Option<Chunk> {
    let thing = view.grammar.body.or(view.grammar.place).or(view.grammar.state);
    let fits = |chunk: &&Chunk| {
        let nominative = chunk.cases == Tags::NONE || chunk.cases.any(Tags::NOMINATIVE);
        chunk.preposition.is_none()
            && nominative
            && view.is_class(chunk.head, thing)
            && (chunk.end..chunk.end + 3).any(|place| view.is_class(place, view.grammar.say))
    };
    view.sentence.chunks_before(at).find(fits).copied()
}

/// The name of a body: what is in marks or in Latin letters where its noun says no more than what it is.
pub(crate) fn body_name(view: View<'_>, text: &str, chunk: Chunk) -> String {
    quoted_name(view, text, chunk)
        .or_else(|| proper_name(view, text, chunk))
        .unwrap_or_else(|| phrase(view, text, chunk))
}

/// "компания Nordmelk": a name of its own after a noun for a body.
fn proper_name(view: View<'_>, text: &str, chunk: Chunk) -> Option<String> {
    let from = chunk.head + 1;
    let own = |at: usize| {
        view.is(at, Tags::CAPITAL) && view.is(at, Tags::UNKNOWN) && !view.is(at, Tags::ADJECTIVE | Tags::MARK)
    };
    let generic = view.is_class(chunk.head, view.grammar.body) && !view.is(chunk.head, Tags::CAPITAL);
    let fits = generic && from < chunk.end && (from..chunk.end).all(own);
    fits.then(|| label::bare(view.sentence.span_of(from, chunk.end).of(text)))
}

/// The quoted name of a body whose noun says no more than that it is one: "компания «Ак жол»".
fn quoted_name(view: View<'_>, text: &str, chunk: Chunk) -> Option<String> {
    let body = view.is_class(chunk.head, view.grammar.body);
    let open = (chunk.start..chunk.end)
        .find(|at| view.word(*at).is_some_and(|word| word.partner.is_some_and(|to| to > *at)))?;
    let close = view.word(open)?.partner?;
    if view.lexicon.order == Order::ObjectVerb && close + 1 < chunk.end {
        // "«Барыс» хоккей клубы": the noun that follows belongs to the name.
        return None;
    }
    (body || open == chunk.start).then(|| label::one_line(view.sentence.span_of(open, close + 1).of(text)))
}

/// A noun phrase in the nominative, articles left out.
pub(crate) fn phrase(view: View<'_>, text: &str, chunk: Chunk) -> String {
    let mut start = past_owner(view, chunk);
    while start < chunk.head && view.is(start, Tags::DETERMINER) && !view.is(start, Tags::NUMERAL) {
        start += 1;
    }
    let mut end = chunk.end;
    let open = view.word(start).is_some_and(super::super::analysis::Word::is_mark);
    let mut out = if chunk.cases.any(Tags::NOMINATIVE) || chunk.cases == Tags::NONE || open {
        label::one_line(view.sentence.span_of(start, chunk.head + 1).of(text))
    } else {
        label::nominative(view, text, start, chunk.head)
    };
    if end > chunk.head + 12 {
        end = chunk.head + 12;
    }
    let rest: Span = view.sentence.span_of(chunk.head + 1, end);
    if end > chunk.head + 1 {
        let head_end = view.sentence.span_of(chunk.head, chunk.head + 1).end;
        if rest.start > head_end {
            out.push(' ');
        }
        out.push_str(&label::one_line(rest.of(text)));
    }
    label::bare(&out)
}

/// The first word after an owner that only places a proper name: "the government's Flag Consideration Project".
fn past_owner(view: View<'_>, chunk: Chunk) -> usize {
    let owner = (chunk.start..chunk.head).rev().find(|at| view.is(*at, Tags::POSSESSIVE));
    let named = |at: usize| (at..=chunk.head).all(|one| view.is(one, Tags::CAPITAL));
    owner.map(|at| at + 1).filter(|at| chunk.head > *at && named(*at)).unwrap_or(chunk.start)
}
