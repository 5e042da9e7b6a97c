//! How much each sign weighs, as `assets/link/score.toml` says. Never fills in a weight that the file lacks.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use toml::{Spanned, Value};

use crate::base::embedded;
use crate::base::problem::Problem;
use crate::link::signs::Signs;

/// The file of the weights.
const FILE: &str = "assets/link/score.toml";

/// The weights built into the program, or laid over them; none has any where the file cannot be read, which
/// [`check`] tells.
#[must_use]
pub fn weights() -> &'static Signs {
    static WEIGHTS: LazyLock<Signs> = LazyLock::new(|| of_file().unwrap_or_default());
    &WEIGHTS
}

/// Says whether the file of the weights can be read.
///
/// # Errors
/// The first thing wrong with it: the file with the line, and what to do.
pub fn check() -> Result<(), Problem> {
    of_file().map(|_| ())
}

fn of_file() -> Result<Signs, Problem> {
    let text = embedded::text(FILE).ok_or_else(|| {
        Problem::new("it is missing or not UTF-8", FILE).hint("put it there, with one weight for each sign")
    })?;
    read(text)
}

/// Reads `name = number` for each sign.
///
/// # Errors
/// Where the text is no TOML, a sign is missing or unknown, or its weight is not a number: the line, and what to do.
pub fn read(text: &str) -> Result<Signs, Problem> {
    let given: BTreeMap<Spanned<String>, Spanned<Value>> = toml::from_str(text).map_err(|error| {
        let at = error.span().map_or(0, |span| span.start);
        Problem::new(error.message().trim(), place(FILE, text, at))
            .hint("write one `name = number` on each line")
    })?;
    let known = |name: &str| Signs::NAMES.contains(&name);
    if let Some(name) = given.keys().find(|name| !known(name.get_ref())) {
        let what = format!("there is no sign called `{}`", name.get_ref());
        let near = nearest(name.get_ref())
            .map_or_else(String::new, |near| format!(", or write `{near}` if that is meant"));
        return Err(
            Problem::new(what, place(FILE, text, name.span().start)).hint(format!("take the line out{near}"))
        );
    }
    let of = |wanted: &str| given.iter().find(|(name, _)| name.get_ref() == wanted).map(|(_, value)| value);
    Signs::named(|name| match of(name) {
        None => Err(Problem::new(format!("the sign `{name}` has no weight"), FILE)
            .hint(format!("add a line `{name} = 0.0`, which leaves it out of account"))),
        Some(value) => number(value.get_ref()).ok_or_else(|| {
            Problem::new(
                format!("the weight of `{name}` is not a number"),
                place(FILE, text, value.span().start),
            )
            .hint(format!("write it as `{name} = 0.5`"))
        }),
    })
}

#[allow(clippy::cast_precision_loss, clippy::cast_possible_truncation, reason = "weights have a few digits")]
fn number(value: &Value) -> Option<f32> {
    let number =
        value.as_float().map(|float| float as f32).or_else(|| value.as_integer().map(|whole| whole as f32));
    number.filter(|number| number.is_finite())
}

/// A file with the line of a byte.
pub(super) fn place(file: &str, text: &str, at: usize) -> String {
    let before = text.get(..at).unwrap_or(text);
    format!("{file}, line {}", before.matches('\n').count() + 1)
}

/// The sign whose name begins most like this one, where four letters do.
fn nearest(name: &str) -> Option<&'static str> {
    let alike = |known: &str| known.chars().zip(name.chars()).take_while(|(one, other)| one == other).count();
    Signs::NAMES.iter().copied().filter(|known| alike(known) >= 4).max_by_key(|known| alike(known))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file() -> &'static str {
        embedded::text(FILE).unwrap()
    }

    fn told(text: &str) -> String {
        read(text).unwrap_err().to_string()
    }

    #[test]
    fn the_weights_are_read() {
        assert_eq!(check(), Ok(()));
        assert!(weights().bias < 0.0);
        assert_eq!(weights().values().len(), Signs::NAMES.len());
    }

    #[test]
    fn a_sign_without_a_weight_is_named() {
        let without: Vec<&str> = file().lines().filter(|line| !line.starts_with("story =")).collect();
        let told = told(&without.join("\n"));
        assert!(
            told.contains("assets/link/score.toml")
                && told.contains("`story`")
                && told.contains("story = 0.0"),
            "{told}"
        );
    }

    #[test]
    fn an_unknown_sign_is_named_with_its_line_and_the_like_of_it() {
        let told = told(&format!("# first\nstorys = 1.0\n{}", file()));
        assert!(told.contains("line 2") && told.contains("`storys`") && told.contains("`story`"), "{told}");
    }

    #[test]
    fn a_weight_that_is_no_number_and_a_broken_line_are_placed() {
        let lines: Vec<&str> = file().lines().collect();
        let at = lines.iter().position(|line| line.starts_with("story =")).unwrap();
        let mut with_word = lines;
        with_word[at] = "story = \"little\"";
        let word = told(&with_word.join("\n"));
        assert!(word.contains(&format!("line {}", at + 1)) && word.contains("story"), "{word}");
        assert!(told("bias = \nstory = 1").contains("line 1"), "{}", told("bias = \nstory = 1"));
        assert!(told("bias = 1\nbias = 2").contains("line 2"), "{}", told("bias = 1\nbias = 2"));
    }
}
