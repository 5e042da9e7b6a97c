//! All keys of the place one is in, made from the key table. Never a key by itself.

use crate::app::command::Command;
use crate::app::key;
use crate::app::keymap::{Keymap, Scope};

/// The help: for which places, and where in it.
#[derive(Clone, Debug, Default)]
pub struct Help {
    /// The places one was in, the narrowest first.
    pub scopes: Vec<Scope>,
    /// The first row shown.
    pub top: usize,
}

/// One row of the help.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HelpRow {
    /// The place it belongs to.
    pub scope: Scope,
    /// Keys as a person reads them.
    pub keys: Vec<String>,
    /// What they do.
    pub command: Command,
}

/// The rows for these places: the narrower place first, a key shown only where it works, and a command that
/// a narrower place has too shown there alone.
#[must_use]
pub fn rows(keymap: &Keymap, scopes: &[Scope]) -> Vec<HelpRow> {
    let mut rows: Vec<HelpRow> = Vec::new();
    let mut taken: Vec<Vec<key::Key>> = Vec::new();
    for scope in scopes {
        let mut own: Vec<Vec<key::Key>> = Vec::new();
        for binding in keymap.bindings().iter().filter(|binding| binding.scopes.contains(scope)) {
            let free: Vec<_> = binding.keys.iter().filter(|keys| !taken.contains(keys)).cloned().collect();
            own.extend(free.iter().cloned());
            let keys: Vec<String> = free.iter().map(|keys| key::spoken(keys)).collect();
            if keys.is_empty() {
                continue;
            }
            match rows.iter_mut().find(|row| row.command == binding.command) {
                Some(row) => row.keys.extend(keys),
                None => rows.push(HelpRow { scope: *scope, keys, command: binding.command }),
            }
        }
        taken.extend(own);
    }
    rows
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::keymap::keymap;

    #[test]
    fn a_key_that_means_something_else_here_is_not_shown_twice() {
        let rows = rows(keymap(), &[Scope::Select, Scope::Text, Scope::Any]);
        let with = |keys: &str| rows.iter().filter(|row| row.keys.iter().any(|k| k == keys)).count();
        assert_eq!(with("b"), 1);
        assert_eq!(with("j"), 1);
        assert!(rows.iter().filter(|row| row.command == Command::Bookmark).count() == 1);
    }
}
