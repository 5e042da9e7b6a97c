//! Prints a screen: its text, and for each row the runs of cells with what they mean.

use std::fmt::Write as _;

use ratatui::Terminal;
use ratatui::backend::TestBackend;
use ratatui::buffer::{Buffer, Cell};
use ratatui::style::{Color, Modifier};
use throughline::app::keymap::keymap;
use throughline::app::role::Role;
use throughline::app::texts::texts;
use throughline::ui::look::Look;
use throughline::ui::root::draw;
use throughline::ui::theme::{Depth, Theme};

use super::stage::{Stage, today};

/// Roles that are told by their ground; `mention` is told by a line under the text.
const GROUNDS: [Role; 8] = [
    Role::Selected,
    Role::Other,
    Role::Current,
    Role::Kept,
    Role::Found,
    Role::FoundHere,
    Role::Selection,
    Role::Overlay,
];

/// A theme in which every role can be told from its colour.
fn telling_theme() -> Theme {
    let mut file = String::from("[role]\n");
    for (index, role) in Role::ALL.iter().enumerate() {
        let colour = format!("#0000{:02x}", index + 1);
        let style = match role {
            Role::Text | Role::Body | Role::Ground => String::new(),
            Role::Mention => "underline = true".into(),
            _ if GROUNDS.contains(role) => format!("bg = \"{colour}\""),
            _ => format!("fg = \"{colour}\""),
        };
        writeln!(file, "{} = {{ {style} }}", role.name()).unwrap();
    }
    Theme::read(&file, Depth::Full).unwrap()
}

fn role_of(colour: Color) -> Option<&'static str> {
    match colour {
        Color::Rgb(0, 0, index) => Role::ALL.get(usize::from(index).checked_sub(1)?).map(|role| role.name()),
        _ => None,
    }
}

fn meaning(cell: &Cell) -> String {
    let line = cell.modifier.contains(Modifier::UNDERLINED).then_some("mention");
    let parts: Vec<&str> = [role_of(cell.fg), line, role_of(cell.bg)].into_iter().flatten().collect();
    parts.join("+")
}

/// Draws a stage.
pub(crate) fn buffer(stage: &Stage) -> Buffer {
    let theme = telling_theme();
    let look = Look {
        theme: &theme,
        texts: texts(stage.lang),
        signs: &stage.signs,
        keymap: keymap(),
        today: today(),
    };
    let size = stage.model.size;
    let mut terminal = Terminal::new(TestBackend::new(size.columns, size.rows)).unwrap();
    let frame = terminal
        .draw(|frame| {
            if let Some(cursor) = draw(&stage.model, &look, frame.buffer_mut()) {
                frame.set_cursor_position(cursor);
            }
        })
        .unwrap();
    frame.buffer.clone()
}

/// The text of a stage, line by line.
pub(crate) fn text(stage: &Stage) -> String {
    let buffer = buffer(stage);
    let mut out = String::new();
    for y in 0..buffer.area.height {
        let mut line = String::new();
        let mut x = 0;
        while x < buffer.area.width {
            let symbol = buffer[(x, y)].symbol();
            line.push_str(symbol);
            x += u16::try_from(throughline::text::width::of(symbol)).unwrap().max(1);
        }
        out.push_str(line.trim_end());
        out.push('\n');
    }
    out
}

/// The text of a stage and what its cells mean.
pub(crate) fn print(stage: &Stage) -> String {
    let buffer = buffer(stage);
    let mut out = text(stage);
    out.push_str("---\n");
    for y in 0..buffer.area.height {
        let mut runs: Vec<(u16, u16, String)> = Vec::new();
        for x in 0..buffer.area.width {
            let own = meaning(&buffer[(x, y)]);
            match runs.last_mut() {
                Some((_, end, meaning)) if *meaning == own => *end = x + 1,
                _ => runs.push((x, x + 1, own)),
            }
        }
        let told: Vec<String> = runs
            .iter()
            .filter(|(_, _, meaning)| !meaning.is_empty())
            .map(|(start, end, meaning)| format!("{start}..{end} {meaning}"))
            .collect();
        if !told.is_empty() {
            writeln!(out, "{y}: {}", told.join(", ")).unwrap();
        }
    }
    out
}
