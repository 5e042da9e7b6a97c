//! One thread as a page of Markdown: its history, passages, figures and ties. Never changes the library.

use chrono::NaiveDate;

use crate::model::figure::{Point, Series};
use crate::model::mention::Stage;
use crate::model::thread::{Step, Tie};
use crate::model::view::{ThreadCard, ThreadPage};
use crate::shell::error::Failure;
use crate::shell::output::Output;
use crate::text::sanitise;

/// Prints the page as it stands on this day.
///
/// # Errors
/// Where the output cannot be written.
pub fn markdown(page: &ThreadPage, today: NaiveDate) -> Result<(), Failure> {
    let mut output = Output::default();
    let names: Vec<&str> = page.card.labels.iter().map(|(_, label)| label.as_str()).collect();
    let mut lines = vec![format!("# {}", names.join(" / "))];
    lines.extend(history(&page.card, today));
    lines.extend(passages(&page.card));
    lines.extend(figures(&page.series));
    lines.extend(related(&page.card));
    for line in lines {
        output.line(&sanitise::line(&line))?;
    }
    output.finish()
}

fn history(card: &ThreadCard, today: NaiveDate) -> Vec<String> {
    let mut lines = vec![String::new(), "## History".to_owned(), String::new()];
    lines.extend(card.steps.iter().map(step));
    if let Some(target) = &card.target {
        let end = target.days().map(|(_, end)| end).filter(|end| *end < today);
        let last = card.mentions.iter().filter_map(|one| one.day).max();
        let ended = card.steps.last().is_some_and(|step| step.stage == Stage::Done && !step.denied);
        let note = match end {
            Some(end) if !ended && last.is_none_or(|last| last <= end) => ", passed without news",
            Some(_) => ", passed",
            None => "",
        };
        lines.extend([String::new(), format!("Target: {target}{note}")]);
    }
    lines
}

fn step(step: &Step) -> String {
    let day = step.day.map_or_else(|| "undated".to_owned(), |day| day.to_string());
    let denied = if step.denied { ", denied or stalled" } else { "" };
    let actor = step.actor.as_deref().map(|actor| format!(": {actor}")).unwrap_or_default();
    format!("- {day} {}{denied}{actor}", step.stage.word().replace('_', " "))
}

fn passages(card: &ThreadCard) -> Vec<String> {
    let mut lines = vec![String::new(), "## Passages".to_owned()];
    for at in &card.mentions {
        let day = at.day.map_or_else(|| "undated".to_owned(), |day| day.to_string());
        let outlet = at.outlet.as_deref().unwrap_or("unknown source");
        let head = format!("{day}, {outlet} ({}), {}", at.lang, at.stage.word().replace('_', " "));
        let quote = at.quote.split_whitespace().collect::<Vec<_>>().join(" ");
        lines.extend([String::new(), head, format!("> {quote}")]);
    }
    lines
}

fn figures(all: &[Series]) -> Vec<String> {
    let moving: Vec<&Series> = all.iter().filter(|series| series.points.len() > 1).collect();
    if moving.is_empty() {
        return Vec::new();
    }
    let mut lines = vec![String::new(), "## Figures".to_owned(), String::new()];
    for series in moving {
        let points = series.points.iter().map(|p| format!("{}{} ({})", sign(p), p.value, p.at));
        let points: Vec<String> = points.collect();
        lines.push(format!("- {}: {}{}", series.unit, points.join(", "), change(series)));
    }
    lines
}

fn sign(point: &Point) -> &'static str {
    match point.cmp.sign() {
        "=" => "",
        sign => sign,
    }
}

/// How a series changed from its first to its last point, and at what pace.
fn change(series: &Series) -> String {
    let (Some(first), Some(last)) = (series.points.first(), series.points.last()) else {
        return String::new();
    };
    let Some((from, to)) = first.at.first_day().zip(last.at.first_day()) else {
        return String::new();
    };
    let days = (to - from).num_days();
    let by = last.value - first.value;
    if days <= 0 || first.value == 0.0 {
        return String::new();
    }
    let share = 100.0 * by / first.value;
    let days = f64::from(i32::try_from(days).unwrap_or(i32::MAX));
    format!("; {by:+} or {share:+.0} % in {days} days, {:+.1} a day", by / days)
}

fn related(card: &ThreadCard) -> Vec<String> {
    if card.related.is_empty() {
        return Vec::new();
    }
    let mut lines = vec![String::new(), "## Related".to_owned(), String::new()];
    for (tie, label) in &card.related {
        let why = match tie.why {
            Tie::PartOf => "part of",
            Tie::SameHost => "same host",
            Tie::FollowUp => "follow-up",
            Tie::SameProgramme => "same programme",
            Tie::Rival => "rival",
            Tie::SameTopic => "same subject",
        };
        let shared = if tie.shared.is_empty() { String::new() } else { format!(" {}", tie.shared) };
        lines.push(format!("- {label} ({why}{shared}) {}", tie.thread));
    }
    lines
}
