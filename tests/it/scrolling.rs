//! What only moves is moved by the terminal itself: what it shows then is what a fresh start would show.

use std::num::NonZero;

use proptest::prelude::*;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::{Color, Modifier, Style};
use throughline::shell::screen::{Beside, Screen};
use throughline::shell::scroll::Reach;
use throughline::ui::canvas::put;
use throughline::ui::links::Link;

use crate::support::paper::Paper;

/// Lines of a long text: letters of two alphabets, wide and combining characters, blanks.
const LINES: &[&str] = &[
    "one two three four",
    "",
    "два три четыре",
    "東京の 本 東京の 本 東京",
    "e\u{301}te\u{301} cafe\u{301}",
    "қазақ тілі әрі сөз",
    "",
    "five six seven",
    "本",
    "the same line",
    "the same line",
    "a   b   c",
    "last words of it",
];

/// A frame: its size, how far each of three columns of text is scrolled, and what is marked in the middle one.
#[derive(Clone, Copy, Debug)]
struct Frame {
    size: (u16, u16),
    tops: [usize; 3],
    mark: u16,
}

impl Frame {
    fn area(&self) -> Rect {
        Rect::new(0, 0, self.size.0, self.size.1)
    }

    /// The areas that scroll: three beside each other, or the whole width where it is narrow.
    fn panes(&self) -> Vec<Rect> {
        let (width, height) = self.size;
        let (y, height) = (1, height - 1);
        if width < 30 {
            return vec![Rect::new(0, y, width, height)];
        }
        let third = width / 3;
        let right = 2 * third;
        vec![
            Rect::new(0, y, third - 1, height),
            Rect::new(third, y, third - 1, height),
            Rect::new(right, y, width - right, height),
        ]
    }

    fn paint(&self, buffer: &mut Buffer) -> Beside {
        put(buffer, 0, 0, self.size.0, "head", Style::new().add_modifier(Modifier::BOLD));
        let mut links = Vec::new();
        for (pane, (area, top)) in self.panes().into_iter().zip(self.tops).enumerate() {
            for (y, at) in (area.y..area.bottom()).zip(top..) {
                let text = LINES[(at * 7 + pane) % LINES.len()];
                let mut style = Style::new();
                if at % 5 == 0 {
                    style = style.fg(Color::Indexed(u8::try_from(at % 200).unwrap()));
                }
                if pane == 1 && y == self.mark {
                    style = style.bg(Color::Blue);
                }
                let end = put(buffer, area.x, y, area.right(), text, style);
                if at % 4 == 1 && end > area.x {
                    links.push(Link { y, x: area.x, end, address: "https://a.kz/b".into(), id: at });
                }
            }
        }
        Beside { cursor: None, links, moving: self.panes() }
    }
}

fn frames() -> impl Strategy<Value = Vec<Frame>> {
    let size = prop_oneof![4 => Just((66, 12)), 3 => Just((24, 9)), 1 => (12_u16..90, 4_u16..20)];
    let step = prop_oneof![Just(0_i64), Just(1), Just(-1), -12_i64..13];
    let frame = (size, [step.clone(), step.clone(), step], 0_u16..12, prop::bool::weighted(0.8));
    prop::collection::vec(frame, 2..14).prop_map(|all| {
        let mut size = (66, 12);
        let mut tops = [20_usize; 3];
        let one = |(new, steps, mark, stays): ((u16, u16), [i64; 3], u16, bool)| {
            size = if stays { size } else { new };
            for (top, step) in tops.iter_mut().zip(steps) {
                *top = top.saturating_add_signed(isize::try_from(step).unwrap());
            }
            Frame { size, tops, mark }
        };
        all.into_iter().map(one).collect()
    })
}

/// What a terminal shows that is drawn on for the first time.
fn fresh(frame: &Frame) -> Vec<String> {
    let mut screen = Screen::new(Vec::new());
    screen.draw(frame.area(), |buffer| frame.paint(buffer)).unwrap();
    let mut paper = Paper::new(frame.size.0, frame.size.1);
    paper.take(screen.out());
    paper.rows()
}

proptest! {
    #[test]
    fn what_has_moved_is_as_if_drawn_anew(frames in frames(), sides in any::<bool>()) {
        let mut screen = Screen::new(Vec::new());
        screen.may_move(if sides { Reach::Columns } else { Reach::Rows });
        let mut paper = Paper::new(66, 12);
        for frame in &frames {
            paper.resize(frame.size.0, frame.size.1);
            screen.out().clear();
            screen.draw(frame.area(), |buffer| frame.paint(buffer)).unwrap();
            paper.take(screen.out());
            prop_assert_eq!(paper.rows(), fresh(frame));
            prop_assert!(!paper.has_margins(), "margins are left behind");
        }
    }

    /// The same on a terminal that others have written, as far as it knows what is sent.
    #[test]
    fn whole_rows_move_in_another_terminal_too(frames in frames()) {
        let mut screen = Screen::new(Vec::new());
        screen.may_move(Reach::Rows);
        let mut terminal = vt100::Parser::new(NonZero::new(12).unwrap(), NonZero::new(66).unwrap(), 0);
        for frame in &frames {
            let (columns, rows) = (NonZero::new(frame.size.0).unwrap(), NonZero::new(frame.size.1).unwrap());
            terminal.screen_mut().set_size(rows, columns);
            screen.out().clear();
            screen.draw(frame.area(), |buffer| frame.paint(buffer)).unwrap();
            terminal.process(screen.out());
            let mut fresh = Screen::new(Vec::new());
            fresh.draw(frame.area(), |buffer| frame.paint(buffer)).unwrap();
            let mut other = vt100::Parser::new(rows, columns, 0);
            other.process(fresh.out());
            let shown = |terminal: &vt100::Parser| {
                // A blank that was written and one that never was look the same.
                let text = terminal.screen().contents();
                text.trim_end().lines().map(|line| line.trim_end().to_owned()).collect::<Vec<_>>()
            };
            prop_assert_eq!(shown(&terminal), shown(&other));
        }
    }
}

/// What is sent when a frame follows another.
fn sent(from: &Frame, to: &Frame, reach: Reach) -> String {
    let mut screen = Screen::new(Vec::new());
    screen.may_move(reach);
    screen.draw(from.area(), |buffer| from.paint(buffer)).unwrap();
    screen.out().clear();
    screen.draw(to.area(), |buffer| to.paint(buffer)).unwrap();
    String::from_utf8(screen.out().clone()).unwrap()
}

#[test]
fn a_column_is_moved_between_its_margins_and_only_the_new_line_is_sent() {
    let from = Frame { size: (66, 12), tops: [20; 3], mark: 99 };
    let to = Frame { tops: [20, 21, 20], ..from };
    let moved = sent(&from, &to, Reach::Columns);
    assert!(
        moved.starts_with(
            "\u{1b}[?69h\u{1b}[2;12r\u{1b}[23;43s\u{1b}[2;23H\u{1b}[1M\u{1b}[s\u{1b}[?69l\u{1b}[r"
        ),
        "{moved:?}"
    );
    let drawn = sent(&from, &to, Reach::Rows);
    assert!(!drawn.contains("69h") && 2 * moved.len() < drawn.len(), "{} of {}", moved.len(), drawn.len());
    let back = sent(&to, &from, Reach::Columns);
    assert!(back.contains("\u{1b}[1L"), "{back:?}");
}

#[test]
fn whole_rows_are_moved_wherever_rows_can_be() {
    let from = Frame { size: (24, 12), tops: [20; 3], mark: 99 };
    let to = Frame { tops: [22; 3], ..from };
    let moved = sent(&from, &to, Reach::Rows);
    assert!(moved.starts_with("\u{1b}[2;12r\u{1b}[2H\u{1b}[2M\u{1b}[r"), "{moved:?}");
    assert!(!sent(&from, &to, Reach::Nothing).contains('M'));
}
