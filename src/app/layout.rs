//! Where everything stands: a pure function of the size and of what is asked for. Never draws.

use ratatui::layout::{Position, Rect};

/// A pane of the reader.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Pane {
    /// Articles in order of time.
    #[default]
    Timeline,
    /// The article.
    Text,
    /// Its initiatives.
    Side,
}

impl Pane {
    /// All panes from left to right.
    pub const ALL: [Self; 3] = [Self::Timeline, Self::Text, Self::Side];

    /// Its key in the interface texts.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Timeline => "pane.timeline",
            Self::Text => "pane.text",
            Self::Side => "pane.side",
        }
    }
}

/// Size of the screen.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Size {
    /// Columns.
    pub columns: u16,
    /// Rows.
    pub rows: u16,
}

impl Size {
    /// The fewest columns in which anything is shown.
    pub const LEAST_COLUMNS: u16 = 24;
    /// The fewest rows in which anything is shown.
    pub const LEAST_ROWS: u16 = 6;

    /// Whether nothing useful can be shown.
    #[must_use]
    pub const fn is_too_small(self) -> bool {
        self.columns < Self::LEAST_COLUMNS || self.rows < Self::LEAST_ROWS
    }

    /// The whole screen.
    #[must_use]
    pub const fn area(self) -> Rect {
        Rect::new(0, 0, self.columns, self.rows)
    }
}

/// What the layout depends on beside the size.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Wish {
    /// The pane one is in.
    pub focus: Pane,
    /// The pane that stands beside the text where there is room for two.
    pub beside: Pane,
    /// Whether the text stands alone.
    pub alone: bool,
    /// How wide the panes at the sides are, where that was chosen.
    pub widths: Widths,
}

/// How wide the panes at the sides are, in columns, where the reader has chosen it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Widths {
    /// The timeline.
    pub timeline: Option<u16>,
    /// The pane of initiatives.
    pub side: Option<u16>,
}

impl Widths {
    /// As it is kept between runs.
    #[must_use]
    pub fn written(self) -> String {
        let one = |width: Option<u16>| width.map(|width| width.to_string()).unwrap_or_default();
        format!("{},{}", one(self.timeline), one(self.side))
    }

    /// What was kept; what cannot be read was not chosen.
    #[must_use]
    pub fn read(text: &str) -> Self {
        let (timeline, side) = text.split_once(',').unwrap_or_default();
        Self { timeline: timeline.parse().ok(), side: side.parse().ok() }
    }
}

/// A line between two panes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Edge {
    /// Right of the timeline.
    Timeline,
    /// Left of the initiatives.
    Side,
}

/// Where everything stands. A pane that is not shown has no place.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Layout {
    /// The names of the panes: one row over the panes.
    pub head: Rect,
    /// Between head and foot: all panes, or a page.
    pub body: Rect,
    /// The bottom line.
    pub foot: Rect,
    /// The timeline.
    pub timeline: Option<Rect>,
    /// The reading pane.
    pub text: Option<Rect>,
    /// The pane of initiatives.
    pub side: Option<Rect>,
}

/// Free columns at each side of a page.
pub const PAGE_MARGIN: u16 = 2;

/// The fewest columns of a pane whose width was chosen.
const NARROWEST: u16 = 26;
/// The fewest columns that a chosen width leaves to the text.
const TEXT: u16 = 36;
/// From this width on there is room for three panes.
const THREE: u16 = 112;
/// From this width on there is room for two panes.
const TWO: u16 = 72;

impl Layout {
    /// The place of a pane.
    #[must_use]
    pub const fn pane(&self, pane: Pane) -> Option<Rect> {
        match pane {
            Pane::Timeline => self.timeline,
            Pane::Text => self.text,
            Pane::Side => self.side,
        }
    }

    /// The line between panes at a cell of the screen.
    #[must_use]
    pub fn edge_at(&self, column: u16, row: u16) -> Option<Edge> {
        if !(self.body.top()..self.body.bottom()).contains(&row) || self.text.is_none() {
            return None;
        }
        if self.timeline.is_some_and(|area| column == area.right()) {
            Some(Edge::Timeline)
        } else if self.side.is_some_and(|area| column + 1 == area.x) {
            Some(Edge::Side)
        } else {
            None
        }
    }

    /// The pane at a cell of the screen.
    #[must_use]
    pub fn at(&self, column: u16, row: u16) -> Option<Pane> {
        let cell = Position::new(column, row);
        Pane::ALL.into_iter().find(|pane| self.pane(*pane).is_some_and(|area| area.contains(cell)))
    }
}

/// Lays out the reader.
#[must_use]
pub fn layout(size: Size, wish: Wish) -> Layout {
    let Size { columns, rows } = size;
    if size.is_too_small() {
        return Layout::default();
    }
    let air = u16::from(rows >= 20);
    let body = Rect::new(0, 1 + air, columns, rows - 2 - air);
    let mut layout = Layout {
        head: Rect::new(0, 0, columns, 1),
        body,
        foot: Rect::new(0, rows - 1, columns, 1),
        ..Layout::default()
    };
    let part = |x: u16, width: u16| Some(Rect::new(x, body.y, width, body.height));
    if wish.alone {
        layout.text = part(0, columns);
    } else if columns >= THREE {
        let (left, right) = (columns * 24 / 100, columns * 27 / 100);
        let (left, right) = (left.clamp(30, 42), right.clamp(32, 48));
        let left = chosen(wish.widths.timeline, left, columns - right - 2);
        let right = chosen(wish.widths.side, right, columns - left - 2);
        layout.timeline = part(0, left);
        layout.text = part(left + 1, columns - left - right - 2);
        layout.side = part(columns - right, right);
    } else if columns >= TWO {
        let small = (columns * 40 / 100).clamp(30, 40);
        let own = if wish.beside == Pane::Timeline { wish.widths.timeline } else { wish.widths.side };
        let small = chosen(own, small, columns - 1);
        if wish.beside == Pane::Timeline {
            layout.timeline = part(0, small);
            layout.text = part(small + 1, columns - small - 1);
        } else {
            layout.text = part(0, columns - small - 1);
            layout.side = part(columns - small, small);
        }
    } else {
        match wish.focus {
            Pane::Timeline => layout.timeline = part(0, columns),
            Pane::Text => layout.text = part(0, columns),
            Pane::Side => layout.side = part(0, columns),
        }
    }
    layout
}

/// The width that was chosen, as far as the text keeps enough of `room`; else the usual one.
fn chosen(width: Option<u16>, usual: u16, room: u16) -> u16 {
    width.map_or(usual, |width| width.clamp(NARROWEST, room.saturating_sub(TEXT).max(NARROWEST)))
}

/// The parts of the reading pane.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Frame {
    /// Marks, numbers and stages, left of the text.
    pub gutter: Rect,
    /// The text.
    pub text: Rect,
    /// The position bar.
    pub bar: Rect,
}

/// Columns of the gutter: mark, two digits, stage, blank.
const GUTTER: u16 = 5;

/// Lays out the reading pane for lines of at most `measure` columns.
#[must_use]
pub fn frame(area: Rect, measure: u16, alone: bool) -> Frame {
    let gutter = if area.width >= 30 { GUTTER } else { GUTTER.min(area.width / 3) };
    let room = area.width.saturating_sub(gutter + 2).max(1);
    let width = room.min(measure.max(1));
    let spare = room - width;
    let shift = if alone { spare / 2 } else { (spare / 2).min(6) };
    Frame {
        gutter: Rect::new(area.x + shift, area.y, gutter, area.height),
        text: Rect::new(area.x + shift + gutter, area.y, width, area.height),
        bar: Rect::new(area.right().saturating_sub(1), area.y, u16::from(area.width > 0), area.height),
    }
}

/// Columns beside a box that are worth showing.
const SLIVER: u16 = 16;

/// A box in the middle of an area, at most so wide and high; as wide as the area where too little would be left at both
/// sides to be read.
#[must_use]
pub const fn box_in(area: Rect, width: u16, height: u16) -> Rect {
    let wide = if area.width < width.saturating_add(SLIVER) { area.width } else { width };
    let high = if area.height < height { area.height } else { height };
    Rect::new(area.x + (area.width - wide) / 2, area.y + (area.height - high) / 2, wide, high)
}

/// What is inside the rim of a box; all of it where there is no room for one.
#[must_use]
pub const fn inside(outer: Rect) -> Rect {
    if outer.height < 3 || outer.width < 8 {
        return outer;
    }
    Rect::new(outer.x + 2, outer.y + 1, outer.width - 4, outer.height - 2)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn wish(focus: Pane, beside: Pane) -> Wish {
        Wish { focus, beside, alone: false, widths: Widths::default() }
    }

    #[test]
    fn three_two_one_panes() {
        let count = |columns, focus| {
            let layout = layout(Size { columns, rows: 30 }, wish(focus, Pane::Side));
            Pane::ALL.into_iter().filter(|pane| layout.pane(*pane).is_some()).count()
        };
        assert_eq!([160, 120, 100, 80, 60, 40].map(|c| count(c, Pane::Text)), [3, 3, 2, 2, 1, 1]);
        assert_eq!(count(23, Pane::Text), 0);
    }

    proptest! {
        #[test]
        fn panes_lie_inside_apart_and_show_the_focus(
            columns in 0_u16..400, rows in 0_u16..120, focus in 0_usize..3, beside in 0_usize..2, measure in 0_u16..200,
            left in proptest::option::of(0_u16..400), right in proptest::option::of(0_u16..400)
        ) {
            let size = Size { columns, rows };
            let focus = Pane::ALL[focus];
            let beside = if focus == Pane::Text { [Pane::Timeline, Pane::Side][beside] } else { focus };
            let layout = layout(size, Wish { widths: Widths { timeline: left, side: right }, ..wish(focus, beside) });
            if size.is_too_small() {
                return Ok(());
            }
            prop_assert!(layout.pane(focus).is_some());
            let shown: Vec<Rect> = Pane::ALL.iter().filter_map(|p| layout.pane(*p)).collect();
            for (i, one) in shown.iter().enumerate() {
                prop_assert!(one.right() <= columns && one.bottom() < rows && one.width >= 24);
                prop_assert!(shown[i + 1..].iter().all(|other| !one.intersects(*other)));
            }
            if let Some(text) = layout.text {
                let frame = frame(text, measure, false);
                prop_assert!(frame.text.width >= 1 && frame.text.right() < frame.bar.right());
                prop_assert!(frame.gutter.right() == frame.text.x && frame.bar.right() == text.right());
            }
        }
    }
}
