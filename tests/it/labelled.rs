//! Quotations, times, figures and names on labelled texts of our own: a value with all its spellings, and what is none.

use std::fs;
use std::path::PathBuf;
use std::sync::LazyLock;

use serde::Deserialize;
use throughline::base::span::Span;
use throughline::extract::Extractor;
use throughline::lang::packs;
use throughline::model::extraction::Extraction;

use super::extract::article_on;

static EXTRACTOR: LazyLock<Extractor> = LazyLock::new(|| Extractor::new(packs()));

const LANGS: [&str; 3] = ["ru", "en", "kk"];

fn read<T: for<'de> Deserialize<'de>>(folder: &str, lang: &str) -> T {
    let path: PathBuf =
        [env!("CARGO_MANIFEST_DIR"), "tests/corpus", folder, &format!("{lang}.toml")].iter().collect();
    toml::from_str(&fs::read_to_string(&path).unwrap())
        .unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

fn extract(lang: &str, text: &str, day: Option<&str>) -> Extraction {
    EXTRACTOR.extract(&article_on(lang, text, day))
}

/// Share of `right` in `all`, and whether it reaches the floor; prints what is wrong.
fn hold(what: &str, wrong: &[String], all: usize, floor: f64) {
    #[expect(clippy::cast_precision_loss, reason = "a few hundred cases")]
    let share = 1.0 - wrong.len() as f64 / all.max(1) as f64;
    let report = format!("{what}: {} of {all} wrong, share {share:.3}\n{}", wrong.len(), wrong.join("\n"));
    println!("{report}");
    assert!(all > 0 && share >= floor, "{report}\nthe floor is {floor}");
}

/// Values with the texts that mean them, the words marked by brackets.
#[derive(Deserialize)]
struct Values {
    #[serde(default)]
    day: Option<String>,
    value: Vec<Value>,
    /// Texts that hold none.
    none: Vec<String>,
}

#[derive(Deserialize)]
struct Value {
    is: String,
    #[serde(default)]
    day: Option<String>,
    texts: Vec<String>,
}

/// The text without its brackets, and what stood between them.
fn unmarked(marked: &str) -> (String, Span) {
    let open = marked.find('[').unwrap_or_else(|| panic!("no bracket in {marked}"));
    let close = marked.find(']').unwrap_or_else(|| panic!("no bracket in {marked}"));
    let text = format!("{}{}{}", &marked[..open], &marked[open + 1..close], &marked[close + 1..]);
    (text, Span::new(open, close - 1))
}

/// Checks all spellings of all values: what overlaps the marked words must mean the value.
fn spellings(folder: &str, lang: &str, floor: f64, found: impl Fn(&Extraction, &str) -> Vec<(Span, String)>) {
    let values: Values = read(folder, lang);
    let (mut wrong, mut all) = (Vec::new(), 0);
    for value in &values.value {
        for marked in &value.texts {
            all += 1;
            let (text, span) = unmarked(marked);
            let day = value.day.as_deref().or(values.day.as_deref());
            let is = found(&extract(lang, &text, day), &text);
            let here: Vec<&(Span, String)> = is.iter().filter(|(at, _)| at.overlaps(span)).collect();
            if !matches!(here[..], [(_, one)] if *one == value.is) {
                wrong.push(format!("  {marked}: wanted {}, found {here:?}", value.is));
            }
        }
    }
    for text in &values.none {
        all += 1;
        let is = found(&extract(lang, text, values.day.as_deref()), text);
        if !is.is_empty() {
            wrong.push(format!("  {text}: wanted none, found {is:?}"));
        }
    }
    hold(&format!("{folder} {lang}"), &wrong, all, floor);
}

fn times(lang: &str, floor: f64) {
    spellings("times", lang, floor, |found, _| {
        found.dates.iter().map(|date| (date.span, date.when.to_string())).collect()
    });
}

#[test]
fn russian_times_are_found_in_all_spellings() {
    times("ru", 0.95);
}

#[test]
fn english_times_are_found_in_all_spellings() {
    times("en", 0.95);
}

#[test]
fn kazakh_times_are_found_in_all_spellings() {
    times("kk", 0.95);
}

/// A figure as `cmp value[..value_to] unit`.
fn figures(lang: &str, floor: f64) {
    spellings("figures", lang, floor, |found, _| {
        let written = |figure: &throughline::model::figure::Figure| {
            let to = figure.value_to.map(|to| format!("..{to}")).unwrap_or_default();
            format!("{}{}{to} {}", figure.cmp.sign(), figure.value, figure.unit)
        };
        found.figures.iter().map(|figure| (figure.span, written(figure).trim().to_owned())).collect()
    });
}

#[test]
fn russian_figures_are_found_in_all_spellings() {
    figures("ru", 0.95);
}

#[test]
fn english_figures_are_found_in_all_spellings() {
    figures("en", 0.95);
}

#[test]
fn kazakh_figures_are_found_in_all_spellings() {
    figures("kk", 0.95);
}

#[derive(Deserialize)]
struct Quotes {
    case: Vec<Case>,
}

#[derive(Deserialize)]
struct Case {
    text: String,
    #[serde(default)]
    quotes: Vec<Quote>,
}

#[derive(Deserialize)]
struct Quote {
    #[serde(rename = "quote")]
    text: String,
    speaker: Option<String>,
    /// Retold and not in marks.
    #[serde(default)]
    retold: bool,
}

/// Quotations found, spurious and ascribed; each is found where its words differ by less than a fifth.
#[test]
fn quotations_are_found_with_their_speakers() {
    let mut cases = 0;
    for lang in LANGS {
        let quotes: Quotes = read("quotes", lang);
        cases += quotes.case.len();
        let (mut missed, mut unknown, mut spurious) = (Vec::new(), Vec::new(), Vec::new());
        let (mut all, mut found_all) = (0, 0);
        for case in &quotes.case {
            let found = extract(lang, &case.text, None).quotations;
            found_all += found.len();
            let mut used = vec![false; found.len()];
            for wanted in &case.quotes {
                all += 1;
                let start =
                    case.text.find(&wanted.text).unwrap_or_else(|| panic!("not in it: {}", wanted.text));
                let span = Span::new(start, start + wanted.text.len());
                let hit = found.iter().position(|one| close(one.span, span) && one.direct != wanted.retold);
                let Some(hit) = hit else {
                    let is: Vec<&str> = found.iter().map(|one| one.span.of(&case.text)).collect();
                    missed.push(format!("  missed «{}» among {is:?}", wanted.text));
                    continue;
                };
                used[hit] = true;
                if found[hit].speaker != wanted.speaker {
                    let (is, wanted) = (&found[hit].speaker, &wanted.speaker);
                    unknown.push(format!("  {is:?} is not {wanted:?}: {}", case.text));
                }
            }
            for (one, _) in found.iter().zip(&used).filter(|(_, used)| !**used) {
                spurious.push(format!("  none is «{}»", one.span.of(&case.text)));
            }
        }
        hold(&format!("quotations {lang} missed"), &missed, all, 0.9);
        hold(&format!("quotations {lang} spurious"), &spurious, found_all, 0.9);
        let floor = if lang == "kk" { 0.7 } else { 0.9 };
        hold(&format!("quotations {lang} speakers"), &unknown, all - missed.len(), floor);
    }
    assert!(cases >= 40, "{cases} cases");
}

fn close(one: Span, other: Span) -> bool {
    let shared = one.end.min(other.end).saturating_sub(one.start.max(other.start));
    shared * 5 >= (one.len() + other.len() - shared) * 4
}

/// Annotations of the sample articles: times and figures made by hand.
#[derive(Deserialize)]
struct Row {
    seed: String,
    quote: String,
    start: usize,
    end: usize,
    iso: Option<String>,
    value: Option<f64>,
    value_to: Option<f64>,
    cmp: Option<String>,
    tier: String,
}

fn rows(file: &str) -> Vec<Row> {
    let path = format!("{}/tests/corpus/{file}", env!("CARGO_MANIFEST_DIR"));
    fs::read_to_string(path).unwrap().lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

fn sample(file: &str) -> (throughline::model::article::Article, Extraction) {
    let path = format!("{}/seeds/{file}", env!("CARGO_MANIFEST_DIR"));
    let bytes = fs::read(path).unwrap();
    let source = throughline::import::Source {
        name: file,
        bytes: &bytes,
        modified: None,
        encoding: None,
        packs: packs(),
    };
    let article = throughline::import::read(&source).unwrap().articles.remove(0);
    let found = EXTRACTOR.extract(&article);
    (article, found)
}

/// Half of the shorter of both is shared.
fn meets(row: &Row, span: Span, text: &str) -> bool {
    let (start, end) = span.code_points(text);
    let shared = end.min(row.end).saturating_sub(start.max(row.start));
    shared * 2 >= (end - start).min(row.end - row.start) && shared > 0
}

#[test]
fn times_of_the_sample_are_found_and_right() {
    let rows = rows("times/seeds.jsonl");
    let (mut found_all, mut right) = (0, 0);
    let mut wrong = Vec::new();
    for file in files(&rows) {
        let (article, found) = sample(&file);
        for row in rows.iter().filter(|row| row.seed == file) {
            let hit = found.dates.iter().find(|date| meets(row, date.span, &article.text));
            let is = hit.map(|date| date.when.to_string());
            found_all += usize::from(is.is_some());
            right += usize::from(is == row.iso);
            if is != row.iso {
                wrong.push(format!("  {} is {is:?}, not {:?}", row.quote, row.iso));
            }
        }
    }
    let report = format!("{found_all} of {} found, {right} right\n{}", rows.len(), wrong.join("\n"));
    println!("{report}");
    assert!(rows.len() == 50 && found_all >= 47 && right >= 45, "{report}");
}

#[test]
fn figures_of_the_sample_are_found_and_right() {
    let rows = rows("figures/seeds.jsonl");
    let core = rows.iter().filter(|row| row.tier == "core").count();
    let (mut right, mut wrong) = (0, Vec::new());
    for file in files(&rows) {
        let (article, found) = sample(&file);
        assert!(found.figures.iter().all(|one| one.span.of(&article.text) != "6401"), "a counter of views");
        for row in rows.iter().filter(|row| row.seed == file && row.tier == "core") {
            let is = found
                .figures
                .iter()
                .find(|one| meets(row, one.span, &article.text))
                .map(|one| (Some(one.value), one.value_to, Some(one.cmp.sign().to_owned())));
            let wanted = Some((row.value, row.value_to, row.cmp.clone()));
            right += usize::from(is == wanted);
            if is != wanted {
                wrong.push(format!("  {} is {is:?}, not {wanted:?}", row.quote));
            }
        }
    }
    assert!(core == 15 && right == core, "{right} of {core} right\n{}", wrong.join("\n"));
}

fn files(rows: &[Row]) -> Vec<String> {
    let mut files: Vec<String> = rows.iter().map(|row| row.seed.clone()).collect();
    files.sort();
    files.dedup();
    files
}
