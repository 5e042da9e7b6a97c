//! What holds for any bytes, one function for each door through which they come. A function panics where it does not.

use std::sync::LazyLock;

use throughline::app::key;
use throughline::base::id::RevisionId;
use throughline::base::span::{Span, ceil_boundary, floor_boundary};
use throughline::import::{Imported, Source, read};
use throughline::lang::packs;
use throughline::link::encoder::Encoder;
use throughline::model::article::Article;
use throughline::model::thread::Linking;
use throughline::passage;
use throughline::search::parse::{Typing, parse};
use throughline::shell::{config, study};
use throughline::text::sanitise;

/// A door: its name, the folders of the project whose files are good beginnings, and what must hold.
pub struct Target {
    /// As it is asked for.
    pub name: &'static str,
    /// Under the project's folder.
    pub seeds: &'static [&'static str],
    /// Panics where something does not hold.
    pub check: fn(&[u8]),
}

/// All doors.
pub const TARGETS: &[Target] = &[
    Target { name: "import", seeds: &["tests/corpus/import"], check: import },
    Target { name: "extraction", seeds: &["tests/corpus/extract/quiet", "seeds"], check: extraction },
    Target { name: "linking", seeds: &["tests/fuzz/seeds/linking", "seeds"], check: linking },
    Target {
        name: "anchoring",
        seeds: &["tests/fuzz/seeds/anchoring", "tests/corpus/passage"],
        check: anchoring,
    },
    Target { name: "query", seeds: &["tests/fuzz/seeds/query", "assets/ui"], check: query },
    Target { name: "config", seeds: &["tests/fuzz/seeds/config", "assets"], check: settings },
    Target { name: "keys", seeds: &["tests/fuzz/seeds/keys", "assets/keys.toml"], check: keys },
    Target { name: "sanitiser", seeds: &["tests/corpus/import"], check: sanitiser },
];

fn imported(data: &[u8]) -> Option<Imported> {
    read(&Source { name: "fuzz.txt", bytes: data, modified: None, encoding: None, packs: packs() }).ok()
}

/// Any bytes give an article whose spans fit, or a reason.
pub fn import(data: &[u8]) {
    for encoding in [None, Some("utf-16le"), Some("kz-1048"), Some("koi8-r")] {
        let source = Source { name: "fuzz.txt", bytes: data, modified: None, encoding, packs: packs() };
        let Ok(imported) = read(&source) else { continue };
        assert!(!imported.articles.is_empty());
        for article in &imported.articles {
            assert!(!article.title.is_empty());
            article.blocks.iter().for_each(|block| fits(block.span, &article.text));
            article.dates.iter().filter_map(|dated| dated.span).for_each(|span| fits(span, &article.text));
        }
    }
}

fn fits(span: Span, text: &str) {
    assert!(span.fits(text), "{span:?} in {} bytes", text.len());
}

/// All that is found in any article lies in its text.
pub fn extraction(data: &[u8]) {
    for article in imported(data).into_iter().flat_map(|imported| imported.articles) {
        let found = study::extractor().extract(&article);
        let text = &article.text;
        for mention in &found.mentions {
            fits(mention.span, text);
            fits(mention.object, text);
            assert!(!mention.span.is_empty() && !mention.label.is_empty());
        }
        found.dates.iter().for_each(|date| fits(date.span, text));
        found.figures.iter().for_each(|figure| fits(figure.span, text));
        found.quotations.iter().for_each(|quotation| fits(quotation.span, text));
        found.names.iter().for_each(|name| fits(name.span, text));
        found.sentences.iter().for_each(|sentence| fits(*sentence, text));
    }
}

/// Any set of articles, cut at byte 1, is linked: each mention is in one thread at most, threads hold only mentions.
pub fn linking(data: &[u8]) {
    static ENCODER: LazyLock<Encoder> = LazyLock::new(Encoder::embedded);
    let parts = data.split(|byte| *byte == 1).take(6);
    // A library holds an article once.
    let mut ids = std::collections::BTreeSet::new();
    let all = parts.filter_map(imported).flat_map(|imported| imported.articles);
    let articles: Vec<Article> = all.filter(|article| ids.insert(article.id.clone())).collect();
    let all: Vec<_> = articles.iter().map(|article| study::study(article, &ENCODER)).collect();
    let features: Vec<_> = all.iter().map(|(_, features)| features.clone()).collect();
    let linking = throughline::link::link(&features, &Linking::default(), &[]);
    let mut placed = std::collections::BTreeSet::new();
    let known: std::collections::BTreeSet<_> =
        all.iter().flat_map(|(found, _)| found.mentions.iter().map(|mention| mention.id.as_str())).collect();
    for thread in &linking.threads {
        assert!(!thread.mentions.is_empty());
        for mention in &thread.mentions {
            assert!(known.contains(mention.mention.as_str()), "a mention that was not found");
            assert!(
                placed.insert((mention.article.as_str(), mention.mention.as_str())),
                "a mention in two threads"
            );
        }
    }
}

/// A passage finds itself, and in any other text a place that fits or none.
pub fn anchoring(data: &[u8]) {
    let text = String::from_utf8_lossy(data.get(4..).unwrap_or_default());
    let number =
        |at: usize| data.get(at..at + 2).map_or(0, |two| usize::from(two[0]) * 256 + usize::from(two[1]));
    let (one, other) = (number(0).min(text.len()), number(2).min(text.len()));
    let span = Span::new(floor_boundary(&text, one.min(other)), ceil_boundary(&text, one.max(other)));
    let anchor = passage::anchor(&text, span, &RevisionId::default());
    assert_eq!(passage::resolve(&anchor, &text).span(), Some(span));
    let middle = floor_boundary(&text, text.len() / 2);
    let turned = format!("{}{}", &text[middle..], &text[..middle]);
    if let Some(span) = passage::resolve(&anchor, &turned).span() {
        fits(span, &turned);
    }
}

/// Any text is a query.
pub fn query(data: &[u8]) {
    let text = String::from_utf8_lossy(data);
    for typing in [Typing::Open, Typing::Done] {
        let _ = parse(&text, typing);
    }
}

/// Any text is a settings file, with problems.
pub fn settings(data: &[u8]) {
    let _ = config::read(&String::from_utf8_lossy(data), "fuzz.toml");
}

/// Key strings are refused or written back as they are read.
pub fn keys(data: &[u8]) {
    for word in String::from_utf8_lossy(data).split_whitespace() {
        if let Ok(all) = key::parse(word) {
            let written: String = all.iter().map(ToString::to_string).collect();
            assert_eq!(key::parse(&written).as_ref(), Ok(&all), "{word:?} is written as {written:?}");
        }
    }
}

/// Nothing that a terminal acts on, turns round or hides comes out, and each cluster is cut where the last one ended.
pub fn sanitiser(data: &[u8]) {
    let text = String::from_utf8_lossy(data);
    let mut at = 0;
    for cluster in sanitise::clusters(&text) {
        assert_eq!(cluster.start, at);
        at = cluster.end();
    }
    assert_eq!(at, text.len());
    let line = sanitise::line(&text);
    let bad = |c: char| c.is_control() || throughline::base::json::is_unseen(c);
    assert!(!line.contains(bad), "{line:?}");
    assert!(!sanitise::lines(&text).replace('\n', "").contains(bad));
}
