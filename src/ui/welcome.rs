//! Greets a library without articles: how to add some, how to see the sample. Never adds any.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::app::command::Command;
use crate::app::keymap::Scope;
use crate::app::role::Role;
use crate::app::styled::{Line, folded, keyed};
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
    let keys = [Command::Sample, Command::Help, Command::Quit].map(key);
    let [sample_key, help_key, quit_key] = keys.each_ref().map(String::as_str);
    let sample = look.texts.with("welcome.sample", &[("key", sample_key)]);
    let help = look.texts.with("welcome.help", &[("key", help_key), ("quit", quit_key)]);
    let told = |role: Role, text: &str, keys: &[&str]| {
        let rows = folded(text, columns, 3, look.signs.get("ellipsis"));
        rows.iter().map(|row| keyed(row, keys, role)).collect::<Vec<_>>()
    };
    let mut lines = told(Role::Headline, PROGRAM, &[]);
    lines.extend(told(Role::Text, look.texts.get("welcome.about"), &[]));
    lines.push(Line::default());
    lines.extend(told(Role::Heading, look.texts.get("welcome.title"), &[]));
    lines.extend(told(Role::Text, look.texts.get("welcome.add"), &[]));
    let command = format!("{PROGRAM} add articles/");
    debug_assert!(width::of(&command) < 60);
    lines.push(Line::default().with(Role::Key, &format!("  {command}")));
    lines.push(Line::default());
    lines.extend(told(Role::Text, &sample, &[sample_key]));
    lines.extend(told(Role::Dim, &help, &[help_key, quit_key]));
    lines
}
