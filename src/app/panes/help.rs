//! All keys of the place one is in by what they are about, made from the key table. Never a key by itself.

use ratatui::layout::Rect;

use crate::app::command::Command;
use crate::app::key;
use crate::app::keymap::{Keymap, Scope};
use crate::app::layout::{box_in, inside};
use crate::app::panes::side::Making;
use crate::app::role::Role;
use crate::app::styled::{Line, cut, flowed, folded};
use crate::app::topic::told;
use crate::model::mention::Stage;
use crate::text::width;

/// The help: for which places, and where in it.
#[derive(Clone, Debug, Default)]
pub struct Help {
    /// The places one was in, the narrowest first.
    pub scopes: Vec<Scope>,
    /// The first row shown.
    pub top: usize,
}

/// One row of the help.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HelpRow {
    /// Keys as a person reads them.
    pub keys: Vec<String>,
    /// What they do.
    pub command: Command,
}

/// The rows for these places, those about one thing together: a key shown only where it works.
#[must_use]
pub fn rows(keymap: &Keymap, scopes: &[Scope]) -> Vec<HelpRow> {
    let mut rows: Vec<HelpRow> = Vec::new();
    let mut taken: Vec<Vec<key::Key>> = Vec::new();
    for scope in scopes {
        let mut own: Vec<Vec<key::Key>> = Vec::new();
        for binding in keymap.bindings().iter().filter(|binding| binding.scopes.contains(scope)) {
            let free: Vec<_> = binding.keys.iter().filter(|keys| !taken.contains(keys)).cloned().collect();
            own.extend(free.iter().cloned());
            let keys: Vec<String> = free.iter().map(|keys| key::spoken(keys)).collect();
            if keys.is_empty() {
                continue;
            }
            match rows.iter_mut().find(|row| row.command == binding.command) {
                Some(row) => row.keys.extend(keys),
                None => rows.push(HelpRow { keys, command: binding.command }),
            }
        }
        taken.extend(own);
    }
    rows.sort_by_key(|row| (row.command.topic(), row.command));
    rows
}

/// From so many columns of the screen on, the rows stand in two columns.
const TWO: u16 = 124;

/// Columns between two columns of rows.
pub const BETWEEN: usize = 4;

/// The box that the help fills.
#[must_use]
pub fn outer(area: Rect) -> Rect {
    box_in(area, if area.width >= TWO { 120 } else { 76 }, u16::MAX)
}

/// The help as it is laid out: one column of lines or two.
#[derive(Clone, Debug, Default)]
pub struct Sheet {
    /// The lines of each column.
    pub columns: Vec<Vec<Line>>,
    /// How wide each is.
    pub width: usize,
}

impl Sheet {
    /// Rows of the longest column.
    #[must_use]
    pub fn height(&self) -> usize {
        self.columns.iter().map(Vec::len).max().unwrap_or(0)
    }
}

/// Lays the help out for an area.
#[must_use]
pub fn sheet(help: &Help, keymap: &Keymap, making: Making<'_>, area: Rect) -> Sheet {
    let room = usize::from(inside(outer(area)).width);
    let count = if area.width >= TWO { 2 } else { 1 };
    let width = (room.saturating_sub(BETWEEN * (count - 1)) / count).max(1);
    let making = Making { columns: width, ..making };
    let mut blocks: Vec<Vec<Line>> = Vec::new();
    let mut topic = None;
    for row in rows(keymap, &help.scopes) {
        let own = row.command.topic();
        if topic.replace(own) != Some(own) {
            blocks.push(vec![heading(making.texts.get(own.key()))]);
        }
        if let Some(block) = blocks.last_mut() {
            block.extend(keys(&row, making));
        }
    }
    blocks.push(signs(making));
    let tall = |blocks: &[Vec<Line>]| blocks.iter().map(|block| block.len() + 1).sum::<usize>();
    let splits = (1..=blocks.len()).filter(|at| count > 1 || *at == blocks.len());
    let split = splits.min_by_key(|at| {
        let (left, right) = blocks.split_at(*at);
        tall(left).max(tall(right))
    });
    let right = blocks.split_off(split.unwrap_or(blocks.len()));
    let columns: Vec<Vec<Line>> =
        [blocks, right].iter().take(count).map(|blocks| blocks.join(&Line::default())).collect();
    Sheet { columns, width }
}

fn heading(text: &str) -> Line {
    Line::default().with(Role::Heading, text)
}

/// A row of keys with what they do; what has no room beside the keys goes on below.
fn keys(row: &HelpRow, making: Making<'_>) -> Vec<Line> {
    let ellipsis = making.signs.get("ellipsis");
    let keys = row.keys.join("  ");
    let start = column(width::of(&keys), making.columns);
    let keys = cut(&keys, start.saturating_sub(2), ellipsis);
    let text = told(row.command, making.texts);
    let mut lines = Vec::new();
    for (index, part) in
        folded(&text, making.columns.saturating_sub(start).max(8), 3, ellipsis).iter().enumerate()
    {
        let shown = if index == 0 { keys.as_str() } else { "" };
        let gap = start.saturating_sub(1 + width::of(shown));
        let line = Line::default().with(Role::Text, " ").with(Role::Key, shown);
        lines.push(line.with(Role::Text, &" ".repeat(gap)).with(Role::Text, part));
    }
    lines
}

/// The column in which it stands what keys of this width do.
fn column(keys: usize, columns: usize) -> usize {
    let usual = if columns < 50 { columns / 3 } else { columns.min(72) * 2 / 5 };
    usual.max(keys + 3).min(columns / 2)
}

/// The signs of the stages with their words.
fn signs(making: Making<'_>) -> Vec<Line> {
    let mut lines = vec![heading(making.texts.get("help.signs"))];
    let all = Stage::ALL.iter().map(|stage| {
        let word = making.texts.get(&format!("stage.{}", stage.word())).to_owned();
        (Role::from(*stage), format!("{} {word}", making.signs.stage(*stage)))
    });
    let all: Vec<(Role, String)> = all.collect();
    for line in flowed(&all, "   ", making.columns.saturating_sub(1), making.signs.get("ellipsis")) {
        let mut own = Line::default().with(Role::Text, " ");
        own.parts.extend(line.parts);
        lines.push(own);
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::keymap::keymap;

    #[test]
    fn a_key_that_means_something_else_here_is_not_shown_twice() {
        let rows = rows(keymap(), &[Scope::Select, Scope::Text, Scope::Any]);
        let with = |keys: &str| rows.iter().filter(|row| row.keys.iter().any(|k| k == keys)).count();
        assert_eq!(with("b"), 1);
        assert_eq!(with("j"), 1);
        assert!(rows.iter().filter(|row| row.command == Command::Bookmark).count() == 1);
    }

    #[test]
    fn rows_about_one_thing_stand_together() {
        let rows = rows(keymap(), &[Scope::Text, Scope::Any]);
        let topics: Vec<_> = rows.iter().map(|row| row.command.topic()).collect();
        assert!(topics.is_sorted() && topics.first() < topics.last(), "{topics:?}");
    }
}
