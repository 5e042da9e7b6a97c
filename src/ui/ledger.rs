//! Draws the table of all initiatives. Never sorts it.

use chrono::NaiveDate;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

use crate::app::acts::pages::ledger_foot;
use crate::app::layout::{Layout, PAGE_MARGIN};
use crate::app::panes::ledger::{Due, Ledger, Sort, due};
use crate::app::panes::thread::label_in;
use crate::app::role::Role;
use crate::app::styled::{Line, cut, flowed, folded};
use crate::model::thread::Course;
use crate::model::view::ThreadRow;
use crate::text::width;
use crate::ui::canvas::{put, put_line, tint};
use crate::ui::look::Look;

/// First column and width of each part of a row; a part without room has no width.
#[derive(Clone, Copy, Debug)]
struct Columns {
    stage: (u16, u16),
    label: (u16, u16),
    kind: (u16, u16),
    actor: (u16, u16),
    when: (u16, u16),
    sources: (u16, u16),
}

/// Columns of a time as this language writes it, with the sign that it has passed.
fn time_width(look: &Look<'_>) -> u16 {
    let day = NaiveDate::from_ymd_opt(2030, 9, 30).unwrap_or_default();
    let longest = look.texts.with("date.by", &[("to", &look.texts.short_day(day, None))]);
    u16::try_from(width::of(&longest) + 3).unwrap_or(u16::MAX).max(18)
}

/// The fewest columns of a name beside the day of its last mention.
const NAME: u16 = 30;

/// Columns of a day as this language writes it.
fn day_width(look: &Look<'_>) -> u16 {
    let day = NaiveDate::from_ymd_opt(2030, 9, 30).unwrap_or_default();
    u16::try_from(width::of(&look.texts.short_day(day, None)) + 1).unwrap_or(u16::MAX)
}

fn columns(room: u16, time: u16, day: u16) -> Columns {
    let stage = if room >= 76 { 15 } else { 2 };
    let when = if room >= 44 { time.min(room * 2 / 5) } else { 0 };
    let actor = if room >= 96 { room / 5 } else { 0 };
    let kind = if room >= 140 { 16 } else { 0 };
    let sources = if room >= 140 {
        day + 17
    } else if room >= stage + when + actor + day + NAME {
        day
    } else {
        0
    };
    let label = room.saturating_sub(stage + sources + when + actor + kind);
    let mut at = 0;
    let mut next = |width: u16| {
        let own = (at, width);
        at += width;
        own
    };
    Columns {
        stage: next(stage),
        label: next(label),
        kind: next(kind),
        actor: next(actor),
        when: next(when),
        sources: next(sources),
    }
}

/// Draws the table in place of the panes.
pub fn draw(ledger: &Ledger, look: &Look<'_>, layout: &Layout, buffer: &mut Buffer) {
    head(ledger, look, layout.head, buffer);
    let area = layout.body;
    let inside = Rect { x: area.x + PAGE_MARGIN, width: area.width.saturating_sub(2 * PAGE_MARGIN), ..area };
    let parts = columns(inside.width, time_width(look), day_width(look));
    names(parts, ledger.sort, look, inside, buffer);
    if ledger.is_loaded() && ledger.count() == 0 {
        let key = if ledger.typed.is_empty() { "ledger.empty" } else { "find.none" };
        put(buffer, inside.x, inside.y + 2, inside.right(), look.texts.get(key), look.style(Role::Dim));
    }
    let foot = u16::try_from(ledger_foot(usize::from(area.height))).unwrap_or(0);
    if let Some(row) = ledger.here().filter(|_| foot > 0) {
        details(row, look, Rect { y: inside.bottom() - foot, height: foot, ..inside }, buffer);
    }
    let rows = ledger.shown().enumerate().skip(ledger.top());
    for ((index, row), y) in rows.zip(inside.y.saturating_add(2)..inside.bottom().saturating_sub(foot)) {
        let line = Rect { y, height: 1, ..inside };
        let ground = if index == ledger.selected() { look.style(Role::Selected) } else { Style::new() };
        if index == ledger.selected() {
            tint(buffer, Rect { x: area.x, width: area.width, ..line }, ground);
            let sign = look.signs.get("pointer");
            put(buffer, area.x, y, area.right(), sign, look.style(Role::Key).patch(ground));
        }
        draw_row(row, parts, look, line, ground, buffer);
    }
}

/// What there was no room for in the row one is on: its whole name, what it is, who, when, where it was told.
fn details(row: &ThreadRow, look: &Look<'_>, area: Rect, buffer: &mut Buffer) {
    for x in area.left()..area.right() {
        put(buffer, x, area.y, area.right(), look.signs.get("rule"), look.style(Role::Rule));
    }
    let (texts, columns) = (look.texts, usize::from(area.width).max(1));
    let ellipsis = look.signs.get("ellipsis");
    let mut facts: Vec<(Role, String)> = Vec::new();
    facts.extend(
        row.stage.map(|stage| (stage.into(), texts.get(&format!("stage.{}", stage.word())).to_owned())),
    );
    facts.extend(row.course.key().map(|key| (Role::Bad, texts.get(key).to_owned())));
    // With one row for all of this, who comes before what.
    let kind = row.kind.filter(|_| area.height > 2);
    facts.extend(kind.map(|kind| (Role::Dim, texts.get(&format!("kind.{}", kind.word())).to_owned())));
    facts.extend(row.actor.iter().map(|actor| (Role::Actor, actor.clone())));
    facts.extend(row.target.as_ref().map(|target| (Role::Date, texts.when(target))));
    facts.push((Role::Dim, texts.count("mentions", usize::try_from(row.mentions).unwrap_or(0))));
    if let (Some(first), Some(last)) = (row.first, row.last) {
        let mut days = vec![texts.short_day(first, None)];
        days.extend((first != last).then(|| texts.short_day(last, None)));
        facts.push((Role::Dim, days.join(" – ")));
    }
    let name = label_in(&row.labels, texts.lang());
    let height = usize::from(area.height).saturating_sub(1);
    let named = folded(name, columns, height / 2, ellipsis);
    let mut lines: Vec<Line> = named.iter().map(|text| Line::default().with(Role::Heading, text)).collect();
    let room = height.saturating_sub(lines.len());
    // As many outlets as there is room for, and how many more there are.
    let told = |shown: usize| {
        let left = row.outlets.len() - shown;
        let outlets = row.outlets.iter().take(shown).map(|outlet| (Role::Outlet, outlet.clone()));
        let more = (left > 0).then(|| (Role::Dim, texts.count("more", left)));
        let all: Vec<(Role, String)> = facts.iter().cloned().chain(outlets).chain(more).collect();
        flowed(&all, &look.separator(), columns, ellipsis)
    };
    let fits = (0..=row.outlets.len()).rev().map(told).find(|told| told.len() <= room);
    lines.extend(fits.unwrap_or_else(|| told(0)));
    for (line, y) in lines.iter().zip(area.y + 1..area.bottom()) {
        put_line(buffer, area.x, y, area.right(), line, look, Style::new());
    }
}

fn head(ledger: &Ledger, look: &Look<'_>, area: Rect, buffer: &mut Buffer) {
    let left = area.x + PAGE_MARGIN;
    let x = put(buffer, left, area.y, area.right(), look.texts.get("ledger.title"), look.style(Role::Focus));
    let told = if ledger.is_loaded() {
        look.texts.number(u64::try_from(ledger.count()).unwrap_or(0))
    } else {
        look.texts.get("page.loading").to_owned()
    };
    let mut facts = vec![told, look.texts.get(ledger.sort.key()).to_owned()];
    if ledger.reversed {
        facts.push(look.texts.get("command.reverse").to_owned());
    }
    if ledger.due != Due::All {
        facts.push(look.texts.get(ledger.due.key()).to_owned());
    }
    if !ledger.typed.is_empty() {
        facts.push(format!("“{}”", ledger.typed.text()));
    }
    let room = usize::from(area.right().saturating_sub(x + 2));
    let facts = cut(&facts.join(&look.separator()), room, look.signs.get("ellipsis"));
    put(buffer, x + 1, area.y, area.right().saturating_sub(1), &facts, look.style(Role::Faint));
}

fn names(parts: Columns, sort: Sort, look: &Look<'_>, area: Rect, buffer: &mut Buffer) {
    let named = [
        (parts.stage, "ledger.stage", Sort::Stage),
        (parts.label, "ledger.label", Sort::Label),
        (parts.kind, "ledger.kind", Sort::Kind),
        (parts.actor, "ledger.actor", Sort::Actor),
        (parts.when, "ledger.when", Sort::When),
        (parts.sources, if parts.sources.1 > 20 { "ledger.sources" } else { "ledger.last" }, Sort::Latest),
    ];
    for ((x, wide), key, own) in named {
        let name = look.texts.get(key);
        let role = if own == sort { Role::Key } else { Role::Dim };
        if usize::from(wide) > width::of(name) {
            put(buffer, area.x + x, area.y, area.x + x + wide, name, look.style(role));
        }
    }
}

fn draw_row(
    row: &ThreadRow,
    parts: Columns,
    look: &Look<'_>,
    area: Rect,
    ground: Style,
    buffer: &mut Buffer,
) {
    let mut cell = |(x, wide): (u16, u16), text: &str, role: Role| {
        if wide > 1 {
            let text = cut(text, usize::from(wide - 1), look.signs.get("ellipsis"));
            put(buffer, area.x + x, area.y, area.x + x + wide, &text, look.style(role).patch(ground));
        }
    };
    if let Some(stage) = row.stage {
        let word = look.texts.get(&format!("stage.{}", stage.word())).to_owned();
        let denied = if row.course == Course::On { "" } else { look.signs.get("denied") };
        let text = if parts.stage.1 > 4 {
            format!("{} {word} {denied}", look.signs.stage(stage))
        } else {
            look.signs.stage(stage).to_owned()
        };
        cell(parts.stage, text.trim_end(), stage.into());
    }
    cell(parts.label, label_in(&row.labels, look.texts.lang()), Role::Text);
    let kind = row.kind.map(|kind| look.texts.get(&format!("kind.{}", kind.word())).to_owned());
    cell(parts.kind, &kind.unwrap_or_default(), Role::Dim);
    cell(parts.actor, row.actor.as_deref().unwrap_or_default(), Role::Actor);
    if let Some(target) = &row.target {
        let (role, late) = match due(row, look.today) {
            Due::Overdue => (Role::Bad, "! "),
            Due::Coming => (Role::Date, ""),
            Due::All => (Role::Dim, ""),
        };
        cell(parts.when, &format!("{late}{}", look.texts.short_when(target)), role);
    }
    let articles = look.texts.count("articles", usize::try_from(row.articles).unwrap_or(0));
    let last = row.last.map(|last| look.texts.short_day(last, None));
    let sources = match last {
        Some(last) if parts.sources.1 > 20 => format!("{last}{}{articles}", look.separator()),
        Some(last) => last,
        None => articles,
    };
    cell(parts.sources, &sources, Role::Dim);
}
