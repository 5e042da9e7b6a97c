//! Going from article to article on the timeline, and what of it is shown. Never opens one.

use chrono::Datelike as _;

use super::{Item, Timeline};
use crate::model::view::TimelineEntry;

impl Timeline {
    /// Goes to an article and shows it.
    pub fn select(&mut self, index: usize, height: usize) {
        self.selected = index.min(self.entries.len().saturating_sub(1));
        self.reveal(height);
    }

    /// Goes so many articles on or back.
    pub fn step(&mut self, by: isize, height: usize) {
        self.select(self.selected.saturating_add_signed(by), height);
    }

    /// Goes so many rows on or back, to the article there.
    pub fn step_rows(&mut self, by: isize, height: usize) {
        let here = self.item_of.get(self.selected).copied().unwrap_or(0);
        let goal = self.tops.get(here).copied().unwrap_or(0).saturating_add_signed(by);
        let item = self.item_at(goal.min(self.height().saturating_sub(1)));
        let next = self.nearest_entry(item, by > 0);
        let next =
            if by > 0 { next.max(self.selected + 1) } else { next.min(self.selected.saturating_sub(1)) };
        self.select(next, height);
    }

    fn nearest_entry(&self, item: usize, forward: bool) -> usize {
        let entry = |item: &Item| match item {
            Item::Entry(index, _) => Some(*index),
            Item::Month(..) | Item::Undated | Item::Gap(_) | Item::Today | Item::Event(..) => None,
        };
        let after = || self.items.get(item..).unwrap_or_default().iter().find_map(entry);
        let before = || self.items.get(..=item).unwrap_or_default().iter().rev().find_map(entry);
        let found = if forward { after().or_else(before) } else { before().or_else(after) };
        found.unwrap_or(0)
    }

    /// Goes to the first article of the next or previous month that has one.
    pub fn step_month(&mut self, by: isize, height: usize) {
        let month = |entry: &TimelineEntry| entry.day.map(|day| (day.year(), day.month()));
        let here = self.entries.get(self.selected).map(month);
        let next = if by > 0 {
            (self.selected..self.entries.len()).find(|i| self.entries.get(*i).map(month) != here)
        } else {
            let before = (0..self.selected).rev().find(|i| self.entries.get(*i).map(month) != here);
            let goal = before.map(|i| self.entries.get(i).map(month));
            goal.and_then(|goal| (0..self.selected).find(|i| self.entries.get(*i).map(month) == goal))
        };
        self.select(next.unwrap_or(if by > 0 { self.entries.len() } else { 0 }), height);
    }

    /// The next or previous article that is not read.
    #[must_use]
    pub fn unread(&self, by: isize) -> Option<usize> {
        let unread = |i: &usize| self.entries.get(*i).is_some_and(|entry| !entry.read);
        if by > 0 {
            (self.selected + 1..self.entries.len()).find(unread).or_else(|| (0..self.selected).find(unread))
        } else {
            let before = (0..self.selected).rev().find(unread);
            before.or_else(|| (self.selected + 1..self.entries.len()).rev().find(unread))
        }
    }

    /// Moves what is shown without moving what one is on.
    pub fn scroll(&mut self, by: isize, height: usize) {
        self.top = self.top.saturating_add_signed(by).min(self.height().saturating_sub(height));
    }

    /// Makes the article one is on visible, with some of its neighbours.
    pub fn reveal(&mut self, height: usize) {
        let item = self.item_of.get(self.selected).copied().unwrap_or(0);
        let (start, end) = self.rows_of(item);
        let margin = if height > self.entry_rows * 4 { self.entry_rows } else { 0 };
        let start = if self.selected == 0 && end <= height { 0 } else { start.saturating_sub(margin) };
        let end = end + margin;
        if end > self.top + height {
            self.top = end - height;
        }
        if start < self.top {
            self.top = start;
        }
        self.top = self.top.min(self.height().saturating_sub(height));
    }

    /// Shows the article one is on anew, in the upper part: the same at the same height, whatever was before.
    pub fn settle(&mut self, height: usize) {
        let item = self.item_of.get(self.selected).copied().unwrap_or(0);
        self.top = self.rows_of(item).0.saturating_sub(height / 3);
        self.reveal(height);
    }
}
