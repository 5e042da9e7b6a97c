//! The small menu at the pointer: what can be done with what is there. Never does it.

use ratatui::layout::{Position, Rect};

use crate::app::command::Command;
use crate::app::keymap::Scope;

/// The menu.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Menu {
    /// Where the pointer was.
    pub at: Position,
    /// The places whose keys hold for what the menu offers.
    pub scopes: Vec<Scope>,
    /// What it offers, from top to bottom.
    pub items: Vec<Command>,
    /// The one the cursor is on.
    pub selected: usize,
}

impl Menu {
    /// Goes so many on or back, round.
    pub fn step(&mut self, by: isize) {
        let count = isize::try_from(self.items.len()).unwrap_or(1).max(1);
        let next = isize::try_from(self.selected).unwrap_or(0).saturating_add(by).rem_euclid(count);
        self.selected = usize::try_from(next).unwrap_or(0);
    }

    /// The one the cursor is on.
    #[must_use]
    pub fn here(&self) -> Option<Command> {
        self.items.get(self.selected).copied()
    }

    /// Where it stands in an area, for rows of so many columns: at the pointer, moved so far that all of it shows.
    #[must_use]
    pub fn area(&self, columns: u16, body: Rect) -> Rect {
        let width = columns.saturating_add(5).min(body.width);
        let height = u16::try_from(self.items.len()).unwrap_or(u16::MAX).saturating_add(2).min(body.height);
        let x = self.at.x.clamp(body.x, body.right().saturating_sub(width).max(body.x));
        let y = self.at.y.clamp(body.y, body.bottom().saturating_sub(height).max(body.y));
        Rect::new(x, y, width, height)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_stands_inside_wherever_the_pointer_is() {
        let menu = |x, y| Menu {
            at: Position::new(x, y),
            scopes: Vec::new(),
            items: vec![Command::Open; 5],
            selected: 0,
        };
        let body = Rect::new(0, 2, 80, 20);
        assert_eq!(menu(10, 5).area(20, body), Rect::new(10, 5, 25, 7));
        assert_eq!(menu(79, 21).area(20, body), Rect::new(55, 15, 25, 7));
        assert_eq!(menu(3, 3).area(200, Rect::new(0, 1, 24, 4)), Rect::new(0, 1, 24, 4));
    }

    #[test]
    fn it_goes_round() {
        let mut menu =
            Menu { at: Position::ORIGIN, scopes: Vec::new(), items: vec![Command::Open; 3], selected: 0 };
        menu.step(-1);
        assert_eq!(menu.selected, 2);
        menu.step(2);
        assert_eq!(menu.selected, 1);
    }
}
