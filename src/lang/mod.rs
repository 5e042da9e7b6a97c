//! Language packs read from `assets/lang/<code>/`, and detection. Never holds words in code.

pub mod detect;
pub mod letters;

use std::collections::BTreeMap;
use std::sync::LazyLock;

use crate::base::embedded;
use crate::base::problem::{Problem, no_toml};
use crate::lang::letters::Model;
use crate::model::lang::Lang;
use crate::model::pack::Pack;

/// All language packs, by code.
#[derive(Clone, Debug, Default)]
pub struct Packs {
    all: BTreeMap<Lang, Pack>,
    models: Vec<Model>,
    problems: Vec<Problem>,
}

/// The packs built into the program, read once.
#[must_use]
pub fn packs() -> &'static Packs {
    static PACKS: LazyLock<Packs> = LazyLock::new(|| Packs::read(embedded::texts_under("assets/lang/")));
    &PACKS
}

impl Packs {
    /// Reads packs from files named `assets/lang/<code>/<part>.toml`.
    ///
    /// `pack.toml` holds the plain fields of [`Pack`]; any other file is the field of its own name. A file
    /// that cannot be read is a problem and leaves its field empty.
    pub fn read<'a>(files: impl Iterator<Item = (&'a str, &'a str)>) -> Self {
        let mut tables: BTreeMap<Lang, toml::Table> = BTreeMap::new();
        let mut problems = Vec::new();
        for (name, text) in files {
            let mut path = name.rsplit('/');
            let part = path.next().and_then(|file| file.strip_suffix(".toml"));
            let (Some(part), Some(code)) = (part, path.next()) else {
                continue;
            };
            match text.parse::<toml::Table>() {
                Ok(table) if part == "pack" => tables.entry(Lang::new(code)).or_default().extend(table),
                Ok(table) => {
                    tables.entry(Lang::new(code)).or_default().insert(part.to_owned(), table.into());
                }
                Err(error) => problems.push(Problem::new(no_toml(error.message()), name)),
            }
        }
        let mut packs = BTreeMap::new();
        for (lang, table) in tables {
            match Pack::deserialize_table(table) {
                Ok(pack) => drop(packs.insert(lang, Pack { lang, ..pack })),
                Err(error) => problems.push(Problem::new(no_toml(&error), format!("assets/lang/{lang}/"))),
            }
        }
        let models = packs.values().map(Model::of).collect();
        Self { all: packs, models, problems }
    }

    /// The pack of a language.
    #[must_use]
    pub fn get(&self, lang: Lang) -> Option<&Pack> {
        self.all.get(&lang)
    }

    /// All packs in order of code.
    pub fn iter(&self) -> impl Iterator<Item = &Pack> {
        self.all.values()
    }

    /// What is known of the letters and words of each language, in order of code.
    #[must_use]
    pub fn models(&self) -> &[Model] {
        &self.models
    }

    /// What could not be read.
    #[must_use]
    pub fn problems(&self) -> &[Problem] {
        &self.problems
    }
}

impl Pack {
    fn deserialize_table(table: toml::Table) -> Result<Self, String> {
        toml::Value::Table(table).try_into().map_err(|error: toml::de::Error| error.message().to_owned())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_embedded_packs_have_no_problem() {
        assert_eq!(packs().problems(), []);
        assert!(packs().iter().count() >= 3);
    }

    #[test]
    fn a_broken_file_leaves_the_rest() {
        let files = [("assets/lang/xx/pack.toml", "name = \"X\""), ("assets/lang/xx/months.toml", "= 1")];
        let packs = Packs::read(files.into_iter());
        assert_eq!(packs.get(Lang::new("xx")).unwrap().name, "X");
        assert_eq!(packs.problems().len(), 1);
    }
}
