//! The pane of initiatives: each with its facts, its places in other articles and its relations. Never draws.

mod lines;

use chrono::NaiveDate;

use crate::app::panes::initiatives::Initiative;
use crate::app::signs::Signs;
use crate::app::styled::Line;
use crate::app::texts::Texts;
use crate::base::id::ThreadId;
use crate::model::view::ArticlePage;

/// The pane.
#[derive(Clone, Debug, Default)]
pub struct Side {
    lines: Vec<SideLine>,
    items: Vec<Item>,
    selected: usize,
    top: usize,
    folded: bool,
    unfolded: Option<usize>,
    /// The initiative the pane stays on, where it does not follow the text.
    pub pinned: Option<ThreadId>,
}

/// One line and the item it belongs to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SideLine {
    /// What it shows.
    pub line: Line,
    /// Index of its item; `None` for a line between.
    pub item: Option<usize>,
}

/// What one can be on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Item {
    /// An initiative, by index.
    Initiative(usize),
    /// Another article that mentions it: initiative and index among `Initiative::elsewhere`.
    Cross(usize, usize),
    /// A related thread: initiative and index among the card's relations.
    Related(usize, usize),
    /// A figure over time that its mentions tell: initiative and index among the page's.
    Figure(usize, usize),
    /// What is folded away.
    More(usize),
}

impl Item {
    /// The initiative it belongs to.
    #[must_use]
    pub const fn initiative(self) -> usize {
        match self {
            Self::Initiative(i)
            | Self::Cross(i, _)
            | Self::Related(i, _)
            | Self::Figure(i, _)
            | Self::More(i) => i,
        }
    }
}

/// What the lines are made with.
#[derive(Clone, Copy, Debug)]
pub struct Making<'a> {
    /// Words.
    pub texts: &'a Texts,
    /// Signs.
    pub signs: &'a Signs,
    /// Columns.
    pub columns: usize,
    /// The day it is.
    pub today: NaiveDate,
}

impl Side {
    /// The lines.
    #[must_use]
    pub fn lines(&self) -> &[SideLine] {
        &self.lines
    }

    /// The first line shown.
    #[must_use]
    pub const fn top(&self) -> usize {
        self.top
    }

    /// The item one is on.
    #[must_use]
    pub fn item(&self) -> Option<Item> {
        self.items.get(self.selected).copied()
    }

    /// Its index.
    #[must_use]
    pub const fn selected(&self) -> usize {
        self.selected
    }

    /// An item.
    #[must_use]
    pub fn item_at(&self, index: usize) -> Option<Item> {
        self.items.get(index).copied()
    }

    /// The item on a line of the pane.
    #[must_use]
    pub fn item_on(&self, line: usize) -> Option<usize> {
        self.lines.get(line).and_then(|line| line.item)
    }

    /// Shows only the initiatives, or everything under them.
    pub const fn fold(&mut self) {
        self.folded = !self.folded;
    }

    /// Begins anew, for another article.
    pub const fn restart(&mut self) {
        self.selected = 0;
        self.top = 0;
        self.unfolded = None;
    }

    /// Shows everything under the initiative one is on.
    pub fn unfold_here(&mut self) {
        self.unfolded = self.item().map(Item::initiative);
    }

    /// Makes the lines for a page. What one is on stays where it can.
    pub fn build(&mut self, page: Option<&ArticlePage>, initiatives: &[Initiative], making: Making<'_>) {
        let was = self.item();
        self.lines.clear();
        self.items.clear();
        if let Some(page) = page {
            for (index, initiative) in initiatives.iter().enumerate() {
                self.initiative(page, index, initiative, making);
            }
        }
        let same = was.and_then(|was| self.items.iter().position(|item| *item == was));
        let near = was.and_then(|was| self.head(was.initiative()));
        self.selected = same.or(near).unwrap_or(0);
        self.top = self.top.min(self.lines.len().saturating_sub(1));
    }

    /// The item that is the head of an initiative.
    fn head(&self, initiative: usize) -> Option<usize> {
        self.items.iter().position(|item| *item == Item::Initiative(initiative))
    }

    /// Goes so many items on or back.
    pub fn step(&mut self, by: isize, height: usize) {
        self.select(self.selected.saturating_add_signed(by), height);
    }

    /// Goes to an item and shows it.
    pub fn select(&mut self, item: usize, height: usize) {
        self.selected = item.min(self.items.len().saturating_sub(1));
        self.reveal(height);
    }

    /// Follows the text: goes to an initiative, unless one is on a part of it already.
    pub fn follow(&mut self, initiative: usize, height: usize) {
        if self.item().map(Item::initiative) != Some(initiative)
            && let Some(head) = self.head(initiative)
        {
            self.select(head, height);
        }
    }

    /// Goes so many lines on or back.
    pub fn step_lines(&mut self, by: isize, height: usize) {
        let line = self.lines_of(|item| item == self.selected).start;
        let goal = line.saturating_add_signed(by).min(self.lines.len().saturating_sub(1));
        let on = || self.lines.get(goal..).unwrap_or_default().iter().find_map(|line| line.item);
        let back = || self.lines.get(..=goal).unwrap_or_default().iter().rev().find_map(|line| line.item);
        let item = if by > 0 { on().or_else(back) } else { back().or_else(on) };
        self.select(item.unwrap_or(0), height);
    }

    /// Moves what is shown without moving what one is on.
    pub fn scroll(&mut self, by: isize, height: usize) {
        self.top = self.top.saturating_add_signed(by).min(self.lines.len().saturating_sub(height));
    }

    fn lines_of(&self, wanted: impl Fn(usize) -> bool) -> std::ops::Range<usize> {
        let own = |line: &SideLine| line.item.is_some_and(&wanted);
        let start = self.lines.iter().position(own).unwrap_or(0);
        let end = self.lines.iter().rposition(own).map_or(start, |last| last + 1);
        start..end
    }

    /// Shows the item one is on anew: the same at the same height, whatever was before.
    pub fn settle(&mut self, height: usize) {
        self.top = 0;
        self.reveal(height);
    }

    /// Shows the item one is on, and as much of its initiative as there is room for.
    pub fn reveal(&mut self, height: usize) {
        let Some(initiative) = self.item().map(Item::initiative) else {
            self.top = 0;
            return;
        };
        let whole =
            self.lines_of(|item| self.items.get(item).is_some_and(|item| item.initiative() == initiative));
        let own = self.lines_of(|item| item == self.selected);
        for range in [whole, own] {
            if range.end > self.top + height {
                self.top = range.end.saturating_sub(height).min(range.start);
            }
            if range.start < self.top {
                self.top = range.start;
            }
        }
        self.top = self.top.min(self.lines.len().saturating_sub(height));
    }
}
