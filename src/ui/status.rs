//! Draws the bottom line: what is typed, a message, progress, or what the keys do. Never decides what they do.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use crate::app::command::Command;
use crate::app::key::{Code, Held, Key, spoken};
use crate::app::keymap::Scope;
use crate::app::model::{Model, Prompt, View};
use crate::app::panes::picker::Kind;
use crate::app::panes::typed::Typed;
use crate::app::role::Role;
use crate::app::status::Tone;
use crate::app::styled::folded;
use crate::text::width;
use crate::ui::canvas::{clear, put, put_typed};
use crate::ui::look::Look;

/// Draws the bottom line. Says where the cursor stands, where something is typed.
pub fn draw(model: &Model, look: &Look<'_>, buffer: &mut Buffer) -> Option<Position> {
    let area = model.layout.foot;
    if area.is_empty() {
        return None;
    }
    match model.prompt {
        Some(Prompt::Find(_)) => return Some(find(model, look, area, buffer)),
        Some(Prompt::Narrow) => return Some(narrow(model, look, area, buffer)),
        Some(Prompt::Timeline(_)) => {
            let typed = model.timeline.typed();
            let told = look.texts.count("articles", model.timeline.entries().len());
            return Some(prompt(look, look.texts.get("narrow.prompt"), typed, &told, area, buffer));
        }
        Some(Prompt::Bookmarks(_)) => return Some(narrow_bookmarks(model, look, area, buffer)),
        Some(Prompt::Tags(ref tagging)) => {
            let offers: Vec<&str> = tagging.offers().take(4).collect();
            let told = if offers.is_empty() {
                look.texts.get("tags.keys").to_owned()
            } else {
                look.texts.with("tags.offers", &[("tags", &offers.join(", "))])
            };
            return Some(prompt(look, look.texts.get("tags.prompt"), &tagging.typed, &told, area, buffer));
        }
        Some(Prompt::Rename(ref label)) => {
            let told = look.texts.get("rename.keys");
            return Some(prompt(look, look.texts.get("rename.ask"), label, told, area, buffer));
        }
        Some(Prompt::EmptyTrash(_) | Prompt::Original(_)) | None => {}
    }
    let (right, told) = right_part(model, look, area);
    let inside = Rect::new(area.x + 1, area.y, right.saturating_sub(area.x + 2), 1);
    if !model.pending.keys.is_empty() {
        following(model, look, right, buffer);
    } else if let Some((role, lines)) = message(model, look) {
        rows_up(&lines, role, look, area, buffer);
    } else {
        hints(model, look, inside, buffer);
    }
    put(buffer, right, area.y, area.right().saturating_sub(1), &told, look.style(Role::Status));
    None
}

/// Lines of which the last stands on the bottom line and the others over it, so that no word of them is lost.
fn rows_up(lines: &[String], role: Role, look: &Look<'_>, area: Rect, buffer: &mut Buffer) {
    let height = u16::try_from(lines.len()).unwrap_or(1).min(area.bottom());
    let over = Rect { y: area.bottom() - height, height, ..area };
    clear(buffer, over, look.style(Role::Ground));
    for (line, y) in lines.iter().zip(over.y..over.bottom()) {
        put(buffer, area.x + 1, y, area.right(), line, look.style(role));
    }
}

/// What the keys do here. While text is being chosen: that it is, and only what is for that.
fn hints(model: &Model, look: &Look<'_>, inside: Rect, buffer: &mut Buffer) {
    let is_choosing = model.views.is_empty() && model.reading.selection.is_some();
    let mut room = inside;
    if is_choosing {
        let end = put(
            buffer,
            inside.x,
            inside.y,
            inside.right(),
            look.texts.get("select.mode"),
            look.style(Role::Focus),
        );
        room.width = inside.right().saturating_sub(end + 3);
        room.x = end + 3;
    }
    let scopes = if is_choosing { &[Scope::Select] } else { model.scopes() };
    let named = match model.views.last() {
        Some(View::Picker(picker)) => picking(picker.kind),
        _ => look.keymap.hints(scopes).into_iter().map(|(keys, command)| (keys, command.name())).collect(),
    };
    let mut named: Vec<(String, &str)> = named;
    if model.views.is_empty() && !is_choosing && model.timeline.is_narrowed() {
        let keys = look.keymap.keys_of(Command::Cancel, scopes).unwrap_or_default();
        named.insert(0, (keys, SHOW_ALL));
    }
    pairs(look, &fitting(look, named, usize::from(room.width)), room, buffer);
}

/// The way back to all articles: what calls off does there.
const SHOW_ALL: &str = "show_all";

/// What the keys do where words are typed to find something.
fn picking(kind: Kind) -> Vec<(String, &'static str)> {
    let choose = if kind == Kind::Commands { "do_it" } else { Command::Open.name() };
    [
        (Code::Enter, choose),
        (Code::Down, Command::Down.name()),
        (Code::Up, Command::Up.name()),
        (Code::Esc, Command::Close.name()),
    ]
    .map(|(code, name)| (spoken(&[Key { code, held: Held::Nothing }]), name))
    .into()
}

/// The hints that have room, in their order: the way back before all others, then the first, then the way to all keys.
fn fitting<'a>(look: &Look<'_>, all: Vec<(String, &'a str)>, room: usize) -> Vec<(String, &'a str)> {
    let back = [Command::Close.name(), Command::Cancel.name(), SHOW_ALL];
    let rank = |(at, (_, name)): (usize, &(String, &str))| match *name {
        name if back.contains(&name) => 0,
        _ if at == 0 => 1,
        name if name == Command::Help.name() => 2,
        _ => 3,
    };
    let mut ranked: Vec<(usize, usize)> = all.iter().enumerate().map(|pair| (rank(pair), pair.0)).collect();
    ranked.sort_unstable();
    let mut used = 0;
    let mut kept = Vec::new();
    for (_, at) in ranked {
        let wide = all.get(at).map_or(0, |pair| columns(look, pair));
        if used + wide <= room {
            used += wide + usize::from(BETWEEN);
            kept.push(at);
        }
    }
    all.into_iter().enumerate().filter(|(at, _)| kept.contains(at)).map(|(_, pair)| pair).collect()
}

/// Draws what can follow the keys pressed so far, over as many rows as that takes.
fn following(model: &Model, look: &Look<'_>, right: u16, buffer: &mut Buffer) {
    let area = model.layout.foot;
    let next = look.keymap.following(&model.pending.keys, model.scopes());
    let next: Vec<(String, &str)> =
        next.iter().map(|(keys, command)| (spoken(keys), command.name())).collect();
    let room = usize::from(right.saturating_sub(area.x + 2));
    let mut rows: Vec<Vec<(String, &str)>> = vec![Vec::new()];
    let mut used = 0;
    for pair in next {
        let wide = columns(look, &pair);
        if used > 0 && used + wide > room {
            rows.push(Vec::new());
            used = 0;
        }
        used += wide + usize::from(BETWEEN);
        if let Some(row) = rows.last_mut() {
            row.push(pair);
        }
    }
    let height = u16::try_from(rows.len()).unwrap_or(1).min(area.bottom());
    let over = Rect { y: area.bottom() - height, height, ..area };
    clear(buffer, Rect { height: height - u16::from(height > 0), ..over }, look.style(Role::Ground));
    for (row, y) in rows.iter().zip(over.y..over.bottom()) {
        pairs(look, row, Rect::new(area.x + 1, y, right.saturating_sub(area.x + 2), 1), buffer);
    }
}

/// What is told or asked, in lines as wide as the bottom line has room for: of a message three at most, of a question
/// all.
fn message(model: &Model, look: &Look<'_>) -> Option<(Role, Vec<String>)> {
    let area = model.layout.foot;
    let (start, _) = right_part(model, look, area);
    let columns = usize::from(start.saturating_sub(area.x + 2)).max(1);
    let asked = |text: &str| folded(text, columns, usize::from(area.y).max(1), look.signs.get("ellipsis"));
    match &model.prompt {
        Some(Prompt::EmptyTrash(count)) => {
            return Some((Role::Bad, asked(&look.texts.count("empty_trash", *count))));
        }
        Some(Prompt::Original(address)) => {
            let question = format!("{} {address}", look.texts.get("original.ask"));
            let keys = look.texts.get("original.keys");
            let whole = format!("{question}{}{keys}", look.separator());
            let mut lines = vec![whole];
            if lines.iter().any(|line| width::of(line) > columns) {
                lines = asked(&question);
                lines.extend(asked(keys));
            }
            return Some((Role::Text, lines));
        }
        _ => {}
    }
    if let Some(message) = &model.status.message {
        let role = match message.tone {
            Tone::Good => Role::Good,
            Tone::Plain => Role::Status,
            Tone::Bad => Role::Bad,
        };
        return Some((role, folded(&message.text, columns, 3, look.signs.get("ellipsis"))));
    }
    if let Some(View::Ledger(ledger)) = model.views.last()
        && let Some((_, label)) = &ledger.merging
    {
        return Some((Role::Key, asked(&look.texts.with("ledger.merging", &[("label", label)]))));
    }
    let is_attaching = model.attaching.is_some() && model.views.is_empty();
    is_attaching.then(|| (Role::Key, asked(look.texts.get("status.attaching"))))
}

/// What stands on the right of the bottom line, and where it begins.
fn right_part(model: &Model, look: &Look<'_>, area: Rect) -> (u16, String) {
    let mut text = String::new();
    if let Some(progress) = &model.status.progress {
        let name = look.texts.get(&format!("progress.{}", progress.what)).to_owned();
        let number = |count: usize| look.texts.number(u64::try_from(count).unwrap_or(u64::MAX));
        let done = if progress.total > 0 {
            format!("{} / {}", number(progress.done), number(progress.total))
        } else {
            number(progress.done)
        };
        text = format!("{name} {done}");
        if width::of(&text) > usize::from(area.width / 2) {
            // The numbers tell that something goes on.
            text = done;
        }
    }
    if text.is_empty() && model.read_only.is_some() && model.status.message.is_none() {
        look.texts.get("status.read_only").clone_into(&mut text);
    }
    let count = model.pending.count.map(|count| count.to_string()).unwrap_or_default();
    let typed = format!("{count}{}", spoken(&model.pending.keys));
    if !typed.is_empty() {
        text = format!("{text}  {typed}");
    }
    let wide = u16::try_from(width::of(&text)).unwrap_or(u16::MAX);
    (area.right().saturating_sub(1).saturating_sub(wide.min(area.width / 2)), text)
}

/// Columns between keys with what they do.
const BETWEEN: u16 = 3;

/// What a command does, in the language of the interface.
fn named<'a>(look: &Look<'a>, name: &'a str) -> &'a str {
    let text = look.texts.find(&format!("command.{name}"));
    text.or_else(|| look.texts.find(&format!("hint.{name}"))).unwrap_or(name)
}

/// Columns of keys with what they do.
fn columns(look: &Look<'_>, (keys, name): &(String, &str)) -> usize {
    width::of(keys) + 1 + width::of(named(look, name))
}

/// Keys with what they do, as many as there is room for.
fn pairs(look: &Look<'_>, pairs: &[(String, &str)], area: Rect, buffer: &mut Buffer) {
    let mut x = area.x;
    for pair in pairs {
        let wide = u16::try_from(columns(look, pair)).unwrap_or(u16::MAX);
        if x.saturating_add(wide) > area.right() {
            continue;
        }
        x = put(buffer, x, area.y, area.right(), &pair.0, look.style(Role::Key)) + 1;
        x = put(buffer, x, area.y, area.right(), named(look, pair.1), look.style(Role::Status)) + BETWEEN;
    }
}

/// What is typed where nothing is.
static NOTHING: Typed = Typed::EMPTY;

/// From this width on there is room to say how else one can find.
const WIDE: u16 = 70;

/// The words to find, and which place of how many one is at.
fn find(model: &Model, look: &Look<'_>, area: Rect, buffer: &mut Buffer) -> Position {
    let finds = model.reading.finds.as_ref();
    let typed = finds.map_or(&NOTHING, |finds| &finds.typed);
    let told = match finds {
        Some(finds) if !finds.places.is_empty() => look.texts.with(
            "find.at",
            &[("n", &(finds.here + 1).to_string()), ("all", &finds.places.len().to_string())],
        ),
        Some(finds) if !finds.typed.is_empty() => look.texts.get("find.none").to_owned(),
        _ => String::new(),
    };
    let told = if area.width < WIDE {
        told
    } else {
        let key = if finds.is_some_and(|finds| finds.forms) { "find.forms" } else { "find.exact" };
        let lead = if told.is_empty() { String::new() } else { format!("{told}{}", look.separator()) };
        format!("{lead}{}", look.texts.get(key))
    };
    prompt(look, look.texts.get("find.prompt"), typed, &told, area, buffer)
}

/// What bookmarks must meet, and how many do.
fn narrow_bookmarks(model: &Model, look: &Look<'_>, area: Rect, buffer: &mut Buffer) -> Position {
    let list = model
        .views
        .iter()
        .rev()
        .find_map(|view| if let View::Bookmarks(list) = view { Some(list) } else { None });
    let typed = list.map_or(&NOTHING, |list| &list.typed);
    let told = look.texts.count("bookmarks", list.map_or(0, |list| list.rows().len()));
    prompt(look, look.texts.get("narrow.prompt"), typed, &told, area, buffer)
}

/// The words that rows of the table must have, and how many have them.
fn narrow(model: &Model, look: &Look<'_>, area: Rect, buffer: &mut Buffer) -> Position {
    if let Some(View::Figures(page)) = model.views.last() {
        let told = look.texts.count("figures_count", page.count());
        return prompt(look, look.texts.get("narrow.prompt"), &page.typed, &told, area, buffer);
    }
    let ledger = model
        .views
        .iter()
        .rev()
        .find_map(|view| if let View::Ledger(ledger) = view { Some(ledger) } else { None });
    let typed = ledger.map_or(&NOTHING, |ledger| &ledger.typed);
    let told = look.texts.count("initiatives", ledger.map_or(0, |ledger| ledger.count()));
    prompt(look, look.texts.get("narrow.prompt"), typed, &told, area, buffer)
}

/// A line that is being typed, with what is to be known of it on the right, or over it where there is no room. Says
/// where the cursor stands.
fn prompt(
    look: &Look<'_>,
    name: &str,
    typed: &Typed,
    told: &str,
    area: Rect,
    buffer: &mut Buffer,
) -> Position {
    let right = area.right().saturating_sub(1);
    let room = usize::from(right.saturating_sub(area.x + 1));
    let fits = width::of(name) + 1 + width::of(typed.text()) + 1 + width::of(told) + 2 <= room;
    let end = if fits {
        let start = right.saturating_sub(u16::try_from(width::of(told)).unwrap_or(0));
        put(buffer, start, area.y, right, told, look.style(Role::Status));
        start.saturating_sub(2)
    } else {
        let mut lines = folded(told, room, usize::from(area.y), "");
        lines.push(String::new());
        rows_up(&lines, Role::Status, look, area, buffer);
        right
    };
    let x = put(buffer, area.x + 1, area.y, end, name, look.style(Role::Key)) + 1;
    put_typed(buffer, x, area.y, end, typed, look.style(Role::Text))
}
