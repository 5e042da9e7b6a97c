//! Reads a settings file piece by piece; what is wrong with one piece takes nothing from the others. Never writes.

use std::collections::BTreeMap;
use std::ops::Range;

use serde::Deserialize;
use serde::de::DeserializeOwned;
use toml::{Spanned, Value};

use super::{Config, names};
use crate::app::acts::general::MEASURE;
use crate::app::command::Command;
use crate::app::key::{self, Key};
use crate::app::keymap::Scope;
use crate::app::role::Role;
use crate::app::texts;
use crate::base::problem::{Problem, no_toml};
use crate::base::said::Said;
use crate::model::lang::Lang;
use crate::ui::theme::{Depth, Theme, Written};

/// A file that is being read.
pub(super) struct Reading<'a> {
    pub(super) text: &'a str,
    /// How the file is called in messages.
    pub(super) place: &'a str,
    /// What it says so far.
    pub(super) config: Config,
}

/// One row of own keys.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct KeyRow {
    keys: Vec<String>,
    command: String,
    r#in: Vec<Scope>,
}

/// The tables of a file.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct Parts {
    key: Vec<Spanned<Value>>,
    pub(super) role: BTreeMap<String, Spanned<Value>>,
}

impl Reading<'_> {
    pub(super) fn fault(&mut self, span: Range<usize>, what: Said) {
        let before = self.text.as_bytes().get(..span.start).unwrap_or_default();
        let line = before.split(|byte| *byte == b'\n').count();
        let place = Said::text("problem.line").with("file", self.place).with("n", line);
        self.config.problems.push(Problem::new(what, place));
    }

    pub(super) fn all(&mut self, all: BTreeMap<String, Spanned<Value>>) {
        for (name, value) in all {
            match name.as_str() {
                "language" => self.language(&value),
                "theme" => {
                    let known = self.config.theme_names();
                    if let Some(name) = self.one_of(&value, &known) {
                        self.config.wish_theme(&name);
                    }
                }
                "links" => {
                    self.config.options.links = value.get_ref().as_bool();
                    if self.config.options.links.is_none() {
                        let what = Said::text("problem.no_bool").with("value", value.get_ref().to_string());
                        self.fault(value.span(), what);
                    }
                }
                "signs" => self.config.options.signs = self.one_of(&value, &names("assets/signs/")),
                "measure" => self.measure(&value),
                "key" | "role" => {}
                _ => {
                    let known = "language, theme, signs, measure, links, [role], [[key]]";
                    let what = Said::text("problem.no_setting").with("name", name).with("known", known);
                    self.fault(value.span(), what);
                }
            }
        }
        match toml::from_str::<Parts>(self.text) {
            Ok(parts) => {
                parts.role.into_iter().for_each(|(name, style)| self.role(&name, &style));
                parts.key.iter().for_each(|row| self.key(row));
            }
            Err(error) => self.fault(error.span().unwrap_or_default(), no_toml(error.message())),
        }
        self.config.problems.sort_by_key(line_of);
    }

    pub(super) fn one_of(&mut self, value: &Spanned<Value>, known: &[String]) -> Option<String> {
        let own = value.get_ref().as_str().map(str::to_owned).filter(|own| known.contains(own));
        if own.is_none() {
            let what = Said::text("problem.none_of").with("value", value.get_ref().to_string());
            self.fault(value.span(), what.with("known", known.join(", ")));
        }
        own
    }

    fn language(&mut self, value: &Spanned<Value>) {
        let known: Vec<String> = texts::langs().map(|lang| lang.to_string()).collect();
        self.config.options.lang = self.one_of(value, &known).map(|code| Lang::new(&code));
    }

    fn measure(&mut self, value: &Spanned<Value>) {
        let own = value.get_ref().as_integer().and_then(|own| u16::try_from(own).ok());
        self.config.options.measure = own.filter(|own| MEASURE.contains(own));
        if self.config.options.measure.is_none() {
            let (least, most) = (MEASURE.start(), MEASURE.end());
            let what = Said::text("problem.no_columns").with("value", value.get_ref().to_string());
            self.fault(value.span(), what.with("least", u64::from(*least)).with("most", u64::from(*most)));
        }
    }

    pub(super) fn role(&mut self, name: &str, value: &Spanned<Value>) {
        let Some(role) = Role::ALL.iter().find(|role| role.name() == name) else {
            let known: Vec<&str> = Role::ALL.iter().map(|role| role.name()).collect();
            let what = Said::text("problem.none_of").with("value", format!("\"{name}\""));
            self.fault(value.span(), what.with("known", known.join(", ")));
            return;
        };
        if let Some(written) = self.typed::<Written>(value) {
            match Theme::default().lay(*role, &written, Depth::Full) {
                Ok(()) => self.config.options.roles.push((*role, written)),
                Err(what) => self.fault(value.span(), what),
            }
        }
    }

    fn key(&mut self, value: &Spanned<Value>) {
        let Some(row) = self.typed::<KeyRow>(value) else {
            return;
        };
        let command = Command::named(&row.command);
        if command.is_none() && row.command != "nothing" {
            self.fault(value.span(), Said::text("problem.no_command").with("name", row.command));
            return;
        }
        for written in &row.keys {
            let parsed: Result<Vec<Key>, String> = key::parse(written);
            match parsed {
                Ok(keys) if !keys.is_empty() => {
                    for hidden in self.config.keymap.lay(&keys, command, &row.r#in) {
                        let what = Said::text("problem.both_keys").with("one", written.as_str());
                        self.fault(value.span(), what.with("other", hidden));
                    }
                }
                Ok(_) => self.fault(value.span(), Said::text("problem.key_empty")),
                Err(bad) => self.fault(value.span(), Said::text("problem.no_key").with("value", bad)),
            }
        }
    }

    fn typed<T: DeserializeOwned>(&mut self, value: &Spanned<Value>) -> Option<T> {
        match value.get_ref().clone().try_into() {
            Ok(typed) => Some(typed),
            Err(error) => {
                self.fault(value.span(), no_toml(error.message()));
                None
            }
        }
    }
}

/// The line a problem tells.
pub(super) fn line_of(problem: &Problem) -> u64 {
    let Said::Text(_, values) = &problem.place else { return 0 };
    values
        .iter()
        .find_map(|(_, value)| if let Said::Number(line) = value { Some(*line) } else { None })
        .unwrap_or(0)
}
