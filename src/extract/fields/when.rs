//! When an initiative is to happen or happened: the time stated in its clause. Never the article's own date.

use chrono::NaiveDate;

use crate::base::span::Span;
use crate::base::when::{PartialDate, When};
use crate::model::extraction::DateMention;
use crate::model::mention::Stage;

/// Days after which something said is no longer told as news.
const NEWS: i64 = 40;

/// The time stated within a span, as far as it says when the thing itself is; `day` is the article's.
pub(crate) fn when(dates: &[DateMention], span: Span, stage: Stage, day: Option<NaiveDate>) -> Option<When> {
    let first = dates.partition_point(|date| date.span.start < span.start);
    let inside = dates.iter().skip(first).take_while(|date| date.span.end <= span.end);
    let mut soon = None;
    for date in inside {
        match &date.when {
            When::At(_) | When::Clock(_) | When::Between(..) if is_of_speaking(&date.when, stage, day) => {}
            When::At(_) | When::Clock(_) | When::Between(..) => return Some(date.when.clone()),
            When::Future => soon = soon.or(Some(When::Future)),
            When::Lasting(_) | When::Past | When::Present => {}
        }
    }
    soon.filter(|_| stage != Stage::Done)
}

/// Whether a day is that of the news or lies shortly before it.
fn is_news(own: NaiveDate, day: NaiveDate) -> bool {
    (0..=NEWS).contains(&(day - own).num_days())
}

/// Whether a time tells when something was said, not when it is to be: what is proposed or planned is yet to come.
fn is_of_speaking(when: &When, stage: Stage, day: Option<NaiveDate>) -> bool {
    let Some(day) = day.filter(|_| !matches!(stage, Stage::Done | Stage::Underway)) else { return false };
    match when {
        When::At(PartialDate::Day(own)) => is_news(*own, day),
        When::Clock(own) => is_news(own.date(), day),
        When::At(_) | When::Between(..) | When::Lasting(_) | When::Past | When::Present | When::Future => {
            false
        }
    }
}
