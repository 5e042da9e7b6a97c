//! What is chosen in the article: a mention, a passage, selected text. Never another article.

use super::Reading;
use crate::app::panes::selection::{Selection, letter_back};
use crate::base::span::Span;
use crate::model::mention::Mention;

impl Reading {
    /// The chosen mention.
    #[must_use]
    pub fn selected_mention(&self) -> Option<&Mention> {
        self.selected.and_then(|mention| self.page()?.extraction.mentions.get(mention))
    }

    pub(super) fn selected_span(&self) -> Option<Span> {
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

    /// Chooses nothing.
    pub const fn unchoose(&mut self) {
        self.selected = None;
    }

    /// Whether the chosen mention is visible, in part at least.
    #[must_use]
    pub fn choice_is_visible(&self, height: usize) -> bool {
        self.selected_span().is_some_and(|span| self.is_visible(span, height))
    }

    /// After scrolling: another mention is chosen only where the chosen one is out of sight.
    pub(super) fn keep_choice_visible(&mut self, height: usize) {
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
        let last = letter_back(self.text(), body.end);
        let to = to.clamp(body.start, last);
        match &mut self.selection {
            Some(selection) => selection.cursor = to,
            None => self.selection = Some(Selection { anchor: to, cursor: to }),
        }
        self.eye = to;
        self.reveal(Span::new(to, to + 1), height);
    }
}
