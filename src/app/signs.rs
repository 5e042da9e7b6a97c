//! One-column signs from `assets/signs/`. Never holds a sign itself.

use std::collections::BTreeMap;

use crate::app::texts::Texts;
use crate::base::embedded;
use crate::model::bookmark::Mark;
use crate::model::lang::Lang;
use crate::model::mention::Stage;

/// A set of signs. A missing one is a blank.
#[derive(Clone, Debug, Default)]
pub struct Signs {
    table: BTreeMap<String, String>,
}

impl Signs {
    /// The set with this name, such as `round` or `ascii`; an unknown one is empty.
    #[must_use]
    pub fn named(name: &str) -> Self {
        let file = embedded::text(&format!("assets/signs/{name}.toml")).unwrap_or_default();
        let texts = Texts::read(Lang::UNKNOWN, file).unwrap_or_default();
        let table = texts.keys().map(|key| (key.to_owned(), texts.get(key).to_owned())).collect();
        Self { table }
    }

    /// A sign of the table `[sign]`.
    #[must_use]
    pub fn get(&self, name: &str) -> &str {
        self.at(&format!("sign.{name}"))
    }

    /// The sign of a stage.
    #[must_use]
    pub fn stage(&self, stage: Stage) -> &str {
        self.at(&format!("stage.{}", stage.word()))
    }

    /// The sign of a bookmark's kind.
    #[must_use]
    pub fn mark(&self, mark: Mark) -> &str {
        self.at(match mark {
            Mark::Plain => "mark.plain",
            Mark::Key => "mark.key",
            Mark::Question => "mark.question",
            Mark::Todo => "mark.todo",
            Mark::Quote => "mark.quote",
        })
    }

    fn at(&self, key: &str) -> &str {
        self.table.get(key).map_or(" ", String::as_str)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::width;

    #[test]
    fn every_sign_is_one_column_and_every_set_has_all() {
        let round = Signs::named("round");
        let ascii = Signs::named("ascii");
        assert!(round.table.keys().eq(ascii.table.keys()));
        assert!(round.table.values().chain(ascii.table.values()).all(|sign| width::of(sign) == 1));
        assert!(ascii.table.values().all(|sign| sign.is_ascii()));
        assert!(Stage::ALL.iter().all(|stage| round.stage(*stage) != " "));
    }
}
