//! Times as texts give them: to the day, the month, the year, an interval, or only "soon". Never reads a clock.

use std::fmt;
use std::str::FromStr;

use chrono::{Datelike as _, Days, Months, NaiveDate, NaiveDateTime};
use serde::{Deserialize, Serialize};

/// A date as precise as it was given. Written as ISO 8601: `2026`, `2026-01`, `2026-01-05`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub enum PartialDate {
    /// A year.
    Year(i32),
    /// A year and a month, 1 to 12.
    Month(i32, u32),
    /// A day.
    Day(NaiveDate),
}

impl PartialDate {
    /// The first day it can mean.
    #[must_use]
    pub fn first_day(self) -> Option<NaiveDate> {
        match self {
            Self::Year(year) => NaiveDate::from_ymd_opt(year, 1, 1),
            Self::Month(year, month) => NaiveDate::from_ymd_opt(year, month, 1),
            Self::Day(day) => Some(day),
        }
    }

    /// The last day it can mean.
    #[must_use]
    pub fn last_day(self) -> Option<NaiveDate> {
        match self {
            Self::Year(year) => NaiveDate::from_ymd_opt(year, 12, 31),
            Self::Month(year, month) => NaiveDate::from_ymd_opt(year, month, 1)?
                .checked_add_months(Months::new(1))?
                .checked_sub_days(Days::new(1)),
            Self::Day(day) => Some(day),
        }
    }

    /// The year.
    #[must_use]
    pub fn year(self) -> i32 {
        match self {
            Self::Year(year) | Self::Month(year, _) => year,
            Self::Day(day) => day.year(),
        }
    }
}

impl fmt::Display for PartialDate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Year(year) => write!(f, "{year:04}"),
            Self::Month(year, month) => write!(f, "{year:04}-{month:02}"),
            Self::Day(day) => write!(f, "{}", day.format("%Y-%m-%d")),
        }
    }
}

/// The text is not a time in the form this program writes.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("\"{0}\" is not a date like 2026, 2026-01 or 2026-01-05")]
pub struct BadDate(pub String);

impl FromStr for PartialDate {
    type Err = BadDate;

    fn from_str(text: &str) -> Result<Self, BadDate> {
        let bad = || BadDate(text.to_owned());
        let mut parts = text.splitn(3, '-').map(|part| {
            let digits = !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
            if digits { part.parse::<u32>().ok() } else { None }
        });
        let year = parts.next().flatten().and_then(|y| i32::try_from(y).ok()).ok_or_else(bad)?;
        let Some(month) = parts.next() else {
            return Ok(Self::Year(year));
        };
        let month = month.filter(|m| (1..=12).contains(m)).ok_or_else(bad)?;
        match parts.next() {
            None => Ok(Self::Month(year, month)),
            Some(day) => {
                day.and_then(|day| NaiveDate::from_ymd_opt(year, month, day)).map(Self::Day).ok_or_else(bad)
            }
        }
    }
}

impl TryFrom<String> for PartialDate {
    type Error = BadDate;

    fn try_from(text: String) -> Result<Self, BadDate> {
        text.parse()
    }
}

impl From<PartialDate> for String {
    fn from(date: PartialDate) -> Self {
        date.to_string()
    }
}

/// A time as a text states it, resolved against the article's date.
///
/// Written as `2026-04`, `2025-10-07T16:22`, `2025-10-07/2030-10-07`, `P30Y`, `PAST_REF`, `PRESENT_REF`
/// or `FUTURE_REF` (the last three after TIMEX3).
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub enum When {
    /// A date.
    At(PartialDate),
    /// A date with a time of day, zone not stated.
    Clock(NaiveDateTime),
    /// From a date to a date, both included.
    Between(PartialDate, PartialDate),
    /// A length of time, as an ISO 8601 duration such as `P30Y`.
    Lasting(String),
    /// "Recently".
    Past,
    /// "Now".
    Present,
    /// "Soon".
    Future,
}

impl When {
    /// First and last day it can mean, where it is tied to the calendar.
    #[must_use]
    pub fn days(&self) -> Option<(NaiveDate, NaiveDate)> {
        match self {
            Self::At(date) => Some((date.first_day()?, date.last_day()?)),
            Self::Clock(time) => Some((time.date(), time.date())),
            Self::Between(from, to) => Some((from.first_day()?, to.last_day()?)),
            Self::Lasting(_) | Self::Past | Self::Present | Self::Future => None,
        }
    }
}

impl fmt::Display for When {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::At(date) => date.fmt(f),
            Self::Clock(time) => write!(f, "{}", time.format("%Y-%m-%dT%H:%M")),
            Self::Between(from, to) => write!(f, "{from}/{to}"),
            Self::Lasting(duration) => f.write_str(duration),
            Self::Past => f.write_str("PAST_REF"),
            Self::Present => f.write_str("PRESENT_REF"),
            Self::Future => f.write_str("FUTURE_REF"),
        }
    }
}

impl FromStr for When {
    type Err = BadDate;

    fn from_str(text: &str) -> Result<Self, BadDate> {
        match text {
            "PAST_REF" => return Ok(Self::Past),
            "PRESENT_REF" => return Ok(Self::Present),
            "FUTURE_REF" => return Ok(Self::Future),
            _ => {}
        }
        if text.starts_with('P') && text.len() > 2 {
            return Ok(Self::Lasting(text.to_owned()));
        }
        if let Some((from, to)) = text.split_once('/') {
            return Ok(Self::Between(from.parse()?, to.parse()?));
        }
        if text.contains('T') {
            return NaiveDateTime::parse_from_str(text, "%Y-%m-%dT%H:%M")
                .map(Self::Clock)
                .or(Err(BadDate(text.to_owned())));
        }
        text.parse().map(Self::At)
    }
}

impl TryFrom<String> for When {
    type Error = BadDate;

    fn try_from(text: String) -> Result<Self, BadDate> {
        text.parse()
    }
}

impl From<When> for String {
    fn from(when: When) -> Self {
        when.to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn written_times_read_back() {
        for text in [
            "2026",
            "2026-04",
            "2026-04-30",
            "2025-10-07T16:22",
            "2025-01-01/2025-10-07",
            "P30Y",
            "FUTURE_REF",
        ] {
            assert_eq!(text.parse::<When>().unwrap().to_string(), text);
        }
    }

    #[test]
    fn what_is_no_time_is_refused() {
        for text in ["", "2026-13", "2026-02-30", "2026-1-", "soon", "-5", "2026-01-05-07", "+26"] {
            assert!(text.parse::<When>().is_err(), "{text}");
        }
    }

    #[test]
    fn months_end_where_they_end() {
        let february = PartialDate::Month(2024, 2);
        assert_eq!(february.last_day(), NaiveDate::from_ymd_opt(2024, 2, 29));
    }
}
