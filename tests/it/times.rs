//! Times on lines of a file, for measuring by hand, and the packs that hold their words.

use std::fs;

use throughline::extract::phrases::Phrases;
use throughline::extract::times;
use throughline::lang::packs;
use throughline::text::sentences::Splitter;

/// One line of a file to measure on: a text, its language and the day it was written.
#[derive(serde::Deserialize)]
struct Line {
    text: String,
    lang: String,
    day: Option<chrono::NaiveDate>,
}

#[test]
fn every_pack_is_read_without_a_problem() {
    assert_eq!(packs().problems(), []);
    for pack in packs().iter() {
        assert_eq!(Phrases::new(pack).problems(), [], "{}", pack.lang);
    }
}

#[test]
#[ignore = "prints values for measuring"]
fn values_of_lines() {
    let lines = fs::read_to_string(std::env::var("LINES_FILE").unwrap()).unwrap();
    for line in lines.lines() {
        let line: Line = serde_json::from_str(line).unwrap();
        let pack = packs().get(throughline::model::lang::Lang::new(&line.lang)).unwrap();
        let phrases = Phrases::new(pack);
        let sentences = Splitter::new(pack).split(&line.text);
        let reading = phrases.read(&line.text, &sentences);
        let dates = times::find(&reading, line.day);
        let values: Vec<_> =
            dates.iter().map(|date| (date.span.of(&line.text), date.when.to_string())).collect();
        println!("{}", serde_json::json!({ "text": line.text, "dates": values }));
    }
}
