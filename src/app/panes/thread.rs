//! The page of one initiative: its mentions in order of time, languages side by side, the reader's own
//! passages, figures and related initiatives. Never draws.

use chrono::NaiveDate;

use crate::app::panes::cards::{Card, Cards};
use crate::app::panes::plot::{change, columns, length, padded, value, when};
use crate::app::panes::side::Making;
use crate::app::role::Role;
use crate::app::signs::Signs;
use crate::app::styled::{Line, cut, flowed, folded, folded_in};
use crate::app::target::{self, Standing};
use crate::base::id::ThreadId;
use crate::base::span::Span;
use crate::lang::packs;
use crate::model::figure::Series;
use crate::model::lang::Lang;
use crate::model::view::{CrossRef, ThreadPage};

/// The page.
#[derive(Clone, Debug, Default)]
pub struct ThreadView {
    /// Which initiative.
    pub id: ThreadId,
    page: Option<Box<ThreadPage>>,
    /// What is on the page.
    pub cards: Cards<Item>,
    made_for: Option<usize>,
}

/// What one can be on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Item {
    /// A mention, by index.
    Mention(usize),
    /// One of the reader's passages, by index.
    Own(usize),
    /// A related initiative, by index.
    Related(usize),
}

/// Columns of the dates on the left.
const DATES: usize = 16;
/// The fewest columns for a language of its own.
const COLUMN: usize = 34;
/// The most columns of a passage.
const MEASURE: usize = 72;
/// Lines of a passage.
const LINES: usize = 7;

impl ThreadView {
    /// The page of an initiative that has not come yet.
    #[must_use]
    pub fn new(id: ThreadId) -> Self {
        Self { id, ..Self::default() }
    }

    /// Takes the page.
    pub fn put(&mut self, page: Option<Box<ThreadPage>>) {
        self.page = page;
        self.made_for = None;
    }

    /// The page.
    #[must_use]
    pub fn page(&self) -> Option<&ThreadPage> {
        self.page.as_deref()
    }

    /// The mention, passage or initiative one is on.
    #[must_use]
    pub fn here(&self) -> Option<Item> {
        self.cards.here().copied()
    }

    /// Makes the page for so many columns, where that has changed.
    pub fn make(&mut self, making: Making<'_>) {
        if self.made_for == Some(making.columns) {
            return;
        }
        self.made_for = Some(making.columns);
        let Some(page) = &self.page else {
            return;
        };
        let mut sheet = Sheet { cards: Vec::new(), y: 0, making };
        sheet.head(page);
        sheet.history(page);
        sheet.own(page);
        if !page.series.is_empty() {
            sheet.title("thread.figures");
        }
        page.series.iter().for_each(|series| sheet.figures(series));
        sheet.related(page);
        self.cards.put(sheet.cards);
    }
}

/// The name in a language, else the first.
#[must_use]
pub fn label_in(labels: &[(Lang, String)], lang: Lang) -> &str {
    labels.iter().find(|(own, _)| *own == lang).or_else(|| labels.first()).map_or("", |(_, label)| label)
}

struct Sheet<'a> {
    cards: Vec<Card<Item>>,
    y: usize,
    making: Making<'a>,
}

impl Sheet<'_> {
    fn room(&self) -> usize {
        self.making.columns
    }

    fn separator(&self) -> String {
        format!(" {} ", self.making.signs.get("separator"))
    }

    fn place(&mut self, item: Option<Item>, x: usize, y: usize, width: usize, lines: Vec<Line>) -> usize {
        let height = lines.len();
        self.cards.push(Card { item, x, y, width, lines });
        y + height
    }

    fn full(&mut self, item: Option<Item>, lines: Vec<Line>) {
        self.y = self.place(item, 0, self.y, self.room(), lines);
    }

    fn title(&mut self, key: &str) {
        self.y += 1;
        let line = Line::default().with(Role::Heading, self.making.texts.get(key));
        self.full(None, vec![line]);
    }

    fn head(&mut self, page: &ThreadPage) {
        let Making { texts, signs, today, .. } = self.making;
        let card = &page.card;
        let own = label_in(&card.labels, texts.lang());
        let mut lines: Vec<Line> = folded(own, self.room(), 3, signs.get("ellipsis"))
            .iter()
            .map(|row| Line::default().with(Role::Headline, row))
            .collect();
        let others: Vec<&str> =
            card.labels.iter().map(|(_, label)| label.as_str()).filter(|label| *label != own).collect();
        let others = others.join(&self.separator());
        let rows = folded(&others, self.room(), 2, signs.get("ellipsis"));
        lines.extend(rows.iter().map(|row| Line::default().with(Role::Dim, row)));
        let mut facts: Vec<(Role, String)> = Vec::new();
        if let Some(step) = card.steps.last() {
            let key = format!("stage.{}", step.stage.word());
            facts.push((step.stage.into(), format!("{} {}", signs.stage(step.stage), texts.get(&key))));
            facts.extend(step.course.key().map(|key| (Role::Bad, texts.get(key).to_owned())));
        }
        facts.push((Role::Dim, texts.count("mentions", card.mentions.len())));
        let target = target::told(card, today, texts, |when| texts.short_when(when));
        facts.extend(target.map(|(standing, told)| {
            let role = if standing == Standing::Silent { Role::Bad } else { Role::Date };
            (role, told)
        }));
        lines.extend(flowed(&facts, &self.separator(), self.room(), signs.get("ellipsis")));
        self.full(None, lines);
    }

    /// Mentions by day; where there is room, each language in a column of its own.
    fn history(&mut self, page: &ThreadPage) {
        self.title("thread.history");
        self.y += 1;
        let mut langs: Vec<Lang> = Vec::new();
        for mention in &page.card.mentions {
            if !langs.contains(&mention.lang) {
                langs.push(mention.lang);
            }
        }
        let dates = if self.room() >= 68 { DATES } else { 0 };
        let room = self.room() - dates;
        let beside = langs.len() > 1 && room / langs.len().max(1) >= COLUMN;
        let columns = if beside { langs.len() } else { 1 };
        let width = (room / columns.max(1)).saturating_sub(3).clamp(1, MEASURE);
        let mentions: Vec<(usize, &CrossRef)> = page.card.mentions.iter().enumerate().collect();
        let mut before: Option<NaiveDate> = None;
        for group in mentions.chunk_by(|(_, one), (_, other)| one.day == other.day && one.day.is_some()) {
            let day = group.first().and_then(|(_, mention)| mention.day);
            let start = self.date(day, before, dates);
            let mut bottoms = vec![start; columns];
            for (index, mention) in group {
                let column =
                    if beside { langs.iter().position(|lang| *lang == mention.lang).unwrap_or(0) } else { 0 };
                let lines = self.mention(page, mention, width, beside);
                let x = dates + column * (width + 3);
                let top = bottoms.get(column).copied().unwrap_or(start);
                let bottom = self.place(Some(Item::Mention(*index)), x, top, width, lines);
                if let Some(slot) = bottoms.get_mut(column) {
                    *slot = bottom + 1;
                }
            }
            self.y = bottoms.into_iter().max().unwrap_or(start).max(self.y);
            before = day.or(before);
        }
    }

    /// The date on the left, or over the passages where it is narrow. Says where the passages begin.
    fn date(&mut self, day: Option<NaiveDate>, before: Option<NaiveDate>, dates: usize) -> usize {
        let Making { texts, .. } = self.making;
        let name = day.map_or_else(|| texts.get("date.undated").to_owned(), |day| texts.short_day(day, None));
        let mut lines = vec![Line::default().with(Role::Date, &name)];
        if let (Some(from), Some(to)) = (before, day) {
            lines.push(Line::default().with(Role::Faint, &cut(&texts.distance(from, to), DATES - 1, "")));
        }
        if dates == 0 {
            lines.truncate(1);
            self.full(None, lines);
            return self.y;
        }
        let bottom = self.place(None, 0, self.y, DATES - 1, lines);
        let start = self.y;
        self.y = bottom + 1;
        start
    }

    fn mention(&self, page: &ThreadPage, mention: &CrossRef, width: usize, beside: bool) -> Vec<Line> {
        let Making { texts, signs, .. } = self.making;
        let own = |span: Span| {
            page.bookmarks.iter().any(|bookmark| {
                bookmark.article == mention.article && bookmark.place.span().is_some_and(|s| s.overlaps(span))
            })
        };
        let mut head = Line::default()
            .with(mention.stage.into(), signs.stage(mention.stage))
            .with(Role::Text, " ")
            .with(mention.stage.into(), texts.get(&format!("stage.{}", mention.stage.word())))
            .with(Role::Faint, &self.separator());
        let outlet = mention.outlet.as_deref().unwrap_or(&mention.title);
        let room = width.saturating_sub(head.width() + 6);
        head = head.with(Role::Outlet, &cut(outlet, room, signs.get("ellipsis")));
        if !beside {
            head = head.with(Role::Dim, &format!(" {}", mention.lang.code()));
        }
        if own(mention.span) {
            head = head.with(Role::Mark, &format!(" {}", signs.get("bookmark")));
        }
        let mut lines = vec![head];
        let actor = mention.actor.iter().map(|actor| (Role::Actor, actor.clone()));
        let when = mention.when.iter().map(|when| (Role::Date, texts.when(when)));
        let facts: Vec<(Role, String)> = actor.chain(when).collect();
        if !facts.is_empty() {
            lines.extend(flowed(&facts, &self.separator(), width, signs.get("ellipsis")));
        }
        lines.extend(passage(&mention.quote, mention.lang, width, signs));
        lines
    }

    fn own(&mut self, page: &ThreadPage) {
        if page.bookmarks.is_empty() {
            return;
        }
        self.title("thread.own");
        for (index, bookmark) in page.bookmarks.iter().enumerate() {
            let Making { signs, .. } = self.making;
            let width = self.room().saturating_sub(2).min(MEASURE);
            let mut lines = passage(&bookmark.anchor.quote, Lang::UNKNOWN, width, signs);
            if let Some(first) = lines.first_mut() {
                let mark = Line::default().with(Role::Mark, &format!("{} ", signs.mark(bookmark.mark)));
                first.parts.splice(0..0, mark.parts);
            }
            for line in lines.iter_mut().skip(1) {
                line.parts.splice(0..0, Line::default().with(Role::Text, "  ").parts);
            }
            for row in folded(&bookmark.note, width, 3, signs.get("ellipsis")) {
                lines.push(Line::default().with(Role::Mark, &format!("  {row}")));
            }
            self.full(Some(Item::Own(index)), lines);
        }
    }

    /// A bar for each point, as long as its value is to the greatest; none where there is nothing to compare.
    fn figures(&mut self, series: &Series) {
        let Making { texts, signs, .. } = self.making;
        let name = cut(&series.label, self.room(), signs.get("ellipsis"));
        let mut lines = vec![Line::default().with(Role::Dim, &name)];
        let (values, times) = columns(series, texts);
        let bars = self.room().saturating_sub(times + values + 4).clamp(4, 48);
        for point in &series.points {
            let length = if series.points.len() > 1 { length(point.value, series, bars) } else { 0 };
            lines.push(
                Line::default()
                    .with(Role::Date, &padded(&when(point, texts), times + 2, false))
                    .with(Role::Figure, &padded(&value(point, &series.unit, texts), values, true))
                    .with(Role::Figure, &format!(" {}", signs.get("plot").repeat(length))),
            );
        }
        if let Some(told) = change(series, texts) {
            let rows = folded(&told, self.room(), 2, signs.get("ellipsis"));
            lines.extend(rows.iter().map(|row| Line::default().with(Role::Dim, row)));
        }
        self.full(None, lines);
    }

    fn related(&mut self, page: &ThreadPage) {
        if page.card.related.is_empty() {
            return;
        }
        self.title("thread.related");
        for (index, (tie, label)) in page.card.related.iter().enumerate() {
            let Making { texts, signs, .. } = self.making;
            let why = texts.get(tie.why.key());
            let shared = if tie.shared.is_empty() {
                String::new()
            } else {
                format!("{}{}", self.separator(), tie.shared)
            };
            let room = self.room().saturating_sub(2 + why.chars().count() + 3);
            let line = Line::default()
                .with(Role::Dim, &format!("{} ", signs.get("related")))
                .with(Role::Text, &cut(label, room, signs.get("ellipsis")))
                .with(Role::Faint, &self.separator())
                .with(Role::Faint, &format!("{why}{shared}"));
            self.full(Some(Item::Related(index)), vec![line]);
        }
    }
}

/// A passage in lines, hyphenated as its language is.
fn passage(quote: &str, lang: Lang, width: usize, signs: &Signs) -> Vec<Line> {
    let hyphenation = packs().get(lang).and_then(|pack| pack.hyphenation.as_deref());
    let quote = quote.split_whitespace().collect::<Vec<_>>().join(" ");
    let rows = folded_in(&quote, width, LINES, signs.get("ellipsis"), hyphenation);
    rows.iter().map(|row| Line::default().with(Role::Body, row)).collect()
}
