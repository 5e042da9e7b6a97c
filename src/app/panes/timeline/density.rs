//! How dense the articles lie in time. Never draws it.

use chrono::NaiveDate;

use super::{Order, Timeline};
use crate::model::view::TimelineEntry;

/// So many dated articles make a library long.
const LONG: usize = 40;

impl Timeline {
    /// The first and the last day of the articles shown, where there are enough of them to tell how dense they lie.
    #[must_use]
    pub fn ends(&self) -> Option<(NaiveDate, NaiveDate)> {
        let dated = self.dated();
        let (one, other) = (dated.first()?.day?, dated.last()?.day?);
        (dated.len() >= LONG).then(|| (one.min(other), one.max(other)))
    }

    fn dated(&self) -> &[TimelineEntry] {
        let dated = self.entries.partition_point(|entry| entry.day.is_some());
        self.entries.get(..dated).unwrap_or_default()
    }

    /// How many articles fall into each of so many equal stretches of the time shown, from left to right as
    /// time goes, and the stretch one is in. Empty where there are too few articles to tell anything.
    #[must_use]
    pub fn density(&self, stretches: usize) -> (Vec<usize>, Option<usize>) {
        let dated = self.dated();
        let Some((first, last)) = self.ends().filter(|_| stretches > 0) else {
            return (Vec::new(), None);
        };
        let days = (last - first).num_days() + 1;
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
}
