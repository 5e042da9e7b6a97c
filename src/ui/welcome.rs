//! Greets a library without articles: how to add some, how to see the sample. Never adds any.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::app::command::Command;
use crate::app::keymap::Scope;
use crate::app::role::Role;
use crate::app::styled::{Line, folded};
use crate::text::width;
use crate::ui::canvas::put_line;
use crate::ui::look::Look;

/// The name of the program, as it is typed.
const PROGRAM: &str = env!("CARGO_PKG_NAME");

/// Draws the greeting into the middle of an area.
pub fn draw(look: &Look<'_>, area: Rect, buffer: &mut Buffer) {
    let columns = usize::from(area.width.saturating_sub(4)).clamp(1, 60);
    let lines = lines(look, columns);
    let wide = lines.iter().map(Line::width).max().unwrap_or(0);
    let spare = usize::from(area.width).saturating_sub(wide) / 2;
    let x = area.x + u16::try_from(spare).unwrap_or(0);
    let spare = usize::from(area.height).saturating_sub(lines.len()) / 3;
    let y = area.y + u16::try_from(spare).unwrap_or(0);
    for (line, y) in lines.iter().zip(y..area.bottom()) {
        put_line(buffer, x, y, area.right(), line, look, look.style(Role::Text));
    }
}

fn lines(look: &Look<'_>, columns: usize) -> Vec<Line> {
    let key = |command| look.keymap.keys_of(command, &[Scope::Empty, Scope::Any]).unwrap_or_default();
    let text = |role: Role, text: &str| {
        let rows = folded(text, columns, 3, look.signs.get("ellipsis"));
        rows.into_iter().map(move |row| Line::default().with(role, &row)).collect::<Vec<_>>()
    };
    let sample = look.texts.with("welcome.sample", &[("key", &key(Command::Sample))]);
    let help =
        look.texts.with("welcome.help", &[("key", &key(Command::Help)), ("quit", &key(Command::Quit))]);
    let mut lines = text(Role::Headline, PROGRAM);
    lines.extend(text(Role::Text, look.texts.get("welcome.about")));
    lines.push(Line::default());
    lines.extend(text(Role::Heading, look.texts.get("welcome.title")));
    lines.extend(text(Role::Text, look.texts.get("welcome.add")));
    let command = format!("{PROGRAM} add articles/");
    debug_assert!(width::of(&command) < 60);
    lines.push(Line::default().with(Role::Key, &format!("  {command}")));
    lines.push(Line::default());
    lines.extend(text(Role::Text, &sample));
    lines.extend(text(Role::Dim, &help));
    lines
}
