//! Writes cells to the terminal in few bytes: remembers where the terminal stands and how it writes. Never decides
//! what is written.

use std::io::{self, Write};

use ratatui::buffer::{Buffer, Cell};
use ratatui::layout::Position;
use ratatui::style::{Color, Modifier};

use crate::shell::scroll::Shift;
use crate::text::width;
use crate::ui::links::Link;

/// How a cell is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Ink {
    fg: Color,
    bg: Color,
    underline: Color,
    modifier: Modifier,
}

impl Ink {
    const PLAIN: Self =
        Self { fg: Color::Reset, bg: Color::Reset, underline: Color::Reset, modifier: Modifier::empty() };

    const fn of(cell: &Cell) -> Self {
        Self { fg: cell.fg, bg: cell.bg, underline: cell.underline_color, modifier: cell.modifier }
    }

    /// What it is to be when the pen writes like this before: without a line, its colour may stay.
    const fn after(self, own: Self) -> Self {
        if self.modifier.contains(Modifier::UNDERLINED) {
            self
        } else {
            Self { underline: own.underline, ..self }
        }
    }
}

/// Writes cells and knows what it has told the terminal.
#[derive(Debug)]
pub struct Pen<W: Write> {
    out: W,
    /// Where the next character would appear; `None` where that is not certain.
    at: Option<Position>,
    ink: Ink,
    link: Option<Link>,
    cursor: Cursor,
}

/// What the terminal does with its cursor.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Cursor {
    Unknown,
    Hidden,
    Shown,
}

impl<W: Write> Pen<W> {
    /// A pen of which the terminal knows nothing.
    pub const fn new(out: W) -> Self {
        Self { out, at: None, ink: Ink::PLAIN, link: None, cursor: Cursor::Unknown }
    }

    /// What is written to.
    pub const fn out(&mut self) -> &mut W {
        &mut self.out
    }

    /// Empties the terminal.
    ///
    /// # Errors
    ///
    /// What the terminal refused.
    pub fn wipe(&mut self) -> io::Result<()> {
        (self.at, self.ink, self.cursor) = (None, Ink::PLAIN, Cursor::Unknown);
        self.out.write_all(b"\x1b[m\x1b[2J")
    }

    /// Has the terminal move rows of an area; what is left behind is blank. Margins are only there while it does.
    ///
    /// # Errors
    ///
    /// What the terminal refused.
    pub fn shift(&mut self, shift: Shift, columns: u16) -> io::Result<()> {
        let Shift { area, up } = shift;
        self.open(None)?;
        if self.ink != Ink::PLAIN {
            // Blanks come in the colour of the ground that is written on.
            self.dip(Ink::PLAIN)?;
        }
        let (first, last) = (area.y + 1, area.bottom());
        let (left, right) = (area.x + 1, area.right());
        let (by, deed) = (up.unsigned_abs(), if up > 0 { 'M' } else { 'L' });
        if area.width == columns {
            write!(self.out, "\x1b[{first};{last}r\x1b[{first}H\x1b[{by}{deed}\x1b[r")?;
        } else {
            write!(self.out, "\x1b[?69h\x1b[{first};{last}r\x1b[{left};{right}s\x1b[{first};{left}H")?;
            write!(self.out, "\x1b[{by}{deed}\x1b[s\x1b[?69l\x1b[r")?;
        }
        self.at = None;
        Ok(())
    }

    /// Goes to a cell. A short way over cells that stay as they are is written over, where that takes fewer bytes.
    ///
    /// # Errors
    ///
    /// What the terminal refused.
    pub fn go(&mut self, x: u16, y: u16, frame: &Buffer, links: &[Link]) -> io::Result<()> {
        if self.at == Some(Position { x, y }) {
            return Ok(());
        }
        let from = self.at.filter(|at| at.y == y && at.x < x);
        if let Some(from) = from.filter(|from| x - from.x <= 4 && self.link.is_none()) {
            let way = || (from.x..x).filter_map(|x| frame.cell((x, y)));
            let is_free = !links.iter().any(|link| link.y == y && link.x < x && link.end > from.x);
            if is_free && way().all(|cell| cell.symbol().is_ascii() && self.suits(cell)) {
                way().try_for_each(|cell| self.out.write_all(cell.symbol().as_bytes()))?;
                self.at = Some(Position { x, y });
                return Ok(());
            }
        }
        match from.map(|from| x - from.x) {
            Some(1) => self.out.write_all(b"\x1b[C")?,
            Some(by) => write!(self.out, "\x1b[{by}C")?,
            None if x == 0 => write!(self.out, "\x1b[{}H", y + 1)?,
            None => write!(self.out, "\x1b[{};{}H", y + 1, x + 1)?,
        }
        self.at = Some(Position { x, y });
        Ok(())
    }

    /// Writes a cell where the pen stands.
    ///
    /// # Errors
    ///
    /// What the terminal refused.
    pub fn put(&mut self, cell: &Cell, is_last: bool, link: Option<&Link>) -> io::Result<()> {
        if self.link.as_ref() != link {
            self.open(link)?;
        }
        if !self.suits(cell) {
            self.dip(Ink::of(cell))?;
        }
        self.out.write_all(cell.symbol().as_bytes())?;
        // A terminal stays in the last column until it knows what comes; how wide characters that are wide or joined
        // come out, terminals do not agree.
        let is_certain = is_narrow(cell.symbol()) && !is_last;
        self.at = self.at.filter(|_| is_certain).map(|at| Position { x: at.x + 1, ..at });
        Ok(())
    }

    /// Empties so many cells from where the pen stands, which stays there.
    ///
    /// # Errors
    ///
    /// What the terminal refused.
    pub fn erase(&mut self, cells: u16, like: &Cell) -> io::Result<()> {
        if self.link.is_some() {
            self.open(None)?;
        }
        if !self.suits(like) {
            self.dip(Ink::of(like))?;
        }
        write!(self.out, "\x1b[{cells}X")
    }

    /// Ends a frame: nothing of a look is left behind, and the cursor is where it belongs.
    ///
    /// # Errors
    ///
    /// What the terminal refused.
    pub fn rest(&mut self, cursor: Option<Position>) -> io::Result<()> {
        self.open(None)?;
        if self.ink != Ink::PLAIN {
            self.dip(Ink::PLAIN)?;
        }
        match cursor {
            None if self.cursor != Cursor::Hidden => {
                self.out.write_all(b"\x1b[?25l")?;
                self.cursor = Cursor::Hidden;
            }
            None => {}
            Some(at) => {
                if self.at != Some(at) {
                    write!(self.out, "\x1b[{};{}H", at.y + 1, at.x + 1)?;
                    self.at = Some(at);
                }
                if self.cursor != Cursor::Shown {
                    self.out.write_all(b"\x1b[?25h")?;
                    self.cursor = Cursor::Shown;
                }
            }
        }
        Ok(())
    }

    /// Whether a cell looks right as the pen writes now. A blank shows no colour of its letters.
    fn suits(&self, cell: &Cell) -> bool {
        let (own, wanted) = (self.ink, Ink::of(cell).after(self.ink));
        if cell.symbol() != " " || !wanted.modifier.is_empty() {
            return own == wanted;
        }
        let is_bare = !own
            .modifier
            .intersects(Modifier::REVERSED.union(Modifier::UNDERLINED).union(Modifier::CROSSED_OUT));
        is_bare && own.bg == wanted.bg
    }

    fn open(&mut self, link: Option<&Link>) -> io::Result<()> {
        if self.link.is_some() && link.is_none() {
            self.out.write_all(b"\x1b]8;;\x1b\\")?;
        }
        if let Some(link) = link {
            write!(self.out, "\x1b]8;id={};{}\x1b\\", link.id, link.address)?;
        }
        self.link = link.cloned();
        Ok(())
    }

    /// Changes the look of what comes, in as few bytes as that takes.
    fn dip(&mut self, wanted: Ink) -> io::Result<()> {
        let mut was = self.ink;
        let wanted = if wanted == Ink::PLAIN { wanted } else { wanted.after(was) };
        let over = was.modifier.difference(wanted.modifier);
        self.ink = wanted;
        let to_plain = |was: Color, now: Color| now == Color::Reset && was != Color::Reset;
        let is_less = !over.is_empty()
            || to_plain(was.fg, wanted.fg)
            || to_plain(was.bg, wanted.bg)
            || to_plain(was.underline, wanted.underline);
        let keeps = |was: Color, now: Color| was == now && now != Color::Reset;
        let mut codes: Vec<String> = Vec::new();
        let keeps_line = keeps(was.underline, wanted.underline);
        if is_less && !keeps(was.fg, wanted.fg) && !keeps(was.bg, wanted.bg) && !keeps_line {
            // Everything away at once, what is wanted added again.
            codes.push(String::new());
            was = Ink::PLAIN;
        } else {
            let ends = [
                (Modifier::BOLD.union(Modifier::DIM), "22"),
                (Modifier::ITALIC, "23"),
                (Modifier::UNDERLINED, "24"),
                (Modifier::REVERSED, "27"),
                (Modifier::CROSSED_OUT, "29"),
            ];
            for (modifier, code) in ends {
                if over.intersects(modifier) {
                    codes.push(code.to_owned());
                    was.modifier.remove(modifier);
                }
            }
        }
        let begins = [
            (Modifier::BOLD, "1"),
            (Modifier::DIM, "2"),
            (Modifier::ITALIC, "3"),
            (Modifier::UNDERLINED, "4"),
            (Modifier::REVERSED, "7"),
            (Modifier::CROSSED_OUT, "9"),
        ];
        for (modifier, code) in begins {
            if wanted.modifier.contains(modifier) && !was.modifier.contains(modifier) {
                codes.push(code.to_owned());
            }
        }
        if was.fg != wanted.fg {
            codes.push(colour(wanted.fg, 30));
        }
        if was.bg != wanted.bg {
            codes.push(colour(wanted.bg, 40));
        }
        if !codes.is_empty() {
            write!(self.out, "\x1b[{}m", codes.join(";"))?;
        }
        if was.underline != wanted.underline {
            // By itself: not every terminal reads it, and one that does not passes over the rest of the sequence.
            write!(self.out, "\x1b[{}m", colour(wanted.underline, 50))?;
        }
        Ok(())
    }
}

/// Whether a symbol is one character of one column.
fn is_narrow(symbol: &str) -> bool {
    let mut chars = symbol.chars();
    let first = chars.next().is_some_and(|c| width::of_char(c) == 1);
    first && chars.next().is_none()
}

/// The code of a colour: of letters from 30, of the ground from 40, of underlines from 50.
fn colour(colour: Color, base: u8) -> String {
    let named = |n: u8| if base == 50 { format!("58;5;{n}") } else { format!("{}", base + n) };
    let bright = |n: u8| if base == 50 { format!("58;5;{}", n + 8) } else { format!("{}", base + 60 + n) };
    match colour {
        Color::Reset => format!("{}", base + 9),
        Color::Black => named(0),
        Color::Red => named(1),
        Color::Green => named(2),
        Color::Yellow => named(3),
        Color::Blue => named(4),
        Color::Magenta => named(5),
        Color::Cyan => named(6),
        Color::Gray => named(7),
        Color::DarkGray => bright(0),
        Color::LightRed => bright(1),
        Color::LightGreen => bright(2),
        Color::LightYellow => bright(3),
        Color::LightBlue => bright(4),
        Color::LightMagenta => bright(5),
        Color::LightCyan => bright(6),
        Color::White => bright(7),
        Color::Indexed(n) => format!("{};5;{n}", base + 8),
        Color::Rgb(r, g, b) => format!("{};2;{r};{g};{b}", base + 8),
    }
}
