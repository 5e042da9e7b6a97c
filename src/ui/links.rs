//! Where on the screen an address stands, for links of the terminal's own. Never draws.

use ratatui::buffer::Buffer;

use crate::app::model::{Model, View};
use crate::app::panes::typeset::{SetRow, Shows};
use crate::base::span::Span;
use crate::text::address::checked;
use crate::text::links::{host, written};
use crate::text::sanitise::clusters;
use crate::text::width;
use crate::text::wrap::shown;

/// A run of cells of one row that shows an address, or a part of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    /// Row of the screen.
    pub y: u16,
    /// Its first column.
    pub x: u16,
    /// The column after its last.
    pub end: u16,
    /// What is opened: ASCII that prints.
    pub address: String,
    /// Equal for the parts of one address that is broken over lines.
    pub id: usize,
}

/// The links of the reading pane in a frame that was drawn; none where something lies over them.
#[must_use]
pub fn links(model: &Model, frame: &Buffer) -> Vec<Link> {
    let (Some(area), Some(page)) = (model.layout.text, model.reading.page()) else {
        return Vec::new();
    };
    if model.views.iter().any(View::is_page) || model.size.is_too_small() {
        return Vec::new();
    }
    let drawn = frame;
    let frame = model.frame().text;
    let original = page.article.url.as_deref().and_then(checked);
    let top = model.reading.top(model.text_height());
    let mut found = Vec::new();
    for (y, row) in (area.y..area.bottom()).zip(model.reading.set().rows().iter().skip(top)) {
        match &row.shows {
            Shows::About(text) => {
                let link = original.as_deref().and_then(|address| about(text, address, frame.x, y));
                let is_seen = |link: &Link| shows(drawn, link.x, y, host(original.as_deref().unwrap_or("")));
                found.extend(link.filter(|link| link.end <= frame.right() && is_seen(link)));
            }
            Shows::Text { .. } => {
                let here =
                    model.reading.links().iter().enumerate().filter(|(_, (span, _))| span.overlaps(row.span));
                for (id, (span, address)) in here {
                    let (x, end, text) = columns(model.reading.text(), row, *span, frame.x);
                    let address = written(address).filter(|_| x < end && end <= frame.right());
                    if let Some(address) = address.filter(|_| shows(drawn, x, y, &text)) {
                        found.push(Link { y, x, end, address, id: id + 1 });
                    }
                }
            }
            Shows::Blank | Shows::Title(_) => {}
        }
    }
    found
}

/// Whether a row shows this text from a column on, so that nothing was drawn over it.
fn shows(frame: &Buffer, x: u16, y: u16, text: &str) -> bool {
    let mut at = x;
    clusters(text).filter(|cluster| cluster.width > 0).all(|cluster| {
        let is_there = frame.cell((at, y)).is_some_and(|cell| cell.symbol() == cluster.shown);
        at = at.saturating_add(cluster.width);
        is_there
    })
}

/// The host of the original, where the lines about the article show it.
fn about(text: &str, address: &str, left: u16, y: u16) -> Option<Link> {
    let host = host(address);
    let at = text.find(host)?;
    let before = u16::try_from(width::of(text.get(..at)?)).ok()?;
    let x = left.saturating_add(before);
    let end = x.saturating_add(u16::try_from(width::of(host)).ok()?);
    Some(Link { y, x, end, address: written(address)?, id: 0 })
}

/// The columns that the part of a span in a row takes, and what they show.
fn columns(text: &str, row: &SetRow, span: Span, left: u16) -> (u16, u16, String) {
    let mut x = left.saturating_add(row.indent);
    let (mut start, mut end) = (None, x);
    let mut told = String::new();
    for cluster in shown(text, row.span) {
        let is_inside = span.contains(cluster.start);
        if is_inside && start.is_none() {
            start = Some(x);
        }
        x = x.saturating_add(cluster.width);
        if is_inside {
            end = x;
            told.push_str(&cluster.shown);
        }
    }
    (start.unwrap_or(end), end, told)
}
