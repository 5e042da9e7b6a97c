//! The command line in the language of the interface: help, names of values, usage. Never parses.

use clap::builder::{PossibleValue, StyledStr};
use clap::{Arg, ArgAction, Command, CommandFactory as _};

use super::cli::Cli;
use crate::app::texts::Texts;

/// What clap writes for the options in a usage line, whatever the language.
const OPTIONS: &str = "[OPTIONS]";

/// What clap writes before a usage line.
const USAGE: &str = "Usage:";

/// The command line with its words, for completions and the manual page.
#[must_use]
pub fn worded(texts: &'static Texts) -> Command {
    command(Cli::command(), "reader", texts)
}

/// The command line with its words, laid out for the terminal.
#[must_use]
pub fn laid_out(texts: &'static Texts) -> Command {
    let mut all = worded(texts);
    all.build();
    with_usage(all, texts)
}

/// A usage line without the word before it, with the word of the language for options.
#[must_use]
pub fn usage(line: &StyledStr, texts: &Texts) -> String {
    let line = line.to_string();
    let line = line.strip_prefix(USAGE).unwrap_or(&line).trim();
    line.replace(OPTIONS, &format!("[{}]", texts.get("cli.value.options")))
}

/// A command and those below it; `path` is its place under `[cli]`.
fn command(own: Command, path: &str, texts: &'static Texts) -> Command {
    let of = |part: &str| texts.find(&format!("cli.{path}.{part}")).unwrap_or_default().to_owned();
    let version = if path == "reader" { Some(flag("version", 'V', ArgAction::Version, texts)) } else { None };
    let examples = match of("examples") {
        examples if examples.is_empty() => examples,
        examples => format!("{}:\n{}", texts.get("cli.word.examples"), examples.trim_end()),
    };
    let after = [examples, of("after").trim_end().to_owned()];
    let after: Vec<&str> = after.iter().map(String::as_str).filter(|part| !part.is_empty()).collect();
    let below: Vec<String> = own.get_subcommands().map(|one| one.get_name().to_owned()).collect();
    let mut own = own
        .about(of("about"))
        .after_help(after.join("\n\n"))
        .disable_help_subcommand(true)
        .disable_help_flag(true)
        .disable_version_flag(true)
        .subcommand_help_heading(texts.get("cli.word.commands"))
        .subcommand_value_name(texts.get("cli.value.command"))
        .mut_args(|arg| argument(arg, path, texts))
        .arg(flag("help", 'h', ArgAction::Help, texts))
        .args(version);
    for name in below {
        let path = if path == "reader" { name.clone() } else { format!("{path}.{name}") };
        own = own.mut_subcommand(name, |one| command(one, &path, texts));
    }
    own
}

fn flag(name: &'static str, short: char, action: ArgAction, texts: &'static Texts) -> Arg {
    let help = texts.get(&format!("cli.reader.{name}")).to_owned();
    let heading = texts.get("cli.word.options");
    Arg::new(name).short(short).long(name).action(action).help(help).help_heading(heading).display_order(99)
}

/// An argument or option with its help; where it takes a value, with what that may be and is without being said.
fn argument(arg: Arg, path: &str, texts: &'static Texts) -> Arg {
    let id = arg.get_id().to_string();
    let help = texts.find(&format!("cli.{path}.{id}")).or_else(|| texts.find(&format!("cli.any.{id}")));
    let mut help = help.unwrap_or_default().to_owned();
    let heading = if arg.is_positional() { "cli.word.arguments" } else { "cli.word.options" };
    let arg = arg.help_heading(texts.get(heading));
    if !arg.get_action().takes_values() {
        return arg.help(help);
    }
    let values = arg.get_possible_values();
    let values: Vec<&str> = values.iter().map(PossibleValue::get_name).collect();
    let usual: Vec<_> = arg.get_default_values().iter().map(|value| value.to_string_lossy()).collect();
    for (key, told) in [("cli.word.values", values.join(", ")), ("cli.word.usual", usual.join(", "))] {
        if !told.is_empty() {
            help.push_str(&texts.with(key, &[("value", &told)]));
        }
    }
    let written = arg.get_value_names().and_then(<[_]>::first).map(|name| name.to_lowercase());
    let named = |name: &str| texts.find(&format!("cli.value.{name}"));
    let name = named(&id).or_else(|| named(&written?));
    let arg = arg.help(help).hide_default_value(true).hide_possible_values(true);
    match name {
        Some(name) => arg.value_name(name),
        None => arg,
    }
}

/// The same with usage lines and headings in the language, here and in the commands below.
fn with_usage(mut own: Command, texts: &'static Texts) -> Command {
    let below: Vec<String> = own.get_subcommands().map(|one| one.get_name().to_owned()).collect();
    for name in below {
        own = own.mut_subcommand(name, |one| with_usage(one, texts));
    }
    let line = usage(&own.render_usage(), texts);
    let style = *own.get_styles().get_usage();
    let head = format!("{style}{}:{style:#}", texts.get("cli.word.usage"));
    let template = format!("{{about-with-newline}}\n{head} {{usage}}\n\n{{all-args}}{{after-help}}");
    own.override_usage(line).help_template(template)
}
