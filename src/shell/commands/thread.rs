//! One thread as a page of Markdown: its history, passages, figures and ties. Never changes the library.

use chrono::NaiveDate;

use crate::app::panes::plot::change;
use crate::app::target;
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
    let mut output = Output::to_read();
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
    if let Some((_, told)) = target::told(card, today, texts, |when| texts.when(when)) {
        lines.extend([String::new(), told]);
    }
    lines
}

fn step(step: &Step, texts: &Texts) -> String {
    let stage = stage(step.stage, texts);
    let told = step.course.key().map_or_else(|| stage.clone(), |key| format!("{stage}, {}", texts.get(key)));
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
        let change = change(series, texts).map_or_else(String::new, |told| format!("; {told}"));
        lines.push(format!("- {}: {}{change}", series.unit, points.join(", ")));
    }
    lines
}

fn sign(point: &Point) -> &'static str {
    match point.cmp.sign() {
        "=" => "",
        sign => sign,
    }
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
    use crate::model::thread::{Course, MentionRef};

    fn page(target: &str, course: Course) -> ThreadPage {
        let day = NaiveDate::from_ymd_opt(2025, 10, 7);
        let evidence = MentionRef { article: "a".into(), mention: "m".into() };
        let step = |stage, course| Step { day, stage, actor: None, evidence: evidence.clone(), course };
        let card = ThreadCard {
            id: "t".into(),
            labels: vec![(Lang::new("en"), "bridge".into())],
            mentions: Vec::new(),
            total: 0,
            steps: vec![step(Stage::Planned, Course::On), step(Stage::Underway, course)],
            target: target.parse().ok(),
            related: Vec::new(),
        };
        ThreadPage { card, series: Vec::new(), bookmarks: Vec::new() }
    }

    #[test]
    fn a_target_passes_with_or_without_news_in_each_language() {
        let today = NaiveDate::from_ymd_opt(2027, 1, 1).unwrap();
        for lang in texts::all().values() {
            let told = lines(&page("2026", Course::On), today, lang).join("\n");
            let year = lang.when(&"2026".parse().unwrap());
            let silent = lang.with("record.silent", &[("target", &year)]);
            assert!(told.contains(&silent), "{told}");
            for course in [Course::Contradicted, Course::Stalled] {
                let told = lines(&page("", course), today, lang).join("\n");
                let underway = stage(Stage::Underway, lang);
                let wanted = format!("{underway}, {}", lang.get(course.key().unwrap()));
                assert!(told.contains(&wanted) && !told.contains("course."), "{told}");
            }
        }
    }
}
