//! Draws the timeline. Never scrolls it.

use chrono::Datelike as _;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

use crate::app::layout::Pane;
use crate::app::model::Model;
use crate::app::panes::timeline::{BESIDE_TITLE, Item, Place};
use crate::app::role::Role;
use crate::app::styled::{cut, folded};
use crate::model::view::{ArticleSummary, TimelineEntry};
use crate::text::width;
use crate::ui::canvas::{put, tint};
use crate::ui::look::Look;

/// Column of the axis: after the day of the month.
const AXIS: u16 = 4;
/// Column of the text.
const TEXT: u16 = 6;

/// Draws the timeline into its pane.
pub fn draw(model: &Model, look: &Look<'_>, area: Rect, buffer: &mut Buffer) {
    let timeline = &model.timeline;
    if timeline.entries().is_empty() {
        empty(model, look, area, buffer);
        return;
    }
    if area.y > model.layout.head.bottom() {
        let line = Rect { y: area.y - 1, height: 1, ..area };
        match narrowed_by(model, look) {
            Some(text) => {
                let text = cut(&text, usize::from(area.width.saturating_sub(2)), look.signs.get("ellipsis"));
                put(buffer, area.x + 1, line.y, area.right(), &text, look.style(Role::Key));
            }
            None => draw_density(model, look, line, buffer),
        }
    }
    for index in timeline.visible(usize::from(area.height)) {
        let Some((item, start, end)) = timeline.item(index) else {
            continue;
        };
        for row in start..end {
            let Some(y) = row.checked_sub(timeline.top()).and_then(|y| u16::try_from(y).ok()) else {
                continue;
            };
            if y < area.height {
                let line = Rect::new(area.x, area.y + y, area.width, 1);
                draw_row(model, look, item, row - start, end - start, line, buffer);
            }
        }
    }
}

/// What the articles shown must meet.
fn narrowed_by(model: &Model, look: &Look<'_>) -> Option<String> {
    let timeline = &model.timeline;
    if !timeline.is_narrowed() {
        return None;
    }
    let mut parts = Vec::new();
    if timeline.is_since() {
        parts.push(look.texts.get("timeline.since").to_owned());
    }
    if let Some(only) = timeline.only() {
        parts.push(only.name.clone());
    }
    if !timeline.typed().text().trim().is_empty() {
        parts.push(timeline.typed().text().trim().to_owned());
    }
    Some(parts.join(&look.separator()))
}

/// How dense the articles lie in time: a line of bars over the pane between the years it spans, the stretch one is in
/// marked.
fn draw_density(model: &Model, look: &Look<'_>, area: Rect, buffer: &mut Buffer) {
    let Some((first, last)) = model.timeline.ends() else {
        return;
    };
    let (y, right) = (area.y, area.right().saturating_sub(1));
    let (from, to) = (first.year().to_string(), last.year().to_string());
    let dim = look.style(Role::Faint);
    let start = put(buffer, area.x + 1, y, right, &from, dim) + 1;
    let mut end = right;
    if from != to {
        end = right.saturating_sub(u16::try_from(width::of(&to)).unwrap_or(0));
        put(buffer, end, y, right, &to, dim);
        end = end.saturating_sub(1);
    }
    let (counts, here) = model.timeline.density(usize::from(end.saturating_sub(start)));
    let most = counts.iter().copied().max().unwrap_or(0).max(1);
    for ((index, count), x) in counts.iter().enumerate().zip(start..end) {
        let is_here = Some(index) == here;
        let level = (count * 8).div_ceil(most).max(usize::from(is_here));
        if level > 0 {
            let role = if is_here { Role::Focus } else { Role::Faint };
            put(buffer, x, y, end, look.signs.get(&format!("density_{level}")), look.style(role));
        }
    }
}

fn empty(model: &Model, look: &Look<'_>, area: Rect, buffer: &mut Buffer) {
    let key = if !model.timeline.is_loaded() {
        "timeline.loading"
    } else if model.timeline.is_narrowed() && model.awaited.search.is_none() {
        "timeline.nothing"
    } else {
        return;
    };
    let columns = usize::from(area.width.saturating_sub(2));
    for (line, y) in folded(look.texts.get(key), columns, 3, "").iter().zip(area.y..area.bottom()) {
        put(buffer, area.x + 1, y, area.right(), line, look.style(Role::Dim));
    }
}

fn draw_row(
    model: &Model,
    look: &Look<'_>,
    item: Item,
    row: usize,
    rows: usize,
    area: Rect,
    buffer: &mut Buffer,
) {
    let (x, y, right) = (area.x, area.y, area.right());
    let axis = |buffer: &mut Buffer, sign: &str| {
        put(buffer, x + AXIS, y, right, look.signs.get(sign), look.style(Role::Rule));
    };
    match item {
        Item::Month(year, month) if row + 1 == rows => {
            put(buffer, x + 1, y, right, &look.texts.month(year, month), look.style(Role::Heading));
        }
        Item::Undated if row + 1 == rows => {
            put(buffer, x + 1, y, right, look.texts.get("timeline.undated"), look.style(Role::Heading));
        }
        Item::Month(..) | Item::Undated => {}
        Item::Gap(days) => {
            axis(buffer, "gap");
            put(buffer, x + TEXT, y, right, &look.texts.stretch(days), look.style(Role::Faint));
        }
        Item::Today => {
            put(buffer, x + AXIS, y, right, look.signs.get("pointer"), look.style(Role::Key));
            put(buffer, x + TEXT, y, right, look.texts.get("timeline.today"), look.style(Role::Key));
        }
        Item::Event(first, count) => {
            draw_day(model, look, first, area, buffer);
            axis(buffer, "axis_first");
            let mut text = look.texts.count("event", count);
            if width::of(&text) > usize::from(area.width.saturating_sub(TEXT)) {
                text = look.texts.count("articles", count);
            }
            put(buffer, x + TEXT, y, right, &text, look.style(Role::Dim));
        }
        Item::Entry(index, place) => {
            if let Some(entry) = model.timeline.entry(index) {
                draw_entry(model, look, *entry, (index, place, row, rows), area, buffer);
            }
        }
    }
}

/// The day of the month, where it differs from that of the article before.
fn draw_day(model: &Model, look: &Look<'_>, index: usize, area: Rect, buffer: &mut Buffer) {
    let day = |i: usize| model.timeline.entry(i).and_then(|entry| entry.day);
    let own = day(index);
    let before = index.checked_sub(1).and_then(day);
    if let Some(own) = own.filter(|own| Some(*own) != before) {
        let number = chrono::Datelike::day(&own);
        let role = if own == look.today { Role::Focus } else { Role::Date };
        put(buffer, area.x + 1, area.y, area.right(), &format!("{number:>2}"), look.style(role));
    }
}

fn draw_entry(
    model: &Model,
    look: &Look<'_>,
    entry: TimelineEntry,
    (index, place, row, rows): (usize, Place, usize, usize),
    area: Rect,
    buffer: &mut Buffer,
) {
    let (x, y, right) = (area.x, area.y, area.right());
    let is_here = index == model.timeline.selected();
    let ground = if !is_here {
        Style::new()
    } else if model.focus == Pane::Timeline && model.views.is_empty() {
        look.style(Role::Selected)
    } else {
        look.style(Role::Other)
    };
    if is_here {
        tint(buffer, Rect::new(x, y, area.width, 1), ground);
    }
    let summary = model.timeline.summary(entry.row);
    let axis = match (place, row) {
        (Place::Inside, _) => look.signs.get("axis"),
        (Place::Last, 1) => look.signs.get("axis_last"),
        _ => " ",
    };
    if row == 0 {
        if place == Place::Alone {
            draw_day(model, look, index, area, buffer);
        }
        let (sign, role) = if entry.read { ("read", Role::Faint) } else { ("unread", Role::Fresh) };
        put(buffer, x + AXIS, y, right, look.signs.get(sign), look.style(role).patch(ground));
        if is_here {
            put(buffer, x, y, right, look.signs.get("pointer"), look.style(Role::Key).patch(ground));
        }
        if model.timeline.is_fresh(entry.row) {
            put(
                buffer,
                x + AXIS + 1,
                y,
                right,
                look.signs.get("fresh"),
                look.style(Role::Fresh).patch(ground),
            );
        }
        if let Some(summary) = summary {
            draw_about(look, summary, area, ground, buffer);
            if summary.outlet.is_none() {
                let (first, _) = headed(&summary.title, usize::from(title_room(summary, look, area)));
                put(buffer, x + TEXT, y, right, first, look.style(title_role(entry)).patch(ground));
            }
        }
        return;
    }
    put(buffer, x + AXIS, y, right, axis, look.style(Role::Rule).patch(ground));
    let Some(summary) = summary else {
        return;
    };
    let columns = usize::from(area.width.saturating_sub(BESIDE_TITLE));
    let title = match summary.outlet {
        Some(_) => summary.title.as_str(),
        None => headed(&summary.title, usize::from(title_room(summary, look, area))).1,
    };
    let lines = folded(title, columns, rows - 1, look.signs.get("ellipsis"));
    if let Some(line) = lines.get(row - 1) {
        put(buffer, x + TEXT, y, right, line, look.style(title_role(entry)).patch(ground));
    }
}

const fn title_role(entry: TimelineEntry) -> Role {
    if entry.read { Role::Dim } else { Role::Unread }
}

/// Columns of the first row that a title has where no outlet is known.
fn title_room(summary: &ArticleSummary, look: &Look<'_>, area: Rect) -> u16 {
    signs_start(summary, look, area).saturating_sub(area.x + TEXT + 1)
}

/// The words of a title that its first row has room for, and the rest.
fn headed(title: &str, columns: usize) -> (&str, &str) {
    let title = title.trim();
    let (kept, _) = width::fitting(title, columns);
    let rest = title.strip_prefix(kept).unwrap_or_default();
    if rest.is_empty() || rest.starts_with(' ') {
        return (kept, rest);
    }
    match kept.rsplit_once(' ') {
        Some((first, _)) => (first, title.strip_prefix(first).unwrap_or_default()),
        None => (kept, rest),
    }
}

/// Where the language and what stands right of it begin: at the first column that the name of the outlet leaves.
fn signs_start(summary: &ArticleSummary, look: &Look<'_>, area: Rect) -> u16 {
    let right = area.right().saturating_sub(1);
    let wide = u16::try_from(width::of(&initiatives(summary, look))).unwrap_or(0);
    let marks = u16::from(summary.bookmarks > 0) + u16::from(summary.revised);
    right.saturating_sub(wide.max(4)).saturating_sub(3 + 2 * marks)
}

/// How many initiatives an article has, with their sign.
fn initiatives(summary: &ArticleSummary, look: &Look<'_>) -> String {
    match summary.initiatives {
        0 => String::new(),
        count => format!("{}{count}", look.signs.get("initiatives")),
    }
}

/// Outlet on the left; language, initiatives and bookmarks on the right.
fn draw_about(look: &Look<'_>, summary: &ArticleSummary, area: Rect, ground: Style, buffer: &mut Buffer) {
    let (y, right) = (area.y, area.right().saturating_sub(1));
    let count = initiatives(summary, look);
    let wide = u16::try_from(width::of(&count)).unwrap_or(0);
    let dim = look.style(Role::Dim).patch(ground);
    put(buffer, right.saturating_sub(wide), y, right, &count, dim);
    let start = signs_start(summary, look, area);
    let mut at = start;
    let marks = [(summary.revised, "changed"), (summary.bookmarks > 0, "bookmark")];
    for (_, sign) in marks.into_iter().filter(|(is_there, _)| *is_there) {
        put(buffer, at, y, right, look.signs.get(sign), look.style(Role::Mark).patch(ground));
        at += 2;
    }
    put(buffer, at, y, right, summary.lang.code(), dim);
    if let Some(outlet) = &summary.outlet {
        let room = usize::from(start.saturating_sub(area.x + TEXT + 1));
        let outlet = cut(outlet, room, look.signs.get("ellipsis"));
        put(buffer, area.x + TEXT, y, start, &outlet, look.style(Role::Outlet).patch(ground));
    }
}
