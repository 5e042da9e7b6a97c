//! Reads a verb with its helping words as one form ("will be opened", "был создан"). Never crosses a comma.

use super::Word;
use crate::extract::lexicon::{Classes, Group, Lexicon};
use crate::extract::tags::Tags;
use crate::model::morphology::{Order, Side};

/// Helping words that one verb may have.
const MOST: usize = 5;
/// Words from a verb back to the one it shares its helpers with.
const REACH: usize = 24;

/// Gives each verb the features of its whole group, its extent, and whether it is denied.
pub(super) fn group(words: &mut [Word], lexicon: &Lexicon) {
    let negation = lexicon.class("negation");
    let follow = lexicon.order == Order::ObjectVerb;
    for at in 0..words.len() {
        let Some(word) = words.get(at).filter(|word| word.tags.any(Tags::VERB)) else { continue };
        if word.part_of.is_some() || (word.tags.any(Tags::AUXILIARY) && word.readings.len() == 1) {
            continue;
        }
        let helpers = match lexicon.order {
            Order::VerbObject => helpers_before(words, at, lexicon.group_gap),
            Order::ObjectVerb => helpers_after(words, at),
        };
        let classes: Vec<Classes> =
            helpers.iter().filter_map(|place| words.get(*place)).map(|helper| helper.classes).collect();
        let best = best(&lexicon.groups, &classes, word);
        let start = helpers.iter().copied().min().map_or(at, |place| place.min(at));
        let end = helpers.iter().copied().max().map_or(at, |place| place.max(at));
        let denied = denied(words, start, at, negation, lexicon.order);
        let Some(word) = words.get_mut(at) else { continue };
        if let Some(rule) = best {
            for reading in word.readings.iter_mut().filter(|reading| reading.tags.all(rule.form)) {
                // Where helpers only follow, the verb's own stem tells that it is passive.
                let voice = reading.tags.and(if follow { Tags::PASSIVE } else { Tags::NONE });
                reading.tags = reading.tags.without(Tags::VERBAL) | voice | rule.gives;
            }
            let used = |reading: &crate::extract::lexicon::Reading| reading.tags.all(rule.gives | Tags::VERB);
            if word.readings.iter().any(used) {
                word.readings.retain(used);
            }
            word.group = Some((start, end));
        }
        if denied {
            word.shape |= Tags::NEGATIVE;
        }
        word.sum_up();
    }
    if !follow {
        share_helpers(words);
    }
}

/// "Будут открыты больницы, а также построены школы": the helping words of the first form serve the second as well.
fn share_helpers(words: &mut [Word]) {
    let mut last: Option<(usize, Tags)> = None;
    for at in 0..words.len() {
        let Some(word) = words.get(at) else { break };
        if word.is_hard_stop() || word.tags.any(Tags::SUBORDINATOR | Tags::RELATIVE) {
            last = None;
            continue;
        }
        if !word.tags.any(Tags::VERB) || word.tags.any(Tags::NOUN | Tags::ADJECTIVE) || word.part_of.is_some()
        {
            continue;
        }
        if word.group.is_some() {
            let forms = Tags::FINITE | Tags::PASSIVE | Tags::FUTURE;
            last = word.tags.all(forms).then_some((at, forms));
            continue;
        }
        if !word.tags.any(Tags::SHORT) {
            last = last.filter(|_| !word.tags.any(Tags::FINITE));
            continue;
        }
        let joined = |place: usize| words.get(place).is_some_and(|word| word.tags.any(Tags::COORDINATOR));
        let light = |place: &usize| {
            words.get(*place).is_some_and(|word| word.tags.any(Tags::ADVERB) || word.part_of.is_some())
        };
        let before = (0..at).rev().find(|place| !light(place));
        let Some((_, forms)) = last.filter(|_| before.is_some_and(joined)) else { continue };
        let Some(word) = words.get_mut(at) else { break };
        for reading in word.readings.iter_mut().filter(|reading| reading.tags.all(Tags::SHORT | Tags::VERB)) {
            reading.tags = reading.tags.without(Tags::VERBAL) | forms;
        }
        word.group = Some((at, at));
        word.sum_up();
        last = Some((at, forms));
    }
}

/// Gives a base form after "and" the helping words of the verb before it: "will open a port and close a pier".
pub(super) fn share_base(words: &mut [Word], lexicon: &Lexicon) {
    let leads =
        [(lexicon.class("to"), Tags::INFINITIVE), (lexicon.class("will"), Tags::FINITE | Tags::FUTURE)];
    for at in 1..words.len() {
        let bare = words.get(at).is_some_and(|word| {
            word.part_of.is_none() && word.group.is_none() && word.tags.all(Tags::VERB | Tags::BASE)
        });
        let form = || form_before(words, at).or_else(|| form_of_item(words, at, &leads));
        let Some(form) = bare.then(form).flatten() else { continue };
        let Some(word) = words.get_mut(at) else { continue };
        for reading in word.readings.iter_mut().filter(|one| one.tags.all(Tags::VERB | Tags::BASE)) {
            reading.tags = reading.tags.without(Tags::VERBAL) | form;
        }
        word.readings.retain(|one| one.tags.all(form | Tags::VERB));
        word.group = Some((at, at));
        word.sum_up();
    }
}

/// Gives a participle the helping words of the one it is joined to: "was reviewed and approved", "will be designed and
/// built". Only where it has no object of its own.
pub(super) fn share_participle(words: &mut [Word], lexicon: &Lexicon) {
    if lexicon.order != Order::VerbObject || lexicon.noun_head != Side::Last {
        return;
    }
    let light = |word: &Word| word.tags.any(Tags::ADVERB) && word.readings.len() == 1;
    let verbal = |reading: &crate::extract::lexicon::Reading| reading.tags.all(Tags::VERB | Tags::PARTICIPLE);
    for at in 2..words.len() {
        let free = words.get(at).is_some_and(|word| {
            word.part_of.is_none() && word.group.is_none() && word.readings.iter().any(verbal)
        });
        let Some(before) = words.get(..at).filter(|_| free) else { continue };
        let mut before = before.iter().rev().skip_while(|word| light(word));
        let joined = before.next().is_some_and(|word| word.tags.any(Tags::COORDINATOR));
        let first = before
            .next()
            .filter(|word| joined && word.group.is_some() && word.tags.all(Tags::VERB | Tags::PASSIVE));
        let Some(first) = first else { continue };
        let object = Tags::NOUN | Tags::DETERMINER | Tags::PRONOUN | Tags::ADJECTIVE | Tags::NUMERAL;
        let alone = words.get(at + 1).is_none_or(|next| {
            next.is_mark() || next.tags.any(Tags::PREPOSITION | Tags::ADVERB) || !next.tags.any(object)
        });
        if !alone || first.tags.any(Tags::NOUN | Tags::ADJECTIVE) {
            continue;
        }
        let form = first.tags.and(Tags::VERBAL);
        let Some(word) = words.get_mut(at) else { continue };
        for reading in word.readings.iter_mut().filter(|reading| verbal(reading)) {
            reading.tags = reading.tags.without(Tags::VERBAL) | form;
        }
        word.readings.retain(|reading| reading.tags.all(Tags::VERB | form));
        word.group = Some((at, at));
        word.sum_up();
    }
}

/// The form of the verb that the coordinator right before `at` joins it to, where that one has helpers.
fn form_before(words: &[Word], at: usize) -> Option<Tags> {
    let light = |word: &&Word| word.tags.any(Tags::ADVERB) && word.readings.len() == 1;
    let skipped = words.get(..at)?.iter().rev().take_while(light).count();
    let joint = (at - skipped).checked_sub(1)?;
    // "To hire nurses, build clinics and open a hotline": between commas only what is nothing but a verb.
    let sure = words.get(at)?.readings.len() == 1;
    words.get(joint).filter(|word| word.tags.any(Tags::COORDINATOR) || sure && word.is_comma())?;
    let near = words.get(joint.saturating_sub(REACH)..joint)?.iter().rev();
    let ends = Tags::SUBORDINATOR | Tags::RELATIVE;
    let mut near = near.take_while(|word| !word.is_hard_stop() && !word.tags.any(ends));
    let first =
        near.find(|word| word.tags.any(Tags::VERB) && (word.group.is_some() || word.tags.any(Tags::FINITE)))?;
    let form = first.tags.and(Tags::FINITE | Tags::FUTURE | Tags::CONDITIONAL | Tags::INFINITIVE);
    let plain = !first.tags.any(Tags::PASSIVE | Tags::PAST | Tags::NOUN);
    (plain && first.group.is_some() && form.any(Tags::FUTURE | Tags::CONDITIONAL | Tags::INFINITIVE))
        .then_some(form)
}

/// The form of a verb that opens an item of a list after "to:" or "will:".
fn form_of_item(words: &[Word], at: usize, leads: &[(Classes, Tags)]) -> Option<Tags> {
    let opens =
        |word: &Word| word.is_mark() && matches!(&*word.fold, "-" | "•" | "*" | "·" | ":" | ")" | ".");
    words.get(at.checked_sub(1)?).filter(|word| opens(word))?;
    let colon = words.get(..at)?.iter().rposition(|word| &*word.fold == ":")?;
    let lead = words.get(colon.checked_sub(1)?)?;
    leads.iter().find(|(class, _)| lead.classes.any(*class)).map(|(_, form)| *form)
}

/// The rule that uses most of the helpers.
fn best<'a>(rules: &'a [Group], helpers: &[Classes], word: &Word) -> Option<&'a Group> {
    let fits = |rule: &&Group| {
        rule.with.iter().all(|class| helpers.iter().any(|helper| helper.any(*class)))
            && (!helpers.is_empty() || !rule.with.is_empty())
            && word.readings.iter().any(|reading| reading.tags.all(rule.form | Tags::VERB))
    };
    rules.iter().filter(fits).max_by_key(|rule| rule.with.len())
}

fn helpers_before(words: &[Word], at: usize, gap: usize) -> Vec<usize> {
    let mut found = Vec::new();
    let mut others = 0;
    for place in (0..at).rev() {
        let Some(word) = words.get(place) else { break };
        // The rest of a helping entry: "since" of "has since opened".
        if word
            .part_of
            .and_then(|whole| words.get(whole))
            .is_some_and(|whole| whole.tags.any(Tags::AUXILIARY))
        {
            continue;
        }
        if word.tags.any(Tags::AUXILIARY) {
            found.push(place);
            others = if gap == 0 { 0 } else { others };
            if found.len() >= MOST {
                break;
            }
            continue;
        }
        let light = word.tags.any(Tags::ADVERB | Tags::PARTICLE | Tags::NEGATIVE);
        let ends = word.is_mark() || word.tags.any(Tags::COORDINATOR | Tags::SUBORDINATOR | Tags::RELATIVE);
        if ends || (word.tags.any(Tags::FINITE) && !word.tags.any(Tags::NOUN)) {
            break;
        }
        if !light {
            others += 1;
            if others > gap {
                break;
            }
        }
    }
    found
}

fn helpers_after(words: &[Word], at: usize) -> Vec<usize> {
    let mut found = Vec::new();
    for (place, word) in words.iter().enumerate().skip(at + 1).take(MOST) {
        let helps = word.tags.any(Tags::AUXILIARY);
        if helps {
            found.push(place);
        } else if !word.tags.any(Tags::PARTICLE) {
            break;
        }
    }
    found
}

/// Whether a negation stands within the group or right before it (or right after, where helpers follow).
fn denied(words: &[Word], start: usize, at: usize, negation: Classes, order: Order) -> bool {
    let is = |place: usize| words.get(place).is_some_and(|word| word.classes.any(negation));
    let inside = (start..at).any(is);
    match order {
        Order::VerbObject => inside || start.checked_sub(1).is_some_and(is),
        Order::ObjectVerb => is(at + 1) || is(at + 2),
    }
}
