//! Draws a line of text with the words marked that were looked for, moved so far that the first of them is seen.
//! Never looks for them.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

use crate::app::panes::picker::pieces;
use crate::app::role::Role;
use crate::base::span::Span;
use crate::text::sanitise::clusters;
use crate::text::width;
use crate::ui::canvas::put;
use crate::ui::look::Look;

/// What stands where a text was cut when it came here.
const CUT: char = '…';

/// Draws it.
pub fn marked(
    text: &str,
    marks: &[Span],
    role: Role,
    look: &Look<'_>,
    area: Rect,
    ground: Style,
    buffer: &mut Buffer,
) {
    let (columns, ellipsis) = (usize::from(area.width), look.signs.get("ellipsis"));
    let plain = look.style(role).patch(ground);
    let mut parts: Vec<(&str, bool)> = pieces(text, marks).collect();
    let mut x = area.x;
    if let [(lead, false), rest @ ..] = parts.as_mut_slice() {
        let mark = rest.first().map_or(0, |(text, _)| width::of(text));
        let seen = if mark == 0 { *lead } else { ending(lead, columns.saturating_sub(mark + 1)) };
        let bare = seen.strip_prefix(CUT).unwrap_or(seen);
        if bare.len() < lead.len() {
            x = put(buffer, x, area.y, area.right(), ellipsis, plain);
        }
        *lead = bare;
    }
    let mut is_cut = false;
    let last = parts.len().saturating_sub(1);
    for (at, (piece, is_mark)) in parts.into_iter().enumerate() {
        let style = if is_mark { plain.patch(look.style(Role::Found)) } else { plain };
        let bare = piece.strip_suffix(CUT).filter(|_| at == last).unwrap_or(piece);
        is_cut |= width::of(bare) > usize::from(area.right().saturating_sub(x)) || bare.len() < piece.len();
        x = put(buffer, x, area.y, area.right(), bare, style);
    }
    if is_cut && columns > 0 {
        let last = area.right() - 1;
        put(buffer, x.min(last), area.y, area.right(), ellipsis, plain);
    }
}

/// The end of a text that takes at most so many columns, with one left for the sign that it was cut.
fn ending(text: &str, columns: usize) -> &str {
    if width::of(text) <= columns {
        return text;
    }
    let mut left = width::of(text);
    let start = clusters(text).find_map(|cluster| {
        let is_in = left < columns;
        left = left.saturating_sub(usize::from(cluster.width));
        is_in.then_some(cluster.start)
    });
    start.and_then(|start| text.get(start..)).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_end_of_a_text_leaves_room_for_the_sign() {
        assert_eq!(ending("водный фонд", 11), "водный фонд");
        assert_eq!(ending("водный фонд", 5), "фонд");
        assert_eq!(ending("東京大学", 5), "大学");
        assert_eq!(ending("водный", 0), "");
    }
}
