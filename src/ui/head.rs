//! Draws the names of the panes over them, and the way to those that are not shown. Never the panes.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::app::layout::Pane;
use crate::app::model::Model;
use crate::app::role::Role;
use crate::app::styled::cut;
use crate::model::view::ArticlePage;
use crate::text::width;
use crate::ui::canvas::put;
use crate::ui::look::Look;

/// Draws the top line.
pub fn draw(model: &Model, look: &Look<'_>, buffer: &mut Buffer) {
    let shown: Vec<(Pane, Rect)> =
        Pane::ALL.into_iter().filter_map(|pane| Some((pane, model.layout.pane(pane)?))).collect();
    if shown.len() == 1 && !model.alone {
        tabs(model, look, buffer);
        return;
    }
    for (pane, area) in shown {
        let line = Rect::new(area.x, model.layout.head.y, area.width, 1);
        if pane == Pane::Text {
            text_head(model, look, line, buffer);
        } else {
            let right = line.right().saturating_sub(1);
            let end =
                put(buffer, line.x + 1, line.y, right, look.texts.get(pane.key()), role(model, look, pane));
            let count = count(model, look, pane);
            let end = put(buffer, end + 1, line.y, right, &count, look.style(Role::Faint));
            if pane == Pane::Timeline && model.timeline.fresh() > 0 && !model.timeline.is_narrowed() {
                let fresh = look.texts.count("new", model.timeline.fresh());
                let text = format!("{}{fresh}", look.separator());
                put(buffer, end, line.y, right, &text, look.style(Role::Fresh));
            }
            if pane == Pane::Side && model.side.pinned.is_some() {
                let text = format!("{}{}", look.separator(), look.texts.get("side.pinned"));
                put(buffer, end, line.y, right, &text, look.style(Role::Key));
            }
        }
    }
}

fn role(model: &Model, look: &Look<'_>, pane: Pane) -> ratatui::style::Style {
    look.style(if model.focus == pane { Role::Focus } else { Role::Pane })
}

/// How much there is in a pane.
fn count(model: &Model, look: &Look<'_>, pane: Pane) -> String {
    let count = match pane {
        Pane::Timeline if model.timeline.is_narrowed() => {
            return format!("{} / {}", model.timeline.entries().len(), model.timeline.count());
        }
        Pane::Timeline => model.timeline.count(),
        Pane::Text => return String::new(),
        Pane::Side => model.reading.initiatives().len(),
    };
    if count == 0 { String::new() } else { look.texts.number(u64::try_from(count).unwrap_or(0)) }
}

/// Over the text: what is open and how far one is, and the pane that is not shown.
fn text_head(model: &Model, look: &Look<'_>, area: Rect, buffer: &mut Buffer) {
    let frame = model.frame();
    let mut left = frame.text.x.min(area.right());
    let mut right = area.right().saturating_sub(1);
    if model.layout.timeline.is_none() && !model.alone {
        let text = format!("{} {}  ", look.signs.get("left"), look.texts.get(Pane::Timeline.key()));
        left = put(buffer, area.x + 1, area.y, right, &text, look.style(Role::Faint)).max(left);
    }
    if model.layout.side.is_none() && !model.alone {
        let name = look.texts.get(Pane::Side.key());
        let text = format!("{name} {} {}", count(model, look, Pane::Side), look.signs.get("right"));
        let start = right.saturating_sub(columns(&text));
        put(buffer, start, area.y, right, &text, look.style(Role::Faint));
        right = start.saturating_sub(2);
    }
    let Some(page) = model.reading.page() else {
        put(buffer, left, area.y, right, look.texts.get(Pane::Text.key()), role(model, look, Pane::Text));
        return;
    };
    let mut percent = format!("{:>3} %", model.reading.percent(model.text_height()));
    let mut end = right.saturating_sub(columns(&percent));
    let mut room = usize::from(end.saturating_sub(left + 1));
    let name = open_name(model, page, look, room);
    let minutes = model.reading.minutes_left(model.text_height());
    let told = format!("{}{percent}", look.texts.count("minutes_left", minutes));
    if minutes > 0 && width::of(&name) + width::of(&told) + 3 <= usize::from(right.saturating_sub(left)) {
        percent = told;
        end = right.saturating_sub(columns(&percent));
        room = usize::from(end.saturating_sub(left + 1));
    }
    let name = cut(&name, room, look.signs.get("ellipsis"));
    put(buffer, left, area.y, end, &name, role(model, look, Pane::Text));
    put(buffer, end, area.y, right, &percent, look.style(Role::Faint));
}

/// Outlet and day of the open article, the day where there is room for it. One without an outlet has its title here once that is out of sight.
fn open_name(model: &Model, page: &ArticlePage, look: &Look<'_>, room: usize) -> String {
    let article = &page.article;
    let is_title_gone = model.reading.top(model.text_height()) > 0;
    let day = article.day().map(|day| look.texts.short_day(day, None));
    let title = (is_title_gone || day.is_none()).then_some(&article.title);
    let name = article.outlet.as_ref().or(title).cloned();
    let parts: Vec<String> = name.iter().cloned().chain(day).collect();
    let whole = parts.join(&look.separator());
    match name {
        Some(name) if width::of(&whole) > room => name,
        _ => whole,
    }
}

fn columns(text: &str) -> u16 {
    u16::try_from(width::of(text)).unwrap_or(u16::MAX)
}

/// Where there is room for one pane: the names of all, the present one marked.
fn tabs(model: &Model, look: &Look<'_>, buffer: &mut Buffer) {
    let area = model.layout.head;
    let percent = format!("{:>3} %", model.reading.percent(model.text_height()));
    let right = area.right().saturating_sub(1);
    let end = if model.focus == Pane::Text { right.saturating_sub(columns(&percent)) } else { right };
    let mut x = area.x + 1;
    let wide = |pane: &Pane| 2 + width::of(look.texts.get(pane.key()));
    let has_room = Pane::ALL.iter().map(wide).sum::<usize>() <= usize::from(end.saturating_sub(x)) + 1;
    let shown = if has_room { Pane::ALL.to_vec() } else { vec![model.focus] };
    for pane in shown {
        let sign = if pane == model.focus { look.signs.get("pointer") } else { " " };
        x = put(buffer, x, area.y, end, sign, role(model, look, pane));
        x = put(buffer, x, area.y, end, look.texts.get(pane.key()), role(model, look, pane)) + 1;
    }
    if model.focus == Pane::Text && model.reading.page().is_some() && x <= end {
        put(buffer, end, area.y, right, &percent, look.style(Role::Faint));
    }
}
