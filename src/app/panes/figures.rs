//! The page of figures over time: each with a small plot and where each value is told. Never draws.

use crate::app::panes::cards::{Card, Cards};
use crate::app::panes::plot::{change, columns, length, padded, spark, value, when};
use crate::app::panes::side::Making;
use crate::app::panes::typed::Typed;
use crate::app::role::Role;
use crate::app::styled::{Line, cut, folded};
use crate::base::id::SeriesId;
use crate::model::view::Tracked;
use crate::text::fold::fold;

/// The page.
#[derive(Clone, Debug, Default)]
pub struct Figures {
    all: Vec<Tracked>,
    shown: Vec<usize>,
    is_loaded: bool,
    made_for: Option<usize>,
    /// The figure to go to when it has come.
    pub goal: Option<SeriesId>,
    /// Words that a figure must have in its name or in the name of an outlet.
    pub typed: Typed,
    /// What is on the page.
    pub cards: Cards<Item>,
}

/// A value one can be on: figure and point, by index.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Item {
    /// The figure.
    pub series: usize,
    /// The point.
    pub point: usize,
}

/// The widest bar, in columns.
const BAR: usize = 40;

impl Figures {
    /// The page before its figures have come: narrowed to some words, to be opened at a figure where one is named.
    #[must_use]
    pub fn new(goal: Option<SeriesId>, typed: String) -> Self {
        Self { goal, typed: Typed::new(typed), ..Self::default() }
    }

    /// Takes the figures: those that have changed, then those that stay the same; the latest value first.
    pub fn load(&mut self, mut all: Vec<Tracked>) {
        all.sort_by_key(|one| {
            let latest = one.series.points.iter().filter_map(|point| point.at.last_day()).max();
            (!one.series.has_moved(), std::cmp::Reverse(latest))
        });
        self.all = all;
        self.is_loaded = true;
        self.arrange();
    }

    /// Narrows the page anew.
    pub fn arrange(&mut self) {
        let words: Vec<String> = self.typed.text().split_whitespace().map(fold).collect();
        let meets = |one: &Tracked| {
            let outlets =
                one.sources.iter().flatten().map(|told| fold(&told.outlet)).collect::<Vec<_>>().join(" ");
            let text = format!("{} {outlets}", fold(&one.series.label));
            words.iter().all(|word| text.contains(word))
        };
        self.shown = self.all.iter().enumerate().filter(|(_, one)| meets(one)).map(|(at, _)| at).collect();
        self.made_for = None;
    }

    /// How many figures are shown.
    #[must_use]
    pub const fn count(&self) -> usize {
        self.shown.len()
    }

    /// Whether they have come.
    #[must_use]
    pub const fn is_loaded(&self) -> bool {
        self.is_loaded
    }

    /// The figure and the point one is on.
    #[must_use]
    pub fn here(&self) -> Option<(&Tracked, usize)> {
        let item = self.cards.here()?;
        Some((self.all.get(item.series)?, item.point))
    }

    /// Makes the page for so many columns and rows, where that has changed.
    pub fn make(&mut self, making: Making<'_>, height: usize) {
        if self.made_for == Some(making.columns) {
            return;
        }
        self.made_for = Some(making.columns);
        let mut cards = Vec::new();
        let mut y = 0;
        for series in self.shown.iter().copied() {
            if let Some(tracked) = self.all.get(series) {
                y = lay(series, tracked, making, y, &mut cards) + 1;
            }
        }
        self.cards.put(cards);
        let goal = self.goal.as_ref().and_then(|id| self.all.iter().position(|one| one.series.id == *id));
        if let Some(series) = goal {
            let point = self.all.get(series).map_or(0, |one| one.series.points.len().saturating_sub(1));
            self.cards.go_to(&Item { series, point }, height);
            self.goal = None;
        }
    }

    /// Goes to the next or previous figure.
    pub fn step_series(&mut self, by: isize, height: usize) {
        let here = self.cards.here().and_then(|item| self.shown.iter().position(|own| *own == item.series));
        let next = here.unwrap_or(0).saturating_add_signed(by).min(self.shown.len().saturating_sub(1));
        if let Some(series) = self.shown.get(next) {
            self.cards.go_to(&Item { series: *series, point: 0 }, height);
        }
    }
}

/// Lays one figure out from a row on. Says the row after it.
fn lay(series: usize, tracked: &Tracked, making: Making<'_>, y: usize, cards: &mut Vec<Card<Item>>) -> usize {
    let Making { texts, signs, columns: room, .. } = making;
    let own = &tracked.series;
    let plot = spark(own, signs, 12);
    let name = cut(&own.label, room.saturating_sub(own.points.len().min(12) + 2), signs.get("ellipsis"));
    let head = Line::default().with(Role::Heading, &format!("{name}  ")).with(Role::Figure, &plot);
    cards.push(Card { item: None, x: 0, y, width: room, lines: vec![head] });
    let (values, times) = columns(own, texts);
    let left = 2 + times + 2 + values + 1;
    let bar = room.saturating_sub(left + 20).min(BAR);
    for (point, one) in own.points.iter().enumerate() {
        let mut line = Line::default()
            .with(Role::Date, &padded(&when(one, texts), times + 2, false))
            .with(Role::Figure, &padded(&value(one, &own.unit, texts), values, true))
            .with(Role::Text, " ");
        if bar >= 4 {
            line = line.with(
                Role::Figure,
                &padded(&signs.get("plot").repeat(length(one.value, own, bar)), bar + 1, false),
            );
        }
        if let Some(told) = tracked.sources.get(point).and_then(Option::as_ref) {
            let rest = room.saturating_sub(2 + line.width());
            let lang = format!(" {}", told.lang.code());
            line = line
                .with(
                    Role::Outlet,
                    &cut(&told.outlet, rest.saturating_sub(lang.len()), signs.get("ellipsis")),
                )
                .with(Role::Dim, &lang);
        }
        let item = Some(Item { series, point });
        cards.push(Card { item, x: 2, y: y + 1 + point, width: room.saturating_sub(2), lines: vec![line] });
    }
    let end = y + 1 + own.points.len();
    let told = change(own, texts).unwrap_or_default();
    let rows = if told.is_empty() { Vec::new() } else { folded(&told, room.saturating_sub(2), 3, "") };
    let lines: Vec<Line> = rows.iter().map(|row| Line::default().with(Role::Dim, row)).collect();
    let height = lines.len();
    if height > 0 {
        cards.push(Card { item: None, x: 2, y: end, width: room.saturating_sub(2), lines });
    }
    end + height
}
