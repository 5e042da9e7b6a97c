//! Draws a line of typed words and what fits them. Never looks for it.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::style::Style;

use crate::app::event::Found;
use crate::app::layout::{Layout, PAGE_MARGIN};
use crate::app::panes::picker::{Item, Kind, Picker};
use crate::app::problems::said;
use crate::app::role::Role;
use crate::app::styled::{cut, folded};
use crate::text::width;
use crate::ui::canvas::{clear, put, put_typed, tint};
use crate::ui::look::Look;
use crate::ui::marked::marked;
use crate::ui::root::boxed;

/// Draws the list. Says where the cursor stands.
pub fn draw(picker: &Picker, look: &Look<'_>, layout: &Layout, buffer: &mut Buffer) -> Position {
    let inside = match picker.kind {
        Kind::Library => {
            let area = Rect { y: layout.head.y, height: layout.body.bottom() - layout.head.y, ..layout.body };
            clear(buffer, area, look.style(Role::Ground));
            Rect { x: area.x + PAGE_MARGIN, width: area.width.saturating_sub(2 * PAGE_MARGIN), ..area }
        }
        Kind::Commands | Kind::Titles => {
            boxed(look.texts.get(picker.kind.key()), 88, 24, look, layout.body, buffer)
        }
    };
    let cursor = typed(picker, look, inside, buffer);
    let list = Rect { y: inside.y + 2, height: inside.height.saturating_sub(2), ..inside };
    if picker.items().is_empty() {
        nothing(picker, look, list, buffer);
    }
    let rows = u16::try_from(picker.rows()).unwrap_or(1);
    let mut y = list.y;
    for (index, item) in picker.items().iter().enumerate().skip(picker.top()) {
        if y >= list.bottom() {
            break;
        }
        let height = rows.min(list.bottom() - y);
        let ground = if index == picker.selected() { look.style(Role::Selected) } else { Style::new() };
        let area = Rect { y, height, ..list };
        if index == picker.selected() {
            tint(buffer, Rect { height: height.min(rows.saturating_sub(1).max(1)), ..area }, ground);
        }
        draw_item(picker, item, look, area, ground, buffer);
        y += rows;
    }
    cursor
}

/// The typed words and how much fits them.
fn typed(picker: &Picker, look: &Look<'_>, area: Rect, buffer: &mut Buffer) -> Position {
    let told = match picker.kind {
        Kind::Library if picker.is_loaded() && !picker.typed().is_empty() => {
            look.texts.count("articles", picker.items().len())
        }
        Kind::Library | Kind::Commands | Kind::Titles => String::new(),
    };
    let start = area.right().saturating_sub(u16::try_from(width::of(&told)).unwrap_or(0));
    put(buffer, start, area.y, area.right(), &told, look.style(Role::Dim));
    let end = start.saturating_sub(1);
    let mut x = area.x;
    if picker.kind == Kind::Library {
        x = put(buffer, x, area.y, end, look.texts.get(picker.kind.key()), look.style(Role::Focus)) + 1;
    } else {
        x = put(buffer, x, area.y, end, look.signs.get("pointer"), look.style(Role::Key)) + 1;
    }
    put_typed(buffer, x, area.y, end, picker.typed(), look.style(Role::Text))
}

/// How to ask, where nothing was asked; that nothing fits, and what was not understood.
fn nothing(picker: &Picker, look: &Look<'_>, area: Rect, buffer: &mut Buffer) {
    let mut lines = Vec::new();
    if picker.kind == Kind::Library && picker.typed().text().trim().is_empty() {
        if asks(look, area, buffer) {
            return;
        }
        lines = folded(look.texts.get("picker.hint"), usize::from(area.width), usize::from(area.height), "");
    } else if picker.is_loaded() {
        lines.push(look.texts.get("picker.none").to_owned());
        if picker.kind == Kind::Library {
            lines
                .extend(picker.query().troubles.iter().map(|trouble| said(&trouble.what.said(), look.texts)));
        }
    }
    for (line, y) in lines.iter().zip(area.y..area.bottom()) {
        put(buffer, area.x, y, area.right(), line, look.style(Role::Dim));
    }
}

/// What can be asked for, by their keys in the interface texts.
const ASKS: [&str; 12] = [
    "words", "phrase", "without", "lang", "outlet", "actor", "stage", "kind", "thread", "tag", "after", "is",
];

/// What can be asked for and what it means, in two columns, where there is room for them. Says whether there is.
fn asks(look: &Look<'_>, area: Rect, buffer: &mut Buffer) -> bool {
    let rows = ASKS.map(|ask| {
        let text = |part: &str| look.texts.find(&format!("ask.{part}.{ask}")).unwrap_or_default();
        (text("form"), text("means"))
    });
    let widest = |all: [&str; ASKS.len()]| all.into_iter().map(width::of).max().unwrap_or(0);
    let start = widest(rows.map(|(form, _)| form)) + 3;
    if start + widest(rows.map(|(_, means)| means)) > usize::from(area.width)
        || rows.len() > usize::from(area.height)
    {
        return false;
    }
    let start = area.x + u16::try_from(start).unwrap_or(0);
    for ((form, means), y) in rows.into_iter().zip(area.y..area.bottom()) {
        put(buffer, area.x, y, area.right(), form, look.style(Role::Key));
        put(buffer, start, y, area.right(), means, look.style(Role::Dim));
    }
    true
}

fn draw_item(picker: &Picker, item: &Item, look: &Look<'_>, area: Rect, ground: Style, buffer: &mut Buffer) {
    match item {
        Item::Command(hit) => {
            marked(&hit.title, &hit.marks, Role::Text, look, area, ground, buffer);
            let keys = look.keymap.keys_of(hit.key, &picker.scopes).unwrap_or_default();
            let x = area.right().saturating_sub(u16::try_from(width::of(&keys) + 1).unwrap_or(0));
            put(buffer, x, area.y, area.right(), &keys, look.style(Role::Key).patch(ground));
        }
        Item::Title(hit) => marked(&hit.title, &hit.marks, Role::Text, look, area, ground, buffer),
        Item::Article(row) => {
            if let Some(found) = picker.details(*row) {
                draw_found(found, picker.rows() > 3, look, area, ground, buffer);
            }
        }
    }
}

/// Title on the first row with date and outlet, or these on a row of their own where it is narrow; then the place.
fn draw_found(
    found: &Found,
    is_narrow: bool,
    look: &Look<'_>,
    area: Rect,
    ground: Style,
    buffer: &mut Buffer,
) {
    let summary = &found.summary;
    let mut about: Vec<String> = summary.day.map(|day| look.texts.short_day(day, None)).into_iter().collect();
    about.extend(summary.outlet.clone());
    about.push(summary.lang.to_string());
    let about = about.join(&look.separator());
    let ellipsis = look.signs.get("ellipsis");
    let dim = look.style(Role::Dim).patch(ground);
    let row = |row: u16| Rect { y: area.y + row, height: 1, ..area };
    let mut room = area.width;
    if is_narrow && area.height > 1 {
        let about = cut(&about, usize::from(area.width), ellipsis);
        put(buffer, area.x, row(1).y, area.right(), &about, dim);
    } else if !is_narrow {
        let about = cut(&about, usize::from(area.width / 2), ellipsis);
        let wide = u16::try_from(width::of(&about)).unwrap_or(0);
        put(buffer, area.right().saturating_sub(wide), area.y, area.right(), &about, dim);
        room = area.width.saturating_sub(wide + 2);
    }
    let title = cut(&summary.title, usize::from(room), ellipsis);
    let role = if summary.read { Role::Text } else { Role::Unread };
    put(buffer, area.x, area.y, area.right(), &title, look.style(role).patch(ground));
    let place = 1 + u16::from(is_narrow);
    if area.height > place {
        let snippet = &found.snippet;
        marked(&snippet.text, &snippet.marks, Role::Dim, look, row(place), ground, buffer);
    }
}
