//! Pieces laid out on a sheet that scrolls, some of which one can be on. Never knows what they are about.

use crate::app::styled::Line;

/// One piece.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Card<T> {
    /// What it is; `None` where one cannot be on it.
    pub item: Option<T>,
    /// First column.
    pub x: usize,
    /// First row on the sheet.
    pub y: usize,
    /// Columns.
    pub width: usize,
    /// Its rows.
    pub lines: Vec<Line>,
}

impl<T> Card<T> {
    fn bottom(&self) -> usize {
        self.y + self.lines.len()
    }
}

/// The sheet.
#[derive(Clone, Debug)]
pub struct Cards<T> {
    all: Vec<Card<T>>,
    selected: usize,
    top: usize,
}

impl<T> Default for Cards<T> {
    fn default() -> Self {
        Self { all: Vec::new(), selected: 0, top: 0 }
    }
}

impl<T: PartialEq + Clone> Cards<T> {
    /// Takes the pieces. What one is on stays where it can.
    pub fn put(&mut self, cards: Vec<Card<T>>) {
        let was = self.here().cloned();
        self.all = cards;
        let same = self.all.iter().position(|card| card.item.is_some() && card.item == was);
        let first = self.all.iter().position(|card| card.item.is_some());
        self.selected = same.or(first).unwrap_or(0);
        self.top = self.top.min(self.height());
    }

    /// All pieces.
    #[must_use]
    pub fn all(&self) -> &[Card<T>] {
        &self.all
    }

    /// What one is on.
    #[must_use]
    pub fn here(&self) -> Option<&T> {
        self.all.get(self.selected).and_then(|card| card.item.as_ref())
    }

    /// Its index.
    #[must_use]
    pub const fn selected(&self) -> usize {
        self.selected
    }

    /// The first row shown.
    #[must_use]
    pub const fn top(&self) -> usize {
        self.top
    }

    /// Rows of the sheet.
    #[must_use]
    pub fn height(&self) -> usize {
        self.all.iter().map(Card::bottom).max().unwrap_or(0)
    }

    /// Goes so many pieces on or back.
    pub fn step(&mut self, by: isize, height: usize) {
        if self.scroll_inside(by, height) {
            return;
        }
        let open: Vec<usize> = (0..self.all.len()).filter(|i| self.is_open(*i)).collect();
        let here = open.iter().position(|i| *i == self.selected).unwrap_or(0);
        let next = here.saturating_add_signed(by).min(open.len().saturating_sub(1));
        if here == next && by < 0 {
            self.top = 0;
            return;
        }
        if let Some(next) = open.get(next) {
            self.select(*next, height);
        }
    }

    /// Shows more of the piece one is on, where it is taller than what is shown. Says whether it did.
    fn scroll_inside(&mut self, by: isize, height: usize) -> bool {
        let Some(card) = self.all.get(self.selected).filter(|card| card.lines.len() > height) else {
            return false;
        };
        let last = card.bottom().saturating_sub(height);
        let goal = self.top.saturating_add_signed(by.signum() * 3).clamp(card.y, last);
        let moves = if by > 0 { goal > self.top } else { goal < self.top };
        if moves {
            self.top = goal;
        }
        moves
    }

    /// Goes so many rows on or back: what is shown moves, and one is on what stands at its top then.
    pub fn scroll_to(&mut self, by: isize, height: usize) {
        let before = self.top;
        self.scroll(by, height);
        if self.top == before {
            self.step_rows(if by > 0 { isize::MAX } else { isize::MIN }, height);
            return;
        }
        let in_sight = |card: &Card<T>| card.y < self.top + height && card.bottom() > self.top;
        let stays = self.all.get(self.selected).is_some_and(in_sight);
        let first = self.all.iter().position(|card| card.item.is_some() && in_sight(card));
        if let Some(first) = first.filter(|_| !stays) {
            self.selected = first;
        }
    }

    fn is_open(&self, index: usize) -> bool {
        self.all.get(index).is_some_and(|card| card.item.is_some())
    }

    /// Goes to a piece, where one can be on it, and shows it.
    pub fn select(&mut self, index: usize, height: usize) {
        if !self.is_open(index) {
            return;
        }
        self.selected = index;
        if let Some(card) = self.all.get(index) {
            if card.bottom() > self.top + height {
                self.top = card.bottom().saturating_sub(height);
            }
            self.top = self.top.min(card.y);
        }
    }

    /// Goes to what is so many rows on or back.
    pub fn step_rows(&mut self, by: isize, height: usize) {
        let here = self.all.get(self.selected).map_or(0, |card| card.y);
        let goal = here.saturating_add_signed(by);
        let open = (0..self.all.len()).filter(|i| self.is_open(*i));
        let near = open.min_by_key(|i| self.all.get(*i).map_or(0, |card| card.y.abs_diff(goal)));
        if let Some(near) = near {
            self.select(near, height);
        }
        if goal == 0 {
            self.top = 0;
        }
    }

    /// Goes to the first piece.
    pub fn to_first(&mut self, height: usize) {
        self.step_rows(isize::MIN, height);
    }

    /// Goes to the last piece.
    pub fn to_last(&mut self, height: usize) {
        self.step_rows(isize::MAX, height);
    }

    /// Moves what is shown.
    pub fn scroll(&mut self, by: isize, height: usize) {
        self.top = self.top.saturating_add_signed(by).min(self.height().saturating_sub(height));
    }

    /// The piece at a column and a row of the sheet.
    #[must_use]
    pub fn at(&self, x: usize, y: usize) -> Option<usize> {
        self.all.iter().position(|card| {
            card.item.is_some()
                && (card.x..card.x + card.width).contains(&x)
                && (card.y..card.bottom()).contains(&y)
        })
    }

    /// Goes to what is at these words.
    pub fn go_to(&mut self, item: &T, height: usize) {
        if let Some(index) = self.all.iter().position(|card| card.item.as_ref() == Some(item)) {
            self.select(index, height);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn card(item: Option<u8>, x: usize, y: usize) -> Card<u8> {
        Card { item, x, y, width: 10, lines: vec![Line::default(); 3] }
    }

    #[test]
    fn headings_are_stepped_over() {
        let mut cards = Cards::default();
        cards.put(vec![card(None, 0, 0), card(Some(1), 0, 4), card(None, 0, 8), card(Some(2), 12, 8)]);
        assert_eq!(cards.here(), Some(&1));
        cards.step(1, 5);
        assert_eq!((cards.here(), cards.top()), (Some(&2), 6));
        cards.step(1, 5);
        assert_eq!(cards.here(), Some(&2));
        cards.step(-1, 5);
        assert_eq!((cards.here(), cards.top()), (Some(&1), 4));
        cards.step(-1, 5);
        assert_eq!(cards.top(), 0, "the heading comes into sight");
        assert_eq!(cards.at(13, 9), Some(3));
        assert_eq!(cards.at(0, 9), None);
    }
}
