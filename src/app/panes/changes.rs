//! What the publisher has changed in an article, word by word, and which initiatives that touches. Never draws.

use crate::app::event::Revised;
use crate::app::panes::cards::{Card, Cards};
use crate::app::panes::initiatives::Initiative;
use crate::app::panes::side::Making;
use crate::app::role::Role;
use crate::app::styled::{Line, flowed, folded};
use crate::base::span::Span;
use crate::model::view::ArticlePage;
use crate::text::diff::{Fate, Piece};
use crate::text::tokens;
use crate::text::wrap::{Measure, wrap};

/// The view.
#[derive(Clone, Debug)]
pub struct Changes {
    revised: Box<Revised>,
    /// What is on it.
    pub cards: Cards<Item>,
    made_for: Option<(u64, usize)>,
}

/// What one can be on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Item {
    /// An initiative of the article, by the index of its first mention there that is touched.
    Initiative(usize),
    /// A paragraph that was changed, by a byte of the text after.
    Place(usize),
}

/// What the lines are made with beside words and signs.
#[derive(Clone, Copy, Debug)]
pub struct Ground<'a> {
    /// The article, whose text is the one after where the change is the latest.
    pub page: Option<&'a ArticlePage>,
    /// Its initiatives.
    pub initiatives: &'a [Initiative],
    /// Differs whenever the page does.
    pub version: u64,
    /// The days of the text before and of the text after, in words.
    pub days: (&'a str, &'a str),
}

/// Columns before a paragraph, for its sign.
const GUTTER: usize = 2;

impl Changes {
    /// The view of a change.
    #[must_use]
    pub fn new(revised: Box<Revised>) -> Self {
        Self { revised, cards: Cards::default(), made_for: None }
    }

    /// The change.
    #[must_use]
    pub fn revised(&self) -> &Revised {
        &self.revised
    }

    /// Makes the lines, where article or width have changed.
    pub fn make(&mut self, ground: Ground<'_>, making: Making<'_>) {
        let wanted = Some((ground.version, making.columns));
        if self.made_for == wanted {
            return;
        }
        self.made_for = wanted;
        let mut sheet = Sheet { cards: Vec::new(), y: 0, making };
        sheet.head(&self.revised, ground.days);
        if self.revised.nth == 0 {
            sheet.touched(&self.revised, ground);
        }
        sheet.text(&self.revised);
        self.cards.put(sheet.cards);
    }
}

/// The initiatives that a change touches, each with its first mention that does: something in a sentence of the
/// mention was added or taken away.
#[must_use]
pub fn touched(pieces: &[Piece], page: &ArticlePage, initiatives: &[Initiative]) -> Vec<(usize, usize)> {
    let changed: Vec<Span> =
        pieces.iter().filter(|piece| piece.fate != Fate::Same).map(|piece| piece.after).collect();
    let mentions = &page.extraction.mentions;
    let touches = |mention: &usize| {
        let Some(own) = mentions.get(*mention).map(|mention| mention.span) else {
            return false;
        };
        let sentences = page.extraction.sentences.iter().filter(|one| one.overlaps(own));
        let around = sentences.fold(own, |around, sentence| around.cover(*sentence));
        changed.iter().any(|span| span.overlaps(around) || (span.is_empty() && around.contains(span.start)))
    };
    let first = |initiative: &Initiative| initiative.mentions.iter().copied().find(touches);
    initiatives.iter().enumerate().filter_map(|(at, initiative)| Some((at, first(initiative)?))).collect()
}

/// Columns of the number and the stage of an initiative.
const NUMBERED: usize = 5;

struct Sheet<'a> {
    cards: Vec<Card<Item>>,
    y: usize,
    making: Making<'a>,
}

impl Sheet<'_> {
    fn place(&mut self, item: Option<Item>, lines: Vec<Line>) {
        let height = lines.len();
        let (x, width) = match item {
            Some(Item::Place(_)) => (GUTTER, self.making.columns + GUTTER),
            Some(Item::Initiative(_)) | None => (2 * GUTTER, self.making.columns),
        };
        self.cards.push(Card { item, x, y: self.y, width, lines });
        self.y += height;
    }

    fn title(&mut self, key: &str) {
        self.y += 1;
        let line = Line::default().with(Role::Heading, self.making.texts.get(key));
        self.place(None, vec![line]);
    }

    fn head(&mut self, revised: &Revised, (before, after): (&str, &str)) {
        let Making { texts, signs, columns, .. } = self.making;
        let mut lines = vec![Line::default().with(Role::Headline, texts.get("changes.title"))];
        let words = |fate: Fate, text: &str| {
            let own = revised.pieces.iter().filter(|piece| piece.fate == fate);
            own.map(|piece| {
                let span = if fate == Fate::Added { piece.after } else { piece.before };
                tokens::words(span.of(text)).count()
            })
            .sum::<usize>()
        };
        let between = texts.with("changes.between", &[("before", before), ("after", after)]);
        let rows = folded(&between, columns, 4, signs.get("ellipsis"));
        lines.extend(rows.iter().map(|row| Line::default().with(Role::Dim, row)));
        let mut facts = Vec::new();
        let (added, removed) = (words(Fate::Added, &revised.after), words(Fate::Removed, &revised.before));
        if added > 0 {
            facts.push((Role::Added, format!("{}{}", signs.get("added"), texts.count("added", added))));
        }
        if removed > 0 {
            facts.push((Role::Dim, format!("{}{}", signs.get("removed"), texts.count("removed", removed))));
        }
        if revised.all > 1 {
            let (n, all) = ((revised.all - revised.nth).to_string(), revised.all.to_string());
            facts.push((Role::Dim, texts.with("changes.nth", &[("n", &n), ("all", &all)])));
        }
        let separator = format!(" {} ", signs.get("separator"));
        lines.extend(flowed(&facts, &separator, columns, signs.get("ellipsis")));
        self.place(None, lines);
    }

    fn touched(&mut self, revised: &Revised, ground: Ground<'_>) {
        let Making { texts, signs, columns, .. } = self.making;
        let Some(page) = ground.page.filter(|page| page.row == revised.row) else {
            return;
        };
        let touched = touched(&revised.pieces, page, ground.initiatives);
        if touched.is_empty() {
            self.y += 1;
            self.place(None, vec![Line::default().with(Role::Dim, texts.get("changes.touches_none"))]);
            return;
        }
        self.title("changes.touches");
        for (at, mention) in touched {
            let (Some(initiative), Some(first)) =
                (ground.initiatives.get(at), page.extraction.mentions.get(mention))
            else {
                continue;
            };
            let lead = format!("{:>2} ", initiative.number);
            let rows =
                folded(initiative.label(page), columns.saturating_sub(NUMBERED), 3, signs.get("ellipsis"));
            let mut lead = Some(
                Line::default()
                    .with(Role::Dim, &lead)
                    .with(first.stage.into(), signs.stage(first.stage))
                    .with(Role::Text, " "),
            );
            let inset = Line::default().with(Role::Text, &format!("{:NUMBERED$}", ""));
            let lines = rows.iter().map(|row| lead.take().unwrap_or(inset.clone()).with(Role::Text, row));
            self.place(Some(Item::Initiative(mention)), lines.collect());
        }
    }

    /// Paragraphs that were changed; how many stand between them as before.
    fn text(&mut self, revised: &Revised) {
        self.title("changes.text");
        let mut unchanged = 0;
        for paragraph in paragraphs(revised) {
            if paragraph.fate() == Some(Fate::Same) {
                unchanged += 1;
                continue;
            }
            self.unchanged(std::mem::take(&mut unchanged));
            self.y += 1;
            let lines = self.paragraph(&paragraph);
            self.place(Some(Item::Place(paragraph.at)), lines);
        }
        self.unchanged(unchanged);
    }

    fn unchanged(&mut self, count: usize) {
        if count > 0 {
            let Making { texts, signs, .. } = self.making;
            self.y += 1;
            let text = format!("{} {}", signs.get("ellipsis"), texts.count("unchanged", count));
            self.place(None, vec![Line::default().with(Role::Faint, &text)]);
        }
    }

    fn paragraph(&self, paragraph: &Paragraph<'_>) -> Vec<Line> {
        let Making { signs, columns, .. } = self.making;
        let (sign, role) = match paragraph.fate() {
            // A sign is not struck through.
            Some(Fate::Added) => ("added", Role::Good),
            Some(Fate::Removed) => ("removed", Role::Bad),
            Some(Fate::Same) | None => ("changed", Role::Mark),
        };
        let (shown, inks) = paragraph.marked(signs.get("added"), signs.get("removed"));
        let measure = Measure { columns, hyphenation: None };
        let rows = wrap(&shown, Span::new(0, shown.len()), measure);
        let mut lines: Vec<Line> = Vec::new();
        for row in rows {
            let lead = if lines.is_empty() { signs.get(sign) } else { " " };
            let mut line = Line::default().with(role, lead).with(Role::Text, " ");
            for (ink, own) in &inks {
                let (start, end) = (row.span.start.max(ink.start), row.span.end.min(ink.end));
                if start < end {
                    line = line.with(*own, Span::new(start, end).of(&shown));
                }
            }
            lines.push(line);
        }
        lines
    }
}

/// A paragraph of both texts, in pieces.
struct Paragraph<'a> {
    pieces: Vec<(Fate, &'a str)>,
    /// Where it stands in the text after.
    at: usize,
}

/// The paragraphs of a change, empty ones left out.
fn paragraphs(revised: &Revised) -> Vec<Paragraph<'_>> {
    let mut all = vec![Paragraph { pieces: Vec::new(), at: 0 }];
    for piece in &revised.pieces {
        let text = match piece.fate {
            Fate::Removed => piece.before.of(&revised.before),
            Fate::Same | Fate::Added => piece.after.of(&revised.after),
        };
        let mut at = piece.after.start;
        for (nth, part) in text.split('\n').enumerate() {
            if nth > 0 {
                all.push(Paragraph { pieces: Vec::new(), at });
            }
            if let Some(last) = all.last_mut().filter(|_| !part.trim().is_empty() || nth == 0) {
                last.pieces.push((piece.fate, part));
            }
            if piece.fate != Fate::Removed {
                at += part.len() + 1;
            }
        }
    }
    let is_there =
        |paragraph: &Paragraph<'_>| paragraph.pieces.iter().any(|(_, text)| !text.trim().is_empty());
    all.into_iter().filter(is_there).collect()
}

impl Paragraph<'_> {
    /// What became of the whole of it; `None` where parts of it have had different fates.
    fn fate(&self) -> Option<Fate> {
        let mut fates = self.pieces.iter().filter(|(_, text)| !text.trim().is_empty()).map(|(fate, _)| *fate);
        let first = fates.next()?;
        fates.all(|fate| fate == first).then_some(first)
    }

    /// Its text with what was taken away and added in brackets with a sign, blanks as one; and what each part means.
    fn marked(&self, plus: &str, minus: &str) -> (String, Vec<(Span, Role)>) {
        let whole = self.fate();
        let mut shown = String::new();
        let mut inks = Vec::new();
        for (fate, text) in &self.pieces {
            let role = match fate {
                Fate::Same => Role::Body,
                Fate::Added => Role::Added,
                Fate::Removed => Role::Removed,
            };
            let words = text.split_whitespace().collect::<Vec<_>>().join(" ");
            let start = shown.len();
            let blank = |found: bool, shown: &str| found && !shown.is_empty() && !shown.ends_with(' ');
            let beside = whole.is_none() && *fate == Fate::Added && shown.ends_with(']');
            if blank(beside || text.starts_with(char::is_whitespace), &shown) {
                shown.push(' ');
            }
            match (whole, fate) {
                _ if words.is_empty() => {}
                (None, Fate::Added) => shown.extend(["[", plus, &words, "]"]),
                (None, Fate::Removed) => shown.extend(["[", minus, &words, "]"]),
                _ => shown.push_str(&words),
            }
            if blank(text.ends_with(char::is_whitespace), &shown) {
                shown.push(' ');
            }
            inks.push((Span::new(start, shown.len()), role));
        }
        (shown, inks)
    }
}

#[cfg(test)]
mod tests {
    use chrono::DateTime;

    use super::*;
    use crate::model::view::Row;
    use crate::text::diff::words;

    fn revised(before: &str, after: &str) -> Revised {
        Revised {
            row: Row(1),
            nth: 0,
            all: 1,
            came: (DateTime::UNIX_EPOCH, DateTime::UNIX_EPOCH),
            before: before.into(),
            after: after.into(),
            pieces: words(before, after),
        }
    }

    #[test]
    fn a_paragraph_tells_by_signs_what_became_of_it() {
        let revised =
            revised("Head\n\nIt costs 400 dollars.\n\nGone.", "Head\n\nIt costs 650 dollars.\n\nNew one.");
        let shown: Vec<(Option<Fate>, String)> =
            paragraphs(&revised).iter().map(|one| (one.fate(), one.marked("+", "-").0)).collect();
        assert_eq!(shown[0], (Some(Fate::Same), "Head".into()));
        assert_eq!(shown[1], (None, "It costs [-400] [+650] dollars.".into()));
        assert!(shown.len() >= 3, "{shown:?}");
    }

    #[test]
    fn every_part_has_its_meaning() {
        let revised = revised("a b c", "a x c");
        let paragraphs = paragraphs(&revised);
        let (shown, inks) = paragraphs[0].marked("+", "-");
        let parts: Vec<(&str, Role)> = inks.iter().map(|(span, role)| (span.of(&shown), *role)).collect();
        assert_eq!(
            parts,
            [("a ", Role::Body), ("[-b]", Role::Removed), (" [+x]", Role::Added), (" c", Role::Body)]
        );
    }
}
