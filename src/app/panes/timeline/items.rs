//! What stands on the timeline: months, gaps, today, events, articles. Never moves on it.

use chrono::{Datelike as _, NaiveDate};

use super::{Order, Timeline};
use crate::model::view::TimelineEntry;

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

impl Timeline {
    /// Marks the present day before an article, or at the end of those with dates, where it lies there; says whether
    /// it did.
    fn mark_today(&mut self, before: Option<TimelineEntry>, day: Option<NaiveDate>) -> bool {
        let Some(today) = self.today else {
            return false;
        };
        let last = before.and_then(|entry| entry.day);
        let is_here = match self.order {
            Order::Oldest => last.is_some() && day.is_none_or(|day| day > today),
            Order::Newest => day.is_some_and(|day| day <= today),
        };
        if !is_here {
            return false;
        }
        let days = last.map_or(0, |last| (today - last).num_days());
        if self.order == Order::Oldest && days >= GAP && day.is_none() {
            self.items.push(Item::Gap(usize::try_from(days).unwrap_or(0)));
        }
        self.items.push(Item::Today);
        true
    }

    pub(super) fn build(&mut self) {
        self.items.clear();
        self.item_of.clear();
        let mut before: Option<TimelineEntry> = None;
        let mut index = 0;
        let mut is_marked = false;
        while let Some(entry) = self.entries.get(index).copied() {
            is_marked = is_marked || self.mark_today(before, entry.day);
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
        if !is_marked {
            self.mark_today(before, None);
        }
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

    /// Rows of an article.
    fn rows_of_entry(&self, index: usize) -> usize {
        let own = self.entries.get(index).and_then(|entry| self.rows.get(&entry.row));
        own.copied().unwrap_or(self.entry_rows).max(1)
    }

    /// Rows of all articles together.
    pub(super) fn own_rows(&self) -> usize {
        (0..self.entries.len()).map(|index| self.rows_of_entry(index)).sum()
    }

    /// Finds the first row of each item.
    pub(super) fn measure(&mut self) {
        self.tops.clear();
        let mut top = 0;
        for (index, item) in self.items.iter().enumerate() {
            self.tops.push(top);
            top += match item {
                Item::Month(..) | Item::Undated => 1 + usize::from(index > 0),
                Item::Gap(_) | Item::Today | Item::Event(..) => 1,
                Item::Entry(index, _) => self.rows_of_entry(*index),
            };
        }
        self.tops.push(top);
    }
}
