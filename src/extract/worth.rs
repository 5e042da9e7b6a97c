//! Whether what a rule found is worth telling: weighs the object, who does it, and what the article is about.

use crate::extract::analysis::{Chunk, Sentence, Word};
use crate::extract::clause::View;
use crate::extract::fields::actor::subject::subject;
use crate::extract::fields::kind;
use crate::extract::find::Found;
use crate::extract::grammar::Grammar;
use crate::extract::rule::{Hit, Need, ObjectPlace, Rule, StageSource};
use crate::extract::tags::Tags;
use crate::model::mention::{Kind, Stage};
use crate::model::morphology::Side;

/// The score from which a match is a mention.
pub(crate) const ENOUGH: f32 = 0.495;

/// What the article as a whole is about.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Ground {
    /// Share of words of politics and administration among all words.
    pub(crate) policy: f32,
    /// Share of words of news without initiatives.
    pub(crate) quiet: f32,
    /// Whether there is enough text to tell.
    pub(crate) tells: bool,
}

impl Ground {
    /// Counts the words of an article.
    pub(crate) fn of(sentences: &[Sentence], grammar: &Grammar) -> Self {
        let (mut words, mut policy, mut quiet) = (0.0_f32, 0.0_f32, 0.0_f32);
        let public = [grammar.policy, grammar.title, grammar.body, grammar.state];
        for word in sentences.iter().flat_map(|sentence| &sentence.words).filter(|word| !word.is_mark()) {
            words += 1.0;
            if public.iter().any(|class| word.classes.any(*class)) {
                policy += 1.0;
            }
            if word.classes.any(grammar.quiet) {
                quiet += 1.0;
            }
        }
        let all = words.max(1.0);
        Self { policy: policy / all, quiet: quiet / all, tells: words >= 60.0 }
    }

    /// What it adds to every score.
    fn weight(self) -> f32 {
        if !self.tells {
            return 0.0;
        }
        let quiet = if self.quiet > self.policy { -0.15 } else { 0.0 };
        let policy = match self.policy {
            share if share < 0.01 => -0.1,
            share if share > 0.05 => 0.05,
            _ => 0.0,
        };
        quiet + policy
    }
}

/// Whether the object is what the rule needs.
pub(crate) fn meets(view: View<'_>, rule: &Rule, hit: Hit, found: &Found) -> bool {
    if rule.kind.is_some() && rule.needs == Need::Any {
        return true;
    }
    let chunk_kind = found.target.chunk.and_then(|chunk| kind::of_chunk(view, chunk));
    let act = found.target.act;
    let deed = act.is_some_and(|act| is_act(view, act) || view.is_class(act, view.grammar.act_noun));
    let named = found.target.chunk.is_some_and(|chunk| kind::is_named(view, chunk));
    match rule.needs {
        Need::Any => {
            let own = act.is_none() && view.is_class(hit.head, view.grammar.deed);
            !rule.object_is.is_empty()
                || chunk_kind.is_some()
                || own
                || act.is_some_and(|act| deed || !view.is(act, Tags::REFLEXIVE))
        }
        Need::Known => {
            deed || chunk_kind.is_some() || (tells(rule) && view.is_class(hit.head, view.grammar.deed))
        }
        Need::Told => deed || chunk_kind.is_some() || is_official(view, hit),
        Need::Kind => chunk_kind.is_some(),
        Need::Solid => {
            chunk_kind.is_some_and(|kind| kind != Kind::Policy && kind != Kind::Other)
                || (named && chunk_kind.is_some())
        }
    }
}

/// Whether the trigger itself is what is done, not how it is spoken of.
fn tells(rule: &Rule) -> bool {
    matches!(rule.stage, StageSource::Tense)
        || matches!(rule.stage, StageSource::Fixed(Stage::Planned | Stage::Underway | Stage::Done))
}

/// Whether the word is a listed deed; "отказаться" is one only where it is listed itself.
fn is_act(view: View<'_>, at: usize) -> bool {
    let Some(word) = view.word(at) else { return false };
    word.readings.iter().any(|reading| {
        let own = view.lexicon.entry(*reading).is_some_and(|entry| entry.tags.any(Tags::REFLEXIVE));
        let borrowed = reading.tags.all(Tags::REFLEXIVE | Tags::INFINITIVE) && !own;
        reading.classes.any(view.grammar.act) && !borrowed
    })
}

/// How much speaks for a match, about 0 to 1.
pub(crate) fn score(view: View<'_>, rule: &Rule, hit: Hit, found: &Found, ground: &Ground) -> f32 {
    let of_itself = found.target.act == Some(hit.head);
    let object = if rule.kind.is_some() { 0.1 } else { object_weight(view, found, of_itself) };
    let subject = rule.object.first() == Some(&ObjectPlace::Subject) || of_itself;
    let doer = if subject { 0.0 } else { doer_weight(view, hit, found) };
    let sum = if gives_sum(view, hit, found) { 0.1 } else { 0.0 };
    rule.sure + ground.weight() + object + sum + doer + place_weight(view, hit, found)
}

/// What the object and the deed say.
fn object_weight(view: View<'_>, found: &Found, of_itself: bool) -> f32 {
    let grammar = view.grammar;
    let target = &found.target;
    let Some(chunk) = target.chunk else {
        let deed = target.act.is_some_and(|act| view.is_class(act, grammar.act));
        let vague = target.act.is_some_and(|act| view.is_class(act, grammar.vague));
        return match (deed, unlisted(view, target.act)) {
            (true, _) if vague => -0.2,
            (true, _) => 0.0,
            (false, false) => -0.1,
            (false, true) => -0.25,
        };
    };
    let mut weight = match kind::of_chunk(view, chunk) {
        Some(Kind::Policy | Kind::Other) => 0.05,
        Some(_) => 0.1,
        None => -0.05,
    };
    let telling = kind::telling_noun(view, chunk);
    let deed = target
        .act
        .is_some_and(|act| view.is_class(act, grammar.deed) || view.is_class(act, grammar.act_noun));
    let act = target.act.is_some_and(|act| is_act(view, act));
    weight += match (deed, act, of_itself) {
        (true, _, false) => 0.1,
        (false, true, false) | (true, _, true) => 0.05,
        (false, _, true) => 0.0,
        (false, false, false) if unlisted(view, target.act) => -0.15,
        (false, false, false) => -0.05,
    };
    // "Has promised to return them": what a pronoun stands for was named before.
    if telling.is_none() && !view.is(chunk.head, Tags::PRONOUN) {
        let acts = (chunk.start..chunk.end).any(|at| view.is_class(at, grammar.act_noun));
        // "Завершено 15 проектов": a count reports how far something has come.
        let counts = (chunk.start..chunk.head).any(|at| view.is(at, Tags::DIGITS))
            && view.lexicon.noun_head == Side::First
            && deed;
        let known = kind::of_chunk(view, chunk).is_some() && (deed || acts) || counts;
        weight -= if known { 0.05 } else { 0.15 };
        let several = view.is(chunk.head, Tags::PLURAL) && !view.is(chunk.head, Tags::SINGULAR);
        if view.is_class(chunk.head, grammar.umbrella) && several && !counts {
            weight -= 0.3;
        }
    }
    // "A program that installs itself" tells of nothing that somebody does.
    if view.is_class(chunk.head, grammar.reflexive) {
        weight -= 0.4;
    }
    if kind::is_named(view, chunk) {
        weight += 0.05;
    }
    if pays_for(view, found) {
        weight += 0.1;
    }
    if is_somebody(view, chunk) && !concerns_people(view, found) {
        weight -= 0.2;
    }
    weight
}

/// Whether money goes to a deed that is named: "выделят 60 млн на ремонт школ".
fn pays_for(view: View<'_>, found: &Found) -> bool {
    let target = &found.target;
    let spends = |at: usize| view.is_class(at, view.grammar.fund);
    let deed =
        |chunk: &Chunk| chunk.preposition.is_some() && view.is_class(chunk.head, view.grammar.act_noun);
    let verb = target.act.or_else(|| target.chunk.map(|chunk| chunk.start));
    let near = view.sentence.chunks_from(target.from).take_while(|chunk| chunk.start < target.to);
    view.lexicon.noun_head == Side::First && verb.is_some_and(spends) && near.into_iter().any(deed)
}

/// "Регионам выделят 100 млрд": whether a sum of thousands or more is given.
fn gives_sum(view: View<'_>, hit: Hit, found: &Found) -> bool {
    let sum = found.target.chunk.is_some_and(|chunk| {
        let large = |at: usize| view.is(at, Tags::NUMERAL) && !view.is(at, Tags::DIGITS);
        let counted = (chunk.start..chunk.head).any(|at| view.is(at, Tags::DIGITS));
        counted && (chunk.start..chunk.head).any(large)
    });
    view.lexicon.noun_head == Side::First && kind::spends(view, &found.target, hit) && sum
}

/// Whether an object is a person by name or office: "освободил Ивана Петрова", "поддержал президента".
fn is_somebody(view: View<'_>, chunk: Chunk) -> bool {
    let grammar = view.grammar;
    let named = (chunk.start..chunk.end).any(|at| view.is_class(at, grammar.given));
    let first = view.is_class(chunk.start, grammar.given) || view.is_class(chunk.head, grammar.given);
    // "Стать лидером": an office, not whoever holds it.
    let direct = chunk.cases == Tags::NONE || chunk.cases.any(Tags::NOMINATIVE | Tags::ACCUSATIVE);
    direct
        && kind::of_word(view, chunk.head).is_none()
        && (view.is_class(chunk.head, grammar.title) || (named && first))
}

/// Whether the deed is one done to people as such: appointed, trained.
fn concerns_people(view: View<'_>, found: &Found) -> bool {
    let of_people = |kind: Kind| matches!(kind, Kind::Appointment | Kind::Education);
    let act = found.target.act.and_then(|act| kind::of_word(view, act));
    found.kind.is_some_and(of_people) || act.is_some_and(of_people)
}

/// Whether the deed is an infinitive in no list of deeds: to sit down, to hurry.
fn unlisted(view: View<'_>, act: Option<usize>) -> bool {
    act.is_some_and(|act| view.is(act, Tags::INFINITIVE) && !is_act(view, act))
}

/// What the doer says: somebody who can propose and decide, or a thing that cannot.
fn doer_weight(view: View<'_>, hit: Hit, found: &Found) -> f32 {
    if view.is(hit.head, Tags::FIRST) {
        return 0.05;
    }
    let Some(chunk) = subject(view, hit) else { return if hangs(view, hit) { -0.15 } else { 0.0 } };
    if found.target.chunk.is_some_and(|object| object.head == chunk.head) {
        return 0.0;
    }
    let official = is_official(view, hit);
    let mut somebody = view.is(chunk.head, Tags::PRONOUN) || view.is_class(chunk.head, view.grammar.people);
    for word in view.sentence.words.iter().take(chunk.end).skip(chunk.start) {
        somebody |= word.classes.any(view.grammar.given);
        somebody |=
            word.shape.any(Tags::CAPITAL) && (!word.shape.any(Tags::INITIAL) || word.tags.any(Tags::UNKNOWN));
    }
    match (official, somebody) {
        // What a public body itself does is more often worth telling than what "they" or "he" does.
        (true, _) if view.is_class(hit.head, view.grammar.deed) => 0.1,
        (true, _) => 0.05,
        (false, true) => 0.0,
        (false, false) if is_document(view, chunk) => 0.0,
        // "The report recommends raising the age".
        (false, false) if view.is_class(chunk.head, view.grammar.advice) => 0.0,
        (false, false) if is_thing(view, chunk) => -0.2,
        (false, false) => -0.05,
    }
}

/// Whether a bare past form has words of its clause before it but nobody who did it: "in self imposed exile". Where
/// no endings tell, it is more likely a participle.
fn hangs(view: View<'_>, hit: Hit) -> bool {
    let caseless = view.is_caseless();
    let bare = view.word(hit.head).is_some_and(|word| {
        word.tags.all(Tags::FINITE | Tags::PAST) && word.group.is_none() && !word.tags.any(Tags::NOUN)
    });
    let start = view.start(hit.head);
    let joined = start.checked_sub(1).is_some_and(|at| view.is(at, Tags::COORDINATOR));
    caseless && bare && start < hit.head && !joined && !view.is(start, Tags::ADVERB)
}

/// Whether the doer is an office, a body, a state or a place that stands for one.
fn is_official(view: View<'_>, hit: Hit) -> bool {
    let grammar = view.grammar;
    let public =
        [grammar.title, grammar.body, grammar.state, grammar.place, grammar.group_noun, grammar.gathering];
    subject(view, hit).is_some_and(|chunk| {
        let words = view.sentence.words.iter().take(chunk.end).skip(chunk.start);
        words
            .into_iter()
            .any(|word| public.iter().any(|class| word.classes.any(*class)) || word.shape.any(Tags::ACRONYM))
    })
}

/// Whether a subject sets out what will be done: a programme, a law, a treaty, a body.
fn is_document(view: View<'_>, chunk: Chunk) -> bool {
    matches!(
        kind::of_word(view, chunk.head),
        Some(Kind::Programme | Kind::Law | Kind::Cooperation | Kind::Institution)
    )
}

/// Whether a subject is listed as a thing that neither proposes nor decides.
fn is_thing(view: View<'_>, chunk: Chunk) -> bool {
    // A factory, a school or a fund stands for the people who run it.
    let runs = matches!(
        kind::of_word(view, chunk.head),
        Some(Kind::Institution | Kind::Infrastructure | Kind::Education)
    );
    let listed = |word: &Word| !word.tags.any(Tags::UNKNOWN) && word.tags.any(Tags::NOUN);
    !runs && view.word(chunk.head).is_some_and(listed)
}

/// Whether a clause after "that" tells what the noun before it is like: "a regulation that will define their work", not
/// "the idea that".
fn follows_noun(view: View<'_>, start: usize) -> bool {
    let caseless = view.is_caseless();
    let that = start.checked_sub(1).filter(|at| caseless && view.is_class(*at, view.grammar.that));
    let noun = that.and_then(|that| that.checked_sub(1));
    let grammar = view.grammar;
    // "Told leaders that": whom it is told.
    let told = |at: usize| {
        (at.saturating_sub(4)..at).any(|place| view.is_class(place, grammar.say) && view.is_predicate(place))
    };
    noun.is_some_and(|at| {
        let known = view.is(at, Tags::NOUN) && !view.is(at, Tags::FINITE | Tags::UNKNOWN | Tags::ADJECTIVE);
        known && !view.is_class(at, grammar.carrier.or(grammar.time).or(grammar.people)) && !told(at)
    })
}

/// What stands around it: words of quiet news, a relative clause.
fn place_weight(view: View<'_>, hit: Hit, found: &Found) -> f32 {
    let start = view.start(hit.start);
    let end = found.target.to.max(hit.end);
    let quiet = view.sentence.any(start, end, |word| word.classes.any(view.grammar.quiet));
    let relative =
        view.word(start).is_some_and(|word| word.tags.any(Tags::RELATIVE) && word.part_of.is_none());
    let relative = relative || follows_noun(view, start);
    let law = view.is_class(hit.head, view.grammar.law_verb);
    let past = view.is(hit.head, Tags::PAST | Tags::SHORT);
    // What a planned thing will do is told of it; that a law takes effect, or that it was done, is news.
    let relative = match (relative, law, past) {
        (true, true, _) => -0.05,
        (true, false, true) => -0.15,
        (true, false, false) => -0.3,
        (false, _, _) => 0.0,
    };
    // The meeting that an article reports frames it and is no initiative.
    let told = view.word(hit.head).is_some_and(|word| {
        let own = word.tags_in(hit.classes);
        let tags = if own == Tags::NONE { word.tags } else { own };
        tags.any(Tags::PAST | Tags::SHORT)
    });
    let framing =
        told && found.target.chunk.is_some_and(|chunk| view.is_class(chunk.head, view.grammar.gathering));
    // That it was called off or moved is news all the same.
    let ruled = view.is_class(hit.head, view.grammar.overruling);
    let framing = match (framing, view.sentence.block) {
        (true, _) if view.is_class(hit.head, view.grammar.holding) && !ruled => -0.3,
        (true, 0 | 1) => -0.2,
        (true, _) => -0.05,
        (false, _) => 0.0,
    };
    (if quiet { -0.2 } else { 0.0 }) + relative + framing
}
