//! What is wrong with a command line, told in our own words. Never guesses what was meant beyond what clap offers.

use std::error::Error as _;

use clap::error::{ContextKind, ContextValue, ErrorKind};

use super::error::Failure;
use super::spoken;
use crate::app::texts::Texts;
use crate::base::said::Said;

/// The failure that clap found; what has no words of ours is told in those of clap.
#[must_use]
pub fn refusal(error: &clap::Error, texts: &Texts) -> Failure {
    let Some(what) = told(error) else {
        let own = error.to_string();
        return Failure::usage(own.trim().trim_start_matches("error: "));
    };
    let Some(ContextValue::StyledStr(line)) = error.get(ContextKind::Usage) else {
        return Failure::usage(what);
    };
    let line = spoken::usage(line, texts);
    let is_word = |word: &&str| word.starts_with(|c: char| c.is_ascii_lowercase());
    let command: Vec<&str> = line.split_whitespace().take_while(is_word).collect();
    let hint = Said::text("advice.usage").with("command", command.join(" "));
    Failure::usage(what).hint(hint.with("usage", line))
}

#[expect(clippy::wildcard_enum_match_arm, reason = "kinds that no option or argument of ours can meet")]
fn told(error: &clap::Error) -> Option<Said> {
    let (arg, value) = (named(error, ContextKind::InvalidArg), named(error, ContextKind::InvalidValue));
    match error.kind() {
        ErrorKind::UnknownArgument => {
            let key = if arg.as_deref()?.starts_with('-') { "wrong.option" } else { "wrong.extra" };
            Some(near(key, &arg?, error, &[ContextKind::SuggestedArg, ContextKind::SuggestedSubcommand]))
        }
        ErrorKind::InvalidSubcommand => {
            let own = named(error, ContextKind::InvalidSubcommand)?;
            Some(near("wrong.command", &own, error, &[ContextKind::SuggestedSubcommand]))
        }
        ErrorKind::InvalidValue if value.as_deref() == Some("") => {
            let known = named(error, ContextKind::ValidValue);
            Some(of_known(Said::text("wrong.no_value").with("arg", arg?), known))
        }
        ErrorKind::InvalidValue => {
            let own = Said::text("wrong.value").with("arg", arg?).with("value", value?);
            Some(of_known(own, named(error, ContextKind::ValidValue)))
        }
        ErrorKind::ValueValidation => {
            let is_day =
                error.source().and_then(|source| source.downcast_ref::<chrono::ParseError>()).is_some();
            let key = if is_day { "wrong.day" } else { "wrong.value" };
            Some(Said::text(key).with("arg", arg?).with("value", value?))
        }
        ErrorKind::ArgumentConflict => {
            let arg = arg.or_else(|| named(error, ContextKind::InvalidSubcommand))?;
            match named(error, ContextKind::PriorArg) {
                Some(other) if other != arg => {
                    Some(Said::text("wrong.together").with("arg", arg).with("other", other))
                }
                _ => Some(Said::text("wrong.twice").with("arg", arg)),
            }
        }
        ErrorKind::MissingRequiredArgument => Some(Said::text("wrong.missing").with("arg", arg?)),
        ErrorKind::MissingSubcommand => {
            let known = named(error, ContextKind::ValidSubcommand);
            Some(of_known(Said::text("wrong.no_command"), known))
        }
        ErrorKind::InvalidUtf8 => Some(Said::text("wrong.no_utf8")),
        _ => None,
    }
}

/// A piece of what clap knows about its error.
fn named(error: &clap::Error, kind: ContextKind) -> Option<String> {
    let known = error.get(kind)?;
    if let ContextValue::Strings(several) = known {
        return Some(several.join(", "));
    }
    if let ContextValue::String(one) = known { Some(one.clone()) } else { None }
}

/// What was given, with what it may have been meant for.
fn near(key: &'static str, own: &str, error: &clap::Error, kinds: &[ContextKind]) -> Said {
    let said = Said::text(key).with("value", own);
    match kinds.iter().find_map(|kind| named(error, *kind)).filter(|near| !near.is_empty()) {
        Some(near) => Said::text("wrong.near").with("what", said).with("near", near),
        None => said,
    }
}

/// What was wrong, with what would be right.
fn of_known(what: Said, known: Option<String>) -> Said {
    match known.filter(|known| !known.is_empty()) {
        Some(known) => Said::text("wrong.of").with("what", what).with("known", known),
        None => what,
    }
}
