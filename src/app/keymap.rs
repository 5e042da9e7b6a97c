//! The key table: from `assets/keys.toml` to commands, hints and help. Never runs a command.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use serde::Deserialize;

use crate::app::command::Command;
use crate::app::key::{self, Code, Held, Key};
use crate::base::embedded;
use crate::base::problem::Problem;
use crate::base::said::Said;
use crate::base::written;

/// Where a key works; a narrower place wins over `Any`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Scope {
    /// Everywhere.
    Any,
    /// A library without articles.
    Empty,
    /// The timeline.
    Timeline,
    /// The reading pane.
    Text,
    /// The pane of initiatives.
    Side,
    /// While text is selected.
    Select,
    /// The list of bookmarks.
    Bookmarks,
    /// The page of one thread.
    Thread,
    /// The page of all threads.
    Ledger,
    /// What the publisher has changed in an article.
    Changes,
    /// Figures over time.
    Figures,
    /// The menu at the pointer.
    Menu,
    /// The help.
    Help,
}

/// One row of the table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Binding {
    /// The ways to press it.
    pub keys: Vec<Vec<Key>>,
    /// What it does.
    pub command: Command,
    /// Where.
    pub scopes: Vec<Scope>,
    /// Order among the hints of the bottom line, where it is one.
    pub hint: Option<u8>,
}

/// All keys.
#[derive(Clone, Debug, Default)]
pub struct Keymap {
    bindings: Vec<Binding>,
    sequences: BTreeMap<(Scope, Vec<Key>), Command>,
    positions: Vec<BTreeMap<char, char>>,
    problems: Vec<Problem>,
}

/// What a row of keys means so far.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Meaning {
    /// This command.
    Command(Command),
    /// The beginning of longer sequences.
    Prefix,
    /// Nothing.
    Nothing,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Table {
    key: Vec<RawBinding>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawBinding {
    keys: Vec<String>,
    command: String,
    r#in: Vec<Scope>,
    hint: Option<u8>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawLayout {
    pairs: String,
}

/// The table of keys.
const TABLE: &str = "assets/keys.toml";

/// The folder of keyboard layouts.
const LAYOUTS: &str = "assets/layouts/";

/// The keys built into the program.
#[must_use]
pub fn keymap() -> &'static Keymap {
    static KEYMAP: LazyLock<Keymap> = LazyLock::new(|| {
        let layouts = embedded::texts_under(LAYOUTS).map(|(_, text)| text);
        Keymap::read(embedded::text(TABLE).unwrap_or_default(), layouts)
    });
    &KEYMAP
}

impl Keymap {
    /// Reads a key table and keyboard layouts. What cannot be read is a problem and left out.
    pub fn read<'a>(table: &str, layouts: impl Iterator<Item = &'a str>) -> Self {
        let mut keymap = Self::default();
        match written::read::<Table>(TABLE, table) {
            Ok(table) => table.key.into_iter().for_each(|raw| keymap.add(raw)),
            Err(problem) => keymap.problems.push(problem),
        }
        for layout in layouts {
            match written::read::<RawLayout>(LAYOUTS, layout) {
                Ok(raw) => keymap.positions.push(positions(&raw.pairs)),
                Err(problem) => keymap.problems.push(problem),
            }
        }
        keymap
    }

    fn add(&mut self, raw: RawBinding) {
        let Some(command) = Command::named(&raw.command) else {
            self.problems
                .push(Problem::new(Said::text("problem.no_command").with("name", raw.command), TABLE));
            return;
        };
        let mut keys = Vec::new();
        for text in &raw.keys {
            match key::parse(text) {
                Ok(parsed) if !parsed.is_empty() => keys.push(parsed),
                Ok(_) => {
                    self.problems.push(Problem::new(Said::text("problem.key_empty"), raw.command.as_str()));
                }
                Err(bad) => {
                    self.problems.push(Problem::new(
                        Said::text("problem.no_key").with("value", bad),
                        raw.command.as_str(),
                    ));
                }
            }
        }
        for scope in &raw.r#in {
            for sequence in &keys {
                let old = self.sequences.insert((*scope, sequence.clone()), command);
                if old.is_some_and(|old| old != command) {
                    let what = Said::text("problem.two_meanings").with("keys", key::spoken(sequence));
                    self.problems.push(Problem::new(what, raw.command.as_str()));
                }
            }
        }
        self.bindings.push(Binding { keys, command, scopes: raw.r#in, hint: raw.hint });
    }

    /// Lets a key do this in these places, or nothing, whatever it did there. Says which other keys of these
    /// places begin with it or begin it, so that one of the two can never be pressed to its end.
    pub fn lay(&mut self, keys: &[Key], command: Option<Command>, scopes: &[Scope]) -> Vec<String> {
        let mut hidden = Vec::new();
        for scope in scopes {
            self.take_away(keys, *scope);
            if let Some(command) = command {
                let others = self.sequences.keys().filter(|(own, other)| {
                    own == scope && (other.starts_with(keys) || keys.starts_with(other.as_slice()))
                });
                hidden.extend(others.map(|(_, other)| key::spoken(other)));
                if *scope != Scope::Any {
                    let wider = self.sequences.keys().filter(|(own, other)| {
                        *own == Scope::Any && other.len() > keys.len() && other.starts_with(keys)
                    });
                    hidden.extend(wider.map(|(_, other)| key::spoken(other)));
                }
                self.sequences.insert((*scope, keys.to_vec()), command);
            }
        }
        if let Some(command) = command {
            let binding = Binding { keys: vec![keys.to_vec()], command, scopes: scopes.to_vec(), hint: None };
            self.bindings.insert(0, binding);
        }
        hidden.dedup();
        hidden
    }

    fn take_away(&mut self, keys: &[Key], scope: Scope) {
        if self.sequences.remove(&(scope, keys.to_vec())).is_none() {
            return;
        }
        let mut rest = Vec::new();
        for binding in &mut self.bindings {
            if binding.scopes.contains(&scope) && binding.keys.iter().any(|own| own == keys) {
                let mut own = binding.clone();
                own.scopes = vec![scope];
                own.keys.retain(|other| other != keys);
                binding.scopes.retain(|other| *other != scope);
                rest.push(own);
            }
        }
        self.bindings.extend(rest);
        self.bindings.retain(|binding| !binding.scopes.is_empty() && !binding.keys.is_empty());
    }

    /// What could not be read.
    #[must_use]
    pub fn problems(&self) -> &[Problem] {
        &self.problems
    }

    /// The rows of the table in its order.
    #[must_use]
    pub fn bindings(&self) -> &[Binding] {
        &self.bindings
    }

    /// What a row of keys means in these places, the narrowest first. Where it means nothing as typed, it
    /// is read as the keys at the same positions of a Latin keyboard.
    #[must_use]
    pub fn meaning(&self, keys: &[Key], scopes: &[Scope]) -> Meaning {
        let own = self.exact(keys, scopes);
        if own != Meaning::Nothing {
            return own;
        }
        for layout in &self.positions {
            let moved: Vec<Key> = keys.iter().map(|key| at_position(*key, layout)).collect();
            let meaning = self.exact(&moved, scopes);
            if moved != keys && meaning != Meaning::Nothing {
                return meaning;
            }
        }
        Meaning::Nothing
    }

    fn exact(&self, keys: &[Key], scopes: &[Scope]) -> Meaning {
        for scope in scopes {
            if let Some(command) = self.sequences.get(&(*scope, keys.to_vec())) {
                return Meaning::Command(*command);
            }
        }
        let begins = |scope: &Scope| {
            let from = (*scope, keys.to_vec());
            self.sequences
                .range(from..)
                .next()
                .is_some_and(|((own, sequence), _)| own == scope && sequence.starts_with(keys))
        };
        if scopes.iter().any(begins) { Meaning::Prefix } else { Meaning::Nothing }
    }

    /// The sequences that go on from these keys, with what they do, the narrowest place first, each once.
    #[must_use]
    pub fn following(&self, keys: &[Key], scopes: &[Scope]) -> Vec<(Vec<Key>, Command)> {
        let mut found: Vec<(Vec<Key>, Command)> = Vec::new();
        for scope in scopes {
            for ((own, sequence), command) in self.sequences.range((*scope, keys.to_vec())..) {
                if own != scope || !sequence.starts_with(keys) {
                    break;
                }
                let rest = sequence.get(keys.len()..).unwrap_or_default().to_vec();
                if !rest.is_empty() && !found.iter().any(|(old, _)| *old == rest) {
                    found.push((rest, *command));
                }
            }
        }
        found
    }

    /// The hints of the bottom line in these places: first key and command, in order.
    #[must_use]
    pub fn hints(&self, scopes: &[Scope]) -> Vec<(String, Command)> {
        let mut found: Vec<(u8, String, Command)> = Vec::new();
        for scope in scopes {
            for binding in self.bindings.iter().filter(|binding| binding.scopes.contains(scope)) {
                let (Some(hint), Some(keys)) = (binding.hint, binding.keys.first()) else {
                    continue;
                };
                let shadowed = scopes.iter().take_while(|narrow| *narrow != scope);
                let known = found.iter().any(|(_, _, command)| *command == binding.command);
                if !known && !shadowed.into_iter().any(|s| self.sequences.contains_key(&(*s, keys.clone()))) {
                    found.push((hint, key::spoken(keys), binding.command));
                }
            }
        }
        found.sort_by_key(|(hint, _, _)| *hint);
        found.into_iter().map(|(_, keys, command)| (keys, command)).collect()
    }

    /// The first keys that run a command in these places, as a person reads them.
    #[must_use]
    pub fn keys_of(&self, command: Command, scopes: &[Scope]) -> Option<String> {
        scopes.iter().find_map(|scope| {
            let mut own = self.bindings.iter();
            let binding = own.find(|b| b.command == command && b.scopes.contains(scope))?;
            binding.keys.first().map(|keys| key::spoken(keys))
        })
    }

    /// A digit that a Latin keyboard has at the position of this key, for counts.
    #[must_use]
    pub fn digit(&self, key: Key) -> Option<u32> {
        let typed = key.typed()?;
        typed.to_digit(10).or_else(|| {
            self.positions.iter().find_map(|layout| layout.get(&typed)).and_then(|c| c.to_digit(10))
        })
    }
}

fn positions(pairs: &str) -> BTreeMap<char, char> {
    let mut chars = pairs.split_whitespace().map(str::chars);
    let mut map = BTreeMap::new();
    for mut pair in chars.by_ref() {
        if let (Some(typed), Some(latin)) = (pair.next(), pair.next()) {
            map.insert(typed, latin);
        }
    }
    map
}

fn at_position(key: Key, layout: &BTreeMap<char, char>) -> Key {
    match key {
        Key { code: Code::Char(c), held } => {
            let latin = layout.get(&c).copied().unwrap_or(c);
            let latin = if held == Held::Ctrl { latin.to_ascii_lowercase() } else { latin };
            Key { code: Code::Char(latin), held }
        }
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &[Scope] = &[Scope::Text, Scope::Any];

    fn meaning(text: &str, scopes: &[Scope]) -> Meaning {
        keymap().meaning(&key::parse(text).unwrap(), scopes)
    }

    #[test]
    fn the_table_has_no_problem_and_covers_every_command() {
        assert_eq!(keymap().problems(), []);
        for command in Command::ALL {
            assert!(keymap().bindings().iter().any(|binding| binding.command == *command), "{command:?}");
        }
    }

    #[test]
    fn sequences_are_awaited() {
        assert_eq!(meaning("g", TEXT), Meaning::Prefix);
        assert_eq!(meaning("gg", TEXT), Meaning::Command(Command::First));
        assert_eq!(meaning("gz", TEXT), Meaning::Nothing);
        let following = keymap().following(&key::parse("g").unwrap(), TEXT);
        assert!(following.contains(&(vec![Key::char('n')], Command::NextUnread)));
    }

    #[test]
    fn cyrillic_layouts_work_by_position() {
        for (typed, latin) in
            [("о", "j"), ("л", "k"), ("пп", "gg"), ("ъ", "]"), ("х", "["), ("И", "B"), (".", "/")]
        {
            assert_eq!(meaning(typed, TEXT), meaning(latin, TEXT), "{typed}");
            assert_ne!(meaning(typed, TEXT), Meaning::Nothing, "{typed}");
        }
        assert_eq!(meaning("<C-щ>", TEXT), Meaning::Command(Command::Back));
        assert_eq!(meaning("№", TEXT), Meaning::Command(Command::Find));
        assert_eq!(keymap().digit(Key::char('ә')), Some(2));
    }

    #[test]
    fn a_narrow_place_wins() {
        assert_eq!(meaning("b", TEXT), Meaning::Command(Command::Bookmark));
        let select = [Scope::Select, Scope::Text, Scope::Any];
        assert_eq!(meaning("b", &select), Meaning::Command(Command::WordBack));
    }

    #[test]
    fn a_bad_row_is_told_and_the_rest_kept() {
        let table = "[[key]]\nkeys = ['j', '<x>']\ncommand = 'down'\nin = ['any']\n\
                     [[key]]\nkeys = ['k']\ncommand = 'fly'\nin = ['any']\n";
        let keymap = Keymap::read(table, std::iter::empty());
        assert_eq!(keymap.problems().len(), 2);
        assert_eq!(keymap.meaning(&[Key::char('j')], &[Scope::Any]), Meaning::Command(Command::Down));
    }
}
