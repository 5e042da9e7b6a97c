//! Makes an article of a draft: puts together what the other files read. Never reads bytes.

use crate::base::problem::Problem;
use crate::base::said::Said;
use crate::import::formats::Draft;
use crate::import::identity::{self, Marks};
use crate::import::words::Key;
use crate::import::{Source, blocks, dated, outlet, title};
use crate::lang::detect::detect;
use crate::model::article::{Article, Block, BlockKind};
use crate::model::lang::Lang;
use crate::text::dates::Names;

/// The longest title, in characters.
const LONGEST_TITLE: usize = 300;

/// The article of one draft.
pub(super) fn make(draft: Draft, source: &Source<'_>, problems: &mut Vec<Problem>) -> Article {
    let Draft { text, header, body: part, fields } = draft;
    let names = Names::of(source.packs.iter());
    let file = source.name.rsplit(['/', '\\']).next().unwrap_or(source.name);
    let body = blocks::read(&text, part, &names);
    let dates = dated::dates(&dated::Grounds {
        text: &text,
        header: fields.get(&Key::Date),
        body: &body,
        file,
        modified: source.modified,
        names: &names,
    });
    if dates.is_empty() {
        problems.push(Problem::new(Said::text("problem.no_date"), "").hint(Said::text("advice.date")));
    }
    let field = |key: Key| fields.get(&key).map(|field| field.value.clone());
    let origin = outlet::origin(&text, &fields, &body);
    let block = |kind: BlockKind| body.blocks.iter().find(|block| block.kind == kind);
    let headline =
        field(Key::Title).or_else(|| block(BlockKind::Headline).map(|b| b.span.of(&text).to_owned()));
    let first = body.blocks.iter().find(|block| block.kind.is_body()).or(body.blocks.first());
    let opening = first.map_or(text.as_str(), |block| block.span.of(&text));
    let id = identity::id(&Marks {
        url: fields.get(&Key::Url).map(|field| field.value.as_str()),
        outlet: origin.outlet.as_deref(),
        opening: headline.as_deref().unwrap_or(opening),
        dates: &dates,
    });
    let title = shown_title(headline.as_deref(), opening, file);
    let stated = field(Key::Lang).map_or(Lang::UNKNOWN, |code| Lang::new(&code));
    let lang = if stated.is_known() { stated } else { language(&text, &body.blocks, source) };
    let mut blocks = Vec::with_capacity(body.blocks.len() + 1);
    if !header.is_empty() {
        blocks.push(Block { span: header, kind: BlockKind::Header });
    }
    blocks.extend(&body.blocks);
    Article {
        id,
        revision: identity::revision(&text),
        title,
        date: dates.first().cloned(),
        dates,
        outlet: origin.outlet,
        credited: origin.credited,
        url: origin.url,
        author: field(Key::Author).or_else(|| body.author.map(|author| author.of(&text).to_owned())),
        lang,
        blocks,
        file: file.to_owned(),
        text,
    }
}

/// The headline, else the first sentence, else the file's name; one line, never empty.
fn shown_title(headline: Option<&str>, opening: &str, file: &str) -> String {
    let made = match headline.map(title::one_line).filter(|line| !line.is_empty()) {
        Some(line) if line.chars().count() > LONGEST_TITLE => title::from_paragraph(&line),
        Some(line) => line,
        None => title::from_paragraph(opening),
    };
    let made = if made.trim_matches('…').is_empty() { title::one_line(file) } else { made };
    if made.is_empty() { "…".to_owned() } else { made }
}

/// The language of the parts that are to be read.
fn language(text: &str, blocks: &[Block], source: &Source<'_>) -> Lang {
    let mut read = String::new();
    for block in blocks.iter().filter(|block| block.kind.is_body()) {
        read.push_str(block.span.of(text));
        read.push('\n');
        if read.len() > 32_768 {
            break;
        }
    }
    detect(&read, source.packs)
}
