//! When an initiative is to happen or happened: the time stated in its clause. Never the article's own date.

use crate::base::span::Span;
use crate::base::when::When;
use crate::model::extraction::DateMention;
use crate::model::mention::Stage;

/// The time stated within a span, as far as it says when the thing itself is.
pub(crate) fn when(dates: &[DateMention], span: Span, stage: Stage) -> Option<When> {
    let first = dates.partition_point(|date| date.span.start < span.start);
    let inside = dates.iter().skip(first).take_while(|date| date.span.end <= span.end);
    let mut soon = None;
    for date in inside {
        match &date.when {
            When::At(_) | When::Clock(_) | When::Between(..) => return Some(date.when.clone()),
            When::Future => soon = soon.or(Some(When::Future)),
            When::Lasting(_) | When::Past | When::Present => {}
        }
    }
    soon.filter(|_| stage != Stage::Done)
}
