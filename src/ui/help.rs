//! Draws the keys of the place one is in. Never a key by itself.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::app::keymap::Scope;
use crate::app::panes::help::{Help, HelpRow, rows};
use crate::app::role::Role;
use crate::model::mention::Stage;
use crate::text::width;
use crate::ui::canvas::put;
use crate::ui::look::Look;
use crate::ui::root::boxed;

/// Draws the help over the panes.
pub fn draw(help: &Help, look: &Look<'_>, area: Rect, buffer: &mut Buffer) {
    let inside = boxed(look.texts.get("help.title"), 76, u16::MAX, look, area, buffer);
    let lines = lines(help, look);
    let top = help.top.min(lines.len().saturating_sub(usize::from(inside.height)));
    for (line, y) in lines.iter().skip(top).zip(inside.y..inside.bottom()) {
        draw_line(line, look, Rect { y, height: 1, ..inside }, buffer);
    }
}

enum Line {
    Heading(String),
    Keys(HelpRow),
    Signs(Vec<(String, String, Role)>),
    Blank,
}

fn lines(help: &Help, look: &Look<'_>) -> Vec<Line> {
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
        lines.push(Line::Keys(row));
    }
    lines.push(Line::Blank);
    lines.push(Line::Heading(look.texts.get("help.signs").to_owned()));
    let sign = |stage: &Stage| {
        let word = look.texts.get(&format!("stage.{}", stage.word())).to_owned();
        (look.signs.stage(*stage).to_owned(), word, Role::from(*stage))
    };
    for stages in Stage::ALL.chunks(4) {
        lines.push(Line::Signs(stages.iter().map(sign).collect()));
    }
    lines
}

fn draw_line(line: &Line, look: &Look<'_>, area: Rect, buffer: &mut Buffer) {
    let (x, y, right) = (area.x, area.y, area.right());
    match line {
        Line::Blank => {}
        Line::Heading(text) => drop(put(buffer, x, y, right, text, look.style(Role::Heading))),
        Line::Keys(row) => {
            let keys = row.keys.join("  ");
            let column = area.width.min(72) * 2 / 5;
            let wide = u16::try_from(width::of(&keys)).unwrap_or(0);
            put(buffer, x + 1, y, right, &keys, look.style(Role::Key));
            let text = look.texts.get(&format!("command.{}", row.command.name())).to_owned();
            put(buffer, x + column.max(wide + 3), y, right, &text, look.style(Role::Text));
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
