//! Draws the keys of the place one is in. Never a key by itself.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::app::keymap::Scope;
use crate::app::panes::help::{Help, HelpRow, rows};
use crate::app::role::Role;
use crate::app::styled::folded;
use crate::model::mention::Stage;
use crate::text::width;
use crate::ui::canvas::put;
use crate::ui::look::Look;
use crate::ui::root::boxed;

/// Draws the help over the panes.
pub fn draw(help: &Help, look: &Look<'_>, area: Rect, buffer: &mut Buffer) {
    let inside = boxed(look.texts.get("help.title"), 76, u16::MAX, look, area, buffer);
    let lines = lines(help, look, inside.width);
    let top = help.top.min(lines.len().saturating_sub(usize::from(inside.height)));
    let below = lines.len().saturating_sub(top + usize::from(inside.height));
    if below > 0 && inside.bottom() < area.bottom() {
        let more = format!(" {} ", look.texts.count("more", below));
        let start = inside.right().saturating_sub(u16::try_from(width::of(&more)).unwrap_or(0));
        let style = look.style(Role::Key).patch(look.style(Role::Overlay));
        put(buffer, start, inside.bottom(), inside.right(), &more, style);
    }
    for (line, y) in lines.iter().skip(top).zip(inside.y..inside.bottom()) {
        draw_line(line, look, Rect { y, height: 1, ..inside }, buffer);
    }
}

enum Line {
    Heading(String),
    Keys(u16, String, String),
    Signs(Vec<(String, String, Role)>),
    Blank,
}

/// A row of keys with what they do; what has no room beside the keys goes on below.
fn keys(row: &HelpRow, look: &Look<'_>, columns: u16) -> Vec<Line> {
    let keys = row.keys.join("  ");
    let start = column(&keys, columns);
    let text = look.texts.get(&format!("command.{}", row.command.name())).to_owned();
    let room = usize::from(columns.saturating_sub(start)).max(8);
    let mut keys = Some(keys);
    folded(&text, room, 3, look.signs.get("ellipsis"))
        .into_iter()
        .map(|line| Line::Keys(start, keys.take().unwrap_or_default(), line))
        .collect()
}

/// The column in which it stands what some keys do.
fn column(keys: &str, columns: u16) -> u16 {
    let usual = columns.min(72) / if columns < 50 { 3 } else { 5 } * if columns < 50 { 1 } else { 2 };
    usual.max(u16::try_from(width::of(keys)).unwrap_or(0).saturating_add(3)).min(columns / 2)
}

fn lines(help: &Help, look: &Look<'_>, columns: u16) -> Vec<Line> {
    let mut lines = Vec::new();
    let mut place: Option<Scope> = None;
    for row in rows(look.keymap, &help.scopes) {
        if place != Some(row.scope) {
            if place.is_some() {
                lines.push(Line::Blank);
            }
            let key = if row.scope == Scope::Any { "help.everywhere" } else { "help.here" };
            lines.push(Line::Heading(look.texts.get(key).to_owned()));
            place = Some(row.scope);
        }
        lines.extend(keys(&row, look, columns));
    }
    lines.push(Line::Blank);
    lines.push(Line::Heading(look.texts.get("help.signs").to_owned()));
    let sign = |stage: &Stage| {
        let word = look.texts.get(&format!("stage.{}", stage.word())).to_owned();
        (look.signs.stage(*stage).to_owned(), word, Role::from(*stage))
    };
    let mut row: Vec<(String, String, Role)> = Vec::new();
    let mut used = 1;
    for stage in Stage::ALL {
        let own = sign(stage);
        let wide = width::of(&own.0) + 1 + width::of(&own.1);
        if used + wide > usize::from(columns) && !row.is_empty() {
            lines.push(Line::Signs(std::mem::take(&mut row)));
            used = 1;
        }
        used += wide + 3;
        row.push(own);
    }
    lines.push(Line::Signs(row));
    lines
}

fn draw_line(line: &Line, look: &Look<'_>, area: Rect, buffer: &mut Buffer) {
    let (x, y, right) = (area.x, area.y, area.right());
    match line {
        Line::Blank => {}
        Line::Heading(text) => drop(put(buffer, x, y, right, text, look.style(Role::Heading))),
        Line::Keys(start, keys, text) => {
            let start = x + start;
            put(buffer, x + 1, y, start.saturating_sub(1), keys, look.style(Role::Key));
            put(buffer, start, y, right, text, look.style(Role::Text));
        }
        Line::Signs(signs) => {
            let mut at = x + 1;
            for (sign, word, role) in signs {
                at = put(buffer, at, y, right, sign, look.style(*role)) + 1;
                at = put(buffer, at, y, right, word, look.style(Role::Text)) + 3;
            }
        }
    }
}
