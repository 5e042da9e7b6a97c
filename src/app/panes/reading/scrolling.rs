//! What of the article is shown, and where in it the eye is. Never chooses a mention but where scrolling does.

use super::{Anchor, Reading};
use crate::base::span::Span;

/// Rows kept between the eye and the ends of the pane.
const MARGIN: usize = 1;

impl Reading {
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
    pub(super) fn set_top(&mut self, top: usize, height: usize) {
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

    pub(super) fn is_visible(&self, span: Span, height: usize) -> bool {
        let rows = self.set.rows_of(span);
        let top = self.top(height);
        rows.start < top + height && rows.end > top
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
}
