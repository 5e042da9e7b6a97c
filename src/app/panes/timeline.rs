//! The timeline: articles in order of time by month and event, with the gaps between. Never holds a text.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use chrono::{Datelike as _, NaiveDate};

use crate::model::view::{ArticleSummary, Row, TimelineEntry};
use crate::search::parse::{Typing, parse};
use crate::search::query::Query;

/// The timeline. Knows every article by its few bytes and only the visible ones by their lines.
#[derive(Clone, Debug, Default)]
pub struct Timeline {
    all: Vec<TimelineEntry>,
    typed: String,
    wanted: Option<BTreeSet<Row>>,
    order: Order,
    today: Option<NaiveDate>,
    entries: Vec<TimelineEntry>,
    items: Vec<Item>,
    tops: Vec<usize>,
    item_of: Vec<usize>,
    summaries: BTreeMap<Row, ArticleSummary>,
    entry_rows: usize,
    selected: usize,
    top: usize,
    is_loaded: bool,
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

/// One thing on the timeline.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Item {
    /// A month begins: year and month, 1 to 12.
    Month(i32, u32),
    /// Articles without a date begin.
    Undated,
    /// This many days without an article.
    Gap(usize),
    /// The present day stands here: what is after it is to come.
    Today,
    /// Articles about one happening begin: the first of them and their number.
    Event(usize, usize),
    /// An article, by its place in the order of time.
    Entry(usize, Place),
}

/// Where an article stands in its event.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// It is the only one.
    Alone,
    /// Others follow.
    Inside,
    /// It is the last one.
    Last,
}

/// Days without an article that are worth telling.
const GAP: i64 = 14;
/// So many dated articles make a library long.
const LONG: usize = 40;
/// Lines kept in memory around the visible ones.
const KEPT: usize = 400;

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
        let wanted =
            |entry: &&TimelineEntry| self.wanted.as_ref().is_none_or(|rows| rows.contains(&entry.row));
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
    pub fn typed(&self) -> &str {
        &self.typed
    }

    /// Sets what was typed; the articles that meet it come by [`Timeline::narrow`].
    pub fn set_typed(&mut self, typed: &str) {
        typed.clone_into(&mut self.typed);
    }

    /// The query that articles must meet.
    #[must_use]
    pub fn query(&self) -> Option<Query> {
        (!self.typed.trim().is_empty()).then(|| parse(&self.typed, Typing::Open))
    }

    /// Whether only some of the articles are shown.
    #[must_use]
    pub const fn is_narrowed(&self) -> bool {
        self.wanted.is_some()
    }

    /// Shows only these articles.
    pub fn narrow(&mut self, rows: Vec<Row>, height: usize) {
        self.wanted = Some(rows.into_iter().collect());
        self.arrange();
        self.settle(height);
    }

    /// Shows all articles.
    pub fn widen(&mut self, height: usize) {
        self.wanted = None;
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

    /// Rows that each article takes.
    #[must_use]
    pub const fn entry_rows(&self) -> usize {
        self.entry_rows
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

    /// Sets how many rows each article takes.
    pub fn set_entry_rows(&mut self, rows: usize) {
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

    /// How many articles fall into each of so many equal stretches of the time shown, from left to right as
    /// time goes, and the stretch one is in. Empty where there are too few articles to tell anything.
    #[must_use]
    pub fn density(&self, stretches: usize) -> (Vec<usize>, Option<usize>) {
        let dated = self.entries.partition_point(|entry| entry.day.is_some());
        let dated = self.entries.get(..dated).unwrap_or_default();
        let (Some(one), Some(other)) =
            (dated.first().and_then(|entry| entry.day), dated.last().and_then(|entry| entry.day))
        else {
            return (Vec::new(), None);
        };
        let (first, last) = (one.min(other), one.max(other));
        let days = (last - first).num_days() + 1;
        if dated.len() < LONG || stretches == 0 {
            return (Vec::new(), None);
        }
        let parts = i64::try_from(stretches).unwrap_or(1);
        let before = |part: i64| {
            let bound = first + chrono::TimeDelta::days(days * part / parts);
            match self.order {
                Order::Oldest => dated.partition_point(|entry| entry.day < Some(bound)),
                Order::Newest => dated.len() - dated.partition_point(|entry| entry.day >= Some(bound)),
            }
        };
        let bounds: Vec<usize> = (0..=parts).map(before).collect();
        let counts =
            bounds.windows(2).map(|pair| pair.iter().rev().copied().reduce(|a, b| a - b).unwrap_or(0));
        let here = self.entries.get(self.selected).and_then(|entry| entry.day).and_then(|day| {
            let part = ((day - first).num_days() * parts + parts - 1) / days;
            usize::try_from(part).ok().map(|part| part.min(stretches - 1))
        });
        (counts.collect(), here)
    }

    /// Marks the present day before an article, or at the end of those with dates, where it lies there.
    fn mark_today(&mut self, before: Option<TimelineEntry>, day: Option<NaiveDate>) {
        let Some(today) = self.today.filter(|_| !self.items.contains(&Item::Today)) else {
            return;
        };
        let last = before.and_then(|entry| entry.day);
        let is_here = match self.order {
            Order::Oldest => last.is_some() && day.is_none_or(|day| day > today),
            Order::Newest => day.is_some_and(|day| day <= today),
        };
        if !is_here {
            return;
        }
        let days = last.map_or(0, |last| (today - last).num_days());
        if self.order == Order::Oldest && days >= GAP && day.is_none() {
            self.items.push(Item::Gap(usize::try_from(days).unwrap_or(0)));
        }
        self.items.push(Item::Today);
    }

    fn build(&mut self) {
        self.items.clear();
        self.item_of.clear();
        let mut before: Option<TimelineEntry> = None;
        let mut index = 0;
        while let Some(entry) = self.entries.get(index).copied() {
            self.mark_today(before, entry.day);
            self.open_month(before, entry.day);
            let alike = |other: &&TimelineEntry| other.event.is_some() && other.event == entry.event;
            let count = self.entries.iter().skip(index + 1).take_while(alike).count() + 1;
            if count > 1 {
                self.items.push(Item::Event(index, count));
            }
            for place in 0..count {
                let here = match (count, place + 1 == count) {
                    (1, _) => Place::Alone,
                    (_, true) => Place::Last,
                    (_, false) => Place::Inside,
                };
                self.item_of.push(self.items.len());
                self.items.push(Item::Entry(index + place, here));
            }
            before = self.entries.get(index + count - 1).copied();
            index += count;
        }
        self.mark_today(before, None);
        self.measure();
    }

    /// Begins a month, or what has no date, where it differs from that of the article before.
    fn open_month(&mut self, before: Option<TimelineEntry>, day: Option<NaiveDate>) {
        let last = before.and_then(|entry| entry.day);
        let Some(day) = day else {
            if last.is_some() || before.is_none() {
                self.items.push(Item::Undated);
            }
            return;
        };
        if let Some(last) = last {
            let days = (day - last).num_days().abs();
            if days >= GAP {
                self.items.push(Item::Gap(usize::try_from(days).unwrap_or(0)));
            }
        }
        if last.is_none_or(|last| (last.year(), last.month()) != (day.year(), day.month())) {
            self.items.push(Item::Month(day.year(), day.month()));
        }
    }

    fn measure(&mut self) {
        self.tops.clear();
        let mut top = 0;
        for (index, item) in self.items.iter().enumerate() {
            self.tops.push(top);
            top += match item {
                Item::Month(..) | Item::Undated => 1 + usize::from(index > 0),
                Item::Gap(_) | Item::Today | Item::Event(..) => 1,
                Item::Entry(..) => self.entry_rows.max(1),
            };
        }
        self.tops.push(top);
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn entry(row: i64, day: Option<&str>, event: Option<u32>) -> TimelineEntry {
        let day = day.map(|day| day.parse().unwrap());
        TimelineEntry { row: Row(row), day, event, read: false, marked: false }
    }

    #[test]
    fn today_stands_where_it_lies_in_time() {
        let mut timeline = sample();
        timeline.set_today("2025-10-07".parse().unwrap());
        let at = |timeline: &Timeline| timeline.items.iter().position(|item| *item == Item::Today).unwrap();
        let place = at(&timeline);
        assert!(matches!(timeline.items[place - 1], Item::Entry(2, _)), "{:?}", timeline.items);
        timeline.set_today("2026-01-05".parse().unwrap());
        let place = at(&timeline);
        assert_eq!(timeline.items[place - 1], Item::Gap(89));
        assert_eq!(timeline.items[place + 1], Item::Undated);
        timeline.turn(20);
        assert_eq!(at(&timeline), 0);
    }

    #[test]
    fn density_counts_every_dated_article_once_either_way() {
        let first: NaiveDate = "2024-01-01".parse().unwrap();
        let mut timeline = Timeline::default();
        let days = (0..300_i64).map(|i| first + chrono::TimeDelta::days(i * i / 90));
        timeline.load(
            days.zip(0..)
                .map(|(day, row)| TimelineEntry {
                    row: Row(row),
                    day: Some(day),
                    event: None,
                    read: true,
                    marked: false,
                })
                .collect(),
        );
        let (counts, here) = timeline.density(30);
        assert_eq!((counts.iter().sum::<usize>(), counts.len(), here), (300, 30, Some(0)));
        assert!(counts[0] > counts[29]);
        timeline.turn(20);
        assert_eq!(timeline.density(30).0, counts);
        assert_eq!(sample().density(30).0.len(), 0, "a short library tells nothing by it");
    }

    fn sample() -> Timeline {
        let mut timeline = Timeline { entry_rows: 3, ..Timeline::default() };
        timeline.load(vec![
            entry(5, Some("2025-08-11"), Some(1)),
            entry(1, Some("2025-10-07"), Some(2)),
            entry(2, Some("2025-10-07"), Some(2)),
            entry(3, Some("2025-10-08"), None),
            entry(9, None, None),
        ]);
        timeline
    }

    #[test]
    fn months_gaps_and_events_are_told() {
        use Item::{Entry, Event, Gap, Month, Undated};
        assert_eq!(
            sample().items,
            [
                Month(2025, 8),
                Entry(0, Place::Alone),
                Gap(57),
                Month(2025, 10),
                Event(1, 2),
                Entry(1, Place::Inside),
                Entry(2, Place::Last),
                Entry(3, Place::Alone),
                Undated,
                Entry(4, Place::Alone),
            ]
        );
    }

    #[test]
    fn what_one_is_on_stays_when_articles_come() {
        let mut timeline = sample();
        timeline.select(2, 10);
        timeline.load(vec![entry(7, Some("2024-01-01"), None), entry(2, Some("2025-10-07"), None)]);
        assert_eq!(timeline.selected_row(), Some(Row(2)));
    }

    #[test]
    fn months_are_stepped_over() {
        let mut timeline = sample();
        timeline.step_month(1, 10);
        assert_eq!(timeline.selected(), 1);
        timeline.step_month(1, 10);
        assert_eq!(timeline.selected(), 4);
        timeline.step_month(-1, 10);
        assert_eq!(timeline.selected(), 1);
        timeline.step_month(-1, 10);
        assert_eq!(timeline.selected(), 0);
    }

    proptest! {
        #[test]
        fn what_one_is_on_is_always_visible(
            days in prop::collection::vec(prop::option::of(0_u64..900), 0..60),
            steps in prop::collection::vec((0_u8..5, -40_isize..40), 0..30),
            height in 1_usize..50,
        ) {
            let mut days = days;
            days.sort_by_key(|day| (day.is_none(), *day));
            let start = NaiveDate::from_ymd_opt(2024, 1, 1).unwrap();
            let mut timeline = Timeline { entry_rows: 3, ..Timeline::default() };
            timeline.load(days.iter().enumerate().map(|(i, day)| TimelineEntry {
                row: Row(i64::try_from(i).unwrap()),
                day: day.map(|day| start + chrono::Days::new(day)),
                event: day.map(|day| u32::try_from(day / 3).unwrap()),
                read: i % 2 == 0,
                marked: false,
            }).collect());
            for (kind, by) in steps {
                match kind {
                    0 => timeline.step(by, height),
                    1 => timeline.step_rows(by, height),
                    2 => timeline.step_month(by, height),
                    3 => timeline.scroll(by, height),
                    _ => timeline.set_entry_rows(by.unsigned_abs() % 4),
                }
                prop_assert!(timeline.selected() < days.len().max(1));
                if kind < 3 && !days.is_empty() {
                    let item = timeline.item_of[timeline.selected()];
                    let visible = timeline.visible(height);
                    prop_assert!(visible.contains(&item), "{item} {visible:?}");
                }
                let all = timeline.visible(height).count();
                prop_assert!(all <= height);
            }
        }
    }
}
