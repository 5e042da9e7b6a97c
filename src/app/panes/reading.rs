//! The reading pane: which article, where in it, what is chosen. Never draws, never asks the library.

use crate::app::panes::finds::Finds;
use crate::app::panes::initiatives::{Initiative, initiatives};
use crate::app::panes::selection::Selection;
use crate::app::panes::typeset::Typeset;
use crate::base::id::MentionId;
use crate::base::span::Span;
use crate::model::article::Article;
use crate::model::view::{ArticlePage, Row};
use crate::search::query::Query;
use crate::search::snippet::places;
use crate::search::spell::Speller;
use crate::text::links::addresses;

mod choosing;
mod scrolling;

/// The reading pane.
#[derive(Clone, Debug, Default)]
pub struct Reading {
    page: Option<Box<ArticlePage>>,
    initiatives: Vec<Initiative>,
    set: Typeset,
    set_for: Option<(u64, usize)>,
    links: Vec<(Span, String)>,
    words: usize,
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

/// Words that are read in a minute.
const PACE: usize = 180;

/// Words of an article's body.
#[must_use]
pub fn words(article: &Article) -> usize {
    article.body().map(|block| block.span.of(&article.text).split_whitespace().count()).sum()
}

/// Minutes that so many words take, at least one.
#[must_use]
pub fn minutes(words: usize) -> usize {
    words.div_ceil(PACE).max(1)
}

impl Reading {
    /// Minutes that what stands below the last visible row takes; 0 at the end.
    #[must_use]
    pub fn minutes_left(&self, height: usize) -> usize {
        let rows = self.set.rows().len();
        let below = rows.saturating_sub(self.top(height) + height);
        if below == 0 { 0 } else { minutes(self.words.saturating_mul(below) / rows.max(1)) }
    }

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

    /// The addresses that stand in the text, each with what is opened.
    #[must_use]
    pub fn links(&self) -> &[(Span, String)] {
        &self.links
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
        self.links = page.as_deref().map(|page| addresses(&page.article.text)).unwrap_or_default();
        self.words = page.as_deref().map_or(0, |page| words(&page.article));
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
        let finds = Finds { places, here, ..Finds::default() };
        let place = finds.place();
        self.finds = Some(finds);
        if let Some(place) = place {
            self.look_at_span(place, height);
        }
    }

    /// The paragraph the eye is on.
    #[must_use]
    pub fn paragraph(&self) -> Option<Span> {
        let mut body = self.page()?.article.body();
        body.find(|block| block.span.end > self.eye).map(|block| block.span)
    }
}
