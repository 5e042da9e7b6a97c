//! What went wrong with one thing while the rest went on. Never an error that stops the program.

use std::fmt;

use crate::base::near::nearest;
use crate::base::said::Said;

/// Something a person should know: what, where, and what to do about it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Problem {
    /// What is wrong, one plain sentence without the final full stop.
    pub what: Said,
    /// The file, line or article it concerns; empty where it concerns everything.
    pub place: Said,
    /// What to do, where something can be done.
    pub hint: Option<Said>,
}

impl Problem {
    /// A problem at a place.
    #[must_use]
    pub fn new(what: impl Into<Said>, place: impl Into<Said>) -> Self {
        Self { what: what.into(), place: place.into(), hint: None }
    }

    /// The same problem with advice.
    #[must_use]
    pub fn hint(mut self, hint: impl Into<Said>) -> Self {
        self.hint = Some(hint.into());
        self
    }

    /// The same problem at another place.
    #[must_use]
    pub fn at(self, place: impl Into<Said>) -> Self {
        Self { place: place.into(), ..self }
    }

    /// The same problem, whose place so far is a piece of a file's text, at the file and the line of that piece: the
    /// first behind all pieces before it.
    #[must_use]
    pub fn within(self, file: &str, text: Option<&str>, before: &[&str]) -> Self {
        let piece = self.place.to_string();
        let pieces: Vec<&str> = before.iter().copied().chain([piece.as_str()]).collect();
        self.at(line_of(file, text, &pieces))
    }

    /// The same problem of a name that is none of those known, with the advice to write the likest of them, or where
    /// none is like it, one of all.
    #[must_use]
    pub fn meant<'a>(self, name: &str, known: impl IntoIterator<Item = &'a str>) -> Self {
        let all: Vec<&str> = known.into_iter().collect();
        self.hint(match nearest(name, all.iter().copied()) {
            Some(near) => Said::text("advice.meant").with("near", near),
            None => Said::text("advice.one_of").with("known", all.join(", ")),
        })
    }
}

/// The place of a byte of a file's text: the file with the line.
#[must_use]
pub fn line(file: &str, text: &str, at: usize) -> Said {
    let before = text.get(..text.floor_char_boundary(at)).unwrap_or_default();
    let number = before.matches('\n').count() + 1;
    Said::text("problem.line").with("file", file).with("n", number)
}

/// The place in a file where the last of these pieces stands, each looked for behind the one before, as far as they
/// are there; the file alone where there is nothing to look in.
fn line_of(file: &str, text: Option<&str>, pieces: &[&str]) -> Said {
    let Some(text) = text else { return file.into() };
    let mut at = 0;
    for piece in pieces {
        at += text.get(at..).and_then(|rest| rest.find(piece)).unwrap_or_default();
    }
    line(file, text, at)
}

/// That a piece is not written as TOML asks for, with what the reader of TOML answers.
#[must_use]
pub fn no_toml(why: &str) -> Said {
    Said::text("problem.no_toml").with("why", why.trim())
}

/// For logs and tests, in no language.
impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if !self.place.is_empty() {
            write!(f, "{}: ", self.place)?;
        }
        write!(f, "{}", self.what)?;
        match &self.hint {
            Some(hint) => write!(f, " ({hint})"),
            None => Ok(()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_piece_is_found_behind_those_before_it() {
        let text = "# go\n[stop]\nwords = 'go'\n[move]\nwords = 'come, go'\n";
        let place = |piece: &str, before: &[&str]| {
            Problem::new("x", piece).within("a.toml", Some(text), before).place.to_string()
        };
        assert_eq!(place("go", &["[move]"]), "problem.line {file: a.toml, n: 5}");
        assert_eq!(place("went", &["[move]"]), "problem.line {file: a.toml, n: 4}");
        assert_eq!(place("", &[]), "problem.line {file: a.toml, n: 1}");
        assert_eq!(Problem::new("x", "go").within("a.toml", None, &[]).place, Said::from("a.toml"));
    }

    #[test]
    fn a_name_that_is_none_is_told_the_likest_or_all() {
        let hint = |name: &str| Problem::new("x", "").meant(name, ["about", "sure"]).hint;
        assert_eq!(hint("abuot"), Some(Said::text("advice.meant").with("near", "about")));
        assert_eq!(hint("x"), Some(Said::text("advice.one_of").with("known", "about, sure")));
    }
}
