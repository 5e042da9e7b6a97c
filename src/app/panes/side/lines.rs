//! The lines of the pane of initiatives: name, facts, places in other articles, figures, relations. Never moves in it.

use chrono::NaiveDate;

use super::{Item, Making, Side, SideLine};
use crate::app::panes::initiatives::Initiative;
use crate::app::panes::plot::value;
use crate::app::role::Role;
use crate::app::styled::{Line, cut, flowed, folded};
use crate::base::span::Span;
use crate::model::figure::Series;
use crate::model::lang::Lang;
use crate::model::mention::{Mention, Polarity};
use crate::model::view::{ArticlePage, CrossRef};

/// Cross-references shown before the rest is folded away.
const CROSS: usize = 4;
/// Figures shown.
const FIGURES: usize = 3;
/// Related threads shown.
const RELATED: usize = 3;

impl Side {
    pub(super) fn initiative(
        &mut self,
        page: &ArticlePage,
        index: usize,
        initiative: &Initiative,
        making: Making<'_>,
    ) {
        if index > 0 {
            self.lines.push(SideLine { line: Line::default(), item: None });
        }
        let item = self.add(Item::Initiative(index));
        if let Some(mention) = initiative.first(page) {
            let counts = (initiative.mentions.len(), own(page, initiative));
            let label = initiative.label(page);
            self.head_lines((initiative.number, counts.1 > 0), label, mention, making, item);
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
        let Making { texts, signs, columns, .. } = making;
        let Some(card) = initiative.card(page) else {
            return;
        };
        let tells = |series: &Series| {
            series.changes()
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
            let lead = format!("   {} ", signs.get("figure"));
            self.push_facts(&facts, &lead, columns.saturating_sub(INSET), making, item);
        }
    }

    fn add(&mut self, item: Item) -> usize {
        self.items.push(item);
        self.items.len() - 1
    }

    fn push(&mut self, line: Line, item: usize) {
        self.lines.push(SideLine { line, item: Some(item) });
    }

    /// Facts one after another in so many columns, the first line after a lead.
    fn push_facts(
        &mut self,
        facts: &[(Role, String)],
        lead: &str,
        room: usize,
        making: Making<'_>,
        item: usize,
    ) {
        let separator = format!(" {} ", making.signs.get("separator"));
        let lines = flowed(facts, &separator, room, making.signs.get("ellipsis"));
        for (i, line) in lines.into_iter().enumerate() {
            let before = if i == 0 { lead.to_owned() } else { inset("") };
            let mut own = Line::default().with(Role::Dim, &before);
            own.parts.extend(line.parts);
            self.push(own, item);
        }
    }

    /// Its number, whether bookmarks of the reader lie in it, its stage as a sign, its name.
    fn head_lines(
        &mut self,
        (number, is_kept): (usize, bool),
        label: &str,
        mention: &Mention,
        making: Making<'_>,
        item: usize,
    ) {
        let Making { signs, columns, .. } = making;
        let rows = folded(label, columns.saturating_sub(INSET), 3, signs.get("ellipsis"));
        for (i, row) in rows.iter().enumerate() {
            let line = if i == 0 {
                Line::default()
                    .with(Role::Dim, &format!("{number:>2}"))
                    .with(Role::Mark, if is_kept { signs.get("bookmark") } else { " " })
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
        let Making { texts, columns, .. } = making;
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
        if own > 1 {
            facts.push((Role::Mark, texts.count("bookmarks", own)));
        }
        if let Some(actor) = &mention.actor {
            facts.push((Role::Actor, actor.clone()));
        }
        self.push_facts(&facts, &inset(""), columns.saturating_sub(INSET), making, item);
    }

    fn cross_lines(
        &mut self,
        cross: &CrossRef,
        count: usize,
        (day, lang): (Option<NaiveDate>, Lang),
        making: Making<'_>,
        item: usize,
    ) {
        let Making { texts, signs, columns, .. } = making;
        let room = columns.saturating_sub(INSET);
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
        self.push_facts(&facts, &format!("   {} ", signs.get("cross")), room, making, item);
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
