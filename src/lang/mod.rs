//! Language packs read from `assets/lang/<code>/`, and detection. Never holds words in code.

pub mod detect;
pub mod letters;
mod part;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use crate::base::embedded;
use crate::base::problem::Problem;
use crate::lang::letters::Model;
use crate::model::lang::Lang;
use crate::model::pack::Pack;

/// All language packs, by code.
#[derive(Clone, Debug, Default)]
pub struct Packs {
    all: BTreeMap<Lang, Pack>,
    models: Vec<Model>,
    /// Languages of which a file could not be read.
    broken: BTreeSet<Lang>,
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
        let mut own = Self::default();
        for (file, text) in files {
            let mut path = file.rsplit('/');
            let part = path.next().and_then(|name| name.strip_suffix(".toml"));
            let (Some(part), Some(code)) = (part, path.next()) else {
                continue;
            };
            let lang = Lang::new(code);
            let pack = own.all.entry(lang).or_insert_with(|| Pack { lang, ..Pack::default() });
            if let Err(problem) = part::read(pack, part, file, text) {
                own.problems.push(problem);
                own.broken.insert(lang);
            }
        }
        own.models = own.all.values().map(Model::of).collect();
        own
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

    /// Whether a file of the language could not be read: what others say of it may then lack what they refer to.
    #[must_use]
    pub fn is_broken(&self, lang: Lang) -> bool {
        self.broken.contains(&lang)
    }

    /// What could not be read.
    #[must_use]
    pub fn problems(&self) -> &[Problem] {
        &self.problems
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
        let files = [
            ("assets/lang/xx/words.toml", "[and]\ntgas = 'coordinator'"),
            ("assets/lang/xx/weekdays.toml", "monday = 1"),
            ("assets/lang/xx/month.toml", "may = 5"),
        ];
        let packs = Packs::read(files.into_iter());
        assert_eq!(packs.get(Lang::new("xx")).unwrap().weekdays["monday"], 1);
        let told: Vec<String> = packs.problems().iter().map(ToString::to_string).collect();
        assert!(told[0].contains("n: 2") && told[0].contains("tags"), "{told:?}");
        assert!(told[1].contains("fault.no_part") && told[1].contains("months"), "{told:?}");
    }
}
