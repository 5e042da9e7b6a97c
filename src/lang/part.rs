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

macro_rules! parts {
    ($($part:ident)*) => {
        /// Files that a pack may have.
        const PARTS: &[&str] = &["pack", $(stringify!($part)),*];

        /// Reads the file of a part that is a field of its own name; whether there is such a part.
        fn read_field(pack: &mut Pack, part: &str, file: &str, text: &str) -> Result<bool, Problem> {
            match part {
                $(stringify!($part) => pack.$part = written(file, text)?,)*
                _ => return Ok(false),
            }
            Ok(true)
        }
    };
}

parts! { abbreviations calendar detect months morphology nouns numbers pairs speech times units verbs weekdays words }

/// Reads the file of a part into a pack.
///
/// # Errors
/// Where there is no such part, or the first thing wrong with the file; the pack then stays as it was.
pub(super) fn read(pack: &mut Pack, part: &str, file: &str, text: &str) -> Result<(), Problem> {
    if part == "pack" {
        let Plain { name, hyphenation, stemmer, suffixes } = written(file, text)?;
        *pack = Pack { name, hyphenation, stemmer, suffixes, ..std::mem::take(pack) };
    } else if !read_field(pack, part, file, text)? {
        let what = Said::text("fault.no_part").with("name", part);
        return Err(Problem::new(what, file).meant(part, PARTS.iter().copied()));
    }
    Ok(())
}
