//! What the terminal is sent: only what a frame changes, and after any frames it shows the last of them.

use std::num::NonZero;

use proptest::prelude::*;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::{Color, Modifier, Style};
use throughline::shell::screen::{Beside, Screen};
use throughline::text::sanitise::clusters;
use throughline::ui::canvas::put;
use throughline::ui::links::Link;

const AREA: Rect = Rect::new(0, 0, 14, 4);

fn link(x: u16, end: u16, address: &str) -> Link {
    Link { y: 0, x, end, address: address.into(), id: 1 }
}

fn sent(screen: &mut Screen<Vec<u8>>, text: &str, links: Vec<Link>) -> String {
    screen.out().clear();
    let paint = |buffer: &mut Buffer| {
        put(buffer, 0, 0, 14, text, Style::new());
        Beside { links, ..Beside::default() }
    };
    screen.draw(AREA, paint).unwrap();
    String::from_utf8(screen.out().clone()).unwrap()
}

#[test]
fn only_what_changes_is_sent() {
    let mut screen = Screen::new(Vec::new());
    assert!(sent(&mut screen, "one two", vec![]).contains("one two"));
    assert_eq!(sent(&mut screen, "one two", vec![]), "");
    assert_eq!(sent(&mut screen, "one too", vec![]), "\u{1b}[1;6Ho");
    screen.forget();
    assert!(sent(&mut screen, "one too", vec![]).contains("one too"));
}

#[test]
fn cells_of_a_link_are_sent_inside_it_and_again_when_it_changes() {
    let mut screen = Screen::new(Vec::new());
    let own = || vec![link(4, 8, "https://a.kz")];
    sent(&mut screen, "see a.kz now", vec![]);
    let text = sent(&mut screen, "see a.kz now", own());
    assert!(text.contains("\u{1b}]8;id=1;https://a.kz\u{1b}\\a.kz\u{1b}]8;;\u{1b}\\"), "{text:?}");
    assert_eq!(sent(&mut screen, "see a.kz now", own()), "");
    let text = sent(&mut screen, "see a.kz now", vec![]);
    assert!(!text.contains("]8;") && text.contains("a.kz"), "{text:?}");
}

/// Texts at places, with a look for each.
fn frames() -> impl Strategy<Value = Vec<Vec<(u16, u16, String, Style)>>> {
    let colour = || {
        prop_oneof![
            Just(Color::Reset),
            Just(Color::Red),
            Just(Color::LightBlue),
            Just(Color::Indexed(99)),
            Just(Color::Rgb(1, 2, 3)),
        ]
    };
    let style = (colour(), colour(), 0_u16..128).prop_map(|(fg, bg, bits)| {
        let modifier = Modifier::from_bits_truncate(bits)
            & (Modifier::BOLD | Modifier::ITALIC | Modifier::UNDERLINED | Modifier::REVERSED);
        Style::new().fg(fg).bg(bg).add_modifier(modifier)
    });
    let piece = (0_u16..14, 0_u16..4, "[a-cя 東]{0,14}", style);
    prop::collection::vec(prop::collection::vec(piece, 0..8), 1..5)
}

proptest! {
    /// What a terminal shows after any frames is the last of them, cell by cell.
    #[test]
    fn the_terminal_shows_the_frame(frames in frames()) {
        let mut screen = Screen::new(Vec::new());
        let mut terminal = vt100::Parser::new(NonZero::new(4).unwrap(), NonZero::new(14).unwrap(), 0);
        let mut wanted = Buffer::empty(AREA);
        for frame in &frames {
            wanted.reset();
            for (x, y, text, style) in frame {
                put(&mut wanted, *x, *y, 14, text, *style);
            }
            // A wide character of which half was written over is no frame of ours.
            prop_assume!((0..4).all(|y| (0..14).all(|x| {
                let wide = |x: u16| clusters(wanted[(x, y)].symbol()).any(|c| c.width > 1);
                !wide(x) || (x < 13 && wanted[(x + 1, y)].symbol() == " ")
            })));
            screen.out().clear();
            screen.draw(AREA, |buffer| { buffer.content.clone_from(&wanted.content); Beside::default() }).unwrap();
            terminal.process(screen.out());
            for y in 0..4 {
                let mut x = 0;
                while x < 14 {
                    let (cell, own) = (terminal.screen().cell(y, x).unwrap(), &wanted[(x, y)]);
                    let shown = if cell.has_contents() { cell.contents() } else { " " };
                    prop_assert_eq!(shown, own.symbol(), "at {} {}", x, y);
                    prop_assert_eq!(cell.inverse(), own.modifier.contains(Modifier::REVERSED));
                    prop_assert_eq!(cell.underline(), own.modifier.contains(Modifier::UNDERLINED));
                    prop_assert_eq!(cell.bgcolor(), colour_of(own.bg));
                    if shown != " " {
                        prop_assert_eq!(cell.fgcolor(), colour_of(own.fg));
                        prop_assert_eq!(cell.bold(), own.modifier.contains(Modifier::BOLD));
                        prop_assert_eq!(cell.italic(), own.modifier.contains(Modifier::ITALIC));
                    }
                    x += if cell.is_wide() { 2 } else { 1 };
                }
            }
        }
    }
}

fn colour_of(colour: Color) -> vt100::Color {
    match colour {
        Color::Red => vt100::Color::Idx(1),
        Color::LightBlue => vt100::Color::Idx(12),
        Color::Indexed(n) => vt100::Color::Idx(n),
        Color::Rgb(r, g, b) => vt100::Color::Rgb(r, g, b),
        _ => vt100::Color::Default,
    }
}
