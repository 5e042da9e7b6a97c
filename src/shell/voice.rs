//! The language in which the program speaks: chosen once, before anything is said. Never makes words itself.

use std::ffi::OsString;
use std::path::PathBuf;
use std::sync::OnceLock;

use super::assets;
use super::config;
use super::error::Failure;
use super::output::complain;
use super::surroundings::{self, Options};
use crate::app::problems;
use crate::app::texts::{self, Texts};
use crate::base::said::Said;
use crate::model::lang::Lang;
use crate::text::sanitise;

static TEXTS: OnceLock<&'static Texts> = OnceLock::new();

/// The texts of the chosen language; before one is chosen, of the locale's.
#[must_use]
pub fn texts() -> &'static Texts {
    TEXTS.get_or_init(|| surroundings::chosen_texts(&Options::default()))
}

/// What is said, in words.
#[must_use]
pub fn words(said: &Said) -> String {
    problems::said(said, texts())
}

/// Chooses the language of `--lang`, else of the settings, else of the locale, else English. The arguments are only
/// looked through for what bears on it, so that help and faults of the command line are told in it as well.
///
/// # Errors
/// Where the language is not one of those there are, or the folder of `--assets` cannot be read; that is told in the
/// language of the settings or the locale. Files of that folder that can be done without are complained of only.
pub fn choose(args: &[OsString]) -> Result<(), Failure> {
    let folder = value(args, "--assets").map(PathBuf::from);
    let laid = folder.as_deref().map_or(Ok(()), assets::lay_over);
    let settings = value(args, "--config").map(PathBuf::from);
    let wished = value(args, "--lang").map(|code| code.to_string_lossy().into_owned());
    let named = wished.as_deref().and_then(known);
    let lang = named.or_else(|| known(&config::language(settings.as_deref())?));
    let _ = TEXTS.set(surroundings::chosen_texts(&Options { lang, ..Options::default() }));
    laid?;
    if folder.is_some() {
        for line in assets::left_out_told(texts()) {
            complain(&sanitise::line(&line));
        }
    }
    match wished {
        Some(code) if named.is_none() => Err(unknown(&code)),
        _ => Ok(()),
    }
}

/// The language of this code, where the program speaks it.
fn known(code: &str) -> Option<Lang> {
    Some(Lang::new(code)).filter(|lang| texts::langs().any(|own| own == *lang))
}

fn unknown(code: &str) -> Failure {
    let all: Vec<String> = texts::langs().map(|lang| lang.to_string()).collect();
    Failure::usage(Said::text("failure.no_lang").with("value", code).with("known", all.join(", ")))
}

/// The value of an option, as far as it can be told before the command line is understood.
fn value(args: &[OsString], option: &str) -> Option<OsString> {
    let mut args = args.iter().skip(1).take_while(|arg| *arg != "--");
    while let Some(arg) = args.next() {
        if arg == option {
            return args.next().cloned();
        }
        let joined = arg.to_str().and_then(|arg| arg.strip_prefix(option)?.strip_prefix('='));
        if let Some(value) = joined {
            return Some(value.into());
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_option_is_found_in_both_forms_and_not_behind_two_dashes() {
        let of = |line: &str| {
            let args: Vec<OsString> = line.split(' ').map(OsString::from).collect();
            value(&args, "--lang").map(|value| value.into_string().unwrap())
        };
        assert_eq!(of("throughline list --lang ru").as_deref(), Some("ru"));
        assert_eq!(of("throughline --lang=kk --help").as_deref(), Some("kk"));
        assert_eq!(of("throughline -- --lang ru"), None);
        assert_eq!(of("throughline --language=ru --lang"), None);
        assert_eq!(of("--lang ru"), None, "the name of the program is no option");
    }
}
