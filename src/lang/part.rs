//! Reads one file of a language pack into its field. Never knows a language.

use serde::Deserialize;

use crate::base::problem::Problem;
use crate::base::said::Said;
use crate::base::written::read as written;
use crate::model::pack::Pack;

/// What `pack.toml` holds.
#[derive(Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
struct Plain {
    name: String,
    hyphenation: Option<String>,
    stemmer: Option<String>,
    suffixes: Vec<String>,
}

/// Files that a pack may have.
const PARTS: [&str; 15] = [
    "abbreviations",
    "calendar",
    "detect",
    "months",
    "morphology",
    "nouns",
    "numbers",
    "pack",
    "pairs",
    "speech",
    "times",
    "units",
    "verbs",
    "weekdays",
    "words",
];

/// Reads the file of a part into a pack.
///
/// # Errors
/// Where there is no such part, or the first thing wrong with the file; the pack then stays as it was.
pub(super) fn read(pack: &mut Pack, part: &str, file: &str, text: &str) -> Result<(), Problem> {
    match part {
        "abbreviations" => pack.abbreviations = written(file, text)?,
        "calendar" => pack.calendar = written(file, text)?,
        "detect" => pack.detect = written(file, text)?,
        "months" => pack.months = written(file, text)?,
        "morphology" => pack.morphology = written(file, text)?,
        "nouns" => pack.nouns = written(file, text)?,
        "numbers" => pack.numbers = written(file, text)?,
        "pack" => {
            let Plain { name, hyphenation, stemmer, suffixes } = written(file, text)?;
            *pack = Pack { name, hyphenation, stemmer, suffixes, ..std::mem::take(pack) };
        }
        "pairs" => pack.pairs = written(file, text)?,
        "speech" => pack.speech = written(file, text)?,
        "times" => pack.times = written(file, text)?,
        "units" => pack.units = written(file, text)?,
        "verbs" => pack.verbs = written(file, text)?,
        "weekdays" => pack.weekdays = written(file, text)?,
        "words" => pack.words = written(file, text)?,
        _ => {
            let what = Said::text("fault.no_part").with("name", part);
            return Err(Problem::new(what, file).meant(part, PARTS));
        }
    }
    Ok(())
}
