//! Corrections of threads from the page of an initiative: its name, what belongs to it, what does not. Never
//! links anew by itself.

use crate::app::acts::pages;
use crate::app::command::Command;
use crate::app::context::Context;
use crate::app::effect::{Ask, Effects, RequestId};
use crate::app::model::{After, Model, Pairing, Prompt, View};
use crate::app::panes::thread::{Item, label_in};
use crate::app::panes::typed::Typed;
use crate::app::status::Tone;
use crate::app::update::change;
use crate::base::id::ThreadId;
use crate::model::lang::Lang;
use crate::model::thread::{Correction, MentionRef};
use crate::model::view::{CrossRef, ThreadPage};
use crate::store::change::Change;

/// On the page of an initiative. Says whether the command was for it.
pub fn run(model: &mut Model, command: Command, context: &Context<'_>, effects: &mut Effects) -> bool {
    let Some(View::Thread(view)) = model.views.last() else {
        return false;
    };
    let (Some(page), here) = (view.page(), view.here()) else {
        return false;
    };
    match command {
        Command::Rename => {
            let label = label_in(&page.card.labels, context.texts.lang()).to_owned();
            model.prompt = Some(Prompt::Rename(Typed::new(label)));
        }
        Command::Unlink => match here {
            Some(Item::Related(index)) => {
                let other = page.card.related.get(index).map(|(related, _)| related.thread.clone());
                let one = first(page);
                if let (Some(one), Some(other)) = (one, other) {
                    ask_other(model, Pairing::Unrelate(one), other, effects);
                }
            }
            Some(Item::Mention(index)) => {
                let correction = unlinked(page, index);
                correct_or_tell(model, correction, context, effects);
            }
            Some(Item::Own(_)) | None => {}
        },
        Command::Split => {
            let correction = here.and_then(|item| split(page, item));
            correct_or_tell(model, correction, context, effects);
        }
        Command::Merge => {
            let Some(one) = first(page) else {
                return true;
            };
            let other = match here {
                Some(Item::Related(index)) => page.card.related.get(index),
                Some(Item::Mention(_) | Item::Own(_)) | None => None,
            };
            if let Some((related, _)) = other {
                let other = related.thread.clone();
                ask_other(model, Pairing::Merge(one), other, effects);
            } else {
                let label = label_in(&page.card.labels, context.texts.lang()).to_owned();
                pages::show_ledger(model, effects);
                if let Some(ledger) = pages::ledger(model) {
                    ledger.merging = Some((one, label));
                }
            }
        }
        _ => return false,
    }
    true
}

fn reference(mention: &CrossRef) -> MentionRef {
    MentionRef { article: mention.article.clone(), mention: mention.mention.clone() }
}

fn first(page: &ThreadPage) -> Option<MentionRef> {
    page.card.mentions.first().map(reference)
}

/// This mention belongs to none of the others.
fn unlinked(page: &ThreadPage, index: usize) -> Option<Correction> {
    let mention = reference(page.card.mentions.get(index)?);
    let from: Vec<MentionRef> =
        page.card.mentions.iter().map(reference).filter(|other| *other != mention).collect();
    (!from.is_empty()).then_some(Correction::Unlink { mention, from })
}

/// The mentions from this one on are another initiative.
fn split(page: &ThreadPage, here: Item) -> Option<Correction> {
    let Item::Mention(index) = here else {
        return None;
    };
    let (stay, away) = page.card.mentions.split_at_checked(index)?;
    let all = |mentions: &[CrossRef]| mentions.iter().map(reference).collect::<Vec<_>>();
    (!stay.is_empty()).then(|| Correction::Split { stay: all(stay), away: all(away) })
}

fn correct_or_tell(
    model: &mut Model,
    correction: Option<Correction>,
    context: &Context<'_>,
    effects: &mut Effects,
) {
    match correction {
        Some(correction) => change(model, Ask::Change(Change::Correct(correction)), After::Tell, effects),
        None => model.status.tell(Tone::Plain, context.texts.get("status.not_apart")),
    }
}

/// Gives the initiative the name that was typed.
pub fn rename(model: &mut Model, label: &str, effects: &mut Effects) {
    let Some(View::Thread(view)) = model.views.last() else {
        return;
    };
    let label = label.trim();
    let Some(mention) = view.page().and_then(first).filter(|_| !label.is_empty()) else {
        return;
    };
    let correction = Correction::Rename { mention, lang: Lang::UNKNOWN, label: label.to_owned() };
    change(model, Ask::Change(Change::Correct(correction)), After::Tell, effects);
}

/// Asks for the other initiative, to correct how the two belong together when it has come.
pub fn ask_other(model: &mut Model, pairing: Pairing, other: ThreadId, effects: &mut Effects) {
    let id = model.requests.ask(Ask::Thread(other), effects);
    model.awaited.other = Some((id, pairing));
}

/// Takes the other initiative. Says whether it was waited for.
pub fn other_came(
    model: &mut Model,
    id: RequestId,
    page: Option<&ThreadPage>,
    effects: &mut Effects,
) -> bool {
    let Some((_, pairing)) = model.awaited.other.take_if(|(own, _)| *own == id) else {
        return false;
    };
    if let Some(other) = page.and_then(first) {
        let correction = match pairing {
            Pairing::Merge(one) => Correction::Merge { one, other },
            Pairing::Unrelate(one) => Correction::Unrelate { one, other },
        };
        change(model, Ask::Change(Change::Correct(correction)), After::Tell, effects);
    }
    true
}
