//! The ledger's line of a thread, made from its card. Pure.

use std::collections::{BTreeMap, BTreeSet};

use crate::model::mention::Kind;
use crate::model::view::{ThreadCard, ThreadRow};

/// The line of a thread.
pub(super) fn thread_row(card: ThreadCard) -> ThreadRow {
    let last_step = card.steps.last();
    let mut kinds: BTreeMap<Kind, usize> = BTreeMap::new();
    for mention in &card.mentions {
        *kinds.entry(mention.kind).or_default() += 1;
    }
    let most = kinds.values().max().copied();
    let outlets: BTreeSet<_> = card.mentions.iter().filter_map(|mention| mention.outlet.clone()).collect();
    let articles: BTreeSet<_> = card.mentions.iter().map(|mention| mention.row).collect();
    ThreadRow {
        stage: last_step.map(|step| step.stage),
        denied: last_step.is_some_and(|step| step.denied),
        kind: card.mentions.iter().map(|mention| mention.kind).find(|kind| kinds.get(kind).copied() == most),
        actor: card.steps.iter().rev().find_map(|step| step.actor.clone()),
        mentions: count(card.mentions.len()),
        articles: count(articles.len()),
        outlets: outlets.into_iter().collect(),
        first: card.mentions.iter().find_map(|mention| mention.day),
        last: card.mentions.iter().rev().find_map(|mention| mention.day),
        id: card.id,
        labels: card.labels,
        target: card.target,
    }
}

fn count(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}
