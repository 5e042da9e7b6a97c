//! What holds of extraction on any text whatever: spans fit, nothing panics, time grows as the text does.

use std::sync::LazyLock;
use std::time::{Duration, Instant};

use proptest::prelude::*;
use throughline::base::span::Span;
use throughline::extract::Extractor;
use throughline::import::{Source, read};
use throughline::lang::packs;
use throughline::model::article::Article;
use throughline::model::extraction::Extraction;

use super::extract::article_on;

static EXTRACTOR: LazyLock<Extractor> = LazyLock::new(|| Extractor::new(packs()));

/// Every span of everything found lies in the text, on boundaries of characters, and in order.
fn sound(text: &str, found: &Extraction) -> Result<(), TestCaseError> {
    let mut spans: Vec<(&str, Span)> = Vec::new();
    for one in &found.mentions {
        spans.extend([("mention", one.span), ("object", one.object)]);
        spans.extend(one.antecedent.map(|span| ("antecedent", span)));
        spans.extend(one.host.map(|span| ("host", span)));
        prop_assert!((0.0..=1.0).contains(&one.confidence));
    }
    spans.extend(found.dates.iter().map(|one| ("date", one.span)));
    spans.extend(found.figures.iter().map(|one| ("figure", one.span)));
    spans.extend(found.figures.iter().filter_map(|one| Some(("measure", one.measure?))));
    spans.extend(found.quotations.iter().map(|one| ("quotation", one.span)));
    spans.extend(found.names.iter().map(|one| ("name", one.span)));
    spans.extend(found.sentences.iter().map(|one| ("sentence", *one)));
    for (what, span) in spans {
        prop_assert!(span.fits(text), "{what} {span:?} of {} bytes", text.len());
        prop_assert!(text.get(span.start..span.end).is_some(), "{what} {span:?} cuts a character");
    }
    prop_assert!(found.sentences.windows(2).all(|pair| pair[0].end <= pair[1].start));
    prop_assert!(found.names.windows(2).all(|pair| pair[0].span.end <= pair[1].span.start));
    prop_assert!(found.dates.windows(2).all(|pair| pair[0].span <= pair[1].span));
    Ok(())
}

fn extract(lang: &str, text: &str) -> (Article, Extraction) {
    let article = article_on(lang, text, None);
    let found = EXTRACTOR.extract(&article);
    (article, found)
}

/// Words and marks that the rules, times, figures and quotations look for, in any order.
fn pieces() -> impl Strategy<Value = String> {
    let piece = prop::sample::select(vec![
        "Министр",
        "предложил",
        "создать",
        "центр",
        "по его словам",
        "он",
        "в 2026 году",
        "более 400 тысяч",
        "«",
        "»",
        "\"",
        "“",
        "”",
        "„",
        "–",
        "(",
        ")",
        "ОТГ",
        "Организация тюркских государств",
        ",",
        ".",
        ";",
        ":",
        "\n",
        "на его базе",
        "такой",
        "организации",
        "the centre",
        "President",
        "John Key",
        "said that",
        "will open",
        "proposed",
        "to build",
        "a bridge",
        "by 5 percent",
        "last May",
        "Mr.",
        "А. Б.",
        "Иванов",
        "ұсынды",
        "құру",
        "деді",
        "келесі жылы",
        "ТМҰ-ның",
        "\u{202e}",
        "\u{200b}",
        "\u{0}",
        "é",
        "🌍",
        "İ",
        "ß",
    ]);
    prop::collection::vec(piece, 0..60).prop_map(|pieces| pieces.join(" "))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, ..ProptestConfig::default() })]

    #[test]
    fn spans_fit_any_text(text in any::<String>(), lang in prop::sample::select(vec!["ru", "en", "kk"])) {
        let (article, found) = extract(lang, &text);
        sound(&article.text, &found)?;
    }

    #[test]
    fn spans_fit_any_row_of_telling_words(text in pieces(), lang in prop::sample::select(vec!["ru", "en", "kk"])) {
        let (article, found) = extract(lang, &text);
        sound(&article.text, &found)?;
    }

    #[test]
    fn any_bytes_that_import_can_be_extracted(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        let source =
            Source { name: "a.txt", bytes: &bytes, modified: None, encoding: None, packs: packs() };
        for article in read(&source).map(|read| read.articles).unwrap_or_default() {
            sound(&article.text, &EXTRACTOR.extract(&article))?;
        }
    }
}

/// How long this thread has run so far, whatever else keeps the machine busy; by the clock where the system does not
/// tell.
fn on_processor() -> Duration {
    static BEGUN: LazyLock<Instant> = LazyLock::new(Instant::now);
    // Giving way brings the count up to date.
    std::thread::yield_now();
    let told = std::fs::read_to_string("/proc/thread-self/schedstat").ok();
    let nanos = told.and_then(|told| told.split(' ').next()?.parse().ok());
    nanos.map_or_else(|| BEGUN.elapsed(), Duration::from_nanos)
}

/// Time for one paragraph of so many pieces.
fn time(lang: &str, piece: &str, count: usize) -> Duration {
    let article = article_on(lang, &piece.repeat(count), None);
    let (mut spent, mut runs) = (Duration::ZERO, 0);
    // The system counts in steps of some milliseconds.
    while spent < Duration::from_millis(40) && runs < 60 {
        let begun = on_processor();
        let found = EXTRACTOR.extract(&article);
        spent += on_processor().saturating_sub(begun);
        runs += 1;
        assert!(sound(&article.text, &found).is_ok());
    }
    spent / runs
}

/// Eight times the text takes about eight times as long; sixty-four times would be a square.
#[test]
fn time_grows_as_the_text_does() {
    let mut slow = Vec::new();
    for (lang, piece, count) in [
        ("ru", "Министр предложил построить мост, отметив рост на 5 процентов, ", 20),
        ("ru", "предложил ", 150),
        ("en", "proposed to build a bridge and ", 40),
        ("kk", "ұсынды ", 200),
        ("ru", "«", 2_000),
        ("ru", "\" ", 2_000),
        ("en", "“a” ", 1_000),
        ("en", "(NATO) ", 500),
        ("en", "12 million ", 300),
        ("ru", "5 мая ", 300),
        ("ru", "А. Б. ", 500),
        ("ru", "Иванов ", 500),
    ] {
        let ratio = time(lang, piece, count * 8).as_secs_f64() / time(lang, piece, count).as_secs_f64();
        if ratio > 30.0 {
            slow.push(format!("{piece}: {ratio:.1} times as long for eight times the text"));
        }
    }
    assert!(slow.is_empty(), "{}", slow.join("\n"));
}

/// What a hostile text is made of: 100,000 nested marks, 10,000 times the same trigger, one line of 5 MB.
#[test]
fn hostile_texts_are_read_to_their_end() {
    for (lang, text) in [
        ("ru", "«".repeat(100_000)),
        ("ru", format!("{}слово{}", "«".repeat(50_000), "»".repeat(50_000))),
        ("ru", "предложил ".repeat(10_000)),
        ("en", "proposed ".repeat(10_000)),
        ("kk", "ұсынды ".repeat(10_000)),
        ("ru", "слово ".repeat(5_000_000 / "слово ".len())),
    ] {
        let (article, found) = extract(lang, &text);
        assert!(sound(&article.text, &found).is_ok());
    }
}
