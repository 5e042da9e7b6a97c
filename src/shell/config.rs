//! The user's settings file: read piece by piece, every fault told with its line. Never written.

mod reading;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use toml::{Spanned, Value};

use self::reading::{Parts, Reading, line_of};
use super::error::Failure;
use super::paths;
use super::surroundings::{Options, OwnTheme};
use crate::app::keymap::Keymap;
use crate::base::embedded;
use crate::base::problem::{Problem, no_toml};
use crate::base::said::Said;
use crate::model::lang::Lang;
use crate::ui::theme::{Depth, Theme};

/// What the settings file says.
#[derive(Clone, Debug, Default)]
pub struct Config {
    /// Language, theme, signs and measure.
    pub options: Options,
    /// The keys with the user's own.
    pub keymap: Keymap,
    /// Faults, by line. What is not at fault holds.
    pub problems: Vec<Problem>,
    /// The user's own themes, by name.
    pub themes: BTreeMap<String, OwnTheme>,
}

impl Config {
    /// Wishes a theme, the user's own before one that is built in. Says whether there is one of this name.
    pub fn wish_theme(&mut self, name: &str) -> bool {
        let own = self.themes.get(name).cloned();
        let known = own.is_some() || Theme::named(name, Depth::Full).is_some();
        if known {
            self.options.own_theme = own;
            self.options.theme = Some(name.to_owned());
        }
        known
    }

    /// The names of all themes there are.
    #[must_use]
    pub fn theme_names(&self) -> Vec<String> {
        let mut all = names("assets/themes/");
        all.extend(self.themes.keys().cloned());
        all.sort();
        all.dedup();
        all
    }
}

/// The folder beside the settings file in which the user's own themes are.
const THEMES: &str = "themes";

/// The user's own themes: name, place and text of each file in the folder beside the settings.
fn own_themes(settings: &Path) -> Vec<(String, String, String)> {
    let folder = settings.parent().map(|parent| parent.join(THEMES));
    let Some(Ok(entries)) = folder.map(fs::read_dir) else {
        return Vec::new();
    };
    let mut paths: Vec<PathBuf> = entries.filter_map(|entry| Some(entry.ok()?.path())).collect();
    paths.sort();
    let is_theme = |path: &PathBuf| path.extension().is_some_and(|ending| ending == "toml");
    let read = |path: PathBuf| {
        let name = path.file_stem()?.to_str()?.to_owned();
        let text = fs::read_to_string(&path).ok()?;
        Some((name, path.display().to_string(), text))
    };
    paths.into_iter().filter(is_theme).filter_map(read).collect()
}

/// The settings file with every setting explained in a language.
#[must_use]
pub fn explained(lang: Lang) -> &'static str {
    embedded::text(&format!("assets/config/{lang}.toml")).unwrap_or_default()
}

/// The file of settings: the one named, else the one in the user's configuration folder.
///
/// # Errors
/// Where none is named and no home folder is known.
pub fn path(named: Option<&Path>) -> Result<PathBuf, Failure> {
    named.map_or_else(paths::config, |path| Ok(path.to_owned()))
}

/// Loads the settings. A file that is not there says nothing, unless it was named.
///
/// # Errors
/// Where the file cannot be read.
pub fn load(named: Option<&Path>) -> Result<Config, Failure> {
    let Ok(path) = path(named) else {
        return Ok(read("", ""));
    };
    let themes = own_themes(&path);
    match fs::read_to_string(&path) {
        Ok(text) => Ok(read_with(&text, &path.display().to_string(), themes)),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound && named.is_none() => {
            Ok(read_with("", "", themes))
        }
        Err(error) => {
            let what = Said::text("failure.settings").with("path", path.as_path()).with("why", &error);
            Err(Failure::new(what).hint(Said::text("advice.default_settings")))
        }
    }
}

/// The language that the settings wish, as written there; nothing where they cannot be read.
#[must_use]
pub fn language(named: Option<&Path>) -> Option<String> {
    let text = fs::read_to_string(path(named).ok()?).ok()?;
    Some(text.parse::<toml::Table>().ok()?.get("language")?.as_str()?.to_owned())
}

/// Reads settings; `place` is how the file is called in messages.
#[must_use]
pub fn read(text: &str, place: &str) -> Config {
    read_with(text, place, Vec::new())
}

/// Reads settings and the user's own themes: name, place and text of each.
#[must_use]
pub fn read_with(text: &str, place: &str, themes: Vec<(String, String, String)>) -> Config {
    let mut config = Config { keymap: crate::app::keymap::keymap().clone(), ..Config::default() };
    for (name, place, text) in themes {
        let (theme, problems) = theme(&text, &place);
        config.themes.insert(name, theme);
        config.problems.extend(problems);
    }
    let mut reading = Reading { text, place, config };
    match toml::from_str::<BTreeMap<String, Spanned<Value>>>(text) {
        Ok(all) => reading.all(all),
        Err(error) => reading.fault(error.span().unwrap_or_default(), no_toml(error.message())),
    }
    reading.config
}

/// Reads a theme of the user's own: what it says of roles, over the theme it names as its `base`.
fn theme(text: &str, place: &str) -> (OwnTheme, Vec<Problem>) {
    let mut reading = Reading { text, place, config: Config::default() };
    let mut base = "dark".to_owned();
    match toml::from_str::<BTreeMap<String, Spanned<Value>>>(text) {
        Ok(all) => {
            for (name, value) in all {
                match name.as_str() {
                    "base" => base = reading.one_of(&value, &names("assets/themes/")).unwrap_or(base),
                    "role" => {}
                    _ => {
                        reading.fault(value.span(), Said::text("problem.not_of_theme").with("name", name));
                    }
                }
            }
            match toml::from_str::<Parts>(text) {
                Ok(parts) => parts.role.into_iter().for_each(|(name, style)| reading.role(&name, &style)),
                Err(error) => reading.fault(error.span().unwrap_or_default(), no_toml(error.message())),
            }
        }
        Err(error) => reading.fault(error.span().unwrap_or_default(), no_toml(error.message())),
    }
    reading.config.problems.sort_by_key(line_of);
    (OwnTheme { base, roles: reading.config.options.roles }, reading.config.problems)
}

/// Names of the files in an embedded folder, such as `assets/themes/`, without their endings.
#[must_use]
pub fn names(folder: &str) -> Vec<String> {
    let name = |(file, _): (&str, &str)| Some(file.rsplit('/').next()?.strip_suffix(".toml")?.to_owned());
    embedded::texts_under(folder).filter_map(name).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::command::Command;
    use crate::app::key;
    use crate::app::keymap::{Meaning, Scope};
    use crate::app::texts;

    fn told(text: &str) -> Vec<String> {
        read(text, "config.toml").problems.iter().map(ToString::to_string).collect()
    }

    #[test]
    fn the_explained_file_says_what_holds_anyway() {
        let is_setting =
            |line: &&str| line.starts_with('[') || line.split(' ').nth(1).is_some_and(|sign| sign == "=");
        let settings = |lang: Lang| -> Vec<&str> {
            explained(lang).lines().filter_map(|line| line.strip_prefix("# ").filter(is_setting)).collect()
        };
        let english = settings(Lang::new("en"));
        for lang in texts::langs() {
            assert_eq!(told(explained(lang)), [""; 0], "{lang}");
            assert_eq!(settings(lang), english, "{lang}");
        }
        let config = read(&english.join("\n"), "config.toml");
        assert_eq!(config.problems, [], "{english:?}");
        assert_eq!(config.options.measure, Some(72));
        assert_eq!(config.options.theme.as_deref(), Some("dark"));
    }

    #[test]
    fn every_fault_has_its_line_and_the_rest_holds() {
        let text = "measure = 500\ntheme = \"pink\"\nlanguage = \"kk\"\nmesure = 3\n\n[role]\ntext = { fg = \"no\" }\n\
                    nothing = {}\nlead = { bold = true }\n\n[[key]]\nkeys = [\"<what>\", \"X\"]\ncommand = \"help\"\n\
                    in = [\"any\"]\n\n[[key]]\nkeys = [\"Y\"]\ncommand = \"fly\"\nin = [\"any\"]\n";
        let told = told(text);
        for (line, word) in
            [(1, "500"), (2, "pink"), (4, "mesure"), (7, "no"), (8, "nothing"), (11, "<what>"), (16, "fly")]
        {
            let place = format!("problem.line {{file: config.toml, n: {line}}}: ");
            assert!(
                told.iter().any(|one| one.starts_with(&place) && one.contains(word)),
                "{line}: {told:#?}"
            );
        }
        let config = read(text, "config.toml");
        assert_eq!(config.options.lang, Some(Lang::new("kk")));
        assert_eq!(config.options.roles.len(), 1);
        let pressed = config.keymap.meaning(&key::parse("X").unwrap(), &[Scope::Any]);
        assert_eq!(pressed, Meaning::Command(Command::Help));
    }

    #[test]
    fn a_theme_of_ones_own_is_read_with_its_faults() {
        let text = "base = \"light\"\n\n[role]\nheadline = { fg = \"#102030\", bold = true }\nmention = { fg = \"blurple\" }\n\
                    nothing = {}\ncolour = 3\n";
        let themes = vec![("mine".to_owned(), "themes/mine.toml".to_owned(), text.to_owned())];
        let config = read_with("theme = \"mine\"\n", "config.toml", themes);
        let own = config.options.own_theme.as_ref().expect("it is the wished one");
        assert_eq!((own.base.as_str(), own.roles.len()), ("light", 1));
        let told: Vec<String> = config.problems.iter().map(ToString::to_string).collect();
        for (line, word) in [(5, "blurple"), (6, "nothing"), (7, "colour")] {
            let place = format!("problem.line {{file: themes/mine.toml, n: {line}}}: ");
            assert!(
                told.iter().any(|one| one.starts_with(&place) && one.contains(word)),
                "{line}: {told:#?}"
            );
        }
        assert_eq!(told.len(), 3);
    }

    #[test]
    fn a_file_that_is_no_toml_is_told_with_its_line() {
        assert!(told("measure = 60\n= 3\n")[0].starts_with("problem.line {file: config.toml, n: 2}: "));
    }

    #[test]
    fn own_keys_take_the_place_of_others() {
        let text = "[[key]]\nkeys = [\"b\"]\ncommand = \"nothing\"\nin = [\"any\", \"text\"]\n\
                    [[key]]\nkeys = [\"g\"]\ncommand = \"help\"\nin = [\"text\"]\n";
        let config = read(text, "c");
        let text = [Scope::Text, Scope::Any];
        let meaning = |keys: &str| config.keymap.meaning(&key::parse(keys).unwrap(), &text);
        assert_eq!(meaning("b"), Meaning::Nothing);
        assert_eq!(meaning("m"), Meaning::Command(Command::Bookmark), "the other key of the row stays");
        assert_eq!(meaning("g"), Meaning::Command(Command::Help));
        assert!(config.keymap.keys_of(Command::Bookmark, &text).is_some_and(|keys| keys == "m"));
        let told: Vec<String> = config.problems.iter().map(ToString::to_string).collect();
        assert!(
            told.iter()
                .any(|one| one == "problem.line {file: c, n: 5}: problem.both_keys {one: g, other: gg}"),
            "{told:?}"
        );
    }
}
