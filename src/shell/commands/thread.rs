//! One thread as a page of Markdown: its history, passages, figures and ties. Never changes the library.

use chrono::NaiveDate;

use crate::app::texts::Texts;
use crate::model::figure::{Point, Series};
use crate::model::mention::Stage;
use crate::model::thread::Step;
use crate::model::view::{ThreadCard, ThreadPage};
use crate::shell::error::Failure;
use crate::shell::output::Output;
use crate::text::sanitise;

/// Prints the page as it stands on this day, in the language of the texts.
///
/// # Errors
/// Where the output cannot be written.
pub fn markdown(page: &ThreadPage, today: NaiveDate, texts: &Texts) -> Result<(), Failure> {
    let mut output = Output::default();
    for line in lines(page, today, texts) {
        output.line(&sanitise::line(&line))?;
    }
    output.finish()
}

fn lines(page: &ThreadPage, today: NaiveDate, texts: &Texts) -> Vec<String> {
    let names: Vec<&str> = page.card.labels.iter().map(|(_, label)| label.as_str()).collect();
    let mut lines = vec![format!("# {}", names.join(" / "))];
    lines.extend(history(&page.card, today, texts));
    lines.extend(passages(&page.card, texts));
    lines.extend(figures(&page.series, texts));
    lines.extend(related(&page.card, texts));
    lines
}

fn title(key: &str, texts: &Texts) -> [String; 3] {
    [String::new(), format!("## {}", texts.get(key)), String::new()]
}

fn history(card: &ThreadCard, today: NaiveDate, texts: &Texts) -> Vec<String> {
    let mut lines = title("record.history", texts).to_vec();
    lines.extend(card.steps.iter().map(|one| step(one, texts)));
    if let Some(target) = &card.target {
        let end = target.days().map(|(_, end)| end).filter(|end| *end < today);
        let last = card.mentions.iter().filter_map(|one| one.day).max();
        let ended = card.steps.last().is_some_and(|step| step.stage == Stage::Done || step.denied);
        let told = texts.when(target);
        let told = match end {
            Some(end) if !ended && last.is_none_or(|last| last <= end) => {
                texts.with("record.silent", &[("target", &told)])
            }
            Some(_) => texts.with("record.passed", &[("target", &told)]),
            None => told,
        };
        lines.extend([String::new(), format!("{}: {told}", texts.get("thread.target"))]);
    }
    lines
}

fn step(step: &Step, texts: &Texts) -> String {
    let stage = stage(step.stage, texts);
    let told = if step.denied { texts.with("record.stalled", &[("stage", &stage)]) } else { stage };
    let actor = step.actor.as_deref().map(|actor| format!(", {actor}")).unwrap_or_default();
    format!("- {} {told}{actor}", day(step.day, texts))
}

fn stage(stage: Stage, texts: &Texts) -> String {
    texts.get(&format!("stage.{}", stage.word())).to_owned()
}

fn day(day: Option<NaiveDate>, texts: &Texts) -> String {
    day.map_or_else(|| texts.get("date.undated").to_owned(), |day| day.to_string())
}

fn passages(card: &ThreadCard, texts: &Texts) -> Vec<String> {
    let mut lines = vec![String::new(), format!("## {}", texts.get("record.passages"))];
    for at in &card.mentions {
        let outlet = at.outlet.as_deref().unwrap_or_else(|| texts.get("timeline.no_outlet"));
        let head = format!("{}, {outlet} ({}), {}", day(at.day, texts), at.lang, stage(at.stage, texts));
        let quote = at.quote.split_whitespace().collect::<Vec<_>>().join(" ");
        lines.extend([String::new(), head, format!("> {quote}")]);
    }
    lines
}

fn figures(all: &[Series], texts: &Texts) -> Vec<String> {
    let moving: Vec<&Series> = all.iter().filter(|series| series.points.len() > 1).collect();
    if moving.is_empty() {
        return Vec::new();
    }
    let mut lines = title("thread.figures", texts).to_vec();
    for series in moving {
        let points = series.points.iter().map(|p| format!("{}{} ({})", sign(p), p.value, p.at));
        let points: Vec<String> = points.collect();
        lines.push(format!("- {}: {}{}", series.unit, points.join(", "), change(series, texts)));
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
fn change(series: &Series, texts: &Texts) -> String {
    let (Some(first), Some(last)) = (series.points.first(), series.points.last()) else {
        return String::new();
    };
    let Some((from, to)) = first.at.first_day().zip(last.at.first_day()) else {
        return String::new();
    };
    let days = u32::try_from((to - from).num_days()).unwrap_or_default();
    let by = last.value - first.value;
    if days == 0 || first.value == 0.0 {
        return String::new();
    }
    let share = format!("{:+.0}", 100.0 * by / first.value);
    let daily = format!("{:+.1}", by / f64::from(days));
    let days = texts.count("days", usize::try_from(days).unwrap_or(usize::MAX));
    let values = [("by", format!("{by:+}")), ("share", share), ("days", days), ("daily", daily)];
    let values: Vec<(&str, &str)> = values.iter().map(|(name, value)| (*name, value.as_str())).collect();
    format!("; {}", texts.with("record.pace", &values))
}

fn related(card: &ThreadCard, texts: &Texts) -> Vec<String> {
    if card.related.is_empty() {
        return Vec::new();
    }
    let mut lines = title("thread.related", texts).to_vec();
    for (tie, label) in &card.related {
        let shared = if tie.shared.is_empty() { String::new() } else { format!(": {}", tie.shared) };
        lines.push(format!("- {label} ({}{shared}) {}", texts.get(tie.why.key()), tie.thread));
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::texts;
    use crate::model::lang::Lang;
    use crate::model::thread::MentionRef;

    fn page(target: &str) -> ThreadPage {
        let day = NaiveDate::from_ymd_opt(2025, 10, 7);
        let evidence = MentionRef { article: "a".into(), mention: "m".into() };
        let step = |stage, denied| Step { day, stage, actor: None, evidence: evidence.clone(), denied };
        let card = ThreadCard {
            id: "t".into(),
            labels: vec![(Lang::new("en"), "bridge".into())],
            mentions: Vec::new(),
            total: 0,
            steps: vec![step(Stage::Planned, false), step(Stage::Underway, target.is_empty())],
            target: target.parse().ok(),
            related: Vec::new(),
        };
        ThreadPage { card, series: Vec::new(), bookmarks: Vec::new() }
    }

    #[test]
    fn a_target_passes_with_or_without_news_in_each_language() {
        let today = NaiveDate::from_ymd_opt(2027, 1, 1).unwrap();
        for lang in texts::all().values() {
            let told = lines(&page("2026"), today, lang).join("\n");
            let year = lang.when(&"2026".parse().unwrap());
            let silent = lang.with("record.silent", &[("target", &year)]);
            assert!(told.contains(&silent), "{told}");
            let told = lines(&page(""), today, lang).join("\n");
            assert!(told.contains(&stage(Stage::Underway, lang)) && !told.contains("record."), "{told}");
        }
    }
}
