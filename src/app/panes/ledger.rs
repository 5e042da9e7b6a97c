//! All initiatives in a table: sorted, narrowed, with what is due. Never draws.

use chrono::NaiveDate;

use crate::app::panes::thread::label_in;
use crate::app::panes::typed::Typed;
use crate::app::texts::Texts;
use crate::base::when::When;
use crate::model::mention::Stage;
use crate::model::thread::MentionRef;
use crate::model::view::ThreadRow;

/// The table.
#[derive(Clone, Debug, Default)]
pub struct Ledger {
    rows: Vec<ThreadRow>,
    shown: Vec<usize>,
    /// What it is sorted by.
    pub sort: Sort,
    /// The other way round.
    pub reversed: bool,
    /// Which of them by their time.
    pub due: Due,
    /// The initiative that the chosen one is to be joined with: a mention of it and its name.
    pub merging: Option<(MentionRef, String)>,
    /// Words that a row must have.
    pub typed: Typed,
    selected: usize,
    top: usize,
    is_loaded: bool,
}

/// What the table is sorted by.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Sort {
    /// The latest mention first.
    #[default]
    Latest,
    /// The first mention first.
    First,
    /// The furthest stage first.
    Stage,
    /// By name.
    Label,
    /// By what kind it is.
    Kind,
    /// By who acts.
    Actor,
    /// By the time it is for; those without one last.
    When,
    /// Those with most articles first.
    Sources,
}

impl Sort {
    const ALL: [Self; 8] = [
        Self::Latest,
        Self::First,
        Self::Stage,
        Self::Label,
        Self::Kind,
        Self::Actor,
        Self::When,
        Self::Sources,
    ];

    /// Its key in the interface texts.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Latest => "sort.latest",
            Self::First => "sort.first",
            Self::Stage => "sort.stage",
            Self::Label => "sort.label",
            Self::Kind => "sort.kind",
            Self::Actor => "sort.actor",
            Self::When => "sort.when",
            Self::Sources => "sort.sources",
        }
    }
}

/// Which initiatives by the time they are for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Due {
    /// All.
    #[default]
    All,
    /// Not begun, and their time is to come.
    Coming,
    /// Not begun, and their time has passed.
    Overdue,
}

impl Due {
    /// Its key in the interface texts.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::All => "due.all",
            Self::Coming => "due.coming",
            Self::Overdue => "due.overdue",
        }
    }
}

/// How an initiative stands to the time it is for. What is underway or done is neither to come nor overdue.
#[must_use]
pub fn due(row: &ThreadRow, today: NaiveDate) -> Due {
    let end = row.target.as_ref().and_then(When::days).map(|(_, end)| end);
    match end {
        Some(end) if !matches!(row.stage, Some(Stage::Underway | Stage::Done)) => {
            if end < today {
                Due::Overdue
            } else {
                Due::Coming
            }
        }
        _ => Due::All,
    }
}

impl Ledger {
    /// Takes all initiatives.
    pub fn load(&mut self, rows: Vec<ThreadRow>, texts: &Texts, today: NaiveDate) {
        self.rows = rows;
        self.is_loaded = true;
        self.arrange(texts, today);
    }

    /// Whether they have come.
    #[must_use]
    pub const fn is_loaded(&self) -> bool {
        self.is_loaded
    }

    /// Number of the rows shown.
    #[must_use]
    pub const fn count(&self) -> usize {
        self.shown.len()
    }

    /// The rows in order.
    pub fn shown(&self) -> impl Iterator<Item = &ThreadRow> + Clone {
        self.shown.iter().filter_map(|index| self.rows.get(*index))
    }

    /// The row one is on.
    #[must_use]
    pub fn here(&self) -> Option<&ThreadRow> {
        self.shown.get(self.selected).and_then(|index| self.rows.get(*index))
    }

    /// Its place.
    #[must_use]
    pub const fn selected(&self) -> usize {
        self.selected
    }

    /// The first row shown.
    #[must_use]
    pub const fn top(&self) -> usize {
        self.top
    }

    /// Sorts by the next column.
    pub fn sort_next(&mut self) {
        let here = Sort::ALL.iter().position(|sort| *sort == self.sort).unwrap_or(0);
        self.sort = Sort::ALL.get((here + 1) % Sort::ALL.len()).copied().unwrap_or_default();
    }

    /// All, those to come, those overdue, round.
    pub const fn due_next(&mut self) {
        self.due = match self.due {
            Due::All => Due::Coming,
            Due::Coming => Due::Overdue,
            Due::Overdue => Due::All,
        };
    }

    /// Narrows and sorts anew. What one is on stays where it can.
    pub fn arrange(&mut self, texts: &Texts, today: NaiveDate) {
        let was = self.here().map(|row| row.id.clone());
        let typed = self.typed.text().to_lowercase();
        let words: Vec<&str> = typed.split_whitespace().collect();
        let wanted = |row: &ThreadRow| {
            (self.due == Due::All || due(row, today) == self.due) && holds(row, &words, texts)
        };
        let mut shown: Vec<usize> = Vec::new();
        for (index, row) in self.rows.iter().enumerate() {
            if wanted(row) {
                shown.push(index);
            }
        }
        let rows = &self.rows;
        let row = |index: &usize| rows.get(*index);
        match self.sort {
            Sort::Latest => shown.sort_by_key(|i| std::cmp::Reverse(row(i).and_then(|row| row.last))),
            Sort::First => shown.sort_by_key(|i| row(i).map(|row| (row.first.is_none(), row.first))),
            Sort::Stage => shown.sort_by_key(|i| std::cmp::Reverse(row(i).and_then(|row| row.stage))),
            Sort::Label => {
                shown.sort_by_cached_key(|i| {
                    row(i).map(|row| label_in(&row.labels, texts.lang()).to_lowercase())
                });
            }
            Sort::Kind => shown.sort_by_key(|i| row(i).map(|row| (row.kind.is_none(), row.kind))),
            Sort::Actor => shown.sort_by_cached_key(|i| {
                row(i).map(|row| (row.actor.is_none(), row.actor.as_deref().map(str::to_lowercase)))
            }),
            Sort::When => shown.sort_by_key(|i| {
                let end = row(i).and_then(|row| row.target.as_ref()).and_then(When::days);
                (end.is_none(), end)
            }),
            Sort::Sources => shown.sort_by_key(|i| std::cmp::Reverse(row(i).map(|row| row.articles))),
        }
        if self.reversed {
            shown.reverse();
        }
        self.shown = shown;
        let same = was.and_then(|id| self.shown().position(|row| row.id == id));
        self.selected = same.unwrap_or(self.selected).min(self.shown.len().saturating_sub(1));
    }

    /// Goes so many rows on or back.
    pub fn step(&mut self, by: isize, height: usize) {
        self.select(self.selected.saturating_add_signed(by), height);
    }

    /// Goes to a row and shows it.
    pub fn select(&mut self, index: usize, height: usize) {
        self.selected = index.min(self.shown.len().saturating_sub(1));
        self.reveal(height);
    }

    /// Shows the row one is on.
    pub fn reveal(&mut self, height: usize) {
        let height = height.max(1);
        self.top = self.top.min(self.selected).max((self.selected + 1).saturating_sub(height));
        self.top = self.top.min(self.shown.len().saturating_sub(height));
    }
}

/// Whether a row has all the words, in any language of its names.
fn holds(row: &ThreadRow, words: &[&str], texts: &Texts) -> bool {
    let mut all: Vec<String> = row.labels.iter().map(|(_, label)| label.to_lowercase()).collect();
    all.extend(row.actor.iter().map(|actor| actor.to_lowercase()));
    all.extend(row.outlets.iter().map(|outlet| outlet.to_lowercase()));
    all.extend(row.stage.map(|stage| texts.get(&format!("stage.{}", stage.word())).to_lowercase()));
    all.extend(row.kind.map(|kind| texts.get(&format!("kind.{}", kind.word())).to_lowercase()));
    words.iter().all(|word| all.iter().any(|own| own.contains(word)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::texts::texts;
    use crate::model::lang::Lang;
    use crate::model::thread::Course;

    fn row(id: &str, stage: Stage, target: Option<&str>, last: &str) -> ThreadRow {
        ThreadRow {
            id: id.into(),
            labels: vec![(Lang::new("ru"), format!("Центр {id}")), (Lang::new("en"), format!("Centre {id}"))],
            stage: Some(stage),
            course: Course::On,
            kind: None,
            actor: None,
            target: target.map(|target| target.parse().unwrap()),
            mentions: 1,
            articles: 1,
            outlets: vec!["Zakon.kz".into()],
            first: None,
            last: last.parse().ok(),
        }
    }

    fn ids(ledger: &Ledger) -> Vec<&str> {
        ledger.shown().map(|row| row.id.as_str()).collect()
    }

    #[test]
    fn the_table_sorts_narrows_and_tells_what_is_due() {
        let today = NaiveDate::from_ymd_opt(2026, 1, 5).unwrap();
        let words = texts(Lang::new("en"));
        let mut ledger = Ledger::default();
        ledger.load(
            vec![
                row("a", Stage::Planned, Some("2025-12"), "2025-10-07"),
                row("b", Stage::Done, Some("2025-12"), "2026-01-05"),
                row("c", Stage::Ordered, Some("2026-04"), "2025-08-11"),
            ],
            words,
            today,
        );
        assert_eq!(ids(&ledger), ["b", "a", "c"]);
        ledger.due_next();
        ledger.arrange(words, today);
        assert_eq!(ids(&ledger), ["c"]);
        ledger.due_next();
        ledger.arrange(words, today);
        assert_eq!(ids(&ledger), ["a"]);
        ledger.due_next();
        ledger.typed = Typed::new("центр zakon ordered");
        ledger.arrange(words, today);
        assert_eq!(ids(&ledger), ["c"]);
        ledger.typed.clear();
        ledger.sort = Sort::Stage;
        ledger.arrange(words, today);
        assert_eq!(ids(&ledger), ["b", "c", "a"]);
        assert_eq!(ledger.here().map(|row| row.id.as_str()), Some("c"), "what one is on stays");
    }
}
