//! A time as far as its words say it, before the sentence tells which year it means. Never a word of a language.

use chrono::{Datelike as _, Days, Months, NaiveDate, NaiveTime};

use crate::base::when::{PartialDate, When};
use crate::extract::phrases::value::Unit;

/// A time.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Time {
    /// A part of the calendar; without its year, the nearest one in the direction of the sentence.
    Calendar(Calendar),
    /// The nearest such day of the week.
    Weekday(u32),
    /// Days, both included.
    Days(NaiveDate, NaiveDate),
    /// From one to another, both included.
    Between(Calendar, Calendar),
    /// So many units.
    Lasting(f64, Unit),
    /// From today on so many units, or in the past as long as that.
    Within(f64, Unit),
    /// Recently or soon.
    Near,
    /// A day and the hour.
    Clock(NaiveDate, NaiveTime),
    /// A day that is today or, in speech about how things stand, these days.
    Today,
    /// Words that look like a time and are none.
    Skip,
    Past,
    Present,
    Future,
}

/// A year or a part of one.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Calendar {
    pub(crate) year: Option<i32>,
    pub(crate) part: Part,
}

/// Which part of a year.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Part {
    Whole,
    /// 1 or 2.
    Half(u32),
    /// 1 to 4.
    Quarter(u32),
    /// By its first month.
    Season(u32),
    /// 1 to 12.
    Month(u32),
    /// Month and day.
    Day(u32, u32),
    /// So many years from this one on.
    Years(u32),
}

impl Calendar {
    pub(crate) const fn year(year: i32) -> Self {
        Self { year: Some(year), part: Part::Whole }
    }

    pub(crate) fn day(date: NaiveDate) -> Self {
        Self { year: Some(date.year()), part: Part::Day(date.month(), date.day()) }
    }

    /// The first and the last date of it in the year.
    pub(crate) fn ends(self, year: i32) -> Option<(PartialDate, PartialDate)> {
        let months = |first: u32, last: u32| {
            let (over, last) = if last > 12 { (1, last - 12) } else { (0, last) };
            Some((PartialDate::Month(year, first), PartialDate::Month(year + over, last)))
        };
        match self.part {
            Part::Whole => Some((PartialDate::Year(year), PartialDate::Year(year))),
            Part::Half(half) => months(half * 6 - 5, half * 6),
            Part::Quarter(quarter) => months(quarter * 3 - 2, quarter * 3),
            Part::Season(first) => months(first, first + 2),
            Part::Month(month) => months(month, month),
            Part::Day(month, day) => {
                let date = PartialDate::Day(NaiveDate::from_ymd_opt(year, month, day)?);
                Some((date, date))
            }
            Part::Years(count) => {
                let last = year.checked_add(i32::try_from(count).ok()?.checked_sub(1)?)?;
                Some((PartialDate::Year(year), PartialDate::Year(last)))
            }
        }
    }

    /// The first and the last day of it in the year.
    pub(crate) fn days(self, year: i32) -> Option<(NaiveDate, NaiveDate)> {
        let (from, to) = self.ends(year)?;
        Some((from.first_day()?, to.last_day()?))
    }

    pub(crate) fn when(self, year: i32) -> Option<When> {
        let (from, to) = self.ends(year)?;
        Some(if from == to { When::At(from) } else { When::Between(from, to) })
    }
}

/// The part of the calendar that lies `shift` units from the one that holds `day`.
pub(crate) fn shifted(day: NaiveDate, shift: i32, unit: Unit) -> Option<Time> {
    let calendar = |year: i32, part: Part| Some(Time::Calendar(Calendar { year: Some(year), part }));
    let parts = |length: i32| -> Option<(i32, u32)> {
        let per_year = 12 / length;
        let now = i32::try_from(day.month0()).ok()? / length;
        let all = day.year().checked_mul(per_year)?.checked_add(now)?.checked_add(shift)?;
        Some((all.div_euclid(per_year), u32::try_from(all.rem_euclid(per_year)).ok()? + 1))
    };
    let years = |length: i32| -> Option<i32> {
        day.year().div_euclid(length).checked_add(shift)?.checked_mul(length)
    };
    match unit {
        Unit::Year => calendar(day.year().checked_add(shift)?, Part::Whole),
        Unit::Half => parts(6).and_then(|(year, half)| calendar(year, Part::Half(half))),
        Unit::Quarter => parts(3).and_then(|(year, quarter)| calendar(year, Part::Quarter(quarter))),
        Unit::Month => parts(1).and_then(|(year, month)| calendar(year, Part::Month(month))),
        Unit::Decade => calendar(years(10)?, Part::Years(10)),
        Unit::Century => calendar(years(100)?.checked_add(1)?, Part::Years(100)),
        Unit::Week => {
            let monday = move_days(day, -i64::from(day.weekday().num_days_from_monday()))?;
            let monday = move_days(monday, 7 * i64::from(shift))?;
            Some(Time::Days(monday, move_days(monday, 6)?))
        }
        Unit::Weekend => {
            let Time::Days(_, sunday) = shifted(day, shift, Unit::Week)? else { return None };
            Some(Time::Days(sunday.pred_opt()?, sunday))
        }
        Unit::Day => Some(Time::Calendar(Calendar::day(move_days(day, i64::from(shift))?))),
        Unit::Hour | Unit::Minute | Unit::Second => None,
    }
}

/// The day so many units later; with a negative count, earlier.
pub(crate) fn moved(day: NaiveDate, count: f64, unit: Unit) -> Option<NaiveDate> {
    let (days, months) = match unit {
        Unit::Second | Unit::Minute | Unit::Hour => (0.0, 0.0),
        Unit::Day => (1.0, 0.0),
        Unit::Week | Unit::Weekend => (7.0, 0.0),
        Unit::Month => (0.0, 1.0),
        Unit::Quarter => (0.0, 3.0),
        Unit::Half => (0.0, 6.0),
        Unit::Year => (0.0, 12.0),
        Unit::Decade => (0.0, 120.0),
        Unit::Century => (0.0, 1200.0),
    };
    if months > 0.0 {
        let months = whole(count * months)?;
        let step = Months::new(u32::try_from(months.unsigned_abs()).ok()?);
        return if months < 0 { day.checked_sub_months(step) } else { day.checked_add_months(step) };
    }
    move_days(day, whole(count * days)?)
}

pub(crate) fn move_days(day: NaiveDate, days: i64) -> Option<NaiveDate> {
    let step = Days::new(days.unsigned_abs());
    if days < 0 { day.checked_sub_days(step) } else { day.checked_add_days(step) }
}

/// The nearest whole number, where a calendar can hold it.
fn whole(value: f64) -> Option<i64> {
    let rounded = value.round();
    // Safe to cut: the range is far inside an i64.
    #[allow(clippy::cast_possible_truncation, reason = "the range is checked")]
    (rounded.abs() < 4_000_000.0).then_some(rounded as i64)
}

/// A length of time as an ISO 8601 duration.
pub(crate) fn duration(count: f64, unit: Unit) -> Option<String> {
    let (factor, letter, sub) = match unit {
        Unit::Second => (1.0, "S", None),
        Unit::Hour => (1.0, "H", Some((60.0, "M"))),
        Unit::Day => (1.0, "D", None),
        Unit::Week | Unit::Weekend => (1.0, "W", None),
        Unit::Minute | Unit::Month => (1.0, "M", None),
        Unit::Quarter => (3.0, "M", None),
        Unit::Half => (6.0, "M", None),
        Unit::Year => (1.0, "Y", Some((12.0, "M"))),
        Unit::Decade => (10.0, "Y", None),
        Unit::Century => (100.0, "Y", None),
    };
    let value = count * factor;
    let time = if matches!(unit, Unit::Second | Unit::Minute | Unit::Hour) { "T" } else { "" };
    if value.fract() == 0.0 {
        return Some(format!("P{time}{}{letter}", whole(value)?));
    }
    match sub {
        Some((per, letter)) => Some(format!("P{time}{}{letter}", whole(value * per)?)),
        None => whole(value).map(|_| format!("P{time}{value}{letter}")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn quarters_and_decades_shift_over_years() {
        let at = |shift, unit| match shifted(day("2026-01-05"), shift, unit) {
            Some(Time::Calendar(calendar)) => calendar.when(calendar.year.unwrap()).unwrap().to_string(),
            Some(Time::Days(from, to)) => format!("{from}/{to}"),
            other => format!("{other:?}"),
        };
        assert_eq!(at(-1, Unit::Quarter), "2025-10/2025-12");
        assert_eq!(at(1, Unit::Half), "2026-07/2026-12");
        assert_eq!(at(0, Unit::Decade), "2020/2029");
        assert_eq!(at(-1, Unit::Century), "1901/2000");
        assert_eq!(at(-1, Unit::Month), "2025-12");
        assert_eq!(at(1, Unit::Week), "2026-01-12/2026-01-18");
    }

    #[test]
    fn lengths_are_written_as_durations() {
        assert_eq!(duration(30.0, Unit::Year).as_deref(), Some("P30Y"));
        assert_eq!(duration(1.5, Unit::Year).as_deref(), Some("P18M"));
        assert_eq!(duration(2.0, Unit::Half).as_deref(), Some("P12M"));
        assert_eq!(duration(24.0, Unit::Hour).as_deref(), Some("PT24H"));
        assert_eq!(duration(1e30, Unit::Year), None);
    }

    #[test]
    fn no_shift_leaves_the_calendar() {
        for unit in [Unit::Year, Unit::Month, Unit::Week, Unit::Century, Unit::Day] {
            for shift in [i32::MAX, i32::MIN] {
                if let Some(Time::Calendar(calendar)) = shifted(day("2026-01-05"), shift, unit) {
                    let _ = calendar.ends(calendar.year.unwrap());
                }
            }
        }
        assert_eq!(moved(day("2026-01-31"), 1.0, Unit::Month), Some(day("2026-02-28")));
        assert_eq!(moved(day("2026-01-05"), 1e12, Unit::Year), None);
    }
}
