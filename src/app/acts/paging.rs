//! The article as plain text for the user's own pager. Never runs it.

use crate::app::context::Context;
use crate::app::effect::{Effect, Effects};
use crate::app::model::Model;
use crate::app::panes::typeset::{SetRow, Shows, typeset};
use crate::app::status::Tone;
use crate::model::article::Article;
use crate::text::sanitise;
use crate::text::wrap::{Measure, shown};

/// Lends the terminal to the pager with the article that is open.
pub fn article(model: &mut Model, context: &Context<'_>, effects: &mut Effects) {
    let Some(page) = model.reading.page() else {
        model.status.tell(Tone::Plain, context.texts.get("status.no_article"));
        return;
    };
    let about = model.reading.set().rows().iter().filter_map(|row| match &row.shows {
        Shows::About(line) => Some(line.clone()),
        Shows::Blank | Shows::Title(_) | Shows::Text { .. } => None,
    });
    let columns = usize::from(model.measure.min(model.size.columns)).max(1);
    effects.push(Effect::Show(written(&page.article, &about.collect::<Vec<_>>(), columns)));
}

/// The article in lines of at most so many columns, with no word broken where that can be helped: a pager finds words.
fn written(article: &Article, about: &[String], columns: usize) -> String {
    let set = typeset(article, about, Measure { columns, hyphenation: None });
    set.rows().iter().map(|row| line(article, row) + "\n").collect()
}

fn line(article: &Article, row: &SetRow) -> String {
    match &row.shows {
        Shows::Blank => String::new(),
        Shows::Title(text) | Shows::About(text) => sanitise::line(text).into_owned(),
        Shows::Text { .. } => {
            let mut line = " ".repeat(row.indent.into());
            line.extend(shown(&article.text, row.span).map(|cluster| cluster.shown.into_owned()));
            line.truncate(line.trim_end().len());
            line
        }
    }
}
