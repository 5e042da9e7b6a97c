//! Reads what people write as TOML into values. What is wrong is told by key, with its file and line; never in words.

mod fault;
mod value;

use serde::de::DeserializeOwned;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

use self::value::Node;
use crate::base::problem::{Problem, line, no_toml};
use crate::base::said::Said;

/// Reads a text as a value.
///
/// # Errors
/// The first thing wrong with it, at the line of the file of this name: no TOML, a field that there is not, a value
/// of another sort than belongs there.
pub fn read<T: DeserializeOwned>(file: &str, text: &str) -> Result<T, Problem> {
    let table = table(file, text)?;
    let root = Spanned::new(table.span(), DeValue::Table(table.into_inner()));
    T::deserialize(Node(&root)).map_err(|fault| fault.problem(file, text))
}

/// Reads a text as a table whose names and values know where they stand.
///
/// # Errors
/// Where it is no TOML: the line of the file of this name.
pub fn table<'a>(file: &str, text: &'a str) -> Result<Spanned<DeTable<'a>>, Problem> {
    DeTable::parse(text).map_err(|error| not_toml(file, text, &error))
}

/// What the reader of TOML answers, at the line of the file of this name.
#[must_use]
pub fn not_toml(file: &str, text: &str, error: &toml::de::Error) -> Problem {
    let at = error.span().map_or(0, |span| span.start);
    Problem::new(no_toml(error.message()), line(file, text, at)).hint(Said::text("advice.mend_line"))
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use serde::Deserialize;

    use super::*;

    #[derive(Debug, Default, PartialEq, Deserialize)]
    #[serde(default, deny_unknown_fields)]
    struct Sheet {
        name: String,
        sure: f32,
        count: u8,
        open: Option<bool>,
        pairs: Vec<(String, String)>,
        side: Side,
        parts: BTreeMap<String, Sheet>,
    }

    #[derive(Debug, Default, PartialEq, Deserialize)]
    #[serde(rename_all = "kebab-case")]
    enum Side {
        #[default]
        First,
        TheLast,
    }

    fn told(text: &str) -> String {
        read::<Sheet>("a.toml", text).unwrap_err().to_string()
    }

    #[test]
    fn what_is_written_well_is_read() {
        let text = "name = 'ж'\nsure = 1\ncount = 0x10\nopen = true\npairs = [['a', 'b']]\nside = 'the-last'\n[parts.x]\nsure = 0.5\n";
        let inner = Sheet { sure: 0.5, ..Sheet::default() };
        let sheet = Sheet {
            name: "ж".to_owned(),
            sure: 1.0,
            count: 16,
            open: Some(true),
            pairs: vec![("a".to_owned(), "b".to_owned())],
            side: Side::TheLast,
            parts: BTreeMap::from([("x".to_owned(), inner)]),
        };
        assert_eq!(read::<Sheet>("a.toml", text), Ok(sheet));
    }

    #[test]
    fn what_is_wrong_is_told_with_its_line_and_what_to_do() {
        for (text, line, what) in [
            ("name = 'x'\nsuer = 1\n", 2, "fault.no_field {name: suer} (advice.meant {near: sure})"),
            ("[parts.x]\n\n[parts.y]\nxyz = 1\n", 4, "fault.no_field {name: xyz} (advice.one_of {known: "),
            ("\nsure = 'much'\n", 2, "fault.wants_number"),
            ("name = 1\n", 1, "fault.wants_text"),
            ("count = 1.5\n", 1, "fault.wants_whole"),
            ("count = 1000\n", 1, "fault.wants_whole"),
            ("count = 99999999999999999999\n", 1, "fault.wants_whole"),
            ("open = 'yes'\n", 1, "fault.wants_bool"),
            ("pairs = [\n  ['a', 'b'],\n  ['a'],\n]\n", 3, "fault.wants_length"),
            ("pairs = 'a'\n", 1, "fault.wants_list"),
            ("side = 'last'\n", 1, "problem.none_of {value: \"last\", known: first, the-last}"),
            ("side = 1\n", 1, "fault.wants_text"),
            ("name = 'x'\nparts = 3\n", 2, "fault.wants_table"),
            ("name = 'x'\nname = \n", 2, "problem.no_toml"),
        ] {
            let told = told(text);
            let place = format!("problem.line {{file: a.toml, n: {line}}}: {what}");
            assert!(told.starts_with(&place), "{text}\n{told}");
        }
    }
}
