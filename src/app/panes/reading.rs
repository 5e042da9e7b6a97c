//! The reading pane: which article, where in it, what is chosen. Never draws, never asks the library.

use crate::app::panes::finds::Finds;
use crate::app::panes::initiatives::{Initiative, initiatives};
use crate::app::panes::selection::Selection;
use crate::app::panes::typeset::Typeset;
use crate::base::id::MentionId;
use crate::base::span::Span;
use crate::model::view::{ArticlePage, Row};
use crate::search::query::Query;
use crate::search::snippet::places;
use crate::search::spell::Speller;

/// The reading pane.
#[derive(Clone, Debug, Default)]
pub struct Reading {
    page: Option<Box<ArticlePage>>,
    initiatives: Vec<Initiative>,
    set: Typeset,
    set_for: Option<(u64, usize)>,
    version: u64,
    top: Anchor,
    eye: usize,
    selected: Option<usize>,
    /// Find in the article.
    pub finds: Option<Finds>,
    /// Text selected by hand.
    pub selection: Option<Selection>,
}

/// What stands at the top of the pane: the row of a byte, and so many rows without text above it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Anchor {
    /// A byte of the text.
    pub byte: usize,
    /// Rows above its row.
    pub above: usize,
}

/// Where to go in an article that is opened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Target {
    /// Where the reader was.
    Kept,
    /// Where it is now: the same article anew.
    Stay,
    /// A mention.
    Mention(MentionId),
    /// So many initiatives on from where the reader was, or back.
    Initiative(isize),
    /// A passage.
    Span(Span),
    /// A place one has been at.
    Place(Anchor, Option<MentionId>),
}

/// Rows kept between the eye and the ends of the pane.
const MARGIN: usize = 1;

impl Reading {
    /// The article.
    #[must_use]
    pub fn page(&self) -> Option<&ArticlePage> {
        self.page.as_deref()
    }

    /// The article's row in the library.
    #[must_use]
    pub fn row(&self) -> Option<Row> {
        self.page().map(|page| page.row)
    }

    /// The text.
    #[must_use]
    pub fn text(&self) -> &str {
        self.page().map_or("", |page| page.article.text.as_str())
    }

    /// Its initiatives.
    #[must_use]
    pub fn initiatives(&self) -> &[Initiative] {
        &self.initiatives
    }

    /// The initiative that a mention belongs to, by index.
    #[must_use]
    pub fn initiative_of(&self, mention: usize) -> Option<usize> {
        self.initiatives.iter().position(|initiative| initiative.mentions.contains(&mention))
    }

    /// The text set in lines.
    #[must_use]
    pub const fn set(&self) -> &Typeset {
        &self.set
    }

    /// The chosen mention.
    #[must_use]
    pub const fn selected(&self) -> Option<usize> {
        self.selected
    }

    /// The byte one is at.
    #[must_use]
    pub const fn eye(&self) -> usize {
        self.eye
    }

    /// What stands at the top.
    #[must_use]
    pub const fn anchor(&self) -> Anchor {
        self.top
    }

    /// Takes an article, or none. Its lines are to be set before one goes anywhere in it.
    pub fn put(&mut self, page: Option<Box<ArticlePage>>, target: &Target) {
        let same = page.as_ref().map(|page| page.row) == self.row();
        let mention = self.selected_mention().map(|mention| mention.id.clone());
        self.initiatives = page.as_deref().map(initiatives).unwrap_or_default();
        self.page = page;
        self.version += 1;
        if !(same && *target == Target::Stay) {
            self.selection = None;
            self.finds = None;
        }
        if same && *target == Target::Stay {
            self.selected = mention.and_then(|id| self.mention_index(&id));
            return;
        }
        self.top = Anchor::default();
        self.eye = 0;
        self.selected = None;
    }

    /// Differs whenever the page does.
    #[must_use]
    pub const fn version(&self) -> u64 {
        self.version
    }

    /// Goes to a place in the article, once its lines are set.
    pub fn go(&mut self, target: &Target, height: usize) {
        match target {
            Target::Stay => {}
            Target::Kept => {
                let byte = self.page().and_then(|page| page.position).unwrap_or(0);
                self.top = Anchor { byte, above: if byte == 0 { usize::MAX } else { 0 } };
                self.eye = byte;
            }
            Target::Mention(id) => match self.mention_index(id) {
                Some(mention) => self.choose(mention, height),
                None => self.go(&Target::Kept, height),
            },
            Target::Initiative(by) => {
                self.go(&Target::Kept, height);
                for _ in 0..by.unsigned_abs() {
                    if let Some(mention) = self.next_mention(by.signum(), height) {
                        self.choose(mention, height);
                    }
                }
            }
            Target::Span(span) => {
                self.eye = span.start;
                self.selected = None;
                self.reveal(*span, height);
            }
            Target::Place(anchor, mention) => {
                self.top = *anchor;
                self.selected = mention.as_ref().and_then(|id| self.mention_index(id));
                self.eye = self.selected_span().map_or(anchor.byte, |span| span.start);
            }
        }
    }

    fn mention_index(&self, id: &MentionId) -> Option<usize> {
        self.page()?.extraction.mentions.iter().position(|mention| mention.id == *id)
    }

    /// Sets the text anew where the article or the width has changed.
    pub fn reset(&mut self, columns: usize, set: impl FnOnce(&ArticlePage) -> Typeset) {
        let wanted = Some((self.version, columns));
        if self.set_for != wanted {
            self.set = self.page().map(set).unwrap_or_default();
            self.set_for = wanted;
        }
    }

    /// Sets the text anew next time, whatever its width.
    pub const fn unset(&mut self) {
        self.set_for = None;
    }

    /// The first row shown.
    #[must_use]
    pub fn top(&self, height: usize) -> usize {
        let row = self.set.row_of(self.top.byte);
        row.saturating_sub(self.top.above).min(self.max_top(height))
    }

    fn max_top(&self, height: usize) -> usize {
        self.set.rows().len().saturating_sub(height)
    }

    /// Whether the end of the article is visible.
    #[must_use]
    pub fn at_end(&self, height: usize) -> bool {
        self.page.is_some() && self.top(height) >= self.max_top(height)
    }

    /// How much of the article is above the last visible row, in percent.
    #[must_use]
    pub fn percent(&self, height: usize) -> usize {
        let rows = self.set.rows().len();
        ((self.top(height) + height).min(rows) * 100).checked_div(rows).unwrap_or(0)
    }

    /// Puts a row at the top.
    fn set_top(&mut self, top: usize, height: usize) {
        let top = top.min(self.max_top(height));
        let text = (top..self.set.rows().len()).find(|row| self.set.is_text(*row)).unwrap_or(top);
        let byte = self.set.span(text).map_or(0, |span| span.start);
        self.top = Anchor { byte, above: text - top };
    }

    /// Scrolls by rows; where there is no more to scroll, moves the eye.
    pub fn scroll(&mut self, by: isize, height: usize) {
        let old = self.top(height);
        let new = old.saturating_add_signed(by).min(self.max_top(height));
        if new == old {
            let row = self.set.row_of(self.eye).saturating_add_signed(by);
            self.look_at(row.min(self.set.rows().len().saturating_sub(1)), by);
            self.drag_eye(height);
            self.choose_at_eye();
        } else {
            self.set_top(new, height);
            self.drag_eye(height);
            self.keep_choice_visible(height);
        }
    }

    /// To the beginning.
    pub fn to_start(&mut self, height: usize) {
        self.set_top(0, height);
        self.look_at(0, 1);
        self.keep_choice_visible(height);
    }

    /// To the end.
    pub fn to_end(&mut self, height: usize) {
        self.set_top(self.max_top(height), height);
        self.look_at(self.set.rows().len().saturating_sub(1), -1);
        self.keep_choice_visible(height);
    }

    /// Puts the eye on a row, or the nearest one with text in the direction of `by`.
    fn look_at(&mut self, row: usize, by: isize) {
        let rows = self.set.rows().len();
        let on = || (row..rows).find(|row| self.set.is_text(*row));
        let back = || (0..=row.min(rows)).rev().find(|row| self.set.is_text(*row));
        let text = if by < 0 { back().or_else(on) } else { on().or_else(back) };
        if let Some(span) = text.and_then(|row| self.set.span(row)) {
            self.eye = span.start;
        }
    }

    /// Moves the eye no further than it takes to keep it in the pane.
    fn drag_eye(&mut self, height: usize) {
        let top = self.top(height);
        let margin = if height > 4 * MARGIN { MARGIN } else { 0 };
        let row = self.set.row_of(self.eye);
        let first = if top == 0 { 0 } else { top + margin };
        let last = (top + height).saturating_sub(1);
        let last = if self.at_end(height) { last } else { last.saturating_sub(margin) };
        if row < first {
            self.look_at(first, 1);
        } else if row > last {
            self.look_at(last, -1);
        }
    }

    /// Makes a span visible; scrolls only where it is not, and then puts it into the upper third.
    pub fn reveal(&mut self, span: Span, height: usize) {
        let rows = self.set.rows_of(span);
        let top = self.top(height);
        let margin = if height > 8 { 2 } else { 0 };
        let fits = rows.start >= top + margin.min(top) && rows.end + margin <= top + height;
        let at_end = self.at_end(height) && rows.start >= top + margin.min(top);
        if !fits && !at_end {
            self.set_top(rows.start.saturating_sub(height / 3), height);
        }
    }

    /// The chosen mention.
    #[must_use]
    pub fn selected_mention(&self) -> Option<&crate::model::mention::Mention> {
        self.selected.and_then(|mention| self.page()?.extraction.mentions.get(mention))
    }

    fn selected_span(&self) -> Option<Span> {
        self.selected_mention().map(|mention| mention.span)
    }

    /// Chooses a mention and shows it.
    pub fn choose(&mut self, mention: usize, height: usize) {
        self.selected = Some(mention);
        if let Some(span) = self.selected_span() {
            self.eye = span.start;
            self.reveal(span, height);
        } else {
            self.selected = None;
        }
    }

    /// Puts the eye on a span and shows it.
    pub fn look_at_span(&mut self, span: Span, height: usize) {
        self.eye = span.start;
        self.reveal(span, height);
    }

    /// Puts the eye on a letter and chooses the mention there, or none.
    pub fn look_at_byte(&mut self, byte: usize) {
        self.eye = byte;
        self.selected = self.mention_at(byte);
    }

    /// Marks where the article meets a query, the place one is at first.
    pub fn show_found(&mut self, query: &Query, height: usize) {
        let Some(page) = self.page() else {
            return;
        };
        let places = places(&page.article, query, &mut Speller::default());
        if places.is_empty() {
            return;
        }
        let here = places.iter().position(|place| place.start >= self.eye).unwrap_or(0);
        let finds = Finds { typed: String::new(), places, here };
        let place = finds.place();
        self.finds = Some(finds);
        if let Some(place) = place {
            self.look_at_span(place, height);
        }
    }

    /// Chooses nothing.
    pub const fn unchoose(&mut self) {
        self.selected = None;
    }

    /// Whether the chosen mention is visible, in part at least.
    #[must_use]
    pub fn choice_is_visible(&self, height: usize) -> bool {
        self.selected_span().is_some_and(|span| self.is_visible(span, height))
    }

    fn is_visible(&self, span: Span, height: usize) -> bool {
        let rows = self.set.rows_of(span);
        let top = self.top(height);
        rows.start < top + height && rows.end > top
    }

    /// After scrolling: another mention is chosen only where the chosen one is out of sight.
    fn keep_choice_visible(&mut self, height: usize) {
        if self.selected.is_none() || self.choice_is_visible(height) {
            return;
        }
        let Some(page) = self.page() else {
            return;
        };
        let visible = |mention: &usize| {
            page.extraction.mentions.get(*mention).is_some_and(|m| self.is_visible(m.span, height))
        };
        let near = (0..page.extraction.mentions.len()).filter(visible).min_by_key(|mention| {
            page.extraction.mentions.get(*mention).map_or(0, |m| m.span.start.abs_diff(self.eye))
        });
        self.selected = near.or(self.selected);
    }

    /// Chooses the mention on the row of the eye, where there is one.
    pub fn choose_at_eye(&mut self) {
        let row = self.set.span(self.set.row_of(self.eye)).unwrap_or_default();
        let Some(page) = self.page() else {
            return;
        };
        let here = page.extraction.mentions.iter().position(|mention| mention.span.overlaps(row));
        self.selected = here.or(self.selected);
    }

    /// The mention at a byte; the shortest where several overlap.
    #[must_use]
    pub fn mention_at(&self, byte: usize) -> Option<usize> {
        let mentions = &self.page()?.extraction.mentions;
        let here = mentions.iter().enumerate().filter(|(_, mention)| mention.span.contains(byte));
        here.min_by_key(|(_, mention)| mention.span.len()).map(|(index, _)| index)
    }

    /// The next or previous mention after the chosen one, or after the eye where that is out of sight.
    #[must_use]
    pub fn next_mention(&self, by: isize, height: usize) -> Option<usize> {
        let mentions = &self.page()?.extraction.mentions;
        if let Some(selected) = self.selected.filter(|_| self.choice_is_visible(height)) {
            let next = selected.saturating_add_signed(by).min(mentions.len().saturating_sub(1));
            return (next < mentions.len()).then_some(next);
        }
        if by > 0 {
            let on = mentions.iter().position(|mention| mention.span.start >= self.eye);
            on.or_else(|| mentions.len().checked_sub(1))
        } else {
            mentions
                .iter()
                .rposition(|mention| mention.span.start < self.eye)
                .or((!mentions.is_empty()).then_some(0))
        }
    }

    /// The paragraph the eye is on.
    #[must_use]
    pub fn paragraph(&self) -> Option<Span> {
        let mut body = self.page()?.article.body();
        body.find(|block| block.span.end > self.eye).map(|block| block.span)
    }

    /// Moves the eye to the next or previous paragraph and shows its beginning.
    pub fn step_paragraph(&mut self, by: isize, height: usize) {
        let Some(page) = self.page() else {
            return;
        };
        let body: Vec<Span> = page.article.body().map(|block| block.span).collect();
        let here = body.iter().position(|span| span.end > self.eye).unwrap_or(body.len());
        let inside = body.get(here).is_some_and(|span| span.start < self.eye);
        let back = by + isize::from(inside && by < 0);
        let next = here.saturating_add_signed(back).min(body.len().saturating_sub(1));
        if let Some(span) = body.get(next) {
            self.eye = span.start;
            self.reveal(*span, height);
            self.keep_choice_visible(height);
        }
    }

    /// What a bookmark would keep now: the selection, the chosen mention in sight, or the paragraph.
    #[must_use]
    pub fn passage(&self, height: usize) -> Option<Span> {
        if let Some(selection) = self.selection {
            return Some(selection.span(self.text())).filter(|span| !span.is_empty());
        }
        let choice = self.selected_span().filter(|_| self.choice_is_visible(height));
        choice.or_else(|| self.paragraph())
    }

    /// Moves the cursor of the selection and shows it; begins a selection where there is none.
    pub fn move_cursor(&mut self, to: usize, height: usize) {
        let body = self.page().map(|page| {
            let start = page.article.body().next().map_or(0, |block| block.span.start);
            Span::new(start, page.article.body().last().map_or(start, |block| block.span.end))
        });
        let Some(body) = body.filter(|body| !body.is_empty()) else {
            return;
        };
        let last = crate::app::panes::selection::letter_back(self.text(), body.end);
        let to = to.clamp(body.start, last);
        match &mut self.selection {
            Some(selection) => selection.cursor = to,
            None => self.selection = Some(Selection { anchor: to, cursor: to }),
        }
        self.eye = to;
        self.reveal(Span::new(to, to + 1), height);
    }
}
