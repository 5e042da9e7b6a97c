//! Small plots of a figure over time, in signs. Never draws.

use crate::app::signs::Signs;
use crate::app::texts::Texts;
use crate::base::when::When;
use crate::model::figure::{Comparison, Point, Series};
use crate::text::width;

/// A value as it is told: with the sign of its comparison, whole where it is whole.
#[must_use]
pub fn value(point: &Point, unit: &str, texts: &Texts) -> String {
    let sign = if point.cmp == Comparison::Equal { "" } else { point.cmp.sign() };
    let own = point.value;
    let number = if own.fract() == 0.0 && (0.0..1e15).contains(&own) {
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "whole and within range")]
        let whole = own as u64;
        texts.number(whole)
    } else {
        format!("{own}")
    };
    format!("{sign}{number}{}", texts.find(&format!("unit.{unit}")).unwrap_or_default())
}

/// When a point held, in few columns.
#[must_use]
pub fn when(point: &Point, texts: &Texts) -> String {
    texts.short_when(&When::At(point.at))
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
