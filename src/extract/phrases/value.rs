//! What the words of times, numbers and measures are worth. Never a word of a language.

use crate::base::problem::Problem;
use crate::base::said::Said;
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
    ///
    /// # Errors
    /// Where it is none: a problem with the text as its place.
    pub(crate) fn read(class: &str, text: &str) -> Result<Self, Problem> {
        let sort = class.split('-').next().unwrap_or(class);
        let value = match sort {
            "unit" => Unit::named(text).map(Self::Unit),
            "shift" => text.parse().ok().map(Self::Shift),
            "day" => text.parse().ok().map(Self::Day),
            "month" => text.parse().ok().map(Self::Month),
            "weekday" => text.parse().ok().map(Self::Weekday),
            "season" => text.parse().ok().map(Self::Season),
            "ordinal" => text.parse().ok().map(Self::Ordinal),
            "number" => text.parse().ok().map(Self::Number),
            "limit" => LIMITS.into_iter().find(|one| one.sign() == text).map(Self::Limit),
            "feast" => text
                .split_once('-')
                .and_then(|(month, day)| Some(Self::Feast(month.parse().ok()?, day.parse().ok()?))),
            _ => {
                let what = Said::text("fault.no_values").with("name", class);
                return Err(Problem::new(what, "").meant(sort, SORTS));
            }
        };
        value.ok_or_else(|| wrong(sort, text))
    }
}

/// What the value of a word may be, by the class it is in.
const SORTS: [&str; 9] = ["day", "feast", "month", "number", "ordinal", "season", "shift", "unit", "weekday"];

/// The limits of a number.
const LIMITS: [Comparison; 6] = [
    Comparison::Equal,
    Comparison::More,
    Comparison::Less,
    Comparison::About,
    Comparison::AtMost,
    Comparison::AtLeast,
];

/// That a text is no value of this sort.
fn wrong(sort: &str, text: &str) -> Problem {
    let none = |what: &'static str| Problem::new(Said::text(what).with("value", text), text);
    match sort {
        "unit" => none("fault.no_unit").meant(text, Unit::NAMES.iter().map(|(name, _)| *name)),
        "limit" => none("fault.no_limit").meant(text, LIMITS.iter().map(|limit| limit.sign())),
        "feast" => none("fault.no_feast").hint(Said::text("advice.feast")),
        "number" => none("fault.no_number").hint(Said::text("advice.number")),
        _ => none("fault.no_whole").hint(Said::text("advice.whole")),
    }
}
