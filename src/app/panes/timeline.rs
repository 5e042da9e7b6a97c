//! The timeline: articles in order of time by month and event, with the gaps between. Never holds a text.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use chrono::NaiveDate;

use crate::app::panes::typed::Typed;
use crate::app::styled::folded;
use crate::base::id::ThreadId;
use crate::model::view::{ArticleSummary, Row, TimelineEntry};
use crate::search::parse::{Typing, parse};
use crate::search::query::Query;

mod density;
mod items;
mod moving;
#[cfg(test)]
mod tests;

pub use items::{Item, Place};

/// The timeline. Knows every article by its few bytes and only the visible ones by their lines.
#[derive(Clone, Debug, Default)]
pub struct Timeline {
    all: Vec<TimelineEntry>,
    typed: Typed,
    wanted: Option<BTreeSet<Row>>,
    fresh: BTreeSet<Row>,
    since: bool,
    only: Option<Only>,
    order: Order,
    today: Option<NaiveDate>,
    entries: Vec<TimelineEntry>,
    items: Vec<Item>,
    tops: Vec<usize>,
    item_of: Vec<usize>,
    summaries: BTreeMap<Row, ArticleSummary>,
    entry_rows: usize,
    rows: BTreeMap<Row, usize>,
    selected: usize,
    top: usize,
    is_loaded: bool,
}

/// The initiative whose articles alone are shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Only {
    /// Which.
    pub thread: ThreadId,
    /// Its name.
    pub name: String,
    /// The articles that mention it.
    pub rows: BTreeSet<Row>,
}

/// Which way time goes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Order {
    /// The earliest on top.
    #[default]
    Oldest,
    /// The latest on top.
    Newest,
}

/// Lines kept in memory around the visible ones.
const KEPT: usize = 400;

/// The fewest and the most rows of an article whose title is shown whole.
const LEAST_ROWS: usize = 2;
const MOST_ROWS: usize = 6;

/// Columns that no title takes: the day, the axis and the margin.
pub const BESIDE_TITLE: u16 = 7;

impl Timeline {
    /// Takes all articles, in order of time with undated ones last. What one was on stays.
    pub fn load(&mut self, entries: Vec<TimelineEntry>) {
        self.all = entries;
        self.is_loaded = true;
        self.summaries.clear();
        self.arrange();
    }

    /// Picks, orders and builds anew. What one is on stays where it can.
    fn arrange(&mut self) {
        let was = self.selected_row();
        let wanted = |entry: &&TimelineEntry| {
            self.wanted.as_ref().is_none_or(|rows| rows.contains(&entry.row))
                && (!self.since || self.fresh.contains(&entry.row))
                && self.only.as_ref().is_none_or(|only| only.rows.contains(&entry.row))
        };
        let dated = self.all.iter().filter(|entry| entry.day.is_some()).filter(wanted);
        let undated = self.all.iter().filter(|entry| entry.day.is_none()).filter(wanted);
        self.entries = match self.order {
            Order::Oldest => dated.chain(undated).copied().collect(),
            Order::Newest => dated.rev().chain(undated).copied().collect(),
        };
        let near = self.selected.min(self.entries.len().saturating_sub(1));
        self.selected = was.and_then(|row| self.index_of(row)).unwrap_or(near);
        self.build();
    }

    /// The query that articles must meet, as it was typed.
    #[must_use]
    pub const fn typed(&self) -> &Typed {
        &self.typed
    }

    /// Sets what was typed; the articles that meet it come by [`Timeline::narrow`].
    pub fn set_typed(&mut self, typed: Typed) {
        self.typed = typed;
    }

    /// The query that articles must meet.
    #[must_use]
    pub fn query(&self) -> Option<Query> {
        (!self.typed.text().trim().is_empty()).then(|| parse(self.typed.text(), Typing::Open))
    }

    /// Whether only some of the articles are shown.
    #[must_use]
    pub const fn is_narrowed(&self) -> bool {
        self.wanted.is_some() || self.since || self.only.is_some()
    }

    /// Shows only these articles, or all but for what else narrows it.
    pub fn narrow(&mut self, rows: Option<Vec<Row>>, height: usize) {
        self.wanted = rows.map(|rows| rows.into_iter().collect());
        self.arrange();
        self.settle(height);
    }

    /// Lets go of all that narrows it; the articles come back by [`Timeline::narrow`].
    pub fn widen(&mut self) {
        self.typed.clear();
        self.since = false;
        self.only = None;
    }

    /// The initiative whose articles alone are shown.
    #[must_use]
    pub const fn only(&self) -> Option<&Only> {
        self.only.as_ref()
    }

    /// Shows only the articles of an initiative, or all again.
    pub fn set_only(&mut self, only: Option<Only>, height: usize) {
        self.only = only;
        self.arrange();
        self.settle(height);
    }

    /// Says which articles have come since the last visit.
    pub fn set_fresh(&mut self, rows: &[Row]) {
        self.fresh = rows.iter().copied().collect();
        if self.since {
            self.arrange();
        }
    }

    /// How many articles have come since the last visit.
    #[must_use]
    pub fn fresh(&self) -> usize {
        self.fresh.len()
    }

    /// Whether an article has come since the last visit.
    #[must_use]
    pub fn is_fresh(&self, row: Row) -> bool {
        self.fresh.contains(&row)
    }

    /// Whether only what has come since the last visit is shown.
    #[must_use]
    pub const fn is_since(&self) -> bool {
        self.since
    }

    /// Shows only what has come since the last visit, or all again.
    pub fn set_since(&mut self, since: bool, height: usize) {
        self.since = since;
        self.arrange();
        self.settle(height);
    }

    /// Shows the latest first, or the earliest again.
    pub fn turn(&mut self, height: usize) {
        self.order = match self.order {
            Order::Oldest => Order::Newest,
            Order::Newest => Order::Oldest,
        };
        self.arrange();
        self.settle(height);
    }

    /// Number of articles in the library.
    #[must_use]
    pub const fn count(&self) -> usize {
        self.all.len()
    }

    /// Whether the articles have come.
    #[must_use]
    pub const fn is_loaded(&self) -> bool {
        self.is_loaded
    }

    /// All articles.
    #[must_use]
    pub fn entries(&self) -> &[TimelineEntry] {
        &self.entries
    }

    /// The article one is on.
    #[must_use]
    pub fn selected_row(&self) -> Option<Row> {
        self.entries.get(self.selected).map(|entry| entry.row)
    }

    /// Its place in the order of time.
    #[must_use]
    pub const fn selected(&self) -> usize {
        self.selected
    }

    /// The first line shown.
    #[must_use]
    pub const fn top(&self) -> usize {
        self.top
    }

    /// The line of an article, where it is loaded.
    #[must_use]
    pub fn summary(&self, row: Row) -> Option<&ArticleSummary> {
        self.summaries.get(&row)
    }

    /// The place of an article in the order of time.
    #[must_use]
    pub fn index_of(&self, row: Row) -> Option<usize> {
        self.entries.iter().position(|entry| entry.row == row)
    }

    /// The entry at a place.
    #[must_use]
    pub fn entry(&self, index: usize) -> Option<&TimelineEntry> {
        self.entries.get(index)
    }

    /// Notes locally what the library was told.
    pub fn set_read(&mut self, row: Row, read: bool) {
        for entry in self.entries.iter_mut().chain(&mut self.all).filter(|entry| entry.row == row) {
            entry.read = read;
        }
        if let Some(summary) = self.summaries.get_mut(&row) {
            summary.read = read;
        }
    }

    /// Notes locally how many bookmarks an article holds.
    pub fn set_bookmarks(&mut self, row: Row, bookmarks: usize) {
        for entry in self.entries.iter_mut().chain(&mut self.all).filter(|entry| entry.row == row) {
            entry.marked = bookmarks > 0;
        }
        if let Some(summary) = self.summaries.get_mut(&row) {
            summary.bookmarks = u32::try_from(bookmarks).unwrap_or(u32::MAX);
        }
    }

    /// Takes lines that were asked for, and lets go of those far from here.
    pub fn put_summaries(&mut self, summaries: Vec<ArticleSummary>) {
        if self.summaries.len() > KEPT {
            self.summaries.clear();
        }
        self.summaries.extend(summaries.into_iter().map(|summary| (summary.row, summary)));
    }

    /// Articles that are visible in so many rows, or nearly, and whose lines are not there.
    #[must_use]
    pub fn missing(&self, height: usize) -> Vec<Row> {
        let near = self.item_at(self.top.saturating_sub(height))
            ..self.item_at(self.top + height * 2).saturating_add(1).min(self.items.len());
        let visible = self.rows_in(self.visible(height));
        if visible.iter().all(|row| self.summaries.contains_key(row)) {
            return Vec::new();
        }
        self.rows_in(near).into_iter().filter(|row| !self.summaries.contains_key(row)).collect()
    }

    fn rows_in(&self, items: Range<usize>) -> Vec<Row> {
        let items = self.items.get(items).unwrap_or_default().iter();
        items
            .filter_map(|item| match item {
                Item::Entry(index, _) => self.entries.get(*index).map(|entry| entry.row),
                Item::Month(..) | Item::Undated | Item::Gap(_) | Item::Today | Item::Event(..) => None,
            })
            .collect()
    }

    /// Lets each article take as many rows as its title needs, where all articles are in sight then; else two for the
    /// title, or one where there is little room.
    pub fn fit(&mut self, height: usize, columns: usize) {
        self.set_entry_rows(if height >= 14 { 3 } else { 2 });
        let needed = if self.entries.len() * LEAST_ROWS > height || columns == 0 {
            BTreeMap::new()
        } else {
            self.needed(height, columns)
        };
        if needed != self.rows {
            self.rows = needed;
            self.measure();
        }
    }

    /// The rows that the articles need whose lines are there, at most as many each as leave all in sight; nothing where
    /// that is no more than is usual.
    fn needed(&self, height: usize, columns: usize) -> BTreeMap<Row, usize> {
        let known = self.entries.iter().filter_map(|entry| self.summary(entry.row));
        let rows = known.map(|one| (one.row, 1 + folded(&one.title, columns, MOST_ROWS - 1, "").len()));
        let mut rows: BTreeMap<Row, usize> = rows.collect();
        let others = self.height().saturating_sub(self.own_rows());
        let unknown = (self.entries.len() - rows.len()) * self.entry_rows;
        let all = |most: usize| rows.values().map(|own| most.min(*own)).sum::<usize>() + unknown + others;
        let Some(most) = (self.entry_rows + 1..=MOST_ROWS).rev().find(|most| all(*most) <= height) else {
            return BTreeMap::new();
        };
        for own in rows.values_mut() {
            *own = most.min(*own);
        }
        rows
    }

    /// Sets how many rows each article takes.
    fn set_entry_rows(&mut self, rows: usize) {
        if rows != self.entry_rows {
            self.entry_rows = rows;
            self.build();
        }
    }

    /// All rows of the timeline.
    #[must_use]
    pub fn height(&self) -> usize {
        self.tops.last().copied().unwrap_or(0)
    }

    /// The items that are visible in so many rows.
    #[must_use]
    pub fn visible(&self, height: usize) -> Range<usize> {
        let end = self.item_at((self.top + height).saturating_sub(1)).saturating_add(1);
        self.item_at(self.top)..end.min(self.items.len())
    }

    /// An item with its first row and the row after its last.
    #[must_use]
    pub fn item(&self, index: usize) -> Option<(Item, usize, usize)> {
        let (start, end) = self.rows_of(index);
        self.items.get(index).map(|item| (*item, start, end))
    }

    /// The article at a row of the whole timeline.
    #[must_use]
    pub fn entry_at(&self, row: usize) -> Option<usize> {
        match self.items.get(self.item_at(row))? {
            Item::Entry(index, _) | Item::Event(index, _) if row < self.height() => Some(*index),
            Item::Entry(..)
            | Item::Event(..)
            | Item::Month(..)
            | Item::Undated
            | Item::Gap(_)
            | Item::Today => None,
        }
    }

    fn rows_of(&self, item: usize) -> (usize, usize) {
        let at = |i: usize| self.tops.get(i).copied().unwrap_or_else(|| self.height());
        (at(item), at(item + 1))
    }

    fn item_at(&self, row: usize) -> usize {
        self.tops.partition_point(|top| *top <= row).saturating_sub(1).min(self.items.len().saturating_sub(1))
    }

    /// Says what day it is.
    pub fn set_today(&mut self, today: NaiveDate) {
        if self.today.replace(today) != Some(today) {
            self.build();
        }
    }
}
