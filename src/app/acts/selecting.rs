//! Selecting text by keys. Never keeps what is selected.

use crate::app::command::Command;
use crate::app::layout::Pane;
use crate::app::model::Model;
use crate::app::panes::selection::{Selection, letter_back, letter_on, word_back, word_on};
use crate::base::span::Span;
use crate::lang::packs;
use crate::passage::select::{Ground, Unit, object};
use crate::text::sentences::Splitter;

/// Begins with the chosen mention, or with the first word the eye is on.
pub fn begin(model: &mut Model) {
    let height = model.text_height();
    let chosen = model.reading.choice_is_visible(height).then(|| model.reading.passage(height)).flatten();
    let text = model.reading.text();
    let eye = model.reading.eye();
    let word = Span::new(eye, letter_on(text, word_on(text, eye)));
    let span = chosen.unwrap_or(word);
    if !span.is_empty() && model.reading.page().is_some() {
        model.focus = Pane::Text;
        model.reading.selection = Some(Selection::of(model.reading.text(), span));
    }
}

/// Moves the end of the selection. Says whether the command was for it.
pub fn run(model: &mut Model, command: Command, count: Option<usize>) -> bool {
    let Some(selection) = model.reading.selection else {
        return false;
    };
    let height = model.text_height();
    for _ in 0..count.unwrap_or(1).min(10_000) {
        let at = model.reading.selection.map_or(selection.cursor, |selection| selection.cursor);
        let text = model.reading.text();
        let goal = match command {
            Command::CharOn => letter_on(text, at),
            Command::CharBack => letter_back(text, at),
            Command::WordOn => word_on(text, at),
            Command::WordBack => word_back(text, at),
            Command::Down => on_row(model, at, 1),
            Command::Up => on_row(model, at, -1),
            Command::NextParagraph => paragraph_end(model, at),
            Command::PreviousParagraph => paragraph_start(model, at),
            Command::First => 0,
            Command::Last => text.len(),
            Command::SelectWord => return take_object(model, Unit::Word, at),
            Command::SelectSentence => return take_object(model, Unit::Sentence, at),
            Command::SelectParagraph => return take_object(model, Unit::Paragraph, at),
            Command::SelectMention => return take_object(model, Unit::Mention, at),
            Command::SwapEnds => {
                let mut swapped = selection;
                swapped.swap();
                model.reading.selection = Some(swapped);
                swapped.cursor
            }
            _ => return false,
        };
        model.reading.move_cursor(goal, height);
        if command == Command::SwapEnds {
            break;
        }
    }
    true
}

/// Selects the word, sentence, paragraph or mention at a byte of the text, where there is one. Always `true`: the
/// wish was understood.
pub fn take_object(model: &mut Model, unit: Unit, at: usize) -> bool {
    let Some(page) = model.reading.page() else {
        return true;
    };
    let article = &page.article;
    let splitter = packs().get(article.lang).map(Splitter::new).unwrap_or_default();
    let block = article.blocks.iter().find(|block| block.span.end > at);
    let sentences: Vec<Span> = block.map_or_else(Vec::new, |block| {
        splitter
            .split(block.span.of(&article.text))
            .into_iter()
            .map(|one| one.shifted(block.span.start))
            .collect()
    });
    let mentions: Vec<Span> = page.extraction.mentions.iter().map(|mention| mention.span).collect();
    let ground =
        Ground { text: &article.text, sentences: &sentences, blocks: &article.blocks, mentions: &mentions };
    if let Some(span) = object(&ground, unit, at).filter(|span| !span.is_empty()) {
        let selection = Selection::of(&article.text, span);
        model.reading.selection = Some(selection);
    }
    true
}

/// The letter as far into the next or previous line of text as `at` is into its own.
fn on_row(model: &Model, at: usize, by: isize) -> usize {
    let set = model.reading.set();
    let text = model.reading.text();
    let row = set.row_of(at);
    let into =
        text.get(set.span(row).map_or(at, |span| span.start)..at).map_or(0, |part| part.chars().count());
    let mut goal = row;
    loop {
        let Some(next) = goal.checked_add_signed(by).filter(|next| *next < set.rows().len()) else {
            return at;
        };
        goal = next;
        if set.is_text(goal) {
            break;
        }
    }
    let span = set.span(goal).unwrap_or_default();
    let inside = span.of(text);
    let offset = inside.char_indices().nth(into).map_or(inside.len(), |(offset, _)| offset);
    if offset == inside.len() { letter_back(text, span.end) } else { span.start + offset }
}

fn paragraph_end(model: &Model, at: usize) -> usize {
    let text = model.reading.text();
    let Some(page) = model.reading.page() else {
        return at;
    };
    let last = |span: Span| letter_back(text, span.end);
    page.article.body().map(|block| last(block.span)).find(|end| *end > at).unwrap_or(at)
}

fn paragraph_start(model: &Model, at: usize) -> usize {
    let Some(page) = model.reading.page() else {
        return at;
    };
    page.article.body().map(|block| block.span.start).filter(|start| *start < at).last().unwrap_or(at)
}
