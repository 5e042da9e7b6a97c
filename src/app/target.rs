//! How an initiative stands to the time it is for, in words. Never reads a clock.

use chrono::NaiveDate;

use crate::app::texts::Texts;
use crate::base::when::When;
use crate::model::mention::Stage;
use crate::model::thread::Course;
use crate::model::view::{ThreadCard, ThreadRow};

/// Where today lies, seen from the time an initiative is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// Its time is to come, or is none that passes ("soon").
    Ahead,
    /// Its time has passed, and articles have told of it since, or that it ended.
    Passed,
    /// Its time has passed and no article has told of it since.
    Silent,
}

impl Standing {
    /// The word for it in records.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Ahead => "ahead",
            Self::Passed => "passed",
            Self::Silent => "passed_without_news",
        }
    }
}

/// How an initiative stands to its time today; nothing where no text states one.
#[must_use]
pub fn standing(card: &ThreadCard, today: NaiveDate) -> Option<Standing> {
    let last = card.mentions.iter().filter_map(|one| one.day).max();
    let step = card.steps.last().map(|step| (step.stage, step.course));
    Some(of(card.target.as_ref()?, last, step, today))
}

/// The same for a line of the list of all.
#[must_use]
pub fn standing_of(row: &ThreadRow, today: NaiveDate) -> Option<Standing> {
    Some(of(row.target.as_ref()?, row.last, row.stage.map(|stage| (stage, row.course)), today))
}

fn of(target: &When, last: Option<NaiveDate>, step: Option<(Stage, Course)>, today: NaiveDate) -> Standing {
    let Some(end) = target.days().map(|(_, end)| end).filter(|end| *end < today) else {
        return Standing::Ahead;
    };
    let ended = step.is_some_and(|(stage, course)| stage == Stage::Done || course == Course::Contradicted);
    if ended || last.is_some_and(|last| last > end) { Standing::Passed } else { Standing::Silent }
}

/// The time an initiative is for, and whether it passed, with the time as `when` writes it.
#[must_use]
pub fn told(
    card: &ThreadCard,
    today: NaiveDate,
    texts: &Texts,
    when: impl Fn(&When) -> String,
) -> Option<(Standing, String)> {
    let target = when(card.target.as_ref()?);
    let standing = standing(card, today)?;
    let told = match standing {
        Standing::Ahead => target,
        Standing::Passed => texts.with("record.passed", &[("target", &target)]),
        Standing::Silent => texts.with("record.silent", &[("target", &target)]),
    };
    Some((standing, format!("{}: {told}", texts.get("thread.target"))))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::thread::Step;

    fn card(target: Option<&str>, stage: Stage, course: Course) -> ThreadCard {
        let evidence = crate::model::thread::MentionRef { article: "a".into(), mention: "m".into() };
        ThreadCard {
            id: "t".into(),
            labels: Vec::new(),
            mentions: Vec::new(),
            total: 0,
            steps: vec![Step { day: None, stage, actor: None, evidence, course }],
            target: target.and_then(|target| target.parse().ok()),
            related: Vec::new(),
        }
    }

    #[test]
    fn a_time_is_ahead_until_its_last_day_is_over() {
        let at = |day: &str, card| standing(&card, day.parse().unwrap());
        let planned = || card(Some("2025-12"), Stage::Planned, Course::On);
        assert_eq!(at("2025-12-31", planned()), Some(Standing::Ahead));
        assert_eq!(at("2026-01-01", planned()), Some(Standing::Silent));
        assert_eq!(at("2026-01-01", card(Some("2025-12"), Stage::Done, Course::On)), Some(Standing::Passed));
        let denied = card(Some("2025-12"), Stage::Planned, Course::Contradicted);
        assert_eq!(at("2026-01-01", denied), Some(Standing::Passed));
        let stalled = card(Some("2025-12"), Stage::Underway, Course::Stalled);
        assert_eq!(at("2026-01-01", stalled), Some(Standing::Silent));
        assert_eq!(at("2026-01-01", card(None, Stage::Planned, Course::On)), None);
        assert_eq!(
            at("2026-01-01", card(Some("FUTURE_REF"), Stage::Planned, Course::On)),
            Some(Standing::Ahead)
        );
    }
}
