//! The code of a language. Never a list of languages: those are the folders of `assets/lang/`.

use serde::{Deserialize, Serialize};

/// A language by its ISO 639 code of two or three letters; `und` where it is not known.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(from = "String", into = "String")]
pub struct Lang([u8; 3]);

impl Lang {
    /// Not known.
    pub const UNKNOWN: Self = Self(*b"und");

    /// The language with this code; unknown where the text is not two or three ASCII letters.
    #[must_use]
    pub fn new(code: &str) -> Self {
        let code = code.trim();
        let letters = code.bytes().all(|b| b.is_ascii_alphabetic());
        let mut own = [0; 3];
        match (letters, code.len()) {
            (true, 2 | 3) => {
                for (to, from) in own.iter_mut().zip(code.bytes()) {
                    *to = from.to_ascii_lowercase();
                }
                Self(own)
            }
            _ => Self::UNKNOWN,
        }
    }

    /// The code.
    #[must_use]
    pub fn code(&self) -> &str {
        std::str::from_utf8(&self.0).unwrap_or_default().trim_end_matches('\0')
    }

    /// Whether it is known.
    #[must_use]
    pub fn is_known(self) -> bool {
        self != Self::UNKNOWN
    }
}

impl Default for Lang {
    fn default() -> Self {
        Self::UNKNOWN
    }
}

impl std::fmt::Debug for Lang {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.code())
    }
}

impl std::fmt::Display for Lang {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.code())
    }
}

impl From<String> for Lang {
    fn from(code: String) -> Self {
        Self::new(&code)
    }
}

impl From<Lang> for String {
    fn from(lang: Lang) -> Self {
        lang.code().to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_kept_and_nonsense_is_unknown() {
        assert_eq!(Lang::new("RU").code(), "ru");
        assert_eq!(Lang::new("kaz").code(), "kaz");
        assert_eq!(Lang::new("русский"), Lang::UNKNOWN);
        assert_eq!(Lang::new(""), Lang::UNKNOWN);
    }
}
