//! Keys as the program sees them, and their written form. Never knows a terminal library.

use std::fmt;

/// One key press.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Key {
    /// Which key.
    pub code: Code,
    /// What was held down with it. For a character, shift is part of the character.
    pub held: Held,
}

/// Which key.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Code {
    /// A character.
    Char(char),
    /// Arrow.
    Up,
    /// Arrow.
    Down,
    /// Arrow.
    Left,
    /// Arrow.
    Right,
    /// Return.
    Enter,
    /// Escape.
    Esc,
    /// Tabulator.
    Tab,
    /// Rub out before the cursor.
    Backspace,
    /// Rub out under the cursor.
    Delete,
    /// Home.
    Home,
    /// End.
    End,
    /// Page up.
    PageUp,
    /// Page down.
    PageDown,
    /// A function key.
    F(u8),
}

/// Modifier keys.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Held {
    /// None.
    #[default]
    Nothing,
    /// Control.
    Ctrl,
    /// Alt or Meta.
    Alt,
    /// Shift, with a key that is no character.
    Shift,
}

impl Key {
    /// A character by itself.
    #[must_use]
    pub const fn char(c: char) -> Self {
        Self { code: Code::Char(c), held: Held::Nothing }
    }

    /// A key by itself.
    #[must_use]
    pub const fn plain(code: Code) -> Self {
        Self { code, held: Held::Nothing }
    }

    /// The character, where this is one by itself.
    #[must_use]
    pub const fn typed(self) -> Option<char> {
        match self {
            Self { code: Code::Char(c), held: Held::Nothing } => Some(c),
            _ => None,
        }
    }
}

const NAMES: &[(&str, Code)] = &[
    ("Backspace", Code::Backspace),
    ("Delete", Code::Delete),
    ("Down", Code::Down),
    ("End", Code::End),
    ("Enter", Code::Enter),
    ("Esc", Code::Esc),
    ("Home", Code::Home),
    ("Left", Code::Left),
    ("PageDown", Code::PageDown),
    ("PageUp", Code::PageUp),
    ("Right", Code::Right),
    ("Space", Code::Char(' ')),
    ("Tab", Code::Tab),
    ("Up", Code::Up),
    ("lt", Code::Char('<')),
];

/// Reads keys in a row, as in `gg` or `<C-o>`.
///
/// # Errors
///
/// The part that is no key.
///
/// ```
/// use throughline::app::key::{Code, Held, Key, parse};
/// assert_eq!(parse("g<Esc>").unwrap(), [Key::char('g'), Key::plain(Code::Esc)]);
/// assert_eq!(parse("<C-o>").unwrap(), [Key { code: Code::Char('o'), held: Held::Ctrl }]);
/// assert_eq!(parse("<what>").unwrap_err(), "<what>");
/// ```
pub fn parse(text: &str) -> Result<Vec<Key>, String> {
    let mut keys = Vec::new();
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        let named = rest.strip_prefix('<').and_then(|inner| inner.split_once('>'));
        if let Some((name, after)) = named {
            keys.push(named_key(name).ok_or_else(|| format!("<{name}>"))?);
            rest = after;
        } else {
            keys.push(Key::char(c));
            rest = rest.strip_prefix(c).unwrap_or_default();
        }
    }
    Ok(keys)
}

fn named_key(name: &str) -> Option<Key> {
    let (held, name) = match name.split_once('-') {
        Some(("C", name)) if !name.is_empty() => (Held::Ctrl, name),
        Some(("A", name)) if !name.is_empty() => (Held::Alt, name),
        Some(("S", name)) if !name.is_empty() => (Held::Shift, name),
        _ => (Held::Nothing, name),
    };
    let code = NAMES.iter().find(|(own, _)| own.eq_ignore_ascii_case(name)).map(|(_, code)| *code);
    let code = code.or_else(|| {
        let number = name.strip_prefix(['F', 'f']).and_then(|n| n.parse().ok());
        number.filter(|n| (1..=24).contains(n)).map(Code::F)
    });
    let mut chars = name.chars();
    let single = chars.next().filter(|_| held != Held::Nothing && chars.as_str().is_empty()).map(Code::Char);
    Some(Key { code: code.or(single)?, held })
}

impl fmt::Display for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let name = NAMES.iter().find(|(_, code)| *code == self.code).map(|(name, _)| *name);
        let held = match self.held {
            Held::Nothing => "",
            Held::Ctrl => "C-",
            Held::Alt => "A-",
            Held::Shift => "S-",
        };
        match (self.code, name) {
            (_, Some(name)) => write!(f, "<{held}{name}>"),
            (Code::Char(c), None) if held.is_empty() => write!(f, "{c}"),
            (Code::Char(c), None) => write!(f, "<{held}{c}>"),
            (Code::F(n), None) => write!(f, "<{held}F{n}>"),
            _ => Ok(()),
        }
    }
}

/// How a person reads the keys: `Ctrl-O`, `Space`, `g g`.
#[must_use]
pub fn spoken(keys: &[Key]) -> String {
    let words: Vec<String> = keys.iter().map(|key| spoken_key(*key)).collect();
    words.join(if words.iter().all(|word| word.chars().count() == 1) { "" } else { " " })
}

fn spoken_key(key: Key) -> String {
    let held = match key.held {
        Held::Nothing => "",
        Held::Ctrl => "Ctrl-",
        Held::Alt => "Alt-",
        Held::Shift => "Shift-",
    };
    #[expect(clippy::wildcard_enum_match_arm, reason = "all other keys are spoken as they are written")]
    let name = match key.code {
        Code::Up => "↑".to_owned(),
        Code::Down => "↓".to_owned(),
        Code::Left => "←".to_owned(),
        Code::Right => "→".to_owned(),
        Code::PageUp => "PgUp".to_owned(),
        Code::PageDown => "PgDn".to_owned(),
        Code::Char('<') => "<".to_owned(),
        Code::Char(c) if c != ' ' => {
            if held.is_empty() {
                c.to_string()
            } else {
                c.to_uppercase().collect()
            }
        }
        _ => Key::plain(key.code).to_string().trim_matches(['<', '>']).to_owned(),
    };
    format!("{held}{name}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn written_keys_read_back() {
        for text in ["j", "gg", "<C-o>", "<S-Tab>", "<Space>", "<lt>", "<F1>", "<A-Left>", "<C-Space>", "ж"]
        {
            let keys = parse(text).unwrap();
            assert_eq!(keys.iter().map(Key::to_string).collect::<String>(), text);
        }
    }

    #[test]
    fn keys_are_spoken_as_on_the_keyboard() {
        let spoken = |text| spoken(&parse(text).unwrap());
        assert_eq!(spoken("gg"), "gg");
        assert_eq!(spoken("<C-o>"), "Ctrl-O");
        assert_eq!(spoken("<PageDown>"), "PgDn");
        assert_eq!(spoken("<S-Tab>"), "Shift-Tab");
        assert_eq!(spoken("<lt>"), "<");
        assert_eq!(spoken("<Space>"), "Space");
    }
}
