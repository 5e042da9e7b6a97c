//! Opening articles: at the start, by choice, along a thread, back and forth. Never moves inside one.

use chrono::TimeDelta;

use crate::app::acts::pages::{show_ledger, show_thread};
use crate::app::acts::{changes, figures, moving, picking, shelf, since};
use crate::app::context::Context;
use crate::app::effect::{Ask, Effects, RequestId};
use crate::app::jumps::{Page, Spot};
use crate::app::layout::Pane;
use crate::app::model::{Model, Opening};
use crate::app::panes::initiatives::{NoNeighbour, neighbour};
use crate::app::panes::reading::Target;
use crate::app::settle::set_text;
use crate::app::status::Tone;
use crate::base::id::MentionId;
use crate::model::view::{ArticlePage, CrossRef, Row, TimelineEntry};

/// Notes where the reader left off, to be opened when the timeline has come.
pub fn left_off(model: &mut Model, value: Option<&str>) {
    model.left_off = value.and_then(|value| value.parse().ok()).map(Row);
}

/// Takes the timeline. The first time it opens where the reader left off, or else the newest unread article.
pub fn timeline(model: &mut Model, entries: Vec<TimelineEntry>, effects: &mut Effects) {
    let first = !model.timeline.is_loaded() || model.timeline.entries().is_empty();
    model.timeline.load(entries);
    let height = model.height(Pane::Timeline);
    since::ask(model, effects);
    if model.timeline.query().is_some() {
        picking::narrow_timeline(model, effects);
    }
    if !first {
        model.timeline.reveal(height);
        return;
    }
    let entries = model.timeline.entries();
    let kept = model.left_off.and_then(|row| model.timeline.index_of(row));
    let unread = || entries.iter().rposition(|entry| !entry.read && entry.day.is_some());
    let start = kept.or_else(unread).unwrap_or_else(|| entries.len().saturating_sub(1));
    model.timeline.select(start, height);
    model.timeline.settle(height);
    if kept.is_some() {
        let focus = Some(Pane::Text);
        if let Some(row) = model.timeline.selected_row() {
            ask(model, Opening { row, target: Target::Kept, focus }, effects);
        }
    } else {
        model.enter(Pane::Timeline);
        preview(model, effects);
    }
}

/// Shows the article one is on in the timeline.
pub fn preview(model: &mut Model, effects: &mut Effects) {
    let Some(row) = model.timeline.selected_row() else {
        return;
    };
    let coming = model.awaited.page.as_ref().map(|(_, opening)| opening.row);
    if coming.or_else(|| model.reading.row()) != Some(row) {
        ask(model, Opening { row, target: Target::Kept, focus: None }, effects);
    }
}

/// The same after a step in the timeline. While a key is held, the list alone moves, and the article follows when the
/// key is let go: a terminal far away is not sent a page for each.
pub fn preview_soon(model: &mut Model, context: &Context<'_>, effects: &mut Effects) {
    let before = model.stepped.replace(context.now);
    let is_held = before.is_some_and(|before| context.now.signed_duration_since(before) < HELD);
    if is_held {
        model.is_preview_due = true;
    } else {
        preview(model, effects);
    }
}

/// Shows the article one has stepped to, where that was put off.
pub fn overdue(model: &mut Model, effects: &mut Effects) {
    if std::mem::take(&mut model.is_preview_due) {
        preview(model, effects);
    }
}

/// Steps that follow each other faster come from a key that is held.
const HELD: TimeDelta = TimeDelta::milliseconds(120);

/// Goes to a place in an article, noting the place one leaves.
pub fn jump(model: &mut Model, row: Row, target: Target, effects: &mut Effects) {
    if let Some(spot) = model.spot() {
        model.jumps.leave(spot);
    }
    model.views.clear();
    go(model, row, target, Pane::Text, effects);
}

/// Goes to a place in an article.
fn go(model: &mut Model, row: Row, target: Target, focus: Pane, effects: &mut Effects) {
    if model.reading.row() == Some(row) && model.awaited.page.is_none() {
        model.enter(focus);
        let height = model.text_height();
        model.reading.go(&target, height);
    } else {
        ask(model, Opening { row, target, focus: Some(focus) }, effects);
    }
}

fn ask(model: &mut Model, opening: Opening, effects: &mut Effects) {
    model.is_preview_due = false;
    let id = model.requests.ask(Ask::Page(opening.row), effects);
    model.awaited.page = Some((id, opening));
}

/// Asks for the article anew, to stay where one is in it.
pub fn again(model: &mut Model, effects: &mut Effects) {
    if let Some(row) = model.reading.row().filter(|_| model.awaited.page.is_none()) {
        ask(model, Opening { row, target: Target::Stay, focus: None }, effects);
    }
}

/// Takes an article.
pub fn page(model: &mut Model, id: RequestId, page: Option<Box<ArticlePage>>, context: &Context<'_>) {
    let Some((_, opening)) = model.awaited.page.take_if(|(own, _)| *own == id) else {
        return;
    };
    if page.is_none() {
        model.status.tell(Tone::Plain, context.texts.get("text.gone"));
        return;
    }
    if let Some(page) = &page {
        model.timeline.set_bookmarks(page.row, page.bookmarks.len());
        model.timeline.set_read(page.row, page.read);
    }
    if opening.target != Target::Stay {
        model.side.restart();
        model.side_made = None;
    }
    model.reading.put(page, &opening.target);
    if let Some(focus) = opening.focus {
        model.enter(focus);
    }
    model.layout = crate::app::layout::layout(model.size, model.wish());
    set_text(model, context);
    let height = model.text_height();
    model.reading.go(&opening.target, height);
    if let Some((_, query)) = model.found_by.take_if(|(row, _)| *row == opening.row) {
        model.reading.show_found(&query, height);
    }
    if opening.target != Target::Stay
        && let Some(index) = model.timeline.index_of(opening.row)
    {
        let height = model.height(Pane::Timeline);
        model.timeline.select(index, height);
    }
}

/// Opens the article one is on in the timeline.
pub fn chosen(model: &mut Model, effects: &mut Effects) {
    if let Some(row) = model.timeline.selected_row() {
        if model.reading.row() == Some(row) && model.awaited.page.is_none() {
            model.enter(Pane::Text);
        } else {
            ask(model, Opening { row, target: Target::Kept, focus: Some(Pane::Text) }, effects);
        }
    }
}

/// Goes so many mentions of the chosen initiative on or back, in whatever article. Where one is on the way to
/// another mention already, it counts from there. Where none is chosen, it chooses the one at hand.
pub fn follow(model: &mut Model, by: isize, context: &Context<'_>, effects: &mut Effects) {
    if model.focus == Pane::Side {
        moving::text_follows(model);
    }
    if model.reading.selected().is_none() {
        choose_at_hand(model, context);
        return;
    }
    let found = match (model.reading.page(), model.reading.selected(), mention_here(model)) {
        (Some(page), Some(mention), Some((row, id))) => neighbour(page, mention, (row, &id), by)
            .map(|(place, cross)| (cross.clone(), told(page, mention, place, cross, context))),
        _ => Err(NoNeighbour::NoThread),
    };
    match found {
        Ok((cross, told)) => {
            go_along(model, cross.row, Target::Mention(cross.mention), effects);
            model.status.tell(Tone::Plain, told);
        }
        Err(why) => {
            let key = match why {
                NoNeighbour::NoThread => "status.no_initiative",
                NoNeighbour::OnlyHere => "status.only_mention",
                NoNeighbour::Latest => "status.latest_mention",
                NoNeighbour::Earliest => "status.earliest_mention",
            };
            model.status.tell(Tone::Plain, context.texts.get(key));
        }
    }
}

/// A jump; on the way to another mention the place one left is noted already.
fn go_along(model: &mut Model, row: Row, target: Target, effects: &mut Effects) {
    if model.awaited.page.is_some() {
        model.views.clear();
        go(model, row, target, Pane::Text, effects);
    } else {
        jump(model, row, target, effects);
    }
}

/// The mention one is on the way to, else the chosen one.
fn mention_here(model: &Model) -> Option<(Row, MentionId)> {
    if let Some((_, Opening { row, target: Target::Mention(id), .. })) = &model.awaited.page {
        return Some((*row, id.clone()));
    }
    Some((model.reading.row()?, model.reading.selected_mention()?.id.clone()))
}

/// Chooses the mention at or after the eye and says what the key does next.
fn choose_at_hand(model: &mut Model, context: &Context<'_>) {
    moving::initiative(model, 1);
    let chosen = model.reading.selected_mention().map(|mention| mention.label.clone());
    let text = match chosen {
        Some(label) => context.texts.with("status.chosen", &[("label", &label)]),
        None => context.texts.get("status.no_initiative").to_owned(),
    };
    model.status.tell(Tone::Plain, text);
}

/// Which mention of how many it is, where, when and in what language.
fn told(page: &ArticlePage, mention: usize, place: usize, cross: &CrossRef, context: &Context<'_>) -> String {
    let Context { texts, signs, .. } = *context;
    let thread = page.thread_of.get(mention).copied().flatten().and_then(|thread| page.threads.get(thread));
    let all = thread.map_or(0, |card| card.mentions.len());
    let mut facts = Vec::new();
    if thread.is_some_and(|card| card.total == all) {
        let (n, all) = ((place + 1).to_string(), all.to_string());
        facts.push(texts.with("status.mention_of", &[("n", &n), ("all", &all)]));
    }
    if cross.row == page.row {
        facts.push(texts.get("status.same_article").to_owned());
    } else {
        facts.push(cross.outlet.clone().unwrap_or_else(|| cross.title.clone()));
        facts.extend(cross.day.map(|day| texts.short_day(day, None)));
        if let (Some(from), Some(to)) = (page.article.day(), cross.day) {
            facts.push(texts.distance(from, to));
        }
        facts.push(texts.in_lang(cross.lang));
    }
    facts.join(&format!(" {} ", signs.get("separator")))
}

/// Goes to the next or previous unread article.
pub fn unread(model: &mut Model, by: isize, context: &Context<'_>, effects: &mut Effects) {
    match model.timeline.unread(by) {
        Some(index) => {
            let row = model.timeline.entry(index).map(|entry| entry.row);
            if let Some(row) = row {
                jump(model, row, Target::Kept, effects);
            }
        }
        None => model.status.tell(Tone::Plain, context.texts.get("status.all_read")),
    }
}

/// Goes back to where one was, or forward again.
pub fn back_or_forth(model: &mut Model, by: isize, context: &Context<'_>, effects: &mut Effects) {
    let here = model.spot();
    let (spot, key) = if by < 0 {
        (model.jumps.back(here), "status.no_back")
    } else {
        (model.jumps.forth(here), "status.no_forward")
    };
    match spot {
        Some(Spot { row, anchor, mention, focus, pages }) => {
            model.views.clear();
            go(model, row, Target::Place(anchor, mention), focus, effects);
            for page in pages {
                match page {
                    Page::Thread(id) => show_thread(model, id, effects),
                    Page::Ledger => show_ledger(model, effects),
                    Page::Bookmarks(shelf, typed, goal) => shelf::open_at(model, shelf, typed, goal, effects),
                    Page::Figures(typed) => figures::show_with(model, None, typed, effects),
                    Page::Changes(nth) => changes::ask(model, row, nth, effects),
                    Page::Search(typed) => picking::open_with(model, typed, context, effects),
                }
            }
        }
        None => model.status.tell(Tone::Plain, context.texts.get(key)),
    }
}
