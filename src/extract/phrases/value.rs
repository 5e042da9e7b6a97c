//! What the words of times, numbers and measures are worth. Never a word of a language.

use crate::model::figure::Comparison;

/// A length of time as people count it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Unit {
    Second,
    Minute,
    Hour,
    Day,
    Week,
    Weekend,
    Month,
    Quarter,
    Half,
    Year,
    Decade,
    Century,
}

impl Unit {
    const NAMES: [(&'static str, Self); 12] = [
        ("second", Self::Second),
        ("minute", Self::Minute),
        ("hour", Self::Hour),
        ("day", Self::Day),
        ("week", Self::Week),
        ("weekend", Self::Weekend),
        ("month", Self::Month),
        ("quarter", Self::Quarter),
        ("half", Self::Half),
        ("year", Self::Year),
        ("decade", Self::Decade),
        ("century", Self::Century),
    ];

    /// The unit that a pack calls so.
    pub(crate) fn named(name: &str) -> Option<Self> {
        Self::NAMES.iter().find(|(known, _)| *known == name).map(|(_, unit)| *unit)
    }

    /// Its name with the plural ending, as figures write it.
    pub(crate) fn plural(self) -> String {
        let name = Self::NAMES.iter().find(|(_, unit)| *unit == self).map_or("", |(name, _)| *name);
        match self {
            Self::Century => "centuries".to_owned(),
            Self::Half => "half-years".to_owned(),
            Self::Second
            | Self::Minute
            | Self::Hour
            | Self::Day
            | Self::Week
            | Self::Weekend
            | Self::Month
            | Self::Quarter
            | Self::Year
            | Self::Decade => format!("{name}s"),
        }
    }
}

/// The value of a listed word.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(crate) enum Value {
    /// The class says all.
    #[default]
    Nothing,
    Number(f64),
    Ordinal(u32),
    Unit(Unit),
    /// Units away from now: -1 last, 0 this, 1 next.
    Shift(i32),
    /// Days away from today.
    Day(i32),
    /// 1 to 12.
    Month(u32),
    /// 1 to 7, Monday first.
    Weekday(u32),
    /// The first month of a season; a season lasts three months.
    Season(u32),
    /// A month and a day that come every year.
    Feast(u32, u32),
    /// The place of a name in the vocabulary.
    Name(u16),
    Limit(Comparison),
}

impl Value {
    /// The value of a word in the class, as a pack writes it; the class decides what it is.
    pub(crate) fn read(class: &str, text: &str) -> Option<Self> {
        let class = class.split('-').next().unwrap_or(class);
        Some(match class {
            "unit" => Self::Unit(Unit::named(text)?),
            "shift" => Self::Shift(text.parse().ok()?),
            "day" => Self::Day(text.parse().ok()?),
            "month" => Self::Month(text.parse().ok()?),
            "weekday" => Self::Weekday(text.parse().ok()?),
            "season" => Self::Season(text.parse().ok()?),
            "ordinal" => Self::Ordinal(text.parse().ok()?),
            "number" => Self::Number(text.parse().ok()?),
            "feast" => {
                let (month, day) = text.split_once('-')?;
                Self::Feast(month.parse().ok()?, day.parse().ok()?)
            }
            _ => return None,
        })
    }
}

/// How a sign of a record limits.
pub(crate) fn comparison(sign: &str) -> Option<Comparison> {
    let all = [
        Comparison::Equal,
        Comparison::More,
        Comparison::Less,
        Comparison::About,
        Comparison::AtMost,
        Comparison::AtLeast,
    ];
    all.into_iter().find(|one| one.sign() == sign)
}
