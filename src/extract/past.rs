//! Whether what was done is still news: that somebody founded a firm thirty years ago is background. Never judges
//! what is yet to come.

use chrono::{Datelike as _, NaiveDate};

use crate::base::when::{PartialDate, When};
use crate::extract::clause::View;
use crate::extract::tags::Tags;
use crate::extract::worth::ENOUGH;
use crate::model::extraction::DateMention;
use crate::model::mention::{Mention, Stage};
use crate::model::morphology::Order;

/// Years up to which what was done counts as news.
const NEWS: i32 = 1;
/// Years from which it is history.
const HISTORY: i32 = 4;

/// Whether a mention is recent enough, or so plain that it is told all the same; `day` is the article's.
pub(crate) fn is_news(
    view: View<'_>,
    mention: &Mention,
    dates: &[DateMention],
    day: Option<NaiveDate>,
) -> bool {
    let done = matches!(mention.stage, Stage::Done | Stage::Underway | Stage::Supported);
    let Some(day) = day.filter(|_| done) else { return true };
    let Some(year) = year_done(view, dates, mention) else { return true };
    let least = match day.year() - year {
        age if age <= NEWS => 0.0,
        age if age < HISTORY => 0.1,
        _ => 0.25,
    };
    mention.confidence - least >= ENOUGH
}

/// The year in which what a mention tells was done: of its own time, not "the constitution of 2004".
fn year_done(view: View<'_>, dates: &[DateMention], mention: &Mention) -> Option<i32> {
    let Some(When::At(own)) = &mention.when else { return None };
    let date = dates.iter().find(|date| mention.span.covers(date.span) && date.when == When::At(*own))?;
    let (PartialDate::Year(_), Order::VerbObject) = (own, view.lexicon.order) else {
        return Some(own.year());
    };
    let first = view.sentence.words.iter().position(|word| word.span.end > date.span.start)?;
    let adverbial = |at: usize| view.is(at, Tags::PREPOSITION);
    (adverbial(first) || first.checked_sub(1).is_some_and(adverbial)).then(|| own.year())
}
