//! A screen whose cells can be links of the terminal's own (OSC 8). Never writes an address that was not checked.

use std::io::{self, Write};

use ratatui::backend::{Backend, ClearType, CrosstermBackend, WindowSize};
use ratatui::buffer::{Buffer, Cell};
use ratatui::layout::{Position, Size};

use crate::ui::links::Link;

/// The screen with the links that the next cells are part of.
#[derive(Debug)]
pub struct Linked<W: Write> {
    inner: CrosstermBackend<W>,
    links: Vec<Link>,
}

impl<W: Write> Linked<W> {
    /// A screen without links.
    pub const fn new(writer: W) -> Self {
        Self { inner: CrosstermBackend::new(writer), links: Vec::new() }
    }

    /// Takes the links of the frame that comes. Says which runs of cells are to be sent even where they show what they
    /// showed: those that become links, or other links, or none any more.
    pub fn take_links(&mut self, links: Vec<Link>) -> Vec<Link> {
        let was = std::mem::replace(&mut self.links, links);
        let changed = |one: &Link, others: &[Link]| !others.contains(one);
        let gone = was.iter().filter(|link| changed(link, &self.links));
        let come = self.links.iter().filter(|link| changed(link, &was));
        gone.chain(come).cloned().collect()
    }

    /// Sends the cells of these runs as they stand in a frame.
    ///
    /// # Errors
    /// What the terminal refused.
    pub fn send_again(&mut self, runs: &[Link], frame: &Buffer) -> io::Result<()> {
        let cells = runs.iter().flat_map(|run| (run.x..run.end).map(move |x| (x, run.y)));
        let cells: Vec<(u16, u16, &Cell)> =
            cells.filter_map(|(x, y)| Some((x, y, frame.cell((x, y))?))).collect();
        if cells.is_empty() { Ok(()) } else { self.draw(cells.into_iter()) }
    }

    fn at(&self, x: u16, y: u16) -> Option<&Link> {
        self.links.iter().find(|link| link.y == y && (link.x..link.end).contains(&x))
    }
}

impl<W: Write> Backend for Linked<W> {
    type Error = io::Error;

    fn draw<'a, I>(&mut self, content: I) -> io::Result<()>
    where
        I: Iterator<Item = (u16, u16, &'a Cell)>,
    {
        if self.links.is_empty() {
            return self.inner.draw(content);
        }
        let cells: Vec<(u16, u16, &Cell)> = content.collect();
        let links: Vec<Option<Link>> = cells.iter().map(|(x, y, _)| self.at(*x, *y).cloned()).collect();
        let mut rest = cells.as_slice();
        for run in links.chunk_by(|one, other| one == other) {
            let (own, after) = rest.split_at(run.len().min(rest.len()));
            rest = after;
            let link = run.first().and_then(Option::as_ref);
            if let Some(link) = link {
                write!(self.inner, "\u{1b}]8;id={};{}\u{1b}\\", link.id, link.address)?;
            }
            self.inner.draw(own.iter().copied())?;
            if link.is_some() {
                write!(self.inner, "\u{1b}]8;;\u{1b}\\")?;
            }
        }
        Ok(())
    }

    fn hide_cursor(&mut self) -> io::Result<()> {
        self.inner.hide_cursor()
    }

    fn show_cursor(&mut self) -> io::Result<()> {
        self.inner.show_cursor()
    }

    fn get_cursor_position(&mut self) -> io::Result<Position> {
        self.inner.get_cursor_position()
    }

    fn set_cursor_position<P: Into<Position>>(&mut self, position: P) -> io::Result<()> {
        self.inner.set_cursor_position(position)
    }

    fn clear(&mut self) -> io::Result<()> {
        self.inner.clear()
    }

    fn clear_region(&mut self, clear_type: ClearType) -> io::Result<()> {
        self.inner.clear_region(clear_type)
    }

    fn size(&self) -> io::Result<Size> {
        self.inner.size()
    }

    fn window_size(&mut self) -> io::Result<WindowSize> {
        self.inner.window_size()
    }

    fn flush(&mut self) -> io::Result<()> {
        Backend::flush(&mut self.inner)
    }
}

#[cfg(test)]
mod tests {
    use std::cell::RefCell;
    use std::rc::Rc;

    use ratatui::layout::Rect;

    use super::*;

    fn link(x: u16, end: u16, address: &str) -> Link {
        Link { y: 0, x, end, address: address.into(), id: 1 }
    }

    /// Keeps what is written where a test can see it.
    #[derive(Clone, Default)]
    struct Seen(Rc<RefCell<Vec<u8>>>);

    impl Write for Seen {
        fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
            self.0.borrow_mut().extend_from_slice(bytes);
            Ok(bytes.len())
        }

        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }

    fn sent(screen: &mut Linked<Seen>, seen: &Seen, frame: &Buffer, runs: &[Link]) -> String {
        seen.0.borrow_mut().clear();
        screen.send_again(runs, frame).unwrap();
        String::from_utf8(seen.0.borrow().clone()).unwrap()
    }

    #[test]
    fn cells_of_a_link_are_sent_inside_it_and_again_when_it_changes() {
        let frame = Buffer::with_lines(["see a.kz now"]);
        let seen = Seen::default();
        let mut screen = Linked::new(seen.clone());
        let runs = screen.take_links(vec![link(4, 8, "https://a.kz")]);
        assert_eq!(runs.len(), 1);
        let text = sent(&mut screen, &seen, &frame, &runs);
        assert!(text.starts_with("\u{1b}]8;id=1;https://a.kz\u{1b}\\"), "{text:?}");
        assert!(text.ends_with("\u{1b}]8;;\u{1b}\\"), "{text:?}");
        assert_eq!(screen.take_links(vec![link(4, 8, "https://a.kz")]), []);
        let runs = screen.take_links(Vec::new());
        let text = sent(&mut screen, &seen, &frame, &runs);
        assert!(!text.contains("]8;"), "{text:?}");
        assert!(text.contains("a.kz"), "the cells are sent without the link");
        assert_eq!(frame.area, Rect::new(0, 0, 12, 1));
    }
}
