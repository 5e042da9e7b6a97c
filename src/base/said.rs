//! What a person is told: which text of the interface, and what stands in its holes. Never words of a language.

use std::fmt;
use std::io;
use std::path::Path;

/// One saying. The layer that knows the interface's language makes words of it.
///
/// ```
/// use throughline::base::said::Said;
/// let said = Said::text("problem.too_deep").with("n", 64_usize);
/// assert_eq!(said.to_string(), "problem.too_deep {n: 64}");
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Said {
    /// The same in every language: a name, a path, what was written, what another program answers.
    Plain(String),
    /// A whole number, written as a language writes it. Under the name `n` it chooses the plural form.
    Number(u64),
    /// A text of the interface by its key, with what stands in its holes.
    Text(&'static str, Vec<(&'static str, Said)>),
}

impl Said {
    /// The text with this key.
    #[must_use]
    pub const fn text(key: &'static str) -> Self {
        Self::Text(key, Vec::new())
    }

    /// The text with this key in the plural form of a number, which stands in its hole `n`.
    #[must_use]
    pub fn count(key: &'static str, n: usize) -> Self {
        Self::text(key).with("n", n)
    }

    /// The same with this in the hole of this name. Only a text has holes.
    #[must_use]
    pub fn with(mut self, name: &'static str, value: impl Into<Self>) -> Self {
        if let Self::Text(_, values) = &mut self {
            values.push((name, value.into()));
        }
        self
    }

    /// Whether nothing is said.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        matches!(self, Self::Plain(text) if text.is_empty())
    }
}

impl Default for Said {
    fn default() -> Self {
        Self::Plain(String::new())
    }
}

/// For logs and tests: the key and the values, in no language.
impl fmt::Display for Said {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Plain(text) => f.write_str(text),
            Self::Number(number) => write!(f, "{number}"),
            Self::Text(key, values) => {
                f.write_str(key)?;
                for (at, (name, value)) in values.iter().enumerate() {
                    write!(f, "{}{name}: {value}", if at == 0 { " {" } else { ", " })?;
                }
                f.write_str(if values.is_empty() { "" } else { "}" })
            }
        }
    }
}

impl From<&str> for Said {
    fn from(text: &str) -> Self {
        Self::Plain(text.to_owned())
    }
}

impl From<String> for Said {
    fn from(text: String) -> Self {
        Self::Plain(text)
    }
}

impl From<&Path> for Said {
    fn from(path: &Path) -> Self {
        Self::Plain(path.display().to_string())
    }
}

impl From<u64> for Said {
    fn from(number: u64) -> Self {
        Self::Number(number)
    }
}

impl From<usize> for Said {
    fn from(number: usize) -> Self {
        Self::Number(u64::try_from(number).unwrap_or(u64::MAX))
    }
}

/// What the system answers: in words of our own where it is one of the usual things.
impl From<&io::Error> for Said {
    #[expect(clippy::wildcard_enum_match_arm, reason = "the system knows many more")]
    fn from(error: &io::Error) -> Self {
        // ELOOP, for which no stable kind exists: 40 on Linux, 62 on the BSDs.
        if matches!(error.raw_os_error(), Some(40 | 62)) {
            return Self::text("system.link_loop");
        }
        match error.kind() {
            io::ErrorKind::AlreadyExists => Self::text("system.exists"),
            io::ErrorKind::IsADirectory => Self::text("system.folder"),
            io::ErrorKind::NotADirectory => Self::text("system.no_folder"),
            io::ErrorKind::NotFound => Self::text("system.no_such"),
            io::ErrorKind::PermissionDenied => Self::text("system.no_permission"),
            io::ErrorKind::ReadOnlyFilesystem => Self::text("system.read_only"),
            io::ErrorKind::StorageFull => Self::text("system.full"),
            _ => Self::Plain(error.to_string()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_usual_answers_of_the_system_have_words_of_our_own() {
        assert_eq!(Said::from(&io::Error::from_raw_os_error(40)), Said::text("system.link_loop"));
        assert_eq!(Said::from(&io::Error::from(io::ErrorKind::StorageFull)), Said::text("system.full"));
        assert_eq!(Said::from(&io::Error::other("odd")), Said::from("odd"));
    }

    #[test]
    fn only_a_text_has_holes() {
        assert_eq!(Said::from("a").with("n", 1_usize), Said::from("a"));
        let told = Said::text("k").with("a", "x").with("b", Said::count("l", 2));
        assert_eq!(told.to_string(), "k {a: x, b: l {n: 2}}");
    }
}
