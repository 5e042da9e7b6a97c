//! Finds in a frame what has only moved up or down since the last, so that the terminal can move it itself. Never
//! writes to the terminal.

use std::hash::BuildHasher as _;

use ratatui::buffer::{Buffer, Cell};
use ratatui::layout::Rect;

use crate::text::width;

/// What a terminal can move by itself.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Reach {
    /// Nothing.
    #[default]
    Nothing,
    /// Whole rows.
    Rows,
    /// Parts of rows as well: it knows margins at the left and at the right.
    Columns,
}

/// Rows of an area that move.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Shift {
    /// Where.
    pub area: Rect,
    /// How many rows up; down where it is negative. Fewer than the area has.
    pub up: i32,
}

/// Cells that a shift must save before it is worth its own sequences.
const WORTH: usize = 60;

/// What of an area has moved, where moving it saves a good part of what would be sent.
#[must_use]
pub fn found(shown: &Buffer, next: &Buffer, area: Rect, reach: Reach) -> Option<Shift> {
    let area = area.intersection(shown.area).intersection(next.area);
    let is_whole = area.width == shown.area.width;
    let can = match reach {
        Reach::Nothing => false,
        Reach::Rows => is_whole,
        Reach::Columns => true,
    };
    if !can || area.height < 3 || area.width < 2 {
        return None;
    }
    let area = changed(shown, next, area)?;
    let up = likeliest(&keys(shown, area), &keys(next, area))?;
    let shift = Shift { area, up };
    let (still, moved) = (difference(shown, next, shift.area, 0), difference(shown, next, shift.area, up));
    (moved + WORTH < still && cuts_no_character(shown, area)).then_some(shift)
}

/// Moves the rows as the terminal does, which leaves blanks behind.
pub fn apply(shown: &mut Buffer, shift: Shift) {
    let Shift { area, up } = shift;
    let mut rows: Vec<u16> = (area.top()..area.bottom()).collect();
    if up < 0 {
        // None is written over before it has moved.
        rows.reverse();
    }
    for y in rows {
        for x in area.left()..area.right() {
            let from = source(area, y, up).and_then(|y| shown.cell((x, y))).cloned();
            if let Some(cell) = shown.cell_mut((x, y)) {
                *cell = from.unwrap_or_default();
            }
        }
    }
}

/// The row that comes to a row.
fn source(area: Rect, y: u16, up: i32) -> Option<u16> {
    u16::try_from(i32::from(y) + up).ok().filter(|from| (area.top()..area.bottom()).contains(from))
}

/// The rows from the first that differs to the last that does.
fn changed(shown: &Buffer, next: &Buffer, area: Rect) -> Option<Rect> {
    let differs = |y: &u16| (area.left()..area.right()).any(|x| shown.cell((x, *y)) != next.cell((x, *y)));
    let first = (area.top()..area.bottom()).find(differs)?;
    let last = (area.top()..area.bottom()).rev().find(differs)?;
    Some(Rect { y: first, height: last + 1 - first, ..area })
}

/// What tells rows apart; `None` for one that is empty and could be anywhere.
fn keys(buffer: &Buffer, area: Rect) -> Vec<Option<u64>> {
    let hasher = foldhash::fast::FixedState::default();
    let cells = |y: u16| (area.left()..area.right()).filter_map(move |x| buffer.cell((x, y)));
    let key = |y: u16| {
        let is_empty = cells(y).all(|cell| cell.symbol() == " ");
        (!is_empty).then(|| hasher.hash_one(cells(y).collect::<Vec<&Cell>>()))
    };
    (area.top()..area.bottom()).map(key).collect()
}

/// By how many rows most of the rows have moved, where they have.
fn likeliest(shown: &[Option<u64>], next: &[Option<u64>]) -> Option<i32> {
    let height = i32::try_from(next.len()).ok()?;
    let votes = |up: i32| {
        let moved = |(y, key): &(usize, &Option<u64>)| {
            let from = y.checked_add_signed(isize::try_from(up).unwrap_or_default());
            key.is_some() && from.and_then(|from| shown.get(from)) == Some(*key)
        };
        next.iter().enumerate().filter(moved).count()
    };
    let still = votes(0);
    let all = (1 - height..height).filter(|up| *up != 0).map(|up| (votes(up), up));
    let best = all.max_by_key(|(votes, up)| (*votes, -up.abs()))?;
    (best.0 > still).then_some(best.1)
}

/// Cells that are to be sent once the area has moved so far.
fn difference(shown: &Buffer, next: &Buffer, area: Rect, up: i32) -> usize {
    let blank = Cell::default();
    let differs = |x: u16, y: u16| {
        let was = source(area, y, up).and_then(|from| shown.cell((x, from))).unwrap_or(&blank);
        next.cell((x, y)).is_some_and(|cell| cell != was)
    };
    let row = |y: u16| (area.left()..area.right()).filter(move |x| differs(*x, y)).count();
    (area.top()..area.bottom()).map(row).sum()
}

/// Whether no wide character stands across an edge of the area.
fn cuts_no_character(shown: &Buffer, area: Rect) -> bool {
    let is_wide = |x: u16, y: u16| shown.cell((x, y)).is_some_and(|cell| width::of(cell.symbol()) > 1);
    let edges = [area.left().checked_sub(1), Some(area.right() - 1)];
    (area.top()..area.bottom()).all(|y| !edges.into_iter().flatten().any(|x| is_wide(x, y)))
}
