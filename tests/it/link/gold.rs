//! Hand-labelled mentions of a folder of articles, as linking gets them; and how well threads agree with them.

use std::collections::{BTreeMap, HashMap};
use std::fs;
use std::path::Path;

use serde::Deserialize;
use throughline::base::span::Span;
use throughline::extract::Extractor;
use throughline::import::{Source, read};
use throughline::lang::packs;
use throughline::link::features::ArticleFeatures;
use throughline::link::{features, link};
use throughline::model::article::Article;
use throughline::model::extraction::Extraction;
use throughline::model::mention::{Kind, Mention, Polarity, Stage};
use throughline::model::thread::Linking;

use super::encoder::ENCODER;

/// One labelled mention.
#[derive(Clone, Debug, Deserialize)]
pub(super) struct Row {
    pub(super) id: String,
    pub(super) seed: String,
    pub(super) quote: String,
    actor: Option<String>,
    kind: String,
    modality: String,
    when: Option<String>,
    pub(super) cluster: String,
    pub(super) tier: String,
}

/// A labelled article: what was read, and its labelled mentions as if extraction had found just these.
pub(super) struct Labelled {
    pub(super) article: Article,
    pub(super) gold: Extraction,
    pub(super) rows: Vec<Row>,
}

/// Reads the labelled rows of `list` with the articles of `folder` they name.
pub(super) fn labelled(folder: &Path, list: &Path) -> Vec<Labelled> {
    let mut by_file: BTreeMap<String, Vec<Row>> = BTreeMap::new();
    for line in fs::read_to_string(list).unwrap().lines().filter(|line| !line.trim().is_empty()) {
        let row: Row = serde_json::from_str(line).unwrap();
        by_file.entry(row.seed.clone()).or_default().push(row);
    }
    let extractor = Extractor::new(packs());
    by_file
        .into_iter()
        .map(|(file, rows)| {
            let bytes = fs::read(folder.join(&file)).unwrap();
            let source =
                Source { name: &file, bytes: &bytes, modified: None, encoding: None, packs: packs() };
            let mut article = read(&source).unwrap().articles.remove(0);
            article.id = file.as_str().into();
            let found = extractor.extract(&article);
            let mut from = 0;
            let mentions = rows.iter().map(|row| mention(&article.text, row, &mut from)).collect();
            Labelled { gold: Extraction { mentions, ..found }, article, rows }
        })
        .collect()
}

fn mention(text: &str, row: &Row, from: &mut usize) -> Mention {
    let span = find(text, &row.quote, *from).unwrap_or_else(|| panic!("{}: no «{}»", row.seed, row.quote));
    *from = span.start;
    Mention {
        id: row.id.as_str().into(),
        span,
        object: span,
        label: row.quote.clone(),
        actor: row.actor.clone(),
        stage: Stage::from_word(&row.modality).unwrap(),
        kind: Kind::from_word(&row.kind).unwrap(),
        when: row.when.as_deref().and_then(|when| when.parse().ok()),
        confidence: 0.9,
        rule: "gold".into(),
        polarity: Polarity::Asserted,
        antecedent: None,
        host: None,
    }
}

/// Where the quote stands, from a place on or else from the beginning; white space and quotation marks may
/// have been made alike since.
fn find(text: &str, quote: &str, from: usize) -> Option<Span> {
    let plain = |c: char| match c {
        '“' | '”' | '«' | '»' => '"',
        '’' => '\'',
        '–' | '—' => '-',
        c if c.is_whitespace() => ' ',
        c => c,
    };
    let wanted: Vec<char> =
        quote.split_whitespace().collect::<Vec<_>>().join(" ").chars().map(plain).collect();
    let starts = text.char_indices().map(|(at, _)| at);
    let fits = |at: usize| {
        let mut left = wanted.iter().peekable();
        let mut space = false;
        for (offset, c) in text[at..].char_indices().map(|(offset, c)| (offset, plain(c))) {
            let Some(next) = left.peek() else { return Some(Span::new(at, at + offset)) };
            if c == ' ' && space {
                continue;
            }
            if c != **next {
                return None;
            }
            space = c == ' ';
            left.next();
        }
        left.peek().is_none().then(|| Span::new(at, text.len()))
    };
    let after = starts.clone().filter(|at| *at >= from).find_map(fits);
    after.or_else(|| starts.filter(|at| *at < from).find_map(fits))
}

/// How well threads agree with labels.
#[derive(Clone, Copy, Debug)]
pub(super) struct Quality {
    /// B-cubed F1.
    pub(super) bcubed: f64,
    /// F1 of pairs.
    pub(super) pairs: f64,
    /// F1 of pairs of different articles.
    pub(super) across: f64,
    /// F1 of pairs of different languages.
    pub(super) tongues: f64,
}

/// One core mention: its label, its thread, its article and language.
pub(super) struct Item {
    pub(super) cluster: String,
    pub(super) thread: String,
    pub(super) file: String,
    pub(super) lang: String,
}

/// Links labelled mentions and gives the core ones with their threads.
pub(super) fn items(all: &[Labelled]) -> Vec<Item> {
    let described: Vec<ArticleFeatures> =
        all.iter().map(|one| features(&one.article, &one.gold, &ENCODER)).collect();
    let linking = link(&described, &Linking::default(), &[]);
    let rows: HashMap<(&str, &str), (&Row, &Article)> = all
        .iter()
        .flat_map(|one| {
            one.rows.iter().map(move |row| ((row.seed.as_str(), row.id.as_str()), (row, &one.article)))
        })
        .collect();
    let mut items = Vec::new();
    for thread in &linking.threads {
        for at in &thread.mentions {
            let (row, article) = rows[&(at.article.as_str(), at.mention.as_str())];
            if row.tier == "core" {
                items.push(Item {
                    cluster: row.cluster.clone(),
                    thread: thread.id.to_string(),
                    file: row.seed.clone(),
                    lang: article.lang.to_string(),
                });
            }
        }
    }
    items
}

/// Compares threads with labels.
pub(super) fn quality(items: &[Item]) -> Quality {
    let (mut precision, mut recall) = (0.0, 0.0);
    let mut counts = [[0.0_f64; 3]; 3];
    for (at, one) in items.iter().enumerate() {
        let count = |test: &dyn Fn(&Item) -> bool| items.iter().filter(|x| test(x)).count() as f64;
        let both = count(&|x| x.cluster == one.cluster && x.thread == one.thread);
        precision += both / count(&|x| x.thread == one.thread);
        recall += both / count(&|x| x.cluster == one.cluster);
        for other in &items[..at] {
            let (wanted, found) = (one.cluster == other.cluster, one.thread == other.thread);
            let sorts = [true, one.file != other.file, one.lang != other.lang];
            for (count, _) in counts.iter_mut().zip(sorts).filter(|(_, holds)| *holds) {
                count[0] += f64::from(u8::from(wanted && found));
                count[1] += f64::from(u8::from(found));
                count[2] += f64::from(u8::from(wanted));
            }
        }
    }
    let f1 = |[right, found, wanted]: [f64; 3]| {
        if found + wanted == 0.0 { 1.0 } else { 2.0 * right / (found + wanted) }
    };
    let [pairs, across, tongues] = counts.map(f1);
    Quality {
        bcubed: 2.0 * precision * recall / (precision + recall) / items.len() as f64,
        pairs,
        across,
        tongues,
    }
}
