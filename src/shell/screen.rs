//! The screen as the terminal shows it: a frame is drawn, compared with what is shown, and only what differs is
//! sent. Never asks the terminal anything.

use std::io::{self, Write};

use ratatui::buffer::{Buffer, Cell};
use ratatui::layout::{Position, Rect};
use ratatui::style::{Color, Modifier};

use crate::shell::pen::Pen;
use crate::shell::scroll::{self, Reach};
use crate::text::width;
use crate::ui::links::Link;

/// What is to be seen of a frame beside its cells.
#[derive(Debug, Default)]
pub struct Beside {
    /// Where the cursor stands; `None` where it is hidden.
    pub cursor: Option<Position>,
    /// The runs of cells that are links of the terminal's own.
    pub links: Vec<Link>,
    /// Where rows may have moved up or down since the last frame.
    pub moving: Vec<Rect>,
}

/// A terminal, with what it shows.
#[derive(Debug)]
pub struct Screen<W: Write> {
    pen: Pen<W>,
    shown: Buffer,
    next: Buffer,
    links: Vec<Link>,
    is_known: bool,
    reach: Reach,
}

impl<W: Write> Screen<W> {
    /// A screen of which nothing is known yet.
    pub fn new(out: W) -> Self {
        Self {
            pen: Pen::new(out),
            shown: Buffer::default(),
            next: Buffer::default(),
            links: Vec::new(),
            is_known: false,
            reach: Reach::Nothing,
        }
    }

    /// Takes what the terminal can move by itself.
    pub const fn may_move(&mut self, reach: Reach) {
        self.reach = reach;
    }

    /// Forgets what the terminal shows, so that the next frame is sent whole.
    pub const fn forget(&mut self) {
        self.is_known = false;
    }

    /// What is written to.
    pub const fn out(&mut self) -> &mut W {
        self.pen.out()
    }

    /// Draws a frame of this size and sends what it changes. `paint` fills the cells, which come empty.
    ///
    /// # Errors
    ///
    /// What the terminal refused.
    pub fn draw(&mut self, area: Rect, paint: impl FnOnce(&mut Buffer) -> Beside) -> io::Result<()> {
        if self.next.area == area {
            self.next.reset();
        } else {
            self.next = Buffer::empty(area);
        }
        let Beside { cursor, links, moving } = paint(&mut self.next);
        self.next.content.iter_mut().for_each(without_what_is_unseen);
        if !self.is_known || self.shown.area != area {
            self.pen.wipe()?;
            self.shown = Buffer::empty(area);
            self.links.clear();
            self.is_known = true;
        }
        for area in moving {
            self.shift(area)?;
        }
        self.spoil_changed(&links);
        self.spoil_halves();
        self.links = links;
        self.send()?;
        self.pen.rest(cursor)?;
        std::mem::swap(&mut self.shown, &mut self.next);
        self.pen.out().flush()
    }

    /// Has the terminal move what has only moved, as far as it can.
    fn shift(&mut self, area: Rect) -> io::Result<()> {
        let Some(shift) = scroll::found(&self.shown, &self.next, area, self.reach) else {
            return Ok(());
        };
        self.pen.shift(shift, self.shown.area.width)?;
        scroll::apply(&mut self.shown, shift);
        // Cells take their links with them.
        let rows = i32::from(shift.area.top())..i32::from(shift.area.bottom());
        for mut link in std::mem::take(&mut self.links) {
            let y = i32::from(link.y);
            let is_inside = rows.contains(&y) && link.x < shift.area.right() && link.end > shift.area.x;
            let new = if is_inside { y - shift.up } else { y };
            if !is_inside || rows.contains(&new) {
                link.y = u16::try_from(new).unwrap_or(link.y);
                self.links.push(link);
            }
        }
        Ok(())
    }

    /// Cells that become links, or other links, or none any more, are to be sent even where they show the same.
    fn spoil_changed(&mut self, links: &[Link]) {
        let gone = self.links.iter().filter(|link| !links.contains(link));
        let come = links.iter().filter(|link| !self.links.contains(link));
        for link in gone.chain(come) {
            for x in link.x..link.end {
                if let Some(cell) = self.shown.cell_mut((x, link.y)) {
                    cell.set_symbol(NOTHING);
                }
            }
        }
    }

    /// Where a wide character goes, its second half is to be sent: what a terminal leaves there, none agrees on.
    fn spoil_halves(&mut self) {
        let gone = |(shown, next): &(&Cell, &Cell)| shown != next && width::of(shown.symbol()) > 1;
        let pairs = self.shown.content.iter().zip(&self.next.content).enumerate();
        let halves: Vec<usize> = pairs.filter(|(_, pair)| gone(pair)).map(|(at, _)| at + 1).collect();
        for at in halves {
            if let Some(cell) = self.shown.content.get_mut(at) {
                cell.set_symbol(NOTHING);
            }
        }
    }

    fn send(&mut self) -> io::Result<()> {
        let Self { pen, shown, next, links, .. } = self;
        let leads = |x: u16, y: u16| links.iter().find(|link| link.y == y && (link.x..link.end).contains(&x));
        let is_empty = |x: u16, y: u16, cell: &Cell| is_empty(cell) && leads(x, y).is_none();
        let mut changed = shown.diff_iter(next).peekable();
        while let Some((x, y, cell)) = changed.next() {
            pen.go(x, y, next, links)?;
            let mut run = vec![cell];
            let mut end = x + 1;
            while is_empty(x, y, cell)
                && let Some((_, _, cell)) =
                    changed.next_if(|(x, other, cell)| (*x, *other) == (end, y) && is_empty(*x, y, cell))
            {
                run.push(cell);
                end += 1;
            }
            if end - x >= MANY {
                pen.erase(end - x, cell)?;
                continue;
            }
            for (x, cell) in (x..end).zip(run) {
                pen.put(cell, x + 1 >= next.area.right(), leads(x, y))?;
            }
        }
        Ok(())
    }
}

/// So many blanks take fewer bytes erased than written, with the way over them.
const MANY: u16 = 12;

/// Whether a cell shows nothing at all.
fn is_empty(cell: &Cell) -> bool {
    cell.symbol() == " " && cell.bg == Color::Reset && cell.modifier.is_empty()
}

/// What no cell shows.
const NOTHING: &str = "\u{10fffd}";

/// The modifiers that a blank shows.
const SEEN_ON_BLANK: Modifier = Modifier::REVERSED.union(Modifier::UNDERLINED).union(Modifier::CROSSED_OUT);

/// Takes away what cannot be seen of a cell's look, so that it is neither compared nor sent.
fn without_what_is_unseen(cell: &mut Cell) {
    if cell.symbol() == " " {
        cell.modifier &= SEEN_ON_BLANK;
        if cell.modifier.is_empty() {
            cell.fg = Color::Reset;
        }
    }
    if !cell.modifier.contains(Modifier::UNDERLINED) {
        cell.underline_color = Color::Reset;
    }
}
