//! Tries the rules on every sentence and keeps the best of what overlaps. Never emits two mentions of one object.

use crate::extract::analysis::{Sentence, Shelf, Word};
use crate::extract::clause::View;
use crate::extract::grammar::Grammar;
use crate::extract::lexicon::Lexicon;
use crate::extract::phrases::Phrases;
use crate::extract::rule::{Hit, ObjectPlace, Rule, Rules, StageSource};
use crate::extract::tags::Tags;
use crate::extract::target::{Target, targets};
use crate::extract::worth;
use crate::model::mention::{Kind, Polarity, Stage};
use crate::model::morphology::{Order, Side};

/// Mentions that one sentence may hold.
const MOST: usize = 24;
/// Words that a condition may stand before its consequence.
const CONDITION: usize = 20;
/// Places of one sentence where rules may fire.
const MOST_HITS: usize = 60;

/// A match of a rule, before fields are filled.
#[derive(Clone, Debug)]
pub(crate) struct Candidate<'a> {
    pub(crate) rule: &'a Rule,
    pub(crate) hit: Hit,
    pub(crate) targets: Vec<Found>,
    pub(crate) stage: Stage,
    pub(crate) polarity: Polarity,
    pub(crate) score: f32,
    /// First word of the span of the first target.
    pub(crate) start: usize,
}

/// A target with what it is.
#[derive(Clone, Debug)]
pub(crate) struct Found {
    pub(crate) target: Target,
    pub(crate) kind: Option<Kind>,
}

/// What a rule that fired came to; for whoever writes rules.
#[derive(Clone, Debug, PartialEq)]
pub enum Verdict {
    /// It made a mention.
    Kept,
    /// Its clause holds what its `unless` names.
    Unless,
    /// Its object is not there.
    NoObject,
    /// Its object is not what it needs.
    Unneeded,
    /// Too little speaks for it: the score it reached.
    Weak(f32),
    /// A surer rule speaks about the same words.
    Beaten,
}

/// A rule that fired at a place.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Firing<'a> {
    pub(crate) rule: &'a Rule,
    pub(crate) hit: Hit,
}

/// The candidates of a sentence that stand, in order of place.
pub(crate) fn find<'a>(
    view: View<'_>,
    rules: &'a Rules,
    ground: &worth::Ground,
    mut log: impl FnMut(Firing<'a>, Verdict),
) -> Vec<Candidate<'a>> {
    let mut all = Vec::new();
    let mut hits = 0;
    let mut bits = Vec::new();
    for (at, word) in view.sentence.words.iter().enumerate() {
        if word.part_of.is_some() || word.is_mark() {
            continue;
        }
        // Of a rule's triggers, the first that is found counts.
        let mut last = None;
        for (place, trigger) in rules.index.triggers(word, &mut bits) {
            let Some(rule) = rules.all.get(place).filter(|_| last != Some(place)) else { continue };
            let found = rule.triggers.get(trigger).and_then(|trigger| trigger.at(view.sentence, at));
            last = found.map(|_| place).or(last);
            let Some(hit) = found.map(|hit| with_helpers(view, hit)) else { continue };
            hits += 1;
            if hits > MOST_HITS {
                break;
            }
            match judge(view, rule, hit, ground) {
                Ok(candidate) => all.push(candidate),
                Err(verdict) => log(Firing { rule, hit }, verdict),
            }
        }
    }
    best(view, all, log)
}

/// The trigger with the helping words that follow its verb, where they do.
fn with_helpers(view: View<'_>, hit: Hit) -> Hit {
    let group = view.word(hit.head).and_then(|word| word.group);
    let last =
        group.filter(|_| view.lexicon.order == Order::ObjectVerb).map_or(hit.end, |(_, last)| last + 1);
    Hit { end: hit.end.max(last), ..hit }
}

fn judge<'a>(
    view: View<'_>,
    rule: &'a Rule,
    hit: Hit,
    ground: &worth::Ground,
) -> Result<Candidate<'a>, Verdict> {
    let clause = (view.start(hit.start), view.end(hit.start).max(view.end(hit.head)).max(hit.end));
    if names_speaker(view, hit)
        || rule.unless.iter().any(|pattern| pattern.within(view.sentence, clause.0, clause.1 + 2))
    {
        return Err(Verdict::Unless);
    }
    let found = object(view, rule, hit)?;
    let score = found.iter().map(|one| worth::score(view, rule, hit, one, ground)).fold(0.0, f32::max);
    if score < worth::ENOUGH {
        return Err(Verdict::Weak(score));
    }
    let stage = stage(view, rule, hit);
    let start = span_start(view, rule, hit, &found);
    let none = found.first().is_some_and(|one| names_none(view, one));
    let polarity = if none { Polarity::Denied } else { polarity(view, rule, hit) };
    Ok(Candidate { rule, hit, targets: found, stage, polarity, score, start })
}

/// Whether a verb of saying only names who said what stands before it: "…, announced Gizzat Omarov".
fn names_speaker(view: View<'_>, hit: Hit) -> bool {
    let order = view.lexicon.order == Order::VerbObject && view.lexicon.noun_head == Side::Last;
    let says = order && view.is_class(hit.head, view.grammar.say) && view.is(hit.head, Tags::FINITE);
    // "“We have a plan,” announced Gizzat Omarov": the comma may stand inside the marks.
    let mark = |back: usize, of: fn(&Word) -> bool| {
        hit.head.checked_sub(back).and_then(|at| view.word(at)).is_some_and(of)
    };
    let quoted = mark(1, Word::is_closing) && mark(2, Word::is_comma);
    if !says || (!quoted && view.start(hit.head) != hit.head) {
        return false;
    }
    let comma = quoted || mark(1, Word::is_comma);
    let next = view.sentence.chunks_from(hit.head + 1).next().filter(|chunk| chunk.start == hit.head + 1);
    let person = |at: usize| view.is_class(at, view.grammar.given.or(view.grammar.title));
    comma
        && next
            .is_some_and(|chunk| view.is(chunk.start, Tags::CAPITAL) || (chunk.start..chunk.end).any(person))
}

/// What stands at the first place of the rule where there is what it needs.
fn object(view: View<'_>, rule: &Rule, hit: Hit) -> Result<Vec<Found>, Verdict> {
    let mut verdict = Verdict::NoObject;
    for place in &rule.object {
        let all = targets(view, *place, hit).into_iter();
        let found: Vec<Found> = all
            .map(|target| Found {
                kind: rule
                    .kind
                    .or_else(|| crate::extract::fields::kind::kind_of(view, &target, hit))
                    .or_else(|| crate::extract::fields::kind::of_word(view, hit.head)),
                target,
            })
            .collect();
        if found.iter().any(|one| worth::meets(view, rule, hit, one) && object_is(view, rule, hit, one)) {
            return Ok(found);
        }
        if !found.is_empty() {
            verdict = Verdict::Unneeded;
        }
    }
    Err(verdict)
}

/// Whether one of the first words of the object is what the rule asks for.
fn object_is(view: View<'_>, rule: &Rule, hit: Hit, found: &Found) -> bool {
    let from = found.target.from;
    // "Parliament passes the bill": what stands before the trigger ends there, where heads come last.
    let subject =
        rule.object.first() == Some(&ObjectPlace::Subject) && view.is_caseless() && from < hit.start;
    let to = if subject { hit.start.min(from + 5) } else { from + 5 };
    let words = view.sentence.words.iter().take(to).skip(from);
    // Where the head comes last, much may stand before it.
    let head = found.target.chunk.filter(|_| view.lexicon.order == Order::ObjectVerb);
    let head = head.and_then(|chunk| view.word(chunk.head));
    rule.object_is.is_empty()
        || head.is_some_and(|head| rule.object_is.iter().any(|condition| head.is(condition)))
        || words.into_iter().any(|word| rule.object_is.iter().any(|condition| word.is(condition)))
}

/// The stage by the rule, the listed word or the tense of the trigger.
fn stage(view: View<'_>, rule: &Rule, hit: Hit) -> Stage {
    match rule.stage {
        StageSource::Fixed(stage) => stage,
        StageSource::Word => listed_stage(view, hit).unwrap_or(Stage::Proposed),
        StageSource::Tense => {
            let tags = view.word(hit.head).map_or(Tags::NONE, |word| {
                let own = word.tags_in(hit.classes);
                // A condition may name the word itself and no class.
                if own.any(Tags::VERB) { own } else { word.tags }
            });
            let bare = tags.any(Tags::INFINITIVE) && !tags.any(Tags::FINITE | Tags::PAST);
            // "Is due to rise": what is only named is still to come.
            if bare || tags.any(Tags::FUTURE | Tags::INTENTION | Tags::CONDITIONAL) {
                Stage::Planned
            } else if tags.any(Tags::PAST) && !tags.any(Tags::PROGRESSIVE) || tags.any(Tags::SHORT) {
                Stage::Done
            } else {
                Stage::Underway
            }
        }
    }
}

fn listed_stage(view: View<'_>, hit: Hit) -> Option<Stage> {
    let word = view.word(hit.head)?;
    let listed = word.readings.iter().filter(|reading| reading.classes.any(hit.classes));
    let mut stages = listed.filter_map(|reading| view.lexicon.entry(*reading)?.stage);
    stages.next().or_else(|| {
        (hit.start..hit.end).find_map(|at| {
            let word = view.word(at)?;
            word.readings.iter().find_map(|reading| view.lexicon.entry(*reading)?.stage)
        })
    })
}

fn span_start(view: View<'_>, rule: &Rule, hit: Hit, found: &[Found]) -> usize {
    let first = found.first().map_or(hit.start, |one| one.target.from.min(hit.start));
    match rule.object.first() {
        Some(ObjectPlace::Host) => return first,
        // The items of a list stand apart from the words that lead to it.
        Some(ObjectPlace::Items) => return found.first().map_or(first, |one| one.target.from),
        _ => {}
    }
    let group = view.word(hit.head).and_then(|word| word.group).map_or(hit.start, |(first, _)| first);
    view.start(first.min(group)).min(first)
}

/// Whether there is no such thing: "no parades were cancelled", "announced no new taxes".
fn names_none(view: View<'_>, found: &Found) -> bool {
    found.target.chunk.is_some_and(|chunk| (chunk.start..chunk.head).any(|at| says_no(view, at)))
}

/// Whether a word denies the noun it stands before: "no", "ни один".
fn says_no(view: View<'_>, at: usize) -> bool {
    view.word(at).is_some_and(|word| word.tags.all(Tags::NEGATIVE | Tags::DETERMINER))
}

/// Whether the clause that begins at `start` is what there is no sign of: "there is no suggestion that it will close".
fn is_unsaid(view: View<'_>, start: usize) -> bool {
    let that = start.checked_sub(1).filter(|at| view.is_class(*at, view.grammar.that));
    let noun = that.and_then(|that| that.checked_sub(1)).filter(|at| view.is(*at, Tags::NOUN));
    noun.is_some_and(|noun| (noun.saturating_sub(3)..noun).any(|at| says_no(view, at)))
}

/// Whether the clause denies or only supposes what the trigger says.
fn polarity(view: View<'_>, rule: &Rule, hit: Hit) -> Polarity {
    if let Some(known) = rule.polarity {
        return known;
    }
    // "Не намерено": a predicate that is no verb has its negation right before it.
    let negation =
        |at: usize| view.word(at).is_some_and(|word| word.tags.all(Tags::NEGATIVE | Tags::PARTICLE));
    let before = hit.start.checked_sub(1).is_some_and(negation) && view.lexicon.order == Order::VerbObject;
    let denied = before
        || denied_before(view, hit)
        || (hit.start..hit.end).any(|at| view.is(at, Tags::NEGATIVE) && !view.is(at, Tags::PARTICLE));
    let start = view.start(hit.start);
    let denied = denied || is_unsaid(view, start);
    let supposed = (start.saturating_sub(2)..hit.start).any(|at| view.is_class(at, view.grammar.condition))
        || follows_condition(view, start)
        || start.checked_sub(1).is_some_and(|before| view.is_class(before, view.grammar.question))
        || asks(view, start)
        || (!speaks(rule) && (hit.head..hit.head + 2).any(|at| view.is_class(at, view.grammar.wish)));
    if denied {
        Polarity::Denied
    } else if supposed {
        Polarity::Supposed
    } else {
        Polarity::Asserted
    }
}

/// Whether the clause that begins at `start` is a question told in passing: "уточнил, какие школы закроют".
fn asks(view: View<'_>, start: usize) -> bool {
    let told = start.checked_sub(1).and_then(|at| view.word(at)).is_some_and(Word::is_comma);
    told && view.is_class(start, view.grammar.question)
}

/// Whether helping words before the trigger deny it: "are not going to build", "no immediate plans to build".
fn denied_before(view: View<'_>, hit: Hit) -> bool {
    let noun = view.is(hit.head, Tags::NOUN);
    let light = if noun { Tags::ADJECTIVE | Tags::DETERMINER } else { Tags::AUXILIARY | Tags::ADVERB };
    let near = (hit.head.saturating_sub(4)..hit.head).rev();
    let helpers: Vec<usize> = near
        .take_while(|at| {
            view.is(*at, light | Tags::NEGATIVE) && view.word(*at).is_some_and(|word| word.part_of.is_none())
        })
        .collect();
    let helps = |at: &usize| view.is(*at, if noun { Tags::DETERMINER } else { Tags::AUXILIARY });
    helpers.iter().any(|at| view.is(*at, Tags::NEGATIVE)) && helpers.iter().any(helps)
}

/// Whether the clause that begins at `start` is what a condition before it leads to: "если суд решит, придётся снести".
fn follows_condition(view: View<'_>, start: usize) -> bool {
    let opens = |at: usize| {
        view.is_class(at, view.grammar.condition)
            && at.checked_sub(1).and_then(|before| view.word(before)).is_none_or(Word::is_stop)
    };
    let earlier = (start.saturating_sub(CONDITION)..start).rev();
    let mut near = earlier.take_while(|at| view.word(*at).is_some_and(|word| !word.is_hard_stop()));
    near.any(opens)
}

/// Whether the rule is about what people say they wish, where "would" is only polite.
fn speaks(rule: &Rule) -> bool {
    matches!(rule.stage, StageSource::Word)
        || matches!(rule.stage, StageSource::Fixed(Stage::Proposed | Stage::CalledFor | Stage::Supported))
}

/// Of candidates about the same words, the surest.
fn best<'a>(
    view: View<'_>,
    mut all: Vec<Candidate<'a>>,
    mut log: impl FnMut(Firing<'a>, Verdict),
) -> Vec<Candidate<'a>> {
    // Of equally sure ones, that with the fuller trigger.
    let rank = |one: &Candidate<'_>| {
        let words = u8::try_from(one.hit.end - one.hit.start).unwrap_or(8).min(8);
        f32::from(words).mul_add(0.02, one.score)
    };
    all.sort_by(|one, other| rank(other).total_cmp(&rank(one)).then(one.start.cmp(&other.start)));
    let mut kept: Vec<Candidate<'a>> = Vec::new();
    for mut candidate in all {
        let firing = Firing { rule: candidate.rule, hit: candidate.hit };
        candidate.targets.retain(|one| !kept.iter().any(|other| clashes(view, other, one, &candidate.hit)));
        if candidate.targets.is_empty() || kept.len() >= MOST {
            log(firing, Verdict::Beaten);
            continue;
        }
        log(firing, Verdict::Kept);
        kept.push(candidate);
    }
    kept.sort_by_key(|candidate| candidate.start);
    kept
}

/// Whether a kept candidate already speaks about this target.
fn clashes(view: View<'_>, kept: &Candidate<'_>, new: &Found, hit: &Hit) -> bool {
    let last = kept.targets.last().map_or(kept.hit.end, |one| one.target.to.max(kept.hit.end));
    let inside_trigger = if kept.rule.object.first() == Some(&ObjectPlace::Items) {
        kept.targets.iter().any(|one| one.target.from <= hit.head && hit.head < one.target.to)
    } else {
        kept.start <= hit.head && hit.head < last
    };
    let same_object = kept.targets.iter().any(|one| {
        let (a, b) = (&one.target, &new.target);
        let overlap = a.to.min(b.to).saturating_sub(a.from.max(b.from));
        let shorter = (a.to - a.from).min(b.to - b.from).max(1);
        overlap * 2 > shorter
    });
    let relative = view.word(view.start(hit.start)).is_some_and(|word| word.tags.any(Tags::RELATIVE));
    // "Sign a resolution to strengthen the fund": what the resolution is for was told already.
    let own = |one: &&Found| new.target.from <= one.target.from && one.target.to <= new.target.to;
    let holds = new.target.from <= kept.hit.head && kept.hit.head < new.target.to;
    let held =
        holds && !relative && kept.targets.iter().any(|one| !own(&one) && one.target.from >= new.target.to);
    same_object || held || (inside_trigger && !relative)
}

/// Lexicon and rules of a language with the classes the engine asks for.
#[derive(Clone, Debug, Default)]
pub(crate) struct Engine {
    pub(crate) lexicon: Lexicon,
    pub(crate) grammar: Grammar,
    pub(crate) rules: Rules,
    pub(crate) phrases: Phrases,
    /// Word forms met before, for the next article.
    pub(crate) forms: Shelf,
}

impl Engine {
    pub(crate) fn view<'a>(&'a self, sentence: &'a Sentence) -> View<'a> {
        View { sentence, grammar: &self.grammar, lexicon: &self.lexicon }
    }
}
