//! Prints a screen: its text, and for each row the runs of cells with what they mean.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use ratatui::Terminal;
use ratatui::backend::TestBackend;
use ratatui::buffer::{Buffer, Cell};
use ratatui::layout::Position;
use ratatui::style::{Color, Modifier};
use throughline::app::keymap::keymap;
use throughline::app::role::Role;
use throughline::app::texts::texts;
use throughline::model::lang::Lang;
use throughline::shell::screen::{Beside, Screen};
use throughline::shell::scroll::Reach;
use throughline::ui::links::links;
use throughline::ui::look::Look;
use throughline::ui::moving::moving;
use throughline::ui::root::draw;
use throughline::ui::theme::{Depth, Theme};

use super::stage::{Stage, today};

/// Roles that are told by their ground; `mention` is told by a line under the text.
const GROUNDS: [Role; 8] = [
    Role::Selected,
    Role::Other,
    Role::Current,
    Role::Kept,
    Role::Found,
    Role::FoundHere,
    Role::Selection,
    Role::Overlay,
];

/// A theme in which every role can be told from its colour.
fn telling_theme() -> Theme {
    let mut file = String::from("[role]\n");
    for (index, role) in Role::ALL.iter().enumerate() {
        let colour = format!("#0000{:02x}", index + 1);
        let style = match role {
            Role::Text | Role::Body | Role::Ground => String::new(),
            Role::Mention => "underline = true".into(),
            _ if GROUNDS.contains(role) => format!("bg = \"{colour}\""),
            _ => format!("fg = \"{colour}\""),
        };
        writeln!(file, "{} = {{ {style} }}", role.name()).unwrap();
    }
    Theme::read(&file, Depth::Full).unwrap()
}

fn role_of(colour: Color) -> Option<&'static str> {
    match colour {
        Color::Rgb(0, 0, index) => Role::ALL.get(usize::from(index).checked_sub(1)?).map(|role| role.name()),
        _ => None,
    }
}

fn meaning(cell: &Cell) -> String {
    let line = cell.modifier.contains(Modifier::UNDERLINED).then_some("mention");
    let parts: Vec<&str> = [role_of(cell.fg), line, role_of(cell.bg)].into_iter().flatten().collect();
    parts.join("+")
}

/// Draws a stage.
pub(crate) fn buffer(stage: &Stage) -> Buffer {
    let theme = telling_theme();
    let look = Look {
        theme: &theme,
        texts: texts(stage.lang),
        signs: &stage.signs,
        keymap: keymap(),
        today: today(),
    };
    let size = stage.model.size;
    let mut terminal = Terminal::new(TestBackend::new(size.columns, size.rows)).unwrap();
    let frame = terminal
        .draw(|frame| {
            if let Some(cursor) = draw(&stage.model, &look, frame.buffer_mut()) {
                frame.set_cursor_position(cursor);
            }
        })
        .unwrap();
    frame.buffer.clone()
}

/// All words of an interface language.
pub(crate) fn words(lang: &str) -> BTreeSet<String> {
    let texts = texts(Lang::new(lang));
    let file =
        std::fs::read_to_string(format!("{}/assets/ui/{lang}.toml", env!("CARGO_MANIFEST_DIR"))).unwrap();
    let listed = file.split(|c: char| c == '"' || c.is_whitespace() || c == ',').map(str::to_owned);
    let shown = texts.keys().flat_map(|key| texts.get(key).split_whitespace()).map(str::to_owned);
    let all: BTreeSet<String> = listed.chain(shown).collect();
    let bare = all.iter().map(|word| word.trim_end_matches([':', ';', ',', '.']).to_owned()).collect();
    &all | &bare
}

/// Pieces of the screen with what they mean, from left to right and top to bottom.
pub(crate) fn runs(stage: &Stage) -> Vec<(String, String)> {
    let buffer = buffer(stage);
    let mut runs: Vec<(String, String)> = Vec::new();
    for y in 0..buffer.area.height {
        let mut before = String::new();
        for x in 0..buffer.area.width {
            let own = meaning(&buffer[(x, y)]);
            if x == 0 || own != before {
                runs.push((String::new(), own.clone()));
            }
            runs.last_mut().unwrap().0.push_str(buffer[(x, y)].symbol());
            before = own;
        }
    }
    runs
}

/// The bytes that a terminal is sent for a key: in the frame that follows it at once, and in the frame when what was
/// asked for has come.
pub(crate) fn bytes_of(stage: &mut Stage, key: &str, reach: Reach) -> (usize, usize) {
    let theme = Theme::named("dark", Depth::Full).unwrap();
    let mut screen = Screen::new(Vec::new());
    screen.may_move(reach);
    let area = stage.model.size.area();
    let mut send = |stage: &Stage| {
        screen.out().clear();
        let paint = |buffer: &mut Buffer| {
            let cursor = paint(stage, &theme, buffer);
            Beside { cursor, links: links(&stage.model, buffer), moving: moving(&stage.model) }
        };
        screen.draw(area, paint).unwrap();
        screen.out().len()
    };
    send(stage);
    let effects = stage.press_only(key);
    let first = send(stage);
    stage.answer(effects);
    (first, send(stage))
}

fn paint(stage: &Stage, theme: &Theme, buffer: &mut Buffer) -> Option<Position> {
    let look =
        Look { theme, texts: texts(stage.lang), signs: &stage.signs, keymap: keymap(), today: today() };
    draw(&stage.model, &look, buffer)
}

fn drawn(stage: &Stage, theme: &Theme) -> Buffer {
    let mut buffer = Buffer::empty(stage.model.size.area());
    paint(stage, theme, &mut buffer);
    buffer
}

/// A stage as a picture in the colours of the dark theme.
pub(crate) fn picture(stage: &Stage) -> String {
    const WIDE: usize = 8;
    const HIGH: usize = 17;
    let buffer = drawn(stage, &Theme::named("dark", Depth::Full).unwrap());
    let (columns, rows) = (usize::from(buffer.area.width), usize::from(buffer.area.height));
    let mut out = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {} {}\" font-family=\"monospace\" \
         font-size=\"13\">\n<rect width=\"100%\" height=\"100%\" fill=\"#18181c\"/>\n",
        columns * WIDE,
        rows * HIGH
    );
    for y in 0..buffer.area.height {
        let mut x = 0;
        while x < buffer.area.width {
            let style = buffer[(x, y)].style();
            let end = (x..buffer.area.width)
                .find(|x| buffer[(*x, y)].style() != style)
                .unwrap_or(buffer.area.width);
            let run: String = (x..end).map(|x| buffer[(x, y)].symbol()).collect();
            let (left, wide) = (usize::from(x) * WIDE, usize::from(end - x) * WIDE);
            let top = usize::from(y) * HIGH;
            if let Some(ground) = style.bg.and_then(hex) {
                writeln!(
                    out,
                    "<rect x=\"{left}\" y=\"{top}\" width=\"{wide}\" height=\"{HIGH}\" fill=\"{ground}\"/>"
                )
                .unwrap();
            }
            if !run.trim().is_empty() {
                let ink = style.fg.and_then(hex).unwrap_or_else(|| "#d7dae0".into());
                let bold =
                    if style.add_modifier.contains(Modifier::BOLD) { " font-weight=\"bold\"" } else { "" };
                let line = if style.add_modifier.contains(Modifier::UNDERLINED) {
                    " text-decoration=\"underline\""
                } else {
                    ""
                };
                let text = run.replace('&', "&amp;").replace('<', "&lt;");
                let y = top + 13;
                writeln!(
                    out,
                    "<text x=\"{left}\" y=\"{y}\" textLength=\"{wide}\" fill=\"{ink}\" \
                     xml:space=\"preserve\"{bold}{line}>{text}</text>"
                )
                .unwrap();
            }
            x = end;
        }
    }
    out.push_str("</svg>\n");
    out
}

fn hex(colour: Color) -> Option<String> {
    match colour {
        Color::Rgb(r, g, b) => Some(format!("#{r:02x}{g:02x}{b:02x}")),
        _ => None,
    }
}

/// The text of a stage, line by line.
pub(crate) fn text(stage: &Stage) -> String {
    let buffer = buffer(stage);
    let mut out = String::new();
    for y in 0..buffer.area.height {
        let mut line = String::new();
        let mut x = 0;
        while x < buffer.area.width {
            let symbol = buffer[(x, y)].symbol();
            line.push_str(symbol);
            x += u16::try_from(throughline::text::width::of(symbol)).unwrap().max(1);
        }
        out.push_str(line.trim_end());
        out.push('\n');
    }
    out
}

/// The text of a stage and what its cells mean.
pub(crate) fn print(stage: &Stage) -> String {
    let buffer = buffer(stage);
    let mut out = text(stage);
    out.push_str("---\n");
    for y in 0..buffer.area.height {
        let mut runs: Vec<(u16, u16, String)> = Vec::new();
        for x in 0..buffer.area.width {
            let own = meaning(&buffer[(x, y)]);
            match runs.last_mut() {
                Some((_, end, meaning)) if *meaning == own => *end = x + 1,
                _ => runs.push((x, x + 1, own)),
            }
        }
        let told: Vec<String> = runs
            .iter()
            .filter(|(_, _, meaning)| !meaning.is_empty())
            .map(|(start, end, meaning)| format!("{start}..{end} {meaning}"))
            .collect();
        if !told.is_empty() {
            writeln!(out, "{y}: {}", told.join(", ")).unwrap();
        }
    }
    out
}
