//! What the parts of a pattern mean together. Never a word of a language.
#![allow(
    clippy::wildcard_enum_match_arm,
    reason = "each phrase takes the one or two sorts of time it can work on; any other, also a new one, is none of its own"
)]

use chrono::{Datelike as _, NaiveDate, NaiveTime};

use crate::extract::phrases::value::{Unit, Value};
use crate::extract::times::time::{Calendar, Part, Time, moved, shifted};

macro_rules! meanings {
    ($($(#[$doc:meta])* $name:ident = $word:literal),* $(,)?) => {
        /// The meanings that rules can name.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub(crate) enum Meaning { $($(#[$doc])* $name,)* }

        impl Meaning {
            /// The meaning that rules call so.
            pub(crate) fn named(word: &str) -> Option<Self> {
                match word { $($word => Some(Self::$name),)* _ => None }
            }

            /// How rules call each.
            pub(crate) fn names() -> impl Iterator<Item = &'static str> + Clone {
                [$($word),*].into_iter()
            }
        }
    };
}

meanings! {
    /// The one value in the pattern.
    Same = "same",
    /// From one year to another, the second maybe short: "2025/26".
    YearRun = "year-run",
    /// A year so many years away.
    YearShift = "year-shift",
    /// A quarter by its number, of a year or the nearest.
    Quarter = "quarter",
    /// A half by its number, of a year or the nearest.
    HalfYear = "half",
    /// From one day of a month to another.
    Days = "days",
    /// A part of the calendar in the year that another time of the pattern names.
    OfYear = "of-year",
    /// An hour, with the half of the day it is in (0 or 12).
    Hour = "hour",
    /// Recently or soon, as the sentence has it.
    Near = "near",
    /// From now on so many units, or as long as that in the past.
    Within = "within",
    /// A year by its number.
    Year = "year",
    /// A unit so many units away: a shift, or none for this one, and a unit.
    Shift = "shift",
    /// A month, season, ordered quarter or half, of a year or the nearest.
    Part = "part",
    /// A month and a day, of a year or the nearest.
    Day = "day",
    /// A day of a month that is itself a time ("the 5th of next month").
    DayOf = "day-of",
    /// The nearest day of the week, or that of a week.
    Weekday = "weekday",
    /// The day of the week before or after this week's: a shift and a weekday.
    ShiftWeekday = "shift-weekday",
    /// So many units before now.
    Ago = "ago",
    /// So many units after now.
    Ahead = "ahead",
    /// From so many units before now until now.
    Last = "last",
    /// From now on so many units.
    Next = "next",
    /// So many units.
    Lasting = "lasting",
    /// From the start of a time until now, where it has begun.
    Since = "since",
    /// From now until the end of a time, where that lies ahead.
    Until = "until",
    /// From one time to another.
    Between = "between",
    /// A ten years by its first, as "1990" or "90".
    Decade = "decade",
    /// A century by its number.
    Century = "century",
    /// A day or part of it with the hour.
    Clock = "clock",
    /// A day so many days away.
    NearDay = "near-day",
    /// Today, or these days.
    Today = "today",
    /// A feast of a year or the nearest.
    Feast = "feast",
    /// The day before a feast.
    Eve = "eve",
    /// No time after all: an hour alone.
    Skip = "skip",
    Past = "past",
    Present = "present",
    Future = "future",
}

/// A part of a pattern as it was read.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Node {
    Word(Value),
    Time(Time),
    Clock(NaiveTime),
}

/// What was read of a pattern, by kind.
struct Parts<'a>(&'a [Node]);

impl Parts<'_> {
    fn find<T>(&self, pick: impl Fn(&Node) -> Option<T>) -> Option<T> {
        self.0.iter().find_map(pick)
    }

    fn number(&self) -> Option<f64> {
        self.find(|node| if let Node::Word(Value::Number(number)) = node { Some(*number) } else { None })
    }

    fn unit(&self) -> Option<Unit> {
        self.find(|node| if let Node::Word(Value::Unit(unit)) = node { Some(*unit) } else { None })
    }

    fn shift(&self) -> Option<i32> {
        self.find(|node| if let Node::Word(Value::Shift(shift)) = node { Some(*shift) } else { None })
    }

    fn ordinal(&self) -> Option<u32> {
        self.find(|node| if let Node::Word(Value::Ordinal(ordinal)) = node { Some(*ordinal) } else { None })
    }

    fn weekday(&self) -> Option<u32> {
        self.find(|node| if let Node::Word(Value::Weekday(day)) = node { Some(*day) } else { None })
    }

    fn times(&self) -> impl Iterator<Item = Time> {
        self.0.iter().filter_map(|node| if let Node::Time(time) = node { Some(*time) } else { None })
    }

    fn time(&self) -> Option<Time> {
        self.times().next()
    }

    /// The year that a time of the pattern names, if it names a whole one.
    fn year(&self) -> Result<Option<i32>, ()> {
        match self.time() {
            None => Ok(None),
            Some(Time::Calendar(Calendar { year: Some(year), part: Part::Whole })) => Ok(Some(year)),
            Some(_) => Err(()),
        }
    }

    fn part(&self) -> Option<Part> {
        self.find(|node| match node {
            Node::Word(Value::Month(month)) => Some(Part::Month(*month)),
            Node::Word(Value::Season(first)) => Some(Part::Season(*first)),
            _ => None,
        })
        .or_else(|| match (self.unit()?, self.ordinal()?) {
            (Unit::Quarter, order @ 1..=4) => Some(Part::Quarter(order)),
            (Unit::Half, order @ 1..=2) => Some(Part::Half(order)),
            _ => None,
        })
    }
}

impl Meaning {
    /// What the nodes mean on the day; `None` where they do not go together.
    pub(crate) fn of(self, nodes: &[Node], day: Option<NaiveDate>) -> Option<Node> {
        let parts = Parts(nodes);
        if self == Self::Same {
            return parts.0.iter().copied().rfind(|node| *node != Node::Word(Value::Nothing));
        }
        if self == Self::Hour {
            return hour(&parts).map(Node::Clock);
        }
        let calendar = |year, part| Some(Time::Calendar(Calendar { year, part }));
        let time = match self {
            Self::Same | Self::Hour => None,
            Self::YearShift => shifted(day?, parts.shift()?, Unit::Year),
            Self::Quarter => calendar(
                parts.year().ok()?,
                Part::Quarter(parts.ordinal().filter(|quarter| (1..=4).contains(quarter))?),
            ),
            Self::HalfYear => calendar(
                parts.year().ok()?,
                Part::Half(parts.ordinal().filter(|half| (1..=2).contains(half))?),
            ),
            Self::Days => days(&parts),
            Self::OfYear => of_year(&parts),
            Self::Near => Some(Time::Near),
            Self::Within => day.and(Some(Time::Within(parts.number().unwrap_or(1.0), parts.unit()?))),
            Self::Year => calendar(Some(year_of(parts.number()?)?), Part::Whole),
            Self::YearRun => year_run(&parts),
            Self::Shift => shifted(day?, parts.shift().unwrap_or(0), parts.unit()?),
            Self::Part => match parts.shift() {
                Some(shift) => shifted_part(parts.part()?, shift, day?),
                None => calendar(parts.year().ok()?, parts.part()?),
            },
            Self::Day => day_of_month(&parts),
            Self::DayOf => day_of(&parts),
            Self::Weekday => weekday(&parts),
            Self::ShiftWeekday => shift_weekday(&parts, day?),
            Self::Ago => distant(day?, -parts.number().unwrap_or(1.0), parts.unit()?),
            Self::Ahead => distant(day?, parts.number().unwrap_or(1.0), parts.unit()?),
            Self::Last => {
                let from = moved(day?, -parts.number().unwrap_or(1.0), parts.unit()?)?;
                Some(Time::Days(from, day?))
            }
            Self::Next => {
                let to = moved(day?, parts.number().unwrap_or(1.0), parts.unit()?)?;
                Some(Time::Days(day?, to))
            }
            Self::Lasting => Some(Time::Lasting(parts.number().unwrap_or(1.0), parts.unit()?)),
            Self::Since => since(parts.time()?, day?),
            Self::Until => until(parts.time()?, day?),
            Self::Between => between(&parts, day),
            Self::Decade => decade(parts.number()?),
            Self::Century => century(parts.ordinal()?),
            Self::Clock => clock(&parts, day),
            Self::NearDay => parts
                .find(|node| if let Node::Word(Value::Day(days)) = node { Some(*days) } else { None })
                .and_then(|days| shifted(day?, days, Unit::Day)),
            Self::Today => day.map(|_| Time::Today),
            Self::Feast => feast(&parts),
            Self::Eve => eve(&parts, day),
            Self::Skip => Some(Time::Skip),
            Self::Past => Some(Time::Past),
            Self::Present => Some(Time::Present),
            Self::Future => Some(Time::Future),
        };
        time.map(Node::Time)
    }
}

/// A number as a year; years of two digits are not taken.
fn year_of(number: f64) -> Option<i32> {
    // Safe to cut: the range is checked first.
    #[allow(clippy::cast_possible_truncation, reason = "the range is checked")]
    ((1000.0..3000.0).contains(&number) && number.fract() == 0.0).then_some(number as i32)
}

fn small(number: f64) -> Option<u32> {
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "the range is checked")]
    ((0.0..=400.0).contains(&number) && number.fract() == 0.0).then_some(number as u32)
}

fn month(parts: &Parts<'_>) -> Option<u32> {
    parts.find(|node| if let Node::Word(Value::Month(month)) = node { Some(*month) } else { None })
}

fn day_of_month(parts: &Parts<'_>) -> Option<Time> {
    let day = parts.number().and_then(small).or(parts.ordinal())?;
    let month = month(parts)?;
    let year = parts.year().ok()?;
    // A leap year, so that 29 February stands.
    NaiveDate::from_ymd_opt(year.unwrap_or(2024), month, day)?;
    Some(Time::Calendar(Calendar { year, part: Part::Day(month, day) }))
}

/// The last, this year's or the next such part of a year.
fn shifted_part(part: Part, shift: i32, day: NaiveDate) -> Option<Time> {
    let year = day.year();
    let (from, to) = Calendar { year: None, part }.days(year)?;
    let year = match shift {
        -1 if to >= day => year.checked_sub(1)?,
        1 if from <= day => year.checked_add(1)?,
        -1..=1 => year,
        _ => return None,
    };
    Some(Time::Calendar(Calendar { year: Some(year), part }))
}

fn days(parts: &Parts<'_>) -> Option<Time> {
    let mut numbers = parts.0.iter().filter_map(|node| match node {
        Node::Word(Value::Number(number)) => small(*number),
        _ => None,
    });
    let (first, last, month, year) = (numbers.next()?, numbers.next()?, month(parts)?, parts.year().ok()?);
    NaiveDate::from_ymd_opt(year.unwrap_or(2024), month, last).filter(|_| (1..last).contains(&first))?;
    let calendar = |day| Calendar { year, part: Part::Day(month, day) };
    Some(Time::Between(calendar(first), calendar(last)))
}

fn of_year(parts: &Parts<'_>) -> Option<Time> {
    let mut year = None;
    let mut other = None;
    for time in parts.times() {
        match time {
            Time::Calendar(Calendar { year: Some(found), part: Part::Whole }) => year = Some(found),
            time => other = Some(time),
        }
    }
    let set = |calendar: Calendar| Calendar { year: calendar.year.or(year), ..calendar };
    year?;
    match other? {
        Time::Calendar(calendar) => Some(Time::Calendar(set(calendar))),
        Time::Between(from, to) => Some(Time::Between(set(from), set(to))),
        _ => None,
    }
}

fn hour(parts: &Parts<'_>) -> Option<NaiveTime> {
    let hour = parts.number().and_then(small)?;
    let more = parts.shift().and_then(|shift| u32::try_from(shift).ok()).unwrap_or(0);
    let hour = if hour < 12 { hour + more } else { hour };
    NaiveTime::from_hms_opt(hour, 0, 0)
}

fn day_of(parts: &Parts<'_>) -> Option<Time> {
    let day = parts.number().and_then(small).or(parts.ordinal())?;
    match parts.time()? {
        Time::Calendar(Calendar { year, part: Part::Month(month) }) => {
            NaiveDate::from_ymd_opt(year.unwrap_or(2024), month, day)?;
            Some(Time::Calendar(Calendar { year, part: Part::Day(month, day) }))
        }
        _ => None,
    }
}

fn year_run(parts: &Parts<'_>) -> Option<Time> {
    let mut numbers = parts.0.iter().filter_map(|node| match node {
        Node::Word(Value::Number(number)) => Some(*number),
        _ => None,
    });
    let first = year_of(numbers.next()?)?;
    let second = numbers.next()?;
    let last = year_of(second).or_else(|| {
        let short = i32::try_from(small(second).filter(|short| *short < 100)?).ok()?;
        Some(first - first.rem_euclid(100) + short)
    })?;
    (first < last && last - first <= 100)
        .then_some(Time::Between(Calendar::year(first), Calendar::year(last)))
}

fn weekday(parts: &Parts<'_>) -> Option<Time> {
    let weekday = parts.weekday()?;
    match parts.time() {
        None => Some(Time::Weekday(weekday)),
        Some(Time::Days(from, to)) if (to - from).num_days() == 6 => {
            let date = super::time::move_days(from, i64::from(weekday) - 1)?;
            Some(Time::Calendar(Calendar::day(date)))
        }
        // "Monday, 5 May": the date says it all.
        Some(time @ Time::Calendar(Calendar { part: Part::Day(..), .. })) => Some(time),
        Some(_) => None,
    }
}

fn shift_weekday(parts: &Parts<'_>, day: NaiveDate) -> Option<Time> {
    let weekday = i64::from(parts.weekday()?) - 1;
    let now = i64::from(day.weekday().num_days_from_monday());
    let date = match parts.shift()? {
        // The latest such day before today, and the first one after it; this week's for "this".
        -1 => super::time::move_days(day, -((now - weekday - 1).rem_euclid(7) + 1))?,
        1 => super::time::move_days(day, (weekday - now - 1).rem_euclid(7) + 1)?,
        0 => super::time::move_days(day, weekday - now)?,
        _ => return None,
    };
    Some(Time::Calendar(Calendar::day(date)))
}

/// The time so many units from the day, as precise as the unit.
fn distant(day: NaiveDate, count: f64, unit: Unit) -> Option<Time> {
    let date = moved(day, count, unit)?;
    let part = match unit {
        Unit::Hour | Unit::Minute | Unit::Second => return None,
        Unit::Day | Unit::Week | Unit::Weekend => Part::Day(date.month(), date.day()),
        Unit::Month | Unit::Quarter | Unit::Half => Part::Month(date.month()),
        Unit::Year if count.fract() != 0.0 => Part::Month(date.month()),
        Unit::Year | Unit::Decade | Unit::Century => Part::Whole,
    };
    Some(Time::Calendar(Calendar { year: Some(date.year()), part }))
}

fn since(time: Time, day: NaiveDate) -> Option<Time> {
    let from = match time {
        Time::Calendar(calendar) => {
            let year = calendar.year.unwrap_or_else(|| day.year());
            calendar.days(year)?.0
        }
        Time::Days(from, _) => from,
        _ => return None,
    };
    if from > day {
        return Some(time);
    }
    Some(Time::Days(from, day))
}

fn until(time: Time, day: NaiveDate) -> Option<Time> {
    let to = match time {
        Time::Calendar(calendar) => calendar.days(calendar.year?)?.1,
        Time::Days(_, to) => to,
        _ => return None,
    };
    (to >= day).then_some(Time::Days(day, to))
}

fn between(parts: &Parts<'_>, day: Option<NaiveDate>) -> Option<Time> {
    let mut times = parts.times();
    let first = times.next()?;
    let Some(second) = times.next() else {
        // "13–15 July": the first day stands alone.
        let number = parts.number().and_then(small).or(parts.ordinal())?;
        return match first {
            Time::Calendar(to @ Calendar { year, part: Part::Day(month, last) }) if number < last => {
                NaiveDate::from_ymd_opt(2024, month, number)?;
                Some(Time::Between(Calendar { year, part: Part::Day(month, number) }, to))
            }
            Time::Calendar(to @ Calendar { part: Part::Whole, .. }) => {
                Some(Time::Between(Calendar::year(year_of(parts.number()?)?), to))
            }
            _ => None,
        };
    };
    let calendar = |time| match time {
        Time::Calendar(calendar) => Some(calendar),
        Time::Days(from, to) if from == to => Some(Calendar::day(from)),
        Time::Today => day.map(Calendar::day),
        _ => None,
    };
    let (mut from, to) = (calendar(first)?, calendar(second)?);
    if from.year.is_none() {
        from.year = to.year;
        // "From November to March 2026" begins the year before.
        if let (Some(year), true) = (to.year, from.starts_after(to)) {
            from.year = Some(year.checked_sub(1)?);
        }
    }
    Some(Time::Between(from, to))
}

impl Calendar {
    /// Whether it begins later in a year than the other.
    fn starts_after(self, other: Self) -> bool {
        let start = |one: Self| one.days(2024).map(|(from, _)| from);
        start(self) > start(other)
    }
}

fn decade(number: f64) -> Option<Time> {
    let number = i32::try_from(small(number % 100.0)?).ok()? + year_base(number)?;
    (number % 10 == 0).then_some(Time::Calendar(Calendar { year: Some(number), part: Part::Years(10) }))
}

/// The hundred of a year; for two digits, the last century but for the first decades of this one.
fn year_base(number: f64) -> Option<i32> {
    match year_of(number) {
        Some(year) => Some(year - year.rem_euclid(100)),
        None if number < 30.0 => Some(2000),
        None if number < 100.0 => Some(1900),
        None => None,
    }
}

fn century(number: u32) -> Option<Time> {
    let first = i32::try_from(number.checked_sub(1)? * 100).ok()? + 1;
    (10..=30)
        .contains(&number)
        .then_some(Time::Calendar(Calendar { year: Some(first), part: Part::Years(100) }))
}

fn clock(parts: &Parts<'_>, day: Option<NaiveDate>) -> Option<Time> {
    let clock = parts.find(|node| if let Node::Clock(clock) = node { Some(*clock) } else { None });
    let date = match parts.time()? {
        Time::Calendar(Calendar { year: Some(year), part: Part::Day(month, day) }) => {
            NaiveDate::from_ymd_opt(year, month, day)?
        }
        Time::Today => day?,
        other => return Some(other),
    };
    Some(clock.map_or(Time::Days(date, date), |clock| Time::Clock(date, clock)))
}

fn feast(parts: &Parts<'_>) -> Option<Time> {
    let (month, day) =
        parts.find(|node| if let Node::Word(Value::Feast(m, d)) = node { Some((*m, *d)) } else { None })?;
    Some(Time::Calendar(Calendar { year: parts.year().ok()?, part: Part::Day(month, day) }))
}

fn eve(parts: &Parts<'_>, day: Option<NaiveDate>) -> Option<Time> {
    let (month, date) =
        parts.find(|node| if let Node::Word(Value::Feast(m, d)) = node { Some((*m, *d)) } else { None })?;
    let feast = NaiveDate::from_ymd_opt(day?.year(), month, date)?;
    let feast = if feast <= day? { NaiveDate::from_ymd_opt(day?.year() + 1, month, date)? } else { feast };
    Some(Time::Calendar(Calendar::day(feast.pred_opt()?)))
}
