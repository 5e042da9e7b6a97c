//! A line of typed words and what fits them: commands, titles, articles of the library. Never looks itself.

use std::collections::BTreeMap;

use crate::app::command::Command;
use crate::app::event::Found;
use crate::app::keymap::Scope;
use crate::app::panes::cursor::Cursor;
use crate::app::panes::typed::Typed;
use crate::base::span::Span;
use crate::model::view::Row;
use crate::search::fuzzy::Hit;
use crate::search::parse::{Typing, parse};
use crate::search::query::Query;

/// The list.
#[derive(Clone, Debug)]
pub struct Picker {
    /// What is looked for.
    pub kind: Kind,
    /// The places one was in, the narrowest first.
    pub scopes: Vec<Scope>,
    typed: Typed,
    items: Vec<Item>,
    details: BTreeMap<Row, Found>,
    cursor: Cursor,
    is_loaded: bool,
    columns: u16,
}

/// What is looked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A command, by its name.
    Commands,
    /// An article, by its title.
    Titles,
    /// Articles of the library, by a query.
    Library,
}

/// What fits.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Item {
    /// A command with the name it fits by.
    Command(Hit<Command>),
    /// An article with its title.
    Title(Hit<Row>),
    /// An article.
    Article(Row),
}

impl Kind {
    /// Its name in the interface texts.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Commands => "picker.commands",
            Self::Titles => "picker.titles",
            Self::Library => "picker.library",
        }
    }

    /// Rows that each item takes in so many columns: where it is narrow, what is told of an article has a row of its
    /// own.
    #[must_use]
    const fn rows(self, columns: u16) -> usize {
        match self {
            Self::Commands | Self::Titles => 1,
            Self::Library if columns < NARROW => 4,
            Self::Library => 3,
        }
    }
}

/// Below this width there is no room for title, date and outlet in one row.
const NARROW: u16 = 72;

/// Details kept in memory.
const KEPT: usize = 300;

impl Picker {
    /// A list in which nothing is typed yet, opened in these places.
    #[must_use]
    pub fn new(kind: Kind, scopes: &[Scope]) -> Self {
        Self {
            kind,
            scopes: scopes.to_vec(),
            typed: Typed::EMPTY,
            items: Vec::new(),
            details: BTreeMap::new(),
            cursor: Cursor::default(),
            is_loaded: false,
            columns: u16::MAX,
        }
    }

    /// What is typed.
    #[must_use]
    pub const fn typed(&self) -> &Typed {
        &self.typed
    }

    /// What is typed, to be changed.
    pub const fn typed_mut(&mut self) -> &mut Typed {
        &mut self.typed
    }

    /// What is typed as a query.
    #[must_use]
    pub fn query(&self) -> Query {
        parse(self.typed.text(), Typing::Open)
    }

    /// Takes what fits, the best first.
    pub fn put(&mut self, items: Vec<Item>) {
        self.items = items;
        self.cursor = Cursor::default();
        self.details.clear();
        self.is_loaded = true;
    }

    /// Takes what is known of some articles.
    pub fn put_details(&mut self, found: Vec<Found>) {
        if self.details.len() > KEPT {
            self.details.clear();
        }
        self.details.extend(found.into_iter().map(|found| (found.summary.row, found)));
    }

    /// What fits.
    #[must_use]
    pub fn items(&self) -> &[Item] {
        &self.items
    }

    /// Whether an answer has come.
    #[must_use]
    pub const fn is_loaded(&self) -> bool {
        self.is_loaded
    }

    /// What is known of an article.
    #[must_use]
    pub fn details(&self, row: Row) -> Option<&Found> {
        self.details.get(&row)
    }

    /// The item one is on.
    #[must_use]
    pub fn here(&self) -> Option<&Item> {
        self.items.get(self.cursor.selected())
    }

    /// Its place.
    #[must_use]
    pub const fn selected(&self) -> usize {
        self.cursor.selected()
    }

    /// The first item shown.
    #[must_use]
    pub const fn top(&self) -> usize {
        self.cursor.top()
    }

    /// Goes so many items on or back in a list of so many rows.
    pub fn step(&mut self, by: isize, height: usize) {
        self.cursor.step(by, self.items.len(), self.shown(height));
    }

    /// Goes to an item and shows it.
    pub fn select(&mut self, index: usize, height: usize) {
        self.cursor.select(index, self.items.len(), self.shown(height));
    }

    /// Fits the items to so many columns.
    pub const fn fit(&mut self, columns: u16) {
        self.columns = columns;
    }

    /// Rows that each item takes.
    #[must_use]
    pub const fn rows(&self) -> usize {
        self.kind.rows(self.columns)
    }

    /// Items that so many rows show.
    #[must_use]
    pub fn shown(&self, height: usize) -> usize {
        (height / self.rows()).max(1)
    }

    /// Articles in sight of which nothing is known.
    #[must_use]
    pub fn missing(&self, height: usize) -> Vec<Row> {
        let visible = self.items.iter().skip(self.cursor.top()).take(self.shown(height) + 1);
        let row = |item: &Item| match item {
            Item::Article(row) => Some(*row),
            Item::Command(_) | Item::Title(_) => None,
        };
        visible.filter_map(row).filter(|row| !self.details.contains_key(row)).collect()
    }
}

/// A text cut into pieces that are marked and pieces that are not.
pub fn pieces<'a>(text: &'a str, marks: &'a [Span]) -> impl Iterator<Item = (&'a str, bool)> {
    let mut at = 0;
    let mut parts: Vec<(&str, bool)> = Vec::new();
    for mark in marks {
        if mark.start >= at && mark.fits(text) {
            parts.push((Span::new(at, mark.start).of(text), false));
            parts.push((mark.of(text), true));
            at = mark.end;
        }
    }
    parts.push((text.get(at..).unwrap_or_default(), false));
    parts.into_iter().filter(|(part, _)| !part.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_cut_a_text_without_losing_any() {
        let text = "водный фонд";
        let marks = [Span::new(0, 4), Span::new(3, 5), Span::new(13, 15), Span::new(90, 99)];
        let cut: Vec<(&str, bool)> = pieces(text, &marks).collect();
        assert_eq!(cut.iter().map(|(part, _)| *part).collect::<String>(), text);
        assert_eq!(cut.iter().filter(|(_, marked)| *marked).count(), 2);
    }
}
