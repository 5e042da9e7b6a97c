//! The pane of initiatives: each with its facts, its places in other articles and its relations. Never draws.

use chrono::NaiveDate;

use crate::app::panes::initiatives::Initiative;
use crate::app::panes::plot::value;
use crate::app::role::Role;
use crate::app::signs::Signs;
use crate::app::styled::{Line, cut, flowed, folded};
use crate::app::texts::Texts;
use crate::base::id::ThreadId;
use crate::base::span::Span;
use crate::model::figure::Series;
use crate::model::lang::Lang;
use crate::model::mention::{Mention, Polarity};
use crate::model::view::{ArticlePage, CrossRef};

/// The pane.
#[derive(Clone, Debug, Default)]
pub struct Side {
    lines: Vec<SideLine>,
    items: Vec<Item>,
    selected: usize,
    top: usize,
    folded: bool,
    unfolded: Option<usize>,
    /// The initiative the pane stays on, where it does not follow the text.
    pub pinned: Option<ThreadId>,
}

/// One line and the item it belongs to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SideLine {
    /// What it shows.
    pub line: Line,
    /// Index of its item; `None` for a line between.
    pub item: Option<usize>,
}

/// What one can be on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Item {
    /// An initiative, by index.
    Initiative(usize),
    /// Another article that mentions it: initiative and index among `Initiative::elsewhere`.
    Cross(usize, usize),
    /// A related thread: initiative and index among the card's relations.
    Related(usize, usize),
    /// A figure over time that its mentions tell: initiative and index among the page's.
    Figure(usize, usize),
    /// What is folded away.
    More(usize),
}

impl Item {
    /// The initiative it belongs to.
    #[must_use]
    pub const fn initiative(self) -> usize {
        match self {
            Self::Initiative(i)
            | Self::Cross(i, _)
            | Self::Related(i, _)
            | Self::Figure(i, _)
            | Self::More(i) => i,
        }
    }
}

/// What the lines are made with.
#[derive(Clone, Copy, Debug)]
pub struct Making<'a> {
    /// Words.
    pub texts: &'a Texts,
    /// Signs.
    pub signs: &'a Signs,
    /// Columns.
    pub columns: usize,
}

/// Cross-references shown before the rest is folded away.
const CROSS: usize = 4;
/// Figures shown.
const FIGURES: usize = 3;
/// Related threads shown.
const RELATED: usize = 3;

impl Side {
    /// The lines.
    #[must_use]
    pub fn lines(&self) -> &[SideLine] {
        &self.lines
    }

    /// The first line shown.
    #[must_use]
    pub const fn top(&self) -> usize {
        self.top
    }

    /// The item one is on.
    #[must_use]
    pub fn item(&self) -> Option<Item> {
        self.items.get(self.selected).copied()
    }

    /// Its index.
    #[must_use]
    pub const fn selected(&self) -> usize {
        self.selected
    }

    /// An item.
    #[must_use]
    pub fn item_at(&self, index: usize) -> Option<Item> {
        self.items.get(index).copied()
    }

    /// The item on a line of the pane.
    #[must_use]
    pub fn item_on(&self, line: usize) -> Option<usize> {
        self.lines.get(line).and_then(|line| line.item)
    }

    /// Shows only the initiatives, or everything under them.
    pub const fn fold(&mut self) {
        self.folded = !self.folded;
    }

    /// Begins anew, for another article.
    pub const fn restart(&mut self) {
        self.selected = 0;
        self.top = 0;
        self.unfolded = None;
    }

    /// Shows everything under the initiative one is on.
    pub fn unfold_here(&mut self) {
        self.unfolded = self.item().map(Item::initiative);
    }

    /// Makes the lines for a page. What one is on stays where it can.
    pub fn build(&mut self, page: Option<&ArticlePage>, initiatives: &[Initiative], making: Making<'_>) {
        let was = self.item();
        self.lines.clear();
        self.items.clear();
        if let Some(page) = page {
            for (index, initiative) in initiatives.iter().enumerate() {
                self.initiative(page, index, initiative, making);
            }
        }
        let same = was.and_then(|was| self.items.iter().position(|item| *item == was));
        let near = was.and_then(|was| self.head(was.initiative()));
        self.selected = same.or(near).unwrap_or(0);
        self.top = self.top.min(self.lines.len().saturating_sub(1));
    }

    fn initiative(&mut self, page: &ArticlePage, index: usize, initiative: &Initiative, making: Making<'_>) {
        if index > 0 {
            self.lines.push(SideLine { line: Line::default(), item: None });
        }
        let item = self.add(Item::Initiative(index));
        if let Some(mention) = initiative.first(page) {
            self.head_lines(initiative.number, initiative.label(page), mention, making, item);
            let counts = (initiative.mentions.len(), own(page, initiative));
            self.fact_lines(mention, counts, making, item);
        }
        let elsewhere = initiative.elsewhere(page);
        if self.folded {
            if !elsewhere.is_empty() {
                let articles = making.texts.count("articles", elsewhere.len());
                self.push(Line::default().with(Role::Dim, &inset(&articles)), item);
            }
            return;
        }
        let here = (page.article.day(), page.article.lang);
        let most = if self.unfolded == Some(index) { usize::MAX } else { CROSS };
        let shown = nearest(&elsewhere, here.0, most);
        for (place, (cross, count)) in elsewhere.iter().enumerate().filter(|(place, _)| shown.contains(place))
        {
            let item = self.add(Item::Cross(index, place));
            self.cross_lines(cross, *count, here, making, item);
        }
        if elsewhere.len() > most {
            let item = self.add(Item::More(index));
            let more = making.texts.count("more", elsewhere.len() - CROSS);
            self.push(Line::default().with(Role::Dim, &inset(&more)), item);
        }
        self.figures(page, index, initiative, making);
        let related = initiative.card(page).map(|card| card.related.as_slice()).unwrap_or_default();
        let mut before = None;
        for (place, (tie, label)) in related.iter().enumerate().take(RELATED) {
            let item = self.add(Item::Related(index, place));
            if before.replace(tie.why) != Some(tie.why) {
                let why = making.texts.get(tie.why.key());
                let lead = format!("   {} ", making.signs.get("related"));
                self.push(Line::default().with(Role::Dim, &lead).with(Role::Dim, why), item);
            }
            let room = making.columns.saturating_sub(INSET);
            let label = cut(label, room, making.signs.get("ellipsis"));
            self.push(Line::default().with(Role::Text, &inset("")).with(Role::Text, &label), item);
        }
    }

    /// The figures that its mentions tell for more than one time, first and last value.
    fn figures(&mut self, page: &ArticlePage, index: usize, initiative: &Initiative, making: Making<'_>) {
        let Making { texts, signs, columns } = making;
        let Some(card) = initiative.card(page) else {
            return;
        };
        let tells = |series: &Series| {
            let first = series.points.first().map(|point| point.at);
            let changes = series.points.iter().any(|point| Some(point.at) != first);
            changes
                && series.points.iter().any(|point| {
                    card.mentions
                        .iter()
                        .any(|one| one.article == point.article && one.span.overlaps(point.span))
                })
        };
        let own = page.series.iter().enumerate().filter(|(_, series)| tells(series));
        for (at, series) in own.take(FIGURES) {
            let item = self.add(Item::Figure(index, at));
            let mut facts = Vec::new();
            let ends = (series.points.first(), series.points.last());
            let (Some(first), Some(last)) = ends else { continue };
            let (from, to) = (value(first, &series.unit, texts), value(last, &series.unit, texts));
            let values = format!("{from} {} {to}", signs.get("becomes"));
            facts.push((Role::Figure, values));
            facts.push((Role::Dim, series.label.clone()));
            let separator = format!(" {} ", signs.get("separator"));
            let room = columns.saturating_sub(INSET);
            for (i, line) in flowed(&facts, &separator, room, signs.get("ellipsis")).into_iter().enumerate() {
                let lead = if i == 0 { format!("   {} ", signs.get("figure")) } else { inset("") };
                let mut own = Line::default().with(Role::Dim, &lead);
                own.parts.extend(line.parts);
                self.push(own, item);
            }
        }
    }

    fn add(&mut self, item: Item) -> usize {
        self.items.push(item);
        self.items.len() - 1
    }

    fn push(&mut self, line: Line, item: usize) {
        self.lines.push(SideLine { line, item: Some(item) });
    }

    fn head_lines(&mut self, number: usize, label: &str, mention: &Mention, making: Making<'_>, item: usize) {
        let Making { signs, columns, .. } = making;
        let rows = folded(label, columns.saturating_sub(INSET), 3, signs.get("ellipsis"));
        for (i, row) in rows.iter().enumerate() {
            let line = if i == 0 {
                Line::default()
                    .with(Role::Dim, &format!("{number:>2} "))
                    .with(mention.stage.into(), signs.stage(mention.stage))
                    .with(Role::Text, " ")
            } else {
                Line::default().with(Role::Text, &inset(""))
            };
            self.push(line.with(Role::Heading, row), item);
        }
    }

    /// What it is, with how many mentions it has here and how many of the reader's bookmarks lie in them.
    fn fact_lines(
        &mut self,
        mention: &Mention,
        (count, own): (usize, usize),
        making: Making<'_>,
        item: usize,
    ) {
        let Making { texts, signs, columns } = making;
        let separator = format!(" {} ", signs.get("separator"));
        let mut facts =
            vec![(mention.stage.into(), texts.get(&format!("stage.{}", mention.stage.word())).to_owned())];
        match mention.polarity {
            Polarity::Asserted => {}
            Polarity::Denied => facts.push((Role::Bad, texts.get("side.denied").to_owned())),
            Polarity::Supposed => facts.push((Role::Dim, texts.get("side.supposed").to_owned())),
        }
        facts.push((Role::Dim, texts.get(&format!("kind.{}", mention.kind.word())).to_owned()));
        if let Some(when) = &mention.when {
            facts.push((Role::Date, texts.when(when)));
        }
        if count > 1 {
            facts.push((Role::Dim, format!("×{count}")));
        }
        if own > 0 {
            let many = if own > 1 { own.to_string() } else { String::new() };
            facts.push((Role::Mark, format!("{}{many}", signs.get("bookmark"))));
        }
        if let Some(actor) = &mention.actor {
            facts.push((Role::Actor, actor.clone()));
        }
        for line in flowed(&facts, &separator, columns.saturating_sub(INSET), signs.get("ellipsis")) {
            let mut inset = Line::default().with(Role::Text, &inset(""));
            inset.parts.extend(line.parts);
            self.push(inset, item);
        }
    }

    fn cross_lines(
        &mut self,
        cross: &CrossRef,
        count: usize,
        (day, lang): (Option<NaiveDate>, Lang),
        making: Making<'_>,
        item: usize,
    ) {
        let Making { texts, signs, columns } = making;
        let room = columns.saturating_sub(INSET);
        let separator = format!(" {} ", signs.get("separator"));
        let outlet = cross.outlet.clone().unwrap_or_else(|| cross.title.clone());
        let mut facts = vec![(Role::Outlet, outlet)];
        if let Some(other) = cross.day {
            let beside = day.map(|day| chrono::Datelike::year(&day));
            facts.push((Role::Date, texts.short_day(other, beside)));
        }
        facts.push((cross.stage.into(), texts.get(&format!("stage.{}", cross.stage.word())).to_owned()));
        if let (Some(from), Some(to)) = (day, cross.day) {
            facts.push((Role::Dim, texts.distance(from, to)));
        }
        if cross.lang != lang {
            facts.push((Role::Dim, texts.in_lang(cross.lang)));
        }
        if count > 1 {
            facts.push((Role::Dim, format!("×{count}")));
        }
        for (i, line) in flowed(&facts, &separator, room, signs.get("ellipsis")).into_iter().enumerate() {
            let lead = if i == 0 { format!("   {} ", signs.get("cross")) } else { inset("") };
            let mut own = Line::default().with(Role::Dim, &lead);
            own.parts.extend(line.parts);
            self.push(own, item);
        }
    }

    /// The item that is the head of an initiative.
    fn head(&self, initiative: usize) -> Option<usize> {
        self.items.iter().position(|item| *item == Item::Initiative(initiative))
    }

    /// Goes so many items on or back.
    pub fn step(&mut self, by: isize, height: usize) {
        self.select(self.selected.saturating_add_signed(by), height);
    }

    /// Goes to an item and shows it.
    pub fn select(&mut self, item: usize, height: usize) {
        self.selected = item.min(self.items.len().saturating_sub(1));
        self.reveal(height);
    }

    /// Follows the text: goes to an initiative, unless one is on a part of it already.
    pub fn follow(&mut self, initiative: usize, height: usize) {
        if self.item().map(Item::initiative) != Some(initiative)
            && let Some(head) = self.head(initiative)
        {
            self.select(head, height);
        }
    }

    /// Goes so many lines on or back.
    pub fn step_lines(&mut self, by: isize, height: usize) {
        let line = self.lines_of(|item| item == self.selected).start;
        let goal = line.saturating_add_signed(by).min(self.lines.len().saturating_sub(1));
        let on = || self.lines.get(goal..).unwrap_or_default().iter().find_map(|line| line.item);
        let back = || self.lines.get(..=goal).unwrap_or_default().iter().rev().find_map(|line| line.item);
        let item = if by > 0 { on().or_else(back) } else { back().or_else(on) };
        self.select(item.unwrap_or(0), height);
    }

    /// Moves what is shown without moving what one is on.
    pub fn scroll(&mut self, by: isize, height: usize) {
        self.top = self.top.saturating_add_signed(by).min(self.lines.len().saturating_sub(height));
    }

    fn lines_of(&self, wanted: impl Fn(usize) -> bool) -> std::ops::Range<usize> {
        let own = |line: &SideLine| line.item.is_some_and(&wanted);
        let start = self.lines.iter().position(own).unwrap_or(0);
        let end = self.lines.iter().rposition(own).map_or(start, |last| last + 1);
        start..end
    }

    /// Shows the item one is on anew: the same at the same height, whatever was before.
    pub fn settle(&mut self, height: usize) {
        self.top = 0;
        self.reveal(height);
    }

    /// Shows the item one is on, and as much of its initiative as there is room for.
    pub fn reveal(&mut self, height: usize) {
        let Some(initiative) = self.item().map(Item::initiative) else {
            self.top = 0;
            return;
        };
        let whole =
            self.lines_of(|item| self.items.get(item).is_some_and(|item| item.initiative() == initiative));
        let own = self.lines_of(|item| item == self.selected);
        for range in [whole, own] {
            if range.end > self.top + height {
                self.top = range.end.saturating_sub(height).min(range.start);
            }
            if range.start < self.top {
                self.top = range.start;
            }
        }
        self.top = self.top.min(self.lines.len().saturating_sub(height));
    }
}

/// The places of so many cross-references nearest in time to a day.
fn nearest(elsewhere: &[(&CrossRef, usize)], day: Option<NaiveDate>, most: usize) -> Vec<usize> {
    let mut places: Vec<usize> = (0..elsewhere.len()).collect();
    if let Some(day) = day.filter(|_| most < elsewhere.len()) {
        let far = |place: &usize| {
            let other = elsewhere.get(*place).and_then(|(cross, _)| cross.day);
            other.map_or(i64::MAX, |other| (other - day).num_days().abs())
        };
        places.sort_by_key(far);
    }
    places.truncate(most);
    places
}

/// Columns before the text of an item.
const INSET: usize = 5;

fn inset(text: &str) -> String {
    format!("{:INSET$}{text}", "")
}

/// Bookmarks of the reader that lie in the mentions of an initiative.
fn own(page: &ArticlePage, initiative: &Initiative) -> usize {
    let spans = || initiative.mentions.iter().filter_map(|at| page.extraction.mentions.get(*at));
    let lies_in = |span: Span| spans().any(|mention| mention.span.overlaps(span));
    page.bookmarks.iter().filter(|bookmark| bookmark.place.span().is_some_and(lies_in)).count()
}
