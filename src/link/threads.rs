//! Makes threads of groups of mentions: ids, labels, stage history, target. Never regroups.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use crate::base::id::{ThreadId, digest};
use crate::base::when::When;
use crate::link::corrections::Orders;
use crate::link::held::Side;
use crate::model::lang::Lang;
use crate::model::thread::{Linking, MentionRef, Step, Thread};

/// Builds threads from groups, each in order of time, and says which earlier ids are no longer given.
#[must_use]
pub fn build(
    groups: &[Vec<Side<'_>>],
    previous: &Linking,
    orders: &Orders,
) -> (Vec<Thread>, Vec<(ThreadId, ThreadId)>) {
    let members: Vec<Vec<MentionRef>> =
        groups.iter().map(|group| group.iter().map(Side::address).collect()).collect();
    let (ids, retired) = name(&members, previous);
    let threads = groups.iter().zip(members).zip(ids).map(|((group, mentions), id)| Thread {
        id,
        labels: labels(group, &mentions, orders),
        steps: steps(group),
        target: target(group),
        mentions,
        related: Vec::new(),
    });
    (threads.collect(), retired)
}

/// A thread with new mentions: `loaded` are those of its mentions that are at hand, the new ones among them, in
/// order of time. Its id and its names stay.
#[must_use]
pub fn grow(thread: &Thread, loaded: &[Side<'_>], news: &[Side<'_>]) -> Thread {
    let mut grown = thread.clone();
    for side in news {
        let new = side.address();
        let before = loaded.iter().map(Side::address).take_while(|one| *one != new);
        let after = before.filter_map(|one| grown.mentions.iter().position(|m| *m == one)).max();
        let first = || {
            loaded
                .iter()
                .map(Side::address)
                .filter_map(|one| grown.mentions.iter().position(|m| *m == one))
                .min()
        };
        let at = after.map_or_else(|| first().unwrap_or(grown.mentions.len()), |at| at + 1);
        grown.mentions.insert(at.min(grown.mentions.len()), new);
        let lang = side.article.lang;
        if !grown.labels.iter().any(|(known, _)| *known == lang)
            && let Some(label) = best_label(news, lang)
        {
            grown.labels.push((lang, label));
        }
        let later = grown.steps.iter().position(|step| step.day > side.article.day);
        let mut after = later.map(|at| grown.steps.split_off(at)).unwrap_or_default();
        step(&mut grown.steps, side);
        grown.steps.append(&mut after);
    }
    let last = |side: &Side<'_>| grown.mentions.last() == Some(&side.address());
    if grown.target.is_none() || news.iter().any(last) {
        grown.target = target(news).or(grown.target);
    }
    grown
}

/// A thread made anew of all its mentions, in order of time, under the id it has.
pub(super) fn renew(thread: &Thread, group: &[Side<'_>], orders: &Orders) -> Thread {
    let mentions: Vec<MentionRef> = group.iter().map(Side::address).collect();
    Thread {
        id: thread.id.clone(),
        labels: labels(group, &mentions, orders),
        steps: steps(group),
        target: target(group),
        mentions,
        related: thread.related.clone(),
    }
}

/// The id of a thread that begins with this mention.
fn fresh(first: &MentionRef) -> ThreadId {
    ThreadId(digest(&["thread", first.article.as_str(), first.mention.as_str()]))
}

/// Gives each group its id: that of the earlier thread whose anchor it holds, or most mentions of; the older
/// of two that have come together; a new one where there was none.
fn name(groups: &[Vec<MentionRef>], previous: &Linking) -> (Vec<ThreadId>, Vec<(ThreadId, ThreadId)>) {
    let mut home: HashMap<&MentionRef, usize> = HashMap::new();
    for (at, group) in groups.iter().enumerate() {
        home.extend(group.iter().map(|mention| (mention, at)));
    }
    let mut ids: Vec<Option<ThreadId>> = vec![None; groups.len()];
    let mut retired: BTreeMap<ThreadId, usize> = BTreeMap::new();
    for thread in &previous.threads {
        let anchor = thread.mentions.iter().find(|mention| fresh(mention) == thread.id);
        let by_anchor = anchor.and_then(|mention| home.get(mention)).copied();
        let Some(at) = by_anchor.or_else(|| majority(&thread.mentions, &home)) else { continue };
        match ids.get_mut(at) {
            Some(free @ None) => *free = Some(thread.id.clone()),
            _ => drop(retired.insert(thread.id.clone(), at)),
        }
    }
    let mut taken: HashSet<ThreadId> = ids.iter().flatten().cloned().collect();
    taken.extend(previous.threads.iter().map(|thread| thread.id.clone()));
    for (group, id) in groups.iter().zip(&mut ids) {
        if id.is_none() {
            let free = group.iter().map(fresh).find(|id| !taken.contains(id));
            *id = free.or_else(|| group.first().map(|m| ThreadId(digest(&["split", m.mention.as_str()]))));
            taken.extend(id.clone());
        }
    }
    let ids: Vec<ThreadId> = ids.into_iter().map(Option::unwrap_or_default).collect();
    let gone = retirements(previous, &retired, &ids);
    (ids, gone)
}

/// The group that holds most of the mentions.
fn majority(mentions: &[MentionRef], home: &HashMap<&MentionRef, usize>) -> Option<usize> {
    let mut counts: BTreeMap<usize, usize> = BTreeMap::new();
    for at in mentions.iter().filter_map(|mention| home.get(mention)) {
        *counts.entry(*at).or_default() += 1;
    }
    counts.into_iter().max_by_key(|(at, count)| (*count, std::cmp::Reverse(*at))).map(|(at, _)| at)
}

/// Retired ids of now and before, each with the id that is given today.
fn retirements(
    previous: &Linking,
    now: &BTreeMap<ThreadId, usize>,
    ids: &[ThreadId],
) -> Vec<(ThreadId, ThreadId)> {
    let heir = |at: &usize| ids.get(*at).cloned();
    let given: BTreeSet<&ThreadId> = ids.iter().collect();
    let mut gone: BTreeMap<ThreadId, ThreadId> = BTreeMap::new();
    for (old, new) in &previous.retired {
        let new = now.get(new).and_then(heir).unwrap_or_else(|| new.clone());
        if given.contains(&new) && !given.contains(old) {
            gone.insert(old.clone(), new);
        }
    }
    gone.extend(now.iter().filter_map(|(old, at)| Some((old.clone(), heir(at)?))));
    gone.into_iter().collect()
}

/// One name for each language, the earliest mention's first; the reader's own names win.
fn labels(group: &[Side<'_>], mentions: &[MentionRef], orders: &Orders) -> Vec<(Lang, String)> {
    let mut labels: Vec<(Lang, String)> = Vec::new();
    for side in group {
        let lang = side.article.lang;
        if !labels.iter().any(|(known, _)| *known == lang)
            && let Some(best) = best_label(group, lang)
        {
            labels.push((lang, best));
        }
    }
    for (_, lang, name) in orders.names.iter().filter(|(mention, _, _)| mentions.contains(mention)) {
        for label in labels.iter_mut().filter(|(known, _)| lang.is_none_or(|lang| *known == lang)) {
            label.1.clone_from(name);
        }
    }
    labels
}

/// The label that tells most: not one that only points back; then the more common one, then the shorter.
fn best_label(group: &[Side<'_>], lang: Lang) -> Option<String> {
    let own = || group.iter().filter(|side| side.article.lang == lang);
    let mut counts: HashMap<&str, usize> = HashMap::new();
    for side in own() {
        *counts.entry(side.label()).or_default() += 1;
    }
    let count = |label: &str| counts.get(label).copied().unwrap_or_default();
    let best = own().enumerate().min_by_key(|(at, side)| {
        let content: f32 = side.words().map(|word| word.term.weight).sum();
        let length = side.label().chars().count();
        (side.mention.pointing, content < 1.0, std::cmp::Reverse(count(side.label())), length > 90, *at)
    });
    best.map(|(_, side)| side.label().split_whitespace().collect::<Vec<_>>().join(" "))
}

/// Each change of stage, of actor at a stage, or of course.
fn steps(group: &[Side<'_>]) -> Vec<Step> {
    let mut steps: Vec<Step> = Vec::new();
    for side in group {
        step(&mut steps, side);
    }
    steps
}

/// Adds a step where a mention tells something new.
fn step(steps: &mut Vec<Step>, side: &Side<'_>) {
    let m = side.mention;
    let article = side.held.text(side.article.id);
    let same_article = |step: &&Step| step.evidence.article.as_str() == article;
    let told = steps
        .iter()
        .rev()
        .take_while(same_article)
        .any(|step| step.stage == m.stage && step.course == m.course);
    let repeated = steps.last().is_some_and(|step| {
        step.stage == m.stage
            && step.course == m.course
            && (step.day == side.article.day || step.actor.as_deref() == side.actor())
    });
    if !told && !repeated {
        steps.push(Step {
            day: side.article.day,
            stage: m.stage,
            actor: side.actor().map(str::to_owned),
            evidence: side.address(),
            course: m.course,
        });
    }
}

/// The target that was stated last.
fn target(group: &[Side<'_>]) -> Option<When> {
    let dated = |when: &&When| when.days().is_some();
    let stated = || group.iter().rev().filter_map(Side::when);
    stated().find(dated).or_else(|| stated().next()).cloned()
}
