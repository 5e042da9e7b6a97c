//! Puts text into the cells of the screen, the last gate for what comes from outside. Never lets a control
//! character, an override or a wide character's half through.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::style::Style;

use crate::app::panes::typed::Typed;
use crate::app::styled::Line;
use crate::text::sanitise::{Cluster, clusters};
use crate::ui::look::Look;

/// Puts one cluster at a cell. Says how many columns it took; 0 where it does not fit before `right`.
pub fn put_cluster(
    buffer: &mut Buffer,
    x: u16,
    y: u16,
    right: u16,
    cluster: &Cluster<'_>,
    style: Style,
) -> u16 {
    if cluster.width == 0 || x.saturating_add(cluster.width) > right.min(buffer.area.right()) {
        return 0;
    }
    if let Some(cell) = buffer.cell_mut((x, y)) {
        cell.set_symbol(&cluster.shown).set_style(style);
    }
    for after in x + 1..x + cluster.width {
        if let Some(cell) = buffer.cell_mut((after, y)) {
            cell.reset();
            cell.set_style(style);
        }
    }
    cluster.width
}

/// Puts text at a cell, cut before `right`. Says where it ended.
pub fn put(buffer: &mut Buffer, x: u16, y: u16, right: u16, text: &str, style: Style) -> u16 {
    let mut at = x;
    for cluster in clusters(text).filter(|cluster| cluster.width > 0) {
        let wide = put_cluster(buffer, at, y, right, &cluster, style);
        if wide == 0 {
            break;
        }
        at += wide;
    }
    at
}

/// Puts what is typed at a cell, cut before `right` so that the cursor stays in sight. Says where the cursor stands.
pub fn put_typed(buffer: &mut Buffer, x: u16, y: u16, right: u16, typed: &Typed, style: Style) -> Position {
    let room = usize::from(right.saturating_sub(x + 1));
    let (before, mut wide) = (typed.before(), 0);
    let all: Vec<Cluster<'_>> = clusters(before).collect();
    let fits = |cluster: &&Cluster<'_>| {
        wide += usize::from(cluster.width);
        wide <= room
    };
    let start = all.iter().rev().take_while(fits).last().map_or(before.len(), |cluster| cluster.start);
    let x = put(buffer, x, y, right, before.get(start..).unwrap_or_default(), style);
    put(buffer, x, y, right, typed.after(), style);
    Position::new(x.min(right), y)
}

/// Puts a styled line at a cell, cut before `right`, each piece over the style of its ground.
pub fn put_line(
    buffer: &mut Buffer,
    x: u16,
    y: u16,
    right: u16,
    line: &Line,
    look: &Look<'_>,
    ground: Style,
) -> u16 {
    line.parts
        .iter()
        .fold(x, |x, part| put(buffer, x, y, right, &part.text, look.style(part.role).patch(ground)))
}

/// Lays a style over an area, text left as it is.
pub fn tint(buffer: &mut Buffer, area: Rect, style: Style) {
    buffer.set_style(area, style);
}

/// Empties an area.
pub fn clear(buffer: &mut Buffer, area: Rect, style: Style) {
    let area = area.intersection(buffer.area);
    for y in area.top()..area.bottom() {
        for x in area.left()..area.right() {
            if let Some(cell) = buffer.cell_mut((x, y)) {
                cell.reset();
                cell.set_style(style);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn text_stays_inside_and_clean(text in "(\\PC|\\p{C}|東|👍🏽){0,30}", x in 0_u16..12, right in 0_u16..14) {
            let mut buffer = Buffer::empty(Rect::new(0, 0, 12, 1));
            let end = put(&mut buffer, x, 0, right, &text, Style::new());
            prop_assert!(end <= right.min(12).max(x));
            for x in 0..12 {
                let symbol = buffer.cell(Position::new(x, 0)).unwrap().symbol();
                prop_assert!(!symbol.chars().any(char::is_control));
            }
        }
    }
}
