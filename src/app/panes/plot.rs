//! Small plots of a figure over time, in signs. Never draws.

use crate::app::signs::Signs;
use crate::app::texts::Texts;
use crate::base::when::When;
use crate::model::figure::{Comparison, Point, Series, is_another};
use crate::text::width;

/// A value as it is told: with the sign of its comparison, whole where it is whole.
#[must_use]
pub fn value(point: &Point, unit: &str, texts: &Texts) -> String {
    let sign = if point.cmp == Comparison::Equal { "" } else { point.cmp.sign() };
    let number = number(point.value, texts);
    format!("{sign}{number}{}", texts.find(&format!("unit.{unit}")).unwrap_or_default())
}

/// A number in as many digits as it was told in: "16.9 billion" has no rest of its reckoning.
fn number(own: f64, texts: &Texts) -> String {
    let told = format!("{own:.11e}").parse().unwrap_or(own);
    texts.written(&told.to_string())
}

/// When a point held, in few columns.
#[must_use]
pub fn when(point: &Point, texts: &Texts) -> String {
    texts.short_when(&When::At(point.at))
}

/// How a series changed from its first to its last point, and at what pace; nothing where no time lies between them.
/// A share changes by points, not by a share of itself.
#[must_use]
pub fn change(series: &Series, texts: &Texts) -> Option<String> {
    let (first, last) = (series.points.first()?, series.points.last()?);
    let (from, to) = first.at.first_day().zip(last.at.first_day())?;
    let days = u32::try_from((to - from).num_days()).ok().filter(|days| *days > 0)?;
    let by = last.value - first.value;
    let told = texts.stretch(usize::try_from(days).unwrap_or(usize::MAX));
    if !series.has_moved() {
        return Some(texts.with("record.same", &[("days", &told)]));
    }
    let by_words = signed(by, texts);
    if series.is_share() {
        return Some(texts.with("record.points", &[("by", &by_words), ("days", &told)]));
    }
    if first.value == 0.0 || !is_another(last.value, first.value) {
        return None;
    }
    let share = texts.written(&format!("{:+.0}", 100.0 * by / first.value));
    let pace = pace(by, f64::from(days), texts);
    let values = [("by", by_words.as_str()), ("share", &share), ("days", &told), ("pace", &pace)];
    Some(texts.with("record.pace", &values))
}

/// A change in the shortest of day, month and year in which it is one at least, of those that have passed.
fn pace(by: f64, days: f64, texts: &Texts) -> String {
    const LENGTHS: [(&str, f64); 3] =
        [("record.daily", 1.0), ("record.monthly", 365.25 / 12.0), ("record.yearly", 365.25)];
    let passed = LENGTHS.iter().filter(|(_, length)| *length <= days);
    let (mut key, mut told) = ("record.daily", by / days);
    for (longer, length) in passed {
        if told.abs() >= 1.0 {
            break;
        }
        (key, told) = (longer, by / days * length);
    }
    texts.with(key, &[("by", &signed(told, texts))])
}

/// A difference with its sign: whole where it is large or whole, else with one or two digits.
fn signed(by: f64, texts: &Texts) -> String {
    let digits = if by.abs() >= 100.0 || by.fract() == 0.0 { 0 } else { 2 - usize::from(by.abs() >= 1.0) };
    texts.written(&format!("{by:+.digits$}"))
}

/// How many of so many columns a value takes, the greatest of its series taking all.
#[must_use]
pub fn length(value: f64, series: &Series, columns: usize) -> usize {
    let greatest = series.points.iter().map(|point| point.value).fold(0.0_f64, f64::max);
    let share = if greatest > 0.0 { (value / greatest).clamp(0.0, 1.0) } else { 0.0 };
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        clippy::cast_precision_loss,
        reason = "a share of a few columns"
    )]
    let own = (share * columns as f64).round() as usize;
    own.clamp(1, columns.max(1))
}

/// A column for each point, as high as its value is to the greatest; at most so many, the latest ones.
#[must_use]
pub fn spark(series: &Series, signs: &Signs, most: usize) -> String {
    let latest = series.points.len().saturating_sub(most);
    let points = series.points.iter().skip(latest);
    points.map(|point| signs.get(&format!("density_{}", length(point.value, series, 8))).to_owned()).collect()
}

/// Columns of the widest value and of the widest time of a series.
#[must_use]
pub fn columns(series: &Series, texts: &Texts) -> (usize, usize) {
    let widest = |one: &dyn Fn(&Point) -> String| {
        series.points.iter().map(|point| width::of(&one(point))).max().unwrap_or(0)
    };
    (widest(&|point| value(point, &series.unit, texts)), widest(&|point| when(point, texts)))
}

/// A text with blanks after it, or before it, up to so many columns.
#[must_use]
pub fn padded(text: &str, columns: usize, before: bool) -> String {
    let blanks = " ".repeat(columns.saturating_sub(width::of(text)));
    if before { format!("{blanks}{text}") } else { format!("{text}{blanks}") }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::texts;
    use crate::model::lang::Lang;

    fn series(unit: &str, points: &[(&str, f64)]) -> Series {
        let point = |(at, value): &(&str, f64)| Point {
            at: at.parse().unwrap(),
            value: *value,
            cmp: Comparison::Equal,
            article: "a".into(),
            span: crate::base::span::Span::new(0, 1),
            told_with: None,
        };
        Series {
            id: "s".into(),
            label: String::new(),
            unit: unit.to_owned(),
            points: points.iter().map(point).collect(),
        }
    }

    #[test]
    fn a_value_has_as_many_digits_as_were_told() {
        let english = texts::texts(Lang::new("en"));
        let point = |value: f64| series("tenge", &[("2022", value)]).points.remove(0);
        let told = |number: f64| value(&point(number), "tenge", english);
        assert_eq!(told(16_899_999_999.999_998), "16,900,000,000");
        assert_eq!(told(52.1), "52.1");
        assert_eq!(told(1e-3), "0.001");
    }

    #[test]
    fn a_change_is_told_with_its_pace_and_a_share_in_points() {
        let english = texts::texts(Lang::new("en"));
        let told = |unit: &str, points: &[(&str, f64)]| change(&series(unit, points), english);
        let students = told("students", &[("2025-10-07", 400_000.0), ("2026-01-05", 650_000.0)]).unwrap();
        assert_eq!(students, "+250,000 or +62 % in 3 months, +2,778 a day");
        let share = told("percent", &[("2025-10-07", 41.2), ("2025-10-17", 38.9)]).unwrap();
        assert_eq!(share, "-2.3 percentage points in 10 days");
        let teams = told("teams", &[("2019-07-26", 32.0), ("2031", 48.0)]).unwrap();
        assert_eq!(teams, "+16 or +50 % in 11 years, +1.4 a year");
        let still = told("tenge", &[("2022", 16.9e9), ("2022-04-12", 16.9 * 1e9)]).unwrap();
        assert_eq!(still, "unchanged over 3 months");
        assert_eq!(told("students", &[("2025-10-07", 4.0), ("2025-10-07", 5.0)]), None);
        assert_eq!(told("students", &[("2025-10-07", 0.0), ("2025-10-08", 5.0)]), None);
        for lang in texts::all().values() {
            let told = change(&series("percent", &[("2025-10-07", 1.0), ("2025-10-08", 2.5)]), lang).unwrap();
            assert!(told.contains(&lang.written("+1.5")) && !told.contains('{'), "{told}");
        }
    }
}
