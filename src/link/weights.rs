//! How much each sign weighs, as `assets/link/score.toml` says. Never fills in a weight that the file lacks.

use std::sync::LazyLock;

use toml::de::DeValue;

use crate::base::embedded;
use crate::base::near::nearest;
use crate::base::problem::{Problem, line};
use crate::base::said::Said;
use crate::base::written;
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
        Problem::new(Said::text("fault.weights_missing"), FILE).hint(Said::text("advice.weights"))
    })?;
    read(text)
}

/// Reads `name = number` for each sign.
///
/// # Errors
/// Where the text is no TOML, a sign is missing or unknown, or its weight is not a number: the line, and what to do.
pub fn read(text: &str) -> Result<Signs, Problem> {
    let given = written::table(FILE, text)?.into_inner();
    if let Some(name) = given.keys().find(|name| !Signs::NAMES.contains(&name.get_ref().as_ref())) {
        let place = line(FILE, text, name.span().start);
        let problem = Problem::new(Said::text("fault.no_sign").with("name", &**name.get_ref()), place);
        return Err(match nearest(name.get_ref(), Signs::NAMES.iter().copied()) {
            Some(near) => problem.hint(Said::text("advice.take_out_or").with("near", near)),
            None => problem.hint(Said::text("advice.take_out")),
        });
    }
    let of = |wanted: &str| given.iter().find(|(name, _)| name.get_ref() == wanted).map(|(_, value)| value);
    Signs::named(|name| match of(name) {
        None => Err(Problem::new(Said::text("fault.sign_lacks").with("name", name), FILE)
            .hint(Said::text("advice.add_weight").with("name", name))),
        Some(value) => number(value.get_ref()).ok_or_else(|| {
            let what = Said::text("fault.no_weight").with("name", name);
            Problem::new(what, line(FILE, text, value.span().start))
                .hint(Said::text("advice.write_weight").with("name", name))
        }),
    })
}

#[expect(clippy::cast_possible_truncation, reason = "weights have a few digits")]
#[expect(clippy::wildcard_enum_match_arm, reason = "anything else is no number")]
fn number(value: &DeValue<'_>) -> Option<f32> {
    let number: f64 = match value {
        DeValue::Float(number) => number.as_str().parse().ok()?,
        DeValue::Integer(number) if number.radix() == 10 => number.as_str().parse().ok()?,
        _ => return None,
    };
    number.is_finite().then_some(number as f32)
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
                && told.contains("fault.sign_lacks {name: story}")
                && told.contains("advice.add_weight {name: story}"),
            "{told}"
        );
    }

    #[test]
    fn an_unknown_sign_is_named_with_its_line_and_the_like_of_it() {
        let told = told(&format!("# first\nstorys = 1.0\n{}", file()));
        assert!(told.contains("n: 2}: fault.no_sign {name: storys}"), "{told}");
        assert!(told.contains("advice.take_out_or {near: story}"), "{told}");
    }

    #[test]
    fn a_weight_that_is_no_number_and_a_broken_line_are_placed() {
        let lines: Vec<&str> = file().lines().collect();
        let at = lines.iter().position(|line| line.starts_with("story =")).unwrap();
        let mut with_word = lines;
        with_word[at] = "story = \"little\"";
        let word = told(&with_word.join("\n"));
        assert!(word.contains(&format!("n: {}}}: fault.no_weight {{name: story}}", at + 1)), "{word}");
        assert!(told("bias = \nstory = 1").contains("n: 1}"), "{}", told("bias = \nstory = 1"));
        assert!(told("bias = 1\nbias = 2").contains("n: 2}"), "{}", told("bias = 1\nbias = 2"));
    }
}
