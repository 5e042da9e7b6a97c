//! Draws the reading pane: gutter, text with its marks, position bar. Never scrolls it.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

use crate::app::layout::frame;
use crate::app::model::Model;
use crate::app::panes::reading::Reading;
use crate::app::panes::typeset::{SetRow, Shows};
use crate::app::role::Role;
use crate::app::styled::folded;
use crate::base::span::Span;
use crate::model::article::BlockKind;
use crate::model::bookmark::{Bookmark, Place};
use crate::model::view::ArticlePage;
use crate::text::wrap::shown;
use crate::ui::canvas::{put, put_cluster};
use crate::ui::look::Look;

/// Draws the reading pane.
pub fn draw(model: &Model, look: &Look<'_>, area: Rect, buffer: &mut Buffer) {
    let parts = frame(area, model.measure, model.alone);
    let Some(page) = model.reading.page() else {
        empty(model, look, parts.text, buffer);
        return;
    };
    let height = usize::from(area.height);
    let top = model.reading.top(height);
    let rows = model.reading.set().rows();
    let rows = rows.get(top..rows.len().min(top + height)).unwrap_or_default();
    let Some((first, last)) = rows.first().zip(rows.last()) else {
        return;
    };
    let inks = inks(model, page, Span::new(first.span.start, last.span.end));
    let marks = Marks::new(model, height);
    for (y, set) in (area.y..area.bottom()).zip(rows) {
        let line = Rect { y, height: 1, ..parts.text };
        draw_text(&model.reading, look, set, &inks, line, buffer);
        draw_gutter(model, look, page, &marks, set, Rect { y, height: 1, ..parts.gutter }, buffer);
    }
    draw_bar(model, look, parts.bar, buffer);
}

fn empty(model: &Model, look: &Look<'_>, area: Rect, buffer: &mut Buffer) {
    if !model.timeline.is_loaded() || model.awaited.page.is_some() {
        return;
    }
    let coming = model.timeline.count() == 0 && model.status.progress.is_some();
    let keys = if coming { ["text.coming", "text.coming_hint"] } else { ["text.empty", "text.empty_hint"] };
    for (key, y) in keys.iter().zip(area.y..area.bottom()) {
        for line in folded(look.texts.get(key), usize::from(area.width), 1, look.signs.get("ellipsis")) {
            put(buffer, area.x, y, area.right(), &line, look.style(Role::Dim));
        }
    }
}

/// Spans in a part of the text with what they mean, the weaker first: a later one lies over an earlier one.
fn inks(model: &Model, page: &ArticlePage, part: Span) -> Vec<(Span, Role)> {
    let found = &page.extraction;
    let mut inks: Vec<(Span, Role)> = Vec::new();
    inks.extend(found.quotations.iter().map(|quotation| (quotation.span, Role::Quotation)));
    inks.extend(found.dates.iter().map(|date| (date.span, Role::Date)));
    inks.extend(found.figures.iter().map(|figure| (figure.span, Role::Figure)));
    inks.extend(page.bookmarks.iter().filter_map(|bookmark| Some((bookmark.place.span()?, Role::Kept))));
    inks.extend(shared(page, part).into_iter().map(|span| (span, Role::KeptTwice)));
    inks.extend(found.mentions.iter().map(|mention| (mention.span, Role::Mention)));
    if let Some(mention) = model.reading.selected_mention() {
        inks.push((mention.span, Role::Current));
    }
    if let Some(finds) = &model.reading.finds {
        inks.extend(finds.places.iter().map(|place| (*place, Role::Found)));
        inks.extend(finds.place().map(|place| (place, Role::FoundHere)));
    }
    if let Some(selection) = model.reading.selection {
        inks.push((selection.span(model.reading.text()), Role::Selection));
    }
    inks.retain(|(span, _)| span.overlaps(part));
    inks
}

/// Where two bookmarks or more lie over each other in a part of the text.
fn shared(page: &ArticlePage, part: Span) -> Vec<Span> {
    let spans = page.bookmarks.iter().filter_map(|bookmark| bookmark.place.span());
    let spans: Vec<Span> = spans.filter(|span| span.overlaps(part)).collect();
    let mut shared = Vec::new();
    for (at, one) in spans.iter().enumerate() {
        let others = spans.iter().skip(at + 1).filter(|other| other.overlaps(*one));
        shared.extend(others.map(|other| Span::new(one.start.max(other.start), one.end.min(other.end))));
    }
    shared
}

fn draw_text(
    reading: &Reading,
    look: &Look<'_>,
    row: &SetRow,
    inks: &[(Span, Role)],
    area: Rect,
    buffer: &mut Buffer,
) {
    let (y, right) = (area.y, area.right());
    let (kind, is_first, hyphen) = match &row.shows {
        Shows::Blank => return,
        Shows::Title(text) => {
            put(buffer, area.x, y, right, text, look.style(Role::Headline));
            return;
        }
        Shows::About(text) => {
            put(buffer, area.x, y, right, text, look.style(Role::Dim));
            return;
        }
        Shows::Text { kind, is_first, hyphen } => (*kind, *is_first, *hyphen),
    };
    let base = look.style(match kind {
        BlockKind::Headline => Role::Headline,
        BlockKind::Heading => Role::Heading,
        BlockKind::Lead => Role::Lead,
        BlockKind::Header | BlockKind::Furniture | BlockKind::DateLine => Role::Dim,
        BlockKind::Paragraph | BlockKind::ListItem => Role::Body,
    });
    if kind == BlockKind::ListItem && is_first && row.indent > 0 {
        put(buffer, area.x, y, right, look.signs.get("separator"), look.style(Role::Dim));
    }
    let here: Vec<&(Span, Role)> = inks.iter().filter(|(span, _)| span.overlaps(row.span)).collect();
    let mut x = area.x + row.indent;
    let mut style = base;
    for cluster in shown(reading.text(), row.span) {
        let own = here.iter().filter(|(span, _)| span.contains(cluster.start));
        style = own.fold(base, |style: Style, (_, role)| style.patch(look.style(*role)));
        x += put_cluster(buffer, x, y, right, &cluster, style);
    }
    if hyphen {
        put(buffer, x, y, right, "-", style);
    }
}

/// What the gutter tells beside the mentions.
struct Marks {
    /// The paragraph one is on, where no mention is chosen.
    paragraph: Option<Span>,
}

impl Marks {
    fn new(model: &Model, height: usize) -> Self {
        let chosen = model.reading.choice_is_visible(height) || model.reading.selection.is_some();
        let paragraph = if chosen { None } else { model.reading.paragraph() };
        Self { paragraph }
    }
}

fn draw_gutter(
    model: &Model,
    look: &Look<'_>,
    page: &ArticlePage,
    marks: &Marks,
    row: &SetRow,
    area: Rect,
    buffer: &mut Buffer,
) {
    if !matches!(row.shows, Shows::Text { .. }) || area.width < 2 {
        return;
    }
    let (x, y, right) = (area.x, area.y, area.right());
    let begins = page.bookmarks.iter().find(|b| b.place.span().is_some_and(|s| row.span.contains(s.start)));
    let over = page.bookmarks.iter().filter(|b| b.place.span().is_some_and(|s| s.overlaps(row.span))).count();
    let is_moved = |bookmark: &Bookmark| matches!(bookmark.place, Place::Moved { .. });
    let goes_on = page.bookmarks.iter().any(|b| b.place.span().is_some_and(|s| s.overlaps(row.span)));
    if let Some(bookmark) = begins {
        let sign = match bookmark {
            _ if over > 1 => over.min(9).to_string(),
            bookmark if is_moved(bookmark) => look.signs.get("moved").to_owned(),
            bookmark => look.signs.mark(bookmark.mark).to_owned(),
        };
        put(buffer, x, y, right, &sign, look.style(bookmark.mark.into()));
    } else if goes_on {
        put(buffer, x, y, right, look.signs.get("bar"), look.style(Role::Mark));
    } else if marks.paragraph.is_some_and(|paragraph| paragraph.overlaps(row.span)) {
        put(buffer, x, y, right, look.signs.get("bar"), look.style(Role::Faint));
    }
    let selected = model.reading.selected();
    let starts = |index: &usize| {
        page.extraction.mentions.get(*index).is_some_and(|mention| row.span.contains(mention.span.start))
    };
    let mut here = (0..page.extraction.mentions.len()).filter(starts);
    let first = here.next();
    let chosen = first.into_iter().chain(here).find(|index| Some(*index) == selected);
    let Some(index) = chosen.or(first) else {
        return;
    };
    let Some(mention) = page.extraction.mentions.get(index) else {
        return;
    };
    let number = model.reading.initiative_of(index).map_or(0, |initiative| initiative + 1);
    let role = if Some(index) == selected { Role::Focus } else { Role::Dim };
    if area.width >= 5 {
        put(buffer, x + 1, y, right, &format!("{number:>2}"), look.style(role));
        put(buffer, x + 3, y, right, look.signs.stage(mention.stage), look.style(mention.stage.into()));
    } else {
        put(buffer, x + 1, y, right, look.signs.stage(mention.stage), look.style(mention.stage.into()));
    }
}

/// A track with a thumb as long as the part of the article that is visible.
fn draw_bar(model: &Model, look: &Look<'_>, area: Rect, buffer: &mut Buffer) {
    let height = usize::from(area.height);
    let rows = model.reading.set().rows().len();
    if rows <= height || height < 3 || area.width == 0 {
        return;
    }
    let top = model.reading.top(height);
    let length = (height * height / rows).max(1);
    let start = top * (height - length) / (rows - height).max(1);
    for (y, at) in (area.y..area.bottom()).zip(0..) {
        if (start..start + length).contains(&at) {
            put(buffer, area.x, y, area.right(), look.signs.get("thumb"), look.style(Role::Faint));
        }
    }
}
