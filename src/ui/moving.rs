//! Where on the screen rows move up or down together, so that the terminal may move them itself. Never draws.

use ratatui::layout::Rect;

use crate::app::model::Model;

/// The areas whose rows move together: the panes, or the page that lies over them.
#[must_use]
pub fn moving(model: &Model) -> Vec<Rect> {
    let layout = &model.layout;
    if model.size.is_too_small() {
        return Vec::new();
    }
    match model.views.last() {
        Some(view) if view.is_page() => vec![layout.body],
        Some(_) => Vec::new(),
        None => {
            let text = layout.text.map(|area| {
                // The position bar stays, where the terminal can leave it.
                let bar = u16::from(area.width < model.size.columns);
                Rect { width: area.width.saturating_sub(bar), ..area }
            });
            [layout.timeline, text, layout.side].into_iter().flatten().collect()
        }
    }
}
