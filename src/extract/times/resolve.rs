//! Ties a time to the calendar by the article's day and the direction of its sentence. Never reads a text.

use chrono::{Datelike as _, NaiveDate};

use crate::base::when::{PartialDate, When};
use crate::extract::times::tense::Direction;
use crate::extract::times::time::{Calendar, Part, Time, duration, move_days, moved};

/// What a time means; `None` where it needs a day and there is none.
pub(crate) fn resolve(
    time: Time,
    day: Option<NaiveDate>,
    direction: impl Fn() -> Option<Direction>,
) -> Option<When> {
    Some(match time {
        Time::Calendar(Calendar { year: Some(year), part }) => Calendar { year: None, part }.when(year)?,
        Time::Calendar(floating) => floating.when(nearest(floating, day?, direction())?)?,
        Time::Weekday(weekday) => at(near_weekday(weekday, day?, direction())?),
        Time::Days(from, to) if from == to => at(from),
        Time::Days(from, to) => When::Between(PartialDate::Day(from), PartialDate::Day(to)),
        Time::Between(from, to) => between(from, to, day, direction)?,
        Time::Lasting(count, unit) => When::Lasting(duration(count, unit)?),
        Time::Within(count, unit) if direction() == Some(Direction::Past) => {
            When::Lasting(duration(count, unit)?)
        }
        Time::Within(count, unit) => {
            let day = day?;
            When::Between(PartialDate::Day(day), PartialDate::Day(moved(day, count, unit)?))
        }
        Time::Near if direction() == Some(Direction::Future) => When::Future,
        Time::Near | Time::Past => When::Past,
        Time::Clock(date, clock) => When::Clock(date.and_time(clock)),
        Time::Today => at(day?),
        Time::Skip => return None,
        Time::Present => When::Present,
        Time::Future => When::Future,
    })
}

const fn at(day: NaiveDate) -> When {
    When::At(PartialDate::Day(day))
}

fn between(
    mut from: Calendar,
    mut to: Calendar,
    day: Option<NaiveDate>,
    direction: impl Fn() -> Option<Direction>,
) -> Option<When> {
    if to.year.is_none() {
        // "From 5 May 2025 to 7 June" stays in the year; otherwise both are of the nearest year.
        let year = match from.year {
            Some(year) => year,
            None => nearest(from, day?, direction())?,
        };
        let wraps = to.days(2024)?.1 < from.days(2024)?.0;
        (from.year, to.year) = (Some(year), Some(if wraps { year.checked_add(1)? } else { year }));
    }
    let start = from.ends(from.year?)?.0;
    let end = to.ends(to.year?)?.1;
    (start.first_day()? <= end.last_day()?).then_some(When::Between(start, end))
}

/// How many days ahead a day without a year is meant even where its sentence tells what was done.
const SOON: i64 = 60;

/// The year in which a part of the calendar is meant.
fn nearest(floating: Calendar, day: NaiveDate, direction: Option<Direction>) -> Option<i32> {
    let this = day.year();
    let years = [this.checked_sub(1)?, this, this.checked_add(1)?];
    let mut days = years.iter().filter_map(|year| floating.days(*year).map(|days| (*year, days)));
    // "A decree on holding the vote on 6 October was signed", in September: a day that comes soon, where the last one
    // lies most of a year back, whatever was done.
    let soon = |(_, (from, to)): &(i32, (NaiveDate, NaiveDate))| {
        from == to && (1..=SOON).contains(&(*from - day).num_days())
    };
    match direction {
        Some(Direction::Past | Direction::Present) if days.clone().any(|own| soon(&own)) => days.find(soon),
        // The one that holds the day, or the latest one before it.
        Some(Direction::Past | Direction::Present) => days.rfind(|(_, (from, _))| *from <= day),
        Some(Direction::Future) => days.find(|(_, (_, to))| *to >= day),
        None => days.min_by_key(|(_, (from, to))| distance(*from, *to, day)),
    }
    .map(|(year, _)| year)
    // 29 February of the nearest leap year.
    .or_else(|| {
        matches!(floating.part, Part::Day(2, 29)).then(|| {
            let back = direction != Some(Direction::Future);
            (0..8)
                .map(|away| if back { this - away } else { this + away })
                .find(|y| floating.days(*y).is_some())
        })?
    })
}

/// Days between; ahead seems a little nearer than behind.
fn distance(from: NaiveDate, to: NaiveDate, day: NaiveDate) -> i64 {
    if from > day {
        (from - day).num_days() * 4 / 5
    } else if to < day {
        (day - to).num_days()
    } else {
        0
    }
}

fn near_weekday(weekday: u32, day: NaiveDate, direction: Option<Direction>) -> Option<NaiveDate> {
    let (now, wanted) = (i64::from(day.weekday().number_from_monday()), i64::from(weekday));
    match direction {
        Some(Direction::Past | Direction::Present) => move_days(day, -(now - wanted).rem_euclid(7)),
        Some(Direction::Future) | None => move_days(day, (wanted - now).rem_euclid(7)),
    }
}
