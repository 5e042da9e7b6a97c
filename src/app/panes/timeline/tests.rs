//! Tests of the timeline.

use chrono::NaiveDate;
use proptest::prelude::*;

use super::{Item, Place, Timeline};
use crate::model::view::{Row, TimelineEntry};

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
